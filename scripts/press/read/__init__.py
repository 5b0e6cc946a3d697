"""YAML -> Document.

Only this room knows YAML and the layout of the content and words folders. It finds every problem, not the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from press.cases import Case, Councils
from press.document import Document, Translated, Translation, Words
from press.facts import Facts
from press.problem import Problem, Wrong
from press.read.checks import check
from press.read.gather import SCHEMA_FOLDER, gather
from press.read.placeholders import check_words
from press.records import Glossary, Record, Records
from press.text import Text, problem_at
from press.translation.binding import with_orphans
from press.translation.complete import complete
from press.words import TemplateWords

RECORDS = "translations.yaml"
"""The file in which the tool keeps what it knows of a document's translations."""

GLOSSARY = "glossary"
"""The folder of content that holds the glossaries, one file a language."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")

__all__ = [
    "GLOSSARY",
    "RECORDS",
    "SCHEMAS",
    "SCHEMA_FOLDER",
    "documents",
    "read_document",
    "read_frozen",
    "read_glossaries",
    "read_words",
    "with_translations",
]

SCHEMAS: dict[str, type[BaseModel]] = {
    "document": Facts,
    "words": Words,
    "translation": Translation,
    "translations": Records,
    "glossary": Glossary,
    "councils": Councils,
    "case": Case,
    "template-words": TemplateWords,
}
"""The name of each JSON Schema in content/schemas, and the type that it is generated from."""


def documents(content: Path) -> list[Path]:
    """The folders of all documents, by name."""
    return sorted(path.parent for path in content.glob("*/document.yaml"))


def read_document(folder: Path, root: Path) -> Document:
    """A document with all its languages. Raises `Wrong` with every problem found; places are relative to `root`."""
    problems: list[Problem] = []
    facts = gather(folder / "document.yaml", root, "document", Facts, problems)
    for language in facts.languages if facts else ():
        if not (folder / f"{language}.yaml").is_file():
            message = f"The language `{language}` has no file {language}.yaml beside document.yaml."
            hint = "Make the file, or take the language off the list."
            problems.append(problem_at(Text.read(language), "C303", message, hint))
    read = _languages(folder, root, facts, problems, named=True)
    if facts:
        problems += _strangers(folder, facts)
    if facts and facts.authoritative not in facts.languages:
        problems.append(_unauthoritative(facts))
    if problems or facts is None:
        raise Wrong(*problems)
    document = with_translations(Document(folder, facts, read.words), read.written, read.records)
    found = check(document)
    if found:
        raise Wrong(*found)
    return document


def read_frozen(folder: Path, root: Path) -> Document:
    """A revision as it stood when it was adopted, from its folder in the archive.

    Today's rules are not asked: it was held to those of its day. Raises `Wrong` where it cannot be read at all.
    """
    problems: list[Problem] = []
    facts = gather(folder / "document.yaml", root, "", Facts, problems)
    read = _languages(folder, root, facts, problems, named=False)
    if problems or facts is None:
        raise Wrong(*problems)
    return with_translations(Document(folder, facts, read.words), read.written, read.records)


def with_translations(
    document: Document, written: Mapping[str, Translation], records: Mapping[Any, Mapping[Any, Record]]
) -> Document:
    """A document that has its authoritative words, with those of the other languages made whole."""
    words, translations = dict(document.words), dict[str, Translated]()
    for language, translation in written.items():
        kept = records.get(language, {})
        words[language], made = complete(document.source, translation, kept, document.facts)
        translations[language] = with_orphans(made, document)
    listed = [language for language in document.facts.languages if language in words]
    return replace(document, words={language: words[language] for language in listed}, translations=translations)


@dataclass(frozen=True)
class _Languages:
    """The language files of a folder, and the records of its translations."""

    words: dict[str, Words]
    written: dict[str, Translation]
    records: Mapping[Text, Mapping[Text, Record]]


def _languages(folder: Path, root: Path, facts: Facts | None, problems: list[Problem], *, named: bool) -> _Languages:
    """Where the facts cannot be read, the mistakes of every language file are told all the same. `named` asks for the
    first line that names a schema."""
    words, written = dict[str, Words](), dict[str, Translation]()
    here = _languages_here(folder)
    for language in [name for name in here if facts is None or name in facts.languages]:
        path = folder / f"{language}.yaml"
        whole = language == facts.authoritative if facts else "translation.schema" not in _first(path)
        if whole and (one := gather(path, root, "words" if named else "", Words, problems)):
            words[language] = one
        elif not whole and (other := gather(path, root, "translation" if named else "", Translation, problems)):
            written[language] = other
    kept = Records()
    if (folder / RECORDS).is_file():
        kept = gather(folder / RECORDS, root, "translations" if named else "", Records, problems) or kept
    return _Languages(words, written, kept.languages)


def _first(path: Path) -> str:
    """The first line of a file, as far as it can be read."""
    with path.open("rb") as file:
        return file.readline(200).decode("utf-8", "replace")


def _unauthoritative(facts: Facts) -> Problem:
    message = f"The authoritative language `{facts.authoritative}` is not among the languages."
    return problem_at(facts.authoritative, "C301", message, "Add it to the list, or name one that is there.")


def _strangers(folder: Path, facts: Facts) -> Iterator[Problem]:
    """An id that is not the folder's, so that two documents could bear it; and files in a language not listed."""
    if facts.id != folder.name:
        message = f"The document `{facts.id}` stands in a folder that is called `{folder.name}`."
        yield problem_at(facts.id, "C304", message, "Give the folder and the id the same name.")
    for language in _languages_here(folder):
        if language not in facts.languages:
            message = f"The file {language}.yaml is here, but `{language}` is not among the languages."
            yield problem_at(
                facts.languages[0], "C306", message, f"Add - {language} to the list, or move the file away."
            )


def _languages_here(folder: Path) -> list[str]:
    """The languages that have a file, for when document.yaml cannot be read: their mistakes are told all the same."""
    return sorted(path.stem for path in folder.glob("*.yaml") if _LANGUAGE.fullmatch(path.stem))


def read_words(templates: Path, root: Path) -> dict[str, TemplateWords]:
    """The templates' own words, by language."""
    problems: list[Problem] = []
    paths = sorted((templates / "words").glob("*.yaml"))
    paths = [path for path in paths if path.is_file()]
    found = {path.stem: gather(path, root, "template-words", TemplateWords, problems) for path in paths}
    whole = {language: words for language, words in found.items() if words is not None}
    for language, words in whole.items():
        if words.language != language:
            message = f"The file {language}.yaml says that its language is `{words.language}`."
            problems.append(problem_at(words.language, "C302", message, f"Write language: {language}"))
        problems += check_words(words)
    if problems:
        raise Wrong(*problems)
    return whole


def read_glossaries(content: Path, root: Path) -> dict[str, Glossary]:
    """The glossaries, by language. Raises `Wrong` with all that is wrong with them."""
    problems: list[Problem] = []
    found: dict[str, Glossary] = {}
    for path in sorted((content / GLOSSARY).glob("*.yaml")):
        one = gather(path, root, "glossary", Glossary, problems)
        if one and one.language != path.stem:
            message = f"The file {path.name} says that its language is `{one.language}`."
            problems.append(problem_at(one.language, "C302", message, f"Write language: {path.stem}"))
        elif one:
            found[path.stem] = one
    if problems:
        raise Wrong(*problems)
    return found
