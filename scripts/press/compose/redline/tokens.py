"""Words in their one form -> tokens: what a redline marks as a whole.

A token is a word, a number with its separators, a hyphenated compound, a stretch of blanks, a sign, a link or a
footnote, each with the marks that its letters bear: a word of which half is strong is one token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from itertools import groupby

from press.compose.redline.inlines import Inlines, Piece, pieces
from press.inline import Inline, Run

Token = tuple[Piece, ...]

_JOINED = "\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f\u00ad\u200b-\u200d\u2060"
"""What belongs to the letter before it: combining marks, variation selectors, soft hyphens and joiners."""

_LETTER = rf"[\w{_JOINED}]"

_TOKEN = re.compile(
    rf"""
      §{{1,2}} \s? \d+\w* (?: [-–.]\d+\w* )*                                  # § 6-2
    | [-+−]? (?> \d{{1,3}} (?: [ \u00a0\u2009\u202f]\d{{3}} )+ (?!\d) (?: ,\d+ )?    # 1 234 567,50
               | \d+ (?: [.,:/–-]\d+ )* )                                     # 17.12.2004
      (?! [-‐‑'’]? {_LETTER} ) (?: \s?[%‰] )?                                 # 5 %
    | [-‐‑]? {_LETTER}+                                                       # bo-, 46-årig, Oslo–Bergen
      (?: [-‐‑–'’·] {_LETTER}+ | (?<=\d) [.,:/] (?=\d) {_LETTER}+ )* [-‐‑]?
    | \s+
    | \S [{_JOINED}]*
    """,
    re.VERBOSE,
)

_WRITTEN = re.compile(r"\w")

_FUNCTION_WORDS = frozenset(
    [
        "i",
        "på",
        "av",
        "til",
        "for",
        "med",
        "om",
        "som",
        "at",
        "å",
        "en",
        "et",
        "ei",
        "den",
        "det",
        "de",
        "der",
        "er",
        "ved",
        "fra",
        "hos",
        "da",
        "så",
        "og",
        "ein",
        "eit",
        "frå",
        "dei",
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "is",
        "as",
        "be",
        "it",
        "and",
    ]
)


class Sort(Enum):
    """What a token counts for. A short word that carries the sentence and not its matter is a function word.

    No modal verb, negation or number is one, and neither is «eller»: those are never marked where they stand unchanged.
    """

    BLANK = 0
    SIGN = 1
    FUNCTION = 2
    WORD = 3


def tokens(words: Inlines) -> Iterator[Token]:
    """All of the words, in order; `words` is in its one form (`inlines.normal`)."""
    for is_run, group in groupby(pieces(words), lambda piece: isinstance(piece[1], Run)):
        if is_run:
            yield from _cut([(marks, leaf.text) for marks, leaf in group if isinstance(leaf, Run)])
        else:
            yield from ((piece,) for piece in group)


def _cut(runs: list[tuple[tuple[Inline, ...], str]]) -> Iterator[Token]:
    """The tokens of runs that stand side by side."""
    left = iter(runs)
    marks, text = next(left)
    for match in _TOKEN.finditer("".join(text for _, text in runs)):
        word = match.group()
        token: list[Piece] = []
        while len(text) < len(word):
            if text:
                token.append((marks, Run(text)))
                word = word[len(text) :]
            marks, text = next(left)
        token.append((marks, Run(word)))
        text = text[len(word) :]
        yield tuple(token)


def sort(token: Token) -> Sort:
    """What the token counts for; a link or a footnote is a word."""
    text = spelled(token)
    if text.isspace():
        return Sort.BLANK
    if text and not _WRITTEN.search(text):
        return Sort.SIGN
    return Sort.FUNCTION if text.lower() in _FUNCTION_WORDS else Sort.WORD


def spelled(token: Token) -> str:
    """The letters of a token; nothing for a link or a footnote."""
    return "".join([leaf.text for _, leaf in token if isinstance(leaf, Run)])
