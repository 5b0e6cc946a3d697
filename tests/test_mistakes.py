"""The catalogue of mistakes: each folder of tests/mistakes is one, with what is printed in expected.txt.

A case is one of
  input.yaml        read as the small type in specimen.py
  input.escaped     the same where an editor would spoil the bytes: \\xE6 is a byte, \\x5B{200} two hundred
  content/ …        laid over the good project in tests/mistakes/_good
  templates/ …      and over the real templates, and all of it checked (`output-…`: built)
  change.json       one change to a file of that project, most often to a template

A case that must pass prints what was read. `PRESS_ACCEPT=1 pytest tests/test_mistakes.py` accepts what
is printed now; look at the difference before you commit it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from specimen import Specimen

from press.build import build, check
from press.problem import Wrong, report
from press.read import SCHEMA_FOLDER, SCHEMAS
from press.read.convert import read
from press.read.schema import schema_text

ROOT = Path(__file__).parent.parent
MISTAKES = ROOT / "tests" / "mistakes"
GOOD = MISTAKES / "_good"
CASES = sorted(folder for folder in MISTAKES.iterdir() if folder.is_dir() and folder != GOOD)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_prints_what_is_expected(case: Path, tmp_path: Path) -> None:
    printed = "".join(f"{line}\n" for line in said(case, tmp_path))
    expected = case / "expected.txt"
    if os.environ.get("PRESS_ACCEPT"):
        expected.write_text(printed, encoding="utf-8", newline="\n")
    assert expected.is_file(), f"no expected.txt; it would be:\n{printed}"
    assert printed == expected.read_text(encoding="utf-8")


def test_the_good_project_has_no_problem(tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert list(project(tmp_path, whole=True)) == []


def test_every_case_has_an_input_and_the_catalogue_is_whole() -> None:
    for case in CASES:
        given = {path.name for path in case.iterdir()} - {"expected.txt"}
        assert len(given & {"input.yaml", "input.escaped"}) == 1 or given & {"content", "templates", "change.json"}, (
            case
        )
    assert len(CASES) >= 40


def said(case: Path, folder: Path) -> Iterator[str]:
    """What is printed for one case."""
    data = given(case)
    if data is None:
        lay_out(folder)
        shutil.copytree(case, folder, dirs_exist_ok=True)
        change(case, folder)
        yield from project(folder, whole=case.name.startswith("output-"))
        return
    try:
        specimen = read(data, "input.yaml", Specimen)
    except Wrong as wrong:
        yield from report(wrong.problems)
    else:
        values = specimen.model_dump(mode="json", exclude_unset=True)
        yield "passes: " + json.dumps(values, ensure_ascii=False, indent=2)


def given(case: Path) -> bytes | None:
    """The bytes of a case that is one file."""
    if (case / "input.yaml").is_file():
        return (case / "input.yaml").read_bytes()
    if not (case / "input.escaped").is_file():
        return None
    escape = re.compile(rb"\\x([0-9A-F]{2})(?:\{(\d+)\})?")
    return escape.sub(
        lambda found: bytes.fromhex(found[1].decode()) * int(found[2] or 1),
        (case / "input.escaped").read_bytes(),
    )


def lay_out(folder: Path) -> None:
    """The good project, with the real templates."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "templates", folder / "templates")


def change(case: Path, folder: Path) -> None:
    """What change.json of a case says: in one file of the laid-out project, the first `old` becomes `new`."""
    if (case / "change.json").is_file():
        told = json.loads((case / "change.json").read_text("utf-8"))
        path = folder / told["file"]
        text = path.read_text("utf-8")
        assert told["old"] in text, "the project no longer holds what this case changes"
        path.write_text(text.replace(told["old"], told["new"], 1), "utf-8")


def project(folder: Path, *, whole: bool) -> Iterator[str]:
    """What is printed for a project: by `check`, or by a whole build where only printing shows the mistake."""
    for name, model in SCHEMAS.items():
        schema = folder / SCHEMA_FOLDER / f"{name}.schema.json"
        schema.parent.mkdir(parents=True, exist_ok=True)
        schema.write_text(schema_text(model, name), encoding="utf-8")
    outcome = build(folder, lambda _: None) if whole else check(folder)
    yield from report(outcome.problems)
