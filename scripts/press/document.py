"""What the YAML says, typed and frozen; every text knows its place.

Nothing here is worked out: sections are not yet numbered. The JSON Schemas that editors use are generated from these
types, so a field's description is what an editor of the content reads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from press.facts import Facts, Id, Model
from press.records import Record, Standing, State
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


class TranslatedSection(Model):
    """A section in another language. What it lacks is not translated yet."""

    id: Id
    title: RichText | None = None
    blocks: tuple[Block, ...] = ()


class TranslatedHistory(HistoryWords):
    revisions: dict[Id, RevisionWords] = Field(default_factory=dict)


class Translation(Model):
    """The words of a document in a language that is not the authoritative one, as far as they are translated."""

    language: Id
    title: Text
    alliance: Text
    sections: tuple[TranslatedSection, ...] = ()
    history: TranslatedHistory = Field(default_factory=TranslatedHistory)

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


def text_hash(parts: Hashes) -> str:
    """One SHA-256 for a whole text: its parts, their ids and their order."""
    return canonical_hash(list(parts.items()))


def canonical_hash(said: object) -> str:
    """SHA-256 of a value of texts, lists and mappings, whatever its layout."""
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True)
class Bound:
    """How a part of a translation stands: what has been done to it, and whether it is of the words that count today.

    `state` is what holds now: what was said of other words, here or in the source, holds no longer. `stale` is true
    where the source is another than it was made from, also where nobody has said which one that was; `altered` where
    the record speaks of other words than these.
    """

    state: State
    stale: bool = False
    record: Record | None = None
    altered: bool = False

    @property
    def alike(self) -> bool:
        """Whether it is to say the same as the source as it is."""
        return self.state is not State.MISSING and not self.stale

    @property
    def current(self) -> bool:
        """Whether somebody has said of these words that they are made from the source as it is."""
        return self.alike and not self.altered

    @property
    def void(self) -> bool:
        """Whether something was said of it that no longer holds."""
        said = self.record.state if self.record else ""
        return said in (State.REVIEWED, State.CERTIFIED) and said != self.state


@dataclass(frozen=True)
class Translated:
    """A language that is not the authoritative one: what is written, and how each part stands, in the source's order.

    `orphans` are parts that the source no longer has. `untranslated` are those that are printed in the source's words.
    """

    written: Translation
    parts: Mapping[str, Bound]
    orphans: Mapping[str, Bound]
    untranslated: frozenset[str]
    standing: Standing

    @property
    def said(self) -> Mapping[str, object]:
        """What is printed of each part besides its words."""
        return {
            name: (part.state, part.stale, part.record and (part.record.by, part.record.day))
            for name, part in self.parts.items()
        }


@dataclass(frozen=True)
class Document:
    """One document as it was read: its facts, its words by language, and the folder it stands in.

    The words of a translation are whole: what is not translated stands there in the source's words, as `translations`
    tells.

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
    translations: Mapping[str, Translated] = field(default_factory=dict)

    @property
    def source(self) -> Words:
        """The words that count."""
        return self.words[self.facts.authoritative]

    @property
    def drafted(self) -> bool:
        """Whether the words that count are others than those last adopted."""
        return self.differs(self.facts.authoritative)

    def unserved(self, language: str) -> bool:
        """Whether the archive has no files of these words: they are a draft, or a translation made or mended later."""
        frozen = self.facts.adopted
        kept = self.earlier.get(frozen.id) if frozen else None
        then = kept.translations.get(language) if kept else None
        now = self.translations.get(language)
        return self.drafted or self.differs(language) or (now is not None and (then is None or then.said != now.said))

    def standing(self, language: str) -> Standing:
        """How a language's words stand towards those that count."""
        translated = self.translations.get(language)
        return translated.standing if translated else Standing.AUTHORITATIVE

    def differs(self, language: str) -> bool:
        """Whether the words beside document.yaml are others than those last adopted in this language."""
        adopted = self.facts.adopted
        frozen = self.archive.get(adopted.id, {}).get(language) if adopted else None
        return frozen is None or list(frozen.items()) != list(self.parts[language].items())
