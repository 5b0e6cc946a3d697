"""What holds of the printed redline of any two texts: page, web page and Word give both texts back.

PDF takes too long for so many: each redline that is built is proven with its PDF (`press.proof.redlined`).
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from editions import redline as frame

from press import word
from press.compose.edition import Edition, Item, Picture, Section
from press.compose.redline import accept, redline, reject
from press.html import Page, Templates
from press.proof.compare import compare
from press.proof.docx_check import check as check_docx
from press.proof.marked import resolve
from press.proof.page import read_page
from press.proof.redlined import compare_texts
from press.proof.tracked import compare_tracked
from press.proof.word import read_word
from redline.edits import WORDS, pair

ROOT = Path(__file__).parent.parent.parent
LOOK = ROOT / "templates" / "word"
FIGURE = str(ROOT / "tests" / "example" / "content" / "eksempel" / "figur.svg")
SEEDS = int(os.environ.get("PRESS_PAIRS", "1000"))
"""How many seeded pairs are tried: PRESS_PAIRS=50000 pytest tests/redline/test_printed.py"""
PARTS = 8


@lru_cache(maxsize=1)
def templates() -> Templates:
    return Templates(ROOT / "templates")


def page_of(edition: Edition, sections: tuple[Section, ...]) -> Page:
    names = {block.picture for section in sections for block in section.blocks if block.picture}
    pictures = tuple(Picture(name, FIGURE) for name in sorted(names))
    return templates().page(replace(edition, sections=sections, pictures=pictures), WORDS)


def printable(sections: tuple[Section, ...]) -> bool:
    """Whether the content may say this: strategies in sections with a title, and lists three deep at the most."""
    blocks = [(section, block) for section in sections for block in section.blocks]
    return all((section.title or block.kind != "strategy") and depth(block.items) <= 3 for section, block in blocks)


def depth(items: tuple[Item, ...]) -> int:
    return max((1 + depth(item.items) for item in items), default=0)


def proven(old: tuple[Section, ...], new: tuple[Section, ...], was: dict[str, str]) -> None:
    """The redline of two texts, printed, is proven as a build proves it, but for PDF."""
    found = redline(old, new, was, WORDS)
    base = frame()
    assert base.redline is not None
    base = replace(base, redline=replace(base.redline, changes=()))
    page = page_of(base, found.sections)
    plain = [page_of(base, accept(found.sections)), page_of(base, reject(found.sections, found.names))]
    assert compare_texts(page, plain[0], plain[1], "templates") == []
    docx = word.write(page, LOOK, {})
    sides = [Page(resolve(page.tree, "ins"), page.pictures), Page(resolve(page.tree, "del"), page.pictures)]
    written = [word.write(side, LOOK, {}) for side in sides]
    assert compare_tracked(docx, written[0], written[1], "redline.docx") == []
    assert check_docx(docx, "redline.docx") == []
    assert compare(read_page(page.tree, numbers=False), read_word(docx), "redline.docx") == []


@pytest.mark.parametrize("part", range(PARTS))
def test_seeded_pairs_give_both_texts_back(part: int) -> None:
    for seed in range(part, SEEDS, PARTS):
        old, new, was = pair(Random(seed))
        if printable(old) and printable(new):
            proven(old, new, was)
