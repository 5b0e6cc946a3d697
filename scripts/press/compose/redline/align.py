"""Two texts -> which part of the one is which part of the other, and which of them were moved.

Parts that bear an id are told by it alone. A part was moved where it stands in another section, or in another order
among those that both texts have; as few as can be are, and of those the shortest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from press.compose.edition import Block, Section
from press.compose.redline.parts import size
from press.compose.redline.sequence import Pair, heaviest

FIRST = 10**9
"""Weighs more than all letters of a text: that few parts are moved comes before that they are short."""


@dataclass(frozen=True)
class Alignment:
    """Which parts of two texts belong together.

    `before` leads from the id of each part of the new text that the old one has too, to its id there; `after` leads
    back. `sections` are the places of the sections that stay where they stood. `blocks` has, by the new id of each
    section that both texts have, moved or not, the places in it of the blocks that stay in it. `stays` are the new ids
    of all these sections and blocks.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    sections: tuple[Pair, ...]
    blocks: Mapping[str, tuple[Pair, ...]]
    stays: frozenset[str]

    def moved(self, old: str) -> bool:
        """Whether the part with this old id stands elsewhere in the new text."""
        return old in self.after and self.after[old] not in self.stays


def align(old: Sequence[Section], new: Sequence[Section], was: Mapping[str, str]) -> Alignment:
    """`was` leads from new ids to old ones, where they differ. A section is never a block, whatever its id."""
    sections = _claimed((one.id for one in new), {one.id for one in old}, was)
    before = _claimed((block.id for block in _all(new)), {block.id for block in _all(old)}, was)
    place = {section.id: number for number, section in enumerate(old)}
    pairs = [(place[sections[one.id]], number) for number, one in enumerate(new) if one.id in sections]
    stay = _staying(pairs, lambda number: sum(map(size, new[number].blocks)))
    blocks = {new[b].id: _within(old[a], new[b], before) for a, b in pairs}
    stays = {new[b].id for _, b in stay} | {
        section.blocks[b].id for section in new if section.id in blocks for _, b in blocks[section.id]
    }
    before.update(sections)
    return Alignment(before, {old: new for new, old in before.items()}, stay, blocks, frozenset(stays))


def alike(old: Block, new: Block) -> bool:
    """Whether the words of one can be shown as a change of the other; else the one is struck and the other put in."""
    return _shape(old) == _shape(new)


def _shape(block: Block) -> tuple[str, bool, int, str, str]:
    return block.kind, block.ordered, len(block.head), block.picture, block.alternative


def _all(sections: Iterable[Section]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks


def _claimed(names: Iterable[str], known: set[str], was: Mapping[str, str]) -> dict[str, str]:
    """The old id of each new one that has one. What is declared goes before what is called the same."""
    asked = list(names)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for candidates in ({name: was[name] for name in asked if name in was}, {name: name for name in asked}):
        for name, old in candidates.items():
            if name not in found and old in known and old not in taken:
                found[name] = old
                taken.add(old)
    return found


def _within(old: Section, new: Section, before: Mapping[str, str]) -> tuple[Pair, ...]:
    place = {block.id: number for number, block in enumerate(old.blocks)}
    pairs = [
        (place[before[block.id]], number) for number, block in enumerate(new.blocks) if before.get(block.id) in place
    ]
    return _staying(pairs, lambda number: size(new.blocks[number]))


def _staying(pairs: Sequence[Pair], weigh: Callable[[int], int]) -> tuple[Pair, ...]:
    if all(a < b for (a, _), (b, _) in pairwise(pairs)):
        return tuple(pairs)
    weights = [FIRST + weigh(number) for _, number in pairs]
    return tuple(pairs[position] for position in heaviest([place for place, _ in pairs], weights))
