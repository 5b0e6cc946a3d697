"""The status of a segment <-> the word for it, in formats that show it as a word and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from press.parcel.exchange import Labels
from press.records import State

STALE = "stale"
NAMES = (State.MISSING.value, STALE, State.DRAFT.value, State.REVIEWED.value, State.CERTIFIED.value)
"""What can be said of a segment, by the names that `Labels` has for the words."""
_BLANKS = re.compile(r"[ \t\r\n]+")


def words(labels: Labels) -> dict[str, str]:
    """The words of a file, by what they say."""
    return {name: str(getattr(labels, name)) for name in NAMES}


def meant(said: str, known: Mapping[str, str]) -> tuple[State | None, bool | None] | None:
    """The state and whether the segment is open, as a word says it; None for a word that is not known.

    No word says neither. The word for a stale translation does not say which state that had. Capitals do not count:
    Word writes the first letter of a cell large.
    """
    if not said:
        return None, None
    name = next((name for name in NAMES if known[name].casefold() == said.casefold()), None)
    if name is None:
        return None
    return (None, True) if name == STALE else (State(name), name == State.MISSING)


def single_blanks(text: str) -> str:
    """The text on one line: line breaks, tabs and blanks in a row count as one blank, those at the ends as none.

    Other blanks, as the one that does not break, stay.
    """
    return _BLANKS.sub(" ", text).strip(" ")
