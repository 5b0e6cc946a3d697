"""What a council decided is written into the case file, with the text that it had, and nothing else there moves."""

from __future__ import annotations

import shutil
from difflib import ndiff
from pathlib import Path

import pytest
import yaml
from agreement import CASE, about_the_agreement, decided, read, standing
from hypothesis import given
from hypothesis import strategies as st

from press.archive.parts import part_hashes
from press.build.adopt import adopt
from press.build.adoption import Adoption
from press.build.cases import state
from press.build.cases.outcome import Recorded, record
from press.build.cases.register import register
from press.cases import Rule, Tabled
from press.compose.cases.standing_of_case import (
    CaseStanding,
    Position,
    Voice,
    differing,
    part_hash,
    proposed_parts,
)
from press.document import text_hash
from press.problem import Problem, Wrong
from press.read.convert import convert
from press.read.outcomes import record as write
from press.read.rewrite import read_plain
from press.read.yaml import load

STYRET = "Styret forbereder alle saker for rådet."
ASKED = Adoption("r2026", adopted="2027-06-01", recorded="2027-06-02", body="raadet", case="PS 1/27")


@pytest.fixture(scope="module")
def untouched(told_story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that nobody changes."""
    root = tmp_path_factory.mktemp("sak") / "prosjekt"
    shutil.copytree(told_story, root)
    about_the_agreement(root)
    decided(root, "soerdal", "adopted-with-changes", block="styret", words=STYRET)
    return root


@pytest.fixture
def project(story_project: Path) -> Path:
    about_the_agreement(story_project)
    return story_project


def case_file(project: Path) -> Path:
    return project / "content" / "cases" / f"{CASE}.yaml"


def refused(project: Path, **asked: str) -> list[Problem]:
    told = {"council": "nordvik", "date": "2027-02-03", "result": "adopted", "vote": "31-4", "case": CASE, **asked}
    before = case_file(project).read_bytes()
    with pytest.raises(Wrong) as caught:
        record(project, Recorded(**told), lambda _: None)
    assert case_file(project).read_bytes() == before
    return sorted(caught.value.problems)


def test_a_decision_is_added_and_every_other_sign_stays(project: Path) -> None:
    before = case_file(project).read_text("utf-8")
    outcome = decided(project, "soerdal", body="formannskapet", number="PS 12/ 26")
    assert [problem.code for problem in outcome.problems] == ["W650"]
    text = case_file(project).read_text("utf-8")
    added = [line for line in text.splitlines() if line not in before.splitlines()]
    assert not [line for line in ndiff(before.splitlines(), text.splitlines()) if line[0] in "-?"]
    assert added[:7] == [
        "    outcomes:",
        "      - result: adopted",
        "        date: 2027-02-03",
        "        body: formannskapet",
        "        case: PS 12/26",
        '        vote: "31-4"',
        f"        text: {text_hash(standing(project).proposed)}",
    ]
    book, _ = read(project)
    assert book.problems == ()
    (tabled,) = book.cases[CASE].texts.values()
    assert tabled.revision == "r2026-utkast"


def test_the_same_again_changes_nothing_and_something_else_is_refused(project: Path) -> None:
    decided(project, "nordvik")
    once = case_file(project).read_bytes()
    assert decided(project, "nordvik").built == 0
    assert case_file(project).read_bytes() == once
    found = refused(project, vote="30-5", result="rejected")
    assert [problem.code for problem in found] == ["U177", "U177"]
    assert [problem.message for problem in found] == [
        "The decision of 2027-02-03 is recorded with RESULT «adopted», not «rejected».",
        "The decision of 2027-02-03 is recorded with VOTE «31-4», not «30-5».",
    ]


def test_what_is_postponed_and_then_adopted_is_two_decisions(project: Path) -> None:
    decided(project, "vestbygd", "postponed", vote="enstemmig")
    decided(project, "vestbygd", date="2027-03-01")
    book, _ = read(project)
    outcomes = book.cases[CASE].councils["vestbygd"].outcomes  # type: ignore[index] # a Text is its characters
    assert [(str(one.date), one.result.value) for one in outcomes] == [
        ("2027-02-03", "postponed"),
        ("2027-03-01", "adopted"),
    ]
    assert [problem.code for problem in refused(project, council="vestbygd", date="2027-02-20")] == ["U173"]


def test_further_changes_join_the_decision_of_the_same_day(project: Path) -> None:
    changed = "adopted-with-changes"
    decided(project, "lavnes", changed, block="styret", words=STYRET)
    decided(project, "lavnes", changed, block="uttreden-1", words="Et medlem kan tre ut.")
    decided(project, "lavnes", changed, block="styret", words=f"  {STYRET}\n")
    assert read_plain(case_file(project).read_bytes(), "")["councils"]["lavnes"]["outcomes"][0]["changes"] == {
        "styret": STYRET,
        "uttreden-1": "Et medlem kan tre ut.",
    }
    asked = {"council": "lavnes", "result": changed, "block": "styret", "words": "Noe annet."}
    assert [problem.code for problem in refused(project, **asked)] == ["U177"]


@pytest.mark.parametrize(
    ("asked", "codes", "hint"),
    [
        ({"case": "avtale-2025"}, ["U170"], "Did you mean `avtale-2026`?"),
        ({"council": "nordvi"}, ["U171"], "Did you mean `nordvik`?"),
        ({"result": "adoptd"}, ["U172"], "Did you mean `adopted`?"),
        ({"date": "3.2.2027"}, ["U173"], "2027-02-03"),
        ({"date": "2027-02"}, ["U173"], "2027-02-03"),
        ({"date": "2026-11-22"}, ["U173"], "the meeting"),
        ({"council": "innherad", "date": "2027-01-01"}, ["U173"], "nordvik"),
        ({"vote": " "}, ["U174"], "VOTE=31-4"),
        ({"vote": "31\u20284"}, ["U174"], ""),
        ({"vote": "👍"}, ["U174"], "Latin"),
        ({"body": "x" * 200}, ["U174"], "Shorten"),
        ({"number": "mange"}, ["U174"], "2009/4341"),
        ({"result": "adopted-with-changes"}, ["U175"], "BLOCK="),
        ({"block": "styret", "words": "x"}, ["U175"], "RESULT"),
        ({"result": "adopted-with-changes", "block": "styre", "words": "x"}, ["U175"], "Did you mean `styret`?"),
        ({"result": "adopted-with-changes", "block": "styret", "words": "en *stjerne"}, ["U175"], ""),
        ({"council": "x", "result": "ja", "date": "i går", "vote": ""}, ["U171", "U172", "U173", "U174"], ""),
    ],
)
def test_what_cannot_be_recorded_is_told_all_at_once(
    untouched: Path, asked: dict[str, str], codes: list[str], hint: str
) -> None:
    found = refused(untouched, **asked)
    assert sorted(problem.code for problem in found) == codes
    assert any(hint in problem.hint for problem in found)


def test_a_document_that_cannot_be_read_is_told(project: Path) -> None:
    facts = project / "content" / "avtale" / "document.yaml"
    facts.write_text(facts.read_text("utf-8").replace("template: platform", "mal: platform"), "utf-8")
    assert "C004" in [problem.code for problem in refused(project)]
    assert "C004" in [problem.code for problem in register(project, None, lambda _: None).outcome.problems]


def test_words_that_are_no_change_are_refused(untouched: Path) -> None:
    _, document = read(untouched)
    words = next(str(block.text) for block in document.source.blocks() if block.id == "styret")  # type: ignore[union-attr]
    asked = {"result": "adopted-with-changes", "block": "styret", "words": words}
    assert [problem.code for problem in refused(untouched, **asked)] == ["U175"]


def test_the_record_of_the_papers_tells_which_text_a_council_had(project: Path) -> None:
    _, document = read(project)
    parts = {**document.parts["nb"], "styret": "0" * 64}
    tabled = state.Tabled(text_hash(parts), "r2026-utkast", parts)
    log = project / "build" / "cases" / CASE / state.LOG / "nordvik.json"
    log.parent.mkdir(parents=True)
    log.write_bytes(state.write(state.Standing("key", {}, tabled)))
    assert decided(project, "nordvik").problems == ()
    assert [voice.position for voice in standing(project).voices][:2] == [Position.OTHER, Position.WAITING]
    outcome = decided(project, "soerdal")
    assert [problem.code for problem in outcome.problems] == ["W650"]  # the text that others had is not today's
    log.write_bytes(state.write(state.Standing("key", {}, state.Tabled("f" * 64, "r2026-utkast", parts))))
    decided(project, "vestbygd")  # a record that does not hold together says nothing
    assert len({voice.text for voice in standing(project).voices if voice.text}) == 1


def test_a_text_adopted_with_changes_is_known_again_once_they_are_made(project: Path) -> None:
    decided(project, "lavnes", "adopted-with-changes", block="styret", words=STYRET)
    (voice,) = (voice for voice in standing(project).voices if voice.text)
    words = project / "content" / "avtale" / "nb.yaml"
    old = "Styret forbereder saker for rådet, og kan sette ned utvalg."
    assert old in words.read_text("utf-8")
    words.write_text(words.read_text("utf-8").replace(old, STYRET), "utf-8")
    _, document = read(project)
    assert voice.text == text_hash(part_hashes(document.source, document.folder))
    (again,) = (voice for voice in standing(project).voices if voice.text)
    assert again.position is Position.ADOPTED


def test_a_list_adopted_with_changes_equals_no_other_text(untouched: Path) -> None:
    _, document = read(untouched)
    assert part_hash("omraader", "areal", document) != part_hash("omraader", "klima", document)
    assert part_hash("omraader", "areal", document) not in document.parts["nb"].values()
    assert part_hash("formaal", "Formål og virkeområde", document) == document.parts["nb"]["formaal"]


def test_councils_that_adopted_different_texts_stop_an_adoption(project: Path) -> None:
    decided(project, "nordvik")
    decided(project, "soerdal")
    decided(project, "lavnes", "adopted-with-changes", block="styret", words=STYRET)
    found = _adoption(project)
    assert [problem.code for problem in found] == ["C650", "W652"]
    assert "nordvik, soerdal" in found[0].message
    assert "styret (punkt 4, ledd 3)" in found[0].message
    assert found[0].place.path == f"content/cases/{CASE}.yaml"
    assert found[0].excerpt.strip() == f"styret: {STYRET}"


def test_a_text_that_is_not_the_one_adopted_stops_an_adoption(project: Path) -> None:
    decided(project, "nordvik")
    words = project / "content" / "avtale" / "nb.yaml"
    words.write_text(words.read_text("utf-8").replace("møtes minst to ganger", "møtes minst tre ganger"), "utf-8")
    found = _adoption(project)
    assert [problem.code for problem in found] == ["C651", "W652"]
    assert "raadet (punkt 3, ledd 2)" in found[0].message


def test_a_decision_that_cannot_be_read_stops_an_adoption(project: Path) -> None:
    decided(project, "nordvik")
    text = case_file(project).read_text("utf-8")
    for was, now, code in (
        ("result: adopted", "result: vedtatt", "C005"),
        ("        text: ", "        text: 0", "C361"),
        ("sent: 2026-11-23", "sent: i fjor", "C201"),
        ("\ndocument: avtale", "\ndokument: avtale", "C004"),
    ):
        case_file(project).write_text(text.replace(was, now), "utf-8")
        assert [problem.code for problem in _adoption(project)] == [code]


def test_a_text_whose_parts_were_altered_stops_an_adoption(project: Path) -> None:
    decided(project, "nordvik")
    said = read_plain(case_file(project).read_bytes(), "")
    ((digest, tabled),) = said["texts"].items()
    text = case_file(project).read_text("utf-8")
    case_file(project).write_text(text.replace(tabled["blocks"]["maal"], digest), "utf-8")
    assert [problem.code for problem in _adoption(project)] == ["C656"]


def test_a_rule_that_is_not_met_is_a_warning_and_a_case_of_another_revision_says_nothing(project: Path) -> None:
    heard: list[str] = []
    decided(project, "nordvik")
    assert adopt(project, ASKED, heard.append).built == 1
    (told,) = (line for line in heard if "W652" in line)
    assert "1 have adopted this text. It lacks soerdal (waiting), vestbygd (waiting)" in told
    assert "innherad" not in told
    assert standing(project).voices[0].position is Position.ADOPTED  # frozen, the text is still the one they had


def test_a_broken_case_about_something_else_stops_nothing(project: Path) -> None:
    other = case_file(project).with_name("annen.yaml")
    text = case_file(project).read_text("utf-8").replace("proposed: r2026", "proposed: r2024")
    other.write_text(text.replace(f"id: {CASE}", "id: annen").replace("sent: 2026-11-23", "sent: i fjor"), "utf-8")
    adopt(project, ASKED, lambda _: None)


def _adoption(project: Path) -> list[Problem]:
    """What stops the adoption of the draft."""
    before = (project / "content" / "avtale" / "document.yaml").read_bytes()
    with pytest.raises(Wrong) as caught:
        adopt(project, ASKED, lambda _: None)
    assert (project / "content" / "avtale" / "document.yaml").read_bytes() == before
    return sorted(caught.value.problems, key=lambda problem: problem.code)


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=90).map(
    lambda text: " ".join(text.split())
)
OUTCOME = st.fixed_dictionaries({"result": st.just("rejected"), "vote": WORDS.filter(bool), "text": st.just("a" * 64)})
FILES = (
    "id: x\ncouncils:\n  a: {}\n  b: {case: 12/345}\n",
    "# hode\nid: x\ncouncils:\n  a:\n    # merknad\n    case: 1/2\n\n  b:\n    sittings:\n      - body: x\n# slutt\n",
    "id: x\ncouncils:\n    a:\n        case: 1/2\n    b:\n        case: 1/3\nrule: {kind: all}",
    'id: x\ncouncils: {a: {case: "1/2"}, b: {case: "1/3"}}\ntexts: {}\n',
)


@given(st.sampled_from(FILES), st.lists(st.tuples(st.sampled_from("ab"), OUTCOME), max_size=4), WORDS.filter(bool))
def test_whatever_is_recorded_is_read_back_and_all_else_stays(
    text: str, recorded: list[tuple[str, dict[str, str]]], name: str
) -> None:
    data = text.encode()
    wanted = read_plain(data, "x")
    for council, outcome in recorded:
        listed = [*wanted["councils"][council].get("outcomes", []), outcome]
        texts = {"b" * 64: {"revision": name, "blocks": {"maal": "c" * 64}}}
        wanted["councils"][council] = {**wanted["councils"][council], "outcomes": listed}
        wanted["texts"] = {**wanted.get("texts", {}), **texts}
        data = write(data, "x", council, listed, texts)
        assert read_plain(data, "x") == wanted
    assert {line for line in text.splitlines() if "#" in line} <= set(data.decode().splitlines())
    assert yaml.safe_load(data) is not None


def test_a_comment_in_brackets_that_must_be_written_anew_is_not_thrown_away() -> None:
    text = b"id: x\ncouncils:\n  a: {\n    # en merknad\n    case: 1/2}\n"
    with pytest.raises(Wrong, match="Y115"):
        write(text, "x", "a", [{"result": "rejected"}], {})


def _standing(rule: Rule, positions: list[Position]) -> CaseStanding:
    from press.cases import Case

    case = Case.model_construct(id="x", rule=rule)
    voices = tuple(Voice(f"k{number}", one) for number, one in enumerate(positions))
    return CaseStanding(case, {}, voices)


COUNTED = [one for one in Position if one is not Position.SUCCEEDED]


@given(st.lists(st.sampled_from(COUNTED), min_size=1, max_size=9))
def test_a_rule_counts_only_those_who_adopted_the_very_text(positions: list[Position]) -> None:
    for_it = positions.count(Position.ADOPTED)
    every = _standing(Rule.model_validate({"kind": "all"}), positions)
    most = _standing(Rule.model_validate({"kind": "majority"}), positions)
    named = _standing(Rule.model_validate({"kind": "named", "parties": ["k0"]}), positions)
    assert every.met == (for_it == len(positions))
    assert most.met == (for_it * 2 > len(positions))
    assert named.met == (positions[0] is Position.ADOPTED)
    assert not every.met or most.met


PARTS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("123"), max_size=6)


@given(PARTS, PARTS)
def test_two_texts_differ_exactly_where_something_is_named(one: dict[str, str], other: dict[str, str]) -> None:
    assert bool(differing([one, other])) == (list(one.items()) != list(other.items()))


def test_a_merged_council_that_had_not_decided_answers_through_its_successor(project: Path) -> None:
    assert standing(project).at(Position.SUCCEEDED) == ()
    decided(project, "innherad", "postponed", date="2026-12-19")
    decided(project, "vestbygd", date="2026-12-20")
    assert len(standing(project).parties) == 6
    decided(project, "soerdal", date="2027-02-20")
    now = standing(project)
    assert [voice.council for voice in now.at(Position.SUCCEEDED)] == ["innherad"]
    assert len(now.parties) == 5


def test_a_council_that_decided_before_it_was_merged_answers_itself(project: Path) -> None:
    decided(project, "innherad", date="2026-12-20")
    decided(project, "soerdal", date="2027-02-20")
    assert len(standing(project).parties) == 6


def test_the_proposed_text_is_that_of_the_draft_or_of_the_archive(untouched: Path) -> None:
    book, document = read(untouched)
    case = book.cases[CASE]
    assert proposed_parts(case, document) == document.parts["nb"]
    earlier = case.model_copy(update={"proposed": "r2024"})
    assert proposed_parts(earlier, document) == document.archive["r2024"]["nb"]
    assert proposed_parts(case.model_copy(update={"proposed": "r1999"}), document) is None


def test_a_text_is_typed(project: Path) -> None:
    decided(project, "nordvik")
    said = read_plain(case_file(project).read_bytes(), "")
    for tabled in said["texts"].values():
        text = "revision: x\nblocks:\n" + "".join(f"  {name}: {sha!r}\n" for name, sha in tabled["blocks"].items())
        assert convert(load(text.replace("'", '"').encode(), "x"), Tabled).revision == "x"
