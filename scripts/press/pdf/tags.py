"""The structure tree -> the objects of the PDF (ISO 32000-1, 14.7).

Stands in for WeasyPrint's own `add_tags`. Needs WeasyPrint; imported by `engine` alone.
"""

from __future__ import annotations

from typing import Any

import pydyf

from press.pdf.pieces import Piece
from press.pdf.roles import ROLE_MAP
from press.pdf.tree import Node

POINTS = 0.75
"""Points in a CSS pixel: 72 to 96 in the inch."""


class Tags:
    """Writes one tree into one PDF. `pages` are WeasyPrint's pages."""

    def __init__(self, pdf: pydyf.PDF, pages: list[Any], language: str) -> None:
        self.pdf = pdf
        self.pages = pages
        self.language = language
        self.marked: list[dict[int, bytes]] = [{} for _ in pages]
        self.annotations: list[bytes] = []
        self.names: dict[str, bytes] = {}

    def write(self, root: Node) -> None:
        """Add the tree, its parent tree, role map and name tree to the catalog."""
        parents, top = pydyf.Dictionary(), pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(parents)
        self.pdf.add_object(top)
        document = self._element(root, top.reference)
        top["K"] = pydyf.Array([document.reference])
        top["RoleMap"] = pydyf.Dictionary({name: f"/{role}" for name, role in ROLE_MAP.items()})
        top["ParentTree"] = parents.reference
        parents["Nums"] = self._parents()
        top["ParentTreeNextKey"] = len(self.pages) + len(self.annotations)
        if self.names:
            top["IDTree"] = pydyf.Dictionary({"Names": self._names()})
        self.pdf.catalog["StructTreeRoot"] = top.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        self.pdf.catalog["Lang"] = pydyf.String(self.language)

    def _element(self, node: Node, parent: bytes) -> pydyf.Dictionary:
        """The node as an indirect object, with everything below it."""
        written = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        self.pdf.add_object(written)
        home = next((kid.page for kid in node.kids if isinstance(kid, Piece)), None)
        if home is not None:
            written["Pg"] = self.pdf.page_references[home]
        self._describe(node, written)
        kids = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._element(kid, written.reference).reference)
            else:
                kids.append(self._content(kid, home, written.reference))
        for piece in node.links:
            annotation = piece.box.link_annotation or self._footnote_link(piece)
            if annotation is not None:
                kids.append(self._link(node, piece, annotation, written.reference))
        written["K"] = kids
        return written

    def _describe(self, node: Node, written: pydyf.Dictionary) -> None:
        if node.lang:
            written["Lang"] = pydyf.String(node.lang)
        if node.name:
            written["ID"] = pydyf.String(node.name)
            self.names[node.name] = written.reference
        if node.role == "Figure":
            written["Alt"] = pydyf.String(node.alt)
            piece = next(kid for kid in node.kids if isinstance(kid, Piece))
            node.attributes["Layout"]["BBox"] = f"[{self._rectangle(piece)}]"
        attributes = [
            pydyf.Dictionary({"O": f"/{owner}", **values}) for owner, values in node.attributes.items() if values
        ]
        if attributes:
            written["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)

    def _content(self, piece: Piece, home: int | None, owner: bytes) -> Any:
        """A marked-content identifier, with its page where that is not the element's own (14.7.4.2)."""
        assert piece.mcid is not None
        self.marked[piece.page][piece.mcid] = owner
        if piece.page == home:
            return piece.mcid
        page = self.pdf.page_references[piece.page]
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": piece.mcid})

    def _link(self, node: Node, piece: Piece, annotation: pydyf.Dictionary, owner: bytes) -> pydyf.Dictionary:
        """The reference from a Link to its annotation, which says what the link says (ISO 14289-1, 7.18.5)."""
        annotation["Contents"] = pydyf.String(node.alt)
        annotation["StructParent"] = len(self.pages) + len(self.annotations)
        self.annotations.append(owner)
        page = self.pdf.page_references[piece.page]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": page})

    def _footnote_link(self, piece: Piece) -> pydyf.Dictionary | None:
        """WeasyPrint links no footnotes: from the call in the line to the note below."""
        if piece.box.footnote is None:
            return None  # a link that leads nowhere; WeasyPrint has said so
        target = pydyf.String(piece.box.footnote.element.get("id"))
        annotation = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": f"[{self._rectangle(piece)}]",
                "BS": pydyf.Dictionary({"W": 0}),
                "Dest": target,
            }
        )
        self.pdf.add_object(annotation)
        page = self.pdf.objects[self.pdf.pages["Kids"][3 * piece.page]]
        page.setdefault("Annots", pydyf.Array()).append(annotation.reference)
        return annotation

    def _rectangle(self, piece: Piece) -> str:
        """Where the piece is on its page, in points from the lower left."""
        x, y, width, height = piece.box.hit_area()
        top = self.pages[piece.page].height
        edges = (x, top - y - height, x + width, top - y)
        return " ".join(f"{edge * POINTS:.3f}" for edge in edges)

    def _parents(self) -> pydyf.Array:
        """The number tree from marked content and annotations to their elements."""
        nums = pydyf.Array()
        for number, marked in enumerate(self.marked):
            nums += [number, pydyf.Array([marked[mcid] for mcid in range(len(marked))])]
        for number, owner in enumerate(self.annotations, len(self.pages)):
            nums += [number, owner]
        return nums

    def _names(self) -> pydyf.Array:
        names = pydyf.Array()
        for name, reference in sorted(self.names.items()):
            names += [pydyf.String(name), reference]
        return names
