"""The translator's files in the Translate Toolkit: what it saves is taken in, and it finds no fault of ours."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import hands
import outside
import pytest
from hands import GOAL, MARKED, MARKED_TEXT, MISSING, MISSING_TEXT, STALE, STALE_TEXT

NOTHING = ("nothing in the file is new: nothing was changed",)
FORMATS = ("po", "xliff12.xlf", "xlf")
EVERY = pytest.mark.parametrize("name", FORMATS)
NEW = 'To strengthen the Oslo region as an <innovative> & sustainable "region" in Europe – čđŋ.'
FILTERS = (
    "untranslated,unchanged,blank,short,long,brackets,urls,emails,escapes,newlines,tabs,singlequoting,doublewords,"
    "doublespacing,endwhitespace,startwhitespace,filepaths,functions,xmltags,variables,printf,options"
)
"""What pofilter is asked for. Others (numbers, capitals, quotes, punctuation) hold every language to one's habits."""


@pytest.fixture(scope="module")
def sent(unadopted: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A project whose English lags behind, with marks in it, and its whole parcel."""
    root = Path(shutil.copytree(unadopted, tmp_path_factory.mktemp("sendt") / "prosjekt"))
    hands.lag(root)
    hands.mark(root)
    return root, hands.parcel(root, everything=True)


@pytest.fixture
def lagging(sent: tuple[Path, dict[str, bytes]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(sent[0], tmp_path / "prosjekt"))


def saved(data: bytes, name: str, folder: Path, *work: str) -> bytes:
    """The file as the Translate Toolkit saves it, with a text translated in it."""
    before, after = folder / f"sendt.{name}", folder / f"lagret.{name}"
    before.write_bytes(data)
    outside.call(outside.TOOLS / "bin" / "python", outside.HERE / "toolkit.py", name, before, after, *work)
    return after.read_bytes()


def called(text: str, name: str) -> str:
    """The id of a text as a format has it."""
    return text.replace("#", ".") if name == "xlf" else text


@EVERY
def test_a_file_that_was_only_saved_changes_nothing(
    name: str, sent: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    before = hands.content(sent[0])
    assert hands.bring(sent[0], saved(sent[1][name], name, tmp_path), name, "Kari Nordmann").told == NOTHING
    assert hands.content(sent[0]) == before


@EVERY
def test_a_text_that_was_translated_is_taken_and_nothing_else(
    name: str, sent: tuple[Path, dict[str, bytes]], lagging: Path, tmp_path: Path
) -> None:
    before = hands.words_of(lagging)
    data = saved(sent[1][name], name, tmp_path, called(STALE_TEXT, name), NEW)
    assert hands.bring(lagging, data, name).told == (f"en {STALE}: draft",)
    start, end = before.index(f"      - id: {STALE}\n"), before.index("\n  - id: hvorfor\n")
    after = hands.words_of(lagging)
    assert (after[:start], after[start + len(after) - len(before) :][end - start :]) == (before[:start], before[end:])
    assert hands.document(lagging).translations["en"].parts[STALE].current
    assert NEW in " ".join(after.split())


@EVERY
def test_a_text_that_was_missing_is_taken(
    name: str, sent: tuple[Path, dict[str, bytes]], lagging: Path, tmp_path: Path
) -> None:
    data = saved(sent[1][name], name, tmp_path, called(MISSING_TEXT, name), NEW)
    assert hands.bring(lagging, data, name).told == (f"en {MISSING}: draft",)
    assert hands.document(lagging).translations["en"].parts[MISSING].current


@pytest.mark.parametrize("name", ["xliff12.xlf", "xlf"])
def test_words_before_a_mark_are_taken_and_the_marks_stay(
    name: str, sent: tuple[Path, dict[str, bytes]], lagging: Path, tmp_path: Path
) -> None:
    data = saved(sent[1][name], name, tmp_path, called(MARKED_TEXT, name), "In the region we share one ")
    assert hands.bring(lagging, data, name).told == (f"en {MARKED}: draft",)
    assert f"In the region we share one *goal*{GOAL.partition('*goal*')[2]}" in hands.words_of(lagging).replace(
        "\n          ", " "
    )


def test_marks_that_were_lost_are_missed(sent: tuple[Path, dict[str, bytes]], lagging: Path, tmp_path: Path) -> None:
    before = hands.content(lagging)
    data = saved(sent[1]["po"], "po", tmp_path, MARKED_TEXT, "The goal:")
    assert [problem.code for problem in hands.bring(lagging, data, "po").problems] == ["P607"]
    assert hands.content(lagging) == before


def faults(data: bytes, name: str, folder: Path) -> list[str]:
    """What pofilter says of a file, each with the id of the text."""
    before, after = folder / f"sendt.{name}", folder / f"feil.{name}"
    before.write_bytes(data)
    program = outside.program(str(outside.TOOLS / "bin" / "pofilter"))
    outside.call(
        program,
        "--progress=none",
        "--language=en",
        *(f"--test={one}" for one in FILTERS.split(",")),
        "-i",
        before,
        "-o",
        after,
    )
    said = after.read_text("utf-8") if after.exists() else ""
    found = r'msgctxt "([^"]*)"|<trans-unit id="([^"]*)"|\(pofilter\) (\w+):|from="pofilter">(\w+):'
    told: dict[str, list[str]] = {}
    notes: list[str] = []
    for context, unit, po_note, note in re.findall(found, said):
        if po_note:  # stands before the entry
            notes.append(po_note)
        elif note:
            told[next(reversed(told))].append(note)
        else:
            told[context or unit] = notes
            notes = []
    return [f"{one} {note}" for one, all_notes in told.items() for note in all_notes]


@pytest.mark.parametrize("name", ["po", "xliff12.xlf"])
def test_pofilter_finds_what_waits_and_no_fault(name: str, sent: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    assert faults(sent[1][name], name, tmp_path) == [f"{MISSING_TEXT} untranslated"]


@pytest.mark.parametrize("name", ["po", "xliff12.xlf"])
def test_pofilter_does_find_a_fault(name: str, sent: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    spoiled = sent[1][name].replace(b"To strengthen the", b"To strengthen  the the", 1)
    assert f"{STALE_TEXT} doublewords" in faults(spoiled, name, tmp_path)
