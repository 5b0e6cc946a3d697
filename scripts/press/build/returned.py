"""A file that came back, against the document: which parts it translates, and everything that is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from press.document import Document
from press.fault import Fault
from press.inline import Emphasis, Footnote, Foreign, Link, Strong, walk
from press.markup import parse
from press.parcel import excel, po, word, xliff, xliff12
from press.parcel.exchange import Return, Returned
from press.parcel.guard import Package
from press.parcel.status import single_blanks
from press.problem import Place, Problem, Wrong, nearest
from press.read.scan import forbidden
from press.records import State
from press.text import RichText
from press.translation.units import Unit, canonical, units

_XLIFF_12 = b"urn:oasis:names:tc:xliff:document:1.2"
_XLIFF = ("xlf", "xliff")
_READERS = {"po": po.read, "docx": word.read, "xlsx": excel.read}
_AROUND = 15
"""Signs beside the one that is meant, in a message."""
_HARD_BLANKS = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_QUOTES = str.maketrans(dict.fromkeys("'‘’‚‛“”„‟«»‹›′″", '"') | dict.fromkeys(_HARD_BLANKS, " "))
"""What word processors put in the place of each other by themselves."""


@dataclass(frozen=True)
class Part:
    """One unit as it came back: the source that it was translated from, and its texts, by their place in it.

    A text that came back as it was sent is the one that is written today. `older` says that the source is not today's,
    `moved` that another translation is written today than was sent, and than came back. `state` and `open` are as in
    `press.parcel.exchange.Returned`.
    """

    unit: str
    places: Mapping[str, Place]
    sources: Mapping[str, str]
    texts: Mapping[str, str]
    older: bool
    moved: bool
    state: State | None
    open: bool | None
    comments: tuple[str, ...]

    @property
    def translated(self) -> bool:
        """Whether every text of it has a translation."""
        return all(self.texts.values())


def files_of(data: bytes, path: str) -> dict[str, bytes]:
    """The files that can be read among what came: the file itself, or those in a parcel. Raises `Wrong` for others."""
    if path.lower().endswith(".zip"):
        package = Package(data, path)
        found = {f"{path}/{name}": package[name] for name in package if _is_taken(name)}
        if not found:
            message = "The zip holds no file that could be taken in."
            raise Wrong(Problem(Place(path), "P601", message, _ENDINGS))
        return found
    return {path: data}


def read_file(data: bytes, path: str) -> Return:
    """One file, in whichever format its name says. Raises `Wrong` with what is wrong with it."""
    ending = _ending(path)
    if ending in _XLIFF:
        return (xliff12 if _XLIFF_12 in data[:4096] else xliff).read(data, path)
    if ending not in _READERS:
        message = f"A file that ends in .{ending} cannot be taken in." if ending else "The file has no ending."
        raise Wrong(Problem(Place(path), "P601", message, _ENDINGS))
    return _READERS[ending](data, path)


_ENDINGS = "Send back the .xlf, .po, .docx or .xlsx of the parcel, or the whole .zip with one of them changed."


def _is_taken(name: str) -> bool:
    """Whether a file in a zip is one of the parcel's; programs add notes of their own beside them (`._x`, `~$x`)."""
    return _ending(name) in (*_READERS, *_XLIFF) and not name.rpartition("/")[2].startswith((".", "~$"))


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix[1:].lower()


def parts_of(document: Document, returned: Return, path: str) -> list[Part]:
    """The units that came back, in the order of the file. Raises `Wrong` with everything that is wrong with them."""
    look = _Look(document, returned, path)
    problems = list(look.problems())
    if problems:
        raise Wrong(*problems)
    return list(look.parts())


