"""What a translator sends back is taken as it is: the words that are new, and not a sign besides."""

from __future__ import annotations

import html
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import hands
import pytest
from hands import AFTER, BEFORE, FOLDER, FORMATS, MISSING, MISSING_TEXT, NAME, STALE, STALE_TEXT, Work, bring, done
from PIL import Image

from press.build.confirm import Confirmation, confirm, known_records
from press.build.parcels import parcel
from press.build.returned import read_file
from press.compose.lagging import changes_of
from press.read import read_glossaries, read_words
from press.records import Record, State
from press.text import Text
from press.translation.units import units

ENGLISH, RECORDS = f"{FOLDER}/en.yaml", f"{FOLDER}/translations.yaml"
OLD = "To strengthen the Oslo region as a competitive and sustainable region in Europe."
REVIEWED_BEFORE = "en valg: draft (it was reviewed, by Ola Nordmann)"
NEW = "To strengthen the Oslo region as an innovative and sustainable region in Europe."
THIRD = (
    "The cooperation shall ensure the best possible exchange of overarching information and ideas between the parties. "
    "This shall not, however, be an obstacle to bilateral contact between particular parties in limited areas."
)
NOTHING = ("nothing in the file is new: nothing was changed",)
HALF = "is translated in part only, or was emptied: what is there stays as it is"
UNVOUCHED = "is said to be right, but nobody vouches for it: say who with BY=…, or confirm it"
KARI = "Kari Nordmann"
EVERY = pytest.mark.parametrize("name", FORMATS)
SOME = pytest.mark.parametrize("name", ["po", "docx"])


@pytest.fixture(scope="module")
def earlier(unadopted: Path) -> dict[str, bytes]:
    """The files of a parcel with everything, sent before the source was changed."""
    return hands.parcel(unadopted, everything=True)


