"""The archive of a document -> every sign that something of it was altered.

document.yaml holds the SHA-256 of each SHA256SUMS, each SHA256SUMS those of the files beside it and of the SHA256SUMS
before it. Nothing that is as it was is parsed, so that a long history is proven in a moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from press.archive import differ
from press.archive.folder import Folder, Sort
from press.archive.record import (
    BLOCKS,
    FOLDER,
    RECORD,
    SUMS,
    UNFINISHED,
    Listing,
    digest,
    entry,
    number,
    read_sums,
)
from press.facts import Facts, Frozen, Revision
from press.problem import Place, Problem, Wrong
from press.read.convert import read
from press.text import Text, problem_at

_LINE_BACK = "The tool wrote this line and nobody changes it. Write it as it was; version control or a copy has it."


def prove(folder: Path, shown: str) -> list[Problem]:
    """As `verify`, from the document's folder alone. Where document.yaml cannot be read, that is told and all the same
    each folder of the archive is held to its own SHA256SUMS."""
    try:
        facts = read((folder / "document.yaml").read_bytes(), f"{shown}/document.yaml", Facts)
    except (OSError, Wrong) as fault:
        told = list(fault.problems) if isinstance(fault, Wrong) else []
        if not Folder(folder / FOLDER, f"{shown}/{FOLDER}").names:
            return told
        message = "document.yaml cannot be read, so the archive is held to its own sums alone."
        hint = "Correct it first: it says which revisions there are, and how they were adopted."
        alone = Problem(Place(f"{shown}/document.yaml"), "I309", message, hint)
        return [alone, *told, *verify_alone(folder, shown)]
    return verify(folder, shown, facts)


def verify(folder: Path, shown: str, facts: Facts) -> list[Problem]:
    """Everything that is altered in the archive of the document in `folder`, which problems call `shown`.

    Unfinished adoptions are passed by: `press.build.store.settle` sees to them.
    """
    chain = sorted(facts.frozen, key=number)
    kept = Folder(folder / FOLDER, f"{shown}/{FOLDER}")
    found = [_Kept(revision, kept, _witness(facts, chain, place)) for place, revision in enumerate(chain)]
    problems = [*_strangers(kept, {revision.id for revision in chain}), *_numbers(facts, chain, shown)]
    others = {str(one.frozen.sums): str(one.revision.id) for one in found}
    for one in found:
        problems += one.problems(others)
    for before, after in pairwise([None, *found]):
        if after is not None:
            problems += _link(before, after)
    if found:
        problems += [*_head(facts, found[-1]), *found[-1].order([one.id for one in facts.frozen])]
    return problems


def verify_alone(folder: Path, shown: str) -> list[Problem]:
    """What each SHA256SUMS of the archive alone shows to be altered, without document.yaml."""
    kept = Folder(folder / FOLDER, f"{shown}/{FOLDER}")
    problems: list[Problem] = []
    for name in kept.names:
        if name.startswith(UNFINISHED):
            continue
        here = kept.inside(name)
        sums = here.read(SUMS)
        listing = read_sums(sums) if sums is not None else None
        if listing is None:
            problems.append(here.problem(SUMS, "I301", "Nothing is proven of this folder: it has no sums."))
            continue
        problems += _files(here, listing.files, name)
        before = kept.inside(listing.before).read(SUMS) if listing.previous else None
        if listing.previous and (before is None or digest(before) != listing.previous):
            message = f"The revision `{listing.before}`, recorded before `{name}`, is gone or altered."
            problems.append(kept.inside(listing.before).problem(SUMS, "I305", message))
    return problems


class _Kept:
    """A frozen revision: what document.yaml says of its files, and its folder. `witness` is the SHA-256 of its
    SHA256SUMS as the next revision or the end of the chain has it."""

    def __init__(self, revision: Revision, kept: Folder, witness: str) -> None:
        assert revision.frozen is not None
        self.revision = revision
        self.frozen: Frozen = revision.frozen
        self.here = kept.inside(revision.id)
        self.sums = self.here.read(SUMS)
        self.digest = digest(self.sums) if self.sums is not None else None
        trusted = self.sums is not None and self.digest in (self.frozen.sums, witness)
        self.listing: Listing | None = read_sums(self.sums) if trusted and self.sums is not None else None

    @property
    def files(self) -> dict[str, str]:
        """The files and their SHA-256, from the record that is the more to be trusted."""
        return self.listing.files if self.listing else {str(name): str(sha) for name, sha in self.frozen.files.items()}

    def problems(self, others: dict[str, str]) -> Iterator[Problem]:
        """What is altered in its folder and in its entry. `others` are the ids of all revisions by their sums."""
        if not self.here.there:
            why = "is not there" if self.here.own else "is a link, or a file"
            message = f"The folder of the adopted revision `{self.revision.id}` {why}."
            yield self.here.problem("", "I302", message)
            return
        if self.listing is None and self.digest in others:
            message = (
                f"The folder of the adopted revision `{self.revision.id}` holds the files of `{others[self.digest]}`."
            )
            yield self.here.problem("", "I301", message)
            return
        yield from self._sums()
        yield from _files(self.here, self.files, self.revision.id)
        record = self.here.read(RECORD)
        if record is not None and digest(record) == self.files.get(RECORD):
            yield from differ.entries(self.revision, json.loads(record)["entry"], entry(self.revision))

    def _sums(self) -> Iterator[Problem]:
        name = self.revision.id
        if self.listing is None:
            if self.sums is not None:
                message = f"The sums of the adopted revision `{name}` have been changed."
                yield self.here.problem(SUMS, "I301", message)
            return
        if self.digest != self.frozen.sums:
            message = f"The entry of `{name}` has another SHA-256 of its SHA256SUMS than the file itself."
            yield problem_at(self.frozen.sums, "I304", message, _LINE_BACK)
        told, held = {str(key): value for key, value in self.frozen.files.items()}, self.listing.files
        for file in sorted({*told, *held}):
            if told.get(file) != held.get(file):
                message = f"The entry of `{name}` has another SHA-256 of {file} than its SHA256SUMS."
                yield problem_at(told.get(file, self.frozen.sums), "I304", message, _LINE_BACK)
        if self.frozen.previous != self.listing.previous:
            message = f"The entry of `{name}` has another SHA-256 of the revision before it than its SHA256SUMS."
            yield problem_at(self.frozen.previous or self.frozen.sums, "I304", message, _LINE_BACK)

    def order(self, now: list[str]) -> Iterator[Problem]:
        """Whether the frozen revisions stand in document.yaml as they stood when this one, the last, was recorded."""
        record = self.here.read(RECORD)
        if record is None or digest(record) != self.files.get(RECORD):
            return
        was: list[str] = json.loads(record)["order"]
        for name in was:
            if name not in now:
                message = f"The adopted revision `{name}` is gone from document.yaml, or is no longer frozen."
                yield problem_at(self.revision.id, "I306", message, "Take its entry back from version control.")
        left = [name for name in was if name in now]
        if left != [name for name in now if name in was]:
            message = f"The adopted revisions stood in another order: {', '.join(was)}; now {', '.join(now)}."
            yield problem_at(self.revision.id, "I306", message, "Put the entries back in the order of adoption.")


def _witness(facts: Facts, chain: Sequence[Revision], place: int) -> str:
    """What else tells the SHA-256 of a revision's SHA256SUMS: the revision after it, or the end of the chain."""
    if place + 1 < len(chain):
        after = chain[place + 1].frozen
        return (after.previous or "") if after else ""
    return facts.archive.last if facts.archive else ""


