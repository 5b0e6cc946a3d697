"""The catalogue of hostile and mistaken input to cases: each folder of tests/cases/hostile is one.

A case is one of
  change.json        changes to councils and cases of the good project in _good, which are then read
  list.csv.escaped   a list for `press councils`; \\xE6 is a byte
  workbook.json      the same as an Excel workbook, with parts that Excel would not write
  file.txt           only the FILE= that is given
with what is printed in expected.txt, how it ends, and what was added to councils.yaml. One whose name ends with
`-that-passes` has exit code 0. Nothing but councils.yaml may change. `PRESS_ACCEPT=1` accepts what is printed now.
"""

from __future__ import annotations

import difflib
import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from press import cli
from press.build.project import Project, read_attached
from press.document import Document
from press.problem import Exit, report, worst
from press.read import SCHEMA_FOLDER
from press.read.casebook import read_casebook

ROOT = Path(__file__).parent.parent.parent
HOSTILE = Path(__file__).parent / "hostile"
GOOD = HOSTILE / "_good"
CASES = sorted(folder for folder in HOSTILE.iterdir() if folder.is_dir() and folder != GOOD)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    document = read_attached(Project(ROOT), ROOT / "content" / "samarbeidsplattform")
    return {str(document.facts.id): document}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with the good councils and case, in a folder with something beside it."""
    folder = tmp_path / "hus" / "prosjekt"
    shutil.copytree(GOOD, folder)
    shutil.copytree(ROOT / SCHEMA_FOLDER, folder / SCHEMA_FOLDER)
    (tmp_path / "hus" / "nabo.txt").write_text("uberørt", "utf-8")
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_met_with_a_clear_message(
    case: Path, root: Path, documents: Mapping[str, Document], capsys: pytest.CaptureFixture[str]
) -> None:
    said = list(read(case, root, documents) if (case / "change.json").is_file() else listed(case, root, capsys))
    printed = "".join(f"{line}\n" for line in said)
    expected = case / "expected.txt"
    if os.environ.get("PRESS_ACCEPT"):
        expected.write_text(printed, encoding="utf-8", newline="\n")
    assert expected.is_file(), f"no expected.txt; it would be:\n{printed}"
    assert printed == expected.read_text(encoding="utf-8")
    assert ("exit 0" in said) == case.name.endswith(("-that-passes", "-all-but-alike"))


def test_what_is_wrong_with_cases_is_told_by_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "prosjekt"
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, project / folder)
    path = project / "content" / "cases" / "eksempel-tilslutning.yaml"
    path.write_text(path.read_text("utf-8").replace("case: 26/01234", "case: ../../etc"), "utf-8")
    assert cli.main(["--root", str(project), "check"]) == 1
    told = capsys.readouterr().err
    assert "content/cases/eksempel-tilslutning.yaml:84:11: error[C603]: `../../etc` is no case number." in told
    assert "Traceback" not in told


def test_the_good_project_has_no_problem(root: Path, documents: Mapping[str, Document]) -> None:
    book = read_casebook(root / "content", root, documents)
    assert book.problems == ()
    assert (list(book.cases), len(book.councils), book.failed, book.stopped) == (
        ["sak"],
        4,
        frozenset(),
        {"sak": frozenset()},
    )


def test_the_catalogue_is_whole() -> None:
    kinds = ("change.json", "list.csv.escaped", "workbook.json", "file.txt")
    assert [case.name for case in CASES if sum((case / kind).is_file() for kind in kinds) != 1] == []
    assert len(CASES) >= 35


def read(case: Path, root: Path, documents: Mapping[str, Document]) -> Iterator[str]:
    """What is printed for the changed project, and what is stopped by it."""
    for told in json.loads((case / "change.json").read_text("utf-8")):
        path = root / told["file"]
        text = path.read_text("utf-8")
        assert told["old"] in text, "the good project no longer holds what this case changes"
        path.write_text(text.replace(told["old"], told["new"], 1), "utf-8")
    before = snapshot(root.parent)
    book = read_casebook(root / "content", root, documents)
    assert snapshot(root.parent) == before
    yield from report(book.problems)
    yield f"exit {worst(book.problems)}"
    yield f"cases that failed: {', '.join(sorted(book.failed)) or 'none'}"
    stopped = sorted(name for one in book.stopped.values() for name in one)
    yield f"councils that are stopped: {', '.join(stopped) or 'none'}"


def listed(case: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    """What is printed when the list is taken in, and what it added."""
    file = given(case, root.parent)
    before = snapshot(root.parent)
    code = cli.main(["--root", str(root), "councils", f"--file={file}"])
    after = snapshot(root.parent)
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert told.out == ""
    councils = "prosjekt/content/cases/councils.yaml"
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} <= {councils}
    old, new = (one[councils].decode().splitlines() for one in (before, after))
    changed = [line for line in difflib.ndiff(old, new) if not line.startswith(("  ", "? "))]
    assert all(line.startswith("+ ") for line in changed), "what was there stands no longer"
    if code != Exit.MADE:
        assert changed == []
    yield from told.err.replace(str(root.parent.resolve()), "…").splitlines()
    yield f"exit {code}"
    yield from changed


def given(case: Path, folder: Path) -> str:
    """The FILE= of a case; the list is written beside the project."""
    if (case / "file.txt").is_file():
        return str(folder / (case / "file.txt").read_text("utf-8").strip())
    escaped = case / "list.csv.escaped"
    path = folder / ("list.csv" if escaped.is_file() else "list.xlsx")
    if escaped.is_file():
        path.write_bytes(
            re.sub(rb"\\x([0-9A-F]{2})", lambda found: bytes.fromhex(found[1].decode()), escaped.read_bytes())
        )
    else:
        path.write_bytes(workbook(json.loads((case / "workbook.json").read_text("utf-8"))))
    return str(path)


def workbook(told: Mapping[str, Any]) -> bytes:
    """An Excel workbook with these sheets, and parts added to it or put in the place of its own."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in told["sheets"].items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for area in told.get("merged", ()):
        book.worksheets[0].merge_cells(area)
    plain, made = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry, told.get("instead", {}).get(entry.filename) or source.read(entry))
        for name, text in told.get("parts", {}).items():
            target.writestr(name, text)
        if "bomb" in told:
            target.writestr("xl/media/image1.png", b"\0" * told["bomb"])
    return made.getvalue()


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the lock of the build, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
