"""Source, translation and records -> how each part of the translation stands.

A state is said of certain words made from certain words: where either is another today, it holds no longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from press.document import Bound, Document, Translated, Translation, Words
from press.records import Record, Standing, State
from press.translation.units import Unit, digest, units


def bind(
    source: Words, written: Translation, records: Mapping[str, Record], was: Mapping[str, str]
) -> tuple[dict[str, Bound], dict[str, Bound]]:
    """The parts in the order of the source, and those that the source no longer has. `was` are the ids that parts had
    before: what was recorded of a part goes with it."""
    wanted, there = units(source), units(written)

    def recorded(name: str | None) -> Record | None:
        while name is not None and name not in records:
            name = was.get(name)
        return records[name] if name is not None else None

    parts = {name: _bound(unit, there.get(name), recorded(name)) for name, unit in wanted.items()}
    orphans = {
        name: Bound(State.DRAFT, stale=True, record=records[name])
        for name in records
        if name in there and name not in wanted
    }
    return parts, orphans


def with_orphans(translated: Translated, document: Document) -> Translated:
    """The same, where parts that nobody confirmed and that an adopted text of the source had are orphans too."""
    once = {name for parts in document.archive.values() for name in parts.get(document.facts.authoritative, {})}
    left = [name for name in units(translated.written) if name in once and name not in translated.parts]
    orphans = {**{name: Bound(State.DRAFT, stale=True) for name in left}, **translated.orphans}
    return replace(translated, orphans=orphans)


def standing_of(parts: Iterable[Bound]) -> Standing:
    """The standing of a language: what holds of every part of it."""
    found = list(parts)
    if not all(part.current for part in found):
        return Standing.DRAFT
    states = {part.state for part in found}
    if states <= {State.CERTIFIED}:
        return Standing.CERTIFIED
    return Standing.COURTESY if states <= {State.CERTIFIED, State.REVIEWED} else Standing.DRAFT


def _bound(source: Unit, written: Unit | None, record: Record | None) -> Bound:
    if written is None or written.kind != source.kind:  # one of another kind is an error, and no translation
        return Bound(State.MISSING, record=record)
    if record is None or record.state == State.MISSING:
        return Bound(State.DRAFT, stale=True, record=record)
    made_from = digest(dict[str, str](record.made_from.items()))
    stale = not made_from == record.source == source.digest  # a hash put in by hand binds nothing
    altered = record.translation != written.digest
    holds = not stale and not altered
    return Bound(State(record.state) if holds else State.DRAFT, stale, record, altered)
