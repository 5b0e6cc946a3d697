"""Personal data -> its kind and its place in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

GAP = "[ \u00a0\u2009\u202f]"
"""A blank that parts the groups of a number, as a pattern."""

DIGITS = re.compile("[0-9]+")
"""Where a number can begin: all else of a text is passed by."""


class Kind(StrEnum):
    """What was found, as a message names it."""

    NUMBER = "a fødselsnummer"
    MAIL = "an e-mail address"
    PHONE = "a telephone number"
    ADDRESS = "a street address"


@dataclass(frozen=True, order=True)
class Finding:
    """Personal data from `start` to before `end` in a text."""

    start: int
    end: int
    kind: Kind
