"""Footnotes, which each format puts elsewhere -> found among the words that are not the running text's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from press.identify.carrier import Carrier, Form
from press.identify.gaps import Gap, found_in, signs
from press.identify.reference import Piece, Reference
from press.identify.signs import bare
from press.identify.verdict import Change

MOST_LINES = 6
"""Lines that a footnote is looked for in."""
ALIKE = 0.6
"""Part of the words of a line that must be a footnote's for it to be that footnote, altered."""
HALF = 0.5
"""Part of a footnote's words that must be found for it to be that footnote, altered."""


@dataclass
class Noted:
    """The changes in footnotes, those that were found, and those that are nowhere."""

    found: list[Piece] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    absent: list[Piece] = field(default_factory=list)


def lines_of_notes(carrier: Carrier, reference: Reference, places: Sequence[int]) -> tuple[list[int], Noted]:
    """The words at these places without the lines that are footnotes, and what became of these.

    A line of text can end with the same word as a footnote: what is certain is taken out before words are compared.
    """
    told = Noted()
    texts = {bare(" ".join(piece.words)) for piece in reference.pieces}
    lines = _by_line(carrier, places)
    numbers = list(lines)
    for note in reference.notes:
        best: tuple[float, list[int]] = (0.0, [])
        for start in range(len(numbers)) if bare(" ".join(note.words)) not in texts else ():
            for count in range(1, MOST_LINES + 1):
                window = [at for number in numbers[start : start + count] for at in lines[number]]
                share = _share(carrier, note, window, carrier.lines[numbers[start]].note)
                best = max(best, (share, window), key=lambda one: one[0])
        share, window = best
        if share >= ALIKE:
            told.found.append(note)
            taken = set(window)
            if note.text and share < 1:
                told.changes += _changes(carrier, note, window)
            lines = {number: left for number, ats in lines.items() if (left := [at for at in ats if at not in taken])}
            numbers = list(lines)
    return [at for ats in lines.values() for at in ats], told


def _by_line(carrier: Carrier, places: Sequence[int]) -> dict[int, list[int]]:
    lines: dict[int, list[int]] = {}
    for at in places:
        lines.setdefault(carrier.line_of[at], []).append(at)
    return lines


def _share(carrier: Carrier, note: Piece, window: Sequence[int], known: bool) -> float:
    """How much of a footnote these words are, from 0 to 1: they must be as many, and begin with its number."""
    if not 0.6 * len(note.words) <= len(window) <= 1.4 * len(note.words) + 2:
        return 0.0
    says = [carrier.words[at] for at in window]
    numbered = says[0][:1].isdigit()
    if known and numbered and carrier.form is Form.WORD and says[0] != note.words[0]:
        numbered = False  # Word numbers its notes itself
    said = bare(" ".join(says)).rstrip("↩")
    whole = bare(" ".join(note.words))
    if said == whole or (numbered and re.fullmatch(rf"\[?\d{{1,3}}[\].)]?{''.join(map(signs, note.words))}", said)):
        return 1.0
    if not (numbered or known):
        return 0.0
    common = sum((Counter(says) & Counter(note.words)).values())
    return min(0.99, common / max(len(note.words), len(says) - numbered))


def notes(carrier: Carrier, reference: Reference, gaps: Sequence[Gap], told: Noted) -> None:
    """Find every other footnote in the gaps, and take its words out of them."""
    left = [note for note in reference.notes if note not in told.found]
    for note in left:
        if any(found_in(carrier, gap, note.words) for gap in gaps if gap.words):
            continue
        if not _nearly(carrier, gaps, note, told) and note.text:
            told.absent.append(note)


def _nearly(carrier: Carrier, gaps: Sequence[Gap], note: Piece, told: Noted) -> bool:
    """Find a footnote that was altered: the lines in which most of its words stand."""
    best, matched = None, 0
    for gap in gaps:
        says = [carrier.words[at] for at in gap.words]
        blocks = SequenceMatcher(a=note.words, b=says, autojunk=False).get_matching_blocks() if says else []
        size = sum(block.size for block in blocks)
        if size > matched and size >= HALF * len(note.words):
            lines = {carrier.line_of[gap.words[block.b + at]] for block in blocks for at in range(block.size)}
            best, matched = (gap, lines), size
    if best is None:
        return False
    gap, lines = best
    inside = [at for at in gap.words if carrier.line_of[at] in lines]
    gap.words = [at for at in gap.words if carrier.line_of[at] not in lines]
    if note.text:
        told.changes += _changes(carrier, note, inside)
    return True


def _changes(carrier: Carrier, note: Piece, inside: Sequence[int]) -> list[Change]:
    says = [carrier.words[at] for at in inside]
    found = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(a=note.words, b=says, autojunk=False).get_opcodes():
        called = carrier.form is Form.WORD and carrier.lines[carrier.line_of[inside[0]]].note
        number = not called and not a1 and a1 == a2 and all(word.strip("[]().").isdigit() for word in says[b1:b2])
        if kind != "equal" and not number:
            at = inside[min(b1, len(inside) - 1)]
            before, after = " ".join(note.words[a1:a2]), " ".join(says[b1:b2])
            found.append(Change(carrier.page(at), note.block, note.place, before, after, at))
    return found
