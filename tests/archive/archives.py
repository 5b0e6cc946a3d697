"""Archives of any size, made as adopting makes them but for the outputs: those are bytes that mean nothing.

`python tests/archive/archives.py FOLDER REVISIONS BLOCKS` makes one with files of real size, to be measured.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.archive import Bundle, bundle, part_hashes
from press.archive.record import FOLDER
from press.document import Words
from press.facts import Facts, Frozen, Head, Revision

NAME = "eksempel"
SCHEMA = "# yaml-language-server: $schema=../schemas/{}.schema.json\n"
SENTENCE = (
    "Eksempelalliansen skal arbeide for at punkt {block} følges opp av alle, slik det ble vedtatt i utgave {edition}. "
    "Dette er et eksempel, og ingen har vedtatt det; setningen er her bare for at teksten skal bli så lang som en ekte."
)


@dataclass(frozen=True)
class Sizes:
    """Bytes of each stored output. The real ones are those of a document of 300 blocks."""

    pdf: int = 60_000
    docx: int = 235_000
    html: int = 100_000


SMALL = Sizes(200, 300, 250)


def archive(root: Path, revisions: int, blocks: int, sizes: Sizes = SMALL) -> Path:
    """A document with so many adopted revisions of so many blocks; in each, some blocks are others. Its folder."""
    folder = root / "content" / NAME
    said = {**_about(), "revisions": [_entry(number) for number in range(1, revisions + 1)]}
    facts = Facts.model_validate(said)
    entries = facts.revisions
    for number, revision in enumerate(entries, 1):
        then = facts.model_copy(update={"revisions": (*facts.revisions[: number - 1], revision)})
        kept = _kept(then, revision, number, revisions, blocks, sizes)
        place = folder / FOLDER / revision.id
        place.mkdir(parents=True)
        for name, data in kept.files.items():
            (place / name).write_bytes(data)
        frozen = revision.model_copy(update={"frozen": Frozen.model_validate(kept.frozen)})
        known = (*facts.revisions[: number - 1], frozen, *entries[number:])
        facts = facts.model_copy(update={"revisions": known, "archive": Head.model_validate(kept.head)})
    (folder / "document.yaml").write_bytes(_yaml("document", facts.model_dump(mode="json", exclude_unset=True)))
    (folder / "nb.yaml").write_bytes(_yaml("words", _words(revisions, revisions, blocks)))
    return folder


def _kept(facts: Facts, revision: Revision, number: int, revisions: int, blocks: int, sizes: Sizes) -> Bundle:
    said = _words(number, revisions, blocks)
    alone = {**_about(), "revisions": [_entry(number)]}
    name = f"{NAME}-{revision.id}-nb"
    files = {
        "nb.yaml": _yaml("words", said),
        "document.yaml": _yaml("document", alone),
        **{f"{name}.{ending}": _bytes(f"{name}.{ending}", size) for ending, size in vars(sizes).items()},
    }
    return bundle(facts, revision, files, {"nb": part_hashes(Words.model_validate(said), Path())})


def _about() -> dict[str, Any]:
    return {
        "id": NAME,
        "template": "platform",
        "publisher": "Eksempelalliansen (EKSEMPEL)",
        "authoritative": "nb",
        "languages": ["nb"],
        "history_until": "2099-12-31",
        "sources": [{"id": "protokoll", "address": "example.org/protokoll/"}],
    }


def _entry(number: int) -> dict[str, Any]:
    day = f"{1800 + number}-05-31"
    return {
        "id": f"r{number}",
        "adopted": day,
        "in_force": f"{1800 + number}-07-01",
        "recorded": day,
        "body": "raadet",
        "case": f"Sak {number}/{number % 100:02}",
        "evidence": "original",
        "confidence": "high",
        "sources": [{"id": "protokoll", "quote": "Rådet vedtok teksten enstemmig."}],
    }


def _words(number: int, revisions: int, blocks: int) -> dict[str, Any]:
    """The words of a revision: of the blocks, those that its number falls on are of its own edition."""
    editions = [
        max((n for n in range(1, number + 1) if n % revisions == b % revisions), default=0) for b in range(blocks)
    ]
    texts = [
        {"id": f"p-{block}", "kind": "paragraph", "text": SENTENCE.format(block=block, edition=edition)}
        for block, edition in enumerate(editions)
    ]
    sections = [
        {"id": f"s-{first}", "title": f"Del {first // 10 + 1}", "blocks": texts[first : first + 10]}
        for first in range(0, blocks, 10)
    ]
    names = {f"r{n}": {"name": f"Utgave {n}", "what": "Endret."} for n in range(1, number + 1)}
    history = {"revisions": names, "bodies": {"raadet": "rådet"}, "sources": {"protokoll": "protokollen (EKSEMPEL)"}}
    title = {"language": "nb", "title": "Eksempel (EKSEMPEL)", "alliance": "Eksempelalliansen"}
    return {**title, "sections": sections, "history": history}


def _yaml(kind: str, said: dict[str, Any]) -> bytes:
    return (SCHEMA.format(kind) + "\n".join(_lines(said, 0)) + "\n").encode()


def _lines(said: dict[str, Any] | list[Any], column: int) -> list[str]:
    """The same as `press.read.quote.lines`, all in quotes, without reading each of some 60,000 texts back."""
    written: list[str] = []
    for key, value in said.items() if isinstance(said, dict) else (("-", one) for one in said):
        start = " " * column + (key if key == "-" else f"{key}:")
        if isinstance(value, str):
            written.append(f"{start} {json.dumps(value, ensure_ascii=False)}")
        elif key == "-":
            first, *rest = _lines(value, column + 2)
            written += [f"{start} {first.lstrip()}", *rest]
        elif value:
            written += [start, *_lines(value, column + 2)]
    return written


def _bytes(seed: str, size: int) -> bytes:
    return hashlib.shake_256(seed.encode()).digest(size)


if __name__ == "__main__":
    archive(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Sizes())
