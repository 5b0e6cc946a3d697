"""Source and translation -> where they do not say the same: ids, order, kinds, shape, numbers, links, marks.

What can be counted is an error, at both places. What only reading can decide (a term, a sentence left untranslated) is
a warning, until somebody named has reviewed the block. A block whose source has changed since is not compared: it is
stale, and is told as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.document import Document, Translated, Translation, Words
from press.inline import Emphasis, Footnote, Foreign, Link, Strong, walk
from press.problem import Problem, nearest
from press.records import Glossary, State, Term
from press.text import RichText, Text, problem_at
from press.translation.quantities import Quantity, Speech, differing
from press.translation.residue import residue
from press.translation.terms import mistranslated
from press.translation.units import TITLE, Unit, units
from press.words import TemplateWords

_MARKS = {Emphasis: "emphasised", Strong: "strong", Foreign: "foreign-language", Footnote: "footnote"}


def check_translations(
    document: Document, words: Mapping[str, TemplateWords], glossaries: Mapping[str, Glossary]
) -> list[Problem]:
    """Every problem and every warning of the translations of a document."""
    found: list[Problem] = []
    for language, translated in document.translations.items():
        pair = _Pair.of(document.source, translated)
        found += [*_ids(pair), *_order(pair), *_kinds(pair)]
        found += [problem for name in pair.current for problem in _shape(pair, name)]
        if language in words and document.facts.authoritative in words:
            speech = speech_of(words[document.facts.authoritative]), speech_of(words[language])
            found += [problem for name in pair.alike for problem in _quantities(pair, name, speech)]
            found += _warnings(pair, words[document.facts.authoritative], words[language], glossaries.get(language))
    return found


def speech_of(words: TemplateWords) -> Speech:
    """How a language writes numbers and dates."""
    told = words.speech
    return Speech(
        locale=words.locale,
        magnitudes={3: told.thousand, 6: told.million, 9: told.milliard},
        percent=told.percent,
        numerals=tuple(tuple(one.split("/")) for one in told.numerals),
        months=tuple(tuple(one.split("/")) for one in told.months),
    )


@dataclass(frozen=True)
class _Pair:
    """A translation beside its source, unit by unit."""

    source: Words
    translated: Translated
    before: Mapping[str, Unit]
    after: Mapping[str, Unit]

    @classmethod
    def of(cls, source: Words, translated: Translated) -> _Pair:
        return cls(source, translated, units(source), units(translated.written))

    @property
    def current(self) -> Iterator[str]:
        """The parts that are to say the same as the source does."""
        return (name for name, part in self.translated.parts.items() if part.alike)

    @property
    def alike(self) -> Iterator[str]:
        """Those of them that have the same texts, so that these can be held to each other."""
        return (name for name in self.current if self.before[name].segments.keys() == self.after[name].segments.keys())

    def texts(self, name: str) -> Iterator[tuple[Text, Text]]:
        """The texts that a part has in both languages."""
        told = self.after[name].segments
        return ((text, told[path]) for path, text in self.before[name].segments.items() if path in told)


def _both(code: str, source: Text, translation: Text, message: str, hint: str) -> Iterator[Problem]:
    """A problem at the place in each of the files, the one naming the other."""
    yield problem_at(translation, code, f"{message} The source: {source.place}.", hint)
    yield problem_at(source, code, f"{message} The translation: {translation.place}.", hint)


def _ids(pair: _Pair) -> Iterator[Problem]:
    """Each id stands once, and is one of the source's, or of an orphan that the tool knows."""
    counted = Counter(_listed(pair.translated.written))
    for identity, times in counted.items():
        if times > 1:
            message = f"The section or block `{identity}` stands {times} times."
            yield problem_at(identity, "C311", message, "Give each its own id.")
    for name, unit in pair.after.items():
        if name not in pair.before and name not in pair.translated.orphans:
            message = f"`{unit.at}` is translated here, but the authoritative text has no such part."
            near = nearest(unit.id, list(pair.before))
            hint = f"Did you mean `{near}`? " if near else ""
            hint += "What left the source is kept where it was adopted or confirmed before."
            yield problem_at(unit.at, "C421", message, hint)
    for section in pair.translated.written.sections:
        if section.title is None and not section.blocks:
            yield problem_at(section.id, "C424", f"The section `{section.id}` holds nothing.", "Take it away.")


def _listed(words: Words | Translation) -> Iterator[Text]:
    for section in words.sections:
        yield section.id
        yield from (block.id for block in section.blocks)


def _order(pair: _Pair) -> Iterator[Problem]:
    """What stands in both stands in the same order, and in the same section."""
    there, here = dict(_sections(pair.source)), dict(_sections(pair.translated.written))
    common = [name for name in there if name in here]
    moved = [name for name in common if here[name][1] and there[name][1] not in ("", here[name][1])]
    for name in moved:
        message = f"`{name}` stands in `{here[name][1]}`, in the authoritative text in `{there[name][1]}`."
        yield from _both("C422", there[name][0], here[name][0], message, "Move it to the same section.")
    if moved:
        return
    for expected, found in zip(common, (name for name in here if name in there), strict=True):
        if expected != found:
            message = f"`{found}` stands where the authoritative text has `{expected}`."
            hint = "Put both in the same order."
            yield from _both("C422", there[expected][0], here[found][0], message, hint)
            return


def _sections(words: Words | Translation) -> Iterator[tuple[str, tuple[Text, str]]]:
    """Each section and block by its id, with its place and, of a block, the section that it stands in."""
    for section in words.sections:
        yield section.id, (section.id, "")
        yield from ((block.id, (block.id, str(section.id))) for block in section.blocks)


