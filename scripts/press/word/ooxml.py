"""Names -> XML elements: the namespaces of Office Open XML, and a short way to write its elements.

Clauses named in this room are those of ECMA-376-1 (5th edition, Transitional), the same as ISO/IEC 29500.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "op": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
EMU = 914_400
"""English metric units in an inch (20.1.10.16)."""
_PARSER = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False, no_network=True)


def qn(name: str) -> str:
    """`w:p` as lxml writes it: `{namespace}p`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def el(name: str, /, *children: etree._Element | str, **attributes: str | int | None) -> etree._Element:
    """An element with its children and attributes.

    An attribute is named `prefix_local` (`r_id`, `xml_space`); without a prefix it is in the namespace of the element
    for `w:` elements and in none for others, which is what the schemas ask. None leaves the attribute out.
    """
    prefix = name.partition(":")[0]
    used = [key.partition("_")[0] for key, value in attributes.items() if value is not None]
    # Prefixes that are not declared are lxml's to choose, and any library can teach it others (openpyxl does).
    declared = {one: NAMESPACES[one] for one in (prefix, *used) if one in NAMESPACES and one != "xml"}
    element = etree.Element(qn(name), nsmap=declared)
    for key, value in attributes.items():
        if value is not None:
            element.set(_attribute(prefix, key), str(value))
    for child in children:
        if isinstance(child, str):
            element.text = (element.text or "") + child
        else:
            element.append(child)
    return element


def root(name: str, prefixes: Iterable[str], *children: etree._Element) -> etree._Element:
    """The root element of a part, with its namespaces declared once."""
    element = etree.Element(qn(name), nsmap={prefix: NAMESPACES[prefix] for prefix in prefixes})
    element.extend(children)
    return element


def val(element: etree._Element | None) -> str:
    """The `w:val` of an element, empty where there is none."""
    return "" if element is None else element.get(qn("w:val"), "")


def find(element: etree._Element, path: str) -> etree._Element | None:
    """The first element at a path that uses the prefixes of `NAMESPACES`."""
    return element.find(path, NAMESPACES)


def every(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """All elements at such a path."""
    return iter(element.findall(path, NAMESPACES))


def parse(data: bytes) -> etree._Element:
    """The root element of a part, without comments and without blanks between elements."""
    return etree.fromstring(data, _PARSER)


def _attribute(prefix: str, key: str) -> str:
    known, _, local = key.partition("_")
    if local and known in NAMESPACES:
        return qn(f"{known}:{local}")
    return qn(f"w:{key}") if prefix == "w" else key
