"""A list of councils -> content/cases/councils.yaml with those of them that are not there yet.

Nothing that is there is written over: what the list says otherwise is told. Nothing is written unless all is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from press.build import files
from press.build.cases.listed import BODIES, Candidate, candidates, field_of, names
from press.build.outcome import Outcome
from press.build.past import ready
from press.build.project import Project, Say
from press.cases import Council, Councils
from press.opening import guard
from press.parcel.table import read_table
from press.problem import Exit, Place, Problem, Wrong
from press.read.casebook import CASES, COUNCILS, read_councils
from press.read.convert import read
from press.read.councilchecks import check_councils
from press.read.enlist import enlist

_COMPARED = ("name", "kind", "number", "organisation", "language", "body")


def take_list(root: Path, file: Path, say: Say) -> Outcome:
    """Add the councils of a list to councils.yaml.

    Raises `Wrong` with everything that is wrong; nothing is written then. Warnings tell what is there already and said
    otherwise, and what of the list was not read.
    """
    try:
        return _take(Project(root), file, say)
    except Wrong:
        say("the list was not taken in, and nothing was changed")
        raise


def _take(project: Project, file: Path, say: Say) -> Outcome:
    path = file.name
    table = read_table(_bytes(file), path, lambda heading: field_of(heading) is not None)
    say(f"{path}: read as {table.written}")
    found, warnings = candidates(table, path)
    with ready(project):
        folder = project.content / CASES
        taken = read_councils(folder, project.root)
        if wrong := [problem for problem in taken.problems if problem.exit is not Exit.MADE]:
            raise Wrong(*wrong)
        sorting = _Sorting(taken.made.councils if taken.made else ())
        for one in found:
            sorting.take(one)
        if problems := sorting.problems:
            raise Wrong(*warnings, *sorting.warnings, *problems)
        warnings += sorting.warnings
        if sorting.new:
            warnings += _write(project, folder / COUNCILS, sorting.new)
    _tell(sorting, say)
    return Outcome(len(sorting.new), 0, 0, tuple(warnings))


@dataclass
class _Sorting:
    """Which councils of a list are new, and which are there."""

    there: Sequence[Council]
    new: list[Candidate] = field(default_factory=list)
    known: int = 0
    warnings: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, one: Candidate) -> None:
        """One row of the list."""
        said = one.said
        before = [council for council in self.there if self._same(said, _fields(council))]
        listed = [other for other in self.new if self._same(said, other.said)]
        if len(before) > 1:
            both = " and ".join(f"`{council.id}`" for council in before)
            message = (
                f"{names([one])} has the number of one council and the organisation number or id of another: {both}."
            )
            self._wrong(one, "P634", message, "Correct the row, or councils.yaml.")
        elif before:
            self.known += 1
            self._compare(one, before[0])
        elif listed:
            self._again(one, listed[0])
        elif taken := [str(council.id) for council in self.there if council.id == said["id"]]:
            there = next(council for council in self.there if council.id == taken[0])
            number = f", {there.number}" if there.number else ""
            message = f"{names([one])} would be called `{said['id']}`, as «{there.name}»{number} in councils.yaml is."
            self._wrong(one, "P635", message, "Add a column id and give it another one.")
        elif clash := [other for other in self.new if other.said["id"] == said["id"]]:
            message = f"{names([clash[0], one])} would both be called `{said['id']}`."
            self._wrong(one, "P635", message, "Add a column id and give each of them one of its own.")
        else:
            self.new.append(one)

    @staticmethod
    def _same(said: Mapping[str, str], other: Mapping[str, str]) -> bool:
        """Whether two are one council: by number, by organisation number, or by id where no number says otherwise."""
        told = [said[key] == other[key] for key in ("number", "organisation") if key in said and key in other]
        return any(told) or (said["id"] == other["id"] and not told and said["name"] == other["name"])

    def _compare(self, one: Candidate, there: Council) -> None:
        fields = _fields(there)
        told = [key for key in _COMPARED if key in one.given]
        other = [
            f"{key} `{fields.get(key, 'nothing')}`, in the list `{one.said[key]}`"
            for key in told
            if one.said.get(key, "") != fields.get(key, "")
        ]
        if other:
            message = f"`{there.id}` is in councils.yaml already, and the list says otherwise: {'; '.join(other)}."
            hint = "It was left as it is. Change it there by hand where the list is right."
            self.warnings.append(Problem(one.place, "W611", message, hint))

    def _again(self, one: Candidate, other: Candidate) -> None:
        if one.said == other.said:
            message = f"{names([other, one])} are the same council: it is taken once."
            self.warnings.append(Problem(one.place, "W612", message, ""))
            return
        differing = [key for key in _COMPARED if one.said.get(key) != other.said.get(key)]
        message = f"{names([other, one])} are the same council, but {', '.join(differing) or 'id'} is not the same."
        self._wrong(one, "P636", message, "Take one of the rows away.")

    def _wrong(self, one: Candidate, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(one.place, code, message, hint))


def _fields(council: Council) -> dict[str, str]:
    """A council as the list would say it."""
    return {key: str(value) for key in ("id", *_COMPARED) if (value := getattr(council, key)) is not None}


def _write(project: Project, path: Path, new: Sequence[Candidate]) -> Iterator[Problem]:
    """Writes the file once all of it is held to the rules; gives warnings."""
    shown = project.shown(path)
    data = path.read_bytes() if path.is_file() else b""
    made = enlist(data, shown, [one.said for one in new])
    councils = read(made, shown, Councils).councils
    found = [one.problem for one in check_councils(councils, [council.id for council in councils])]
    if any(problem.exit is not Exit.MADE for problem in found):
        raise Wrong(*found)
    files.rewrite_together({path: made}, project.root)
    ids = {one.said["id"]: one for one in new}
    for problem in found:
        if one := next((one for name, one in ids.items() if f"`{name}`" in problem.message), None):
            yield Problem(one.place, problem.code, problem.message, problem.hint)


def _tell(sorting: _Sorting, say: Say) -> None:
    for one in sorting.new:
        say(f"added {one.said['id']}: {one.said['name']}, {one.said['language']}")
    if any("body" not in one.given for one in sorting.new):
        say(f"where the list names no body, {' or '.join(BODIES.values())} decides")
    say(f"councils added: {len(sorting.new)}; there already: {sorting.known}")


def _bytes(path: Path) -> bytes:
    """The bytes of the list. Raises `Wrong` where it cannot be read."""
    try:
        if path.exists() and not path.is_file():
            raise Wrong(
                Problem(Place(str(path)), "U161", "This is no file.", "Write FILE=… with the path of the list.")
            )
        size = path.stat().st_size
        if size > guard.LARGEST_ZIP:
            message = f"The file has {size:,} bytes; at most {guard.LARGEST_ZIP:,} are read."
            raise Wrong(Problem(Place(path.name), "P101", message, "Look whether it is the right file."))
        return path.read_bytes()
    except (OSError, ValueError) as fault:  # a name with NUL in it is no path
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        message = f"The file cannot be read: {reason}."
        raise Wrong(Problem(Place(str(path)), "U160", message, "Write FILE=… with the path of the list.")) from None
