"""An Excel workbook -> the cells of its sheets, as they are stored.

Reads text only: what else a workbook may hold (pictures, charts, links to other files) is never opened, and nothing is
reckoned. Elements are found by their local names, so that a workbook saved as «Strict» is read too. Clauses are those
of ECMA-376-1 (5th edition).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from press.opening.parts import Parts, opened
from press.parcel import guard
from press.problem import Place, Problem, Wrong

_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""A character that XML has no room for, by its number; halves of a pair stand for none."""
_THREAD = re.compile(r"\A\[[^\]]*\].*?linkid=\d+\s+[^\n:]{0,40}:\s*", re.DOTALL)
"""What Excel puts before a comment for programs that know notes only ([MS-XLSX] 2.1.17)."""


class Kind(StrEnum):
    """What a cell holds; the values are how a message names it."""

    TEXT = "text"
    FORMULA = "a formula"
    NUMBER = "a number or a date"
    TRUTH = "true or false"
    ERROR = "an error"


_KINDS = {"s": Kind.TEXT, "str": Kind.TEXT, "inlineStr": Kind.TEXT, "b": Kind.TRUTH, "e": Kind.ERROR}
"""The types of a cell's value (18.18.11); those that are not named, and a cell without one, are numbers."""


@dataclass(frozen=True)
class Cell:
    """A cell; `row` and `column` count from 1. `notes` are the comments that hang on it."""

    row: int
    column: int
    text: str = ""
    kind: Kind = Kind.TEXT
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As Excel names it: `C5`."""
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True)
class Area:
    """A range of cells as Excel names it (`B2:C3`), where it begins, and its last column."""

    name: str
    top: int
    left: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """A sheet: its cells that are not empty, and its merged ranges."""

    name: str
    hidden: bool = False
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()

    def at(self, row: int, column: int) -> Cell:
        """The cell there, an empty one where nothing is."""
        return self.cells.get((row, column), Cell(row, column))


def sheets(data: bytes, path: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook, in their order. Raises Wrong where it is none, or is not safe to open."""
    otherwise = Problem(Place(path), "P501", "This is no Excel workbook.", "Save it as one: as .xlsx.")
    parts, book = opened(data, path, "{*}workbook", otherwise)
    strings = parts.one(parts.main, "/sharedStrings")
    shared = [] if strings is None else [_text(one) for one in strings.iterfind("{*}si")]
    names = parts.related(parts.main, "/worksheet")
    try:
        return tuple(_sheet(one, names, shared, parts) for one in book.iterfind("{*}sheets/{*}sheet"))
    except (ValueError, IndexError):  # no such cell, no such string, or far too many of one
        hint = "Open it in Excel or LibreOffice, and save it again."
        raise Wrong(Problem(Place(path), "P501", "The workbook is damaged.", hint)) from None


def _position(name: str) -> tuple[int, int]:
    """Row and column of the cell with a name: `C5` is (5, 3). Raises ValueError where that is no cell."""
    parts = _NAME.fullmatch(name)
    if parts is None:
        raise ValueError(name)
    column = 0
    for letter in parts.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(parts.group(2)), column


def _sheet(one: etree._Element, names: Mapping[str, str], shared: Sequence[str], parts: Parts) -> Sheet:
    relation = next((value for key, value in one.items() if etree.QName(key).localname == "id"), "")
    name = names.get(relation, "")
    content = parts.tree(name)
    if content is None:  # a sheet of charts
        return Sheet(one.get("name", ""), hidden=True)
    notes = _notes(name, parts)
    found = [_cell(cell, shared, notes) for cell in content.iterfind("{*}sheetData/{*}row/{*}c")]
    if sum(len(cell.text) for cell in found) > guard.LARGEST_TEXT:  # one string may stand in any number of cells
        raise ValueError
    return Sheet(
        one.get("name", ""),
        one.get("state", "visible") != "visible",
        {(cell.row, cell.column): cell for cell in found if cell.text or cell.notes or cell.kind is not Kind.TEXT},
        tuple(_area(merged.get("ref", "")) for merged in content.iterfind("{*}mergeCells/{*}mergeCell")),
    )


def _area(name: str) -> Area:
    first, _, last = name.partition(":")
    return Area(name, *_position(first), _position(last)[1])


def _cell(cell: etree._Element, shared: Sequence[str], notes: Mapping[str, tuple[str, ...]]) -> Cell:
    """A cell (18.3.1.4). A formula is one whatever it came to."""
    name = cell.get("r", "")
    value = cell.findtext("{*}v")
    inline = cell.find("{*}is")
    kind = _KINDS.get(cell.get("t", "n"), Kind.NUMBER)
    if cell.find("{*}f") is not None:
        kind, text = Kind.FORMULA, value or ""
    elif inline is not None:
        text = _text(inline)
    elif value is None:
        kind, text = Kind.TEXT, ""
    elif cell.get("t") == "s":
        text = shared[int(value)]
    else:
        text = _unescaped(value)
    return Cell(*_position(name), text, kind, notes.get(name, ()))


def _text(string: etree._Element) -> str:
    """The words of a string, whatever their type face (18.4.8); how they are said (`rPh`) is no part of them."""
    return "".join(
        _unescaped(text.text or "") for text in string.iter("{*}t") if etree.QName(text.getparent()).localname != "rPh"
    )


def _unescaped(text: str) -> str:
    """The text with `_x000D_` and its like made the characters they stand for (22.9.2.19)."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def _notes(sheet: str, parts: Parts) -> dict[str, tuple[str, ...]]:
    """The comments of a sheet by the cell that they hang on (18.7.3)."""
    comments = parts.one(sheet, "/comments")
    found: dict[str, tuple[str, ...]] = {}
    for comment in _comments(comments):
        said = _THREAD.sub("", "".join(_text(text) for text in comment.iterfind("{*}text")), count=1)
        found[comment.get("ref", "")] = (*found.get(comment.get("ref", ""), ()), said)
    return found


def _comments(comments: etree._Element | None) -> Iterator[etree._Element]:
    return iter(()) if comments is None else comments.iterfind("{*}commentList/{*}comment")
