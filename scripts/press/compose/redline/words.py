"""The words of a paragraph before and after -> one paragraph in which what differs is marked.

Tokens are compared, never letters, so that no change divides a word and every mark comes out whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from press.compose.redline.inlines import Inlines, build, normal
from press.compose.redline.sequence import common
from press.compose.redline.tokens import Sort, Token, sort, spelled, tokens
from press.inline import Deleted, Inline, Inserted

LEAST = 3
"""Where fewer than one in so many words survive, a paragraph is struck and written anew."""


def diff(old: Sequence[Inline], new: Sequence[Inline]) -> Inlines:
    """The new words with `Inserted` around what the old have not, and `Deleted` before it around what the new have not.

    `Inserted` and `Deleted` are outermost; neither divides a word, a number, a link or a footnote.
    `inlines.accepted` of the outcome is `normal(new)`, `inlines.rejected` of it is `normal(old)`.
    """
    before, after = normal(old), normal(new)
    if before == after:
        return after
    return _Rows(_row(before), _row(after)).marked()


@dataclass(frozen=True)
class _Span:
    """A change: old[a:b] was taken out, and new[c:d] put in its place."""

    a: int
    b: int
    c: int
    d: int

    @property
    def way(self) -> int:
        """1 where words are only put in, -1 where they are only taken out, 0 where both."""
        return (self.a == self.b) - (self.c == self.d)

    def moved(self, step: int) -> _Span:
        return _Span(self.a + step, self.b + step, self.c + step, self.d + step)


@dataclass(frozen=True)
class _Row:
    """The tokens of a text, and what each of them counts for."""

    tokens: tuple[Token, ...]
    sorts: tuple[Sort, ...]

    def matter(self, start: int, end: int) -> int:
        """How many words there are in a stretch that carry the matter."""
        return self.sorts[start:end].count(Sort.WORD)

    def edge(self, at: int) -> int:
        """How good a place is for a change to begin or end: the more, the larger the part of the text it parts."""
        if at in (0, len(self.tokens)):
            return 5
        if self.sorts[at - 1] is not Sort.BLANK:
            return int(self.sorts[at] is Sort.BLANK)
        sign = spelled(self.tokens[at - 2]) if at > 1 else ""
        return 4 if sign in {".", ":", ";", "!", "?"} else 3 if sign == "," else 2


def _row(words: Inlines) -> _Row:
    found = tuple(tokens(words))
    return _Row(found, tuple(map(sort, found)))


@dataclass(frozen=True)
class _Rows:
    """Both texts."""

    old: _Row
    new: _Row

    def marked(self) -> Inlines:
        old, new = self.old.tokens, self.new.tokens
        found: list[Inline] = []
        at = 0
        for span in self._spans():
            found += _built(new[at : span.c])
            if span.a < span.b:
                found.append(Deleted(_built(old[span.a : span.b])))
            if span.c < span.d:
                found.append(Inserted(_built(new[span.c : span.d])))
            at = span.d
        return (*found, *_built(new[at:]))

    def _spans(self) -> list[_Span]:
        spans = self._joined(self._slid(list(self._raw())))
        spans = self._joined(map(self._widened, chain.from_iterable(map(self._trimmed, spans))))
        whole = _Span(0, len(self.old.tokens), 0, len(self.new.tokens))
        old, new = self.old.matter(0, whole.b), self.new.matter(0, whole.d)
        kept = old - sum(self.old.matter(span.a, span.b) for span in spans)
        return [whole] if LEAST * kept < min(old, new) else spans

    def _raw(self) -> Iterator[_Span]:
        """What stands between the words that both have. Blanks are compared only where the words around them agree."""
        numbers: dict[Token, int] = {}
        old, new = (
            {
                at: numbers.setdefault(token, len(numbers))
                for at, (token, kind) in enumerate(zip(row.tokens, row.sorts, strict=True))
                if kind is not Sort.BLANK
            }
            for row in (self.old, self.new)
        )
        in_old, in_new = list(old), list(new)
        anchors = [(in_old[i], in_new[j]) for i, j in common(list(old.values()), list(new.values()))]
        a = c = 0
        for b, d in [*anchors, (len(self.old.tokens), len(self.new.tokens))]:
            if a < b or c < d:
                yield from self._trimmed(_Span(a, b, c, d))
            a, c = b + 1, d + 1

    def _trimmed(self, span: _Span) -> Iterator[_Span]:
        """The change without what both texts begin or end it with; nothing where nothing else is in it."""
        old, new = self.old.tokens, self.new.tokens
        a, b, c, d = span.a, span.b, span.c, span.d
        while a < b and c < d and old[a] == new[c]:
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
        if a < b or c < d:
            yield _Span(a, b, c, d)

    def _slid(self, spans: list[_Span]) -> Iterator[_Span]:
        """Words only put in or only taken out are marked from the start of a sentence or word, where that is as true.

        Of «A b. A c.» after «A c.», «A b. » was put in, and not «b. A ».
        """
        last = _Span(0, 0, 0, 0)
        for number, span in enumerate(spans):
            best = span
            if span.way:
                end = spans[number + 1].a if number + 1 < len(spans) else len(self.old.tokens)
                best = max(self._slides(span, last.b, end), key=lambda one: (self._score(one), one.a))
            last = best
            yield best

    def _slides(self, span: _Span, start: int, end: int) -> Iterator[_Span]:
        """The same change at the other places where it gives the same texts."""
        first, last = (span.a, span.b) if span.way < 0 else (span.c, span.d)
        row = (self.old if span.way < 0 else self.new).tokens
        yield span
        step = 0
        while span.a + step > start and row[first + step - 1] == row[last + step - 1]:
            step -= 1
            yield span.moved(step)
        step = 0
        while span.b + step < end and row[first + step] == row[last + step]:
            step += 1
            yield span.moved(step)

    def _score(self, span: _Span) -> int:
        if span.way < 0:
            return self.old.edge(span.a) + self.old.edge(span.b)
        return self.new.edge(span.c) + self.new.edge(span.d)

    def _widened(self, span: _Span) -> _Span:
        """A change of blanks alone takes in the word beside it, so that it can be seen."""
        if {*self.old.sorts[span.a : span.b], *self.new.sorts[span.c : span.d]} != {Sort.BLANK}:
            return span
        if span.b < len(self.old.tokens) and span.d < len(self.new.tokens):
            return replace(span, b=span.b + 1, d=span.d + 1)
        if span.a > 0 and span.c > 0:
            return replace(span, a=span.a - 1, c=span.c - 1)
        return span

    def _joined(self, spans: Iterable[_Span]) -> list[_Span]:
        """Changes with next to nothing between them are one; not two that go one way, as that would be struck too."""
        found: list[_Span] = []
        for span in spans:
            last = found[-1] if found else None
            if last is None or not self._close(last, span):
                found.append(span)
            else:
                found[-1] = _Span(last.a, max(last.b, span.b), last.c, max(last.d, span.d))
        return found

    def _close(self, last: _Span, span: _Span) -> bool:
        between = self.old.sorts[last.b : span.a]
        if not between or span.a < last.b:
            return True
        if last.way and last.way == span.way:
            return False
        return Sort.WORD not in between and between.count(Sort.FUNCTION) <= 1


def _built(row: Iterable[Token]) -> Inlines:
    return build(chain.from_iterable(row))
