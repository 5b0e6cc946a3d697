"""The commands that make case papers, keep the adoption register, and tell what a paper is."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from press.cli.options import Command, Option
from press.cli.telling import progress, say, tell
from press.problem import Exit

_CASE = (
    Option("case", True, "the case: content/cases/<case>.yaml"),
    Option("council", False, "one council, or several with commas between them (default: all of the case)"),
)
_OUTCOME = (
    Option("case", True, "the case: content/cases/<case>.yaml"),
    Option("council", True, "the council that decided, by its id"),
    Option("date", True, "the day of the meeting, such as 2027-02-03"),
    Option("result", True, "adopted, adopted-with-changes, rejected or postponed"),
    Option("vote", False, "the vote as the minutes have it, such as 31-4 or enstemmig"),
    Option("body", False, "the body that decided, where it is not the council's usual one"),
    Option("number", False, "the body's own case number, such as PS 23/14"),
    Option("block", False, "adopted with changes: the id of a part that was changed"),
    Option("words", False, "what its words became; once more for each further part"),
    Option("file", False, "the text that it had before it, as PDF or Word (default: the papers that were made for it)"),
)
_REGISTER = (Option("case", False, "one case (default: all)"),)
_IDENTIFY = (Option("file", True, "the PDF or the Word file, from anywhere"),)
_COUNCILS = (Option("file", True, "the list of councils: .csv or .xlsx"),)


def _case(asked: argparse.Namespace, root: Path) -> int:
    from press.build.cases.run import CASES, make_case

    outcome = make_case(root, asked.case, asked.council, progress)
    code = tell(outcome.problems, asked.json)
    for note in outcome.notes:
        progress(note)
    kept = f" (kept previous: {outcome.kept}, out of date)" if outcome.kept else ""
    summary = f"{outcome.built} councils made, {outcome.served} stood already, {outcome.failed} failed{kept}."
    say(f"{summary} See build/{CASES}/{asked.case}/", sys.stderr if asked.json else sys.stdout)
    return code


def _councils(asked: argparse.Namespace, root: Path) -> int:
    from press.build.cases.councils import take_list

    return tell(take_list(root, Path(asked.file).absolute(), progress).problems, asked.json)


def _outcome(asked: argparse.Namespace, root: Path) -> int:
    from press.build.cases.outcome import Recorded, record

    told = {option.attribute: getattr(asked, option.attribute) for option in _OUTCOME}
    return tell(record(root, Recorded(**told), progress).problems, asked.json)


def _register(asked: argparse.Namespace, root: Path) -> int:
    from press.build.cases.register import register

    told = register(root, asked.case, progress)
    for line in told.lines:
        say(line, sys.stderr if asked.json else sys.stdout)
    return tell(told.outcome.problems, asked.json)


def _identify(asked: argparse.Namespace, root: Path) -> int:
    from press.build.identify import as_json, told, what_is

    path = Path(asked.file)
    verdict = what_is(root, path.absolute())
    if asked.json:
        say(json.dumps(as_json(verdict), ensure_ascii=False, indent=2), sys.stdout)
    else:
        for line in told(verdict, path.name):
            say(line, sys.stdout)
    return Exit.MADE


COMMANDS: tuple[Command, ...] = (
    Command("councils", _councils, "add the councils of a list (.csv, .xlsx) to councils.yaml", _COUNCILS),
    Command("case", _case, "make what every council attaches to its case", _CASE),
    Command("outcome", _outcome, "record what a council decided, and which text it had before it", _OUTCOME),
    Command("identify", _identify, "say which paper a file is, and what in it was altered", _IDENTIFY),
    Command("register", _register, "say and make the adoption register: who has adopted which text", _REGISTER),
)
