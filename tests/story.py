"""The example with a history: an archive made by adopting one revision after the other, as a secretariat would."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from press.build.adopt import adopt
from press.build.adoption import Adoption

ROOT = Path(__file__).parent.parent
STORY = ROOT / "tests" / "story"
ADOPTIONS: list[dict[str, str]] = json.loads((STORY / "adoptions.json").read_text("utf-8"))
DRAFT = "r2026"


def begin(root: Path) -> Path:
    """A project with the example's facts and no words yet; returns the document's folder."""
    folder = root / "content" / "avtale"
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "content" / "schemas", root / "content" / "schemas")
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(STORY / "document.yaml", folder)
    return folder


def draft(folder: Path, name: str) -> None:
    """Put the words of a step into the project, and declare them as a draft."""
    shutil.copy(STORY / name / "nb.yaml", folder)
    with (folder / "document.yaml").open("a", encoding="utf-8") as file:
        file.write((STORY / name / "draft.yaml").read_text("utf-8"))


def told(root: Path, until: str = "") -> Path:
    """The whole story, or its part up to a revision: every adoption, and then the draft of the next one."""
    folder = begin(root)
    for adoption in ADOPTIONS:
        draft(folder, adoption["revision"])
        outcome = adopt(root, Adoption(document=None, **adoption), lambda _: None)
        assert outcome.problems == (), "\n".join(map(str, outcome.problems))
        if adoption["revision"] == until:
            return folder
    draft(folder, DRAFT)
    return folder
