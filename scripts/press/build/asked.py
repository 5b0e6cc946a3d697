"""What is asked of the archive: the text as of a day, and whether the stored files still say what their words say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from press.archive.attach import attach_frozen
from press.archive.record import FOLDER
from press.build import files
from press.build.deliver import Delivery
from press.build.make import Order
from press.build.outcome import Outcome
from press.build.past import ready, stored
from press.build.printing import print_all
from press.build.project import Input, Project, Say, read_project, without_words
from press.build.run import said
from press.compose import compose
from press.compose.as_of import Answer, Asked, in_force
from press.document import Document
from press.edtf import Edtf, Precision
from press.facts import Revision
from press.fault import Fault
from press.problem import Place, Problem, Wrong
from press.proof.stored import unlike


@dataclass(frozen=True)
class Told:
    """What was found out, a line each, and how the run ended."""

    lines: tuple[str, ...]
    outcome: Outcome


def as_of(project: Project, name: str | None, when: Edtf, known: Edtf | None, say: Say) -> Told:
    """What was in force on a day, and its text as a document. `known` asks what was recorded by an earlier day.

    Raises `Wrong` (content) where that is not known, or where the words of that time are not preserved: then nothing
    is made.
    """
    with ready(project):
        read = read_project(project)
        document = _one(project, read, name)
        answer = in_force(document.facts, _of(when), _of(known) if known else None)
        lines = tuple(_lines(document, answer, when))
        delivery = Delivery(project, say)
        if problems := tuple(_unanswered(document, answer, when)):
            return Told(lines, Outcome(0, 0, 0, problems))
        revision = answer.possible[0]
        frozen = attach_frozen(document.folder, revision, project.root)
        asked = {language: Asked(when, known, _stored(revision, language)) for language in frozen.words}
        delivery.make([_order(project, read, frozen, revision, language, one) for language, one in asked.items()])
        return Told(lines, delivery.finish(read, whole=False))


def reprove(project: Project, name: str | None, revision: str | None, say: Say) -> Outcome:
    """Make every adopted revision again, and hold the stored files to it word by word.

    Nothing in the archive is changed. What was made stands in build/reproved/, to be looked at.
    """
    with ready(project):
        read = read_project(project)
        found = [document for document in read.documents if name in (None, document.facts.id)]
        wanted = [(document, one) for document in found for one in document.facts.frozen if revision in (None, one.id)]
        if not wanted and read.failed:
            raise Wrong(*read.problems)
        if not wanted:
            known = ", ".join(one.id for document in found for one in document.facts.frozen) or "none yet"
            message = f"There is no adopted revision `{revision}`." if revision else "Nothing is adopted yet."
            raise Wrong(Problem(Place("REVISION"), "U105", message, f"These are adopted: {known}."))
        problems = list(read.problems)
        made = 0
        for document, one in wanted:
            frozen = attach_frozen(document.folder, one, project.root)
            orders = [_order(project, read, frozen, one, language, None) for language in frozen.words]
            told = _reproved(project, document, one, orders, say)
            made += not told
            problems += told
        return Outcome(made, len(wanted) - made, 0, tuple(problems))


def _reproved(project: Project, document: Document, revision: Revision, orders: list[Order], say: Say) -> list[Problem]:
    kept = {file.path: data for file, data in stored(project, document, revision)}
    problems: list[Problem] = []
    for order, outcome in print_all(orders, say):
        problems += outcome.problems
        for form in order.formats if not outcome.problems else ():
            path = f"{order.edition.document}/{order.edition.name}.{form.ending}"
            files.write_whole(project.build / "reproved" / path, outcome.outputs[form.ending], project.root)
            shown = f"{project.shown(document.folder)}/{FOLDER}/{revision.id}/{order.edition.name}.{form.ending}"
            problems += unlike(kept[path], outcome.outputs[form.ending], form.ending, shown)
        if not problems:
            say(f"{order.edition.name}: the stored files say the same as today's")
    return problems


def _order(
    project: Project, read: Input, frozen: Document, revision: Revision, language: str, when: Asked | None
) -> Order:
    words = read.words.get(language)
    if words is None:
        raise Wrong(without_words(language))
    entry = frozen.facts.revision(revision.id)
    edition = compose(frozen, language, words, entry, when)
    return Order(edition, words, project.templates, said(frozen, language, edition))


def _stored(revision: Revision, language: str) -> str:
    """The stored PDF of a revision, with its SHA-256: the file that was adopted."""
    files = revision.frozen.files if revision.frozen else {}
    return "; ".join(f"{name}, SHA-256 {digest}" for name, digest in files.items() if name.endswith(f"-{language}.pdf"))


def _one(project: Project, read: Input, name: str | None) -> Document:
    """The document that is asked for. Raises `Wrong` with its problems where it cannot be read."""
    folder = project.document(name)
    found = next((document for document in read.documents if document.folder == folder), None)
    if found is None or not read.words:
        raise Wrong(*read.problems)
    return found


def day(written: str, option: str) -> Edtf:
    """A day as it was asked for. Raises `Wrong` (usage) where it is none."""
    try:
        when = Edtf.parse(written)
    except Fault as fault:
        raise Wrong(Problem(Place(option), "U106", fault.message, _DAY)) from None
    if when.precision is not Precision.DAY or when.uncertain or when.approximate:
        raise Wrong(Problem(Place(option), "U106", f"`{when}` is no day.", _DAY))
    return when


_DAY = "Write a day, such as 2015-01-01."


def _of(when: Edtf) -> date:
    assert when.earliest is not None, "a day has one"
    return when.earliest


def _lines(document: Document, answer: Answer, when: Edtf) -> Iterator[str]:
    """The answer in plain words."""
    name = document.facts.id
    until = max(document.facts.history_until.written, *(str(one.recorded) for one in document.facts.revisions))
    if str(when) > until:
        yield f"(beyond {until}, the last day of which anything is recorded: what may be decided later is not known)"
    if answer.certain:
        yield f"{name} on {when}: {_told(answer.possible[0])}"
    elif answer.possible:
        yield f"{name} on {when}: «not known». It could be:"
        yield from (f"  {_told(one)}" for one in answer.possible)
        if answer.nothing:
            yield "  or nothing, as none of them is known to have been in force by then"
    else:
        yield f"{name} on {when}: nothing was in force"
    for one in answer.coming:
        yield f"  adopted, but not yet in force: {_told(one)}"
    for one in answer.perhaps_coming:
        yield f"  perhaps adopted, but not yet in force: {_told(one)}"


def _told(revision: Revision) -> str:
    """A revision with its three dates and what its words rest on."""
    in_force_since = revision.in_force or "not known"
    parts = [f"adopted {revision.adopted}", f"in force {in_force_since}", f"recorded {revision.recorded}"]
    parts.append(f"evidence: {revision.evidence.value}")
    if revision.corrects:
        parts.append(f"corrects {revision.corrects}")
    return f"{revision.id} ({', '.join(parts)})"


def _unanswered(document: Document, answer: Answer, when: Edtf) -> Iterator[Problem]:
    """Why no text can be made for the day."""
    place = Place(f"content/{document.facts.id}/document.yaml")
    if not answer.possible:
        yield Problem(place, "C381", f"No revision was in force on {when}.", "")
    elif not answer.certain:
        named = ", ".join(one.id for one in answer.possible)
        message = f"Which text was in force on {when} is not known; it could be {named}."
        yield Problem(place, "C382", message, "Nothing is made. Where a source says more, write it in document.yaml.")
    elif not answer.possible[0].frozen:
        one = answer.possible[0]
        message = f"The text that was in force on {when}, `{one.id}`, is not preserved in the archive."
        yield Problem(place, "C383", message, "Nothing is made. Where its words are found, adopt them under that id.")
