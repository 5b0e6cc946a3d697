"""What of a case stands already: build/cases/<case>/log/ has, for each council, what its files were made from.

The record is written after the files. A run that is stopped leaves files without one, and they are made again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import press
from press.build.manifest import digest
from press.compose.edition import Edition
from press.document import Hashes

COMMON, LOG = "felles", "log"
"""Folders beside those of the councils: attachments that many of them get, and the records."""


@dataclass(frozen=True)
class Tabled:
    """The text that is put to a council: its SHA-256, its revision, and the hash of each part."""

    text: str
    revision: str
    blocks: Hashes


@dataclass(frozen=True)
class Standing:
    """What was made: the key of what it was made from, the SHA-256 of each file, the text that was tabled, and what
    each paper is by the name of its files without their endings, as long as there is no other way to know."""

    key: str
    files: Mapping[str, str] = field(default_factory=dict)
    tabled: Tabled | None = None
    papers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read(path: Path) -> Standing | None:
    """A record; None where there is none, or none that this tool can have written."""
    try:
        said = json.loads(path.read_bytes())
        tabled = Tabled(**said["tabled"]) if said["tabled"] else None
        files = {str(name): str(sha) for name, sha in said["files"].items() if Path(name).name == name}
        papers = {str(name): {k: str(v) for k, v in told.items()} for name, told in said.get("papers", {}).items()}
        return Standing(str(said["key"]), files, tabled, papers)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def described(edition: Edition) -> dict[str, str]:
    """What a paper is, for when its text is not known any more."""
    return {
        "title": edition.attachment or str(edition.title),
        "document": str(edition.document),
        "revision": str(edition.revision),
        "label": " ".join(edition.revision_label.split()),
        "language": str(edition.language),
        "template": edition.template,
        "status": str(edition.status_label),
        "content": edition.content_hash,
    }


def write(standing: Standing) -> bytes:
    """A record as JSON."""
    return (json.dumps(asdict(standing), ensure_ascii=False, indent=1) + "\n").encode()


def stands(record: Path, folder: Path, key: str) -> Standing | None:
    """The record, where these very files were made from what `key` stands for and are still what was made."""
    found = read(record)
    if found is None or found.key != key or not found.files:
        return None
    return found if all(_same(folder / name, sha) for name, sha in found.files.items()) else None


def _same(path: Path, sha: str) -> bool:
    try:
        return digest(path.read_bytes()) == sha
    except OSError:
        return False


def key(made_from: object, templates: str) -> str:
    """What stands for everything that files were made from: the values, the templates and the program."""
    return sha256("\n".join((repr(made_from), templates, _program())).encode()).hexdigest()


def tree(folder: Path) -> str:
    """One SHA-256 for all files of a folder, their names and their bytes."""
    found = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(f"{path.relative_to(folder).as_posix()} {digest(path.read_bytes())}\n".encode())
    return found.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """The program itself, as it was when it was started."""
    return tree(Path(press.__file__).parent)
