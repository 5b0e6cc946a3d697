"""Case, council -> what its papers must say, taken straight from what was read.

It passes by the edition's sections on purpose, as `press.compose.statements` does for a document; and it tells what a
public edition must not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from press.cases import Case, Council, Passage, Passages
from press.compose.cases.paper import printed
from press.compose.edition import Edition
from press.compose.statements import marks_in
from press.text import Text

_AFTER_DECISION = ("asked", "background", "assessment", "economic", "legal", "environment")


@dataclass(frozen=True)
class Statements:
    """The fields of `press.proof.Said`, in the same order and with the same meaning."""

    ordered: tuple[str, ...]
    worked_out: tuple[str, ...]
    unordered: tuple[str, ...]
    strong: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    spared: tuple[str, ...] = ()


def paper_said(case: Case, council: Council, edition: Edition, *, public: bool = False) -> Statements:
    """What the case paper of a council must say; `edition` is that paper."""
    texts = case.words[Text(council.language)]
    told = [one for one in _in_order(case, council) if not (public and one.exempt)]
    title = texts.public_title or texts.title if public else texts.title
    return replace(_statements(edition, title, told), spared=_spared(case, () if public else withheld(case, council)))


def cover_said(case: Case, council: Council, edition: Edition) -> Statements:
    """What the cover note of a council must say; `edition` is that note."""
    texts = case.words[Text(council.language)]
    told = [one for one in texts.asked if not one.exempt]
    return replace(_statements(edition, texts.public_title or texts.title, told), spared=_spared(case, ()))


def withheld(case: Case, council: Council) -> tuple[str, ...]:
    """The words that are exempt from public disclosure: nothing public may say any of them."""
    texts = case.words[Text(council.language)]
    title = [str(texts.title)] if texts.public_title and texts.public_title != texts.title else []
    exempt = [one for one in _in_order(case, council) if one.exempt]
    notes = [note for one in exempt for note in one.text.notes]
    return (*title, *(one.text.plain for one in exempt), *notes)


def _spared(case: Case, exempt: tuple[str, ...]) -> tuple[str, ...]:
    """Where personal data may stand: in the sender's own address, and in what is exempt where it is not published."""
    return (*exempt, str(case.sender.contact)) if case.sender.contact else exempt


def _in_order(case: Case, council: Council) -> Iterator[Passage]:
    """The passages of a case in the order of the council's paper."""
    texts = case.words[Text(council.language)]
    parts: dict[str, Passages] = dict(texts.parts())
    first = ("proposed_decision",) if council.decision == "first" else ()
    last = ("proposed_decision",) if council.decision == "last" else ()
    for name in (*first, *_AFTER_DECISION, *last):
        yield from parts[name]


def _statements(edition: Edition, title: str, passages: list[Passage]) -> Statements:
    marks = marks_in([one.text.inlines for one in passages])
    lines = (text for fact in edition.facts for text in (fact.label, fact.value))
    parts = (text for section in edition.sections for text in printed(section))
    return Statements(
        ordered=(title, *(one.text.plain for one in passages)),
        worked_out=(*lines, *filter(None, parts)),
        unordered=(
            *filter(None, (edition.mark, edition.restricted)),
            *(note for one in passages for note in one.text.notes),
        ),
        strong=marks.strong,
        emphasis=marks.emphasis,
        links=marks.links,
    )
