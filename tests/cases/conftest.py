"""A case that was made once, for the tests that look at what came of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import many
import pytest

from press.build.cases.run import make_case


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story with a case about its draft, made for three councils. Nobody changes it."""
    root = tmp_path_factory.mktemp("sak") / "prosjekt"
    many.told(root, 3)
    outcome = make_case(root, many.CASE, None, lambda _: None)
    assert (outcome.built, outcome.failed, outcome.problems) == (3, 0, ())
    return root


@pytest.fixture
def again(sent: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed at will."""
    return Path(shutil.copytree(sent, tmp_path / "sak"))
