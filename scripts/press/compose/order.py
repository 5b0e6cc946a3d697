"""Which of many things stayed in their order, and which were moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def staying(places: Sequence[int]) -> frozenset[int]:
    """The positions of a longest increasing run of `places`, which are all different: the others were moved.

    Patience sorting, n log n (Fredman 1975).
    """
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for position, place in enumerate(places):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        last[at : at + 1] = [position]
    found = []
    position = last[-1] if last else -1
    while position >= 0:
        found.append(position)
        position = before[position]
    return frozenset(found)
