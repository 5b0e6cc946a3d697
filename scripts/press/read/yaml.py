"""YAML -> a tree of texts, each with its place.

The only module that reads YAML. It takes libyaml's events and nothing of its types: every scalar is the
text that was written, so `no` is Norwegian and `1.10` a version. What YAML can do beyond mappings, lists
and texts is refused, because each of it has lost somebody's words in silence: keys twice, comments that
cut a text, references, merges, tags, several documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from press.problem import Place, Problem, Wrong
from press.read.nodes import Mapping, Node, Sequence
from press.read.scan import decode, forbidden
from press.read.syntax import explained
from press.text import Origin, Text

DEEPEST = 20
"""Mappings and lists inside each other. libyaml itself crashes on some 100,000."""

_REFUSED = {
    "Y103": (
        "`{}` belongs to a reference to another place in the file; references are not used.",
        "Write the text itself. A text that begins with & or * goes in quotes.",
    ),
    "Y104": ("A line that begins with % gives orders to a YAML reader; that is not used.", "Take it away."),
    "Y105": (
        "`---` begins a second document in the same file.",
        "One file holds one document: take the line away, or divide the file.",
    ),
    "Y106": (
        f"More than {DEEPEST} levels lie inside each other.",
        "Look for brackets that are never closed.",
    ),
    "Y107": (
        "The text is cut off here: what follows # is a comment, and only `{}` is read.",
        "Put the whole text in quotes. A comment has a line of its own, and a blank after #.",
    ),
    "Y108": (
        "{} has no value.",
        "Write it, or take the line away; a text that begins with # goes in quotes.",
    ),
    "Y113": (
        "The text ends with a colon, so that it is taken for a key without a value.",
        "Write >- after the key and begin the text on the next line, or put the text in quotes.",
    ),
    "Y109": (
        "`!` begins a tag; tags are not used.",
        "Take it away: every text is read as it stands. A text that begins with ! goes in quotes.",
    ),
    "Y110": (
        "A list or mapping stands where a key is expected.",
        "Write a word before the colon; a text with brackets goes in quotes.",
    ),
    "Y111": ("`<<` merges another mapping into this one; that is not used.", "Write the keys themselves."),
    "Y112": (
        "The key `{}` stands twice in the same mapping; first in line {}.",
        "Take one away, or name it otherwise.",
    ),
}
"""What YAML allows and we do not: what is said, and what to write instead."""

MENDED = 20
"""Lines that are made harmless at the most, to read what comes after them."""
_KEYED = re.compile(r"(\s*(?:- +)*[\w-]+:)")


def load(data: bytes, path: str) -> Node:
    """Reads one file; `path` is what its places show. Raises `Wrong` with everything that is wrong."""
    root, problems = parse(data, path)
    if problems or root is None:
        raise Wrong(*problems)
    return root


def parse(data: bytes, path: str) -> tuple[Node | None, list[Problem]]:
    """Reads one file as far as it can be read: its tree, if it has one to its end, and all that is wrong."""
    text, problems = decode(data, path)
    if not text:
        return None, sorted(problems)
    reader = _Reader(text, path)
    root = reader.read()
    problems += reader.problems
    if reader.broken is not None:
        more = _read_on(text, path, reader.broken)
        root = more[0]
        problems += more[1]
    return root, sorted(set(problems))


def _read_on(text: str, path: str, broken: Problem) -> tuple[Node | None, list[Problem]]:
    """What else is wrong in a file that cannot be read at a line: the file read again with that line made harmless.

    When that leads to no end, only the first problem is told: the others might only follow from it.
    """
    lines, mended = text.split("\n"), [broken]
    for _ in range(MENDED):
        number = mended[-1].place.line - 1
        key = _KEYED.match(lines[number])
        lines[number] = f'{key[1]} "…"' if key else ""
        reader = _Reader("\n".join(lines), path)
        root = reader.read()
        if reader.broken is None:
            told = {problem.place.line for problem in mended}
            return root, [*mended, *(problem for problem in reader.problems if problem.place.line not in told)]
        if any(reader.broken.place.line == problem.place.line for problem in mended):
            break
        mended.append(reader.broken)
    return None, [broken]


@dataclass(slots=True)
class _Level:
    """A mapping or list that is being filled. `waiting` is the key whose value comes next."""

    node: Mapping | Sequence
    seen: dict[str, Text] = field(default_factory=dict)
    waiting: Text | None = None


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.lines = tuple(text.split("\n"))
        self.problems: list[Problem] = []
        self.broken: Problem | None = None
        self.levels: list[_Level] = []
        self.root: Node | None = None
        self.documents = 0
        self.references: set[str] = set()

    def read(self) -> Node | None:
        events: Iterator[Any] = yaml.parse(self.text, Loader=yaml.CSafeLoader)
        try:
            for event in events:
                if not self._take(event):
                    break
        except yaml.YAMLError as error:
            self.broken = explained(error, self.path, self.lines)
        return self.root

    def _take(self, event: Any) -> bool:
        """Takes one event; False when reading must stop."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._begin(event, Mapping if kind is yaml.MappingStartEvent else Sequence)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._add(self.levels.pop().node)
        elif kind is yaml.AliasEvent:
            place, excerpt = self._at(event.start_mark)
            self._reference(f"*{event.anchor}", place)
            self._add(Text(event.anchor, place, excerpt))
        elif kind is yaml.DocumentStartEvent:
            return self._document(event)
        return True

    def _document(self, event: Any) -> bool:
        self.documents += 1
        place = self._at(event.start_mark)[0]
        if event.version or event.tags:
            self._refuse("Y104", place)
        if self.documents > 1:
            self._refuse("Y105", place, 3)
        return self.documents == 1

    def _begin(self, event: Any, kind: type[Mapping] | type[Sequence]) -> bool:
        place, excerpt = self._at(event.start_mark)
        self._properties(event, place)
        if len(self.levels) >= DEEPEST:
            self._refuse("Y106", place)
            return False
        self.levels.append(_Level(kind(place, excerpt)))
        return True

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        style = event.style or ""
        place, excerpt = self._at(start)
        self._properties(event, place)
        origin = Origin(self.path, self.lines, start.line, start.column, end.line, end.column, style)
        text = Text(event.value, place, excerpt, origin)
        if not style:
            self._plain(text, end.line, end.column)
        elif style == '"' and (wrong := forbidden(text)):
            offset, code, message, hint = wrong
            where, line = text.at(offset)
            self.problems.append(Problem(where, code, message, hint, line))
        self._add(text)

    def _plain(self, text: Text, line: int, column: int) -> None:
        """What can go wrong with a text that is not in quotes: it is nothing, or a comment cuts it.

        A comment with a line of its own is meant as one, unless it stands where the text could go on and
        has no blank after the #.
        """
        if not text:
            self._nothing(text)
            return
        level = self.levels[-1] if self.levels else None
        indent = level.node.place.column - 1 if level else -1
        rest = self.lines[line][column:]
        below = self.lines[line + 1] if line + 1 < len(self.lines) else ""
        if rest.lstrip().startswith("#"):
            at = column + rest.index("#")
            self._refuse("Y107", Place(self.path, line + 1, at + 1), len(self.lines[line]) - at, text)
        elif not rest.strip() and re.match(r" *#[^\s#]", below) and below.index("#") > indent:
            at = below.index("#")
            self._refuse("Y107", Place(self.path, line + 2, at + 1), len(below) - at, text)

    def _nothing(self, text: Text) -> None:
        level = self.levels[-1] if self.levels else None
        if level and level.waiting is not None:
            key = level.waiting
            self._refuse("Y113" if " " in key else "Y108", key.place, key.width, f"`{key}`")
        else:
            in_list = level is not None and isinstance(level.node, Sequence)
            self._refuse("Y108", text.place, 1, "This item of the list" if in_list else "The key before the colon")

    def _properties(self, event: Any, place: Place) -> None:
        if event.anchor is not None:
            self._reference(f"&{event.anchor}", place)
        if event.tag is not None:
            self._refuse("Y109", place)

    def _reference(self, written: str, place: Place) -> None:
        """Each is named once: a bomb has thousands."""
        if written not in self.references:
            self.references.add(written)
            self._refuse("Y103", place, len(written), written)

    def _add(self, node: Node) -> None:
        if not self.levels:
            self.root = node
            return
        level = self.levels[-1]
        if isinstance(level.node, Sequence):
            level.node.items.append(node)
        elif level.waiting is None:
            level.waiting = self._key(node, level)
        else:
            level.node.keys.setdefault(level.waiting, level.waiting)
            level.node.values.setdefault(level.waiting, node)
            level.waiting = None

    def _key(self, node: Node, level: _Level) -> Text:
        """The node as the next key of the mapping, with all that keys may not be."""
        if not isinstance(node, Text):
            self._refuse("Y110", node.place)
            return Text("?", node.place, node.excerpt)
        if node == "<<":
            self._refuse("Y111", node.place, 2)
        first = level.seen.setdefault(unicodedata.normalize("NFC", node), node)
        if first is not node and node:
            self._refuse("Y112", node.place, node.width, node, first.place.line)
        return node

    def _refuse(self, code: str, place: Place, width: int = 1, *words: object) -> None:
        message, hint = _REFUSED[code]
        line = self.lines[place.line - 1]
        self.problems.append(Problem(place, code, message.format(*words), hint, line, width))

    def _at(self, mark: Any) -> tuple[Place, str]:
        line = min(mark.line, len(self.lines) - 1)
        return Place(self.path, line + 1, mark.column + 1), self.lines[line]
