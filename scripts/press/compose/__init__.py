"""Document -> Edition.

All logic of what is printed lives here: numbering, status, history, dates in words. Nothing here touches a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from press.compose.dates import in_words
from press.compose.edition import Edition, Entry, Fact, Picture, Status
from press.compose.history import compose_history
from press.compose.sections import Numbering, contents
from press.document import Document, Evidence, Figure, Revision
from press.text import Text
from press.words import TemplateWords

__all__ = ["compose", "content_hash"]

_STATUS = {
    Evidence.ORIGINAL: Status.ADOPTED,
    Evidence.MINUTES: Status.ADOPTED,
    Evidence.RECONSTRUCTED: Status.PUBLISHED,
    Evidence.PUBLISHED: Status.PUBLISHED,
}


def compose(document: Document, language: str, words: TemplateWords) -> Edition:
    """The edition of a document's current revision in one language."""
    facts, texts = document.facts, document.words[language]
    current = next(revision for revision in facts.revisions if revision.id == facts.current)
    numbering = Numbering(words)
    sections = numbering.sections(texts)
    history = compose_history(document, language, words, numbering.figures, numbering.tables)
    status = _STATUS[current.evidence]
    status_label = getattr(words.status, status.value)
    revision_label = _revision_label(document, current, language, words)
    language_name = words.languages[texts.language]
    digest = content_hash(document, language)
    figures = [block for block in texts.blocks() if isinstance(block, Figure)]
    return Edition(
        document=facts.id,
        revision=current.id,
        language=language,
        language_name=language_name,
        template=facts.template,
        title=texts.title,
        alliance=texts.alliance,
        publisher=facts.publisher,
        status=status,
        status_label=status_label,
        revision_label=revision_label,
        description=words.description.format(
            title=texts.title,
            alliance=texts.alliance,
            revision=revision_label,
            status=status_label,
            language=language_name,
        ),
        keywords=(texts.title, texts.alliance),
        created=str(current.recorded),
        modified=str(current.recorded),
        facts=_facts(document, current, language, status, revision_label, words),
        contents=(*contents(sections), Entry(history.id, "", words.history.title)),
        sections=sections,
        history=history,
        colophon=_colophon(document, current, language, digest, words),
        content_hash=digest,
        pictures=tuple(Picture(block.picture, str(document.folder / block.picture)) for block in figures),
    )


def content_hash(document: Document, language: str) -> str:
    """SHA-256 of what a language's outputs say: its words and the document's facts, whatever their layout in YAML."""
    parts = [document.words[language].model_dump(mode="json"), document.facts.model_dump(mode="json")]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _revision_label(document: Document, revision: Revision, language: str, words: TemplateWords) -> str:
    name = document.words[language].history.revisions[revision.id].name
    date = words.date.undated if revision.adopted.unknown else in_words(revision.adopted, words)
    return f"{name}, {date}"


def _facts(
    document: Document, current: Revision, language: str, status: Status, label: str, words: TemplateWords
) -> tuple[Fact, ...]:
    """The lines that say at a glance what this is: revision, status, who adopted it when, language."""
    facts, history = document.facts, document.words[language].history
    told, later = current, []
    if current.adopted.unknown:
        told, later = facts.revisions[0], [r for r in facts.revisions[1:] if r.id != current.id]
    lines = [
        Fact(words.masthead.revision, label),
        Fact(words.masthead.status, getattr(words.status, status.value)),
        Fact(words.masthead.adopted, _adopted(told, history.bodies, words)),
    ]
    if later:
        changes = (f"{history.revisions[r.id].name} ({in_words(r.adopted, words)})" for r in later)
        lines.append(Fact(words.masthead.changed, "; ".join(changes)))
    if current.case:
        lines.append(Fact(words.masthead.case, current.case))
    if current.in_force:
        lines.append(Fact(words.masthead.in_force, in_words(current.in_force, words)))
    name: str = words.languages[document.words[language].language]
    if language == facts.authoritative:
        standing = words.masthead.authoritative.format(language=name)
    else:
        authoritative = words.languages[facts.authoritative]
        standing = words.masthead.translation.format(language=name, authoritative=authoritative)
    lines.append(Fact(words.masthead.language, standing))
    return tuple(lines)


def _adopted(revision: Revision, bodies: Mapping[Text, Text], words: TemplateWords) -> str:
    date = in_words(revision.adopted, words)
    if revision.body is None:
        return date
    return words.date.adopted_by.format(date=date, body=bodies[revision.body])


def _colophon(
    document: Document, current: Revision, language: str, digest: str, words: TemplateWords
) -> tuple[Fact, ...]:
    return (
        Fact(words.colophon.document, f"{document.facts.id}, {current.id}, {language}"),
        Fact(words.colophon.publisher, document.facts.publisher),
        Fact(words.colophon.recorded, in_words(current.recorded, words)),
        Fact(words.colophon.content, digest),
    )
