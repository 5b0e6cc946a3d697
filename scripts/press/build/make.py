"""Edition -> bytes of every format, each inspected before anybody sees it.

Runs in a process of its own, so that a crash in a library is a problem of one edition and not the end of the run.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from press import proof
from press.build.manifest import FORMATS, PDF, WEB, WORD, Format
from press.compose.edition import Edition
from press.html import Page, Templates
from press.problem import Place, Problem, Wrong
from press.words import TemplateWords

if TYPE_CHECKING:
    from press.pdf import Printed


@dataclass(frozen=True)
class Order:
    """What to make: an edition, the words of its templates, and what the content says that must be in it.

    Of a redline, `plain` are the same without marks, the later text first and then the earlier one, and `blocks` is
    how many sections and blocks differ.
    """

    edition: Edition
    words: TemplateWords
    templates: Path
    said: proof.Said
    formats: tuple[Format, ...] = FORMATS
    plain: tuple[Edition, ...] = ()
    blocks: int = 0


@dataclass(frozen=True)
class Made:
    """What came of an order: the bytes by ending, or problems and no bytes; `trace` is for our own bugs."""

    outputs: dict[str, bytes]
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    page_numbers: Mapping[str, int] = field(default_factory=dict)
    trace: str = ""


def make(order: Order) -> Made:
    """Make all formats of one edition; either all of them are right, or none is delivered."""
    try:
        return _make(order)
    except Wrong as wrong:
        return Made({}, wrong.problems)
    except Exception as fault:  # noqa: BLE001 - a bug in one edition is not to stop the others
        message = f"A fault of ours: {type(fault).__name__}: {str(fault)[:200]}."
        hint = "Details are in build/log/internal-error.txt; please report it."
        return Made({}, (Problem(Place(order.edition.name), "X001", message, hint),), trace=traceback.format_exc())


def _make(order: Order) -> Made:
    edition = order.edition
    templates = _templates(order.templates)
    page = templates.page(edition, order.words)
    before = etree.tostring(page.tree)
    outputs, printed = _written(page, order)
    assert etree.tostring(page.tree) == before, "a writer changed the page"
    paths = {form.ending: f"build/{edition.path}.{form.ending}" for form in order.formats}
    problems = proof.prove(page, outputs, paths, order.said)
    if order.plain:
        later, earlier = (templates.page(plain, order.words) for plain in order.plain)
        problems += _prove_redline(page, (later, earlier), outputs, paths, order)
    if problems:
        raise Wrong(*problems)
    return Made(outputs, pages=printed.pages, page_numbers=printed.page_numbers)


@lru_cache(maxsize=1)
def _templates(folder: Path) -> Templates:
    """The templates, read once by a process that makes many editions."""
    return Templates(folder)


def _written(page: Page, order: Order) -> tuple[dict[str, bytes], Printed]:
    """The bytes of each format that is asked for, and what was printed."""
    from press import pdf, web, word

    printed = pdf.write(page)
    note = order.words.note
    writers = {
        PDF: lambda: printed.data,
        WORD: lambda: word.write(page, order.templates / "word", printed.page_numbers),
        WEB: lambda: web.write(page, web.Labels(skip=note.skip, footnotes=note.footnotes, back=note.back)),
    }
    return {form.ending: writers[form]() for form in order.formats}, printed


def _prove_redline(
    page: Page, plain: tuple[Page, Page], outputs: dict[str, bytes], paths: dict[str, str], order: Order
) -> list[Problem]:
    """A redline against the texts that it must give back when everything in it is accepted, or rejected."""
    from press import word
    from press.proof.marked import Keep, resolve
    from press.proof.redlined import prove_redline

    sides: tuple[Keep, Keep] = ("ins", "del")
    later, earlier = (Page(resolve(page.tree, side), page.pictures, page.styles) for side in sides)
    base = order.templates / "word"
    written = word.write(later, base, {}), word.write(earlier, base, {})
    return prove_redline(page, plain, outputs, written, paths)
