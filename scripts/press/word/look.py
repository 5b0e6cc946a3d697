"""templates/word -> Look: the styles, numbering, theme and paper that a designer has made.

The parts are XML files. Where the folder also holds `look.docx`, a document saved by Word, its styles, numbering,
theme and paper are taken instead. Word names styles by ids of its own (`Overskrift1` in a Norwegian Word), so styles
are found by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias
from zipfile import BadZipFile

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import OpcPackage
from lxml import etree

from press.problem import Place, Problem, Wrong
from press.word.ooxml import every, find, parse, qn, val
from press.word.values import wrong_values


class Style(StrEnum):
    """The styles that the writer uses, by their names in Word. All of them must be in the look."""

    NORMAL = "Normal"
    LEAD = "Lead"
    SMALL_NOTE = "Small Note"
    AMENDED = "Amended"
    LAGGING = "Translation Remark"
    ALLIANCE = "Alliance"
    TITLE = "Title"
    SUBTITLE = "Subtitle"
    DRAFT_MARK = "Draft Mark"
    FACTS = "Facts"
    FACT_TERM = "Fact Term"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    UNNUMBERED_1 = "Unnumbered Heading 1"
    UNNUMBERED_2 = "Unnumbered Heading 2"
    UNNUMBERED_3 = "Unnumbered Heading 3"
    ANNEX_HEADING = "Annex Heading"
    CONTENTS_HEADING = "TOC Heading"
    CONTENTS_1 = "toc 1"
    CONTENTS_2 = "toc 2"
    CONTENTS_3 = "toc 3"
    BULLET_1 = "List Bullet"
    BULLET_2 = "List Bullet 2"
    BULLET_3 = "List Bullet 3"
    NUMBER_1 = "List Number"
    NUMBER_2 = "List Number 2"
    NUMBER_3 = "List Number 3"
    SOURCES = "Source List"
    CONTINUE_1 = "List Continue"
    CONTINUE_2 = "List Continue 2"
    CONTINUE_3 = "List Continue 3"
    QUOTE = "Quote"
    GOAL = "Intense Quote"
    REMARK = "Remark"
    CAPTION = "caption"
    FIGURE_CAPTION = "Figure Caption"
    CAPTION_NUMBER = "Caption Number"
    FIGURE = "Figure"
    TABLE = "Hairline Table"
    TABLE_TEXT = "Table Text"
    COLUMN_HEADING = "Table Column Heading"
    ROW_HEADING = "Table Row Heading"
    COLOPHON_HEADING = "Colophon Heading"
    COLOPHON = "Colophon"
    COLOPHON_FACTS = "Colophon Facts"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE_TEXT = "footnote text"
    STRONG = "Strong"
    EMPHASIS = "Emphasis"
    HYPERLINK = "Hyperlink"
    FOOTNOTE_REFERENCE = "footnote reference"
    COMMENT_TEXT = "annotation text"
    COMMENT_REFERENCE = "annotation reference"


LISTS = (
    *(Style.BULLET_1, Style.BULLET_2, Style.BULLET_3),
    *(Style.NUMBER_1, Style.NUMBER_2, Style.NUMBER_3, Style.SOURCES),
)
"""Styles that are nothing without their numbering."""

FILES = {
    "styles": RT.STYLES,
    "numbering": RT.NUMBERING,
    "theme": RT.THEME,
    "page": RT.OFFICE_DOCUMENT,
    "settings": RT.SETTINGS,
    "fontTable": RT.FONT_TABLE,
    "footnotes": RT.FOOTNOTES,
}
"""The files of the folder, without `.xml`, and how Word's own document refers to the same."""
Pairs: TypeAlias = tuple[tuple[str, str], ...]
_FROM_WORD = ("styles", "numbering", "theme", "page")


