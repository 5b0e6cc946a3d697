"""The templates' own words about languages: how one stands towards another, and how it says numbers.

A part of `press.words`, which holds all of them.
"""

from __future__ import annotations

from pydantic import Field

from press.facts import Model
from press.text import Text


class Standing(Model):
    """How the words of a language stand towards those that count, and what is printed of a part that lags behind."""

    title: Text
    authoritative: Text
    certified: Text
    courtesy: Text
    draft: Text
    draft_mark: Text
    by: Text
    made_from: Text
    source: Text
    text_hash: Text
    source_hash: Text
    translation_hash: Text
    waiting: Text
    unfinished: Text
    stale: Text
    stale_source: Text
    unconfirmed: Text
    missing: Text
    short_hash: Text


class Speech(Model):
    """How the language says numbers, so that they can be compared by value, and the words that give it away."""

    thousand: tuple[Text, ...]
    million: tuple[Text, ...]
    milliard: tuple[Text, ...]
    percent: tuple[Text, ...]
    numerals: tuple[Text, ...] = Field(description="From 0 upwards; forms of the same number parted by /")
    months: tuple[Text, ...] = Field((), description="From January on, forms that CLDR lacks; parted by /")
    typical: tuple[Text, ...] = Field(description="Small words that show that a sentence is in this language.")


class Translations(Model):
    """The page that was built, on the translations."""

    title: Text
    language: Text
    standing: Text
    complete: Text
    stale: Text
    missing: Text
    orphaned: Text
    draft: Text
    reviewed: Text
    certified: Text
    lagging: Text
    change: Text
    present: Text
    unbound: Text
    altered: Text
    commented: Text
    void: Text


class Parcel(Model):
    """What is said to a translator in the files that are sent, in the translator's language."""

    title: Text
    lead: Text
    files: Text
    rules: tuple[Text, ...]
    back: Text
    id: Text
    source: Text
    target: Text
    status: Text
    comment: Text
    change: Text
    glossary: Text
    term: Text
    note: Text
    page: Text
    missing: Text
    stale: Text
    draft: Text
    reviewed: Text
    certified: Text
