"""The commands that make, check, translate and keep documents."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from press.cli.options import DOCUMENT, Command, Option
from press.cli.telling import ended, progress, say, tell
from press.problem import Exit

_ADOPT: tuple[Option, ...] = (
    Option("revision", True, "the id of the draft, or of an entry that is not frozen yet"),
    Option("adopted", False, "when it was adopted, as EDTF (2016-05-31)"),
    Option("in-force", False, "when it comes into force, as EDTF"),
    Option("body", False, "the id of the body that adopted it"),
    Option("case", False, "the body's own case number"),
    Option("recorded", False, "the day on which this is recorded (default: today)"),
    DOCUMENT,
)
_CONFIRM: tuple[Option, ...] = (
    Option("language", True, "the language of the translation"),
    Option("block", True, "the id of a block or section, several with commas between them, or all"),
    Option("by", True, "who confirms it"),
    Option("state", False, "draft, reviewed (default) or certified"),
    Option("on", False, "the day on which it was confirmed (default: today)"),
    DOCUMENT,
)
_ATTACHMENT: tuple[Option, ...] = (
    Option("language", True, "the language of the text"),
    Option("revision", False, "the revision, or utkast (default: the draft, or else the text last adopted)"),
    Option("as", False, "main (default), or courtesy for a translation beside it"),
    DOCUMENT,
)
_PARCEL: tuple[Option, ...] = (
    Option("language", True, "the language of the translation"),
    Option("all", False, "1: also what is up to date"),
    DOCUMENT,
)
_PARCEL_IN: tuple[Option, ...] = (
    Option("file", True, "the .xlf, .po, .docx, .xlsx or .zip that came back"),
    Option("by", False, "who vouches for what it says is reviewed, or still right"),
)
_REPROVE: tuple[Option, ...] = (Option("revision", False, "one revision (default: all)"), DOCUMENT)
_AS_OF: tuple[Option, ...] = (
    Option("date", True, "the day, such as 2015-01-01"),
    Option("known", False, "answer as it was recorded by this day (default: all that is recorded)"),
    DOCUMENT,
)
_REDLINE: tuple[Option, ...] = (
    Option("from", False, "the earlier revision (default: the one last adopted)"),
    Option("to", False, "the later revision, or draft (default: draft)"),
    DOCUMENT,
)


def _build(asked: argparse.Namespace, root: Path) -> int:
    from press.build import build

    return ended(build(root, progress), asked)


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
    outcome = adopt(root, wanted, progress)
    return tell(outcome.problems, asked.json)


def _translations(asked: argparse.Namespace, root: Path) -> int:
    from press.build.translations import translations

    lines, problems = translations(root, asked.document)
    for line in lines:
        say(line, sys.stderr if asked.json else sys.stdout)
    return tell(problems, asked.json)


def _confirm(asked: argparse.Namespace, root: Path) -> int:
    from press.build.confirm import Confirmation, confirm

    wanted = Confirmation(asked.language, asked.block, asked.by, asked.state or "reviewed", asked.on, asked.document)
    return tell(confirm(root, wanted, progress).problems, asked.json)


def _parcel(asked: argparse.Namespace, root: Path) -> int:
    from press.build.parcels import parcel

    everything = asked.all not in (None, "", "0")
    return tell(parcel(root, asked.language, asked.document, progress, everything=everything).problems, asked.json)


def _parcel_in(asked: argparse.Namespace, root: Path) -> int:
    from press.build.returning import take

    return tell(take(root, Path(asked.file).absolute(), asked.by, progress).problems, asked.json)


def _attachment(asked: argparse.Namespace, root: Path) -> int:
    from press.build.attachment import MAIN, Asked, attach

    wanted = Asked(asked.language, asked.revision, getattr(asked, "as") or MAIN, asked.document)
    return tell(attach(root, wanted, progress).problems, asked.json)


def _verify(asked: argparse.Namespace, root: Path) -> int:
    from press.build.past import proven, verify
    from press.build.project import Project

    code = tell(verify(Project(root)), asked.json)
    if code == Exit.MADE and not asked.json:
        say(f"Nothing that was adopted has been altered: {proven(Project(root))} revisions proven.", sys.stdout)
    return code


def _reprove(asked: argparse.Namespace, root: Path) -> int:
    from press.build.asked import reprove
    from press.build.project import Project

    outcome = reprove(Project(root), asked.document, asked.revision, progress)
    code = tell(outcome.problems, asked.json)
    summary = f"{outcome.built} revisions say what is stored, {outcome.failed} do not. See build/reproved/"
    say(summary, sys.stderr if asked.json else sys.stdout)
    return code


def _as_of(asked: argparse.Namespace, root: Path) -> int:
    from press.build.asked import as_of, day
    from press.build.project import Project

    known = day(asked.known, "KNOWN") if asked.known else None
    told = as_of(Project(root), asked.document, day(asked.date, "DATE"), known, progress)
    for line in told.lines:
        say(line, sys.stderr if asked.json else sys.stdout)
    return tell(told.outcome.problems, asked.json)


def _redline(asked: argparse.Namespace, root: Path) -> int:
    from press.build.project import Project
    from press.build.redlines import redlines

    return ended(redlines(Project(root), asked.document, getattr(asked, "from"), asked.to, progress), asked)


def _check(asked: argparse.Namespace, root: Path) -> int:
    from press.build import check

    outcome = check(root)
    code = tell(outcome.problems, asked.json)
    for note in outcome.notes:
        progress(note)
    if not outcome.problems and not asked.json:
        say("No problems.", sys.stdout)
    return code


def _schemas(_: argparse.Namespace, root: Path) -> int:
    from press.build import write_schemas

    for path in write_schemas(root):
        say(f"wrote {path}", sys.stdout)
    return Exit.MADE


def _doctor(_: argparse.Namespace, __: Path) -> int:
    from press.doctor import main as doctor

    return doctor()


COMMANDS = (
    Command("build", _build, "make every draft and serve every adopted revision, into build/"),
    Command("check", _check, "check content and templates without making anything"),
    Command("adopt", _adopt, "freeze the working text as an adopted revision", _ADOPT),
    Command("verify", _verify, "prove that nothing adopted has been altered"),
    Command("reprove", _reprove, "make adopted revisions again and hold the stored files to them", _REPROVE),
    Command("as-of", _as_of, "say and make the text that was in force on a day", _AS_OF),
    Command("redline", _redline, "mark what differs between two texts", _REDLINE),
    Command("translations", _translations, "say how the translations stand, and what in them waits", (DOCUMENT,)),
    Command("confirm", _confirm, "record that somebody named has confirmed translated blocks", _CONFIRM),
    Command("parcel", _parcel, "pack what waits in a translation for a translator", _PARCEL),
    Command("parcel-in", _parcel_in, "take in a file of a parcel that a translator sent back", _PARCEL_IN),
    Command("attachment", _attachment, "put a built text into a folder to be attached to a case", _ATTACHMENT),
    Command("schemas", _schemas, "write the JSON Schemas that editors use, into content/schemas/"),
    Command("doctor", _doctor, "say what is found on this machine, and what is missing", at_project=False),
)
