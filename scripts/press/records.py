"""What the tool records of translations, as translations.yaml says it; and the terms of a glossary.

A record binds a translated block to the exact words that it was made from. It is written by `make confirm` and
`make parcel-in` alone, and read by the same rules as what people write.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from press.edtf import Edtf
from press.facts import Id, Model, Sha256
from press.fault import Fault
from press.text import Text

_UNIT = r"([a-z0-9]+(-[a-z0-9]+)*/){0,2}[a-z0-9]+(-[a-z0-9]+)*"


def _unit(value: Text) -> Text:
    if not re.fullmatch(_UNIT, value):
        hint = "The tool writes these: the id of a section or block, document/title, or history/<kind>/<id>."
        raise Fault("C411", 0, 0, f"`{value}` is no name of a part of the text.", hint)
    return value


UnitId = Annotated[Text, AfterValidator(_unit), WithJsonSchema({"type": "string", "pattern": f"^{_UNIT}$"})]
"""What a translated part is called: the id of a section or block, `document/title`, or `history/<kind>/<id>`."""


class State(StrEnum):
    """What has been done to a translated block."""

    MISSING = "missing"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    CERTIFIED = "certified"


class Standing(StrEnum):
    """How the words of a language stand towards those that count."""

    AUTHORITATIVE = "authoritative"
    CERTIFIED = "certified"
    COURTESY = "courtesy"
    DRAFT = "draft"


class Record(Model):
    """Which source text a translated block was made from, and what somebody named has said of it."""

    source: Sha256 = Field(description="SHA-256 of the source words that it was made from.")
    translation: Sha256 = Field(description="SHA-256 of the translated words that this is said of.")
    revision: Id = Field(description="The revision whose words the source was; utkast for a draft.")
    state: State
    by: Text | None = Field(None, description="Who confirmed it.")
    day: Edtf | None = Field(None, description="The day on which it was confirmed.")
    comments: tuple[Text, ...] = Field((), description="What translators said of it.")
    made_from: dict[Text, Text] = Field(description="The source words themselves, by their place in the block.")

    @model_validator(mode="after")
    def _named(self) -> Self:
        """Only somebody named, on a day, says that words are right."""
        if self.state in (State.REVIEWED, State.CERTIFIED) and not (self.by and self.day):
            message = f"It is said to be {self.state}, but not by whom and on which day."
            raise Fault("C412", 0, 0, message, "Confirm it with make confirm, which writes both.")
        return self


class Records(Model):
    """translations.yaml: the records of each language, by block."""

    languages: dict[Id, dict[UnitId, Record]] = Field(default_factory=dict)


class Term(Model):
    """A term of the source, and how it is translated."""

    term: Text = Field(description="The term as the source has it.")
    forms: tuple[Text, ...] = Field((), description="Its other forms in the source.")
    translations: tuple[Text, ...] = Field(min_length=1, description="Every accepted form, the preferred one first.")
    origin: Literal["alliance", "ours"] = Field(description="Whose word it is: the alliance's own, or chosen here.")
    note: Text | None = None


class Glossary(Model):
    """The terms of one language, for all documents."""

    language: Id
    source: Id = Field(description="The language that it is translated from.")
    terms: tuple[Term, ...] = ()
