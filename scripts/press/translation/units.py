"""Words -> the parts that are translated, each with its texts and a hash of what it says.

A unit is a section's title, a block, or what the history calls one revision, decision, body or source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from press import markup
from press.document import HistoryWords, Translation, Words, canonical_hash
from press.text import RichText, Text

TITLE = "document/title"
"""The unit of the document's own title and the alliance's name."""

_NOT_TRANSLATED = frozenset({"id", "kind", "order", "picture", "language"})


@dataclass(frozen=True)
class Unit:
    """One part: its texts by their place in it (`text`, `items/0/text`), and what must be alike in every language.

    `at` is the text that names it in its file.
    """

    id: str
    kind: str
    at: Text
    segments: Mapping[str, Text]
    order: str = ""
    """How a list is ordered, or which picture a figure shows."""

    @property
    def digest(self) -> str:
        """SHA-256 of its words, whatever their layout in YAML."""
        return digest({path: canonical(text) for path, text in self.segments.items()})


def canonical(text: Text) -> str:
    """The one way to write what a text says."""
    return markup.write(text.inlines) if isinstance(text, RichText) else text.strip()


def digest(segments: Mapping[str, str]) -> str:
    """SHA-256 of a part's texts, in canonical form, by their place in it; in which order they come does not matter."""
    return canonical_hash({str(path): str(text) for path, text in segments.items()})


def units(words: Words | Translation) -> dict[str, Unit]:
    """The units in the order in which they stand."""
    found: dict[str, Unit] = {}
    for unit in _units(words):
        found.setdefault(unit.id, unit)
    return found


def _units(words: Words | Translation) -> Iterator[Unit]:
    yield Unit(TITLE, "title", words.title, {"title": words.title, "alliance": words.alliance})
    for section in words.sections:
        if section.title is not None:
            yield Unit(section.id, "section", section.id, {"title": section.title})
        for block in section.blocks:
            order = str(getattr(block, "order", getattr(block, "picture", "")))
            yield Unit(block.id, block.kind, block.id, dict(_texts(block)), order)
    yield from _history(words.history)


def _history(history: HistoryWords) -> Iterator[Unit]:
    for field in HistoryWords.model_fields:
        for name, value in getattr(history, field).items():
            segments = {"name": value} if isinstance(value, Text) else dict(_texts(value))
            yield Unit(f"history/{field}/{name}", field, name, segments)


def _texts(value: object, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text within that is translated, with its place, in the order of the fields."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in _NOT_TRANSLATED:
                yield from _texts(getattr(value, name), f"{path}/{name}".lstrip("/"))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _texts(item, f"{path}/{name}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts(item, f"{path}/{number}")
