"""How the translations stand -> lines for the one who asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.build.project import Input, Project, read_project
from press.compose.lagging import Report, Waiting, marked, reports
from press.problem import Problem

_CALLED = {"stale": "stale (outdated)"}
_WHY = {
    "stale": "outdated: the source was changed since it was translated",
    "unbound": "outdated: nobody has said which source it was made from (make confirm)",
    "missing": "missing",
    "orphaned": "orphaned: the source has it no longer; the translation is kept",
    "altered": "outdated: these words are others than those that were confirmed",
    "commented": "a translator said something of it",
}


def translations(root: Path, name: str | None) -> tuple[list[str], tuple[Problem, ...]]:
    """A line for each language with its counts, and what waits in it; and all that is wrong with what was read.

    Raises `Wrong` where there is no document of this name.
    """
    project = Project(root)
    if name:
        project.document(name)
    read = read_project(project)
    told = [line for report in reported(read, name) for line in _lines(report)]
    return told or ([] if read.failed else ["Nothing is translated."]), read.problems


def reported(read: Input, name: str | None = None) -> Iterator[Report]:
    """The reports on every document that could be read, in the words of its authoritative language."""
    for document in read.documents:
        words = read.words.get(document.facts.authoritative)
        if words and name in (None, document.facts.id):
            yield from reports(document, words, {key: one.name for key, one in read.words.items()})


def lagging(read: Input) -> Iterator[str]:
    """A line for each translation in which something waits, with what was said of it that holds no longer."""
    for report in reported(read):
        void = sum(bool(one.void) for one in report.waiting)
        counts = {"outdated": report.counts["stale"], "missing": report.counts["missing"], "no longer confirmed": void}
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        if told:
            yield f"{report.document} {report.language}: {told}; it is a {report.standing} now. See make translations"


def _lines(report: Report) -> Iterator[str]:
    counts = dict(report.counts)
    whole = counts.pop("all")
    told = ", ".join(f"{count} {_CALLED.get(what, what)}" for what, count in counts.items())
    yield f"{report.document} {report.language} ({report.standing}): {whole} parts: {told}"
    for one in report.waiting:
        yield from _told(one)


def _told(one: Waiting) -> Iterator[str]:
    yield f"  {one.place}: {one.unit}: {_WHY[one.why]}"
    if one.void:
        yield f"      no longer holds: {one.void}, {one.by}"
    for change in one.changes:
        yield f"      source ({change.path}): {marked(change.words)}"
    for text in one.present if one.why != "missing" else ():
        yield f"      now: {text}"
    for comment in one.comments:
        yield f"      comment: {comment}"
