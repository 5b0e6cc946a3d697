"""A document with a history, from the first adoption to the next draft: what is served, made, refused and answered."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from lxml import html

import story
from press import cli
from press.build import build, check
from press.build.adopt import adopt
from press.build.adoption import Adoption
from press.problem import Wrong
from press.proof.pdf_text import furniture, text
from press.proof.word import read_word

Press = Callable[..., tuple[int, str, str]]
DRAFT = "avtale-r2026-utkast-nb"


@pytest.fixture
def press(story_project: Path, capsys: pytest.CaptureFixture[str]) -> Press:
    """The command line, on a copy of the story: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["--root", str(story_project), *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def listed(root: Path) -> dict[str, dict[str, object]]:
    told = json.loads((root / "build" / "manifest.json").read_bytes())
    return {file["path"]: file for file in told["files"]}


def edit(path: Path, old: str, new: str) -> None:
    now = path.read_text("utf-8")
    assert old in now
    path.write_text(now.replace(old, new, 1), "utf-8")


def test_every_adopted_revision_is_served_byte_for_byte_as_it_was_stored(told_story: Path) -> None:
    revisions = told_story / "content" / "avtale" / "revisions"
    served = listed(told_story)
    for adoption in story.ADOPTIONS:
        name = adoption["revision"]
        for ending in ("pdf", "docx", "html"):
            path = f"avtale/avtale-{name}-nb.{ending}"
            stored = (revisions / name / path.rpartition("/")[2]).read_bytes()
            assert (told_story / "build" / path).read_bytes() == stored
            assert served[path]["superseded"] == (name != "r2024")
            assert served[path]["status"] == "adopted"


def test_templates_that_change_do_not_change_what_is_adopted(press: Press, story_project: Path) -> None:
    before = (story_project / "build" / "avtale" / "avtale-r2012-nb.pdf").read_bytes()
    edit(story_project / "templates" / "pdf.css", "font: 11pt/15.5pt", "font: 12pt/16pt")
    assert press("build")[0] == 0
    assert (story_project / "build" / "avtale" / "avtale-r2012-nb.pdf").read_bytes() == before


def test_a_draft_is_loud_on_every_page_in_every_format(told_story: Path) -> None:
    build_folder = told_story / "build" / "avtale"
    pages = furniture((build_folder / f"{DRAFT}.pdf").read_bytes())
    assert len(pages) >= 3
    assert all("UTKAST" in " ".join(page.values()) for page in pages)
    with pikepdf.open(build_folder / f"{DRAFT}.pdf") as pdf:
        assert "UTKAST" in str(pdf.docinfo["/Title"])
    assert "UTKAST" in read_word((build_folder / f"{DRAFT}.docx").read_bytes()).text
    assert "<title>UTKAST" in (build_folder / f"{DRAFT}.html").read_text("utf-8")
    assert listed(told_story)[f"avtale/{DRAFT}.pdf"]["status"] == "draft"


def test_no_adopted_text_is_marked_as_a_draft(told_story: Path) -> None:
    for path in sorted((told_story / "build" / "avtale").glob("avtale-r20*-nb.*")):
        if "utkast" in path.name:
            continue
        said = text(path.read_bytes()) if path.suffix == ".pdf" else ""
        said = path.read_text("utf-8") if path.suffix == ".html" else said
        said = read_word(path.read_bytes()).text if path.suffix == ".docx" else said
        assert "UTKAST" not in re.sub(r"<style>.*?</style>", "", said, flags=re.DOTALL)


def test_each_clause_says_when_it_was_last_changed_and_by_which_decision(told_story: Path) -> None:
    said = text((told_story / "build" / "avtale" / "avtale-r2024-nb.pdf").read_bytes())
    assert "Endret ved Revisjon 2008 (20.\N{NO-BREAK SPACE}november 2008, rådet, Sak 12/ 08)." in said
    assert "Endret ved Revisjon 2016 (31.\N{NO-BREAK SPACE}mai 2016" in said
    corrected = "Endret ved Revisjon 2016, rettet (8. mars 2018, rådet, sak PS 2/18)."
    assert corrected in said.replace("\N{NO-BREAK SPACE}", " ")
    page = (told_story / "build" / "avtale" / "avtale-r2024-nb.html").read_text("utf-8")
    assert '<p class="amended">Endret ved Revisjon 2016, rettet.</p>' in page


def test_a_clause_that_only_got_another_id_is_not_said_to_have_stood_elsewhere(told_story: Path) -> None:
    for name in ("r2012", "r2016", "r2024"):  # `raad` became `raadet` where it stood; in 2016 it was passed by another
        said = text((told_story / "build" / "avtale" / f"avtale-{name}-nb.pdf").read_bytes())
        assert "før Revisjon 2012" not in said


def gone(root: Path, name: str) -> list[tuple[str, str]]:
    """The rows of the annex on what was taken out, which have no link."""
    page = html.fromstring((root / "build" / "avtale" / f"{name}.html").read_text("utf-8"))
    rows = page.xpath("//table[@class='clauses']//tbody/tr[not(.//a)]")
    return [(row[0].text_content(), row[1].text_content().replace("\N{NO-BREAK SPACE}", " ")) for row in rows]


def test_what_was_taken_out_is_told_where_it_last_stood(told_story: Path) -> None:
    assert gone(told_story, "avtale-r2024-nb") == []
    assert gone(told_story, DRAFT) == [("tidligere punkt 4.1", "Tatt ut ved dette utkastet.")]


def test_what_was_taken_out_stays_told_and_is_told_again_when_it_is_made_again(
    press: Press, story_project: Path
) -> None:
    folder = story_project / "content" / "avtale"
    asked = Adoption(revision="r2026", adopted="2026-05-20", in_force="2027-01-01", body="raadet", case="PS 9/26",
                     recorded="2026-06-01")  # fmt: skip
    assert adopt(story_project, asked, lambda _: None).problems == ()
    first = ("tidligere punkt 4.1", "Tatt ut ved Revisjon 2026 (20. mai 2026, rådet, sak PS 9/26).")
    assert press("build")[0] == 0
    assert gone(story_project, "avtale-r2026-nb") == [first]
    code, out, err = press("reprove", "--revision", "r2026")
    assert (code, out) == (0, "1 revisions say what is stored, 0 do not. See build/reproved/\n"), err
    # The next draft takes a whole section out, of which only the section is told, and names another block anew.
    words = (folder / "nb.yaml").read_text("utf-8")
    start, end = words.index("  - id: uttreden\n"), words.index("  - id: organer\n")
    words = words[:start] + words[end:].replace("id: kontroll\n", "id: utvalg\n", 1)
    words = words.replace(
        "  revisions:\n", "  revisions:\n    r2028:\n      name: Revisjon 2028\n      what: Utkast.\n", 1
    )
    (folder / "nb.yaml").write_text(words, "utf-8")
    with (folder / "document.yaml").open("a", encoding="utf-8") as file:
        file.write("draft:\n  id: r2028\n  was:\n    utvalg: kontroll\n")
    code, _, err = press("build")
    assert code == 0, err
    assert gone(story_project, "avtale-r2028-utkast-nb") == [
        first,
        ("tidligere punkt 2", "Tatt ut ved dette utkastet."),
    ]
    page = (story_project / "build" / "avtale" / "avtale-r2028-utkast-nb.html").read_text("utf-8")
    assert "Var punkt 3, ledd 3 før dette utkastet." in page


def test_a_text_without_a_recorded_change_says_nothing_of_one(told_story: Path) -> None:
    said = text((told_story / "build" / "avtale" / "avtale-r2004-nb.pdf").read_bytes())
    assert "Endret ved" not in said
    assert "uendret" in said  # that no change is recorded does not mean that there was none


def test_a_redline_of_the_draft_and_one_of_two_revisions(press: Press, story_project: Path) -> None:
    code, out, err = press("redline")
    assert (code, out) == (0, "2 built, 0 failed. Open build/index.html\n"), err
    code, _, err = press("redline", "--from", "r2004", "--to", "r2024")
    assert code == 0, err
    names = set(listed(story_project))
    assert {f"avtale/{DRAFT}-redline-r2024.{e}" for e in ("pdf", "docx", "html")} <= names
    assert {f"avtale/{DRAFT}-tabell-r2024.{e}" for e in ("pdf", "docx")} <= names
    assert "avtale/avtale-r2024-nb-redline-r2004.docx" in names
    table = text((story_project / "build" / "avtale" / f"{DRAFT}-tabell-r2024.pdf").read_bytes())
    assert "Rådet ønsker en mykere formulering." in table
    assert press("build")[0] == 0
    assert names == set(listed(story_project))
    assert not any(file["outdated"] for file in listed(story_project).values())


def test_a_redline_of_a_draft_that_has_changed_since_is_named_as_out_of_date(press: Press, story_project: Path) -> None:
    assert press("redline")[0] == 0
    edit(story_project / "content" / "avtale" / "nb.yaml", "to års varsel", "tre års varsel")
    assert press("build")[0] == 0
    files = listed(story_project)
    assert files[f"avtale/{DRAFT}-redline-r2024.pdf"]["outdated"]
    assert not files[f"avtale/{DRAFT}.pdf"]["outdated"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--to", "r2004"), 2, "does not come after"),
        (("--from", "r1999"), 2, "There is no adopted revision `r1999`"),
        (("--from", "forarbeid"), 2, "The words of `forarbeid` are not kept"),
    ],
)
def test_a_redline_of_what_is_not_there_is_refused(
    press: Press, arguments: tuple[str, ...], code: int, said: str
) -> None:
    found, _, err = press("redline", *arguments)
    assert found == code
    assert said in err


