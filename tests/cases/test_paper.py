"""The papers of a case: what each says, where it says that it is an example, a draft or exempt, and what is left out.

What the papers and the list of attachments say stands in tests/cases/paper/. `PRESS_ACCEPT=1 pytest
tests/cases/test_paper.py` accepts what is made now; look at the difference before you commit.
"""

from __future__ import annotations

import io
import os
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press import pdf, word
from press.archive.attach import attach_frozen
from press.build.make import Order, make
from press.build.project import Input, Project, read_project
from press.build.run import said
from press.cases import AttachmentKind, Case, Council, Councils
from press.compose.cases.attached import LONGEST, LONGEST_STEM, Attached, attachments
from press.compose.cases.cover import cover
from press.compose.cases.paper import paper
from press.compose.cases.said import cover_said, paper_said, withheld
from press.compose.comparing import Side
from press.compose.edition import Edition
from press.document import Document
from press.html import Templates
from press.problem import Wrong
from press.proof import Said
from press.proof.page import read_page
from press.proof.pdf_text import furniture, text
from press.read.convert import read
from press.text import Text

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "paper"
TEMPLATES = Templates(ROOT / "templates")


@dataclass(frozen=True)
class Told:
    """A case with all that its papers are composed from."""

    case: Case
    councils: dict[str, Council]
    document: Document
    proposed: Side
    in_force: Side | None
    read: Input

    def attached(self, translations: tuple[str, ...] = (), case: Case | None = None) -> tuple[Attached, ...]:
        facts, words = self.document.facts, self.read.words
        told = case or self.case
        return attachments(told, facts, self.proposed, self.in_force, translations, words, today=self.document)

    def paper(self, name: str, *, public: bool = False, case: Case | None = None) -> Edition:
        council, told = self.councils[name], case or self.case
        words = self.read.words[council.language]
        attached = self.attached(tuple(told.councils[Text(name)].translations))
        return paper(told, council, self.proposed.document, words, attached, public=public)

    def cover(self, name: str) -> Edition:
        council = self.councils[name]
        words = self.read.words[council.language]
        endings = [".pdf"] if council.takes == "pdf" else [".docx", ".pdf"]
        attached = self.attached(tuple(self.case.councils[Text(name)].translations))
        papers = [("saksframlegg", ""), *((one.edition.stem, one.title) for one in attached)]
        files = [(f"{stem}{ending}", title) for stem, title in papers for ending in endings]
        files += [("arkivmelding.xml", ""), ("SHA256SUMS", "")]
        return cover(self.case, council, self.proposed.document, words, files)

    def printed(self, edition: Edition) -> str:
        """What an edition says, a line for each paragraph and cell."""
        return read_page(TEMPLATES.page(edition, self.read.words[edition.language]).tree).text + "\n"


def loaded(folder: Path, name: str, root: Path, frozen: tuple[str, str]) -> Told:
    """A case of the folder `folder`; `frozen` names the revision proposed and the one in force, or neither."""
    found = read_project(Project(root))
    case = read((folder / name).read_bytes(), name, Case)
    councils = read((folder / "councils.yaml").read_bytes(), "councils.yaml", Councils).councils
    document = next(one for one in found.documents if one.facts.id == case.document)
    sides = [_side(document, one, root) for one in frozen]
    assert sides[0] is not None or frozen[0] == ""
    proposed = sides[0] or Side(document, None)
    return Told(case, {str(one.id): one for one in councils}, document, proposed, sides[1], found)


def _side(document: Document, name: str, root: Path) -> Side | None:
    revision = document.facts.revision(name)
    return Side(attach_frozen(document.folder, revision, root), revision) if revision else None


@pytest.fixture(scope="module")
def shipped() -> Told:
    return loaded(ROOT / "content/cases", "eksempel-tilslutning.yaml", ROOT, ("publisert", ""))


@pytest.fixture(scope="module")
def revised(told_story: Path) -> Told:
    return loaded(HERE, "revisjon-2026.yaml", told_story, ("", "r2024"))


def accepted(name: str, said: str) -> None:
    """Fails unless the file beside the case says this."""
    path = HERE / name
    if os.environ.get("PRESS_ACCEPT"):
        path.write_text(said, "utf-8")
    assert said == path.read_text("utf-8")


