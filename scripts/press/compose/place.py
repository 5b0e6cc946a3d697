"""Where a section or block stands, in words: «punkt 2, ledd 3», «punkt 4.1», «Tabell 1»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from press.compose.edition import Block, Section
from press.inline import plain
from press.words import TemplateWords


def places(sections: Sequence[Section], words: TemplateWords) -> Mapping[str, str]:
    """The place of every section and block that has an id, by it."""
    found: dict[str, str] = {}
    for section in sections:
        found[section.id] = of_section(section, words)
        for number, block in ((n, one) for n, one in enumerate(section.blocks, 1) if one.id):
            found[block.id] = of_block(block, number, found[section.id], words)
    return found


def of_section(section: Section, words: TemplateWords) -> str:
    """«punkt 2», «Bakgrunn» where headings have no numbers, or the opening, which has no heading."""
    if not section.title:
        return words.redline.place_opening
    if not section.number:
        return plain(section.title)
    return words.redline.place_section.format(number=section.number)


def of_block(block: Block, number: int, section: str, words: TemplateWords) -> str:
    """A block by its own number where it has one, else as the so-and-so-many-th of its section."""
    if block.kind == "strategy":
        return words.redline.place_section.format(number=block.number)
    if block.number:
        return block.number
    return words.redline.place_block.format(section=section, number=number)
