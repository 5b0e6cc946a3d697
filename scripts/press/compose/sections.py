"""Sections and blocks, numbered: parts 1, 2, 3; strategies 4.1, 4.2; figures and tables through the whole text."""

from __future__ import annotations

from press.compose.edition import Block, Entry, Item, Section, TableRow
from press.document import Block as Source
from press.document import Figure, List, Strategy, Table, Words
from press.document import Item as SourceItem
from press.inline import plain
from press.words import TemplateWords


class Numbering:
    """Counts what is numbered while the sections are composed."""

    def __init__(self, words: TemplateWords) -> None:
        self.words = words
        self.figures = 0
        self.tables = 0

    def sections(self, source: Words) -> tuple[Section, ...]:
        sections, number = [], 0
        for section in source.sections:
            number += section.title is not None
            shown = str(number) if section.title else ""
            blocks, strategies = [], 0
            for block in section.blocks:
                strategies += isinstance(block, Strategy)
                blocks.append(self._block(block, f"{shown}.{strategies}" if shown else str(strategies)))
            title = section.title.inlines if section.title else ()
            sections.append(Section(section.id, shown, title, tuple(blocks)))
        return tuple(sections)

    def _block(self, block: Source, number: str) -> Block:
        match block:
            case Strategy():
                return Block(block.id, block.kind, number, title=block.title.inlines, text=block.text.inlines)
            case List():
                ordered = block.order == "numbers"
                return Block(block.id, block.kind, items=_items(block.items, ordered), ordered=ordered)
            case Table():
                self.tables += 1
                caption = self.words.caption.table.format(number=self.tables)
                rows = tuple(TableRow(tuple(cell.inlines for cell in row)) for row in block.rows)
                head = tuple(cell.inlines for cell in block.head)
                return Block(block.id, block.kind, caption, title=block.title.inlines, head=head, rows=rows)
            case Figure():
                self.figures += 1
                caption = self.words.caption.figure.format(number=self.figures)
                title, alternative = block.title.inlines, block.alternative
                return Block(block.id, block.kind, caption, title=title, picture=block.picture, alternative=alternative)
            case _:
                return Block(block.id, block.kind, text=block.text.inlines)


def contents(sections: tuple[Section, ...]) -> tuple[Entry, ...]:
    """The entries of the contents: each titled section, and the strategies within it."""
    return tuple(
        Entry(
            section.id,
            section.number,
            plain(section.title),
            tuple(
                Entry(b.id, b.number, plain(b.title), language=b.language)
                for b in section.blocks
                if b.kind == "strategy"
            ),
            section.language,
        )
        for section in sections
        if section.title
    )


def _items(items: tuple[SourceItem, ...], ordered: bool) -> tuple[Item, ...]:
    return tuple(Item(item.text.inlines, _items(item.items, ordered), ordered) for item in items)
