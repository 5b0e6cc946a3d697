"""A list that somebody keeps in Excel (.csv, .xlsx) -> its heading and its rows, as they are stored.

What a file is shows in its bytes and not in its name. Nothing is reckoned and nothing guessed at: a cell stays what it
is, and the encoding is that of a mark, UTF-8 or Windows-1252, which Excel writes in the Nordic countries.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from press.opening import guard
from press.parcel.workbook import Cell, Sheet, sheets
from press.problem import Place, Problem, Wrong

SEPARATORS = {";": "semicolons", "\t": "tabs", ",": "commas"}
MOST_ROWS = 10_000
ABOVE = 20
"""Rows among which the heading is looked for: titles and empty lines may stand above it."""

_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a file of an old Excel or Word (.xls, .doc)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text file of a word processor (.rtf)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a packed file (.gz)"),
    (b"7z\xbc\xaf", "a packed file (.7z)"),
    (b"Rar!", "a packed file (.rar)"),
    (b"<", "a web page or XML"),
    (b"{", "JSON"),
    (b"[", "JSON"),
)
"""How files begin that are often sent in the place of a list, and what they are."""

Known = Callable[[str], bool]
"""Whether a heading is one that is looked for."""


@dataclass(frozen=True)
class Row:
    """A row; `number` is the one that Excel shows, from 1. Empty cells at its end may not be there."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell in a column, from 1; an empty one where nothing is."""
        return self.cells[column - 1] if column <= len(self.cells) else Cell(self.number, column)


@dataclass(frozen=True)
class Table:
    """A list: its heading, the rows below it that hold something, and how many cells each has where that is told.

    `passed` are what else of the file holds something and is not read: sheets by their names, rows above the heading.
    """

    heading: Row
    rows: tuple[Row, ...]
    written: str
    widths: bool
    passed: tuple[str, ...] = ()


