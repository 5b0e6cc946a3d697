"""What the YAML says, typed and frozen; every text knows its place.

Nothing here is worked out: dates are not yet words, sections not yet numbered. The JSON Schemas that editors use are
generated from these types, so a field's description is what an editor of the content reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from press.edtf import Edtf
from press.fault import Fault
from press.text import RichText, Text

_ID = r"[a-z0-9]+(-[a-z0-9]+)*"


def _stable(value: Text) -> Text:
    if len(value) > 40 or not re.fullmatch(_ID, value):
        hint = "Use the letters a–z, digits and single hyphens, at most 40 signs, such as maal-2."
        raise Fault("C305", 0, 0, f"The id `{value}` has signs that an id may not have, or too many.", hint)
    return value


Id = Annotated[
    Text, AfterValidator(_stable), WithJsonSchema({"type": "string", "pattern": f"^{_ID}$", "maxLength": 40})
]
"""A stable name: lower-case letters a–z, digits and single hyphens; the same in all languages and for ever."""


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(StrEnum):
    """What the words of a revision rest on."""

    ORIGINAL = "original"
    MINUTES = "minutes"
    PUBLISHED = "published"
    RECONSTRUCTED = "reconstructed"
    MISSING = "missing"


class Confidence(StrEnum):
    """How sure a dated fact is: stated in the source, partly inferred, inferred."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


# document.yaml


class Source(Model):
    """A public source that the history rests on."""

    id: Id
    publisher: Text | None = Field(None, description="Who published it, where known.")
    address: Text = Field(description="Where it is found, without the scheme: example.org/page/")


class Citation(Model):
    """What a source states about one fact."""

    id: Id = Field(description="The id of one of the document's sources.")
    quote: Text | None = Field(None, description="The source's own words, unaltered.")


class Revision(Model):
    """One revision of the document's own text."""

    id: Id
    adopted: Edtf = Field(description="When it was adopted, as EDTF; XXXX where no source says.")
    in_force: Edtf | None = Field(None, description="When it came into force, as EDTF.")
    recorded: Edtf = Field(description="The day on which it was entered here, as EDTF.")
    body: Id | None = Field(None, description="The id of the body that adopted it.")
    case: Text | None = Field(None, description="The body's own case number.")
    evidence: Evidence = Field(description="What the words of this revision rest on; missing: not preserved.")
    confidence: Confidence = Field(description="How sure the date and the body are.")
    sources: tuple[Citation, ...] = Field(min_length=1)


class Decision(Model):
    """Another decision that bears on the document without changing its text."""

    id: Id
    date: Edtf = Field(description="When it was taken, as EDTF; XXXX where no source says.")
    body: Id | None = Field(None, description="The id of the body that took it.")
    case: Text | None = Field(None, description="The body's own case number.")
    confidence: Confidence
    sources: tuple[Citation, ...] = Field(min_length=1)


class Facts(Model):
    """The facts about a document: everything but its words."""

    id: Id
    template: Id = Field(description="The template that prints it: templates/<template>.html.j2")
    publisher: Text
    authoritative: Id = Field(description="The language whose words count.")
    languages: tuple[Id, ...] = Field(min_length=1, description="Each has a file <language>.yaml here.")
    current: Id = Field(description="The revision whose words stand in the language files.")
    history_until: Edtf = Field(description="The last day up to which the history was looked into, as EDTF.")
    sources: tuple[Source, ...] = ()
    revisions: tuple[Revision, ...] = Field(min_length=1)
    decisions: tuple[Decision, ...] = ()

    @property
    def rows(self) -> tuple[Revision | Decision, ...]:
        """Every row of the history: the revisions, then the related decisions."""
        return (*self.revisions, *self.decisions)


# <language>.yaml


class Adoption(Model):
    """The sentence that says who adopted the document, and when."""

    id: Id
    kind: Literal["adoption"]
    text: RichText


class Paragraph(Model):
    id: Id
    kind: Literal["paragraph"]
    text: RichText


class Goal(Model):
    """What the document is for, in one statement."""

    id: Id
    kind: Literal["goal"]
    text: RichText


class Quote(Model):
    id: Id
    kind: Literal["quote"]
    text: RichText


class Note(Model):
    """A remark set apart from the adopted text around it."""

    id: Id
    kind: Literal["note"]
    text: RichText


class Strategy(Model):
    """A strategy: what it is called, and what it states."""

    id: Id
    kind: Literal["strategy"]
    title: RichText
    text: RichText


class Item(Model):
    text: RichText
    items: tuple[Item, ...] = ()


class List(Model):
    id: Id
    kind: Literal["list"]
    order: Literal["bullets", "numbers"]
    items: tuple[Item, ...] = Field(min_length=1)


class Table(Model):
    id: Id
    kind: Literal["table"]
    title: RichText
    head: tuple[RichText, ...] = Field(min_length=2)
    rows: tuple[tuple[RichText, ...], ...] = Field(min_length=1)


class Figure(Model):
    id: Id
    kind: Literal["figure"]
    picture: Text = Field(description="A file beside this one: .svg, .png or .jpg")
    alternative: Text = Field(description="What the picture shows, for those who do not see it.")
    title: RichText


Block = Annotated[
    Adoption | Paragraph | Goal | Quote | Note | Strategy | List | Table | Figure, Field(discriminator="kind")
]


class Section(Model):
    """A part of the document. Only the opening part may lack a title."""

    id: Id
    title: RichText | None = None
    blocks: tuple[Block, ...] = Field(min_length=1)


class RevisionWords(Model):
    name: Text = Field(description="What the revision is called in running headers and tables.")
    what: Text = Field(description="What was adopted or changed, as the source states it.")
    note: Text | None = None


class DecisionWords(Model):
    what: Text


class HistoryWords(Model):
    """What the revisions, decisions, bodies and sources of document.yaml are called, by id."""

    revisions: dict[Id, RevisionWords]
    decisions: dict[Id, DecisionWords] = Field(default_factory=dict)
    bodies: dict[Id, Text] = Field(default_factory=dict)
    sources: dict[Id, Text] = Field(default_factory=dict)


class Words(Model):
    """The words of a document in one language."""

    language: Id
    title: Text
    alliance: Text
    sections: tuple[Section, ...] = Field(min_length=1)
    history: HistoryWords

    def blocks(self) -> Iterator[Block]:
        for section in self.sections:
            yield from section.blocks


@dataclass(frozen=True)
class Document:
    """One document as it was read: its facts, its words by language, and the folder it stands in."""

    folder: Path
    facts: Facts
    words: dict[str, Words]
