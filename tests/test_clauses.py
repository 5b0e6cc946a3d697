"""When each clause was last changed: what the archive shows, and nothing of the time before it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from press.compose.clauses import amendments
from press.compose.order import staying
from press.document import Document
from press.edtf import Edtf
from press.facts import Draft, Evidence, Facts, Revision


def document(*texts: dict[str, str], was: dict[int, dict[str, str]] | None = None) -> Document:
    """A document whose revisions r0, r1 … had these parts; the last one is the draft."""
    renamed = was or {}
    revisions = [
        Revision.model_construct(
            id=f"r{number}", adopted=Edtf.parse("2004"), was=renamed.get(number, {}), corrects=None,
            evidence=Evidence.ORIGINAL,
        )
        for number in range(len(texts) - 1)
    ]  # fmt: skip
    drafted = Draft.model_construct(id="ny", was=renamed.get(len(texts) - 1, {}), corrects=None)
    facts = Facts.model_construct(revisions=tuple(revisions), draft=drafted)
    archive = {f"r{number}": {"nb": parts} for number, parts in enumerate(texts[:-1])}
    return Document(Path(), facts, {}, {"nb": texts[-1]}, archive)


def told(of: Document) -> dict[str, str]:
    changed, renamed, gone = amendments(of, "nb", None)
    lines = {name: f"{how.how.value} {how.by.id if how.by else 'draft'}" for name, how in changed.items()}
    for name, before in renamed.items():
        if before:
            lines[name] = " ".join([lines.get(name, ""), *(f"was {one.was}" for one in before)]).strip()
    for left in gone:
        assert left.name not in of.parts["nb"]
        lines[left.name] = f"gone {left.by.id if left.by else 'draft'}, last in {left.before.id}"
    return lines


def test_what_has_stood_since_the_oldest_preserved_text_has_no_recorded_change() -> None:
    assert told(document({"a": "1", "b": "1"})) == {}
    assert told(document({"a": "1", "b": "1"}, {"a": "1", "b": "1"})) == {}


def test_the_last_change_is_told_and_not_the_first() -> None:
    assert told(document({"a": "1"}, {"a": "2"}, {"a": "3"}, {"a": "3"})) == {"a": "changed r2"}


def test_what_came_in_is_told_as_inserted() -> None:
    assert told(document({"a": "1"}, {"a": "1", "b": "1"}, {"a": "1", "b": "1", "c": "1"})) == {
        "b": "inserted r1",
        "c": "inserted draft",
    }


def test_a_moved_clause_is_told_and_those_that_it_passed_are_not() -> None:
    assert told(document({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "1", "a": "1"})) == {"a": "moved draft"}


def test_a_renamed_clause_is_followed() -> None:
    texts = ({"a": "1"}, {"a": "2"}, {"x": "2"}, {"x": "2"})
    assert told(document(*texts, was={2: {"x": "a"}})) == {"x": "changed r1 was a"}


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    of = document({"a": "1"}, {"a": "2"}, {"a": "3"}, {"a": "3"})
    rows = list(of.facts.revisions)
    rows[2] = rows[2].model_copy(update={"corrects": "r1"})
    corrected = Document(of.folder, of.facts.model_copy(update={"revisions": tuple(rows)}), {}, of.parts, of.archive)
    assert told(corrected) == {"a": "changed r2"}
    assert [one.id for one in corrected.facts.lineage] == ["r0", "r2"]
    assert [one.id for one in corrected.facts.line] == ["r0", "r1", "r2"]


def test_what_was_taken_out_is_told_in_the_order_in_which_it_went() -> None:
    of = document({"a": "1", "b": "1", "c": "1", "d": "1"}, {"a": "1", "c": "1", "d": "1"}, {"d": "1"})
    assert list(told(of).items()) == [
        ("b", "gone r1, last in r0"),
        ("a", "gone draft, last in r1"),
        ("c", "gone draft, last in r1"),
    ]


def test_a_renamed_clause_is_not_gone_and_goes_under_its_last_id() -> None:
    texts = ({"a": "1", "b": "1"}, {"x": "1", "b": "1"}, {"b": "1"})
    assert told(document(*texts[:2], was={1: {"x": "a"}})) == {"x": "was a"}
    assert told(document(*texts, was={1: {"x": "a"}})) == {"x": "gone draft, last in r1"}


def test_what_a_correction_has_still_is_not_gone() -> None:
    assert told(document({"a": "1", "b": "1"}, {"a": "1"}, {"a": "1", "b": "1"})) == {"b": "inserted draft"}


@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("12")), min_size=1, max_size=6))
def test_each_part_that_ever_stood_is_living_or_gone_once(texts: list[dict[str, str]]) -> None:
    of = document(*texts)
    gone = [one.name for one in amendments(of, "nb", None).gone]
    assert sorted([*gone, *texts[-1]]) == sorted({name for parts in texts for name in parts})


@given(st.lists(st.integers(), unique=True, max_size=40))
def test_the_parts_that_stay_are_in_order_and_as_many_as_can_be(places: Sequence[int]) -> None:
    kept = [places[number] for number in sorted(staying(places))]
    assert kept == sorted(kept)
    best = [1] * len(places)
    for n, place in enumerate(places):
        best[n] = 1 + max((best[m] for m in range(n) if places[m] < place), default=0)
    assert len(kept) == max(best, default=0)
