"""The style sheet of the PDF: what we add to it, and what it may not do."""

from __future__ import annotations

from press.problem import Place, Problem

PATH = "templates/pdf.css"
"""Where the style sheet is kept: the place that problems in it are given."""

GROUND = """
@page { size: A4 }
:where(html) { font-family: "Fira Sans"; hyphenate-character: "-" }
:where(ul ul, ol ul) { list-style-type: disc }
:where(span.footnote) { float: footnote }
img { image-rendering: crisp-edges }
"""
"""Laid under every style sheet. The fonts have neither U+2010 nor the nested bullets that a browser would use;
PDF/A forbids interpolated pictures (ISO 19005-2, 6.2.8.3)."""


def problem(css: str, line: int, column: int, what: tuple[str, str, str], width: int = 1) -> Problem:
    """A problem at a place in the style sheet, with its line."""
    lines = css.splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return Problem(Place(PATH, line, column), *what, excerpt=excerpt, width=width)
