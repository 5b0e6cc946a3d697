"""Text -> words that can be compared, whatever program wrote, saved or printed them.

Words keep their case, their accents and their punctuation: each of them can be an alteration. What programs add or take
away on their own (soft hyphens, ligatures, kinds of blanks) is evened out.
"""

from __future__ import annotations

import re
import unicodedata

BREAK = "\ufffe"
"""Where a word was broken at the end of a line: with a hyphen of its own or one that the break put in, nobody knows."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_EVEN = {
    **_LIGATURES,
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None),
    0x2010: "-",
    0x2011: "-",
    0x02: BREAK,
}
_LEADER = re.compile(r"\.{4,}|…{2,}")
MARKS = "–•◦▪‣·*−→←↑↓↩"
"""Signs that stand before an item of a list, or lead somewhere."""
_MARKER = re.compile(rf"[{MARKS}-]|\(?(\d{{1,3}}(\.\d{{1,3}})*|[a-zæøå]|[ivxlc]{{1,6}})[.)]")
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r".*\b(side|page|sid)\s*\d{1,5}(\s*(av|of|/)\s*\d{1,5})?", re.IGNORECASE)
_NUMBER = re.compile(r"[–-]?\s*\d{1,5}(\s*(av|of|/)\s*\d{1,5})?\s*[–-]?")


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return unicodedata.normalize("NFC", text.translate(_EVEN)).split()


def line_words(text: str) -> list[str]:
    """The words of a line, without the dots that lead the eye to the number of a page."""
    return [word for word in words(_LEADER.sub(" ", text)) if word not in (".", "…", "·")]


def bare(text: str) -> str:
    """The same without any blanks."""
    return "".join(words(text))


def without_digits(text: str) -> str:
    """The same on every page, where only the number of the page differs."""
    return _DIGITS.sub("#", bare(text))


def is_marker(text: str) -> bool:
    """Whether this is what stands before an item of a list, and nothing else."""
    return _MARKER.fullmatch(text.strip()) is not None


def is_page_number(line: str) -> bool:
    """Whether a line is the number of a page, or ends with it: `3`, `3 / 7`, `Vedtatt Side 1 av 4`."""
    return bool(_NUMBER.fullmatch(line.strip()) or _PAGE.fullmatch(line.strip()))
