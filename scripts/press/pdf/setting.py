"""HTML -> PDF bytes by WeasyPrint, with our drawing and our tags in place of its own.

The only module that hands anything to WeasyPrint. Needs WeasyPrint; imported by `engine` alone.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
import weasyprint.pdf.stream
from lxml import etree
from weasyprint.anchors import rectangle_aabb
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from press.html.page import Page
from press.pdf import style
from press.pdf.drawing import Font, Stream
from press.pdf.fetcher import OwnPictures
from press.pdf.metadata import packet
from press.pdf.pieces import Box, Piece, Pieces
from press.pdf.source import BLANKS
from press.pdf.tags import Tags
from press.pdf.tree import Tree
from press.pdf.version import VERSION, changed
from press.problem import Wrong

PRODUCER = f"WeasyPrint {VERSION}"

STREAM = [
    "fonts",
    "page_rectangle",
    "resources",
    "images",
    "tags",
    "color_profiles",
    "output_intent",
    "args",
    "kwargs",
]

SEAMS: dict[tuple[ModuleType, str], list[str]] = {
    (weasyprint.pdf, "add_tags"): ["pdf", "document", "pdf_version", "page_streams"],
    (weasyprint.pdf, "Stream"): STREAM,
    (weasyprint.pdf.stream, "Stream"): STREAM,
}
"""What of WeasyPrint's own is replaced while a page is written, with the parameters it must take."""

RefusedError = FatalURLFetchingError
"""What WeasyPrint raises when a page reaches outside. Not an `Exception`: it must be caught by name."""


@dataclass(frozen=True)
class Set:
    """A page set and written. `mismatches` are sentences for what is not printed as the page has it; then the
    data is worth nothing."""

    data: bytes
    page_numbers: Mapping[str, int]
    pages: int
    mismatches: list[str]


@cache
def font_configuration() -> FontConfiguration:
    """One for the process: it finds no other fonts than ours."""
    return FontConfiguration()


@lru_cache(maxsize=8)
def sheets(css: str) -> tuple[list[weasyprint.CSS], CounterStyle]:
    """The style sheet parsed, on its ground. What is wrong in it is logged the first time only."""
    counters, shut = CounterStyle(), OwnPictures({})
    parsed = [
        weasyprint.CSS(string=text, font_config=font_configuration(), counter_style=counters, url_fetcher=shut)
        for text in (style.GROUND, css)
    ]
    return parsed, counters


def set_page(page: Page, fetcher: OwnPictures) -> Set:
    """The page as PDF. Raises `Wrong` with E402 when WeasyPrint is not built as we know it."""
    document, elements = _laid_out(page, fetcher)
    body = page.tree.find("body")
    assert body is not None, "the vocabulary has a body"
    reader, grower = Pieces(body, elements), Tree()
    pieces = reader.read(sheet._page_box for sheet in document.pages)
    root = grower.grow(pieces)
    mismatches = reader.mismatches + grower.mismatches + list(_off_the_paper(pieces, document.pages))
    if mismatches:
        return Set(b"", {}, len(document.pages), mismatches)

    def add_tags(pdf: pydyf.PDF, document: Any, pdf_version: Any, page_streams: list[Stream]) -> None:
        mismatches.extend(undrawn := _undrawn(pieces, page_streams))
        if not undrawn:
            Tags(pdf, document.pages, page.language).write(root)

    _one_annotation_per_link(document.pages, {piece.box for piece in pieces if piece.artifact})
    with _seams(add_tags, {piece.box: piece for piece in pieces if piece.is_drawn}):
        data = document.write_pdf(pdf_variant="pdf/a-2a")
    return Set(data, _page_numbers(document.pages, page.tree), len(document.pages), mismatches)


EDGE = 18.9
"""CSS pixels at the paper's edge in which no printer prints: 5 mm."""


def _off_the_paper(pieces: list[Piece], pages: Any) -> Iterator[str]:
    """Text that does not lie on the paper: too long for its line, or too much for its row."""
    for piece in pieces:
        if not piece.is_text:
            continue
        box, paper = piece.box, pages[piece.page]
        left, top, right, bottom = rectangle_aabb(piece.turned, box.position_x, box.position_y, box.width, box.height)
        beside = left < EDGE or right > paper.width - EDGE
        if beside or top < 0 or bottom > paper.height:
            yield f"on page {piece.page + 1} the text «{box.text[:60].strip()}» runs off the paper"


