"""The parts of each frozen revision -> when each clause was last changed or went out, and by which decision.

Only what the archive shows is told: a clause is changed where its hash differs from that of the revision before. Before
the oldest preserved text nothing is known, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from press.compose.order import staying
from press.document import Document, Hashes
from press.facts import Revision, Step
from press.text import Text


class How(Enum):
    """What the last change did to a clause."""

    CHANGED = "changed"
    INSERTED = "inserted"
    MOVED = "moved"


@dataclass(frozen=True)
class Amendment:
    """The last change of a clause. `by` is the revision, or None where the working text does it."""

    how: How
    by: Revision | None


@dataclass(frozen=True)
class Renaming:
    """That `by` gave a clause the id `name`, where it was `was` in the revision `before`."""

    was: str
    name: str
    before: Revision
    by: Revision | None


@dataclass(frozen=True)
class Removal:
    """That `by` took a clause out, which last stood in the revision `before`."""

    name: str
    before: Revision
    by: Revision | None


class Amendments(NamedTuple):
    """What is known of the clauses of a text: by id, the last change and the earlier ids of each that it has; and those
    that are gone, in the order in which they went."""

    changed: Mapping[str, Amendment]
    renamed: Mapping[str, tuple[Renaming, ...]]
    gone: tuple[Removal, ...]


@dataclass(frozen=True)
class _Text:
    """One text in the line of texts: its parts, and the ids that it renamed."""

    revision: Revision | None
    parts: Hashes
    was: Mapping[Text, Text]


def amendments(document: Document, language: str, revision: Revision | None) -> Amendments:
    """What is known of every section and block of a text, and of those that it no longer has.

    `revision` is the one that the text is of, None for the working text. A clause without an entry has no recorded
    change since the oldest preserved text in this language.
    """
    known = Amendments({}, {}, ())
    for before, after in pairwise(_line(document, language, revision)):
        known = _step(before, after, known)
    return known


def _line(document: Document, language: str, revision: Revision | None) -> list[_Text]:
    """The texts up to this one, from the oldest that is preserved in the language."""
    line = []
    for one in document.facts.line:
        if revision is not None and one.id == revision.id:
            break
        parts = document.archive.get(one.id, {}).get(language)
        if parts is not None:
            line.append(_Text(one, parts, one.was))
        if revision is None and document.facts.draft and one.id == document.facts.draft.corrects:
            break
    step: Step | None = revision or document.facts.draft
    line.append(_Text(revision, document.parts[language], step.was if step else {}))
    return line


def _step(before: _Text, after: _Text, known: Amendments) -> Amendments:
    """What is known of each clause after one more revision."""
    assert before.revision is not None, "only the last text can be the working text"
    now: dict[str, Amendment] = {}
    names: dict[str, tuple[Renaming, ...]] = {}
    moved = _moved(before.parts, after)
    for name, digest in after.parts.items():
        old = _before(after, name)
        names[name] = known.renamed.get(old, ())
        if old != name and old in before.parts:
            names[name] = (*names[name], Renaming(old, name, before.revision, after.revision))
        if old not in before.parts:
            now[name] = Amendment(How.INSERTED, after.revision)
        elif before.parts[old] != digest:
            now[name] = Amendment(How.CHANGED, after.revision)
        elif name in moved:
            now[name] = Amendment(How.MOVED, after.revision)
        elif old in known.changed:
            now[name] = known.changed[old]
    kept = {_before(after, name) for name in after.parts}
    went = (Removal(name, before.revision, after.revision) for name in before.parts if name not in kept)
    # A correction may have what a later revision took out: then it is not gone.
    gone = tuple(one for one in known.gone if one.name not in kept)
    return Amendments(now, names, (*gone, *went))


def _moved(before: Hashes, after: _Text) -> set[str]:
    """The clauses that stand elsewhere among those that both texts have."""
    place = {name: number for number, name in enumerate(before)}
    common: Sequence[str] = [name for name in after.parts if _before(after, name) in place]
    kept = staying([place[_before(after, name)] for name in common])
    return {name for number, name in enumerate(common) if number not in kept}


def _before(after: _Text, name: str) -> str:
    """The id that a clause had in the text before."""
    return after.was.get(Text(name), name)
