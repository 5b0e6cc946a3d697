"""An adopted revision keeps its translations as they stood, with their standing at that time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from translating import agreement, confirmed, edit, how, read, report_on, silent, without

from press.build import build, check
from press.build.adopt import adopt
from press.build.adoption import Adoption
from press.build.asked import as_of, day, reprove
from press.build.past import verify
from press.build.project import Project
from press.build.redlines import redlines
from press.proof.pdf_text import furniture, text

FORMATS = ("pdf", "docx", "html")
SECOND = Adoption("andre", "avtale", "2010-06-15", "2011-01-01", "2010-06-20", "raadet", "Sak 4/10")
COURTESY, CERTIFIED = "Courtesy translation (Kari Nordmann", "Certified translation (Ola Nordmann"


def build_folder(root: Path) -> Path:
    return root / "build" / "avtale"


def frozen(root: Path, revision: str = "andre") -> Path:
    return root / "content" / "avtale" / "revisions" / revision


def names(root: Path) -> set[str]:
    """The editions that the manifest lists."""
    told = json.loads((root / "build" / "manifest.json").read_bytes())
    return {file["path"].rpartition("/")[2].rpartition(".")[0] for file in told["files"]}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def footer(path: Path) -> str:
    return furniture(path.read_bytes())[0]["Footer"].replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The agreement, adopted in one language; then a translation was made, and all of it built."""
    root = tmp_path_factory.mktemp("vedtatt") / "prosjekt"
    folder = agreement(root)
    aside = {name: (folder / name).read_bytes() for name in ("en.yaml", "translations.yaml")}
    for name in aside:
        (folder / name).unlink()
    edit(folder / "document.yaml", "languages: [nb, en]", "languages: [nb]")
    assert adopt(root, Adoption("foerste"), silent).problems == ()
    edit(folder / "document.yaml", "languages: [nb]", "languages: [nb, en]")
    for name, data in aside.items():
        (folder / name).write_bytes(data)
    assert build(root, silent).problems == ()
    return root


