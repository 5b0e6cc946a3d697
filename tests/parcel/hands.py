"""A project whose translation lags behind, its parcel in every format, and a translator at work in each of them.

polib, python-docx, openpyxl and lxml stand for the programs of a translator; none of them is ours.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import polib
from lxml import etree

from press.build.parcels import in_every_format, sent
from press.build.project import Project, read_attached
from press.build.returning import take
from press.document import Document
from press.problem import Problem, Wrong
from press.read import read_glossaries, read_words

NAME = "samarbeidsplattform"
FOLDER = Path("content") / NAME
FORMATS = ("xlf", "xliff12.xlf", "po", "docx", "xlsx")
"""How the names of the files of a parcel end."""

MISSING, STALE = "slik-3", "maal-2"
"""The parts that wait once the translation lags behind."""
MISSING_TEXT, STALE_TEXT = f"{MISSING}#text", f"{STALE}#text"
BEFORE, AFTER = "en konkurransedyktig og", "en nyskapende og"
"""What was changed in the source."""

MARKED = "maal-1"
MARKED_TEXT = f"{MARKED}#text"
GOAL = (
    "The work of developing the cooperation in the Oslo region takes the following *goal*, see [the page]"
    "(https://example.org/goal)^[A note.] of the ‘region’ in 10\u00a0000 words:"
)
"""A part with every kind of mark, once they are put into it."""


def words_of(root: Path, language: str = "en") -> str:
    return (root / FOLDER / f"{language}.yaml").read_text("utf-8")


def change(root: Path, old: str, new: str, language: str = "en") -> None:
    """One text for another in the words of a language, where it stands once."""
    text = words_of(root, language)
    assert text.count(old) == 1, f"{old!r} does not stand once in {language}.yaml"
    (root / FOLDER / f"{language}.yaml").write_text(text.replace(old, new), "utf-8")


def lag(root: Path) -> None:
    """Lets a part of the English translation be missing and another be outdated."""
    change(root, BEFORE, AFTER, "nb")
    text = words_of(root)
    start = text.index(f"      - id: {MISSING}\n")
    (root / FOLDER / "en.yaml").write_text(text[:start] + text[text.index("\n  - id: dette\n") :], "utf-8")
    records = root / FOLDER / "translations.yaml"
    head, english, rest = records.read_text("utf-8").partition("\n  en:\n")
    start, end = rest.index(f"    {MISSING}:\n"), rest.index("    dette:\n")
    records.write_text(head + english + rest[:start] + rest[end:], "utf-8")


def mark(root: Path) -> None:
    """Puts marks, quotes and a no-break space into a part, in the source and in English."""
    source = "*målsetting*, se [siden](https://example.org/goal)^[En merknad.] til «regionen» i 10 000 ord:"
    change(root, "målsetting:", source, "nb")
    before = "The work of developing the cooperation in the Oslo region takes the following goal as its starting point:"
    change(root, before, GOAL)


def document(root: Path) -> Document:
    return read_attached(Project(root), root / FOLDER)


def parcel(root: Path, language: str = "en", *, everything: bool = False) -> dict[str, bytes]:
    """The files of a parcel that can be worked in, by how their names end."""
    project = Project(root)
    words, glossaries = read_words(project.templates, root), read_glossaries(project.content, root)
    made = sent(document(root), language, words, glossaries.get(language), everything=everything)
    files = in_every_format(made, project.templates / "word")
    return {name.removeprefix(made.name).lstrip("-."): data for name, data in files.items()}


def content(root: Path) -> dict[str, bytes]:
    """Every file of the content."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


@dataclass(frozen=True)
class Came:
    """What was said when a file was taken in."""

    told: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    refused: bool = False


