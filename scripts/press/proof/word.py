"""Word -> reading: what a .docx says, from its XML alone (ECMA-376 part 1, clause 17).

A redline is read as it stands: what is deleted is there as well as what is inserted, and comments before what they are
about.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from press.proof.reading import Reading, normal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_STRONG, _EMPHASIS = "Strong", "Emphasis"
_LINK = re.compile(r'\s*HYPERLINK\s+(\\l\s+)?"((?:[^"\\]|\\.)*)"')
"""The instruction of a field that leads somewhere (17.16.5.25): with `\\l` to a place within the document."""


def read_word(data: bytes) -> Reading:
    """What the document's body says; headers and footers are not part of it."""
    with ZipFile(io.BytesIO(data)) as package:
        body = _parse(package, "word/document.xml")
        notes = _by_id(package, "footnote")
        comments = _by_id(package, "comment")
        targets = _targets(package)
        names = {s.get(f"{W}styleId", ""): _name(s) for s in _parse(package, "word/styles.xml").iter(f"{W}style")}
    return _Reader(notes, comments, targets, names).read(body)


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "")


def _parse(package: ZipFile, name: str) -> etree._Element:
    return etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def _by_id(package: ZipFile, kind: str) -> dict[str, etree._Element]:
    """The footnotes or the comments."""
    if f"word/{kind}s.xml" not in package.namelist():
        return {}
    return {one.get(f"{W}id", ""): one for one in _parse(package, f"word/{kind}s.xml").iter(f"{W}{kind}")}


def _targets(package: ZipFile) -> dict[str, str]:
    """Relationship ids -> addresses, of the parts with words (whose ids are told apart by a prefix)."""
    found = {}
    for part in ("document", "footnotes", "comments"):
        name = f"word/_rels/{part}.xml.rels"
        if name in package.namelist():
            for relation in _parse(package, name):
                found[f"{part}:{relation.get('Id', '')}"] = relation.get("Target", "")
    return found


class _Reader:
    def __init__(
        self,
        notes: dict[str, etree._Element],
        comments: dict[str, etree._Element],
        targets: dict[str, str],
        names: dict[str, str],
    ) -> None:
        self.notes = notes
        self.comments = comments
        self.targets = targets
        self.names = names
        self.blocks: list[str] = []
        self.strong: list[str] = []
        self.emphasis: list[str] = []
        self.links: list[tuple[str, str]] = []

    def read(self, root: etree._Element) -> Reading:
        told: list[str] = []
        for paragraph in root.iter(f"{W}p"):
            for reference in paragraph.iter(f"{W}commentReference"):
                for inside in self.comments[reference.get(f"{W}id", "")].iter(f"{W}p"):
                    self._paragraph(inside, "comments", self.blocks)
            self._paragraph(paragraph, "document", self.blocks)
            for reference in paragraph.iter(f"{W}footnoteReference"):
                for inside in self.notes[reference.get(f"{W}id", "")].iter(f"{W}p"):
                    self._paragraph(inside, "footnotes", told)
        blocks, notes = (tuple(filter(None, map(normal, texts))) for texts in (self.blocks, told))
        return Reading(blocks, notes, tuple(self.strong), tuple(self.emphasis), tuple(self.links))

    def _paragraph(self, paragraph: etree._Element, part: str, texts: list[str]) -> None:
        texts += [picture.get("descr", "") for picture in paragraph.iter(f"{DRAWING}docPr")]
        texts.append("".join(_text(paragraph)))
        self.strong += self._styled(paragraph, _STRONG)
        self.emphasis += self._styled(paragraph, _EMPHASIS)
        for link in paragraph.iter(f"{W}hyperlink"):
            anchor = link.get(f"{W}anchor")
            target = f"#{anchor}" if anchor else self.targets.get(f"{part}:{link.get(f'{R}id', '')}", "")
            self.links.append((normal("".join(_text(link))), target))
        self.links += _fields(paragraph)

    def _styled(self, paragraph: etree._Element, style: str) -> Iterator[str]:
        """Runs beside each other that bear a character style, or the toggle that means the same."""
        toggle = "b" if style == _STRONG else "i"
        gathered = ""
        for run in paragraph.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            said = "".join(_text(run))
            if properties is not None and self._marked(properties, style, toggle):
                gathered += said
            elif gathered and said:  # the call of a footnote says nothing and parts nothing
                yield normal(gathered)
                gathered = ""
        if gathered:
            yield normal(gathered)

    def _marked(self, properties: etree._Element, style: str, toggle: str) -> bool:
        named = properties.find(f"{W}rStyle")
        if named is not None and self.names.get(named.get(f"{W}val", "")) == style:
            return True
        switch = properties.find(f"{W}{toggle}")
        return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false")


def _text(element: etree._Element) -> Iterator[str]:
    """The visible text of a paragraph, a run or a link; the results of fields are in it, their instructions not."""
    for node in element.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if node.tag in (f"{W}t", f"{W}delText"):
            yield node.text or ""
        else:
            yield "-" if node.tag == f"{W}noBreakHyphen" else " "


def _fields(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    """The links of a paragraph that are fields: their words and where they lead."""
    instruction = said = ""
    for run in paragraph.iter(f"{W}r"):
        mark = run.find(f"{W}fldChar")
        kind = "" if mark is None else mark.get(f"{W}fldCharType", "")
        instruction += "".join(node.text or "" for node in run.iter(f"{W}instrText", f"{W}delInstrText"))
        said += "".join(_text(run))
        leads = _LINK.match(instruction)
        if kind == "end" and leads:
            yield normal(said), ("#" if leads.group(1) else "") + re.sub(r"\\(.)", r"\1", leads.group(2))
        if kind in ("begin", "end"):
            instruction = said = ""
        elif kind == "separate":
            said = ""
