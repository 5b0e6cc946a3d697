"""One run: read everything, make what can be made, and tell the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from press.build.deliver import Delivery
from press.build.index import index
from press.build.make import Order
from press.build.outcome import Outcome
from press.build.past import end_stopped, ready, served, sound
from press.build.project import Input, Project, Say, read_project, without_words
from press.build.translations import lagging
from press.compose import compose, statements
from press.compose.edition import Edition
from press.document import Document
from press.facts import Revision
from press.html import Templates
from press.problem import Place, Problem, Wrong
from press.proof import Said
from press.read.casebook import read_casebook

__all__ = ["Outcome", "Project", "build", "check", "prepare"]

LONGEST_NAME = 80
"""Characters that the name of an output may have, with its ending (case systems cut longer ones)."""


def check(root: Path) -> Outcome:
    """Read and compose everything, and print it through the templates, without making an output."""
    project = Project(root)
    end_stopped(project)
    sound(project)
    orders, read = prepare(project, everything=True)
    problems = [*read.problems, *_casebook(project, read)]
    templates = Templates(project.templates)
    for order in orders:
        try:
            templates.page(order.edition, order.words)
            index(templates, order.words, [], [])
        except Wrong as wrong:
            problems += wrong.problems
    return Outcome(len(orders), len(read.failed), 0, tuple(problems), notes=tuple(lagging(read)))


def _casebook(project: Project, read: Input) -> tuple[Problem, ...]:
    """What is wrong with the councils and the cases."""
    documents = {str(document.facts.id): document for document in read.documents}
    return read_casebook(project.content, project.root, documents).problems


def build(root: Path, say: Say) -> Outcome:
    """Make every draft, and serve every adopted revision as it is stored. `say` is told what is being done."""
    project = Project(root)
    with ready(project):
        orders, read = prepare(project)
        delivery = Delivery(project, say)
        delivery.take(served(project, read.documents))
        delivery.make(orders)
        return replace(delivery.finish(read), notes=tuple(lagging(read)))


def prepare(project: Project, *, everything: bool = False) -> tuple[list[Order], Input]:
    """Everything up to the printing: what to make, and what was read with all its problems.

    Only drafts are made; with `everything` also what is adopted as it stands, as if it were to be made today.
    """
    read = read_project(project)
    orders, problems = _orders(project, read, everything)
    return orders, replace(read, problems=(*read.problems, *problems))


def _orders(project: Project, read: Input, everything: bool) -> tuple[list[Order], list[Problem]]:
    """An order for each language of each document; none where the templates' own words cannot be read."""
    orders: list[Order] = []
    problems: list[Problem] = []
    for document in read.documents:
        for language in document.facts.languages:
            if language in read.words and (everything or document.unserved(language)):
                revision = None if document.drafted else document.facts.adopted
                order = order_for(project, read, document, language, revision)
                problems += too_long(order.edition)
                orders.append(order)
            elif read.words and language not in read.words:
                problems.append(without_words(language))
    return orders, problems


def order_for(project: Project, read: Input, document: Document, language: str, revision: Revision | None) -> Order:
    """The order for one edition of a document: of a revision whose words it holds, else of its draft."""
    words = read.words[language]
    edition = compose(document, language, words, revision)
    return Order(edition, words, project.templates, said(document, language, edition))


def said(document: Document, language: str, edition: Edition) -> Said:
    """What the content says that must be in the outputs of an edition."""
    marks = statements.marks(document, language)
    return Said(
        ordered=statements.ordered(document, language),
        worked_out=statements.worked_out(edition),
        unordered=statements.unordered(document, language),
        strong=marks.strong,
        emphasis=marks.emphasis,
        links=marks.links,
    )


def too_long(edition: Edition) -> list[Problem]:
    """A problem where the outputs' names are longer than case systems take."""
    if len(f"{edition.name}.docx") <= LONGEST_NAME:
        return []
    message = f"The file name {edition.name}.docx has more than {LONGEST_NAME} characters."
    return [Problem(Place(f"build/{edition.document}"), "C318", message, "Choose shorter ids for the revisions.")]
