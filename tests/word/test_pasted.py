"""A saksframlegg in Word: nothing in it that a council's template would lose, and each such thing is found."""

from __future__ import annotations

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
import word_pages
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from random_pages import Tree, listing, plain, table
from word_pages import LOOK, NAMES, W, changed, page

from press.html.page import Page
from press.problem import Wrong
from press.proof.compare import compare
from press.proof.docx_check import check
from press.proof.page import read_page
from press.proof.pasted import CHECKS, as_pasted, check_numbers, check_pasted, prove_pasted
from press.proof.word import read_word
from press.word import write
from press.word.look import Style
from press.word.pasted import read_look

BODY, LISTS, LOOKS, SET = (f"word/{name}.xml" for name in ("document", "numbering", "styles", "settings"))
RELATIONS = "word/_rels/document.xml.rels"
LINE = "<w:p><w:r><w:rPr>"
END = "<w:sectPr"


def paper() -> Page:
    """A case paper with all that one may hold."""
    return Page(etree.fromstring((word_pages.HERE / "pasted" / "saksframlegg.html").read_bytes()))


def small(main: str, lang: str = "nb") -> Page:
    """A small page of the same kind."""
    made = page(main, lang=lang)
    made.tree.find("body").set("class", "saksframlegg")
    return made


@pytest.fixture(scope="module")
def sound() -> bytes:
    return write(paper(), LOOK, {})


@pytest.fixture(scope="module")
def parts(sound: bytes) -> dict[str, etree._Element]:
    return word_pages.parts(sound)


def values(tree: etree._Element, path: str) -> list[str]:
    return [str(value) for value in tree.xpath(path, namespaces=NAMES)]


def test_nothing_of_it_is_lost_in_pasting(sound: bytes) -> None:
    assert prove_pasted(paper().tree, sound, "saksframlegg.docx") == []
    assert check(sound) == []


def test_nothing_of_the_page_is_lost(sound: bytes) -> None:
    said = read_page(as_pasted(paper().tree))
    assert compare(said, read_word(sound), "saksframlegg.docx") == []
    assert "2004[Stiftelsesmøtet var 17. desember 2004.], og er" in said.text
    assert "Tabell 1 Hva revisjonen endrer" in said.text
    assert said.notes == ()


def test_the_page_is_not_changed_and_the_bytes_are_the_same(sound: bytes) -> None:
    source = paper()
    before = etree.tostring(source.tree)
    assert write(source, LOOK, {}) == sound
    assert etree.tostring(source.tree) == before
    as_pasted(source.tree)
    assert etree.tostring(source.tree) == before


def test_another_document_is_not_taken_for_one() -> None:
    other = write(word_pages.example(), LOOK, word_pages.PAGES)
    codes = {problem.code for problem in check_pasted(other, "example.docx")}
    assert codes == {"O340", "O341", "O342", "O343", "O344", "O345", "O346", "O347", "O348"}


def test_headings_begin_with_heading_1(parts: dict[str, etree._Element]) -> None:
    styles = values(parts[BODY], "//w:pStyle[starts-with(@w:val, 'Heading')]/@w:val")
    assert styles == ["Heading1", *["Heading2"] * 2, "Heading3", "Heading2", *["Heading3"] * 2, "Heading2"]


def test_each_numbered_list_has_a_definition_of_its_own(parts: dict[str, etree._Element]) -> None:
    used = list(dict.fromkeys(values(parts[BODY], "//w:numPr/w:numId/@w:val")))
    kinds = [values(parts[LISTS], f"w:num[@w:numId='{one}']/w:abstractNumId/@w:val")[0] for one in used]
    assert len(used) == len(set(kinds)) == 4
    nsids = values(parts[LISTS], "//w:nsid/@w:val")
    assert len(nsids) == len(set(nsids))
    other = word_pages.written(small("<h1>Noe annet</h1><ol><li>x</li></ol>"))
    assert set(values(other[LISTS], "//w:nsid/@w:val")) & set(nsids) == set(nsids[:2])


def test_languages_are_on_the_words(parts: dict[str, etree._Element]) -> None:
    assert set(values(parts[BODY], "//w:r/w:rPr/w:lang/@w:val")) == {"nb-NO", "en-GB"}
    nynorsk = word_pages.written(small("<h1>x</h1><p>y</p>", lang="nn"))
    assert set(values(nynorsk[BODY], "//w:lang/@w:val")) == {"nn-NO"}


