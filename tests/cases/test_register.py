"""The register says who has adopted what, in every form, for few councils and for many."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from agreement import CASE, about_the_agreement, decided, read
from lxml import etree

from press.build.cases.register import register, register_said
from press.compose.cases.register import compose_register
from press.compose.cases.standing_of_case import stand
from press.compose.cases.versions import wordings
from press.compose.edition import Edition
from press.html import Page, Templates
from press.problem import Wrong
from press.read import read_words
from press.words import TemplateWords

ROOT = Path(__file__).parent.parent.parent
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def words() -> dict[str, TemplateWords]:
    return read_words(ROOT / "templates", ROOT)


@pytest.fixture
def project(story_project: Path) -> Path:
    about_the_agreement(story_project)
    return story_project


def _decide(project: Path) -> None:
    decided(project, "nordvik", number="PS 1/27")
    decided(project, "soerdal", date="2027-01-20")
    decided(project, "vestbygd", "postponed", vote="enstemmig")
    decided(project, "vestbygd", date="2027-03-01")
    decided(project, "lavnes", "adopted-with-changes", block="styret", words="Styret forbereder *alle* saker.")
    decided(project, "aasvang", "rejected", vote="12-13")


def _edition(project: Path, words: TemplateWords) -> Edition:
    book, document = read(project)
    return compose_register(
        stand(book.cases[CASE], book.councils, document), book.councils, document, words, wordings(document)
    )


def _page(edition: Edition, words: TemplateWords) -> Page:
    return Templates(ROOT / "templates").page(edition, words)


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _rows(page: Page, kind: str) -> list[list[str]]:
    rows = page.tree.findall(f".//table[@class='{kind}']/tbody/tr")
    return [[_text(cell) for cell in row] for row in rows]


def test_it_is_told_and_made_in_three_forms(project: Path) -> None:
    _decide(project)
    told = register(project, CASE, lambda _: None)
    assert told.outcome.problems == ()
    assert "  rule (all): not met, 3 of 5 adoptions; lacking: lavnes, aasvang" in told.lines
    assert "  innherad: nordvik answers for it" in told.lines
    assert "  answered: 5 of 5" in told.lines
    folder = project / "build" / "cases" / CASE
    assert sorted(path.name for path in folder.glob("*.*")) == ["register.docx", "register.html", "register.pdf"]
    once = {path.name: path.read_bytes() for path in folder.glob("*.*")}
    register(project, None, lambda _: None)
    assert {path.name: path.read_bytes() for path in folder.glob("*.*")} == once


def test_each_decision_has_a_row_with_the_name_of_its_day(project: Path, words: dict[str, TemplateWords]) -> None:
    _decide(project)
    edition = _edition(project, words["nb"])
    rows = _rows(_page(edition, words["nb"]), "register")
    short = [row[:2] + row[3:7] for row in rows]
    assert short == [
        ["1", "Nordvik kommune", "3. februar 2027", "PS 1/27", "Vedtatt", "31-4"],
        ["2", "Gamle Soerdal kommune (nå Soerdal kommune)", "20. januar 2027", "", "Vedtatt", "31-4"],
        ["3", "Vestbygd kommune", "3. februar 2027", "", "Utsatt (senere vedtak gjelder)", "enstemmig"],
        ["3", "Vestbygd kommune", "1. mars 2027", "", "Vedtatt", "31-4"],
        [
            "4",
            "Innherad kommune (del av Nordvik kommune fra 1. januar 2027)",
            "",
            "",
            "Svarer gjennom Nordvik kommune",
            "",
        ],
        ["5", "Lavnes kommune", "3. februar 2027", "", "Vedtatt med endringer", "31-4"],
        ["6", "Aasvang kommune", "3. februar 2027", "", "Ikke vedtatt", "12-13"],
    ]
    assert [row[7][0] for row in rows if row[7]] == ["A", "A", "A", "A", "B", "A"]


def test_where_texts_differ_both_wordings_stand_with_what_is_new_in_them(
    project: Path, words: dict[str, TemplateWords]
) -> None:
    _decide(project)
    edition = _edition(project, words["nb"])
    page = _page(edition, words["nb"])
    assert edition.register is not None
    assert edition.register.summary.endswith("Ulike tekster er vedtatt.")
    assert [(row[0], row[1], row[3]) for row in _rows(page, "versions")] == [
        ("punkt 4, ledd 3 (styret)", "A", "Styret forbereder saker for rådet, og kan sette ned utvalg."),
        ("punkt 4, ledd 3 (styret)", "B", "Styret forbereder alle saker."),
    ]
    assert [_text(one) for one in page.tree.iterfind(".//span[@class='differs']")] == ["alle"]
    (proposed, changed) = _rows(page, "texts")
    assert proposed[:2] == ["A", "Teksten som er lagt fram: Utkast til Revisjon 2026."]
    assert changed[:2] == ["B", "Tekst A med andre ord i punkt 4, ledd 3."]
    assert changed[3] == "Lavnes kommune"
    assert re.fullmatch("[0-9a-f]{64}", changed[2])


def test_a_wording_that_is_not_kept_is_said_to_be_lost(project: Path, words: dict[str, TemplateWords]) -> None:
    decided(project, "nordvik")
    text = project / "content" / "avtale" / "nb.yaml"
    text.write_text(text.read_text("utf-8").replace("minst to ganger", "minst fire ganger"), "utf-8")
    edition = _edition(project, words["nb"])
    assert edition.register is not None
    assert [row.letter for row in edition.register.texts] == ["A", "B"]
    assert edition.register.texts[1].what == "Lagt fram tidligere som r2026-utkast."
    path = project / "content" / "cases" / f"{CASE}.yaml"
    sha = edition.register.texts[1].digest
    log = path.read_text("utf-8").replace(
        "  lavnes:\n",
        f"  lavnes:\n    outcomes:\n      - {{result: adopted, date: 2027-02-09, text: {_today(project)}}}\n",
    )
    assert sha in log
    path.write_text(log, "utf-8")
    _add_today(project)
    lost = _edition(project, words["nb"]).register
    assert lost is not None
    said = " ".join(lost.said())
    assert "Ordlyden er ikke bevart her." in said


def _today(project: Path) -> str:
    from press.document import text_hash

    return text_hash(read(project)[1].parts["nb"])


def _add_today(project: Path) -> None:
    _, document = read(project)
    path = project / "content" / "cases" / f"{CASE}.yaml"
    parts = "".join(f'      {name or "document/title"}: "{sha}"\n' for name, sha in document.parts["nb"].items())
    path.write_text(
        f"{path.read_text('utf-8')}  {_today(project)}:\n    revision: r2026-utkast\n    blocks:\n{parts}", "utf-8"
    )


@pytest.mark.parametrize("count", [3, 12, 48, 356])
def test_the_overview_has_a_mark_for_every_council_within_the_picture(
    story_project: Path, words: dict[str, TemplateWords], count: int
) -> None:
    about_the_agreement(story_project, count, "kind: majority")
    decided(story_project, "nordvik")
    decided(story_project, "soerdal", "rejected")
    page = _page(_edition(story_project, words["nb"]), words["nb"])
    svg = etree.fromstring(page.pictures["overview.svg"].data)
    width, height = (float(side) for side in svg.get("viewBox", "").split()[2:])
    assert width == 240
    assert height < 150
    places = [(float(one.get("cx", 0)), float(one.get("cy", 0))) for one in svg.iter(f"{SVG}circle")]
    rest = 1 + (count > 3)  # the rejection and, where it is asked, the merged council are drawn as paths
    assert len(places) == count - rest
    assert len(set(places)) == len(places)
    assert all(0 < x < width and 0 < y < height for x, y in places)
    alternative = page.tree.find(".//figure[@class='overview']/img").get("alt")
    assert f"{count} parter" in alternative
    assert f"Ikke svart: {count - rest - 1}" in alternative
    assert ("1 Nordvik kommune" in alternative) == (count <= 60)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_can_be_printed_in_every_language(project: Path, words: dict[str, TemplateWords], language: str) -> None:
    _decide(project)
    book, document = read(project)
    case = book.cases[CASE]
    case = case.model_copy(update={"words": {language: case.words["nb"]}})  # type: ignore[index] # a Text is its characters
    standing = stand(case, book.councils, document)
    edition = compose_register(standing, book.councils, document, words[language], wordings(document))
    page = _page(edition, words[language])
    assert page.tree.find(".//p[@class='draft-mark']").text == words[language].paper.example_mark
    cells = page.tree.findall(".//table[@class='versions']/tbody/tr/td[3]")
    assert {cell.get("lang") for cell in cells} == {None if language == "nb" else "nb"}
    said = register_said(edition)
    assert len(said.worked_out) > 60


def test_the_day_on_which_a_rule_was_met_is_told(story_project: Path, words: dict[str, TemplateWords]) -> None:
    about_the_agreement(story_project, 3, "kind: majority")
    decided(story_project, "vestbygd", date="2027-02-20")
    decided(story_project, "nordvik", date="2027-02-10")
    facts = {fact.label: fact.value for fact in _edition(story_project, words["nb"]).facts}
    assert facts["Regelen er oppfylt"].replace("\N{NO-BREAK SPACE}", " ") == "ja, 20. februar 2027"
    assert "Det mangler" not in facts


def test_named_parties_are_named_as_they_are_called(story_project: Path, words: dict[str, TemplateWords]) -> None:
    about_the_agreement(story_project, 4, "kind: named\n  parties: [soerdal, innherad]")
    decided(story_project, "vestbygd", date="2027-02-20")
    facts = {fact.label: fact.value for fact in _edition(story_project, words["nb"]).facts}
    assert "Soerdal kommune, Innherad kommune" in facts["Regel"]
    assert facts["Det mangler"] == "Nordvik kommune, Soerdal kommune"


def test_a_case_with_a_mistake_has_no_register_and_stops_no_other(project: Path) -> None:
    path = project / "content" / "cases" / f"{CASE}.yaml"
    text = path.read_text("utf-8")
    path.with_name("annen.yaml").write_text(text.replace(f"id: {CASE}", "id: annen"), "utf-8")
    path.write_text(text.replace("26/12347", "mange"), "utf-8")
    told = register(project, None, lambda _: None)
    assert (told.outcome.built, told.outcome.failed) == (1, 1)
    assert [problem.code for problem in told.outcome.problems] == ["C603"]


def test_an_unknown_case_is_told(project: Path) -> None:
    with pytest.raises(Wrong, match="Did you mean `avtale-2026`"):
        register(project, "avtale-26", lambda _: None)
