"""Types -> content/schemas, for editors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.build.files import write_whole
from press.read import SCHEMA_FOLDER, SCHEMAS
from press.read.schema import schema_text


def write_schemas(root: Path) -> Iterator[str]:
    """Write each schema; yields its path."""
    for name, model in SCHEMAS.items():
        path = f"{SCHEMA_FOLDER}/{name}.schema.json"
        write_whole(root / path, schema_text(model).encode(), root)
        yield path
