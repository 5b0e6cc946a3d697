"""«What is this paper?»: a file from anywhere -> what it is, held to everything that the checkout knows.

The file is opened in a process of its own with little time and memory, as nobody knows who made it. Nothing is written.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from press.build.fence import confine
from press.build.known import Known
from press.build.manifest import digest
from press.build.past import sound
from press.build.project import Project, read_project
from press.identify import Found, Paper, State, Verdict, identify
from press.identify.carrier import Carrier
from press.problem import Place, Problem, Wrong, visible

LARGEST_FILE = 400_000_000
"""Bytes of a file that is looked at; a pack of 300 pages with pictures has some 30 million."""
SECONDS = 90
BYTES = 2 << 30
"""Processor time and memory for opening a file."""
MOST_SHOWN = 40
"""Changes of one paper that are told on the command line."""


def what_is(root: Path, path: Path) -> Verdict:
    """What a file is. Raises `Wrong` where it cannot be opened (U190, O391 to O394), or the project cannot be read."""
    data = _bytes(path)
    project = Project(root)
    sound(project)
    read = read_project(project)
    if read.failed or not read.words:
        raise Wrong(*read.problems)
    known = Known(project, read)
    same = known.files.get(digest(data))
    if same:
        paper, where = same
        why = (f"Its SHA-256 is that of {where}.",)
        return Verdict((Found(State.SAME_FILE, (paper,), case=paper.case, council=paper.council, why=why),))
    return identify(_carrier(data, path.name), known.references)


def _bytes(path: Path) -> bytes:
    place = Place(str(path))
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(LARGEST_FILE + 1) if path.is_file() else None
    except OSError as fault:
        message = f"The file cannot be opened: {os.strerror(fault.errno or 0)}."
        raise Wrong(Problem(place, "U190", message, "Name a PDF or a Word file with FILE=.")) from None
    if data is None or not data:
        raise Wrong(Problem(place, "U190", "There is nothing in the file.", "Name a PDF or a Word file with FILE=."))
    if len(data) > LARGEST_FILE:
        message = f"The file has {size:,} bytes; at most {LARGEST_FILE:,} are read."
        raise Wrong(Problem(place, "O393", message, "Take the pages that are meant out of it first."))
    return data


def _carrier(data: bytes, name: str) -> Carrier:
    """The words of a file, read in a process of its own. Raises `Wrong` (O394) where that does not come to an end."""
    with ProcessPoolExecutor(1, mp_context=get_context("fork"), initializer=_little) as pool:
        try:
            return pool.submit(read_carrier, data, name).result()
        except (BrokenProcessPool, MemoryError):
            message = "Opening the file was stopped: it took too long, or too much memory."
            raise Wrong(Problem(Place(name), "O394", message, "Save or print it to PDF anew, and try that.")) from None


def _little() -> None:
    confine()
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_carrier(data: bytes, name: str) -> Carrier:
    """The words of a PDF or a Word file. Raises `Wrong` (O392) where it is neither, and as their readers do."""
    from press.identify import reading_pdf, reading_word

    if b"%PDF-" in data[:1024]:
        return reading_pdf.read(data, name)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return reading_word.read(data, name)
    message = "The file is neither a PDF nor a Word file."
    raise Wrong(
        Problem(Place(name), "O392", message, "Save or print it as one of them; of a picture, make a PDF with text.")
    )


def told(verdict: Verdict, name: str) -> Iterator[str]:
    """What is said of a file, in plain English, line by line."""
    if not verdict.found[0].papers and len(verdict.found) == 1:
        yield f"{visible(name)}: {State.UNKNOWN.value}"
    for one in verdict.found:
        yield from _lines(one, name, verdict.pages)


def _lines(found: Found, name: str, pages: int) -> Iterator[str]:
    where = f"{visible(name)}{_pages(found, pages)}"
    for number, paper in enumerate(found.papers):
        yield f"{where}: {found.state.value}" if not number else "  or"
        yield from (f"  {line}" for line in _paper(paper, found))
    if found.here:
        yield f"  in the file: {', '.join(found.here)}"
    if found.absent:
        yield f"  not in the file: {', '.join(found.absent)}"
    for change in found.changes[:MOST_SHOWN]:
        yield f"  altered, {visible(str(change))}"
    if len(found.changes) > MOST_SHOWN:
        yield f"  … and {len(found.changes) - MOST_SHOWN} more"
    for why in found.why:
        yield f"  ({why})"


def _pages(found: Found, pages: int) -> str:
    if not found.first:
        return ""
    if found.first == found.last:
        return f", page {found.first} of {pages}"
    return f", pages {found.first}–{found.last} of {pages}"


def _paper(paper: Paper, found: Found) -> Iterator[str]:
    yield f"what: {', '.join(filter(None, (paper.title, paper.sort.value, paper.attachment, paper.about)))}"
    if paper.document:
        yield f"document: {paper.document}, revision: {paper.revision} («{paper.label}»), language: {paper.language}"
    yield f"standing: {paper.standing}"
    if paper.translation:
        yield f"translation: {paper.translation}"
    case = " in ".join(filter(None, (found.case or paper.case, found.council or paper.council)))
    if case:
        yield f"case: {case}"


def as_json(verdict: Verdict) -> dict[str, Any]:
    """The same as an object, for `--json`."""
    return asdict(verdict)
