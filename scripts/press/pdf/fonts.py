"""The fonts while a PDF is set: seen alone by Fontconfig, measured and cut from their files.

Fontconfig is handed a configuration of our own that names these files and nothing of the system,
so a missing font cannot be replaced silently and the same text gives the same lines anywhere.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from press.fonts import CUTS, folder, path

TABLES = frozenset({"GlyphOrder", "glyf", "head", "hhea", "hmtx", "loca", "maxp"})
"""What an embedded font needs. The text is set already: what served to set it is left out unread."""

ENVIRONMENT = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT")
"""What would lead Fontconfig to other fonts."""


@dataclass(frozen=True)
class Measures:
    """A cut's measures in thousandths of the em: `widths` by glyph number; `space` is the glyph of the space."""

    ascent: int
    descent: int
    italic_angle: float
    widths: tuple[int, ...]
    space: int


@cache
def measures(cut: str) -> Measures:
    """What the font file itself says, which no version of Pango can change."""
    from fontTools.ttLib import TTFont

    with TTFont(path(cut), lazy=True) as font:
        em = 1000 / font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        return Measures(
            round(font["hhea"].ascent * em),
            round(font["hhea"].descent * em),
            font["post"].italicAngle,
            tuple(round(advances[name][0] * em) for name in font.getGlyphOrder()),
            font.getGlyphID(font.getBestCmap()[ord(" ")]),
        )


@lru_cache(maxsize=64)
def kept(cut: str, glyphs: frozenset[int]) -> bytes:
    """The font file with these glyphs alone, under the numbers they had (ISO 32000-1, 9.9: the tables of a CIDFont)."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(retain_gids=True, hinting=False, notdef_outline=True, ignore_missing_glyphs=True)
    cutter = subset.Subsetter(options)
    cutter.populate(gids=glyphs)
    # Never the wall clock: by default saving stamps the time into the font.
    with TTFont(path(cut), recalcTimestamp=False) as font, io.BytesIO() as file:
        font.getGlyphOrder()  # from a table that is left out
        for table in set(font.keys()) - TABLES:
            del font[table]
        cutter.subset(font)
        font.save(file)
        return file.getvalue()


def cut_of(data: bytes) -> str | None:
    """The cut that a font file's bytes belong to; none for any other font."""
    return _by_digest().get(sha256(data).digest())


@contextmanager
def only_these() -> Iterator[None]:
    """Within, Fontconfig reads a configuration that lists the cuts and nothing else.

    What loads its fonts within keeps them afterwards: the configuration and its cache are in a temporary folder that
    is gone again (scanning the few files anew costs some milliseconds), and the environment is as it was.
    """
    before = {name: os.environ.pop(name, None) for name in ENVIRONMENT}
    with TemporaryDirectory(prefix="press-fonts-") as scratch:
        configuration = Path(scratch) / "fonts.conf"
        configuration.write_text(_configuration(scratch), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        try:
            yield
        finally:
            del os.environ["FONTCONFIG_FILE"]
            os.environ.update({name: value for name, value in before.items() if value is not None})


def _configuration(cache_folder: str) -> str:
    accepted = "".join(f"<glob>{escape(str(path(cut)))}</glob>" for cut in CUTS)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(folder()))}</dir><cachedir>{escape(cache_folder)}</cachedir>"
        f"<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>{accepted}</acceptfont></selectfont>"
        "</fontconfig>"
    )


@cache
def _by_digest() -> Mapping[bytes, str]:
    return {sha256(path(cut).read_bytes()).digest(): cut for cut in CUTS}
