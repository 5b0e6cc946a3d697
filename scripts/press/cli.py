"""The command line: commands -> exit codes, and the only place that prints."""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from press.problem import Exit, Problem, Wrong, report, worst


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never ends in a traceback."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    root = Path(asked.root).resolve()
    try:
        return int(asked.run(asked, root))
    except Wrong as wrong:
        return _tell(wrong.problems, asked.json)
    except KeyboardInterrupt:
        print("press: stopped; outputs made until now are whole", file=sys.stderr)
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
    for name, run, told in (
        ("build", _build, "make every document in every format, into build/"),
        ("check", _check, "check content and templates without making anything"),
        ("schemas", _schemas, "write the JSON Schemas that editors use, into content/schemas/"),
        ("doctor", _doctor, "say what is found on this machine, and what is missing"),
    ):
        command = commands.add_parser(name, help=told, description=told[0].upper() + told[1:] + ".")
        command.set_defaults(run=run)
    return parser


def _build(asked: argparse.Namespace, root: Path) -> int:
    from press.build import build

    outcome = build(root, lambda line: print(f"press: {line}", file=sys.stderr, flush=True))
    code = _tell(outcome.problems, asked.json)
    kept = f" (kept previous: {outcome.kept}, out of date)" if outcome.kept else ""
    print(f"{outcome.built} built, {outcome.failed} failed{kept}. Open build/index.html")
    return code


def _check(asked: argparse.Namespace, root: Path) -> int:
    from press.build import check

    outcome = check(root)
    code = _tell(outcome.problems, asked.json)
    if code == Exit.MADE:
        print("No problems.")
    return code


def _schemas(_: argparse.Namespace, root: Path) -> int:
    from press.build import write_schemas

    for path in write_schemas(root):
        print(f"wrote {path}")
    return Exit.MADE


def _doctor(_: argparse.Namespace, __: Path) -> int:
    from press.doctor import main as doctor

    return doctor()


def _tell(problems: Sequence[Problem], as_json: bool) -> int:
    if as_json:
        print(json.dumps([problem.as_json() for problem in sorted(set(problems))], ensure_ascii=False, indent=2))
    else:
        for line in report(problems):
            print(line, file=sys.stderr)
    return int(worst(problems))


def _internal(root: Path) -> int:
    told = traceback.format_exc()
    log = root / "build" / "log" / "internal-error.txt"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(told, encoding="utf-8")
        where = f"details in {log.relative_to(root).as_posix()}"
    except OSError:
        where = told.strip().splitlines()[-1]
    print(f"press: internal error X1, {where}. This is our bug: please report it.", file=sys.stderr)
    return Exit.INTERNAL
