"""The command line: commands -> exit codes, and the only place that prints."""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from press.problem import Exit, Place, Problem, Wrong, report, worst

if TYPE_CHECKING:
    from press.build.outcome import Outcome


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never ends in a traceback."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    root = Path(asked.root).resolve()
    try:
        if asked.run is not _doctor and not (root / "content").is_dir():
            message = "This is no folder of a project: there is no folder content in it."
            raise Wrong(Problem(Place(str(root)), "U103", message, "Name the project's folder with --root."))
        missing = [_missing(*option) for option in asked.needed if not getattr(asked, option[0].replace("-", "_"))]
        if missing:
            raise Wrong(*missing)
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
    for name, run, told, options in (
        ("build", _build, "make every draft and serve every adopted revision, into build/", ()),
        ("check", _check, "check content and templates without making anything", ()),
        ("adopt", _adopt, "freeze the working text as an adopted revision", _ADOPT),
        ("verify", _verify, "prove that nothing adopted has been altered", ()),
        ("reprove", _reprove, "make adopted revisions again and hold the stored files to them", _REPROVE),
        ("as-of", _as_of, "say and make the text that was in force on a day", _AS_OF),
        ("redline", _redline, "mark what differs between two texts", _REDLINE),
        ("translations", _translations, "say how the translations stand, and what in them waits", (_DOCUMENT,)),
        ("confirm", _confirm, "record that somebody named has confirmed translated blocks", _CONFIRM),
        ("parcel", _parcel, "pack what waits in a translation for a translator", _PARCEL),
        ("parcel-in", _parcel_in, "take in a file of a parcel that a translator sent back", _PARCEL_IN),
        ("attachment", _attachment, "put a built text into a folder to be attached to a case", _ATTACHMENT),
        ("schemas", _schemas, "write the JSON Schemas that editors use, into content/schemas/", ()),
        ("doctor", _doctor, "say what is found on this machine, and what is missing", ()),
    ):
        command = commands.add_parser(name, help=told, description=told[0].upper() + told[1:] + ".", parents=[json_too])
        for option, _, about in options:
            command.add_argument(f"--{option}", default=None, help=about)
        command.set_defaults(run=run, needed=[option for option in options if option[1]])
    return parser


Option = tuple[str, bool, str]
"""An option of a command: its name, whether it must be given, and what it is."""

_DOCUMENT: Option = ("document", False, "the document, where there are several")
_ADOPT: tuple[Option, ...] = (
    ("revision", True, "the id of the draft, or of an entry that is not frozen yet"),
    ("adopted", False, "when it was adopted, as EDTF (2016-05-31)"),
    ("in-force", False, "when it comes into force, as EDTF"),
    ("body", False, "the id of the body that adopted it"),
    ("case", False, "the body's own case number"),
    ("recorded", False, "the day on which this is recorded (default: today)"),
    _DOCUMENT,
)
_CONFIRM: tuple[Option, ...] = (
    ("language", True, "the language of the translation"),
    ("block", True, "the id of a block or section, several with commas between them, or all"),
    ("by", True, "who confirms it"),
    ("state", False, "draft, reviewed (default) or certified"),
    ("on", False, "the day on which it was confirmed (default: today)"),
    _DOCUMENT,
)
_ATTACHMENT: tuple[Option, ...] = (
    ("language", True, "the language of the text"),
    ("revision", False, "the revision, or utkast (default: the draft, or else the text last adopted)"),
    ("as", False, "main (default), or courtesy for a translation beside it"),
    _DOCUMENT,
)
_PARCEL: tuple[Option, ...] = (
    ("language", True, "the language of the translation"),
    ("all", False, "1: also what is up to date"),
    _DOCUMENT,
)
_PARCEL_IN: tuple[Option, ...] = (
    ("file", True, "the .xlf, .po, .docx, .xlsx or .zip that came back"),
    ("by", False, "who vouches for what it says is reviewed, or still right"),
)
_REPROVE: tuple[Option, ...] = (("revision", False, "one revision (default: all)"), _DOCUMENT)
_AS_OF: tuple[Option, ...] = (
    ("date", True, "the day, such as 2015-01-01"),
    ("known", False, "answer as it was recorded by this day (default: all that is recorded)"),
    _DOCUMENT,
)
_REDLINE: tuple[Option, ...] = (
    ("from", False, "the earlier revision (default: the one last adopted)"),
    ("to", False, "the later revision, or draft (default: draft)"),
    _DOCUMENT,
)


