"""Words -> the SHA-256 of each of their parts, whatever their layout in YAML."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from press.document import Block, Figure, Words, canonical_hash


def part_hashes(words: Words, folder: Path) -> dict[str, str]:
    """Each section and block by its id, in order, and before them the title of the document under the empty id.

    What a part says is hashed, not what it is called: a new id alone does not change it. A figure's hash covers the
    bytes of its picture in `folder`; a picture that is not there counts as none.
    """
    parts = {"": canonical_hash([words.title, words.alliance])}
    for section in words.sections:
        parts[section.id] = canonical_hash(section.title)
        for block in section.blocks:
            parts[block.id] = canonical_hash(_said(block, folder))
    return parts


def _said(block: Block, folder: Path) -> Any:
    said = block.model_dump(mode="json", exclude_unset=True, exclude={"id"})
    if isinstance(block, Figure):
        picture = folder / Path(block.picture).name
        said["picture"] = hashlib.sha256(picture.read_bytes()).hexdigest() if picture.is_file() else None
    return said
