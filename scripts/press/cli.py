"""The command line: commands -> exit codes, and the only place that prints."""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from press.problem import Exit, Place, Problem, Wrong, report, worst


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never ends in a traceback."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    root = Path(asked.root).resolve()
    try:
        if asked.run is not _doctor and not (root / "content").is_dir():
            message = "This is no folder of a project: there is no folder content in it."
            raise Wrong(Problem(Place(str(root)), "U103", message, "Name the project's folder with --root."))
        return int(asked.run(asked, root))
    except Wrong as wrong:
        return _tell(wrong.problems, asked.json)
    except KeyboardInterrupt:
        _say("press: stopped; outputs made until now are whole", sys.stderr)
        return 130
    except Exception:  # noqa: BLE001 - the last fence: whatever else goes wrong is our own bug
        return _internal(root)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="press",
        description="Structured content in, an adopted governing document out.",
        allow_abbrev=False,
    )
    parser.add_argument("--root", default=".", metavar="FOLDER", help="the project's folder (default: this one)")
    parser.add_argument("--json", action="store_true", help="print problems as JSON")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    json_too = argparse.ArgumentParser(add_help=False)
    json_too.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print problems as JSON")
    for name, run, told in (
        ("build", _build, "make every document in every format, into build/"),
        ("check", _check, "check content and templates without making anything"),
        ("schemas", _schemas, "write the JSON Schemas that editors use, into content/schemas/"),
        ("doctor", _doctor, "say what is found on this machine, and what is missing"),
    ):
        command = commands.add_parser(name, help=told, description=told[0].upper() + told[1:] + ".", parents=[json_too])
        command.set_defaults(run=run)
    return parser


def _build(asked: argparse.Namespace, root: Path) -> int:
    from press.build import build

    outcome = build(root, lambda line: _say(f"press: {line}", sys.stderr))
    code = _tell(outcome.problems, asked.json)
    kept = f" (kept previous: {outcome.kept}, out of date)" if outcome.kept else ""
    summary = f"{outcome.built} built, {outcome.failed} failed{kept}. Open build/index.html"
    _say(summary, sys.stderr if asked.json else sys.stdout)
    return code


def _check(asked: argparse.Namespace, root: Path) -> int:
    from press.build import check

    outcome = check(root)
    code = _tell(outcome.problems, asked.json)
    if code == Exit.MADE and not asked.json:
        _say("No problems.", sys.stdout)
    return code


def _schemas(_: argparse.Namespace, root: Path) -> int:
    from press.build import write_schemas

    for path in write_schemas(root):
        _say(f"wrote {path}", sys.stdout)
    return Exit.MADE


def _doctor(_: argparse.Namespace, __: Path) -> int:
    from press.doctor import main as doctor

    return doctor()


def _tell(problems: Sequence[Problem], as_json: bool) -> int:
    if as_json:
        told = [problem.as_json() for problem in sorted(set(problems))]
        _say(json.dumps(told, ensure_ascii=False, indent=2), sys.stdout)
    else:
        for line in report(problems):
            _say(line, sys.stderr)
    return int(worst(problems))


def _say(line: str, stream: TextIO) -> None:
    """Print a line. That nobody reads it (`make | head -1`) changes nothing of what was made."""
    try:
        print(line, file=stream, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _internal(root: Path) -> int:
    told = traceback.format_exc()
    log = root / "build" / "log" / "internal-error.txt"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(told, encoding="utf-8")
        where = f"details in {log.relative_to(root).as_posix()}"
    except OSError:
        where = told.strip().splitlines()[-1]
    _say(f"press: internal error X1, {where}. This is our bug: please report it.", sys.stderr)
    return Exit.INTERNAL
