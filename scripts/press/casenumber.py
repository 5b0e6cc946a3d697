"""A case number as it is written -> the same without stray blanks, and its year and sequence where they are certain.

Councils write them in many ways: `2009/4341` and `24/01234` in the archive, `PS 23/14`, `Sak 42/ 25` and `002/12` in
the minutes. Which side is the year cannot always be told, and is then not said.
"""

from __future__ import annotations

import re

from press.fault import Fault
from press.text import Text

_NUMBER = re.compile(
    r"(?:(?P<word>[A-Za-zÆØÅæøå][A-Za-zÆØÅæøå.-]{0,19}) ?)?(?P<first>\d{1,6})/(?P<last>\d{1,7})(?:-\d{1,4})?"
)
_YEAR = re.compile(r"(19|20)\d\d")
LONGEST = 40
_FORMS = "Write it as the council does: 2009/4341, 24/01234, PS 23/14. Where there is none yet, leave the line out."


def cleaned(value: Text) -> Text:
    """The number with its blanks put right; raises `Fault` where it is none."""
    told = re.sub(r"\s*([/-])\s*", r"\1", " ".join(value.split()))
    if len(told) > LONGEST or not _NUMBER.fullmatch(told):
        shown = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
        raise Fault("C603", 0, 0, f"`{shown}` is no case number.", _FORMS)
    return Text(told, value.place, value.excerpt, value.origin)


def year_and_sequence(number: str) -> tuple[int, int] | None:
    """The year and the sequence number of a case in an archive (Noark 5, M011 and M012); None where it is not certain.

    `24/01234` is certain, as no sequence of two digits is filled up with zeros to five places; `23/14` is not.
    """
    found = _NUMBER.fullmatch(number)
    if found is None or found["word"]:
        return None
    first, last = found["first"], found["last"]
    if _YEAR.fullmatch(first):
        return int(first), int(last)
    if len(first) == 2 and len(last) >= 4 and not _YEAR.fullmatch(last):
        return (2000 if int(first) < 70 else 1900) + int(first), int(last)
    return None
