"""Words inside a paragraph -> runs.

Blanks are collapsed as HTML does, across the borders of elements. A run has one character style at most, so what a
second mark asks is written on the run itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from press.word.context import Context, Node, Scope, name_of, nodes
from press.word.look import Style
from press.word.ooxml import el

BLANKS = re.compile(r"[ \t\n\r\f]+")
HYPHENS = {"\u00ad": "w:softHyphen", "\u2011": "w:noBreakHyphen"}
"""Characters that WordprocessingML has elements for (17.3.3.29, 17.3.3.18)."""
SCHEMES = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class Marks:
    """What holds for a stretch of words."""

    strong: bool = False
    emphasis: bool = False
    nowrap: bool = False
    language: str = ""
    link: etree._Element | None = None


@dataclass(frozen=True)
class Piece:
    """Words, or elements ready made; the latter are `solid` where blanks on both their sides count."""

    marks: Marks
    text: str = ""
    made: tuple[etree._Element, ...] = ()
    solid: bool = True


Handler = Callable[[etree._Element, Context, Scope, Marks], Iterator[Piece]]


def runs(content: Sequence[Node], context: Context, scope: Scope, style: Style) -> list[etree._Element]:
    """The runs of one paragraph of the given style, links and bookmarks included."""
    pieces = _collapse(list(_pieces(content, context, scope, Marks(language=scope.language))))
    bold = context.look.bold(style)
    found: list[etree._Element] = []
    for link, group in groupby(pieces, key=lambda piece: piece.marks.link):
        made = [run for piece in group for run in (piece.made or (_run(piece, context, bold),))]
        found += made if link is None else [_hyperlink(link, made, context, scope)]
    return found


def text_run(text: str, properties: Sequence[etree._Element] = ()) -> etree._Element:
    """A run of plain text (17.3.2.25)."""
    run = el("w:r", *([el("w:rPr", *properties)] if properties else []))
    for part in re.split("([\u00ad\u2011])", text):
        if part in HYPHENS:
            run.append(el(HYPHENS[part]))
        elif part:
            run.append(el("w:t", part, xml_space="preserve" if part != part.strip() else None))
    return run


def field(instruction: str, result: str, style: str | None = None) -> list[etree._Element]:
    """A complex field with the result that shows until somebody updates it (17.16.18)."""

    def run(child: etree._Element) -> etree._Element:
        return el("w:r", el("w:rPr", el("w:rStyle", val=style)), child) if style else el("w:r", child)

    return [
        run(el("w:fldChar", fldCharType="begin")),
        run(el("w:instrText", f" {instruction} ", xml_space="preserve")),
        run(el("w:fldChar", fldCharType="separate")),
        run(el("w:t", result)),
        run(el("w:fldChar", fldCharType="end")),
    ]


def _pieces(content: Sequence[Node], context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    for node in content:
        if isinstance(node, str):
            yield Piece(marks, node)
            continue
        handler = INLINES.get(name_of(node))
        if handler is None:
            context.problem(node, "T241", f"The Word writer has no <{name_of(node)}> inside a paragraph.", _hint())
            continue
        inner = replace(marks, language=context.language(node)) if node.get("lang") else marks
        made = list(handler(node, context, scope, inner))
        identity = node.get("id")
        if identity is None:
            yield from made
            continue
        start, end = context.anchors.wrap([identity], [])
        yield Piece(marks, made=(start,), solid=False)
        yield from made
        yield Piece(marks, made=(end,), solid=False)


def _collapse(pieces: list[Piece]) -> list[Piece]:
    """The pieces with blanks as HTML shows them: one between words, none at the ends (CSS Text 3, 4.1.1)."""
    found: list[Piece] = []
    after_blank, last = True, -1
    for piece in pieces:
        if piece.made:
            after_blank = after_blank and not piece.solid
            found.append(piece)
            continue
        text = BLANKS.sub(" ", piece.text)
        text = text[1:] if after_blank and text.startswith(" ") else text
        if not text:
            continue
        after_blank, last = text.endswith(" "), len(found)
        found.append(replace(piece, text=text))
    if last >= 0 and after_blank:
        found[last] = replace(found[last], text=found[last].text[:-1])
    return [piece for piece in found if piece.made or piece.text]


def _run(piece: Piece, context: Context, bold: bool) -> etree._Element:
    marks, look = piece.marks, context.look
    styles = (
        [Style.HYPERLINK] * (marks.link is not None) + [Style.STRONG] * marks.strong + [Style.EMPHASIS] * marks.emphasis
    )
    style = next(iter(styles), None)
    properties = [] if style is None else [el("w:rStyle", val=look.id(style))]
    if marks.strong and (bold or style is not Style.STRONG):
        properties += [el("w:b"), el("w:bCs")]
    if marks.emphasis and style is not Style.EMPHASIS:
        properties += [el("w:i"), el("w:iCs")]
    if marks.nowrap:
        properties.append(el("w:noProof"))  # Word does not hyphenate words that it does not proof
    if marks.language:
        properties.append(el("w:lang", val=marks.language))
    text = piece.text.replace(" ", "\u00a0").replace("-", "\u2011") if marks.nowrap else piece.text
    return text_run(text, properties)


def _hyperlink(link: etree._Element, made: list[etree._Element], context: Context, scope: Scope) -> etree._Element:
    """A link (17.16.22): inside the document by bookmark, out of it by relationship."""
    target = link.get("href", "")
    if target.startswith("#"):
        name = context.anchors.names.get(target[1:])
        if name is None:
            context.problem(link, "T245", f"The link to {target} leads nowhere.", "No element has that id.")
        return el("w:hyperlink", *made, anchor=name, history=1)
    if not target.startswith(SCHEMES):
        context.problem(
            link,
            "T245",
            f"The link to «{target}» is not one a reader can follow.",
            f"Begin it with {', '.join(SCHEMES)} or #.",
        )
        return el("w:hyperlink", *made, history=1)
    return el("w:hyperlink", *made, r_id=context.relate(scope.part, target), history=1)


def _emphasis(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    return _pieces(nodes(element), context, scope, replace(marks, emphasis=True))


def _strong(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    return _pieces(nodes(element), context, scope, replace(marks, strong=True))


def _plain(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    return _pieces(nodes(element), context, scope, marks)


def _nowrap(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    return _pieces(nodes(element), context, scope, replace(marks, nowrap=True))


def _link(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    if marks.link is not None:
        context.problem(element, "T250", "A link stands inside a link.")
    if not "".join(element.itertext()).strip():
        context.problem(element, "T250", "A link holds no words.", "Name what it leads to.")
    return _pieces(nodes(element), context, scope, replace(marks, link=element))


def _footnote(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    """The mark of a native footnote (17.11.14); its words are written when the body is done."""
    if scope.part is not context.document:
        context.problem(element, "T250", "A footnote can stand in the body of the document only.")
        return
    context.notes.append(element)
    style = el("w:rStyle", val=context.look.id(Style.FOOTNOTE_REFERENCE))
    yield Piece(marks, made=(el("w:r", el("w:rPr", style), el("w:footnoteReference", id=len(context.notes))),))


def _page(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    yield Piece(marks, made=tuple(field("PAGE", "1")))


def _pages(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    yield Piece(marks, made=tuple(field("NUMPAGES", str(max(context.page_numbers.values(), default=1)))))


INLINES: Mapping[str, Handler] = {
    "em": _emphasis,
    "strong": _strong,
    "a": _link,
    "span": _plain,
    "span.no": _plain,
    "span.nowrap": _nowrap,
    "span.footnote": _footnote,
    "span.page": _page,
    "span.pages": _pages,
}
"""Every element and class that a paragraph may hold."""


def _hint() -> str:
    return f"It knows {', '.join(INLINES)}."