@dataclass(frozen=True)
class Look:
    """The parts of the look, by the names of their files, as trees that one document may fill in."""

    parts: dict[str, etree._Element]
    styles: dict[str, etree._Element]
    """Every style by its name in lower case."""

    def id(self, style: Style) -> str:
        """The id that the parts use for a style."""
        return str(self.styles[style.lower()].get(qn("w:styleId")))

    def chain(self, identity: str) -> Iterator[etree._Element]:
        """The style with an id and those that it is based on, nearest first (17.7.4.3)."""
        seen: set[str] = set()
        while identity and identity not in seen:
            seen.add(identity)
            found = find(self.parts["styles"], f"w:style[@w:styleId='{identity}']")
            if found is None:
                return
            yield found
            identity = val(find(found, "w:basedOn"))

    def numbering(self, style: Style) -> tuple[str, int]:
        """The list (`w:numId`, "0" for none) and level from 0 that a paragraph style is tied to (17.9.18)."""
        for link in self.chain(self.id(style)):
            found = find(link, "w:pPr/w:numPr")
            if found is not None:
                return val(find(found, "w:numId")), int(val(find(found, "w:ilvl")) or 0)
        return "0", 0

    def abstract_number(self, style: Style) -> etree._Element | None:
        """The definition (`w:abstractNum`) of the numbers of a paragraph style."""
        for num in every(self.parts["numbering"], "w:num"):
            if num.get(qn("w:numId")) == self.numbering(style)[0]:
                wanted = val(find(num, "w:abstractNumId"))
                return find(self.parts["numbering"], f"w:abstractNum[@w:abstractNumId='{wanted}']")
        return None

    def bold(self, style: Style) -> bool:
        """Whether a paragraph style is bold. A bold character style in it would turn bold off (17.7.3)."""
        marks = (find(link, "w:rPr/w:b") for link in self.chain(self.id(style)))
        return next((val(mark) not in ("0", "false") for mark in marks if mark is not None), False)

    @property
    def section(self) -> etree._Element:
        """The paper and its margins (`w:sectPr`, 17.6.17)."""
        return self.parts["page"].findall(f".//{qn('w:sectPr')}")[-1]

    @property
    def measure(self) -> int:
        """The length of a line, in twips."""
        size, margin = find(self.section, "w:pgSz"), find(self.section, "w:pgMar")
        assert size is not None  # read() has seen them
        assert margin is not None
        return int(size.get(qn("w:w"))) - int(margin.get(qn("w:left"))) - int(margin.get(qn("w:right")))

    def lay_across(self) -> None:
        """Turn upright paper on its side (17.6.13): the margins above and below are those at the sides too, and what
        stands right in the header and the footer ends with the longer line."""
        size, margin = find(self.section, "w:pgSz"), find(self.section, "w:pgMar")
        assert size is not None  # read() has seen them
        assert margin is not None
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        if int(width) > int(height):
            return
        for element, name, value in (
            (size, "w", height),
            (size, "h", width),
            (size, "orient", "landscape"),
            (margin, "left", margin.get(qn("w:top"))),
            (margin, "right", margin.get(qn("w:bottom"))),
        ):
            element.set(qn(f"w:{name}"), value)
        for style in (Style.HEADER, Style.FOOTER):
            for stop in self.styles[style.lower()].iterfind(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}"):
                if val(stop) == "right":
                    stop.set(qn("w:pos"), str(self.measure))


def read(base: Path, needed: Iterable[str] = FILES, instead: Pairs = ()) -> Look:
    """The look in the folder `base`. Raises Wrong where a file or a style is missing or not XML.

    `needed` are its files; a style that is first in a pair of `instead` may be missing, and the second is taken for it.
    """
    problems: list[Problem] = []
    files = _from_word(base / "look.docx") if (base / "look.docx").exists() else {}
    saved = frozenset(files)
    for name in needed:
        path = base / f"{name}.xml"
        try:
            files[name] = files[name] if name in files else path.read_bytes()
        except FileNotFoundError:
            problems.append(_problem(path, "the file is missing from the look of the Word document"))
    if problems:
        raise Wrong(*problems)
    look = _parsed(tuple(files.items()), saved, instead)
    parts = deepcopy(look.parts)
    return Look(parts, _by_name(parts["styles"], instead))


