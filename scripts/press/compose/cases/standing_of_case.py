"""Case -> who has adopted which text, whether its rule is met, and where councils adopted different texts.

Nothing here is printed. A text is known by the hashes of its parts, so that none of its words is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from press.cases import Case, Council, Outcome, Result, RuleKind, Tabled
from press.document import Document, Hashes, Words, canonical_hash, text_hash
from press.edtf import Edtf
from press.facts import Evidence
from press.fault import Fault
from press.text import RichText
from press.translation.units import TITLE


class Position(StrEnum):
    """How a council stands towards the text that is proposed. `SUCCEEDED` is one whose successor answers for it."""

    ADOPTED = "adopted"
    OTHER = "other"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    WAITING = "waiting"
    SUCCEEDED = "succeeded"


_REFUSED = {Result.REJECTED: Position.REJECTED, Result.POSTPONED: Position.POSTPONED}


@dataclass(frozen=True)
class Voice:
    """What a council has decided in a case. `parts` are those of the text that it adopted, empty where it did not.

    `successor` is the council of the same case that it became a part of before it had decided.
    """

    council: str
    position: Position
    outcome: Outcome | None = None
    parts: Hashes = field(default_factory=dict)
    successor: str = ""

    @property
    def text(self) -> str:
        """The SHA-256 of the text that it adopted; nothing where it did not."""
        return text_hash(self.parts) if self.parts else ""


@dataclass(frozen=True)
class Conflict:
    """Councils of one case adopted different texts. `groups` are the councils by text, the proposed one first."""

    groups: Mapping[str, tuple[str, ...]]
    parts: tuple[str, ...]
    """The ids of the parts in which any two of the texts differ, in their order; the title has no id."""


@dataclass(frozen=True)
class CaseStanding:
    """A case as it stands. `proposed` are the parts of the text that is put to the councils."""

    case: Case
    proposed: Hashes
    voices: tuple[Voice, ...]

    @property
    def parties(self) -> tuple[Voice, ...]:
        """Those whose answer counts: all but those for whom a successor answers."""
        return tuple(voice for voice in self.voices if voice.position is not Position.SUCCEEDED)

    @property
    def answered(self) -> tuple[Voice, ...]:
        """Those that have decided for good; what is postponed is not answered."""
        open_still = (Position.WAITING, Position.POSTPONED)
        return tuple(voice for voice in self.parties if voice.position not in open_still)

    def at(self, position: Position) -> tuple[Voice, ...]:
        """The councils that stand so, in the order of the case."""
        return tuple(voice for voice in self.voices if voice.position is position)

    @property
    def wanted(self) -> tuple[Voice, ...]:
        """Whose adoption the rule asks for: those named, or every party."""
        if self.case.rule.kind is not RuleKind.NAMED:
            return self.parties
        successors = {voice.council: voice.successor for voice in self.voices if voice.successor}
        named = {successors.get(str(name), str(name)) for name in self.case.rule.parties}
        return tuple(voice for voice in self.parties if voice.council in named)

    @property
    def needed(self) -> int:
        """How many of those must have adopted the proposed text."""
        count = len(self.wanted)
        return count // 2 + 1 if self.case.rule.kind is RuleKind.MAJORITY else count

    @property
    def lacking(self) -> tuple[Voice, ...]:
        """Those whose adoption the rule asks for and that have not adopted the proposed text."""
        return tuple(voice for voice in self.wanted if voice.position is not Position.ADOPTED)

    @property
    def met(self) -> bool:
        """Whether enough councils have adopted the very text that is proposed: every word of it."""
        return bool(self.wanted) and len(self.wanted) - len(self.lacking) >= self.needed

    @property
    def met_on(self) -> Edtf | None:
        """The day of the adoption by which the rule was met."""
        days = [voice.outcome.date for voice in self.wanted if voice.position is Position.ADOPTED and voice.outcome]
        days.sort(key=lambda day: day.latest or date.max)
        return days[self.needed - 1] if self.met else None

    @property
    def adopted(self) -> dict[str, tuple[Voice, ...]]:
        """Every text that any council adopted, by its hash: the proposed one first, then by how many adopted it."""
        found: dict[str, tuple[Voice, ...]] = {}
        for voice in self.voices:
            if voice.text:
                found[voice.text] = (*found.get(voice.text, ()), voice)
        proposed = text_hash(self.proposed)
        return dict(sorted(found.items(), key=lambda one: (one[0] != proposed, -len(one[1]))))

    @property
    def conflict(self) -> Conflict | None:
        """Where two councils adopted different texts."""
        adopted = self.adopted
        if len(adopted) < 2:
            return None
        groups = {text: tuple(voice.council for voice in voices) for text, voices in adopted.items()}
        return Conflict(groups, differing([voices[0].parts for voices in adopted.values()]))


def stand(case: Case, councils: Mapping[str, Council], document: Document) -> CaseStanding:
    """How a case stands. `document` is the one that it is about; a council that is not known has not been merged."""
    proposed = proposed_parts(case, document) or {}
    voices = []
    for name, handling in case.councils.items():
        successor = _successor(str(name), case, councils)
        undecided = handling.outcome is None or handling.outcome.result is Result.POSTPONED
        if undecided and successor:
            voices.append(Voice(str(name), Position.SUCCEEDED, successor=successor))
        else:
            voices.append(_voice(str(name), handling.outcome, case, proposed, document))
    return CaseStanding(case, proposed, tuple(voices))


def proposed_parts(case: Case, document: Document) -> Hashes | None:
    """The parts of the text that is put to the councils; None where the document has no such text.

    It is frozen, or it is the working text: the draft of that name, or a revision that is not frozen yet.
    """
    facts = document.facts
    if case.proposed in document.archive:
        return document.archive[case.proposed].get(facts.authoritative)
    entry = facts.revision(case.proposed)
    waits = entry is not None and entry.evidence is not Evidence.MISSING and facts.draft is None
    if waits or (facts.draft is not None and facts.draft.id == case.proposed):
        return document.parts[facts.authoritative]
    return None


def parts_of(tabled: Tabled) -> Hashes:
    """The parts of a text that councils had. The file calls the title `document/title`, as no key there is empty."""
    return {"" if name == TITLE else str(name): str(digest) for name, digest in tabled.blocks.items()}


def adopted_parts(outcome: Outcome, had: Hashes, document: Document) -> Hashes:
    """The parts of the text that a council adopted; `had` are those of the text before it."""
    changed = {str(name): part_hash(str(name), str(words), document) for name, words in outcome.changes.items()}
    return {**had, **{name: digest for name, digest in changed.items() if name in had}}


def part_hash(name: str, words: str, document: Document) -> str:
    """The SHA-256 of a part with these words: what freezing it would give, so that a text adopted with changes is
    known again once the changes are made.

    Of a list, a table or a figure, which say more than one text, it is one that equals itself alone.
    """
    try:
        said = RichText(words)
    except Fault:
        return canonical_hash([words])
    for text in (document.source, *(one.source for one in document.earlier.values())):
        if found := _part_hash(name, said, text):
            return found
    return canonical_hash([words])


def _part_hash(name: str, said: RichText, text: Words) -> str:
    for section in text.sections:
        if section.id == name:
            return canonical_hash(str(said))
        for block in section.blocks:
            if block.id == name and "text" in type(block).model_fields:
                made = block.model_copy(update={"text": said})
                return canonical_hash(made.model_dump(mode="json", exclude_unset=True, exclude={"id"}))
    return ""


def differing(texts: list[Hashes]) -> tuple[str, ...]:
    """The parts in which any two of these texts differ, in their order; all that changed place, where no words do."""
    names = list(dict.fromkeys(name for parts in texts for name in parts))
    found = tuple(name for name in names if len({parts.get(name) for parts in texts}) > 1)
    first = list(texts[0]) if texts else []
    return found or tuple(name for at, name in enumerate(first) if any(list(one)[at] != name for one in texts))


def name_on(council: Council, day: Edtf | None) -> str:
    """What a council was called on a day; what it is called, where that is not said."""
    if day is not None:
        for former in council.former:
            if not former.until.certainly_before(day):
                return str(former.name)
    return str(council.name)


def _voice(name: str, outcome: Outcome | None, case: Case, proposed: Hashes, document: Document) -> Voice:
    if outcome is None:
        return Voice(name, Position.WAITING)
    if outcome.result in _REFUSED:
        return Voice(name, _REFUSED[outcome.result], outcome)
    tabled = case.texts.get(outcome.text)
    parts = adopted_parts(outcome, parts_of(tabled), document) if tabled else {"": str(outcome.text)}
    same = list(parts.items()) == list(proposed.items())
    return Voice(name, Position.ADOPTED if same else Position.OTHER, outcome, parts)


def _successor(name: str, case: Case, councils: Mapping[str, Council]) -> str:
    """The council of the same case that this one has become a part of, by however many steps.

    A merger counts once a day is recorded in the case that is not before it: one to come takes no answer away.
    """
    merged = councils[name].merged if name in councils else None
    days = (case.sent, *(one.date for handling in case.councils.values() for one in handling.outcomes))
    if merged is None or all(day.certainly_before(merged) for day in days):
        return ""
    return next((one for one in _line(name, councils) if one in case.councils), "")


def _line(name: str, councils: Mapping[str, Council]) -> Iterator[str]:
    seen = {name}
    while (council := councils.get(name)) is not None and council.merged_into and council.merged_into not in seen:
        name = str(council.merged_into)
        seen.add(name)
        yield name
