"""A redline gives its two texts back, in every format; and what one format gets wrong is found."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from editions import NORMAL, REDLINE, TEMPLATES, draft, gone, ins, redline, t, words
from lxml import etree

from press import pdf, web
from press.compose.edition import Block, Mark, Section
from press.html import Page, Templates
from press.html.check import check
from press.inline import Run
from press.proof.compare import compare
from press.proof.marked import accepted, compare_marked, rejected, resolve
from press.proof.page import read_page, read_web
from press.proof.pdf import read_pdf
from press.proof.redlined import compare_texts

PATHS = {"pdf": "x.pdf", "html": "x.html"}


def written(page: Page) -> dict[str, bytes]:
    return {"pdf": pdf.write(page).data, "html": web.write(page, web.Labels("Hopp", "Fotnoter", "Tilbake"))}


@pytest.fixture(scope="module")
def page() -> Page:
    return Templates(TEMPLATES).page(redline(), words())


@pytest.fixture(scope="module")
def outputs(page: Page) -> dict[str, bytes]:
    return written(page)


def with_tree(page: Page, tree: etree._Element) -> Page:
    return Page(tree, page.pictures, page.styles)


def test_everything_is_read_as_it_stands(page: Page, outputs: dict[str, bytes]) -> None:
    reading = read_page(page.tree)
    assert compare(reading, read_pdf(outputs["pdf"]), "x.pdf") == []
    assert compare(reading, read_web(outputs["html"]), "x.html") == []
    assert "Alliansen kanskal samarbeide" in reading.text


def test_pdf_and_web_give_both_texts_back(page: Page, outputs: dict[str, bytes]) -> None:
    assert compare_marked(page, outputs, PATHS) == []


def test_a_draft_gives_them_back_too() -> None:
    page = Templates(TEMPLATES).page(draft(redline()), words())
    assert compare_marked(page, written(page), PATHS) == []


def test_the_accepted_text_is_the_later_one(page: Page) -> None:
    text = accepted(page).text
    assert "Eksempelet ble vedtatt av rådet 31.5.2016." in text
    assert "1 Formål og virkemidler" in text
    assert "2 Regler\nFørste punkt, med tillegg\nUnderpunkt som står\nNytt underpunkt\nSiste punkt" in text
    assert "2.3 Holde fast" in text
    for lost in ("17.12.2004", "borte", "Flyttet", "Utvalget"):
        assert lost not in text
    assert accepted(page).notes == ("Se rådets protokoll av 31. mai 2016 (EKSEMPEL).",)


def test_the_rejected_text_is_the_earlier_one(page: Page) -> None:
    text = rejected(page).text
    assert "Eksempelet ble vedtatt av rådet 17.12.2004." in text
    assert "2 Punktet som er borte\nAlt i dette punktet er tatt ut.\n3 Regler" in text
    assert "4 Gjennomføring\nDette leddet sto i punkt 3 før." in text
    assert "Figur 2 Samarbeid, tegnet" in text
    for lost in ("rådet 31.5.2016", "Nytt underpunkt", "Flyttet", "Styret", "Ny tabell"):
        assert lost not in text


@pytest.mark.parametrize("keep", ["ins", "del"])
def test_a_resolved_page_is_sound_and_bears_no_marks(page: Page, keep: str) -> None:
    before = etree.tostring(page.tree)
    tree = resolve(page.tree, keep)  # type: ignore[arg-type]
    assert etree.tostring(page.tree) == before
    assert check(tree, frozenset(page.pictures)) == []
    classes = {one for element in tree.iter() for one in element.get("class", "").split()}
    assert not classes & {"ins", "del", "changed", "moved"}
    assert not tree.xpath("//ins | //del")
    assert not [name for name in tree.xpath("//@id") if name.startswith(("tatt-ut-", "flyttet-"))]
    written(with_tree(page, tree))


def test_links_follow_blocks_that_get_their_own_ids_back(page: Page) -> None:
    tree = resolve(page.tree, "del")
    targets = tree.xpath("//ol[@class='changes']/li/a/@href")
    assert targets == ["#innledning-1", "#formaal-1", "#formaal", "#formaal-ut", "#regler-liste", "#regler-flyttet"]


def test_what_is_taken_out_of_a_page_stays_within_it() -> None:
    """A list that loses all its items, a number of one text alone, and a page without anything to lead to."""
    page = etree.fromstring(
        '<html lang="nb"><head><title>x</title></head><body><main><h1>x</h1>'
        '<ol class="changes"><li><a href="#a">punkt 1</a>: nytt</li></ol>'
        '<h2><span class="no"><ins>1</ins></span> Del</h2>'
        '<ul class="changed"><li>y<ul><li class="ins"><ins>z</ins></li></ul></li></ul>'
        '<p id="a" class="ins"><ins>b</ins></p></main></body></html>'
    )
    told = etree.tostring(resolve(page, "del"), encoding="unicode")
    assert told.endswith(
        '<ol class="changes"><li>punkt 1: nytt</li></ol><h2> Del</h2><ul><li>y</li></ul></main></body></html>'
    )


SECTIONS = (Section("del", "1", (Run("Del"),), (Block("a", "paragraph", text=t("Alltid ny.")),)),)
MARKED = replace(
    SECTIONS[0], blocks=(Block("a", "paragraph", text=t("Alltid ", gone("gammel"), ins("ny"), "."), mark=Mark.CHANGED),)
)
UNTOLD = replace(REDLINE, changes=())


def test_a_redline_that_is_not_of_its_two_texts_is_found() -> None:
    templates, told = Templates(TEMPLATES), words()
    base = replace(redline(NORMAL), redline=UNTOLD)
    marked = templates.page(replace(base, sections=(MARKED,)), told)
    later = templates.page(replace(base, sections=SECTIONS), told)
    other = replace(SECTIONS[0], blocks=(Block("a", "paragraph", text=t("Alltid gammel.")),))
    earlier = templates.page(replace(base, sections=(other,)), told)
    assert compare_texts(marked, later, earlier, "x") == []
    found = compare_texts(marked, later, later, "x")
    assert [problem.code for problem in found] == ["O313"]
    assert "«p Alltid gammel.» where the text has «p Alltid ny.»" in found[0].message


CUTS = {
    "a deletion shown as plain words": ("//p/del", None),
    "an insertion shown as plain words": ("//li/ins", None),
    "a deletion shown as an insertion": ("//td/del", "ins"),
    "a pointer shown as text": ("//p[@class='moved']", "class"),
}


@pytest.mark.parametrize("how", CUTS)
def test_a_file_that_shows_changes_otherwise_is_found(page: Page, how: str) -> None:
    path, instead = CUTS[how]
    tree = copy.deepcopy(page.tree)
    found = tree.xpath(path)[0]
    if instead is None:
        found.tag = "span"
    elif instead == "class":
        del found.attrib["class"]
    else:
        found.tag = instead
    lesser = written(with_tree(page, tree))
    for ending in ("pdf", "html"):
        good = written(page) | {ending: lesser[ending]}
        problems = compare_marked(page, good, PATHS)
        assert {problem.code for problem in problems} & {"O301", "O312"}
        assert {problem.place.path for problem in problems} == {PATHS[ending]}
