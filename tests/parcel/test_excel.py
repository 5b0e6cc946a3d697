"""The workbook: what goes out comes back, whatever a text begins with; what Excel or a hand spoils is named."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from office_parcels import LABELS, SEGMENTS, changed, packed, parcel, parts, returned, segments
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from press.parcel.excel import read, write
from press.parcel.exchange import Segment
from press.problem import Wrong
from press.records import State

Hand = Callable[[Worksheet], object]


def by_hand(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The workbook opened, changed and saved by another program."""
    book = openpyxl.load_workbook(BytesIO(write(parcel())))
    change(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def refused(data: bytes) -> list[str]:
    with pytest.raises(Wrong) as caught:
        read(data, "retur.xlsx")
    return [f"{problem.code} {problem.message}" for problem in caught.value.problems]


def test_what_goes_out_comes_back() -> None:
    found = read(write(parcel()), "retur.xlsx")
    assert (found.document, found.language) == ("avtale", "nn")
    returned(SEGMENTS, found)
    assert [(one.place.line, one.place.column) for one in found.segments] == [(row, 3) for row in range(2, 7)]


@given(segments())
def test_any_text_comes_back(found: tuple[Segment, ...]) -> None:
    returned(found, read(write(parcel(*found)), "retur.xlsx"))


def test_the_same_parcel_is_the_same_bytes() -> None:
    assert write(parcel()) == write(parcel())


def test_no_cell_is_anything_but_text() -> None:
    book = openpyxl.load_workbook(BytesIO(write(parcel())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert [cell.coordinate for cell in cells if cell.quotePrefix] == ["B5", "C5", "B6", "C6", "E6"]
    assert book.sheetnames == ["nb-nn", "Ordliste", "Press"]
    assert book["nb-nn"].freeze_panes == "A2"
    assert [rule.formula1 for rule in book["nb-nn"].data_validations.dataValidation] == ["Press!$B$12:$B$16"]
    assert [row[1].value for row in book["Press"].iter_rows(12, 16)] == [
        LABELS.missing, LABELS.stale, LABELS.draft, LABELS.reviewed, LABELS.certified,
    ]  # fmt: skip


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(Wrong, match="The text of lang#text is longer"):
        write(parcel(Segment("lang#text", "å" * 32_768, "", State.MISSING)))


def test_rows_and_columns_may_be_moved_and_rows_taken_away() -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        sheet.delete_rows(3)
        sheet.move_range("A2:G2", rows=6)
        sheet.move_range("C1:C8", cols=7)

    found = read(by_hand(change), "retur.xlsx").segments
    assert [one.id for one in found] == [SEGMENTS[2].id, SEGMENTS[3].id, SEGMENTS[4].id, SEGMENTS[0].id]
    assert [one.target for one in found] == [
        SEGMENTS[2].target,
        SEGMENTS[3].target,
        SEGMENTS[4].target,
        "Døme på ein avtale",
    ]


def test_words_of_the_translator_come_back() -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["nb-nn"]
        sheet["C4"], sheet["D4"], sheet["E4"] = (
            "Partane skal\n**ikkje**  gjere «dette» \u00a0aleine… ",
            "Utkast",
            "Ny?\n\nJa.",
        )
        sheet["C4"].comment = Comment("Sjå lova.", "Kari")
        sheet["D5"] = None
        book.create_sheet("Notat", 0).sheet_state = "hidden"
        sheet["J3"] = "=1+1"

    _, _, third, fourth, _ = read(by_hand(change), "retur.xlsx").segments
    assert third.target == "Partane skal **ikkje** gjere «dette» \u00a0aleine…"
    assert (third.state, third.open, third.comments) == (State.DRAFT, False, ("Ny?", "Ja.", "Sjå lova."))
    assert (fourth.state, fourth.open) == (None, None)


def test_a_comment_in_a_thread_is_told_without_what_excel_says_around_it() -> None:
    told = (
        "[Kommentartråd]\n\nDin versjon av Excel lar deg lese denne kommentartråden.\n"
        "Finn ut mer: https://go.microsoft.com/fwlink/?linkid=870924\n\nKommentar:\n    Er dette rett?"
    )
    data = by_hand(lambda book: setattr(book["nb-nn"]["C2"], "comment", Comment(told, "Kari")))
    assert read(data, "retur.xlsx").segments[0].comments == ("Er dette rett?",)


def test_line_breaks_of_other_programs_are_blanks() -> None:
    data = changed(
        write(parcel()), "xl/worksheets/sheet1.xml", "D&#248;me p&#229; ein", "D&#248;me_x000D_\n p&#229; ein"
    )
    assert read(data, "retur.xlsx").segments[0].target == "Døme på ein avtale"


SPOILED: list[tuple[Hand, list[str]]] = [
    (lambda sheet: sheet.__setitem__("C3", '=HYPERLINK("http://x")'), ["P505 Cell C3 holds a formula."]),
    (lambda sheet: sheet.__setitem__("E3", "=cmd|' /C calc'!A0"), ["P505 Cell E3 holds a formula."]),
    (lambda sheet: sheet.__setitem__("C4", 7), ["P506 Cell C4 holds a number or a date (7), where text belongs."]),
    (lambda sheet: sheet.__setitem__("C4", True), ["P506 Cell C4 holds true or false (1), where text belongs."]),
    (lambda sheet: sheet.__setitem__("C4", "#N/A"), ["P506 Cell C4 holds an error (#N/A), where text belongs."]),
    (lambda sheet: sheet.merge_cells("B2:C3"), ["P504 The cells B2:C3 are merged."]),
    (lambda sheet: sheet.__setitem__("A3", None), ["P507 Row 3 has no id in A3."]),
    (
        lambda sheet: sheet.__setitem__("A3", SEGMENTS[0].id),
        ["P123 The segment `document/title#title` stands twice in the file; the first is in line 2."],
    ),
    (lambda sheet: sheet.__setitem__("D3", "ferdig"), ["P508 «ferdig» in D3 is no status."]),
    (
        lambda sheet: sheet.__setitem__("C1", "Oversettelse"),
        [
            "P503 The headings in row 1 of the sheet «nb-nn» are «Id», «Kildetekst», «Oversettelse», «Status»,"
            " «Merknad», «Endra i kjelda», «Seal»."
        ],
    ),
    (
        lambda sheet: sheet.delete_rows(1),
        [
            "P503 The headings in row 1 of the sheet «nb-nn» are «document/title#title», «Eksempel på en avtale»,"
            f" «Døme på ein avtale», «gjennomgått», «{SEGMENTS[0].seal}»."
        ],
    ),
    (lambda sheet: sheet.delete_rows(1, 9), ["P503 The headings in row 1 of the sheet «nb-nn» are nothing."]),
]


@pytest.mark.parametrize(("hand", "expected"), SPOILED, ids=[expected[0][:40] for _, expected in SPOILED])
def test_what_a_hand_spoils_is_named(hand: Hand, expected: list[str]) -> None:
    assert refused(by_hand(lambda book: hand(book["nb-nn"]))) == expected


def test_all_is_told_at_once() -> None:
    def change(book: openpyxl.Workbook) -> None:
        for hand, _ in SPOILED[:1] + SPOILED[2:3] + SPOILED[8:9]:
            hand(book["nb-nn"])

    assert [one[:4] for one in refused(by_hand(change))] == ["P505", "P508", "P506"]


def test_a_heading_that_stands_twice_is_refused() -> None:
    assert "P503" in refused(by_hand(lambda book: setattr(book["nb-nn"]["H1"], "value", "Status")))[0]


def test_the_sheet_press_must_be_whole() -> None:
    assert refused(by_hand(lambda book: book.remove(book["Press"]))) == ["P502 The sheet «Press» is gone."]
    assert refused(by_hand(lambda book: setattr(book["Press"]["B2"], "value", None))) == [
        "P502 The sheet «Press» does not say language."
    ]


@pytest.mark.parametrize(
    "data", [b"", b"Id;Kilde;Omsetjing\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), packed({"a.txt": b"a"})],
    ids=["empty", "csv", "xls", "zip"],
)  # fmt: skip
def test_what_is_no_workbook_is_told_plainly(data: bytes) -> None:
    assert refused(data) == ["P501 This is no Excel workbook."]


def test_macros_are_refused() -> None:
    assert refused(packed(parts(write(parcel())) | {"xl/vbaProject.bin": b"x"})) == ["P116 The file holds macros."]


FIRST = '<c r="A2" s="2" t="inlineStr"><is><t>document/title#title</t></is></c>'


@pytest.mark.parametrize("new", ['<c r="2A"/>', "<c/>", '<c r="A2" t="s"><v>9</v></c>', '<c r="A2" t="s"><v>x</v></c>'])
def test_a_damaged_workbook_is_told_plainly(new: str) -> None:
    data = changed(write(parcel()), "xl/worksheets/sheet1.xml", FIRST, new)
    assert refused(data) == ["P501 The workbook is damaged."]


def test_a_string_that_would_fill_the_memory_is_refused() -> None:
    cells = "".join(f'<row r="{row}"><c r="C{row}" t="s"><v>0</v></c></row>' for row in range(7, 400))
    data = changed(write(parcel()), "xl/worksheets/sheet1.xml", "</sheetData>", f"{cells}</sheetData>")
    related = '<Relationship Id="s" Type="x/sharedStrings" Target="/xl/s.xml"/></Relationships>'
    data = changed(data, "xl/_rels/workbook.xml.rels", "</Relationships>", related)
    data = packed(parts(data) | {"xl/s.xml": f"<sst><si><t>{'x ' * 10_000}</t></si></sst>".encode()})
    assert refused(data) == ["P501 The workbook is damaged."]
