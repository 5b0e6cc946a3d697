"""PDF bytes -> its text, as its structure tree tells it: what a screen reader or an archive gets out of the file.

Knows nothing of how the file was made. Blocks come in the order of the structure tree (ISO 32000-1, 14.7); content
that is not in it, such as running headers, is furniture and is read by `furniture` alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pikepdf

INLINE = frozenset({"Span", "Link", "Quote", "Code", "NonStruct"})
"""Structure types whose text flows on in the block around them."""

SOFT_HYPHEN = "\u00ad"

Element: TypeAlias = pikepdf.Object
"""A structure element, or whatever else an object of the file is."""


@dataclass(frozen=True)
class Run:
    """Text in one font. `roles` are the inline structure types around it (`Em`, `Link`), outermost first."""

    text: str
    font: str
    lang: str
    roles: tuple[str, ...] = ()

    @property
    def bold(self) -> bool:
        return bool(re.search(r"Bold|Black|Heavy", self.font))

    @property
    def italic(self) -> bool:
        return bool(re.search(r"Italic|Oblique", self.font))


@dataclass(frozen=True)
class Block:
    """A structure element that has text of its own. `within` are the types around it, outermost first.

    `page` counts from 1: where the text begins. `links` pairs the words of each link with its address, or with the
    name of its destination after `#`. A Figure's text is its alternative text. `bold` and `italic`
    are the words in such type.
    """

    role: str
    runs: tuple[Run, ...]
    page: int
    lang: str
    within: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        return plain("".join(run.text for run in self.runs))

    @property
    def bold(self) -> str:
        return plain("".join(run.text if run.bold else " " for run in self.runs))

    @property
    def italic(self) -> str:
        return plain("".join(run.text if run.italic else " " for run in self.runs))


def blocks(data: bytes, without: frozenset[str] = frozenset()) -> list[Block]:
    """The text of the PDF, block by block, in the order of its structure tree.

    What lies in structure elements of the types `without` is left out, and so are list items that are empty then.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(_Reader(pdf, without).blocks())


def text(data: bytes) -> str:
    """The text of the PDF in reading order, one line for each block."""
    return "\n".join(block.text for block in blocks(data))


