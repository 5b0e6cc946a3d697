"""The style sheet of the PDF: what we add to it, and what it may not do."""

from __future__ import annotations

import re
from collections.abc import Iterator

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

REACHING = re.compile(r"@import\b|\burl\(\s*(?!['\"]?press:)[^)]*\)?|@font-face\b", re.IGNORECASE)
"""What a style sheet may not contain: it can reach nothing but the pictures of the page."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def outside(css: str) -> Iterator[Problem]:
    """A problem for everything in the style sheet that reaches outside the page."""
    bare = COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), css)
    for found in REACHING.finditer(bare):
        line = bare.count("\n", 0, found.start()) + 1
        column = found.start() - (bare.rfind("\n", 0, found.start()) + 1) + 1
        yield problem(
            css,
            line,
            column,
            ("T401", f"The style sheet reaches outside the page: {found[0].strip()}", OUTSIDE_HINT),
            len(found[0]),
        )


OUTSIDE_HINT = "Put the rules in the file itself; pictures are named url(press:NAME), and the fonts are given."


def problem(css: str, line: int, column: int, what: tuple[str, str, str], width: int = 1) -> Problem:
    """A problem at a place in the style sheet, with its line."""
    lines = css.splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return Problem(Place(PATH, line, column), *what, excerpt=excerpt, width=width)
