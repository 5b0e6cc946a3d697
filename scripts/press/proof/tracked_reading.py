"""Word with tracked changes -> paragraphs and tables, as they are when the changes of one kind are gone.

Everything here can be compared for equality: styles by their names, lists by their order of appearance, and runs of the
same properties as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree

from press.proof.docx_parts import Opened, R, W, value

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(\\l\s+)?"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Run:
    """Words with the same properties; or a footnote, a picture, or an end of a field, which has no words."""

    text: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    link: str = ""
    note: tuple[Block, ...] = ()
    other: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: the name of its style; how its list counts, which list of the text it is, and at which level."""

    style: str
    listed: tuple[str, int, int] | None
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Row:
    heading: bool
    cells: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]


Block = Paragraph | Table


def read(package: Opened, gone: str = "") -> tuple[Block, ...]:
    """What the body says when changes of one kind (`ins` or `del`) are gone, and the others are as any text."""
    found = list(_Reader(package, gone).blocks(package.body))
    empty = Paragraph(package.styles.names.get(package.styles.default, ""), None, ())
    while found and found[-1] == empty:  # a body must end with a paragraph, also where it has no more to say
        found.pop()
    return tuple(found)


@dataclass
class _Field:
    """A field that has begun: where its first run stands, its instruction, and the address that it leads to."""

    runs: list[Run]
    place: int
    instruction: str = ""
    link: str | None = None


@dataclass
class _Reader:
    package: Opened
    gone: str
    part: str = "document"
    fields: list[_Field] = field(default_factory=list)
    lists: dict[str, int] = field(default_factory=dict)
    """The lists met so far, numbered as they came."""

    def blocks(self, holder: etree._Element) -> tuple[Block, ...]:
        """The paragraphs and tables of a body, a cell or a footnote."""
        found: list[Block] = []
        carried: list[Run] = []
        last: etree._Element | None = None
        for child in _held(holder):
            if child.tag == f"{W}p":
                last = child
                self._runs(child, "", carried)
                if not self._goes(child, "pPr/rPr"):
                    found.append(self._paragraph(child, carried))
                    carried = []
                continue
            rows = self._rows(child)
            if rows and carried and last is not None:
                found.append(self._paragraph(last, carried))  # no table can take in the words before it
                carried = []
            if rows and found and isinstance(found[-1], Table):
                found[-1] = Table((*found[-1].rows, *rows))  # two tables that meet are one to Word
            elif rows:
                found.append(Table(rows))
        if last is not None and (carried or not found):
            found.append(self._paragraph(last, carried))  # the last mark of all cannot go
        return tuple(found)

    def _goes(self, element: etree._Element, path: str) -> bool:
        steps = "/".join(f"{W}{step}" for step in path.split("/"))
        return bool(self.gone) and element.find(f"{steps}/{W}{self.gone}") is not None

    def _rows(self, table: etree._Element) -> tuple[Row, ...]:
        return tuple(
            Row(
                row.find(f"{W}trPr/{W}tblHeader") is not None,
                tuple(self.blocks(cell) for cell in row.iterchildren(f"{W}tc")),
            )
            for row in table.iterchildren(f"{W}tr")
            if not self._goes(row, "trPr")
        )

    def _paragraph(self, element: etree._Element, runs: list[Run]) -> Paragraph:
        styles = self.package.styles
        style = value(element, "pPr/pStyle") or styles.default
        number, level = styles.lists.get(style, ("0", "0"))
        number = value(element, "pPr/numPr/numId") or number
        level = value(element, "pPr/numPr/ilvl") or level
        listed = None
        if number != "0":
            which = self.lists.setdefault(number, len(self.lists))
            listed = (self.package.formats.get(number, {}).get(level, ""), which, int(level))
        return Paragraph(styles.names.get(style, style), listed, tuple(_merged(runs)))

    def _runs(self, holder: etree._Element, link: str, found: list[Run]) -> None:
        """Add the runs of a paragraph, a link or a change that stay."""
        for child in holder:
            if child.tag == f"{W}r":
                self._run(child, link, found)
            elif child.tag == f"{W}hyperlink":
                anchor, relation = child.get(f"{W}anchor"), f"{self.part}:{child.get(f'{R}id', '')}"
                self._runs(child, "#" if anchor else self.package.targets.get(relation, ""), found)
            elif child.tag in (f"{W}ins", f"{W}del") and child.tag != f"{W}{self.gone}":
                self._runs(child, link, found)

    def _run(self, run: etree._Element, link: str, found: list[Run]) -> None:
        inside = next((one.link for one in reversed(self.fields) if one.link), "")
        alike = Run(properties=self._properties(run), link=link or inside)
        for child in run:
            if child.tag in (f"{W}t", f"{W}delText"):
                found.append(replace(alike, text=child.text or ""))
            elif child.tag in SIGNS:
                found.append(replace(alike, text=SIGNS[child.tag]))
            elif child.tag in (f"{W}instrText", f"{W}delInstrText") and self.fields:
                self.fields[-1].instruction += child.text or ""
            elif child.tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""), alike, found)
            elif child.tag == f"{W}footnoteReference":
                found.append(replace(alike, note=self._note(child.get(f"{W}id", ""))))
            elif child.tag == f"{W}drawing":
                found.append(replace(alike, other=self._picture(child)))

    def _field(self, kind: str, alike: Run, found: list[Run]) -> None:
        """Note where a field begins, has its result and ends; a field that is a link is a property of its result."""
        if kind == "begin":
            self.fields.append(_Field(found, len(found)))
            found.append(replace(alike, other="field begins"))
        elif kind == "separate" and self.fields:
            current = self.fields[-1]
            leads = _HYPERLINK.match(current.instruction)
            if leads:
                current.link = "#" if leads.group(1) else re.sub(r"\\(.)", r"\1", leads.group(2))
                current.runs[current.place] = Run()
            else:
                current.runs[current.place] = replace(alike, other=f"field {current.instruction.strip()}")
        elif kind == "end" and self.fields and self.fields.pop().link is not None:
            return
        else:
            found.append(replace(alike, other=f"field {kind}"))

    def _note(self, identity: str) -> tuple[Block, ...]:
        outer, self.part = self.part, "footnotes"
        read = self.blocks(self.package.notes[identity])
        self.part = outer
        return read

    def _picture(self, drawing: etree._Element) -> str:
        said = [one.get("descr", "") for one in drawing.iter(f"{WP}docPr")]
        named = [one.get(f"{R}embed", "") for one in drawing.iter(f"{A}blip")]
        shown = [self.package.targets.get(f"{self.part}:{one}", "") for one in named]
        return f"picture {said} {shown}"

    def _properties(self, run: etree._Element) -> tuple[tuple[str, str], ...]:
        """The properties of a run: the name of its style, and each direct one with its values."""
        names = self.package.styles.names
        return tuple(
            (one.tag.removeprefix(W), names.get(one.get(f"{W}val", ""), "") if one.tag == f"{W}rStyle" else said)
            for about in run.iterchildren(f"{W}rPr")
            for one in about
            for said in [" ".join(map(str, one.values()))]
        )


def _held(holder: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables that an element holds, also those in a content control."""
    for child in holder:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _held(child)


def _merged(runs: list[Run]) -> Iterator[Run]:
    """The runs, those beside each other with the same properties as one, and those that say nothing left out."""
    saying = (run for run in runs if run.text or run.note or run.other)
    for alike, group in groupby(saying, lambda run: replace(run, text="")):
        if alike.note or alike.other:
            yield from group
        else:
            yield replace(alike, text="".join(run.text for run in group))
