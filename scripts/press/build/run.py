"""One run: read everything, make what can be made, and tell the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from press.build import files, manifest
from press.build.fence import confine
from press.build.glyphs import without_glyphs
from press.build.index import index
from press.build.make import Made, Order, make
from press.compose import compose, statements
from press.document import Document
from press.html import Templates
from press.problem import Place, Problem, Wrong
from press.proof import Said
from press.read import documents, read_document, read_words
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


@dataclass(frozen=True)
class Outcome:
    """How a run ended: editions made, editions that failed, and every problem."""

    built: int
    failed: int
    kept: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Input:
    """What was read: the documents that are whole, and the problems of those that are not."""

    documents: tuple[Document, ...]
    failed: tuple[str, ...]
    words: dict[str, TemplateWords]
    problems: tuple[Problem, ...]


def check(root: Path) -> Outcome:
    """Read and compose everything, and print it through the templates, without making an output."""
    project = Project(root)
    orders, read = prepare(project)
    problems = list(read.problems)
    for order in orders:
        try:
            Templates(project.templates).page(order.edition, order.words)
        except Wrong as wrong:
            problems += wrong.problems
    return Outcome(len(orders), len(read.failed), 0, tuple(problems))


def build(root: Path, say: Say) -> Outcome:
    """Make every edition. `say` is told what is being done, a line at a time."""
    project = Project(root)
    with files.alone(project.build, root):
        files.sweep(project.build)
        orders, read = prepare(project)
        last = manifest.read(project.build / "manifest.json")
        made: list[manifest.File] = []
        problems = list(read.problems)
        failed = set(read.failed)
        for order, outcome in _made(orders, say):
            if outcome.problems:
                problems += outcome.problems
                failed.add(order.edition.document)
                continue
            made += _deliver(project, order, outcome, say)
        kept = _kept(project, last, made, failed, everything=not orders and bool(problems))
        _finish(project, read.words, sorted([*made, *kept], key=lambda f: (f.document, f.revision, f.language)),
                problems, last)  # fmt: skip
    editions = {(file.document, file.language) for file in made}
    return Outcome(len(editions), len(failed), len({(f.document, f.language) for f in kept}), tuple(problems))


def prepare(project: Project) -> tuple[list[Order], Input]:
    """Everything up to the printing: what to make, and what was read with all its problems."""
    read = _read(project)
    orders, problems = _orders(project, read)
    return orders, replace(read, problems=(*read.problems, *problems))


def _read(project: Project) -> Input:
    problems: list[Problem] = []
    words: dict[str, TemplateWords] = {}
    try:
        words = read_words(project.templates, project.root)
    except Wrong as wrong:
        problems += wrong.problems
    found: list[Document] = []
    failed: list[str] = []
    folders = documents(project.content)
    if not folders:
        hint = "Each document has a folder of its own there, with a file document.yaml."
        problems.append(Problem(Place("content"), "U101", "There is no document in content.", hint))
    for language_words in words.values():
        problems += without_glyphs(language_words)
    for folder in folders:
        try:
            document = read_document(folder, project.root)
        except Wrong as wrong:
            problems += wrong.problems
            failed.append(folder.name)
            continue
        unseen = [*without_glyphs(document.facts), *without_glyphs(document.words)]
        problems += unseen
        if unseen:
            failed.append(folder.name)
        else:
            found.append(document)
    return Input(tuple(found), tuple(failed), words, tuple(problems))


def _orders(project: Project, read: Input) -> tuple[list[Order], list[Problem]]:
    """An order for each language of each document; none where the templates' own words cannot be read."""
    orders: list[Order] = []
    problems: list[Problem] = []
    for document in read.documents:
        for language in document.facts.languages:
            words = read.words.get(language)
            if words is not None:
                edition = compose(document, language, words)
                orders.append(Order(edition, words, project.templates, _said(document, language)))
            elif read.words:
                message = f"The templates have no words in `{language}`: templates/words/{language}.yaml is not there."
                place = Place(f"templates/words/{language}.yaml")
                problems.append(Problem(place, "T110", message, "Copy another language's file and translate it."))
    return orders, problems


def _said(document: Document, language: str) -> Said:
    marks = statements.marks(document, language)
    return Said(
        ordered=statements.ordered(document, language),
        unordered=statements.unordered(document, language),
        strong=marks.strong,
        emphasis=marks.emphasis,
        links=marks.links,
    )


def _made(orders: list[Order], say: Say) -> Iterator[tuple[Order, Made]]:
    """Each order and what came of it, as many at a time as there are processors."""
    if not orders:
        return
    workers = min(len(orders), len(os.sched_getaffinity(0)))
    with ProcessPoolExecutor(workers, mp_context=get_context("fork"), initializer=confine) as pool:
        for order in orders:
            say(f"making {order.edition.name}: PDF, Word, web")
        waiting = [(order, pool.submit(make, order)) for order in orders]
        for order, future in waiting:
            try:
                yield order, future.result()
            except BrokenProcessPool:
                message = (
                    "The program that prints was stopped before it was done: it took too long, or memory was short."
                )
                hint = (
                    "Look for what was added last: a very long text or word, a picture that unfolds. See make doctor."
                )
                yield order, Made({}, (Problem(Place(f"build/{order.edition.name}"), "E302", message, hint),))


def _deliver(project: Project, order: Order, outcome: Made, say: Say) -> Iterator[manifest.File]:
    for form in manifest.FORMATS:
        data = outcome.outputs[form.ending]
        file = manifest.describe(order.edition, form, data)
        files.write_whole(project.build / file.path, data, project.root)
        pages = f"{outcome.pages} pages, " if form is manifest.PDF else ""
        say(f"made build/{file.path} ({pages}{-(-file.size // 1000)} kB)")
        yield file


def _kept(
    project: Project, last: list[manifest.File], made: list[manifest.File], failed: set[str], everything: bool
) -> list[manifest.File]:
    """The last whole outputs of what could not be made now."""
    new = {file.path for file in made}
    candidates = (file for file in last if file.path not in new and (everything or file.document in failed))
    return [file for file in (manifest.kept(file, project.build) for file in candidates) if file is not None]


def _finish(
    project: Project,
    words: dict[str, TemplateWords],
    listed: list[manifest.File],
    problems: list[Problem],
    last: list[manifest.File],
) -> None:
    """Write the manifest, the page to open and the sums, and remove outputs that no longer are any."""
    build, root = project.build, project.root
    paths = {file.path for file in listed}
    files.write_whole(build / "manifest.json", manifest.write(listed, problems), root)
    for file in last:
        if file.path not in paths:
            files.remove(build / file.path)
    language = next((file.language for file in listed if file.language in words), next(iter(words), ""))
    if language:
        page = index(Templates(project.templates), words[language], listed, problems)
        files.write_whole(build / "index.html", page, root)
    present = [*paths, "manifest.json", *(["index.html"] if (build / "index.html").is_file() else [])]
    files.write_whole(build / "SHA256SUMS", manifest.sums(build, present), root)
