"""The edition: one document, at one revision, in one language, ready to be printed.

Templates read these values and print them; nothing is left for them to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from press.markup import Inline


class Status(Enum):
    """How the words of an edition stand towards what was adopted."""

    ADOPTED = "adopted"
    PUBLISHED = "published"
    DRAFT = "draft"


@dataclass(frozen=True)
class Fact:
    """One line of the masthead or the colophon: what it is called, and what it says."""

    label: str
    value: str


@dataclass(frozen=True)
class Entry:
    """One line of the contents; the words of a title without its marks."""

    target: str
    number: str
    title: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Item:
    """One item of a list, with the list below it where it has one."""

    text: tuple[Inline, ...]
    items: tuple[Item, ...] = ()
    ordered: bool = False


@dataclass(frozen=True)
class Block:
    """One block of a section, numbered and in order.

    `kind` chooses how it is printed; the fields that a kind does not use are empty.
    """

    id: str
    kind: str
    number: str = ""
    title: tuple[Inline, ...] = ()
    text: tuple[Inline, ...] = ()
    items: tuple[Item, ...] = ()
    ordered: bool = False
    head: tuple[tuple[Inline, ...], ...] = ()
    rows: tuple[tuple[tuple[Inline, ...], ...], ...] = ()
    picture: str = ""
    alternative: str = ""


@dataclass(frozen=True)
class Section:
    """A numbered part with a heading, or the unnumbered opening that has none."""

    id: str
    number: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Source:
    """A public source: what it is called, and where it is found."""

    anchor: str
    name: str
    address: str
    link: str


@dataclass(frozen=True)
class Citation:
    """What a source states about one row; `quote` is in `language`, within the page's own quotation marks."""

    source: Source
    quote: str
    language: str


@dataclass(frozen=True)
class Row:
    """One row of the history: a revision of the text, or a related decision."""

    anchor: str
    number: str
    date: str
    decided: str
    name: str
    what: str
    note: str
    evidence: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Mark:
    """One event on the timeline, in parts of its width (0 left, 1 right).

    A known day is a point; a known month or year, and an uncertain date, is a span. `known` tells those two apart.
    `open_start` and `open_end` say that the span has no known beginning or end.
    `lane` counts from 0, from the top.
    """

    number: str
    label: str
    date: str
    start: float
    end: float
    lane: int
    known: bool
    open_start: bool = False
    open_end: bool = False

    @property
    def point(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True)
class Gap:
    """A part of the time axis without a dated event, from one year to another; what happened in it is not known."""

    start: float
    end: float
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Tick:
    """A year on the axis."""

    at: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """The history drawn along time: revisions above the axis, related decisions below it."""

    id: str
    number: str
    caption: str
    alternative: str
    ticks: tuple[Tick, ...]
    revisions: tuple[Mark, ...]
    decisions: tuple[Mark, ...]
    gaps: tuple[Gap, ...]

    @property
    def revision_lanes(self) -> int:
        return 1 + max((mark.lane for mark in self.revisions), default=-1)

    @property
    def decision_lanes(self) -> int:
        return 1 + max((mark.lane for mark in self.decisions), default=-1)


@dataclass(frozen=True)
class History:
    """The annex: the rows of both tables, their numbers, the timeline, and the sources."""

    id: str
    revisions: tuple[Row, ...]
    decisions: tuple[Row, ...]
    revisions_number: str
    decisions_number: str
    timeline: Timeline
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Picture:
    """A picture that the content refers to: the name it has in the page, and the file."""

    name: str
    path: str


@dataclass(frozen=True)
class Edition:
    """Everything that one set of outputs says.

    `content_hash` is the SHA-256 (lower-case hexadecimal) of the content that it was made from.
    """

    document: str
    revision: str
    language: str
    language_name: str
    template: str
    title: str
    alliance: str
    publisher: str
    status: Status
    status_label: str
    revision_label: str
    description: str
    keywords: tuple[str, ...]
    created: str
    modified: str
    facts: tuple[Fact, ...]
    contents: tuple[Entry, ...]
    sections: tuple[Section, ...]
    history: History
    colophon: tuple[Fact, ...]
    content_hash: str
    pictures: tuple[Picture, ...] = ()

    @property
    def name(self) -> str:
        """The name that the outputs bear, without their ending."""
        return f"{self.document}-{self.revision}-{self.language}"
