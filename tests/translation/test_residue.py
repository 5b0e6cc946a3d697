"""What was left in the language of the source."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.translation.residue import residue

NB = frozenset(re.findall(r"\w+", "ikke en et fra hva være er og i å av på til med som for det den at skal om"))
NN = frozenset(re.findall(r"\w+", "ikkje ein eit frå kva vere er og i å av på til med som for det den at skal om"))
EN = frozenset(re.findall(r"\w+", "the a of and to in is be not with from for that shall this"))

SOURCE = "Samarbeidet skal være åpent. Det er ikke en plikt: partene velger selv.\nOslo, Moss, Ski og Ås."
EXAMPLES = [
    ("The cooperation shall be open. It is not a duty.", EN, None),
    ("Samarbeidet skal være åpent. It is not a duty.", EN, "Samarbeidet skal være åpent."),
    ("It is. samarbeidet  skal VÆRE\N{NO-BREAK SPACE}åpent", EN, "samarbeidet  skal VÆRE\N{NO-BREAK SPACE}åpent"),
    ("It is not a duty: det er ikke så at partene velger.", EN, "det er ikke så at partene velger."),
    ("The parties.\nDet er ikke slik", EN, "Det er ikke slik"),
    ("It is not a duty of the parties («det er ikke en plikt»).", EN, None),
    ("The Council for regional utvikling i Oslo", EN, None),
    ("Partene velger selv: partene velger selv", EN, None),
    ("Samarbeidet skal vere ope. Det er inga plikt.", NN, None),
    ("Samarbeidet skal være åpent.", NN, "Samarbeidet skal være åpent."),
    ("Det er ikke en plikt.", NN, "Det er ikke en plikt."),
    ("Det er ikkje en plikt, og ikke fra rådet.", NN, "Det er ikkje en plikt, og ikke fra rådet."),
    ("Det er ikkje ei plikt frå et råd som skal vere ope.", NN, None),
    ("", EN, None),
]  # fmt: skip


@pytest.mark.parametrize(("translation", "target", "expected"), EXAMPLES)
def test_residue(translation: str, target: frozenset[str], expected: str | None) -> None:
    found = residue(SOURCE, translation, NB, target)
    assert (found and translation[found[0] : sum(found)]) == expected


SAME = [
    ("Oslo Drammen Askim Moss", None),
    ("Oslo Drammen Askim Moss 2004 12 13", None),
    ("dokument 40427754 hos docplayer.me", None),
    ("Oslo Drammen Askim kommune", "Oslo Drammen Askim kommune"),
    ("Dette skal vi samarbeide om i regionen!", "Dette skal vi samarbeide om i regionen!"),
]


@pytest.mark.parametrize(("text", "expected"), SAME)
def test_names_and_numbers_may_be_the_same(text: str, expected: str | None) -> None:
    found = residue(text, text, NB, EN)
    assert (found and text[found[0] : sum(found)]) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Dette skal vi samarbeide om i regionen!", False),
        ("Dette skal vi samarbeide om i regionen og i byen!", True),
        ("Dette skal vi ikke samarbeide om!", True),
    ],
)
def test_a_short_sentence_can_belong_to_two_close_languages(text: str, told: bool) -> None:
    assert bool(residue(text, text, NB, NN)) is told


@given(st.lists(st.sampled_from(sorted(EN - NB)), max_size=9).map(" ".join), st.text(max_size=30))
def test_words_of_the_target_are_never_residue(translation: str, source: str) -> None:
    assert residue(source, translation + " x", NB, EN) is None or translation in source.casefold()


@given(st.lists(st.sampled_from(sorted(NB - EN)), min_size=2, max_size=9, unique=True))
def test_words_of_the_source_always_are(words: list[str]) -> None:
    text = " ".join(words)
    assert residue("", f"The first is this. {text}.", NB, EN) == (19, len(text) + 1)
