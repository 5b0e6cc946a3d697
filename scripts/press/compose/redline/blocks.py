"""A block before and after -> the same block with what differs marked: its texts, its items, its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from press.compose.edition import Block, Item, Mark, Section, TableRow
from press.compose.redline.inlines import Inlines, deleted, inserted, stretches, touched
from press.compose.redline.parts import every_item, every_row
from press.compose.redline.sequence import merged, twins
from press.compose.redline.words import diff
from press.inline import plain

WHOLE = (Mark.INSERTED, Mark.DELETED)

_WORD = re.compile(r"\w+")


def compared(old: Block, new: Block) -> Block:
    """The new block, marked. Both are of one shape (`align.alike`), and in their one form."""
    block = replace(
        new,
        title=diff(old.title, new.title),
        text=diff(old.text, new.text),
        items=_items(old.items, new.items),
        head=_cells(old.head, new.head),
        rows=_rows(old.rows, new.rows),
        number_before=old.number if old.number != new.number else "",
    )
    return replace(block, mark=Mark.CHANGED if changes(block) or block.number_before else Mark.NONE)


def compared_heading(old: Section, new: Section) -> Section:
    """The new section with its heading marked; its blocks are as they were."""
    section = replace(
        new, title=diff(old.title, new.title), number_before=old.number if old.number != new.number else ""
    )
    return replace(section, mark=Mark.CHANGED if touched(section.title) or section.number_before else Mark.NONE)


def changes(part: Section | Block) -> int:
    """How many stretches are marked in a heading or a block: of words, whole items with all below them, whole rows."""
    if part.mark in WHOLE:
        return 1
    if isinstance(part, Section):
        return stretches(part.title)
    words = (part.title, part.text, *part.head)
    return sum(map(stretches, words)) + _in_items(part.items) + sum(map(_in_row, part.rows))


def _in_items(items: Iterable[Item]) -> int:
    return sum(1 if item.mark in WHOLE else stretches(item.text) + _in_items(item.items) for item in items)


def _in_row(row: TableRow) -> int:
    return 1 if row.mark in WHOLE else sum(map(stretches, row.cells))


def _items(old: Sequence[Item], new: Sequence[Item]) -> tuple[Item, ...]:
    if old == new:
        return tuple(new)
    keys = (lambda item: item, lambda item: item.text)
    pairs = twins(old, new, keys, lambda item: _counted([item.text]), lambda a, b: a.ordered == b.ordered)
    found = []
    for before, after in merged(old, new, pairs):
        if before and after:
            text = diff(before.text, after.text)
            mark = Mark.CHANGED if touched(text) else Mark.NONE
            found.append(Item(text, _items(before.items, after.items), after.ordered, mark))
        elif before:
            found.append(every_item(before, deleted, Mark.DELETED))
        elif after:
            found.append(every_item(after, inserted, Mark.INSERTED))
    return tuple(found)


def _rows(old: Sequence[TableRow], new: Sequence[TableRow]) -> tuple[TableRow, ...]:
    if old == new:
        return tuple(new)
    keys = (lambda row: row.cells, lambda row: row.cells[:1])
    pairs = twins(old, new, keys, lambda row: _counted(row.cells), lambda a, b: len(a.cells) == len(b.cells))
    found = []
    for before, after in merged(old, new, pairs):
        if before and after:
            cells = _cells(before.cells, after.cells)
            found.append(TableRow(cells, Mark.CHANGED if any(map(touched, cells)) else Mark.NONE))
        elif before:
            found.append(every_row(before, deleted, Mark.DELETED))
        elif after:
            found.append(every_row(after, inserted, Mark.INSERTED))
    return tuple(found)


def _cells(old: Sequence[Inlines], new: Sequence[Inlines]) -> tuple[Inlines, ...]:
    return tuple(diff(before, after) for before, after in zip(old, new, strict=True))


def _counted(texts: Iterable[Inlines]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(plain(text).lower()))
