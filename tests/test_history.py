"""Promise two: history says what the sources say. Unknown is printed as unknown, and a gap is drawn as a gap."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.build.run import Project, prepare
from press.compose.dates import in_words
from press.compose.edition import Edition
from press.compose.timeline import Dated, gaps, numbered, scale, spelled_out
from press.edtf import Edtf
from press.html import Page, Templates
from press.proof.page import read_page
from press.read import read_words
from press.words import TemplateWords

ROOT = Path(__file__).parent.parent
WORDS = read_words(ROOT / "templates", ROOT)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return prepare(Project(ROOT), everything=True)[0][0].edition


@pytest.fixture(scope="module")
def page(edition: Edition) -> Page:
    return Templates(ROOT / "templates").page(edition, WORDS["nb"])


@pytest.mark.parametrize(
    ("written", "nb", "en"),
    [
        ("2004-12-17", "17.\N{NO-BREAK SPACE}desember 2004", "17\N{NO-BREAK SPACE}December 2004"),
        ("2004-12", "desember 2004", "December 2004"),
        ("2004", "2004", "2004"),
        ("2004-12-17/..", "etter 17.\N{NO-BREAK SPACE}desember 2004", "after 17\N{NO-BREAK SPACE}December 2004"),
        ("../2004", "før 2004", "before 2004"),
        ("2004/2012", "mellom 2004 og 2012", "between 2004 and 2012"),
        ("2004?", "2004 (usikkert)", "2004 (uncertain)"),
        ("2004~", "omkring 2004", "about 2004"),
        ("XXXX", "ikke kjent", "not known"),
    ],
)
def test_dates_in_words(written: str, nb: str, en: str) -> None:
    assert in_words(Edtf.parse(written), WORDS["nb"]) == nb
    assert in_words(Edtf.parse(written), WORDS["en"]) == en


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_no_language_calls_an_unrecorded_time_unchanged(words: TemplateWords) -> None:
    said = str(words.model_dump()).replace(words.history.lead, "")
    assert not re.search(r"uendr|unchanged", said)


def test_what_no_source_says_is_printed_as_not_known(edition: Edition) -> None:
    published = edition.history.revisions[-1]
    assert published.date == "ikke kjent"
    assert published.decided == "Organ ikke kjent; sak ikke kjent."
    assert [row.date for row in edition.history.revisions[1:3]] == ["etter 17.\N{NO-BREAK SPACE}desember 2004"] * 2


def test_a_related_decision_is_never_a_revision(edition: Edition) -> None:
    history = edition.history
    assert len(history.revisions) == 4
    assert len(history.decisions) == 11
    assert not {row.anchor for row in history.revisions} & {row.anchor for row in history.decisions}


def test_the_timeline_draws_a_point_a_span_and_a_gap(edition: Edition) -> None:
    timeline = edition.history.timeline
    adopted, extended, _, published = timeline.revisions
    assert adopted.point
    assert extended.start == adopted.start
    assert extended.open_end
    assert not extended.known
    assert published.open_start
    assert published.open_end
    year = [mark for mark in timeline.decisions if mark.known and not mark.point]
    assert len(year) == 4
    assert len(timeline.gaps) == 6


def test_the_timeline_is_told_in_words(page: Page) -> None:
    alternative = page.tree.find(".//figure[@class='timeline']/img").get("alt")
    assert "1 Godkjent ved stiftelsen: 17.\N{NO-BREAK SPACE}desember 2004" in alternative
    assert (
        "Tidsrom uten daterte opplysninger: mellom 2005 og 2008, mellom 2008 og 2011, mellom 2012 og 2016"
        in alternative
    )
    assert alternative in read_page(page.tree).blocks or "Tidslinje fra 2004" in read_page(page.tree).text


def test_the_counts_of_the_text_are_said_to_be_its_own(page: Page) -> None:
    assert "dokumentets egne og skal ikke leses som dagens tall" in read_page(page.tree).text


days = st.dates(date(1814, 1, 1), date(2024, 12, 31)).map(lambda day: Edtf.parse(day.isoformat()))
years = st.integers(1814, 2024).map(lambda year: Edtf.parse(str(year)))
since = st.dates(date(1814, 1, 1), date(2024, 12, 31)).map(lambda day: Edtf.parse(f"{day.isoformat()}/.."))
events = st.lists(
    st.one_of(days, years, since, st.just(Edtf.parse("XXXX"))).map(lambda when: Dated("1", "x", when, "x")), max_size=30
)


@given(events)
def test_whatever_happened_is_drawn_within_the_timeline_and_no_event_lies_in_a_gap(drawn: list[Dated]) -> None:
    until = date(2024, 12, 31)
    along = scale(drawn, until)
    for mark in (*spelled_out(drawn, along, until), *numbered(drawn, along, until)):
        assert 0 <= mark.start <= mark.end <= 1
        assert mark.point or not mark.known or mark.end > mark.start
    empty = gaps(drawn, along, until)
    assert list(empty) == sorted(empty, key=lambda gap: gap.start)
    for event in drawn:
        if event.date.interval or event.date.earliest is None:
            continue
        at = along.at(event.date.earliest)
        assert not any(gap.start < at < gap.end for gap in empty)


@given(events)
def test_numbered_marks_do_not_cover_each_other(drawn: list[Dated]) -> None:
    until = date(2024, 12, 31)
    marks = numbered(drawn, scale(drawn, until), until)
    for lane in {mark.lane for mark in marks}:
        middles = sorted((mark.start + mark.end) / 2 for mark in marks if mark.lane == lane)
        assert all(b - a > 0.03 for a, b in pairwise(middles))
