"""A text and its translation -> what was left in the language of the source.

A guess, which somebody who reads both languages can put right: in two that are close, such as bokmål and nynorsk, a
whole sentence may be the same in both.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"\S.*?(?:[.!?:;][»”’\"')\]]*(?=\s)|$)", re.MULTILINE)
_WORD = re.compile(r"[^\W\d]\w*(?:[-'’.]\w+)*")
_SHORT = 4
"""Fewer words than these can well be a name or a heading that is the same in both."""
_SHORT_IN_BOTH = 8
"""Fewer than these can be a sentence of both, where nothing in it is typical of the source alone."""
_FEW = 2
"""One word of the other language can be part of a name."""


def residue(
    source: str, translation: str, source_typical: frozenset[str], target_typical: frozenset[str]
) -> tuple[int, int] | None:
    """Offset and width, in characters of the translation, of its first sentence that was not translated.

    Either it is a sentence of the source, or more words in it are typical of the source than of the target. Typical
    words are given in lower case; those that are typical of both say nothing.
    """
    copied = {_folded(sentence) for sentence in _SENTENCE.findall(source)}
    for found in _SENTENCE.finditer(translation):
        words = _folded(found.group())
        theirs, ours = source_typical & set(words), target_typical & set(words)
        foreign, own = len(theirs - ours), len(ours - theirs)
        least = _SHORT_IN_BOTH if theirs and not foreign else _SHORT
        if (words in copied and _is_prose(found.group(), least)) or (foreign >= _FEW and foreign > own):
            return found.start(), found.end() - found.start()
    return None


def _folded(sentence: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(sentence))


def _is_prose(sentence: str, least: int) -> bool:
    """Whether it has that many words, and is more than names."""
    words = _WORD.findall(sentence)
    return len(words) >= least and any(word[0].islower() for word in words)
