"""YAML -> Document.

Only this room knows YAML and the layout of the content and words folders. It finds every problem, not the first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from press.document import Document, Words
from press.facts import Facts
from press.problem import Place, Problem, Wrong
from press.read.checks import check
from press.read.convert import read
from press.read.placeholders import check_words
from press.read.schema import check_first_line
from press.text import Text, problem_at
from press.words import TemplateWords

SCHEMA_FOLDER = "content/schemas"

__all__ = ["SCHEMAS", "documents", "read_document", "read_frozen", "read_words"]

SCHEMAS: dict[str, type[BaseModel]] = {"document": Facts, "words": Words, "template-words": TemplateWords}
"""The name of each JSON Schema in content/schemas, and the type that it is generated from."""

M = TypeVar("M", bound=BaseModel)


def documents(content: Path) -> list[Path]:
    """The folders of all documents, by name."""
    return sorted(path.parent for path in content.glob("*/document.yaml"))


def read_document(folder: Path, root: Path) -> Document:
    """A document with all its languages. Raises `Wrong` with every problem found; places are relative to `root`."""
    problems: list[Problem] = []
    facts = _gather(folder / "document.yaml", root, "document", Facts, problems)
    words: dict[str, Words] = {}
    for language in facts.languages if facts else _languages_here(folder):
        path = folder / f"{language}.yaml"
        if not path.is_file():
            message = f"The language `{language}` has no file {language}.yaml beside document.yaml."
            hint = "Make the file, or take the language off the list."
            problems.append(problem_at(Text.read(language), "C303", message, hint))
        elif one := _gather(path, root, "words", Words, problems):
            words[language] = one
    if facts:
        problems += _strangers(folder, facts)
    if problems or facts is None:
        raise Wrong(*problems)
    document = Document(folder, facts, words)
    found = check(document)
    if found:
        raise Wrong(*found)
    return document


def read_frozen(folder: Path, root: Path) -> Document:
    """A revision as it stood when it was adopted, from its folder in the archive.

    Today's rules are not asked: it was held to those of its day. Raises `Wrong` where it cannot be read at all.
    """
    problems: list[Problem] = []
    facts = _gather(folder / "document.yaml", root, "", Facts, problems)
    texts = {
        language: _gather(folder / f"{language}.yaml", root, "", Words, problems)
        for language in _languages_here(folder)
    }
    if problems or facts is None:
        raise Wrong(*problems)
    return Document(folder, facts, {language: words for language, words in texts.items() if words})


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
    return sorted(path.stem for path in folder.glob("??.yaml"))


def read_words(templates: Path, root: Path) -> dict[str, TemplateWords]:
    """The templates' own words, by language."""
    problems: list[Problem] = []
    paths = sorted((templates / "words").glob("*.yaml"))
    paths = [path for path in paths if path.is_file()]
    found = {path.stem: _gather(path, root, "template-words", TemplateWords, problems) for path in paths}
    whole = {language: words for language, words in found.items() if words is not None}
    for language, words in whole.items():
        if words.language != language:
            message = f"The file {language}.yaml says that its language is `{words.language}`."
            problems.append(problem_at(words.language, "C302", message, f"Write language: {language}"))
        problems += check_words(words)
    if problems:
        raise Wrong(*problems)
    return whole


def _gather(path: Path, root: Path, kind: str, model: type[M], problems: list[Problem]) -> M | None:
    """One file as a `model`; None where it has problems, which are added to the others.

    Where `kind` is empty, its first line may name any schema, as that of a frozen file does: it stands elsewhere now.
    """
    shown = path.relative_to(root).as_posix()
    try:
        data = path.read_bytes()
    except OSError as fault:
        problems.append(Problem(Place(shown), "Y014", f"The file cannot be read: {os.strerror(fault.errno or 0)}."))
        return None
    schemas = {schema.relative_to(root).as_posix() for schema in (root / SCHEMA_FOLDER).glob("*.schema.json")}
    line = data.partition(b"\n")[0].decode("utf-8-sig", errors="replace")
    asked = kind and data.strip()
    found = check_first_line(line, shown, schemas, f"{SCHEMA_FOLDER}/{kind}.schema.json") if asked else []
    try:
        made = read(data, shown, model)
    except Wrong as wrong:
        problems += [*found, *wrong.problems]
        return None
    problems += found
    return made
