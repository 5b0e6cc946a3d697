"""What every test is held to: no warning, no log line, and a project of its own to work in."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import story
from press.build import build

settings.register_profile("press", derandomize=True, database=None, deadline=None)
settings.load_profile("press")

ROOT = Path(__file__).parent.parent


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """A test fails on any log line of a library that nobody caught."""
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    yield
    logging.getLogger().removeHandler(heard)
    assert heard.lines == []


@pytest.fixture(scope="session")
def unadopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's content and templates, and nothing in it is adopted, nor sent to anybody. Nobody changes it."""
    root = tmp_path_factory.mktemp("uvedtatt") / "prosjekt"
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("revisions", "cases"))
    for facts in root.glob("content/*/document.yaml"):
        text = re.sub(r"^    frozen:\n(?:      .*\n)+", "", facts.read_text("utf-8"), flags=re.MULTILINE)
        facts.write_text(re.sub(r"\n#[^\n]*\narchive:\n(?:  .*\n)+", "", text), "utf-8")
    return root


@pytest.fixture
def project(unadopted: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed at will."""
    return Path(shutil.copytree(unadopted, tmp_path / "prosjekt"))


@pytest.fixture(scope="session")
def told_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with a history, adopted step by step, and built. Nobody changes it."""
    root = tmp_path_factory.mktemp("historie") / "prosjekt"
    story.told(root)
    assert build(root, lambda _: None).problems == ()
    return root


@pytest.fixture
def story_project(told_story: Path, tmp_path: Path) -> Path:
    """A copy of the example with a history, to be changed at will."""
    return Path(shutil.copytree(told_story, tmp_path / "historie"))
