"""Translations -> what the secretariat must know of them: how many parts stand how, and which of them wait for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.compose.redline.words import diff
from press.compose.standing import standing_label
from press.document import Bound, Document
from press.fault import Fault
from press.inline import Deleted, Inline, Inserted, Run, plain
from press.markup import parse
from press.problem import Place
from press.records import State
from press.text import Text
from press.translation.units import canonical, units
from press.words import TemplateWords


@dataclass(frozen=True)
class Change:
    """One text of the source, then and now: words with `Inserted` and `Deleted` around what differs."""

    path: str
    words: tuple[Inline, ...]


@dataclass(frozen=True)
class Waiting:
    """A part that somebody must look at.

    `why` is `stale`, `unbound` (nobody has said what it was made from), `missing`, `orphaned`, `altered` (what was
    confirmed were other words) or `commented` (a translator said something of it). `void` is the state that was
    confirmed and holds no longer, `by` who had confirmed it.
    """

    unit: str
    why: str
    place: Place
    changes: tuple[Change, ...] = ()
    present: tuple[str, ...] = ()
    void: str = ""
    by: str = ""
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """One language of a document. `counts` has `all`, `complete`, `stale`, `missing`, `orphaned` and the three states;
    a part counts under its state only while it is up to date."""

    document: str
    language: str
    name: str
    standing: str
    standing_label: str
    counts: dict[str, int]
    waiting: tuple[Waiting, ...]


def reports(document: Document, words: TemplateWords, names: dict[str, str]) -> Iterator[Report]:
    """A report on each translation of a document. `words` are those in which the standing is told."""
    for language, translated in document.translations.items():
        parts = translated.parts.values()
        counts = Counter(str(part.state) for part in parts if part.current)
        yield Report(
            document=str(document.facts.id),
            language=language,
            name=names.get(language, language),
            standing=str(translated.standing),
            standing_label=standing_label(document, language, words),
            counts={
                "all": len(translated.parts),
                "complete": sum(part.current for part in parts),
                "stale": sum(part.state is not State.MISSING and not part.current for part in parts),
                "missing": sum(part.state is State.MISSING for part in parts),
                "orphaned": len(translated.orphans),
                **{state: counts[state] for state in (State.DRAFT, State.REVIEWED, State.CERTIFIED)},
            },
            waiting=tuple(_waiting(document, language)),
        )


def _waiting(document: Document, language: str) -> Iterator[Waiting]:
    translated = document.translations[language]
    source, written = units(document.source), units(translated.written)
    for name, part in {**translated.parts, **translated.orphans}.items():
        record = part.record
        at = written[name].at if name in written else source[name].at
        asked = record is not None and record.comments and part.state is State.DRAFT
        if part.current and not part.void and not asked:
            continue
        yield Waiting(
            unit=name,
            why=_why(part, orphaned=name not in source),
            place=at.place,
            changes=tuple(changes_of(part, source[name].segments if name in source else {})),
            present=tuple(map(canonical, written[name].segments.values())) if name in written else (),
            void=record.state if part.void and record else "",
            by=f"{record.by or '?'}, {record.day or '?'}" if part.void and record else "",
            comments=tuple(record.comments) if record else (),
        )


def _why(part: Bound, *, orphaned: bool) -> str:
    if orphaned:
        return "orphaned"
    if part.state is State.MISSING:
        return "missing"
    if part.record is None or part.record.state == State.MISSING:
        return "unbound"
    if part.stale:
        return "stale"
    return "altered" if part.altered else "commented"


def changes_of(part: Bound, now: Mapping[str, Text]) -> Iterator[Change]:
    """What was changed in the source since a part was translated."""
    before = (
        {str(path): str(text) for path, text in part.record.made_from.items()} if part.record and part.stale else {}
    )
    for path in dict.fromkeys((*before, *(now if before else ()))):
        old, new = before.get(path, ""), canonical(now[path]) if path in now else ""
        if old != new:
            yield Change(path, tuple(diff(_read(old), _read(new))))


def _read(text: str) -> tuple[Inline, ...]:
    """The words of a text that was kept; as they stand, where its marks cannot be read."""
    try:
        return parse(text)
    except Fault:
        return (Run(text),)


def marked(words: Sequence[Inline]) -> str:
    """The words on one line, as wdiff marks them: [-gone-] and {+new+}."""
    told = ""
    for node in words:
        inner = plain((node,))
        if isinstance(node, Inserted):
            inner = f"{{+{inner}+}}"
        elif isinstance(node, Deleted):
            inner = f"[-{inner}-]"
        told += inner
    return told