def test_properties_stay(parts: dict[str, etree._Element]) -> None:
    core = parts["docProps/core.xml"]
    assert core.findtext("dc:creator", namespaces=NAMES) == "Eksempelregionen"
    assert core.findtext("dc:title", namespaces=NAMES) == paper().title
    assert {one.get("name") for one in parts["docProps/custom.xml"]} >= {"press.document", "press.status"}


def test_tables_are_as_wide_as_any_line_and_name_their_rows(parts: dict[str, etree._Element]) -> None:
    tables = parts[BODY].findall(f".//{W}tbl")
    assert [values(one, "w:tblPr/w:tblW/@*") for one in tables] == [["5000", "pct"]] * 2
    assert [values(one, "w:tblPr/w:tblLook/@w:firstColumn") for one in tables] == [["1"]] * 2
    for one in tables:
        shares = list(map(int, values(one, "w:tr[1]//w:tcW/@w:w")))
        assert sum(shares) == pytest.approx(5000, abs=len(shares))
    heads = values(tables[0], "w:tr/w:tc[1]//w:t[../w:rPr/w:rStyle/@w:val='Strong']/text()")
    assert heads == ["Saksnummer", "Behandles av", "Møtedato", "Avsender"]


def test_python_docx_knows_every_style_as_word_s_own(sound: bytes) -> None:
    opened = docx.Document(BytesIO(sound))
    assert all(style.builtin for style in opened.styles)
    assert {paragraph.style.name for paragraph in opened.paragraphs} >= {"Heading 1", "List Number", "List Bullet"}
    assert opened.sections[0].header.is_linked_to_previous
    assert not opened.sections[0].different_first_page_header_footer


