"""Each of our own checks finds the fault that it is for."""

from __future__ import annotations

import pytest
import word_pages
from word_pages import changed

from press.proof.docx_check import check
from press.word import write

BODY = "word/document.xml"
FAULTS = [
    (BODY, '<w:bookmarkEnd w:id="3"/>', "", "do not begin and end once each"),
    (BODY, 'w:name="historikk"', 'w:name="MAAL"', "The bookmark maal stands 2 times"),
    (BODY, 'w:name="historikk"', 'w:name="hist-orikk"', "no name for a bookmark"),
    (BODY, 'w:anchor="historikk"', 'w:anchor="borte"', "leads to the bookmark borte"),
    (BODY, "PAGEREF historikk", "PAGEREF borte", "refers to the bookmark borte"),
    (BODY, 'w:fldCharType="end"', 'w:fldCharType="begin"', "field"),
    (BODY, 'w:fldCharType="separate"', 'w:fldCharType="end"', "stands in the wrong place"),
    (BODY, 'w:pStyle w:val="Title"', 'w:pStyle w:val="Tittel"', "The paragraph style Tittel is not there"),
    (BODY, '<w:numId w:val="4"/>', '<w:numId w:val="99"/>', "The list 99 is not there"),
    (BODY, '<w:footnoteReference w:id="1"/>', "", "0 marks of footnotes stand for 1 footnotes"),
    (BODY, "<w:sectPr", "<w:p><w:r><w:txbxContent/></w:r></w:p><w:sectPr", "a text box"),
    (BODY, 'r:embed="rId', 'r:embed="rId99', "uses the relationship"),
    ("word/_rels/document.xml.rels", 'Target="styles.xml"', 'Target="style.xml"', "word/style.xml, which is not there"),
    ("word/_rels/document.xml.rels", "relationships/hyperlink", "relationships/image", "outside the file"),
    ("word/settings.xml", 'w:val="15"', 'w:val="14"', "current mode"),
    ("word/settings.xml", "<w:zoom", "<w:updateFields/><w:zoom", "a demand to update fields"),
    ("docProps/core.xml", "<dc:creator>Eksempelregionen", "<dc:creator>python-docx", "python-docx's template"),
]


@pytest.fixture(scope="module")
def sound() -> bytes:
    return write(word_pages.example(), word_pages.LOOK, word_pages.PAGES)


@pytest.mark.parametrize(("part", "old", "new", "expected"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_fault_is_found(sound: bytes, part: str, old: str, new: str, expected: str) -> None:
    assert expected in "\n".join(problem.message for problem in check(changed(sound, part, old, new)))


def test_what_is_no_word_file_is_told() -> None:
    assert "cannot be opened" in check(b"PK")[0].message


IN_REDLINES = [
    (BODY, '<w:del w:id="5"', '<w:del w:id="1"', "The id 1 stands on 2 changes"),
    (BODY, 'w:author="Eksempelrådet i Eksempelregionen"', 'w:author=" "', "A change has no author"),
    (BODY, "<w:delText>samarbeidet</w:delText>", "<w:t>samarbeidet</w:t>", "as if it were not deleted"),
    (BODY, "<w:t>fellesskapet</w:t>", "<w:delText>fellesskapet</w:delText>", "as if it were deleted"),
    (BODY, 'HYPERLINK \\l "tatt_ut_strategi_b"', 'HYPERLINK \\l "borte"', "refers to the bookmark borte"),
    (BODY, '<w:commentReference w:id="0"/>', "", "2 marks of comments stand for 3 comments"),
    ("word/comments.xml", 'w:id="1"', 'w:id="2"', "3 marks of comments stand for 3 comments"),
    ("word/comments.xml", 'w:author="Eksempelrådet i Eksempelregionen"', "", "A comment has no author"),
]


@pytest.fixture(scope="module")
def redline() -> bytes:
    return write(word_pages.example("redline"), word_pages.LOOK, {})


@pytest.mark.parametrize(("part", "old", "new", "expected"), IN_REDLINES, ids=[fault[3] for fault in IN_REDLINES])
def test_a_fault_of_a_redline_is_found(redline: bytes, part: str, old: str, new: str, expected: str) -> None:
    assert expected in "\n".join(problem.message for problem in check(changed(redline, part, old, new)))
