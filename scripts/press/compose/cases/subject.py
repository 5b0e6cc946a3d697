"""Case, document -> what both its papers say of the text that it is about, and of how it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from press.cases import Case, Council
from press.compose.dates import NO_BREAK
from press.compose.masthead import label, status_of
from press.document import Document, text_hash
from press.edtf import Edtf, Precision
from press.facts import Revision
from press.words import TemplateWords


@dataclass(frozen=True)
class Subject:
    """The text that a case puts to the councils: its title, its revision and how that stands, in words.

    `text` is all three in one. `hash` is the SHA-256 of the words that count, `name` the id of the revision.
    """

    title: str
    revision: str
    status: str
    text: str
    hash: str
    name: str


def subject(case: Case, document: Document, words: TemplateWords) -> Subject:
    """The text proposed, named in the language of the words where the document has it, else as it is called itself.

    `document` holds the text proposed, or has it in its archive.
    """
    language = words.language if words.language in document.words else document.facts.authoritative
    revision = proposed(case, document)
    status = status_of(revision).value
    told = getattr(words.attachment, status)
    title, named = document.words[language].title, label(document, revision, language, words)
    return Subject(
        title=title,
        revision=named,
        status=told,
        text=f"{title}: {named} ({told})" if revision else f"{title}: {named}",
        hash=text_hash(parts(case, document)),
        name=case.proposed,
    )


def proposed(case: Case, document: Document) -> Revision | None:
    """The revision that is put to the councils; none where it is the draft."""
    return document.facts.revision(case.proposed)


def parts(case: Case, document: Document) -> dict[str, str]:
    """The hashes of the proposed text's parts: as they were frozen, else as the document has them."""
    frozen = document.archive.get(case.proposed, {})
    language = document.facts.authoritative
    return dict(frozen[language] if language in frozen else document.parts[language])


def mark(case: Case, council: Council | None, words: TemplateWords) -> str:
    """What every page says where the case or the council is invented."""
    invented = case.example == "yes" or (council is not None and council.example == "yes")
    return words.paper.example_mark if invented else ""


def day(date: Edtf) -> str:
    """A date as properties of a file have it; empty where it is not known to the day."""
    return str(date) if date.precision is Precision.DAY and not (date.uncertain or date.approximate) else ""


def unbroken(number: str) -> str:
    """A provision or a case number that stays on one line."""
    return number.replace("§ ", f"§{NO_BREAK}")
