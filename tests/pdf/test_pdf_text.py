"""What is taken out of the written bytes again is what the page says, word for word."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_example import SENTENCES, markup, page_of, short

from press.pdf import write
from press.pdf.source import plain
from press.proof import pdf_text


def paragraphs(data: bytes) -> list[str]:
    return [block.text for block in pdf_text.blocks(data) if block.role == "P"]


def test_a_long_paragraph_comes_out_whole(printed):
    assert " ".join(SENTENCES) in paragraphs(printed.data)


def test_words_do_not_run_together_at_line_ends_nor_between_elements(printed):
    text = next(p for p in paragraphs(printed.data) if p.startswith("Kursiv"))
    assert text.startswith("Kursiv fet og begge deler, en lenke som er lang nok til å gå over to linjer i den smale")
    assert "nord–sør, øst-vest-forbindelsen og lavutslippsområde-ordningen har egne streker" in text
    assert "konkurransedyktighetsvurderinger og bærekraftsrapporteringsforpliktelser deles" in text


def test_a_hyphen_of_the_line_is_a_soft_hyphen_and_one_of_the_author_is_not(printed):
    raw = "".join(run.text for block in pdf_text.blocks(printed.data) for run in block.runs)
    assert "\u00ad" in raw, "the example breaks words"
    assert "lavutslippsområde-ordningen" in raw.replace("\u00ad", "")


def test_the_hyphen_is_replaced_by_actual_text_alone(pdf):
    found = [
        operands[1].ActualText
        for page in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/ActualText" in operands[1] and "/MCID" not in operands[1]
    ]
    assert found
    assert {str(actual) for actual in found} == {"\u00ad"}


def test_changed_case_keeps_the_text_of_the_page(printed):
    assert "Eksempelsamarbeidet" in paragraphs(printed.data)


def test_bold_and_italic_can_be_told_from_the_fonts(printed):
    block = next(block for block in pdf_text.blocks(printed.data) if block.text.startswith("Kursiv"))
    assert block.bold == "fet begge"
    assert block.italic == "Kursiv begge"
    assert block.links[0] == (
        "en lenke som er lang nok til å gå over to linjer i den smale spalten",
        "https://example.org/",
    )
    assert block.links[1] == ("tabellene", "#tabeller")


@pytest.mark.parametrize(
    ("lost", "kept"), [("<strong>fet</strong>", "fet"), ('<a href="#tabeller">tabellene</a>', "tabellene")]
)
def test_a_lost_bold_word_or_link_is_found(printed, lost, kept):
    other = write(page_of(markup().replace(lost, kept, 1)))
    before, after = ([(b.bold, b.links) for b in pdf_text.blocks(data)] for data in (printed.data, other.data))
    assert before != after


def test_ornaments_of_the_style_sheet_are_no_content(printed):
    assert "»" not in pdf_text.text(printed.data)


def test_page_numbers_are_where_the_words_are(printed):
    pages = {block.text: block.page for block in pdf_text.blocks(printed.data)}
    assert printed.page_numbers["tabeller"] == pages["2 Tabeller"]
    assert printed.page_numbers["lang"] == pages[" ".join(SENTENCES)]
    assert "press-note-2" not in printed.page_numbers


WORDS = st.text(st.sampled_from("abdefgiklmnorstuvyæøåÆØÅ-–.,1«»\u00a0"), min_size=1, max_size=24)
AROUND = {
    "": "{}",
    "em": "<em>{}</em>",
    "strong": "<strong>{}</strong>",
    "a": '<a href="https://example.org/">{}</a>',
    "nowrap": '<span class="nowrap">{}</span>',
    "lang": '<span lang="en">{}</span>',
}
PIECES = st.lists(st.tuples(st.sampled_from(sorted(AROUND)), WORDS, st.booleans()), min_size=1, max_size=25)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES, st.integers(25, 90))
def test_any_line_of_any_width_comes_out_as_it_went_in(pieces, width):
    inner = "".join(AROUND[kind].format(word) + (" " if blank else "") for kind, word, blank in pieces)
    page = page_of(short(f'<p id="x">{inner}</p>'), f"main {{ width: {width}mm }}", {})
    data = write(page).data
    wanted = plain("".join(page.tree.find(".//p").itertext()))
    assert paragraphs(data)[-1] == wanted


def test_blanks_in_a_footnote_are_single():
    note = '<span class="footnote">En \n   note \n\t <em>\n med</em> \n luft.</span>'
    data = write(page_of(short(f"<p>Tekst{note}.</p>"), "main { width: 30mm }", {})).data
    assert [block.text for block in pdf_text.blocks(data)][1:] == ["Tekst.", "1", "1. En note med luft."]


def test_what_is_printed_on_a_later_page_is_read_in_its_place():
    pairs = "".join(f"<dt>Ord {n} som er langt og går over flere linjer</dt><dd>Sak {n}</dd>" for n in range(9))
    css = "dl.facts { grid-template-columns: 15mm 1fr } @page { margin-bottom: 190mm }"
    data = write(page_of(short(f'<dl class="facts">{pairs}</dl>'), css, {})).data
    told = [block.text.split()[:2] for block in pdf_text.blocks(data)][1:]
    assert told == [[word, str(n)] for n in range(9) for word in ("Ord", "Sak")]
