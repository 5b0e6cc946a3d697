"""A checkout: its folders, and everything in them read, with all problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from press.archive.attach import attach
from press.compose.drafts import check_draft
from press.document import Document
from press.problem import Exit, Place, Problem, Wrong
from press.read import GLOSSARY, documents, read_document, read_glossaries, read_words
from press.read.casebook import CASES
from press.read.glyphs import without_glyphs
from press.read.personal import personal_data_in
from press.records import Glossary
from press.translation.parity import check_translations
from press.words import TemplateWords

Say = Callable[[str], None]


@dataclass(frozen=True)
class Project:
    """The folders of a checkout."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def build(self) -> Path:
        return self.root / "build"

    def shown(self, path: Path) -> str:
        """A path as problems show it."""
        return path.relative_to(self.root).as_posix()

    def document(self, name: str | None) -> Path:
        """The folder of the document of this name, or of the only one. Raises `Wrong` where that is not clear."""
        folders = documents(self.content)
        found = [folder for folder in folders if name in (None, folder.name)]
        if len(found) == 1:
            return found[0]
        listed = ", ".join(folder.name for folder in folders) or "none"
        message = f"There is no document `{name}`." if name else "There are several documents."
        raise Wrong(Problem(Place("content"), "U104", message, f"Name one with DOCUMENT=…: {listed}."))


@dataclass(frozen=True)
class Input:
    """What was read: the documents that are whole, and the problems of those that are not; warnings are among them."""

    documents: tuple[Document, ...]
    failed: tuple[str, ...]
    words: dict[str, TemplateWords]
    problems: tuple[Problem, ...]


def read_project(project: Project) -> Input:
    """Everything that a build is made from, and all that is wrong with it."""
    problems: list[Problem] = []
    words: dict[str, TemplateWords] = {}
    try:
        words = read_words(project.templates, project.root)
    except Wrong as wrong:
        problems += wrong.problems
    if not words and not problems:
        hint = "Each language has a file there, such as nb.yaml."
        problems.append(Problem(Place("templates/words"), "T113", "The templates have no words in any language.", hint))
    glossaries = dict[str, Glossary]()
    try:
        glossaries = read_glossaries(project.content, project.root)
    except Wrong as wrong:
        problems += wrong.problems
    problems += _without_facts(project)
    folders = documents(project.content)
    if not folders:
        hint = "Each document has a folder of its own there, with a file document.yaml."
        problems.append(Problem(Place("content"), "U101", "There is no document in content.", hint))
    for language_words in words.values():
        problems += without_glyphs(language_words)
    found: list[Document] = []
    failed: list[str] = []
    for folder in folders:
        try:
            document, warnings = read_whole(project, folder, words, glossaries)
            found.append(document)
            problems += warnings
        except Wrong as wrong:
            problems += wrong.problems
            failed.append(folder.name)
    return Input(tuple(found), tuple(failed), words, tuple(problems))


def read_whole(
    project: Project, folder: Path, words: dict[str, TemplateWords], glossaries: Mapping[str, Glossary]
) -> tuple[Document, list[Problem]]:
    """A document with its archive, and warnings. Raises `Wrong` with everything that is wrong with its working text."""
    document = read_attached(project, folder)
    return document, look_through(document, words, glossaries)


def read_attached(project: Project, folder: Path) -> Document:
    """A document with its archive. Raises `Wrong` where it cannot be read, or breaks a rule of its own."""
    return attach(read_document(folder, project.root), project.root)


def look_through(
    document: Document, words: Mapping[str, TemplateWords], glossaries: Mapping[str, Glossary]
) -> list[Problem]:
    """Warnings about a document's working text. Raises `Wrong` with them and with everything that is wrong with it."""
    problems = [
        *without_glyphs(document.facts),
        *without_glyphs(document.words),
        *personal_data_in(document),
        *check_draft(document, words),
        *check_translations(document, words, glossaries),
    ]
    if any(problem.exit is not Exit.MADE for problem in problems):
        raise Wrong(*problems)
    return problems


def _without_facts(project: Project) -> Iterator[Problem]:
    """Folders that hold words and no document.yaml: they would be passed by without a word."""
    for folder in sorted({path.parent for path in project.content.glob("*/*.y*ml")}):
        if folder.name not in (CASES, GLOSSARY) and not (folder / "document.yaml").is_file():
            hint = "Write it, or give it that very name if it is called otherwise."
            yield Problem(Place(project.shown(folder)), "U102", "The folder has no document.yaml.", hint)


def without_words(language: str) -> Problem:
    """That a language of a document cannot be printed."""
    message = f"The templates have no words in `{language}`: templates/words/{language}.yaml is not there."
    place = Place(f"templates/words/{language}.yaml")
    return Problem(place, "T110", message, "Copy another language's file and translate it.")
