"""Personal data is found by its form, in any words around it; money, dates, cases and hashes are none."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from press.personal import Kind, find, is_number_of_person, masked

ROOT = Path(__file__).parent.parent
READ = (
    "content",
    "tests/story",
    "tests/example",
    "tests/facts",
    "tests/mistakes/_good",
    "tests/languages",
    "templates",
)

WORDS = st.text("abcdefghijklmnoprstuvyæøåABCDÆØÅ ,;:()«»–!?\n", max_size=40)
"""Words without digits, and without a hexadecimal run that could make a hash of what follows."""

DATES = st.dates(date(1900, 1, 1), date(2039, 12, 31))


def _check(digits: str, weights: tuple[int, ...]) -> int:
    """The check digit as Skatteetaten reckons it; 10 where there is none."""
    rest = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11
    return 0 if rest == 0 else 11 - rest


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A valid number of a person: of any kind that is given out, or used for tests."""
    born = draw(DATES)
    day = born.day + draw(st.sampled_from((0, 40)))
    month = born.month + draw(st.sampled_from((0, 40, 65, 80)))
    nine = f"{day:02}{month:02}{born.year % 100:02}{draw(st.integers(0, 999)):03}"
    first = _check(nine, (3, 7, 6, 1, 8, 9, 4, 5, 2))
    assume(first < 10)
    second = _check(f"{nine}{first}", (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
    assume(second < 10)
    return f"{nine}{first}{second}"


@given(WORDS, numbers(), WORDS, st.sampled_from(("", " ", ".", "-", "\u00a0", " - ", "\n", "\u00ad")))
def test_every_number_of_a_person_is_found_in_any_words(before: str, number: str, after: str, gap: str) -> None:
    written = number[:6] + gap + number[6:]
    text = f"{before} {written} {after}"
    found = [one for one in find(text) if one.kind is Kind.NUMBER]
    assert [text[one.start : one.end] for one in found] == [written]


@given(WORDS, numbers(), WORDS, st.sampled_from((" ", "-")))
def test_a_date_of_birth_written_out_before_it_hides_nothing(before: str, number: str, after: str, gap: str) -> None:
    for written in (f"{number[:2]}.{number[2:4]}.{number[4:6]}", f"{number[:2]}.{number[2:4]}.19{number[4:6]}"):
        text = f"{before} {written}{gap}{number[6:]} {after}"
        assert Kind.NUMBER in [one.kind for one in find(text)]


@given(WORDS, st.from_regex("[0-9]{11}", fullmatch=True), WORDS)
def test_eleven_digits_that_do_not_hold_together_are_none(before: str, digits: str, after: str) -> None:
    assume(not is_number_of_person(digits))
    assert Kind.NUMBER not in [one.kind for one in find(f"{before} {digits} {after}")]


@given(numbers(), st.sampled_from(range(11)), st.integers(1, 9))
def test_a_mistyped_digit_is_seen_unless_the_rule_of_2032_takes_it(number: str, place: int, more: int) -> None:
    other = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    # The second check digit sees every single change; the first may leave a remainder from 2032 on.
    assert not is_number_of_person(other)


@given(st.from_regex("[0-9a-f]{64}", fullmatch=True), numbers(), st.integers(0, 53))
def test_nothing_within_a_hash_is_one(digest: str, number: str, at: int) -> None:
    inside = digest[:at] + number + digest[at + 11 :]
    assume(re.search("[a-f]", inside))
    assert find(f"sha256: {inside}") == []
    assert find(f"{number}{number}") == []


@given(numbers())
def test_an_account_number_with_its_dots_is_none(number: str) -> None:
    assert find(f"konto {number[:4]}.{number[4:6]}.{number[6:]}") == []


@pytest.mark.parametrize("number", ["010190123 08", "29022312345", "31042212345", "00019012345", "13139012345", "x"])
def test_what_has_no_such_date_or_digits_is_none(number: str) -> None:
    assert not is_number_of_person(number)


FOUND = {
    Kind.MAIL: [
        "ola.nordmann@kommune.no",
        "kari+sak@sub.kommune.no",
        "ola.nordmann@example.no",
        "ola (at) nordmann.no",
        "kari[krøllalfa]kommune.no",
        "åse@blåbær.no",
    ],
    Kind.PHONE: [
        "22 33 44 55",
        "900 12 345",
        "+47 22 33 44 55",
        "+4722334455",
        "0047 22334455",
        "91234567",
        "+46 8 123 456 78",
        "+45 12 34 56 78",
        "+358 9 1234567",
        "+44 20 7946 0958",
        "22\u00a033\u00a044\u00a055",
    ],
    Kind.ADDRESS: [
        "Storgata 12 B",
        "Kongens gate 1",
        "Henrik Ibsens gate 7B",
        "Møllergata 12–14",
        "Solbergliveien 3, 0123 Oslo",
        "Karl Johans gate 22, 0026 Oslo",
        "C.J. Hambros plass 2, 0164 Oslo",
        "Granlia 4, 3000 Drammen",
        "STORGATA 12",
        "Torget 1, 3100 Tønsberg",
        "Bygdevegen 1234",
    ],
}


@pytest.mark.parametrize(("kind", "written"), [(kind, one) for kind, all_ in FOUND.items() for one in all_])
@pytest.mark.parametrize("around", ["{}", "Om dette: {}.", "({}), og", "i «{}»"])
def test_it_is_found_where_it_stands(kind: Kind, written: str, around: str) -> None:
    text = around.format(written)
    assert [(one.kind, text[one.start : one.end]) for one in find(text)] == [(kind, written)]


@pytest.mark.parametrize(
    "called", ["tlf.", "Tlf", "telefon:", "Telefonnr.", "mobil", "phone", "telefon (sentralbord):"]
)
@pytest.mark.parametrize("number", ["22334455", "2233 4455", "22.33.44.55"])
def test_eight_digits_after_the_word_for_it_are_a_telephone(called: str, number: str) -> None:
    text = f"{called} {number}"
    assert [text[one.start : one.end] for one in find(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "10 000 000 kroner, 1 234 567,50 og kr 45 123 456",
        "+10 000 000 kroner, 20 000 000, 45 000 000 og 22 33 44 55 kroner",
        "Sak 42/25, 2009/4341, 24/01234567, PS 23/14, saksnr. 91234567, dokument 40427754",
        "17.12.2004, 2025–2028, kl. 10.30–12.00, 1.1.2025–31.12.2028",
        "LOV-2025-06-20-96, §§ 5–7, kommuneloven § 17-1 og forskrift 2004-12-17 nr. 1712",
        "organisasjonsnummer 987 654 321, ISBN 978-82-12345-67-8, kommunenummer 0301 og 9901",
        "konto 1234.56.78903, KID 12345678, gnr. 12 bnr. 345",
        "2004 2008 2012 2016, 12 22 33 44 55, 22 33 44",
        "postboks 12, 0101 Oslo, 0123 Oslo",
        "Storgata, Karl Johans gate og Riksvei 4, Fylkesveien 120, Europavei 6",
        "Endringen 2 og Høringen 3 i Italia 2025, Vurderingen 1, Førsteplass 1",
        "Veien 2 videre, gate 3, Drammensveien 2025–2028, Delegate 1",
        "post@kommune.no, postmottak.kultur@fylke.no, info@example.no, firmapost@x.no, sekretariatet@osloregionen.no",
        "noen@example.com, @osloregionen, 3 @ 4,50, a@b",
        "telefonmøte 17.12.2004, mobilitet 2025–2028, nødnummer 112 og 113, telefon 02800",
    ],
)
def test_what_only_looks_like_it_is_passed_by(text: str) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in find(text)] == []


@pytest.mark.parametrize("folder", READ)
def test_nothing_that_this_project_ships_is_taken_for_it(folder: str) -> None:
    paths = [path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".yaml", ".json", ".j2", ".txt")]
    assert paths
    told = [
        (path.name, number, line[one.start : one.end])
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        for one in find(line)
    ]
    assert told == []


@given(st.text(max_size=200))
def test_findings_lie_in_order_within_the_text_and_are_masked_in_place(text: str) -> None:
    found = find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(masked(text)) == len(text)
    assert not any(sign.isalnum() for one in found for sign in masked(text)[one.start : one.end])


def test_a_long_hostile_text_takes_no_time() -> None:
    for text in (
        "a.b" * 9000,
        "1 " * 9000,
        "A" * 9000,
        "Aa Bb " * 9000,
        "+1" * 9000,
        "a-" * 9000 + "@",
        "22 33 " * 9000,
    ):
        assert len(find(text)) <= 9000
