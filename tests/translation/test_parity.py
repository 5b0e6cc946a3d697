"""The catalogue of what may differ between a text and its translation: one folder of tests/translation/parity each.

change.json lists what is done to the good project in `_good`, in which everything was confirmed as a draft: in a file
of the document the first `old` becomes `new`, or a block is confirmed (`confirm`, `state`). expected.txt has what is
printed then, and the exit code. `PRESS_ACCEPT=1 pytest tests/translation` accepts what is printed now; look at the
difference before you commit it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from translating import agreement, as_expected, confirmed, edit

from press.build.project import Project, read_project
from press.problem import report, worst

PARITY = Path(__file__).parent / "parity"
GOOD = PARITY / "_good"
CASES = sorted(folder for folder in PARITY.iterdir() if folder != GOOD)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good project, all of it confirmed as a draft. Tests copy it."""
    root = tmp_path_factory.mktemp("avtale")
    agreement(root)
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_differs_is_told_in_both_files(case: Path, good: Path, tmp_path: Path) -> None:
    shutil.copytree(good, tmp_path, dirs_exist_ok=True)
    for step in json.loads((case / "change.json").read_text("utf-8")):
        if "confirm" in step:
            confirmed(tmp_path, step["confirm"], step["state"])
        else:
            edit(tmp_path / "content" / "avtale" / step["file"], step["old"], step["new"])
    problems = read_project(Project(tmp_path)).problems
    printed = "".join(f"{line}\n" for line in report(problems))
    as_expected(case / "expected.txt", f"{printed}exit {int(worst(problems))}\n")


def test_the_good_project_has_no_problem(good: Path) -> None:
    assert read_project(Project(good)).problems == ()


def test_the_catalogue_is_whole() -> None:
    """An error stops the build, a warning does not, and each case says which of them it is about."""
    said = {case.name: (case / "expected.txt").read_text("utf-8") for case in CASES}
    assert len(said) >= 24
    for name, printed in said.items():
        sort, _, _ = name.partition("-")
        assert printed.endswith("exit 1\n" if sort == "error" else "exit 0\n"), name
        assert ("warning[" in printed) == (sort == "warning"), name
        assert ("error[" in printed) == (sort == "error"), name
    codes = {f"C42{n}" for n in range(1, 8)} | {"C311", "W431", "W432"}
    assert {code for code in codes if not any(code in printed for printed in said.values())} == set()
