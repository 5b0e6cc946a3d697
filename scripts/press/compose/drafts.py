"""Rules about the working text as a draft: which ids it may bear, and what each of its changes may touch.

They need the text last adopted, and the guarded words of each language, which the rules of `read` do not have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from babel.dates import get_month_names

from press.document import Document, Hashes, Words, rich
from press.facts import Change, Kind
from press.inline import Link, walk
from press.problem import Problem
from press.text import RichText, Text, problem_at
from press.words import TemplateWords

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"§+|\d+(?:[.,:/ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-]\d+)*\s?%?")


def check_draft(document: Document, words: Mapping[str, TemplateWords]) -> list[Problem]:
    """Every problem of the working text that shows only beside the adopted one."""
    problems = [*_claimed(document), *_reused(document)]
    problems += _reasons(document)
    for language in document.facts.languages:
        if document.differs(language) and language in words:
            problems += _kinds(document, language, words[language])
    return problems + list(_unchanged(document))


def changed_ids(document: Document, language: str) -> set[str]:
    """The parts that differ from the adopted text, moved ones apart; those that are gone by their old id."""
    before, now = _before(document, language), document.parts[language]
    was = document.facts.draft.was if document.facts.draft else {}
    old = {name: was.get(Text(name), name) for name in now}
    gone = set(before) - set(old.values())
    return gone | {name for name, digest in now.items() if before.get(old[name]) != digest or old[name] != name}


def _claimed(document: Document) -> Iterator[Problem]:
    """Only what is adopted with the tool corrects what was adopted: an entry alone would put it out of force."""
    for revision in document.facts.revisions:
        if revision.corrects and not revision.frozen:
            message = f"`{revision.id}` corrects an adopted revision, but is not adopted itself."
            yield problem_at(revision.corrects, "C317", message, "Declare it as the draft, and adopt it.")


def _before(document: Document, language: str) -> Hashes:
    base = document.facts.base
    return document.archive.get(base.id, {}).get(language, {}) if base else {}


def _reused(document: Document) -> Iterator[Problem]:
    """An id that went out of the text may not come back: somebody may still refer to what it was."""
    draft = document.facts.draft
    for language, words in document.words.items():
        present = _before(document, language)
        if not present:
            continue  # it was made after the adoption: what its ids were, the authoritative text tells
        once = {name: one.id for one in document.facts.frozen for name in document.archive[one.id].get(language, {})}
        ids = [name for section in words.sections for name in (section.id, *(block.id for block in section.blocks))]
        for name in ids:
            if name in once and name not in present:
                message = f"The id `{name}` was that of another part, last in the revision `{once[name]}`."
                yield problem_at(name, "C371", message, "Ids are never used again: choose a new one.")
        for new, old in (draft.was if draft else {}).items():
            if new not in ids:
                yield problem_at(new, "C372", f"There is no part `{new}` in {language}.yaml.", "Correct the id.")
            elif old not in present:
                message = f"`{new}` cannot have been `{old}`: the adopted text has no such part."
                yield problem_at(old, "C372", message, "Write the id that it has in the adopted text.")
            elif old in ids or new in present:
                taken = old if old in ids else new
                message = f"`{old}` cannot have become `{new}`: `{taken}` is a part of both texts."
                yield problem_at(old, "C372", message, "An id names one thing: choose a new one.")


def _reasons(document: Document) -> Iterator[Problem]:
    """Each reason and each kind is said of a part that this or the adopted text has."""
    draft = document.facts.draft
    if draft is None:
        return
    for language, words in document.words.items():
        known = {*document.parts[language], *_before(document, language)}
        for name in words.history.revisions[draft.id].reasons:
            if name not in known:
                message = f"A reason is given for `{name}`, which is no part of the text."
                yield problem_at(name, "C373", message, "Write the id of a section or block that is changed.")
    seen: set[str] = set()
    for change in draft.changes:
        if not any(change.block in {*parts, *_before(document, lang)} for lang, parts in document.parts.items()):
            yield problem_at(change.block, "C373", f"There is no section or block `{change.block}`.", "Correct the id.")
        if change.block in seen:
            yield problem_at(change.block, "C373", f"The change of `{change.block}` is listed twice.", "Take one away.")
        seen.add(change.block)


def _unchanged(document: Document) -> Iterator[Problem]:
    """A change that is listed is there, in some language."""
    draft = document.facts.draft
    if draft is None or not document.archive:
        return
    changed = {name for language in document.parts for name in changed_ids(document, language)}
    known = {name for language in document.parts for name in (*document.parts[language], *_before(document, language))}
    for change in draft.changes:
        if change.block in known - changed and change.kind is not Kind.RENUMBERING:
            message = f"`{change.block}` is listed as changed, but its words are those of the adopted text."
            yield problem_at(change.block, "C374", message, "Take the line away.")


def _kinds(document: Document, language: str, words: TemplateWords) -> Iterator[Problem]:
    """An editorial change touches nothing that is guarded; a renumbering nothing but numbers."""
    draft, base = document.facts.draft, document.facts.base
    earlier = document.earlier.get(base.id) if base else None
    if draft is None or earlier is None or language not in earlier.words:
        return
    now, before = _parts(document.words[language]), _parts(earlier.words[language])
    for change in draft.changes:
        if change.kind in (Kind.EDITORIAL, Kind.RENUMBERING) and change.block in {*now, *before}:
            old = before.get(draft.was.get(change.block, change.block), [])
            guard = _Guard(document, language, words)
            yield from guard.compare(change, old, now.get(change.block, []))


class _Guard:
    """What an editorial change may not touch, in one language."""

    def __init__(self, document: Document, language: str, words: TemplateWords) -> None:
        texts = document.words[language]
        months = get_month_names("wide", locale=words.locale).values()
        self.guarded = frozenset(word.lower() for word in (*words.guarded, *months))
        self.names = sorted({*texts.history.bodies.values(), texts.alliance}, key=len, reverse=True)
        self.file = f"{language}.yaml"

    def compare(self, change: Change, before: list[RichText], now: list[RichText]) -> Iterator[Problem]:
        """What the change touches and may not."""
        if not before or not now:
            message = f"`{change.block}` is {'new' if now else 'taken out'}, which is no {change.kind.value} change."
            yield problem_at(change.block, "C375", message, "Call it substantive.")
        elif change.kind is Kind.RENUMBERING:
            if self._words(before) != self._words(now):
                message = f"The change of `{change.block}` is called renumbering, but its words differ too."
                yield self._at_first(change, before, now, message, self._all)
        elif self._in_order(before) != self._in_order(now):
            named = ", ".join(f"«{word}»" for word in self._touched(before, now)) or "the order of what decides"
            message = f"The change of `{change.block}` is called editorial, but it touches {named}."
            yield self._at_first(change, before, now, message, self._of)

    def _touched(self, before: list[RichText], now: list[RichText]) -> list[str]:
        old, new = self._counted(before), self._counted(now)
        return sorted({*(old - new), *(new - old)})

    def _in_order(self, texts: list[RichText]) -> list[str]:
        return [word for text in texts for word, _ in sorted(self._of(text), key=lambda found: found[1])]

    def _counted(self, texts: list[RichText]) -> Counter[str]:
        return Counter(word for text in texts for word, _ in self._of(text))

    def _words(self, texts: list[RichText]) -> list[str]:
        return [word.lower() for text in texts for word in _WORD.findall(text.plain)]

    def _all(self, text: RichText) -> Iterator[tuple[str, int]]:
        yield from ((found.group().lower(), found.start()) for found in _WORD.finditer(text))

    def _of(self, text: RichText) -> Iterator[tuple[str, int]]:
        """The guarded things in a text, each with where it is written: numbers, references, names, words."""
        for found in _NUMBER.finditer(text):
            yield _with_next(text, found.start(), found.end()), found.start()
        for node in walk(text.inlines):
            if isinstance(node, Link):
                yield node.target, node.offset
        lower = text.lower()
        for name in self.names:
            for found in re.finditer(rf"\b{re.escape(name.lower())}\b", lower):
                yield name, found.start()
        for found in _WORD.finditer(text):
            if found.group().lower() in self.guarded:
                yield _with_next(text, found.start(), found.end()), found.start()
            elif found.group()[0].isupper() and not _begins(text, found.start()):
                yield found.group(), found.start()

    def _at_first(
        self, change: Change, before: list[RichText], now: list[RichText], message: str, of: object
    ) -> Problem:
        """The problem at the first thing in the new text that the old one has not, else at the change itself."""
        hint = "Call the change substantive, or a correction, or leave that as it was."
        assert callable(of)
        left = Counter(word for text in before for word, _ in of(text))
        for text in now:
            for word, offset in of(text):
                left[word] -= 1
                if left[word] < 0:
                    return problem_at(text, "C375", message, hint, offset, len(word))
        return problem_at(change.block, "C375", message, hint)


def _with_next(text: str, start: int, end: int) -> str:
    """A guarded word with the word after it, which says what it governs."""
    after = _WORD.search(text, end)
    return " ".join((text[start:end].lower() + (f" {after.group().lower()}" if after else "")).split())


def _begins(text: str, offset: int) -> bool:
    """Whether a sentence begins there, where a capital says nothing of a name. A lone word is its own name."""
    before = text[:offset].rstrip("«\"'*[( \n")
    return (not before and len(text.split()) > 1) or before.endswith((".", "!", "?", ":"))


def _parts(words: Words) -> dict[str, list[RichText]]:
    """The texts of each section's title and each block."""
    found: dict[str, list[RichText]] = {}
    for section in words.sections:
        found[section.id] = [section.title] if section.title else []
        for block in section.blocks:
            found[block.id] = list(rich(block))
    return found