def test_as_of_makes_the_text_with_its_weakest_evidence(press: Press, story_project: Path) -> None:
    code, out, err = press("as-of", "--date", "2016-07-01")
    assert code == 0, err
    assert out.startswith("avtale on 2016-07-01: r2012 (adopted 2012-05-30, in force 2012-05-30")
    assert "adopted, but not yet in force: r2016-rettet" not in out
    said = text((story_project / "build" / "avtale" / "avtale-r2012-nb-per-2016-07-01.pdf").read_bytes())
    assert "Teksten per 1.\N{NO-BREAK SPACE}juli 2016" in said
    assert "Svakeste belegg" in said
    code, _, err = press("as-of", "--date", "2018-01-01")
    assert code == 0, err
    said = text((story_project / "build" / "avtale" / "avtale-r2016-rettet-nb-per-2018-01-01.pdf").read_bytes())
    assert "gjengitt i protokoll" in said


def test_as_of_an_earlier_state_of_the_records(press: Press) -> None:
    assert "r2016 (" in press("as-of", "--date", "2018-01-01", "--known", "2018-03-01")[1]
    assert "r2016-rettet (" in press("as-of", "--date", "2018-01-01")[1]


def test_as_of_a_day_of_which_nothing_is_known_makes_nothing(press: Press, story_project: Path) -> None:
    before = listed(story_project)
    code, out, err = press("as-of", "--date", "2004-06-01")
    assert code == 1
    assert "«not known». It could be:\n  forarbeid" in out
    assert "adopted, but not yet in force: r2004" in out
    assert "error[C382]" in err
    assert listed(story_project) == before
    assert press("as-of", "--date", "2015")[0] == 2
    assert press("as-of", "--date", "2015-02-30")[0] == 2


