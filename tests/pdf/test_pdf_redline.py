"""What a PDF says of changes and of drafts to those who do not see it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdf_example import page_of, short

from press.html.page import Page
from press.pdf import write
from press.problem import Wrong
from press.proof import pdf_text

CHANGED = """
<p>Alliansen <del>kan</del><ins>skal <strong>alltid</strong></ins> samarbeide<del><span
 class="footnote">Gammel note.</span></del>.</p>
<p class="moved"><a href="#x">Flyttet hit</a></p>
<ol><li>En</li><li class="del"><del>To</del></li><li>Tre</li></ol>
<figure class="del" id="x"><img src="press:eksempel.svg" alt="Borte"/>
<figcaption class="del"><del>Tegning</del></figcaption></figure>
"""
MARK = """
.draft-mark { string-set: draft content() }
@page { @right-middle { content: string(draft); transform: rotate(90deg); font-size: 30pt } }
"""


def elements(data: bytes) -> list[tuple[str, pikepdf.Object]]:
    """Every structure element, with its type."""
    found = []

    def walk(element: pikepdf.Object) -> None:
        kids = element.get("/K", [])
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, int) and "/S" in kid:
                found.append((str(kid.S)[1:], kid))
                walk(kid)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        walk(pdf.Root.StructTreeRoot)
        return [
            (role, str(kid.get("/A", {}).get("/TextDecorationType", "")) if role in ("Ins", "Del") else "")
            for role, kid in found
        ]


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(page_of(short(CHANGED))).data


def test_what_is_new_or_gone_says_how_it_is_drawn(data: bytes) -> None:
    told = [(role, drawn) for role, drawn in elements(data) if role in ("Ins", "Del")]
    assert set(told) == {("Ins", "/Underline"), ("Del", "/LineThrough")}
    assert [role for role, _ in told] == ["Del", "Ins", "Del", "Del", "Del", "Del"]


def test_both_stand_for_a_span_where_only_pdf_1_7_is_known(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        roles = dict(pdf.Root.StructTreeRoot.RoleMap)
    assert {roles["/Ins"], roles["/Del"]} == {"/Span"}
    assert roles["/Moved"] == "/P"


def test_what_lies_in_a_type_can_be_left_out_with_its_notes_pictures_and_empty_items(data: bytes) -> None:
    told = [block.text for block in pdf_text.blocks(data, frozenset({"Del", "Moved"}))]
    assert told == ["EKSEMPEL", "Alliansen skal alltid samarbeide.", "1.", "En", "3.", "Tre"]
    told = [block.text for block in pdf_text.blocks(data, frozenset({"Ins"}))]
    assert "Alliansen kan samarbeide." in told
    assert {"Borte", "Tegning", "Flyttet hit"} <= set(told)


def test_the_mark_of_a_draft_is_a_watermark_on_every_page() -> None:
    text = short('<p class="draft-mark">UTKAST</p>' + "<p>Ord.</p>" * 120)
    for page in pdf_text.furniture(write(page_of(text, MARK)).data):
        assert page["Watermark"] == "UTKAST"
    assert all("Watermark" not in page for page in pdf_text.furniture(write(page_of(short("<p>x</p>"), MARK)).data))


def test_what_is_turned_off_the_paper_is_found() -> None:
    css = "p { transform: rotate(90deg); transform-origin: 0 0; margin-top: 0 } main { margin-left: -25mm }"
    with pytest.raises(Wrong) as refused:
        write(page_of(short("<p>Snudd</p>"), css))
    assert {problem.code for problem in refused.value.problems} == {"O404"}


def a4(size: str) -> Page:
    return page_of(short("<p>x</p>"), f"@page {{ size: {size} }}")


def test_a4_may_lie_across() -> None:
    assert write(a4("A4 landscape")).pages == 1
    with pytest.raises(Wrong, match="not A4"):
        write(a4("A5"))
