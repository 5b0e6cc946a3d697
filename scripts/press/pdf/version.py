"""The one WeasyPrint that this room knows from within, and what is said when it is another."""

from __future__ import annotations

from press.problem import Place, Problem

VERSION = "70.0"
"""The WeasyPrint whose private modules this room reads."""


def changed(how: str) -> Problem:
    """The problem of a WeasyPrint that is not built as this room expects."""
    hint = f"Install weasyprint=={VERSION}, or bring press/pdf up to date with the new one."
    return Problem(Place("WeasyPrint"), "E402", f"WeasyPrint changed: {how}.", hint)
