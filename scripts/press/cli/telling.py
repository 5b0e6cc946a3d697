"""What a run says: problems, how it ended, what is being done. Alone prints."""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from press.problem import Exit, Problem, report, worst

if TYPE_CHECKING:
    from press.build.outcome import Outcome


def ended(outcome: Outcome, asked: argparse.Namespace) -> int:
    """Tell how a run ended that made outputs."""
    code = tell(outcome.problems, asked.json)
    for note in outcome.notes:
        progress(note)
    kept = f" (kept previous: {outcome.kept}, out of date)" if outcome.kept else ""
    served = f", {outcome.served} served as adopted" if outcome.served else ""
    summary = f"{outcome.built} built{served}, {outcome.failed} failed{kept}. Open build/index.html"
    say(summary, sys.stderr if asked.json else sys.stdout)
    return code


def progress(line: str) -> None:
    """Say what is being done."""
    say(f"press: {line}", sys.stderr)


def tell(problems: Sequence[Problem], as_json: bool) -> int:
    """Print problems; returns the exit code that follows from them."""
    if as_json:
        told = [problem.as_json() for problem in sorted(set(problems))]
        say(json.dumps(told, ensure_ascii=False, indent=2), sys.stdout)
    else:
        for line in report(problems):
            say(line, sys.stderr)
    return int(worst(problems))


def say(line: str, stream: TextIO) -> None:
    """Print a line. That nobody reads it (`make | head -1`) changes nothing of what was made."""
    try:
        print(line, file=stream, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def internal(root: Path) -> int:
    """Say that a mistake of ours ended the run, and keep what is needed to find it."""
    told = traceback.format_exc()
    log = root / "build" / "log" / "internal-error.txt"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(told, encoding="utf-8")
        where = f"details in {log.relative_to(root).as_posix()}"
    except OSError:
        where = told.strip().splitlines()[-1]
    say(f"press: internal error X1, {where}. This is our bug: please report it.", sys.stderr)
    return Exit.INTERNAL
