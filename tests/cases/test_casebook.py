"""The casebook: what ships is right, a mistake stops what it lies in and nothing else, and every rule is asked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.build.project import Project, read_attached
from press.cases import Casebook
from press.document import Document
from press.problem import Exit, worst
from press.read import SCHEMA_FOLDER
from press.read.casebook import read_casebook

ROOT = Path(__file__).parent.parent.parent
GOOD = Path(__file__).parent / "hostile" / "_good"
Read = Callable[[Mapping[str, str]], Casebook]

CASE = (GOOD / "content" / "cases" / "sak.yaml").read_text("utf-8")
COUNCILS = (GOOD / "content" / "cases" / "councils.yaml").read_text("utf-8")
MANY = 12
SENT = "".join(
    f"  kommune-{n}:\n    case: 26/{n:05}\n    sittings:\n      - body: kommunestyret\n" for n in range(MANY)
)
LISTED = "".join(
    f'  - id: kommune-{n}\n    name: Kommune {n}\n    kind: kommune\n    number: "{9000 + n}"\n    language: nb\n'
    "    body: kommunestyret\n"
    for n in range(MANY)
)
HEAD = COUNCILS.partition("councils:\n")[0]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    document = read_attached(Project(ROOT), ROOT / "content" / "samarbeidsplattform")
    return {str(document.facts.id): document}


@pytest.fixture(scope="module")
def read(documents: dict[str, Document], tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Reads a folder content/cases that holds these files."""

    def reading(files: Mapping[str, str]) -> Casebook:
        root = tmp_path_factory.mktemp("saker")
        shutil.copytree(ROOT / SCHEMA_FOLDER, root / SCHEMA_FOLDER)
        for name, text in files.items():
            path = root / "content" / "cases" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return read_casebook(root / "content", root, documents)

    return reading


def codes(book: Casebook) -> list[str]:
    return [problem.code for problem in book.problems]


def test_what_ships_is_right(documents: dict[str, Document]) -> None:
    book = read_casebook(ROOT / "content", ROOT, documents)
    assert (book.problems, book.failed) == ((), frozenset())
    assert book.cases
    assert all(case.example == "yes" for case in book.cases.values())
    assert all(council.example == "yes" for council in book.councils.values())


def test_a_project_without_cases_has_an_empty_casebook(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert read_casebook(tmp_path / "content", tmp_path, {}) == Casebook()


def test_case_numbers_stay_as_they_were_written_but_for_their_blanks(documents: dict[str, Document]) -> None:
    councils = read_casebook(ROOT / "content", ROOT, documents).cases["eksempel-tilslutning"].councils
    numbers = [sitting.case for handling in councils.values() for sitting in handling.sittings if sitting.case]
    assert {"PS 2/27", "Sak 12/27", "002/27"} <= set(numbers)


def test_cases_without_councils_have_all_failed(read: Read) -> None:
    book = read({"sak.yaml": CASE})
    assert (codes(book), book.failed) == (["C607"], frozenset({"sak"}))


def test_a_case_that_is_wrong_fails_no_other(read: Read) -> None:
    other = CASE.replace("id: sak", "id: sak-2").replace("document: samarbeidsplattform", "document: noe-annet")
    broken = CASE.replace("id: sak", "id: sak-3").replace("words:\n", "ord:\n")
    unreadable = "# æ\n\tid: sak-4\n"
    others = {"sak-2.yaml": other, "sak-3.yaml": broken, "sak-4.yaml": unreadable}
    book = read({"councils.yaml": COUNCILS, "sak.yaml": CASE, **others})
    assert book.failed == {"sak-2", "sak-3", "sak-4"}
    assert "sak" in book.cases
    assert book.stopped["sak"] == frozenset()


def test_nothing_in_the_folder_is_passed_by(read: Read) -> None:
    book = read({"councils.yaml": COUNCILS, "sak.yaml": CASE, "annen.yml": CASE, "gamle/sak.yaml": CASE})
    assert codes(book) == ["C606", "C606"]
    assert "unfinished" not in read({"councils.yaml": COUNCILS, ".press-sak.yaml": "{"}).failed


def test_a_case_about_a_document_that_cannot_be_read_has_failed_in_silence(
    documents: dict[str, Document], tmp_path: Path
) -> None:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / SCHEMA_FOLDER, tmp_path / SCHEMA_FOLDER)
    (tmp_path / "content" / "samarbeidsplattform").mkdir()
    (tmp_path / "content" / "samarbeidsplattform" / "document.yaml").write_text("id: ", "utf-8")
    book = read_casebook(tmp_path / "content", tmp_path, {})
    assert (book.failed, book.problems) == (frozenset({"sak"}), ())


MISTAKES = (
    ("    case: 26/{n:05}\n", "    case: ../../etc\n"),
    ("    case: 26/{n:05}\n", "    case: [26, 1]\n"),
    ("    case: 26/{n:05}\n", "    sak: 26/1\n"),
    ("    case: 26/{n:05}\n", "    case: 26/1\n    case: 26/2\n"),
    ("    case: 26/{n:05}\n", "    case: 26/1 # en merknad\n"),
    ("    case: 26/{n:05}\n", "    officer: 🎉\n"),
    ("    case: 26/{n:05}\n", "    translations: [nb]\n"),
    ("  kommune-{n}:\n    case: 26/{n:05}\n", "  kommune-{n}: # uten\n    case:\n"),
    ("  kommune-{n}:\n", "  24/0123{n}:\n"),
    ("  kommune-{n}:\n", "  kommunen-{n}0:\n"),
)