FAULTS = [
    ("O340", LOOKS, 'w:styleId="Quote"', 'w:styleId="Quote" w:customStyle="1"', "«Quote» is not one of Word's own"),
    ("O340", LOOKS, 'w:name w:val="Quote"', 'w:name w:val="Sitat"', "«Sitat» is not one of Word's own"),
    ("O340", LOOKS, 'w:styleId="Quote"', 'w:styleId="Sitat"', "has the id Sitat, and Quote in Word"),
    ("O342", BODY, END, '<w:p><w:bookmarkStart w:id="1" w:name="a"/></w:p><w:sectPr', "a bookmark"),
    ("O342", BODY, END, '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p><w:sectPr', "a field"),
    ("O342", BODY, END, '<w:p><w:fldSimple w:instr="PAGE"/></w:p><w:sectPr', "a field"),
    ("O342", BODY, END, "<w:p><w:r><w:instrText>TOC</w:instrText></w:r></w:p><w:sectPr", "a field"),
    ("O342", BODY, END, "<w:sdt><w:sdtContent/></w:sdt><w:sectPr", "a content control"),
    ("O342", BODY, END, "<w:p><w:r><w:pict><w:txbxContent/></w:pict></w:r></w:p><w:sectPr", "a text box"),
    ("O342", BODY, END, '<w:p><w:ins w:id="1" w:author="a"/></w:p><w:sectPr', "a tracked change"),
    ("O342", BODY, END, '<w:p><w:del w:id="1" w:author="a"/></w:p><w:sectPr', "a tracked change"),
    ("O342", BODY, END, '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p><w:sectPr', "a comment"),
    ("O342", BODY, END, '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p><w:sectPr', "a footnote"),
    ("O342", BODY, END, '<w:p><w:pPr><w:framePr w:w="9"/></w:pPr></w:p><w:sectPr', "not known to survive (framePr)"),
    ("O342", BODY, END, "<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:sectPr", "several sections"),
    ("O342", BODY, "<w:pgSz", '<w:headerReference w:type="default"/><w:pgSz', "a header"),
    ("O342", BODY, "<w:pgSz", '<w:footerReference w:type="default"/><w:pgSz', "a footer"),
    ("O342", BODY, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', "merged cells"),
    ("O342", BODY, "<w:tcPr>", "<w:tcPr><w:vMerge/>", "merged cells"),
    ("O342", BODY, LINE, f'{LINE}<w:rFonts w:ascii="Fira Sans"/>', "a font that is not that of its style"),
    ("O342", BODY, LINE, f'{LINE}<w:color w:val="FF0000"/>', "a colour that is not that of its style"),
    ("O343", BODY, '<w:hyperlink r:id="rId6"', '<w:hyperlink w:anchor="a"', "leads to a place within the file"),
    ("O343", RELATIONS, "relationships/hyperlink", "relationships/attachedTemplate", "outside it (attachedTemplate)"),
    ("O344", SET, "<w:zoom", '<w:updateFields w:val="true"/><w:zoom', "a demand to update fields"),
    ("O344", SET, "<w:zoom", '<w:documentProtection w:edit="readOnly"/><w:zoom', "a protection against changes"),
    ("O344", SET, "<w:zoom", "<w:trackRevisions/><w:zoom", "an order to track changes"),
    ("O344", SET, "<w:zoom", "<w:embedTrueTypeFonts/><w:zoom", "an order to embed fonts"),
    ("O345", BODY, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>', "", "a number only by its style"),
    ("O345", BODY, '<w:numId w:val="3"/>', '<w:numId w:val="5"/>', "The page has «2. Vedtaket"),
    ("O345", LISTS, '<w:abstractNumId w:val="5"/>', '<w:abstractNumId w:val="3"/>', "shares its definition"),
    ("O345", LISTS, '"3"><w:nsid w:val="', '"3"><w:nsid w:val="0F3D5C21"/><w:nsid w:val="', "Two lists are one"),
    ("O346", BODY, 'w:tblStyle w:val="TableGrid"', 'w:tblStyle w:val="TableNormal"', "has no lines of Word's own"),
    ("O346", LOOKS, "w:tblBorders", "w:tblCellMar", "has no lines of Word's own"),
    ("O347", BODY, '<w:lang w:val="en-GB"/>', "", "«Example Region» bears no language"),
    ("O348", BODY, 'w:pStyle w:val="Heading1"', 'w:pStyle w:val="Subtitle"', "has 0 first headings"),
    ("O348", BODY, 'w:pStyle w:val="Heading3"', 'w:pStyle w:val="Heading4"', "«Tidligere behandling» skips a level"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "part", "old", "new", "expected"), FAULTS, ids=[fault[4] for fault in FAULTS])
def test_a_fault_is_found(sound: bytes, code: str, part: str, old: str, new: str, expected: str) -> None:
    if part == LOOKS and old == "w:tblBorders":  # at both its ends
        sound = changed(sound, part, f"/{old}", f"/{new}")
    problems = prove_pasted(paper().tree, changed(sound, part, old, new), "saksframlegg.docx")
    assert {problem.code for problem in problems if expected in problem.message} == {code}, problems
    assert {problem.place.path for problem in problems} == {"saksframlegg.docx"}


def test_every_check_has_a_fault() -> None:
    assert {code for code, _ in CHECKS} - {fault[0] for fault in FAULTS} == {"O341"}


@pytest.mark.parametrize(
    "name",
    [
        *("word/header1.xml", "word/footer1.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"),
        *("word/fonts/font1.odttf", "word/media/image1.png", "word/vbaProject.bin", "word/people.xml"),
        *("customXml/item1.xml", "word/glossary/document.xml", "word/afchunk.htm"),
    ],
)
def test_a_part_that_is_not_pasted_along_is_found(sound: bytes, name: str) -> None:
    more = BytesIO(sound)
    with zipfile.ZipFile(more, "a") as package:
        package.writestr(name, "<x/>")
    problems = check_pasted(more.getvalue(), "saksframlegg.docx")
    assert [(one.code, one.message) for one in problems] == [
        ("O341", f"The file holds {name}, which is not pasted along.")
    ]


def lists(sound: bytes, change: tuple[str, str]) -> bytes:
    """The file with its first numbered list defined otherwise."""
    definition = re.search(r'<w:abstractNum w:abstractNumId="3">.*?</w:lvl>', _read(sound, LISTS), re.DOTALL)
    assert definition is not None
    assert change[0] in definition.group()
    return changed(sound, LISTS, definition.group(), definition.group().replace(*change))


def _read(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (('w:start w:val="1"', 'w:start w:val="3"'), "is numbered «%1.» from 3 (decimal)"),
        (('w:numFmt w:val="decimal"', 'w:numFmt w:val="lowerLetter"'), "from 1 (lowerLetter)"),
        (('w:lvlText w:val="%1."', 'w:lvlText w:val="(%1)"'), "is numbered «(%1)»"),
        (("<w:lvlText", '<w:pStyle w:val="ListNumber"/><w:lvlText'), "is tied to a style"),
        (('w:ilvl="0"', 'w:ilvl="7"'), "has no such level"),
    ],
)
def test_a_list_that_would_count_otherwise_is_found(sound: bytes, change: tuple[str, str], expected: str) -> None:
    problems = check_pasted(lists(sound, change), "saksframlegg.docx")
    assert {one.code for one in problems} == {"O345"}
    assert expected in "\n".join(one.message for one in problems)


def test_a_heading_of_a_table_that_is_not_strong_is_found(sound: bytes) -> None:
    for words in ("Saksnummer", "Foreslått"):
        start = re.search(
            rf'<w:rStyle w:val="Strong"/>(?=<w:lang w:val="nb-NO"/></w:rPr><w:t>{words})', _read(sound, BODY)
        )
        assert start is not None
        text = _read(sound, BODY)
        bad = word_pages.replaced(sound, BODY, text[: start.start()] + text[start.end() :])
        assert f"The heading «{words}» of a table is not strong." in [one.message for one in check_pasted(bad, "x")]


def test_a_row_of_another_length_is_found(sound: bytes) -> None:
    cell = re.search(r"<w:tc>.*?</w:tc>", _read(sound, BODY), re.DOTALL)
    assert cell is not None
    bad = changed(sound, BODY, cell.group(), "")
    assert "rows of different length" in "\n".join(one.message for one in check_pasted(bad, "x"))


def test_numbers_are_held_against_the_page(sound: bytes) -> None:
    more = paper()
    etree.SubElement(more.tree.find(".//ol"), "li").text = "Et punkt til"
    assert [one.code for one in check_numbers(more.tree, sound, "x")][:1] == ["O345"]


def test_what_is_no_word_file_is_told() -> None:
    for data in (b"PK", word_pages.replaced(write(paper(), LOOK, {}), BODY, "<x>")):
        assert [one.code for one in prove_pasted(paper().tree, data, "saksframlegg.docx")] == ["O349"]


@pytest.mark.parametrize(
    ("main", "code", "expected"),
    [
        ('<nav class="contents"><ol><li><a href="#a">x</a></li></ol></nav>', "T260", "contents, which are a field"),
        ('<figure><img src="press:picture.png" alt="x"/></figure>', "T260", "a figure"),
        ('<dl class="facts"><dt>x</dt><dd>y</dd></dl>', "T260", "pairs of terms and descriptions"),
        ('<p class="moved">x</p><p>y</p>', "T260", "a comment"),
        ('<p>Side <span class="page"/></p>', "T260", "the number of a page"),
        ('<p>Se <a href="#punkt">punkt 1</a>.</p><p id="punkt">x</p>', "T261", "cannot lead to #punkt"),
        ("<p>a <ins>b</ins></p>", "T262", "tracked changes"),
        ('<p class="del"><del>b</del></p>', "T262", "tracked changes"),
    ],
)
def test_what_would_not_survive_is_refused(main: str, code: str, expected: str) -> None:
    with pytest.raises(Wrong) as raised:
        write(small(f"<h1>x</h1>{main}"), LOOK, {})
    told = [problem for problem in raised.value.problems if problem.code == code]
    assert expected in "\n".join(problem.message for problem in told)
    assert all(problem.hint for problem in told)


def test_what_the_look_lacks_is_told_with_its_folder(tmp_path: Path) -> None:
    look = Path(shutil.copytree(LOOK, tmp_path / "word"))
    (look / "pasted" / "theme.xml").unlink()
    with pytest.raises(Wrong) as raised:
        write(paper(), look, {})
    assert [one.place.path for one in raised.value.problems] == ["templates/word/pasted/theme.xml"]


def test_every_style_of_the_writer_has_one_of_word() -> None:
    look = read_look(LOOK)
    identities = {look.id(style) for style in Style}
    assert {"Normal", "Heading1", "ListNumber", "TableGrid", "Strong"} <= identities
    assert not list(look.parts["styles"].iter(f"{W}customStyle"))


@given(st.lists(st.one_of(plain, listing(), table()), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_any_paper_survives(found: list[Tree]) -> None:
    source = small("<h1>x</h1>")
    source.tree.find("body/main").extend(found)
    data = write(source, LOOK, {})
    assert {problem.code for problem in prove_pasted(source.tree, data, "random.docx")} <= {"O348"}  # as levels fall
    assert compare(read_page(as_pasted(source.tree)), read_word(data), "random.docx") == []
    assert check(data) == []