class _Look:
    def __init__(self, document: Document, returned: Return, path: str) -> None:
        self.path = path
        self.returned = returned
        self.translated = document.translations[returned.language]
        self.source = units(document.source)
        self.written = units(self.translated.written)
        self.by_unit: dict[str, dict[str, Returned]] = {}
        for segment in returned.segments:
            unit, _, inside = segment.id.partition("#")
            self.by_unit.setdefault(unit, {})[inside] = segment

    def problems(self) -> Iterator[Problem]:
        if self.returned.total is not None and self.returned.total != len(self.returned.segments):
            message = f"{self.returned.total} texts were sent, and {len(self.returned.segments)} came back."
            hint = "No row may be deleted. Leave what is not translated empty, or ask for a new parcel."
            yield Problem(Place(self.path), "P603", message, hint)
        for unit, segments in self.by_unit.items():
            expected = self._shape(unit, segments)
            strangers = [segment for inside, segment in segments.items() if inside not in expected]
            if strangers:
                yield from map(self._stranger, strangers)
                continue
            gone = [f"{unit}#{inside}" for inside in expected if inside not in segments]
            if gone:
                message = f"The text {', '.join(gone)} did not come back with the others of its block."
                hint = "No row may be deleted: put it back, or ask for a new parcel."
                yield Problem(next(iter(segments.values())).place, "P603", message, hint)
            for segment in segments.values():
                yield from self._segment(unit, segment)

    def _stranger(self, segment: Returned) -> Problem:
        """That the id of a text is none of ours."""
        known = [f"{unit.id}#{inside}" for unit in self.source.values() for inside in unit.segments]
        near = nearest(segment.id, known)
        hint = f"Did you mean `{near}`? " if near else ""
        message = f"`{segment.id}` is no text of this document."
        return Problem(segment.place, "P602", message, f"{hint}Put the id back as it was sent.")

    def _shape(self, unit: str, segments: Mapping[str, Returned]) -> Iterable[str]:
        """The places of the texts in a unit: as it was sent where all that was sent came back, else as it is, or as it
        was when the translation was made."""
        if all(one.sealed for one in segments.values()) and self.returned.total == len(self.returned.segments):
            return segments
        part = self.translated.parts.get(unit) or self.translated.orphans.get(unit)
        kept = part.record.made_from if part and part.record else {}
        now = self.source[unit].segments if unit in self.source else {}
        own = {inside: canonical(text) for inside, text in now.items()}
        changed = any(inside in own and not _same(one.source, own[inside]) for inside, one in segments.items())
        return list(map(str, kept if not now or (changed and set(kept) == set(segments)) else now))

    def _segment(self, unit: str, segment: Returned) -> Iterator[Problem]:
        inside = segment.id.partition("#")[2]
        if not self._sealed(unit, inside, segment):
            message = f"The source of `{segment.id}` is not the one that was sent."
            hint = "Put it back as it was sent, or ask for a new parcel. A mistake in the source goes into a comment."
            yield Problem(segment.place, "P604", message, hint)
        for comment in segment.comments:
            yield from _unseen(single_blanks(comment), f"a comment on `{segment.id}`", segment.place)
        before = self._written(unit, inside)
        if segment.sent_with(segment.target) or single_blanks(segment.target) in ("", single_blanks(before)):
            return
        unseen = list(_unseen(segment.target, f"the translation of `{segment.id}`", segment.place))
        if unseen:
            yield from unseen
            return
        if before.translate(_QUOTES) == segment.target.translate(_QUOTES):
            sent, came = _where_they_part(before, segment.target)
            message = f"In `{segment.id}` only quotes or no-break spaces differ: «{sent}» was sent, «{came}» came back."
            hint = "Programs change them by themselves: put them back, or change them in the language's own file."
            yield Problem(segment.place, "P606", message, hint)
        yield from self._marks(unit, segment)

    def _marks(self, unit: str, segment: Returned) -> Iterator[Problem]:
        """Marks, links and footnotes that were damaged."""
        if not self._is_rich(unit, segment.id.partition("#")[2]):
            return
        try:
            wanted, found = _marks(segment.source), _marks(segment.target)
        except Fault as fault:
            message = f"The marks in the translation of `{segment.id}` are damaged: {fault.message}"
            yield Problem(segment.place, "P607", message, fault.hint)
            return
        if wanted != found:
            told = [f"{one} is lost" for one in sorted((wanted - found).elements())]
            told += [f"{one} is new" for one in sorted((found - wanted).elements())]
            message = f"The marks in the translation of `{segment.id}` are damaged: {', '.join(told)}."
            hint = "Mark the same words as in the source, and leave the addresses of links as they are."
            yield Problem(segment.place, "P607", message, hint)

    def _is_rich(self, unit: str, inside: str) -> bool:
        known = (one.segments.get(inside) for one in (self.source.get(unit), self.written.get(unit)) if one)
        return any(isinstance(text, RichText) for text in known)

    def _written(self, unit: str, inside: str) -> str:
        there = self.written.get(unit)
        text = there.segments.get(inside) if there else None
        return canonical(text) if text is not None else ""

    def _sealed(self, unit: str, inside: str, segment: Returned) -> bool:
        now = self.source.get(unit)
        text = now.segments.get(inside) if now else None
        if text is not None and _same(segment.source, canonical(text)):
            return True
        return segment.sealed

    def parts(self) -> Iterator[Part]:
        for unit, segments in self.by_unit.items():
            sources = {inside: self._own(unit, inside, one) for inside, one in segments.items()}
            now = self.source.get(unit)
            current = now is not None and sources == {path: canonical(text) for path, text in now.segments.items()}
            states = {one.state for one in segments.values()}
            yield Part(
                unit=unit,
                places={inside: one.place for inside, one in segments.items()},
                sources=sources,
                texts={inside: self._text(unit, inside, one) for inside, one in segments.items()},
                older=not current,
                moved=any(self._moved(unit, inside, one) for inside, one in segments.items()),
                state=states.pop() if len(states) == 1 else None,
                open=_all([one.open for one in segments.values()]),
                comments=tuple(single_blanks(comment) for one in segments.values() for comment in one.comments),
            )

    def _own(self, unit: str, inside: str, segment: Returned) -> str:
        """The source as the content has it: a program may have put other blanks in it."""
        now: Unit | None = self.source.get(unit)
        text = now.segments.get(inside) if now else None
        own = canonical(text) if text is not None else ""
        return own if own and _same(segment.source, own) else segment.source

    def _text(self, unit: str, inside: str, segment: Returned) -> str:
        """A translation as the content has it where only blanks differ, which some formats cannot keep."""
        before, target = self._written(unit, inside), segment.target
        if segment.sent_with(target) or single_blanks(target) == single_blanks(before):
            return before
        return canonical(RichText(target)) if self._is_rich(unit, inside) else target.strip()

    def _moved(self, unit: str, inside: str, segment: Returned) -> bool:
        before = self._written(unit, inside)
        same = single_blanks(segment.target) == single_blanks(before)
        return segment.sealed and not same and not segment.sent_with(before)


def _unseen(text: str, what: str, place: Place) -> Iterator[Problem]:
    """The first sign of a text that content may not hold, with the words before it."""
    if wrong := forbidden(text):
        at, _, message, hint = wrong
        after = f", after «{text[max(0, at - _AROUND) : at]}»" if at else ""
        yield Problem(place, "P605", f"In {what}{after}: {message}", hint)


def _where_they_part(one: str, other: str) -> tuple[str, str]:
    """What stands around the first sign that differs, in both."""
    at = next(at for at, (here, there) in enumerate(zip(one, other, strict=True)) if here != there)
    around = slice(max(0, at - _AROUND), at + _AROUND)
    return one[around], other[around]


def _all(found: list[bool | None]) -> bool | None:
    """Whether any is open; None where the file does not say it of all."""
    return None if None in found else any(found)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def _marks(text: str) -> Counter[str]:
    names = {Emphasis: "emphasis", Strong: "strong", Footnote: "a footnote"}
    found: Counter[str] = Counter()
    for node in walk(parse(text)):
        if isinstance(node, Link):
            found[f"the link to {node.target}"] += 1
        elif isinstance(node, Foreign):
            found[f"words in {node.language}"] += 1
        elif type(node) in names:
            found[names[type(node)]] += 1
    return found
