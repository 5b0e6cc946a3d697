"""WeasyPrint's laid-out pages -> the pieces that were printed, laid against the page's own text.

Surprise: nothing here asks WeasyPrint where a line broke or a word was hyphenated. The drawn text is compared with
the text of the page, and what differs is either an ending we know (a swallowed blank, a hyphen at the end of a line,
a changed case) or a problem: a style sheet cannot hide, repeat or reword anything unnoticed.

Needs WeasyPrint; imported by `engine` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from lxml import etree
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from press.pdf.source import BLANKS, own_text, plain

Box = Any
"""A box of WeasyPrint, which ships no types."""

SOFT_HYPHEN = "\u00ad"

MARGINS = {"@top": "header", "@bottom": "footer"}
"""Margin boxes, by the beginning of their names, and what is in them; beside the text stand watermarks alone."""

NUMBERED = {"li::marker": "marker", "span::footnote-call": "call", "span::footnote-marker": "marker"}
"""Generated text that is content: the labels of list items and footnotes."""


@dataclass(eq=False)
class Piece:
    """A box that was printed: a stretch of text on one line, a picture, or an element that holds others.

    `artifact` is empty for content; otherwise it says what kind of furniture this is (`header`, `footer`,
    `watermark`, `layout`).
    `generated` tells whether the style sheet made the text (`marker`, `call`, `after`).
    `ending` is what the line left out after the text: a blank or a soft hyphen in the place of the drawn hyphen.
    `actual` is the page's own text where the drawn one differs in case.
    `mcid` is the marked-content identifier, once drawn; `compared` whether the text was laid against the page's.
    `turned` is the matrix of the transformed boxes that it stands in, if any.
    """

    page: int
    box: Box
    element: etree._Element | None
    artifact: str = ""
    generated: str = ""
    ending: str = ""
    actual: str = ""
    mcid: int | None = None
    compared: bool = False
    turned: Any = None

    @property
    def is_text(self) -> bool:
        return isinstance(self.box, boxes.TextBox)

    @property
    def is_drawn(self) -> bool:
        return isinstance(self.box, (boxes.TextBox, boxes.ReplacedBox))


class Pieces:
    """Reads the boxes of all pages in order; `mismatches` are sentences for what is not as the page says."""

    def __init__(self, body: etree._Element, elements: Mapping[Any, etree._Element]) -> None:
        self.elements = elements
        self.own = own_text(body)
        self.found: list[Piece] = []
        self.mismatches: list[str] = []
        self._head_on: dict[etree._Element, int] = {}

    def read(self, page_boxes: Iterable[Box]) -> list[Piece]:
        """All pieces of the document, in the order of the page's elements."""
        for number, page_box in enumerate(page_boxes):
            for child in page_box.children:
                self.found += self._walk(child, number, "", None)
        self._check_all_printed()
        return self.found

    def _walk(self, box: Box, page: int, artifact: str, turned: Any) -> Iterator[Piece]:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        artifact = artifact or self._furniture(box, page)
        if box.transformation_matrix:
            turned = box.transformation_matrix @ turned if turned else box.transformation_matrix
        if isinstance(box, boxes.LineBox):
            yield from self._line(box, page, artifact, turned)
            return
        piece = self._piece(box, page, artifact)
        piece.turned = turned
        yield piece
        for child in box.children:
            yield from self._walk(child, page, piece.artifact, turned)

    def _line(self, line: Box, page: int, artifact: str, turned: Any) -> list[Piece]:
        """The pieces of one line, with the blanks that the line swallowed."""
        pieces = [piece for child in line.children for piece in self._walk(child, page, artifact, turned)]
        texts = [piece for piece in pieces if piece.is_text and not piece.artifact and not piece.compared]
        for piece, following in zip_longest(texts, texts[1:]):
            piece.compared = True  # a line may hold a box with lines of its own
            if piece.generated:
                continue
            self._compare(piece, ends_line=following is None)
            if following is None or not following.box.text.startswith(" "):
                self._blank_after(piece, following)
        return pieces

    def _blank_after(self, piece: Piece, following: Piece | None) -> None:
        own = self.own[piece.element]
        swallowed = own.taken in own.spaced or (following is not None and following.generated == "after")
        if swallowed and not piece.ending and not piece.box.text.endswith(" "):
            piece.ending = " "

    def _piece(self, box: Box, page: int, artifact: str) -> Piece:
        tag = box.element_tag or ""
        pseudo = tag.partition("::")[2]
        generated = NUMBERED.get(tag, "")
        element = self.elements.get(box.element)
        if pseudo == "after" and tag == "a::after":
            generated = "after"  # the page number of a line in the contents
        elif pseudo and pseudo not in {"first-letter", "first-line"} and not generated:
            artifact = artifact or "layout"  # the style sheet's ornaments say nothing
        if isinstance(box, boxes.TextBox) and (not box.text.strip(" ") or box.style["visibility"] != "visible"):
            artifact = artifact or "layout"  # shows nothing
        return Piece(page, box, element, artifact, generated)

    def _furniture(self, box: Box, page: int) -> str:
        """What kind of furniture begins with this box: margin boxes, leaders, table heads on later pages."""
        if isinstance(box, boxes.MarginBox):
            return next((kind for edge, kind in MARGINS.items() if box.at_keyword.startswith(edge)), "watermark")
        if box.is_leader:
            return "layout"
        if box.element_tag == "thead" and isinstance(box, boxes.TableRowGroupBox):
            first = self._head_on.setdefault(self.elements[box.element], page)
            return "" if first == page else "layout"
        return ""

    def _compare(self, piece: Piece, *, ends_line: bool) -> None:
        """Take the text of the piece out of its element's own text, and note how the two differ."""
        own, drawn = self.own[piece.element], BLANKS.sub("", piece.box.text)
        hyphen = piece.box.style["hyphenate_character"]
        if own.left.startswith(drawn):
            own.taken += len(drawn)
        elif ends_line and drawn.endswith(hyphen) and _same(own.left, drawn[: -len(hyphen)]):
            length = len(drawn) - len(hyphen)
            if not own.left.startswith(drawn[: -len(hyphen)]):
                piece.actual = _spaced_as(piece.box.text[: -len(hyphen)], own.left) + SOFT_HYPHEN
            own.taken += length
            piece.ending = SOFT_HYPHEN
        elif _same(own.left, drawn):
            piece.actual = _spaced_as(piece.box.text, own.left)
            own.taken += len(drawn)
        else:
            self.mismatches.append(f"«{piece.box.text.strip()}» is printed where the page says «{own.left[:40]}».")

    def _check_all_printed(self) -> None:
        for element, own in self.own.items():
            running = any(e.get("class") == "running" for e in (element, *element.iterancestors()))
            if own.left and not running:
                shown = plain("".join(element.itertext()))[:60]
                self.mismatches.append(f"Not all of this <{element.tag}> is printed: «{shown}».")
        seen = {piece.element for piece in self.found if isinstance(piece.box, boxes.ReplacedBox)}
        for element in self.own:
            if element.tag == "img" and element not in seen:
                self.mismatches.append(f"The picture {element.get('src')} is not printed.")


def _same(own: str, drawn: str) -> bool:
    """Whether the page's text begins with what is drawn, if letters are compared whatever their case."""
    start = own[: len(drawn)]
    return len(start) == len(drawn) and all(
        a == b or a.upper() == b or a.lower() == b for a, b in zip(start, drawn, strict=True)
    )


def _spaced_as(drawn: str, own: str) -> str:
    """The page's own letters with the blanks of what is drawn."""
    letters = iter(own)
    return "".join(c if BLANKS.fullmatch(c) else next(letters) for c in drawn)
