"""The pieces of a paragraph: words with what holds for them, and their blanks as HTML shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree

from press.word.changes import Change, readings

BLANK = " \t\n\r\f"
"""What HTML collapses; other blanks, as the one that does not break, stay."""
_BLANKS = re.compile(f"[{BLANK}]+")


@dataclass(frozen=True)
class Marks:
    """What holds for a stretch of words."""

    strong: bool = False
    emphasis: bool = False
    underlined: bool = False
    struck: bool = False
    nowrap: bool = False
    language: str = ""
    link: etree._Element | None = None
    change: Change | None = None


@dataclass(frozen=True)
class Piece:
    """Words, or elements ready made; the latter are `solid` where blanks on both their sides count."""

    marks: Marks
    text: str = ""
    made: tuple[etree._Element, ...] = ()
    solid: bool = True


@dataclass
class _Part:
    """A piece, or the blank or the words of one, and the readings that keep it."""

    piece: Piece
    text: str
    kept: set[Change] = field(default_factory=set)

    @property
    def blank(self) -> bool:
        return self.text == " "


def collapse(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with blanks as HTML shows them: one between words, none at the ends (CSS Text 3, 4.1.1).

    It holds for each reading of a redline by itself. A blank that only one of them shows becomes a change of its own.
    """
    parts = [part for piece in pieces for part in _parts(piece)]
    for reading in Change:
        _keep([part for part in parts if reading in readings(part.piece.marks.change)], reading)
    return list(_joined([part for part in parts if part.kept]))


def _parts(piece: Piece) -> Iterator[_Part]:
    """The piece in parts: a blank at either end stands alone, as a neighbour may make it needless."""
    if piece.made:
        yield _Part(piece, "")
        return
    text = _BLANKS.sub(" ", piece.text)
    words = text.strip(" ")
    if text.startswith(" "):
        yield _Part(piece, " ")
    if words:
        yield _Part(piece, words)
        if text.endswith(" "):
            yield _Part(piece, " ")


def _keep(parts: Sequence[_Part], reading: Change) -> None:
    """Note what a reading keeps of the parts that it has."""
    after_blank, last = True, None
    for part in parts:
        if part.blank:
            if not after_blank:
                part.kept.add(reading)
                last = part
            after_blank = True
        else:
            part.kept.add(reading)
            after_blank = after_blank and bool(part.piece.made) and not part.piece.solid
    if after_blank and last is not None:
        last.kept.discard(reading)


def _joined(parts: Sequence[_Part]) -> Iterator[Piece]:
    """The kept parts as pieces again; those of one piece together, where the same readings keep them."""
    for (_, change), group in groupby(parts, lambda part: (id(part.piece), _change(part))):
        found = list(group)
        piece = found[0].piece
        if piece.made:
            yield piece
        else:
            marks = piece.marks if change is piece.marks.change else replace(piece.marks, change=change)
            yield Piece(marks, "".join(part.text for part in found))


def _change(part: _Part) -> Change | None:
    if part.piece.made or part.kept == set(readings(part.piece.marks.change)):
        return part.piece.marks.change
    return next(iter(part.kept))
