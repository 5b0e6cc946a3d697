"""Facts and words -> the rows of the history, and its timeline.

What no source says stays unsaid: an unknown body, case or date is printed as not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from press.compose.annex import Citation, Clause, Gap, History, Row, Source, Timeline
from press.compose.dates import NO_BREAK, in_words
from press.compose.masthead import case
from press.compose.standing import remark, spoken
from press.compose.timeline import Dated, gaps, numbered, scale, spelled_out
from press.document import Document
from press.edtf import Edtf, Precision
from press.facts import Citation as CitedSource
from press.facts import Decision, Revision
from press.text import Text
from press.words import TemplateWords

ID = "historikk"


def compose_history(
    document: Document, language: str, words: TemplateWords, counted: tuple[int, int], clauses: tuple[Clause, ...]
) -> History:
    """The annex, its figure and tables numbered on from those of the text, of which `counted` tells how many."""
    figures, tables = counted
    facts = document.facts
    composer = _Composer(document, language, words)
    revisions = [(str(n), revision) for n, revision in enumerate(facts.revisions, 1)]
    decisions = [(_letter(n), decision) for n, decision in enumerate(facts.decisions)]
    return History(
        id=ID,
        revisions=tuple(composer.revision(number, revision) for number, revision in revisions),
        decisions=tuple(composer.decision(number, decision) for number, decision in decisions),
        revisions_number=words.caption.table.format(number=tables + 1),
        decisions_number=words.caption.table.format(number=tables + 2),
        timeline=composer.timeline(revisions, decisions, figures + 1),
        sources=tuple(composer.sources.values()),
        clauses=clauses,
        clauses_number=words.caption.table.format(number=tables + 2 + bool(decisions)),
    )


def _letter(index: int) -> str:
    """A, B … Z, AA, AB …"""
    rest, last = divmod(index, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)


class _Composer:
    def __init__(self, document: Document, language: str, words: TemplateWords) -> None:
        self.document = document
        self.language = language
        self.facts = document.facts
        self.texts = document.words[language].history
        self.words = words
        self.sources = {
            source.id: Source(
                anchor=f"kilde-{source.id}",
                name=self.texts.sources[source.id],
                address=source.address,
                link=f"https://{source.address}",
                **self._standing(f"history/sources/{source.id}"),
            )
            for source in document.facts.sources
        }

    def revision(self, number: str, revision: Revision) -> Row:
        texts = self.texts.revisions[revision.id]
        evidence = getattr(self.words.evidence, revision.evidence.value)
        return Row(
            anchor=f"{ID}-{revision.id}",
            number=number,
            date=in_words(revision.adopted, self.words),
            decided=self._decided(revision),
            name=texts.name,
            what=texts.what,
            note=texts.note or "",
            evidence=f"{self.words.history.text}: {evidence}. {self._confidence(revision)}",
            citations=tuple(self._citation(citation) for citation in revision.sources),
            **self._standing(f"history/revisions/{revision.id}", revision.body),
        )

    def decision(self, number: str, decision: Decision) -> Row:
        return Row(
            anchor=f"{ID}-{decision.id}",
            number=number,
            date=in_words(decision.date, self.words),
            decided=self._decided(decision),
            name="",
            what=self.texts.decisions[decision.id].what,
            note="",
            evidence=self._confidence(decision),
            citations=tuple(self._citation(citation) for citation in decision.sources),
            **self._standing(f"history/decisions/{decision.id}", decision.body),
        )

    def _standing(self, unit: str, body: Text | None = None) -> dict[str, str]:
        """The language of what a unit says, and what is to be said of it or of its body."""
        named = [unit, *([f"history/bodies/{body}"] if body else [])]
        remarks = (remark(self.document, self.language, name, self.words) for name in named)
        return {
            "language": spoken(self.document, self.language, unit),
            "remark": " ".join(dict.fromkeys(filter(None, remarks))),
        }

    def timeline(
        self, revisions: list[tuple[str, Revision]], decisions: list[tuple[str, Decision]], number: int
    ) -> Timeline:
        texts, words = self.texts, self.words.history
        above = [self._event(n, texts.revisions[r.id].name, r.adopted) for n, r in revisions]
        below = [self._event(n, texts.decisions[d.id].what, d.date) for n, d in decisions]
        last_known = self._until()
        until = last_known.latest
        assert until is not None, "checked when the content was read"
        along = scale([*above, *below], until)
        empty = gaps([*above, *below], along, until)
        first, last = str(along.first), str(along.last)

        def told(events: list[Dated]) -> str:
            return "; ".join(f"{event.number} {event.label.rstrip('.')}: {event.date_text}" for event in events)

        return Timeline(
            id="tidslinje",
            number=self.words.caption.figure.format(number=number),
            caption=words.timeline.format(first=first, last=last),
            alternative=words.timeline_alternative.format(
                first=first,
                until=in_words(last_known, self.words),
                revisions=told(above),
                decisions=told(below) or words.no_gaps,
                gaps=self._years(empty) or words.no_gaps,
            ),
            ticks=along.ticks(),
            revisions=spelled_out(above, along, until),
            decisions=numbered(below, along, until),
            gaps=empty,
        )

    def _until(self) -> Edtf:
        """Where the timeline ends: the day up to which the history was looked into, or an adoption recorded since."""
        days = [one.adopted for one in self.facts.revisions if one.adopted.precision is Precision.DAY]
        return max([self.facts.history_until, *days], key=lambda day: day.latest or date.min)

    def _event(self, number: str, label: str, date: Edtf) -> Dated:
        return Dated(number, label, date, in_words(date, self.words))

    def _years(self, stretches: tuple[Gap, ...]) -> str:
        """The gaps in words: «mellom 2005 og 2008, mellom 2008 og 2011»."""
        between = self.words.date.between
        return ", ".join(between.format(first=gap.first_year, last=gap.last_year) for gap in stretches)

    def _decided(self, row: Revision | Decision) -> str:
        words = self.words.history
        body = words.body.format(body=self.texts.bodies[row.body]) if row.body else words.body_unknown
        number = case(row.case, self.words) if row.case else words.case_unknown
        text = f"{body}; {number}."
        return " ".join([text[:1].upper() + text[1:], *(self._more(row) if isinstance(row, Revision) else ())])

    def _more(self, revision: Revision) -> Iterator[str]:
        """What else is known of an adoption: when it came into force, on what basis, and what it corrects."""
        words = self.words.masthead
        if revision.in_force:
            yield f"{words.in_force}: {in_words(revision.in_force, self.words)}."
        if revision.legal_basis:
            yield f"{words.legal_basis}: {revision.legal_basis.rstrip('.')}."
        if revision.corrects:
            yield self.words.history.corrects.format(name=self.texts.revisions[revision.corrects].name)

    def _quoted(self, quote: Text) -> str:
        """The quote within the language's marks, and a full stop unless it has its own."""
        return self.words.history.quote.format(quote=quote) + ("" if quote.endswith((".", "!", "?")) else ".")

    def _confidence(self, row: Revision | Decision) -> str:
        return f"{self.words.history.confidence}:{NO_BREAK}{getattr(self.words.confidence, row.confidence.value)}."

    def _citation(self, citation: CitedSource) -> Citation:
        return Citation(
            source=self.sources[citation.id],
            quote=self._quoted(citation.quote) if citation.quote else "",
            language=self.facts.authoritative,
        )