def _files(here: Folder, files: dict[str, str], revision: str) -> Iterator[Problem]:
    """What is altered among a revision's files: changed, gone, added, or no file at all."""
    changed: dict[str, bytes] = {}
    parts = None
    for name, sha in files.items():
        data = here.read(name)
        if data is None:
            yield here.missing(name, revision)
        elif digest(data) != sha:
            changed[name] = data
        elif name == BLOCKS:
            parts = data
    for name, data in changed.items():
        yield differ.file(here, name, data, revision, parts)
    for name in here.names:
        if name != SUMS and name not in files:
            message = f"`{name}` was not there when `{revision}` was adopted."
            yield here.problem(name, "I303", message, "Move it away: nothing is added to an adopted revision.")
    if here.names.get(SUMS) is not Sort.FILE:
        yield here.missing(SUMS, revision)


def _strangers(kept: Folder, known: set[str]) -> Iterator[Problem]:
    """What lies in the archive without being an adopted revision's folder."""
    if not kept.own:
        yield kept.problem("", "I303", "The archive is no folder of its own, but leads elsewhere.")
    for name in kept.names:
        if name not in known and not name.startswith(UNFINISHED):
            message = f"`{name}` lies in the archive, but document.yaml has no adopted revision of that name."
            hint = "Take its entry in document.yaml back from version control; or move it away, if it never was one."
            yield kept.problem(name, "I303", message, hint)


def _numbers(facts: Facts, chain: Sequence[Revision], shown: str) -> Iterator[Problem]:
    """The chain goes from 1 to the count at its end, each number once."""
    end = number(chain[-1]) if chain else 0
    for before, revision in pairwise([None, *chain]):
        expected = number(before) + 1 if before else 1
        if revision and revision.frozen and number(revision) != expected:
            message = f"`{revision.id}` has the number {number(revision)} in the chain, where {expected} is expected."
            yield problem_at(revision.frozen.number, "I305", message, _LINE_BACK)
    if chain and facts.archive is None:
        message = "The end of the chain, `archive`, is gone from document.yaml."
        yield Problem(Place(f"{shown}/document.yaml"), "I305", message, _LINE_BACK)
    if facts.archive and int(facts.archive.count) != end:
        message = f"The chain is to have {facts.archive.count} revisions, but its last one is number {end}."
        yield problem_at(facts.archive.count, "I305", message, _LINE_BACK)


def _link(before: _Kept | None, after: _Kept) -> Iterator[Problem]:
    """Whether a revision rests on the one before it. Silent where either is told to be altered itself."""
    if number(after.revision) != (number(before.revision) if before else 0) + 1:
        return
    expected = before.frozen.sums if before else None
    altered = (before and before.digest != before.frozen.sums) or (
        after.listing and after.listing.previous != after.frozen.previous
    )
    if after.frozen.previous != expected and not altered:
        last = f"`{before.revision.id}`, the one before it" if before else "nothing, though it is the first"
        message = f"`{after.revision.id}` does not rest on {last}: the chain is broken between them."
        at: Text = after.frozen.previous or after.frozen.number
        yield problem_at(at, "I305", message, _LINE_BACK)


def _head(facts: Facts, end: _Kept) -> Iterator[Problem]:
    whole = facts.archive and int(facts.archive.count) == number(end.revision)
    if facts.archive and whole and facts.archive.last not in (end.frozen.sums, end.digest):
        message = f"The end of the chain is not the SHA-256 of the SHA256SUMS of `{end.revision.id}`."
        yield problem_at(facts.archive.last, "I305", message, _LINE_BACK)
