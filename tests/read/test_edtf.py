"""Dates (EDTF)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.edtf import Edtf, EdtfError, Precision

# As the Library of Congress' specification has them: the first and the last day each can be.
RANGES = [
    ("2004", "2004-01-01", "2004-12-31", Precision.YEAR),
    ("2004-02", "2004-02-01", "2004-02-29", Precision.MONTH),
    ("1900-02", "1900-02-01", "1900-02-28", Precision.MONTH),
    ("2004-12-17", "2004-12-17", "2004-12-17", Precision.DAY),
    ("2004~", "2004-01-01", "2004-12-31", Precision.YEAR),
    ("2004-12/2005", "2004-12-01", "2005-12-31", Precision.INTERVAL),
    ("2004-12-17/..", "2004-12-17", None, Precision.INTERVAL),
    ("../2012", None, "2012-12-31", Precision.INTERVAL),
    ("2004/2004", "2004-01-01", "2004-12-31", Precision.INTERVAL),
    ("XXXX", None, None, Precision.UNKNOWN),
    ("XXXX-XX-XX", None, None, Precision.UNKNOWN),
]
FAULTS = [
    ("2004-02-30", 9, "There is no day 30 in February 2004."),
    ("2003-02-29", 9, "There is no day 29 in February 2003."),
    ("2004-13", 6, "There is no month 13."),
    ("2004-00", 6, "There is no month 00."),
    ("2004/2005-04-31", 14, "There is no day 31 in April 2005."),
    ("0000", 1, "There is no year 0000 here."),
    ("2005/2004", 1, "The interval ends before it begins."),
    ("2004/", 6, "A date is missing here."),
    ("../..", 1, "An interval open on both sides says nothing."),
    ("17.12.2004", 1, "`17.12.2004` is no date."),
    ("2004-2-3", 1, "`2004-2-3` is no date."),
    ("2004–2006", 1, "`2004–2006` is no date."),
    ("2004 / 2005", 1, "`2004 ` is no date."),
    ("٢٠٠٤", 1, "`٢٠٠٤` is no date."),
    ("200X", 1, "`200X` is no date."),
    ("2004/XXXX", 6, "`XXXX` is no date."),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), RANGES)
def test_reads(text: str, earliest: str | None, latest: str | None, precision: Precision) -> None:
    read = Edtf.parse(text)
    assert read.earliest == (date.fromisoformat(earliest) if earliest else None)
    assert read.latest == (date.fromisoformat(latest) if latest else None)
    assert read.precision is precision
    assert read.unknown is (precision is Precision.UNKNOWN)
    assert str(read) == text


@pytest.mark.parametrize(("text", "column", "message"), FAULTS)
def test_refuses_with_the_column(text: str, column: int, message: str) -> None:
    with pytest.raises(EdtfError) as fault:
        Edtf.parse(text)
    assert (fault.value.column, fault.value.message) == (column, message)
    assert fault.value.hint


def test_qualifiers() -> None:
    read = {
        text: (Edtf.parse(text).uncertain, Edtf.parse(text).approximate)
        for text in ("2004", "2004?", "2004~", "2004-12%")
    }
    assert read == {
        "2004": (False, False),
        "2004?": (True, False),
        "2004~": (False, True),
        "2004-12%": (True, True),
    }


def test_before_is_said_only_when_it_is_certain() -> None:
    def before(one: str, other: str) -> bool:
        assert Edtf.parse(other).certainly_after(Edtf.parse(one)) is Edtf.parse(one).certainly_before(Edtf.parse(other))
        return Edtf.parse(one).certainly_before(Edtf.parse(other))

    assert before("2004-12-17", "2012")
    assert before("2011", "2012-01-01")
    assert not before("2004-12-17", "2004-12-17")
    assert not before("2004", "2004-12-17")
    assert not before("2004-12-17", "2004")
    assert not before("2004-12-17/..", "2012")
    assert before("../2004", "2005/..")
    assert not before("XXXX", "2012")


@given(st.dates(min_value=date(1, 1, 1)))
def test_every_day_is_read(day: date) -> None:
    read = Edtf.parse(day.isoformat())
    assert read.earliest == read.latest == day


@given(st.text(max_size=20) | st.text("0123456789-/.?~%X", max_size=21))
def test_anything_is_a_date_or_a_fault_inside_the_text(text: str) -> None:
    try:
        read = Edtf.parse(text)
    except EdtfError as error:
        column = error.column
        assert 1 <= column <= len(text) + 1
    else:
        assert str(read) == text
        assert read.earliest is None or read.latest is None or read.earliest <= read.latest
