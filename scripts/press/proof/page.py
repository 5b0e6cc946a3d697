"""HTML -> reading: the shared page, and the web page that was made of it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from press.proof.reading import Reading, normal

_BLOCKS = frozenset(["p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "caption", "figcaption", "th", "td", "title"])


def read_page(tree: etree._Element, *, numbers: bool = True) -> Reading:
    """What the shared page says. Without `numbers`, the `span.no` of headings and captions are left out."""
    collector = _Collector(numbers)
    body = tree.find("body")
    assert body is not None, "the vocabulary has a body"
    for part in body:
        if part.get("class") != "running":
            collector.walk(part)
    return collector.reading()


def read_web(data: bytes) -> Reading:
    """What a built web page says."""
    return read_web_tree(html.document_fromstring(data))


def read_web_tree(tree: etree._Element) -> Reading:
    """The same of one that is parsed already."""
    collector = _Collector(numbers=True)
    body = tree.find("body")
    assert body is not None, "lxml gives every document a body"
    for part in body:
        if part.get("class") not in ("running", "skip"):
            collector.walk(part)
    return collector.reading()


class _Collector:
    """Gathers text by block; footnotes go to a list of their own, wherever they stand."""

    def __init__(self, numbers: bool) -> None:
        self.numbers = numbers
        self.blocks: list[str] = [""]
        self.notes: list[str] = []
        self.strong: list[str] = []
        self.emphasis: list[str] = []
        self.links: list[tuple[str, str]] = []

    def reading(self) -> Reading:
        blocks, notes = (tuple(filter(None, map(normal, texts))) for texts in (self.blocks, self.notes))
        return Reading(blocks, notes, tuple(self.strong), tuple(self.emphasis), tuple(self.links))

    def walk(self, element: etree._Element) -> None:
        """Take in an element and all below it."""
        tag, kind = element.tag, element.get("class")
        if tag in ("img", "svg"):
            self.blocks += [element.get("alt") or element.get("aria-label", ""), ""]
        elif kind in ("footnote", "footnotes"):
            self._notes(element)
        elif not self._passed_by(element):
            self._inside(element, tag)

    def _passed_by(self, element: etree._Element) -> bool:
        """Numbers where they are not asked for, and what only steers: calls of footnotes, and links back."""
        kind = element.get("class")
        back = element.tag == "a" and element.get("aria-label") is not None
        return kind == "call" or back or element.tag == "style" or (kind == "no" and not self.numbers)

    def _inside(self, element: etree._Element, tag: str) -> None:
        if tag in _BLOCKS:
            self.blocks.append("")
        if tag in ("strong", "em") and next(element.iterancestors(tag), None) is None:
            (self.strong if tag == "strong" else self.emphasis).append(self._words(element))
        elif tag == "a":
            self.links.append((self._words(element), element.get("href", "")))
        self.blocks[-1] += element.text or ""
        for child in element:
            self.walk(child)
            self.blocks[-1] += child.tail or ""
        if tag in _BLOCKS:
            self.blocks.append("")

    def _notes(self, element: etree._Element) -> None:
        """A footnote in place, or the list of them at the end of a web page."""
        for note in element.iter("li") if element.tag == "section" else [element]:
            outer, self.blocks = self.blocks, [""]
            self._inside(note, "span")
            self.notes.append("".join(self.blocks))
            self.blocks = outer

    def _words(self, element: etree._Element) -> str:
        return normal("".join(self._pieces(element)))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        """The text within an element, without the footnotes that it calls."""
        yield element.text or ""
        for child in element:
            if child.get("class") != "footnote" and not self._passed_by(child):
                yield from self._pieces(child)
            yield child.tail or ""
