"""The printed words that places and pointers are told in."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.read import read_words
from press.words import TemplateWords

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def words() -> TemplateWords:
    return read_words(ROOT / "templates", ROOT)["nb"]
