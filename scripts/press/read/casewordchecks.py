"""What must hold in the words of a case: titles that archives take, and nothing exempt where the public reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.cases import Case, CaseWords
from press.problem import Problem
from press.text import Text, problem_at

LONGEST_TITLE = 100
"""Characters of a title. Archives cut longer ones, or take them for a mistake."""

_EXTENSION = re.compile(
    r"\.(docx?|xlsx?|pptx?|pdf|odt|ods|rtf|txt|html?|xml|zip|msg|eml|jpe?g|png|tiff?)$", re.IGNORECASE
)


def titles(case: Case) -> Iterator[Problem]:
    """No title is too long for an archive, or ends as a file name does."""
    for words in case.words.values():
        for title in (words.title, words.public_title):
            if title is None:
                continue
            if len(title) > LONGEST_TITLE:
                message = f"The title has {len(title)} characters; archives take {LONGEST_TITLE}."
                yield problem_at(title, "C629", message, "Shorten it.", LONGEST_TITLE)
            if found := _EXTENSION.search(title):
                message = f"The title ends with `{found[0]}`, as a file name does."
                yield problem_at(title, "C632", message, "Take it away: a title says what the paper is.", found.start())


def provisions(case: Case) -> Iterator[Problem]:
    """What is exempt names the provision: it is printed, and the archive is told it."""
    for words in case.words.values():
        for _, part in words.parts():
            for one in part:
                if one.exempt and "§" not in one.exempt:
                    message = f"`{one.exempt}` is no provision by which a text is exempt from public disclosure."
                    yield problem_at(one.exempt, "C630", message, "Write it as it is cited: offl. § 13, jf. fvl. § 13.")


def exempt(case: Case) -> Iterator[Problem]:
    """Nothing exempt from public disclosure stands in a title that the public reads, or is public in another form."""
    for words in case.words.values():
        shown = words.public_title or words.title
        for _, part in words.parts():
            for passage in part:
                if passage.exempt and _said(passage.text) in _said(shown):
                    message = "The title that the public reads holds what is exempt from public disclosure."
                    hint = "Write a public_title without it." if words.public_title is None else "Take it out."
                    yield problem_at(shown, "C634", message, hint)
    languages = list(case.words.items())
    for language, words in languages[1:]:
        first = languages[0][1]
        for (name, part), (_, other) in zip(words.parts(), first.parts(), strict=True):
            here, there = (sum(1 for one in passages if one.exempt) for passages in (part, other))
            if here != there:
                message = f"In {language}, {here} paragraphs of `{name}` are exempt; in {languages[0][0]} {there} are."
                yield problem_at(_place(words, name), "C633", message, "Mark the same in both, or some is public.")


def repeated(case: Case) -> Iterator[Problem]:
    """No paragraph that is public has several words in a row of one that is exempt."""
    for words in case.words.values():
        passages = [one for _, part in words.parts() for one in part]
        secret = {run for one in passages if one.exempt for run in _runs(one.text.plain)}
        for one in passages:
            found = [] if one.exempt else [run for run in _runs(one.text.plain) if run in secret]
            if found:
                message = f"This paragraph is public, and has «{' '.join(found[0])}» as one that is exempt has it."
                yield problem_at(one.text, "W608", message, "See that it gives nothing away; else mark it exempt too.")


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Each four words in a row of which at least two are long enough to tell something."""
    words = re.findall(r"\w+", text.casefold())
    for at in range(len(words) - 3):
        run = tuple(words[at : at + 4])
        if sum(len(word) > 6 for word in run) > 1:
            yield run


def _place(words: CaseWords, name: str) -> Text:
    return next(part[0].text for told, part in words.parts() if told == name)


def _said(text: str) -> str:
    return " ".join(text.casefold().split())
