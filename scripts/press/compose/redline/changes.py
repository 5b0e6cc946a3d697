"""What a redline changed, part by part: where, how, how often, and the words before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from press.compose.edition import Block, Mark, Section
from press.compose.redline.blocks import WHOLE
from press.compose.redline.inlines import (
    Inlines,
    accepted,
    deleted,
    inserted,
    normal,
    rejected,
    touched,
    unlinked,
    without,
)
from press.compose.redline.parts import all_items
from press.inline import Deleted, Inserted, Run


class Action(Enum):
    """What was done to a part; the name of the words that say so in `TemplateWords.redline`."""

    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    MOVED_CHANGED = "moved_changed"
    RENUMBERED = "renumbered"


@dataclass(frozen=True)
class Change:
    """All that was changed in one block, or in the heading of one section.

    `block` is its id in the content, the old one where it is gone. `target` is the id in the page of the place where
    the change is shown, for a moved part its new place. `place` and `what` are words; `place_before` is where it stood
    in the old text, and empty where `place` says that too. `count` is how many stretches are marked; what was taken out
    and what was put in its place are one, as are a whole part and both places of a moved one.

    `before` and `after` are paragraphs: a heading or caption with its number, a text, an item of a list, a row with
    ` | ` between its cells. Items and rows that are the same in both are left out. What differs stands in `Deleted` in
    the one and in `Inserted` in the other. Links inside the document are their words alone there.
    """

    block: str
    target: str
    place: str
    place_before: str
    action: Action
    what: str
    count: int
    before: tuple[Inlines, ...]
    after: tuple[Inlines, ...]


def before(part: Block | Section) -> tuple[Inlines, ...]:
    """The paragraphs that the old text had of a marked part."""
    return _side(part, Inserted)


def after(part: Block | Section) -> tuple[Inlines, ...]:
    """The paragraphs that the new text has of a marked part."""
    return _side(part, Deleted)


def _side(part: Block | Section, other: type[Inserted] | type[Deleted]) -> tuple[Inlines, ...]:
    units = (tuple(unlinked(without(text, other)) for text in unit) for unit in _units(part))
    return tuple(_row(unit) for unit in units if any(unit))


def _units(part: Block | Section) -> Iterator[tuple[Inlines, ...]]:
    """The paragraphs, each of one text, and the rows, each of its cells."""
    if part.title:
        yield (_heading(part),)
    if isinstance(part, Section):
        return
    yield (part.text,)
    items = [(item.text,) for item in all_items(part.items)]
    yield from [item for item in items if any(map(touched, item))] or items
    yield from (cells for cells in (part.head, *(row.cells for row in part.rows)) if any(map(touched, cells)))
    if part.mark in WHOLE and part.alternative:
        alternative = (Run(part.alternative),)
        yield (inserted(alternative) if part.mark is Mark.INSERTED else deleted(alternative),)


def _heading(part: Block | Section) -> Inlines:
    """The title with its number before it."""
    number: Inlines = (Run(f"{part.number} "),) if part.number else ()
    if part.mark is Mark.INSERTED:
        return inserted((*number, *accepted(part.title)))
    if part.mark is Mark.DELETED:
        return deleted((*number, *rejected(part.title)))
    if part.number_before:
        number = (Deleted((Run(part.number_before),)), Inserted((Run(part.number),)), Run(" "))
    return normal((*number, *part.title))


def _row(cells: tuple[Inlines, ...]) -> Inlines:
    return normal([node for number, cell in enumerate(cells) for node in (*[Run(" | ")] * (number > 0), *cell)])
