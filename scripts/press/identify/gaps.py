"""Where the words of a file and of a paper differ -> is it an alteration, or what programs do on their own?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from press.identify.carrier import Carrier, Form
from press.identify.paper import Sort
from press.identify.reference import May, Piece, Reference
from press.identify.signs import BREAK, MARKS, is_marker

LONGEST = 400
"""Words of the paper in a gap that is looked at sign by sign."""
_MAY = {
    May.CALL: r"(?:\[?\d{1,3}[\])]?)?",
    May.MARK: rf"(?:[{MARKS}{BREAK}-])?",
    May.ITEM: r"(?:\[?\d{1,3}(?:\.\d{1,3})+\]?|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zæøå]|[ivxlc]{1,6})[.)])?",
    May.LEADER: r"[.…·]*\d{0,4}",
}


@dataclass
class Gap:
    """Words that are not the same: `a1` to `a2` of the paper, and these places of the file, which begin at `at`.

    `first` and `last` say that it lies before all that is the same, or after it. `taken` are the paper's words in it
    that were found elsewhere.
    """

    a1: int
    a2: int
    words: list[int]
    at: int
    first: bool = False
    last: bool = False
    settled: bool = False
    taken: set[int] = field(default_factory=set)

    @property
    def at_end(self) -> bool:
        """Whether it is no gap between words that are the same."""
        return self.first or self.last

    def left(self) -> Iterator[int]:
        """The paper's words in it that were not found elsewhere."""
        yield from (at for at in range(self.a1, self.a2) if at not in self.taken)

    def by_piece(self, reference: Reference) -> Iterator[tuple[Piece, list[str]]]:
        """The pieces that lie in it, each with its words there; numbers that programs reckon are not among them."""
        found: dict[int, list[str]] = {}
        for at in self.left():
            if at not in reference.numbers:
                found.setdefault(reference.piece_of[at], []).append(reference.words[at])
        yield from ((reference.pieces[number], words) for number, words in found.items())

    def pieces(self, reference: Reference) -> list[Piece]:
        """The pieces that lie in it."""
        return [
            reference.pieces[number] for number in sorted({reference.piece_of[at] for at in range(self.a1, self.a2)})
        ]

    def whole(self, reference: Reference) -> Iterator[tuple[int, int]]:
        """The pieces of the text that lie in it from their first word to their last."""
        numbers = sorted({reference.piece_of[at] for at in self.left()})
        for number in numbers:
            ats = [at for at in self.left() if reference.piece_of[at] == number]
            if reference.pieces[number].text and len(ats) == len(reference.pieces[number].words):
                yield ats[0], ats[-1] + 1

    def neighbour(self, reference: Reference) -> Piece:
        """The piece of the text that words were put in beside."""
        before = max(0, self.a1 - 1)
        at = before if reference.text(before) else min(self.a2, len(reference.words) - 1)
        return reference.pieces[reference.piece_of[at]]


def opens(left: tuple[int, int], right: tuple[int, int], ends: tuple[int, int]) -> bool:
    """Whether something is missing or left over at an end."""
    return (left[0] < 0 and right[0] > 0) or (right == ends and left[0] + 1 < ends[0])


def pruned(pairs: list[tuple[int, int]], words: int, says: int) -> list[tuple[int, int]]:
    """Without the one or two words in the midst of nothing else that is the same: they are there by chance."""
    runs: list[list[tuple[int, int]]] = []
    for pair in pairs:
        if runs and pair[0] - runs[-1][-1][0] == 1 and pair[1] - runs[-1][-1][1] == 1:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    kept: list[list[tuple[int, int]]] = []
    for number, run in enumerate(runs):
        before = kept[-1][-1] if kept else (-1, -1)
        after = runs[number + 1][0] if number + 1 < len(runs) else (words, says)
        lonely = all(_far(one, other) for one, other in ((before, run[0]), (run[-1], after)))
        if len(run) > 2 or not lonely:
            kept.append(run)
    return [pair for run in kept for pair in run]


def _far(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] - one[0] > 4 and other[1] - one[1] > 4


def tolerated(carrier: Carrier, reference: Reference, gap: Gap) -> bool:
    """Whether a gap is what programs do on their own: lines broken elsewhere, numbers and marks, words in pictures."""
    if gap.taken and not list(gap.left()) and not gap.words:
        return True
    if not list(gap.left()) and _drawn(carrier, reference, gap):
        return True
    if gap.a2 - gap.a1 > LONGEST:
        return False
    said = "".join(carrier.words[at] for at in gap.words)
    return _pattern(reference, gap).fullmatch(said) is not None and not _only_blanks(carrier, reference, gap, said)


