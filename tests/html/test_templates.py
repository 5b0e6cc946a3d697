"""What the templates print of marks, drafts, comparisons and the history of clauses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from editions import NORMAL, REDLINE, TEMPLATES, comparison, draft, gone, ins, redline, t, words
from lxml import etree

from press.compose.edition import Block, Edition, Mark, Pointer, Section
from press.html import Page, Templates
from press.inline import Link, Run


@pytest.fixture(scope="module")
def page() -> Callable[[Edition], Page]:
    templates, printed = Templates(TEMPLATES), words()
    return lambda edition: templates.page(edition, printed)


def markup(page: Page, path: str) -> list[str]:
    """What the page prints at a path, without the blank after it."""
    return [etree.tostring(found, encoding="unicode", with_tail=False) for found in page.tree.xpath(path)]


def section(*blocks: Block, **kept: object) -> tuple[Section, ...]:
    return (replace(Section("del", "2", (Run("Del"),), blocks), **kept),)  # type: ignore[arg-type]


NEW, OLD, BOTH = Mark.INSERTED, Mark.DELETED, Mark.CHANGED
BLOCKS = {
    "changed": (
        Block("a", "paragraph", text=t("x ", gone("gammel"), ins("ny")), mark=BOTH),
        '<p id="a" class="changed">x <del>gammel</del><ins>ny</ins></p>',
    ),
    "inserted goal": (
        Block("a", "goal", text=t(ins("ny")), mark=NEW),
        '<blockquote id="a" class="goal ins"><p class="ins"><ins>ny</ins></p></blockquote>',
    ),
    "deleted": (
        Block("a", "paragraph", text=t(gone("borte")), anchor="tatt-ut-a", mark=OLD),
        '<p id="tatt-ut-a" class="del"><del>borte</del></p>',
    ),
    "link": (
        Block("a", "paragraph", text=t(gone(Link((Run("lenke"),), "https://example.org/"))), mark=BOTH),
        '<p id="a" class="changed"><del><a href="https://example.org/">lenke</a></del></p>',
    ),
    "renumbered strategy": (
        Block("a", "strategy", "2.2", number_before="2.1", title=t("T"), text=t("x"), mark=BOTH),
        '<section id="a" class="strategy changed">\n'
        '<h3 class="changed"><span class="no"><del>2.1</del><ins>2.2</ins></span> T</h3>\n<p>x</p>\n</section>',
    ),
    "inserted strategy": (
        Block("a", "strategy", "2.2", title=t(ins("T")), text=t(ins("x")), mark=NEW),
        '<section id="a" class="strategy ins">\n'
        '<h3 class="ins"><span class="no"><ins>2.2</ins></span> <ins>T</ins></h3>\n'
        '<p class="ins"><ins>x</ins></p>\n</section>',
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_printed_with_its_mark(page: Callable[[Edition], Page], name: str) -> None:
    block, expected = BLOCKS[name]
    made = page(replace(redline(), sections=section(block), redline=replace(REDLINE, changes=())))
    (found,) = markup(made, f"//*[@id='{block.anchor or block.id}']")
    assert found == expected


def test_a_moved_block_points_at_its_other_place(page: Callable[[Edition], Page]) -> None:
    there = Block("a", "paragraph", text=t(ins("x")), mark=NEW, moved=Pointer("Flyttet hit.", "flyttet-a"))
    gone_from = Block("a", "paragraph", text=t(gone("x")), mark=OLD, anchor="flyttet-a", moved=Pointer("Flyttet.", "a"))
    made = page(replace(redline(), sections=section(there, gone_from), redline=replace(REDLINE, changes=())))
    assert markup(made, "//p[@class='moved']") == [
        '<p class="moved"><a href="#flyttet-a">Flyttet hit.</a></p>',
        '<p class="moved"><a href="#a">Flyttet.</a></p>',
    ]
    assert made.tree.xpath("//p[@class='moved']/following-sibling::p[1]/@id") == ["a", "flyttet-a"]


def test_an_inserted_section_is_marked_as_a_whole_and_a_changed_heading_alone(page: Callable[[Edition], Page]) -> None:
    new = section(Block("a", "paragraph", text=t(ins("x")), mark=NEW), mark=NEW, title=t(ins("Del")))
    changed = section(number_before="3", mark=BOTH)
    for sections, classes in ((new, ["ins", "ins", "ins"]), (changed, ["changed"])):
        made = page(replace(redline(), sections=sections, redline=replace(REDLINE, changes=())))
        assert made.tree.xpath("//main/section/descendant-or-self::*/@class[. != 'no']") == classes


def test_a_redline_tells_its_changes_and_has_neither_contents_nor_history(page: Callable[[Edition], Page]) -> None:
    made = page(redline())
    assert made.meta("press.redline.author") == "rådet (EKSEMPEL)"
    assert made.meta("press.redline.date") == "2016-05-31"
    assert not made.tree.xpath("//nav | //section[@class='annex']")
    assert [child.tag for child in made.tree.find("body/main")][:4] == ["header", "h2", "ol", "section"]
    assert markup(made, "//ol[@class='changes']/li")[0] == (
        '<li><a href="#innledning-1">innledningen, ledd 1</a>: endret (retting)</li>'
    )


def test_an_unknown_day_is_left_out(page: Callable[[Edition], Page]) -> None:
    for edition in (redline(), comparison()):
        made = page(replace(edition, redline=replace(REDLINE, date="")))
        assert made.meta("press.redline.date") == ""
        assert not made.tree.xpath("//meta[@name='press.redline.date']")


def test_the_table_shows_both_texts_with_what_differs(page: Callable[[Edition], Page]) -> None:
    made = page(comparison())
    rows = markup(made, "//table[@class='comparison']/tbody/tr")
    assert rows[0] == (
        '<tr><th scope="row"><p><strong>innledningen, ledd 1</strong></p><p>endret, retting</p></th>'
        '<td><p>Eksempelet ble vedtatt av <em>rådet</em> <span class="gone">17.12.2004</span>.</p></td>'
        '<td><p>Eksempelet ble vedtatt av <em>rådet</em> <span class="differs">31.5.2016</span>.</p></td>'
        "<td><p>Datoen er rettet etter protokollen (EKSEMPEL).</p></td></tr>"
    )
    assert "<td><p>Nytt.</p></td>" in rows[2]
    assert "<td><p>Tatt ut.</p></td><td><p>Ikke oppgitt.</p></td>" in rows[3]
    assert not made.tree.xpath("//ins | //del")
    assert markup(made, "//header/p[@class='note']") == [f'<p class="note">{words().redline.table_key}</p>']
    assert not page(replace(comparison(), redline=replace(REDLINE, changes=()))).tree.xpath("//p[@class='note']")


def test_a_draft_says_so_everywhere_and_nothing_else_does(page: Callable[[Edition], Page]) -> None:
    for edition in (NORMAL, redline(), comparison()):
        made, adopted = page(draft(edition)), page(edition)
        assert made.title.startswith("UTKAST: ")
        assert made.tree.xpath("string(//main/*[1][self::p/@class='draft-mark'])") == "UTKAST"
        assert [mark.text for mark in made.tree.xpath("//*[@class='running']/p/strong")] == ["UTKAST", "UTKAST"]
        assert "UTKAST" not in etree.tostring(adopted.tree, encoding="unicode")


def test_the_history_of_clauses_is_a_numbered_table(page: Callable[[Edition], Page]) -> None:
    made = page(NORMAL)
    assert markup(made, "//table[@class='clauses']//tr")[1] == (
        '<tr><td><a href="#formaal-1">punkt 1, ledd 1</a></td>'
        "<td>Endret ved Annen utgave, 31.5.2016. Var formaal-0 før Første utgave.</td></tr>"
    )
    assert made.tree.xpath("string(//table[@class='clauses']/caption)") == "Tabell 2 Endringer ledd for ledd"
    assert made.tree.xpath("string(//table[@class='clauses']/following-sibling::*[1])") == words().clauses.lead
    assert made.tree.xpath("string(//blockquote[@id='formaal-2']/following-sibling::p[@class='amended'])")
