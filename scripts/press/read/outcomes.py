"""A decision that is recorded -> the same <case>.yaml with that decision in it.

Comments, quotes and line breaks stay as people wrote them. After each change the file is read again, and must say just
what it said before, and the decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from press.read.nodes import plain
from press.read.quote import Layout, Value, item, lines
from press.read.rewrite import says
from press.read.spans import Span, Steps, spans, unable
from press.read.yaml import load

_LAYOUT = Layout(fold=100)
_ABOUT_TEXTS = (
    "# The texts that councils had before them. The tool writes these, and the outcomes above (make outcome)."
)


def record(
    data: bytes, path: str, council: str, outcomes: Sequence[Mapping[str, Value]], texts: Mapping[str, Value]
) -> bytes:
    """The file with the outcomes of a council as they are to be, and with these texts besides those that it has.

    Each outcome stays as it is written where it says the same. Raises `Wrong` where the file cannot be read (problems
    call it `path`), or is laid out so that nothing can be added.
    """
    said: Any = plain(load(data, path))
    handled = said["councils"][council]
    wanted = {**said, "councils": {**said["councils"], council: {**handled, "outcomes": list(outcomes)}}}
    if texts:
        wanted["texts"] = {**said.get("texts", {}), **texts}
    made = _Amending(data.decode(), path).made(said, wanted).encode()
    if not says(made, path, wanted):
        raise unable(path)
    return made


class _Amending:
    """A file to which is added: its lines, where its values are, and the lines that come in, by where they do."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.spans = spans(text)
        self.found: dict[tuple[int, int], list[str]] = {}

    def made(self, was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
        """The file when it says what it is to say."""
        self._mapping((), was, now)
        for (first, last), new in sorted(self.found.items(), reverse=True):
            self.lines[first:last] = new
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def _mapping(self, steps: Steps, was: Mapping[str, Any], now: Mapping[str, Any]) -> None:
        """From what a mapping says to what it is to say: nothing in it is taken away."""
        span = self.spans[steps]
        for key, value in now.items():
            if key not in was:
                self._add(span, self._new(key, value, span.column))
            elif value != was[key]:
                self._value((*steps, key), key, span.column, was[key], value)

    def _value(self, steps: Steps, key: str, column: int, was: Any, now: Any) -> None:
        span = self.spans[steps]
        if span.brackets or not was:
            self._anew(span, column, lines({key: now}, column, _LAYOUT))
        elif isinstance(now, Mapping):
            self._mapping(steps, was, now)
        elif isinstance(now, list):
            self._list(steps, was, now)
        else:
            raise unable(self.path)

    def _list(self, steps: Steps, was: Sequence[Any], now: Sequence[Any]) -> None:
        span = self.spans[steps]
        for number, value in enumerate(now):
            if number >= len(was):
                self._add(span, item(value, span.column, _LAYOUT))
            elif value != was[number]:
                one = self.spans[(*steps, number)]
                if one.brackets:
                    self._anew(one, span.column, item(value, span.column, _LAYOUT))
                else:
                    self._mapping((*steps, number), was[number], value)

    def _new(self, key: str, value: Value, column: int) -> list[str]:
        made = lines({key: value}, column, _LAYOUT)
        return ["", f"{' ' * column}{_ABOUT_TEXTS}", *made] if key == "texts" else made

    def _add(self, after: Span, new: list[str]) -> None:
        at = after.end_line + 1
        self.found.setdefault((at, at), []).extend(new)

    def _anew(self, span: Span, column: int, new: list[str]) -> None:
        """What stood in brackets on lines of its own; a comment behind it goes above, one within it cannot stay."""
        written = self.lines[span.key : span.end_line + 1]
        behind = self.lines[span.end_line][span.end_column :].strip()
        written[-1] = self.lines[span.end_line][: span.end_column]
        if any(" #" in line for line in written):
            raise unable(self.path)
        self.found[span.key, span.end_line + 1] = [*([" " * column + behind] if behind else []), *new]
