"""The edition: one document, at one revision, in one language, ready to be printed.

Templates read these values and print them; nothing is left for them to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from press.compose.annex import History
from press.compose.cases.overview import Register
from press.inline import Inline
from press.records import Standing


class Status(Enum):
    """How the words of an edition stand towards what was adopted."""

    ADOPTED = "adopted"
    PUBLISHED = "published"
    DRAFT = "draft"
    COMPARISON = "comparison"
    PAPER = "paper"
    """Not a text that is adopted, but a paper that puts one to a council."""


@dataclass(frozen=True)
class Fact:
    """One line of the masthead or the colophon: what it is called, and what it says."""

    label: str
    value: str


@dataclass(frozen=True)
class Entry:
    """One line of the contents; the words of a title without its marks."""

    target: str
    number: str
    title: str
    entries: tuple[Entry, ...] = ()
    language: str = ""


class Mark(Enum):
    """What a redline says of a part of the text as a whole."""

    NONE = ""
    CHANGED = "changed"
    INSERTED = "ins"
    DELETED = "del"


@dataclass(frozen=True)
class Item:
    """One item of a list, with the list below it where it has one."""

    text: tuple[Inline, ...]
    items: tuple[Item, ...] = ()
    ordered: bool = False
    mark: Mark = Mark.NONE


@dataclass(frozen=True)
class TableRow:
    """One row of a table: a cell for each column, the first of them its heading."""

    cells: tuple[tuple[Inline, ...], ...]
    mark: Mark = Mark.NONE


@dataclass(frozen=True)
class Pointer:
    """Words that lead from one place of a moved block to the other."""

    text: str
    target: str


@dataclass(frozen=True)
class Block:
    """One block of a section, numbered and in order.

    `kind` chooses how it is printed; the fields that a kind does not use are empty. `anchor` is its id in the page:
    a deleted block bears another one than the content's, as the block may stand elsewhere too.
    `number_before` is set in a redline where the number was another. `amended` says when it was last changed, `remark`
    that its translation lags behind; `language` is set where its words are in another language than the edition's.
    """

    id: str
    kind: str
    number: str = ""
    number_before: str = ""
    title: tuple[Inline, ...] = ()
    text: tuple[Inline, ...] = ()
    items: tuple[Item, ...] = ()
    ordered: bool = False
    head: tuple[tuple[Inline, ...], ...] = ()
    rows: tuple[TableRow, ...] = ()
    picture: str = ""
    alternative: str = ""
    anchor: str = ""
    mark: Mark = Mark.NONE
    moved: Pointer | None = None
    amended: str = ""
    remark: str = ""
    language: str = ""


@dataclass(frozen=True)
class Section:
    """A numbered part with a heading, or the unnumbered opening that has none."""

    id: str
    number: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    number_before: str = ""
    anchor: str = ""
    mark: Mark = Mark.NONE
    """Of the heading; where it is inserted or deleted, so is the whole section, block by block."""
    moved: Pointer | None = None
    amended: str = ""
    remark: str = ""
    """Of the heading, as `language` is."""
    language: str = ""


@dataclass(frozen=True)
class Comparison:
    """One change, as the list of a redline and the table of both texts show it.

    `before` and `after` are paragraphs in which the differing words are marked.
    """

    block: str
    target: str
    place: str
    what: str
    before: tuple[tuple[Inline, ...], ...]
    after: tuple[tuple[Inline, ...], ...]
    reason: str
    kind: str


@dataclass(frozen=True)
class Redline:
    """What a redline says besides the marked text. `head` are the headings of the table of both texts.

    `author` and `date` are those of the tracked changes; the date is empty where the day is not known.
    """

    summary: str
    key: str
    changes: tuple[Comparison, ...]
    head: tuple[str, str, str, str]
    author: str
    date: str


@dataclass(frozen=True)
class Picture:
    """A picture that the content refers to: the name it has in the page, and the file."""

    name: str
    path: str


@dataclass(frozen=True)
class Edition:
    """Everything that one set of outputs says.

    `content_hash` is the SHA-256 (lower-case hexadecimal) of the content that it was made from.
    """

    document: str
    revision: str
    language: str
    language_name: str
    template: str
    title: str
    alliance: str
    publisher: str
    status: Status
    status_label: str
    revision_label: str
    description: str
    keywords: tuple[str, ...]
    created: str
    modified: str
    facts: tuple[Fact, ...]
    contents: tuple[Entry, ...]
    sections: tuple[Section, ...]
    history: History | None
    colophon: tuple[Fact, ...]
    content_hash: str
    pictures: tuple[Picture, ...] = ()
    standing: Standing = Standing.AUTHORITATIVE
    standing_label: str = ""
    """Empty where the document has one language only; so are `grounds`, what the standing rests on, and `rests_on`, the
    same in short for the footer."""
    grounds: tuple[Fact, ...] = ()
    rests_on: str = ""
    mark: str = ""
    """What every page says of an edition that is a draft, or a draft translation."""
    redline: Redline | None = None
    about: str = ""
    """What two texts it compares, or of which day it is, in words."""
    purpose: str = ""
    """What it is made for, as its file name says it: nothing, `redline-<from>`, `tabell-<from>` or `per-<date>`,
    `revidert`."""
    attachment: str = ""
    """What it is called in the papers of a case, such as «Vedlegg 1 – Samarbeidsplattform»; every page says so."""
    number: int = 0
    """Its number among the attachments of the case, from 1."""
    label_language: str = ""
    """The language of that name, where it is another than the edition's."""
    restricted: str = ""
    """What every page says of a paper that holds words which are exempt from public disclosure, or lacks them."""
    case: str = ""
    """The id of the case that it is a paper of."""
    council: str = ""
    """The id of the council that it is made for, where it is not the same for all."""
    stem: str = ""
    """What a paper's file is called, without its ending: `saksframlegg`, `vedlegg-01-samarbeidsplattform`."""
    register: Register | None = None
    """What the adoption register of a case says."""

    @property
    def translated(self) -> bool:
        """Whether other words than these count."""
        return self.standing is not Standing.AUTHORITATIVE

    @property
    def path(self) -> str:
        """Where the outputs stand below build/, without their ending."""
        return self.name if self.stem else f"{self.document}/{self.name}"

    @property
    def identity(self) -> str:
        """What its files say that they are, in ASCII, for whoever finds a copy: which paper, from which content."""
        which = "/".join((self.document, self.revision, self.language, self.stem or self.purpose or "text"))
        parts = [f"press:{which}", f"content={self.content_hash[:16]}"]
        parts += [f"case={self.case}"] if self.case else []
        parts += [f"council={self.council}"] if self.council else []
        return ";".join(parts)

    @property
    def name(self) -> str:
        """The name that the outputs bear, without their ending."""
        if self.stem:
            return "/".join(filter(None, ("cases", self.case, self.council, self.stem)))
        return f"{self.document}-{self.revision}-{self.language}" + (f"-{self.purpose}" if self.purpose else "")
