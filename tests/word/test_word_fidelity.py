"""For all pages of the vocabulary: Word says what the page says, in order, and the file holds together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from random_pages import Tree, blocks
from word_pages import LOOK, page

from press.proof.compare import compare
from press.proof.docx_check import check
from press.proof.page import read_page
from press.proof.reading import bare
from press.proof.word import read_word
from press.word import write


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
