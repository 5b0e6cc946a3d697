"""What was in force on a day: known, not known, not yet, corrected since."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.compose.as_of import Answer, in_force
from press.edtf import Edtf
from press.facts import Evidence, Facts, Revision

ADOPTED_NEVER_DATED = [("r2004", "2004-12-17", None), ("utvidet", "2004-12-17/..", None), ("publisert", "XXXX", None)]
KNOWN = [
    ("r2004", "2004-05-12", "2004-07-01"),
    ("r2008", "2008-11-20", "2009-01-01"),
    ("r2016", "2016-05-31", "2017-01-01"),
]


def facts(*rows: tuple[str, str, str | None], corrects: tuple[str, str, str] | None = None) -> Facts:
    revisions = [revision(name, adopted, begins) for name, adopted, begins in rows]
    if corrects:
        name, of, recorded = corrects
        begins = next(one.in_force for one in revisions if one.id == of)
        revisions.append(revision(name, recorded, str(begins), of, recorded))
    return Facts.model_construct(revisions=tuple(revisions), draft=None)


def revision(name: str, adopted: str, begins: str | None, corrects: str | None = None, recorded: str = "2016-06-10"):  # type: ignore[no-untyped-def]
    return Revision.model_construct(
        id=name,
        adopted=Edtf.parse(adopted),
        in_force=Edtf.parse(begins) if begins else None,
        recorded=Edtf.parse(recorded),
        evidence=Evidence.ORIGINAL,
        corrects=corrects,
    )


def told(answer: Answer) -> str:
    """The answer as a line to be read."""
    ids = " ".join(one.id for one in answer.possible)
    known = "" if answer.certain else "? "
    nothing = " or nothing" if answer.nothing and answer.possible else ""
    coming = "".join(f" +{one.id}" for one in answer.coming)
    return f"{known}{ids}{nothing}{coming}{''.join(f' +{one.id}?' for one in answer.perhaps_coming)}"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2004, 5, 11), "? "),
        (date(2004, 5, 12), "?  +r2004"),
        (date(2004, 6, 30), "?  +r2004"),
        (date(2004, 7, 1), "r2004"),
        (date(2008, 11, 20), "r2004 +r2008"),
        (date(2009, 1, 1), "r2008"),
        (date(2015, 1, 1), "r2008"),
        (date(2016, 5, 31), "r2008 +r2016"),
        (date(2017, 1, 1), "r2016"),
        (date(2099, 1, 1), "r2016"),
    ],
)
def test_known_dates_have_a_known_answer(day: date, expected: str) -> None:
    assert told(in_force(facts(*KNOWN), day)) == expected


def test_without_a_date_in_force_the_answer_is_not_known() -> None:
    found = in_force(facts(*ADOPTED_NEVER_DATED), date(2015, 1, 1))
    assert told(found) == "? r2004 utvidet publisert or nothing"
    assert told(in_force(facts(*ADOPTED_NEVER_DATED), date(2004, 12, 16))) == "? publisert or nothing"


@pytest.mark.parametrize(
    ("begins", "day", "expected"),
    [
        ("2009", date(2009, 6, 1), "? r2004 r2008"),
        ("2009", date(2010, 1, 1), "r2008"),
        ("2009-01-01?", date(2012, 1, 1), "? r2004 r2008"),
        ("2009~", date(2030, 1, 1), "? r2004 r2008"),
        ("2008-12/2009-02", date(2009, 1, 15), "? r2004 r2008"),
        ("XXXX", date(2008, 1, 1), "? r2004 r2008"),
    ],
)
def test_an_uncertain_date_gives_every_revision_that_it_could_be(begins: str, day: date, expected: str) -> None:
    assert told(in_force(facts(KNOWN[0], ("r2008", "2008-11-20", begins)), day)) == expected


def test_a_correction_takes_the_place_of_what_it_corrects_from_the_beginning() -> None:
    corrected = facts(*KNOWN, corrects=("r2016-rettet", "r2016", "2018-03-08"))
    assert told(in_force(corrected, date(2017, 6, 1))) == "r2016-rettet"
    assert told(in_force(corrected, date(2017, 6, 1), known=date(2018, 1, 1))) == "r2016"
    assert told(in_force(corrected, date(2015, 1, 1))) == "r2008"


dated = st.dates(date(2000, 1, 1), date(2020, 12, 31)).map(str)
begins = st.one_of(
    st.none(), dated, st.integers(2000, 2020).map(str), st.just("XXXX"), dated.map(lambda day: f"{day}/..")
)


@given(st.lists(begins, max_size=6), st.dates(date(1999, 1, 1), date(2022, 1, 1)))
def test_a_certain_answer_is_one_that_had_begun_and_that_nothing_later_had_replaced(
    when: list[str | None], day: date
) -> None:
    rows = [(f"r{number}", "2000-01-01", begin) for number, begin in enumerate(when)]
    answer = in_force(facts(*rows), day)
    assert len({one.id for one in answer.possible}) == len(answer.possible)
    assert answer.certain == (len(answer.possible) == 1 and not answer.nothing)
    if answer.revision is not None:
        begun = answer.revision.in_force
        assert begun is not None
        assert begun.latest is not None
        assert begun.latest <= day


def test_a_correction_that_is_in_force_later_leaves_the_time_before_to_what_it_corrects() -> None:
    rows = facts(*KNOWN, corrects=("rettet", "r2016", "2018-03-08"))
    later = rows.revisions[-1].model_copy(update={"in_force": Edtf.parse("2019-01-01")})
    corrected = Facts.model_construct(revisions=(*rows.revisions[:-1], later), draft=None)
    assert told(in_force(corrected, date(2018, 6, 1))) == "r2016 +rettet"
    assert told(in_force(corrected, date(2019, 1, 1))) == "rettet"
    undated = rows.revisions[-1].model_copy(update={"in_force": None})
    corrected = Facts.model_construct(revisions=(*rows.revisions[:-1], undated), draft=None)
    assert told(in_force(corrected, date(2018, 6, 1))) == "rettet"


def test_a_later_text_that_came_into_force_earlier_leaves_it_open() -> None:
    rows = facts(("first", "2024-06-12", "2025-01-01"), ("second", "2024-07-01", "2024-08-01"))
    assert told(in_force(rows, date(2024, 9, 1))) == "second +first"
    assert told(in_force(rows, date(2025, 6, 1))) == "? first second"
