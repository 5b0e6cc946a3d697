"""Numbers, dates, amounts and references: the same by value in every language."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st
from speeches import EN, NB, NN, SE

from press.translation.quantities import Speech, differing, quantities

VALUES = [
    (NB, "over 1,2 mill. innbyggere", "1200000"),
    (EN, "over 1.2 million inhabitants", "1200000"),
    (SE, "badjel 1,2 miljovnna ássi", "1200000"),
    (NB, "1 200 000 kroner", "1200000"),
    (NN, "1\N{NO-BREAK SPACE}200\N{NO-BREAK SPACE}000", "1200000"),
    (NB, "1\N{NARROW NO-BREAK SPACE}200\N{NARROW NO-BREAK SPACE}000", "1200000"),
    (EN, "1,200,000 kroner", "1200000"),
    (NB, "1.200.000,50 og 100,-", "1200000.50 100"),
    (NB, "2,5 tusen millioner", "2500000000"),
    (EN, "a 2.5-billion programme", "2500000000"),
    (NB, "1,2345 tusen, 09 tusen, 0,00 mill.", "1234.5 9000 0"),
    (NB, "9" * 5000, "9" * 5000),
    (NB, "i 2004 200 kommuner", "2004 200"),
    (EN, "100, 200 and 3,000", "100 200 3000"),
    (NB, "0,5 og 12,50", "0.5 12.50"),
    (NB, "17.12.2004", "2004-12-17"),
    (NB, "den 17. desember 2004.", "2004-12-17"),
    (NB, "17. des. 2004", "2004-12-17"),
    (NB, "7. sept. 2004", "2004-09-07"),
    (EN, "on 17 December 2004.", "2004-12-17"),
    (EN, "the 17th of December 2004", "2004-12-17"),
    (EN, "December 17, 2004", "2004-12-17"),
    (EN, "17/12/2004 or 2004-12-17", "2004-12-17 2004-12-17"),
    (SE, "juovlamánu 17. b. 2004", "2004-12-17"),
    (SE, "2004 juovlamánnu 17", "2004-12-17"),
    (SE, "geassemánu 3.–6. beaivvi 2024", "3 2024-06-06"),
    (NB, "3.–6. juni 2024", "3 2024-06-06"),
    (EN, "3–6 June 2024", "3 2024-06-06"),
    (EN, "3-6 June 2024", "3 2024-06-06"),
    (EN, "3 to 6 June 2024", "3 2024-06-06"),
    (NB, "Desember 2004", "2004-12"),
    (EN, "DECEMBER 2004", "2004-12"),
    (SE, "juovlamánus juovlamánu 2004", "2004-12"),
    (NB, "styret 23. juni", "--06-23"),
    (EN, "the Board of 23 June", "--06-23"),
    (SE, "geassemánu 23. beaivvi", "--06-23"),
    (NB, "29. februar 2004, 30. februar 2004", "2004-02-29 30 2004-02"),
    (EN, "Section 2 may apply, 2 May does", "2 --05-02"),
    (EN, "In June 20 people and in May 2016 3", "20 2016-05 3"),
    (NB, "20\N{NO-BREAK SPACE}%, 20%, 20 prosent, 20 pst.", "20% 20% 20% 20%"),
    (EN, "20% or 20 per cent or 20 percent", "20% 20% 20%"),
    (NB, "20-30 %", "20 30%"),
    (NB, "2021–2024", "2021 2024"),
    (NB, "vedtektene § 6-2, sak 42/08, PS 23/14, 4.1.2", "ref:6-2 ref:42/08 ref:23/14 ref:4.1.2"),
    (EN, "section 6-2, case 2020/1234-5", "ref:6-2 ref:2020/1234-5"),
    (NB, "§ 6\N{NON-BREAKING HYPHEN}2 og § 5a", "ref:6-2 5"),
    (NB, "punkt 4.1 og 4.10", "4.1 4.10"),
    (EN, "items 4.1 and 4.10", "4.1 4.10"),
    (NB, "kl. 13.00, 13.30 og 09:05", "13 13.30 9.05"),
    (EN, "1pm, 1:30 p.m., 9.05am and 12 am", "13 13.30 9.05 0"),
    (NB, "Det er 4.", "4"),
    (EN, "the 2nd and 21st", "2 21"),
    (NB, "CO₂, E18, 46 kommuner", "2 18 46"),
    (NB, "46\n200", "46 200"),
    (NB, "m² og ½ og mai", ""),
]


def values(text: str, speech: Speech) -> str:
    return " ".join(one.value for one in quantities(text, speech))


@pytest.mark.parametrize(("speech", "text", "expected"), VALUES)
def test_values(speech: Speech, text: str, expected: str) -> None:
    assert values(text, speech) == expected


def test_a_quantity_knows_its_span() -> None:
    text = "Godkjent 17. desember 2004 med 1,2 mill. innbyggere, 20 prosent av § 6-2."
    spans = [text[one.offset : one.offset + one.width] for one in quantities(text, NB)]
    assert spans == ["17. desember 2004", "1,2 mill.", "20 prosent", "6-2"]


SAME = [
    ("to fylker og 3 områder", NB, "2 counties and three areas", EN),
    ("2 fylke", NN, "guokte fylkka", SE),
    ("to millioner", NB, "2 million", EN),
    ("tre prosent", NB, "3%", EN),
    ("begge de to", NB, "both", EN),
    ("5-7 år i 2012-2016", NB, "5 to 7 years from 2012 to 2016", EN),
    ("§ 6–2", NB, "section 6-2", EN),
    ("kl. 13.00", NB, "at 1pm", EN),
]
DIFFERENT = [
    ("46 kommuner", NB, "47 municipalities", EN, "46", "47"),
    ("1,2 mill.", NB, "1.2 billion", EN, "1,2 mill.", "1.2 billion"),
    ("1,2 mill.", NB, "1,2 million", EN, "1,2 mill.", "1 2 million"),
    ("17.12.2004", NB, "12 December 2004", EN, "17.12.2004", "12 December 2004"),
    ("20 %", NB, "20", EN, "20 %", "20"),
    ("§ 6-2", NB, "§ 2-6", NN, "6-2", "2-6"),
    ("§ 6-2", NB, "6 and 3", EN, "6-2", "6 3"),
    ("2, 2 og 2", NB, "2, 2", EN, "2", ""),
    ("i 2004", NB, "that year", EN, "2004", ""),
    ("to", NB, "3", EN, "", "3"),
    ("5-7", NB, "5", EN, "5-7", "5"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "one", "translation", "other"), SAME)
def test_the_same_in_other_words(source: str, one: Speech, translation: str, other: Speech) -> None:
    assert differing(source, one, translation, other) == ((), ())
    assert differing(translation, other, source, one) == ((), ())


@pytest.mark.parametrize(("source", "one", "translation", "other", "lost", "added"), DIFFERENT)
def test_what_differs_is_told(source: str, one: Speech, translation: str, other: Speech, lost: str, added: str) -> None:
    found = differing(source, one, translation, other)
    assert [
        " ".join(text[part.offset : part.offset + part.width] for part in parts)
        for text, parts in zip((source, translation), found, strict=True)
    ] == [lost, added]


SPEECHES = st.sampled_from([NB, NN, EN, SE])
NUMBERS = st.decimals(0, 10**12, allow_nan=False, places=2).map(abs)
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(NUMBERS, SPEECHES, SPEECHES)
def test_a_number_is_the_same_in_every_language(number: Decimal, one: Speech, other: Speech) -> None:
    texts = [f"a {format_decimal(number, locale=speech.locale)} b." for speech in (one, other)]
    assert differing(texts[0], one, texts[1], other) == ((), ())
    assert len(quantities(texts[0], one)) == 1


@given(st.integers(0, 300), SPEECHES, SPEECHES)
def test_a_share_is_the_same_in_every_language(hundredths: int, one: Speech, other: Speech) -> None:
    share = Decimal(hundredths) / 100
    texts = [f"a {format_percent(share, locale=speech.locale)} b" for speech in (one, other)]
    assert [values(text, speech) for text, speech in zip(texts, (one, other), strict=True)] == [f"{hundredths}%"] * 2


@given(DAYS, SPEECHES, st.sampled_from(["long", "medium", "full"]))
def test_a_day_is_the_same_in_every_language(day: date, speech: Speech, style: str) -> None:
    text = format_date(day, style, locale=speech.locale)
    assert values(f"a {text}, b", speech) == values(f"a {text}.", speech) == day.isoformat()


@given(DAYS, SPEECHES)
def test_a_month_is_the_same_in_every_language(day: date, speech: Speech) -> None:
    assert values(f"a {format_date(day, 'MMMM y', locale=speech.locale)} b", speech) == f"{day:%Y-%m}"


WRITTEN = st.one_of(
    NUMBERS.map(lambda number: format_decimal(number, locale="nb_NO")),
    DAYS.map(lambda day: format_date(day, "long", locale="nb_NO")),
    DAYS.map(lambda day: f"{day:%d.%m.%Y}"),
    st.sampled_from(["§ 6-2", "42/08", "4.1.2", "kl. 13.45", "1,2 mill.", "20 %", "2021–2024", "3.–6. juni"]),
)


@given(st.lists(WRITTEN, min_size=1, max_size=5), st.data())
def test_one_changed_digit_is_always_found(written: list[str], data: st.DataObject) -> None:
    text = " og ".join(written)
    found = data.draw(st.sampled_from(list(re.finditer("[0-9]", text))))
    digit = data.draw(st.sampled_from(sorted({*"123456789"} - {found.group()})))
    changed = text[: found.start()] + digit + text[found.end() :]
    lost, added = differing(text, NB, changed, NN)
    assert lost
    assert added


@given(st.text(st.sampled_from("0123456789.,:-–/% §abmpdesjuni\n"), max_size=40), SPEECHES)
def test_any_text_is_read_whole_and_equals_itself(text: str, speech: Speech) -> None:
    found = quantities(text, speech)
    covered = {at for one in found for at in range(one.offset, one.offset + one.width)}
    assert all(at in covered for at, sign in enumerate(text) if sign.isdigit())
    assert differing(text, speech, text, speech) == ((), ())
