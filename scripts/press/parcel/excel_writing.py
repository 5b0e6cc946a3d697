"""A parcel -> the Excel workbook that a translator works in. Alone knows openpyxl."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from press.parcel.exchange import Labels, Parcel, Segment
from press.parcel.status import NAMES, words
from press.problem import Place, Problem, Wrong

PRESS = "Press"
"""The sheet that says what the file is."""
SEAL = "Seal"
"""The heading of the column that nobody reads."""
HEADINGS = ("id", "source", "target", "status", "comment", "change")
"""The columns, by the names that `Labels` has for their headings; the seal comes after them."""
FACTS = ("document", "language", "revision", "texts", *HEADINGS, "seal", *NAMES)
"""What the sheet «Press» says, each in a row of its own."""
WIDTHS = (28, 56, 56, 16, 30, 36, 20)
"""Widths of the columns, in digits of the standard font (18.3.1.13)."""
GLOSSARY_WIDTHS = (34, 44, 62)
LETTERS = 1.05
"""Letters of running text that have room where one digit has: Calibri's are narrower, and no line is quite full."""
LINE, ROOM = 15, 4
"""The height of a line of Calibri 11, and what a row is higher than its lines, in points."""
LONGEST = 32_767
"""Characters that a cell holds in Excel; more would be cut off in silence."""
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - the date of all entries of the zip too, which knows no zones
BLUE, HAIRLINE, QUIET, PALE = "FF0F3D5C", "FFB4BEC6", "FF5C6670", "FFFFF3CF"
"""The colours of the look (templates/word/theme.xml), and one that calls for work."""


def write(parcel: Parcel) -> bytes:
    """The parcel as a workbook, the same bytes for the same parcel.

    Raises Wrong where a text is longer than a cell can be (P509).
    """
    too_long = [one for one in parcel.segments if max(map(len, (one.source, one.target, one.previous))) > LONGEST]
    if too_long:
        message = "The text of {} is longer than the {} characters that a cell of Excel holds."
        place = Place(f"{parcel.name}.xlsx")
        raise Wrong(*(Problem(place, "P509", message.format(one.id, LONGEST), "Use XLIFF.") for one in too_long))
    workbook = Workbook()
    workbook.properties.title, workbook.properties.creator = parcel.title, PRESS
    workbook.properties.created = workbook.properties.modified = EPOCH
    assert workbook.active is not None
    _segments(workbook.active, parcel)
    if parcel.terms:
        _glossary(workbook.create_sheet(_sheet_name(parcel.labels.glossary)), parcel)
    _facts(workbook.create_sheet(PRESS), parcel)
    return _packed(workbook)


def _segments(sheet: Worksheet, parcel: Parcel) -> None:
    labels = parcel.labels
    sheet.title = _sheet_name(f"{parcel.source_language}-{parcel.language}")
    _head(sheet, [*(getattr(labels, name) for name in HEADINGS), SEAL], WIDTHS)
    for row, segment in enumerate(parcel.segments, start=2):
        _row(sheet, row, _texts(segment, labels), WIDTHS)
        for column in (1, len(WIDTHS)):
            sheet.cell(row, column).font = Font(name="Calibri", size=8, color=QUIET)
    last = max(len(parcel.segments) + 1, 2)
    sheet.auto_filter.ref = f"A1:G{last}"
    waiting = ",".join(f'$D2="{word.replace(chr(34), chr(34) * 2)}"' for word in (labels.missing, labels.stale))
    fill = PatternFill(start_color=PALE, end_color=PALE, fill_type="solid")
    sheet.conditional_formatting.add(f"C2:D{last}", FormulaRule([f"OR({waiting})"], fill=fill))
    first = len(FACTS) - len(NAMES) + 1
    accepted = DataValidation("list", f"{PRESS}!$B${first}:$B${len(FACTS)}", allow_blank=True, showErrorMessage=True)
    accepted.add(f"D2:D{last}")
    sheet.add_data_validation(accepted)
    _paper(sheet, parcel.title)


def _texts(segment: Segment, labels: Labels) -> tuple[str, ...]:
    """What the cells of a segment say: each comment is a line of its own."""
    said = "\n".join(segment.comments)
    status = labels.status_of(segment)
    return (segment.id, segment.source, segment.target, status, said, segment.previous, segment.seal)


def _glossary(sheet: Worksheet, parcel: Parcel) -> None:
    _head(sheet, [parcel.labels.term, parcel.labels.target, parcel.labels.note], GLOSSARY_WIDTHS)
    for row, term in enumerate(parcel.terms, start=2):
        _row(sheet, row, (term.source, "; ".join(term.targets), term.note), GLOSSARY_WIDTHS)
    _paper(sheet, parcel.title)


def _facts(sheet: Worksheet, parcel: Parcel) -> None:
    said = {name: str(getattr(parcel.labels, name)) for name in HEADINGS} | {"seal": SEAL} | words(parcel.labels)
    said |= {
        "document": parcel.document,
        "language": parcel.language,
        "revision": parcel.revision,
        "texts": str(parcel.texts),
    }
    for row, name in enumerate(FACTS, start=1):
        for column, text in enumerate((name, said[name]), start=1):
            _write(sheet, row, column, text).font = Font(name="Calibri", size=9, color=QUIET)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 44


def _head(sheet: Worksheet, headings: Sequence[str], widths: Sequence[int]) -> None:
    """The first row, which stays in view and comes again on each page that is printed."""
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = _write(sheet, 1, column, heading)
        cell.font = Font(name="Calibri", size=11, bold=True, color=BLUE)
        cell.border = Border(bottom=Side("medium", color=BLUE))
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.sheet_view.showGridLines = False


class _Growing(RowDimension):
    """A row with a first height, which grows with its text. LibreOffice gives it none when it opens a file."""

    customHeight = False  # noqa: N815 - openpyxl's name


def _row(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """A row of cells, about as high as its longest text."""
    for column, text in enumerate(texts, start=1):
        _write(sheet, row, column, text)
    lines = max(
        sum(len(wrap(line, int(width * LETTERS))) or 1 for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    sheet.row_dimensions[row] = _Growing(sheet, index=row, ht=lines * LINE + ROOM)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A cell of text, whatever it begins with: no formula, number or error is made of it, now or when it is edited."""
    cell = sheet.cell(row, column)
    cell.value = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)  # 22.9.2.19
    cell.data_type = "s"
    cell.number_format = "@"  # 18.8.30
    cell.quotePrefix = text[:1] in tuple("=+-@'")  # 18.8.45
    cell.font = Font(name="Calibri", size=11)
    cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
    cell.border = Border(bottom=Side("hair", color=HAIRLINE))
    return cell


def _paper(sheet: Worksheet, title: str) -> None:
    """A4 across, as wide as the table (18.3.1.63)."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, footer=0.3)
    sheet.oddFooter.left.text = title.replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"


def _sheet_name(words: str) -> str:
    """A name that Excel takes for a sheet: 31 characters, and none that a reference is made of."""
    return re.sub(r"[\[\]:*?/\\']", " ", words)[:31].strip()


def _packed(workbook: Workbook) -> bytes:
    """The workbook as a zip with sorted names and one date."""
    made, packed = BytesIO(), BytesIO()
    ExcelWriter(workbook, ZipFile(made, "w")).save()
    with ZipFile(made) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()
