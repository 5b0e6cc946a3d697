"""A redline -> the text after it, or before it: what a reader has who accepts, or rejects, all that is marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from press.compose.edition import Block, Item, Mark, Section
from press.compose.redline.inlines import accepted, normal, rejected, relinked
from press.compose.redline.parts import Change, every


def bare(sections: Iterable[Section]) -> tuple[Section, ...]:
    """A text in its one form, for comparing: no marks, no anchors, nothing on when it was changed."""
    return _Reading(normal).sections(sections)


def accept(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The new text: `accept(redline(old, new, …).sections) == bare(new)`."""
    return _Reading(accepted, Mark.DELETED).sections(sections)


def reject(sections: Iterable[Section], names: Mapping[str, str]) -> tuple[Section, ...]:
    """The old text: `reject(redlined.sections, redlined.names) == bare(old)`.

    `names` leads from ids in the redline to those that the old text has for the same.
    """
    return _Reading(lambda words: relinked(rejected(words), names), Mark.INSERTED, names).sections(sections)


@dataclass(frozen=True)
class _Reading:
    """One way to read a redline: what becomes of words, and the mark of the parts that are left out."""

    change: Change
    dropped: Mark | None = None
    names: Mapping[str, str] | None = None

    def sections(self, sections: Iterable[Section]) -> tuple[Section, ...]:
        return tuple(
            Section(self._id(one), self._number(one), self.change(one.title), self._blocks(one.blocks))
            for one in sections
            if one.mark is not self.dropped
        )

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(
            replace(every(self._kept(one), self.change), id=self._id(one), number=self._number(one))
            for one in blocks
            if one.mark is not self.dropped
        )

    def _kept(self, block: Block) -> Block:
        rows = tuple(row for row in block.rows if row.mark is not self.dropped)
        return replace(block, items=self._items(block.items), rows=rows)

    def _items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(replace(item, items=self._items(item.items)) for item in items if item.mark is not self.dropped)

    def _id(self, part: Section | Block) -> str:
        """What is shown as taken out bears its old id already."""
        return part.id if part.mark is Mark.DELETED or not self.names else self.names.get(part.id, part.id)

    def _number(self, part: Section | Block) -> str:
        return part.number_before if self.names is not None and part.number_before else part.number
