"""A revision that is to be adopted -> what the councils' decisions say against it.

Two councils that adopted different texts stop it, and so does a text that is not the one they adopted: in both cases
nobody could say which words were agreed. A rule that is not met is a warning: whether the councils must have adopted
it, or the alliance's own body may, the statutes tell and not this program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from press.cases import Case, Council, RuleKind
from press.compose.cases.standing_of_case import CaseStanding, Conflict, Voice, differing, stand
from press.compose.place import places
from press.compose.sections import Numbering
from press.document import Document, Hashes, text_hash
from press.problem import Problem
from press.text import Text, problem_at
from press.words import TemplateWords

NAMED = 6
"""Councils, or parts of a text, that are named in one message at the most; the register names all."""
SHOWN = 12
"""Hexadecimal digits of a hash in a message."""


def consent(
    cases: Iterable[Case], councils: Mapping[str, Council], document: Document, revision: str, words: TemplateWords
) -> list[Problem]:
    """What stands against adopting the working text as this revision, of every case that put it to councils."""
    about = [case for case in cases if case.document == document.facts.id and case.proposed == revision]
    where = places(Numbering(words).sections(document.source), words)
    frozen = document.parts[document.facts.authoritative]
    return [
        problem
        for case in about
        for problem in _against(stand(case, councils, document), frozen, _Places(where, words))
    ]


class _Places:
    """Where a part stands, in words."""

    def __init__(self, where: Mapping[str, str], words: TemplateWords) -> None:
        self.where = {"": str(words.redline.place_title), **where}

    def named(self, parts: Sequence[str]) -> str:
        """«maal-2 (punkt 2.2)», some of them where there are many."""
        told = [f"{name} ({self.where[name]})" if name in self.where else name for name in parts[:NAMED]]
        return ", ".join(one.strip() for one in told) + _more(len(parts))


def _against(standing: CaseStanding, frozen: Hashes, places: _Places) -> Iterator[Problem]:
    conflict = standing.conflict
    if conflict is not None:
        yield _conflict(standing, conflict, places)
    else:
        yield from _another(standing, frozen, places)
    if not standing.met:
        yield _unmet(standing)


def _conflict(standing: CaseStanding, conflict: Conflict, places: _Places) -> Problem:
    """That councils adopted different texts; told at the first decision for another text than the first one."""
    told = "; ".join(f"{text[:SHOWN]} by {named(names)}" for text, names in conflict.groups.items())
    second = next(voice for voice in standing.voices if voice.text and voice.text != next(iter(conflict.groups)))
    message = f"Different texts of `{standing.case.proposed}` were adopted: {told}. "
    message += f"They differ in {places.named(conflict.parts)}."
    hint = "Put one text to the councils again. make register shows the words of each."
    return problem_at(_at(second), "C650", message, hint)


def _another(standing: CaseStanding, frozen: Hashes, places: _Places) -> Iterator[Problem]:
    """That the text which the councils adopted is not the one that is to be frozen."""
    for text, voices in standing.adopted.items():
        if text != text_hash(frozen):
            parts = differing([voices[0].parts, frozen])
            who = named([voice.council for voice in voices])
            message = f"The text adopted by {who} is not the one that is to be frozen: "
            message += f"they differ in {places.named(parts)}."
            hint = "Put the words back that were adopted, or put the new ones to the councils."
            yield problem_at(_at(voices[0]), "C651", message, hint)


def _at(voice: Voice) -> Text:
    """Where the decision says what its text is: the first changed block, else its hash."""
    outcome = voice.outcome
    assert outcome is not None, "it has adopted a text"
    return next(iter(outcome.changes), outcome.text)


def _unmet(standing: CaseStanding) -> Problem:
    rule = standing.case.rule
    have = len(standing.wanted) - len(standing.lacking)
    told = {
        RuleKind.ALL: f"all {len(standing.wanted)} councils",
        RuleKind.MAJORITY: f"{standing.needed} of {len(standing.wanted)} councils",
        RuleKind.NAMED: f"the {len(standing.wanted)} councils that are named",
    }[rule.kind]
    lacking = named([f"{voice.council} ({voice.position.value})" for voice in standing.lacking])
    message = f"The case `{standing.case.id}` asks for the adoption by {told}; {have} have adopted this text. "
    message += f"It lacks {lacking}."
    hint = "Another body may adopt it where the statutes say so. Record what was decided: make outcome."
    return problem_at(standing.case.proposed, "W652", message, hint)


def named(names: Sequence[str]) -> str:
    """Names with commas between them, some of them where there are many."""
    return ", ".join(names[:NAMED]) + _more(len(names))


def _more(count: int) -> str:
    return f" and {count - NAMED} more" if count > NAMED else ""
