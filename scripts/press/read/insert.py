"""A part that was not translated yet -> the same <language>.yaml with that part in its place.

It goes where the source has it: behind the nearest part before it that is translated. Everything else stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from press.document import HistoryWords, Section, Words
from press.problem import Place, Problem, Wrong
from press.read.nodes import plain
from press.read.quote import Layout, Value, item, lines
from press.read.rewrite import read_plain, says, steps_of
from press.read.spans import Steps, spans, unable
from press.read.yaml import load

_LAYOUT = Layout(fold=60)
_COMMENT = re.compile(r"(?:^|\s)(#.*)")


def insert(data: bytes, path: str, source: Words, unit: str, texts: Mapping[str, str]) -> bytes:
    """The file with one more unit, in the shape that it has in `source`. `texts` are its words by their place in it.

    Raises `Wrong` where the file cannot be read (problems call it `path`), or writes in brackets what is added to.
    """
    file = _File(data, path)
    if unit.startswith("history/"):
        _, field, name = unit.split("/")
        file.name_history(source, field, name, _filled(getattr(source.history, field)[name], texts))
        return file.done()
    number, section = next((n, one) for n, one in enumerate(source.sections) if unit in _ids(one))
    before = [str(one.id) for one in source.sections[:number]]
    if section.id == unit:
        file.title(before, str(section.id), texts["title"])
    else:
        ids = [str(block.id) for block in section.blocks]
        block = section.blocks[ids.index(unit)]
        file.block(before, str(section.id), ids[: ids.index(unit)], _filled(block, texts))
    return file.done()


def replace(data: bytes, path: str, source: Words, unit: str, texts: Mapping[str, str]) -> bytes:
    """The file with a unit written anew in the shape that it has in `source`; the comments in it stay, above it."""
    steps = (
        steps_of(read_plain(data, path), unit, "")[:-1] if not unit.startswith("history/") else tuple(unit.split("/"))
    )
    file = _File(data, path)
    file.anew(steps, _filled(_part(source, unit), texts))
    return file.done()


def _part(source: Words, unit: str) -> Any:
    if unit.startswith("history/"):
        _, field, name = unit.split("/")
        return getattr(source.history, field)[name]
    return next(block for block in source.blocks() if block.id == unit)


def _ids(section: Section) -> list[str]:
    return [str(section.id), *(str(block.id) for block in section.blocks)]


def _filled(part: Any, texts: Mapping[str, str]) -> Value:
    """What the source has, with other words in it."""
    if isinstance(part, str):
        return texts["name"]
    return _with(part.model_dump(mode="json", exclude_unset=True), texts, "")


def _with(value: Any, texts: Mapping[str, str], path: str) -> Any:
    if isinstance(value, dict):
        return {key: _with(one, texts, f"{path}/{key}".lstrip("/")) for key, one in value.items()}
    if isinstance(value, list):
        return [_with(one, texts, f"{path}/{number}") for number, one in enumerate(value)]
    return texts.get(path, value)


class _File:
    """A file to which one part is added: its lines, where its values are, and what it is to say in the end."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self.said: Any = plain(load(data, path))
        text = data.decode().removesuffix("\n") + "\n"
        self.lines = text.split("\n")
        self.spans = spans(text)

    def title(self, before: Sequence[str], section: str, title: str) -> None:
        """The title of a section, right behind its id."""
        number = self._section(before, section)
        steps: Steps = ("sections", number)
        self._in_block(steps)
        self._line(self.spans[(*steps, "id")].end_line + 1, lines({"title": title}, self._column(steps), _LAYOUT))
        told = self.said["sections"][number]
        self.said["sections"][number] = {"id": told["id"], "title": title, **told}

    def block(self, before: Sequence[str], section: str, earlier: Sequence[str], block: Value) -> None:
        """A block of a section, behind the last of the `earlier` ones that is there."""
        number = self._section(before, section)
        steps: Steps = ("sections", number)
        told = self.said["sections"][number]
        if "blocks" not in told:
            self._in_block(steps)
            column = self._column(steps)
            self._line(self.spans[steps].end_line + 1, lines({"blocks": [block]}, column, _LAYOUT))
            told["blocks"] = [block]
            return
        self._item((*steps, "blocks"), told["blocks"], earlier, block)

    def name_history(self, source: Words, field: str, name: str, value: Value) -> None:
        """What a revision, decision, body or source is called."""
        if "history" not in self.said:
            self._in_block(())
            ends = (at for at in range(self.spans[()].end_line + 1, len(self.lines)) if self.lines[at] == "...")
            self._line(next(ends, len(self.lines) - 1), ["", *lines({"history": {field: {name: value}}}, 0, _LAYOUT)])
            self.said["history"] = {field: {name: value}}
            return
        history = self.said["history"]
        if field not in history:
            self._key(("history",), history, list(HistoryWords.model_fields), field, {name: value})
            history[field] = {name: value}
            return
        self._key(("history", field), history[field], list(getattr(source.history, field)), name, value)
        history[field][name] = value

    def anew(self, steps: Steps, value: Value) -> None:
        """Another value in the place of one."""
        self._in_block(steps[:-1])
        span, column = self.spans[steps], self.spans[steps[:-1]].column
        new = item(value, column, _LAYOUT) if isinstance(steps[-1], int) else lines({steps[-1]: value}, column, _LAYOUT)
        first = self._begins(steps)
        kept = [" " * column + comment for comment in self._comments(steps, first, span.end_line + 1)]
        self.lines[first : span.end_line + 1] = [*kept, *new]
        here = self.said
        for step in steps[:-1]:
            here = here[step]
        here[steps[-1]] = value

    def done(self) -> bytes:
        """The new bytes, once they say what they are to say."""
        data = "\n".join(self.lines).encode()
        if not says(data, self.path, self.said):
            raise unable(self.path)
        return data

    def _section(self, before: Sequence[str], section: str) -> int:
        """The number of a section in the file, which is added where it is not there."""
        told = self.said.setdefault("sections", [])
        self._in_block(())
        there = [str(one["id"]) for one in told]
        if section in there:
            return there.index(section)
        entry = {"id": section}
        if ("sections",) in self.spans:
            self._item(("sections",), told, before, entry)
        else:
            told.append(entry)
            at = self.spans[("alliance",)].end_line + 1
            self._line(at, ["", *lines({"sections": [entry]}, 0, _LAYOUT)])
        return [str(one["id"]) for one in told].index(section)

    def _item(self, steps: Steps, told: list[Any], earlier: Sequence[str], value: Value) -> None:
        """One more item of a list, behind the last of the earlier ones."""
        self._in_block(steps)
        there = [str(one["id"]) for one in told]
        number = max((there.index(name) + 1 for name in earlier if name in there), default=0)
        at = self.spans[(*steps, number - 1)].end_line + 1 if number else self._above((*steps, 0))
        new = item(value, self.spans[steps].column, _LAYOUT)
        parted = steps == ("sections",)
        self._line(at, ["", *new] if parted and number else [*new, ""] if parted else new)
        told.insert(number, value)

    def _key(self, steps: Steps, told: Mapping[str, Any], order: Sequence[str], name: str, value: Value) -> None:
        """One more key of a mapping, behind the last of those that come before it in `order`."""
        self._in_block(steps)
        before = [one for one in order[: order.index(name)] if one in told]
        at = self.spans[(*steps, before[-1])].end_line + 1 if before else self._above((*steps, next(iter(told))))
        self._line(at, lines({name: value}, self._column(steps), _LAYOUT))

    def _begins(self, steps: Steps) -> int:
        """The line of a key, or of the `-` of an item, which may stand alone."""
        at = self.spans[steps].key
        while isinstance(steps[-1], int) and not self.lines[at].lstrip().startswith("-"):
            at -= 1
        return at

    def _above(self, steps: Steps) -> int:
        """The same, or the first line of the comments right above it."""
        at = self._begins(steps)
        while self.lines[at - 1].lstrip().startswith("#"):
            at -= 1
        return at

    def _comments(self, steps: Steps, first: int, end: int) -> list[str]:
        """The comments between two lines, on lines of their own or behind a value, but not what texts say."""
        lines = self.lines[:end]
        holders = {one[:-1] for one in self.spans if one}
        for one in (span for at, span in self.spans.items() if at[: len(steps)] == steps and at not in holders):
            block = lines[one.line][one.column : one.column + 1] in ("|", ">")
            for number in range(one.line + block, one.end_line + 1):
                start = one.column if number == one.line else 0
                stop = one.end_column if number == one.end_line else len(lines[number])
                lines[number] = lines[number][:start] + "x" * (stop - start) + lines[number][stop:]
        return [found.group(1) for line in lines[first:] if (found := _COMMENT.search(line))]

    def _column(self, steps: Steps) -> int:
        return self.spans[steps].column

    def _line(self, at: int, new: list[str]) -> None:
        self.lines[at:at] = new
        self.spans = spans("\n".join(self.lines))

    def _in_block(self, steps: Steps) -> None:
        span = self.spans[steps]
        if span.brackets:
            message = "The tool is to add lines here, but they would stand in brackets."
            hint = "Write each item on a line of its own, with `- `, and each key on a line of its own."
            place = Place(self.path, span.line + 1, span.column + 1)
            raise Wrong(Problem(place, "Y114", message, hint, self.lines[span.line]))
