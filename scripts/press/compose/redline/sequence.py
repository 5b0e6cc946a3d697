"""What two rows of things have in common, in order: exactly, or by likeness. Bounded in time for rows of any length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TypeVar

from press.compose.order import staying

Pair = tuple[int, int]
"""A place in the old row and one in the new."""

T = TypeVar("T")

EFFORT = 20_000
"""Pairs of equal things above which difflib, which looks at each of them many times over, is not asked."""

DEPTH = 12
"""How often a row is divided at what stands once in it before its middle is called wholly different."""

WIDTHS = (1, 4)
"""How many things are looked at together to find one that stands once: more, where none does by itself."""

REACH = 40_000
"""Pairs of things whose likeness is looked at; of longer rows, those alone that stand near the same place."""

ALIKE = 1 / 3
"""The least share of words in common at which one thing is called a changed form of another."""


def common(old: Sequence[Hashable], new: Sequence[Hashable], depth: int = 0) -> list[Pair]:
    """Where both rows say the same: pairs of places, increasing in both."""
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = min(len(old), len(new)) - start
    backwards = zip(reversed(old), reversed(new), strict=False)
    end = min(rest, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], backwards)))
    middle = _inside(old[start : len(old) - end], new[start : len(new) - end], depth)
    return [
        *((place, place) for place in range(start)),
        *((a + start, b + start) for a, b in middle),
        *((len(old) - place, len(new) - place) for place in range(end, 0, -1)),
    ]


def _inside(old: Sequence[Hashable], new: Sequence[Hashable], depth: int) -> list[Pair]:
    """The same for rows that neither begin nor end alike."""
    in_old, in_new = Counter(old), Counter(new)
    effort = sum(count * in_new[thing] for thing, count in in_old.items())
    if effort == 0 or depth == DEPTH:
        return []
    if effort <= EFFORT:
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return [(a + step, b + step) for a, b, size in blocks for step in range(size)]
    for width in WIDTHS:
        if anchors := _once(old, new, width):
            return _between(old, new, anchors, lambda a, b: common(a, b, depth + 1))
    return []


def _once(old: Sequence[Hashable], new: Sequence[Hashable], width: int) -> list[Pair]:
    """The things that stand once in each row, with those that follow them, and keep their order (patience diff)."""
    places = [_single(row, width) for row in (old, new)]
    pairs = [(places[0][key], place) for key, place in places[1].items() if key in places[0]]
    kept = staying([a for a, _ in pairs])
    return [pair for number, pair in enumerate(pairs) if number in kept]


def _single(row: Sequence[Hashable], width: int) -> dict[Hashable, int]:
    keys = [tuple(row[place : place + width]) for place in range(len(row) - width + 1)]
    count = Counter(keys)
    return {key: place for place, key in enumerate(keys) if count[key] == 1}


def _between(
    old: Sequence[T], new: Sequence[T], anchors: list[Pair], find: Callable[[Sequence[T], Sequence[T]], list[Pair]]
) -> list[Pair]:
    """The anchors, and what is found between each two of them."""
    found: list[Pair] = []
    a = b = 0
    for to_a, to_b in [*anchors, (len(old), len(new))]:
        found += [(a + i, b + j) for i, j in find(old[a:to_a], new[b:to_b])]
        found.append((to_a, to_b))
        a, b = to_a + 1, to_b + 1
    return found[:-1]


def twins(
    old: Sequence[T],
    new: Sequence[T],
    keys: Sequence[Callable[[T], Hashable]],
    words: Callable[[T], Counter[str]],
    fit: Callable[[T, T], bool],
) -> list[Pair]:
    """Things that have no id -> which of the old ones each new one is, if any; their order is kept.

    First those are paired whose first key is the same, then between them those of the next key, at last those whose
    words are alike. `fit` says whether two can be a pair at all.
    """
    if not keys:
        return _alike(old, new, words, fit)
    key, *others = keys
    anchors = common([key(one) for one in old], [key(one) for one in new])
    fitting = [(a, b) for a, b in anchors if fit(old[a], new[b])]
    return _between(old, new, fitting, lambda a, b: twins(a, b, others, words, fit))


def _alike(
    old: Sequence[T], new: Sequence[T], words: Callable[[T], Counter[str]], fit: Callable[[T, T], bool]
) -> list[Pair]:
    in_old, in_new = [words(one) for one in old], [words(one) for one in new]
    reach = REACH // max(len(old), len(new), 1)
    pairs: list[Pair] = []
    weights: list[int] = []
    for a in range(len(old)):
        for b in reversed(range(max(0, a - reach), min(len(new), a + reach + 1))):
            share = likeness(in_old[a], in_new[b])
            if share >= ALIKE and fit(old[a], new[b]):
                pairs.append((a, b))
                weights.append(round(share * 1000))
    # The new places of one old thing stand in falling order, so that no two of them are in one increasing run.
    return [pairs[number] for number in heaviest([b for _, b in pairs], weights)]


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words in common, 0 to 1 (Dice's coefficient)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def heaviest(places: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The positions of the heaviest increasing run of `places`; n log n, by a tree of best ends (Fenwick 1994)."""
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    top = (0, -1)
    for position, place in enumerate(places):
        weight, last = max((best[node] for node in _down(ranks[place] - 1)), key=lambda end: end[0], default=(0, -1))
        before.append(last)
        end = (weight + weights[position], position)
        node = ranks[place]
        while node < len(best):
            if best[node][0] < end[0]:
                best[node] = end
            node += node & -node
        top = end if end[0] > top[0] else top
    found = []
    position = top[1]
    while position >= 0:
        found.append(position)
        position = before[position]
    return found[::-1]


def _down(node: int) -> Iterator[int]:
    while node:
        yield node
        node -= node & -node


def merged(old: Sequence[T], new: Sequence[T], stays: Sequence[Pair]) -> Iterator[tuple[T | None, T | None]]:
    """Both rows as one: what stays as a pair; before it what is only in the old row, then what is only in the new."""
    a = b = 0
    for to_a, to_b in [*stays, (len(old), len(new))]:
        yield from ((one, None) for one in old[a:to_a])
        yield from ((None, one) for one in new[b:to_b])
        if to_a < len(old):
            yield old[to_a], new[to_b]
        a, b = to_a + 1, to_b + 1
