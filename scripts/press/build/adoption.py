"""What is asked of an adoption, and everything that is wrong with asking it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.archive.record import entry
from press.document import Document
from press.edtf import Edtf
from press.facts import Evidence, Facts, Revision
from press.fault import Fault
from press.problem import Place, Problem, meant
from press.read.scan import forbidden
from press.text import Text, problem_at


@dataclass(frozen=True)
class Adoption:
    """What is asked: which revision is adopted, and what is known of the decision. Dates are EDTF.

    `document` may be left out where there is only one. `recorded` is today, unless it is given.
    """

    revision: str
    document: str | None = None
    adopted: str | None = None
    in_force: str | None = None
    recorded: str | None = None
    body: str | None = None
    case: str | None = None

    @property
    def fields(self) -> dict[str, str]:
        """The fields of a revision's entry that were given."""
        names = ("adopted", "in_force", "recorded", "body", "case")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


def otherwise(revision: Revision, asked: Adoption) -> Iterator[Problem]:
    """Each fact that is asked otherwise than the revision's entry has it."""
    told = entry(revision)
    for field, value in asked.fields.items():
        if (field in told and told[field] != value) or (field not in told and revision.frozen):
            message = f"`{field}` of `{revision.id}` is {told.get(field, 'not given')} in document.yaml, not {value}."
            what = "What was adopted wrongly is corrected by a revision with corrects:" if revision.frozen else ""
            hint = f"{what} {revision.id}." if what else "Correct one of them, or leave the option out."
            at = getattr(revision, field)
            yield problem_at(at if at is not None else revision.id, "U114", message, hint)


def undeclared(facts: Facts, asked: Adoption) -> Problem:
    """That nothing says which text the revision is."""
    waiting = [one.id for one in facts.revisions if not one.frozen and one.evidence is not Evidence.MISSING]
    known = [*waiting, *([facts.draft.id] if facts.draft else [])]
    if facts.draft is not None:
        message = f"The draft is called `{facts.draft.id}`, not `{asked.revision}`."
        return problem_at(facts.draft.id, "U111", message, f"Write REVISION={facts.draft.id}, or rename the draft.")
    message = f"There is no draft and no entry `{asked.revision}` that could be adopted."
    hint = meant(asked.revision, known) if known else ""
    declare = "Declare it in document.yaml: draft: and under it id: with the id of the revision."
    return problem_at(facts.revisions[-1].id, "U111", message, f"{hint} {declare}".strip())


def unnamed(document: Document, asked: Adoption) -> Iterator[Problem]:
    """A body that has no name in some language."""
    for language, words in document.words.items():
        bodies = words.history.bodies
        if asked.body and Text(asked.body) not in bodies:
            message = f"The body `{asked.body}` has no name in {language}.yaml."
            known = f"Named are: {', '.join(bodies)}." if bodies else ""
            hint = f"{meant(asked.body, list(bodies)) if bodies else ''} {known} Name it under history: bodies:".strip()
            yield Problem(Place(f"BODY={asked.body}"), "U116", message, hint)


def unreadable(asked: Adoption) -> Iterator[Problem]:
    """What was given and cannot be what it is to be."""
    for name, value in (("revision", asked.revision), *asked.fields.items()):
        place = Place(f"{name.upper()}={value}")
        broken = (0, "", "It holds a line break or the like.", "Take it away.")
        wrong = forbidden(value) or (None if value.isprintable() else broken)
        if wrong or not value.strip():
            yield Problem(place, "U116", wrong[2] if wrong else "It is empty.", wrong[3] if wrong else "Write it.")
        elif name in ("adopted", "in_force", "recorded"):
            try:
                Edtf.parse(value)
            except Fault as fault:
                yield Problem(place, "U116", fault.message, fault.hint)