def _laid_out(page: Page, fetcher: OwnPictures) -> tuple[Any, dict[Element, etree._Element]]:
    """WeasyPrint's document, and the page's own element for each of its elements."""
    parsed = weasyprint.HTML(string=_as_html(page.tree), url_fetcher=fetcher)
    elements = _twins(parsed.etree_element, page.tree)
    _prepare_footnotes(parsed.etree_element)
    stylesheets, counters = sheets(page.styles["pdf"])
    document = parsed.render(
        font_config=font_configuration(), counter_style=counters, stylesheets=stylesheets, pdf_variant="pdf/a-2a"
    )
    document.metadata.generate_rdf_metadata = lambda variant, version, conformance: packet(page, PRODUCER)
    return document, elements


@contextmanager
def _seams(add_tags: Any, plan: Mapping[Box, Piece]) -> Iterator[None]:
    """Let WeasyPrint draw with `Stream` after the plan and tag with `add_tags` meanwhile."""

    class Planned(Stream):
        by_key: dict[int, Font] = {}  # noqa: RUF012  # one dictionary for all pages of this document

    Planned.plan = plan
    ours = {"add_tags": add_tags, "Stream": Planned}
    theirs = {(module, name): getattr(module, name, None) for module, name in SEAMS}
    for (module, name), parameters in SEAMS.items():
        their = theirs[module, name]
        if their is None or list(inspect.signature(their).parameters) != parameters:
            raise Wrong(changed(f"{module.__name__}.{name} takes other parameters"))
    try:
        for module, name in SEAMS:
            setattr(module, name, ours[name])
        yield
    finally:
        for (module, name), their in theirs.items():
            setattr(module, name, their)


def _undrawn(pieces: list[Piece], streams: list[Stream]) -> list[str]:
    """A sentence for each piece that has no mark of its own on the page; and nothing may be drawn without one."""
    if stray := sum(stream.stray for stream in streams):
        raise Wrong(changed(f"{stray} stretches of text are drawn outside every mark"))
    return [
        f"«{piece.box.text.strip() if piece.is_text else 'A picture'}» is see-through or not drawn at all."
        for piece in pieces
        if piece.is_drawn and not piece.artifact and piece.mcid is None
    ]


def _page_numbers(sheets: list[Any], tree: etree._Element) -> dict[str, int]:
    """On which page, from 1, each element with an id begins."""
    names = {element.get("id") for element in tree.iter()}
    numbers: dict[str, int] = {}
    for number, sheet in enumerate(sheets, 1):
        for name in sheet.anchors:
            if name in names:
                numbers.setdefault(name, number)
    return numbers


def _as_html(tree: etree._Element) -> str:
    return "<!DOCTYPE html>" + etree.tostring(tree, method="html", encoding="unicode")


def _twins(parsed: Element, tree: etree._Element) -> dict[Element, etree._Element]:
    """Each element that WeasyPrint's HTML parser made with the page's own."""
    ours, theirs = list(tree.iter("*")), list(parsed.iter())
    if [element.tag for element in ours] != [element.tag for element in theirs]:
        raise Wrong(changed("its HTML parser reads the page as other elements than it has"))
    return dict(zip(theirs, ours, strict=True))


def _prepare_footnotes(parsed: Element) -> None:
    """Give each footnote an id, so that its call can lead to it, and single blanks: WeasyPrint forgets to collapse
    those of footnotes and then stumbles over their line breaks."""
    notes = [span for span in parsed.iter("span") if "footnote" in span.get("class", "").split()]
    for number, note in enumerate(notes, 1):
        note.set("id", note.get("id") or f"press-note-{number}")
        for element in note.iter():
            element.text = BLANKS.sub(" ", element.text or "")
            if element is not note:
                element.tail = BLANKS.sub(" ", element.tail or "")


def _one_annotation_per_link(sheets: list[Any], furniture: set[Box]) -> None:
    """WeasyPrint makes an annotation for each box within a link as well; the link's own is enough (7.18.5).

    Furniture has no structure, so its links, told already, get none.
    """
    for sheet in sheets:
        sheet.links = [link for link in sheet.links if link[3].element_tag == "a" and link[3] not in furniture]
