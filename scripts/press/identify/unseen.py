"""A page of a PDF -> what on it keeps a reader from seeing what it says, or shows other words over it.

Looked at: notes and other annotations, invisible text, layers that are off, pages cut smaller than their text,
and what is painted over text afterwards.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
from pypdfium2 import raw

MOST_OBJECTS = 20_000
"""Objects of one page that are looked at."""
COVERED = 0.9
"""Part of a piece of text that must lie under something for it to be covered."""
INVISIBLE = 3
"""The text rendering mode that paints nothing (ISO 32000-2, 9.3.6)."""
_HARMLESS = frozenset({"/Link", "/Popup", "/Widget"})
Box = tuple[float, float, float, float]


def notes(data: bytes) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """What a file's annotations and layers hide or add: each with its page, 0 for all; and the words that annotations
    show, each with its page. Nothing where the file cannot be read so."""
    told: list[tuple[int, str]] = []
    said: list[tuple[int, str]] = []
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if _layers_off(pdf):
                told.append((0, "The file has layers that are not shown: what is in them is not judged."))
            for number, page in enumerate(pdf.pages, 1):
                for note in page.get("/Annots", ()):
                    kind = str(note.get("/Subtype", "")) if isinstance(note, pikepdf.Dictionary) else ""
                    text = str(note.get("/Contents", "")) if kind else ""
                    if kind and kind not in _HARMLESS:
                        told.append((number, f"There is a note or a drawing on it ({kind[1:]})."))
                        said += [(number, text)] if text.strip() else []
    except (pikepdf.PdfError, ValueError, AttributeError, TypeError, RuntimeError):
        return told, said
    return told, said


def _layers_off(pdf: pikepdf.Pdf) -> bool:
    """Whether any layer is off when the file is opened (ISO 32000-2, 8.11.4.3)."""
    layers = pdf.Root.get("/OCProperties")
    if layers is None or "/D" not in layers:
        return False
    usual = layers.D
    return len(usual.get("/OFF", ())) > 0 or str(usual.get("/BaseState", "/ON")) == "/OFF"


def of_page(page: pypdfium2.PdfPage) -> Iterator[str]:
    """What keeps a reader from seeing the text of a page."""
    texts: list[tuple[int, Box]] = []
    covers: list[tuple[int, Box]] = []
    found: dict[str, None] = {}
    shown = page.get_bbox()
    for order, thing in enumerate(page.get_objects(max_depth=3)):
        if order > MOST_OBJECTS:
            return
        try:
            box = _box(thing)
        except pypdfium2.PdfiumError:
            continue
        if thing.type == raw.FPDF_PAGEOBJ_TEXT:
            texts.append((order, box))
            if raw.FPDFTextObj_GetTextRenderMode(thing.raw) == INVISIBLE:
                found["Text on it is not visible."] = None
            if not _overlaps(shown, box):
                found["Text on it lies outside of what the page shows."] = None
        elif thing.type == raw.FPDF_PAGEOBJ_IMAGE or (thing.type == raw.FPDF_PAGEOBJ_PATH and _filled(thing)):
            covers.append((order, box))
    if any(over > under and _covers(cover, box) for under, box in texts for over, cover in covers):
        found["Something is painted over text on it."] = None
    yield from found


def _box(thing: pypdfium2.PdfObject) -> Box:
    left, bottom, right, top = thing.get_bounds() if hasattr(thing, "get_bounds") else thing.get_pos()
    return float(left), float(bottom), float(right), float(top)


def _covers(cover: Box, text: Box) -> bool:
    width = min(cover[2], text[2]) - max(cover[0], text[0])
    height = min(cover[3], text[3]) - max(cover[1], text[1])
    whole = (text[2] - text[0]) * (text[3] - text[1])
    return width > 0 and height > 0 and whole > 0 and width * height >= COVERED * whole


def _overlaps(shown: Box, text: Box) -> bool:
    middle = ((text[0] + text[2]) / 2, (text[1] + text[3]) / 2)
    return shown[0] <= middle[0] <= shown[2] and shown[1] <= middle[1] <= shown[3]


def _colour(thing: pypdfium2.PdfObject) -> tuple[int, int, int, int] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing.raw, *parts):
        return None
    red, green, blue, opacity = (part.value for part in parts)
    return red, green, blue, opacity


def _filled(thing: pypdfium2.PdfObject) -> bool:
    """Whether a path is filled with what nobody sees through."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(thing.raw, mode, stroke) or not mode.value:
        return False
    colour = _colour(thing)
    return colour is not None and colour[3] > 200