def bared(carrier: Carrier, reference: Reference, gap: Gap) -> list[int]:
    """The words of a gap without the numbers and marks at its ends that programs put there."""
    words = list(gap.words)
    first, after = reference.may[gap.a1], reference.may[gap.a2]
    while words and re.fullmatch(_before(first), carrier.words[words[0]]):
        del words[0]
    while words and gap.a1 < gap.a2 and re.fullmatch(_before(after), carrier.words[words[-1]]):
        del words[-1]
    return words


def _only_blanks(carrier: Carrier, reference: Reference, gap: Gap, said: str) -> bool:
    """Whether in one paragraph of Word a blank was put in or taken out, which makes other words."""
    if reference.paper.sort in (Sort.REDLINE, Sort.TABLE):  # words are parted there where one text changes
        return False
    if carrier.form is not Form.WORD or not gap.words or len({reference.piece_of[at] for at in gap.left()}) != 1:
        return False
    if len({carrier.line_of[at] for at in gap.words}) != 1:
        return False
    inside = any(reference.may[at] for at in range(gap.a1 + 1, gap.a2))
    return not inside and said == "".join(reference.words[at] for at in gap.left())


def _drawn(carrier: Carrier, reference: Reference, gap: Gap) -> bool:
    """Whether these are lines of a PDF that stand in a picture of the paper."""
    if carrier.form is not Form.PDF or not gap.words:
        return False
    inside = set(gap.words)
    lines = {carrier.line_of[at] for at in gap.words}
    whole = all(_whole(carrier, line, inside) for line in lines)
    return whole and all(carrier.words[at] in reference.drawn for at in gap.words)


def _whole(carrier: Carrier, line: int, inside: set[int]) -> bool:
    ats = [at for at in range(min(inside) - 40, max(inside) + 40) if 0 <= at < len(carrier.words)]
    return all(at in inside for at in ats if carrier.line_of[at] == line)


def _pattern(reference: Reference, gap: Gap) -> re.Pattern[str]:
    parts = []
    for text, ats in groupby(range(gap.a1, gap.a2), reference.text):
        first, *rest = ats
        inside = _word(reference, gap, first) + "".join(
            _before(reference.may[at]) + _word(reference, gap, at) for at in rest
        )
        parts.append(_before(reference.may[first]) + (inside if text else f"(?:{inside})?"))
    parts.append(_before(reference.may[gap.a2]))
    return re.compile("".join(parts))


def _word(reference: Reference, gap: Gap, at: int) -> str:
    if at in gap.taken:
        return ""
    word = reference.words[at]
    if at not in reference.numbers:
        return signs(word)
    return f"(?:{signs(word)}{'' if word.isalpha() else '[.)]?'})?"


def _before(may: May) -> str:
    return "".join(pattern for kind, pattern in _MAY.items() if kind in may)


def signs(word: str) -> str:
    """A pattern of a word that may have been broken at the end of a line."""
    return "".join(f"[-{BREAK}]{BREAK}?" if sign == "-" else f"{re.escape(sign)}{BREAK}?" for sign in word)


def found_in(carrier: Carrier, gap: Gap, words: Sequence[str]) -> list[int]:
    """The places in a gap where these words stand, which are taken out of it; none where they do not.

    Blanks do not count, and what stands before them in its line may be a number or a mark.
    """
    said = "".join(carrier.words[at] for at in gap.words)
    found = re.search("".join(map(signs, words)), said)
    if found is None:
        return []
    starts: list[int] = []
    at = 0
    for place in gap.words:
        starts.append(at)
        at += len(carrier.words[place])
    first = next(number for number, start in reversed(list(enumerate(starts))) if start <= found.start())
    last = next(number for number, start in reversed(list(enumerate(starts))) if start < found.end())
    ends = starts[last] + len(carrier.words[gap.words[last]])
    if said[starts[first] : found.start()].strip("0123456789.)–•- "):
        return []
    if said[found.end() : ends].strip("0123456789↩"):
        return []
    while first and _mark(carrier, gap.words[first - 1], gap.words[first]):
        first -= 1
    while last + 1 < len(gap.words) and carrier.words[gap.words[last + 1]] == "↩":
        last += 1
    taken = gap.words[first : last + 1]
    gap.words = gap.words[:first] + gap.words[last + 1 :]
    return taken


def _mark(carrier: Carrier, place: int, following: int) -> bool:
    """Whether a word is the number or the mark of the words that follow on it."""
    word = carrier.words[place]
    near = carrier.line_of[following] - carrier.line_of[place] < 2
    return near and (is_marker(word) or word.strip("[]()").isdigit()) and carrier.begins_line(place)
