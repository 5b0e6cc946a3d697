"""The adoption register of a case, ready to be printed: the drawn overview, a row for each decision, the texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.inline import Inline, plain


@dataclass(frozen=True)
class Band:
    """The councils that stand alike, as the overview draws them: `shape` chooses the mark.

    `marks` has one for each of them, with its number in the table, or empty where that would not be legible.
    """

    shape: str
    label: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """The drawing. `dense` says that there are so many councils that the marks are small and bear no number."""

    id: str
    number: str
    caption: str
    alternative: str
    bands: tuple[Band, ...]
    dense: bool


@dataclass(frozen=True)
class Line:
    """One row of the table: a decision of a council, or that there is none yet.

    `council` is what it was called on that day, `remark` what it is now. `again` says that a later decision of the same
    council counts instead.
    """

    number: str
    council: str
    remark: str
    body: str
    date: str
    case: str
    result: str
    vote: str
    text: str
    again: bool = False


@dataclass(frozen=True)
class Version:
    """What one part says in the texts that some of the councils adopted: which texts, who, and its words."""

    texts: str
    councils: str
    words: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True)
class Difference:
    """A part that does not say the same in all texts that councils adopted."""

    block: str
    place: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class TextRow:
    """A text that any council had before it, or adopted: its letter, its whole SHA-256, what it is, who adopted it."""

    letter: str
    digest: str
    what: str
    councils: str


@dataclass(frozen=True)
class Register:
    """What the register says beside its masthead. `differences` are empty where all adopted the same text."""

    summary: str
    overview: Overview
    table_number: str
    lines: tuple[Line, ...]
    differences_number: str
    differences: tuple[Difference, ...]
    texts_number: str
    texts: tuple[TextRow, ...]
    language: str = ""
    """That of the texts' own words, where it is another than the register's."""

    def said(self) -> Iterator[str]:
        """Everything that it says, in the order of printing."""
        yield from (self.summary, self.overview.alternative, self.overview.number, self.overview.caption)
        for line in self.lines:
            yield from (line.number, line.council, line.remark, line.body, line.date, line.case)
            yield from (line.result, line.vote, line.text)
        for one in self.differences:
            for version in one.versions:
                yield from (one.place, one.block, version.texts, version.councils, *map(plain, version.words))
        for text in self.texts:
            yield from (text.letter, text.what, text.digest, text.councils)
