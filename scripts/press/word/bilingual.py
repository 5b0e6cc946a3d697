"""Two texts side by side -> .docx: the file that a translator works in, with the look of the documents.

The one document that is not made from a page. Its tables hold plain words: marks in them are signs like others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from lxml import etree

from press.word import fonts, properties
from press.word.context import LANGUAGES
from press.word.inline import field as field_runs
from press.word.inline import text_run
from press.word.look import Look, Style, read
from press.word.ooxml import el, find, root
from press.word.package import pack
from press.word.writer import add_parts, set_language

AUTHOR = "Press"
"""Whose the comments are that were said before."""
SMALL = 15
"""The size of the first line of each cell, in half points: the same on both sides, so that the texts are level."""


class Extra(StrEnum):
    """Styles that only this file has, by their names in Word."""

    ID = "Segment Id"
    STATUS = "Segment Status"
    OPEN = "Segment Open"
    CHANGE = "Segment Change"

    @property
    def id(self) -> str:
        """Its id in the file (17.7.4.17)."""
        return self.value.replace(" ", "")


@dataclass(frozen=True)
class Line:
    """A paragraph, in a language as HTML has it; empty is that of the file."""

    text: str
    style: Style | Extra = Style.TABLE_TEXT
    language: str = ""


@dataclass(frozen=True)
class Row:
    """A row: the paragraphs of each cell. The comments hang on the first paragraph of the last cell."""

    cells: tuple[tuple[Line, ...], ...]
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table below its heading, which may be empty. `shares` are those of the line that each column has."""

    heading: str
    columns: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Bilingual:
    """The file: its title, the lines below it, its tables, its name for the foot of each page.

    `language` is that of what is written into it; `facts` are custom properties.
    """

    title: str
    name: str
    language: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    facts: Mapping[str, str]


@dataclass
class _Making:
    """One file in the making."""

    look: Look
    document: XmlPart
    comments: list[str] = field(default_factory=list)

    def style(self, style: Style | Extra) -> str:
        return self.look.id(style) if isinstance(style, Style) else style.id


def write(file: Bilingual, base: Path) -> bytes:
    """The file as a Word document on paper that lies across; the same bytes for the same file.

    `base` is the folder of the look. Raises Wrong where the look is not whole.
    """
    look = read(base)
    look.lay_across()
    set_language(look, _spoken(file.language), file.language)
    look.parts["styles"].extend(_styles(look))
    package = OpcPackage()
    content = root("w:document", ("w", "r"))
    document = XmlPart(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, content, package)
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    _, table = add_parts(look, document, package)
    making = _Making(look, document)
    content.append(_body(file, making))
    _write_comments(making)
    fonts.embed(look, table)
    _properties(file, package)
    return pack(package)


def _spoken(language: str) -> str:
    return LANGUAGES.get(language, language)


def _styles(look: Look) -> Iterator[etree._Element]:
    """Our own styles: small, and quiet but for what waits for somebody (17.7.4.17)."""
    for extra, colour, theme, *marks in (
        (Extra.ID, "4A5560", "text2", el("w:noProof")),
        (Extra.STATUS, "4A5560", "text2"),
        (Extra.OPEN, "9A2A1F", "accent2", el("w:b"), el("w:bCs")),
        (Extra.CHANGE, "4A5560", "text2"),
    ):
        sizes = [el("w:sz", val=SMALL), el("w:szCs", val=SMALL)]
        yield el(
            "w:style",
            el("w:name", val=extra),
            el("w:basedOn", val=look.id(Style.TABLE_TEXT)),
            el("w:uiPriority", val=36),
            el("w:qFormat"),
            el("w:pPr", el("w:spacing", before=80 if extra is Extra.CHANGE else 0, after=40)),
            el("w:rPr", *marks, el("w:color", val=colour, themeColor=theme), *sizes),
            type="paragraph",
            customStyle=1,
            styleId=extra.id,
        )


def _body(file: Bilingual, making: _Making) -> etree._Element:
    made = [_paragraph(Line(file.title, Style.TITLE), making), *(_paragraph(line, making) for line in file.lines)]
    for table in file.tables:
        made += [_paragraph(Line(table.heading, Style.UNNUMBERED_1), making)] if table.heading else []
        made.append(_table(table, making))
    made.append(_paragraph(Line("", Style.NORMAL), making))  # a body cannot end with a table
    section = making.look.section
    section[:0] = _footers(file.name, making)
    return el("w:body", *made, section)


