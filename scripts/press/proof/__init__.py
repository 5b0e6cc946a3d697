"""Outputs -> problems: takes the text out of what was made and finds everything that was to be said, in order.

Reads bytes and HTML and nothing else; shares no code with the writers, so that their mistakes are not repeated here.
"""

from __future__ import annotations

from collections.abc import Mapping

from press.html.page import Page
from press.problem import Problem
from press.proof.compare import compare, missing_of
from press.proof.page import read_page, read_web
from press.proof.reading import Said

__all__ = ["Said", "prove"]


def prove(page: Page, outputs: Mapping[str, bytes], paths: Mapping[str, str], said: Said) -> list[Problem]:
    """What the page leaves out of the content, and what each output leaves out of the page.

    `outputs` and `paths` are by ending; `said` is what the content says.
    """
    # Late: what opens outputs is not needed to check content.
    from press.proof.docx_check import check as check_docx
    from press.proof.pasted import FORM, as_pasted, prove_pasted
    from press.proof.pdf import read_pdf
    from press.proof.personal import Allowed, scan
    from press.proof.word import read_word

    reading = read_page(page.tree)
    problems = missing_of(said, reading, "templates")
    pdf = read_pdf(outputs["pdf"])
    problems += compare(reading, pdf, paths["pdf"])
    if "docx" in outputs:
        if pasted := any(body.get("class") == FORM for body in page.tree.iterfind("body")):
            problems += prove_pasted(page.tree, outputs["docx"], paths["docx"])
        printed = read_page(as_pasted(page.tree) if pasted else page.tree, numbers=pasted)
        problems += compare(printed, read_word(outputs["docx"]), paths["docx"])
        problems += check_docx(outputs["docx"], paths["docx"])
    if "html" in outputs:
        problems += compare(reading, read_web(outputs["html"]), paths["html"])
    allowed = Allowed(page.meta("press.redline.author"), said.spared)
    for ending, data in outputs.items():
        problems += scan(data, ending, paths[ending], page.meta("author"), allowed, pdf if ending == "pdf" else None)
    return problems
