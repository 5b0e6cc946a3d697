"""ARCHITECTURE.md is short and true, and the code keeps to the house."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
PACKAGE = ROOT / "scripts" / "press"
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_it_fits_150_lines() -> None:
    assert len(PAGE.splitlines()) <= 150


def test_every_path_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:scripts|templates|content|tests|build)/[^`<*]*)`", PAGE))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_room_and_module_of_the_package_is_in_its_table() -> None:
    rooms = {f"scripts/press/{path.name}/" for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_"}
    modules = {f"scripts/press/{path.name}" for path in PACKAGE.glob("*.py") if path.name[0] != "_"}
    assert [path for path in sorted(rooms | modules) if f"`{path}`" not in PAGE] == []


def test_what_stands_at_the_top_is_what_was_agreed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    tops = {line.split("/")[0] for line in listed.splitlines()}
    agreed = {"content", "templates", "scripts", "build", "tests", ".ci", ".gitignore", ".gitattributes"}
    agreed |= {"Makefile", "pyproject.toml", "README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE"}
    assert tops <= agreed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_is_a_few_screens_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith('"""')
    assert len(text.splitlines()) <= 300


def test_yaml_is_never_loaded_by_its_own_rules() -> None:
    loading = re.compile(r"yaml\.(safe_load|full_load|unsafe_load|load)\b")
    assert [path.name for path in MODULES if loading.search(path.read_text("utf-8"))] == []


def test_only_build_opens_files_for_writing() -> None:
    writing = re.compile(r"\.write_(text|bytes)\(|\.open\(\s*[\"'][wax]|open\([^)]*[\"'][wax]b?[\"']")
    others = [path for path in MODULES if "build" not in path.relative_to(PACKAGE).parts and path.name != "telling.py"]
    # Fontconfig reads its configuration from a file; this one lives in a temporary folder while fonts are loaded.
    allowed = {PACKAGE / "pdf" / "fonts.py"}
    assert [path for path in others if writing.search(path.read_text("utf-8")) and path not in allowed] == []
