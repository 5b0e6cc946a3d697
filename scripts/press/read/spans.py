"""YAML -> where each key and value begins and ends, for tools that write into a file that people wrote.

The nodes of `press.read.nodes` know where they begin. What is written in brackets also needs its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from press.problem import Place, Problem, Wrong

Steps = tuple[str | int, ...]
"""The way from the top of a file to a value: keys, and numbers in lists."""


@dataclass(frozen=True)
class Span:
    """A value's lines and columns, from 0; the end is after its last sign. `key` is the line of its key, or of its `-`.

    `brackets` tells whether it is a mapping or list in brackets.
    """

    key: int
    line: int
    column: int
    end_line: int
    end_column: int
    brackets: bool = False


def spans(text: str) -> dict[Steps, Span]:
    """The span of every value of a file that `press.read.yaml` reads without a problem. The whole file has no steps."""
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
    return _Walk(text.split("\n"), events).found


def unable(path: str) -> Wrong:
    """That a file is laid out so that a tool cannot write into it and leave everything else as it stands."""
    message = "The tool cannot write into this file and leave all else as people wrote it."
    hint = "Lay it out plainly: keys from the first column, a line each, long texts under >-, a line break at the end."
    return Wrong(Problem(Place(path), "Y115", message, hint))


class _Walk:
    def __init__(self, lines: list[str], events: Iterator[Any]) -> None:
        self.lines = lines
        self.events = events
        self.found: dict[Steps, Span] = {}
        for event in events:
            if not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
                self._value(event, (), event.start_mark.line)
                break

    def _value(self, event: Any, steps: Steps, key: int) -> Span:
        start, end = event.start_mark, _end(event)
        brackets = bool(getattr(event, "flow_style", False))
        if type(event) is yaml.ScalarEvent:
            if event.style in ("|", ">"):
                end = self._end_of_block(start, *end)
        elif type(event) is yaml.MappingStartEvent:
            end = self._mapping(steps, brackets)
        else:
            end = self._sequence(steps, brackets)
        span = Span(key, start.line, start.column, *end, brackets=brackets)
        self.found[steps] = span
        return span

    def _mapping(self, steps: Steps, brackets: bool) -> tuple[int, int]:
        last = (0, 0)
        for name in self.events:
            if type(name) is yaml.MappingEndEvent:
                return _end(name) if brackets else last
            span = self._value(next(self.events), (*steps, name.value), name.start_mark.line)
            last = (span.end_line, span.end_column)
        return last

    def _sequence(self, steps: Steps, brackets: bool) -> tuple[int, int]:
        last, number = (0, 0), 0
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                return _end(event) if brackets else last
            span = self._value(event, (*steps, number), event.start_mark.line)
            last, number = (span.end_line, span.end_column), number + 1
        return last

    def _end_of_block(self, start: Any, line: int, column: int) -> tuple[int, int]:
        """The end of a text under | or >. libyaml reads on to the next sign; the empty lines before it count only where
        the text is to keep them (+; YAML 1.2, 8.1.1.2)."""
        keeps = "+" in self.lines[start.line][start.column :].partition("#")[0]
        if column == 0 and line > start.line:
            line -= 1
            while not keeps and line > start.line and not self.lines[line].strip():
                line -= 1
            column = len(self.lines[line])
        return line, column


def _end(event: Any) -> tuple[int, int]:
    return event.end_mark.line, event.end_mark.column
