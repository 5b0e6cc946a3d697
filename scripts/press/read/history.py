"""Rules about the revisions of a document: their dates, their order, what they rest on, what they correct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from press.document import Document
from press.edtf import Edtf, Precision
from press.facts import Facts, Revision, Step
from press.problem import Problem
from press.text import problem_at

YEARS = range(1500, 2200)
"""Years that a date of a governing document may have; any other is a slip of the keyboard."""


def dates(document: Document) -> Iterator[Problem]:
    """Nothing is in force before it was adopted, or recorded before it happened; the rows stand in order."""
    facts = document.facts
    if facts.history_until.latest is None:
        yield problem_at(facts.history_until, "C321", "The end of the history must be a known date.", "Write a day.")
    for revision in facts.revisions:
        early = revision.in_force and revision.in_force.certainly_before(revision.adopted)
        if revision.in_force and early and not revision.corrects:
            message = f"In force ({revision.in_force}) before it was adopted ({revision.adopted})."
            yield problem_at(revision.in_force, "C322", message, "Look the two dates up in the source.")
        if revision.recorded.certainly_before(revision.adopted):
            message = f"Recorded ({revision.recorded}) before it was adopted ({revision.adopted})."
            yield problem_at(revision.recorded, "C323", message, "Look the two dates up in the source.")
    for revision in facts.revisions:
        if revision.recorded.precision is not Precision.DAY or revision.recorded.uncertain:
            message = f"`{revision.recorded}` is no day, but it is known when something was entered here."
            yield problem_at(revision.recorded, "C328", message, "Write the day, such as 2026-11-23.")
    yield from _years(facts)
    yield from _in_order([revision.adopted for revision in facts.revisions])
    for row in (decision.date for decision in facts.decisions):
        if facts.history_until.certainly_before(row):
            message = f"{row} is after the day up to which the history was looked into ({facts.history_until})."
            yield problem_at(row, "C325", message, "Correct the date, or history_until at the top of this file.")


def rests_on_something(document: Document) -> Iterator[Problem]:
    """Each revision names a source, or the body and the case in which it was adopted."""
    for revision in document.facts.revisions:
        if not revision.sources and not (revision.body and revision.case):
            message = f"The revision `{revision.id}` has neither a source nor a body with its case."
            yield problem_at(revision.id, "C326", message, "Name a source under sources, or the body and the case.")


def corrections(document: Document) -> Iterator[Problem]:
    """A correction takes the place of one frozen revision that nothing else corrects."""
    seen: set[str] = set()
    facts = document.facts
    steps: list[Step] = [*facts.revisions, *([facts.draft] if facts.draft else [])]
    for revision in steps:
        if revision.corrects is None:
            continue
        corrected = facts.revision(revision.corrects)
        if corrected is not None and not corrected.frozen:
            message = f"`{revision.corrects}` cannot be corrected: its words are not in the archive."
            yield problem_at(revision.corrects, "C317", message, "Only an adopted revision can be corrected.")
        if revision.corrects in seen:
            message = f"`{revision.corrects}` is corrected twice."
            yield problem_at(revision.corrects, "C317", message, "Correct its correction instead.")
        seen.add(revision.corrects)


def _years(facts: Facts) -> Iterator[Problem]:
    rows = [row.adopted if isinstance(row, Revision) else row.date for row in facts.rows]
    for date in (*rows, facts.history_until, *(revision.recorded for revision in facts.revisions)):
        for day in (date.earliest, date.latest):
            if day is not None and day.year not in YEARS:
                message = f"The year {day.year} lies outside {YEARS[0]}–{YEARS[-1]}."
                yield problem_at(date, "C327", message, "Look the date up in the source.")
                break


def _in_order(dates: Iterable[Edtf]) -> Iterator[Problem]:
    last: Edtf | None = None
    for date in dates:
        if last is not None and date.certainly_before(last):
            message = f"The revisions stand in the wrong order: {date} is before {last} above it."
            yield problem_at(date, "C324", message, "Put the earliest revision first.")
        last = date
