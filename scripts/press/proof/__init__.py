"""Outputs -> problems: takes the text out of what was made and finds everything that was to be said, in order.

Reads bytes and HTML and nothing else; shares no code with the writers, so that their mistakes are not repeated here.
"""

from __future__ import annotations

from collections.abc import Mapping

from press.html.page import Page
from press.problem import Problem
from press.proof.compare import compare, holds
from press.proof.docx_check import check as check_docx
from press.proof.page import read_page, read_web
from press.proof.pdf import read_pdf
from press.proof.word import read_word

__all__ = ["prove"]


def prove(
    page: Page,
    outputs: Mapping[str, bytes],
    paths: Mapping[str, str],
    ordered: tuple[str, ...],
    unordered: tuple[str, ...],
) -> list[Problem]:
    """What the page leaves out of the content, and what each output leaves out of the page.

    `outputs` and `paths` are by ending; `ordered` and `unordered` are the content's own statements.
    """
    said = read_page(page.tree)
    problems = holds(ordered, said, "templates")
    for statement in unordered:
        problems += holds([statement], said, "templates")
    without_numbers = read_page(page.tree, numbers=False)
    problems += compare(said, read_pdf(outputs["pdf"]), paths["pdf"])
    problems += compare(without_numbers, read_word(outputs["docx"]), paths["docx"])
    problems += check_docx(outputs["docx"], paths["docx"])
    problems += compare(said, read_web(outputs["html"]), paths["html"])
    return problems
