"""What the YAML says, typed and frozen; every text knows its place.

Nothing here is worked out: sections are not yet numbered. The JSON Schemas that editors use are generated from these
types, so a field's description is what an editor of the content reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from press.facts import Facts, Id, Model
from press.text import RichText, Text

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
    reasons: dict[Id, Text] = Field(default_factory=dict, description="Why a block is changed, by the block's id.")


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


def rich(value: object) -> Iterator[RichText]:
    """Every text with marks within a part of the words, in the order of the fields."""
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from rich(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from rich(item)


Hashes = Mapping[str, str]
"""The parts of a text in their order: the id of each section and block, and the SHA-256 of what it says.

The empty id is the document's own title."""


@dataclass(frozen=True)
class Document:
    """One document as it was read: its facts, its words by language, and the folder it stands in.

    `parts` are those of its own words, by language; `archive` those of each frozen revision, by its id and by language.
    `earlier` holds the frozen revisions whose words are needed too, by id; `pictures` the SHA-256 of each picture.
    """

    folder: Path
    facts: Facts
    words: dict[str, Words]
    parts: Mapping[str, Hashes] = field(default_factory=dict)
    archive: Mapping[str, Mapping[str, Hashes]] = field(default_factory=dict)
    earlier: Mapping[str, Document] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)

    def differs(self, language: str) -> bool:
        """Whether the words beside document.yaml are others than those last adopted in this language."""
        adopted = self.facts.adopted
        frozen = self.archive.get(adopted.id, {}).get(language) if adopted else None
        return frozen is None or list(frozen.items()) != list(self.parts[language].items())
