"""nav.contents -> Word's table of contents, filled in.

The field is what Word would make of the headings itself, with the entries and page numbers already there, so that it is
right when opened and still can be updated. Page numbers are those of the PDF made from the same page.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from press.word.changes import Change
from press.word.context import Context, Scope, elements, name_of, nodes
from press.word.inline import field, runs
from press.word.look import Style
from press.word.ooxml import el
from press.word.paragraphs import compose, paragraph, split_number

LEVELS = (Style.CONTENTS_1, Style.CONTENTS_2, Style.CONTENTS_3)


def contents(element: etree._Element, context: Context, scope: Scope) -> Iterator[etree._Element]:
    """A content control that Word knows as a table of contents (17.5.2, 17.16.5.68)."""
    made: list[etree._Element] = []
    entries: list[etree._Element] = []
    for child in elements(context, element):
        inner = scope.at(child, context)
        if name_of(child) == "h2":
            made.append(paragraph(nodes(child), context, inner, Style.CONTENTS_HEADING))
        elif name_of(child) == "ol":
            entries += _entries(child, context, inner, 0)
        else:
            context.problem(
                child,
                "T241",
                f"The Word writer has no <{name_of(child)}> in nav.contents.",
                "It knows h2, ol.",
            )
    if entries:
        depth = 1 + max(_depth(child) for child in element if child.tag == "ol")
        begin, instruction, separate, _, end = field(f'TOC \\o "1-{depth}" \\h \\z \\u', "")
        for position, run in enumerate((begin, instruction, separate)):
            entries[0].insert(1 + position, run)  # behind the paragraph's properties
        entries[-1].append(end)
    gallery = el("w:docPartObj", el("w:docPartGallery", val="Table of Contents"), el("w:docPartUnique"))
    yield el("w:sdt", el("w:sdtPr", el("w:id", val=1), gallery), el("w:sdtContent", *made, *entries))


def _depth(listing: etree._Element) -> int:
    """Levels of lists inside a list."""
    return max((1 + _depth(inner) for item in listing for inner in item if inner.tag == "ol"), default=0)


def _entries(listing: etree._Element, context: Context, scope: Scope, level: int) -> Iterator[etree._Element]:
    if level >= len(LEVELS):
        context.problem(
            listing,
            "T250",
            f"The contents are {level + 1} deep.",
            f"Word's contents styles go {len(LEVELS)} deep.",
        )
        return
    for item in elements(context, listing):
        if item.tag != "li":
            context.problem(item, "T241", f"The Word writer has no <{item.tag}> in a list of contents.", "It knows li.")
            continue
        for child in elements(context, item):
            inner = scope.at(child, context)
            if name_of(child) == "a":
                yield _entry(child, context, inner, LEVELS[level])
            elif name_of(child) == "ol":
                yield from _entries(child, context, inner, level + 1)
            else:
                context.problem(
                    child,
                    "T241",
                    f"The Word writer has no <{name_of(child)}> in an entry of the contents.",
                    "It knows a, ol.",
                )


def _entry(link: etree._Element, context: Context, scope: Scope, style: Style) -> etree._Element:
    """One line: number, title, page number, all of it a link."""
    target = link.get("href", "")
    name = context.anchors.names.get(target.removeprefix("#"))
    page = context.page_numbers.get(target.removeprefix("#"))
    if name is None or not target.startswith("#"):
        context.problem(
            link,
            "T245",
            f"The contents lead to «{target}», which is nowhere in the document.",
            "No element has that id.",
        )
    elif page is None:
        context.problem(link, "T251", f"No page number is known for {target}.", "The PDF of the same page gives them.")
    numbers, rest = split_number(link)
    number = "" if numbers is None else numbers[Change.INSERTED]
    numbered = [el("w:r", el("w:t", number)), el("w:r", el("w:tab"))] if number else []
    words = runs(rest, context, scope, style)
    shown = [el("w:r", el("w:tab")), *field(f"PAGEREF {name} \\h", str(page))]
    return compose([el("w:hyperlink", *numbered, *words, *shown, anchor=name, history=1)], context, style)
