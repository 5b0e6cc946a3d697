"""A translated part is bound to the words that it was made from, and only somebody named says that it is right.

What each refusal says stands in tests/translation/refused/. `PRESS_ACCEPT=1 pytest tests/translation` accepts what is
said now; look at the difference before you commit it.
"""

from __future__ import annotations

import os
import random
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from translating import DAY, FOLDER, agreement, as_expected, confirmed, edit, how, read, report_on, silent, without

from press.build.confirm import Confirmation, confirm, known_records
from press.build.project import Project, read_project
from press.build.translations import translations
from press.document import Translation, Words
from press.problem import Wrong, report
from press.read import read_document
from press.read.convert import read as read_as
from press.read.keep import entry, keep
from press.read.spans import spans
from press.records import Record, Records, Standing, State
from press.text import Text
from press.translation.binding import bind, standing_of
from press.translation.units import digest, units

HERE = Path(__file__).parent
REAL = HERE.parent.parent / FOLDER
GOAL = "maal-2"
SAID = Confirmation("en", GOAL, "Kari Nordmann", State.REVIEWED, DAY)


@pytest.fixture
def folder(project: Path) -> Path:
    """The folder of the document, in a project to be changed at will."""
    return project / FOLDER


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


# What binds, and what breaks it.


def test_without_a_record_no_part_is_up_to_date(project: Path, folder: Path) -> None:
    (folder / "translations.yaml").unlink()
    counts = report_on(project).counts
    assert (counts["stale"], counts["complete"], counts["all"]) == (counts["all"], 0, len(units(read(project).source)))
    assert how(project, GOAL) == "unbound"
    confirmed(project, GOAL, "draft")
    assert how(project, GOAL) == "draft"
    assert report_on(project).counts["complete"] == 1


@pytest.mark.parametrize("state", ["draft", "reviewed", "certified"])
def test_confirmed_it_has_the_state_that_was_said(project: Path, state: str) -> None:
    confirmed(project, GOAL, state)
    assert how(project, GOAL) == state
    record = read(project).translations["en"].parts[GOAL].record
    assert record is not None
    assert (record.by, str(record.day), record.revision) == ("Kari Nordmann", DAY, "utkast")
    assert record.made_from["text"].startswith("Å styrke Osloregionen")


def test_one_comma_in_the_source_makes_it_stale(project: Path, folder: Path) -> None:
    edit(folder / "nb.yaml", "konkurransedyktig og bærekraftig", "konkurransedyktig, og bærekraftig")
    assert how(project, GOAL) == "stale"
    assert report_on(project).counts["stale"] == report_on(project, "nn").counts["stale"] == 1


def test_nothing_that_is_done_to_the_translation_clears_it(project: Path, folder: Path) -> None:
    edit(folder / "nb.yaml", "konkurransedyktig og bærekraftig", "konkurransedyktig, og bærekraftig")
    english = folder / "en.yaml"
    os.utime(english)
    assert how(project, GOAL) == "stale"
    edit(english, "competitive and sustainable", "competitive, and sustainable")
    assert how(project, GOAL) == "stale"
    edit(english, "competitive, and sustainable region", "region that is competitive and lasting")
    assert how(project, GOAL) == "stale"
    reformatted(english, style='"')
    assert how(project, GOAL) == "stale"
    confirmed(project, GOAL)
    assert how(project, GOAL) == "reviewed"


def test_a_hash_that_is_put_in_by_hand_clears_nothing(project: Path, folder: Path) -> None:
    edit(folder / "nb.yaml", "konkurransedyktig og bærekraftig", "konkurransedyktig, og bærekraftig")
    document = read(project)
    record, now = document.translations["en"].parts[GOAL].record, units(document.source)[GOAL].digest
    assert record is not None
    records = folder / "translations.yaml"
    records.write_text(records.read_text("utf-8").replace(str(record.source), now), "utf-8")
    assert how(project, GOAL) == "stale"


