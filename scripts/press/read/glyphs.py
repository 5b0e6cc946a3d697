"""Is there a glyph for every character that is to be printed? Asked before anything is drawn, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from unicodedata import name

from pydantic import BaseModel

from press.fonts import missing_glyphs
from press.problem import Problem
from press.text import Text, problem_at


def without_glyphs(value: object) -> Iterator[Problem]:
    """A problem for each character within a document or the templates' words that the fonts cannot show."""
    if isinstance(value, Text):
        for character in missing_glyphs(value):
            called = f"U+{ord(character):04X} ({name(character, 'without a name').lower()})"
            message = f"The fonts have no glyph for «{character}», {called}."
            hint = "Write it otherwise; the fonts know Latin letters, also the Sámi ones, Greek and Cyrillic."
            yield problem_at(value, "C351", message, hint, value.index(character), 1)
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from without_glyphs(getattr(value, field))
    elif isinstance(value, Mapping):
        for item in (*value.keys(), *value.values()):
            yield from without_glyphs(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from without_glyphs(item)
