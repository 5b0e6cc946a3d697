"""A file with an entry for each council -> its type, made of the entries that are right, and what is wrong with which.

A mistake within an entry takes that entry out and no other; a mistake anywhere else leaves nothing of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from press.problem import Exit, Place, Problem, Wrong
from press.read import nodes
from press.read.convert import convert
from press.read.gather import fetch
from press.read.glyphs import without_glyphs
from press.read.nodes import Node
from press.read.yaml import parse
from press.text import Text

M = TypeVar("M", bound=BaseModel)

_TWICE = "Y112"
"""That a key stands twice: it lies at the second of them, and so behind another entry."""


@dataclass(frozen=True)
class Entry:
    """An entry of a file: its name, empty where it says none, and the line and column where it begins."""

    name: str
    start: tuple[int, int]
    named: Text | None = None


@dataclass
class Taken(Generic[M]):
    """A file as far as it could be read: `made` of its sound entries, None where the file is wrong as a whole.

    `stopped` are the entries that are wrong, `entries` all of them.
    """

    made: M | None = None
    problems: list[Problem] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Shape(Generic[M]):
    """A kind of file with entries: its schema, its type, the key of its entries, and an entry that is always right.

    The type asks for one entry at least; the one given here stands in while none of the file's own is right.
    """

    kind: str
    model: type[M]
    spare: Node
    key: str = "councils"


def take(path: Path, root: Path, shape: Shape[M]) -> Taken[M]:
    """One file with all that is wrong with it."""
    taken: Taken[M] = Taken()
    data = fetch(path, root, shape.kind, taken.problems)
    if data is None:
        return taken
    tree, found = parse(data, path.relative_to(root).as_posix())
    taken.problems += found
    if tree is None:
        return taken
    taken.entries = tuple(_entries(tree, shape.key))
    where = _Where(tree, shape.key, taken.entries)
    taken.problems += _unless_told(_converted(tree, shape.model), found)
    if not _within(taken, where, taken.problems):
        return taken
    made, more = _without(tree, taken.stopped, shape)
    more += _unless_told(list(without_glyphs(made)), found)
    taken.problems += more
    taken.made = made if _within(taken, where, more) else None
    return taken


def _within(taken: Taken[M], where: _Where, problems: list[Problem]) -> bool:
    """Stops each entry that a problem lies in; whether they all lie in one."""
    stopped = [where.of(problem) for problem in problems if problem.exit is not Exit.MADE]
    taken.stopped.update(*stopped)
    return bool(taken.entries) and all(stopped)


def _converted(tree: Node, model: type[BaseModel]) -> list[Problem]:
    try:
        convert(tree, model)
    except Wrong as wrong:
        return list(wrong.problems)
    return []


def _unless_told(problems: list[Problem], told: list[Problem]) -> list[Problem]:
    """Those that do not follow from a problem in the same line."""
    lines = {problem.place.line for problem in told}
    return [problem for problem in problems if problem.place.line not in lines]


def _without(tree: Node, stopped: set[str], shape: Shape[M]) -> tuple[M | None, list[Problem]]:
    """The file made of the entries that are not stopped."""
    assert isinstance(tree, nodes.Mapping), "a file that is no mapping is wrong as a whole"
    listed = tree.values[shape.key]
    names = [entry.name for entry in _entries(tree, shape.key)]
    left = [number for number, name in enumerate(names) if name not in stopped]
    some: Node
    if isinstance(listed, nodes.Mapping):
        keys = {name: key for name, key in listed.keys.items() if name not in stopped}
        values = {name: listed.values[name] for name in keys}
        some = nodes.Mapping(listed.place, listed.excerpt, keys, values) if left else shape.spare
    else:
        assert isinstance(listed, nodes.Sequence), "else it is wrong as a whole"
        some = nodes.Sequence(listed.place, listed.excerpt, [listed.items[n] for n in left]) if left else shape.spare
    try:
        made = convert(
            nodes.Mapping(tree.place, tree.excerpt, tree.keys, {**tree.values, shape.key: some}), shape.model
        )
    except Wrong as wrong:
        return None, list(wrong.problems)
    nothing: object = {} if isinstance(listed, nodes.Mapping) else ()
    return (made if left else made.model_copy(update={shape.key: nothing})), []


def _entries(tree: Node, key: str) -> Iterator[Entry]:
    listed = nodes.find(tree, key)
    if isinstance(listed, nodes.Mapping):
        for name, said in listed.keys.items():
            yield Entry(name, _at(said.place), said)
    elif isinstance(listed, nodes.Sequence):
        for number, item in enumerate(listed.items, 1):
            told = nodes.find(item, "id")
            named = told if isinstance(told, Text) else None
            yield Entry(str(named) if named else f"#{number}", _at(item.place), named)


def _at(place: Place) -> tuple[int, int]:
    return place.line, place.column


class _Where:
    """Tells in which entry a problem lies."""

    def __init__(self, tree: Node, key: str, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        keys: Mapping[str, Text] = tree.keys if isinstance(tree, nodes.Mapping) else {}
        after = [_at(one.place) for one in keys.values() if key in keys and _at(one.place) > _at(keys[key].place)]
        self.end = min(after, default=(10**9, 0))

    def of(self, problem: Problem) -> set[str]:
        """The names of the entries that a problem stops: none where it lies in none, one, or two where one of them
        stands twice."""
        at = _at(problem.place)
        before = [entry for entry in self.entries if entry.start <= at]
        if not before or at >= self.end:
            return set()
        if problem.code == _TWICE and (twice := self._twice(problem)):
            return {twice.name, *([] if twice.start[1] == at[1] else [before[-1].name])}
        return {before[-1].name}

    def _twice(self, problem: Problem) -> Entry | None:
        written = problem.excerpt[problem.place.column - 1 :][: problem.width]
        return next((entry for entry in self.entries if entry.named is not None and entry.name == written), None)
