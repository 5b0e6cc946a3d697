"""What a case file records of decisions -> everything in it that does not hold together.

The tool writes these records; what is found here was changed by hand, or merged badly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.cases import Case, Council
from press.compose.cases.standing_of_case import parts_of
from press.document import text_hash
from press.edtf import Edtf, Precision
from press.problem import Problem
from press.text import problem_at

_TAKE_BACK = "The tool writes these records: take the file back, or record the decision again with make outcome."


def check_recorded(case: Case, councils: Mapping[str, Council]) -> list[Problem]:
    """Every problem of the recorded decisions of a case beside their days, and of the texts that they speak of."""
    problems = list(_texts(case))
    for name, handling in case.councils.items():
        last: Edtf | None = None
        for outcome in handling.outcomes:
            if case.texts.get(outcome.text) is None:
                message = f"The text {outcome.text[:12]} that `{name}` had is not among the texts of the case."
                problems.append(problem_at(outcome.text, "C656", message, _TAKE_BACK))
            problems += _late(outcome.date, councils.get(str(name)), last)
            last = outcome.date
    return problems


def day_wrong(day: Edtf, case: Case, council: Council | None) -> Iterator[Problem]:
    """What is wrong with the day of a decision that is to be recorded."""
    if day.precision is not Precision.DAY or day.uncertain or day.approximate:
        yield problem_at(day, "C655", f"A decision has one day; `{day}` is none.", "Write it such as 2027-02-03.")
    elif day.certainly_before(case.sent):
        message = f"The decision of {day} is before {case.sent}, the day on which the case was sent."
        yield problem_at(day, "C655", message, "Write the day of the meeting that decided this case.")
    else:
        yield from _late(day, council, None)


def _late(day: Edtf, council: Council | None, last: Edtf | None) -> Iterator[Problem]:
    """A decision that stands in the wrong place, or of a council that was a part of another by then."""
    if last is not None and day.certainly_before(last):
        message = f"The decision of {day} stands behind that of {last}: the last one counts."
        yield problem_at(day, "C655", message, "Decisions stand in the order of their days.")
    if council is not None and council.merged is not None and not day.certainly_before(council.merged):
        into = council.merged_into or "another one"
        message = f"`{council.id}` could not decide on {day}: it became a part of `{into}` on {council.merged}."
        yield problem_at(day, "C655", message, f"Record the decision of `{into}`, or correct the day.")


def _texts(case: Case) -> Iterator[Problem]:
    for digest, tabled in case.texts.items():
        if text_hash(parts_of(tabled)) != digest:
            message = f"The parts of the text {digest[:12]} are not those that its SHA-256 was made from."
            yield problem_at(digest, "C656", message, _TAKE_BACK)
