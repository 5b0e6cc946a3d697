"""The annex of an edition: the history of the document, ready to be printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A public source: what it is called, and where it is found.

    `remark` says that its name in this language lags behind; `language` is set where the name is in another one.
    """

    anchor: str
    name: str
    address: str
    link: str
    language: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Citation:
    """What a source states about one row; `quote` is in `language`, within the page's own quotation marks."""

    source: Source
    quote: str
    language: str


@dataclass(frozen=True)
class Row:
    """One row of the history: a revision of the text, or a related decision. `remark` and `language` as of a source."""

    anchor: str
    number: str
    date: str
    decided: str
    name: str
    what: str
    note: str
    evidence: str
    citations: tuple[Citation, ...]
    language: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Event:
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
    revisions: tuple[Event, ...]
    decisions: tuple[Event, ...]
    gaps: tuple[Gap, ...]

    @property
    def revision_lanes(self) -> int:
        return 1 + max((mark.lane for mark in self.revisions), default=-1)

    @property
    def decision_lanes(self) -> int:
        return 1 + max((mark.lane for mark in self.decisions), default=-1)


@dataclass(frozen=True)
class Clause:
    """One row of the history of clauses: where it stands, and what is known of its changes."""

    target: str
    place: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """The annex: the rows of its tables, their numbers, the timeline, and the sources."""

    id: str
    revisions: tuple[Row, ...]
    decisions: tuple[Row, ...]
    revisions_number: str
    decisions_number: str
    timeline: Timeline
    sources: tuple[Source, ...]
    clauses: tuple[Clause, ...] = ()
    clauses_number: str = ""