@pytest.fixture(scope="module")
def sent(unadopted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which a part is missing and another outdated in English. Nobody changes it."""
    root = Path(shutil.copytree(unadopted, tmp_path_factory.mktemp("sendt") / "prosjekt"))
    hands.lag(root)
    return root


@pytest.fixture(scope="module")
def waiting(sent: Path) -> dict[str, bytes]:
    """The files of its parcel."""
    return hands.parcel(sent)


@pytest.fixture(scope="module")
def everything(sent: Path) -> dict[str, bytes]:
    """The files of its parcel with everything."""
    return hands.parcel(sent, everything=True)


@pytest.fixture
def lagging(sent: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(sent, tmp_path / "prosjekt"))


def record(root: Path, name: str) -> Record:
    return known_records(hands.document(root), "en")[name]


def standing(root: Path, name: str) -> tuple[State, bool]:
    """The state of a part in English, and whether it is outdated."""
    bound = hands.document(root).translations["en"].parts[name]
    return bound.state, bound.stale


def changed(root: Path, before: dict[str, bytes]) -> set[str]:
    """The files of the content that are others than before."""
    after = hands.content(root)
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def other_lines(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """The lines that differ, where there are as many as before."""
    pairs = zip(before.decode().split("\n"), after.decode().split("\n"), strict=True)
    return [(one, other) for one, other in pairs if one != other]


def other_records(root: Path, before: dict[str, Record]) -> set[str]:
    """The parts whose records changed."""
    now = known_records(hands.document(root), "en")
    return {one for one in {*before, *now} if before.get(one) != now.get(one)}


@EVERY
def test_an_untouched_file_changes_nothing(
    lagging: Path, waiting: dict[str, bytes], everything: dict[str, bytes], name: str
) -> None:
    before = hands.content(lagging)
    for data in (waiting[name], everything[name], done(everything[name], name)):
        assert bring(lagging, data, name, KARI) == hands.Came(NOTHING)
    assert bring(lagging, waiting[name], name) == hands.Came(NOTHING)
    assert hands.content(lagging) == before


@EVERY
def test_an_untouched_file_changes_nothing_however_the_words_stand_in_their_own(project: Path, name: str) -> None:
    """Blanks in a row, line breaks that count, marks that could be written otherwise, and newer marks in the source."""
    hands.change(project, "title: Cooperation Platform", 'title: "Cooperation  Platform"')
    hands.change(
        project,
        "        text: >-\n          develop joint utilisation of investments in social infrastructure\n",
        "        text: |\n          develop joint utilisation  of investments^\n          in social infrastructure\n",
    )
    hands.change(project, "bærekraftig region", "*bærekraftig* [region](https://example.org/)", "nb")
    before = hands.content(project)
    assert bring(project, hands.parcel(project, everything=True)[name], name) == hands.Came(NOTHING)
    assert hands.content(project) == before


@SOME
def test_an_untouched_file_changes_nothing_though_source_and_translation_changed_meanwhile(
    lagging: Path, earlier: dict[str, bytes], name: str
) -> None:
    before = hands.content(lagging)
    assert bring(lagging, earlier[name], name, KARI) == hands.Came(NOTHING)
    assert hands.content(lagging) == before


@EVERY
def test_what_was_written_meanwhile_stays_where_the_file_leaves_it_alone(
    lagging: Path, everything: dict[str, bytes], name: str
) -> None:
    hands.change(lagging, "a strategic alliance", "one strategic alliance")
    hands.change(lagging, "a competitive and", "an innovative and")
    data = done(everything[name], name, Work(STALE_TEXT, state="reviewed"), Work(MISSING_TEXT, THIRD))
    before = hands.words_of(lagging)
    assert bring(lagging, data, name, KARI).told == (f"en {MISSING}: draft",)
    assert all(line in hands.words_of(lagging) for line in before.split("\n"))
    assert standing(lagging, STALE) == (State.DRAFT, True)


@SOME
def test_a_later_file_mends_what_came_with_an_earlier_one(lagging: Path, waiting: dict[str, bytes], name: str) -> None:
    bring(lagging, done(waiting[name], name, Work(STALE_TEXT, NEW)), name)
    later = done(waiting[name], name, Work(STALE_TEXT, NEW.replace("innovative", "inventive")))
    assert bring(lagging, later, name).told == (f"en {STALE}: draft",)
    assert "an inventive and sustainable" in hands.words_of(lagging)


@SOME
def test_what_was_written_meanwhile_is_not_given_up_for_other_words(
    lagging: Path, waiting: dict[str, bytes], name: str
) -> None:
    hands.change(lagging, "a competitive and", "a clever and")
    before = hands.content(lagging)
    came = bring(lagging, done(waiting[name], name, Work(STALE_TEXT, NEW)), name)
    assert [(problem.code, "a clever and" in problem.message) for problem in came.problems] == [("P613", True)]
    assert hands.content(lagging) == before


def zip_of(root: Path, language: str = "en") -> bytes:
    """The zip that `make parcel` writes."""
    told: list[str] = []
    assert parcel(root, language, None, told.append).problems == ()
    (path,) = (root / "build" / "parcels").glob(f"*-{language}.zip")
    assert told[0].startswith(f"made build/parcels/{path.name} (")
    return path.read_bytes()


@pytest.fixture(scope="module")
def packed(sent: Path) -> bytes:
    return zip_of(sent)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_parcel_has_the_same_bytes(lagging: Path, packed: bytes) -> None:
    assert zip_of(lagging) == packed


def test_an_untouched_zip_changes_nothing(lagging: Path, packed: bytes) -> None:
    before = hands.content(lagging)
    junk = {"__MACOSX/parcel/._x.po": b"\0\5\x16\7", "parcel/~$x.docx": b"\3Kari", "parcel/.x.xlf": b"<"}
    files = {f"parcel/{name}": data for name, data in unpacked(packed).items()}
    assert bring(lagging, packed, "tilbake.zip") == hands.Came(NOTHING)
    assert bring(lagging, hands.zipped(files | junk), "tilbake.ZIP") == hands.Came(NOTHING)
    assert hands.content(lagging) == before


def test_the_zip_holds_all_that_helps_a_translator(packed: bytes) -> None:
    files = unpacked(packed)
    pictures = {name for name in files if name.startswith("pages/")}
    endings = (".xlf", "-xliff12.xlf", ".po", ".docx", ".xlsx")
    named = {"glossary-en.txt", *(f"{NAME}-utkast-en{ending}" for ending in endings)}
    assert set(files) == {"README.html", *named, *pictures}
    assert all(name.isascii() for name in files)
    assert set(re.findall(r'href="([^"]*)"', files["README.html"].decode())) == named | pictures
    assert pictures
    for name in pictures:
        with Image.open(BytesIO(files[name])) as picture:
            assert picture.size == (893, 1263)


def test_the_page_of_the_parcel_says_what_is_to_be_done(sent: Path, packed: bytes) -> None:
    told = html.unescape(unpacked(packed)["README.html"].decode())
    words = read_words(sent / "templates", sent)["en"].parcel
    assert '<html lang="en">' in told
    assert re.findall(r"<li>(?!<a)(.*?)</li>", told) == list(words.rules)
    assert "en <del>konkurransedyktig</del><ins>nyskapende</ins> og" in told
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", told) == [f"{STALE}: outdated", f"{MISSING}: missing"]


def test_the_glossary_is_on_the_page_and_in_a_file_that_programs_read(sent: Path, packed: bytes) -> None:
    files = unpacked(packed)
    terms = read_glossaries(sent / "content", sent)["en"].terms
    rows = [line.split("\t") for line in files["glossary-en.txt"].decode().splitlines()]
    assert rows == [[term.term, one, term.note or ""] for term in terms for one in term.translations]
    told = html.unescape(files["README.html"].decode())
    assert re.findall(r'<th scope="row" lang="nb">(.*?)</th>', told) == [term.term for term in terms]


def test_the_page_speaks_the_language_of_the_translator(lagging: Path) -> None:
    told = html.unescape(unpacked(zip_of(lagging, "nn"))["README.html"].decode())
    assert '<html lang="nn">' in told
    assert re.findall(r"<li>(?!<a)(.*?)</li>", told) == list(
        read_words(lagging / "templates", lagging)["nn"].parcel.rules
    )


@EVERY
def test_a_file_holds_what_waits_and_nothing_else_unless_all_is_asked_for(
    sent: Path, waiting: dict[str, bytes], everything: dict[str, bytes], name: str
) -> None:
    source = units(hands.document(sent).source)
    texts = {f"{unit.id}#{path}": str(text) for unit in source.values() for path, text in unit.segments.items()}
    open_ones = {one.id: one.source for one in read_file(waiting[name], f"x.{name}").segments}
    assert open_ones == {one: texts[one] for one in (STALE_TEXT, MISSING_TEXT)}
    assert {one.id: one.source for one in read_file(everything[name], f"x.{name}").segments} == texts


def test_no_parcel_is_made_where_nothing_waits(project: Path) -> None:
    told: list[str] = []
    confirm(project, Confirmation("en", "all", KARI), lambda _: None)
    parcel(project, "en", None, told.append)
    assert told == ["nothing waits in en: no parcel is needed (ALL=1 sends everything)"]
    assert not (project / "build" / "parcels").exists()


@EVERY
def test_a_word_that_was_changed_changes_its_own_signs_and_its_own_record(
    project: Path, earlier: dict[str, bytes], name: str
) -> None:
    before, known = hands.content(project), known_records(hands.document(project), "en")
    data = done(earlier[name], name, Work(STALE_TEXT, OLD.replace("Europe", "the North")))
    assert bring(project, data, name).told == (f"en {STALE}: draft",)
    assert changed(project, before) == {ENGLISH, RECORDS}
    ((old, new),) = other_lines(before[ENGLISH], hands.content(project)[ENGLISH])
    assert new == old.replace("Europe", "the North")
    assert other_records(project, known) == {STALE}
    now = record(project, STALE)
    assert (now.state, now.by, now.day) == (State.DRAFT, None, None)
    assert now.made_from == known[STALE].made_from


@SOME
def test_the_same_file_again_is_nothing_new(lagging: Path, waiting: dict[str, bytes], name: str) -> None:
    data = done(waiting[name], name, Work(STALE_TEXT, NEW, comment="Better?"), Work(MISSING_TEXT, THIRD))
    told = (f"{STALE} has a comment: Better?", f"en {STALE}: draft", f"en {MISSING}: draft")
    assert bring(lagging, data, name).told == told
    before = hands.content(lagging)
    assert bring(lagging, data, name, KARI).told == NOTHING
    assert hands.content(lagging) == before


@EVERY
def test_a_missing_block_is_put_in_its_place(lagging: Path, waiting: dict[str, bytes], name: str) -> None:
    before = hands.words_of(lagging)
    assert bring(lagging, done(waiting[name], name, Work(MISSING_TEXT, THIRD)), name).told == (f"en {MISSING}: draft",)
    after = hands.words_of(lagging)
    start, end = after.index(f"      - id: {MISSING}\n"), after.index("\n  - id: dette\n")
    assert after[:start] + after[end:] == before
    assert " ".join(after[start:end].split()) == f"- id: {MISSING} kind: paragraph text: >- {THIRD}"
    assert standing(lagging, MISSING) == (State.DRAFT, False)


@EVERY
def test_an_outdated_block_that_was_corrected_is_outdated_no_longer(
    lagging: Path, waiting: dict[str, bytes], name: str
) -> None:
    assert standing(lagging, STALE) == (State.DRAFT, True)
    bring(lagging, done(waiting[name], name, Work(STALE_TEXT, NEW)), name)
    assert standing(lagging, STALE) == (State.DRAFT, False)
    assert AFTER in record(lagging, STALE).made_from[Text("text")]


@SOME
def test_a_translation_of_an_older_source_is_taken_as_one_and_is_outdated(
    lagging: Path, earlier: dict[str, bytes], name: str
) -> None:
    came = bring(lagging, done(earlier[name], name, Work(STALE_TEXT, NEW, "reviewed")), name, KARI)
    assert f"en {STALE}: reviewed, made from an older source: it is outdated" in came.told
    assert NEW in " ".join(hands.words_of(lagging).split())
    assert BEFORE in record(lagging, STALE).made_from[Text("text")]
    assert standing(lagging, STALE) == (State.DRAFT, True)
    document = hands.document(lagging)
    source = units(document.source)[STALE].segments
    assert [one.path for one in changes_of(document.translations["en"].parts[STALE], source)] == ["text"]


@SOME
def test_a_block_confirmed_meanwhile_stays_so_when_an_older_file_leaves_its_words_alone(
    lagging: Path, waiting: dict[str, bytes], name: str
) -> None:
    data = done(waiting[name], name, Work(STALE_TEXT, state="reviewed"))
    hands.change(lagging, AFTER, "en fremtidsrettet og", "nb")
    confirm(lagging, Confirmation("en", STALE, "Ola Nordmann"), lambda _: None)
    before = hands.content(lagging)
    assert bring(lagging, data, name, KARI).told == NOTHING
    assert hands.content(lagging) == before


@EVERY
def test_a_comment_is_kept_and_sent_again_and_changes_nothing_else(
    lagging: Path, waiting: dict[str, bytes], name: str
) -> None:
    before, known = hands.content(lagging), known_records(hands.document(lagging), "en")
    comment = "Er «nyskapende» rett? # spør: Ola"
    assert bring(lagging, done(waiting[name], name, Work(STALE_TEXT, comment=comment)), name, KARI).told
    assert changed(lagging, before) == {RECORDS}
    assert other_records(lagging, known) == {STALE}
    assert record(lagging, STALE) == known[STALE].model_copy(update={"comments": (Text(comment),)})
    assert standing(lagging, STALE) == (State.DRAFT, True)
    again = hands.parcel(lagging)
    assert bring(lagging, again[name], name).told == NOTHING
    bring(lagging, done(again[name], name, Work(STALE_TEXT, comment="Ja.")), name)
    assert set(record(lagging, STALE).comments) == {comment, "Ja."}


@EVERY
def test_a_comment_on_what_is_missing_is_kept(lagging: Path, waiting: dict[str, bytes], name: str) -> None:
    data = done(waiting[name], name, Work(MISSING_TEXT, comment="Hva menes?"))
    assert bring(lagging, data, name).told == (f"{MISSING} has a comment: Hva menes?", f"en {MISSING}: missing")
    assert record(lagging, MISSING).comments == ("Hva menes?",)
    assert standing(lagging, MISSING)[0] == State.MISSING


def test_a_comment_of_several_lines_is_the_same_in_every_format(lagging: Path, waiting: dict[str, bytes]) -> None:
    work = Work(STALE_TEXT, comment="Første linje.\n\n  Andre  linje.\n")
    bring(lagging, done(waiting["xlf"], "xlf", work), "xlf")
    assert record(lagging, STALE).comments == ("Første linje. Andre linje.",)
    again = hands.parcel(lagging)
    assert {name: bring(lagging, again[name], name).told for name in FORMATS} == dict.fromkeys(FORMATS, NOTHING)


@EVERY
def test_what_the_file_calls_reviewed_is_so_where_somebody_vouches_for_it(
    lagging: Path, waiting: dict[str, bytes], name: str
) -> None:
    data = done(waiting[name], name, Work(STALE_TEXT, NEW, "reviewed"))
    assert bring(lagging, data, name).told == (f"{STALE} {UNVOUCHED}", f"en {STALE}: draft")
    assert standing(lagging, STALE) == (State.DRAFT, False)
    assert bring(lagging, data, name, KARI).told == (f"en {STALE}: reviewed",)
    assert standing(lagging, STALE) == (State.REVIEWED, False)
    assert record(lagging, STALE).by == KARI


@SOME
def test_no_file_certifies_anything(lagging: Path, waiting: dict[str, bytes], name: str) -> None:
    data = done(waiting[name], name, Work(STALE_TEXT, NEW, "certified"))
    assert bring(lagging, data, name, KARI).told == (f"en {STALE}: reviewed",)
    assert standing(lagging, STALE) == (State.REVIEWED, False)
    assert bring(lagging, data, name, KARI).told == NOTHING


@EVERY
def test_words_that_are_still_right_are_so_where_somebody_vouches_for_them(
    lagging: Path, waiting: dict[str, bytes], name: str
) -> None:
    before = hands.content(lagging)
    data = done(waiting[name], name, Work(STALE_TEXT, state="draft"))
    assert bring(lagging, data, name).told == (f"{STALE} {UNVOUCHED}", *NOTHING)
    assert hands.content(lagging) == before
    assert bring(lagging, data, name, KARI).told == (f"en {STALE}: draft",)
    assert changed(lagging, before) == {RECORDS}
    assert standing(lagging, STALE) == (State.DRAFT, False)
    assert record(lagging, STALE).by == KARI


@SOME
def test_a_certified_translation_that_was_changed_is_a_draft(project: Path, name: str) -> None:
    confirm(project, Confirmation("en", STALE, "Ola Nordmann", state="certified"), lambda _: None)
    before, data = hands.content(project), hands.parcel(project, everything=True)[name]
    assert bring(project, data, name, KARI).told == NOTHING
    assert hands.content(project) == before
    bring(project, done(data, name, Work(STALE_TEXT, NEW)), name)
    assert standing(project, STALE) == (State.DRAFT, False)


@SOME
def test_a_part_that_is_translated_half_is_told_and_not_taken(project: Path, name: str) -> None:
    text = hands.words_of(project)
    start, end = text.index("      - id: utbygging\n"), text.index("      - id: kompetanse\n")
    (project / FOLDER / "en.yaml").write_text(text[:start] + text[end:], "utf-8")
    before = hands.content(project)
    data = done(hands.parcel(project)[name], name, Work("utbygging#title", "Develop land use"))
    assert bring(project, data, name).told == (f"utbygging {HALF}", *NOTHING)
    assert hands.content(project) == before


@SOME
def test_a_translation_that_was_emptied_stays(lagging: Path, waiting: dict[str, bytes], name: str) -> None:
    before = hands.content(lagging)
    assert bring(lagging, done(waiting[name], name, Work(STALE_TEXT, "")), name).told == (f"{STALE} {HALF}", *NOTHING)
    assert hands.content(lagging) == before


@SOME
def test_one_mistake_refuses_the_whole_file(lagging: Path, waiting: dict[str, bytes], name: str) -> None:
    before = hands.content(lagging)
    works = Work(MISSING_TEXT, THIRD), Work(STALE_TEXT, NEW.replace("Europe", "Eu\u200brope"))
    came = bring(lagging, done(waiting[name], name, *works), name)
    assert [problem.code for problem in came.problems] == ["P605"]
    assert came.refused
    assert hands.content(lagging) == before


@SOME
def test_words_that_the_document_cannot_hold_are_told_in_the_file_that_came(
    project: Path, earlier: dict[str, bytes], name: str
) -> None:
    before = hands.content(project)
    text = " ".join(
        hands.words_of(project).partition("id: hvorfor-1")[2].partition(">-")[2].partition("- id")[0].split()
    )
    data = done(earlier[name], name, Work("hvorfor-1#text", text.replace("46", "47")))
    came = bring(project, data, name)
    assert came.refused
    (problem,) = (problem for problem in came.problems if problem.place.path == f"retur.{name}")
    assert problem.message.startswith("In the translation of `hvorfor-1#text`: ")
    assert problem.place.line
    assert hands.content(project) == before


def test_of_a_zip_the_file_that_was_worked_in_is_taken(lagging: Path, waiting: dict[str, bytes]) -> None:
    files = {f"{NAME}.{name}": data for name, data in waiting.items()}
    files[f"{NAME}.docx"] = done(waiting["docx"], "docx", Work(STALE_TEXT, NEW))
    assert bring(lagging, hands.zipped(files), "tilbake.zip").told == (f"en {STALE}: draft",)


def test_two_files_of_a_zip_that_were_both_worked_in_are_refused(lagging: Path, waiting: dict[str, bytes]) -> None:
    before = hands.content(lagging)
    files = {f"{NAME}.{name}": data for name, data in waiting.items()}
    files[f"{NAME}.docx"] = done(waiting["docx"], "docx", Work(STALE_TEXT, NEW))
    files[f"{NAME}.po"] = done(waiting["po"], "po", Work(MISSING_TEXT, THIRD))
    came = bring(lagging, hands.zipped(files), "tilbake.zip")
    assert [problem.message for problem in came.problems] == [
        f"Several files in the parcel were changed: {NAME}.po, {NAME}.docx."
    ]
    assert hands.content(lagging) == before


def listed(root: Path, language: str, *items: str) -> None:
    """Puts a list into the text, or other items into it."""
    path = root / FOLDER / f"{language}.yaml"
    text = re.sub(r"      - id: valg\n(?:        .*\n)+", "", path.read_text("utf-8"))
    lines = "".join(f"          - text: {item}\n" for item in items)
    block = f"      - id: valg\n        kind: list\n        order: bullets\n        items:\n{lines}"
    at = text.index("      - id: utbygging\n")
    path.write_text(text[:at] + block + text[at:], "utf-8")


@pytest.fixture
def choice(project: Path) -> Path:
    """The project with a list of two, translated and confirmed."""
    listed(project, "nb", "enten", "eller")
    listed(project, "nn", "anten", "eller")
    listed(project, "en", '"either"  # or so', "or")
    confirm(project, Confirmation("en", "valg", "Ola Nordmann"), lambda _: None)
    return project


@SOME
def test_a_list_that_has_grown_is_taken_once_it_is_whole(choice: Path, name: str) -> None:
    listed(choice, "nb", "enten", "eller", "verken")
    before, data = hands.content(choice), hands.parcel(choice)[name]
    assert bring(choice, data, name, KARI).told == NOTHING
    assert bring(choice, done(data, name, Work("valg#items/0/text", "one")), name).told == (f"valg {HALF}", *NOTHING)
    assert hands.content(choice) == before
    assert bring(choice, done(data, name, Work("valg#items/2/text", "neither")), name).told == (
        "en valg: draft (it was reviewed, by Ola Nordmann)",
    )
    assert "      # or so\n      - id: valg\n" in hands.words_of(choice)
    assert [str(text) for text in units(hands.document(choice).words["en"])["valg"].segments.values()] == [
        "either", "or", "neither",
    ]  # fmt: skip
    assert standing(choice, "valg") == (State.DRAFT, False)


@SOME
def test_a_list_that_has_shrunk_keeps_what_was_translated_until_somebody_says_otherwise(
    choice: Path, name: str
) -> None:
    listed(choice, "nb", "enten")
    before, data = hands.content(choice), hands.parcel(choice)[name]
    assert bring(choice, data, name, KARI).told == NOTHING
    assert hands.content(choice) == before
    assert bring(choice, done(data, name, Work("valg#items/0/text", state="draft")), name).told == (
        "en valg: draft (it was reviewed, by Ola Nordmann)",
    )
    assert [str(text) for text in units(hands.document(choice).words["en"])["valg"].segments.values()] == ["either"]


@SOME
def test_a_list_of_an_older_shape_is_taken_where_the_translation_still_has_it(choice: Path, name: str) -> None:
    data = done(hands.parcel(choice, everything=True)[name], name, Work("valg#items/1/text", "or else"))
    listed(choice, "nb", "enten", "eller", "verken")
    assert bring(choice, data, name).told[-1] == (
        "en valg: draft, made from an older source: it is outdated (it was reviewed, by Ola Nordmann)"
    )
    assert 'text: "either"  # or so\n          - text: or else\n' in hands.words_of(choice)


@SOME
def test_a_list_of_an_older_shape_is_refused_where_there_is_no_place_for_it(choice: Path, name: str) -> None:
    path = choice / FOLDER / "en.yaml"
    path.write_text(re.sub(r"      - id: valg\n(?:        .*\n)+", "", path.read_text("utf-8")), "utf-8")
    works = Work("valg#items/0/text", "either"), Work("valg#items/1/text", "or")
    data = done(hands.parcel(choice)[name], name, *works)
    listed(choice, "nb", "enten", "eller", "verken")
    before = hands.content(choice)
    came = bring(choice, data, name)
    assert [problem.code for problem in came.problems] == ["P610"]
    assert hands.content(choice) == before


@SOME
def test_a_part_that_left_the_source_hinders_only_its_own_translation(
    lagging: Path, waiting: dict[str, bytes], name: str
) -> None:
    text = hands.words_of(lagging, "nb")
    start, end = text.index(f"      - id: {MISSING}\n"), text.index("\n  - id: dette\n")
    (lagging / FOLDER / "nb.yaml").write_text(text[:start] + text[end:], "utf-8")
    both = done(waiting[name], name, Work(STALE_TEXT, NEW), Work(MISSING_TEXT, THIRD))
    before = hands.content(lagging)
    assert [problem.message for problem in bring(lagging, both, name).problems] == [
        f"`{MISSING}` is no longer in the authoritative text."
    ]
    assert hands.content(lagging) == before
    assert bring(lagging, done(waiting[name], name, Work(STALE_TEXT, NEW)), name).told == (f"en {STALE}: draft",)
