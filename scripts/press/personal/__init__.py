"""Words -> the personal data in them: numbers of persons, mailboxes, telephones, addresses.

Pure functions on str, by form alone: nothing is looked up. What is an office's beyond doubt (its mailbox, its postbox,
the street of a town hall) is not found; the rest is for whoever writes to leave out.
"""

from __future__ import annotations

from press.personal.finding import Finding, Kind
from press.personal.mail import mails
from press.personal.number import is_number_of_person, numbers
from press.personal.phone import phones
from press.personal.street import streets

__all__ = ["Finding", "Kind", "find", "is_number_of_person", "masked"]


def find(text: str) -> list[Finding]:
    """All personal data in a text, in order; what lies within another finding is left out."""
    found = sorted([*numbers(text), *mails(text), *phones(text), *streets(text)], key=lambda one: (one.start, -one.end))
    told: list[Finding] = []
    for one in found:
        if not told or one.start >= told[-1].end:
            told.append(one)
    return told


def masked(text: str, start: int = 0, end: int = 0) -> str:
    """The text with a dot for each letter and digit of personal data, and of what stands from `start` to `end`."""
    signs = list(text)
    for first, last in [(one.start, one.end) for one in find(text)] + [(start, end)]:
        signs[first:last] = ["•" if sign.isalnum() else sign for sign in signs[first:last]]
    return "".join(signs)