@given(where=st.lists(st.integers(0, MANY - 1), unique=True), which=st.data())
def test_a_council_with_a_mistake_stops_itself_and_no_other(read: Read, where: list[int], which: st.DataObject) -> None:
    text = CASE.partition("\ncouncils:\n")[0] + "\ncouncils:\n" + SENT
    wrong = set()
    for n in where:
        old, new = (one.format(n=n) for one in which.draw(st.sampled_from(MISTAKES)))
        assert old in text
        text = text.replace(old, new, 1)
        first = re.match(r"  ([^ ]+):", new)
        wrong.add(first[1] if first else f"kommune-{n}")
    book = read({"councils.yaml": HEAD + "councils:\n" + LISTED, "sak.yaml": text})
    assert book.failed == frozenset()
    assert book.stopped["sak"] == wrong
    assert bool(book.problems) == bool(wrong)
    sound = [name for name in book.cases["sak"].councils if name not in book.stopped["sak"]]
    assert len(sound) == MANY - len(wrong)


LISTED_MISTAKES = (
    ("    kind: kommune\n", "    kind: by\n"),
    ("    language: nb\n", "    language: no\n"),
    ("    language: nb\n", "    language: nb\n    nokkel: verdi\n"),
    ("    language: nb\n", '    language: nb\n    organisation: "123456789"\n'),
    ("    language: nb\n", "    language: nb\n    merged_into: ingen\n    merged: 2020-01-01\n"),
    ("    body: kommunestyret\n", ""),
)


@given(where=st.lists(st.integers(0, MANY - 1), unique=True), which=st.data())
def test_a_mistake_in_the_list_stops_that_council_in_every_case(
    read: Read, where: list[int], which: st.DataObject
) -> None:
    entries = re.findall(r"  - id:.*?(?=  - id:|\Z)", LISTED, re.DOTALL)
    for n in where:
        old, new = which.draw(st.sampled_from(LISTED_MISTAKES))
        entries[n] = entries[n].replace(old, new)
    sent = CASE.partition("\ncouncils:\n")[0] + "\ncouncils:\n"
    cases = {
        "sak.yaml": sent + SENT,
        "sak-2.yaml": sent.replace("id: sak", "id: sak-2") + "  kommune-0:\n    case: 1/2\n",
    }
    book = read({"councils.yaml": HEAD + "councils:\n" + "".join(entries), **cases})
    wrong = {f"kommune-{n}" for n in where}
    assert book.failed == frozenset()
    assert book.stopped == {"sak": wrong, "sak-2": wrong & {"kommune-0"}}
    assert (worst(book.problems) is Exit.CONTENT) == bool(wrong)


def test_councils_in_brackets_are_told_apart_too(read: Read) -> None:
    flow = "councils: {eksempelvik: {case: ../..}, eksempeldal: {case: 24/1}, eksempelfylket: {}}\n"
    book = read({"councils.yaml": COUNCILS, "sak.yaml": CASE.partition("councils:\n")[0] + flow})
    assert (book.failed, book.stopped["sak"]) == (frozenset(), frozenset({"eksempelvik"}))
    assert list(book.cases["sak"].councils) == ["eksempeldal", "eksempelfylket"]


def test_a_case_whose_councils_are_all_wrong_is_still_read(read: Read) -> None:
    text = CASE.partition("councils:\n")[0] + "councils:\n  eksempelvik:\n    case: nei\n"
    book = read({"councils.yaml": COUNCILS, "sak.yaml": text.replace("deadline: 2027", "deadline: 2025")})
    assert codes(book) == ["C603", "C622"]
    assert (dict(book.cases["sak"].councils), book.stopped["sak"]) == ({}, frozenset({"eksempelvik"}))


def test_the_longest_file_name_is_held_to(read: Read) -> None:
    long = "a" * 36
    case = CASE.replace("id: sak", f"id: {long}").replace("eksempelvik", long)
    book = read({"councils.yaml": COUNCILS.replace("eksempelvik", long), f"{long}.yaml": case})
    assert codes(book) == ["C628"]
    assert "87 characters" in book.problems[0].message
    assert book.stopped[long] == frozenset({long})


def test_a_merger_after_the_case_was_sent_stops_nobody(read: Read) -> None:
    case = CASE.replace("eksempeldal:\n", "proevebygd:\n")
    for day, stopped in (("2026-11-24", False), ("2026-11-23", True), ("2026", False), ("2025", True), ("XXXX", False)):
        book = read({"councils.yaml": COUNCILS.replace("2020-01-01", day), "sak.yaml": case})
        assert (codes(book) == ["C615"]) == stopped, day


def test_two_councils_of_one_name_are_told_apart_by_their_numbers(read: Read) -> None:
    alike = COUNCILS.replace("name: Eksempelvik kommune", "name: Eksempeldal kommune")
    assert codes(read({"councils.yaml": alike})) == []
    assert codes(read({"councils.yaml": alike.replace('    number: "9901"\n', "")})) == ["W605"]


@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1", "lpt9"])
def test_names_that_windows_keeps_are_no_ids(read: Read, name: str) -> None:
    book = read({"councils.yaml": COUNCILS, f"{name}.yaml": CASE.replace("id: sak", f"id: {name}")})
    assert (codes(book), book.failed) == (["C627"], frozenset({name}))
