"""Built files -> the folder that a case officer attaches to a case, if the text may stand there.

Only the words that count, or a certified translation of them, may be the main attachment: nobody decides on a text that
nobody vouches for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from press.build import files, manifest
from press.build.manifest import PDF, WORD, File
from press.build.outcome import Outcome
from press.build.past import ready
from press.build.project import Project, Say
from press.compose import REVISED
from press.problem import Place, Problem, Wrong, meant
from press.records import Standing

FOLDER = "attachments"
MAIN, COURTESY = "main", "courtesy"
MAY_BE_MAIN = ("", Standing.AUTHORITATIVE, Standing.CERTIFIED)
"""Standings of a text that a council may decide on; it is empty where a document has one language only."""


@dataclass(frozen=True)
class Asked:
    """Which text is attached, and as what: the main attachment, or a courtesy beside it."""

    language: str
    revision: str | None = None
    kind: str = MAIN
    document: str | None = None


def attach(root: Path, asked: Asked, say: Say) -> Outcome:
    """Put the PDF and the Word file with their checksums into build/attachments. Raises `Wrong` where they may not."""
    project = Project(root)
    if asked.kind not in (MAIN, COURTESY):
        message = f"A text is attached as {MAIN} or as {COURTESY}, not as `{asked.kind}`."
        raise Wrong(Problem(Place(f"AS={asked.kind}"), "U151", message, meant(asked.kind, (MAIN, COURTESY))))
    with ready(project):
        found = _found(project, asked)
        folder = project.build / FOLDER / f"{found[0].edition.rpartition('/')[2]}-{asked.kind}"
        for old in sorted(folder.glob("*")):  # of another standing, perhaps
            files.remove(old)
        if refused := refusal(found[0], asked.kind):
            raise Wrong(refused)
        told = {file.path.rpartition("/")[2]: (project.build / file.path).read_bytes() for file in found}
        told["SHA256SUMS"] = manifest.sums({name: manifest.digest(data) for name, data in told.items()})
        files.write_together({folder / name: data for name, data in told.items()}, root)
    if found[0].status == "draft":
        say(f"{found[0].edition} is a draft of the text, not yet adopted (REVISION= names another)")
    for name in told:
        say(f"made {project.shown(folder)}/{name}")
    return Outcome(1, 0, 0, ())


def refusal(file: File, kind: str) -> Problem | None:
    """Why a file may not be attached so; None where it may."""
    if kind == COURTESY and file.standing in ("", Standing.AUTHORITATIVE):
        message = f"{file.edition} is the authoritative text: it is no courtesy."
        return Problem(Place(f"build/{file.path}"), "U153", message, "Attach it as the main one: leave AS= out.")
    if kind == COURTESY or file.standing in MAY_BE_MAIN:
        return None
    message = f"{file.edition} is no text that a council can decide on: a {file.standing} translation."
    hint = "Attach the authoritative text as the main one, and this beside it with AS=courtesy; or have it certified."
    return Problem(Place(f"build/{file.path}"), "C441", message, hint)


def _found(project: Project, asked: Asked) -> Sequence[File]:
    """The PDF and the Word file of the text, as the last build made them."""
    folder = project.document(asked.document).name
    listed = [
        file
        for file in manifest.read(project.build / "manifest.json")
        if file.document == folder and file.media_type in (PDF.media_type, WORD.media_type)
        if file.purpose in ("", REVISED)
    ]
    listed.sort(key=lambda file: file.purpose != REVISED)  # what was mended since is what counts today
    wanted = [
        file
        for file in listed
        if file.language == asked.language
        and (file.revision == asked.revision if asked.revision else not file.superseded)
    ]
    chosen = [file for file in wanted if file.edition == wanted[0].edition]
    there = [file for file in chosen if manifest.still_there(file, project.build)]
    if not there or len(there) != len(chosen) or any(file.outdated for file in there):
        known = ", ".join(dict.fromkeys(f"{file.language} {file.revision}" for file in listed)) or "nothing"
        message = f"There is no built text in `{asked.language}`{f' of `{asked.revision}`' if asked.revision else ''}."
        hint = f"Run make first. Built are: {known}."
        raise Wrong(Problem(Place("build/manifest.json"), "U152", message, hint))
    return there
