"""What is out of date is never silent: in the list, on the page to open, and in all that is built.

`PRESS_ACCEPT=1 pytest tests/translation` accepts the list as it is printed now; look at the difference before you
commit it.
"""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html
from translating import ROOT, agreement, as_expected, confirmed, edit, made, read, report_on, silent, without

from press import cli
from press.build import build
from press.build.project import Project
from press.build.run import prepare
from press.compose import compose
from press.document import Document, Translation, text_hash
from press.html import Templates
from press.proof.compare import missing_of
from press.proof.page import read_page, read_web
from press.proof.pdf_text import blocks, furniture, plain
from press.proof.reading import bare
from press.proof.word import read_word
from press.read import read_words, with_translations
from press.records import Record
from press.text import Text
from press.translation.units import TITLE, digest
from press.words import TemplateWords

HERE = Path(__file__).parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS = ("pdf", "docx", "html")
STALE = "Outdated translation. The authoritative text (Norwegian Bokmål) has been changed since this was translated."
STALE_SOURCE = "Shown in Norwegian Bokmål: the translation has not been confirmed for the authoritative text as it is."
MISSING = "Not translated. Shown in Norwegian Bokmål, the authoritative language."


def lag(folder: Path) -> None:
    """Let a translation lag behind in every way that there is."""
    source, english = folder / "nb.yaml", folder / "en.yaml"
    confirmed(folder.parent.parent, "regler-liste", "certified", by="Ola Nordmann")
    confirmed(folder.parent.parent, "formaal-2", "reviewed")
    edit(english, "The Council meets once a year.", "The Council gathers once a year.")
    edit(source, "går tilbake til dem", "går *ikke* tilbake til dem")
    edit(source, "title: Formål", "title: Formålet")
    edit(source, "title: Avtale (EKSEMPEL)", "title: Avtalen (EKSEMPEL)")
    without(english, "regler-strategi")
    without(source, "formaal-3")
    edit(source, "what: Avtalen ble vedtatt.", "what: Avtalen ble vedtatt enstemmig.")
    edit(english, "  decisions:\n    omtale:\n      what: Mentioned in the newspaper.\n", "")
    edit(english, "  bodies:\n    raadet: the Council\n", "")
    edit(source, "protokoll: rådets protokoll", "protokoll: protokollen til rådet")


@pytest.fixture(scope="module")
def lagging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The agreement with a translation that lags behind, built."""
    root = tmp_path_factory.mktemp("henger") / "prosjekt"
    lag(agreement(root))
    assert build(root, silent).problems == ()
    return root


@pytest.fixture(scope="module")
def marked(lagging: Path) -> dict[str, bytes]:
    """What is built of it under the policy `mark`."""
    name = "avtale-utkast-en"
    return {ending: (lagging / "build" / "avtale" / f"{name}.{ending}").read_bytes() for ending in FORMATS}


@pytest.fixture(scope="module")
def sourced(lagging: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is built of it under the policy `source`."""
    root = Path(shutil.copytree(lagging, tmp_path_factory.mktemp("kilden") / "prosjekt"))
    edit(root / "content" / "avtale" / "document.yaml", "history_until", "outdated_translations: source\nhistory_until")
    return made(root)


# The list, and the page to open.


