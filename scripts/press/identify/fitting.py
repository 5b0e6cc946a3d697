"""A stretch of a file against one paper, word by word -> what differs, what is not there, what stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from press.identify.carrier import Carrier, Form
from press.identify.fits import MARKED, Fit
from press.identify.furniture import Pages
from press.identify.gaps import Gap, bared, found_in, opens, pruned, signs, tolerated
from press.identify.matching import same
from press.identify.notes import Noted, lines_of_notes, notes
from press.identify.reference import May, Piece, Reference
from press.identify.signs import is_marker, without_digits
from press.identify.verdict import Change

ENDS = 8
"""Words at the end of a part that can be altered; when more are gone, the part is cut off there."""
MANY = 6
"""Pieces that are not there one after another, from which on a page is gone."""
STRAY = 0.2
"""Part of a page's words that must be a paper's for the page to be of that paper, where others are."""


def fit(carrier: Carrier, reference: Reference, first: int, last: int) -> Fit:
    """The words `first` to `last` of a file against a paper.

    What pages bear at their edges is looked at only where the paper's own words are not found without it, and the order
    in which lines stand on a page only where that of the file does not fit: some programs draw one cell before another.
    """
    if carrier.form is Form.WORD and any(
        line.note for line in carrier.lines
    ):  # notes are called by marks, not by words
        reference = replace(reference, may=tuple(may & ~May.CALL for may in reference.may))
    ways = [(False, False)] if carrier.form is Form.WORD else [(False, False), (True, False), (False, True)]
    best: Fit | None = None
    for edges, by_place in ways:
        one = _Fitting(carrier, reference, first, last, edges=edges, by_place=by_place).fit()
        if best is None or (one.distance + one.missing, one.distance) < (best.distance + best.missing, best.distance):
            best = one
        if not best.distance and not best.missing:
            break
    assert best is not None, "there is one way at least"
    return best


class _Fitting:
    def __init__(
        self, carrier: Carrier, reference: Reference, first: int, last: int, *, edges: bool, by_place: bool
    ) -> None:
        self.carrier = carrier
        self.reference = reference
        self.repeated: set[str] = set()
        self.pages = Pages(carrier, reference, first, last)
        lines = sorted({carrier.line_of[at] for at in range(first, last + 1)})
        self.edges = {number for number in lines if not self._belongs(number)}
        places = [
            at for at in range(first, last + 1) if (edges or carrier.line_of[at] not in self.edges) and self._stays(at)
        ]
        if by_place:
            places.sort(key=self._where)
        self.all = places
        self.places, self.noted = lines_of_notes(carrier, reference, places)

    def _belongs(self, number: int) -> bool:
        """Whether a line is compared: not what pages bear, and not a row's heading that is printed once more."""
        line = self.carrier.lines[number]
        if self.carrier.form is Form.WORD:
            return True
        told = without_digits(line.text)
        if told.upper() in self.reference.marks:
            return False
        if told in self.reference.repeated:
            if line.outer and told in self.repeated:
                return False
            self.repeated.add(told)
            return True
        return not self.pages.bears(number)

    def _where(self, at: int) -> tuple[int, tuple[float, float], int]:
        line = self.carrier.lines[self.carrier.line_of[at]]
        return line.page, line.at, at

    def _stays(self, at: int) -> bool:
        return at not in self.carrier.gone or self.reference.paper.sort in MARKED

    def fit(self) -> Fit:
        """The whole of it."""
        reference = self.reference
        says = [self.carrier.words[at] for at in self.places]
        pairs = pruned(same(reference.words, says), len(reference.words), len(says))
        if not pairs:
            return self._nothing()
        if strays := self._strays(pairs):
            self.places = [at for at in self.places if self.carrier.page(at) not in strays]
            return self.fit()
        there = {a for a, _ in pairs}
        gaps = self._gaps(pairs)
        notes(self.carrier, reference, gaps, self.noted)
        there |= self._settled(gaps)
        moved = self._moved(gaps)
        there |= {at for gap in moved for at in range(gap.a1, gap.a2)}
        there |= self._settled(gaps)
        told = _Told(moved=[self._change(gap, gap.pieces(reference)[0], gap.words, moved=True) for gap in moved])
        for gap in gaps:
            if not gap.settled:
                self._differs(gap, told)
            elif not gap.words:
                self._beside_text(gap, told)
        self._without(self.noted, told, there)
        used = set(self.all) - set(self.places) | set(self.places[pairs[0][1] : pairs[-1][1] + 1]) | told.settled
        return self._fit(told, there, [self.places[b] for _, b in pairs], used)

    def _strays(self, pairs: Sequence[tuple[int, int]]) -> set[int]:
        """The first or the last page, where hardly any of its words are the paper's: others name it there."""
        pages = [self.carrier.page(self.places[b]) for _, b in pairs]
        if self.carrier.form is Form.WORD or pages[0] == pages[-1]:
            return set()
        return {page for page in (pages[0], pages[-1]) if pages.count(page) < STRAY * self.carrier.words_on(page)}

    def _fit(self, told: _Told, there: set[int], spots: list[int], used: set[int]) -> Fit:
        reference = self.reference
        text = [at for at in range(len(reference.words)) if reference.text(at) and at not in reference.numbers]
        head = [at for at in range(len(reference.words)) if reference.pieces[reference.piece_of[at]].head]
        changes = sorted([*told.changes, *told.moved], key=lambda change: change.word)
        return Fit(
            reference, spots[0], spots[-1], tuple(changes), tuple(told.absent), tuple(told.cut),
            len(text), sum(at in there for at in text), len(head), sum(at in there for at in head),
            tuple(told.around), tuple(told.tail), frozenset(used),
        )  # fmt: skip

    def _nothing(self) -> Fit:
        absent = tuple(piece for piece in self.reference.pieces if piece.text)
        words = sum(len(piece.words) for piece in absent)
        return Fit(self.reference, 0, 0, (), absent, (), words, 0, 1, 0)

    def _gaps(self, pairs: Sequence[tuple[int, int]]) -> list[Gap]:
        """What is not the same, between the pairs and at both ends."""
        ends = (len(self.reference.words), len(self.places))
        gaps = []
        for left, right in zip([(-1, -1), *pairs], [*pairs, ends], strict=True):
            words = [at for at in self.places[left[1] + 1 : right[1]] if self.carrier.line_of[at] not in self.edges]
            if words or right[0] - left[0] > 1 or opens(left, right, ends):
                at = self.places[min(left[1] + 1, len(self.places) - 1)]
                gaps.append(Gap(left[0] + 1, right[0], words, at, first=left[0] < 0, last=right == ends))
        return gaps

    def _settled(self, gaps: Sequence[Gap]) -> set[int]:
        """Settle the gaps that are no alteration; returns the paper's words in them that are there after all."""
        found: set[int] = set()
        for gap in gaps:
            if not gap.settled and not gap.at_end and tolerated(self.carrier, self.reference, gap):
                gap.settled = True
                words = range(gap.a1, gap.a2)
                found |= {at for at in words if self.reference.text(at)} or set(words if gap.words else ())
        return found

    def _moved(self, gaps: Sequence[Gap]) -> list[Gap]:
        """The pieces of the text that are not in their place, and stand in another."""
        found = []
        for gap in gaps:
            if gap.settled:
                continue
            for a1, a2 in list(gap.whole(self.reference)):
                words = [w for at, w in enumerate(self.reference.words[a1:a2], a1) if at not in self.reference.numbers]
                others = [other for other in gaps if other is not gap and not other.settled and other.words]
                elsewhere = None
                if len(words) > 2:
                    elsewhere = next((it for other in others if (it := found_in(self.carrier, other, words))), None)
                if elsewhere:
                    found.append(Gap(a1, a2, elsewhere, elsewhere[0]))
                    gap.taken |= set(range(a1, a2))
        return found

    def _differs(self, gap: Gap, told: _Told) -> None:
        """Tell what a gap is: words altered, left out or put in; or the end of what is in the file."""
        missing = [(piece, words) for piece, words in gap.by_piece(self.reference) if piece.text]
        gap.words = gap.words if gap.at_end else bared(self.carrier, self.reference, gap)
        if gap.at_end:
            self._beyond(gap, missing, told)
        elif missing:
            (piece, words), *rest = missing
            told.changes.append(self._change(gap, piece, gap.words, words))
            told.changes += [self._change(gap, piece, (), words) for piece, words in rest]
        elif gap.words and self._within(gap):
            told.changes.append(self._change(gap, gap.neighbour(self.reference), gap.words))
        else:
            self._beside_text(gap, told)

    def _within(self, gap: Gap) -> bool:
        """Whether words that were put in stand in the text, and not in what is around it."""
        reference = self.reference
        text = [at for at in range(len(reference.words)) if reference.text(at)]
        if not text or gap.a2 < text[0] or gap.a1 - 1 > text[-1]:
            return False
        return gap.a1 == gap.a2 and (reference.text(gap.a1 - 1) or reference.text(gap.a2))

    def _beside_text(self, gap: Gap, told: _Told) -> None:
        """Tell what differs in the masthead, in a remark, in the history or the colophon; not in the contents, which
        programs make anew, nor what is not there at all."""
        reference, said = self.reference, self.carrier.words
        pieces = [(one, words) for one, words in gap.by_piece(reference) if not one.text and any(map(_speaks, words))]
        lost = "".join(word for _, words in pieces for word in words)
        if any(piece.place.startswith("contents") for piece, _ in pieces) or without_digits(lost) in reference.repeated:
            return
        if all(said[at] in reference.drawn for at in gap.words):
            gap.words = []
        if not gap.words and len(pieces) > MANY:
            told.tail += [piece for piece, _ in pieces if piece.place.startswith("history")]
            return
        pieces = [(piece, words) for piece, words in pieces if gap.words or len(words) < len(piece.words)]
        if reference.paper.sort in MARKED:  # Word has the pointers of what was moved as comments, which are not printed
            gap.words = [at for at in gap.words if not (is_marker(said[at]) or said[at].strip("[]().").isdigit())]
            pieces = [one for one in pieces if gap.words or not one[0].place.startswith("remark")]
        piece, words = pieces[0] if pieces else (reference.pieces[reference.piece_of[gap.a1 - 1]], [])
        if words or gap.words:
            told.around.append(self._change(gap, piece, gap.words, words))
        told.around += [self._change(gap, piece, (), words) for piece, words in pieces[1:]]

    def _beyond(self, gap: Gap, missing: list[tuple[Piece, list[str]]], told: _Told) -> None:
        """What lies before the first words that are the same, or after the last ones."""
        if not missing and (joined := self._broken(gap)):
            told.settled |= joined
            return
        near = self.reference.piece_of[gap.a2 if gap.first else gap.a1 - 1]
        if gap.last and not gap.words:
            told.tail += [piece for piece, words in gap.by_piece(self.reference) if not piece.text]
        for piece, words in missing:
            whole = len(words) == len(piece.words)
            if whole or piece is not self.reference.pieces[near]:
                told.absent.append(piece)
                continue
            said = self._beside(gap, len(words))
            if re.fullmatch("".join(map(signs, words)), "".join(self.carrier.words[at] for at in said)):
                told.settled |= set(said)
                continue
            if said and len(words) <= ENDS:
                told.settled |= set(said)
                told.changes.append(self._change(gap, piece, said, words))
            else:
                told.cut.append(piece)

    def _broken(self, gap: Gap) -> set[int]:
        """The words of the file that are those of the paper in a gap at the end, broken at the ends of lines."""
        pattern = re.compile("".join(signs(self.reference.words[at]) for at in gap.left()))
        for count in range(1, min(len(gap.words), 2 * ENDS) + 1 if gap.last else 0):
            if pattern.fullmatch("".join(self.carrier.words[at] for at in gap.words[:count])):
                return set(gap.words[:count])
        return set()

    def _beside(self, gap: Gap, count: int) -> list[int]:
        """The words of the file just outside, on the same line or the next, in place of as many of the paper's."""
        words = gap.words[-count:] if gap.first else gap.words[:count]
        if not words:
            return []
        line = self.carrier.line_of[words[-1] if gap.first else words[0]]
        return [at for at in words if abs(self.carrier.line_of[at] - line) < 2]

    def _without(self, noted: Noted, told: _Told, there: set[int]) -> None:
        """What became of the footnotes."""
        blocks = {self.reference.pieces[self.reference.piece_of[at]].block for at in there if self.reference.text(at)}
        told.changes += noted.changes
        for note in noted.absent:
            if note.block in blocks and not (told.absent or told.cut):
                at = self.places[-1]
                told.changes.append(Change(self.carrier.page(at), note.block, note.place, " ".join(note.words), "", at))
            elif note.text:
                told.absent.append(note)

    def _change(
        self, gap: Gap, piece: Piece, after: Sequence[int], before: Sequence[str] = (), *, moved: bool = False
    ) -> Change:
        carrier = self.carrier
        said = " ".join(carrier.words[at] for at in after)
        if moved:
            before = said.split()
        tracked = any(at in carrier.added for at in after) or any(
            at in carrier.gone for at in range(max(0, gap.at - 1 - len(before)), gap.at)
        )
        return Change(carrier.page(gap.at), piece.block, piece.place, " ".join(before), said, gap.at, moved, tracked)


def _speaks(word: str) -> bool:
    """Whether a word is more than a sign between words, which formats leave out."""
    return any(sign.isalnum() for sign in word)


@dataclass
class _Told:
    """What is told of a stretch."""

    moved: list[Change] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    absent: list[Piece] = field(default_factory=list)
    cut: list[Piece] = field(default_factory=list)
    around: list[Change] = field(default_factory=list)
    tail: list[Piece] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)
