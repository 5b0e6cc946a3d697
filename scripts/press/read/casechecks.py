"""What must hold in a case beyond its shape: a list of small rules, each giving what it finds.

A rule says of each problem which councils it stops; one that stops none is one of the case as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from press.cases import Case, Council
from press.document import Document
from press.edtf import Edtf, Precision
from press.problem import meant
from press.read.casewordchecks import exempt, provisions, repeated, titles
from press.read.found import Found, reserved
from press.read.personal import personal_data_for_all, personal_data_of
from press.text import Text, problem_at

LONGEST_NAME = 80
"""Characters that the name of a file may have, with its ending (case systems cut longer ones)."""


@dataclass(frozen=True)
class Asked:
    """A case, and what it is held against.

    `named` are the councils that it names, also those whose entry cannot be read; `councils` are those of councils.yaml
    that can be read, `broken` all whose entry there is wrong. `document` is the one that the case is about, where it
    could be read; `unread` tells that it is there and could not. `documents` are all that could.
    """

    file: str
    case: Case
    named: Mapping[str, Text]
    councils: Mapping[str, Council]
    broken: frozenset[str]
    document: Document | None
    documents: tuple[str, ...]
    unread: bool = False

    def council(self, name: str) -> Council | None:
        """The council of this id, where its entry is right."""
        return None if name in self.broken else self.councils.get(name)


Rule = Callable[[Asked], Iterator[Found]]


def check_case(asked: Asked) -> Iterator[Found]:
    """Everything that any rule finds."""
    for rule in RULES:
        yield from rule(asked)


def names(asked: Asked) -> Iterator[Found]:
    """The file bears the id of the case; that is no name of Windows, and makes no file name too long."""
    case = asked.case
    if case.id != asked.file:
        message = f"The case `{case.id}` stands in a file that is called {asked.file}.yaml."
        yield Found(problem_at(case.id, "C605", message, "Give the file and the id the same name."))
    if told := reserved(case.id):
        yield told
    for name, key in asked.named.items():
        longest = f"{case.id}-{name}-offentlig.zip"
        if len(longest) > LONGEST_NAME:
            message = f"The file name {longest} has {len(longest)} characters; at most {LONGEST_NAME} are taken."
            yield Found(problem_at(key, "C628", message, "Choose a shorter id."), frozenset({name}))


def councils(asked: Asked) -> Iterator[Found]:
    """Each council is known, and was not a part of another when the case was sent."""
    sent = asked.case.sent
    for name in asked.case.councils:
        stops = frozenset({str(name)})
        if name not in asked.councils and name not in asked.broken:
            hint = meant(name, asked.councils) if len(asked.councils) <= 5 else _near(name, asked.councils)
            yield Found(problem_at(name, "C608", f"There is no council `{name}` in councils.yaml.", hint), stops)
        council = asked.council(name)
        if council and council.merged and council.merged_into and _by(council.merged, sent):
            message = (
                f"`{name}` has been a part of `{council.merged_into}` since {council.merged}, before this was sent."
            )
            hint = f"Send it to {council.merged_into}: take this one away."
            yield Found(problem_at(name, "C615", message, hint), stops)


def texts(asked: Asked) -> Iterator[Found]:
    """The document is known, and so are the revisions that the case puts to the councils and compares."""
    case, document = asked.case, asked.document
    if document is None:
        if not asked.unread:
            message = f"There is no document `{case.document}`."
            yield Found(problem_at(case.document, "C616", message, meant(case.document, asked.documents)))
        return
    facts = document.facts
    frozen = [str(one.id) for one in facts.frozen]
    draft = [str(facts.draft.id)] if facts.draft else []
    for name, code, there in ((case.proposed, "C617", [*draft, *frozen]), (case.in_force, "C618", frozen)):
        if name is None or name in there:
            continue
        if facts.revision(name):
            message = f"The words of the revision `{name}` are not in the archive."
        else:
            message = f"The document `{case.document}` has no revision `{name}`."
        yield Found(problem_at(name, code, message, meant(name, there)))
    if case.in_force is not None and case.in_force == case.proposed:
        message = f"The text `{case.in_force}` would be compared with itself."
        yield Found(problem_at(case.in_force, "C618", message, "Name the revision before it, or leave in_force out."))


def parties(asked: Asked) -> Iterator[Found]:
    """Those whose adoption the rule asks for are among the councils of the case, each once."""
    seen: set[str] = set()
    for name in asked.case.rule.parties:
        if name in seen:
            message = f"The rule names `{name}` twice."
            yield Found(problem_at(name, "C619", message, "Take one of them away."))
        elif name not in asked.named:
            message = f"The rule asks for `{name}`, which the case is not sent to."
            yield Found(problem_at(name, "C619", message, meant(name, asked.named)))
        seen.add(name)


def forms(asked: Asked) -> Iterator[Found]:
    """The case has words in the language form of each of its councils."""
    for form in ("nb", "nn"):
        writing = [name for name in asked.case.councils if (one := asked.council(name)) and one.language == form]
        if writing and form not in asked.case.words:
            more = f" and {len(writing) - 1} more councils" if len(writing) > 1 else ""
            message = f"The case has no words in {form}, the language form of `{writing[0]}`{more}."
            hint = f"Write them under words: {form}: …"
            yield Found(problem_at(writing[0], "C620", message, hint), frozenset(map(str, writing)))


def days(asked: Asked) -> Iterator[Found]:
    """What is said to be a day is one, and the days are in their order."""
    case = asked.case
    yield from (Found(one.problem) for one in _no_day(case.sent, "the case was sent"))
    if case.deadline:
        yield from (Found(one.problem) for one in _no_day(case.deadline, "an answer is asked for"))
        if case.deadline.certainly_before(case.sent):
            message = f"The deadline {case.deadline} is before the day on which the case was sent, {case.sent}."
            yield Found(problem_at(case.deadline, "C622", message, "Correct one of them."))
    for name, handling in case.councils.items():
        stops = frozenset({str(name)})
        sittings = [sitting.date for sitting in handling.sittings if sitting.date]
        outcomes = [outcome.date for outcome in handling.outcomes]
        for date in (*sittings, *outcomes):
            yield from (Found(one.problem, stops) for one in _no_day(date, "there was a meeting"))
        for before, date in pairwise(sittings):
            if date.certainly_before(before):
                message = f"This meeting, {date}, is before the one above it, {before}."
                yield Found(problem_at(date, "C623", message, "List them in order, the one that decides last."), stops)
        for date in outcomes:
            if date.certainly_before(case.sent):
                message = f"`{name}` decided on {date}, before the case was sent on {case.sent}."
                yield Found(problem_at(date, "C624", message, "Correct one of them."), stops)


def translations(asked: Asked) -> Iterator[Found]:
    """A courtesy translation is asked for in a language of the document that is not the one that counts."""
    if asked.document is None:
        return
    facts = asked.document.facts
    others = [language for language in facts.languages if language != facts.authoritative]
    for name, handling in asked.case.councils.items():
        for number, language in enumerate(handling.translations):
            if language == facts.authoritative:
                message = f"`{language}` is the language of the text that counts: there is no translation into it."
            elif language not in others:
                message = f"The document `{facts.id}` has no translation into `{language}`."
            elif language in handling.translations[:number]:
                message = f"The translation into `{language}` is asked for twice."
            else:
                continue
            hint = meant(language, others) or "Take it away."
            yield Found(problem_at(language, "C625", message, hint), frozenset({str(name)}))


def changes(asked: Asked) -> Iterator[Found]:
    """What a council changed is a part of the text that it had before it."""
    if asked.document is None:
        return
    words = asked.document.source
    blocks = [*(str(block.id) for block in words.blocks()), *(str(section.id) for section in words.sections)]
    for name, handling in asked.case.councils.items():
        for outcome in handling.outcomes:
            tabled = asked.case.texts.get(outcome.text)
            there = [str(block) for block in tabled.blocks] if tabled else blocks
            for block in outcome.changes:
                if block not in there:
                    message = f"The text that `{name}` had before it has no part `{block}`."
                    near = meant(block, there) if len(there) <= 5 else _near(block, there)
                    yield Found(problem_at(block, "C626", message, near), frozenset({str(name)}))


def attachments(asked: Asked) -> Iterator[Found]:
    """No attachment is listed twice."""
    listed = asked.case.attachments or ()
    for number, kind in enumerate(listed):
        if kind in listed[:number]:
            message = f"The attachment `{kind}` is listed twice."
            yield Found(problem_at(asked.case.id, "C631", message, "Take one of them away under attachments."))


def words(asked: Asked) -> Iterator[Found]:
    """The words of the case: its titles, and what of them is exempt from public disclosure."""
    for problem in (*titles(asked.case), *provisions(asked.case), *exempt(asked.case), *repeated(asked.case)):
        yield Found(problem)


def personal(asked: Asked) -> Iterator[Found]:
    """No personal data stands in what is to be published."""
    yield from map(Found, personal_data_for_all(asked.case))
    for name, handling in asked.case.councils.items():
        yield from (Found(problem, frozenset({str(name)})) for problem in personal_data_of(handling))


RULES: tuple[Rule, ...] = (
    names,
    councils,
    texts,
    parties,
    forms,
    days,
    translations,
    changes,
    attachments,
    words,
    personal,
)


def _no_day(date: Edtf, what: str) -> Iterator[Found]:
    if date.precision is not Precision.DAY or date.uncertain or date.approximate:
        message = f"`{date}` is no day on which {what}."
        yield Found(problem_at(date, "C621", message, "Write the day: year, month, day, such as 2026-11-23."))


def _by(date: Edtf, day: Edtf) -> bool:
    """Whether a date lies before a day, or on it."""
    return date.certainly_before(day) or (date.precision is Precision.DAY and date.written == day.written)


def _near(name: str, known: Mapping[str, object] | list[str]) -> str:
    """The one that was meant, and not all fifty of them where none is near."""
    hint = meant(name, known)
    return hint if hint.startswith("Did") else ""
