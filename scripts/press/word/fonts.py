"""Fonts of the look -> fonts inside the document.

Each family that the theme and the styles name, and that is installed as a fontpkg package, is cut to the letters of
Latin scripts (Norwegian, the Sámi languages, and Europe's others) and embedded, so that the text looks the same where
the font is missing and still can be edited. The characters kept do not depend on the text.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import fontpkg
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from press.fonts import cut
from press.word.look import Look
from press.word.ooxml import el, find, qn

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FACES = (
    ("w:embedRegular", 400, "normal"),
    ("w:embedBold", 700, "normal"),
    ("w:embedItalic", 400, "italic"),
    ("w:embedBoldItalic", 700, "italic"),
)
"""The four faces that Word knows of a family, in the order of the schema (17.8.3.10)."""


def families(look: Look) -> tuple[str, ...]:
    """The font families of the look, those of the theme first."""
    theme = [find(look.parts["theme"], f".//a:{kind}Font/a:latin") for kind in ("minor", "major")]
    named = [found.get("typeface", "") for found in theme if found is not None]
    named += [fonts.get(qn("w:ascii"), "") for fonts in look.parts["styles"].iter(qn("w:rFonts"))]
    return tuple(dict.fromkeys(name for name in named if name))


@lru_cache
def family_files(family: str) -> tuple[str, ...]:
    """The font files of an installed family that is not variable; none where it is not installed."""
    try:
        return tuple(str(file.path) for file in fontpkg.family(family).files if not file.variable)
    except fontpkg.FamilyNotInstalled:
        return ()


def embed(look: Look, table: Part) -> None:
    """Put the fonts of the look into the font table and its package (17.8.1, 17.8.3)."""
    number = 0
    for family in families(look):
        if not family_files(family):
            continue
        entry = _entry(look.parts["fontTable"], family)
        for name, weight, style in FACES:
            data, key = _face(family, weight, style)
            number += 1
            part = Part(PackURI(f"/word/fonts/font{number}.odttf"), CONTENT_TYPE, data, table.package)
            entry.append(el(name, r_id=table.relate_to(part, RT.FONT), fontKey=key))


def _entry(table: etree._Element, family: str) -> etree._Element:
    """The family's entry in the font table, a new one where the look has none."""
    for found in table:
        if found.get(qn("w:name")) == family:
            return found
    table.append(el("w:font", name=family))
    return table[-1]


@lru_cache
def _face(family: str, weight: int, style: str) -> tuple[bytes, str]:
    """A face cut and obfuscated, and its key: a GUID made from the bytes, so that it is the same for the same font."""
    data = cut(fontpkg.path(family, weight, style, nearest=True))
    digest = hashlib.sha256(data).hexdigest()[:32].upper()
    guid = f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}"
    return obfuscate(data, guid), f"{{{guid}}}"


def obfuscate(font: bytes, guid: str) -> bytes:
    """The font with its first 32 bytes mixed with the GUID, read from the end (17.8.1). Doing it again undoes it."""
    key = bytes.fromhex(guid.replace("-", ""))[::-1]
    return bytes(byte ^ key[position % 16] for position, byte in enumerate(font[:32])) + font[32:]