def read_table(data: bytes, path: str, known: Known) -> Table:
    """The list in a file, found by the headings that are `known`.

    Raises `Wrong`: no list but another kind of file (P621), nothing in it (P622), an encoding that is not read (P623),
    no heading that is known (P625), quotes that do not close (P628), too many rows (P638), and what
    `press.parcel.guard` and `press.parcel.workbook` refuse.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise Wrong(Problem(Place(path), "P622", "The file is empty.", "Look whether it is the right file."))
    if data.startswith(b"PK"):
        return _workbook(data, path, known)
    other = next((what for begins, what in _OTHERS if data.removeprefix(b"\xef\xbb\xbf").startswith(begins)), "")
    if other:
        hint = "Save the list as .xlsx, or as CSV."
        raise Wrong(Problem(Place(path), "P621", f"This is {other}, not a list of councils.", hint))
    text, encoding = _decode(data, path)
    return _separated(unicodedata.normalize("NFC", text), encoding, path, known)


def _decode(data: bytes, path: str) -> tuple[str, str]:
    """The text and what its encoding is called."""
    if len(data) > guard.LARGEST_TEXT:
        message = f"The file has {len(data):,} bytes; at most {guard.LARGEST_TEXT:,} are read."
        raise Wrong(Problem(Place(path), "P101", message, "Look whether it is the right file."))
    hint = "Save it in Excel as «CSV UTF-8», or as .xlsx."
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) or (b"\0" in data and not marked):
        message = "The file holds NUL bytes: it is no text, or UTF-16 or UTF-32 without a mark that says so."
        raise Wrong(Problem(Place(path), "P623", message, hint))
    tried = ("utf-16",) if marked else ("utf-8-sig",) if data.startswith(b"\xef\xbb\xbf") else ("utf-8", "cp1252")
    names = {"utf-16": "UTF-16", "utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252"}
    wrong = (0, 0)
    for encoding in tried:
        try:
            return data.decode(encoding), names[encoding]
        except UnicodeDecodeError as error:
            wrong = (data.count(b"\n", 0, error.start) + 1, data[min(error.start, len(data) - 1)])
    message = f"The byte 0x{wrong[1]:02X} is not {' and not '.join(names[one] for one in tried)}."
    raise Wrong(Problem(Place(path, wrong[0]), "P623", message, hint))


def _separated(text: str, encoding: str, path: str, known: Known) -> Table:
    first, _, rest = text.partition("\n")
    asked = first.strip().lower()
    if asked.startswith("sep=") and len(asked) == 5:  # what Excel is told by other programs
        separators, text = [asked[4]], rest
    elif asked in ("sep=", 'sep="'):
        separators, text = ["\t"], rest
    else:
        separators = list(SEPARATORS)
    tried = {one: list(_rows(text, one, path, strict=False, most=ABOVE)) for one in separators}
    best = max(separators, key=lambda one: _best(tried[one], known)[1])
    at, count = _best(tried[best], known)
    if not count:
        raise Wrong(_unheaded(path, tried[best], "The separator is a semicolon, a comma or a tab."))
    every = list(_rows(text, best, path, strict=True, most=MOST_ROWS))
    heading = tried[best][at]
    above = tuple(f"row {row.number}" for row in every if row.number < heading.number and _holds(row))
    rows = tuple(row for row in every if row.number > heading.number and _holds(row))
    written = f"{encoding}, separated by {SEPARATORS.get(best, repr(best))}"
    return Table(heading, rows, written, widths=True, passed=above)


def _rows(text: str, separator: str, path: str, *, strict: bool, most: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    number = 0
    try:
        for number, cells in enumerate(islice(reader, most + 1), 1):
            if number > most and strict:
                message = f"The list has more than {most:,} rows."
                raise Wrong(Problem(Place(path), "P638", message, "Look whether it is the right file."))
            yield Row(number, tuple(Cell(number, column, cell) for column, cell in enumerate(cells, 1)))
    except csv.Error as error:
        if strict:
            message = f"Row {number + 1} cannot be divided into cells: {error}."
            hint = "Look for a quote that does not close, or close it before the separator."
            raise Wrong(Problem(Place(path, number + 1), "P628", message, hint)) from None


def _workbook(data: bytes, path: str, known: Known) -> Table:
    shown = [sheet for sheet in sheets(data, path) if not sheet.hidden and sheet.cells]
    if not shown:
        raise Wrong(Problem(Place(path), "P622", "The workbook is empty.", "Look whether it is the right file."))
    tables = [(sheet, list(_sheet_rows(sheet, path))) for sheet in shown]
    best = max(range(len(tables)), key=lambda one: _best(tables[one][1][:ABOVE], known)[1])
    sheet, every = tables[best]
    at, count = _best(every[:ABOVE], known)
    if not count:
        raise Wrong(_unheaded(path, every, ""))
    heading = every[at]
    for area in sheet.merged:
        if area.top >= heading.number:
            message = f"The cells {area.name} are merged."
            raise Wrong(Problem(Place(path, area.top, area.left), "P504", message, "Part them again."))
    passed = [f"row {row.number}" for row in every[:at]]
    passed += [f"the sheet «{other.name}»" for other in shown if other is not sheet]
    return Table(heading, tuple(every[at + 1 :]), f"an Excel workbook, its sheet «{sheet.name}»", False, tuple(passed))


def _sheet_rows(sheet: Sheet, path: str) -> Iterator[Row]:
    numbers = sorted({row for (row, _), cell in sheet.cells.items() if cell.text.strip() or cell.kind.value != "text"})
    if len(numbers) > MOST_ROWS:
        message = f"The list has more than {MOST_ROWS:,} rows."
        raise Wrong(Problem(Place(path), "P638", message, "Look whether it is the right file."))
    last: dict[int, int] = {}
    for row, column in sheet.cells:
        last[row] = max(column, last.get(row, 0))
    for number in numbers:
        width = min(last[number], 500)
        yield Row(number, tuple(sheet.at(number, column) for column in range(1, width + 1)))


def _holds(row: Row) -> bool:
    return any(cell.text.strip() for cell in row.cells)


def _best(rows: Sequence[Row], known: Known) -> tuple[int, int]:
    """Which row has most headings that are known, the first of them, and how many it has."""
    counts = [sum(1 for cell in row.cells if known(cell.text)) for row in rows]
    most = max(counts, default=0)
    return (counts.index(most) if counts else 0), most


def _unheaded(path: str, rows: Sequence[Row], more: str) -> Problem:
    first = next((row for row in rows if _holds(row)), None)
    found = ", ".join(f"«{' '.join(cell.text.split())[:30]}»" for cell in first.cells[:8]) if first else "nothing"
    message = f"No row has headings that are known; the first row says {found}."
    hint = f"The headings are navn, kommunenummer, organisasjonsnummer, type, målform, organ, id. {more}".strip()
    return Problem(Place(path, first.number if first else 0), "P625", message, hint)
