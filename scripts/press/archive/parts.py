"""Words -> the SHA-256 of each of their parts, whatever their layout in YAML."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from press.document import Block, Figure, Hashes, Words


def part_hashes(words: Words, folder: Path) -> dict[str, str]:
    """Each section and block by its id, in order, and before them the title of the document under the empty id.

    What a part says is hashed, not what it is called: a new id alone does not change it. A figure's hash covers the
    bytes of its picture in `folder`; a picture that is not there counts as none.
    """
    parts = {"": _hash([words.title, words.alliance])}
    for section in words.sections:
        parts[section.id] = _hash(section.title)
        for block in section.blocks:
            parts[block.id] = _hash(_said(block, folder))
    return parts


def text_hash(parts: Hashes) -> str:
    """One SHA-256 for a whole text: its parts, their ids and their order."""
    return _hash(list(parts.items()))


def _said(block: Block, folder: Path) -> Any:
    said = block.model_dump(mode="json", exclude_unset=True, exclude={"id"})
    if isinstance(block, Figure):
        picture = folder / Path(block.picture).name
        said["picture"] = hashlib.sha256(picture.read_bytes()).hexdigest() if picture.is_file() else None
    return said


def _hash(said: Any) -> str:
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
