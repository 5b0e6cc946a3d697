"""History -> what is drawn along time: where each event lies, in which lane, and which stretches are empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from press.compose.annex import Event, Gap, Tick
from press.edtf import Edtf, Precision

MARK_WIDTH = 0.036
"""The least room that a mark takes, as a part of the timeline's width: a disc with a letter in it."""

GAP = 550
"""Days without a dated event above which they are drawn as a gap."""


@dataclass(frozen=True)
class Dated:
    """What is to be drawn: its number, what it is called where it is spelled out, and when it was."""

    number: str
    label: str
    date: Edtf
    date_text: str


@dataclass(frozen=True)
class Scale:
    """The years that the timeline spans: from 1 January of the first to the end of the last."""

    first: int
    last: int

    def at(self, day: date) -> float:
        """Where a day lies, 0 to 1."""
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        return (day - start).days / (end - start).days

    @property
    def year(self) -> float:
        return 1 / (self.last + 1 - self.first)

    def ticks(self) -> tuple[Tick, ...]:
        """A tick for each year, or for each second, fifth … year where they would crowd."""
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if (self.last - self.first) / s <= 12)
        years = [y for y in range(self.first, self.last + 1) if (y - self.first) % step == 0]
        return tuple(Tick(self.at(date(year, 1, 1)), str(year)) for year in years)


def scale(events: Iterable[Dated], until: date) -> Scale:
    """From the year of the first known date to that of the last day looked into."""
    known = [event.date.earliest for event in events if event.date.earliest]
    return Scale(min([*known, until]).year, until.year)


def spelled_out(events: Sequence[Dated], along: Scale, until: date) -> tuple[Event, ...]:
    """Marks with their names beside them, a lane each."""
    return tuple(_mark(event, lane, along, until) for lane, event in enumerate(events))


def numbered(events: Sequence[Dated], along: Scale, until: date) -> tuple[Event, ...]:
    """Marks with their number alone, each in the first lane where it stands free."""
    taken: list[float] = []
    marks = []
    for event in sorted(events, key=lambda event: (event.date.earliest or until, event.number)):
        mark = _mark(event, 0, along, until)
        middle = (mark.start + mark.end) / 2
        half = max(MARK_WIDTH, mark.end - mark.start) / 2
        lane = next((lane for lane, end in enumerate(taken) if end <= middle - half), len(taken))
        taken[lane : lane + 1] = [middle + half]
        marks.append(replace(mark, label="", lane=lane))
    return tuple(marks)


def gaps(events: Iterable[Dated], along: Scale, until: date) -> tuple[Gap, ...]:
    """The stretches without a dated event: between two of them, and from the last one to the end of the history."""
    found: list[Gap] = []
    last: date | None = None
    for first, end in [*sorted(_spans(events)), (until, until)]:
        if last is not None and (first - last).days > GAP:
            found.append(Gap(along.at(last), along.at(first), last.year, first.year))
        last = end if last is None else max(last, end)
    return tuple(found) if any(_spans(events)) else ()


def _spans(events: Iterable[Dated]) -> Iterator[tuple[date, date]]:
    for event in events:
        if _known(event.date) and event.date.earliest and event.date.latest:
            yield event.date.earliest, event.date.latest


def _known(when: Edtf) -> bool:
    return not when.unknown and when.precision is not Precision.INTERVAL


def _mark(event: Dated, lane: int, along: Scale, until: date) -> Event:
    when = event.date
    start = along.at(when.earliest) if when.earliest else 0.0
    end = start if when.precision is Precision.DAY else along.at(when.latest or until)
    return Event(
        number=event.number,
        label=event.label,
        date=event.date_text,
        start=start,
        end=end,
        lane=lane,
        known=_known(when),
        open_start=when.earliest is None,
        open_end=when.latest is None,
    )
