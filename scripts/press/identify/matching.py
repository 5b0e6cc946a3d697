"""Two lists of words -> which of them are the same, in order; and where in a long file the words of a paper stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LENGTH = 5
"""Words of a shingle: a stretch that is looked up as one."""
MOST_PLACES = 60
"""Places of one shingle in a file that are looked at; what stands more often tells nothing."""
FEWEST = 12
"""Shingles that must be found for a stretch to be looked at."""
APART = 80
"""Words of others between two parts of a paper, beyond which they are two stretches."""
BACK = 30
"""Words by which a hit may go back in the paper: short pieces change places in what programs save."""
DIFFICULT = 4_000_000
"""Pairs of words beyond which a stretch without anything that stands once is not compared word by word."""

Shingle = tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """Words `first` to `last` of a file, in which the words at `found` of a paper stand."""

    first: int
    last: int
    found: frozenset[int]

    @property
    def gain(self) -> float:
        """How much of the file it explains."""
        return len(self.found) - 0.2 * max(0, self.last - self.first + 1 - len(self.found))

    def overlap(self, other: Stretch) -> int:
        """Words of the file that both have."""
        return max(0, min(self.last, other.last) - max(self.first, other.first) + 1)


def shingles(words: Sequence[str]) -> Iterator[tuple[int, Shingle]]:
    """Every stretch of `LENGTH` words with its place."""
    for at in range(len(words) - LENGTH + 1):
        yield at, tuple(words[at : at + LENGTH])


def index(words: Sequence[str]) -> dict[Shingle, list[int]]:
    """The places of every shingle."""
    found: dict[Shingle, list[int]] = {}
    for at, shingle in shingles(words):
        found.setdefault(shingle, []).append(at)
    return found


def stretches(places: Mapping[Shingle, Sequence[int]], words: Sequence[str]) -> list[Stretch]:
    """Where the words of a paper stand in a file, whose shingles are at `places`: each copy, and each part of one."""
    hits: dict[int, list[int]] = {}
    for at, shingle in shingles(words):
        for place in places.get(shingle, ())[:MOST_PLACES]:
            hits.setdefault(place, []).append(at)
    gathering = _Gathering()
    for place in sorted(hits):
        gathering.take(place, hits[place])
    return [found for found in gathering.ended() if len(found.found) >= FEWEST]


class _Gathering:
    """Hits in the order of the file, as they are put together to stretches.

    Where they go back in the paper and go on from there, another copy has begun, or a part was moved: a new stretch.
    """

    def __init__(self) -> None:
        self.done: list[list[tuple[int, int]]] = []
        self.now: list[tuple[int, int]] = []
        self.back: list[tuple[int, int]] = []
        """Hits that went back, as long as they may be words that stand twice in the paper."""

    def take(self, place: int, ats: Sequence[int]) -> None:
        """Add a hit: the place in the file, and the places in the paper with the same shingle."""
        if self.now and self._far(place, ats):
            self._close()
        at = self._nearest(self.now, place, ats)
        if not self.now or at >= self.now[-1][1] - BACK:
            self.now.append((place, at))
            self.back = []
            return
        at = self._nearest(self.back, place, ats)
        if self.back and not self.back[-1][1] <= at <= self.back[-1][1] + APART:
            self.back = []
        self.back.append((place, at))
        if len(self.back) >= FEWEST // 2:
            back = self.back
            self._close()
            self.now = back

    def _nearest(self, hits: Sequence[tuple[int, int]], place: int, ats: Sequence[int]) -> int:
        if not hits:
            return ats[0]
        expected = hits[-1][1] + place - hits[-1][0]
        return min(ats, key=lambda at: abs(at - expected))

    def _far(self, place: int, ats: Sequence[int]) -> bool:
        last, was = self.now[-1]
        return place - last > APART and place - last - max(0, self._nearest(self.now, place, ats) - was) > APART

    def _close(self) -> None:
        if self.now:
            self.done.append(self.now)
        self.now, self.back = [], []

    def ended(self) -> Iterator[Stretch]:
        self._close()
        for hits in self.done:
            kept = _trimmed(hits)
            yield Stretch(kept[0][0], kept[-1][0] + LENGTH - 1, frozenset(at for _, at in kept))


def _trimmed(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without the few hits at its ends that stand far from the rest: words that others use as well."""
    groups: list[list[tuple[int, int]]] = [[hits[0]]]
    for hit in hits[1:]:
        if hit[0] - groups[-1][-1][0] > 30:
            groups.append([])
        groups[-1].append(hit)
    while len(groups) > 1 and len(groups[0]) < FEWEST // 2:
        groups.pop(0)
    while len(groups) > 1 and len(groups[-1]) < FEWEST // 2:
        groups.pop()
    return [hit for group in groups for hit in group]


def same(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places with the same word in both, in the order of both: as many as can be found in a short time."""
    found: list[tuple[int, int]] = []
    todo = [(0, len(a), 0, len(b))]
    while todo:
        a1, a2, b1, b2 = todo.pop()
        while a1 < a2 and b1 < b2 and a[a1] == b[b1]:
            found.append((a1, b1))
            a1, b1 = a1 + 1, b1 + 1
        while a1 < a2 and b1 < b2 and a[a2 - 1] == b[b2 - 1]:
            a2, b2 = a2 - 1, b2 - 1
            found.append((a2, b2))
        if a1 == a2 or b1 == b2:
            continue
        anchors = _anchors(a, b, (a1, a2, b1, b2))
        if not anchors:
            found += _closely(a, b, (a1, a2, b1, b2))
            continue
        for left, right in zip([(a1 - 1, b1 - 1), *anchors], [*anchors, (a2, b2)], strict=True):
            todo.append((left[0] + 1, right[0], left[1] + 1, right[1]))
        found += anchors
    return sorted(found)


def _anchors(a: Sequence[str], b: Sequence[str], span: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """The words in the middle of three that stand once in both, as many as keep their order; else single ones."""
    for width in (3, 1):
        one, other = (_once(words, first, last, width) for words, first, last in ((a, *span[:2]), (b, *span[2:])))
        both = sorted((at, other[key]) for key, at in one.items() if key in other)
        if both:
            return _rising(both)
    return []


def _once(words: Sequence[str], first: int, last: int, width: int) -> dict[Shingle, int]:
    found = {at: tuple(words[at : at + width]) for at in range(first, last - width + 1)}
    often = Counter(found.values())
    return {key: at + width // 2 for at, key in found.items() if often[key] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs, sorted by the first place, in which the second ones rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            last.append(number)
        else:
            ends[length], last[length] = place, number
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _closely(a: Sequence[str], b: Sequence[str], span: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    a1, a2, b1, b2 = span
    if (a2 - a1) * (b2 - b1) > DIFFICULT:
        return
    matcher = SequenceMatcher(a=a[a1:a2], b=b[b1:b2], autojunk=False)
    for block in matcher.get_matching_blocks():
        yield from ((a1 + block.a + at, b1 + block.b + at) for at in range(block.size))
