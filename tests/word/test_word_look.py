"""The look is the designer's: in XML or from Word, and whatever Word calls its styles."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import word_pages
from lxml import etree
from word_pages import LOOK, W, page, replaced

from press.problem import Wrong
from press.proof.docx_check import check
from press.word import write
from press.word.look import Style, read
from press.word.tables import column_widths


@pytest.fixture
def look(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LOOK, tmp_path / "word"))


def edit(file: Path, old: str, new: str) -> None:
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))


def test_every_style_is_in_the_look() -> None:
    assert {style.lower() for style in Style} <= set(read(LOOK).styles)


def test_a_colour_and_a_font_are_changed_in_one_place(look: Path) -> None:
    theme = (look / "theme.xml").read_text()
    theme = re.sub(r'(<a:accent1><a:srgbClr val=")\w+', r"\g<1>335500", theme)
    theme = re.sub(r'(<a:minorFont><a:latin typeface=")[^"]+', r"\g<1>Georgia", theme)
    (look / "theme.xml").write_text(theme)
    parts = word_pages.parts(write(page("<p>x</p>"), look, {}))
    colours = {
        c.get(f"{W}val") for c in parts["word/styles.xml"].iter(f"{W}color") if c.get(f"{W}themeColor") == "accent1"
    }
    assert colours == {"335500"}
    assert 'typeface="Georgia"' in (look / "theme.xml").read_text()


def test_a_document_saved_by_word_is_a_look(look: Path) -> None:
    """A Norwegian Word gives built-in styles ids of its own, and the designer has made the text larger."""
    docx = write(word_pages.example(), LOOK, word_pages.PAGES)
    foreign = {"Heading1": "Overskrift1", "ListNumber": "Nummerertliste", "Title": "Tittel", "Caption": "Bildetekst"}
    for part in ("word/styles.xml", "word/numbering.xml"):
        old = etree.tostring(word_pages.parts(docx)[part], encoding="unicode")
        new = old.replace('<w:sz w:val="22"/>', '<w:sz w:val="26"/>', 1)
        for ours, theirs in foreign.items():
            new = re.sub(f'(w:styleId="|<w:(?:basedOn|next|pStyle) w:val="){ours}"', rf'\1{theirs}"', new)
        docx = replaced(docx, part, new)
    (look / "look.docx").write_bytes(docx)
    made = write(word_pages.example(), look, word_pages.PAGES)
    parts = word_pages.parts(made)
    used = {style.get(f"{W}val") for style in parts["word/document.xml"].iter(f"{W}pStyle")}
    assert set(foreign.values()) - used == set()
    assert used.isdisjoint(foreign)
    assert check(made) == []
    assert parts["word/styles.xml"].find(f".//{W}docDefaults//{W}sz").get(f"{W}val") == "26"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("styles.xml", 'w:name w:val="Quote"', 'w:name w:val="Sitat"', "The style «Quote» is missing"),
        ("styles.xml", "</w:styles>", "</w:style>", "The file is not XML"),
        ("styles.xml", '<w:numPr><w:numId w:val="3"/></w:numPr>', "", "«List Number» is not tied to a numbering"),
        ("page.xml", "w:pgMar", "w:pgmar", "its margins are missing"),
    ],
)  # fmt: skip
def test_a_look_that_is_not_whole_is_told(look: Path, file: str, old: str, new: str, expected: str) -> None:
    edit(look / file, old, new)
    with pytest.raises(Wrong, match=re.escape(expected)):
        write(page("<p>x</p>"), look, {})


def test_a_missing_file_and_a_false_look_are_told(look: Path) -> None:
    (look / "theme.xml").unlink()
    with pytest.raises(Wrong, match=r"theme\.xml: error\[T230\]: The file is missing"):
        write(page("<p>x</p>"), look, {})
    (look / "look.docx").write_bytes(b"PK no")
    with pytest.raises(Wrong, match="not a Word document"):
        write(page("<p>x</p>"), look, {})


def test_a_comparison_lies_across_and_other_pages_do_not() -> None:
    running = '<header class="running"><p>x</p><p>y</p></header>'
    upright, across = page("<p>x</p>", outside=running), page("<p>x</p>", outside=running)
    across.tree.find("body").set("class", "comparison")
    papers = []
    for source in (upright, across):
        parts = word_pages.parts(write(source, LOOK, {}))
        section = parts["word/document.xml"].find(f".//{W}sectPr")
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        stops = {
            tab.get(f"{W}pos") for tab in parts["word/styles.xml"].iterfind(f"{W}style[@{W}styleId='Header']//{W}tab")
        }
        line = int(size.get(f"{W}w")) - int(margin.get(f"{W}left")) - int(margin.get(f"{W}right"))
        papers.append((size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient"), line))
        assert stops == {str(line)}
    assert papers == [("11906", "16838", None, 7824), ("16838", "11906", "landscape", 14230)]


def test_columns_fill_the_line_and_break_no_short_cell() -> None:
    rows = [["Nr.", "Dato", "Hva"], ["1", "17. desember 2004", "ord " * 60], ["2", "etter 17. desember 2004", ""]]
    widths = column_widths(rows, 7824)
    assert sum(widths) == 7824
    assert widths[0] < 500
    assert 1700 < widths[1] < 2200 < widths[2]
    assert sum(column_widths([["x" * 400, "y" * 400, "z" * 400]], 7824)) == 7824
    assert sum(column_widths([["", ""]], 7824)) == 7824
