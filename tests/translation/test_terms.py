"""Terms of the glossary: found whole, the longest first, and translated as agreed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.records import Term
from press.translation.terms import mistranslated


def term(name: str, *translations: str, forms: tuple[str, ...] = ()) -> Term:
    return Term.model_validate({"term": name, "forms": forms, "translations": translations, "origin": "ours"})


ALLIANCE = term("allianse", "alliance", "alliances", forms=("alliansen", "alliansens"))
STRATEGIC = term("strategisk allianse", "strategic alliance")
COUNCIL = term("råd", "council", forms=("rådet", "Rådet"))
TERMS = [ALLIANCE, COUNCIL, STRATEGIC]

EXAMPLES = [
    ("Alliansen er ny.", "The alliance is new.", []),
    ("Alliansen er ny.", "The Alliance’s work is new.", []),
    ("Alliansen er ny.", "The union is new.", ["Alliansen"]),
    ("En strategisk allianse.", "A strategic alliance.", []),
    ("En strategisk allianse.", "A strategic union.", ["strategisk allianse"]),
    ("En strategisk\n  allianse.", "A strategic union.", ["strategisk\n  allianse"]),
    ("En strategisk allianse og én allianse.", "A strategic union, and one.", ["strategisk allianse", "allianse"]),
    ("Rådet for alliansen", "The board of the union", ["Rådet", "alliansen"]),
    ("alliansen for rådet", "the union of the council", ["alliansen"]),
    ("Rådhuset, forråd, rådÅ", "The town hall", []),
    ("allianse-avtalen, by\N{NON-BREAKING HYPHEN}alliansen, råds- og", "the deal", []),
    ("alliansen", "non-alliance and alliances-to-be", ["alliansen"]),
    ("RÅD", "COUNCIL", []),
    ("«råd» (råd), råd", "board", ["råd"]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "translation", "expected"), EXAMPLES)
def test_terms(source: str, translation: str, expected: list[str]) -> None:
    found = list(mistranslated(source, translation, TERMS))
    assert [source[offset : offset + width] for _, offset, width in found] == expected


def test_the_term_comes_with_its_first_place() -> None:
    assert list(mistranslated("råd, råd", "", TERMS)) == [(COUNCIL, 0, 3)]


@given(st.lists(st.sampled_from(["allianse", "strategisk", "råd", "rådet", "for", "by-"]), max_size=8))
def test_nothing_is_amiss_where_every_translation_stands(words: list[str]) -> None:
    source = " ".join(words)
    assert not list(mistranslated(source, "strategic alliance, council", TERMS))
    assert {found.term for found, _, _ in mistranslated(source, "", [COUNCIL])} == (
        {"råd"} if {*words} & {"råd", "rådet"} else set()
    )
