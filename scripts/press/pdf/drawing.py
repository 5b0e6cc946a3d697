"""How WeasyPrint draws a page, with its marks put right while they are drawn.

Two classes stand in for WeasyPrint's own while a document is written. `Stream` marks furniture as artifacts and keeps
blanks and soft hyphens at the ends of lines; `Font` names and cuts a font by its file alone, so that the bytes do not
depend on the versions of Pango and HarfBuzz or on whether harfbuzz-subset is installed.

Needs WeasyPrint; imported by `engine` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import md5
from typing import Any

import pydyf
from weasyprint.pdf import fonts as weasy_fonts
from weasyprint.pdf import stream as weasy_stream
from weasyprint.text.fonts import get_pango_font_key

from press.fonts import FAMILY
from press.pdf import fonts
from press.pdf.pieces import SOFT_HYPHEN, Box, Piece
from press.pdf.version import changed
from press.problem import Wrong

PAGINATION = {"header": "Header", "footer": "Footer", "watermark": "Watermark"}
"""Artifacts that are pagination, with their subtype (ISO 32000-1, table 330)."""

LAST_GLYPH = re.compile(rb"^(\[.*?)(<?)([0-9a-f]{4})>(-?[0-9.]*)\] TJ$", re.DOTALL)
"""The last glyph of a TJ operator as WeasyPrint writes it: glyphs in hexadecimal, four digits each."""


class Font(weasy_fonts.Font):
    """One cut of the pinned package, and no font from anywhere else."""

    file_content: bytes
    family: str

    def __init__(self, pango_font: Any, description: Any, font_size: float) -> None:
        super().__init__(pango_font, description, font_size)
        cut = fonts.cut_of(self.file_content)
        if cut is None:
            raise Wrong(changed(f"it found a font that is not ours, {self.family}"))
        self.cut, measures = cut, fonts.measures(cut)
        digest = md5(cut.encode(), usedforsecurity=False).digest()
        self.hash = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        self.name = f"/{self.hash}+{cut}".encode()
        self.family = FAMILY
        self.ascent, self.descent = measures.ascent, measures.descent
        self.italic_angle = measures.italic_angle
        self.widths = dict(enumerate(measures.widths))
        self.space = measures.space

    def subset(self, to_unicode: Mapping[int, str], hinting: bool) -> None:
        """Keep the glyphs that are used."""
        self.widths = {glyph: self.widths[glyph] for glyph in sorted(to_unicode) if glyph in self.widths}
        self.file_content = fonts.kept(self.cut, frozenset(to_unicode))


class Stream(weasy_stream.Stream):
    """A page's content stream, drawn after a plan. `stray` counts text drawn outside every mark."""

    plan: Mapping[Box, Piece]
    by_key: dict[int, Font]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.marks = 0
        self.stray = 0
        self._depth = 0
        self._ending = ""

    def add_font(self, pango_font: Any) -> tuple[Font, float]:
        """One font for each cut, whatever Pango calls it."""
        key, description, size = get_pango_font_key(pango_font)
        if key not in self.by_key:
            font = Font(pango_font, description, size)
            self.by_key[key] = self._fonts.setdefault(font.cut, font)
        return self.by_key[key], size

    @contextmanager
    def artifact(self) -> Iterator[None]:
        self._depth += 1
        with super().artifact():
            yield
        self._depth -= 1

    @contextmanager
    def marked(self, box: Box, tag: str) -> Iterator[None]:
        """Marked content for a piece of the plan, or the artifact that the plan says it is.

        Within a transparency group (`opacity`) marked content would belong to no page: the piece stays unmarked.
        """
        piece = self.plan[box]
        if self.extra:
            yield
            return
        self._depth += 1
        self._ending = "" if piece.actual else piece.ending
        self.begin_marked_content(*self._mark(piece, tag))
        yield
        self.end_marked_content()
        self._ending = ""
        self._depth -= 1

    def _mark(self, piece: Piece, tag: str) -> tuple[str, pydyf.Dictionary | None]:
        if subtype := PAGINATION.get(piece.artifact):
            return "Artifact", pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{subtype}"})
        if piece.artifact:
            return "Artifact", pydyf.Dictionary({"Type": "/Layout"})
        piece.mcid = self.marks
        self.marks += 1
        properties = pydyf.Dictionary({"MCID": piece.mcid})
        if piece.actual:
            blank = " " if piece.ending == " " else ""
            properties["ActualText"] = pydyf.String(piece.actual + blank)
        return tag, properties

    def begin_text(self) -> None:
        self.stray += not self._depth
        super().begin_text()

    def end_text(self) -> None:
        """Close the text, but first write down what the line swallowed or added at its end."""
        if self._ending == " ":
            self._swallowed_blank()
        elif self._ending == SOFT_HYPHEN:
            self._soft_hyphen()
        self._ending = ""
        super().end_text()

    def _swallowed_blank(self) -> None:
        """A real space after the last glyph: it shows nothing, and words stay apart (14.8.2.5)."""
        name, _ = self._current_font
        font = next(font for font in self._fonts.values() if font.hash == name)
        font.to_unicode[font.space] = " "
        self.show_text(f"<{font.space:04x}>")

    def _soft_hyphen(self) -> None:
        """The hyphen that ends the line stands for U+00AD: it is no part of the word (14.8.2.2.3)."""
        shown = LAST_GLYPH.match(self.stream.pop())
        if shown is None:
            raise Wrong(changed("it shows text with other operators"))
        before, opening, hyphen, after = shown.groups()
        self.stream.append(before + (b"] TJ" if opening else b">] TJ"))
        self.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(SOFT_HYPHEN)}))
        self.stream.append(b"[<" + hyphen + b">" + after + b"] TJ")
        self.end_marked_content()