def bring(root: Path, data: bytes, name: str, by: str | None = None) -> Came:
    """Takes a file in, as `make parcel-in` does."""
    path = root / f"retur.{name}" if name in FORMATS else root / name
    path.write_bytes(data)
    told: list[str] = []
    try:
        outcome = take(root, path, by, told.append)
        return Came(tuple(told), outcome.problems)
    except Wrong as wrong:
        return Came(tuple(told), wrong.problems, refused=True)
    finally:
        path.unlink()


@dataclass(frozen=True)
class Work:
    """What a translator does with one text: writes it anew, says how far it is, makes a comment."""

    id: str
    target: str | None = None
    state: str | None = None
    comment: str | None = None


def done(data: bytes, name: str, *works: Work) -> bytes:
    """The file after some work in it, saved by the program that it was done with."""
    return _PROGRAMS[name](data, works)


def _po(data: bytes, works: tuple[Work, ...]) -> bytes:
    file = polib.pofile(data.decode(), wrapwidth=0)
    for work in works:
        entry = next(entry for entry in file if entry.msgctxt == work.id)
        if work.target is not None:
            entry.msgstr = work.target
        if work.state:
            entry.flags = []
            entry.comment += f"\nstate: {work.state}" if work.state != "draft" else ""
        if work.comment:
            entry.tcomment = work.comment
    return str(file).encode()


def _xliff(data: bytes, works: tuple[Work, ...]) -> bytes:
    tree = etree.fromstring(data)
    named = "{urn:oasis:names:tc:xliff:document:2.0}"
    for work in works:
        unit = tree.find(f".//{named}unit[@name='{work.id}']")
        segment = unit.find(f"{named}segment")
        if work.target is not None:
            target = segment.find(f"{named}target")
            target = etree.SubElement(segment, f"{named}target") if target is None else target
            target.text = work.target
            segment.set("state", "translated")
        if work.state:
            segment.set("state", {"draft": "translated", "certified": "final"}.get(work.state, work.state))
            segment.attrib.pop("subState", None)
        if work.comment:
            etree.SubElement(unit.find(f"{named}notes"), f"{named}note").text = work.comment
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")


def _xliff12(data: bytes, works: tuple[Work, ...]) -> bytes:
    tree = etree.fromstring(data)
    named = "{urn:oasis:names:tc:xliff:document:1.2}"
    for work in works:
        unit = tree.find(f".//{named}trans-unit[@id='{work.id}']")
        target = unit.find(f"{named}target")
        if work.target is not None:
            target.text = work.target
            target.set("state", "translated")
        if work.state:
            target.set("state", {"draft": "translated", "reviewed": "signed-off", "certified": "final"}[work.state])
        if work.comment:
            etree.SubElement(unit, f"{named}note").text = work.comment
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")


def _excel(data: bytes, works: tuple[Work, ...]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    for work in works:
        row = next(cell.row for cell in sheet["A"] if cell.value == work.id)
        for column, text in ((3, work.target), (4, work.state), (5, work.comment)):
            if text is not None:
                sheet.cell(row, column).value = text
        if work.target is not None and not work.state:
            sheet.cell(row, 4).value = "draft"
    return saved(book)


def _word(data: bytes, works: tuple[Work, ...]) -> bytes:
    file = docx.Document(BytesIO(data))
    for work in works:
        row = next(row for row in file.tables[0].rows if row.cells[0].paragraphs[0].text.startswith(f"{work.id} ·"))
        status, target = row.cells[1].paragraphs[:2]
        if work.target is not None:
            target.text = work.target
            status.text = "draft"
        if work.state:
            status.text = work.state
        if work.comment:
            file.add_comment(target.runs or target.add_run(), work.comment, author="Kari")
    return saved(file)


_PROGRAMS: dict[str, Callable[[bytes, tuple[Work, ...]], bytes]] = {
    "po": _po, "xlf": _xliff, "xliff12.xlf": _xliff12, "xlsx": _excel, "docx": _word,
}  # fmt: skip


def saved(file: Any) -> bytes:
    """The bytes of a document or workbook of another program."""
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip as a translator packs it."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()
