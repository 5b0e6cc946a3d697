"""The checkout -> every paper that it can make or ever made: the words of each, and the SHA-256 of each file.

Everything is composed anew from content, in memory: build/ need not be there, and nothing of it is believed but sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import combinations, pairwise

from press.archive.attach import attach_frozen
from press.archive.record import read_sums
from press.build import manifest
from press.build.attachment import FOLDER as ATTACHMENTS
from press.build.cases import state
from press.build.cases.plan import Plan
from press.build.cases.run import CASES
from press.build.project import Input, Project
from press.cases import Casebook
from press.compose import compose
from press.compose.comparing import Side, compare
from press.compose.edition import Edition, Status
from press.compose.masthead import status_of
from press.compose.place import places
from press.document import Document
from press.facts import Revision
from press.html import Templates
from press.identify import Paper, Reference, Sort, of_page
from press.problem import Wrong
from press.read.casebook import read_casebook
from press.text import Text

SUMS = "SHA256SUMS"
MANY = 10
"""Texts of one document from which on not every two of them are compared."""
_SORTS = {
    "redline": Sort.REDLINE,
    "comparison": Sort.TABLE,
    "saksframlegg": Sort.SAKSFRAMLEGG,
    "folgeskriv": Sort.COVER,
    "register": Sort.REGISTER,
}


class Known:
    """What the checkout knows, worked out when it is asked for."""

    def __init__(self, project: Project, read: Input) -> None:
        self.project, self.read = project, read
        self.templates = Templates(project.templates)

    @cached_property
    def references(self) -> list[Reference]:
        """The words of every paper: texts, comparisons, papers of cases."""
        found = [self._reference(edition, document) for edition, document in self._editions()]
        return [one for one in found if one]

    @cached_property
    def files(self) -> dict[str, tuple[Paper, str]]:
        """SHA-256 of every file that was made and is recorded -> its paper, and where the record has it."""
        papers = {one.paper.name: one.paper for one in self.references}
        found: dict[str, tuple[Paper, str]] = {}
        for document in self.read.documents:
            for revision in document.facts.frozen:
                for name, sha in _stored(revision).items():
                    if name.rpartition(".")[2] in ("pdf", "docx", "html"):
                        where = f"content/{document.facts.id}/revisions/{revision.id}/{name}"
                        found[sha] = (papers.get(name.rpartition(".")[0]) or _named(name), where)
        for file in manifest.read(self.project.build / "manifest.json"):
            name = f"{file.document}-{file.revision}-{file.language}"  # the text, whatever day it was asked for
            paper = papers.get(file.edition.rpartition("/")[2]) or (papers.get(name) if _dated(file.purpose) else None)
            found.setdefault(file.sha256, (paper or _named(file.path), f"build/{file.path}"))
        for path, digest in self._recorded():
            stem = path.rpartition(".")[0]
            paper = papers.get(stem.removeprefix("build/")) or papers.get(stem.rpartition("/")[2])
            paper = paper or self._shared(stem, papers)
            kept = self._described(stem)
            if paper is None or (kept is not None and kept.content != paper.content):  # the text has changed since
                paper = kept or _named(path)
            before = found.setdefault(digest, (paper, path))[0]
            if before.council != paper.council:  # many councils were sent the very same
                found[digest] = replace(before, council=""), path
        return found

    def _recorded(self) -> Iterator[tuple[str, str]]:
        """Each file of a case, or for one, that build/ has a record of: its path and its SHA-256."""
        build = self.project.build
        for sums in (*sorted(build.glob(f"{CASES}/**/{SUMS}")), *sorted(build.glob(f"{ATTACHMENTS}/*/{SUMS}"))):
            listing = read_sums(sums.read_bytes())
            for name, digest in (listing.files if listing else {}).items():
                if name.endswith((".pdf", ".docx", ".html")):
                    yield f"{self.project.shown(sums.parent)}/{name}", digest
        for record in sorted(build.glob(f"{CASES}/*/{state.LOG}/register.json")):
            standing = state.read(record)
            for name, digest in (standing.files if standing else {}).items():
                yield f"{self.project.shown(record.parent.parent)}/{name}", digest

    def _described(self, stem: str) -> Paper | None:
        """What the record of a case says of a paper whose text is not known any more: the draft has changed since."""
        parts = stem.split("/")
        if len(parts) not in (4, 5) or parts[1] != CASES:
            return None
        case, *council, name = parts[2:]
        log = self.project.build / CASES / case / state.LOG
        records = (
            [log / f"{council[0]}.json", log / state.COMMON / f"{name}.json"] if council else [log / f"{name}.json"]
        )
        told = next((one.papers[name] for one in map(state.read, records) if one and name in one.papers), None)
        if told is None:
            return None
        return Paper(
            name=name,
            document=told["document"],
            title=told["title"],
            revision=told["revision"],
            label=told["label"],
            language=told["language"],
            sort=_SORTS.get(told["template"], Sort.TEXT),
            standing=f"as it was made: {told['status']}. Its text is not known any more",
            content=told["content"],
            case=case,
            council="".join(council),
        )

    def _shared(self, stem: str, papers: Mapping[str, Paper]) -> Paper | None:
        """An attachment that all councils of a case get, in the folder of one of them."""
        parts = stem.split("/")
        if len(parts) != 5 or parts[1] != CASES:
            return None
        case, council, name = parts[2:]
        shared = papers.get(f"{CASES}/{case}/{name}")
        return replace(shared, council=council) if shared else None

    def _editions(self) -> Iterator[tuple[Edition, Document]]:
        for document in self.read.documents:
            yield from self._texts(document)
            yield from self._comparisons(document)
        book = read_casebook(
            self.project.content, self.project.root, {str(one.facts.id): one for one in self.read.documents}
        )
        for name in book.cases:
            yield from self._case(book, name)

    def _texts(self, document: Document) -> Iterator[tuple[Edition, Document]]:
        """Every frozen text in every language that it was frozen in, and what the working text would be made to."""
        for revision in document.facts.frozen:
            frozen = attach_frozen(document.folder, revision, self.project.root)
            for language in frozen.words:
                if language in self.read.words:
                    entry = frozen.facts.revision(revision.id)
                    yield compose(frozen, language, self.read.words[language], entry), frozen
        revised = None if document.drafted else document.facts.adopted
        for language in document.words:
            if language in self.read.words and document.unserved(language):
                yield compose(document, language, self.read.words[language], revised), document

    def _comparisons(self, document: Document) -> Iterator[tuple[Edition, Document]]:
        """The redline and the table between each text and a later one; where there are many, the one after it alone."""
        line = [one for one in document.facts.line if one.frozen]
        sides = [Side(attach_frozen(document.folder, one, self.project.root), one) for one in line]
        draft = [Side(document, None)] if document.drafted else []
        base = [side for side in sides if document.facts.base and side.name == document.facts.base.id]
        every = combinations((*sides, *draft), 2)
        few = (*pairwise(sides), *((one, other) for one in base for other in draft))
        for one, other in every if len(sides) < MANY else few:
            for language in one.document.words:
                if language in other.document.words and language in self.read.words:
                    found = compare(one, other, document.facts, language, self.read.words[language])
                    yield found.marked, other.document
                    yield found.table, other.document

    def _case(self, book: Casebook, name: str) -> Iterator[tuple[Edition, Document]]:
        """The papers of a case, as they would be made today; what cannot be made is not known."""
        case = book.cases[name]
        if not any(one.facts.id == case.document for one in self.read.documents):
            return
        plan = Plan(self.project, self.read, book, case)
        councils = [str(one) for one in case.councils if one not in book.stopped.get(name, frozenset())]
        shared: dict[str, Edition] = {}
        own: list[Edition] = []
        for council in councils:
            try:
                own += [order.edition for order in plan.bundle(council).orders]
                shared |= {one.edition.stem: one.edition for one in plan.attached(case.councils[Text(council)])}
            except Wrong:
                continue
        yield from ((edition, plan.document) for edition in (*shared.values(), *own))

    def _reference(self, edition: Edition, document: Document) -> Reference | None:
        words = self.read.words[edition.language]
        try:
            page = self.templates.page(edition, words)
        except Wrong:
            return None  # a picture that is gone, perhaps; what can be read of the rest still tells
        headings = (words.note.footnotes,)
        return of_page(page, self._paper(edition, document), places(edition.sections, words), headings)

    def _paper(self, edition: Edition, document: Document) -> Paper:
        now = next((one for one in self.read.documents if one.facts.id == edition.document), document)
        return Paper(
            name=edition.name,
            document=str(edition.document),
            title=str(edition.title),
            revision=str(edition.revision),
            label=" ".join(edition.revision_label.split()),
            language=str(edition.language),
            sort=_SORTS.get(edition.template, Sort.TEXT),
            standing=standing(now, edition),
            content=edition.content_hash,
            translation=edition.standing_label if edition.translated else "",
            draft=edition.status is Status.DRAFT,
            case=edition.case,
            council=edition.council,
            attachment=edition.attachment,
            about=edition.about if edition.redline else "",
        )


def standing(document: Document, edition: Edition) -> str:
    """How the text of an edition stands today, in plain English: adopted, superseded, published, a draft."""
    revision = document.facts.revision(edition.revision)
    if revision is None and edition.status is Status.PAPER:
        return "sent to be decided; the text it is about is a draft, adopted by nobody"
    if revision is None:
        return "a draft, adopted by nobody"
    known = status_of(revision) is not Status.PUBLISHED
    told = f"adopted {revision.adopted}" if known else "published; when it was adopted is not known"
    later = _later(document, revision)
    told = f"{told}, superseded by {later.id}" if later else told
    return f"sent to be decided; the text it is about is {told}" if edition.status is Status.PAPER else told


def _later(document: Document, revision: Revision) -> Revision | None:
    """What took a revision's place: its correction, or the next one that was frozen."""
    line = [one for one in document.facts.line if one.frozen]
    ids = [one.id for one in line]
    at = ids.index(revision.id) + 1 if revision.id in ids else len(line)
    return line[at] if at < len(line) else None


def _dated(purpose: str) -> bool:
    """Whether a file was made as the text in force on a day."""
    return purpose.startswith("per-")


def _named(path: str) -> Paper:
    """A file of which no more is known than that it was made here."""
    name = path.rpartition("/")[2]
    return Paper(
        name.rpartition(".")[0], "", name, "", "", "", Sort.OTHER, "made here; its text is not known any more", ""
    )


def _stored(revision: Revision) -> dict[str, str]:
    """The files that were frozen with a revision, with their SHA-256."""
    return {str(name): str(digest) for name, digest in (revision.frozen.files if revision.frozen else {}).items()}
