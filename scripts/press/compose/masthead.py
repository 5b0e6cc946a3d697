"""Facts -> the lines that say at a glance what an edition is: revision, status, who adopted it when, language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.compose.as_of import weakest
from press.compose.dates import in_words
from press.compose.edition import Fact, Status
from press.compose.standing import remark, standing_facts
from press.document import Document
from press.edtf import Edtf
from press.facts import Evidence, Revision
from press.text import Text
from press.words import TemplateWords

_STATUS = {
    Evidence.ORIGINAL: Status.ADOPTED,
    Evidence.MINUTES: Status.ADOPTED,
    Evidence.RECONSTRUCTED: Status.PUBLISHED,
    Evidence.PUBLISHED: Status.PUBLISHED,
}


def status_of(revision: Revision | None) -> Status:
    """How the words of a revision stand; without a revision they are a draft."""
    return Status.DRAFT if revision is None else _STATUS[revision.evidence]


def label(document: Document, revision: Revision | None, language: str, words: TemplateWords) -> str:
    """What a revision is called in running headers and tables: its name and its date, or that it is a draft."""
    names = document.words[language].history.revisions
    if revision is not None:
        date = words.date.undated if revision.adopted.unknown else in_words(revision.adopted, words)
        return f"{names[revision.id].name}, {date}"
    draft = document.facts.draft
    return words.masthead.draft_of.format(name=names[draft.id].name) if draft else words.masthead.draft


def decided(document: Document, revision: Revision, language: str, words: TemplateWords) -> str:
    """A revision as a decision: «Revisjon 2016 (31. mai 2016, rådet, sak 4/16)», as much of it as is known."""
    history = document.words[language].history
    told = [in_words(revision.adopted, words)]
    if revision.body:
        told.append(history.bodies[revision.body])
    if revision.case:
        told.append(case(revision.case, words))
    return f"{history.revisions[revision.id].name} ({', '.join(told)})"


def case(number: Text, words: TemplateWords) -> str:
    """A case number, with the word before it unless it bears the word itself, as in «Sak 4/10»."""
    word = words.history.case
    return number if number.lower().startswith(word.lower()) else f"{word}\N{NO-BREAK SPACE}{number}"


def masthead(
    document: Document, revision: Revision | None, language: str, words: TemplateWords, as_of: Edtf | None
) -> tuple[Fact, ...]:
    """The lines of an edition of a revision, or of the working text where there is none."""
    lines = [
        Fact(words.masthead.revision, label(document, revision, language, words)),
        Fact(words.masthead.status, getattr(words.status, status_of(revision).value)),
    ]
    if as_of is not None:
        date = in_words(as_of, words)
        lines.append(Fact(words.as_of.text, words.as_of.date.format(date=date)))
    if as_of is not None and revision is not None:
        grade = weakest(document, language, revision)
        lines.append(Fact(words.as_of.weakest, getattr(words.evidence, grade.value)))
    lines += _drafted(document, language, words) if revision is None else _adopted(document, revision, language, words)
    lines.append(Fact(words.masthead.language, _language(document, language, words)))
    lines += standing_facts(document, language, words)
    named = revision.id if revision else document.facts.draft.id if document.facts.draft else None
    if named and (lags := remark(document, language, f"history/revisions/{named}", words)):
        lines.append(Fact(words.masthead.revision, lags))
    return tuple(lines)


def _adopted(document: Document, current: Revision, language: str, words: TemplateWords) -> Iterator[Fact]:
    facts, history = document.facts, document.words[language].history
    told, later = current, []
    if current.adopted.unknown:
        told, later = facts.revisions[0], [r for r in facts.revisions[1:] if r.id != current.id]
    yield Fact(words.masthead.adopted, _when_and_by(told, history.bodies, words))
    if later:
        changes = (f"{history.revisions[r.id].name} ({in_words(r.adopted, words)})" for r in later)
        yield Fact(words.masthead.changed, "; ".join(changes))
    if current.case:
        yield Fact(words.masthead.case, current.case)
    if current.legal_basis:
        yield Fact(words.masthead.legal_basis, current.legal_basis)
    yield Fact(words.masthead.in_force, in_words(current.in_force, words) if current.in_force else words.date.unknown)
    if current.corrects:
        yield Fact(words.masthead.corrects, history.revisions[current.corrects].name)


def _drafted(document: Document, language: str, words: TemplateWords) -> Iterator[Fact]:
    draft, base = document.facts.draft, document.facts.base
    told = label(document, base, language, words) if base else words.masthead.nothing_adopted
    yield Fact(words.masthead.based_on, told)
    if draft:
        texts = document.words[language].history.revisions[draft.id]
        yield Fact(words.history.what, " ".join(filter(None, (texts.what, texts.note))))
    if draft and draft.legal_basis:
        yield Fact(words.masthead.legal_basis, draft.legal_basis)


def _language(document: Document, language: str, words: TemplateWords) -> str:
    facts = document.facts
    name: str = words.languages[document.words[language].language]
    if language == facts.authoritative:
        return words.masthead.authoritative.format(language=name)
    return words.masthead.translation.format(language=name, authoritative=words.languages[facts.authoritative])


def _when_and_by(revision: Revision, bodies: Mapping[Text, Text], words: TemplateWords) -> str:
    date = in_words(revision.adopted, words)
    if revision.body is None:
        return date
    return words.date.adopted_by.format(date=date, body=bodies[revision.body])
