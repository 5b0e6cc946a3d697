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
from press.compose.edition import Edition
from press.document import Document
from press.html import Templates
from press.problem import Place, Problem, Wrong
from press.proof import Said
from press.read import documents, read_document, read_words
from press.web.fonts import faces
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
    templates = Templates(project.templates)
    for order in orders:
        try:
            templates.page(order.edition, order.words)
            index(templates, order.words, [], [])
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
        traces: list[str] = []
        for order, outcome in _made(orders, say):
            try:
                if outcome.problems:
                    raise Wrong(*outcome.problems)
                made += _deliver(project, order, outcome, say)
            except Wrong as wrong:
                problems += wrong.problems
                failed.add(order.edition.name)
                traces += [outcome.trace] if outcome.trace else []
        if traces:
            files.write_whole(project.build / "log" / "internal-error.txt", "\n".join(traces).encode(), root)
        kept = _kept(project, last, made) if problems else []
        listed = sorted([*made, *kept], key=lambda file: (file.document, file.revision, file.language))
        problems += _finish(project, read.words, listed, problems, last)
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
    if not words and not problems:
        hint = "Each language has a file there, such as nb.yaml."
        problems.append(Problem(Place("templates/words"), "T113", "The templates have no words in any language.", hint))
    problems += _without_facts(project)
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


def _without_facts(project: Project) -> Iterator[Problem]:
    """Folders that hold words and no document.yaml: they would be passed by without a word."""
    for folder in sorted({path.parent for path in project.content.glob("*/*.y*ml")}):
        if not (folder / "document.yaml").is_file():
            shown = folder.relative_to(project.root).as_posix()
            hint = "Write it, or give it that very name if it is called otherwise."
            yield Problem(Place(shown), "U102", "The folder has no document.yaml.", hint)


def _orders(project: Project, read: Input) -> tuple[list[Order], list[Problem]]:
    """An order for each language of each document; none where the templates' own words cannot be read."""
    orders: list[Order] = []
    problems: list[Problem] = []
    for document in read.documents:
        for language in document.facts.languages:
            words = read.words.get(language)
            if words is not None:
                edition = compose(document, language, words)
                orders.append(Order(edition, words, project.templates, _said(document, language, edition)))
            elif read.words:
                message = f"The templates have no words in `{language}`: templates/words/{language}.yaml is not there."
                place = Place(f"templates/words/{language}.yaml")
                problems.append(Problem(place, "T110", message, "Copy another language's file and translate it."))
    return orders, problems


def _said(document: Document, language: str, edition: Edition) -> Said:
    marks = statements.marks(document, language)
    return Said(
        ordered=statements.ordered(document, language),
        worked_out=statements.worked_out(edition),
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
    try:
        pool = ProcessPoolExecutor(workers, mp_context=get_context("fork"), initializer=confine)
    except OSError as fault:
        message = f"No process can be started for the printing: {os.strerror(fault.errno or 0)}."
        hint = "Look whether /dev/shm can be written, and how many files may be open (ulimit -n)."
        raise Wrong(Problem(Place("/dev/shm"), "E303", message, hint)) from None
    with pool:
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


def _deliver(project: Project, order: Order, outcome: Made, say: Say) -> list[manifest.File]:
    """Write the files of one edition, all or none of them."""
    told = [manifest.describe(order.edition, form, outcome.outputs[form.ending]) for form in manifest.FORMATS]
    data = [outcome.outputs[form.ending] for form in manifest.FORMATS]
    files.write_together({project.build / file.path: one for file, one in zip(told, data, strict=True)}, project.root)
    for file in told:
        pages = f"{outcome.pages} pages, " if file.media_type == manifest.PDF.media_type else ""
        say(f"made build/{file.path} ({pages}{-(-file.size // 1000)} kB)")
    return told


def _kept(project: Project, last: list[manifest.File], made: list[manifest.File]) -> list[manifest.File]:
    """The last whole outputs of all that was not made now. Nothing is taken away while anything is wrong."""
    new = {file.path for file in made}
    kept = (manifest.kept(file, project.build) for file in last if file.path not in new)
    return [file for file in kept if file is not None]


def _finish(
    project: Project,
    words: dict[str, TemplateWords],
    listed: list[manifest.File],
    problems: list[Problem],
    last: list[manifest.File],
) -> list[Problem]:
    """Write the manifest, the page to open and the sums together, and remove outputs that no longer are any.

    Returns what is wrong with the page to open; the last one stays then.
    """
    build, found = project.build, list[Problem]()
    told: dict[str, bytes] = {}
    language = next((file.language for file in listed if file.language in words), next(iter(words), ""))
    try:
        if language:
            told["index.html"] = index(Templates(project.templates), words[language], listed, problems, faces())
    except Wrong as wrong:
        found += wrong.problems
    told["manifest.json"] = manifest.write(listed, [*problems, *found])
    summed = {file.path: file.sha256 for file in listed} | {name: manifest.digest(data) for name, data in told.items()}
    if "index.html" not in told and (build / "index.html").is_file():
        summed["index.html"] = manifest.digest((build / "index.html").read_bytes())
    told["SHA256SUMS"] = manifest.sums(summed)
    files.write_together({build / name: data for name, data in told.items()}, project.root)
    for file in last:
        if file.path not in summed:
            files.remove(build / file.path)
    return found