@pytest.mark.parametrize("council", ["eksempelvik", "eksempeldal", "eksempelfylket"])
def test_a_paper_says_what_the_case_says_in_the_councils_own_form(shipped: Told, council: str) -> None:
    accepted(f"shipped-{council}.txt", shipped.printed(shipped.paper(council)))


@pytest.mark.parametrize("council", ["eksempelvik", "eksempeldal"])
def test_a_cover_note_says_what_to_do(shipped: Told, council: str) -> None:
    accepted(f"shipped-{council}-cover.txt", shipped.printed(shipped.cover(council)))


@pytest.mark.parametrize("public", [False, True], ids=["whole", "public"])
def test_a_paper_with_exempt_words(revised: Told, public: bool) -> None:
    name = "public" if public else "whole"
    accepted(f"revised-eksempelvik-{name}.txt", revised.printed(revised.paper("eksempelvik", public=public)))


def test_the_attachments_of_a_new_text_and_of_one_that_stands(shipped: Told, revised: Told) -> None:
    lists = (revised.attached(), shipped.attached(("nn", "en")))
    lines = [f"{one.edition.stem}: {one.label}" for attached in lists for one in attached]
    accepted("attachments.txt", "\n".join(lines) + "\n")


def test_a_case_can_list_its_attachments_itself(revised: Told) -> None:
    listed = (AttachmentKind.TABLE, AttachmentKind.PROPOSED)
    attached = revised.attached(case=revised.case.model_copy(update={"attachments": listed}))
    assert [(one.number, one.kind) for one in attached] == [(1, listed[0]), (2, listed[1])]


def test_the_decision_stands_first_or_last(revised: Told) -> None:
    first, last = ([section.id for section in revised.paper(name).sections] for name in ("eksempelvik", "eksempeldal"))
    assert first.index("proposed") < first.index("asked")
    assert last.index("consequences") < last.index("proposed") < last.index("attachments")


def test_a_language_without_words(revised: Told) -> None:
    with pytest.raises(Wrong) as wrong:
        revised.attached(("en", "se"))
    assert [problem.code for problem in wrong.value.problems] == ["C641", "C641"]


def test_nothing_to_compare_with(shipped: Told) -> None:
    case = shipped.case.model_copy(update={"attachments": (AttachmentKind.REDLINE, AttachmentKind.PROPOSED)})
    with pytest.raises(Wrong) as wrong:
        shipped.attached(case=case)
    assert [problem.code for problem in wrong.value.problems] == ["C642"]


@pytest.mark.parametrize("number", range(4), ids=["proposed", "redline", "table", "in-force"])
def test_each_page_of_an_attachment_says_which_one_it_is(revised: Told, number: int) -> None:
    one = revised.attached()[number]
    words = revised.read.words[one.language]
    document = revised.in_force.document if one.kind is AttachmentKind.IN_FORCE and revised.in_force else one.document
    told = said(document, one.language, one.edition) if one.edition.redline is None else Said((), (), ())
    made = make(Order(one.edition, words, ROOT / "templates", told, plain=one.plain, blocks=one.blocks))
    assert made.problems == ()
    pages = furniture(made.outputs["pdf"])
    for page, said_there in enumerate(pages, 1):
        everywhere = " ".join(said_there.values())
        assert one.label in everywhere
        assert f"Vedlegg {number + 1} · Side {page} av {len(pages)}" in everywhere
        assert "EKSEMPEL" in everywhere.replace(one.label, "")
        assert ("UTKAST" in everywhere) == (one.kind is not AttachmentKind.IN_FORCE)
    _headed(made.outputs["docx"], one.label)


def _headed(data: bytes, label: str) -> None:
    """Fails unless both headers of a Word file, that of the first page too, say this."""
    with ZipFile(io.BytesIO(data)) as parts:
        body = parts.read("word/document.xml").decode()
        headers = [parts.read(name).decode() for name in parts.namelist() if re.fullmatch(r"word/header\d\.xml", name)]
    assert re.findall(r'<w:headerReference [^>]*w:type="(\w+)"', body) == ["default", "first"]
    assert [label in "".join(re.findall(r"<w:t[^>]*>([^<]*)", header)) for header in headers] == [True, True]


