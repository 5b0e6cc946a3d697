"""Everything that is known of cases: the casebook, the documents that they are about, and what is wrong with both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.build.project import Project, read_attached
from press.cases import Casebook
from press.document import Document
from press.problem import Exit, Problem, Wrong
from press.read import documents
from press.read.casebook import CASES, COUNCILS, read_casebook


@dataclass(frozen=True)
class Cases:
    """The casebook, and the documents that can be read, by id; `unread` are the problems of those that cannot."""

    project: Project
    book: Casebook
    documents: Mapping[str, Document]
    unread: tuple[Problem, ...]

    def path(self, name: str) -> str:
        """What problems call the file of a case."""
        return self.project.shown(self.project.content / CASES / f"{name}.yaml")

    def wrong(self, name: str) -> list[Problem]:
        """All that is wrong where a case cannot be read whole: in its file, among the councils, in the documents."""
        if name in self.book.cases and name not in self.book.failed and not self.book.stopped.get(name):
            return []
        shown = (self.path(name), self.path(COUNCILS.removesuffix(".yaml")))
        found = [one for one in self.book.problems if one.place.path in shown and one.exit is not Exit.MADE]
        return found or [*self.book.problems, *self.unread]


def read_cases(project: Project) -> Cases:
    """All cases of a project."""
    found: dict[str, Document] = {}
    unread: list[Problem] = []
    for folder in documents(project.content):
        try:
            found[folder.name] = read_attached(project, folder)
        except Wrong as wrong:
            unread += wrong.problems
    return Cases(project, read_casebook(project.content, project.root, found), found, tuple(unread))
