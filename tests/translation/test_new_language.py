"""A new language is one file in content and one in the templates' words: Northern Sámi, with headings only."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree, html
from translating import FOLDER, NAME, ROOT, edit, read, report_on, silent

from press.build import build
from press.proof.page import read_web
from press.proof.pdf_text import blocks, furniture
from press.proof.word import read_word
from press.records import State
from press.translation.units import units

HERE = ROOT / "tests" / "languages" / "se"
LETTERS = "áčđŋšŧž"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MISSING = "Ii jorgaluvvon."
"""How the note on a part that is not translated begins."""


@pytest.fixture(scope="module")
def sami(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this project with its adopted revision and the new language, built."""
    root = tmp_path_factory.mktemp("samisk") / "prosjekt"
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    folder = root / FOLDER
    shutil.copy(HERE / "words.yaml", root / "templates" / "words" / "se.yaml")
    shutil.copy(HERE / "content.yaml", folder / "se.yaml")
    edit(root / "templates" / "words" / "se.yaml", "../../../content/schemas/", "../../content/schemas/")
    edit(folder / "se.yaml", "../../../content/schemas/", "../schemas/")
    for language in ("nn", "en"):
        (folder / f"{language}.yaml").unlink()
    edit(folder / "document.yaml", "  - nb\n  - nn\n  - en\n", "  - nb\n  - se\n")
    for path in (*(root / "templates" / "words").glob("*.yaml"), *(root / "content" / "glossary").glob("*.yaml")):
        if path.stem not in ("nb", "se"):
            path.unlink()
    assert build(root, silent).problems == ()
    return root


@pytest.fixture(scope="module")
def outputs(sami: Path) -> dict[str, bytes]:
    folder = sami / "build" / NAME
    return {ending: (folder / f"{NAME}-publisert-se.{ending}").read_bytes() for ending in ("pdf", "docx", "html")}


def lines(outputs: dict[str, bytes]) -> dict[str, list[str]]:
    """The blocks of words in each format."""
    return {
        "pdf": [block.text for block in blocks(outputs["pdf"])],
        "docx": list(read_word(outputs["docx"]).blocks),
        "html": list(read_web(outputs["html"]).blocks),
    }


def test_the_letters_are_right_in_every_format(outputs: dict[str, bytes]) -> None:
    for ending, told in lines(outputs).items():
        assert f"Ovttasbargovuođđu (geahččaleapmi: {' '.join(LETTERS)})" in told, ending
        assert [letter for letter in LETTERS if letter not in "".join(told)] == []


def test_headings_are_in_sami_and_the_rest_in_bokmaal_with_a_note_on_each_part(
    sami: Path, outputs: dict[str, bytes]
) -> None:
    document = read(sami)
    parts = document.translations["se"].parts
    missing = [name for name, part in parts.items() if part.state is State.MISSING]
    assert set(parts) - set(missing) == {"document/title", "maal", "hvorfor", "slik", "dette"}
    noted = [name for name in missing if not name.startswith("history/bodies/")]  # a body shares the note of its row
    for ending, told in lines(outputs).items():
        whole = "\n".join(told)
        assert whole.count(MISSING) == len(noted) + 1, ending  # the revision is named on page one too
        for words in ("Manne ovttasbargat Oslo-guovllus?", "Ná mii háliidat ovttasbargat Oslo-guovllus!"):
            assert any(words in line for line in told), (ending, words)
        for block in document.source.blocks():
            assert block.text.plain in whole, (ending, block.id)


def test_what_is_in_bokmaal_is_marked_as_such_in_every_format(sami: Path, outputs: dict[str, bytes]) -> None:
    texts = [block.text.plain for block in read(sami).source.blocks()]
    printed = {block.text: {run.lang for run in block.runs} for block in blocks(outputs["pdf"])}
    web = {element.text_content(): element for element in html.fromstring(outputs["html"]).iter("p")}
    with ZipFile(io.BytesIO(outputs["docx"])) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    word = {"".join(paragraph.itertext(f"{W}t")): paragraph for paragraph in body.iter(f"{W}p")}
    for words in texts:
        assert printed[words] == {"nb"}
        assert web[words].xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == "nb"
        assert {mark.get(f"{W}val") for mark in word[words].iter(f"{W}lang")} == {"nb-NO"}


def test_each_file_says_that_it_is_in_northern_sami(outputs: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(outputs["pdf"])) as pdf:
        assert str(pdf.Root.Lang) == "se"
    assert html.fromstring(outputs["html"]).get("lang") == "se"
    with ZipFile(io.BytesIO(outputs["docx"])) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
    assert styles.find(f".//{W}docDefaults//{W}lang").get(f"{W}val") == "se-NO"


def test_the_list_counts_what_is_missing_and_the_standing_is_a_draft(sami: Path, outputs: dict[str, bytes]) -> None:
    report = report_on(sami, "se")
    whole = len(units(read(sami).source))
    assert report.standing == "draft"
    assert (report.counts["all"], report.counts["missing"], report.counts["stale"]) == (whole, whole - 5, 5)
    assert [one.unit for one in report.waiting if one.why == "unbound"] == [
        "document/title", "maal", "hvorfor", "slik", "dette",
    ]  # fmt: skip
    assert all("Jorgalusárvalus, ii duođaštuvvon" in page["Footer"] for page in furniture(outputs["pdf"]))
