"""What the handlers share while one document is written: parts, bookmarks, numbers, and the problems met."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from lxml import etree

from press.html.page import Page
from press.problem import Place, Problem
from press.word.look import Look, Style
from press.word.ooxml import el, every, find, qn, val

LANGUAGES = {
    "nb": "nb-NO",
    "nn": "nn-NO",
    "en": "en-GB",
    "se": "se-NO",
    "sma": "sma-NO",
    "smj": "smj-NO",
    "sv": "sv-SE",
    "da": "da-DK",
    "fi": "fi-FI",
    "is": "is-IS",
    "de": "de-DE",
    "fr": "fr-FR",
    "es": "es-ES",
}
"""The HTML's language -> the one with a place that Word's proofing tools want. Tags with a place stay."""

Node: TypeAlias = "str | etree._Element"
"""A piece of an element's content: text, or a child without the text behind it."""


@dataclass(frozen=True)
class Scope:
    """Where in the page we are: which part the words go into, in what language and style."""

    part: Part
    language: str = ""
    text: Style = Style.NORMAL
    """The style of an ordinary `p` here."""
    depth: int = 0
    """Lists around this place."""
    colophon: bool = False
    annex: bool = False

    def at(self, element: etree._Element, context: Context) -> Scope:
        """The same scope inside `element`, which may be in another language."""
        language = element.get("lang")
        return replace(self, language=context.language(element)) if language else self


@dataclass
class Anchors:
    """The page's ids as bookmarks: at most 40 letters, digits and `_`, unique whatever the case (17.13.6.2)."""

    names: dict[str, str] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    """Ids of elements whose first paragraph has not been written yet."""
    made: int = 0

    def add(self, identity: str) -> None:
        wanted = re.sub(r"[^A-Za-z0-9_]", "_", identity)
        if not wanted[0].isalpha():
            wanted = f"a{wanted}"
        taken = {name.lower() for name in self.names.values()}
        if wanted.lower() in taken or len(wanted) > 40:
            wanted = f"{wanted[:31]}_{hashlib.sha256(identity.encode()).hexdigest()[:8]}"
        self.names[identity] = wanted

    def wrap(self, identities: Sequence[str], content: Sequence[etree._Element]) -> list[etree._Element]:
        """The content with a bookmark around it for each id."""
        numbers = range(self.made + 1, self.made + 1 + len(identities))
        self.made += len(identities)
        starts = [
            el("w:bookmarkStart", id=n, name=self.names.get(i, "")) for n, i in zip(numbers, identities, strict=True)
        ]
        return [*starts, *content, *(el("w:bookmarkEnd", id=n) for n in reversed(numbers))]

    def take(self) -> list[str]:
        taken, self.pending = self.pending, []
        return taken


@dataclass
class HeadingNumbers:
    """The numbers that Word will give the headings, reckoned as it does (17.9)."""

    formats: Sequence[str]
    """`%1.%2` for each level, from the look."""
    counters: list[int] = field(default_factory=list)

    def next(self, level: int) -> str:
        """The number of the next heading at `level` (from 0)."""
        self.counters = (self.counters + [0] * (level + 1))[: level + 1]
        self.counters[level] += 1
        text = self.formats[level] if level < len(self.formats) else ""
        return re.sub(r"%(\d)", lambda found: str(self.counters[int(found.group(1)) - 1]), text)

    @staticmethod
    def of(look: Look) -> HeadingNumbers:
        abstract = look.abstract_number(Style.HEADING_1)
        levels = [] if abstract is None else list(every(abstract, "w:lvl"))
        decimal = [val(find(level, "w:numFmt")) == "decimal" for level in levels]
        return HeadingNumbers(
            [val(find(lvl, "w:lvlText")) if ok else "" for lvl, ok in zip(levels, decimal, strict=True)]
        )


@dataclass
class Context:
    """One document in the making."""

    page: Page
    look: Look
    document: XmlPart
    footnotes: XmlPart
    page_numbers: Mapping[str, int]
    numbers: HeadingNumbers
    anchors: Anchors = field(default_factory=Anchors)
    captions: dict[str, int] = field(default_factory=dict)
    """Captions so far, by their label («Tabell»)."""
    pictures: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    drawn: int = 0
    notes: list[etree._Element] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, element: etree._Element, code: str, message: str, hint: str = "") -> None:
        """Note what is wrong with an element of the page and go on, so that all problems are met at once."""
        path = f"{self.page.meta('press.document') or 'page'}.html"
        self.problems.append(Problem(Place(path, element.sourceline or 0), code, message, hint))

    def language(self, element: etree._Element) -> str:
        """An element's `lang` as Word has it (17.3.2.20)."""
        tag = element.get("lang", "")
        if tag in LANGUAGES:
            return LANGUAGES[tag]
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?-[A-Z]{2}", tag):
            known = ", ".join(LANGUAGES)
            self.problem(
                element,
                "T247",
                f'Word has no language for lang="{tag}".',
                f"Write one of {known}, or one with its country.",
            )
        return tag

    def relate(self, part: Part, url: str) -> str:
        """The relationship id of a link out of the document."""
        return part.relate_to(url, RT.HYPERLINK, is_external=True)


def nodes(element: etree._Element) -> list[Node]:
    """The content of an element in order, with its children's tails between them."""
    found: list[Node] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):  # comments and processing instructions are no content
            found.append(child)
        if child.tail:
            found.append(child.tail)
    return found


def blank(node: Node) -> bool:
    """Whether a piece of content is blanks only."""
    return isinstance(node, str) and not node.strip(" \t\n\r\f")


def elements(context: Context, element: etree._Element) -> Iterator[etree._Element]:
    """The children of an element that may not hold words of its own."""
    for node in nodes(element):
        if not isinstance(node, str):
            yield node
        elif not blank(node):
            words = " ".join(node.split())[:40]
            context.problem(
                element,
                "T246",
                f"«{words}» stands in <{element.tag}> outside any paragraph.",
                "Put it in a <p>.",
            )


def name_of(element: etree._Element) -> str:
    """An element with its class, as one writes it in CSS: `p.lead`."""
    kind = element.get("class", "")
    return f"{element.tag}.{kind.replace(' ', '.')}" if kind else str(element.tag)


def new_list(look: Look, style: Style, level: int) -> int:
    """A list of its own that begins at 1 again: a `w:num` with `startOverride` (17.9.15, 17.9.27). Its number."""
    numbering = look.parts["numbering"]
    abstract = look.abstract_number(style)
    number = 1 + max((int(num.get(qn("w:numId"))) for num in every(numbering, "w:num")), default=0)
    assert abstract is not None  # read() has seen that list styles are numbered
    override = el("w:lvlOverride", el("w:startOverride", val=1), ilvl=level)
    num = el("w:num", el("w:abstractNumId", val=abstract.get(qn("w:abstractNumId"))), override, numId=number)
    last = list(every(numbering, "w:num"))[-1]
    last.addnext(num)
    return number