@pytest.mark.parametrize("state", ["reviewed", "certified"])
@pytest.mark.parametrize("why", ["altered", "stale"])
def test_what_was_said_is_void_once_either_text_is_another_and_holds_again_when_that_is_taken_back(
    project: Path, folder: Path, state: str, why: str
) -> None:
    file, old = ("en.yaml", "To strengthen") if why == "altered" else ("nb.yaml", "Å styrke")
    new = f"{old},"
    confirmed(project, GOAL, state)
    edit(folder / file, old, new)
    waiting = next(one for one in report_on(project).waiting if one.unit == GOAL)
    assert (waiting.why, waiting.void, waiting.by) == (why, state, f"Kari Nordmann, {DAY}")
    assert report_on(project).counts[state] == 0
    edit(folder / file, new, old)
    assert how(project, GOAL) == state


def test_a_part_that_is_not_translated_is_missing(project: Path, folder: Path) -> None:
    without(folder / "en.yaml", GOAL)
    assert how(project, GOAL) == "missing"
    document = read(project)
    assert document.words["en"].sections[1].blocks[1] == document.source.sections[1].blocks[1]
    edit(folder / "en.yaml", "    title: Goal\n", "")
    assert how(project, "maal") == "missing"
    assert report_on(project).counts["missing"] == 2


def test_a_block_that_left_the_source_is_kept_as_orphaned(project: Path, folder: Path) -> None:
    before = files(folder)
    without(folder / "nb.yaml", "slik-3")
    assert how(project, "slik-3") == "orphaned"
    assert report_on(project).counts["orphaned"] == 1
    assert "slik-3" not in [block.id for block in read(project).words["en"].blocks()]
    lines, problems = translations(project, None)
    assert problems == ()
    told = "slik-3: orphaned: the source has it no longer; the translation is kept"
    assert [line.partition(":")[0] for line in lines if line.endswith(told)] == [
        f"  {FOLDER}/{language}.yaml" for language in ("en", "nn")
    ]
    confirmed(project, "slik-2")
    after = files(folder)
    assert after["en.yaml"] == before["en.yaml"]
    assert record_of(after["translations.yaml"], "slik-3") == record_of(before["translations.yaml"], "slik-3")


def test_a_language_stands_as_its_weakest_part_does(project: Path, folder: Path) -> None:
    assert report_on(project).standing == "draft"
    confirmed(project, "all", "certified")
    assert report_on(project).standing == "certified"
    confirmed(project, GOAL, "reviewed")
    assert report_on(project).standing == "courtesy"
    edit(folder / "nb.yaml", "Å styrke Osloregionen", "Å utvikle Osloregionen")
    assert report_on(project).standing == "draft"


def test_a_block_of_another_kind_is_told_and_is_no_fault_of_ours(project: Path, folder: Path) -> None:
    edit(folder / "en.yaml", "- id: maal-1\n", "- id: maal\n")
    edit(folder / "en.yaml", "    title: Goal\n", "")
    found = read_project(Project(project))
    assert {problem.code for problem in found.problems} == {"C423", "C311"}
    assert translations(project, None)[0] == []


# Layout is not words.


def reformatted(path: Path, **layout: object) -> None:
    """The same words, written with other quotes, widths and indents, and without comments."""
    head, _, _ = path.read_text("utf-8").partition("\n")
    loaded = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    style = layout.pop("style", None)
    dumped = yaml.dump(loaded, default_style=style, allow_unicode=True, sort_keys=False, **layout)
    path.write_text(f"{head}\n{dumped}", "utf-8")


@pytest.mark.parametrize("style", ['"', "'", ">"])
@pytest.mark.parametrize("width", [40, 1000])
def test_layout_comments_and_quotes_of_the_source_make_nothing_stale(
    project: Path, folder: Path, style: str, width: int
) -> None:
    for file in ("nb.yaml", "en.yaml", "translations.yaml"):
        reformatted(folder / file, style=style, width=width, indent=3)
    counts = report_on(project).counts
    assert counts["complete"] == counts["all"]


