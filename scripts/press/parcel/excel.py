"""Words to translate <-> an Excel workbook.

The first sheet has a row for each segment, the second the glossary. The sheet «Press» says what the file is, and which
words stand for what, so that columns may be moved and rows sorted. All cells are text. What comes back is read by
`press.parcel.workbook`; a cell that Excel made something else of is refused, never guessed at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.parcel import guard
from press.parcel.excel_writing import FACTS, PRESS, write
from press.parcel.exchange import Return, Returned, number_of
from press.parcel.status import NAMES, meant, single_blanks
from press.parcel.workbook import Cell, Kind, Sheet, sheets
from press.problem import Place, Problem, Wrong

__all__ = ["read", "write"]

COLUMNS = ("id", "source", "target", "status", "comment", "change", "seal")
"""The columns of the table, by the names that the sheet «Press» has for their headings."""


def read(data: bytes, path: str) -> Return:
    """What came back. Rows may be sorted, and those that are gone are not there; blank ones count as gone.

    Raises Wrong with every problem found: no workbook (P501), the sheet «Press» is not whole (P502), a heading that is
    missing or there twice (P503), merged cells (P504), a formula (P505) or a number (P506) in the table, a row without
    id (P507), a status that is none (P508), and what `press.parcel.guard` refuses.
    """
    book = sheets(data, path)
    facts = _facts(book, path)
    table = _table(book, facts, path)
    rows = [row for row in table.rows() if any(cell.text.strip() for cell in row.values())]
    segments = tuple(table.segment(row) for row in rows)
    faults = [problem for row in rows for problem in table.faults(row)]
    problems = [*table.merged(), *faults, *guard.doubled(one for one in segments if one.id)]
    if problems:
        raise Wrong(*problems)
    return Return(facts["document"], facts["language"], segments, number_of(facts["texts"]))


Row = Mapping[str, Cell]
"""The cells of a row, by the names of their columns."""


@dataclass(frozen=True)
class _Table:
    sheet: Sheet
    columns: Mapping[str, int]
    facts: Mapping[str, str]
    path: str

    def rows(self) -> Iterator[Row]:
        for number in sorted({row for row, _ in self.sheet.cells if row > 1}):
            yield {name: self.sheet.at(number, column) for name, column in self.columns.items()}

    def merged(self) -> Iterator[Problem]:
        for area in self.sheet.merged:
            if any(area.left <= column <= area.right for column in self.columns.values()):
                message = f"The cells {area.name} are merged."
                yield self._problem(Cell(area.top, area.left), "P504", message, "Part them again.")

    def faults(self, row: Row) -> Iterator[Problem]:
        for cell in row.values():
            if cell.kind is Kind.FORMULA:
                message = f"Cell {cell.name} holds a formula."
                yield self._problem(cell, "P505", message, "Format the cell as Text and write it again.")
            elif cell.kind is not Kind.TEXT:
                message = f"Cell {cell.name} holds {cell.kind} ({cell.text}), where text belongs."
                yield self._problem(cell, "P506", message, "Format the cell as Text and write it again.")
        if not _said(row["id"]):
            message = f"Row {row['id'].row} has no id in {row['id'].name}."
            yield self._problem(row["id"], "P507", message, "Each row keeps the id that it was sent with.")
        if meant(_said(row["status"]), self.facts) is None:
            message = f"«{_said(row['status'])}» in {row['status'].name} is no status."
            yield self._problem(row["status"], "P508", message, _accepted(self.facts))

    def segment(self, row: Row) -> Returned:
        state, waiting = meant(_said(row["status"]), self.facts) or (None, None)
        written = [single_blanks(line) for line in row["comment"].text.splitlines()]
        notes = [single_blanks(note) for cell in row.values() for note in cell.notes]
        return Returned(
            _said(row["id"]),
            _said(row["source"]),
            _said(row["target"]),
            Place(self.path, row["target"].row, row["target"].column),
            _said(row["seal"]),
            state,
            waiting,
            tuple(said for said in (*written, *notes) if said),
        )

    def _problem(self, cell: Cell, code: str, message: str, hint: str) -> Problem:
        return Problem(Place(self.path, cell.row, cell.column), code, message, hint)


def _said(cell: Cell) -> str:
    return single_blanks(cell.text)


def _accepted(facts: Mapping[str, str]) -> str:
    return f"It is one of {', '.join(facts[name] for name in NAMES)}."


def _facts(book: Sequence[Sheet], path: str) -> dict[str, str]:
    """What the sheet «Press» says: names in its first column, what they are in the second."""
    hint = f"Leave the sheet «{PRESS}» as it was sent, or copy it from the file that was."
    sheet = next((sheet for sheet in book if sheet.name == PRESS), None)
    if sheet is None:
        raise Wrong(Problem(Place(path), "P502", f"The sheet «{PRESS}» is gone.", hint))
    rows = {row for row, _ in sheet.cells}
    facts = {_said(sheet.at(row, 1)): _said(sheet.at(row, 2)) for row in rows}
    missing = [name for name in FACTS if not facts.get(name)]
    if missing:
        message = f"The sheet «{PRESS}» does not say {', '.join(missing)}."
        raise Wrong(Problem(Place(path), "P502", message, hint))
    guard.addressed(facts["document"], facts["language"], Place(path))
    return facts


def _table(book: Sequence[Sheet], facts: Mapping[str, str], path: str) -> _Table:
    """The first sheet that has the heading of the ids, among those that are shown."""
    expected = {name: facts[name] for name in COLUMNS}
    shown = [sheet for sheet in book if not sheet.hidden and sheet.name != PRESS] or [Sheet("")]
    headings = [{column: _said(cell) for (row, column), cell in one.cells.items() if row == 1} for one in shown]
    best = next((at for at, found in enumerate(headings) if expected["id"] in found.values()), 0)
    places = Counter(headings[best].values())
    wrong = [words for words in expected.values() if places[words] != 1]
    if wrong:
        found = ", ".join(f"«{words}»" for words in headings[best].values() if words) or "nothing"
        asked = ", ".join(f"«{words}»" for words in expected.values())
        message = f"The headings in row 1 of the sheet «{shown[best].name}» are {found}."
        missing = ", ".join(f"«{words}»" for words in wrong)
        hint = f"They are {asked}, each once; columns may be moved, but not renamed. Look at {missing}."
        raise Wrong(Problem(Place(path, 1), "P503", message, hint))
    columns = {words: column for column, words in headings[best].items()}
    return _Table(shown[best], {name: columns[words] for name, words in expected.items()}, facts, path)
