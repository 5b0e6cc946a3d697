"""What comes back from a translator -> a plain word of what is wrong with it; how it is opened is `press.opening`'s."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from press.opening.guard import LARGEST_TEXT, MOST_PARTS, Package, decode, parse
from press.parcel.exchange import Returned
from press.problem import Place, Problem, Wrong

__all__ = [
    "LARGEST_TEXT",
    "LONGEST_SEGMENT",
    "MOST_PARTS",
    "Package",
    "addressed",
    "decode",
    "doubled",
    "measured",
    "parse",
]

LONGEST_SEGMENT = 40_000
"""Characters of all that one segment says; some ten times the longest block we know of."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def addressed(document: str, language: str, place: Place) -> None:
    """Raises `Wrong` where a file does not say for which document it is, or for which language (BCP 47)."""
    problems = []
    if not document:
        message = "The file does not say which document it belongs to."
        problems.append(Problem(place, "P121", message, "Send back the file that came with the parcel."))
    if not _LANGUAGE.fullmatch(language):
        message = f"The file does not say which language it is translated into: `{language}` is no language tag."
        problems.append(Problem(place, "P122", message, "Send back the file that came with the parcel."))
    if problems:
        raise Wrong(*problems)


def measured(length: int, place: Place) -> None:
    """Raises `Wrong` where a segment says more, in characters, than any block does."""
    if length > LONGEST_SEGMENT:
        message = f"The segment has {length:,} characters; at most {LONGEST_SEGMENT:,} are read."
        raise Wrong(Problem(place, "P124", message, "Look whether the text belongs there."))


def doubled(segments: Iterable[Returned]) -> Iterator[Problem]:
    """One problem for each segment whose id an earlier one has."""
    first: dict[str, Place] = {}
    for segment in segments:
        if segment.id in first:
            message = (
                f"The segment `{segment.id}` stands twice in the file; the first is in line {first[segment.id].line}."
            )
            yield Problem(segment.place, "P123", message, "Take one of them away.")
        first.setdefault(segment.id, segment.place)
