"""The templates' own words for case papers: the paper, its cover note, and the adoption register.

A part of `press.words`, which holds all of them.
"""

from __future__ import annotations

from press.facts import Model
from press.text import Text


class Attachment(Model):
    """What an attachment is called, in its language."""

    label: Text
    short: Text
    table: Text
    adopted: Text
    published: Text
    draft: Text
    certified: Text
    courtesy: Text
    draft_translation: Text
    example: Text
    paper: Text
    sent: Text


class Restricted(Model):
    """What is said of words that are exempt from public disclosure, and in their place."""

    page: Text
    provision: Text
    passage: Text
    withheld: Text
    withheld_point: Text
    public: Text
    public_note: Text


class Paper(Model):
    """The saksframlegg."""

    title: Text
    status: Text
    description: Text
    example_mark: Text
    example: Text
    example_note: Text
    kommune: Text
    fylkeskommune: Text
    council_kommune: Text
    council_fylkeskommune: Text
    case: Text
    not_assigned: Text
    not_set: Text
    officer: Text
    not_told: Text
    sender: Text
    sent: Text
    deadline: Text
    document: Text
    hash: Text
    edition: Text
    sittings: Text
    body: Text
    date: Text
    number: Text
    proposed_decision: Text
    asked_kommune: Text
    asked_fylkeskommune: Text
    background: Text
    assessment: Text
    consequences: Text
    economic: Text
    legal: Text
    environment: Text
    attachments: Text
    no_attachments: Text
    restricted: Restricted


class Cover(Model):
    """The note that goes with the papers, in plain words."""

    title: Text
    heading: Text
    description: Text
    what: Text
    what_text: Text
    about: Text
    asked_kommune: Text
    asked_fylkeskommune: Text
    deadline: Text
    files: Text
    file: Text
    use: Text
    paper: Text
    paper_public: Text
    record: Text
    sums: Text
    formats: Text
    check: Text
    check_all: Text
    check_windows: Text
    check_text: Text
    answer: Text
    answer_text: Text
    answer_contact: Text


class Register(Model):
    """The adoption register of a case: which council has adopted which text."""

    title: Text
    status: Text
    description: Text
    case: Text
    document: Text
    text_hash: Text
    rule: Text
    rule_all: Text
    rule_majority: Text
    rule_named: Text
    answers: Text
    answered: Text
    met: Text
    met_on: Text
    not_met: Text
    lacking: Text
    sent: Text
    deadline: Text
    last: Text
    summary_met: Text
    summary_not_met: Text
    summary_conflict: Text
    parties: Text
    adopted: Text
    other: Text
    rejected: Text
    postponed: Text
    waiting: Text
    succeeded: Text
    with_changes: Text
    answered_by: Text
    overview: Text
    alternative: Text
    group: Text
    group_named: Text
    none: Text
    decisions: Text
    lead: Text
    number: Text
    council: Text
    body: Text
    date: Text
    case_number: Text
    result: Text
    vote: Text
    text: Text
    planned: Text
    now: Text
    part_of: Text
    again: Text
    conflicts: Text
    conflicts_lead: Text
    wordings: Text
    part: Text
    adopted_by: Text
    wording: Text
    absent: Text
    lost: Text
    moved: Text
    texts: Text
    texts_table: Text
    digest: Text
    what: Text
    proposed_text: Text
    tabled_text: Text
    changed_text: Text
    nobody: Text
    more: Text