def _paragraph(line: Line, making: _Making, *inside: etree._Element) -> etree._Element:
    """A paragraph (17.3.1.22). What is typed into an empty one is in its language too (17.3.1.29)."""
    spoken = [el("w:lang", val=_spoken(line.language))] if line.language else []
    mark = [el("w:rPr", *(deepcopy(one) for one in spoken))] if spoken else []
    named = [] if line.style is Style.NORMAL else [el("w:pStyle", val=making.style(line.style))]
    about = [el("w:pPr", *named, *mark)] if named or mark else []
    return el("w:p", *about, *([text_run(line.text, spoken)] if line.text else []), *inside)


def _table(table: Table, making: _Making) -> etree._Element:
    """A table as those of the documents are, with a header row that comes again on each page (17.4.49)."""
    measure = making.look.measure
    widths = [int(share * measure) for share in table.shares]
    about = el(
        "w:tblPr",
        el("w:tblStyle", val=making.look.id(Style.TABLE)),
        el("w:tblW", w=sum(widths), type="dxa"),
        el("w:tblLayout", type="fixed"),
        el("w:tblLook", val="0620", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        el("w:tblDescription", val=" · ".join(table.columns)),
    )
    head = Row(tuple((Line(words, Style.COLUMN_HEADING),) for words in table.columns))
    grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
    rows = [_row(head, widths, making, el("w:tblHeader")), *(_row(row, widths, making) for row in table.rows)]
    return el("w:tbl", about, grid, *rows)


def _row(row: Row, widths: Sequence[int], making: _Making, *about: etree._Element) -> etree._Element:
    cells = []
    for cell, width in zip(row.cells, widths, strict=True):
        calls = _calls(row.comments, making) if cell is row.cells[-1] else []
        first, *others = cell
        made = [_paragraph(first, making, *calls), *(_paragraph(line, making) for line in others)]
        cells.append(el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa")), *made))
    return el("w:tr", el("w:trPr", el("w:cantSplit"), *about), *cells)


def _calls(comments: Sequence[str], making: _Making) -> list[etree._Element]:
    """The marks of the comments (17.13.4.5)."""
    first = len(making.comments)
    making.comments += comments
    style = making.look.id(Style.COMMENT_REFERENCE)
    return [
        el("w:r", el("w:rPr", el("w:rStyle", val=style)), el("w:commentReference", id=number))
        for number in range(first, len(making.comments))
    ]


def _write_comments(making: _Making) -> None:
    """The comments, where there are any (17.13.4.2)."""
    if not making.comments:
        return
    mark = el("w:rPr", el("w:rStyle", val=making.look.id(Style.COMMENT_REFERENCE)))
    content = root("w:comments", ("w", "r"))
    for number, comment in enumerate(making.comments):
        called = el("w:r", deepcopy(mark), el("w:annotationRef"))
        said = _paragraph(Line("", Style.COMMENT_TEXT), making, called, text_run(comment))
        content.append(el("w:comment", said, id=number, author=AUTHOR, initials=AUTHOR[:1]))
    part = XmlPart(PackURI("/word/comments.xml"), CT.WML_COMMENTS, content, making.document.package)
    making.document.relate_to(part, RT.COMMENTS)


def _footers(name: str, making: _Making) -> Iterator[etree._Element]:
    """The name of the file at the left of each foot, the number of the page at the right (17.10.2, 17.10.3)."""
    kinds = ["default"] + ["first"] * (find(making.look.section, "w:titlePg") is not None)
    for number, kind in enumerate(kinds, start=1):
        pages = [*field_runs("PAGE", "1"), text_run(" / "), *field_runs("NUMPAGES", "1")]
        line = _paragraph(Line(name, Style.FOOTER), making, el("w:r", el("w:tab")), *pages)
        content = root("w:ftr", ("w", "r"), line)
        part = XmlPart(PackURI(f"/word/footer{number}.xml"), CT.WML_FOOTER, content, making.document.package)
        yield el("w:footerReference", type=kind, r_id=making.document.relate_to(part, RT.FOOTER))


def _properties(file: Bilingual, package: OpcPackage) -> None:
    core = [el("dc:title", file.title), el("dc:creator", AUTHOR), el("dc:language", _spoken(file.language))]
    properties.add(
        package,
        root("cp:coreProperties", ("cp", "dc", "dcterms", "xsi"), *core),
        root("ep:Properties", ("ep",), el("ep:Application", AUTHOR), el("ep:DocSecurity", "0")),
        file.facts,
    )
