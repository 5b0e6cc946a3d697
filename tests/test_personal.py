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
        "Granvegen 1234",
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


@pytest.mark.parametrize(
    "around", ["{}", "({}), og", "i «{}»", "Kari Nordmann: {}.", "Spør Kari Nordmann ({})", "Kari, {}"]
)
def test_eight_digits_in_one_are_a_telephone_where_they_are_somebodys(around: str) -> None:
    text = around.format("91234567")
    assert [(one.kind, text[one.start : one.end]) for one in find(text)] == [(Kind.PHONE, "91234567")]


HIDDEN = {
    Kind.NUMBER: [
        "150765\u221200565",
        "150765\u201400565",
        "150765:00565",
        "150765_00565",
        "150765 (00565)",
        "1507 65 00565",
        "15/07/65 00565",
        "15/07-65 00565",
        "150 765 005 65",
        "15076 500565",
        "1507650 0565",
        "150765, 00565",
        "150765\u201100565",
        "150765\u201000565",
        "15071965 00565",
        "15.07.65, personnr. 00565",
        "født 150765 pnr 00565",
        "Fødselsnummer (15.7.65 00565)",
        "150765 00 565",
        "15076500565,15076500565",
    ],
    Kind.PHONE: [
        "Han nås på 9123 4567.",
        "Han nås på 912.34.567.",
        "Han nås på 912-34-567",
        "Han nås på 91-23-45-67",
        "Han nås på 912 34567",
        "Kontakt: 91 234 567",
        "Kontakt: Kari Nordmann, 91 23 4567",
        "Mobilnr.: 91234567",
        "telefonnummer: 45012345",
        "tlf.nr. 45012345",
        "mobilnummeret hans 91234567",
        "Han har nummeret 91234567",
        "+48 123 456 789",
        "+298 123 456",
        "(+ 47 91 23 45 67)",
    ],
    Kind.MAIL: [
        "post.nordmann@gmail.com",
        "post-kari.nordmann@gmail.com",
        "post@gmail.com",
        "kontakt@online.no",
        "ola.nordmann @ oslo.no",
        "ola.nordmann(a)oslo.no",
        "ola.nordmann (a) oslo.no",
        "ola.nordmann [at] oslo [dot] no",
        "ola.nordmann\uff20oslo.no",
        "ola.nordmann krøllalfa oslo.no",
    ],
    Kind.ADDRESS: [
        "Hun bor i Storgt 5, 2040 Kløfta.",
        "Storgt. 5",
        "Kirkevn. 12 B, 0450 Oslo",
        "Kirkev. 12, 0450 Oslo",
        "Rugdeskogen 10, 1930 Aurskog",
        "Nordre Haug 3, 2040 Kløfta",
        "Hovedveien 12, 1930 Aurskog",
        "Fylkesveien 12, 1930 Aurskog",
        "Hun bor i storgata 5, 2040 Kløfta",
        "Hun bor i Karl Johans gt. 12",
        "Kirkeveien nr. 12",
        "Hun bor i dronningens gate 8",
        "Hun bor i dronningens gate 8, 0152 Oslo",
        "Hun arbeider i kommunen og bor i Storgata 5",
    ],
}
"""Personal data as it is written by those who do not think of it, or think of how it is found."""


@pytest.mark.parametrize(("kind", "text"), [(kind, one) for kind, all_ in HIDDEN.items() for one in all_])
def test_it_is_found_however_it_is_written(kind: Kind, text: str) -> None:
    assert {one.kind for one in find(text)} == {kind}


def test_two_telephones_parted_by_a_stroke_are_both_found() -> None:
    text = "Kari Nordmann, 91 23 45 67/22 41 52 63"
    assert [text[one.start : one.end] for one in find(text)] == ["91 23 45 67", "22 41 52 63"]


