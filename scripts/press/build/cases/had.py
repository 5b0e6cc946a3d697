"""Council, case -> the text that the council had before it, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from press.build.cases import state
from press.build.cases.asked_outcome import Recorded, problem
from press.build.project import Project
from press.cases import Case
from press.cases import Outcome as Decision
from press.compose import DRAFT
from press.compose.cases.standing_of_case import parts_of, proposed_parts
from press.document import Document, Hashes, text_hash
from press.identify import Sort, State
from press.problem import Problem, Wrong
from press.text import problem_at

SHOWN = 12
"""Hexadecimal digits of a hash in a message."""


@dataclass(frozen=True)
class Had:
    """The text that a council had before it, and how that is known; a warning where it is not certain."""

    revision: str
    parts: Hashes
    known: str
    warning: Problem | None = None

    @property
    def digest(self) -> str:
        return text_hash(self.parts)


def text_before(project: Project, case: Case, document: Document, asked: Recorded, last: Decision | None) -> Had:
    """Which text the council had: the one in the file that is given, else in the papers that were made for it, as the
    record of the build tells.

    Without that record it is taken to be the one text that is known to have been sent, else today's; the words of an
    adopted revision are always the same. Raises `Wrong` with U178 where the file does not tell.
    """
    if asked.file:
        return _in_file(project, case, document, Path(asked.file))
    if last is not None and str(last.date) == asked.date and last.text in case.texts:
        tabled = case.texts[last.text]
        return Had(str(tabled.revision), parts_of(tabled), "as it is recorded")
    today = proposed_parts(case, document)
    made = state.read(project.build / "cases" / str(case.id) / state.LOG / f"{asked.council}.json")
    if made is not None and made.tabled and text_hash(made.tabled.blocks) == made.tabled.text:
        adopted = made.tabled.revision == case.proposed
        name = str(case.proposed) if adopted else f"{case.proposed}-{DRAFT}"
        return Had(name, dict(made.tabled.blocks), "from the papers that were made for it")
    if len(case.texts) == 1:
        ((digest, tabled),) = case.texts.items()
        parts = parts_of(tabled)
        warned = None if today == parts else _guessed(case, f"taken to be {digest[:SHOWN]}, which others had")
        return Had(str(tabled.revision), parts, "the one that the other councils had", warned)
    if today is None:
        message = f"`{case.document}` has no text `{case.proposed}` that could have been before the council."
        raise Wrong(problem_at(case.proposed, "C654", message, "Write the id of the draft, or of a revision."))
    if case.proposed in document.archive:
        return Had(str(case.proposed), today, "as it was adopted")
    draft = document.facts.draft
    drafted = draft is not None and draft.id == case.proposed
    name = f"{case.proposed}-{DRAFT}" if drafted else str(case.proposed)
    told = f"taken to be the words of `{name}` as they are today"
    return Had(name, today, "today's words", _guessed(case, told))


def _in_file(project: Project, case: Case, document: Document, path: Path) -> Had:
    """The text of an attachment, from wherever it comes, if not a word of it was altered."""
    from press.build.identify import what_is  # late: it makes all that is known

    verdict = what_is(project.root, path.absolute())
    whole = (State.SAME_FILE, State.UNALTERED)
    papers = [one.paper for one in verdict.found if one.state in whole and one.paper]
    source = document.facts.authoritative
    texts = {
        one.revision: one
        for one in papers
        if one.sort is Sort.TEXT and one.document == document.facts.id and one.language == source
    }
    if len(texts) != 1:
        told = ", ".join(texts) or "none"
        message = f"The file does not tell which text of `{case.document}` it was; whole and unaltered in it: {told}."
        hint = f"Look at it with make identify FILE={path}; or leave FILE= out."
        raise Wrong(problem(f"FILE={path}", "U178", message, hint))
    ((name, paper),) = texts.items()
    parts = document.parts[source] if paper.draft else document.archive[name][source]
    return Had(name, dict(parts), f"from {path.name}")


def _guessed(case: Case, told: str) -> Problem:
    message = f"Nothing tells which text the council had: it is {told}."
    hint = f"The papers made with make case CASE={case.id} keep that in build/. Compare with the papers that were sent."
    return problem_at(case.proposed, "W650", message, hint)
