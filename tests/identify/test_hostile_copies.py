"""Copies that somebody altered so that it should not be seen: none of them is ever told as unaltered."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from copies import W, built, edited, merged, one, paragraphs, said
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from press.identify import Found, State

DRAFT = "r2026-utkast"
CLAUSE = "Vedtak krever to tredels flertall av de fremmøtte."


def word(root: Path, edit: Callable[[etree._Element], object], part: str = "word/document.xml") -> Found:
    return one(root, edited(built(root, DRAFT, "docx"), edit, part))


def pdf(root: Path, edit: Callable[[pikepdf.Pdf], object]) -> Found:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(built(root, DRAFT, "pdf"))) as file:
        edit(file)
        file.save(target)
    return one(root, target.getvalue())


def changed(before: str, after: str) -> Callable[[etree._Element], None]:
    def edit(tree: etree._Element) -> None:
        node = next(node for node in tree.iter(f"{W}t") if before in (node.text or ""))
        node.text = (node.text or "").replace(before, after)

    return edit


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("35\xa0%", "-35\xa0%"),
        ("35\xa0%", "–35\xa0%"),
        ("35\xa0%", "3.35\xa0%"),
        ("35\xa0%", "a)35\xa0%"),
        ("Vedtak krever to", "2. Vedtak krever to"),
        ("ganger i året.", "ganger i året.1"),
        ("Endret ved Revisjon 2012.", "Opphevet ved Revisjon 2012."),
        ("Endret ved Revisjon 2012.", "Endret ved Revisjon 2012. Gjelder ikke."),
        ("Flertallskravet hevet", "Flertallskravet fjernet"),
        ("Forslag om nytt organ.", "Vedtatt enstemmig 2026."),
    ],
)
def test_numbers_marks_remarks_and_mastheads(told_story: Path, before: str, after: str) -> None:
    try:
        found = word(told_story, changed(before, after))
    except StopIteration:
        found = word(told_story, changed(before.replace("\xa0", " "), after.replace("\xa0", " ")))
    assert found.state is State.ALTERED


def run(text: str, look: str = "") -> etree._Element:
    made = etree.Element(f"{W}r")
    if look:
        properties = etree.SubElement(made, f"{W}rPr")
        name, _, value = look.partition("=")
        etree.SubElement(properties, f"{W}{name}", {f"{W}val": value} if value else {})
    node = etree.SubElement(made, f"{W}t")
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


@pytest.mark.parametrize(
    "look", ["color=FFFFFF", "sz=2", "w=1", "position=-3000", "vanish", "strike", "dstrike", "rStyle=Skjult"]
)
def test_words_that_nobody_sees(told_story: Path, look: str) -> None:
    def edit(tree: etree._Element) -> None:
        (paragraph,) = paragraphs(tree, CLAUSE)
        for old in paragraph.findall(f"{W}r"):
            paragraph.remove(old)
        paragraph.extend([run("Vedtak krever "), run("to tredels ", look), run("flertall av de fremmøtte.")])

    docx = edited(built(told_story, DRAFT, "docx"), edit)

    def style(tree: etree._Element) -> None:
        made = etree.SubElement(tree, f"{W}style", {f"{W}type": "character", f"{W}styleId": "Skjult"})
        etree.SubElement(etree.SubElement(made, f"{W}rPr"), f"{W}vanish")

    found = one(told_story, edited(docx, style, "word/styles.xml"))
    assert (found.state, [change.before for change in found.changes]) == (State.ALTERED, ["to tredels"])


@pytest.mark.parametrize("mark", ["del", "hidden"])
def test_a_row_that_is_gone(told_story: Path, mark: str) -> None:
    def edit(tree: etree._Element) -> None:
        row = next(row for row in tree.iter(f"{W}tr") if "Vestbygd" in said(row))
        look = row.find(f"{W}trPr")
        if look is None:
            look = etree.Element(f"{W}trPr")
            row.insert(0, look)
        etree.SubElement(look, f"{W}{mark}")

    assert word(told_story, edit).state is State.ALTERED


def test_what_other_programs_show_instead(told_story: Path) -> None:
    def edit(tree: etree._Element) -> None:
        (paragraph,) = paragraphs(tree, CLAUSE)
        old = paragraph.find(f"{W}r")
        space = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
        both = etree.Element(f"{space}AlternateContent")
        paragraph.replace(old, both)
        etree.SubElement(both, f"{space}Choice", Requires="zz").append(old)
        etree.SubElement(both, f"{space}Fallback").append(run("Vedtak krever en tredel av de fremmøtte."))

    assert word(told_story, edit).state is State.ALTERED


def test_words_after_the_end(told_story: Path) -> None:
    def edit(tree: etree._Element) -> None:
        paragraph = etree.Element(f"{W}p")
        paragraph.append(run("Tillegg: Nordbygd kan tre ut uten varsel, og betaler ingenting."))
        next(tree.iter(f"{W}body"))[-1].addprevious(paragraph)

    assert word(told_story, edit).state is State.ALTERED


def draw(page: pikepdf.Page, text: str, height: int) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    name = page.add_resource(font, Name.Font)
    page.contents_add(f"q BT {name} 10 Tf 1 0 0 1 80 {height} Tm ({text}) Tj ET Q".encode(), prepend=False)


@pytest.mark.parametrize("height", [20, 60, 120, 400, 700, 812])
@pytest.mark.parametrize("text", ["Punkt 3 gjelder ikke for Nordbygd.", "Punkt 3 gjelder ikke for Nordbygd, se side 2"])
def test_a_sentence_put_on_a_page(told_story: Path, height: int, text: str) -> None:
    found = pdf(told_story, lambda file: draw(file.pages[1], text, height))
    assert found.state is State.ALTERED
    assert text in [change.after for change in found.changes]


def test_a_sentence_put_on_every_page(told_story: Path) -> None:
    def edit(file: pikepdf.Pdf) -> None:
        for page in file.pages:
            draw(page, "Gjelder ikke for Nordbygd.", 400)

    assert pdf(told_story, edit).state is State.ALTERED


def note(file: pikepdf.Pdf) -> None:
    box = Array([60, 600, 460, 620])
    words = String("Vedtak krever en tredels flertall")
    made = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=box, Contents=words)
    file.pages[1].Annots = file.make_indirect(Array([file.make_indirect(made)]))


def cover(file: pikepdf.Pdf) -> None:
    file.pages[1].contents_add(b"q 1 1 1 rg 40 400 500 300 re f Q", prepend=False)


def crop(file: pikepdf.Pdf) -> None:
    file.pages[1].CropBox = Array([0, 420, 595, 842])


def invisible(file: pikepdf.Pdf) -> None:
    file.pages[1].contents_add(b"3 Tr ", prepend=True)


def layer(file: pikepdf.Pdf) -> None:
    group = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
    file.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([])))
    page = file.pages[1]
    page.Resources["/Properties"] = Dictionary(MC9=group)
    page.contents_add(b"/OC /MC9 BDC ", prepend=True)
    page.contents_add(b" EMC", prepend=False)


@pytest.mark.parametrize("edit", [note, cover, crop, invisible, layer])
def test_text_of_a_pdf_that_nobody_sees(told_story: Path, edit: Callable[[pikepdf.Pdf], None]) -> None:
    found = pdf(told_story, edit)
    assert found.state in (State.ALTERED, State.UNKNOWN)
    assert found.why


@pytest.mark.parametrize("page", [0, 1, 2, 3])
def test_a_page_that_is_gone(told_story: Path, page: int) -> None:
    def edit(file: pikepdf.Pdf) -> None:
        del file.pages[page]

    found = pdf(told_story, edit)
    assert found.state in (State.PART, State.ALTERED)
    assert [paper.revision for paper in found.papers] == [DRAFT]
    assert found.absent or found.changes


def test_a_page_before_that_names_the_paper_is_not_its_own(told_story: Path) -> None:
    def edit(file: pikepdf.Pdf) -> None:
        del file.pages[1:]
        page = file.pages[0]
        page.Contents = file.make_stream(b"")
        for number in range(20):
            draw(page, f"Rådet viser til brev {number} fra medlemmene om dette".replace("å", "a"), 700 - 20 * number)
        draw(page, "Samarbeidsavtale \\(EKSEMPEL\\)", 200)

    target = io.BytesIO()
    paper = built(told_story, DRAFT, "pdf")
    with pikepdf.open(io.BytesIO(paper)) as file:
        edit(file)
        file.save(target)
    found = one(told_story, merged(target.getvalue(), paper))
    assert (found.state, found.first, found.last) == (State.UNALTERED, 2, 5)
