"""A small content type for tests of the reader: what a file of texts, dates and blocks looks like."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from press.edtf import Edtf
from press.text import RichText, Text


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Paragraph(Model):
    """A paragraph."""

    kind: Literal["paragraph"]
    id: Text
    text: RichText


class Quote(Model):
    kind: Literal["quote"]
    id: Text
    text: RichText
    source: Text | None = None
    quote: Text | None = Field(None, description="A key named as the kind.")


class Specimen(Model):
    title: Text = Field(description="What it is called.")
    language: Literal["nb", "nn", "en", "no"] = "nb"
    version: Text | None = None
    number: Text | None = None
    adopted: Edtf | None = None
    aliases: tuple[Text, ...] = ()
    blocks: tuple[Annotated[Paragraph | Quote, Field(discriminator="kind")], ...] = ()
    words: dict[Text, Text] = Field(default_factory=dict)
