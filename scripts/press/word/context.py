"""What the handlers share while one document is written: parts, marks, numbers, and the problems met."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from lxml import etree

from press.html.page import Page
from press.problem import Place, Problem
from press.word.changes import Change, change_of, deleted_forms, kind_of
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
    change: Change | None = None
    """What happens to all that stands here."""

    def at(self, element: etree._Element, context: Context) -> Scope:
        """The same scope inside `element`, which may be in another language, and inserted or deleted as a whole."""
        language, change = element.get("lang"), change_of(element)
        if not language and change is None:
            return self
        spoken = context.language(element) if language else self.language
        return replace(self, language=spoken, change=change or self.change)


@dataclass
class Anchors:
    """The page's ids as bookmarks: at most 40 letters, digits and `_`, unique whatever the case (17.13.6.2)."""

    names: dict[str, str] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    """Ids of elements whose first paragraph has not been written yet."""

    def add(self, identity: str) -> None:
        wanted = re.sub(r"[^A-Za-z0-9_]", "_", identity)
        if not wanted[0].isalpha():
            wanted = f"a{wanted}"
        taken = {name.lower() for name in self.names.values()}
        if wanted.lower() in taken or len(wanted) > 40:
            wanted = f"{wanted[:31]}_{hashlib.sha256(identity.encode()).hexdigest()[:8]}"
        self.names[identity] = wanted

    def take(self) -> list[str]:
        taken, self.pending = self.pending, []
        return taken


@dataclass
class Remarks:
    """Words of the page that stand beside the text, as comments to the paragraph behind them (17.13.4)."""

    made: list[etree._Element] = field(default_factory=list)
    """Their elements of the page; a comment's id is its place here, from 0."""
    pending: list[int] = field(default_factory=list)

    def add(self, element: etree._Element) -> None:
        self.pending.append(len(self.made))
        self.made.append(element)

    def take(self) -> list[int]:
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
    signature: dict[str, str | None] = field(default_factory=dict)
    """What every tracked change bears: its author and its date."""
    anchors: Anchors = field(default_factory=Anchors)
    remarks: Remarks = field(default_factory=Remarks)
    numbers: dict[Change, HeadingNumbers] = field(init=False)
    """The numbers of headings, in each reading."""
    captions: dict[Change, Counter[str]] = field(default_factory=lambda: {reading: Counter() for reading in Change})
    """Captions so far in each reading, by their label («Tabell»)."""
    annotations: int = 0
    """Bookmarks and tracked changes so far: their ids are of one row."""
    pictures: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    drawn: int = 0
    notes: list[tuple[etree._Element, Scope]] = field(default_factory=list)
    """The footnotes called so far, each with what holds where it is called."""
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.numbers = {reading: HeadingNumbers.of(self.look) for reading in Change}

    def annotation(self) -> int:
        """The id of one more bookmark or tracked change."""
        self.annotations += 1
        return self.annotations

    def bookmarked(self, identities: Sequence[str], content: Sequence[etree._Element]) -> list[etree._Element]:
        """The content with a bookmark around it for each id (17.13.6)."""
        numbers = [self.annotation() for _ in identities]
        names = [self.anchors.names.get(identity, "") for identity in identities]
        starts = [el("w:bookmarkStart", id=n, name=name) for n, name in zip(numbers, names, strict=True)]
        return [*starts, *content, *(el("w:bookmarkEnd", id=n) for n in reversed(numbers))]

    def mark(self, change: Change, *runs: etree._Element) -> etree._Element:
        """A tracked change: around runs (17.13.5.14, 17.13.5.18), or empty in the properties of what it changes."""
        if not self.signature.get("author"):
            message = "The page has changes, and no author for them."
            self.problem(self.page.tree, "T244", message, 'Write <meta name="press.redline.author" content="…"/>.')
        if change is Change.DELETED:
            for run in runs:
                deleted_forms(run)
        return el(f"w:{change}", *runs, id=self.annotation(), **self.signature)

    def marked(self, change: Change | None, runs: Sequence[etree._Element]) -> list[etree._Element]:
        """The runs in a tracked change, where there is one."""
        return list(runs) if change is None or not runs else [self.mark(change, *runs)]

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
    """An element with its class, as one writes it in CSS: `p.lead`. What a redline says of it is no part of that."""
    kind = kind_of(element)
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