def test_reprove_finds_the_stored_files_as_they_would_be_made_today(press: Press, story_project: Path) -> None:
    code, out, err = press("reprove", "--revision", "r2012")
    assert (code, out) == (0, "1 revisions say what is stored, 0 do not. See build/reproved/\n"), err
    assert (story_project / "build" / "reproved" / "avtale" / "avtale-r2012-nb.pdf").is_file()


def test_reprove_names_what_the_templates_print_otherwise_by_page_and_block(press: Press, story_project: Path) -> None:
    edit(story_project / "templates" / "words" / "nb.yaml", "title: Historikk", "title: Dokumentets historie")
    stored = story_project / "content" / "avtale" / "revisions" / "r2012"
    before = {path.name: path.read_bytes() for path in stored.iterdir()}
    code, _, err = press("reprove", "--revision", "r2012")
    assert code == 1
    assert re.search(
        r"revisions/r2012/avtale-r2012-nb\.pdf: error\[O321\]: On page \d, block \d+, the stored file", err
    )
    assert "«Historikk», where today's templates print «Dokumentets historie»" in err
    assert "revisions/r2012/avtale-r2012-nb.docx: error[O321]" in err
    assert {path.name: path.read_bytes() for path in stored.iterdir()} == before


def test_an_altered_archive_stops_the_build_before_anything_is_written(press: Press, story_project: Path) -> None:
    path = story_project / "content" / "avtale" / "revisions" / "r2008" / "nb.yaml"
    path.chmod(0o644)
    edit(path, "2 kroner", "9 kroner")
    before = {one: one.read_bytes() for one in (story_project / "build").rglob("*") if one.is_file()}
    for command in ("build", "check", "verify", "reprove", "redline"):
        code, _, err = press(command)
        assert code == 3, command
        assert "revisions/r2008/nb.yaml" in err
        assert "kontingent-1" in err
    assert {one: one.read_bytes() for one in (story_project / "build").rglob("*") if one.is_file()} == before


