"""The one form of a tree of inlines, and what of a marked one each of the two texts has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from press.inline import Deleted, Footnote, Inline, Inserted, Link, Run

Inlines = tuple[Inline, ...]

Piece = tuple[tuple[Inline, ...], Inline]
"""A run, a link or a footnote, and the marks around it, from the outermost: each a node without children."""

ATOMS = (Link, Footnote)
"""What is never divided: it is changed as a whole."""


def normal(inlines: Sequence[Inline]) -> Inlines:
    """The same words and marks in their one form: equal neighbours are one, and nothing is empty.

    Links and footnotes are never joined: two notes at one place are two.
    """
    return build(pieces(inlines))


def pieces(inlines: Iterable[Inline], marks: tuple[Inline, ...] = ()) -> Iterator[Piece]:
    """The words of a tree in their order, each with its marks."""
    for node in inlines:
        if isinstance(node, Run):
            if node.text:
                yield marks, node
        elif isinstance(node, ATOMS):
            yield marks, replace(node, children=normal(node.children))
        else:
            yield from pieces(node.children, (*marks, replace(node, children=())))


def build(found: Iterable[Piece], depth: int = 0) -> Inlines:
    """The tree of which these are the words; the opposite of `pieces`."""
    nodes: list[Inline] = []
    for mark, group in groupby(found, lambda piece: piece[0][depth] if len(piece[0]) > depth else None):
        if mark is not None and not isinstance(mark, Run):
            nodes.append(replace(mark, children=build(group, depth + 1)))
            continue
        for is_run, leaves in groupby((leaf for _, leaf in group), lambda leaf: isinstance(leaf, Run)):
            row = list(leaves)
            nodes += [Run("".join(leaf.text for leaf in row if isinstance(leaf, Run)))] if is_run else row
    return tuple(nodes)


def inserted(inlines: Sequence[Inline]) -> Inlines:
    """All the words as put in."""
    return (Inserted(normal(inlines)),) if normal(inlines) else ()


def deleted(inlines: Sequence[Inline]) -> Inlines:
    """All the words as taken out."""
    return (Deleted(normal(inlines)),) if normal(inlines) else ()


def accepted(inlines: Sequence[Inline]) -> Inlines:
    """What the later text has of marked words, in their one form."""
    return _resolved(inlines, Inserted, Deleted)


def rejected(inlines: Sequence[Inline]) -> Inlines:
    """What the earlier text has of marked words, in their one form."""
    return _resolved(inlines, Deleted, Inserted)


def _resolved(inlines: Sequence[Inline], kept: type[Inline], dropped: type[Inline]) -> Inlines:
    found: list[Inline] = []
    for node in inlines:
        if isinstance(node, kept) and not isinstance(node, Run):
            found += node.children
        elif not isinstance(node, dropped):
            found.append(node)
    return normal(found)


def without(inlines: Sequence[Inline], mark: type[Inserted] | type[Deleted]) -> Inlines:
    """Marked words without those of one mark; the other mark stays."""
    return normal([node for node in inlines if not isinstance(node, mark)])


def touched(inlines: Sequence[Inline]) -> bool:
    """Whether any of the words are marked as put in or taken out."""
    return any(isinstance(node, (Inserted, Deleted)) for node in inlines)


def stretches(inlines: Sequence[Inline]) -> int:
    """How many stretches are marked; what was taken out and what was put in its place are one."""
    marked = [node for node in inlines if isinstance(node, (Inserted, Deleted))]
    count = len(marked)
    for before, after in pairwise(inlines):
        count -= isinstance(before, Deleted) and isinstance(after, Inserted)
    return count


def relinked(inlines: Sequence[Inline], targets: Mapping[str, str]) -> Inlines:
    """The same words, with the links inside the document led to other ids: id -> id."""
    found: list[Inline] = []
    for node in inlines:
        if isinstance(node, Run):
            found.append(node)
        elif isinstance(node, Link) and node.target.startswith("#"):
            found.append(replace(node, target="#" + targets.get(node.target[1:], node.target[1:])))
        else:
            found.append(replace(node, children=relinked(node.children, targets)))
    return tuple(found)


def unlinked(inlines: Sequence[Inline]) -> Inlines:
    """The same words, with the links inside the document as their words alone."""
    return normal(list(_unlinked(inlines)))


def _unlinked(inlines: Sequence[Inline]) -> Iterator[Inline]:
    for node in inlines:
        if isinstance(node, Run):
            yield node
        elif isinstance(node, Link) and node.target.startswith("#"):
            yield from node.children
        else:
            yield replace(node, children=tuple(_unlinked(node.children)))