@pytest.fixture(scope="module")
def second(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a second revision, adopted in both languages, of which the translation was reviewed."""
    root = Path(shutil.copytree(first, tmp_path_factory.mktemp("neste") / "prosjekt"))
    folder = root / "content" / "avtale"
    edit(folder / "nb.yaml", "bruke få og korte ord", "bruke få, korte ord")
    for language, name in (("nb", "Andre utgave"), ("en", "Second edition")):
        told = f"    andre:\n      name: {name}\n      what: {name}.\n"
        edit(folder / f"{language}.yaml", "  revisions:\n", f"  revisions:\n{told}")
    with (folder / "document.yaml").open("a", encoding="utf-8") as file:
        file.write("draft:\n  id: andre\n  sources: [{id: protokoll}]\n")
    edit(folder / "document.yaml", "history_until: 2004-12-31", "history_until: 2010-12-31")
    confirmed(root, "all", "reviewed")
    assert adopt(root, SECOND, silent).problems == ()
    assert build(root, silent).problems == ()
    return root


@pytest.fixture
def changed(second: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed at will."""
    return Path(shutil.copytree(second, tmp_path / "prosjekt"))


def test_a_translation_that_is_made_after_the_adoption_is_built_and_not_frozen(first: Path) -> None:
    assert names(first) == {"avtale-foerste-nb", "avtale-foerste-en"}
    assert not [path for path in frozen(first, "foerste").iterdir() if "en" in path.name.split(".")[0].split("-")]
    assert "Draft translation, not certified" in footer(build_folder(first) / "avtale-foerste-en.pdf")
    assert "DRAFT TRANSLATION" in text((build_folder(first) / "avtale-foerste-en.pdf").read_bytes())
    before = held(frozen(first, "foerste"))
    assert adopt(first, Adoption("foerste"), silent).built == 0
    assert held(frozen(first, "foerste")) == before


def test_a_revision_freezes_its_translations_with_what_was_recorded_of_them(second: Path) -> None:
    kept, folder = held(frozen(second)), second / "content" / "avtale"
    for name in ("nb.yaml", "en.yaml", "translations.yaml"):
        assert kept[name] == (folder / name).read_bytes()
    assert {f"avtale-andre-{language}.{ending}" for language in ("nb", "en") for ending in FORMATS} <= kept.keys()
    assert COURTESY in footer(frozen(second) / "avtale-andre-en.pdf")
    assert names(second) == {"avtale-andre-nb", "avtale-andre-en", "avtale-foerste-nb"}
    for ending in FORMATS:
        served = build_folder(second) / f"avtale-andre-en.{ending}"
        assert served.read_bytes() == kept[served.name]


def test_a_flipped_bit_in_what_was_recorded_is_found(changed: Path) -> None:
    path = frozen(changed) / "translations.yaml"
    data = bytearray(path.read_bytes())
    data[-10] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    found = verify(Project(changed))
    assert {problem.code for problem in found if "translations.yaml" in str(problem)} == {"I301"}


def test_a_translation_that_is_certified_later_is_a_new_edition_beside_the_stored_one(changed: Path) -> None:
    before = held(frozen(changed))
    confirmed(changed, "all", "certified", by="Ola Nordmann", on="2012-05-02")
    assert build(changed, silent).problems == ()
    assert held(frozen(changed)) == before
    assert "avtale-andre-en-revidert" in names(changed)
    assert f"{CERTIFIED}, 2 May 2012)" in footer(build_folder(changed) / "avtale-andre-en-revidert.pdf")
    assert (build_folder(changed) / "avtale-andre-en.pdf").read_bytes() == before["avtale-andre-en.pdf"]
    then = as_of(Project(changed), None, day("2012-06-01", "DATE"), None, silent)
    assert then.outcome.problems == ()
    assert COURTESY in footer(build_folder(changed) / "avtale-andre-en-per-2012-06-01.pdf")
    again = reprove(Project(changed), None, "andre", silent)
    assert (again.problems, again.built) == ((), 1)
    assert COURTESY in footer(changed / "build" / "reproved" / "avtale" / "avtale-andre-en.pdf")


def test_a_translation_that_is_mended_later_is_a_new_edition_too(changed: Path) -> None:
    before = held(frozen(changed))
    edit(changed / "content" / "avtale" / "en.yaml", "Write clearly", "Write plainly")
    assert read(changed).unserved("en")
    assert adopt(changed, SECOND, silent).built == 0
    assert build(changed, silent).problems == ()
    assert held(frozen(changed)) == before
    assert (build_folder(changed) / "avtale-andre-en.docx").read_bytes() == before["avtale-andre-en.docx"]
    made = text((build_folder(changed) / "avtale-andre-en-revidert.pdf").read_bytes())
    assert "Write plainly" in made
    assert "DRAFT TRANSLATION" in made


def test_adopted_again_it_changes_nothing_though_a_language_was_added_since(changed: Path) -> None:
    folder = changed / "content" / "avtale"
    nynorsk = (folder / "en.yaml").read_text("utf-8").replace("language: en", "language: nn", 1)
    (folder / "nn.yaml").write_text(nynorsk, "utf-8")
    edit(folder / "document.yaml", "languages: [nb, en]", "languages: [nb, en, nn]")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert adopt(changed, SECOND, silent).built == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_what_was_mended_and_taken_back_is_no_longer_listed(changed: Path) -> None:
    path = changed / "content" / "avtale" / "en.yaml"
    edit(path, "Write clearly", "Write plainly")
    assert build(changed, silent).problems == ()
    assert "avtale-andre-en-revidert" in names(changed)
    edit(path, "Write plainly", "Write clearly")
    assert build(changed, silent).problems == ()
    assert names(changed) == {"avtale-andre-nb", "avtale-andre-en", "avtale-foerste-nb"}


def test_a_mistake_marks_what_was_mended_as_out_of_date_and_not_what_was_adopted(changed: Path) -> None:
    path = changed / "content" / "avtale" / "en.yaml"
    edit(path, "Write clearly", "Write plainly")
    assert build(changed, silent).problems == ()
    edit(path, "46 municipalities", "47 municipalities")
    assert {problem.code for problem in build(changed, silent).problems} == {"C425"}
    told = json.loads((changed / "build" / "manifest.json").read_bytes())["files"]
    outdated = {file["path"].rpartition("/")[2] for file in told if file["outdated"]}
    assert outdated == {f"avtale-andre-en-revidert.{ending}" for ending in FORMATS}


def test_a_redline_says_where_the_translation_lags_behind(changed: Path) -> None:
    folder = changed / "content" / "avtale"
    edit(folder / "nb.yaml", "Dette er bare et eksempel", "Dette er bare et lite eksempel")
    outcome = redlines(Project(changed), None, None, None, silent)
    assert (outcome.problems, outcome.built) == ((), 4)
    made = text((build_folder(changed) / "avtale-utkast-en-redline-andre.pdf").read_bytes())
    assert "section 1, paragraph 3" in made
    assert "Outdated translation." in made
    assert "Draft translation, not certified" in made


def test_a_block_that_was_adopted_is_an_orphan_though_nobody_confirmed_it(changed: Path) -> None:
    folder = changed / "content" / "avtale"
    (folder / "translations.yaml").unlink()
    without(folder / "nb.yaml", "formaal-3")
    report = report_on(changed)
    assert (report.counts["orphaned"], report.counts["complete"]) == (1, 0)
    assert "formaal-3" in {one.unit for one in report.waiting if one.why == "orphaned"}


@pytest.mark.parametrize("adopted", ["first", "second"])
def test_a_part_with_a_new_id_keeps_what_was_said_of_it(
    adopted: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Whether or not the translation was adopted with the text."""
    root = Path(shutil.copytree(request.getfixturevalue(adopted), tmp_path / "prosjekt"))
    folder = root / "content" / "avtale"
    before = how(root, "formaal-3")
    for language in ("nb", "en"):
        edit(folder / f"{language}.yaml", "id: formaal-3", "id: formaal-tre")
    edit(
        folder / "nb.yaml", "  revisions:\n", "  revisions:\n    tredje:\n      name: Tredje\n      what: Nytt navn.\n"
    )
    with (folder / "document.yaml").open("a", encoding="utf-8") as file:
        file.write("draft:\n  id: tredje\n  was: {formaal-tre: formaal-3}\n")
    assert check(root).problems == ()
    assert how(root, "formaal-tre") == before
