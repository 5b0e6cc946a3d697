"""Document -> everything that its content says, taken straight from what was read.

It passes by the edition and the templates on purpose: what they drop is found by comparing with this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from press.compose.annex import History
from press.compose.edition import Edition
from press.compose.standing import unfinished
from press.document import Document, rich
from press.inline import Emphasis, Inline, Link, Run, Strong, plain, walk
from press.text import RichText, Text


def worked_out(edition: Edition) -> tuple[str, ...]:
    """What is not written but follows from the facts, in the order of printing: status, dates, bodies, evidence."""
    return (
        *(text for fact in edition.facts for text in (fact.label, fact.value)),
        *(text for fact in edition.grounds for text in (fact.label, fact.value)),
        *unfinished(edition),
        *(_of_history(edition.history) if edition.history else ()),
        *(text for fact in edition.colophon for text in (fact.label, fact.value)),
    )


def _of_history(history: History) -> Iterator[str]:
    yield history.timeline.alternative
    yield history.timeline.caption
    for row in (*history.revisions, *history.decisions):
        yield from filter(None, (row.number, row.date, row.decided, row.remark, row.evidence))
    for clause in history.clauses:
        yield from (clause.place, *clause.texts)
    yield from filter(None, (source.remark for source in history.sources))


@dataclass(frozen=True)
class Marks:
    """Words that bear a mark; a link is its words and its target."""

    strong: tuple[str, ...]
    emphasis: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


_NOT_PRINTED = frozenset({"id", "kind", "order", "picture", "language", "reasons"})
"""Fields that name or steer; their values are not words."""


def ordered(document: Document, language: str) -> tuple[str, ...]:
    """The words of the document's own text, in the order in which they must be printed."""
    words = document.words[language]
    return (words.title, *(text for section in words.sections for text in _texts(section)))


def unordered(document: Document, language: str) -> tuple[str, ...]:
    """What must be printed somewhere: the words of the history, its cases, addresses and quotes, and footnotes."""
    words = document.words[language]
    facts = document.facts
    history = words.history
    deciding = {row.body for row in facts.rows if row.body}
    said = [words.alliance, *_texts(history.revisions), *_texts(history.decisions), *_texts(history.sources)]
    said += [name for body, name in history.bodies.items() if body in deciding]
    said += [source.address for source in facts.sources]
    said += [row.case for row in facts.rows if row.case]
    said += [revision.legal_basis for revision in facts.revisions if revision.legal_basis]
    said += [citation.quote for row in facts.rows for citation in row.sources if citation.quote]
    notes = [note for text in rich(words) for note in text.notes]
    return (*said, *notes)


def marks(document: Document, language: str) -> Marks:
    """The strong and emphasised words and the links of the content, in order."""
    return marks_in([text.inlines for text in rich(document.words[language])])


def marks_in(texts: Sequence[tuple[Inline, ...]]) -> Marks:
    """The same of any texts."""
    links = (node for inlines in texts for node in walk(inlines) if isinstance(node, Link))
    return Marks(
        strong=tuple(words for inlines in texts for words in _outermost(inlines, Strong)),
        emphasis=tuple(words for inlines in texts for words in _outermost(inlines, Emphasis)),
        links=tuple((plain(link.children), link.target) for link in links),
    )


def _outermost(inlines: tuple[Inline, ...], mark: type[Strong] | type[Emphasis]) -> Iterator[str]:
    """The words that bear a mark; a mark within the same mark says nothing more."""
    for node in inlines:
        if isinstance(node, mark):
            yield plain(node.children)
        elif not isinstance(node, Run):
            yield from _outermost(node.children, mark)


def _texts(value: object) -> Iterator[str]:
    """Every text within, depth first, in the order of the fields."""
    if isinstance(value, RichText):
        yield plain(value.inlines)
    elif isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in _NOT_PRINTED:
                yield from _texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
