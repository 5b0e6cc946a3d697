"""Dates as archives write them: EDTF (ISO 8601-2:2019, 4 and 5; Library of Congress EDTF).

What is read: level 0 dates (`2004`, `2004-12`, `2004-12-17`) and intervals of them, and of level 1 the
qualifiers `?` `~` `%`, the open sides `2004-12-17/..` and `../2012`, and `XXXX` for a date that is not known.
Nothing else of EDTF is read, so that everything that is read can also be printed and compared.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from press.fault import Fault
from press.problem import Place
from press.text import Text, core_schema_for

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?[?~%]?"
"""One date; the JSON Schema shows it to editors. Python alone knows which days a month has."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)", re.ASCII)
_UNKNOWN = ("XXXX", "XXXX-XX", "XXXX-XX-XX")
_FORMS = "Write 2004, 2004-12, 2004-12-17, 2004/2012, 2004-12-17/.., or XXXX for a date that is not known."


class EdtfError(Fault):
    """A date that cannot be read; `column` counts from 1."""

    @property
    def column(self) -> int:
        return self.offset + 1


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """One date, to the day, the month or the year."""

    year: int
    month: int | None = None
    day: int | None = None
    uncertain: bool = False
    approximate: bool = False

    @property
    def precision(self) -> Precision:
        return Precision.DAY if self.day else Precision.MONTH if self.month else Precision.YEAR

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, an interval, or an unknown date, as `written`.

    A single date has `start` and `end` alike. In an interval a side that is open is None; in an unknown
    date both are. Two are equal when they are written alike. There is no `<`: whether one date is before
    another may be unknown, so ask `certainly_before`.
    """

    written: str
    start: Moment | None
    end: Moment | None

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Reads one EDTF string; raises `EdtfError`."""
        if text in _UNKNOWN:
            return cls(text, None, None)
        first, slash, last = text.partition("/")
        if not slash:
            moment = _moment(text, 0)
            return cls(text, moment, moment)
        if first == last == "..":
            raise _fault(0, len(text), "An interval open on both sides says nothing.", "Write XXXX.")
        start = None if first == ".." else _moment(first, 0)
        end = None if last == ".." else _moment(last, len(first) + 1)
        if start and end and start.earliest > end.latest:
            raise _fault(0, len(text), "The interval ends before it begins.", f"Write {last}/{first}.")
        return cls(text, start, end)

    def __str__(self) -> str:
        return str(self.written)

    @property
    def place(self) -> Place:
        return self.written.place if isinstance(self.written, Text) else Place("")

    @property
    def excerpt(self) -> str:
        return self.written.excerpt if isinstance(self.written, Text) else ""

    @property
    def width(self) -> int:
        return self.written.width if isinstance(self.written, Text) else len(self.written)

    @property
    def unknown(self) -> bool:
        return self.start is None and self.end is None

    @property
    def interval(self) -> bool:
        return "/" in self.written

    @property
    def precision(self) -> Precision:
        if self.interval:
            return Precision.INTERVAL
        return self.start.precision if self.start else Precision.UNKNOWN

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked `?` or `%`."""
        return any(side.uncertain for side in (self.start, self.end) if side)

    @property
    def approximate(self) -> bool:
        """Whether any part is marked `~` or `%`."""
        return any(side.approximate for side in (self.start, self.end) if side)

    @property
    def earliest(self) -> date | None:
        """The first day it can be; None when nothing is said of it."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        """The last day it can be; None when nothing is said of it."""
        return self.end.latest if self.end else None

    def certainly_before(self, other: Edtf) -> bool:
        """Whether every day this can be lies before every day the other can be."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def certainly_after(self, other: Edtf) -> bool:
        return other.certainly_before(self)

    @classmethod
    def read(cls, value: object) -> Edtf:
        """As `Text.read`: an instance, or a text to parse."""
        return value if isinstance(value, cls) else cls.parse(Text.read(value))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema_for(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        # An editor that reads YAML by its own rules takes a bare year for a number.
        side = rf"({PATTERN}|\.\.)"
        pattern = rf"^(XXXX(-XX){{0,2}}|{PATTERN}|{side}/{side})$"
        return {"type": ["string", "integer"], "pattern": pattern, "description": f"A date (EDTF). {_FORMS}"}


def _moment(text: str, offset: int) -> Moment:
    """One date inside a longer text, where it begins at `offset`."""
    found = _DATE.fullmatch(text)
    if not found:
        raise _fault(offset, len(text), f"`{text}` is no date." if text else "A date is missing here.", _hint(text))
    year, month, day, qualifier = found.groups()
    moment = Moment(
        int(year),
        int(month) if month else None,
        int(day) if day else None,
        qualifier in ("?", "%"),
        qualifier in ("~", "%"),
    )
    if moment.year == 0:
        raise _fault(offset, 4, "There is no year 0000 here.", "Write XXXX for a date that is not known.")
    if month and not 1 <= int(month) <= 12:
        raise _fault(offset + 5, 2, f"There is no month {month}.", "Months go from 01 to 12.")
    if day:
        days = calendar.monthrange(int(year), int(month))[1]
        if not 1 <= int(day) <= days:
            name = f"{calendar.month_name[int(month)]} {year}"
            raise _fault(offset + 8, 2, f"There is no day {day} in {name}.", f"{name} has {days} days.")
    return moment


def _hint(text: str) -> str:
    """What the writer may have meant."""
    if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text, re.ASCII):
        day, month, year = found.groups()
        return f"Write year, month, day: {year}-{int(month):02}-{int(day):02}."
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", text, re.ASCII):
        parts = [f"{int(part):02}" for part in found.groups()[1:] if part]
        return f"Write two digits for month and day: {'-'.join([found.group(1), *parts])}."
    if re.search("[–—]", text):
        return f"Write a slash between two dates: {re.sub(' *[–—] *', '/', text)}."
    if text.lower() in ("unknown", "ukjent", "ukjend", "?", "null", "~"):
        return "Write XXXX for a date that is not known."
    return _FORMS


def _fault(offset: int, width: int, message: str, hint: str) -> EdtfError:
    return EdtfError("C201", offset, max(width, 1), message, hint)
