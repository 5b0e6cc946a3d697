"""What a council decided -> its entry in content/cases/<case>.yaml, with the hash of the text that it had before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.build import files
from press.build.cases.asked_outcome import Recorded, problem, readable
from press.build.cases.had import Had, text_before
from press.build.cases.reading import Cases, read_cases
from press.build.outcome import Outcome
from press.build.past import ready
from press.build.project import Project, Say
from press.cases import Case, Casebook, Result
from press.cases import Outcome as Decision
from press.compose.cases.recorded import check_recorded, day_wrong
from press.compose.cases.standing_of_case import part_hash
from press.document import Document
from press.edtf import Edtf
from press.problem import Problem, Wrong, meant, nearest
from press.read.outcomes import record as write
from press.text import Text, problem_at
from press.translation.units import TITLE

__all__ = ["Recorded", "record"]

LISTED = 8
"""Councils of a case that a hint lists at the most."""


def record(root: Path, asked: Recorded, say: Say) -> Outcome:
    """Record it. Raises `Wrong` with everything that is wrong; nothing is written then.

    Where the very same is recorded already, nothing is changed. What is recorded of a day is never written over.
    """
    project = Project(root)
    problems = list(readable(asked))
    with ready(project):
        cases = read_cases(project)
        book = cases.book
        case = _case(cases, asked, problems)
        if case is None:
            raise Wrong(*problems)
        problems += _council(cases, case, asked)
        if problems:
            raise Wrong(*problems)
        document = cases.documents[str(case.document)]
        handling = case.councils[Text(asked.council)]
        last = handling.outcome
        problems += _day(book, case, asked, last)
        text = text_before(project, case, document, asked, last)
        problems += _blocks(asked, text, document)
        problems += _otherwise(handling.outcomes, asked)
        if problems:
            raise Wrong(*problems)
        return _written(_Task(project, case, text, asked, say))


@dataclass(frozen=True)
class _Task:
    """What is recorded, once nothing is wrong with it."""

    project: Project
    case: Case
    text: Had
    asked: Recorded
    say: Say

    @property
    def outcomes(self) -> tuple[Decision, ...]:
        return self.case.councils[Text(self.asked.council)].outcomes


def _written(task: _Task) -> Outcome:
    """The case file with the decision, or a word that it stands there already."""
    asked, text = task.asked, task.text
    listed: list[dict[str, Any]] = [one.model_dump(mode="json", exclude_defaults=True) for one in task.outcomes]
    same = bool(listed) and listed[-1]["date"] == asked.date
    if same and (not asked.block or asked.block in listed[-1].get("changes", {})):
        task.say(f"{asked.council}: that is recorded already, word for word: nothing to do")
        return Outcome(0, 0, 0, ())
    if same:
        listed[-1]["changes"] = {**listed[-1]["changes"], asked.block: asked.said}
    else:
        listed.append(_entry(asked, text))
    tabled = {"revision": text.revision, "blocks": {name or TITLE: digest for name, digest in text.parts.items()}}
    texts: dict[str, Any] = {} if Text(text.digest) in task.case.texts else {text.digest: tabled}
    path = task.project.content / "cases" / f"{asked.case}.yaml"
    data = write(path.read_bytes(), task.project.shown(path), asked.council, listed, texts)
    files.rewrite_together({path: data}, task.project.root)
    for line in _told(asked, text):
        task.say(line)
    return Outcome(1, 0, 0, (text.warning,) if text.warning else ())


def _entry(asked: Recorded, text: Had) -> dict[str, Any]:
    told = asked.given
    given = {"body": told["BODY"], "case": told["NUMBER"], "vote": told["VOTE"]}
    said = {name: value for name, value in given.items() if value}
    changes = {"changes": {asked.block: asked.said}} if asked.block else {}
    return {"result": asked.result, "date": asked.date, **said, "text": text.digest, **changes}


def _told(asked: Recorded, text: Had) -> Iterator[str]:
    changed = f", with other words in {asked.block}" if asked.block else ""
    vote = f", {asked.vote}" if asked.vote else ""
    yield f"{asked.council}: {asked.result} on {asked.date}{vote}{changed}"
    yield f"the text before it was {text.revision}, SHA-256 {text.digest} ({text.known})"


def _case(cases: Cases, asked: Recorded, problems: list[Problem]) -> Case | None:
    """The case; what is wrong with it as a whole is added to the problems."""
    book = cases.book
    if asked.case in book.failed:
        problems += cases.wrong(asked.case)
        return None
    if asked.case not in book.cases:
        hint = meant(asked.case, book.cases) or "Write one: content/cases/<case>.yaml."
        problems.append(problem(f"CASE={asked.case}", "U170", f"There is no case `{asked.case}`.", hint))
    return book.cases.get(asked.case)


def _council(cases: Cases, case: Case, asked: Recorded) -> Iterator[Problem]:
    """A council that the case does not have, or whose entry is wrong; and records that do not hold together."""
    book = cases.book
    if asked.council in book.stopped.get(str(case.id), frozenset()):
        yield from cases.wrong(str(case.id))
    elif Text(asked.council) not in case.councils:
        message = f"The case `{case.id}` has no council `{asked.council}`."
        hint = meant(asked.council, case.councils) if len(case.councils) <= LISTED else _near(asked.council, case)
        if asked.council in book.councils:
            message = f"`{asked.council}` is none of the councils of the case `{case.id}`."
            hint = f"It is in councils.yaml. If it was asked, add it to the case: councils: {asked.council}: …"
        yield problem(f"COUNCIL={asked.council}", "U171", message, hint)
    yield from check_recorded(case, book.councils)


def _near(name: str, case: Case) -> str:
    near = nearest(name, list(case.councils))
    return f"Did you mean `{near}`?" if near else f"It has {len(case.councils)}; their ids stand in the case file."


def _day(book: Casebook, case: Case, asked: Recorded, last: Decision | None) -> Iterator[Problem]:
    place = f"DATE={asked.date}"
    council = book.councils.get(asked.council)
    for found in day_wrong(Edtf.parse(asked.date), case, council):
        yield problem(place, "U173", found.message, found.hint)
    if last is not None and Edtf.parse(asked.date).certainly_before(last.date):
        message = f"`{asked.council}` has a decision of {last.date} already ({last.result}), which is later."
        hint = "The last one counts. An earlier one that was forgotten is written above it, by hand."
        yield problem(place, "U173", message, hint)


def _blocks(asked: Recorded, text: Had, document: Document) -> Iterator[Problem]:
    """A block that the text does not have, or words that are no change."""
    if asked.result != Result.WITH_CHANGES or not asked.block:
        return
    place = f"BLOCK={asked.block}"
    if asked.block not in text.parts:
        hint = meant(asked.block, [name for name in text.parts if name])
        yield problem(place, "U175", f"The text that the council had has no part `{asked.block}`.", hint)
    elif part_hash(asked.block, asked.said, document) == text.parts[asked.block]:
        message = f"These are the words that `{asked.block}` had: they are no change."
        yield problem(place, "U175", message, "Write what its words became, or RESULT=adopted.")


def _otherwise(outcomes: tuple[Decision, ...], asked: Recorded) -> Iterator[Problem]:
    """What is recorded of that day otherwise; both are shown, and nothing is written over."""
    then = next((one for one in outcomes if str(one.date) == asked.date), None)
    if then is None:
        return
    recorded: Mapping[str, str] = {
        "RESULT": str(then.result),
        "VOTE": str(then.vote or ""),
        "BODY": str(then.body or ""),
        "NUMBER": str(then.case or ""),
    }
    if asked.block and then.changes.get(Text(asked.block), asked.said) != asked.said:
        recorded = {**recorded, "WORDS": str(then.changes[Text(asked.block)])}
    given = {**asked.given, "WORDS": asked.said}
    for name, was in recorded.items():
        if given[name] != was:
            message = f"The decision of {asked.date} is recorded with {name} «{was}», not «{given[name]}»."
            hint = "Nothing was changed. If the record is wrong, correct it in the case file."
            yield problem_at(then.date, "U177", message, hint)