def _missing(option: str, _: bool, about: str) -> Problem:
    """That an option is not given without which the command cannot be."""
    name = option.replace("-", "_").upper()
    return Problem(Place(f"{name}="), "U106", f"It is not said what {name}= (--{option}) is.", f"Give {about}.")


def _build(asked: argparse.Namespace, root: Path) -> int:
    from press.build import build

    return _ended(build(root, _progress), asked)


def _adopt(asked: argparse.Namespace, root: Path) -> int:
    from press.build.adopt import adopt
    from press.build.adoption import Adoption

    wanted = Adoption(
        document=asked.document,
        revision=asked.revision,
        adopted=asked.adopted,
        in_force=asked.in_force,
        body=asked.body,
        case=asked.case,
        recorded=asked.recorded,
    )
    outcome = adopt(root, wanted, _progress)
    return _tell(outcome.problems, asked.json)


def _translations(asked: argparse.Namespace, root: Path) -> int:
    from press.build.translations import translations

    lines, problems = translations(root, asked.document)
    for line in lines:
        _say(line, sys.stderr if asked.json else sys.stdout)
    return _tell(problems, asked.json)


def _confirm(asked: argparse.Namespace, root: Path) -> int:
    from press.build.confirm import Confirmation, confirm

    wanted = Confirmation(asked.language, asked.block, asked.by, asked.state or "reviewed", asked.on, asked.document)
    return _tell(confirm(root, wanted, _progress).problems, asked.json)


def _parcel(asked: argparse.Namespace, root: Path) -> int:
    from press.build.parcels import parcel

    everything = asked.all not in (None, "", "0")
    return _tell(parcel(root, asked.language, asked.document, _progress, everything=everything).problems, asked.json)


def _parcel_in(asked: argparse.Namespace, root: Path) -> int:
    from press.build.returning import take

    return _tell(take(root, Path(asked.file).absolute(), asked.by, _progress).problems, asked.json)


def _attachment(asked: argparse.Namespace, root: Path) -> int:
    from press.build.attachment import MAIN, Asked, attach

    wanted = Asked(asked.language, asked.revision, getattr(asked, "as") or MAIN, asked.document)
    return _tell(attach(root, wanted, _progress).problems, asked.json)


def _verify(asked: argparse.Namespace, root: Path) -> int:
    from press.build.past import proven, verify
    from press.build.project import Project

    code = _tell(verify(Project(root)), asked.json)
    if code == Exit.MADE and not asked.json:
        _say(f"Nothing that was adopted has been altered: {proven(Project(root))} revisions proven.", sys.stdout)
    return code


def _reprove(asked: argparse.Namespace, root: Path) -> int:
    from press.build.asked import reprove
    from press.build.project import Project

    outcome = reprove(Project(root), asked.document, asked.revision, _progress)
    code = _tell(outcome.problems, asked.json)
    summary = f"{outcome.built} revisions say what is stored, {outcome.failed} do not. See build/reproved/"
    _say(summary, sys.stderr if asked.json else sys.stdout)
    return code


def _as_of(asked: argparse.Namespace, root: Path) -> int:
    from press.build.asked import as_of, day
    from press.build.project import Project

    known = day(asked.known, "KNOWN") if asked.known else None
    told = as_of(Project(root), asked.document, day(asked.date, "DATE"), known, _progress)
    for line in told.lines:
        _say(line, sys.stderr if asked.json else sys.stdout)
    return _tell(told.outcome.problems, asked.json)


def _redline(asked: argparse.Namespace, root: Path) -> int:
    from press.build.project import Project
    from press.build.redlines import redlines

    return _ended(redlines(Project(root), asked.document, getattr(asked, "from"), asked.to, _progress), asked)


def _ended(outcome: Outcome, asked: argparse.Namespace) -> int:
    """Tell how a run ended that made outputs."""
    code = _tell(outcome.problems, asked.json)
    for note in outcome.notes:
        _progress(note)
    kept = f" (kept previous: {outcome.kept}, out of date)" if outcome.kept else ""
    served = f", {outcome.served} served as adopted" if outcome.served else ""
    summary = f"{outcome.built} built{served}, {outcome.failed} failed{kept}. Open build/index.html"
    _say(summary, sys.stderr if asked.json else sys.stdout)
    return code


def _progress(line: str) -> None:
    _say(f"press: {line}", sys.stderr)


def _check(asked: argparse.Namespace, root: Path) -> int:
    from press.build import check

    outcome = check(root)
    code = _tell(outcome.problems, asked.json)
    for note in outcome.notes:
        _progress(note)
    if not outcome.problems and not asked.json:
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
