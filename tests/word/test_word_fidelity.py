"""For all pages of the vocabulary: Word says what the page says, in order, and the file holds together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_pages import LOOK, page

from press.proof.compare import compare
from press.proof.docx_check import check
from press.proof.page import read_page
from press.proof.reading import bare
from press.proof.word import read_word
from press.word import write

words = st.text("abcdeæøåŋ «»–,.:;()&<>'\"\n\t-\u00ad\u00a0 3", min_size=1, max_size=24)
Tree = etree._Element


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


@given(blocks, st.integers(1, 4))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_word_says_what_the_page_says(found: list[Tree], step: int) -> None:
    source = page("")
    main = source.tree.find("body/main")
    main.extend(found)
    for number, element in enumerate(main.iter("p", "li", "tr", "em")):
        if number % step == 0:
            element.set("id", f"id-{number}")
    docx = write(source, LOOK, {})
    said, reads = read_page(source.tree, numbers=False), read_word(docx)
    assert bare(reads.text) == bare(said.text)
    assert compare(said, reads, "random.docx") == []
    assert check(docx) == []
    assert write(source, LOOK, {}) == docx