HARMLESS = [
    "Sykkelvei 3 er under bygging.",
    "Bussveien 2 ble vedtatt i 2019.",
    "Skogsbilvei 12 stenges",
    "Gangvei 2 og Atkomstvei 4",
    "Adkomstveg 3 og Avkjørsel 4",
    "Turvei 5 opparbeides",
    "Samleveg 1 i planområdet",
    "Alternativ Ringvegen 2 velges",
    "Bygdevegen 4, Anleggsvei 2, Hovedveien 3 og Riksveg 159",
    "Prosjektet Veien 2 går videre",
    "langs Drammensveien 40 meter nord for krysset",
    "Ny sykkelvei langs Ringveien 3 km",
    "Trafikken i Mosseveien 18 000 kjøretøy",
    "Trafikken i Mosseveien 4500 ÅDT",
    "Bygging av Kongsveien 2 felt til 4 felt",
    "Utbyggingen av Solbakken 48 boliger",
    "Solbakken 24 barnehageplasser",
    "Etter Storgata 3 kvartaler øst",
    "Arbeidet i dronningens gate 2026, og dronningens gate 3 kvartaler øst",
    "Kommunehuset, Storgata 1, 2000 Lillestrøm",
    "Fylkeshuset, Schweigaards gate 4, 0185 Oslo",
    "Møtet holdes på rådhuset, Storgata 1",
    "Hovedbiblioteket, Storgata 3",
    "Ås skole, Skoleveien 3, 1430 Ås",
    "Servicetorget i Storgata 2",
    "Endring: +125 300 000",
    "Økning (+125 300 000) i rammen",
    "Mindreforbruk (45000125)",
    "Mindreforbruk: 45000125 kroner",
    "Budsjett 2027: 91234567",
    "Overskudd: 912 34 567",
    "Plannummer: 45012345",
    "Prosjektnummer: 45012345",
    "Kontraktnr.: 45012345",
    "Deltakernummer: 45012345",
    "Arkivreferanse: 45012345",
    "Art/ansvar: 91234567",
    "Saken er journalført i WebSak 45012345.",
    "Avvik: 91234567",
    "Områdene 20 22 24 26 er regulert",
    "Klokken 22 15 30 45",
    "i tusen: 22 41 52 63",
    "Kontakt oss innen 22.12.2025, eller ring mellom 2025-06-20 og 2026",
    "Sak 12, 2024 Oslo og Vedlegg 3, 2025 Akershus",
    "Følg oss @ruter.no, og punkt (a) og (b)",
    "post.kultur@kommune.no, postmottak-byutvikling@fylke.no, servicetorg.teknisk.drift@by.no",
    "Konto 1507.65.00565",
    "Q113.3 74.046 113.421 74.046ZM115.233 74.135Q115.093 74.046",
    "C180.317,35.757L87.170 148.12, M454-787 16-625Q306 156",
    "6670-4293f25a6525\n0359653b-da91-7b64, ac6672a31ae8\ne4945726-8881-f6d9",
    "59 177 222  590 668\n73 301  29 079  42",
    "Budsjettet for 2025: 22 41 52 63",
    "Prop. 12, 2024 Stortinget",
]
"""What is written in papers of councils and has the form of personal data."""


@pytest.mark.parametrize("text", HARMLESS)
def test_what_councils_write_of_roads_money_and_cases_is_passed_by(text: str) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in find(text)] == []


@given(numbers(), st.text(" .,:;/()_-\u2010\u2013\u2014\u2212\u00a0", max_size=3))
def test_no_three_signs_within_a_number_hide_it(number: str, gap: str) -> None:
    for first, second in ((2, 4), (4, 6), (3, 6), (6, 8), (6, 9)):
        written = gap.join((number[:first], number[first:second], number[second:]))
        assume(not re.fullmatch(r"[0-9]{4}\.[0-9]{2}\.[0-9]{5}", written))
        assert [one.kind for one in find(f"Nummeret {written} er hans")] == [Kind.NUMBER]


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
        "0" * 9000,
        "15.07." * 4000,
        "150765 " * 4000 + "x",
        "1.,;" * 9000,
        "Kontakt: " + "Kari " * 9000,
        "kontakt " * 9000,
        "(a)" * 9000,
        "a.a@" * 9000,
        "Storgata 5, " * 4000,
        "A" * 9000 + " 5, 2040 Oslo",
        "kommune Aa Bb " * 4000 + "Storgata 5",
        "ola@" + "a." * 9000,
        "ola@" + "a" * 9000,
        "+12 345 678 " * 4000,
        "a" * 9000 + ": 91234567",
        "\u00ad\u200b" * 4000 + "15076500565",
        " " * 9000,
        "post." * 9000 + "@x.no",
    ):
        assert len(find(text)) <= 9000
