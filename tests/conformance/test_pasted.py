"""A saksframlegg pasted by LibreOffice into the template of a council, with styles, margins and lists of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import docx
import outside
import pytest
import word_pages
from docx.document import Document
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from press.html.page import Page
from press.proof.compare import compare
from press.proof.page import read_page
from press.proof.pasted import as_pasted
from press.proof.reading import bare
from press.proof.word import read_word
from press.word import write

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Paste(template As String, source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(template, "_blank", 0, hidden())
  search = document.createSearchDescriptor()
  search.SearchString = "LIM INN HER"
  place = document.findFirst(search)
  place.String = ""
  document.Text.createTextCursorByRange(place).insertDocumentFromURL(source, Array())
  Dim written(0) As New com.sun.star.beans.PropertyValue
  written(0).Name = "FilterName"
  written(0).Value = "MS Word 2007 XML"
  document.storeToURL(target &amp; ".docx", written())
  written(0).Value = "writer_pdf_Export"
  document.storeToURL(target &amp; ".pdf", written())
  document.close(True)
End Sub
</script:module>
"""
RED = RGBColor(0x9A, 0x2A, 0x1F)
OWN = {"Heading", "Index", "Index Heading", "Header and Footer", "List Bullet 4"}
"""Styles that LibreOffice puts into each document that it saves."""
W = word_pages.W


@dataclass(frozen=True)
class Pasted:
    """The template, what was pasted into it, and what came of it in Word and as the text of its PDF."""

    template: Document
    source: bytes
    result: Path
    printed: str

    @property
    def document(self) -> Document:
        return docx.Document(str(self.result))


def paper() -> Page:
    return Page(etree.fromstring((word_pages.HERE / "pasted" / "saksframlegg.html").read_bytes()))


def council(file: Path) -> Document:
    """A template with red headings, a serif text, a shorter line, a header, a footer and a numbered list around."""
    made = docx.Document()
    styles = made.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Liberation Serif", Pt(11.5)
    for level in (1, 2, 3):
        font = styles[f"Heading {level}"].font
        font.name, font.color.rgb = "Liberation Sans", RED
        for theme in ("asciiTheme", "hAnsiTheme"):  # or they would rule
            font.element.rPr.rFonts.attrib.pop(f"{W}{theme}", None)
    section = made.sections[0]
    section.left_margin, section.right_margin = Cm(3.5), Cm(3)
    section.header.paragraphs[0].text = "Eksempel kommune"
    section.footer.paragraphs[0].text = "Kommunens arkivreferanse"
    for number in ("første", "andre"):
        made.add_paragraph(f"Kommunens {number} punkt", style="List Number")
    made.add_paragraph("LIM INN HER")
    made.add_paragraph("Kommunens tredje punkt", style="List Number")
    made.save(str(file))
    return docx.Document(str(file))


@pytest.fixture(scope="module")
def pasted(tmp_path_factory: pytest.TempPathFactory) -> Pasted:
    folder = tmp_path_factory.mktemp("pasted")
    source, target = folder / "saksframlegg.docx", folder / "limt-inn"
    source.write_bytes(write(paper(), word_pages.LOOK, {}))
    template = council(folder / "mal.docx")
    profile = folder / "profile"
    office = (outside.program("soffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    outside.call(*office, "--terminate_after_init")  # a new profile is filled without asking
    (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(MACRO, encoding="utf-8")
    files = ",".join(file.as_uri() for file in (folder / "mal.docx", source, target))
    outside.call(*office, f"macro:///Standard.Module1.Paste({files})")
    printed = outside.call(outside.program("pdftotext"), "-layout", target.with_suffix(".pdf"), "-")
    return Pasted(template, source.read_bytes(), target.with_suffix(".docx"), printed)


def test_validators_find_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "saksframlegg.docx"
    file.write_bytes(write(paper(), word_pages.LOOK, {}))
    outside.none(outside.word_validators(file))


def test_nothing_is_lost(pasted: Pasted) -> None:
    """Text in order, cells, remarks in brackets, strong and emphasised words, links."""
    assert compare(read_page(as_pasted(paper().tree)), read_word(pasted.result.read_bytes()), "limt-inn.docx") == []
    printed = bare(pasted.printed)
    for words in ("24/01234", "Formannskapet, kommunestyret", "[Stiftelsesmøtet var 17. desember 2004.]", "12 uker"):
        assert bare(words) in printed


def test_levels_stay_and_the_template_decides_how_they_look(pasted: Pasted) -> None:
    def styled(document: Document) -> list[tuple[str, str]]:
        wanted = ("Heading", "List", "Caption", "Quote")
        return [(one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith(wanted)]

    ours = styled(docx.Document(str(pasted.result.parent / "saksframlegg.docx")))
    there = styled(pasted.document)
    assert [one for one in there if "Kommunens" not in one[1]] == ours
    for one in pasted.document.paragraphs:
        if one.style.name.startswith("Heading"):
            assert (one.style.font.name, one.style.font.color.rgb) == ("Liberation Sans", RED)
            assert all(run.font.name is None and run.font.color.rgb is None for run in one.runs)
    assert pasted.document.styles["Normal"].font.name == "Liberation Serif"


def test_no_style_is_needed_that_the_template_has_not(pasted: Pasted) -> None:
    known = {style.name for style in pasted.template.styles}
    new = {style.name: style for style in pasted.document.styles if style.name not in known | OWN}
    assert set(new) <= {"Hyperlink"}
    used = {one.get(f"{W}val") for one in pasted.document.element.body.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    custom = {style.style_id for style in pasted.document.styles if not style.builtin}
    assert not used & custom


def test_lists_begin_at_one_and_the_template_s_own_counts_on(pasted: Pasted) -> None:
    lines = {line.strip() for line in pasted.printed.splitlines()}
    shown = {" ".join(line.split()) for line in lines}
    assert shown >= {
        "1. Kommunens første punkt",
        "2. Kommunens andre punkt",
        "1. Kommunestyret slutter seg til revidert samarbeidsplattform slik den ligger ved saken.",
        "2. Vedtaket gjelder fra 1. januar 2027.",
        "1. Første ledd gjelder kommunen.",
        "2. Andre ledd gjelder de andre.",
        "3. Kommunedirektøren melder vedtaket til sekretariatet.",
        "1. Rådet ga sin tilslutning.",
        "2. Høringen varte i 12 uker.",
        "1. Vedlegg 1 – Forslag til samarbeidsplattform",
        "3. Kommunens tredje punkt",
    }


def test_tables_and_languages_stay(pasted: Pasted) -> None:
    tables = pasted.document.tables
    assert [cell.text for cell in tables[0].rows[0].cells] == ["Saksnummer", "24/01234"]
    assert [(len(one.rows), len(one.columns), one.style.name) for one in tables] == [
        (4, 2, "Table Grid"),
        (3, 3, "Table Grid"),
    ]
    languages = {lang.get(f"{W}val") for lang in pasted.document.element.body.iter(f"{W}lang")}
    assert languages == {"nb-NO", "en-GB"}


def test_the_template_s_paper_stays(pasted: Pasted) -> None:
    section = pasted.document.sections[0]
    assert section.header.paragraphs[0].text == "Eksempel kommune"
    assert section.footer.paragraphs[0].text == "Kommunens arkivreferanse"
    assert section.left_margin.cm == pytest.approx(3.5, abs=0.05)
    assert len(pasted.document.sections) == 1
