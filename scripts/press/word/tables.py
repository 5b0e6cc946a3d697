"""table -> a Word table with marked, repeated header rows; its caption is the paragraph above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from press.word.changes import Change, said
from press.word.context import Context, Node, Scope, elements, name_of, nodes
from press.word.look import Style
from press.word.ooxml import el
from press.word.paragraphs import caption, paragraph, space

CHARACTER = 95
"""About the width of one letter in a table, in twips: 9 pt type at just over half an em."""
BETWEEN = 160
"""Room between two columns, in twips."""
PARTED = 80
"""Space between two paragraphs of one cell, in twips."""
SHORT = 18
"""A cell with no more characters is kept on one line: a date, a case number."""
SHARES: Mapping[tuple[str, int], tuple[float, ...]] = {
    ("table.comparison", 3): (0.38, 0.38, 0.24),
    ("table.comparison", 4): (0.17, 0.31, 0.31, 0.21),
    ("table.register", 8): (0.035, 0.22, 0.12, 0.17, 0.09, 0.155, 0.09, 0.12),
    ("table.versions", 4): (0.18, 0.06, 0.26, 0.5),
    ("table.texts", 4): (0.05, 0.24, 0.45, 0.26),
}
"""Shares of the line by table and columns, as `templates/pdf.css` has them. The two texts of a comparison have the
same, so that the eye can go from one to the other."""
LONG = frozenset({"table.comparison"})
"""Tables with rows so long that none is kept with the next."""
LONGEST_WORD = 0.4
"""A column may be held open by one long word up to this share of the line."""


@dataclass(frozen=True)
class Row:
    element: etree._Element
    cells: list[etree._Element]
    heading: bool


def table(element: etree._Element, context: Context, scope: Scope) -> Iterator[etree._Element]:
    """The caption, where there is one, and the table (17.4)."""
    title, rows = _read(element, context)
    if title is not None:
        yield caption(title, context, scope, Style.CAPTION, el("w:keepNext"))
    if not rows or len({len(row.cells) for row in rows}) != 1 or not rows[0].cells:
        context.problem(
            element,
            "T250",
            "The table has no rows, or rows of different length.",
            "Give every row as many cells.",
        )
        return
    shares = SHARES.get((name_of(element), len(rows[0].cells)))
    if shares is None:
        widths = column_widths([[_words(cell) for cell in row.cells] for row in rows], context.look.measure)
    else:
        widths = _filling([share * context.look.measure for share in shares], context.look.measure)
    grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
    staying = [False] * len(rows) if name_of(element) in LONG else _staying(rows)
    made = [_row(row, widths, stays, context, scope) for row, stays in zip(rows, staying, strict=True)]
    yield el("w:tbl", _properties(title, rows, context, scope), grid, *made)


def column_widths(rows: list[list[str]], measure: int) -> list[int]:
    """Widths in twips that fill the line, shared out much as CSS does (CSS 2.2, 17.5.2.2): each column has room for its
    longest word and its short cells, and the rest goes by how much all its cells say. Word keeps them as they are."""
    columns = list(zip(*rows, strict=True))
    least = [min(_least(column), measure * LONGEST_WORD) for column in columns]
    wishes = [sum(max(0.0, _width(cell) - low) for cell in column) for low, column in zip(least, columns, strict=True)]
    spare = measure - sum(least)
    if spare < 0 or not sum(wishes):
        shares = [measure * low / sum(least) for low in least]
    else:
        shares = [low + spare * wish / sum(wishes) for low, wish in zip(least, wishes, strict=True)]
    return _filling(shares, measure)


def _filling(shares: list[float], measure: int) -> list[int]:
    """Whole twips; the last column takes what is left of the line."""
    widths = [int(share) for share in shares]
    widths[-1] += measure - sum(widths)
    return widths


def _least(column: tuple[str, ...]) -> float:
    """What a column needs: none of its words is broken, and none of its short cells."""
    unbroken = [cell if len(cell) <= SHORT else max(cell.split(), key=len) for cell in column if cell]
    return _width(max(unbroken, key=len, default=""))


def _width(text: str) -> float:
    return len(text) * CHARACTER + BETWEEN


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _read(element: etree._Element, context: Context) -> tuple[etree._Element | None, list[Row]]:
    """The caption and the rows of a table."""
    title: etree._Element | None = None
    rows: list[Row] = []
    for group in elements(context, element):
        if name_of(group) == "caption":
            title = group
        elif name_of(group) in ("thead", "tbody"):
            rows += [_read_row(row, group.tag == "thead", context) for row in elements(context, group)]
        else:
            context.problem(
                group,
                "T241",
                f"The Word writer has no <{name_of(group)}> in a table.",
                "It knows caption, thead, tbody.",
            )
    return title, rows


def _read_row(element: etree._Element, heading: bool, context: Context) -> Row:
    if name_of(element) != "tr":
        context.problem(
            element,
            "T241",
            f"The Word writer has no <{name_of(element)}> among the rows of a table.",
            "It knows tr.",
        )
    cells = list(elements(context, element))
    for cell in cells:
        if name_of(cell) not in ("th", "td"):
            context.problem(cell, "T241", f"The Word writer has no <{name_of(cell)}> in a row.", "It knows th, td.")
    return Row(element, cells, heading)


def _properties(title: etree._Element | None, rows: list[Row], context: Context, scope: Scope) -> etree._Element:
    """Style, width, and what a screen reader is told (17.4.59): which cells are headings, caption and summary."""
    head = [row for row in rows if row.heading]
    body = [row for row in rows if not row.heading]
    first_row, first_column = bool(head), bool(body) and all(row.cells[0].tag == "th" for row in body)
    value = 0x0020 * first_row + 0x0080 * first_column + 0x0200 + 0x0400  # no banding
    flags = {
        "firstRow": first_row,
        "lastRow": 0,
        "firstColumn": first_column,
        "lastColumn": 0,
        "noHBand": 1,
        "noVBand": 1,
    }
    look = el("w:tblLook", val=f"{value:04X}", **{name: int(flag) for name, flag in flags.items()})
    reading = scope.change or Change.INSERTED
    about = [el("w:tblCaption", val=said(title, reading))] if title is not None else []
    if head:
        about.append(el("w:tblDescription", val=" · ".join(said(cell, reading) for cell in head[0].cells)))
    layout = el("w:tblLayout", type="fixed")
    return el(
        "w:tblPr",
        el("w:tblStyle", val=context.look.id(Style.TABLE)),
        el("w:tblW", w=context.look.measure, type="dxa"),
        layout,
        look,
        *about,
    )


def _staying(rows: list[Row]) -> list[bool]:
    """Which rows stay on the page of the next one: so that no row of the body stands alone, first or last."""
    first = next((number for number, row in enumerate(rows) if not row.heading), 0)
    return [number in (first, len(rows) - 2) and number < len(rows) - 1 for number in range(len(rows))]


def _row(row: Row, widths: list[int], stays: bool, context: Context, scope: Scope) -> etree._Element:
    """A row, not split over pages where one can hold it; header rows come again on each page (17.4.6, 17.4.49)."""
    if row.element.get("id"):
        context.anchors.pending.append(row.element.get("id"))
    inner = scope.at(row.element, context)
    about = [el("w:cantSplit"), *[el("w:tblHeader")] * row.heading]
    if inner.change is not None:
        about.append(context.mark(inner.change))  # 17.13.5.12, 17.13.5.16
    cells = [
        el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa")), *_cell(cell, row.heading, stays, context, inner))
        for cell, width in zip(row.cells, widths, strict=True)
    ]
    return el("w:tr", el("w:trPr", *about), *cells)


def _cell(cell: etree._Element, heading: bool, stays: bool, context: Context, scope: Scope) -> list[etree._Element]:
    """A cell's paragraphs: one for each `p` that it holds, or one of its words."""
    if cell.get("id"):
        context.anchors.pending.append(cell.get("id"))
    style = Style.TABLE_TEXT if cell.tag == "td" else Style.COLUMN_HEADING if heading else Style.ROW_HEADING
    told = style is Style.ROW_HEADING and cell.find("p") is not None
    if told:  # its words say themselves which of them are bold
        style = Style.TABLE_TEXT
    inner = scope.at(cell, context)
    made = []
    for content, where in _paragraphs(cell, context, inner):
        kept = [el("w:keepNext")] if stays and not heading else []
        unbroken = [el("w:suppressAutoHyphens")] if told else []
        made.append(paragraph(content, context, where, style, *kept, *unbroken))
    for upper in made[:-1]:
        space(upper, "after", PARTED)
    return made


def _paragraphs(cell: etree._Element, context: Context, scope: Scope) -> Iterator[tuple[list[Node], Scope]]:
    if all(child.tag != "p" for child in cell):
        yield nodes(cell), scope
        return
    for child in elements(context, cell):
        if name_of(child) != "p":
            message = f"The Word writer has no <{name_of(child)}> between the paragraphs of a cell."
            context.problem(child, "T241", message, "It knows p.")
        if child.get("id"):
            context.anchors.pending.append(child.get("id"))
        yield nodes(child), scope.at(child, context)
