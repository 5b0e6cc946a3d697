"""Words inside a paragraph -> runs.

A run has one character style at most, so what a second mark asks is written on the run itself. Runs that are inserted
or deleted stand inside a tracked change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from lxml import etree

from press.word.changes import Change
from press.word.context import Context, Node, Scope, name_of, nodes
from press.word.look import Style
from press.word.ooxml import el
from press.word.pieces import Marks, Piece, collapse

HYPHENS = {"\u00ad": "w:softHyphen", "\u2011": "w:noBreakHyphen"}
"""Characters that WordprocessingML has elements for (17.3.3.29, 17.3.3.18)."""
SCHEMES = ("https://", "http://", "mailto:")


Handler = Callable[[etree._Element, Context, Scope, Marks], Iterator[Piece]]


def runs(content: Sequence[Node], context: Context, scope: Scope, style: Style) -> list[etree._Element]:
    """The runs of one paragraph of the given style, links and bookmarks included."""
    marks = Marks(language=scope.language, change=scope.change)
    pieces = collapse(list(_pieces(content, context, scope, marks)))
    bold = context.look.bold(style)
    found: list[etree._Element] = []
    for link, group in groupby(pieces, key=lambda piece: piece.marks.link):
        linked = list(group)
        changes = {piece.marks.change for piece in linked}
        if link is None:
            found += _tracked(linked, context, bold)
        elif len(changes) == 1 and None not in changes:
            found += _changed_link(link, linked, context, bold)
        else:
            found.append(_hyperlink(link, _tracked(linked, context, bold), context, scope))
    return found


def _tracked(pieces: Sequence[Piece], context: Context, bold: bool) -> list[etree._Element]:
    """The runs of the pieces, those of one change inside it."""
    return [
        one
        for change, group in groupby(pieces, key=lambda piece: piece.marks.change)
        for one in context.marked(change, _made(group, context, bold))
    ]


def _made(pieces: Iterable[Piece], context: Context, bold: bool) -> list[etree._Element]:
    return [run for piece in pieces for run in (piece.made or (_run(piece, context, bold),))]


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
        start, end = context.bookmarked([identity], [])
        yield Piece(marks, made=(start,), solid=False)
        yield from made
        yield Piece(marks, made=(end,), solid=False)


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
    if marks.struck:
        properties.append(el("w:strike"))
    if marks.nowrap:
        properties.append(el("w:noProof"))  # Word does not hyphenate words that it does not proof
    if marks.underlined:
        properties.append(el("w:u", val="single"))
    if marks.language:
        properties.append(el("w:lang", val=marks.language))
    text = piece.text.replace(" ", "\u00a0").replace("-", "\u2011") if marks.nowrap else piece.text
    return text_run(text, properties)


def _hyperlink(link: etree._Element, made: list[etree._Element], context: Context, scope: Scope) -> etree._Element:
    """A link (17.16.22): inside the document by bookmark, out of it by relationship."""
    target = link.get("href", "")
    if target.startswith("#"):
        return el("w:hyperlink", *made, anchor=_bookmark(link, context), history=1)
    relation = context.relate(scope.part, target) if _outside(link, context) else None
    return el("w:hyperlink", *made, r_id=relation, history=1)


def _changed_link(link: etree._Element, pieces: Sequence[Piece], context: Context, bold: bool) -> list[etree._Element]:
    """A link that comes or goes as a whole: a field (17.16.5.25), as no tracked change may hold a `w:hyperlink`."""
    target = link.get("href", "")
    if target.startswith("#"):
        instruction = f'HYPERLINK \\l "{_bookmark(link, context)}"'
    else:
        escaped = re.sub(r'(["\\])', r"\\\1", target) if _outside(link, context) else ""  # 17.16.2
        instruction = f'HYPERLINK "{escaped}"'
    begin, code, separate, _, end = field(instruction, "")
    return context.marked(pieces[0].marks.change, [begin, code, separate, *_made(pieces, context, bold), end])


def _bookmark(link: etree._Element, context: Context) -> str | None:
    """The bookmark that a link within the document leads to."""
    name = context.anchors.names.get(link.get("href", "")[1:])
    if name is None:
        context.problem(link, "T245", f"The link to {link.get('href')} leads nowhere.", "No element has that id.")
    return name


def _outside(link: etree._Element, context: Context) -> bool:
    """Whether a link out of the document is one that a reader can follow."""
    target = link.get("href", "")
    if not target.startswith(SCHEMES):
        context.problem(
            link,
            "T245",
            f"The link to «{target}» is not one a reader can follow.",
            f"Begin it with {', '.join(SCHEMES)} or #.",
        )
    return target.startswith(SCHEMES)


def _changed(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    change = Change(element.tag)
    if marks.change is change.other:
        context.problem(element, "T250", f"<{change}> stands inside <{change.other}>.", "A word is one or the other.")
    return _pieces(nodes(element), context, scope, replace(marks, change=change))


def _emphasis(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    return _pieces(nodes(element), context, scope, replace(marks, emphasis=True))


def _strong(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    return _pieces(nodes(element), context, scope, replace(marks, strong=True))


def _plain(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    return _pieces(nodes(element), context, scope, marks)


def _nowrap(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    return _pieces(nodes(element), context, scope, replace(marks, nowrap=True))


def _differing(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    return _pieces(nodes(element), context, scope, replace(marks, underlined=True))


def _gone(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    return _pieces(nodes(element), context, scope, replace(marks, struck=True))


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
    context.notes.append((element, Scope(context.footnotes, marks.language, change=marks.change)))
    style = el("w:rStyle", val=context.look.id(Style.FOOTNOTE_REFERENCE))
    yield Piece(marks, made=(el("w:r", el("w:rPr", style), el("w:footnoteReference", id=len(context.notes))),))


def _page(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    yield Piece(marks, made=tuple(field("PAGE", "1")))


def _pages(element: etree._Element, context: Context, scope: Scope, marks: Marks) -> Iterator[Piece]:
    yield Piece(marks, made=tuple(field("NUMPAGES", str(max(context.page_numbers.values(), default=1)))))


INLINES: Mapping[str, Handler] = {
    "ins": _changed,
    "del": _changed,
    "em": _emphasis,
    "strong": _strong,
    "a": _link,
    "span": _plain,
    "span.no": _plain,
    "span.nowrap": _nowrap,
    "span.differs": _differing,
    "span.gone": _gone,
    "span.footnote": _footnote,
    "span.page": _page,
    "span.pages": _pages,
}
"""Every element and class that a paragraph may hold."""


def _hint() -> str:
    return f"It knows {', '.join(INLINES)}."
