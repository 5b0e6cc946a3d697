"""Words -> one paragraph: what every handler of blocks builds with."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from press.word.context import Context, Node, Scope, blank, name_of, nodes
from press.word.inline import field, runs, text_run
from press.word.look import Style
from press.word.ooxml import el, find, qn


def paragraph(
    content: Sequence[Node], context: Context, scope: Scope, style: Style, *properties: etree._Element
) -> etree._Element:
    """A paragraph of words, bookmarked for every id that waited for its first paragraph."""
    return compose(runs(content, context, scope, style), context, style, *properties)


def compose(
    made: Sequence[etree._Element], context: Context, style: Style, *properties: etree._Element
) -> etree._Element:
    """A paragraph of runs (17.3.1.22). `properties` stand in the order of the schema (17.3.1.26)."""
    named = [] if style is Style.NORMAL else [el("w:pStyle", val=context.look.id(style))]
    about = [el("w:pPr", *named, *properties)] if named or properties else []
    return el("w:p", *about, *context.anchors.wrap(context.anchors.take(), made))


def split_number(element: etree._Element) -> tuple[str | None, list[Node]]:
    """The number that an element starts with (`span.no`), None where it has none, and the content behind it."""
    content = nodes(element)
    words = [node for node in content if not blank(node)]
    first = words[0] if words else ""
    if isinstance(first, str) or name_of(first) != "span.no":
        return None, content
    return " ".join("".join(first.itertext()).split()), content[content.index(first) + 1 :]


def space(made: etree._Element, side: str, twips: int) -> None:
    """Add space `before` or `after` a paragraph that has no spacing but that of its style (17.3.1.33)."""
    properties = find(made, "w:pPr")
    if properties is None:
        properties = el("w:pPr")
        made.insert(0, properties)
    found = find(properties, "w:spacing")
    if found is None:
        found = el("w:spacing")
        properties.append(found)
    found.set(qn(f"w:{side}"), str(twips))


def caption(
    element: etree._Element, context: Context, scope: Scope, style: Style, *properties: etree._Element
) -> etree._Element:
    """A caption with its label and a SEQ field for its number, as Word's «Insert caption» makes it (17.16.5.56)."""
    label, rest = split_number(element)
    inner = scope.at(element, context)
    words = runs(rest, context, inner, style)
    if label is None:
        return compose(words, context, style, *properties)
    kind, _, number = label.rpartition(" ")
    context.captions[kind] = context.captions.get(kind, 0) + 1
    if not kind or str(context.captions[kind]) != number:
        hint = (
            f"Word would number it «{kind} {context.captions[kind]}»."
            if kind
            else "Write a word and a number: «Tabell 1»."
        )
        context.problem(element, "T249", f"The caption is numbered «{label}», which Word would not do.", hint)
    named = context.look.id(Style.CAPTION_NUMBER)
    mark = [el("w:rStyle", val=named)]
    numbered = [text_run(f"{kind} ", mark), *field(f"SEQ {kind.replace(' ', '_')} \\* ARABIC", number, named)]
    return compose([*numbered, text_run(" "), *words], context, style, *properties)
