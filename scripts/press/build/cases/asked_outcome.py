"""What is asked to be recorded of a decision, and everything that is wrong with asking it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.casenumber import cleaned
from press.cases import Result
from press.edtf import Edtf
from press.fault import Fault
from press.fonts import missing_glyphs
from press.problem import Place, Problem, meant
from press.read.scan import forbidden
from press.text import RichText, Text

LONGEST = 120
"""Signs that a vote or the name of a body may have; it is printed in a narrow column."""


@dataclass(frozen=True)
class Recorded:
    """What a council decided: in which case, on which day (EDTF), with which result and vote.

    `number` is the body's own case number. With the result adopted-with-changes, `block` is a part of the text that was
    changed and `words` what it says since; a further part is recorded by asking again with the same day. `file` is the
    text that the council had before it, as a PDF or a Word file.
    """

    case: str
    council: str
    date: str
    result: str
    vote: str | None = None
    body: str | None = None
    number: str | None = None
    block: str | None = None
    words: str | None = None
    file: str | None = None

    @property
    def said(self) -> str:
        """The words, with each run of blanks as one."""
        return " ".join((self.words or "").split())

    @property
    def given(self) -> dict[str, str]:
        """What is told of the decision, as it is recorded."""
        number = str(cleaned(Text(self.number))) if self.number else ""
        told = {"RESULT": self.result, "VOTE": self.vote or "", "BODY": self.body or ""}
        return {name: " ".join(value.split()) for name, value in told.items()} | {"NUMBER": number}


def problem(place: str, code: str, message: str, hint: str = "") -> Problem:
    """A problem with what was given, named as it is given to make."""
    return Problem(Place(place), code, message, hint)


def readable(asked: Recorded) -> Iterator[Problem]:
    """Everything that cannot be what it is to be, whatever the case says."""
    if asked.result not in tuple(Result):
        message = f"`{asked.result}` is no result of a decision."
        yield problem(f"RESULT={asked.result}", "U172", message, meant(asked.result, [one.value for one in Result]))
    yield from _day(asked.date)
    for name, value in (("VOTE", asked.vote), ("BODY", asked.body), ("WORDS", asked.words), ("BLOCK", asked.block)):
        if value is not None:
            yield from _printable(name, value, 0 if name == "WORDS" else LONGEST)
    if asked.number:
        try:
            cleaned(Text(asked.number))
        except Fault as fault:
            yield problem(f"NUMBER={asked.number}", "U174", fault.message, fault.hint)
    yield from _changes(asked)


def _day(written: str) -> Iterator[Problem]:
    try:
        Edtf.parse(written)
    except Fault as fault:
        yield problem(f"DATE={written}", "U173", fault.message, fault.hint)


def _printable(name: str, value: str, longest: int) -> Iterator[Problem]:
    place = f"{name}={value[:40]}"
    if not value.strip():
        yield problem(place, "U174", "It is empty.", "Write it as the minutes have it, such as VOTE=31-4.")
    elif wrong := forbidden(value):
        yield problem(place, "U174", wrong[2], wrong[3])
    elif missing := missing_glyphs(" ".join(value.split())):
        message = f"The fonts have no glyph for «{missing[0]}», and it is printed."
        yield problem(place, "U174", message, "Write it in Latin letters.")
    elif 0 < longest < len(value):
        yield problem(place, "U174", f"It has {len(value)} signs; at most {longest} can be printed.", "Shorten it.")


def _changes(asked: Recorded) -> Iterator[Problem]:
    """A text adopted with changes names what was changed, and no other does."""
    changed = asked.result == Result.WITH_CHANGES
    if changed and not (asked.block and asked.words):
        message = "It is not said what was changed: a part of the text, and what its words became."
        yield problem("BLOCK=", "U175", message, 'Add BLOCK=… and WORDS="…"; once more for each further part.')
    elif not changed and (asked.block or asked.words) and asked.result in tuple(Result):
        message = f"Words are changed only with RESULT={Result.WITH_CHANGES.value}."
        yield problem(f"RESULT={asked.result}", "U175", message, "Correct RESULT, or leave BLOCK and WORDS out.")
    elif changed and asked.words:
        try:
            RichText(asked.said)
        except Fault as fault:
            yield problem(f"WORDS={asked.said[:40]}", "U175", fault.message, fault.hint)
