"""A stretch of a file against one paper, word by word -> what differs, what is not there, what stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from press.identify.carrier import Carrier, Form
from press.identify.gaps import Gap, bared, found_in, opens, pruned, signs, tolerated
from press.identify.matching import same
from press.identify.notes import Noted, lines_of_notes, notes
from press.identify.paper import Sort
from press.identify.reference import Piece, Reference
from press.identify.signs import without_digits
from press.identify.verdict import Change

ENDS = 8
"""Words at the end of a part that can be altered; when more are gone, the part is cut off there."""
OTHERWISE = 2
"""Words that templates may say otherwise than when a paper was made."""
RUNNING = 6
"""Signs of a line that is a part of a running title."""
MARKED = frozenset({Sort.REDLINE, Sort.TABLE})
"""Papers that say what was deleted as well."""


@dataclass(frozen=True)
class Fit:
    """How well a stretch of a file fits a paper.

    `changes` are those of the text itself; `absent` are the pieces of it that are not in the file, at its ends, and
    `cut` those of which only a part is. `words` are the words of the text, `there` how many of them are in the file;
    `head` and `head_there` the same of what says which paper it is.
    """

    reference: Reference
    first: int
    last: int
    changes: tuple[Change, ...]
    absent: tuple[Piece, ...]
    cut: tuple[Piece, ...]
    words: int
    there: int
    head: int
    head_there: int

    @property
    def distance(self) -> int:
        """How many words of the text are altered."""
        return sum(change.size for change in self.changes)

    @property
    def missing(self) -> int:
        """How many words of the text are not in the file."""
        return sum(len(piece.words) for piece in (*self.absent, *self.cut))


def fit(carrier: Carrier, reference: Reference, first: int, last: int) -> Fit:
    """The words `first` to `last` of a file against a paper.

    What pages bear at their edges is looked at only where the paper's own words are not found without it, and the order
    in which lines stand on a page only where that of the file does not fit: some programs draw one cell before another.
    """
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
        lines = sorted({carrier.line_of[at] for at in range(first, last + 1)})
        self.edges = {number for number in lines if not self._belongs(number)}
        places = [
            at for at in range(first, last + 1) if (edges or carrier.line_of[at] not in self.edges) and self._stays(at)
        ]
        if by_place:
            places.sort(key=self._where)
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
        running = len(told) >= RUNNING and any(told in one for one in self.reference.running)
        return not (line.edge or (line.outer and running))

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
        self._without(self.noted, told, there)
        spots = [self.places[b] for _, b in pairs]
        return self._fit(told, there, spots[0], spots[-1])

    def _fit(self, told: _Told, there: set[int], first: int, last: int) -> Fit:
        reference = self.reference
        text = [at for at in range(len(reference.words)) if reference.text(at) and at not in reference.numbers]
        head = [at for at in range(len(reference.words)) if reference.pieces[reference.piece_of[at]].head]
        changes = sorted([*told.changes, *told.moved], key=lambda change: change.word)
        return Fit(
            reference, first, last, tuple(changes), tuple(told.absent), tuple(told.cut),
            len(text), sum(at in there for at in text), len(head), sum(at in there for at in head),
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

    def _within(self, gap: Gap) -> bool:
        """Whether words that were put in stand in the text, and not in what is around it. A word or two may differ in
        what the templates say in the midst of it, as they may say it otherwise by now."""
        reference = self.reference
        text = [at for at in range(len(reference.words)) if reference.text(at)]
        if not text or gap.a2 < text[0] or gap.a1 - 1 > text[-1]:
            return False
        lost = {reference.piece_of[at] for at in range(gap.a1, gap.a2)}
        beside = {reference.piece_of[at] for at in (gap.a1 - 1, gap.a2) if not reference.text(at)}
        once = gap.a1 == gap.a2 and reference.piece_of[gap.a1 - 1] == reference.piece_of[gap.a2]
        partly = (bool(lost) and lost <= beside) or (once and bool(beside))
        return not partly or len(gap.words) > OTHERWISE

    def _beyond(self, gap: Gap, missing: list[tuple[Piece, list[str]]], told: _Told) -> None:
        """What lies before the first words that are the same, or after the last ones."""
        near = self.reference.piece_of[gap.a2 if gap.first else gap.a1 - 1]
        for piece, words in missing:
            whole = len(words) == len(piece.words)
            if whole or piece is not self.reference.pieces[near]:
                told.absent.append(piece)
                continue
            said = self._beside(gap, len(words))
            if re.fullmatch("".join(map(signs, words)), "".join(self.carrier.words[at] for at in said)):
                continue
            if said and len(words) <= ENDS:
                told.changes.append(self._change(gap, piece, said, words))
            else:
                told.cut.append(piece)

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


@dataclass
class _Told:
    """What is told of a stretch."""

    moved: list[Change] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    absent: list[Piece] = field(default_factory=list)
    cut: list[Piece] = field(default_factory=list)