# What a draft may not do


@pytest.mark.parametrize("block", ["formaal-1", "uttreden-1", "bidrag"])
def test_an_editorial_change_may_not_touch_what_decides(story_project: Path, block: str) -> None:
    path = story_project / "content" / "avtale" / "document.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"  changes:\n    - block: {block}\n      kind: editorial\n")
    (problem,) = check(story_project).problems
    assert problem.code == "C375"
    touched = {
        "formaal-1": "«bør samarbeide», «skal samarbeide»",
        "uttreden-1": "«ett års», «to års»",
        "bidrag": "«Midtbygd», «Vestbygd»",
    }[block]
    assert touched in problem.message
    assert problem.place.path == "content/avtale/nb.yaml"
    assert problem.place.line > 0


def test_an_editorial_change_of_other_words_passes(story_project: Path) -> None:
    folder = story_project / "content" / "avtale"
    edit(folder / "nb.yaml", "ser etter at vedtak følges opp", "ser etter at vedtakene følges opp")
    edit(folder / "nb.yaml", "Å gjøre regionen bedre å bo i.", "Å gjøre regionen til et bedre sted.")
    with (folder / "document.yaml").open("a", encoding="utf-8") as file:
        file.write("  changes:\n    - block: maal\n      kind: editorial\n")
    assert check(story_project).problems == ()


def test_an_id_that_went_out_may_not_come_back(story_project: Path) -> None:
    folder = story_project / "content" / "avtale"
    edit(folder / "nb.yaml", "id: kontroll\n", "id: raad\n")
    edit(folder / "nb.yaml", "        kontroll: Årsmøtet", "        raad: Årsmøtet")
    (problem,) = check(story_project).problems
    assert problem.code == "C371"
    assert "`raad` was that of another part, last in the revision `r2008`" in problem.message


@pytest.mark.parametrize(
    ("was", "said"),
    [
        ("kontroll: ordning", ""),
        ("kontroll: finnes-ikke", "the adopted text has no such part"),
        ("finnes-ikke: ordning", "There is no part `finnes-ikke`"),
        ("kontroll: styret", "`styret` is a part of both texts"),
    ],
)
def test_a_renamed_id_is_declared_and_must_be_sound(story_project: Path, was: str, said: str) -> None:
    with (story_project / "content" / "avtale" / "document.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  was:\n    {was}\n")
    problems = check(story_project).problems
    assert [problem.code for problem in problems] == (["C372"] if said else [])
    assert said in "".join(problem.message for problem in problems)


def test_adopting_the_draft_gives_the_next_revision_and_ends_the_draft(story_project: Path) -> None:
    folder = story_project / "content" / "avtale"
    words = (folder / "nb.yaml").read_bytes()
    asked = Adoption(
        revision="r2026", adopted="2026-05-20", in_force="2027-01-01", body="raadet", case="PS 9/26",
        recorded="2026-06-01",
    )  # fmt: skip
    assert adopt(story_project, asked, lambda _: None).problems == ()
    assert (folder / "revisions" / "r2026" / "nb.yaml").read_bytes() == words
    assert (folder / "nb.yaml").read_bytes() == words
    assert "draft:" not in (folder / "document.yaml").read_text("utf-8")
    assert build(story_project, lambda _: None).problems == ()
    names = set(listed(story_project))
    assert "avtale/avtale-r2026-nb.pdf" in names
    assert not any("utkast" in name for name in names)
    with pytest.raises(Wrong, match="U114"):
        adopt(story_project, Adoption(revision="r2026", adopted="2026-05-21"), lambda _: None)


