"""A page, or the file of a paper -> what a copy of it is held to: its words, in pieces that have a place.

Only the pieces that are the text itself decide whether a copy is altered. What stands around them (the masthead, the
contents, the history, the colophon) tells papers with the same text apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Flag, auto

from lxml import etree

from press.html.page import Page
from press.identify.paper import Paper
from press.identify.signs import bare, without_digits, words

LONGEST_NAME = 40
"""Characters of a row's heading that name its place."""
_PIECES = frozenset(["p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "caption", "figcaption", "th", "td"])
_AROUND = frozenset({"masthead", "contents", "colophon", "annex", "changes", "draft-mark"})
"""Classes of what stands around the text; of all else in `main`, every word is the text's."""
_REMARKS = frozenset({"amended", "remark", "moved"})
"""What the templates say about a part of the text, in it."""
_KINDS = {
    "masthead": "masthead", "draft-mark": "masthead", "contents": "contents", "colophon": "colophon",
    "annex": "history", "changes": "history", "amended": "remark", "remark": "remark", "moved": "remark",
}  # fmt: skip
"""How a place in each of them is called."""
_HEAD = frozenset({"masthead", "colophon", "draft-mark"})


class May(Flag):
    """What may stand in a copy before a word, and is no alteration."""

    NOTHING = 0
    CALL = auto()
    """The number of a footnote."""
    MARK = auto()
    """The sign of an item of a list without numbers."""
    ITEM = auto()
    """The number or letter of an item of a numbered list."""
    LEADER = auto()
    """Dots and the number of a page, in the contents."""


_MOVED = May.MARK | May.ITEM
"""What stands before clauses in a redline: arrows, and the numbers that they had."""


@dataclass(frozen=True)
class Piece:
    """A paragraph, a cell, a caption or a footnote. `block` is the id of the block that it belongs to, `text` whether
    it is the text itself, `head` whether it says which paper this is."""

    block: str
    place: str
    words: tuple[str, ...]
    text: bool
    head: bool = False


@dataclass(frozen=True)
class Reference:
    """The words of a paper in their order, without its footnotes, which each copy puts elsewhere.

    `piece_of` is the piece of each word, `may` what can stand before it, with one more for the end. Words at the places
    `numbers` are numbers that programs reckon themselves. `running` are the lines of its pages' edges, `repeated` the
    rows that are printed again on the next page; both bare and without digits. `drawn` are the words in its pictures,
    `marks` what stands across or beside its pages, bare and in capitals.
    """

    paper: Paper
    pieces: tuple[Piece, ...]
    words: tuple[str, ...]
    piece_of: tuple[int, ...]
    may: tuple[May, ...]
    numbers: frozenset[int]
    notes: tuple[Piece, ...]
    running: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    drawn: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    def text(self, word: int) -> bool:
        """Whether a word is the text's own."""
        return self.pieces[self.piece_of[word]].text


def of_page(page: Page, paper: Paper, places: Mapping[str, str], headings: Sequence[str] = ()) -> Reference:
    """What a copy of a page is held to. `places` says where each block stands, by its id; `headings` are lines that a
    format of its own has besides, such as the one over the footnotes of a web page."""
    main = page.tree.find("body/main")
    assert main is not None, "the base template has one"
    reader = _Reader(places, redline=page.tree.find("body").get("class") == "redline")
    reader.walk(main, _Around())
    running = {
        without_digits(text)
        for edge in page.tree.iterfind("body/*[@class='running']")
        for text in _joined(["".join(one.itertext()) for one in edge])
    }
    marks = {bare("".join(one.itertext())).upper() for one in main.iterfind("*[@class='draft-mark']")}
    marks |= {bare(one).upper() for one in headings}
    drawn = {word for one in page.pictures.values() if "svg" in one.media_type for word in _drawn(one.data)}
    return replace(reader.reference(paper), running=frozenset(running), drawn=frozenset(drawn), marks=frozenset(marks))


def _joined(texts: Sequence[str]) -> Iterator[str]:
    yield from texts
    yield " ".join(texts)


def _drawn(data: bytes) -> Iterator[str]:
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for text in tree.itertext():
        yield from words(text)


@dataclass
class _Around:
    """What holds for an element from those around it."""

    block: str = ""
    text: bool = True
    head: bool = False
    may: May = May.NOTHING
    number: bool = False
    mark: May = May.NOTHING
    kind: str = ""


@dataclass
class _Open:
    """A piece that is being gathered: its words, those of them that are numbers, those with a call before them."""

    around: _Around
    words: list[str] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)
    calls: set[int] = field(default_factory=set)
    broken: str = ""
    """The last word as far as it was said: it may go on in the next element."""


class _Reader:
    def __init__(self, places: Mapping[str, str], *, redline: bool) -> None:
        self.places = places
        self.redline = redline
        self.pieces: list[_Open] = []
        self.notes: list[_Open] = []
        self.repeated: set[str] = set()
        self.now = _Open(_Around())

    def walk(self, element: etree._Element, around: _Around) -> None:
        """Take in an element and all below it."""
        tag, kind = element.tag, element.get("class", "")
        if tag in ("img", "svg", "style"):
            return
        if kind == "footnote":
            self._note(element, around)
            return
        inside = self._inside(element, tag, set(kind.split()), around)
        if tag in _PIECES:
            self._end()
            self.now = _Open(inside)
        if tag == "thead":
            self._head_row(element)
        if tag in ("ins", "del"):
            self.now.broken = ""
        self._said(element.text, inside.number)
        for child in element:
            self.walk(child, inside)
            self._said(child.tail, inside.number)
        if tag in ("ins", "del"):
            self.now.broken = ""
        if tag in _PIECES:
            self._end()

    def _inside(self, element: etree._Element, tag: str, kinds: set[str], around: _Around) -> _Around:
        outside = bool(kinds & (_AROUND | _REMARKS)) or (
            self.redline and tag == "h2" and element.getparent().tag == "main"
        )
        return _Around(
            element.get("id", "") or around.block,
            around.text and not outside,
            around.head or bool(kinds & _HEAD),
            May.LEADER if "contents" in kinds else around.may,
            around.number or "no" in kinds,
            (May.ITEM if element.getparent().tag == "ol" else May.MARK) if tag == "li" else _kept(tag, around.mark),
            next((kind for name, kind in _KINDS.items() if name in kinds), around.kind),
        )

    def _head_row(self, head: etree._Element) -> None:
        """The heading of a table, which is printed again where the table goes on."""
        for row in head:
            self.repeated.add(without_digits("".join("".join(cell.itertext()) for cell in row)))

    def _note(self, element: etree._Element, around: _Around) -> None:
        outer = self.now
        self.now = _Open(_Around(around.block, around.text, around.head))
        self._said(element.text, False)
        for child in element:
            self.walk(child, around)
            self._said(child.tail, False)
        self.notes.append(self.now)
        self.now = outer
        self.now.calls.add(len(self.now.words))
        self.now.broken = ""

    def _said(self, text: str | None, number: bool) -> None:
        """Add what an element says; a word may have begun in the element before."""
        if not text:
            return
        now = self.now
        said = words(text)
        if said and now.broken and not text[0].isspace() and not number:
            now.words[-1] += said.pop(0)
        first = len(now.words)
        now.words += said
        if number:
            now.numbers |= set(range(first, len(now.words)))
        now.broken = now.words[-1] if now.words and not text[-1].isspace() and not number else ""

    def _end(self) -> None:
        if self.now.words:
            self.pieces.append(self.now)
        self.now = _Open(self.now.around)

    def reference(self, paper: Paper) -> Reference:
        """All that was gathered."""
        self._end()
        told: list[str] = []
        piece_of: list[int] = []
        may: list[May] = []
        numbers: set[int] = set()
        leader = May.NOTHING
        for index, one in enumerate(self.pieces):
            begins = len(told)
            for at in range(len(one.words)):
                mark = one.around.mark | (_MOVED if self.redline else May.NOTHING)
                first = (mark | leader) if at == 0 or at - 1 in one.numbers else May.NOTHING
                may.append(first | (May.CALL if at in one.calls else May.NOTHING))
            told += one.words
            piece_of += [index] * len(one.words)
            numbers |= {begins + at for at in one.numbers}
            leader = one.around.may | (May.CALL if len(one.words) in one.calls else May.NOTHING)
        may.append(leader | (_MOVED if self.redline else May.NOTHING))
        return Reference(
            paper, tuple(map(self._piece, self.pieces)), tuple(told), tuple(piece_of), tuple(may), frozenset(numbers),
            tuple(map(self._piece, self.notes)), repeated=frozenset(self.repeated),
        )  # fmt: skip

    def _piece(self, one: _Open) -> Piece:
        around = one.around
        place = self.places.get(around.block, "") or _short(one.words)
        if not around.text and around.kind:
            place = f"{around.kind}, {place}"
        return Piece(around.block, place, tuple(one.words), around.text, around.head)


def _kept(tag: str, mark: May) -> May:
    """The mark of an item holds for its first paragraph; what else is in it has none, and numbers of its own."""
    return mark if tag in ("p", "span", "a", "strong", "em", "ins", "del") else May.NOTHING


def _short(said: Sequence[str]) -> str:
    text = " ".join(said)
    return f"«{text}»" if len(text) <= LONGEST_NAME else f"«{text[:LONGEST_NAME].rstrip()}…»"


def of_lines(paper: Paper, lines: Sequence[str]) -> Reference:
    """What a copy of a paper is held to of which only the words are known, a line for each paragraph."""
    pieces = [Piece("", _short(said), tuple(said), text=True) for said in map(words, lines) if said]
    told = tuple(word for piece in pieces for word in piece.words)
    piece_of = tuple(index for index, piece in enumerate(pieces) for _ in piece.words)
    begins = [at == 0 or piece_of[at - 1] != piece_of[at] for at in range(len(told))]
    may = tuple(May.MARK | May.ITEM if first else May.NOTHING for first in (*begins, True))
    return Reference(paper, tuple(pieces), told, piece_of, may, frozenset(), ())
