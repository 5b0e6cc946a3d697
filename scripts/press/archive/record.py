"""A revision that is adopted -> the files of its folder in the archive, and what document.yaml says of them.

nb.yaml …           the words, byte for byte
document.yaml       the facts at that time, with the revision's entry
figur.svg …         the pictures that the words show
…-nb.pdf …          what was built
record.json         the revision's entry, and the order in which the frozen revisions were adopted
blocks.json         the SHA-256 of each part of each text (`press.archive.parts`)
SHA256SUMS          all of them, and at last the SHA256SUMS of the revision recorded before
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.document import Hashes
from press.facts import Facts, Revision
from press.problem import Place, Problem, Wrong

FOLDER = "revisions"
SUMS, RECORD, BLOCKS = "SHA256SUMS", "record.json", "blocks.json"
GIVEN = (RECORD, BLOCKS, SUMS)
"""The names of the files that the archive itself adds."""

UNFINISHED = ".press-"
"""How the name of a folder begins that an adoption has not finished."""

_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\n]+|\.\./[^/\\\n]+/SHA256SUMS)")


@dataclass(frozen=True)
class Listing:
    """What a SHA256SUMS says: each file's SHA-256, and the revision before it with that of its own SHA256SUMS."""

    files: dict[str, str]
    before: str = ""
    previous: str | None = None


@dataclass(frozen=True)
class Bundle:
    """The files of a revision's folder, SHA256SUMS last, and the entries that document.yaml gets for them."""

    files: dict[str, bytes]
    frozen: dict[str, str | dict[str, str]]
    head: dict[str, str]


def bundle(facts: Facts, revision: Revision, files: Mapping[str, bytes], parts: Mapping[str, Hashes]) -> Bundle:
    """All that freezing a revision writes. `facts` are those before it is frozen; they have its entry.

    `files` are its words, facts, pictures and outputs, by name; `parts` those of its words by language.
    """
    frozen = {one.id for one in (*facts.frozen, revision)}
    order = [one.id for one in facts.revisions if one.id in frozen]
    before = last(facts)
    previous = before.frozen.sums if before and before.frozen else None
    all_files = {**files, RECORD: record(revision, order), BLOCKS: blocks(parts)}
    digests = {name: digest(all_files[name]) for name in sorted(all_files)}
    sums = listed(Listing(digests, before.id if before else "", previous))
    chained = {} if previous is None else {"previous": str(previous)}
    return Bundle(
        files={**{name: all_files[name] for name in digests}, SUMS: sums},
        frozen={"number": str(len(order)), **chained, "sums": digest(sums), "files": digests},
        head={"count": str(len(order)), "last": digest(sums)},
    )


def last(facts: Facts) -> Revision | None:
    """The revision that was recorded last."""
    return max(facts.frozen, key=number, default=None)


def number(revision: Revision) -> int:
    """The place of a frozen revision in the chain, from 1; 0 where it is not frozen."""
    return int(revision.frozen.number) if revision.frozen else 0


def entry(revision: Revision) -> dict[str, Any]:
    """A revision's entry as document.yaml has it, but for what adopting itself recorded of its files."""
    return revision.model_dump(mode="json", exclude={"frozen"}, exclude_unset=True)


def record(revision: Revision, order: Sequence[str]) -> bytes:
    """record.json: the revision's entry, and the ids of all frozen revisions in the order of adoption."""
    told = {"entry": entry(revision), "order": list(order)}
    return (json.dumps(told, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def blocks(parts: Mapping[str, Hashes]) -> bytes:
    """blocks.json: the parts of each text in their order, by language."""
    told = {language: dict(parts[language]) for language in sorted(parts)}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def listed(listing: Listing) -> bytes:
    """SHA256SUMS as `sha256sum --check` reads it."""
    lines = [f"{listing.files[name]}  {name}\n" for name in sorted(listing.files)]
    if listing.previous:
        lines.append(f"{listing.previous}  ../{listing.before}/{SUMS}\n")
    return "".join(lines).encode()


def read_sums(data: bytes) -> Listing | None:
    """What a SHA256SUMS says; None when it is none of ours."""
    files: dict[str, str] = {}
    before, previous = "", None
    for line in data.decode("utf-8", "replace").removesuffix("\n").split("\n"):
        found = _LINE.fullmatch(line)
        if found is None or previous is not None:
            return None
        if "/" in found[2]:
            previous, before = found[1], found[2].split("/")[1]
        else:
            files[found[2]] = found[1]
    return Listing(files, before, previous)


def frozen_parts(folder: Path, facts: Facts) -> dict[str, dict[str, Hashes]]:
    """The parts of each frozen revision, by its id and by language. Raises `Wrong` where the archive has none."""
    found: dict[str, dict[str, Hashes]] = {}
    for revision in facts.frozen:
        path = folder / FOLDER / revision.id / BLOCKS
        try:
            found[revision.id] = json.loads(path.read_bytes())
        except (OSError, ValueError):
            message = f"The record of the parts of the revision `{revision.id}` cannot be read."
            hint = "Run make verify: it names all that is altered in the archive."
            shown = f"content/{facts.id}/{FOLDER}/{revision.id}/{BLOCKS}"
            raise Wrong(Problem(Place(shown), "I301", message, hint)) from None
    return found


def digest(data: bytes) -> str:
    """SHA-256 (FIPS 180-4) in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()
