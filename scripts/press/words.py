"""The templates' own words in one language, as templates/words/<language>.yaml holds them."""

from __future__ import annotations

from pydantic import Field

from press.casewords import Attachment, Cover, Paper, Register
from press.facts import Id, Model
from press.languages import Parcel, Speech, Standing, Translations
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
    draft_of: Text
    draft: Text
    based_on: Text
    nothing_adopted: Text
    legal_basis: Text
    corrects: Text
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
    corrects: Text


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


class Redline(Model):
    title: Text
    key: Text
    before: Text
    after: Text
    summary: Text
    change_one: Text
    change_many: Text
    block_one: Text
    block_many: Text
    none: Text
    changes: Text
    changed: Text
    inserted: Text
    deleted: Text
    moved: Text
    moved_changed: Text
    renumbered: Text
    moved_to: Text
    moved_from: Text
    moved_from_changed: Text
    place_title: Text
    place_opening: Text
    place_section: Text
    place_block: Text
    place_old: Text
    table: Text
    table_adopted: Text
    table_key: Text
    from_place: Text
    status: Text
    about: Text
    place: Text
    current: Text
    proposed: Text
    earlier: Text
    later: Text
    reason: Text
    no_reason: Text
    new: Text
    gone: Text
    author_unknown: Text
    author_draft: Text


class Kinds(Model):
    substantive: Text
    editorial: Text
    correction: Text
    renumbering: Text


class Clauses(Model):
    title: Text
    lead: Text
    clause: Text
    change: Text
    changed: Text
    inserted: Text
    moved: Text
    deleted: Text
    was: Text
    proposed: Text


class AsOf(Model):
    date: Text
    text: Text
    weakest: Text
    stored: Text


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
    superseded: Text
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
    redline: Redline
    kinds: Kinds
    clauses: Clauses
    as_of: AsOf
    standing: Standing
    translations: Translations
    parcel: Parcel
    speech: Speech
    index: Index
    paper: Paper
    cover: Cover
    attachment: Attachment
    adoptions: Register
    description: Text
    guarded: tuple[Text, ...] = Field(
        description="Words that an editorial change may not touch: modal verbs, negations, limits, numbers in words."
    )
