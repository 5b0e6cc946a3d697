"""Documents and cases -> problems: personal data in what is to be published, at the sign where it begins.

What is found is never repeated: the message names its kind, and the line is shown with dots in its place, as a log is
read by more people than the content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel

from press.cases import Case, Council, Handling, Passage
from press.document import Document
from press.facts import Id
from press.personal import Finding, Kind, find, masked
from press.problem import Problem
from press.text import RichText, Text, problem_at

CODES = {Kind.NUMBER: "C680", Kind.MAIL: "C681", Kind.PHONE: "C682", Kind.ADDRESS: "C683"}
HINTS = {
    Kind.NUMBER: "Take it out; name the person by a role. An account number is written with dots: 1234.56.78903.",
    Kind.MAIL: "Write the office's mailbox, such as post@…, or name the role alone.",
    Kind.PHONE: "Take it out, or name the office. Where it is a sum, write what it is a sum of after it.",
    Kind.ADDRESS: "Take it out, or name the place or the body without its street. A postbox may stand.",
}


def personal_data_in(document: Document) -> Iterator[Problem]:
    """Personal data in a document's words, of every language, and in its facts. Each is told once."""
    texts = [*_texts(document.facts), *_texts(document.words)]
    yield from dict.fromkeys(_told(texts))


def personal_data(case: Case) -> Iterator[Problem]:
    """Personal data in what a case says of itself and of each council. See `personal_data_for_all`."""
    yield from personal_data_for_all(case)
    yield from personal_data_of(case.councils)


def personal_data_for_all(case: Case) -> Iterator[Problem]:
    """Personal data in what a case says to all councils, and a warning for a fødselsnummer in what is exempt there.

    `sender.contact` is the office's own and is asked for a fødselsnummer alone.
    """
    open_texts: list[Text] = [case.sender.name]
    exempt: list[Text] = []
    for words in case.words.values():
        (exempt if words.public_title else open_texts).append(words.title)
        open_texts += [words.public_title] if words.public_title else []
        for _, part in words.parts():
            for passage in part:
                _divide(passage, open_texts, exempt)
    yield from _told(open_texts)
    yield from (one for one in _told(_texts(case.sender.contact)) if one.code == CODES[Kind.NUMBER])
    for problem in _told(exempt):
        if problem.code == CODES[Kind.NUMBER]:
            message = "A fødselsnummer stands here. The passage is exempt from disclosure, yet few need to read it."
            yield replace(problem, code="W680", message=message, hint="Take it out if the case can be decided without.")


def personal_data_of(entries: Council | Mapping[Id, Handling] | Handling) -> Iterator[Problem]:
    """Personal data in what is said of a council. A case officer's name is public, as a role is."""
    yield from _told(_texts(entries))


def _divide(passage: Passage, open_texts: list[Text], exempt: list[Text]) -> None:
    (exempt if passage.exempt else open_texts).append(passage.text)
    open_texts += [passage.exempt] if passage.exempt else []


def _texts(value: object) -> Iterator[Text]:
    """Every text within a part of the content, in the order of the fields; ids that are keys are left out."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


def _told(texts: Iterable[Text]) -> Iterator[Problem]:
    for text in texts:
        found = find(text)
        yield from (_problem(text, one) for one in found)
        if isinstance(text, RichText) and len(text.plain) != len(text):
            # What is parted by marks is seen only by the reader, as in 010190 **12345**.
            told = [text[one.start : one.end] for one in found]
            parted = [one for one in find(text.plain) if text.plain[one.start : one.end] not in "\n".join(told)]
            yield from (_problem(text, Finding(0, len(text), one.kind)) for one in parted)


def _problem(text: Text, found: Finding) -> Problem:
    message = f"{found.kind.capitalize()} stands in what is to be published."
    width = found.end - found.start
    problem = problem_at(text, CODES[found.kind], message, HINTS[found.kind], found.start, width)
    start = max(0, problem.place.column - 1)
    return replace(problem, excerpt=masked(problem.excerpt, start, start + width))
