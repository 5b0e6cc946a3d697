"""table -> a Word table with marked, repeated header rows; its caption is the paragraph above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from press.word.context import Context, Scope, elements, nodes
from press.word.look import Style
from press.word.ooxml import el
from press.word.paragraphs import caption, paragraph

CHARACTER = 95
"""About the width of one letter in a table, in twips: 9 pt type at just over half an em."""
BETWEEN = 160
"""Room between two columns, in twips."""
SHORT = 18
"""A cell with no more characters is kept on one line: a date, a case number."""
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
    widths = column_widths([[_words(cell) for cell in row.cells] for row in rows], context.look.measure)
    grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
    made = [_row(row, widths, stays, context, scope) for row, stays in zip(rows, _staying(rows), strict=True)]
    yield el("w:tbl", _properties(title, rows, sum(widths), context), grid, *made)


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
        if group.tag == "caption" and not group.get("class"):
            title = group
        elif group.tag in ("thead", "tbody") and not group.get("class"):
            rows += [_read_row(row, group.tag == "thead", context) for row in elements(context, group)]
        else:
            context.problem(
                group,
                "T241",
                f"The Word writer has no <{group.tag}> in a table.",
                "It knows caption, thead, tbody.",
            )
    return title, rows


def _read_row(element: etree._Element, heading: bool, context: Context) -> Row:
    if element.tag != "tr" or element.get("class"):
        context.problem(
            element,
            "T241",
            f"The Word writer has no <{element.tag}> among the rows of a table.",
            "It knows tr.",
        )
    cells = list(elements(context, element))
    for cell in cells:
        if cell.tag not in ("th", "td") or cell.get("class"):
            context.problem(cell, "T241", f"The Word writer has no <{cell.tag}> in a row.", "It knows th, td.")
    return Row(element, cells, heading)


def _properties(title: etree._Element | None, rows: list[Row], width: int, context: Context) -> etree._Element:
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
    about = [el("w:tblCaption", val=_words(title))] if title is not None else []
    if head:
        about.append(el("w:tblDescription", val=" · ".join(_words(cell) for cell in head[0].cells)))
    layout = el("w:tblLayout", type="fixed")
    return el(
        "w:tblPr",
        el("w:tblStyle", val=context.look.id(Style.TABLE)),
        el("w:tblW", w=width, type="dxa"),
        layout,
        look,
        *about,
    )


def _staying(rows: list[Row]) -> list[bool]:
    """Which rows stay on the page of the next one: so that no row of the body stands alone, first or last."""
    first = next((number for number, row in enumerate(rows) if not row.heading), 0)
    return [number in (first, len(rows) - 2) and number < len(rows) - 1 for number in range(len(rows))]


def _row(row: Row, widths: list[int], stays: bool, context: Context, scope: Scope) -> etree._Element:
    """A row that is not split over pages; header rows come again on each page (17.4.6, 17.4.49)."""
    if row.element.get("id"):
        context.anchors.pending.append(row.element.get("id"))
    inner = scope.at(row.element, context)
    about = el("w:trPr", el("w:cantSplit"), *([el("w:tblHeader")] if row.heading else []))
    cells = [
        el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa")), _cell(cell, row.heading, stays, context, inner))
        for cell, width in zip(row.cells, widths, strict=True)
    ]
    return el("w:tr", about, *cells)


def _cell(cell: etree._Element, heading: bool, stays: bool, context: Context, scope: Scope) -> etree._Element:
    if cell.get("id"):
        context.anchors.pending.append(cell.get("id"))
    style = Style.TABLE_TEXT if cell.tag == "td" else Style.COLUMN_HEADING if heading else Style.ROW_HEADING
    kept = [el("w:keepNext")] if stays and not heading else []
    return paragraph(nodes(cell), context, scope.at(cell, context), style, *kept)
