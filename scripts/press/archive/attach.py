"""Documents with what the archive knows of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from press.archive.parts import part_hashes
from press.archive.record import FOLDER, digest, frozen_parts
from press.document import Document, Figure
from press.facts import Revision
from press.read import read_frozen
from press.translation.binding import with_orphans


def attach(document: Document, root: Path) -> Document:
    """The working document with its parts, those of the frozen revisions, and the earlier words that it speaks of."""
    base = document.facts.base
    return _attached(document, document.folder, root, {base.id} if base and base.frozen else set())


def attach_frozen(folder: Path, revision: Revision, root: Path) -> Document:
    """A frozen revision as it stood, with what was frozen before it. `folder` is the document's."""
    document = read_frozen(folder / FOLDER / revision.id, root)
    return _attached(document, folder, root, set())


def _attached(document: Document, folder: Path, root: Path, wanted: set[str]) -> Document:
    attached = replace(
        document,
        parts={language: part_hashes(words, document.folder) for language, words in document.words.items()},
        archive=frozen_parts(folder, document.facts),
        pictures=_pictures(document),
    )
    translations = {language: with_orphans(one, attached) for language, one in document.translations.items()}
    attached = replace(attached, translations=translations)
    names = wanted.union(*(_spoken_of(attached, language) for language in attached.parts))
    return replace(attached, earlier={name: read_frozen(folder / FOLDER / name, root) for name in sorted(names)})


def _spoken_of(document: Document, language: str) -> Iterator[str]:
    """The frozen revisions in which something stood that the next text has no longer, or has under another id; and
    those that gave it that id. Their words tell its place (`press.compose.clauses`).

    Whatever is not frozen stands for the document's own text: a draft, or the revision that is being adopted.
    """
    before, parts = "", set[str]()
    for step in (*document.facts.line, document.facts.draft):
        frozen = document.archive.get(step.id) if step else None
        after = (document.parts if frozen is None else frozen).get(language)
        if after is None:
            continue
        if before and not parts <= after.keys():
            yield before
        if before and step and step.was:
            yield from (before, step.id) if frozen is not None else (before,)
        if frozen is not None and step:
            before, parts = step.id, set(after)


def _pictures(document: Document) -> dict[str, str]:
    shown = {
        block.picture for words in document.words.values() for block in words.blocks() if isinstance(block, Figure)
    }
    paths = {name: document.folder / name for name in sorted(shown)}
    return {name: digest(path.read_bytes()) for name, path in paths.items() if path.is_file()}
