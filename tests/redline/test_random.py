"""What holds of the redline of any two texts."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.compose.redline import Action, accepted, diff, normal, rejected
from press.inline import Deleted, Footnote, Inline, Inserted, Link, Run
from redline import oracle
from redline.edits import Inlines, Pair, document, inlines, pair, pairs, reworded, sound
from redline.proof import check_marks, proven

SEEDS = int(os.environ.get("PRESS_PAIRS", "200"))
"""How many seeded pairs are tried: PRESS_PAIRS=50000 pytest tests/redline/test_random.py -k seeded"""

PARAGRAPHS = st.randoms(use_true_random=False).map(lambda rng: rewritten(rng, inlines(rng)))


def rewritten(rng: Random, old: Inlines) -> tuple[Inlines, Inlines]:
    new = old
    for _ in range(rng.randint(0, 4)):
        new = reworded(rng, new)
    return old, new


@settings(max_examples=1000)
@given(pairs())
def test_it_holds_both_texts_and_marks_what_differs_and_nothing_else(two: Pair) -> None:
    proven(*two)


@pytest.mark.parametrize("part", range(4))
def test_the_same_of_seeded_pairs(part: int) -> None:
    for seed in range(part, SEEDS, 4):
        proven(*pair(Random(seed)))


@settings(max_examples=200)
@given(st.randoms(use_true_random=False))
def test_two_texts_with_nothing_but_ids_in_common(rng: Random) -> None:
    old, new = sound(document(rng).sections), sound(document(rng).sections)
    proven(old, new, {})
    proven(old, (), {})
    proven((), new, {})


@settings(max_examples=200)
@given(st.randoms(use_true_random=False))
def test_nothing_is_marked_where_nothing_differs(rng: Random) -> None:
    text = sound(document(rng).sections)
    found = proven(text, text, {})
    assert (found.changes, found.marked, found.blocks, dict(found.names)) == ((), 0, 0, {})


@settings(max_examples=500)
@given(PARAGRAPHS)
def test_a_paragraph_holds_both_and_no_word_is_divided(two: tuple[Inlines, Inlines]) -> None:
    old, new = two
    found = diff(old, new)
    assert accepted(found) == normal(new)
    assert rejected(found) == normal(old)
    assert list(oracle.letters(normal(old), {})) == list(oracle.letters(old, {}))
    assert normal(normal(old)) == normal(old)
    check_marks(found)
    for other in (Inserted, Deleted):
        words = [node for node in found if not isinstance(node, other)]
        text = "".join(map(letters, words))
        end = 0
        for node in words:
            start, end = end, end + len(letters(node))
            if isinstance(node, (Inserted, Deleted)):
                assert not text[max(0, start - 1) : start + 1].isalnum() or start == 0
                assert not text[end - 1 : end + 1].isalnum() or end == len(text)
                assert not unicodedata.combining(text[end : end + 1] or " ")


def letters(node: Inline) -> str:
    """The letters of a node, with a sign for each link and footnote."""
    if isinstance(node, Run):
        return node.text
    return "\ufffc" if isinstance(node, (Link, Footnote)) else "".join(map(letters, node.children))


def test_the_seeded_pairs_hold_changes_of_every_action() -> None:
    actions = Counter(change.action for seed in range(60) for change in proven(*pair(Random(seed))).changes)
    assert set(actions) == set(Action)
