"""Word -> the parts that a reader of its body needs: styles, numberings, footnotes, and what is referred to."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from posixpath import join, normpath
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True)
class Opened:
    """A document with what its body refers to."""

    body: etree._Element
    notes: dict[str, etree._Element]
    targets: dict[str, str]
    """`part:id` of a relationship -> the address, or the SHA-256 of a picture."""
    styles: Styles
    formats: dict[str, dict[str, str]]
    """List (`w:numId`) -> level -> how it counts (`w:numFmt`)."""


@dataclass(frozen=True)
class Styles:
    """Ids of styles -> their names, and the list and level of a paragraph style; and the id of the default one."""

    names: dict[str, str]
    lists: dict[str, tuple[str, str]]
    default: str


def opened(docx: bytes) -> Opened:
    """The parts of a Word file that its body needs."""
    with ZipFile(io.BytesIO(docx)) as package:
        names = set(package.namelist())
        body = _parse(package.read("word/document.xml"))[0]
        footnotes = _parse(package.read("word/footnotes.xml")) if "word/footnotes.xml" in names else ()
        targets = {}
        for part in ("document", "footnotes"):
            relations = f"word/_rels/{part}.xml.rels"
            for one in _parse(package.read(relations)) if relations in names else ():
                target, file = one.get("Target", ""), normpath(join("word", one.get("Target", "")))
                picture = one.get("Type", "").endswith("/image") and file in names
                shown = hashlib.sha256(package.read(file)).hexdigest() if picture else target
                targets[f"{part}:{one.get('Id', '')}"] = shown
        return Opened(
            body,
            {note.get(f"{W}id", ""): note for note in footnotes},
            targets,
            _styles(package.read("word/styles.xml")),
            _formats(package.read("word/numbering.xml")),
        )


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, _PARSER)


def value(element: etree._Element, path: str) -> str:
    """The `w:val` of what stands at a path such as `pPr/pStyle`, empty where nothing does."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


@lru_cache(maxsize=16)
def _styles(data: bytes) -> Styles:
    known = {style.get(f"{W}styleId", ""): style for style in _parse(data).iter(f"{W}style")}
    lists = {}
    for identity, style in known.items():
        nearest: etree._Element | None = style
        while nearest is not None:
            number = value(nearest, "pPr/numPr/numId")
            if number:
                lists[identity] = (number, value(nearest, "pPr/numPr/ilvl") or "0")
                break
            nearest = known.get(value(nearest, "basedOn"))
    plain = [key for key, one in known.items() if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") == "1"]
    return Styles({key: value(one, "name") for key, one in known.items()}, lists, plain[0] if plain else "")


@lru_cache(maxsize=16)
def _formats(data: bytes) -> dict[str, dict[str, str]]:
    root = _parse(data)
    kinds = {
        kind.get(f"{W}abstractNumId"): {lvl.get(f"{W}ilvl", ""): value(lvl, "numFmt") for lvl in kind.iter(f"{W}lvl")}
        for kind in root.iter(f"{W}abstractNum")
    }
    return {num.get(f"{W}numId", ""): kinds.get(value(num, "abstractNumId"), {}) for num in root.iter(f"{W}num")}
