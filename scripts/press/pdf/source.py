"""The page's own text, element by element, and where its blanks are.

Lines swallow the blank they break at and add hyphens of their own. Only the page knows what stood there,
so the printed pieces are laid against this text: it says where a blank belongs and which hyphen is not ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

INLINE = frozenset({"a", "em", "strong", "span", "ins", "del"})
"""Elements whose text flows on in the line of the text around them."""

BLANKS = re.compile(r"[ \t\r\n\f]+")
"""What CSS collapses to one space (CSS Text 3, 4.1.1); a no-break space is not among them."""


def plain(text: str) -> str:
    """The text with each run of blanks as one space and none at the ends."""
    return BLANKS.sub(" ", text).strip(" ")


def is_footnote(element: etree._Element) -> bool:
    """Whether the element is a footnote, written in place in the line that refers to it."""
    return element.tag == "span" and "footnote" in element.get("class", "").split()


@dataclass
class Own:
    """The text that stands directly in one element, its blanks left out.

    `spaced` holds the offsets after which the running text has a blank; `taken` is how much is printed so far.
    """

    text: str = ""
    spaced: set[int] = field(default_factory=set)
    taken: int = 0

    @property
    def left(self) -> str:
        return self.text[self.taken :]


@dataclass
class _Flow:
    """A run of text up to the next block: where it stands and whether a blank is waiting."""

    last: Own | None = None
    blank: bool = False


def own_text(body: etree._Element) -> dict[etree._Element, Own]:
    """What each element of the page says itself, without its descendants."""
    found: dict[etree._Element, Own] = {}
    _read(body, _Flow(), found)
    return found


def _read(element: etree._Element, flow: _Flow, found: dict[etree._Element, Own]) -> None:
    own = found[element] = Own()
    _add(element.text, own, flow)
    for child in element:
        if is_footnote(child):
            _read(child, _Flow(), found)
        elif child.tag in INLINE:
            _read(child, flow, found)
        else:
            _read(child, _Flow(), found)
            flow.last, flow.blank = None, False
        _add(child.tail, own, flow)


def _add(text: str | None, own: Own, flow: _Flow) -> None:
    for part in _words_and_blanks(text or ""):
        if part == " ":
            flow.blank = flow.last is not None
            continue
        if flow.blank and flow.last is not None:
            flow.last.spaced.add(len(flow.last.text))
        own.text += part
        flow.last, flow.blank = own, False


def _words_and_blanks(text: str) -> Iterator[str]:
    yield from (part for part in re.split("( )", BLANKS.sub(" ", text)) if part)
