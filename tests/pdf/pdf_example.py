"""The example document of the tests of the PDF, and small ones like it."""

from __future__ import annotations

import io
from pathlib import Path

from lxml import etree
from PIL import Image

from press.html.page import Page, Picture

HERE = Path(__file__).parent

SENTENCES = [
    f"Setning {number} handler om fjellvåkens utviklingsmuligheter og lirypebestandens levevilkår i vinterhalvåret."
    for number in range(1, 41)
]
ROWS = [
    f'<tr><th scope="row">{day}. januar</th><td>Hendelse {day} ble oppdiktet for denne prøven.</td><td/></tr>'
    for day in range(1, 31)
]


def markup() -> str:
    """The example as text, with its long paragraph and its long table filled in."""
    text = (HERE / "eksempel.html").read_text(encoding="utf-8")
    return text.replace("<!--LANG-->", "\n ".join(SENTENCES)).replace("<!--RADER-->", "".join(ROWS))


def picture(media_type: str) -> Picture:
    if media_type == "image/svg+xml":
        return Picture((HERE / "eksempel.svg").read_bytes(), media_type)
    data = io.BytesIO()
    Image.new("RGB", (40, 20), (120, 120, 120)).save(data, "PNG")
    return Picture(data.getvalue(), media_type)


def page_of(text: str, css: str = "", pictures: dict[str, Picture] | None = None) -> Page:
    """A page of that markup; `css` is added to the example's style sheet."""
    sheet = (HERE / "eksempel.css").read_text(encoding="utf-8") + css
    shown = {"eksempel.svg": picture("image/svg+xml"), "eksempel.png": picture("image/png")}
    return Page(etree.fromstring(text), shown if pictures is None else pictures, {"pdf": sheet})


def short(inner: str, head: str = "") -> str:
    """A small page around `inner`."""
    return (
        f'<html lang="nb"><head><title>EKSEMPEL</title>{head}</head><body><main><h1>EKSEMPEL</h1>{inner}</main>'
        "</body></html>"
    )