def test_the_dates_of_the_story_span_twenty_years() -> None:
    days = [date.fromisoformat(adoption["adopted"]) for adoption in story.ADOPTIONS]
    assert len(days) >= 5
    assert (days[-1] - days[0]).days >= 20 * 365


def test_a_mistake_in_the_facts_is_told_as_one_and_not_as_an_altered_archive(press: Press, story_project: Path) -> None:
    path = story_project / "content" / "avtale" / "document.yaml"
    edit(path, "legal_basis: avtalen punkt 2\n", "legal_bases: avtalen punkt 2\n")
    line = 1 + path.read_text("utf-8").splitlines().index("    legal_bases: avtalen punkt 2")
    for command in ("build", "check", "redline"):
        code, _, err = press(command)
        assert code == 1, command
        assert f"content/avtale/document.yaml:{line}:5: error[C004]" in err
        assert "I309" not in err
    code, _, err = press("verify")
    assert code == 3
    assert "error[I309]" in err


def test_an_archive_without_the_file_that_records_it_is_found(press: Press, story_project: Path) -> None:
    (story_project / "content" / "avtale" / "document.yaml").unlink()
    code, out, err = press("verify")
    assert (code, out) == (3, "")
    assert "content/avtale/revisions: error[I310]" in err
    assert press("build")[0] == 3


def test_an_entry_that_is_not_adopted_cannot_put_an_adopted_one_out_of_force(story_project: Path) -> None:
    folder = story_project / "content" / "avtale"
    edit(
        folder / "document.yaml",
        "  - id: r2012\n",
        "  - id: r2010\n    adopted: 2010-01-01\n    recorded: 2010-02-01\n    evidence: minutes\n    confidence: low\n"
        "    corrects: r2008\n    sources:\n      - id: avis\n  - id: r2012\n",
    )
    edit(
        folder / "nb.yaml", "    r2012:\n", "    r2010:\n      name: Påstått\n      what: Påstått rettet.\n    r2012:\n"
    )
    assert [problem.code for problem in check(story_project).problems] == ["C317"]


def test_the_same_words_are_not_adopted_twice(story_project: Path) -> None:
    words = story_project / "content" / "avtale" / "nb.yaml"
    shutil.copy(story.STORY / "r2024" / "nb.yaml", words)
    edit(words, "  decisions:", "    r2026:\n      name: Ny\n      what: Ingenting nytt.\n  decisions:")
    asked = Adoption(revision="r2026", adopted="2026-05-20", body="raadet", case="1", recorded="2026-06-01")
    with pytest.raises(Wrong, match="U120"):
        adopt(story_project, asked, lambda _: None)


def test_a_redline_over_several_revisions_tells_the_reasons_of_each(press: Press, story_project: Path) -> None:
    assert press("redline", "--from", "r2012", "--to", "r2024")[0] == 0
    said = text((story_project / "build" / "avtale" / "avtale-r2024-nb-tabell-r2012.pdf").read_bytes())
    assert "Revisjon 2016, rettet: Protokollen sier 2,50 kroner." in said
    assert "Revisjon 2024: Enklere språk." in said
    assert "realitetsendring" not in said
    assert listed(story_project)["avtale/avtale-r2024-nb-tabell-r2012.pdf"]["status"] == "comparison"


def test_a_misspelt_variable_of_make_is_refused() -> None:
    ran = subprocess.run(
        ["make", "--dry-run", "adopt", "REVISION=r1", "INFORCE=2027-01-01"],
        cwd=story.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert "INFORCE= is not known. Known are: REVISION ADOPTED IN_FORCE" in ran.stderr


def test_a_mistake_in_the_draft_does_not_make_what_is_adopted_out_of_date(press: Press, story_project: Path) -> None:
    edit(story_project / "content" / "avtale" / "nb.yaml", "kind: goal", "kind: gaol")
    assert press("build")[0] == 1
    outdated = {path for path, file in listed(story_project).items() if file["outdated"]}
    assert outdated == {f"avtale/{DRAFT}.{ending}" for ending in ("pdf", "docx", "html")}
