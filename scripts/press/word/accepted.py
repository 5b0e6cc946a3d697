"""A document that came back -> what the cells of its tables say, as if all its changes were accepted (17.13.5).

Reads trees that somebody else has opened, whoever wrote them. What is said otherwise than in words (a picture, a
footnote, the number of a list) is named, never left out in silence: the elements of a paragraph are a closed table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from press.word.ooxml import every, find, qn, val


def _names(names: str) -> frozenset[str]:
    return frozenset(qn(f"w:{name}") for name in names.split())


_HOLDERS = _names("hyperlink ins moveTo smartTag sdt sdtContent fldSimple customXml dir bdo r")
"""What holds words, or runs of them."""
_GONE = _names("del moveFrom")
_SIGNS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_TEXTS = {qn(f"w:{name}"): text for name, text in _SIGNS.items()}
_SILENT = _names(
    "pPr rPr sdtPr sdtEndPr smartTagPr customXmlPr fldChar instrText proofErr lastRenderedPageBreak annotationRef"
    " bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference permStart permEnd"
    " moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
    " customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd"
    " customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd"
)
"""What says nothing (17.3.3, 17.13)."""
_STRANGE = {
    "drawing": "a picture",
    "pict": "a picture",
    "object": "a picture",
    "AlternateContent": "a picture",
    "footnoteReference": "a footnote",
    "endnoteReference": "a footnote",
    "sym": "a sign of a symbol font",
    "oMath": "a formula",
    "oMathPara": "a formula",
}
_MERGED = ("w:vMerge", "w:hMerge", "w:cellMerge", "w:cellIns", "w:cellDel")


@dataclass(frozen=True)
class Row:
    """A row of a table: the lines of each cell, the ids of the comments in it, and what in it is no words."""

    heading: bool
    cells: tuple[tuple[str, ...], ...]
    comments: tuple[str, ...]
    merged: bool
    strange: tuple[str, ...]


def tables(document: etree._Element) -> tuple[tuple[Row, ...], ...]:
    """The tables of a document, but not those in their cells, and without the rows that are deleted."""
    return tuple(
        tuple(_row(row) for row in _held(table, "w:tr") if find(row, "w:trPr/w:del") is None)
        for body in every(document, "w:body")
        for table in _held(body, "w:tbl")
    )


def lines(holder: etree._Element) -> tuple[str, ...]:
    """The paragraphs of a body, a cell or a comment. One whose mark is deleted is one with the next (17.13.5.15)."""
    found: list[str] = []
    carried = ""
    for paragraph in _held(holder, "w:p"):
        text = carried + "".join(said for said, _ in _words(paragraph))
        gone = any(find(paragraph, f"w:pPr/w:rPr/w:{name}") is not None for name in ("del", "moveFrom"))
        carried = text if gone else ""
        if not gone:
            found.append(text)
    return (*found, carried) if carried else tuple(found)


def _row(row: etree._Element) -> Row:
    cells = list(_held(row, "w:tc"))
    about = [properties for cell in cells for properties in every(cell, "w:tcPr")]
    marks = [mark for cell in cells for mark in cell.iter(qn("w:commentReference")) if _stays(mark)]
    return Row(
        find(row, "w:trPr/w:tblHeader") is not None,
        tuple(lines(cell) for cell in cells),
        tuple(mark.get(qn("w:id"), "") for mark in marks),
        any(_merged(properties) for properties in about),
        tuple(dict.fromkeys(what for cell in cells for what in _strange(cell))),
    )


def _merged(properties: etree._Element) -> bool:
    """Whether a cell spans others (17.4.17, 17.4.84), or was parted or joined in a tracked change."""
    wide = val(find(properties, "w:gridSpan")) not in ("", "1")
    return wide or any(find(properties, name) is not None for name in _MERGED)


def _strange(cell: etree._Element) -> Iterator[str]:
    if next(cell.iter(qn("w:tbl")), None) is not None:
        yield "a table"
    for paragraph in _held(cell, "w:p"):
        if val(find(paragraph, "w:pPr/w:numPr/w:numId")) not in ("", "0"):
            yield "a list, whose numbers or marks are no words"
        yield from (what for _, what in _words(paragraph) if what)


def _words(holder: etree._Element) -> Iterator[tuple[str, str]]:
    """The words that an element holds, each with what is in their place and is no words."""
    for child in holder.iterchildren(etree.Element):
        if child.tag in _HOLDERS:
            yield from _words(child)
        elif child.tag == qn("w:t"):
            yield child.text or "", ""
        elif child.tag in _TEXTS:
            yield _TEXTS[child.tag], ""
        elif child.tag not in _SILENT and child.tag not in _GONE:
            name = etree.QName(child).localname
            yield "", _STRANGE.get(name, f"something that is no text ({name})")


def _held(holder: etree._Element, name: str) -> Iterator[etree._Element]:
    """The paragraphs, tables, rows or cells that an element holds, also those in a content control (17.5.2)."""
    for child in holder.iterchildren(etree.Element):
        if child.tag == qn(name):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")):
            yield from _held(child, name)


def _stays(mark: etree._Element) -> bool:
    return all(outer.tag not in _GONE for outer in mark.iterancestors())
