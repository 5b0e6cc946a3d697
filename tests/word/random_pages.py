"""Any block of the vocabulary, and any redline of it: what the properties of the Word writer are tried on."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import strategies as st
from lxml import etree

Tree = etree._Element

words = st.text("abcdeæøåŋ «»–,.:;()&<>'\"\n\t-\u00ad\u00a0 3", min_size=1, max_size=24)
KINDS = ("em", "strong", "span lang", "span nowrap", "a", "span footnote")


@st.composite
def marked(draw: st.DrawFn, kinds: tuple[str, ...]) -> Tree:
    """An element inside a paragraph, with words and others in it; none inside its own kind."""
    chosen = draw(st.sampled_from(kinds))
    kind, _, more = chosen.partition(" ")
    element = etree.Element(kind)
    if more == "lang":
        element.set("lang", draw(st.sampled_from(["en", "nn", "se"])))
    elif more:
        element.set("class", more)
    if kind == "a":
        element.set("href", "https://example.org/" + draw(st.text("ab?&=", max_size=4)))
        element.text = draw(words) + "x"
        return element
    without = {chosen, "span footnote", "a" if chosen == "span footnote" else chosen}  # links in notes: see the example
    return filled(draw, element, tuple(one for one in kinds if one not in without))


def filled(draw: st.DrawFn, element: Tree, kinds: tuple[str, ...] = KINDS) -> Tree:
    """The element with words, and with some of them marked."""
    element.text = draw(words)
    for child in draw(st.lists(marked(kinds), max_size=2 if len(kinds) > 3 else 0)):
        element.append(child)
        child.tail = draw(words)
    return element


def made(draw: st.DrawFn, tag: str, kind: str = "") -> Tree:
    return filled(draw, etree.Element(tag, {"class": kind} if kind else {}))


@st.composite
def listing(draw: st.DrawFn, depth: int = 0) -> Tree:
    element = etree.Element(draw(st.sampled_from(["ul", "ol"])))
    for _ in range(draw(st.integers(1, 3))):
        item = made(draw, "li")
        if depth < 2 and draw(st.booleans()):
            item.append(draw(listing(depth + 1)))
            item[-1].tail = draw(st.sampled_from([None, "\n", "ord etter"]))
        element.append(item)
    return element


@st.composite
def table(draw: st.DrawFn) -> Tree:
    element, width = etree.Element("table"), draw(st.integers(1, 4))
    for group, tag, rows in (("thead", "th", 1), ("tbody", "td", draw(st.integers(1, 3)))):
        holder = etree.SubElement(element, group)
        for _ in range(rows):
            row = etree.SubElement(holder, "tr")
            row.extend([made(draw, tag) for _ in range(width)])
    return element


@st.composite
def box(draw: st.DrawFn) -> Tree:
    tag, kind = draw(
        st.sampled_from([("blockquote", ""), ("blockquote", "goal"), ("aside", "note"), ("section", "annex")])
    )
    element = etree.Element(tag, {"class": kind} if kind else {})
    element.extend([made(draw, "p") for _ in range(draw(st.integers(1, 3)))])
    return element


@st.composite
def facts(draw: st.DrawFn) -> Tree:
    element = etree.Element("dl", {"class": "facts"})
    element.extend([made(draw, tag) for _ in range(draw(st.integers(1, 3))) for tag in ("dt", "dd")])
    return element


paragraphs = st.sampled_from([("p", ""), ("p", "lead"), ("p", "note"), ("h2", ""), ("h3", ""), ("p", "alliance")])
plain = st.composite(lambda draw: made(draw, *draw(paragraphs)))()
blocks = st.lists(st.one_of(plain, listing(), table(), box(), facts()), min_size=1, max_size=4)

STATES = st.sampled_from(["", "", "changed", "ins", "del"])
WHOLE = {"p", "h2", "h3", "li", "tr", "blockquote", "aside", "table", "ul", "ol"}
"""What may be inserted or deleted as a whole."""
GROUPS = {"thead", "tbody", "section", "dl"}
"""What only holds such."""


@st.composite
def redlines(draw: st.DrawFn) -> list[Tree]:
    """Some blocks, of which any part may be inserted, deleted or changed."""
    found = draw(blocks)
    for element in found:
        for inner in element.iter("ul", "ol"):
            inner.tail = None  # the content's lists have no words behind a list below them
        _redline(draw, element, draw(STATES))
    return found


def _redline(draw: st.DrawFn, element: Tree, state: str) -> None:
    if element.tag in WHOLE and state:
        element.set("class", f"{element.get('class', '')} {state}".strip())
    states = st.just(state) if state in ("ins", "del") else STATES
    held = [child for child in element if child.tag in WHOLE | GROUPS | {"td", "th", "dt", "dd"}]
    for child in held:
        kept = element.tag == "thead" and state not in ("ins", "del")  # no table without its head
        _redline(draw, child, state if child.tag in GROUPS else "changed" if kept else draw(states))
    if not held or element.tag == "li":
        _change_words(draw, element, states)


def _change_words(draw: st.DrawFn, element: Tree, states: st.SearchStrategy[str]) -> None:
    """Put any piece of the element's words into `ins` or `del`."""
    lists = [child for child in element if child.tag in ("ul", "ol")]
    pieces: list[str | Tree] = [element.text or ""]
    for child in [child for child in element if child not in lists]:
        pieces += [child, child.tail or ""]
    element.text = None
    del element[:]
    for piece in pieces:
        state = draw(states)
        wrapper = etree.SubElement(element, state if state in ("ins", "del") else "span")
        if isinstance(piece, str):
            wrapper.text = piece
        else:
            copied = deepcopy(piece)
            copied.tail = None
            wrapper.append(copied)
    element.extend(lists)