def _kinds(pair: _Pair) -> Iterator[Problem]:
    for name, unit in pair.after.items():
        source = pair.before.get(name)
        if source and (source.kind, source.order) != (unit.kind, unit.order):
            told, other = (" of ".join(filter(None, (one.kind, one.order))) for one in (unit, source))
            message = f"`{unit.at}` is of the kind {told}, in the authoritative text of the kind {other}."
            yield from _both("C423", source.at, unit.at, message, "Give it the same kind.")


def _shape(pair: _Pair, name: str) -> Iterator[Problem]:
    """The same texts in a part, with the same links and marks."""
    before, after = pair.before[name], pair.after[name]
    lacking = [path for path in before.segments if path not in after.segments]
    beyond = [path for path in after.segments if path not in before.segments]
    if lacking or beyond:
        told = [f"lacks {', '.join(lacking)}"] if lacking else []
        told += [f"has {', '.join(beyond)}, which the source has not"] if beyond else []
        message = f"The translation of `{after.at}` {' and '.join(told)}."
        yield from _both("C424", before.at, after.at, message, "Give it the same items, rows, cells and texts.")
    for source, translation in pair.texts(name):
        if isinstance(source, RichText) and isinstance(translation, RichText):
            yield from _marks(source, translation)


def _marks(source: RichText, translation: RichText) -> Iterator[Problem]:
    wanted, found = (Counter(_targets(text)) for text in (source, translation))
    if apart := [*(wanted - found), *(found - wanted)]:
        message = f"The links are not the same in both: {', '.join(f'`{target}`' for target in apart)}."
        for text, only in ((translation, found - wanted), (source, wanted - found)):
            target = next(iter(only), "")
            offset = max(0, text.rfind(f"]({target})") + 2) if only else None
            yield problem_at(text, "C426", message, "Link to the same.", offset, len(target))
    for mark, called in _MARKS.items():
        here, there = (sum(isinstance(node, mark) for node in walk(text.inlines)) for text in (translation, source))
        if here != there:
            message = f"{called.capitalize()} marks: {there} in the authoritative text, {here} in the translation."
            yield from _both("C427", source, translation, message, "Mark the same words.")


def _targets(text: RichText) -> Iterator[str]:
    return (node.target for node in walk(text.inlines) if isinstance(node, Link))


def _quantities(pair: _Pair, name: str, speech: tuple[Speech, Speech]) -> Iterator[Problem]:
    """The same numbers, dates, amounts and references by value, over the whole part."""
    texts = list(pair.texts(name))
    source, translation = (_joined([pair_of[side] for pair_of in texts]) for side in (0, 1))
    lost, added = differing(source.text, speech[0], translation.text, speech[1])
    if not lost and not added:
        return
    told = [f"«{source.shown(one)}» is not in the translation" for one in lost]
    told += [f"«{translation.shown(one)}» is not in the authoritative text" for one in added]
    message = f"The numbers are not the same: {'; '.join(told)}."
    hint = "Numbers, dates and references must have the same value in every language."
    for side, found in ((translation, added), (source, lost)):
        yield side.problem(found[0] if found else None, message, hint)


@dataclass(frozen=True)
class _Joined:
    """The texts of a part in one, for rules that look at all of it."""

    texts: Sequence[Text]
    text: str
    starts: Sequence[int]

    def shown(self, found: Quantity) -> str:
        return self.text[found.offset : found.offset + found.width]

    def problem(self, found: Quantity | None, message: str, hint: str) -> Problem:
        """At the quantity where it is one of these texts, else at the first of them."""
        if found is None:
            return problem_at(self.texts[0], "C425", message, hint)
        index = max(n for n, start in enumerate(self.starts) if start <= found.offset)
        at = max(0, self.texts[index].find(self.shown(found)))
        return problem_at(self.texts[index], "C425", message, hint, at, found.width)


def _joined(texts: Sequence[Text]) -> _Joined:
    starts, text = [], ""
    for one in texts:
        starts.append(len(text))
        text += plain(one) + "\n\n"
    return _Joined(texts, text, starts)


def plain(text: Text) -> str:
    """The words of a text without its marks, footnotes behind them."""
    return "\n".join((text.plain, *text.notes)) if isinstance(text, RichText) else str(text)


def _warnings(
    pair: _Pair, source: TemplateWords, target: TemplateWords, glossary: Glossary | None
) -> Iterator[Problem]:
    """What somebody who knows both languages should look at."""
    typical = frozenset(source.speech.typical), frozenset(target.speech.typical)
    for name in pair.alike:
        if pair.translated.parts[name].state is not State.DRAFT:
            continue
        for before, after in pair.texts(name):
            if name != TITLE and (left := residue(plain(before), plain(after), *typical)):
                message = f"This seems to be left in the source language ({source.name})."
                at = max(0, after.find(plain(after)[left[0] : left[0] + left[1]].split("\n")[0]))
                yield problem_at(after, "W431", message, "Translate it, or confirm the block as reviewed.", at, left[1])
        yield from _terms(pair, name, glossary.terms if glossary else ())


def _terms(pair: _Pair, name: str, terms: Sequence[Term]) -> Iterator[Problem]:
    source, translation = (_joined([both[side] for both in pair.texts(name)]) for side in (0, 1))
    for term, offset, width in mistranslated(source.text, translation.text, terms):
        called = source.text[offset : offset + width]
        message = f"«{called}» is translated otherwise than the glossary has it."
        hint = f"Write one of: {', '.join(term.translations)}; or add the form to the glossary."
        yield problem_at(translation.texts[0], "W432", message, hint)
