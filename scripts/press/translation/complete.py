"""A translation as far as it goes -> whole words, in the source's shape.

What is not translated, or outdated where the document says so, stands there in the source's words; the language's
record says which parts those are. The document's own title stays, as it names every page: it only gets a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from press.document import HistoryWords, Section, Translated, Translation, Words
from press.facts import Facts, Outdated
from press.records import Record, State
from press.text import RichText
from press.translation.binding import bind, standing_of
from press.translation.units import TITLE

T = TypeVar("T")


def complete(
    source: Words, written: Translation, records: Mapping[str, Record], facts: Facts
) -> tuple[Words, Translated]:
    """The words of a language with nothing left out, and how each part stands."""
    steps = (*facts.revisions, *([facts.draft] if facts.draft else []))
    was = {str(new): str(old) for step in steps for new, old in step.was.items()}
    parts, orphans = bind(source, written, records, was)
    apart = facts.outdated_translations is Outdated.SOURCE
    untranslated = frozenset(
        name
        for name, part in parts.items()
        if part.state is State.MISSING or (apart and not part.current and name != TITLE)
    )
    titles: dict[str, RichText] = {one.id: one.title for one in written.sections if one.title is not None}
    blocks = {block.id: block for block in written.blocks()}

    def section(one: Section) -> Section:
        whole = tuple(block if block.id in untranslated else blocks[block.id] for block in one.blocks)
        title = {} if one.title is None or one.id in untranslated else {"title": titles[one.id]}
        return one.model_copy(update={"blocks": whole, **title})

    def named(field: str) -> dict[str, T]:
        told: Mapping[str, T] = getattr(source.history, field)
        known: Mapping[str, T] = getattr(written.history, field)
        return {
            name: value if f"history/{field}/{name}" in untranslated else known[name] for name, value in told.items()
        }

    words = Words(
        language=written.language,
        title=written.title,
        alliance=written.alliance,
        sections=tuple(section(one) for one in source.sections),
        history=source.history.model_copy(update={field: named(field) for field in HistoryWords.model_fields}),
    )
    return words, Translated(written, parts, orphans, untranslated, standing_of(parts.values()))
