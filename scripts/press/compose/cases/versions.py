"""The texts of a case -> what each of them is, and the words of every part in which those that were adopted differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.cases import Outcome, Result
from press.compose.cases.overview import Difference, TextRow, Version
from press.compose.cases.positions import NAMED, some
from press.compose.cases.standing_of_case import CaseStanding, Voice, adopted_parts, differing, parts_of
from press.compose.dates import NO_BREAK
from press.compose.place import places
from press.compose.redline import diff
from press.compose.sections import Numbering
from press.document import Document, Hashes, rich, text_hash
from press.fault import Fault
from press.inline import Deleted, Inline, Inserted, Run
from press.text import RichText
from press.translation.units import TITLE
from press.words import TemplateWords

SHORT = 12
"""Hexadecimal digits of a text's hash in a narrow column; the table of texts has the whole of it."""

Inlines = tuple[Inline, ...]


def wordings(document: Document) -> dict[str, tuple[Inlines, ...]]:
    """What each part of a document's own text says, by the SHA-256 of the part: a paragraph for each of its texts."""
    parts, source = document.parts[document.facts.authoritative], document.source
    found: dict[str, tuple[Inlines, ...]] = {parts[""]: ((Run(f"{source.alliance}: {source.title}"),),)}
    for section in source.sections:
        found[parts[section.id]] = (section.title.inlines,) if section.title else ()
        for block in section.blocks:
            found[parts[block.id]] = tuple(text.inlines for text in rich(block))
    return found


class Texts:
    """The texts of a case, each with a letter: the proposed one first, then those that councils had or made of it."""

    def __init__(
        self,
        standing: CaseStanding,
        document: Document,
        words: TemplateWords,
        known: Mapping[str, tuple[Inlines, ...]],
        revision: str,
        names: Mapping[str, str],
    ) -> None:
        self.standing, self.document = standing, document
        self.words = words.adoptions
        self.revision = revision
        self.names = names
        self.known = dict(known)
        self.places = {"": str(words.redline.place_title)}
        self.places |= places(Numbering(words).sections(document.source), words)
        self.parts: dict[str, Hashes] = {}
        self.about: dict[str, str] = {}
        self._proposed()
        self._changed()

    def _proposed(self) -> None:
        """The text that is proposed, and those that were before."""
        self._add(self.standing.proposed, self.words.proposed_text.format(revision=self.revision))
        for tabled in self.standing.case.texts.values():
            self._add(parts_of(tabled), self.words.tabled_text.format(revision=tabled.revision))

    def _changed(self) -> None:
        """The texts that councils made, by adopting one with changes."""
        for voice in self.standing.voices:
            outcome = voice.outcome
            if outcome is None or outcome.result is not Result.WITH_CHANGES or not voice.text:
                continue
            for name, words in outcome.changes.items():
                self.known.setdefault(voice.parts.get(str(name), ""), (_inlines(words),))
            had = self.parts.get(str(outcome.text), {})
            where = ", ".join(self._place(name) for name in differing([had, voice.parts]))
            letter = self.letter(str(outcome.text))
            self._add(voice.parts, self.words.changed_text.format(letter=letter, places=where))

    def _add(self, parts: Hashes, about: str) -> None:
        if parts:
            self.parts.setdefault(text_hash(parts), parts)
            self.about.setdefault(text_hash(parts), about)

    def letter(self, digest: str) -> str:
        """A, B … Z, AA …; nothing where the text is not known."""
        if digest not in self.parts:
            return ""
        number, told = list(self.parts).index(digest), ""
        while number >= 0:
            number, last = divmod(number, 26)
            told, number = chr(ord("A") + last) + told, number - 1
        return told

    def named(self, outcome: Outcome, voice: Voice) -> str:
        """The text of a decision in a narrow column, by its letter and the beginning of its hash: the one that was
        adopted, else the one that was before the body."""
        digest = str(outcome.text)
        if outcome.changes and (had := self.parts.get(digest)):
            digest = text_hash(adopted_parts(outcome, had, self.document))
        elif outcome is voice.outcome and voice.text:
            digest = voice.text if voice.text in self.parts else digest
        return f"{self.letter(digest)}{NO_BREAK}{digest[:SHORT]}".strip()

    def rows(self) -> Iterator[TextRow]:
        """Each text: its letter, its hash, what it is, who adopted it."""
        adopted = self.standing.adopted
        for digest, about in self.about.items():
            names = [self.names[voice.council] for voice in adopted.get(digest, ())]
            yield TextRow(self.letter(digest), digest, about, some(names, NAMED, self.words) or self.words.nobody)

    def differences(self) -> Iterator[Difference]:
        """Each part in which the texts that councils adopted differ, with every wording of it, the proposed first."""
        conflict = self.standing.conflict
        for name in conflict.parts if conflict else ():
            texts: dict[str, list[str]] = {}
            for digest in self.standing.adopted:
                texts.setdefault(self.parts[digest].get(name, ""), []).append(digest)
            words = _compared([self._words(part) for part in texts])
            versions = (self._version(digests, said) for digests, said in zip(texts.values(), words, strict=True))
            yield Difference(name or TITLE, self._place(name), tuple(versions))

    def _version(self, digests: list[str], words: tuple[Inlines, ...]) -> Version:
        voices = [voice for digest in digests for voice in self.standing.adopted[digest]]
        letters = ", ".join(self.letter(digest) for digest in digests)
        return Version(letters, some([self.names[one.council] for one in voices], NAMED, self.words), words)

    def _words(self, part: str) -> tuple[Inlines, ...]:
        if not part:
            return ((Run(self.words.absent),),)
        return self.known.get(part) or ((Run(self.words.lost.format(digest=part)),),)

    def _place(self, name: str) -> str:
        return self.places.get(name, name)


def _compared(versions: list[tuple[Inlines, ...]]) -> list[tuple[Inlines, ...]]:
    """Each wording with what the first does not say marked as inserted, paragraph by paragraph; where there are two,
    the first with what the second does not say marked as deleted."""
    first, *others = versions
    marked = [_without(Deleted, first, words) for words in others]
    return [_without(Inserted, first, others[0]) if len(others) == 1 else first, *marked]


def _without(mark: type[Deleted | Inserted], old: tuple[Inlines, ...], new: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
    """What both wordings say and the marked words of one of them."""
    if len(old) != len(new):
        return new if mark is Deleted else old
    both = zip(old, new, strict=True)
    return tuple(tuple(one for one in diff(before, now) if not isinstance(one, mark)) for before, now in both)


def _inlines(words: str) -> Inlines:
    try:
        return RichText(words).inlines
    except Fault:
        return (Run(str(words)),)
