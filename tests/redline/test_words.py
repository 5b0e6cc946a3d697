"""What a token is, and that rows of any length are compared in a bounded time."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.compose.redline import diff
from press.compose.redline.inlines import normal, stretches
from press.compose.redline.sequence import EFFORT, common, heaviest, merged
from press.compose.redline.tokens import Sort, sort, spelled, tokens
from press.inline import Run
from press.markup import parse
from redline.notation import marked

WORDS = [
    ("1 234 567,50 kroner", "1 234 567,50|kroner"),
    ("i 2004 100 medlemmer", "i|2004|100|medlemmer"),
    ("17.12.2004, kl. 12:30", "17.12.2004|,|kl|.|12:30"),
    ("5 % og 7‰", "5 %|og|7‰"),
    ("etter § 6-2a og §§ 3", "etter|§ 6-2a|og|§§ 3"),
    ("fra −5 til 2004–2010", "fra|−5|til|2004–2010"),
    ("bolig- og areal-", "bolig-|og|areal-"),
    ("en 46-årig, 12.5-års", "en|46-årig|,|12.5-års"),
    ("Oslo–Bergen – slik", "Oslo–Bergen|–|slik"),
    ("Álgoálbmot e\u0301n do\u00admen", "Álgoálbmot|e\u0301n|do\u00admen"),
    ("km/t og/eller", "km|/|t|og|/|eller"),
    ("Oslo**regionen** *a*b", "Osloregionen|ab"),
    ("«slik» (nå).", "«|slik|»|(|nå|)|."),
]

DIFFS = [
    ("a b c", "a c", "a {-b -}c"),
    ("Alt er likt.", "Alt er likt.", "Alt er likt."),
    ("alfa beta gamma", "alfa *beta* gamma", "alfa {-beta-}{+*beta*+} gamma"),
    ("**alfa beta** gamma", "**alfa** **beta** gamma", "**alfa**{-** beta**-}{+ **beta**+} gamma"),
    ("Rådet, styret og alle der", "Laget, utvalget og alle der", "{-Rådet, styret-}{+Laget, utvalget+} og alle der"),
    ("planen av rådet for Oslo", "målet av styret for Oslo", "{-planen av rådet-}{+målet av styret+} for Oslo"),
    ("Rådet skal og kan møtes", "Styret skal eller må møtes", "{-Rådet-}{+Styret+} skal {-og kan-}{+eller må+} møtes"),
    ("at den er i ferd med å tape", "at den styrker seg i å tape", "at den {-er i ferd med-}{+styrker seg i+} å tape"),
    ("en, to", "en helt, annen to", "en{+ helt+}, {+annen +}to"),
    ("Det er så. Det er slik.", "Det er så. Det er nytt. Det er slik.", "Det er så. {+Det er nytt. +}Det er slik."),
    ("Ingenting er som før", "Alt er blitt nytt nå", "{-Ingenting er som før-}{+Alt er blitt nytt nå+}"),
    ("", "Nytt", "{+Nytt+}"),
    ("a,b c", "a, b c", "a,{-b-}{+ b+} c"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), WORDS)
def test_a_token_is_a_whole_word_or_number(words: str, expected: str) -> None:
    found = list(tokens(normal(parse(words))))
    assert "|".join(spelled(token) for token in found if sort(token) is not Sort.BLANK) == expected


@pytest.mark.parametrize(("old", "new", "expected"), DIFFS)
def test_marks_whole_changes(old: str, new: str, expected: str) -> None:
    assert marked(diff(parse(old), parse(new))) == expected


@given(st.lists(st.integers(0, 6)), st.lists(st.integers(0, 6)))
def test_what_two_rows_have_in_common_stands_in_order_in_both(old: list[int], new: list[int]) -> None:
    pairs = common(old, new)
    assert all(old[a] == new[b] for a, b in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    both = list(merged(old, new, pairs))
    assert [a for a, _ in both if a is not None] == old
    assert [b for _, b in both if b is not None] == new


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=9))
def test_the_heaviest_run_is_that_of_all_runs(row: list[tuple[int, int]]) -> None:
    found = heaviest([place for place, _ in row], [weight for _, weight in row])
    assert all(row[a][0] < row[b][0] for a, b in pairwise(found))
    runs = [run for size in range(len(row) + 1) for run in combinations(row, size)]
    rising = [run for run in runs if all(a[0] < b[0] for a, b in pairwise(run))]
    assert sum(row[at][1] for at in found) == max(sum(weight for _, weight in run) for run in rising)


@pytest.mark.parametrize("vocabulary", [1, 2, 50, 600])
def test_very_long_paragraphs_are_compared_too(vocabulary: int) -> None:
    old = [f"ord{at * at * 7919 // 13 % vocabulary}" for at in range(8000)]
    new = [word for at, word in enumerate(old) if at % 50] + ["slutt"]
    assert sum(old.count(word) * new.count(word) for word in set(old)) > EFFORT
    found = diff([Run(" ".join(old))], [Run(" ".join(new))])
    assert stretches(found) >= 1


def test_a_long_paragraph_with_changes_far_apart_is_not_struck_whole() -> None:
    old = [f"ord{at * at * 7919 // 13 % 600}" for at in range(8000)]
    new = [word if at % 400 else "nytt" for at, word in enumerate(old)]
    assert stretches(diff([Run(" ".join(old))], [Run(" ".join(new))])) == 20