def furniture(data: bytes) -> list[dict[str, str]]:
    """For each page the text that is in no structure: by kind (`Header`, `Footer`, or empty)."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        contents = [_Content(page) for page in pdf.pages]
        return [{kind: plain(" ".join(said)) for kind, said in content.artifacts.items()} for content in contents]


def plain(said: str) -> str:
    """With single blanks, and without the soft hyphens that stand where a line broke a word."""
    return re.sub(r"[ \n\t]+", " ", said.replace(SOFT_HYPHEN, "")).strip(" ")


@dataclass
class _Mark:
    """Open marked content. `actual` is the text that replaces what is shown in it, until it is said."""

    tag: str
    properties: Mapping[str, Element]
    actual: str = ""

    @property
    def kind(self) -> str:
        return str(self.properties.get("/Subtype", "/"))[1:]


@dataclass
class _Around:
    """What holds for an element from those around it."""

    lang: str
    within: tuple[str, ...] = ()
    inline: tuple[str, ...] = ()
    page: int = 0


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, without: frozenset[str]) -> None:
        self.pdf = pdf
        self.without = without
        self.number = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self.contents = [_Content(page) for page in pdf.pages]
        self.role_map = {str(k)[1:]: str(v)[1:] for k, v in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}

    def blocks(self) -> Iterator[Block]:
        around = _Around(str(self.pdf.Root.get("/Lang", "")))
        for kid in self._kids(self.pdf.Root.StructTreeRoot):
            yield from self._block(kid, around)

    def _block(self, element: Element, around: _Around) -> Iterator[Block]:
        """The element as a block, then the blocks below it."""
        role = str(element.S)[1:]
        lang = str(element.get("/Lang", around.lang))
        below: list[Element] = []
        found = list(self._inline(element, _Around(lang), below))
        runs = tuple(run for run, _ in found)
        if "/Alt" in element:
            runs = (Run(str(element.Alt), "", lang),)
        if runs:
            page = next((page for _, page in found), self._page(element, 0))
            yield Block(role, runs, page + 1, lang, around.within, tuple(self._links(element)))
        inside = [block for kid in below for block in self._block(kid, _Around(lang, (*around.within, role)))]
        if not (self.without and role == "LI" and all(block.role == "Lbl" for block in inside)):
            yield from inside

    def _inline(self, element: Element, around: _Around, below: list[Element]) -> Iterator[tuple[Run, int]]:
        """The runs of an element and of inline elements in it, each with its page; `below` gets its blocks."""
        if "/ActualText" in element:
            yield Run(str(element.ActualText), "", around.lang, around.inline), around.page
            return
        home = self._page(element, around.page)
        for kid in self._kids(element):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                page = home if isinstance(kid, int) else self._page(kid, home)
                mcid = kid if isinstance(kid, int) else int(kid.MCID)
                for font, said in self.contents[page].marked.get(mcid, ()):
                    yield Run(said, font, around.lang, around.inline), page
            elif kid.get("/Type") != "/OBJR" and self._flows_on(kid, element):
                lang, role = str(kid.get("/Lang", around.lang)), str(kid.S)[1:]
                yield from self._inline(kid, _Around(lang, (), (*around.inline, role), home), below)
            elif kid.get("/Type") != "/OBJR":
                below.append(kid)

    def _kids(self, element: Element) -> list[Element]:
        """What is below an element, but for what is to be left out."""
        return [k for k in _kids(element) if isinstance(k, int) or str(k.get("/S", "/"))[1:] not in self.without]

    def _page(self, element: Element, default: int) -> int:
        return self.number[element.Pg.objgen] if "/Pg" in element else default

    def _flows_on(self, element: Element, parent: Element) -> bool:
        """Whether an element's text is part of its parent's; the number that calls a footnote is not."""
        role = str(element.S)[1:]
        if role == "Reference":
            return bool(parent.S == "/TOCI")
        return self.role_map.get(role, role) in INLINE or (role == "Lbl" and bool(parent.S == "/Note"))

    def _links(self, element: Element) -> Iterator[tuple[str, str]]:
        """The links in a block, in order."""
        for kid in self._kids(element):
            if isinstance(kid, int) or kid.get("/Type") in {"/MCR", "/OBJR"} or not self._flows_on(kid, element):
                continue
            if kid.S == "/Link":
                said = "".join(run.text for run, _ in self._inline(kid, _Around(""), []))
                targets = {_target(ref.Obj) for ref in _kids(kid) if not isinstance(ref, int) and "/Obj" in ref}
                yield from ((plain(said), target) for target in sorted(targets))
            yield from self._links(kid)


class _Content:
    """What one page shows: text by marked-content identifier, and by kind of artifact."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.marked: dict[int, list[tuple[str, str]]] = {}
        self.artifacts: dict[str, list[str]] = {}
        self._marks: list[_Mark] = []
        self._font = ""
        named = page.Resources.get("/Font", {}).items()
        self.fonts = {name: str(font.BaseFont)[1:].partition("+")[2] for name, font in named}
        self.characters = {name: _characters(font.ToUnicode.read_bytes()) for name, font in named}
        for operands, operator in pikepdf.parse_content_stream(page):
            self._read(str(operator), list(operands))

    def _read(self, operator: str, operands: list[Element]) -> None:
        if operator in {"BMC", "BDC"}:
            properties = operands[-1] if isinstance(operands[-1], pikepdf.Dictionary) else {}
            actual = str(properties.get("/ActualText", ""))
            self._marks.append(_Mark(str(operands[0]), properties, actual))
            if self._marks[0].tag == "/Artifact":
                self.artifacts.setdefault(self._marks[0].kind, []).append("")
        elif operator == "EMC":
            self._marks.pop()
        elif operator == "Tf":
            self._font = str(operands[0])
        elif operator == "TJ":
            for part in operands[0]:
                if isinstance(part, pikepdf.String):
                    self._show(bytes(part))
        elif operator == "Tj":
            self._show(bytes(operands[0]))

    def _show(self, codes: bytes) -> None:
        replacing = next((mark for mark in self._marks if "/ActualText" in mark.properties), None)
        if replacing is not None:
            self._say(replacing.actual)
            replacing.actual = ""
            return
        characters = self.characters[self._font]
        pairs = zip(codes[::2], codes[1::2], strict=True)
        self._say("".join(characters.get(high << 8 | low, "\ufffd") for high, low in pairs))

    def _say(self, said: str) -> None:
        mcid = next((int(m.properties["/MCID"]) for m in reversed(self._marks) if "/MCID" in m.properties), None)
        if mcid is not None and said:
            self.marked.setdefault(mcid, []).append((self.fonts[self._font], said))
        elif self._marks and self._marks[0].tag == "/Artifact":
            self.artifacts[self._marks[0].kind][-1] += said


def _kids(element: Element) -> list[Element]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, (pikepdf.Array, list)) else [kids]


def _target(annotation: Element) -> str:
    return str(annotation.A.get("/URI", "")) if "/A" in annotation else f"#{annotation.Dest}"


def _characters(cmap: bytes) -> dict[int, str]:
    """A ToUnicode map of single characters (`beginbfchar`): glyph code -> what it says."""
    found = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, said in re.findall(rb"<([0-9a-f]+)>\s*<([0-9a-f]*)>", section):
            found[int(code, 16)] = bytes.fromhex(said.decode()).decode("utf-16-be")
    return found