@cache
def real() -> tuple[Words, Translation, dict[str, Record]]:
    """The source, its English translation and the records of it, as they are in this project."""
    document = read_document(REAL, HERE.parent.parent)
    return document.source, document.translations["en"].written, known_records(document, "en")


@given(st.data())
def test_any_change_of_the_words_of_one_part_makes_that_part_alone_stale(data: st.DataObject) -> None:
    source, written, records = real()
    block = data.draw(st.sampled_from([one for one in source.blocks() if one.kind == "paragraph"]))
    sign, at = data.draw(st.sampled_from(",.aé–")), data.draw(st.integers(1, len(block.text) - 1))
    words = str(block.text)
    other = {"text": words[:at] + sign + words[at:]}
    changed = {**records, block.id: record(records[block.id], other)}
    parts, _ = bind(source, written, changed, {})
    assert [name for name, part in parts.items() if part.stale] == [block.id]
    assert standing_of(parts.values()) is Standing.DRAFT


def record(was: Record, made_from: dict[str, str]) -> Record:
    told = {Text(path): Text(text) for path, text in made_from.items()}
    return was.model_copy(update={"made_from": told, "source": Text(digest(made_from))})


# Who confirms, and what cannot be.

ASKED = replace(SAID, block="formaal-2")
REFUSED: dict[str, Confirmation] = {
    "language-unknown": replace(ASKED, language="eng"),
    "language-authoritative": replace(ASKED, language="nb"),
    "block-unknown": replace(ASKED, block="formål-2"),
    "block-missing": replace(ASKED, block="regler-strategi"),
    "block-orphaned": replace(ASKED, block="formaal-3"),
    "one-of-several-unknown": replace(ASKED, block="formaal-2, slutt"),
    "block-empty": replace(ASKED, block=" "),
    "block-of-commas": replace(ASKED, block=","),
    "by-nobody": replace(ASKED, by=" "),
    "by-a-sign-that-cannot-be-seen": replace(ASKED, by="Kari\u200bNordmann"),
    "state-unknown": replace(ASKED, state="certifed"),
    "state-missing": replace(ASKED, state="missing"),
    "day-to-come": replace(ASKED, on="2999-01-01"),
    "day-that-is-none": replace(ASKED, on="31.5.2024"),
    "day-that-is-a-year": replace(ASKED, on="2024"),
    "day-that-is-uncertain": replace(ASKED, on="2024-03-01?"),
    "document-unknown": replace(ASKED, document="avtalen"),
    "all-that-is-wrong": replace(ASKED, by="", state="ok", on="i dag"),
    "numbers-that-differ": replace(ASKED, block="formaal-1"),
}


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The agreement with a part that is missing, one that is orphaned, and one with another number in the source."""
    root = tmp_path_factory.mktemp("avslag")
    folder = agreement(root)
    without(folder / "en.yaml", "regler-strategi")
    without(folder / "nb.yaml", "formaal-3")
    edit(folder / "nb.yaml", "46 kommuner", "47 kommuner")
    return root


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_confirmed_is_told_and_nothing_is_written(name: str, refusing: Path) -> None:
    folder = refusing / "content" / "avtale"
    before = files(folder)
    with pytest.raises(Wrong) as wrong:
        confirm(refusing, REFUSED[name], silent)
    as_expected(HERE / "refused" / f"{name}.txt", "".join(f"{line}\n" for line in report(wrong.value.problems)))
    assert files(folder) == before


def test_no_expected_text_is_left_over() -> None:
    assert {path.stem for path in (HERE / "refused").iterdir()} == set(REFUSED)


def test_confirmed_twice_it_changes_nothing(project: Path, folder: Path) -> None:
    confirmed(project, f"{GOAL},maal-1")
    before, told = files(folder), list[str]()
    again = replace(SAID, block=f"{GOAL}, maal-1")
    assert confirm(project, again, told.append).built == 0
    assert files(folder) == before
    assert told == [
        "en, 2 parts: were confirmed so before",
        "en is now: draft (before: draft)",
    ]


@pytest.mark.parametrize("emptied", ["languages: {}\n", "languages:\n  nn: {}\n  en: {}\n"])
def test_where_nothing_is_recorded_yet_it_is_written_all_the_same(project: Path, folder: Path, emptied: str) -> None:
    records = folder / "translations.yaml"
    head = records.read_text("utf-8").partition("languages:")[0]
    records.write_text(f"{head}{emptied}# Til slutt.\n", "utf-8")
    confirmed(project, GOAL)
    assert how(project, GOAL) == "reviewed"
    assert records.read_text("utf-8").endswith("# Til slutt.\n")


# Nothing else in translations.yaml moves.

_REMARK = re.compile("# merknad [0-9]+")


def record_of(data: bytes, name: str) -> list[str]:
    """The lines of an English record."""
    text = data.decode()
    span = spans(text)["languages", "en", name]
    return text.split("\n")[span.key : span.end_line + 1]


def commented(data: bytes, chance: random.Random) -> bytes:
    """The file with comments that people wrote: on lines of their own and at the ends of lines."""
    written = data.decode().split("\n")
    start = written.index("languages:")
    told = written[:start]
    for number, line in enumerate(written[start:]):
        ended = line.endswith((":", '"')) and chance.random() < 0.3
        told.append(f"{line}  # merknad {number}" if ended else line)
        if line and chance.random() < 0.2:
            told += [" " * chance.choice((0, 4, 9)) + f"# merknad {number}", *[""] * chance.randrange(2)]
    return "\n".join(told).encode()


@settings(max_examples=40)
@given(st.data())
def test_only_the_lines_of_what_is_confirmed_change_whatever_people_wrote_beside_it(data: st.DataObject) -> None:
    _, _, everything = real()
    records = {name: everything[name] for name in (*list(everything)[:5], *list(everything)[-5:])}
    names = st.sampled_from(list(records))
    known = {name: records[name] for name in data.draw(st.sets(names, max_size=5))}
    kept = keep(b"", "x", "nn", records, list(records))
    kept = keep(kept, "x", "en", known, list(records)) if known else kept
    kept = commented(kept, random.Random(data.draw(st.integers(0, 1000))))
    remarks = _REMARK.findall(kept.decode())
    for name in data.draw(st.lists(names, unique=True, max_size=5)):
        ending = data.draw(st.sampled_from(["", ", og", ": mer #"]))
        said = record(records[name], {path: text + ending for path, text in records[name].made_from.items()})
        comments = data.draw(st.sampled_from([(), (Text("Er «goal» rett ord?"), Text("Ja."))]))
        said = said.model_copy(update={"by": Text("Kari"), "state": State.CERTIFIED, "comments": comments})
        after = keep(kept, "x", "en", {name: said}, list(records))
        assert_only(kept, after, name)
        kept, known = after, {**known, name: said}
    assert _REMARK.findall(kept.decode()) == remarks
    told = read_as(kept, "x", Records).languages
    assert {name: entry(one) for name, one in told.get("en", {}).items()} == {
        name: entry(one) for name, one in known.items()
    }
    assert list(told["nn"]) == list(records)


def assert_only(before: bytes, after: bytes, name: str) -> None:
    """Only the lines of one English record are others, or new."""
    found = spans(after.decode())
    was, now = before.decode().split("\n"), after.decode().split("\n")
    span = found["languages", "en", name]
    around = now[: span.key], now[span.end_line + 1 :]
    if "en" not in read_as(before, "x", Records).languages:
        around = now[: span.key - 1], around[1]
    assert was[: len(around[0])] == around[0]
    assert was[len(was) - len(around[1]) :] == around[1]
    assert len(was) - len(around[0]) - len(around[1]) in (0, len(record_lines(before, name)))


def record_lines(data: bytes, name: str) -> list[str]:
    return record_of(data, name) if ("languages", "en", name) in spans(data.decode()) else []
