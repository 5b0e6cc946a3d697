"""The archive as a build meets it: proven first, served as it is stored, and never made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from press.archive import prove
from press.archive.record import FOLDER, SUMS, UNFINISHED
from press.build import files, manifest, store
from press.build.manifest import File
from press.build.project import Project
from press.document import Document
from press.facts import Revision
from press.problem import Exit, Place, Problem, Wrong
from press.read import documents

MANIFEST = "manifest.json"
"""What a revision's folder calls the list of the outputs that are stored in it."""


UNREAD = "I309"
"""That document.yaml cannot be read: the archive is held to its own sums alone; what is wrong is told as content."""


def verify(project: Project) -> list[Problem]:
    """Everything that is altered in the archive of any document."""
    end_stopped(project)
    return altered(project)


def end_stopped(project: Project) -> None:
    """Bring an adoption to an end that was stopped, where there is one."""
    if any(project.content.glob(f"*/{FOLDER}/{UNFINISHED}*")):
        with files.alone(project.build, project.root):
            settle(project)


def altered(project: Project) -> list[Problem]:
    """Everything that is altered in the archive of any document, as it lies there."""
    found = [problem for folder in documents(project.content) for problem in prove(folder, project.shown(folder))]
    for kept in sorted(project.content.glob(f"*/{FOLDER}")):
        if not (kept.parent / "document.yaml").is_file() and any(kept.iterdir()):
            shown = project.shown(kept)
            message = f"{shown} holds adopted revisions, but the document.yaml that records them is gone."
            hint = f"Take it back from version control or from a copy: git checkout -- {project.shown(kept.parent)}"
            found.append(Problem(Place(shown), "I310", message, hint))
    return found


def sound(project: Project) -> None:
    """Raises `Wrong` with all that is altered in the archives. What is wrong with a working text is told elsewhere."""
    found = [problem for problem in altered(project) if problem.exit is Exit.INTEGRITY and problem.code != UNREAD]
    if found:
        raise Wrong(*found)


@contextmanager
def ready(project: Project) -> Iterator[None]:
    """Alone in build/, with nothing left unfinished there or in the archives, and the archives proven."""
    with files.alone(project.build, project.root):
        files.sweep(project.build)
        for begun in project.content.glob(f"*/{UNFINISHED}*.yaml"):
            if begun.name != f"{UNFINISHED}document.yaml":  # that one is an adoption's
                begun.unlink()
        settle(project)
        sound(project)
        yield


def served(project: Project, found: Iterable[Document]) -> Iterator[tuple[File, bytes]]:
    """The stored outputs of every adopted revision, with what the manifest says of each."""
    for document in found:
        for revision in document.facts.frozen:
            yield from stored(project, document, revision)


def stored(project: Project, document: Document, revision: Revision) -> Iterator[tuple[File, bytes]]:
    """The stored outputs of one revision. Raises `Wrong` (integrity) where they are not there."""
    folder = document.folder / FOLDER / revision.id
    listed = manifest.read(folder / MANIFEST)
    if not listed:
        message = f"The list of the stored files of `{revision.id}` cannot be read."
        place = Place(project.shown(folder / MANIFEST))
        raise Wrong(Problem(place, "I302", message, "Run make verify: it names all that is altered in the archive."))
    current = document.facts.adopted
    for file in listed:
        data = (folder / file.path.rpartition("/")[2]).read_bytes()
        yield replace(file, superseded=current is None or revision.id != current.id), data


def settle(project: Project) -> None:
    """Bring every adoption to an end that was stopped: finish what is recorded, sweep away the rest."""
    for folder in documents(project.content):
        store.settle(folder, project.root)


def proven(project: Project) -> int:
    """How many adopted revisions there are in the archives of all documents."""
    return sum(1 for _ in project.content.glob(f"*/{FOLDER}/*/{SUMS}"))
