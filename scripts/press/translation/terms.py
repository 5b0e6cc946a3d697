"""A text, its translation and the glossary -> the terms that are translated otherwise than agreed.

Words count whole and in any case. A part of a hyphenated compound is no word of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from press.records import Term

_WORD = re.compile(r"[\w\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]+")


def mistranslated(source: str, translation: str, terms: Iterable[Term]) -> Iterator[tuple[Term, int, int]]:
    """Each term of the source that has none of its translations in the translation.

    With it, where it first stands in the source: offset and width, in characters. A term inside a longer one is no
    occurrence of it: «strategisk allianse» says nothing of «allianse».
    """
    told = _Words(translation)
    for term, (start, end) in _first(_Words(source), terms):
        if not any(told.spans(phrase) for phrase in term.translations):
            yield term, start, end - start


class _Words:
    """A text, to be asked where words stand in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = [found.span() for found in _WORD.finditer(text)]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, (start, end) in enumerate(self._spans):
            self._places[text[start:end].casefold()].append(place)

    def spans(self, phrase: str) -> list[tuple[int, int]]:
        """Where the words of the phrase stand, with any blanks between them, a line's end among these."""
        words = [found.span() for found in _WORD.finditer(phrase)]
        if not words:
            return []
        sought = phrase[words[0][0] : words[-1][1]]
        runs = (
            self._spans[place : place + len(words)]
            for place in self._places.get(phrase[slice(*words[0])].casefold(), ())
        )
        spans = [(run[0][0], run[-1][1]) for run in runs]
        return [span for span in spans if _folded(self._text[slice(*span)]) == _folded(sought)]


def _first(source: _Words, terms: Iterable[Term]) -> list[tuple[Term, tuple[int, int]]]:
    """The terms that stand in the source, each where it first does, in the order of the text."""
    listed = [(term, sorted(span for one in (term.term, *term.forms) for span in source.spans(one))) for term in terms]
    taken = {span for _, spans in listed for span in spans}
    free = ((term, next((span for span in spans if not _hidden(span, taken)), None)) for term, spans in listed)
    return sorted(((term, span) for term, span in free if span), key=lambda one: one[1])


def _hidden(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end and (start, end) != span for start, end in taken)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
