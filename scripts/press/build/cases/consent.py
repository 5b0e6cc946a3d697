"""Is a revision about to be adopted whose councils adopted something else? Asked by `make adopt` before it freezes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.build.cases.reading import Cases, read_cases
from press.build.project import Project
from press.compose.cases.gate import consent
from press.compose.cases.recorded import check_recorded
from press.document import Document
from press.problem import Exit, Problem, Wrong
from press.read.rewrite import read_plain
from press.words import TemplateWords


def consented(project: Project, document: Document, revision: str, words: Mapping[str, TemplateWords]) -> list[Problem]:
    """Warnings of the cases that put this revision to councils; none where there is no such case.

    Raises `Wrong` where the councils' decisions speak against it, and where what is recorded of them cannot be read:
    a decision that nobody can read is not taken for consent.
    """
    cases = read_cases(project)
    book = cases.book
    told = words.get(document.facts.authoritative) or next(iter(words.values()), None)
    found = [*_unreadable(cases, document, revision)]
    about = [case for case in book.cases.values() if case.document == document.facts.id and case.proposed == revision]
    for case in about:
        found += check_recorded(case, book.councils)
    if told is not None and not found:
        found += consent(about, book.councils, document, revision, told)
    if any(problem.exit is not Exit.MADE for problem in found):
        raise Wrong(*found)
    return found


def _unreadable(cases: Cases, document: Document, revision: str) -> Iterator[Problem]:
    """What is wrong with the file of a case about this revision, or of one that cannot even say what it is about."""
    book = cases.book
    wrong = {*book.failed, *(name for name, councils in book.stopped.items() if councils)}
    for name in sorted(wrong):
        shown = cases.path(name)
        if _about((cases.project.root / shown).read_bytes(), shown) in ((document.facts.id, revision), None):
            yield from (one for one in book.problems if one.place.path == shown and one.exit is not Exit.MADE)


def _about(data: bytes, shown: str) -> tuple[str, str] | None:
    """The document and the revision that a case is about; None where it does not say so."""
    try:
        said = read_plain(data, shown)
    except Wrong:
        return None
    if not isinstance(said, dict):
        return None
    named = said.get("document"), said.get("proposed")
    return (str(named[0]), str(named[1])) if all(isinstance(one, str) for one in named) else None
