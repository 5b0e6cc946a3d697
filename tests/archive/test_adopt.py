"""Adopting, by the real program: what it writes, that it writes it once, and what it refuses.

What is said of each refusal stands in tests/archive/refused/, and what changes in document.yaml in adopted.txt.
`PRESS_ACCEPT=1 pytest tests/archive` accepts what is said now; look at the difference before you commit it.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from archive.conftest import BASELINE, DRAFT, ROOT, THIRD, draft, example
from press.archive import digest, frozen_parts, part_hashes, prove
from press.archive.attach import attach_frozen
from press.build import manifest
from press.build.adopt import adopt
from press.build.adoption import Adoption
from press.document import text_hash
from press.facts import Facts
from press.problem import Wrong, report, worst
from press.read.convert import read

SAID = Path(__file__).parent / "refused"
SHOWN = "content/eksempel"


def silent(_: str) -> None:
    """Nobody listens."""


@pytest.fixture
def project(adopted: Path, tmp_path: Path) -> Path:
    """A copy of the project in which both revisions are adopted."""
    return shutil.copytree(adopted, tmp_path / "prosjekt")


def tree(root: Path) -> dict[str, bytes]:
    """Every file of the content, with its bytes."""
    folder = root / "content"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def facts(root: Path) -> Facts:
    return read((root / SHOWN / "document.yaml").read_bytes(), "document.yaml", Facts)


def test_only_the_lines_that_must_are_changed(adopted: Path) -> None:
    before = (ROOT / "tests" / "example" / "content" / "eksempel" / "document.yaml").read_text("utf-8") + DRAFT
    after = (adopted / SHOWN / "document.yaml").read_text("utf-8")
    changed = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    said = [re.sub("[0-9a-f]{64}", "…", line) for line in changed]
    expected = Path(__file__).parent / "adopted.txt"
    if os.environ.get("PRESS_ACCEPT"):
        expected.write_text("\n".join(said) + "\n", encoding="utf-8", newline="\n")
    assert said == expected.read_text("utf-8").splitlines()


def test_the_archive_holds_what_was_asked(adopted: Path) -> None:
    said = facts(adopted)
    third = said.revision("tredje")
    assert third is not None
    assert third.frozen is not None
    asked = {"adopted": "2025-05-31", "in_force": "2026-01-01", "recorded": "2025-06-10", "body": "raadet"}
    assert {field: str(getattr(third, field)) for field in asked} == asked
    assert (third.case, third.legal_basis) == ("Sak #12: 3", "avtalen, punkt 2")
    assert third.sources[0].quote == "Rådet vedtok: #1 & *alt*."
    assert said.draft is None
    assert said.history_until.written == "2024-12-31"
    assert [one.id for one in said.frozen] == ["andre", "tredje"]
    here = adopted / SHOWN / "revisions" / "tredje"
    assert {path.name: digest(path.read_bytes()) for path in here.iterdir() if path.name != "SHA256SUMS"} == dict(
        third.frozen.files
    )
    assert {path.name for path in here.iterdir()} == {
        *(f"eksempel-tredje-nb.{ending}" for ending in ("pdf", "docx", "html")),
        *("nb.yaml", "document.yaml", "figur.svg", "record.json", "blocks.json", "manifest.json", "SHA256SUMS"),
    }
    for name in ("nb.yaml", "figur.svg"):
        assert (here / name).read_bytes() == (adopted / SHOWN / name).read_bytes()
    assert [file.path for file in manifest.read(here / "manifest.json")] == [
        f"eksempel/eksempel-tredje-nb.{ending}" for ending in ("pdf", "docx", "html")
    ]


def test_it_is_proven_also_by_sha256sum_alone(adopted: Path) -> None:
    assert prove(adopted / SHOWN, SHOWN) == []
    for name in ("andre", "tredje"):
        command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
        subprocess.run(command, cwd=adopted / SHOWN / "revisions" / name, check=True)


def test_the_parts_tell_which_block_was_changed(adopted: Path) -> None:
    folder = adopted / SHOWN
    parts = frozen_parts(folder, facts(adopted))
    was, now = parts["andre"]["nb"], parts["tredje"]["nb"]
    assert list(was) == list(now)
    assert [name for name in was if was[name] != now[name]] == ["formaal-3"]
    third = facts(adopted).revision("tredje")
    assert third is not None
    again = attach_frozen(folder, third, adopted)
    assert text_hash(again.parts["nb"]) == text_hash(now) != text_hash(was)


def test_a_picture_is_part_of_its_figure_and_a_new_id_changes_nothing(tmp_path: Path) -> None:
    from press.document import Words

    folder = example(tmp_path)
    data = (folder / "nb.yaml").read_bytes()
    was = part_hashes(read(data, "nb.yaml", Words), folder)
    (folder / "figur.svg").write_bytes((folder / "figur.svg").read_bytes() + b"\n")
    now = part_hashes(read(data.replace(b"id: formaal-4", b"id: formaal-9"), "nb.yaml", Words), folder)
    assert [name for name in was if was[name] != now.get(name)] == ["formaal-4", "regler-figur"]
    assert now["formaal-9"] == was["formaal-4"]


def test_asked_again_it_changes_nothing(project: Path) -> None:
    before, told = tree(project), list[str]()
    for asked in (THIRD, Adoption("tredje"), replace(THIRD, recorded=None, document=None)):
        assert adopt(project, asked, told.append).problems == ()
    assert tree(project) == before
    assert set(told) == {"tredje is adopted already, with these facts and these words: nothing to do"}


def test_the_same_adoption_gives_the_same_bytes(adopted: Path, tmp_path: Path) -> None:
    folder = example(tmp_path)
    adopt(tmp_path, BASELINE, silent)
    draft(folder)
    adopt(tmp_path, THIRD, silent)
    assert tree(tmp_path) == tree(adopted)


def test_killed_when_it_is_recorded_and_asked_again_it_is_whole(adopted: Path, tmp_path: Path) -> None:
    example(tmp_path)
    child = os.fork()
    if child == 0:
        real = os.replace

        def last(*given: str) -> None:
            real(*given)
            os.kill(os.getpid(), signal.SIGKILL)

        os.replace = last  # type: ignore[assignment]
        adopt(tmp_path, BASELINE, silent)
        os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert worst(prove(tmp_path / SHOWN, SHOWN)) == 3
    told: list[str] = []
    assert adopt(tmp_path, BASELINE, told.append).problems == ()
    assert told == ["andre is adopted already, with these facts and these words: nothing to do"]
    assert prove(tmp_path / SHOWN, SHOWN) == []
    kept, new = tmp_path / SHOWN / "revisions" / "andre", adopted / SHOWN / "revisions" / "andre"
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == {
        path.name: path.read_bytes() for path in new.iterdir()
    }


NEXT = THIRD.fields | {"adopted": "2026-05-31", "in_force": "2027-01-01", "recorded": "2026-06-10"}
FOURTH = Adoption("fjerde", **NEXT)
REFUSED: dict[str, Adoption] = {
    "no-such-revision": Adoption("fjerd"),
    "not-declared": FOURTH,
    "document-unknown": replace(FOURTH, document="eksemplet"),
    "text-not-preserved": Adoption("foerste"),
    "other-facts": replace(THIRD, adopted="2025-06-01", case="Sak 12"),
    "fact-that-was-not-given": Adoption("andre", recorded="2024-01-02", in_force="2012"),
    "other-words": THIRD,
    "no-date": replace(FOURTH, adopted=None),
    "no-date-that-can-be-read": replace(FOURTH, adopted="31.5.2026"),
    "sign-that-cannot-be-seen": replace(FOURTH, case="PS\u200b4"),
    "before-the-last": replace(FOURTH, adopted="2020-05-31", in_force="2020-06-01"),
    "recorded-before": replace(FOURTH, recorded="2026-01-01"),
    "body-without-words": replace(FOURTH, body="styret"),
    "body-with-blanks": replace(FOURTH, body="Rådet selv"),
    "draft-in-the-way": Adoption("fjerde"),
    "baseline-otherwise": Adoption("fjerde", adopted="2027"),
    "altered-archive": THIRD,
    "words-wrong": FOURTH,
    "in-brackets": Adoption("fjerde"),
}


def prepared(name: str, root: Path) -> None:
    """What a case needs beside the two adopted revisions."""
    folder = root / SHOWN
    words, record = folder / "nb.yaml", folder / "document.yaml"
    text, said = words.read_text("utf-8"), record.read_text("utf-8")
    entry = (
        "  - id: fjerde\n    adopted: 2026\n    recorded: 2026-01-02\n    evidence: published\n    confidence: low\n"
    )
    entry += "    sources:\n      - id: avis\n"
    if name == "in-brackets":
        entry = "  - {id: fjerde, adopted: 2026, recorded: 2026-01-02, evidence: published, confidence: low, "
        entry += "sources: [{id: avis}]}\n"
    declared = REFUSED[name].revision == "fjerde" and name != "not-declared"
    if declared:
        text = text.replace(
            "    tredje:\n", "    fjerde:\n      name: Fjerde utgave\n      what: Endret.\n    tredje:\n"
        )
    if name in ("draft-in-the-way", "baseline-otherwise", "in-brackets"):
        said = said.replace("decisions:\n", entry + "decisions:\n").replace(
            "history_until: 2025", "history_until: 2027"
        )
    elif declared:
        said += "draft:\n  id: fjerde\n"
    if name == "draft-in-the-way":
        said += "draft:\n  id: femte\n"
        text = text.replace("    tredje:\n", "    femte:\n      name: Femte utgave\n      what: Endret.\n    tredje:\n")
    if name in ("other-words", "words-wrong"):
        text = text.replace("virker sjelden.", "virker [aldri." if name == "words-wrong" else "virker aldri.")
    if name == "altered-archive":
        (folder / "revisions" / "andre" / "nb.yaml").chmod(0o644)
        (folder / "revisions" / "andre" / "nb.yaml").write_text(text, "utf-8")
    words.write_text(text, "utf-8")
    record.write_text(said, "utf-8")


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_adopted_is_told_and_nothing_is_written(name: str, project: Path) -> None:
    prepared(name, project)
    before = tree(project)
    with pytest.raises(Wrong) as wrong:
        adopt(project, REFUSED[name], silent)
    said = "".join(f"{line}\n" for line in report(wrong.value.problems))
    expected = SAID / f"{name}.txt"
    if os.environ.get("PRESS_ACCEPT"):
        SAID.mkdir(exist_ok=True)
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text("utf-8")
    assert tree(project) == before


def test_no_expected_text_is_left_over() -> None:
    assert {path.stem for path in SAID.iterdir()} == set(REFUSED)


def test_a_baseline_gets_the_fields_that_it_lacks(project: Path) -> None:
    """An entry that people wrote, with an open date; what is known now is filled in."""
    prepared("baseline-otherwise", project)
    asked = Adoption("fjerde", adopted="2026", body="raadet", case="7: *")
    assert adopt(project, asked, silent).problems == ()
    revision = facts(project).revision("fjerde")
    assert revision is not None
    assert (revision.body, revision.case, revision.recorded.written) == ("raadet", "7: *", "2026-01-02")
    assert prove(project / SHOWN, SHOWN) == []
    record = json.loads((project / SHOWN / "revisions" / "fjerde" / "record.json").read_bytes())
    assert record["order"] == ["andre", "tredje", "fjerde"]
    assert record["entry"]["case"] == "7: *"
