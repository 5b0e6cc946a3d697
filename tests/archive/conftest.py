"""The example of tests/example, adopted twice by the real program: a baseline and a draft."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press.build.adopt import adopt
from press.build.adoption import Adoption

ROOT = Path(__file__).parent.parent.parent
DRAFT = """
# Det neste som skal vedtas (EKSEMPEL).
draft:
  id: tredje
  legal_basis: "avtalen, punkt 2"
  sources: [{id: protokoll, quote: "Rådet vedtok: #1 & *alt*."}]
"""
BASELINE = Adoption("andre")
THIRD = Adoption("tredje", "eksempel", "2025-05-31", "2026-01-01", "2025-06-10", "raadet", "Sak #12: 3")


def example(root: Path) -> Path:
    """A project with the example alone, none of it adopted yet; returns the document's folder."""
    shutil.copytree(ROOT / "tests" / "example" / "content", root / "content")
    shutil.copytree(ROOT / "content" / "schemas", root / "content" / "schemas")
    shutil.copytree(ROOT / "templates", root / "templates")
    return root / "content" / "eksempel"


def draft(folder: Path) -> None:
    """Changes a word of the example, and declares it as the draft of a third edition."""
    words = folder / "nb.yaml"
    text = words.read_text("utf-8").replace("virker ikke.", "virker sjelden.")
    name = "    tredje:\n      name: Tredje utgave\n      what: Ett ord ble endret.\n  decisions:"
    words.write_text(text.replace("  decisions:", name, 1), "utf-8")
    with (folder / "document.yaml").open("a", encoding="utf-8") as file:
        file.write(DRAFT)


@pytest.fixture(scope="session")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with both revisions adopted. Tests copy what they change."""
    root = tmp_path_factory.mktemp("vedtatt")
    folder = example(root)
    assert adopt(root, BASELINE, lambda _: None).problems == ()
    draft(folder)
    assert adopt(root, THIRD, lambda _: None).problems == ()
    return root
