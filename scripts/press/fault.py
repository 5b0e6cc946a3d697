"""Something wrong inside one text, by its offset there.

The small parsers (markup, dates) know the text and not the file; `press.read.convert` turns a fault into
a `Problem` at the sign in the file.
"""

from __future__ import annotations


class Fault(ValueError):
    """What is wrong at `offset` in a text, how many signs are meant, and what to write instead."""

    def __init__(self, code: str, offset: int, width: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.offset = offset
        self.width = width
        self.message = message
        self.hint = hint
