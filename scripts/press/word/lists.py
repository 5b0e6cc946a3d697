"""ul, ol -> paragraphs of Word's list styles. Each ol is a list of its own, so that it begins at 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from press.word.changes import accepted
from press.word.context import Context, Node, Scope, blank, elements, name_of, new_list, nodes
from press.word.look import Style
from press.word.ooxml import el
from press.word.paragraphs import paragraph, space

BULLETS = (Style.BULLET_1, Style.BULLET_2, Style.BULLET_3)
NUMBERS = (Style.NUMBER_1, Style.NUMBER_2, Style.NUMBER_3)
CONTINUED = (Style.CONTINUE_1, Style.CONTINUE_2, Style.CONTINUE_3)


AFTER_LIST = 160
"""Space below a list, in twips; between its items there is less."""


def listing(element: etree._Element, context: Context, scope: Scope) -> Iterable[etree._Element]:
    """A list, its items in order, each with the lists that it holds."""
    made = list(_list(element, context, scope))
    if made:
        space(accepted(made)[-1], "after", AFTER_LIST)
    return made


def _list(element: etree._Element, context: Context, scope: Scope) -> Iterator[etree._Element]:
    if scope.depth >= len(BULLETS):
        context.problem(
            element,
            "T250",
            f"Lists are nested {scope.depth + 1} deep.",
            f"Word's list styles go {len(BULLETS)} deep.",
        )
        return
    style = (NUMBERS if element.tag == "ol" else BULLETS)[scope.depth]
    if name_of(element) == "ol.sources":
        style = Style.SOURCES
    number = new_list(context.look, style, scope.depth) if element.tag == "ol" else None
    for item in elements(context, element):
        if name_of(item) != "li":
            context.problem(item, "T241", f"The Word writer has no <{name_of(item)}> in a list.", "It knows li.")
            continue
        yield from _item(item, context, scope.at(item, context), style, number)


def _item(
    item: etree._Element, context: Context, scope: Scope, style: Style, number: int | None
) -> Iterator[etree._Element]:
    if item.get("id"):
        context.anchors.pending.append(item.get("id"))
    first = True
    for part in _parts(item):
        if isinstance(part, list):
            counted = first and number is not None
            about = [el("w:numPr", el("w:ilvl", val=scope.depth), el("w:numId", val=number))] if counted else []
            yield paragraph(part, context, scope, style if first else CONTINUED[scope.depth], *about)
            first = False
        else:
            if part.get("id"):
                context.anchors.pending.append(part.get("id"))
            yield from _list(part, context, replace(scope.at(part, context), depth=scope.depth + 1))


def _parts(item: etree._Element) -> Iterator[list[Node] | etree._Element]:
    """An item's stretches of words and the lists between them. The first stretch is there even when it is empty."""
    words: list[Node] = []
    first = True
    for node in nodes(item):
        if isinstance(node, str) or node.tag not in ("ul", "ol"):
            words.append(node)
            continue
        if first or not all(blank(word) for word in words):
            yield words
        first, words = False, []
        yield node
    if first or not all(blank(word) for word in words):
        yield words
