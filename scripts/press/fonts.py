"""The fonts: the listed cuts of one pinned package, and no others.

All three writers show the same type: the PDF and the Word file embed it, the web page carries it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FAMILY = "Fira Sans"

CUTS = (
    "FiraSans-Regular",
    "FiraSans-Italic",
    "FiraSans-Medium",
    "FiraSans-MediumItalic",
    "FiraSans-SemiBold",
    "FiraSans-SemiBoldItalic",
    "FiraSans-Bold",
    "FiraSans-BoldItalic",
)
"""PostScript names of the cuts that a style sheet may use: weights 400, 500, 600 and 700, upright and italic.

All of them have the same characters. Only those that a document uses are embedded."""

DRAWN_WITHOUT_GLYPH = frozenset("\t\n\r\u00ad\u200b")
"""Characters that steer the setting of lines and leave no mark, so the fonts need not have them."""

LETTERS = (
    *range(0x20, 0x7F), *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A, all Sámi letters but Skolt Sámi's:
    0x1B7, 0x1E4, 0x1E5, 0x1E6, 0x1E7, 0x1E8, 0x1E9, 0x1EE, 0x1EF, 0x292,
    *range(0x2010, 0x2027), 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122,
    0x2190, 0x2192, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A0, 0x25CF,
)  # fmt: skip
"""The characters kept: letters, and the signs of running text."""


def folder() -> Path:
    """Where the pinned font package keeps its files."""
    import fontpkg_fira_sans

    return Path(fontpkg_fira_sans.ROOT) / "files"


def path(cut: str) -> Path:
    """The file of a cut."""
    return folder() / f"{cut}.ttf"


@cache
def characters() -> Mapping[int, str]:
    """Every character that the fonts have, with the name of its glyph."""
    from fontTools.ttLib import TTFont

    with TTFont(path(CUTS[0]), lazy=True) as font:
        return dict(font.getBestCmap())


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of the text that the fonts cannot show, each once, in the order they appear."""
    known = characters()
    return tuple(c for c in dict.fromkeys(text) if ord(c) not in known and c not in DRAWN_WITHOUT_GLYPH)


def cut(path: Path) -> bytes:
    """A font file with `LETTERS` only; kerning and ligatures stay."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).set(set(LETTERS))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    face = uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes()))
    return bytes(uharfbuzz.subset(face, wanted).blob.data)
