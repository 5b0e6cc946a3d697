"""The command line: commands -> exit codes, and the only place that prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from press.cli import cases, documents
from press.cli.options import Command, Option
from press.cli.telling import internal, say, tell
from press.problem import Place, Problem, Wrong

COMMANDS: tuple[Command, ...] = (*documents.COMMANDS, *cases.COMMANDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never ends in a traceback."""
    asked = _parser().parse_args(arguments)
    root = Path(asked.root).resolve()
    try:
        if asked.command.at_project and not (root / "content").is_dir():
            message = "This is no folder of a project: there is no folder content in it."
            raise Wrong(Problem(Place(str(root)), "U103", message, "Name the project's folder with --root."))
        missing = [_missing(one) for one in asked.command.options if one.needed and not getattr(asked, one.attribute)]
        if missing:
            raise Wrong(*missing)
        return int(asked.command.run(asked, root))
    except Wrong as wrong:
        return tell(wrong.problems, asked.json)
    except KeyboardInterrupt:
        say("press: stopped; outputs made until now are whole", sys.stderr)
        return 130
    except Exception:  # noqa: BLE001 - the last fence: whatever else goes wrong is our own bug
        return internal(root)


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
    for one in COMMANDS:
        told = one.about[0].upper() + one.about[1:] + "."
        command = commands.add_parser(one.name, help=one.about, description=told, parents=[json_too])
        for option in one.options:
            command.add_argument(f"--{option.name}", default=None, help=option.about)
        command.set_defaults(command=one)
    return parser


def _missing(option: Option) -> Problem:
    """That an option is not given without which the command cannot be."""
    name = option.attribute.upper()
    message = f"It is not said what {name}= (--{option.name}) is."
    return Problem(Place(f"{name}="), "U106", message, f"Give {option.about}.")
