"""The templates' own words: does each text hold what will be filled in, and can its dates be formatted?"""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel

from press.problem import Problem
from press.text import Text, problem_at
from press.words import TemplateWords

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "masthead.authoritative": frozenset({"language"}),
    "masthead.draft_of": frozenset({"name"}),
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
    "history.corrects": frozenset({"name"}),
    "history.quote": frozenset({"quote"}),
    "caption.figure": frozenset({"number"}),
    "caption.table": frozenset({"number"}),
    "redline.title": frozenset({"title"}),
    "redline.from_place": frozenset({"what", "place"}),
    "redline.about": frozenset({"before", "after"}),
    "redline.place_old": frozenset({"place"}),
    "redline.table": frozenset({"title"}),
    "redline.table_adopted": frozenset({"title"}),
    "redline.summary": frozenset({"changes", "blocks"}),
    "redline.change_many": frozenset({"count"}),
    "redline.block_many": frozenset({"count"}),
    "redline.moved_to": frozenset({"place"}),
    "redline.moved_from": frozenset({"place"}),
    "redline.moved_from_changed": frozenset({"place"}),
    "redline.place_section": frozenset({"number"}),
    "redline.place_block": frozenset({"section", "number"}),
    "redline.author_unknown": frozenset({"publisher"}),
    "redline.author_draft": frozenset({"publisher"}),
    "clauses.changed": frozenset({"revision"}),
    "clauses.inserted": frozenset({"revision"}),
    "clauses.moved": frozenset({"revision"}),
    "clauses.deleted": frozenset({"revision"}),
    "clauses.was": frozenset({"name", "revision"}),
    "as_of.date": frozenset({"date"}),
    "standing.by": frozenset({"names", "date"}),
    "standing.source": frozenset({"language", "revision"}),
    "standing.unfinished": frozenset({"stale", "missing", "all"}),
    "standing.stale": frozenset({"language"}),
    "standing.stale_source": frozenset({"language"}),
    "standing.unconfirmed": frozenset({"language"}),
    "standing.missing": frozenset({"language"}),
    "parcel.title": frozenset({"title", "language"}),
    "parcel.lead": frozenset({"source", "language"}),
    "attachment.label": frozenset({"number", "title"}),
    "attachment.short": frozenset({"number"}),
    "attachment.table": frozenset({"title"}),
    "attachment.sent": frozenset({"number", "date", "sender"}),
    "paper.description": frozenset({"title", "council", "document", "revision", "status", "language"}),
    "paper.example": frozenset({"title"}),
    "paper.kommune": frozenset({"name", "number"}),
    "paper.fylkeskommune": frozenset({"name", "number"}),
    "paper.restricted.provision": frozenset({"provision"}),
    "paper.restricted.passage": frozenset({"provision"}),
    "paper.restricted.withheld": frozenset({"provision"}),
    "paper.restricted.withheld_point": frozenset({"provision"}),
    "cover.heading": frozenset({"title"}),
    "cover.description": frozenset({"title", "council", "document", "revision", "language"}),
    "cover.what_text": frozenset({"title", "sender", "council", "date"}),
    "cover.about": frozenset({"text"}),
    "cover.deadline": frozenset({"date"}),
    "cover.answer_text": frozenset({"sender"}),
    "cover.answer_contact": frozenset({"contact"}),
    "adoptions.description": frozenset({"document", "language", "revision", "title"}),
    "adoptions.rule_named": frozenset({"names"}),
    "adoptions.answered": frozenset({"all", "answered"}),
    "adoptions.met_on": frozenset({"date"}),
    "adoptions.not_met": frozenset({"have", "needed"}),
    "adoptions.summary_met": frozenset({"answered"}),
    "adoptions.summary_not_met": frozenset({"answered"}),
    "adoptions.summary_conflict": frozenset({"answered"}),
    "adoptions.answered_by": frozenset({"name"}),
    "adoptions.alternative": frozenset({"all", "groups"}),
    "adoptions.group": frozenset({"count", "label"}),
    "adoptions.group_named": frozenset({"count", "label", "names"}),
    "adoptions.planned": frozenset({"date"}),
    "adoptions.now": frozenset({"name"}),
    "adoptions.part_of": frozenset({"date", "name"}),
    "adoptions.again": frozenset({"result"}),
    "adoptions.lost": frozenset({"digest"}),
    "adoptions.proposed_text": frozenset({"revision"}),
    "adoptions.tabled_text": frozenset({"revision"}),
    "adoptions.changed_text": frozenset({"letter", "places"}),
    "adoptions.more": frozenset({"count"}),
    "description": frozenset({"title", "alliance", "revision", "status", "language"}),
}
"""The texts that are filled in, by their place, and what each must hold between braces."""


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
