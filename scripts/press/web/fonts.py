"""Fonts -> `@font-face` rules with the fonts inside, for a page that fetches nothing."""

from __future__ import annotations

import base64
import io
from functools import cache

from press.fonts import FAMILY, cut, path

_FACES = (
    ("FiraSans-Regular", 400, "normal"),
    ("FiraSans-Italic", 400, "italic"),
    ("FiraSans-SemiBold", 600, "normal"),
)
"""The cuts that web.css uses; bold italics are slanted by the browser."""


@cache
def faces() -> str:
    """The rules, with each font cut to Latin letters and packed as WOFF 2 (W3C, 2024)."""
    return "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {style};'
        f" src: url(data:font/woff2;base64,{base64.b64encode(_packed(name)).decode()}) format('woff2') }}\n"
        for name, weight, style in _FACES
    )


def _packed(name: str) -> bytes:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(cut(path(name))), recalcTimestamp=False) as font, io.BytesIO() as file:
        font.flavor = "woff2"
        font.save(file)
        return file.getvalue()
