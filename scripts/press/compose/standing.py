"""How a language stands towards the one that counts -> what is printed of it, on page one, below, and at each part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from press.compose.dates import NO_BREAK, in_words
from press.compose.edition import Block, Edition, Fact, Section
from press.document import Document, Translated, text_hash
from press.records import Standing, State
from press.translation.units import TITLE
from press.words import TemplateWords

P = TypeVar("P", Section, Block)

NAMED = 3
"""People that are named in a standing; the records name all."""

SHORT = 12
"""Hexadecimal digits of a hash in the footer; the whole of it stands on page one."""


def standing_label(document: Document, language: str, words: TemplateWords) -> str:
    """The standing in words, with who confirmed it and when."""
    standing = document.standing(language)
    told = str(getattr(words.standing, standing.value))
    translated = document.translations.get(language)
    if translated is None or standing is Standing.DRAFT:
        return told
    records = [part.record for part in translated.parts.values() if part.record]
    people = list(dict.fromkeys(str(record.by) for record in records if record.by))
    names = ", ".join([*people[:NAMED], *(["…"] if len(people) > NAMED else [])])
    days = [record.day for record in records if record.day]
    date = in_words(max(days, key=str), words) if days else words.date.unknown
    return f"{told} ({words.standing.by.format(names=names, date=date)})"


def hashes(document: Document, language: str) -> tuple[tuple[str, str], ...]:
    """The languages that an edition rests on, each with the SHA-256 of its text; the authoritative one first."""
    named = dict.fromkeys((str(document.facts.authoritative), language))
    return tuple((name, text_hash(document.parts[name])) for name in named)


def rests_on(document: Document, language: str, words: TemplateWords) -> str:
    """The hashes as the footer has them; nothing where the document has one language only."""
    if len(document.facts.languages) == 1:
        return ""
    told = ", ".join(f"{name}{NO_BREAK}{sha[:SHORT]}" for name, sha in hashes(document, language))
    return f"{words.standing.short_hash}{NO_BREAK}{told}"


def standing_facts(document: Document, language: str, words: TemplateWords) -> Iterator[Fact]:
    """How a translation stands, for page one."""
    translated = document.translations.get(language)
    if translated is not None:
        yield Fact(words.standing.title, standing_label(document, language, words))
        waiting = [_unfinished(translated, words)]
        if lagging := remark(document, language, TITLE, words):
            waiting.append(f"{document.words[language].title}: {lagging}")
        if told := " ".join(filter(None, waiting)):
            yield Fact(words.standing.waiting, told)


def grounds(document: Document, language: str, words: TemplateWords, source: str) -> Iterator[Fact]:
    """What a standing rests on: which text, and which words of it. `source` is what the revision is called."""
    if len(document.facts.languages) == 1:
        return
    texts, told = words.standing, hashes(document, language)
    if language not in document.translations:
        yield Fact(texts.text_hash, told[0][1])
        return
    name = words.languages[document.facts.authoritative]
    yield Fact(texts.made_from, texts.source.format(language=name, revision=source))
    yield Fact(texts.source_hash, told[0][1])
    yield Fact(texts.translation_hash, told[-1][1])


def _unfinished(translated: Translated, words: TemplateWords) -> str:
    parts = translated.parts.values()
    missing = sum(part.state is State.MISSING for part in parts)
    stale = sum(part.state is not State.MISSING and not part.current for part in parts)
    if not missing and not stale:
        return ""
    return words.standing.unfinished.format(stale=stale, missing=missing, all=len(parts))


def remark(document: Document, language: str, unit: str, words: TemplateWords) -> str:
    """What is printed at a part that lags behind the source; nothing where it does not."""
    translated = document.translations.get(language)
    part = translated.parts.get(unit) if translated else None
    if translated is None or part is None or part.current:
        return ""
    if part.state is State.MISSING:
        sentence = words.standing.missing
    elif unit in translated.untranslated:
        sentence = words.standing.stale_source
    else:
        changed = part.stale and part.record is not None and part.record.state is not State.MISSING
        sentence = words.standing.stale if changed else words.standing.unconfirmed
    return sentence.format(language=words.languages[document.facts.authoritative])


def spoken(document: Document, language: str, unit: str) -> str:
    """The language of a part's words, where it is another than the edition's."""
    translated = document.translations.get(language)
    return str(document.facts.authoritative) if translated and unit in translated.untranslated else ""


def with_remarks(
    document: Document, language: str, words: TemplateWords, sections: tuple[Section, ...]
) -> tuple[Section, ...]:
    """The sections with what is to be said of each part, and the language of its words."""
    if language not in document.translations:
        return sections

    def told(part: P) -> P:
        named = spoken(document, language, part.id)
        return replace(part, language=named, remark=remark(document, language, part.id, words))

    return tuple(replace(told(section), blocks=tuple(map(told, section.blocks))) for section in sections)


def unfinished(edition: Edition) -> Iterator[str]:
    """Every remark of an edition, in the order of printing."""
    for section in edition.sections:
        yield from filter(None, (section.remark, *(block.remark for block in section.blocks)))
