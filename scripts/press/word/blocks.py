"""Block elements -> paragraphs and tables: the closed table of what stands between paragraphs' words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from lxml import etree

from press.word.changes import Change, accepted, kind_of, readings, stands
from press.word.contents import contents
from press.word.context import Context, Scope, elements, name_of, nodes
from press.word.figures import figure
from press.word.inline import runs
from press.word.lists import listing
from press.word.look import Style
from press.word.ooxml import el, find, qn, val
from press.word.paragraphs import compose, paragraph, space, split_number
from press.word.tables import table

Handler = Callable[[etree._Element, Context, Scope], Iterable[etree._Element]]

BETWEEN = 80
"""Space between two paragraphs of one box, in twips."""
AFTER_TABLE = 240
"""Space above words that follow a table, in twips: a table has none of its own."""


def block(element: etree._Element, context: Context, scope: Scope) -> Iterator[etree._Element]:
    """What one block element becomes."""
    handler = BLOCKS.get(name_of(element))
    if handler is None:
        known = ", ".join(BLOCKS)
        context.problem(element, "T241", f"The Word writer has no <{name_of(element)}>.", f"It knows {known}.")
        return
    if element.get("id"):
        context.anchors.pending.append(element.get("id"))
    yield from handler(element, context, scope.at(element, context))


def blocks(found: Iterable[etree._Element], context: Context, scope: Scope) -> list[etree._Element]:
    """What several block elements become."""
    return [one for element in found for one in block(element, context, scope)]


def part_tables(made: list[etree._Element], context: Context) -> list[etree._Element]:
    """The whole body with room behind its tables: two in a row would be one to Word, so a paragraph parts them.

    In a redline that holds for each reading: the paragraph is there where the tables are neighbours, and only there.
    """
    parted: list[etree._Element] = []
    after_table = dict.fromkeys(Change, False)
    for one in made:
        there = [reading for reading in Change if stands(one, reading)]
        between = [reading for reading in there if after_table[reading]]
        if one.tag == qn("w:tbl") and (between or (parted and parted[-1].tag == qn("w:tbl"))):
            parted.append(_parting(between, context))
        elif one.tag == qn("w:p") and Change.INSERTED in between and not _stands_off(one, context):
            space(one, "before", AFTER_TABLE)
        parted.append(one)
        after_table |= dict.fromkeys(there, one.tag == qn("w:tbl"))
    return parted


def _parting(between: list[Change], context: Context) -> etree._Element:
    """An empty paragraph that is there in some readings: what another keeps is marked to go with it."""
    marks = [context.mark(change) for change in Change if change.other not in between]
    return el("w:p", el("w:pPr", el("w:rPr", *marks))) if marks else el("w:p")


def _stands_off(one: etree._Element, context: Context) -> bool:
    """Whether the style of a paragraph gives it space above."""
    spacings = (find(style, "w:pPr/w:spacing") for style in context.look.chain(val(find(one, "w:pPr/w:pStyle"))))
    above = (found.get(qn("w:before")) for found in spacings if found is not None)
    return next((int(space) > 0 for space in above if space is not None), False)


def _inside(element: etree._Element, context: Context, scope: Scope) -> Iterable[etree._Element]:
    return blocks(elements(context, element), context, scope)


def _annex(element: etree._Element, context: Context, scope: Scope) -> Iterable[etree._Element]:
    return _inside(element, context, replace(scope, annex=True))


def _colophon(element: etree._Element, context: Context, scope: Scope) -> Iterable[etree._Element]:
    return _inside(element, context, replace(scope, text=Style.COLOPHON, colophon=True))


def _holding(style: Style) -> Handler:
    """A box around paragraphs: they take its style, and stand closer to each other than the box to its neighbours."""

    def handler(element: etree._Element, context: Context, scope: Scope) -> Iterable[etree._Element]:
        made = blocks(elements(context, element), context, replace(scope, text=style))
        for upper, lower in pairwise(accepted(made)):
            space(upper, "after", BETWEEN)
            space(lower, "before", 0)
        return made

    return handler


def _words(style: Style) -> Handler:
    """A paragraph with a style of its own."""

    def handler(element: etree._Element, context: Context, scope: Scope) -> Iterable[etree._Element]:
        yield paragraph(nodes(element), context, scope, style, *_kept(element))

    return handler


def _text(element: etree._Element, context: Context, scope: Scope) -> Iterable[etree._Element]:
    """An ordinary paragraph."""
    yield paragraph(nodes(element), context, scope, scope.text, *_kept(element))


def _kept(element: etree._Element) -> list[etree._Element]:
    """Keep a paragraph with what it announces: it ends with a colon, or a figure or table follows (17.3.1.15)."""
    following = element.getnext()
    announces = "".join(element.itertext()).rstrip().endswith(":")
    return [el("w:keepNext")] if following is not None and (announces or following.tag in ("figure", "table")) else []


def _heading(element: etree._Element, context: Context, scope: Scope) -> Iterable[etree._Element]:
    """A heading. Its number is Word's own, and must be the one that the page has."""
    numbers, rest = split_number(element)
    style = UNNUMBERED[element.tag] if numbers is None else HEADINGS[element.tag]
    if scope.colophon:
        style = Style.COLOPHON_HEADING
    elif scope.annex and style is Style.UNNUMBERED_1:
        style = Style.ANNEX_HEADING
    if numbers is not None:
        listed, level = context.look.numbering(style)
        for reading in readings(scope.change):
            ours = context.numbers[reading].next(level) if listed != "0" else ""
            if ours != numbers[reading]:
                hint = f"The look gives it «{ours}»." if ours else "Headings of this kind have no number in Word."
                message = f"The heading is numbered «{numbers[reading]}», which Word would not do."
                context.problem(element, "T249", message, hint)
    yield paragraph(rest, context, scope, style)


