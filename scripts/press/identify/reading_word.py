"""Word -> carrier: every word that a reader sees, in the order of the body, whoever saved the file.

Elements are known by their local names, as both forms of the format (ECMA-376 transitional and strict) differ in their
namespaces alone. Headers and footers are the pages' own, and kept apart from the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from press.identify.carrier import Carrier, Form, Gathering, Line
from press.identify.seeing import Styles, attribute, hidden, struck, styles
from press.identify.signs import line_words, words
from press.opening import guard
from press.opening.parts import Parts, opened
from press.problem import Place, Problem, Wrong

MOST_WORDS = 1_000_000
DEEPEST = 200
"""Tables within tables, and text boxes within them."""
_OLD = b"\xd0\xcf\x11\xe0"
"""How a compound file begins: an old .doc, or a .docx locked with a password ([MS-CFB] 2.2)."""
_SIGNS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}
_BLIND = frozenset(
    [
        "pPr",
        "rPr",
        "sectPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sdtPr",
        "instrText",
        "delInstrText",
        "Fallback",
        "commentReference",
        "annotationRef",
    ]
)
"""What says nothing to a reader."""
_GONE, _ADDED = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
_IDENTITY = re.compile(r"press:[!-~]{3,300}")


def read(data: bytes, path: str) -> Carrier:
    """The words of a Word file. Raises `Wrong`: an old or locked one (O391), none at all (O392), too much (O393), and
    what `press.opening.guard` refuses."""
    if data.startswith(_OLD):
        message = "The file is an old .doc, or locked with a password: what it says cannot be read."
        raise Wrong(Problem(Place(path), "O391", message, "Save it as .docx without a password, or as PDF."))
    none = Problem(Place(path), "O392", "This is no Word document.", "Save it as .docx or as PDF.")
    parts, document = opened(data, path, "{*}document", none, most=guard.LARGEST_PART)
    reader = _Reader(_notes(parts), styles(parts.one(parts.main, "/styles")), path)
    for body in document:
        reader.flow(body, 0)
    told = reader.told
    return Carrier(
        Form.WORD, told.lines, told.words, told.line_of,
        gone=frozenset(told.gone | told.struck), added=frozenset(told.added), struck=frozenset(told.struck),
        edges=tuple(_edges(parts)), identity=_identities(parts),
    )  # fmt: skip


def _edges(parts: Parts) -> Iterator[str]:
    """What headers and footers say."""
    for kind in ("header", "footer"):
        for name in parts.related(parts.main, f"/{kind}").values():
            tree = parts.tree(name)
            for paragraph in () if tree is None else tree.iter("{*}p"):
                text = " ".join("".join(node.text or "" for node in paragraph.iter("{*}t")).split())
                if text:
                    yield text


def _notes(parts: Parts) -> dict[tuple[str, str], etree._Element]:
    """The footnotes and endnotes, by the name of the mark that calls them and their id."""
    found = {}
    for kind in ("footnote", "endnote"):
        tree = parts.one(parts.main, f"/{kind}s")
        for note in () if tree is None else tree:
            found[f"{kind}Reference", attribute(note, "id")] = note
    return found


class _Reader:
    def __init__(self, notes: dict[tuple[str, str], etree._Element], known: Styles, path: str) -> None:
        self.notes = notes
        self.styles = known
        self.row = ""
        self.path = path
        self.told = Gathering()
        self.texts: list[tuple[str, str]] = []
        """What the paragraph at hand has said so far: text, and `gone`, `added` or nothing."""
        self.later: list[etree._Element] = []
        """The notes and text boxes that the paragraph at hand calls."""

    def flow(self, holder: etree._Element, depth: int) -> None:
        """Take in the paragraphs that an element holds, at any depth."""
        if depth > DEEPEST:
            raise Wrong(Problem(Place(self.path), "O393", "The file is nested too deeply.", "Save it as PDF."))
        for child in holder.iterchildren(etree.Element):
            name = _name(child)
            if name == "p":
                self._paragraph(child, depth)
            elif name == "tr":
                outer, row = self.row, _row(child)
                self.row = row or outer
                if row is not None:
                    self.flow(child, depth + 1)
                self.row = outer
            elif name not in _BLIND:
                self.flow(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int, *, note: bool = False) -> None:
        outer, outer_later = self.texts, self.later
        self.texts, self.later = [], []
        self.holder = paragraph
        self._said(paragraph, self.row, depth)
        self._written(note)
        later = self.later
        self.texts, self.later = outer, outer_later
        for one in later:
            if _name(one) in ("footnote", "endnote"):
                for inside in one.iter("{*}p"):
                    self._paragraph(inside, depth + 1, note=True)
            else:
                self.flow(one, depth + 1)

    def _said(self, holder: etree._Element, mark: str, depth: int) -> None:
        if depth > DEEPEST:
            raise Wrong(Problem(Place(self.path), "O393", "The file is nested too deeply.", "Save it as PDF."))
        for child in holder.iterchildren(etree.Element):
            name = _name(child)
            if name in ("t", "delText") and child.text:
                self.texts.append((child.text, mark))
            elif name in _SIGNS:
                self.texts.append((_SIGNS[name], mark))
            elif name == "sym":
                self.texts.append((_symbol(child), mark))
            elif name in ("footnoteReference", "endnoteReference"):
                self.later += [self.notes[key] for key in [(name, attribute(child, "id"))] if key in self.notes]
            elif name == "txbxContent":
                self.later.append(child)
            elif name not in _BLIND:
                self._inside(child, name, mark, depth)

    def _inside(self, child: etree._Element, name: str, mark: str, depth: int) -> None:
        if name == "AlternateContent" and not _both_ways(child):
            for way in child:  # who sees which of them, nobody knows: both are there
                self._said(way, "added", depth + 1)
        elif not (name == "r" and hidden(child, self.holder, self.styles)):
            out = name == "r" and struck(child, self.holder, self.styles)
            self._said(child, _mark(name, mark, out=out), depth + 1)

    def _written(self, note: bool) -> None:
        """The paragraph at hand as a line of words; a word bears the mark of its last part."""
        told = self.told
        text = "".join(said for said, _ in self.texts)
        if not text.strip():
            return
        told.lines.append(Line(" ".join(text.split()), note=note))
        for said, mark in self._by_word():
            for word in (words if mark else line_words)(said):
                if mark:
                    getattr(told, mark).add(len(told.words))
                told.words.append(word)
                told.line_of.append(len(told.lines) - 1)
        if len(told.words) > MOST_WORDS:
            message = f"The file has more than {MOST_WORDS:,} words."
            raise Wrong(Problem(Place(self.path), "O393", message, "Take the part that is meant out of it first."))

    def _by_word(self) -> Iterator[tuple[str, str]]:
        """The paragraph parted at blanks, and where a tracked change begins or ends."""
        gathered, mark = "", ""
        for said, own in self.texts:
            if own != mark and gathered:
                yield gathered, mark
                gathered = ""
            gathered, mark = gathered + said, own
        if gathered:
            yield gathered, mark


def _mark(name: str, mark: str, *, out: bool) -> str:
    if name in _GONE or mark == "gone":
        return "gone"
    return "added" if name in _ADDED else "struck" if out else mark


def _row(row: etree._Element) -> str | None:
    """How a row of a table stands: hidden (None), tracked as `gone` or `added`, or as any other."""
    look = row.find("{*}trPr")
    if look is None:
        return ""
    switch = look.find("{*}hidden")
    if switch is not None and attribute(switch, "val") not in ("0", "false", "off"):
        return None
    return "gone" if look.find("{*}del") is not None else "added" if look.find("{*}ins") is not None else ""


def _both_ways(holder: etree._Element) -> bool:
    """Whether both ways of showing something say the same words, or the way for older programs none."""
    ways = ["".join("".join(node.itertext()) for node in way.iter("{*}t")) for way in holder]
    return len({"".join(way.split()) for way in ways if way.strip()}) < 2


def _symbol(element: etree._Element) -> str:
    try:
        return chr(int(attribute(element, "char"), 16))
    except ValueError:
        return "\ufffd"


def _identities(parts: Parts) -> tuple[str, ...]:
    """What the properties say that the file is: the core one, and our own."""
    told = []
    for kind in ("/core-properties", "/custom-properties"):
        properties = parts.one("", kind)
        told += [] if properties is None else ["".join(one.itertext()) for one in properties]
    return tuple(dict.fromkeys(_IDENTITY.findall(" ".join(told))))


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)
