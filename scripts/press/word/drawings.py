"""SVG -> what Word needs of a drawing: its size, a copy that needs no fonts, and a PNG twin.

Word draws SVG with the fonts of the reader's machine and not with those in the document, so plain words in a drawing
become outlines. The twin is drawn with the look's own fonts and no others, so it is the same on every machine.
"""

from __future__ import annotations

import re
from functools import lru_cache

import fontpkg
import resvg_py
import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from lxml import etree

from press.word.fonts import family_files
from press.word.ooxml import EMU, parse

SVG = "{http://www.w3.org/2000/svg}"
UNITS = {"mm": EMU / 25.4, "cm": EMU / 2.54, "in": EMU, "pt": EMU / 72, "px": EMU / 96, "": EMU / 96}
PLAIN = frozenset({"x", "y", "font-family", "font-size", "font-weight", "text-anchor"})
PAINT = frozenset({"class", "id", "fill", "fill-opacity", "opacity"})
"""What a text may bear to become an outline: what places it, and what stays on the outline."""
WEIGHTS = {"normal": "400", "bold": "700"}


@lru_cache(maxsize=32)
def draw(svg: bytes, width: int, fonts: tuple[str, ...]) -> bytes:
    """A drawing as PNG, `width` pixels wide, with no font but those of the families. Raises ValueError."""
    files = [path for family in fonts for path in family_files(family)]
    first = fonts[0] if fonts else None
    return resvg_py.svg_to_bytes(
        svg_string=svg.decode(),
        width=width,
        dpi=96,
        skip_system_fonts=True,
        font_files=files,
        font_family=first,
        sans_serif_family=first,
    )


def size(data: bytes) -> tuple[float, float]:
    """Width and height in EMU, from the drawing's own measures or its viewBox in pixels (SVG 2, 8.2)."""
    svg = parse(data)
    box = [float(number) for number in re.split(r"[ ,]+", svg.get("viewBox", "").strip()) if number]
    found = [re.fullmatch(r"\s*([0-9.]+)\s*([a-z]*)\s*", svg.get(side, "")) for side in ("width", "height")]
    lengths = [float(match.group(1)) * UNITS[match.group(2)] for match in found if match and match.group(2) in UNITS]
    if len(lengths) == 2 and all(lengths):
        return lengths[0], lengths[1]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return box[2] * UNITS["px"], box[3] * UNITS["px"]
    raise ValueError("it has neither width and height nor a viewBox")


def refuse_references(data: bytes) -> None:
    """A drawing may refer to nothing outside itself: it would be fetched where the document is opened."""
    for element in parse(data).iter():
        for name, value in element.attrib.items():
            outside = name.rpartition("}")[2] == "href" and not value.startswith(("#", "data:image/"))
            if outside or re.search(r"url\(\s*['\"]?(?!#)", value):
                raise ValueError(f"it refers to «{value[:60]}» outside itself")
        if etree.QName(element).localname in ("script", "foreignObject") or "@import" in (element.text or ""):
            raise ValueError(f"it holds <{etree.QName(element).localname}>")


@lru_cache(maxsize=32)
def outlined(data: bytes) -> bytes:
    """The drawing with its plain words as outlines; words that are more than plain stay words."""
    drawing = parse(data)
    for text in list(drawing.iter(f"{SVG}text")):
        path = _outline(text)
        if path is not None:
            path.tail = text.tail
            text.getparent().replace(text, path)
    return bytes(etree.tostring(drawing, encoding="UTF-8"))


def _outline(text: etree._Element) -> etree._Element | None:
    """One text as a path, None where it is not plain or its font not installed (SVG 2, 11)."""
    family = _inherited(text, "font-family", "").split(",")[0].strip(" '\"")
    weight = WEIGHTS.get(_inherited(text, "font-weight", "400"), _inherited(text, "font-weight", "400"))
    numbers = [text.get("x", "0"), text.get("y", "0"), _inherited(text, "font-size", "16"), weight]
    plain = set(text.attrib) <= PLAIN | PAINT and not len(text) and _inherited(text, "font-style", "") == ""
    if not plain or not family_files(family) or not all(re.fullmatch(r"-?\d*\.?\d+", number) for number in numbers):
        return None
    x, y, size, _ = (float(number) for number in numbers)
    commands = _commands(" ".join((text.text or "").split()), _font(family, int(weight)), size, (x, y), _anchor(text))
    return etree.Element(
        f"{SVG}path", {**{key: text.get(key) for key in sorted(PAINT & set(text.attrib))}, "d": commands}
    )


def _commands(words: str, font: uharfbuzz.Font, size: float, start: tuple[float, float], anchor: float) -> str:
    """The outlines of words set at a place, as the commands of a path."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    scale, (x, y) = size / font.face.upem, start
    x -= anchor * scale * sum(place.x_advance for place in buffer.glyph_positions)
    pen = SVGPathPen(None, ntos=lambda number: f"{number:.3f}".rstrip("0").rstrip("."))
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        moved = (scale, 0, 0, -scale, x + place.x_offset * scale, y - place.y_offset * scale)
        font.draw_glyph_with_pen(glyph.codepoint, TransformPen(pen, moved))
        x += place.x_advance * scale
    return str(pen.getCommands())


def _anchor(text: etree._Element) -> float:
    """Which part of the words' length stands before their place."""
    return {"middle": 0.5, "end": 1.0}.get(_inherited(text, "text-anchor", "start"), 0.0)


def _inherited(element: etree._Element, name: str, default: str) -> str:
    """An attribute of an element or of the nearest that holds it."""
    return next((str(found.get(name)) for found in (element, *element.iterancestors()) if found.get(name)), default)


@lru_cache
def _font(family: str, weight: int) -> uharfbuzz.Font:
    path = fontpkg.path(family, weight, "normal", nearest=True)
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes())))
