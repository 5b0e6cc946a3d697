"""Which text a council had before it can be told by the file that it had."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import many
import pytest

from press.build.cases.outcome import Recorded, record
from press.problem import Wrong

VEDLEGG = "vedlegg-01-avtale-utkast"


def decided(root: Path, file: Path) -> str:
    """The case file after a decision was recorded, on the text in a file."""
    told = Recorded(many.CASE, many.name(1), "2027-02-03", "adopted", "31-4", file=str(file))
    assert record(root, told, lambda _: None).problems == ()
    return (root / "content" / "cases" / f"{many.CASE}.yaml").read_text("utf-8")


def attachment(root: Path, name: str) -> Path:
    """An attachment under another name, away from everything that was made."""
    copy = root.parent / f"fra-arkivet{Path(name).suffix}"
    shutil.copy(root / "build" / "cases" / many.CASE / many.name(1) / name, copy)
    shutil.rmtree(root / "build")
    return copy


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_file_tells_the_text(again: Path, ending: str) -> None:
    text = decided(again, attachment(again, f"{VEDLEGG}.{ending}"))
    assert "revision: r2026-utkast\n" in text


def test_the_file_counts_and_not_what_the_case_proposes(again: Path) -> None:
    assert "revision: r2024\n" in decided(again, attachment(again, "vedlegg-04-avtale-r2024.pdf"))


def test_an_altered_file_tells_nothing(again: Path) -> None:
    file = attachment(again, f"{VEDLEGG}.docx")
    other = file.with_name("endret.docx")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"samarbeid", b"omarbeid") if name == "word/document.xml" else data)
    before = (again / "content" / "cases" / f"{many.CASE}.yaml").read_bytes()
    with pytest.raises(Wrong) as told:
        decided(again, other)
    assert [problem.code for problem in told.value.problems] == ["U178"]
    assert (again / "content" / "cases" / f"{many.CASE}.yaml").read_bytes() == before


def test_the_text_of_a_draft_that_was_altered_since_is_not_known(again: Path) -> None:
    file = attachment(again, f"{VEDLEGG}.pdf")
    words = again / "content" / "avtale" / "nb.yaml"
    words.write_text(words.read_text("utf-8").replace("samarbeid", "godt samarbeid", 1), "utf-8")
    with pytest.raises(Wrong) as told:
        decided(again, file)
    assert [problem.code for problem in told.value.problems] == ["U178"]
