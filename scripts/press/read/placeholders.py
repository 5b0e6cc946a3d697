"""The templates' own words: does each text hold what will be filled in, and can its dates be formatted?"""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel

from press.problem import Problem
from press.text import Text, problem_at
from press.words import PLACEHOLDERS, TemplateWords


def check_words(words: TemplateWords) -> Iterator[Problem]:
    """Every text whose braces are not those that are filled in, and an unknown locale."""
    try:
        Locale.parse(words.locale)
    except (UnknownLocaleError, ValueError):
        yield problem_at(words.locale, "T111", f"The locale `{words.locale}` is not known.", "Write one such as nb_NO.")
    if words.language not in words.languages:
        message = f"The language `{words.language}` is not among the languages that are named here."
        yield problem_at(words.language, "T114", message, f"Add a line `{words.language}: …` under languages.")
    for path, text in _texts(words, ""):
        wanted = PLACEHOLDERS.get(path, frozenset())
        try:
            parts = [(name, form, how) for _, name, form, how in Formatter().parse(text) if name is not None]
            found = {"?" if form or how else name for name, form, how in parts}
        except ValueError:
            found = {"?"}
        if found != wanted:
            names = ", ".join(f"{{{name}}}" for name in sorted(wanted))
            hint = f"It is filled in at: {names}. Write each once, unchanged." if wanted else "Write it without braces."
            yield problem_at(text, "T112", f"The braces in `{path}` are not those that are filled in.", hint)


def _texts(value: object, path: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), f"{path}.{name}" if path else name)
