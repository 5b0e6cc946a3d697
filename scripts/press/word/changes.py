"""ins, del -> tracked changes: what a revision inserts and deletes, for its reader to accept or reject (17.13.5).

A redline can be read twice: with all accepted, and with all rejected. Each of these readings is named by the change
whose words it keeps, so that a part of the text is there in a reading when it bears that change or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from lxml import etree

from press.html.vocabulary import CHANGES, CLASSES
from press.word.ooxml import every, find, qn


class Change(StrEnum):
    """A change, and the reading that keeps it. The values are the names of the elements in HTML and in Word."""

    INSERTED = "ins"
    DELETED = "del"

    @property
    def other(self) -> Change:
        return Change.DELETED if self is Change.INSERTED else Change.INSERTED


DELETED_FORMS = {qn("w:t"): qn("w:delText"), qn("w:instrText"): qn("w:delInstrText")}
"""Elements of a run that are called otherwise in a deletion (17.3.3.7, 17.16.13)."""


def kind_of(element: etree._Element) -> str:
    """The classes of an element of the page without those of a redline."""
    ignored = CHANGES & CLASSES.get(element.tag, frozenset())
    return " ".join(one for one in element.get("class", "").split() if one not in ignored)


def change_of(element: etree._Element) -> Change | None:
    """Whether an element of the page is inserted or deleted as a whole."""
    allowed = CLASSES.get(element.tag, frozenset())
    return next((one for one in Change if one in allowed and one in element.get("class", "").split()), None)


def readings(change: Change | None) -> tuple[Change, ...]:
    """The readings in which something that bears the change is there."""
    return tuple(Change) if change is None else (change,)


def said(element: etree._Element, reading: Change) -> str:
    """The words of an element of the page in a reading, with single blanks."""
    return " ".join("".join(_said(element, reading)).split())


def _said(element: etree._Element, reading: Change) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag != reading.other:
            yield from _said(child, reading)
        yield child.tail or ""


def stands(made: etree._Element, reading: Change) -> bool:
    """Whether a paragraph or table of the document is there in a reading."""
    gone = f"w:{reading.other}"
    if made.tag == qn("w:tbl"):
        return any(find(row, f"w:trPr/{gone}") is None for row in every(made, "w:tr"))
    return find(made, f"w:pPr/w:rPr/{gone}") is None


def accepted(made: Sequence[etree._Element]) -> list[etree._Element]:
    """Those that are there when all is accepted, or all where none is."""
    return [one for one in made if stands(one, Change.INSERTED)] or list(made)


def deleted_forms(made: etree._Element) -> None:
    """Call the elements of a run what they are called in a deletion."""
    for element in made.iter(*DELETED_FORMS):
        element.tag = DELETED_FORMS[element.tag]
