"""Sections and blocks as wholes: all their words in one go, marked or plain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from press.compose.edition import Block, Item, Mark, Section, TableRow
from press.compose.redline.inlines import Inlines, deleted, inserted
from press.inline import plain

Change = Callable[[Inlines], Inlines]


def every(block: Block, change: Change, mark: Mark = Mark.NONE) -> Block:
    """The block with each of its texts changed, and with a mark on itself and on each of its items and rows."""
    return replace(
        block,
        title=change(block.title),
        text=change(block.text),
        items=tuple(every_item(item, change, mark) for item in block.items),
        head=tuple(change(cell) for cell in block.head),
        rows=tuple(every_row(row, change, mark) for row in block.rows),
        number_before="",
        anchor="",
        mark=mark,
        moved=None,
        amended="",
    )


def every_item(item: Item, change: Change, mark: Mark) -> Item:
    """The item with all that stands below it."""
    below = tuple(every_item(one, change, mark) for one in item.items)
    return replace(item, text=change(item.text), items=below, mark=mark)


def every_row(row: TableRow, change: Change, mark: Mark) -> TableRow:
    """The row with all its cells."""
    return TableRow(tuple(change(cell) for cell in row.cells), mark)


def heading(section: Section, change: Change, mark: Mark, blocks: Iterable[Block]) -> Section:
    """The section with its title changed, a mark on its heading, and these blocks."""
    return Section(section.id, section.number, change(section.title), tuple(blocks), mark=mark)


def new_block(block: Block) -> Block:
    """The block, wholly put in."""
    return every(block, inserted, Mark.INSERTED)


def old_block(block: Block) -> Block:
    """The block, wholly taken out."""
    return every(block, deleted, Mark.DELETED)


def texts(block: Block) -> Iterator[Inlines]:
    """All the texts of a block, in reading order."""
    yield from (block.title, block.text)
    yield from (item.text for item in all_items(block.items))
    yield from block.head
    for row in block.rows:
        yield from row.cells


def all_items(items: Iterable[Item]) -> Iterator[Item]:
    """Every item of a list, in reading order, with those below it."""
    for item in items:
        yield item
        yield from all_items(item.items)


def size(block: Block) -> int:
    """How long a block is, in letters."""
    return sum(len(plain(text)) for text in texts(block))
