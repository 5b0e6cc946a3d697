"""Words -> one paragraph: what every handler of blocks builds with."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from press.word.changes import Change, readings, said
from press.word.context import Context, Node, Scope, blank, name_of, nodes
from press.word.inline import field, runs, text_run
from press.word.look import Style
from press.word.ooxml import el, find, qn


def paragraph(
    content: Sequence[Node], context: Context, scope: Scope, style: Style, *properties: etree._Element
) -> etree._Element:
    """A paragraph of words, bookmarked for every id that waited for its first paragraph."""
    return compose(runs(content, context, scope, style), context, style, *properties, change=scope.change)


def compose(
    made: Sequence[etree._Element],
    context: Context,
    style: Style,
    *properties: etree._Element,
    change: Change | None = None,
) -> etree._Element:
    """A paragraph of runs (17.3.1.22). `properties` stand in the order of the schema (17.3.1.26).

    `change` is that of its mark: whether the paragraph is there when all is accepted, or rejected (17.13.5.15, .20).
    """
    named = [] if style is Style.NORMAL else [el("w:pStyle", val=context.look.id(style))]
    mark = [] if change is None else [el("w:rPr", context.mark(change))]
    about = [el("w:pPr", *named, *properties, *mark)] if named or properties or mark else []
    return el("w:p", *about, *context.bookmarked(context.anchors.take(), _remarked(made, context, change)))


def _remarked(made: Sequence[etree._Element], context: Context, change: Change | None) -> list[etree._Element]:
    """The content with the calls of the comments that waited for it (17.13.4.5). They go when their paragraph goes.

    A comment has no range: LibreOffice would keep an empty row, or the style of a heading, for the range's sake.
    """
    calls = [el("w:commentReference", id=number) for number in context.remarks.take()]
    style = context.look.id(Style.COMMENT_REFERENCE)
    return [*made, *context.marked(change, [el("w:r", el("w:rPr", el("w:rStyle", val=style)), one) for one in calls])]


def split_number(element: etree._Element) -> tuple[dict[Change, str] | None, list[Node]]:
    """The number that an element starts with (`span.no`) in each reading, None where it has none; and what follows."""
    content = nodes(element)
    words = [node for node in content if not blank(node)]
    first = words[0] if words else ""
    if isinstance(first, str) or name_of(first) != "span.no":
        return None, content
    return {reading: said(first, reading) for reading in Change}, content[content.index(first) + 1 :]


def space(made: etree._Element, side: str, twips: int) -> None:
    """Add space `before` or `after` a paragraph that has no spacing but that of its style (17.3.1.33)."""
    properties = find(made, "w:pPr")
    if properties is None:
        properties = el("w:pPr")
        made.insert(0, properties)
    found = find(properties, "w:spacing")
    if found is None:
        found = el("w:spacing")
        mark = find(properties, "w:rPr")
        properties.insert(len(properties) if mark is None else properties.index(mark), found)
    found.set(qn(f"w:{side}"), str(twips))


def caption(
    element: etree._Element, context: Context, scope: Scope, style: Style, *properties: etree._Element
) -> etree._Element:
    """A caption with its label and a SEQ field for its number, as Word's «Insert caption» makes it (17.16.5.56)."""
    labels, rest = split_number(element)
    inner = scope.at(element, context)
    numbered = [] if labels is None else _label(element, labels, context, inner)
    return compose([*numbered, *runs(rest, context, inner, style)], context, style, *properties, change=inner.change)


def _label(element: etree._Element, labels: dict[Change, str], context: Context, scope: Scope) -> list[etree._Element]:
    """The label, its number as a field, and the blank behind it. A number that differs is a change in the field."""
    there = readings(scope.change)
    kind = labels[there[0]].rpartition(" ")[0]
    numbers = {reading: labels[reading].rpartition(" ")[2] for reading in there}
    for reading in there:
        context.captions[reading][kind] += 1
        ours = f"{kind} {context.captions[reading][kind]}" if kind else ""
        if ours != labels[reading]:
            hint = f"Word would number it «{ours}»." if kind else "Write a word and a number: «Tabell 1»."
            message = f"The caption is numbered «{labels[reading]}», which Word would not do."
            context.problem(element, "T249", message, hint)
    named = context.look.id(Style.CAPTION_NUMBER)
    found = [
        text_run(f"{kind} ", [el("w:rStyle", val=named)]),
        *field(f"SEQ {kind.replace(' ', '_')} \\* ARABIC", numbers[there[0]], named),
        text_run(" "),
    ]
    if len(set(numbers.values())) > 1:
        results = {reading: text_run(numbers[reading], [el("w:rStyle", val=named)]) for reading in there}
        found[4:5] = [context.mark(reading, results[reading]) for reading in (Change.DELETED, Change.INSERTED)]
    return context.marked(scope.change, found)
