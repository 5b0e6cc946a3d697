"""content/cases -> Casebook: the councils and the cases, and what is wrong with which of them.

A council with a mistake stops itself and no other, a case with one stops no other case. Never raises for content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from press.cases import Case, Casebook, Council, Councils
from press.document import Document
from press.problem import Exit, Place, Problem
from press.read import nodes
from press.read.casechecks import Asked, check_case
from press.read.councilchecks import check_councils
from press.read.entries import Shape, Taken, take
from press.read.found import Found
from press.text import Text

CASES = "cases"
"""The folder of content that holds the councils and the cases."""

COUNCILS = "councils.yaml"

_HERE = Place("")


def _spare(fields: Mapping[str, nodes.Node]) -> nodes.Mapping:
    return nodes.Mapping(_HERE, "", {name: Text(name) for name in fields}, dict(fields))


_COUNCIL = {"id": "x", "name": "x", "kind": "kommune", "language": "nb", "body": "x"}
_COUNCILS = Shape(
    "councils",
    Councils,
    nodes.Sequence(_HERE, "", [_spare({name: Text(said) for name, said in _COUNCIL.items()})]),
)
_CASE = Shape("case", Case, _spare({"x": _spare({})}))


def read_casebook(content: Path, root: Path, documents: Mapping[str, Document]) -> Casebook:
    """All councils and cases, as far as they can be read; places are relative to `root`.

    `documents` are those that could be read, by id; a case about another one has failed, and what is wrong with a
    document that is there is told with the document.
    """
    folder = content / CASES
    if not folder.is_dir():
        return Casebook()
    found = _Found(problems=list(_passed_by(folder, root)))
    paths = sorted(path for path in folder.glob("[!.]*.yaml") if path.name != COUNCILS)
    listed = read_councils(folder, root)
    found.problems += listed.problems
    known: dict[str, Council] = {}
    for one in listed.made.councils if listed.made else ():
        known.setdefault(one.id, one)
    if paths and not (folder / COUNCILS).is_file():
        place = Place((folder / COUNCILS).relative_to(root).as_posix())
        hint = "Write it, or make it from a list: make councils FILE=list.csv"
        found.problems.append(Problem(place, "C607", "There are cases, but no councils.yaml beside them.", hint))
    for path in paths:
        found.case(path, root, known, listed, documents)
    book = Casebook(
        councils=known,
        cases=found.cases,
        problems=tuple(dict.fromkeys(found.problems)),
        stopped=found.stopped,
        failed=frozenset(found.failed),
    )
    return replace(book, archive=listed.made.archive) if listed.made else book


def read_councils(folder: Path, root: Path) -> Taken[Councils]:
    """councils.yaml of a folder, as far as it can be read; where there is none, nothing is and nothing is wrong."""
    if not (folder / COUNCILS).is_file():
        return Taken()
    taken = take(folder / COUNCILS, root, _COUNCILS)
    if taken.made is not None:
        names = [entry.named for entry in taken.entries if entry.named is not None]
        for problem, stops in check_councils(taken.made.councils, names):
            taken.problems.append(problem)
            taken.stopped |= stops
    return taken


@dataclass
class _Found:
    """What was found until now."""

    problems: list[Problem]
    cases: dict[str, Case] = field(default_factory=dict)
    stopped: dict[str, frozenset[str]] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def case(
        self,
        path: Path,
        root: Path,
        known: Mapping[str, Council],
        listed: Taken[Councils],
        documents: Mapping[str, Document],
    ) -> None:
        """One case, by the name of its file."""
        name = path.stem
        taken = take(path, root, _CASE)
        self.problems += taken.problems
        case = taken.made
        if case is None:
            self.failed.add(name)
            return
        self.cases[name] = case
        named = {entry.name: entry.named or Text(entry.name) for entry in taken.entries}
        unread = case.document not in documents and (root / "content" / case.document / "document.yaml").is_file()
        asked = Asked(
            name, case, named, known, frozenset(listed.stopped), documents.get(case.document), tuple(documents), unread
        )
        stops, whole = self._sorted(check_case(asked) if listed.made is not None else ())
        if whole or unread or listed.made is None:
            self.failed.add(name)
        self.stopped[name] = frozenset((taken.stopped | stops | listed.stopped) & set(named))

    def _sorted(self, found: Iterable[Found]) -> tuple[set[str], bool]:
        """Which councils are stopped by what was found, and whether the case as a whole is."""
        stopped: set[str] = set()
        whole = False
        for problem, stops in found:
            self.problems.append(problem)
            if problem.exit is not Exit.MADE:
                stopped |= stops
                whole = whole or not stops
        return stopped, whole


def _passed_by(folder: Path, root: Path) -> Iterator[Problem]:
    """What lies in the folder and would be passed by without a word: another ending, or a folder deeper."""
    for path in sorted({*folder.glob("*.yml"), *folder.glob("*.YAML"), *folder.glob("*/*.y*ml")}):
        message = "Nobody reads this file: a case is a file <case>.yaml right in content/cases."
        yield Problem(Place(path.relative_to(root).as_posix()), "C606", message, "Move it there, or take it away.")
