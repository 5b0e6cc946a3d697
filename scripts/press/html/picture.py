"""A picture of the content: is it whole, and does it hold nothing but a drawing?

The web page shows an SVG as part of itself, so what could run, fetch or unfold without end is refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from press.html.page import Picture
from press.problem import Place, Problem, Wrong

MEDIA = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
LARGEST = 10_000_000
"""Bytes that a picture file may have."""
MOST_PIXELS = 50_000_000
MOST_USES = 100
"""`<use>` elements in one drawing: nested, they unfold without end."""

_SVG = "{http://www.w3.org/2000/svg}"
_REFUSED = frozenset({"script", "foreignObject", "image", "animate", "set", "handler", "iframe", "a"})
_NUMBER = re.compile(r"\s*[\d.]+(px|mm|cm|in|pt)?\s*")
_VIEW_BOX = re.compile(r"\s*-?[\d.]+([ ,]+-?[\d.]+){3}\s*")
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)


def read_picture(path: Path, shown: str) -> Picture:
    """The picture at `path`, which problems call `shown`. Raises `Wrong` with all that is wrong with it."""
    data = path.read_bytes()
    media = MEDIA[path.suffix.lower()]
    faults = [f"It has more than {LARGEST:,} bytes"] if len(data) > LARGEST else []
    if not faults:
        faults = list(_drawing(data) if path.suffix.lower() == ".svg" else _raster(data, media))
    if faults:
        hint = "Export it anew as a plain SVG, PNG or JPEG, without scripts and links."
        raise Wrong(*(Problem(Place(shown), "C347", f"The picture cannot be used. {fault}.", hint) for fault in faults))
    return Picture(data, media)


def _raster(data: bytes, media: str) -> Iterator[str]:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if Image.MIME.get(picture.format or "") != media:
                yield f"Its name says {media}, but it is {picture.format}"
            if picture.width * picture.height > MOST_PIXELS:
                yield f"It has {picture.width} × {picture.height} pixels, which is too many"
            else:
                picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        yield "It is broken, or no picture at all"


def _drawing(data: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        yield f"It is not well-formed: {fault.msg}"
        return
    if root.tag != f"{_SVG}svg":
        yield 'Its first element is not <svg xmlns="http://www.w3.org/2000/svg">'
    if root.getroottree().docinfo.internalDTD is not None:
        yield "It has a document type, which could hold entities"
    yield from _size(root)
    if sum(1 for _ in root.iter(f"{_SVG}use")) > MOST_USES:
        yield f"It repeats parts of itself more than {MOST_USES} times"
    for element in root.iter(etree.Element):
        yield from _element(element)


def _size(root: etree._Element) -> Iterator[str]:
    box, width, height = root.get("viewBox"), root.get("width"), root.get("height")
    if box is not None and not _VIEW_BOX.fullmatch(box):
        yield f"Its viewBox `{box}` is not four numbers"
    if box is None and not (width and height):
        yield "It has neither a viewBox nor a width and a height"
    for name, value in (("width", width), ("height", height)):
        if value is not None and not _NUMBER.fullmatch(value):
            yield f"Its {name} `{value}` is no length"


def _element(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element).localname
    if name in _REFUSED:
        yield f"It holds <{name}>"
    if name == "text" and not "".join(element.itertext()).strip():
        yield "It holds a <text> without words"
    texts = [element.text or ""] if name == "style" else []
    for attribute, value in element.attrib.items():
        local = etree.QName(attribute).localname
        if local.lower().startswith("on"):
            yield f"<{name}> bears {local}, which runs a program"
        elif local == "href" and not value.startswith("#"):
            yield f"<{name}> refers to `{value[:60]}`, outside the picture"
        texts.append(value)
    if any(_OUTSIDE.search(text) for text in texts):
        yield f"<{name}> fetches something from outside the picture"