def _remark(element: etree._Element, context: Context, scope: Scope) -> Iterable[etree._Element]:
    """Words about the block behind them, that are no part of the text: a comment to it."""
    context.remarks.add(element)
    return ()


def _facts(element: etree._Element, context: Context, scope: Scope) -> Iterator[etree._Element]:
    """Pairs of term and description: one paragraph each, with a hanging tab instead of a table."""
    small = scope.colophon or kind_of(element) == "grounds"
    style = Style.COLOPHON_FACTS if small else Style.FACTS
    term: list[etree._Element] = []
    for child in elements(context, element):
        if child.get("id"):
            context.anchors.pending.append(child.get("id"))
        inner = scope.at(child, context)
        if name_of(child) == "dt":
            term = runs(nodes(child), context, inner, style)
            for run in (one for made in term for one in made.iter(qn("w:r"))):
                _style_term(run, context)
        elif name_of(child) == "dd":
            yield compose([*term, el("w:r", el("w:tab")), *runs(nodes(child), context, inner, style)], context, style)
            term = []
        else:
            context.problem(child, "T241", f"The Word writer has no <{name_of(child)}> in a dl.", "It knows dt, dd.")
    if term:
        context.problem(element, "T250", "A term (dt) has no description (dd) behind it.")


def _style_term(run: etree._Element, context: Context) -> None:
    if find(run, "w:rPr") is None:
        run.insert(0, el("w:rPr", el("w:rStyle", val=context.look.id(Style.FACT_TERM))))


HEADINGS = {"h1": Style.TITLE, "h2": Style.HEADING_1, "h3": Style.HEADING_2, "h4": Style.HEADING_3}
UNNUMBERED = {"h1": Style.TITLE, "h2": Style.UNNUMBERED_1, "h3": Style.UNNUMBERED_2, "h4": Style.UNNUMBERED_3}

BLOCKS: Mapping[str, Handler] = {
    "header.masthead": _inside,
    "p.alliance": _words(Style.ALLIANCE),
    "p.subtitle": _words(Style.SUBTITLE),
    "p.draft-mark": _words(Style.DRAFT_MARK),
    "dl.facts": _facts,
    "dl.grounds": _facts,
    "nav.contents": contents,
    "section": _inside,
    "section.lead": _inside,
    "section.annex": _annex,
    "section.strategy": _inside,
    "h1": _heading,
    "h2": _heading,
    "h3": _heading,
    "h4": _heading,
    "p": _text,
    "p.lead": _words(Style.LEAD),
    "p.note": _words(Style.SMALL_NOTE),
    "p.summary": _words(Style.SMALL_NOTE),
    "p.amended": _words(Style.AMENDED),
    "p.remark": _words(Style.LAGGING),
    "p.moved": _remark,
    "blockquote": _holding(Style.QUOTE),
    "blockquote.goal": _holding(Style.GOAL),
    "aside.note": _holding(Style.REMARK),
    "ul": listing,
    "ol": listing,
    "ol.sources": listing,
    "ol.changes": listing,
    "table": table,
    "table.history": table,
    "table.decisions": table,
    "table.plain": table,
    "table.clauses": table,
    "table.comparison": table,
    "table.register": table,
    "table.versions": table,
    "table.texts": table,
    "figure": figure,
    "figure.timeline": figure,
    "figure.overview": figure,
    "figure.picture": figure,
    "footer.colophon": _colophon,
}
"""Every element and class that may stand between paragraphs. `main` holds these, and so do most of them."""
