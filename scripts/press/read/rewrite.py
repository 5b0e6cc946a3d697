"""New words for a translation -> the same <language>.yaml with only the signs changed that differ.

Comments, quotes, line breaks and indentation stay as people wrote them. After each change the file is read again, and
must say just what it said before but for that change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from press.problem import Wrong
from press.read.nodes import Node, find, plain
from press.read.quote import WIDTH, Layout, folded, quoted
from press.read.spans import Span, Steps, spans, unable
from press.read.yaml import load
from press.text import Text
from press.translation.units import TITLE

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_BLANKS = re.compile(r"[ \t\n]+")
"""Blanks that count as one, however a file breaks its lines."""
_Edit = tuple[int, int, str]
"""Signs of the file from the first to before the last, counted from 0, and those that take their place."""


def read_plain(data: bytes, path: str) -> Any:
    """What a file says, as lists, mappings and texts. Raises `Wrong` where it cannot be read."""
    return plain(load(data, path))


def steps_of(said: Any, unit: str, segment: str) -> Steps:
    """The way to one text of a translated unit, which is there, in what its file says."""
    inside = tuple(int(step) if step.isdigit() else step for step in segment.split("/"))
    if unit == TITLE:
        return inside
    if unit.startswith("history/"):
        steps: Steps = tuple(unit.split("/"))
        here = said["history"][steps[1]][steps[2]]
        return steps if isinstance(here, str) else (*steps, *inside)
    for number, section in enumerate(said["sections"]):
        if section["id"] == unit:
            return ("sections", number, *inside)
        for place, block in enumerate(section.get("blocks", ())):
            if block["id"] == unit:
                return ("sections", number, "blocks", place, *inside)
    raise KeyError(unit)


def rewrite(data: bytes, path: str, changes: Mapping[Steps, str]) -> bytes:
    """The file with other texts at these places. Raises `Wrong` where it cannot be read; problems call it `path`."""
    made = _together(data, path, changes) if len(changes) > 1 else None
    if made is not None:
        return made
    for steps, value in changes.items():
        data = _rewritten(data, path, steps, value)
    return data


def _together(data: bytes, path: str, changes: Mapping[Steps, str]) -> bytes | None:
    """All texts changed in one go; None where that does not read back, so that they must be changed one by one."""
    root, text = load(data, path), data.decode()
    edits: list[_Edit] = []
    wanted = plain(root)
    for steps, value in changes.items():
        node = find(root, *steps)
        assert isinstance(node, Text), "what is rewritten is a text"
        found, said = _edits(text, node, value)
        edits += found
        wanted = _with(wanted, steps, said)
    made = _applied(text, edits).encode()
    return made if says(made, path, wanted) else None


def _rewritten(data: bytes, path: str, steps: Steps, value: str) -> bytes:
    root = load(data, path)
    node = find(root, *steps)
    assert isinstance(node, Text), "what is rewritten is a text"
    text = data.decode()
    for made, said in _ways(text, node, spans(text)[steps], value):
        if says(made.encode(), path, _with(plain(root), steps, said)):
            return made.encode()
    raise unable(path)


def _ways(text: str, node: Text, span: Span, value: str) -> Iterator[tuple[str, str]]:
    """The file with the text in place and how it reads, from the way that changes least to the one that always does."""
    edits, said = _edits(text, node, value)
    yield _applied(text, edits), said
    starts = _starts(text)
    start, end = starts[span.line] + span.column, starts[span.end_line] + span.end_column
    lines = text.split("\n")
    if span.line == span.end_line and len(lines[span.line]) - (end - start) + len(quoted(value)) <= WIDTH:
        yield text[:start] + quoted(value) + text[end:], value
    indent = len(lines[span.key]) - len(lines[span.key].lstrip(" -"))
    yield text[:start] + "\n".join(folded(value, indent + Layout().step)) + text[end:], value
    yield text[:start] + quoted(value) + text[end:], value


def _edits(text: str, node: Text, value: str) -> tuple[list[_Edit], str]:
    """What to change among the signs of a scalar, and how it reads then: only words that differ, and the blanks beside
    them. A line break that stands for a blank stays, and so do the blanks at the ends."""
    inner = node.strip(" \t\n")
    old, new = _TOKEN.findall(inner), _TOKEN.findall(value)
    places = list(_places(text, node, old))
    style = node.origin.style if node.origin else ""
    edits: list[_Edit] = []
    said = list(old)
    for a, b, c, d in reversed(list(_differing(old, new))):
        start = places[a][0] if a < len(places) else places[-1][1]
        end = places[b - 1][1] if b > a else start
        if a == b and a > 0:
            start = end = places[a - 1][1]
        edits.append((start, end, _escaped("".join(new[c:d]), style)))
        said[a:b] = new[c:d]
    return edits, node.replace(inner, "".join(said))


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Which of the old tokens give way to which of the new ones."""
    one, other = ([_BLANKS.sub(" ", token) for token in tokens] for tokens in (old, new))
    matcher = SequenceMatcher(a=one, b=other, autojunk=False)
    return ((a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")


def _places(text: str, node: Text, tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each token of a scalar begins and ends in the file; a blank is all that lies between its neighbours."""
    assert node.origin is not None
    starts = _starts(text)
    signs = [(starts[line] + column, starts[line] + column + width) for line, column, width in node.origin.signs()]
    found: list[tuple[int, int] | None] = []
    at = 0
    for token in tokens:
        if token.isspace():
            found.append(None)
            continue
        found.append((signs[at][0], signs[at + len(token) - 1][1]))
        at += len(token)
    first, last = signs[0][0], signs[-1][1]
    for index, place in enumerate(found):
        before = found[index - 1] if index else (first, first)
        after = found[index + 1] if index + 1 < len(found) else (last, last)
        yield place or ((before or (first, first))[1], (after or (last, last))[0])


def _escaped(words: str, style: str) -> str:
    """Words as a scalar of this style has them."""
    if style == "'":
        return words.replace("'", "''")
    if style == '"':
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


@lru_cache(maxsize=4)
def _starts(text: str) -> list[int]:
    """Where each line begins."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _with(said: Any, steps: Steps, value: str) -> Any:
    here = said
    for step in steps[:-1]:
        here = here[step]
    here[steps[-1]] = value
    return said


def says(data: bytes, path: str, wanted: Any) -> bool:
    """Whether a file can be read, and says just this."""
    try:
        node: Node = load(data, path)
    except Wrong:
        return False
    return bool(plain(node) == wanted)
