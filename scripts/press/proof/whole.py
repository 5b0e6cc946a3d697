"""Bytes -> every text in a finished file, wherever it stands: shown, hidden, alternative, or said about the file.

Where `press.proof.reading` takes what a reader is told, in order, this leaves nothing out and keeps no order.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_AUTHORS = frozenset({"creator", "author", "lastModifiedBy", "Company", "Manager"})
"""Names of elements that say whose a file is: Dublin Core, OPC core properties, Word's extended properties."""

_CHANGED_BY = frozenset({f"{W}author", "{http://schemas.microsoft.com/office/word/2012/wordml}author"})
_WORDED = frozenset(
    re.findall(
        r"\S+",
        "alt aria-description aria-label author content descr href initials instr label name summary target title "
        "tooltip value",
    )
)
"""Attributes that hold words, or where a link leads."""
_DRAWN = frozenset(["d", "points", "src", "style", "transform", "viewBox"])
_FLOWING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "tspan",
        "u",
    ]
)
"""Elements whose text flows on in the block around them."""
_SVG = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
_DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]*")


class Piece(NamedTuple):
    """A text, and where in the file it stands, as a message says it."""

    where: str
    text: str


@dataclass(frozen=True)
class Whole:
    """Everything that a file says. `texts` may hold words, `codes` are attributes of which few do.

    `authors` are the names that it says it is by, `changed_by` those of tracked changes and comments. `blobs` are its
    parts that are no text. `overwritten` tells that earlier versions are kept in the file.
    """

    texts: tuple[Piece, ...]
    codes: tuple[Piece, ...] = ()
    authors: tuple[Piece, ...] = ()
    changed_by: tuple[Piece, ...] = ()
    blobs: tuple[bytes, ...] = ()
    overwritten: bool = False


class Unreadable(ValueError):
    """The bytes are no file of their kind."""


def whole(data: bytes, ending: str) -> Whole:
    """Everything that a file of this kind (`pdf`, `docx`, `html`, `xml`, `txt`) says. Raises `Unreadable`."""
    if ending == "pdf":
        from press.proof.whole_pdf import whole_pdf

        return whole_pdf(data)
    try:
        return {"docx": _word, "html": _page, "xml": _message, "txt": _note}[ending](data)
    except (BadZipFile, etree.LxmlError, KeyError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise Unreadable(str(fault)) from None


@dataclass
class _Gathered:
    texts: list[Piece]
    codes: list[Piece]
    authors: list[Piece]
    changed_by: list[Piece]

    def xml(self, root: etree._Element, where: str) -> None:
        """Take in a part of a Word file, or a drawing."""
        for paragraph in root.iter("{*}p"):
            self.texts.append(Piece(where, "".join(_said(paragraph))))
        for node in root.iter():
            self._node(node, where)

    def _node(self, node: etree._Element, where: str) -> None:
        if not isinstance(node.tag, str):
            self.texts.append(Piece(f"a comment of the markup in {where}", node.text or ""))
            return
        name = etree.QName(node).localname
        if name in _AUTHORS:
            self.authors.append(Piece(f"{name} in {where}", "".join(node.itertext()).strip()))
        if name != "t" and (text := (node.text or "").strip()):
            self.texts.append(Piece(f"{name} in {where}", text))
        for key, value in node.attrib.items():
            self._attribute(key, value, f"{name} in {where}")

    def _attribute(self, key: str, value: str, where: str) -> None:
        if key in _CHANGED_BY:
            self.changed_by.append(Piece(where, value))
        name = key.rpartition("}")[2].lower()
        told = self.texts if name in _WORDED or "@" in value else self.codes
        told.append(Piece(f"the {name} of {where}", value))

    def whole(self, blobs: tuple[bytes, ...] = ()) -> Whole:
        return Whole(tuple(self.texts), tuple(self.codes), tuple(self.authors), tuple(self.changed_by), blobs)


def _word(data: bytes) -> Whole:
    """Every part of a Word file: a story by paragraphs, all else by elements."""
    gathered, blobs = _Gathered([], [], [], []), []
    with ZipFile(BytesIO(data)) as package:
        gathered.texts.append(Piece("the zip's own comment", package.comment.decode("latin-1")))
        for entry in package.infolist():
            gathered.texts.append(Piece("the name of a part", entry.filename))
            part = package.read(entry)
            if entry.filename.endswith((".xml", ".rels", ".svg")):
                gathered.xml(_parsed(part), entry.filename)
            else:
                blobs.append(part)
    return gathered.whole(tuple(blobs))


def _message(data: bytes) -> Whole:
    gathered = _Gathered([], [], [], [])
    gathered.xml(_parsed(data), "the message")
    return gathered.whole()


def _note(data: bytes) -> Whole:
    return Whole((Piece("the text", data.decode("utf-8")),))


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _page(data: bytes) -> Whole:
    """A web page, with the drawings within its addresses."""
    gathered = _Gathered([], [], [], [])
    tree = html.document_fromstring(data)
    gathered.texts += [Piece("the text", text) for text in "".join(_flow(tree)).split("\n") if text.strip()]
    for node in tree.iter():
        if not isinstance(node.tag, str):
            gathered.texts.append(Piece("a comment of the markup", node.text or ""))
        elif node.tag in ("style", "script"):
            gathered.codes.append(Piece(node.tag, _DATA.sub("", node.text or "")))
        else:
            _attributes(node, gathered)
    return gathered.whole()


def _attributes(node: etree._Element, gathered: _Gathered) -> None:
    if node.tag == "meta" and node.get("name") == "author":
        gathered.authors.append(Piece("meta author", node.get("content", "")))
    for key, value in node.attrib.items():
        for drawing in _SVG.findall(value):
            gathered.xml(_parsed(base64.b64decode(drawing)), "a picture")
        said = _DATA.sub("", value)
        words = key in _WORDED or (key not in _DRAWN and "@" in said)
        (gathered.texts if words else gathered.codes).append(Piece(f"the {key} of <{node.tag}>", said))


def _flow(element: etree._Element) -> Iterator[str]:
    """The text below an element, each block on a line of its own."""
    if not isinstance(element.tag, str) or element.tag in ("style", "script"):
        return
    edge = "" if element.tag in _FLOWING else "\n"
    yield edge + re.sub(r"\s+", " ", element.text or "")
    for child in element:
        yield from _flow(child)
        yield re.sub(r"\s+", " ", child.tail or "")
    yield edge


def _said(paragraph: etree._Element) -> Iterator[str]:
    """The text of a paragraph over all its runs, also what is deleted, hidden, or the result of a field."""
    for node in paragraph.iter("{*}t", "{*}delText", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen"):
        name = etree.QName(node).localname
        if name in ("t", "delText"):
            yield node.text or ""
        elif node.getparent() is None or etree.QName(node.getparent()).localname != "tabs":
            yield "-" if name == "noBreakHyphen" else " "
