"""What the tests of translations share: a project with one translation, and what is done to it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from press.build.confirm import EVERY, Confirmation, confirm
from press.build.make import make
from press.build.project import Project, read_project
from press.build.run import prepare
from press.build.translations import reported
from press.compose.lagging import Report
from press.document import Document

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NAME = "samarbeidsplattform"
FOLDER = f"content/{NAME}"
DAY = "2024-03-01"


def silent(_: str) -> None:
    """Nobody listens."""


def edit(path: Path, old: str, new: str) -> None:
    """The first `old` of a file becomes `new`."""
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} no longer holds {old}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def agreement(root: Path) -> Path:
    """The invented agreement of the catalogue with its translation, all of it confirmed as a draft; its folder."""
    shutil.copytree(HERE / "parity" / "_good", root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "content" / "schemas", root / "content" / "schemas")
    shutil.copytree(ROOT / "templates", root / "templates")
    confirmed(root, EVERY, "draft")
    return root / "content" / "avtale"


def made(root: Path, language: str = "en") -> dict[str, bytes]:
    """A language's PDF, Word file and web page, by ending."""
    orders, read = prepare(Project(root), everything=True)
    order = next(one for one in orders if one.edition.language == language)
    outcome = make(order)
    assert not read.failed
    assert outcome.problems == (), "\n".join(map(str, outcome.problems))
    return outcome.outputs


def confirmed(root: Path, block: str, state: str = "reviewed", by: str = "Kari Nordmann", on: str = DAY) -> None:
    """That somebody has confirmed English blocks."""
    assert confirm(root, Confirmation("en", block, by, state, on), silent).failed == 0


def without(path: Path, identity: str) -> None:
    """Take a block out of a language file: its lines from its id to the next one's."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    first = lines.index(f"      - id: {identity}\n")
    last = next(n for n in range(first + 1, len(lines)) if not lines[n].startswith("        "))
    path.write_text("".join(lines[:first] + lines[last:]), "utf-8")


def read(root: Path) -> Document:
    """The only document of a project, without errors."""
    found = read_project(Project(root))
    assert found.failed == (), "\n".join(map(str, found.problems))
    return found.documents[0]


def report_on(root: Path, language: str = "en") -> Report:
    """How a translation stands."""
    return next(one for one in reported(read_project(Project(root))) if one.language == language)


def how(root: Path, unit: str) -> str:
    """How an English part stands: why it waits, else its state."""
    waiting = {one.unit: one.why for one in report_on(root).waiting}
    return waiting.get(unit) or read(root).translations["en"].parts[unit].state.value


def as_expected(path: Path, printed: str) -> None:
    """Fails unless a file beside the test says this. PRESS_ACCEPT=1 accepts what is printed now."""
    if os.environ.get("PRESS_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(printed, encoding="utf-8", newline="\n")
    assert path.is_file(), f"no {path.name}; it would be:\n{printed}"
    assert printed == path.read_text("utf-8")
