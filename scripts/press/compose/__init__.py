"""Document -> Edition.

All logic of what is printed lives here: numbering, status, history, dates in words. Nothing here touches a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from press.compose.annex import Clause
from press.compose.as_of import Asked
from press.compose.clauses import Amendment, How, Removal, Renaming, amendments
from press.compose.dates import in_words
from press.compose.edition import Block, Edition, Entry, Fact, Picture, Section, Status
from press.compose.history import compose_history
from press.compose.masthead import decided, label, masthead, status_of
from press.compose.place import places
from press.compose.sections import Numbering, contents
from press.compose.standing import grounds, rests_on, standing_label, with_remarks
from press.document import Document, Figure, text_hash
from press.facts import Revision
from press.records import Standing
from press.words import TemplateWords

__all__ = ["compose", "content_hash"]

REVISED = "revidert"
"""What file names call a translation that is newer than the one frozen with its revision."""

DRAFT = "utkast"
"""What file names call the working text."""


def compose(
    document: Document,
    language: str,
    words: TemplateWords,
    revision: Revision | None = None,
    as_of: Asked | None = None,
) -> Edition:
    """The edition of a document in one language: of a revision whose words the document holds, else of a draft.

    `as_of` is the day on which the revision was in force, where that is what was asked.
    """
    texts = document.words[language]
    numbering = Numbering(words)
    sections = with_remarks(document, language, words, numbering.sections(texts))
    sections, clauses = _with_changes(document, language, words, revision, sections)
    history = compose_history(document, language, words, (numbering.figures, numbering.tables), clauses)
    lines = masthead(document, revision, language, words, as_of.day if as_of else None)
    edition = bare(document, language, words, revision)
    return replace(
        edition,
        facts=lines,
        contents=(*contents(sections), Entry(history.id, "", words.history.title)),
        sections=sections,
        history=history,
        pictures=pictures(document, language),
        colophon=(*edition.colophon, *([Fact(words.as_of.stored, as_of.stored)] if as_of else [])),
        about=words.as_of.date.format(date=in_words(as_of.day, words)) if as_of else "",
        purpose=as_of.purpose if as_of else _purpose(document, language, revision),
    )


def bare(document: Document, language: str, words: TemplateWords, revision: Revision | None) -> Edition:
    """An edition with everything but its text: what it is, of which revision, in which language, from which content."""
    facts, texts = document.facts, document.words[language]
    status = status_of(revision)
    status_label = getattr(words.status, status.value)
    revision_label = label(document, revision, language, words)
    language_name = words.languages[texts.language]
    day = str(revision.recorded if revision else facts.history_until)
    return Edition(
        document=facts.id,
        revision=revision_name(document, revision),
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
        )
        + (f" {standing_label(document, language, words)}." if language in document.translations else ""),
        keywords=(texts.title, texts.alliance),
        created=day,
        modified=day,
        facts=(),
        contents=(),
        sections=(),
        history=None,
        colophon=_colophon(document, revision, language, words),
        content_hash=content_hash(document, language),
        standing=document.standing(language),
        standing_label=standing_label(document, language, words) if len(facts.languages) > 1 else "",
        grounds=tuple(grounds(document, language, words, revision_label)),
        rests_on=rests_on(document, language, words),
        mark=_mark(document, language, status, words),
    )


def _purpose(document: Document, language: str, revision: Revision | None) -> str:
    """A translation that was mended after its revision was adopted has another name than the one in the archive."""
    kept = revision is not None and language in document.archive.get(revision.id, {})
    return REVISED if kept and language in document.translations and document.unserved(language) else ""


def _mark(document: Document, language: str, status: Status, words: TemplateWords) -> str:
    if status is Status.DRAFT:
        return words.status.draft
    return words.standing.draft_mark if document.standing(language) is Standing.DRAFT else ""


def revision_name(document: Document, revision: Revision | None) -> str:
    """What file names and colophons call a revision, or the draft of one."""
    draft = document.facts.draft
    return revision.id if revision else "-".join([draft.id, DRAFT] if draft else [DRAFT])


def pictures(document: Document, language: str) -> tuple[Picture, ...]:
    """The pictures that a text shows."""
    figures = [block for block in document.words[language].blocks() if isinstance(block, Figure)]
    return tuple(Picture(block.picture, str(document.folder / block.picture)) for block in figures)


def content_hash(document: Document, language: str) -> str:
    """SHA-256 of what a language's outputs say, whatever its layout in YAML: its words and the document's facts; of a
    translation also its source and how each part of it stands."""
    words = document.words[language].model_dump(mode="json", exclude_unset=True)
    facts = document.facts.model_dump(mode="json", exclude_unset=True, exclude={"archive"})
    said: list[object] = [words, facts]
    if translated := document.translations.get(language):
        records = [part.record.model_dump(mode="json") if part.record else None for part in translated.parts.values()]
        said += [text_hash(document.parts[document.facts.authoritative]), records]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _colophon(document: Document, revision: Revision | None, language: str, words: TemplateWords) -> tuple[Fact, ...]:
    name = revision_name(document, revision)
    recorded = [Fact(words.colophon.recorded, in_words(revision.recorded, words))] if revision else []
    return (
        Fact(words.colophon.document, f"{document.facts.id}, {name}, {language}"),
        Fact(words.colophon.publisher, document.facts.publisher),
        *recorded,
        Fact(words.colophon.content, content_hash(document, language)),
    )


def _with_changes(
    document: Document, language: str, words: TemplateWords, revision: Revision | None, sections: tuple[Section, ...]
) -> tuple[tuple[Section, ...], tuple[Clause, ...]]:
    """The sections with a note on the last change of each clause, and the whole of it as rows for the annex."""
    known = amendments(document, language, revision)
    told = {name: it.words[language] for name, it in document.earlier.items() if language in it.words}
    past = {name: Numbering(words).sections(texts) for name, texts in told.items()}
    where = places(sections, words)
    stood = {name: places(before, words) for name, before in past.items()}
    within = {block.id: known.changed.get(section.id) for section in sections for block in section.blocks}

    def said(name: str, by: _Namer) -> tuple[str, ...]:
        change = known.changed.get(name)
        if change and change == within.get(name) and change.how is How.INSERTED:
            return ()  # it came in with its section, which says so
        lines = [_amended(change, by(change.by), words)] if change else []
        lines += [_renamed(one, stood, where, by(one.by), words) for one in known.renamed.get(name, ())]
        return tuple(filter(None, lines))

    def name_of(by: Revision | None) -> str:
        return document.words[language].history.revisions[by.id].name if by else words.clauses.proposed

    def decision(by: Revision | None) -> str:
        return decided(document, by, language, words) if by else words.clauses.proposed

    def noted(part: Section | Block) -> str:
        return " ".join(said(part.id, name_of))

    marked = tuple(
        replace(
            section,
            amended=noted(section),
            blocks=tuple(replace(block, amended=noted(block)) for block in section.blocks),
        )
        for section in sections
    )
    rows = [Clause(name, place, said(name, decision)) for name, place in where.items()]
    gone = _gone(known.gone, past, decision, words)
    return marked, (*(row for row in rows if row.texts), *gone)


_Namer = Callable[[Revision | None], str]
"""What a revision is called in a sentence; None is the working text."""


def _amended(change: Amendment, by: str, words: TemplateWords) -> str:
    sentence = {
        How.CHANGED: words.clauses.changed,
        How.INSERTED: words.clauses.inserted,
        How.MOVED: words.clauses.moved,
    }[change.how]
    return sentence.format(revision=by)


def _renamed(
    change: Renaming, stood: Mapping[str, Mapping[str, str]], where: Mapping[str, str], by: str, words: TemplateWords
) -> str:
    """Where the clause stood before it got its id; nothing where only its id was changed."""
    before = stood[change.before.id][change.was]
    now = stood.get(change.by.id, where) if change.by else where
    return "" if before == now[change.name] else words.clauses.was.format(name=before, revision=by)


def _gone(
    gone: Sequence[Removal], past: Mapping[str, tuple[Section, ...]], by: _Namer, words: TemplateWords
) -> Iterator[Clause]:
    """A row for each clause that was taken out; of a section that went with all its blocks, for the section alone."""
    names: set[tuple[str, str]] = {(one.before.id, one.name) for one in gone}
    whole = {
        (revision, block.id)
        for revision, sections in past.items()
        for section in sections
        if names.issuperset((revision, name) for name in (section.id, *(block.id for block in section.blocks)))
        for block in section.blocks
    }
    for one in gone:
        if (one.before.id, one.name) not in whole:
            place = places(past[one.before.id], words)[one.name]
            sentence = words.clauses.deleted.format(revision=by(one.by))
            yield Clause("", words.redline.place_old.format(place=place), (sentence,))