def test_the_list_tells_what_waits_where_it_stands_and_what_was_changed(
    lagging: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--root", str(lagging), "translations"]) == 0
    as_expected(HERE / "shown" / "translations.txt", capsys.readouterr().out)


def test_the_page_to_open_tells_the_same(lagging: Path) -> None:
    report = report_on(lagging)
    page = html.fromstring((lagging / "build" / "index.html").read_text("utf-8"))
    shown = page.xpath("//section[@aria-labelledby='translations']")[0]
    counts = [cell.text for cell in shown.xpath(".//tbody/tr/td")][1:]
    names = ("complete", "stale", "missing", "orphaned", "draft", "reviewed", "certified")
    assert counts == [str(report.counts[name]) for name in names]
    waiting = [item.find("strong").text for item in shown.xpath(".//li")]
    assert waiting == [one.unit for one in report.waiting]
    assert [item.findtext("code") for item in shown.xpath(".//li")] == [str(one.place) for one in report.waiting]
    changed = shown.xpath(".//li[strong='formaal-2']")[0]
    assert [mark.text_content() for mark in changed.iter("ins")] == ["ikke "]
    title = shown.xpath(f".//li[strong='{TITLE}']")[0]
    assert [(mark.tag, mark.text_content()) for mark in title.iter("ins", "del")] == [
        ("del", "Avtale"),
        ("ins", "Avtalen"),
    ]
    assert shown.xpath("string(.//li[strong='formaal-2']//span[@lang='en'])").startswith("Under the articles")


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, which is in one language."""
    root = tmp_path_factory.mktemp("alene")
    shutil.copytree(ROOT / "tests" / "example", root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "content" / "schemas", root / "content" / "schemas")
    shutil.copytree(ROOT / "templates", root / "templates")
    return root


def test_where_nothing_is_translated_it_says_so(single: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--root", str(single), "translations"]) == 0
    assert capsys.readouterr().out == "Nothing is translated.\n"


def test_a_document_that_is_not_there_is_told(lagging: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--root", str(lagging), "translations", "--document", "avtalen"]) == 2
    assert "There is no document `avtalen`" in capsys.readouterr().err


# The outputs.


def told(data: bytes, ending: str) -> str:
    """All the words of an output but for what stands above and below each page, with plain blanks between them."""
    if ending == "pdf":
        return spaced("\n".join(block.text for block in blocks(data)))
    return spaced((read_word(data) if ending == "docx" else read_web(data)).text)


def spaced(said: str) -> str:
    return plain(said.replace("\N{NO-BREAK SPACE}", " "))


def languages_of(data: bytes, ending: str, words: str) -> set[str]:
    """The languages in which some words are marked, wherever they stand."""
    found = {"pdf": _in_pdf, "docx": _in_word, "html": _in_web}[ending](data, words)
    spoken = {language.partition("-")[0] for language in found}
    assert spoken, f"«{words}» is not in the {ending}"
    return spoken


def _in_pdf(data: bytes, words: str) -> Iterator[str]:
    for block in blocks(data):
        yield from _spoken([(run.lang, run.text) for run in block.runs], words)


def _in_word(data: bytes, words: str) -> Iterator[str]:
    with ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        styles = etree.fromstring(package.read("word/styles.xml"))
    default = styles.find(f".//{W}docDefaults//{W}lang")
    for paragraph in body.iter(f"{W}p"):
        runs = [(run.find(f"{W}rPr/{W}lang"), "".join(run.itertext(f"{W}t"))) for run in paragraph.iter(f"{W}r")]
        yield from _spoken([((default if mark is None else mark).get(f"{W}val"), said) for mark, said in runs], words)


def _spoken(runs: list[tuple[str, str]], words: str) -> Iterator[str]:
    """The languages of the runs in which the words stand."""
    signs = [(language, sign) for language, said in runs for sign in bare(said)]
    sought, whole = bare(words), "".join(sign for _, sign in signs)
    for found in re.finditer(re.escape(sought), whole):
        yield from (language for language, _ in signs[found.start() : found.end()])


def _in_web(data: bytes, words: str) -> Iterator[str]:
    for element in html.fromstring(data).find("body").iter("p", "h2", "h3", "li", "td", "th", "caption", "a", "span"):
        if words in plain(element.text_content()) and not any(words in plain(kid.text_content()) for kid in element):
            yield element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")


@pytest.mark.parametrize("ending", FORMATS)
def test_under_mark_an_outdated_part_prints_its_words_with_a_note(marked: dict[str, bytes], ending: str) -> None:
    said = told(marked[ending], ending)
    assert f"{STALE} Under the articles of association" in said
    assert f"Purpose {STALE}" in said
    assert f"The agreement was adopted. It is invented. Body: rådet; case not known. {STALE}" in said
    assert f"the minutes of the Council (EXAMPLE): example.org/protokoll/ ({STALE})" in said
    assert f"Agreement (EXAMPLE): {STALE}" in said
    assert languages_of(marked[ending], ending, "What has not been used is returned to them.") == {"en"}


@pytest.mark.parametrize("ending", FORMATS)
def test_under_source_an_outdated_part_prints_the_words_that_count_with_a_note(
    sourced: dict[str, bytes], ending: str
) -> None:
    said = told(sourced[ending], ending)
    assert f"{STALE_SOURCE} Etter vedtektene § 6-2" in said
    assert f"Formålet {STALE_SOURCE}" in said
    assert f"protokollen til rådet (EKSEMPEL): example.org/protokoll/ ({STALE_SOURCE})" in said
    for words in ("Det som ikke er brukt, går", "Formålet", "Avtalen ble vedtatt enstemmig.", "protokollen til rådet"):
        assert languages_of(sourced[ending], ending, words) == {"nb"}, words
    assert languages_of(sourced[ending], ending, STALE_SOURCE) == {"en"}
    assert f"Agreement (EXAMPLE): {STALE}" in said  # it names every page, and stays


@pytest.mark.parametrize("policy", ["marked", "sourced"])
@pytest.mark.parametrize("ending", FORMATS)
def test_a_missing_part_prints_the_words_that_count_with_a_note(
    policy: str, ending: str, request: pytest.FixtureRequest
) -> None:
    data = request.getfixturevalue(policy)[ending]
    assert f"Skrive klart {MISSING} bruke få og korte ord" in told(data, ending)
    assert f"Omtalt i avisen. Body not known; case not known. {MISSING}" in told(data, ending)
    for words in ("bruke få og korte ord", "Skrive klart", "Omtalt i avisen."):
        assert languages_of(data, ending, words) == {"nb"}, words
    assert languages_of(data, ending, MISSING) == {"en"}


@pytest.mark.parametrize("ending", FORMATS)
def test_what_left_the_source_is_kept_and_not_printed(lagging: Path, marked: dict[str, bytes], ending: str) -> None:
    assert "This is only an example." in (lagging / "content" / "avtale" / "en.yaml").read_text("utf-8")
    assert "This is only an example." not in told(marked[ending], ending)


@pytest.fixture(scope="module")
def parted(lagging: Path) -> tuple[Document, TemplateWords]:
    """The agreement with nothing out of date, and the English words of the templates."""
    root = lagging.parent / "ajour"
    agreement(root)
    return read(root), read_words(root / "templates", root)["en"]


def test_for_every_part_that_lags_a_note_is_printed(parted: tuple[Document, TemplateWords], lagging: Path) -> None:
    document, words = parted
    templates = Templates(lagging / "templates")
    records = {name: part.record for name, part in document.translations["en"].parts.items() if part.record}
    written = document.translations["en"].written
    assert all(notes(document, words, templates, name) == Counter() for name in records)
    for name, record in records.items():
        outdated = with_records(document, written, {**records, name: other(record)})
        assert notes(outdated, words, templates, name)[STALE] == 1, name
        if name != TITLE:
            lacking = with_records(document, lacks(written, name), records)
            assert notes(lacking, words, templates, name)[MISSING] == 1, name


def notes(document: Document, words: TemplateWords, templates: Templates, unit: str) -> Counter[str]:
    """How often each note is printed that a part asks for, and that nothing but it does."""
    page = templates.page(compose(document, "en", words, None), words)
    printed = plain(" ".join(page.tree.find("body").itertext()))
    return Counter({note: printed.count(note) for note in (STALE, MISSING) if note in printed})


def with_records(document: Document, written: Translation, records: Mapping[str, Record]) -> Document:
    return replace(with_translations(document, {"en": written}, {"en": records}), parts=document.parts)


def other(record: Record) -> Record:
    """A record that was made from other words."""
    before = {Text(path): Text(f"{text} Før.") for path, text in record.made_from.items()}
    return record.model_copy(update={"made_from": before, "source": Text(digest(dict(before)))})


def lacks(written: Translation, name: str) -> Translation:
    """A translation without one part."""
    if name.startswith("history/"):
        _, field, key = name.split("/")
        left = {one: value for one, value in getattr(written.history, field).items() if one != key}
        return written.model_copy(update={"history": written.history.model_copy(update={field: left})})
    sections = tuple(
        section.model_copy(
            update={
                "title": None if section.id == name else section.title,
                "blocks": tuple(block for block in section.blocks if block.id != name),
            }
        )
        for section in written.sections
    )
    return written.model_copy(update={"sections": sections})


NOTES = {
    "of a block": ("blocks.html.j2", '{%- if it.kind != "strategy" %}{{ remark(it) }}{% endif %}', ""),
    "of a strategy": ("blocks.html.j2", "{{- remark(it) }}\n", ""),
    "of a heading": ("blocks.html.j2", "{{- remark(it) }}{{", "{{"),
    "of a row of the history": ("history.html.j2", "{% if row.remark %} {{ row.remark }}{% endif %}", ""),
    "of a source": ("history.html.j2", "{% if source.remark %} ({{ source.remark }}){% endif %}", ""),
    "of what the standing rests on": ("base.html.j2", "{%- for fact in edition.grounds %}", "{%- for fact in [] %}"),
}
"""Where the templates print what is to be said of a translation, and what stands there once they no longer do."""


@pytest.mark.parametrize("note", NOTES)
def test_a_template_that_leaves_a_note_out_is_found(note: str, lagging: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(lagging, tmp_path / "prosjekt", ignore=shutil.ignore_patterns("build")))
    file, call, without_it = NOTES[note]
    edit(root / "templates" / file, call, without_it)
    orders, _ = prepare(Project(root), everything=True)
    order = next(one for one in orders if one.edition.language == "en")
    page = Templates(order.templates).page(order.edition, order.words)
    assert {problem.code for problem in missing_of(order.said, read_page(page.tree), "templates")} == {"O305"}


# The standing of the language, and what it rests on.


STANDING = {
    "draft": "Draft translation, not certified",
    "reviewed": "Courtesy translation (Kari Nordmann, Ola Nordmann, 1 March 2024)",
    "certified": "Certified translation (Kari Nordmann, Ola Nordmann, 1 March 2024)",
}


@pytest.fixture(scope="module", params=STANDING)
def standing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, dict[str, bytes]]:
    """The agreement with a translation of which one thing was said, by two people."""
    root = tmp_path_factory.mktemp("stilling") / "prosjekt"
    agreement(root)
    confirmed(root, "all", request.param, on="2024-02-01")
    confirmed(root, "formaal-1", request.param, by="Ola Nordmann")
    return STANDING[request.param], root, made(root)


def test_the_standing_and_the_hashes_stand_on_page_one_and_below_each_page(
    standing: tuple[str, Path, dict[str, bytes]],
) -> None:
    label, root, outputs = standing
    document = read(root)
    assert_stands(outputs, label, "en", {one: text_hash(document.parts[one]) for one in ("nb", "en")})


def test_the_authoritative_language_says_so_with_its_hash(lagging: Path) -> None:
    folder = lagging / "build" / "avtale"
    outputs = {ending: (folder / f"avtale-utkast-nb.{ending}").read_bytes() for ending in FORMATS}
    assert_stands(outputs, "Autoritativt språk", "nb", {"nb": text_hash(read(lagging).parts["nb"])})


def assert_stands(outputs: dict[str, bytes], label: str, language: str, hashes: dict[str, str]) -> None:
    short = f"{label} · SHA-256 {', '.join(f'{name} {sha[:12]}' for name, sha in hashes.items())}"
    pages = furniture(outputs["pdf"])
    assert len(pages) >= 3
    assert [short in spaced(page["Footer"]) for page in pages] == [True] * len(pages)
    first = spaced(" ".join(block.text for block in blocks(outputs["pdf"]) if block.page == 1))
    parts = word_footers(outputs["docx"])
    assert parts
    assert all(short in said for said in parts)
    for said in (first, *(told(outputs[ending], ending) for ending in ("docx", "html"))):
        assert all(sha in said.replace(" ", "") for sha in hashes.values())
        assert language == "nb" or label in said
    footer = html.fromstring(outputs["html"]).xpath("//footer[@class='running']")[0]
    assert short in spaced(footer.text_content())


def word_footers(data: bytes) -> list[str]:
    """What the footers say that the sections of a Word file use."""
    with ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/footer\d*\.xml", name)]
        return [spaced("".join(etree.fromstring(package.read(name)).itertext(f"{W}t"))) for name in names]


def test_a_document_in_one_language_says_nothing_of_it(single: Path) -> None:
    standing = read_words(ROOT / "templates", ROOT)["nb"].standing
    outputs = made(single, "nb")
    everything = [told(outputs[ending], ending) for ending in FORMATS]
    everything += [str(furniture(outputs["pdf"])), *word_footers(outputs["docx"])]
    for said in (standing.authoritative, standing.title, standing.text_hash, standing.source_hash, "SHA-256 nb"):
        assert not [one for one in everything if said in one]