def test_the_attachments_are_made_of_nothing_of_a_council(revised: Told) -> None:
    made = repr(revised.attached())
    assert not [name for council in revised.councils.values() for name in (council.id, council.name) if name in made]


@pytest.mark.parametrize("council", ["eksempelvik", "eksempeldal", "eksempelfylket"])
def test_the_papers_are_made_whole(revised: Told, council: str) -> None:
    about, words = revised.councils[council], revised.read.words[revised.councils[council].language]
    whole, note = revised.paper(council), revised.cover(council)
    for edition, told in (
        (whole, paper_said(revised.case, about, whole)),
        (note, cover_said(revised.case, about, note)),
    ):
        made = make(Order(edition, words, ROOT / "templates", Said(**asdict(told))))
        assert made.problems == ()
        pages = [" ".join(said_there.values()) for said_there in furniture(made.outputs["pdf"])]
        assert all("EKSEMPEL" in page for page in pages)
        assert edition is whole or made.pages == 1
        assert all(edition.restricted in page for page in pages)


def test_a_public_edition_has_nothing_that_is_exempt(revised: Told) -> None:
    council = revised.councils["eksempelvik"]
    edition, words = revised.paper("eksempelvik", public=True), revised.read.words["nb"]
    told = Said(**asdict(paper_said(revised.case, council, edition, public=True)))
    secrets = [*withheld(revised.case, council), "Fabelverket", "Dunk", "vederlag", "konvolutt", "Prosessrisikoen"]
    page = TEMPLATES.page(edition, words)
    written = word.write(page, ROOT / "templates/word", {})
    with ZipFile(io.BytesIO(written)) as parts:
        inside = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    found = [repr(edition), repr(told), text(pdf.write(page).data), *inside]
    assert not [secret for secret in secrets for said_there in found if secret in said_there]
    assert all(secret in repr(revised.paper("eksempelvik")) for secret in ("Fabelverket", "konvolutt"))
    assert not [secret for secret in secrets if secret in repr(revised.cover("eksempelvik"))]


def test_a_public_edition_says_the_same_whatever_was_exempt(revised: Told) -> None:
    """Not even a hash tells the words that are left out."""
    name = Text("nb")
    texts = revised.case.words[name]
    other = [
        one.model_copy(update={"text": type(one.text)("Noe helt annet.")}) if one.exempt else one
        for one in texts.background
    ]
    changed = texts.model_copy(update={"background": tuple(other), "title": Text("En annen tittel")})
    case = revised.case.model_copy(update={"words": {**revised.case.words, name: changed}})
    assert revised.paper("eksempelvik", public=True, case=case) == revised.paper("eksempelvik", public=True)
    assert revised.paper("eksempelvik", case=case) != revised.paper("eksempelvik")


def test_a_real_case_does_not_say_that_it_is_an_example(revised: Told) -> None:
    case = revised.case.model_copy(update={"example": "no"})
    real = replace(
        revised,
        case=case,
        councils={name: council.model_copy(update={"example": "no"}) for name, council in revised.councils.items()},
    )
    assert [one.edition.mark for one in real.attached()] == ["UTKAST", "UTKAST", "UTKAST", ""]
    assert real.paper("eksempelvik").mark == ""
    assert "eksempel)" not in real.printed(real.paper("eksempelvik"))


@given(title=st.text("abcæøå –.", min_size=1, max_size=200), name=st.text("abc ", min_size=1, max_size=120))
def test_names_are_as_short_as_case_systems_want_them(title: str, name: str) -> None:
    from press.compose.cases.attached import _fitted, _stem

    fitted = _fitted(title, name, ["utkast til oversettelse", "nynorsk", "EKSEMPEL"], 86)
    assert len(fitted) <= 86
    assert fitted.endswith(", utkast til oversettelse, nynorsk, EKSEMPEL")
    stem = _stem(7, "a" * min(len(title), 40), "b" * min(len(name), 43))
    assert re.fullmatch(r"vedlegg-07-a+-b+", stem)
    assert len(stem) <= LONGEST_STEM
    assert LONGEST == 100
