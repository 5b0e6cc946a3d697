"""A redline -> problems: does each of its formats give back both texts, and nothing else?

The page is resolved and laid against pages that were printed without marks; the Word file against files that track
nothing; PDF and web page against the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from lxml import etree

from press.html.page import Page
from press.html.vocabulary import BLOCKS
from press.problem import Place, Problem
from press.proof.marked import Keep, compare_marked, resolve
from press.proof.reading import normal
from press.proof.tracked import compare_tracked

_BESIDE = re.compile(r"</((?:em|strong|span lang=)[^>]*)><\1>")

Shape = tuple[str, ...]
"""One element of a page: what it is, and the words that stand in it without those of blocks within."""


def prove_redline(
    page: Page,
    plain: tuple[Page, Page],
    outputs: Mapping[str, bytes],
    written: tuple[bytes, bytes],
    paths: Mapping[str, str],
) -> list[Problem]:
    """Where a redline does not give back the later text when all is accepted, or the earlier when all is rejected.

    `plain` are the two texts as pages, `written` as Word files without tracked changes, the later one first.
    """
    problems = compare_texts(page, *plain, "templates")
    problems += compare_marked(page, outputs, paths)
    return problems + compare_tracked(outputs["docx"], *written, paths["docx"])


def compare_texts(page: Page, later: Page, earlier: Page, path: str) -> list[Problem]:
    """The first element of a redline's sections, resolved, that its two texts have otherwise (O313).

    `later` and `earlier` are made from the texts themselves, without marks. Links within the document must be there;
    ids are not compared, as parts may have had others. `path` is the place of the problems.
    """
    sides: tuple[tuple[Keep, Page, str], ...] = (("ins", later, "accepted"), ("del", earlier, "rejected"))
    problems = []
    for keep, plain, how in sides:
        pairs = zip_longest(_shapes(resolve(page.tree, keep)), _shapes(plain.tree))
        differing = next(((found, wanted) for found, wanted in pairs if found != wanted), None)
        if differing:
            there, meant = map(_told, differing)
            message = f"With every change {how}, the page has «{there}» where the text has «{meant}»."
            hint = "The redline is not delivered; mend the template that prints it."
            problems.append(Problem(Place(path), "O313", message, hint))
    return problems


def _shapes(tree: etree._Element) -> Iterator[Shape]:
    """Every element of the sections, in order."""
    for section in tree.iterfind("body/main/section"):
        for element in section.iter(etree.Element):
            if element.tag in BLOCKS or element.tag == "img":
                about = (element.get(name, "") for name in ("class", "scope", "src", "alt", "lang"))
                yield (str(element.tag), *about, normal(_merged("".join(_words(element)))))


def _words(element: etree._Element) -> Iterator[str]:
    """The words in a block with the marks that they bear, without what stands in blocks within it."""
    yield element.text or ""
    for child in element:
        if child.tag not in BLOCKS and child.tag != "img":
            mark = _mark(child)
            yield from (f"<{mark}>", *_words(child), f"</{mark}>")
        yield child.tail or ""


def _mark(element: etree._Element) -> str:
    about = {name: value for name, value in element.attrib.items() if name != "id"}
    if about.get("href", "").startswith("#"):
        about["href"] = "#"
    return " ".join([str(element.tag), *(f"{name}={value}" for name, value in sorted(about.items()))])


def _merged(words: str) -> str:
    """The same with marks beside each other that say the same as one, which resolving a redline parts."""
    count = 1
    while count:
        words, count = _BESIDE.subn("", words)
    return words


def _told(shape: Shape | None) -> str:
    return "nothing" if shape is None else " ".join(filter(None, shape))[:120]
