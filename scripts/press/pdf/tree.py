"""Printed pieces -> the structure tree, in the shape of the page's elements.

The skeleton is the HTML itself, so what the layout took apart is whole again: a paragraph over two pages is one P,
a table over three is one Table, a link over two lines is one Link. Knows nothing of WeasyPrint but its boxes' styles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from press.pdf.roles import DECORATIONS, roles, running
from press.pdf.source import is_footnote, plain

if TYPE_CHECKING:  # needs WeasyPrint
    from press.pdf.pieces import Piece

NUMBERING = {
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
}
"""CSS list styles and what ISO 32000-1, table 347 calls them. A marker of one's own counts as a Disc in a `ul`."""


@dataclass(eq=False)
class Node:
    """A structure element. `attributes` are its attribute objects by owner, as names and numbers of PDF."""

    role: str
    element: etree._Element | None = None
    kids: list[Node | Piece] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    lang: str = ""
    alt: str = ""
    name: str = ""
    links: list[Piece] = field(default_factory=list)

    def descendants(self) -> Iterator[Node]:
        """The node and every node below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.descendants()


class Tree:
    """Grows the structure tree piece by piece; `mismatches` are sentences for what does not fit."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self.mismatches: list[str] = []
        self._inner: dict[etree._Element, Node] = {}
        self._outer: dict[etree._Element, Node] = {}
        self._notes: dict[etree._Element, Node] = {}

    def grow(self, pieces: list[Piece]) -> Node:
        """The root of the tree with every piece that is content in its place."""
        for piece in pieces:
            if piece.artifact or piece.element is None:
                continue
            if any(running(e) for e in (piece.element, *piece.element.iterancestors())):
                self.mismatches.append(f"{piece.element.tag}.running stands in the text, not in the margin.")
                continue
            node = self._place(piece)
            if piece.is_drawn:
                node.kids.append(piece)
            self._describe(node, piece)
        self._put_in_order()
        return self.root

    def _put_in_order(self) -> None:
        """Elements in the page's own order, where a layout in columns or over pages has printed them otherwise."""
        some = next((node.element for node in self.root.descendants() if node.element is not None), None)
        if some is None:
            return
        place = {element: number for number, element in enumerate(some.getroottree().iter())}
        for node in self.root.descendants():
            below = [kid for kid in node.kids if isinstance(kid, Node)]
            places = [place[kid.element] for kid in below if kid.element is not None]
            if places == sorted(places):
                continue
            if len(below) < len(node.kids):
                tag = "document" if node.element is None else f"<{node.element.tag}>"
                self.mismatches.append(f"The parts of a {tag} are printed in another order.")
            node.kids.sort(key=lambda kid: place[kid.element])

    def _place(self, piece: Piece) -> Node:
        element = piece.element
        assert element is not None
        if is_footnote(element):
            return self._footnote(element, piece)
        node = self._node(element)
        if piece.generated == "marker" and element.tag == "li":
            return self._label(self._outer[element])
        return node

    def _node(self, element: etree._Element) -> Node:
        """The node that the content of an element goes into, made on first sight."""
        if element in self._inner:
            return self._inner[element]
        if is_footnote(element):
            return self._footnote(element, None)
        parent = element.getparent()
        above = self.root if parent is None else self._node(parent)
        self._inner[element] = self._grown(element, above)
        return self._inner[element]

    def _grown(self, element: etree._Element, above: Node) -> Node:
        types = self._roles(element)
        if element.tag == "dd" and (term := _term(element)) is not None:
            self._node(term)  # which may come on a later page
            above = self._outer[term]  # dt and dd are one LI
        elif element.tag == "dd":
            types = ("LI", *types)
        node = above
        for number, role in enumerate(types):
            node.kids.append(made := Node(role, element))
            if role in DECORATIONS:
                made.attributes["Layout"] = {"TextDecorationType": f"/{DECORATIONS[role]}"}
            if number == 0:
                made.lang = _own_language(element)
                self._outer[element] = made
            node = made
        return node

    def _roles(self, element: etree._Element) -> tuple[str, ...]:
        try:
            return roles(element)
        except KeyError:
            self.mismatches.append(f"The PDF has no structure type for <{element.tag}>.")
            return ()

    def _label(self, item: Node) -> Node:
        """The Lbl of a list item, before its LBody."""
        first = item.kids[0] if item.kids else None
        if isinstance(first, Node) and first.role == "Lbl":
            return first
        item.kids.insert(0, label := Node("Lbl", item.element))
        return label

    def _footnote(self, element: etree._Element, piece: Piece | None) -> Node:
        """A footnote is a Reference in the line and, right after it, a Note with an ID (14.8.4.4.1)."""
        if element not in self._notes:
            parent = element.getparent()
            assert parent is not None
            above = self._node(parent)
            link = Node("Link", element)
            note = Node("Note", element, lang=_own_language(element))
            assert piece is not None, "a footnote is called before it is printed"
            note.name = piece.box.element.get("id")
            above.kids += [Node("Reference", element, [link]), note]
            self._notes[element], self._outer[element], self._inner[element] = note, link, note
        if piece is not None and piece.generated == "call":
            return self._outer[element]
        if piece is not None and piece.generated == "marker":
            return self._label(self._notes[element])
        return self._notes[element]

    def _describe(self, node: Node, piece: Piece) -> None:
        """What a node says of itself besides its text."""
        element, box = piece.element, piece.box
        assert element is not None
        if node.role == "Link":
            node.alt = node.alt or plain("".join(element.itertext()))
            if not piece.is_text and piece.box.element_tag in {"a", "span::footnote-call"}:
                node.links.append(piece)
        elif node.role == "Figure":
            node.alt = element.get("alt", "")
            node.attributes["Layout"] = {"Placement": "/Block"}
        elif node.role == "L":
            node.attributes["List"] = {"ListNumbering": f"/{_numbering(element, box.style)}"}
        elif node.role in {"TH", "TD"}:
            node.attributes["Table"] = dict(_cell(element, box.colspan, box.rowspan))


def _term(element: etree._Element) -> etree._Element | None:
    """The `dt` that a `dd` belongs to."""
    return next((e for e in element.itersiblings("dt", preceding=True)), None)


def _own_language(element: etree._Element) -> str:
    """The language of an element where it is another than around it."""
    lang = element.get("lang", "")
    around = next((e.get("lang", "") for e in element.iterancestors() if e.get("lang")), "")
    return "" if lang == around else lang


def _numbering(element: etree._Element, style: Mapping[str, object]) -> str:
    named = style["list_style_type"]
    if element.tag == "dl" or named == "none":
        return "None"
    return NUMBERING.get(str(named), "Disc" if element.tag == "ul" else "Decimal")


def _cell(element: etree._Element, colspan: int, rowspan: int) -> Iterator[tuple[str, str]]:
    if element.tag == "th":
        yield "Scope", "/Row" if element.get("scope", "").startswith("row") else "/Column"
    if colspan != 1:
        yield "ColSpan", str(colspan)
    if rowspan != 1:
        yield "RowSpan", str(rowspan)
