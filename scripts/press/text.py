"""Every text of the content: a str that knows where it was written.

`Text` is a title, an id, a name; `RichText` is a text with marks in it (`press.markup`).
Both are field types for pydantic models, equal to their characters, frozen, and can be pickled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, Self

from press import inline, markup
from press.fault import Fault
from press.problem import Place, Problem

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

NOWHERE = Place("")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_BLANK_ESCAPES = " \tntvfrNLP_"


@dataclass(frozen=True, slots=True)
class Origin:
    """The span a scalar takes in its file. Lines and columns count from 0; the end is after the last sign.

    `lines` are the file's, shared by all its texts; `style` is YAML's: nothing, a quote, `|` or `>`.
    """

    path: str
    lines: tuple[str, ...]
    line: int
    column: int
    end_line: int
    end_column: int
    style: str

    def signs(self) -> Iterator[tuple[int, int, int]]:
        """Where each sign of the value that is not blank was written, in order: line, column and width."""
        first = self.line + 1 if self.style in ("|", ">") else self.line
        for number in range(first, min(self.end_line + 1, len(self.lines))):
            line = self.lines[number]
            start = self.column + bool(self.style) if number == self.line else 0
            end = self.end_column if number == self.end_line else len(line)
            yield from ((number, column, width) for column, width in self._signs_of(line, start, end))

    def _signs_of(self, line: str, column: int, end: int) -> Iterator[tuple[int, int]]:
        while column < end:
            width = 1
            if self.style == '"' and (escape := _ESCAPE.match(line, column)):
                width = escape.end() - column
                if not _is_blank(escape.group(1)):
                    yield column, width
            elif self.style == "'" and line.startswith("''", column):
                width = 2
                yield column, width
            elif not line[column].isspace() and not (self.style == '"' and line[column] == "\\"):
                yield column, width
            column += width


class Text(str):
    """A scalar of the content, with the place it was written at; `Text("abc")` has none."""

    __slots__ = ("excerpt", "origin", "place")
    place: Place
    excerpt: str
    origin: Origin | None

    def __new__(cls, value: str = "", place: Place = NOWHERE, excerpt: str = "", origin: Origin | None = None) -> Self:
        self = str.__new__(cls, value)
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "excerpt", excerpt)
        object.__setattr__(self, "origin", origin)
        return self

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} does not change: {name}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (str(self), self.place, self.excerpt, self.origin)

    @property
    def width(self) -> int:
        """How many signs it takes on its first line in the file."""
        span = self.origin
        if span is None:
            return len(self)
        return (span.end_column if span.end_line == span.line else len(self.excerpt)) - span.column

    def at(self, offset: int) -> tuple[Place, str]:
        """The place and the whole line of the sign at `offset`, also in folded and quoted scalars."""
        if self.origin is None:
            return self.place, self.excerpt
        before = len("".join(self[:offset].split()))
        blank = offset < len(self) and self[offset].isspace() and before > 0
        spots = list(islice(self.origin.signs(), before - blank + 1))
        line, column, _ = spots[-1] if spots else (self.origin.line, self.origin.column, 1)
        after = blank or len(spots) <= before - blank
        return Place(self.origin.path, line + 1, column + 1 + after), self.origin.lines[line]

    @classmethod
    def read(cls, value: object) -> Text:
        """The value as this type; raises `Fault` when it is no text, or when what it says cannot be read."""
        if not isinstance(value, str):
            raise Fault("C001", 0, 1, "A text is expected here.")
        if not value.strip():
            raise Fault("C002", 0, 1, "The text is empty.", "Write it, or leave its key out.")
        if isinstance(value, cls):
            return value
        if isinstance(value, Text):
            return cls(value, value.place, value.excerpt, value.origin)
        return cls(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema_for(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


class RichText(Text):
    """A text with marks in it. As a str it is what was written, marks and all."""

    def __new__(cls, value: str = "", place: Place = NOWHERE, excerpt: str = "", origin: Origin | None = None) -> Self:
        self = super().__new__(cls, value, place, excerpt, origin)
        self.__dict__["inlines"] = markup.parse(self)
        return self

    @property
    def inlines(self) -> tuple[inline.Inline, ...]:
        """The text as a tree of inlines."""
        inlines: tuple[inline.Inline, ...] = self.__dict__["inlines"]
        return inlines

    @cached_property
    def plain(self) -> str:
        """The words without marks and without footnotes."""
        return inline.plain(self.inlines)

    @property
    def notes(self) -> tuple[str, ...]:
        """The words of each footnote."""
        notes = (node for node in inline.walk(self.inlines) if isinstance(node, inline.Footnote))
        return tuple(inline.plain(note.children) for note in notes)


class Placed(Protocol):
    """Anything that knows where it was written."""

    @property
    def place(self) -> Place: ...
    @property
    def excerpt(self) -> str: ...


def problem_at(
    value: Placed, code: str, message: str, hint: str = "", offset: int | None = None, width: int = 0
) -> Problem:
    """A problem with this value, or with the sign at `offset` in it. Width 0 marks the whole value."""
    if offset is not None and isinstance(value, Text):
        place, excerpt = value.at(offset)
        return Problem(place, code, message, hint, excerpt, width or 1)
    return Problem(value.place, code, message, hint, value.excerpt, width or getattr(value, "width", 1))


def _is_blank(escape: str) -> bool:
    """Whether what follows the backslash in a quoted scalar stands for a blank (YAML 1.2, 5.7)."""
    return chr(int(escape[1:], 16)).isspace() if len(escape) > 1 else escape in _BLANK_ESCAPES


def core_schema_for(read: Any) -> CoreSchema:
    """The pydantic schema of a type whose `read` takes a str or an instance and raises `Fault`."""
    from pydantic_core import PydanticCustomError, core_schema

    def validate(value: object) -> object:
        try:
            return read(value)
        except Fault as fault:
            raise PydanticCustomError("fault", "{message}", vars(fault)) from None

    return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())