@lru_cache(maxsize=4)
def _parsed(files: tuple[tuple[str, bytes], ...], saved: frozenset[str], instead: Pairs) -> Look:
    """The look of such files, checked; those that are `saved` were taken from `look.docx`."""
    problems: list[Problem] = []
    parts: dict[str, etree._Element] = {}
    paths = {name: Path("look.docx" if name in saved else f"{name}.xml") for name, _ in files}
    for name, data in files:
        try:
            parts[name] = parse(data)
        except etree.XMLSyntaxError as error:
            place = error.position or (0, 0)
            problems.append(_problem(Path(f"{name}.xml"), f"the file is not XML: {error.msg}", *place))
    if problems:
        raise Wrong(*problems)
    problems += [
        _problem(paths[name], message, 0 if name in saved else line, 1, hint)
        for name, part in parts.items()
        for line, message, hint in wrong_values(part)
    ]
    if problems:
        raise Wrong(*problems)
    look = Look(parts, _by_name(parts["styles"], instead))
    problems = [*_missing_styles(look, paths["styles"]), *_missing_paper(look, paths["page"])]
    if problems:
        raise Wrong(*problems)
    _resolve_colours(look)
    return look


def _missing_styles(look: Look, path: Path) -> Iterator[Problem]:
    for style in Style:
        if style.lower() not in look.styles:
            hint = "The writer needs it: put it back, or copy it from another."
            yield _problem(path, f"the style «{style}» is missing", hint=hint)
    for style in LISTS:
        if style.lower() in look.styles and look.abstract_number(style) is None:
            hint = "Give it one in Word, or a w:numPr."
            yield _problem(path, f"the style «{style}» is not tied to a numbering", hint=hint)


def _missing_paper(look: Look, path: Path) -> Iterator[Problem]:
    sections = look.parts["page"].findall(f".//{qn('w:sectPr')}")
    if not sections or any(find(sections[-1], measure) is None for measure in ("w:pgSz", "w:pgMar")):
        yield _problem(path, "the size of the paper or its margins are missing")


def _by_name(styles: etree._Element, instead: Pairs) -> dict[str, etree._Element]:
    named = {val(find(style, "w:name")).lower(): style for style in every(styles, "w:style")}
    return named | {ours.lower(): named[other.lower()] for ours, other in instead if other.lower() in named}


def _from_word(path: Path) -> dict[str, bytes]:
    """What a designer may change by saving a document in Word."""
    try:
        document = OpcPackage.open(str(path)).main_document_part
        return {"page": document.blob} | {
            name: document.part_related_by(FILES[name]).blob for name in _FROM_WORD if name != "page"
        }
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise Wrong(_problem(path, "this is not a Word document with styles, numbering and a theme")) from error


def _resolve_colours(look: Look) -> None:
    """Give each colour that is named after the theme the value it has there, for programs that do not read themes."""
    scheme = find(look.parts["theme"], ".//a:clrScheme")
    if scheme is None:
        return
    names = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
    names |= {"hyperlink": "hlink", "followedHyperlink": "folHlink"}
    for part in ("styles", "numbering"):
        for element in look.parts[part].iterfind(f".//*[@{qn('w:themeColor')}]"):
            name = element.get(qn("w:themeColor"))
            colour = find(scheme, f"a:{names.get(name, name)}/a:srgbClr")
            if colour is None or element.get(qn("w:themeTint")) or element.get(qn("w:themeShade")):
                continue
            element.set(qn("w:val" if element.tag == qn("w:color") else "w:color"), colour.get("val"))


def _problem(path: Path, message: str, line: int = 0, column: int = 0, hint: str = "") -> Problem:
    hint = hint or "See templates/word/README.md."
    place = Place(f"templates/word/{path.name}", line, column if line else 0)
    return Problem(place, "T230", f"{message[0].upper()}{message[1:]}.", hint)
