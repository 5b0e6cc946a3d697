"""Edition -> bytes of every format, each inspected before anybody sees it.

Runs in a process of its own, so that a crash in a library is a problem of one edition and not the end of the run.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from press import proof
from press.build.manifest import FORMATS, PDF, WEB, WORD
from press.compose.edition import Edition
from press.html import Templates
from press.problem import Place, Problem, Wrong
from press.words import TemplateWords


@dataclass(frozen=True)
class Order:
    """What to make: an edition, the words of its templates, and what the content says that must be in it."""

    edition: Edition
    words: TemplateWords
    templates: Path
    said: proof.Said


@dataclass(frozen=True)
class Made:
    """What came of an order: the bytes by ending, or problems and no bytes; `trace` is for our own bugs."""

    outputs: dict[str, bytes]
    problems: tuple[Problem, ...] = ()
    pages: int = 0
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
    from press import pdf, web, word

    edition, words = order.edition, order.words
    page = Templates(order.templates).page(edition, words)
    before = etree.tostring(page.tree)
    printed = pdf.write(page)
    labels = web.Labels(skip=words.note.skip, footnotes=words.note.footnotes, back=words.note.back)
    outputs = {
        PDF.ending: printed.data,
        WORD.ending: word.write(page, order.templates / "word", printed.page_numbers),
        WEB.ending: web.write(page, labels),
    }
    assert etree.tostring(page.tree) == before, "a writer changed the page"
    name = f"build/{edition.document}/{edition.name}"
    paths = {form.ending: f"{name}.{form.ending}" for form in FORMATS}
    problems = proof.prove(page, outputs, paths, order.said)
    if problems:
        raise Wrong(*problems)
    return Made(outputs, pages=printed.pages)
