"""One content file -> its bytes, or the type that it holds, with all that is wrong told."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from press.problem import Place, Problem, Wrong
from press.read.convert import read
from press.read.schema import check_first_line

SCHEMA_FOLDER = "content/schemas"

M = TypeVar("M", bound=BaseModel)


def gather(path: Path, root: Path, kind: str, model: type[M], problems: list[Problem]) -> M | None:
    """One file as a `model`; None where it has problems, which are added to the others.

    Where `kind` is empty, its first line may name any schema, as that of a frozen file does: it stands elsewhere now.
    """
    found: list[Problem] = []
    data = fetch(path, root, kind, found)
    if data is None:
        problems += found
        return None
    try:
        made = read(data, path.relative_to(root).as_posix(), model)
    except Wrong as wrong:
        problems += [*found, *wrong.problems]
        return None
    problems += found
    return made


def fetch(path: Path, root: Path, kind: str, problems: list[Problem]) -> bytes | None:
    """The bytes of a file; None where it cannot be read. What is wrong with it and its first line is added."""
    shown = path.relative_to(root).as_posix()
    try:
        data = path.read_bytes()
    except OSError as fault:
        problems.append(Problem(Place(shown), "Y014", f"The file cannot be read: {os.strerror(fault.errno or 0)}."))
        return None
    if kind and data.strip():
        schemas = {schema.relative_to(root).as_posix() for schema in (root / SCHEMA_FOLDER).glob("*.schema.json")}
        line = data.partition(b"\n")[0].decode("utf-8-sig", errors="replace")
        problems += check_first_line(line, shown, schemas, f"{SCHEMA_FOLDER}/{kind}.schema.json")
    return data
