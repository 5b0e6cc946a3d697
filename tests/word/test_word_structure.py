"""What a Word user finds in the document; `snippets/` spells it out for each kind of block."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
import word_pages
from fontTools.ttLib import TTFont
from lxml import etree

from press.fonts import LETTERS
from press.proof.compare import compare
from press.proof.docx_check import check
from press.proof.page import read_page
from press.proof.word import read_word
from press.word import write
from press.word.fonts import obfuscate

SNIPPETS = sorted((word_pages.HERE / "snippets").glob("*.html"))
NAMES = word_pages.NAMES
W = word_pages.W


@pytest.fixture(scope="module")
def document() -> bytes:
    return write(word_pages.example(), word_pages.LOOK, word_pages.PAGES)


@pytest.fixture(scope="module")
def parts(document: bytes) -> dict[str, etree._Element]:
    return word_pages.parts(document)


def values(tree: etree._Element, path: str) -> list[str]:
    return [str(value) for value in tree.xpath(path, namespaces=NAMES)]


@pytest.mark.parametrize("file", SNIPPETS, ids=lambda file: file.stem)
def test_each_kind_of_block_is_written_as_its_example(file: Path) -> None:
    made = word_pages.shown(word_pages.written(word_pages.snippet(file))["word/document.xml"][0])
    assert made == file.with_suffix(".xml").read_text()


def test_our_own_checks_find_nothing(document: bytes) -> None:
    assert check(document) == []


def test_nothing_of_the_page_is_lost(document: bytes) -> None:
    assert compare(read_page(word_pages.example().tree, numbers=False), read_word(document), "example.docx") == []


def test_the_page_is_not_changed() -> None:
    page = word_pages.example()
    before = etree.tostring(page.tree)
    write(page, word_pages.LOOK, word_pages.PAGES)
    assert etree.tostring(page.tree) == before


def test_the_same_page_is_the_same_bytes_anywhere(document: bytes, tmp_path: Path) -> None:
    code = "import hashlib, word_pages as w; print(hashlib.sha256(w.write(w.example(), w.LOOK, w.PAGES)).hexdigest())"
    paths = os.pathsep.join(map(str, (word_pages.HERE, word_pages.HERE.parents[1] / "scripts")))
    settings = {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "HOME": str(tmp_path),
        "PYTHONPATH": paths,
    }
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | settings,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(document).hexdigest()


def test_headings_are_numbered_by_word_and_not_in_their_text(parts: dict[str, etree._Element]) -> None:
    body = parts["word/document.xml"]
    first = values(body, "//w:p[w:pPr/w:pStyle/@w:val='Heading1']/w:r/w:t/text()")
    assert first == ["Mål", "Dette skal vi samarbeide om i Eksempelregionen!", "Vilkår"]
    levels = parts["word/numbering.xml"].xpath("w:abstractNum[1]/w:lvl", namespaces=NAMES)
    assert [values(level, "w:pStyle/@w:val")[0] for level in levels] == ["Heading1", "Heading2", "Heading3", "Heading4"]
    assert [values(level, "w:lvlText/@w:val")[0] for level in levels][:3] == ["%1", "%1.%2", "%1.%2.%3"]


def test_each_ordered_list_begins_at_one(parts: dict[str, etree._Element]) -> None:
    items = "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'ListNumber') or w:pPr/w:pStyle/@w:val='SourceList']"
    used = list(dict.fromkeys(values(parts["word/document.xml"], f"{items}/w:pPr/w:numPr/w:numId/@w:val")))
    lists = word_pages.example().tree.xpath("count(//section//ol)")
    assert len(used) == lists
    for number in used:
        assert values(parts["word/numbering.xml"], f"w:num[@w:numId='{number}']//w:startOverride/@w:val") == ["1"]


def test_captions_have_the_numbers_of_the_page(parts: dict[str, etree._Element]) -> None:
    body = parts["word/document.xml"]
    captions = body.xpath("//w:p[w:r/w:instrText[contains(., 'SEQ')]]", namespaces=NAMES)
    shown = ["".join(values(caption, "(w:r/w:t/text())[position() < 3]")) for caption in captions]
    assert shown == [
        str(no) for no in word_pages.example().tree.xpath("//*[self::caption or self::figcaption]/span/text()")
    ]


def test_contents_are_filled_and_lead_somewhere(parts: dict[str, etree._Element]) -> None:
    body = parts["word/document.xml"]
    entries = body.xpath("//w:sdt//w:hyperlink", namespaces=NAMES)
    lines = [
        "".join("\t" if t.tag == f"{W}tab" else t.text for t in entry.iter(f"{W}t", f"{W}tab")) for entry in entries
    ]
    assert lines[:3] == [
        "1\tMål\t1",
        "2\tDette skal vi samarbeide om i Eksempelregionen!\t1",
        "2.1\tStyrke kompetanse og verdiskaping\t2",
    ]
    assert lines[-1] == "Historikk\t3"
    assert "updateFields" not in etree.tostring(parts["word/settings.xml"]).decode()


def test_languages_are_marked(parts: dict[str, etree._Element]) -> None:
    assert set(values(parts["word/styles.xml"], "//w:lang/@w:val")) == {"nb-NO"}
    assert set(values(parts["word/document.xml"], "//w:lang/@w:val")) == {"en-GB", "se-NO"}
    assert values(parts["word/footnotes.xml"], "//w:lang/@w:val") == ["en-GB"]
    assert values(parts["word/settings.xml"], "//w:themeFontLang/@w:val | //w:decimalSymbol/@w:val") == ["nb-NO", ","]


@pytest.mark.parametrize(("lang", "word"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB"), ("sv-FI", "sv-FI")])
def test_the_page_s_language_is_the_document_s(lang: str, word: str) -> None:
    parts = word_pages.written(word_pages.page("<p>x</p>", lang=lang))
    assert set(values(parts["word/styles.xml"], "//w:lang/@w:val")) == {word}
    assert parts["docProps/core.xml"].findtext("dc:language", namespaces=NAMES) == word


def test_properties_are_the_page_s(parts: dict[str, etree._Element]) -> None:
    core = parts["docProps/core.xml"]
    assert core.findtext("dc:title", namespaces=NAMES) == "EKSEMPEL: Samarbeidsplattform – Eksempelregionen"
    assert core.findtext("dc:creator", namespaces=NAMES) == "Eksempelregionen"
    assert core.findtext("dcterms:created", namespaces=NAMES) == "2026-01-15T00:00:00Z"
    assert core.findtext("dcterms:modified", namespaces=NAMES) == "2026-03-01T11:00:00Z"
    assert core.findtext("cp:contentStatus", namespaces=NAMES) == "EKSEMPEL, utkast"
    custom = {one.get("name"): one[0].text for one in parts["docProps/custom.xml"]}
    assert custom["press.revision"] == "utkast-2"


def test_tables_tell_what_their_cells_are(parts: dict[str, etree._Element]) -> None:
    tables = parts["word/document.xml"].xpath("//w:tbl", namespaces=NAMES)
    assert [
        len(values(table, "w:tr/w:trPr/w:tblHeader/@*|w:tr[w:trPr/w:tblHeader]/w:tc[1]//w:t/text()"))
        for table in tables
    ] == [1, 1, 1]
    assert all(values(table, "w:tblPr/w:tblLook/@w:firstRow") == ["1"] for table in tables)
    assert [values(table, "w:tblPr/w:tblLook/@w:firstColumn")[0] for table in tables] == ["0", "1", "1"]
    assert values(tables[1], "w:tblPr/w:tblCaption/@w:val") == ["Tabell 1 Revisjoner av teksten"]
    assert all(sum(map(int, values(table, "w:tblGrid/w:gridCol/@w:w"))) == 7824 for table in tables)


def test_a_drawing_has_a_twin_and_needs_no_fonts(document: bytes, parts: dict[str, etree._Element]) -> None:
    blip = parts["word/document.xml"].xpath("//a:blip[.//asvg:svgBlip]", namespaces=NAMES)
    assert len(blip) == 1
    with zipfile.ZipFile(BytesIO(document)) as package:
        drawings = [package.read(name) for name in package.namelist() if name.endswith(".svg")]
    assert len(drawings) == 1
    assert b"<text" not in drawings[0]


def test_fonts_are_inside_and_whole(document: bytes, parts: dict[str, etree._Element]) -> None:
    table = parts["word/fontTable.xml"]
    assert len(values(table, "w:font[@w:name='Fira Sans']/*/@w:fontKey")) == 4
    assert values(table, "w:font/w:altName/@w:val") == ["Calibri"]
    key = values(table, "//w:embedRegular/@w:fontKey")[0]
    with zipfile.ZipFile(BytesIO(document)) as package:
        font = TTFont(BytesIO(obfuscate(package.read("word/fonts/font1.odttf"), key.strip("{}"))))
    known = set(font.getBestCmap())
    assert set(map(ord, "æøåÆØÅáčđŋšŧžÁČĐŊŠŦŽ«»–—…§€ ")) <= known <= set(LETTERS)
    assert font["name"].getDebugName(1) == "Fira Sans"
    assert len(document) < 250_000


def test_python_docx_reads_it(document: bytes) -> None:
    opened = docx.Document(BytesIO(document))
    assert opened.paragraphs[1].style.name == "Title"
    assert opened.sections[0].left_margin.mm == pytest.approx(36, abs=0.1)
    assert opened.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    assert [paragraph.text for paragraph in opened.sections[0].first_page_header.paragraphs] in ([], [""])
