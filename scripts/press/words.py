"""The templates' own words in one language, as templates/words/<language>.yaml holds them."""

from __future__ import annotations

from pydantic import Field

from press.document import Id, Model
from press.text import Text


class Masthead(Model):
    revision: Text
    status: Text
    adopted: Text
    changed: Text
    in_force: Text
    case: Text
    language: Text
    authoritative: Text
    translation: Text
    contents: Text
    page: Text
    of: Text


class Status(Model):
    adopted: Text
    published: Text
    draft: Text


class Date(Model):
    after: Text
    before: Text
    between: Text
    uncertain: Text
    approximate: Text
    unknown: Text
    undated: Text
    adopted_by: Text


class History(Model):
    title: Text
    lead: Text
    timeline: Text
    timeline_alternative: Text
    timeline_revisions: Text
    timeline_decisions: Text
    timeline_point: Text
    timeline_year: Text
    timeline_span: Text
    timeline_gap: Text
    revisions: Text
    decisions: Text
    number: Text
    date: Text
    what: Text
    source: Text
    body: Text
    case: Text
    body_unknown: Text
    case_unknown: Text
    quote: Text
    text: Text
    confidence: Text
    sources: Text
    no_gaps: Text


class Evidence(Model):
    original: Text
    minutes: Text
    published: Text
    reconstructed: Text
    missing: Text


class Confidence(Model):
    high: Text
    medium: Text
    low: Text


class Colophon(Model):
    title: Text
    document: Text
    publisher: Text
    content: Text
    recorded: Text


class Caption(Model):
    figure: Text
    table: Text


class Note(Model):
    footnotes: Text
    back: Text
    skip: Text


class Index(Model):
    title: Text
    lead: Text
    document: Text
    revision: Text
    language: Text
    status: Text
    format: Text
    size: Text
    checksum: Text
    problems: Text
    none: Text
    outdated: Text
    files: Text
    nothing: Text


class TemplateWords(Model):
    """Every word that a template or a formatted date prints. `{…}` is filled in when the edition is composed."""

    language: Id
    locale: Text = Field(description="The locale that formats dates and numbers, such as nb_NO (Unicode CLDR).")
    name: Text = Field(description="What the language calls itself.")
    languages: dict[Id, Text]
    masthead: Masthead
    status: Status
    date: Date
    history: History
    evidence: Evidence
    confidence: Confidence
    colophon: Colophon
    caption: Caption
    note: Note
    index: Index
    description: Text


PLACEHOLDERS: dict[str, frozenset[str]] = {
    "masthead.authoritative": frozenset({"language"}),
    "masthead.translation": frozenset({"language", "authoritative"}),
    "date.after": frozenset({"date"}),
    "date.before": frozenset({"date"}),
    "date.between": frozenset({"first", "last"}),
    "date.uncertain": frozenset({"date"}),
    "date.approximate": frozenset({"date"}),
    "date.adopted_by": frozenset({"date", "body"}),
    "history.timeline": frozenset({"first", "last"}),
    "history.timeline_alternative": frozenset({"first", "until", "revisions", "decisions", "gaps"}),
    "history.body": frozenset({"body"}),
    "history.quote": frozenset({"quote"}),
    "caption.figure": frozenset({"number"}),
    "caption.table": frozenset({"number"}),
    "description": frozenset({"title", "alliance", "revision", "status", "language"}),
}
"""The texts that are filled in, by their place, and what each must hold between braces."""
