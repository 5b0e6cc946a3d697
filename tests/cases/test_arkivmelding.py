"""arkivmelding.xml: what is written, and that nothing that is wrong with one passes.

The messages that are written lie in tests/cases/arkivmelding/. `PRESS_ACCEPT=1 pytest tests/cases/test_arkivmelding.py`
accepts what is written now; look at the difference before you do.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from press.cases import Archive, Codes
from press.fiks import DOCX, PDF, Filed, Message, Paper, Variant, check, write
from press.fiks.message import MEDIA_TYPES, SIGNATURES, entry_key, variant_code
from press.fiks.schema import FOLDER, OPPRETT, codes, parser, schema
from press.fiks.told import code, every, kind, name, text
from press.problem import Wrong
from press.text import Text

ROOT = Path(__file__).parent.parent.parent
EXPECTED = Path(__file__).parent / "arkivmelding"
SHARED = ROOT.parent / "shared" / "schemas"
PLACE = "build/cases/eksempel/arkivmelding.xml"
STANDARD = Archive()
ALLIANCE = "Osloregionen"


def filed(title: str, name: str, variant: Variant, data: bytes) -> Filed:
    ending = name.rpartition(".")[2]
    digest = hashlib.sha256(data).hexdigest()
    return Filed(name, f"{title}.{ending}", digest, len(data), ending, MEDIA_TYPES[ending], variant)


def content(name: str) -> bytes:
    """A file that begins as it should, and is another for each name."""
    return SIGNATURES[name.rpartition(".")[2]] + name.encode()


def pair(title: str, stem: str) -> tuple[Filed, ...]:
    made = ((f"{stem}.pdf", Variant.ARCHIVE), (f"{stem}.docx", Variant.PRODUCTION))
    return tuple(filed(title, name, variant, content(name)) for name, variant in made)


MAIN_PAPER = Paper("Saksframlegg – Tilslutning til plattformen", True, 1, pair("Saksframlegg", "saksframlegg"))
SECOND = Paper(
    "Vedlegg 1 – Samarbeidsplattform", False, 2, pair("Vedlegg 1 - Samarbeidsplattform", "vedlegg-01-plattform")
)
THIRD = Paper("Vedlegg 2 – Historikk og kjelder", False, 3, pair("Vedlegg 2 - Historikk", "vedlegg-02-historikk"))
OPEN = Message(
    key="eksempel-tilslutning/eksempelvik",
    title="Tilslutning til samarbeidsplattformen for Osloregionen",
    author=ALLIANCE,
    council="Eksempelvik kommune",
    date=dt.date(2026, 11, 23),
    papers=(MAIN_PAPER, SECOND, THIRD),
    organisation="974760673",
    case_number="2009/4341",
    deadline=dt.date(2027, 3, 31),
    description="Kommunen bes ta stilling til om den slutter seg til plattformen.",
    keywords=("EKSEMPEL", "samarbeidsplattform"),
)
PUBLIC = filed(
    "Vedlegg 1 (offentlig)", "vedlegg-01-offentlig.pdf", Variant.SHIELDED, content("vedlegg-01-offentlig.pdf")
)
EXEMPT = replace(
    OPEN,
    title="Tilslutning – forhold ved en navngitt part",
    public_title="Tilslutning til samarbeidsplattformen",
    exempt="Offl. § 13, jf. fvl. § 13 første ledd nr. 1",
    papers=(
        MAIN_PAPER,
        replace(SECOND, exempt="Offl. § 23 første ledd", files=(*SECOND.files, PUBLIC)),
    ),
)
OTHER = Archive(
    system=Text("alliansedok"),
    fagsystem=Text("alliansen"),
    regel=Text("Politisk sak"),
    arkivdel=Text("SAKARKIV"),
    checksum_algorithm=Text("SHA-256"),
    format_pdf=Text("PDF/A"),
    format_docx=Text("DOCX"),
    codes=Codes(
        journalposttype=Text("X"),
        journalstatus=Text("J"),
        saksstatus=Text("R"),
        dokumentstatus=Text("FERDIG"),
        dokumentmedium=Text("ELEKTRONISK"),
        hoveddokument=Text("HOVED"),
        vedlegg=Text("TILLEGG"),
        arkivformat=Text("ARKIV"),
        produksjonsformat=Text("PROD"),
        skjermet=Text("SLADDET"),
        dokumenttype_hoveddokument=Text("POLSAK"),
        dokumenttype_vedlegg=Text("POLVEDL"),
        tilgangsrestriksjon=Text("UO"),
        avsender=Text("IA"),
        mottaker=Text("IM"),
    ),
)
WRITTEN = {
    "open": (OPEN, STANDARD),
    "exempt": (EXEMPT, STANDARD),
    "without-a-number": (replace(OPEN, case_number="PS 23/14", organisation="", deadline=None, keywords=()), STANDARD),
    "other-settings": (replace(EXEMPT, case_number=None), OTHER),
}


def files_of(message: Message) -> dict[str, bytes]:
    return {file.name: content(file.name) for paper in message.papers for file in paper.files}


# What is written


@pytest.mark.parametrize("case", WRITTEN)
def test_what_is_written(case: str) -> None:
    message, values = WRITTEN[case]
    written = write(message, values)
    expected = EXPECTED / f"{case}.xml"
    if os.environ.get("PRESS_ACCEPT"):
        expected.write_bytes(written)
    assert written.decode() == expected.read_text("utf-8")
    assert check(written, files_of(message), PLACE, values, author=ALLIANCE) == []


def test_the_example_of_the_standard_is_valid_too() -> None:
    example = SHARED / "fiks-arkiv-v1" / "example.minimal.xml"
    if not example.exists():
        pytest.skip("the shared folder is not beside the project")
    assert schema().validate(etree.fromstring(example.read_bytes(), parser()))


def test_the_schemas_are_unchanged_and_those_that_are_needed() -> None:
    imported = re.findall(r'schemaLocation="\./([^"]+)"', (FOLDER / OPPRETT).read_text("utf-8"))
    assert {path.name for path in FOLDER.glob("*.xsd")} == {OPPRETT, *imported}
    assert "xs:import" not in (FOLDER / "metadatakatalog.xsd").read_text("utf-8")
    assert (FOLDER / "LICENSE").read_text("utf-8").startswith("MIT License\n\nCopyright (c) 2018 KS\n")
    if not SHARED.exists():
        pytest.skip("the shared folder is not beside the project")
    ours = {path.name: path.read_bytes() for path in FOLDER.rglob("*") if path.is_file() and path.name != "README.md"}
    theirs = {path.name: path.read_bytes() for path in SHARED.rglob("*") if path.is_file()}
    assert {name: theirs.get(name) for name in ours} == ours
    assert {path.name for path in (SHARED / "kodelister-v1").iterdir()} <= set(ours)


def test_the_standard_settings_are_codes_of_the_standard() -> None:
    root = etree.fromstring(write(EXEMPT, STANDARD), parser())
    listed = [one for one in root.iter(etree.Element) if every(one, "n5mdk:kode") and codes(name(one))]
    assert len({name(one) for one in listed}) == 9
    assert [name(one) for one in listed if text(one, "n5mdk:kode") not in codes(name(one))] == []


def test_the_schema_is_read_once() -> None:
    assert schema() is schema()


def test_it_works_in_any_folder(tmp_path: Path) -> None:
    there = tmp_path / "prøve mappe #1 50%"
    shutil.copytree(ROOT / "scripts" / "press", there / "press", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "metadatakatalog.xsd").write_text("not a schema")
    asked = (
        "from press.cases import Archive; from press.fiks import check; import sys, pathlib;"
        "print(len(check(pathlib.Path(sys.argv[1]).read_bytes(), {}, 'a.xml', Archive())))"
    )
    run = [sys.executable, "-W", "error", "-c", asked, str(EXPECTED / "open.xml")]
    found = subprocess.run(
        run, env={"PYTHONPATH": str(there)}, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert found.stdout == "7\n", "antallFiler, and each of the six files that are not there"


def test_a_character_that_xml_cannot_hold_is_told() -> None:
    with pytest.raises(Wrong, match=r"O362.*U\+0007"):
        write(replace(OPEN, title="Tilslutning\a"), STANDARD)


# What is wrong with one

Change = Callable[[bytes], bytes]


def says(old: str, new: str, count: int = 1) -> Change:
    """The message with the first of these words changed."""

    def change(xml: bytes) -> bytes:
        assert old in xml.decode()
        return xml.decode().replace(old, new, count).encode()

    return change


def tree(*path: str, then: Callable[[Any], object]) -> Change:
    """The message after something was done to the first element at the path."""

    def change(xml: bytes) -> bytes:
        root = etree.fromstring(xml, parser())
        then(every(root, "/".join(path))[0])
        return etree.tostring(root)

    return change


def dropped(element: Any) -> None:
    element.getparent().remove(element)


def doubled(element: Any) -> None:
    element.addnext(deepcopy(element))


def in_capitals(element: Any) -> None:
    element.text = element.text.upper()


def without_papers(entry: Any) -> None:
    for document in every(entry, "dokumentbeskrivelse"):
        dropped(document)


def not_a_case(case: Any) -> None:
    """A folder of no type, with nothing that only a case has."""
    case.attrib.clear()
    for part in ("saksaar", "sakssekvensnummer", "saksstatus"):
        dropped(every(case, part)[0])


def exempt_word_as_public(xml: bytes) -> bytes:
    """The Word file of the second paper, with what is exempt in it, told to be the public edition."""
    before, after = xml.decode().rsplit("<n5mdk:kode>P<", 1)
    return f"{before}<n5mdk:kode>O<{after}".encode()


def moved_down(element: Any) -> None:
    element.getnext().addnext(element)


DOCUMENT = "registrering/dokumentbeskrivelse"
OBJECT = f"{DOCUMENT}/dokumentobjekt"
ENTITY = '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>\n<a>&b;</a>'
PHONE = "<telefonnummer>22 22 22 22</telefonnummer>"
OFFICER = "<saksansvarlig><n5mdk:navn>Kari Nordmann</n5mdk:navn></saksansvarlig>"
LONG = "Tilslutning til samarbeidsplattformen for alle kommuner og fylkeskommuner som er med i alliansen nå i dag"
SEEDED: list[tuple[str, str, Message, Change]] = [
    ("O360", "no XML", OPEN, lambda xml: xml[:-20]),
    ("O360", "nothing", OPEN, lambda _: b""),
    ("O360", "an entity", OPEN, lambda _: ENTITY.encode()),
    ("O360", "too large", OPEN, lambda xml: xml + b" " * 4_000_000),
    ("O361", "an unknown element", OPEN, says("<system>press</system>", "<systemet>press</systemet>")),
    ("O361", "a title that is not there", OPEN, tree(DOCUMENT, "tittel", then=dropped)),
    ("O361", "a day that is none", OPEN, says("2026-11-23", "2026-11-31")),
    ("O361", "an empty title", OPEN, says(">Vedlegg 1 – Samarbeidsplattform<", "><")),
    ("O363", "a blank title", OPEN, says(">Vedlegg 1 – Samarbeidsplattform<", "> <")),
    ("O363", "an empty code", OPEN, says("<n5mdk:kode>A<", "<n5mdk:kode><")),
    ("O363", "an empty reference", OPEN, tree("registrering/referanseForelderMappe", then=lambda one: one.clear())),
    ("O364", "an unknown code", OPEN, says("<n5mdk:kode>SAKSFRAMLEGG<", "<n5mdk:kode>SAKSFREMLEGG<")),
    ("O364", "an unknown restriction", EXEMPT, says("<n5mdk:kode>U<", "<n5mdk:kode>Z<")),
    ("O365", "a code of another place", OPEN, says("<n5mdk:kode>S<", "<n5mdk:kode>I<")),
    ("O365", "a signed variant", OPEN, says("<n5mdk:kode>P<", "<n5mdk:kode>S<")),
    ("O365", "an attachment told as the paper", OPEN, says("<n5mdk:kode>VEDLEGG<", "<n5mdk:kode>SAKSFRAMLEGG<")),
    ("O365", "another system", OPEN, says("<system>press", "<system>presse")),
    ("O365", "keys of another system", OPEN, says("fagsystem>press<", "fagsystem>presse<")),
    ("O365", "rules nobody set", OPEN, says("<antallFiler>", "<regel>A</regel><antallFiler>")),
    ("O366", "no case", OPEN, tree("mappe", then=dropped)),
    ("O366", "no checksum", OPEN, tree(OBJECT, "sjekksum", then=dropped)),
    ("O366", "no size", OPEN, tree(OBJECT, "filstoerrelse", then=dropped)),
    ("O366", "no papers", OPEN, tree("registrering", then=without_papers)),
    ("O367", "a keyword twice", OPEN, tree("mappe", "noekkelord", then=doubled)),
    ("O367", "an author twice", OPEN, tree(DOCUMENT, "forfatter", then=doubled)),
    ("O368", "too many files told of", OPEN, says("antallFiler>6", "antallFiler>7")),
    ("O368", "too few attachments told of", OPEN, says("antallVedlegg>2", "antallVedlegg>1")),
    ("O369", "tied to another case", OPEN, says("noekkel>eksempel", "noekkel>et-eksempel")),
    ("O369", "tied to nothing", OPEN, tree("registrering", "referanseForelderMappe", then=dropped)),
    ("O369", "another number of the case", OPEN, says("<sakssekvensnummer>4341", "<sakssekvensnummer>4342")),
    ("O369", "a folder that is no case", OPEN, tree("mappe", then=not_a_case)),
    ("O369", "a key that is the case's", OPEN, says("eksempelvik-journalpost<", "eksempelvik<")),
    ("O370", "two main documents", OPEN, says("<n5mdk:kode>V<", "<n5mdk:kode>H<")),
    ("O370", "no main document", OPEN, says("<n5mdk:kode>H<", "<n5mdk:kode>V<")),
    ("O370", "the main document second", OPEN, tree(DOCUMENT, then=moved_down)),
    ("O371", "a number twice", OPEN, says("dokumentnummer>3", "dokumentnummer>2")),
    ("O371", "a number left out", OPEN, says("dokumentnummer>3", "dokumentnummer>4")),
    ("O371", "a count from 0", OPEN, says("dokumentnummer>1", "dokumentnummer>0")),
    *(
        ("O372", f"the name {unsafe[:20]}", OPEN, says("fil>saksframlegg.pdf", f"fil>{unsafe}"))
        for unsafe in (
            "Saksframlegg.pdf",
            "søknad.pdf",
            "../saksframlegg.pdf",
            "sak framlegg.pdf",
            "-sak.pdf",
            ".pdf",
            "con.pdf",
            "sak..pdf",
            "sak_framlegg.pdf",
            f"{'a' * 77}.pdf",
            "sak.pdf.",
            "a\u200bb.pdf",
            "aux",
        )
    ),
    ("O373", "a file twice", OPEN, says("fil>vedlegg-01-plattform.pdf", "fil>saksframlegg.pdf")),
    ("O373", "a shown name twice", OPEN, says("navn>Vedlegg 2 - Historikk.pdf", "navn>saksframlegg.PDF".lower())),
    ("O374", "a file not told of", OPEN, tree(OBJECT, then=dropped)),
    ("O375", "a file that is not there", OPEN, says("fil>saksframlegg.pdf", "fil>sak.pdf")),
    ("O376", "another checksum", OPEN, says("<sjekksum>", "<sjekksum>0")),
    ("O376", "a checksum in capitals", OPEN, tree(OBJECT, "sjekksum", then=in_capitals)),
    ("O377", "another size", OPEN, says("<filstoerrelse>", "<filstoerrelse>1")),
    ("O378", "another algorithm", OPEN, says("Algoritme>SHA256", "Algoritme>SHA-256")),
    *(
        ("O379", f"the shown name {shown}", OPEN, says("filnavn>Saksframlegg.pdf", f"filnavn>{shown}"))
        for shown in (
            "Saksframlegg.docx",
            "Saksframlegg",
            "Sak/framlegg.pdf",
            "Sak\\framlegg.pdf",
            "Sak: framlegg.pdf",
            "..pdf",
            " Saksframlegg.pdf",
            "Saks\nframlegg.pdf",
            "../Saksframlegg.pdf",
            f"{LONG}.pdf",
            "Sak.PDF",
        )
    ),
    ("O380", "a long title", OPEN, says(">Vedlegg 1 – Samarbeidsplattform<", f">{LONG}<")),
    ("O380", "a title with an ending", OPEN, says(">Vedlegg 1 – Samarbeidsplattform<", ">Plattform.PDF<")),
    ("O380", "a title in two lines", OPEN, says(">Vedlegg 1 – Samarbeidsplattform<", ">Vedlegg 1\nPlattform<")),
    ("O380", "a long public title", EXEMPT, says("offentligTittel>Tilslutning", f"offentligTittel>{LONG}")),
    ("O381", "another format", OPEN, says("fmt/476", "fmt/477")),
    ("O381", "a format of another ending", OPEN, says("fmt/412", "fmt/476")),
    ("O382", "another media type", OPEN, says(f">{DOCX}<", f">{PDF}<")),
    ("O383", "two archive variants", OPEN, says("<n5mdk:kode>P<", "<n5mdk:kode>A<")),
    ("O383", "no archive variant", OPEN, says("<n5mdk:kode>A<", "<n5mdk:kode>P<")),
    ("O383", "the whole document as its public edition", EXEMPT, exempt_word_as_public),
    ("O383", "two public editions", EXEMPT, says("<n5mdk:kode>A<", "<n5mdk:kode>O<", 2)),
    ("O384", "a public edition without a provision", EXEMPT, tree(DOCUMENT + "[2]", "skjerming", then=dropped)),
    ("O384", "a provision without a public edition", EXEMPT, says("<n5mdk:kode>O<", "<n5mdk:kode>P<")),
    ("O384", "a public title without a provision", EXEMPT, tree("registrering", "skjerming", then=dropped)),
    ("O385", "an entry of another title", OPEN, says("<tittel>Tilslutning", "<tittel>Oppseiing")),
    ("O385", "an entry without the public title", EXEMPT, tree("registrering", "offentligTittel", then=dropped)),
    ("O385", "the exempt title of a paper", EXEMPT, says(">Vedlegg 1 – Samarbeidsplattform<", f">{EXEMPT.title}<")),
    ("O385", "the exempt title of a file", EXEMPT, says("filnavn>Saksframlegg", f"filnavn>{EXEMPT.title.upper()}")),
    ("O386", "a person as author", OPEN, says("forfatter>Osloregionen", "forfatter>Kari Nordmann")),
    ("O386", "a person as creator", OPEN, says("opprettetAv>Osloregionen", "opprettetAv>Kari Nordmann")),
    ("O386", "a person everywhere", OPEN, says(">Osloregionen<", ">Kari Nordmann<", -1)),
    ("O387", "somebody to be called", OPEN, says("</korrespondansepart>", f"{PHONE}</korrespondansepart>")),
    ("O387", "a case officer", OPEN, says("<saksstatus>", f"{OFFICER}<saksstatus>")),
    ("O388", "no recipient", OPEN, says("<n5mdk:kode>EM<", "<n5mdk:kode>EA<")),
    ("O388", "a number that does not hold together", OPEN, says("974760673", "974760674")),
    ("O389", "a second version", OPEN, says("versjonsnummer>1", "versjonsnummer>2")),
]


@pytest.mark.parametrize(
    ("expected", "fault", "message", "change"), SEEDED, ids=[f"{one[0]}-{one[1]}" for one in SEEDED]
)
def test_each_fault_is_found(expected: str, fault: str, message: Message, change: Change) -> None:
    xml = change(write(message, STANDARD))
    found = check(xml, files_of(message), PLACE, STANDARD, author=ALLIANCE)
    assert expected in {problem.code for problem in found}, fault
    assert all(problem.place.path == PLACE and str(problem) for problem in found)


def test_a_fault_of_every_code_is_seeded() -> None:
    told = {code for path in FOLDER.parent.glob("*.py") for code in re.findall(r'"(O3\d\d)"', path.read_text("utf-8"))}
    assert told == {one[0] for one in SEEDED} | {"O362"}


def test_files_that_are_not_what_they_are_told_to_be() -> None:
    xml, files = write(OPEN, STANDARD), files_of(OPEN)
    changed = check(xml, {**files, "saksframlegg.pdf": b"%PDF-2"}, PLACE, STANDARD)
    assert {problem.code for problem in changed} == {"O376", "O377"}
    more = check(xml, {**files, "notat.pdf": b"%PDF-"}, PLACE, STANDARD)
    assert {problem.code for problem in more} == {"O368", "O374"}
    one = replace(MAIN_PAPER, files=(filed("Saksframlegg", "saksframlegg.pdf", Variant.ARCHIVE, b"PK\3\4"),))
    false = check(write(replace(OPEN, papers=(one,)), STANDARD), {"saksframlegg.pdf": b"PK\3\4"}, PLACE, STANDARD)
    assert [problem.code for problem in false] == ["O382"]


def test_a_file_of_another_kind_is_none_of_a_case() -> None:
    page = Filed("side.html", "Side.html", hashlib.sha256(b"x").hexdigest(), 1, "html", "text/html", Variant.PRODUCTION)
    message = replace(OPEN, papers=(replace(MAIN_PAPER, files=(*MAIN_PAPER.files, page)),))
    files = {**files_of(replace(OPEN, papers=(MAIN_PAPER,))), "side.html": b"x"}
    found = check(write(message, STANDARD), files, PLACE, STANDARD)
    assert {problem.code for problem in found} == {"O366", "O382", "O383"}


def test_what_one_council_expects_another_does_not() -> None:
    xml = write(OPEN, OTHER)
    assert check(xml, files_of(OPEN), PLACE, OTHER) == []
    found = {problem.code for problem in check(xml, files_of(OPEN), PLACE, STANDARD)}
    assert found >= {"O364", "O365", "O378", "O381"}


def test_an_algorithm_that_the_checksums_are_not_made_with() -> None:
    values = Archive(checksum_algorithm=Text("SHA512"))
    found = check(write(OPEN, values), files_of(OPEN), PLACE, values)
    assert {problem.code for problem in found} == {"O378"}


def test_without_the_alliance_s_name_all_authors_are_still_the_same() -> None:
    xml = write(OPEN, STANDARD)
    assert check(xml, files_of(OPEN), PLACE, STANDARD) == []
    other = xml.replace(b"<forfatter>Osloregionen<", b"<forfatter>Kari<", 1)
    assert {problem.code for problem in check(other, files_of(OPEN), PLACE, STANDARD)} == {"O386"}


def test_a_schema_somewhere_else_is_not_asked() -> None:
    there = b' xsi:schemaLocation="http://127.0.0.1:9/ http://127.0.0.1:9/a.xsd" '
    xml = write(OPEN, STANDARD).replace(b"<arkivmelding ", b"<arkivmelding" + there, 1)
    assert check(xml, files_of(OPEN), PLACE, STANDARD) == []


def test_a_problem_shows_its_line() -> None:
    xml = write(OPEN, STANDARD).replace(b"antallVedlegg>2", b"antallVedlegg>3")
    (problem,) = check(xml, files_of(OPEN), PLACE, STANDARD)
    assert "<antallVedlegg>3" in str(problem).splitlines()[1]
    assert problem.excerpt == xml.decode().splitlines()[problem.place.line - 1]


# For any message

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40).map(
    lambda words: f"{words.strip()} ø".strip()
)
KEYS = st.from_regex(r"[a-z0-9]([a-z0-9/.-]{0,20}[a-z0-9])?", fullmatch=True)
CODES = st.text("ABCDEFØ-159", min_size=1, max_size=6)


@st.composite
def papers(draw: st.DrawFn, number: int) -> Paper:
    exempt = draw(st.just("") | WORDS)
    role = "saksframlegg" if number == 1 else f"vedlegg-{number - 1:02}"
    stem = f"{role}-{draw(st.from_regex('[a-z0-9]{1,20}', fullmatch=True))}"
    shown = draw(WORDS.map(lambda words: re.sub(r'["*:<>?/\\|.]', "-", words)))
    made = [(f"{stem}.pdf", Variant.ARCHIVE)]
    made += [(f"{stem}.docx", Variant.PRODUCTION)] * draw(st.integers(0, 1))
    made += [(f"{stem}-offentlig.pdf", Variant.SHIELDED)] * bool(exempt)
    made += [(f"{stem}-offentlig.docx", Variant.SHIELDED)] * (bool(exempt) and draw(st.integers(0, 1)))
    files = [filed(f"{number} {shown} {'O' * (v is Variant.SHIELDED)}x", n, v, content(n)) for n, v in made]
    return Paper(draw(WORDS), number == 1, number, tuple(files), exempt)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    exempt = draw(st.just("") | WORDS)
    count = draw(st.integers(1, 4))
    return Message(
        key=draw(KEYS),
        title=f"Unntatt: {draw(WORDS)}" if exempt else draw(WORDS),
        author=draw(WORDS),
        council=draw(WORDS),
        date=draw(st.dates()),
        papers=tuple(draw(papers(number)) for number in range(1, count + 1)),
        organisation=draw(st.sampled_from(["", "974760673"])),
        author_organisation=draw(st.sampled_from(["", "974760673"])),
        case_number=draw(st.sampled_from([None, "2009/4341", "24/01234", "PS 23/14", "23/14"])),
        deadline=draw(st.none() | st.dates()),
        public_title=draw(st.just("") | WORDS) if exempt else "",
        exempt=exempt,
        description=draw(st.just("") | WORDS),
        keywords=tuple(draw(st.lists(WORDS, unique=True, max_size=3))),
    )


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    def some(*fields: str) -> dict[str, Text]:
        values = draw(st.lists(CODES, min_size=len(fields), max_size=len(fields), unique=True))
        return {field: Text(value) for field, value in zip(fields, values, strict=True)}

    chosen = {
        **some("hoveddokument", "vedlegg"),
        **some("arkivformat", "produksjonsformat", "skjermet"),
        **some("avsender", "mottaker"),
        **some("dokumenttype_hoveddokument", "dokumenttype_vedlegg"),
        **some("journalposttype", "journalstatus", "saksstatus", "dokumentstatus", "dokumentmedium"),
        **some("tilgangsrestriksjon"),
    }
    told = {**some("system", "format_pdf", "format_docx"), **some("fagsystem", "regel", "arkivdel")}
    optional = [key for key in ("fagsystem", "regel", "arkivdel") if draw(st.booleans())]
    told = {key: value for key, value in told.items() if key not in optional}
    algorithm = Text(draw(st.sampled_from(["SHA256", "SHA-256", "sha256"])))
    return Archive(codes=Codes(**chosen), checksum_algorithm=algorithm, **told)


@given(messages(), st.just(STANDARD) | archives())
@settings(max_examples=100)
def test_any_message_is_written_and_nothing_is_wrong_with_it(message: Message, values: Archive) -> None:
    written = write(message, values)
    assert check(written, files_of(message), PLACE, values, author=message.author) == []
    assert written == write(message, values)
    assert read(etree.fromstring(written, parser()), values) == message_as_told(message)


@given(messages(), st.just(STANDARD) | archives(), st.data())
@settings(max_examples=200)
def test_any_change_is_found_or_makes_another_message(message: Message, values: Archive, data: st.DataObject) -> None:
    root = etree.fromstring(write(message, values), parser())
    before = canonical(root)
    element = data.draw(st.sampled_from(list(root.iter(etree.Element))[1:]))
    data.draw(st.sampled_from(deeds(element, all_said(root))))()
    assert stands(root, before, message, values)


def test_every_change_of_one_is_found_or_makes_another_message() -> None:
    root = etree.fromstring(write(EXEMPT, STANDARD), parser())
    before, passed = canonical(root), []
    said = ["", "0", "2", "A", "H", "O", "2026-02-30"]
    for place, original in list(enumerate(root.iter(etree.Element)))[1:]:
        for deed in range(len(deeds(original, said))):
            changed = deepcopy(root)
            deeds(list(changed.iter(etree.Element))[place], said)[deed]()
            if not stands(changed, before, EXEMPT, STANDARD):
                passed.append((name(original), deed, etree.tostring(changed).decode()))
    assert passed == []


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_what_is_no_message_is_told_and_nothing_else_happens(rubbish: bytes) -> None:
    assert [problem.code for problem in check(rubbish, {}, PLACE, STANDARD)][:1] in (["O360"], ["O361"])


def deeds(element: Any, said: list[str]) -> list[Callable[[], object]]:
    """Taking the element away, doubling it, changing places with its neighbour, and changing what it says."""
    done: list[Callable[[], object]] = [lambda: dropped(element), lambda: doubled(element)]
    if element.getnext() is not None:
        done.append(lambda: moved_down(element))
    if element.attrib:
        done.append(element.attrib.clear)
    if not len(element):
        own = [f"{element.text}0", element.text[:-1], element.text.swapcase()]
        done += [lambda new=new: setattr(element, "text", new) for new in (*said, *own)]
    return done


def all_said(root: Any) -> list[str]:
    """What any element says, and some that none does."""
    there = {element.text for element in root.iter(etree.Element) if not len(element)}
    return sorted(there | {"", " ", "0", "2", "X", "A", "H", "SHA-512", "2026-02-30", "../a.pdf"})


def stands(root: Any, before: bytes, message: Message, values: Archive) -> bool:
    """Whether a changed message is found to be wrong, or is just what another message with the same facts says."""
    if canonical(root) == before:
        return True
    if check(etree.tostring(root), files_of(message), PLACE, values, author=message.author):
        return True
    other = read(root, values)
    same = canonical(etree.fromstring(write(other, values), parser())) == canonical(root)
    return same and facts(other) == facts(message)


def canonical(root: Any) -> bytes:
    """The message without what makes no difference: indents, the order of keywords and of the parties."""
    root = deepcopy(root)
    etree.indent(root)
    for parent in (*every(root, "mappe"), *every(root, "registrering")):
        for part in ("noekkelord", "korrespondansepart"):
            alike = every(parent, part)
            at = [parent.index(one) for one in alike]
            ordered = sorted(alike, key=lambda one: etree.tostring(one, method="c14n", with_tail=False))
            for one in alike:
                parent.remove(one)
            for index, one in zip(at, ordered, strict=True):
                parent.insert(index, one)
    etree.indent(root)
    return etree.tostring(root, method="c14n")


def facts(message: Message) -> object:
    """What no change may touch: the papers, their roles, and every fact of their files."""
    told = [
        (paper.number, paper.main, bool(paper.exempt), frozenset(replace(file, title="") for file in paper.files))
        for paper in message.papers
    ]
    return told, bool(message.exempt), message.key, message.author, message.title, sorted(message.keywords)


def message_as_told(message: Message) -> Message:
    """The message without what arkivmelding.xml does not tell: a case number that is not certain."""
    certain = {"2009/4341": "2009/4341", "24/01234": "2024/1234"}
    return replace(message, case_number=certain.get(message.case_number or ""))


def read(root: Any, values: Archive) -> Message:
    """The message that is told by an arkivmelding, so that writing it gives the same again."""
    (case,), (entry,) = every(root, "mappe"), every(root, "registrering")
    assert (kind(case), kind(entry)) == ("saksmappe", "journalpost")
    parties = {code(party, "korrespondanseparttype"): party for party in every(entry, "korrespondansepart")}
    sender, recipient = parties[values.codes.avsender], parties[values.codes.mottaker]
    deadline = text(entry, "forfallsdato")
    key = text(case, "referanseEksternNoekkel/n5mdk:noekkel")
    assert text(entry, "referanseEksternNoekkel/n5mdk:noekkel") == entry_key(key)
    return Message(
        key=key,
        title=text(case, "tittel"),
        author=text(case, "opprettetAv"),
        council=text(recipient, "korrespondansepartNavn"),
        date=dt.date.fromisoformat(text(entry, "dokumentetsDato")),
        papers=tuple(read_paper(document, values) for document in every(entry, "dokumentbeskrivelse")),
        organisation=text(recipient, "organisasjonid"),
        author_organisation=text(sender, "organisasjonid"),
        case_number="/".join(filter(None, [text(case, "saksaar"), text(case, "sakssekvensnummer")])) or None,
        deadline=dt.date.fromisoformat(deadline) if deadline else None,
        public_title=text(case, "offentligTittel"),
        exempt=text(case, "skjerming/skjermingshjemmel"),
        description=text(entry, "beskrivelse"),
        keywords=tuple(text(word) for word in every(case, "noekkelord")),
    )


def read_paper(document: Any, values: Archive) -> Paper:
    variants: Mapping[str, Variant] = {variant_code(variant, values): variant for variant in Variant}
    files = [
        Filed(
            name=text(file, "referanseDokumentfil"),
            title=text(file, "filnavn"),
            sha256=text(file, "sjekksum"),
            size=int(text(file, "filstoerrelse")),
            ending=text(file, "referanseDokumentfil").rpartition(".")[2],
            media_type=text(file, "mimeType"),
            variant=variants[code(file, "variantformat")],
        )
        for file in every(document, "dokumentobjekt")
    ]
    main = code(document, "tilknyttetRegistreringSom") == values.codes.hoveddokument
    number, provision = int(text(document, "dokumentnummer")), text(document, "skjerming/skjermingshjemmel")
    return Paper(text(document, "tittel"), main, number, tuple(files), provision)
