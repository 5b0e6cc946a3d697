"""A PDF -> pictures of its pages, so that translators see where a text stands. Alone knows pypdfium2."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from pypdfium2 import PdfDocument

COLOURS = 64
"""Enough for text with smooth edges in a few colours, and a fifth of the bytes of full colour."""


def page_png(pdf: bytes, page: int, scale: float = 1.5) -> bytes:
    """A page of a PDF of ours as PNG, the same bytes for the same page. `page` counts from 1.

    `scale` is in pixels per point: at 1.5 an A4 page is 893 × 1263 pixels. Raises IndexError where there is no such
    page.
    """
    with PdfDocument(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"the PDF has {len(document)} pages, and no page {page}")
        drawn = document[page - 1]
        bitmap = drawn.render(scale=scale)
        picture = bitmap.to_pil().convert("RGB")
        bitmap.close()
        drawn.close()
    made = BytesIO()
    reduced = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(made, "PNG", optimize=True)
    return made.getvalue()
