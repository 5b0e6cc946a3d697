"""The words of a file and the papers that are known -> where in it papers stand, and which they can be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from press.identify.carrier import Carrier
from press.identify.matching import Stretch, index, stretches
from press.identify.reference import Reference

NEAR = 400
"""Words of others between two parts of one paper: a page of another one at most."""
AROUND = 40
"""Words around a stretch that are looked at as well: the first and last ones may be altered."""
OVERLAP = 10
"""Words that two papers beside each other may both have."""
RIVAL = 0.6
"""Part of the best paper's words that another one must have here to be held against the file."""
MOST_RIVALS = 60


@dataclass(frozen=True)
class Region:
    """Words `first` to `last` of a file, and the papers that they can be, the likeliest first."""

    first: int
    last: int
    rivals: tuple[Reference, ...]


@dataclass(frozen=True)
class _Part:
    """A stretch, and the number of the paper whose words stand there."""

    paper: int
    stretch: Stretch


def regions(carrier: Carrier, references: Sequence[Reference]) -> list[Region]:
    """Where papers stand in a file, in its order."""
    places = index(carrier.words)
    parts = [_Part(number, one) for number, paper in enumerate(references) for one in stretches(places, paper.words)]
    chosen = _merged(_best(parts), parts)
    found = []
    for number, one in enumerate(chosen):
        before = chosen[number - 1].stretch.last + 1 if number else 0
        after = chosen[number + 1].stretch.first - 1 if number + 1 < len(chosen) else len(carrier.words) - 1
        first = min(one.stretch.first, max(before, one.stretch.first - AROUND))
        last = max(one.stretch.last, min(after, one.stretch.last + AROUND))
        found.append(Region(first, last, tuple(references[paper] for paper in _rivals(one, parts))))
    return found


def _best(parts: Sequence[_Part]) -> list[_Part]:
    """Parts that hardly overlap and explain most of the file (weighted interval scheduling)."""
    ordered = sorted((part for part in parts if part.stretch.gain > 0), key=lambda part: part.stretch.last)
    ends = [part.stretch.last for part in ordered]
    best: list[float] = [0.0]
    taken: list[int] = [-1]
    before: list[int] = [0]
    for number, part in enumerate(ordered):
        slack = min(OVERLAP, (part.stretch.last - part.stretch.first) // 5)
        previous = bisect_right(ends, part.stretch.first + slack, 0, number)
        gain = best[previous] + part.stretch.gain
        better = gain > best[number]
        best.append(gain if better else best[number])
        taken.append(number if better else -1)
        before.append(previous if better else number)
    chosen: list[_Part] = []
    at = len(ordered)
    while at:
        if taken[at] >= 0:
            chosen.append(ordered[taken[at]])
        at = before[at]
    return chosen[::-1]


def _merged(chosen: Sequence[_Part], parts: Sequence[_Part]) -> list[_Part]:
    """Parts beside each other that are two parts of one paper, as one."""
    found: list[_Part] = []
    for part in chosen:
        both = _both(found[-1], part, parts) if found else None
        if both:
            found[-1] = both
        else:
            found.append(part)
    return found


def _both(left: _Part, right: _Part, parts: Sequence[_Part]) -> _Part | None:
    """The two as one part of a paper that has both and neither twice; None where there is none."""
    if right.stretch.first - left.stretch.last > NEAR:
        return None
    best: _Part | None = None
    for paper in (left.paper, right.paper):
        one, other = (
            side.stretch if side.paper == paper else _most(paper, side.stretch, parts) for side in (left, right)
        )
        if one and other and one is not other and len(one.found & other.found) < 0.1 * len(other.found | one.found):
            last = max(left.stretch.last, right.stretch.last)
            whole = _Part(paper, Stretch(left.stretch.first, last, one.found | other.found))
            if best is None or len(whole.stretch.found) > len(best.stretch.found):
                best = whole
    return best


def _most(paper: int, stretch: Stretch, parts: Sequence[_Part]) -> Stretch | None:
    """The stretch of a paper that covers most of another one."""
    there = [part.stretch for part in parts if part.paper == paper]
    covering = [one for one in there if one.overlap(stretch) > 0.7 * (stretch.last - stretch.first + 1)]
    return max(covering, key=lambda one: len(one.found), default=None)


def _rivals(one: _Part, parts: Sequence[_Part]) -> list[int]:
    """The papers whose words stand there too, the one with most of them first."""
    count: dict[int, int] = {one.paper: len(one.stretch.found)}
    for part in parts:
        within = part.stretch.overlap(one.stretch) / (part.stretch.last - part.stretch.first + 1)
        if part.paper != one.paper and within > 0:
            count[part.paper] = count.get(part.paper, 0) + int(within * len(part.stretch.found))
    most = max(count.values())
    ranked = sorted(count, key=lambda paper: (-count[paper], paper))
    return [paper for paper in ranked if count[paper] >= RIVAL * most][:MOST_RIVALS]
