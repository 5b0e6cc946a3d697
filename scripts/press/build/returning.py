"""A file that a translator sent back -> the words in <language>.yaml and their records, or a refusal and no change.

Nothing that comes back is trusted: ids and source must be those that were sent, and the whole document must hold
together with the new words before a sign is written.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from press.build import files
from press.build.confirm import (
    Recorder,
    Said,
    confirmed,
    known_records,
    lowered,
    named,
    records_file,
)
from press.build.outcome import Outcome
from press.build.past import ready
from press.build.project import Project, Say, look_through, read_attached
from press.build.returned import Part, files_of, parts_of, read_file
from press.document import Document, Translation
from press.edtf import Edtf
from press.parcel.exchange import Return
from press.parcel.status import single_blanks
from press.problem import Place, Problem, Wrong
from press.read import documents, read_glossaries, read_words, with_translations
from press.read.convert import read
from press.read.insert import insert, replace
from press.read.rewrite import read_plain, rewrite, steps_of
from press.read.spans import Steps
from press.records import Record, State
from press.text import Text
from press.translation.units import Unit, canonical, digest, units

LARGEST = 50_000_000
"""Bytes that a file from a translator may have."""


def take(root: Path, path: Path, by: str | None, say: Say) -> Outcome:
    """Take in what came back. Raises `Wrong` with everything that is wrong; nothing is written then.

    `by` is who vouches for what the file says was reviewed, or is still right though the source was changed.
    """
    try:
        return _take(root, path, by, say)
    except Wrong:
        say("the file was not taken in, and nothing was changed")
        raise


def _take(root: Path, path: Path, by: str | None, say: Say) -> Outcome:
    project = Project(root)
    if by is not None and (problem := named("BY", by)):
        raise Wrong(problem)
    came = files_of(_bytes(path), path.name)
    with ready(project):
        words, glossaries = read_words(project.templates, root), read_glossaries(project.content, root)
        taken = _the_changed(project, came, by)
        for line in taken.told:
            say(line)
        if not taken.sayings:
            say("nothing in the file is new: nothing was changed")
            return Outcome(0, 0, 0, ())
        stands, data = _with_words(project, taken)
        recorder = Recorder(stands, taken.language)
        records = {
            name: said if isinstance(said, Record) else recorder.record(name, said, taken.parts[name].sources)
            for name, said in taken.sayings.items()
        }
        after = confirmed(stands, taken.language, records)
        try:
            problems = look_through(after, words, glossaries)
        except Wrong as wrong:
            raise Wrong(*(_in_the_file(problem, after, taken) for problem in wrong.problems)) from None
        _write(project, taken, data, records)
        for name, record in records.items():
            say(f"{taken.language} {name}: {_outcome(after, taken, name, record)}")
    return Outcome(len(records), 0, 0, tuple(problems))


@dataclass(frozen=True)
class _Taken:
    """What a file changes: the parts of it, which of them have new words, and what is recorded of which, or the record
    itself; `told` is what somebody should know."""

    document: Document
    language: str
    parts: Mapping[str, Part]
    rewritten: tuple[str, ...] = ()
    sayings: Mapping[str, Said | Record] = field(default_factory=dict)
    told: tuple[str, ...] = ()


def _the_changed(project: Project, came: Mapping[str, bytes], by: str | None) -> _Taken:
    """What the file changes; of a whole parcel, what the one file in it changes that was worked in."""
    found = {path: _taken(project, path, data, by) for path, data in came.items()}
    changing = [path for path, taken in found.items() if taken.sayings]
    if len(changing) > 1:
        names = ", ".join(path.rpartition("/")[2] for path in changing)
        message = f"Several files in the parcel were changed: {names}."
        raise Wrong(Problem(Place(changing[0]), "P609", message, "Send back one of them alone: which one counts?"))
    return found[changing[0]] if changing else next(iter(found.values()))


def _taken(project: Project, path: str, data: bytes, by: str | None) -> _Taken:
    returned = read_file(data, path)
    document = _belongs_to(project, returned, path)
    parts = {part.unit: part for part in parts_of(document, returned, path)}
    written = units(document.translations[returned.language].written)
    records = known_records(document, returned.language)
    rewritten, sayings, told = [], dict[str, Said | Record](), list[str]()
    lost: list[Problem] = []
    for name, part in parts.items():
        known, before = _texts(written.get(name)), records.get(name)
        changed = any(text != known.get(inside, "") for inside, text in part.texts.items())
        stands = part.open is False and not part.older and not part.moved
        reshaped = stands and bool(known) and set(known) != set(part.texts)
        new = part.translated and (changed or reshaped)
        if new:
            rewritten.append(name)
            lost += [] if _came(before, known) else _lost(part, known, returned.language)
        elif changed:
            told.append(f"{name} is translated in part only, or was emptied: what is there stays as it is")
        said, remark = _saying(document, returned.language, part, new, by, before)
        if said:
            sayings[name] = said
            told += [f"{name} has a comment: {one}" for one in said.comments if one not in _noted(before)]
        if remark:
            told.append(f"{name} {remark}")
    if lost:
        raise Wrong(*lost)
    return _Taken(document, returned.language, parts, tuple(rewritten), sayings, tuple(told))


def _belongs_to(project: Project, returned: Return, path: str) -> Document:
    """The document that a file is of. Raises `Wrong` where it is none of ours, or has no such language."""
    known = [folder.name for folder in documents(project.content)]
    if returned.document not in known:
        message = f"The file belongs to the document `{returned.document}`, which is not here."
        hint = f"Look whether it is the right file. Here is: {', '.join(known)}."
        raise Wrong(Problem(Place(path), "P611", message, hint))
    document = read_attached(project, project.document(returned.document))
    if returned.language not in document.translations:
        message = f"The file is translated into `{returned.language}`; `{returned.document}` has no such language."
        hint = f"It has {', '.join(sorted(document.translations))}. Send back the file that came with the parcel."
        raise Wrong(Problem(Place(path), "P612", message, hint))
    return document


def _saying(
    document: Document, language: str, part: Part, new: bool, by: str | None, before: Record | None
) -> tuple[Said | Record | None, str]:
    """What is recorded of a part, and what is said besides. Only somebody named says that words are still right, and
    only of a source that they were not made from before."""
    fresh = tuple(one for one in part.comments if one and one not in _noted(before))
    today = Edtf.parse(time.strftime("%Y-%m-%d"))
    looked_at = part.state in (State.REVIEWED, State.CERTIFIED)
    if new:
        state = State.REVIEWED if looked_at and by else State.DRAFT
        return Said(state, by, today if by else None, fresh), _remark(looked_at and not by)
    bound = document.translations[language].parts.get(part.unit)
    other = not part.older or before is None or part.sources != before.made_from
    seen = None if part.moved else bound
    waits = seen is not None and seen.stale and part.translated and part.open is False and other
    rises = seen is not None and seen.current and seen.state is State.DRAFT and looked_at and not part.older
    if (waits or rises) and by:
        return Said(State.REVIEWED if looked_at else State.DRAFT, by, today, fresh), ""
    remark = _remark(waits or rises)
    if fresh and before is not None:
        return before.model_copy(update={"comments": (*before.comments, *map(Text, fresh))}), remark
    if fresh and bound is not None and bound.state is State.MISSING:
        return Said(State.MISSING, None, None, fresh), remark
    return None, remark


def _noted(record: Record | None) -> list[str]:
    return [single_blanks(one) for one in record.comments] if record else []


def _lost(part: Part, known: Mapping[str, str], language: str) -> list[Problem]:
    """A problem for each text that would give way though it is not the one that was sent."""
    problems = []
    for inside, text in part.texts.items() if part.moved else ():
        if known.get(inside, text) != text:
            message = f"`{part.unit}#{inside}` was changed in {language}.yaml since it was sent: «{known[inside]}»"
            hint = "Write there which words count, and empty this text in the file."
            problems.append(Problem(part.places[inside], "P613", message, hint))
    return problems


def _came(record: Record | None, known: Mapping[str, str]) -> bool:
    """Whether words came in with a file, and nobody has touched or confirmed them since: a later file may mend them."""
    return record is not None and record.by is None and record.translation == digest(known)


def _remark(unsaid: bool) -> str:
    return "is said to be right, but nobody vouches for it: say who with BY=…, or confirm it" if unsaid else ""


def _texts(written: Unit | None) -> dict[str, str]:
    return {path: canonical(text) for path, text in written.segments.items()} if written else {}


def _with_words(project: Project, taken: _Taken) -> tuple[Document, bytes]:
    """The document as it is to be, and the bytes of its language file. Raises `Wrong` where they cannot be."""
    document, language = taken.document, taken.language
    path = document.folder / f"{language}.yaml"
    shown, data = project.shown(path), path.read_bytes()
    problems, changes = [], dict[Steps, str]()
    said, source, written_units = (
        read_plain(data, shown),
        units(document.source),
        units(document.translations[language].written),
    )
    for name in taken.rewritten:
        texts, known = taken.parts[name].texts, _texts(written_units.get(name))
        if known and set(known) == set(texts):
            changes |= {steps_of(said, name, p): new for p, new in texts.items() if new != known[p]}
    data = rewrite(data, shown, changes)
    for name in taken.rewritten:
        texts, known = taken.parts[name].texts, _texts(written_units.get(name))
        if known and set(known) == set(texts):
            continue
        if name in source and set(texts) == set(source[name].segments):
            data = (replace if known else insert)(data, shown, document.source, name, texts)
        else:
            message = f"`{name}` has another shape in the authoritative text by now: items, rows or texts differ."
            if name not in source:
                message = f"`{name}` is no longer in the authoritative text."
            hint = "Keep its translation elsewhere, and empty it in the file: then the others are taken in."
            problems.append(Problem(next(iter(taken.parts[name].places.values())), "P610", message, hint))
    if problems:
        raise Wrong(*problems)
    written = {name: one.written for name, one in document.translations.items()}
    written[language] = read(data, shown, Translation)
    stands = with_translations(document, written, {name: known_records(document, name) for name in written})
    return stands, data


def _in_the_file(problem: Problem, after: Document, taken: _Taken) -> Problem:
    """A problem of the new words, at their place in the file that came: they are not written anywhere else yet."""
    for name in taken.rewritten:
        for inside, text in units(after.translations[taken.language].written)[name].segments.items():
            at = text.origin
            if at and at.path == problem.place.path and at.line < problem.place.line <= at.end_line + 1:
                message = f"In the translation of `{name}#{inside}`: {problem.message}"
                return dataclasses.replace(problem, place=taken.parts[name].places[inside], message=message, excerpt="")
    return problem


def _write(project: Project, taken: _Taken, data: bytes, records: Mapping[str, Record]) -> None:
    """Words before records: stopped between the two, the block is seen to be another than was confirmed."""
    path = taken.document.folder / f"{taken.language}.yaml"
    told = {path: data} if taken.rewritten else {}
    told |= records_file(project, taken.document, taken.language, records)
    files.rewrite_together(told, project.root)


def _outcome(after: Document, taken: _Taken, name: str, record: Record) -> str:
    translated = after.translations[taken.language]
    if name in translated.orphans:
        return f"{record.state}, of a part that the authoritative text no longer has"
    older = translated.parts[name].stale and record.state != State.MISSING
    before = known_records(taken.document, taken.language).get(name)
    told = f"{record.state}, made from an older source: it is outdated" if older else str(record.state)
    return told + lowered(before, record.state)


def _bytes(path: Path) -> bytes:
    """The bytes of the file. Raises `Wrong` where it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            message = f"The file has {path.stat().st_size:,} bytes; at most {LARGEST:,} are read."
            raise Wrong(Problem(Place(path.name), "P601", message, "Look whether it is the right file."))
        return path.read_bytes()
    except OSError as fault:
        message = f"The file cannot be read: {fault.strerror}."
        hint = "Write FILE=… with the path of what came back."
        raise Wrong(Problem(Place(str(path)), "U141", message, hint)) from None
