"""A day -> which revision was in force on it, and which was adopted but not yet in force.

Dates may be uncertain, and then so is the answer: it names every revision that it could be. A correction takes the
place of what it corrects from the beginning; what was known earlier can be asked for by the day of recording.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from press.compose.clauses import amendments
from press.document import Document
from press.edtf import Edtf
from press.facts import Evidence, Facts, Revision

GRADES = (Evidence.ORIGINAL, Evidence.MINUTES, Evidence.PUBLISHED, Evidence.RECONSTRUCTED, Evidence.MISSING)
"""From the strongest to the weakest."""


@dataclass(frozen=True)
class Asked:
    """For which day a text is printed, by the records of which day if not today's, and which stored file it repeats."""

    day: Edtf
    known: Edtf | None = None
    stored: str = ""

    @property
    def purpose(self) -> str:
        """The same as a file name says it."""
        return f"per-{self.day}" + (f"-kjent-{self.known}" if self.known else "")


@dataclass(frozen=True)
class Answer:
    """What was in force on a day.

    `possible` are the revisions that can have been in force, in order; the answer is known where `certain`.
    `nothing` says that no revision may have been in force yet. `coming` were adopted by then and came into force later;
    `perhaps_coming` may have been.
    """

    possible: tuple[Revision, ...]
    certain: bool
    nothing: bool
    coming: tuple[Revision, ...] = ()
    perhaps_coming: tuple[Revision, ...] = ()

    @property
    def revision(self) -> Revision | None:
        """The one that was in force, where that is known."""
        return self.possible[0] if self.certain else None


def in_force(facts: Facts, day: date, known: date | None = None) -> Answer:
    """What was in force on a day. `known` asks what the records said on an earlier day."""
    line = _line(facts, known)
    possible = [
        one
        for number, one in enumerate(line)
        if _may_have_begun(one, day) and not any(_supersedes(later, one, day) for later in line[number + 1 :])
    ]
    begun = any(_has_begun(one, day) for one in line)
    coming = tuple(one for one in line if _adopted(one, day) and not _may_have_begun(one, day))
    later = line[line.index(possible[-1]) + 1 :] if possible else line
    perhaps = (one for one in later if one not in coming and not _has_begun(one, day))
    return Answer(
        possible=tuple(possible),
        certain=begun and len(possible) == 1,
        nothing=not begun,
        coming=coming,
        perhaps_coming=tuple(one for one in perhaps if _may_be_adopted(one, day)),
    )


def weakest(document: Document, language: str, revision: Revision) -> Evidence:
    """The weakest evidence that a revision's text rests on: its own, and that of every change still standing in it.

    Clauses without a recorded change rest on the oldest preserved text.
    """
    changed = amendments(document, language, revision)[0]
    resting = {change.by.id: change.by for change in changed.values() if change.by}
    resting[revision.id] = revision
    if any(name not in changed for name in document.parts[language]):
        oldest = _oldest(document, language, revision)
        resting[oldest.id] = oldest
    return max((one.evidence for one in resting.values()), key=GRADES.index)


def _oldest(document: Document, language: str, revision: Revision) -> Revision:
    """The first revision in the line up to this one whose words are preserved in the language."""
    for one in document.facts.line:
        if one.id == revision.id or language in document.archive.get(one.id, {}):
            return one
    return revision


def _line(facts: Facts, known: date | None) -> tuple[Revision, ...]:
    """Every revision that is recorded by a day, in its order. A correction is in force since what it corrects was,
    unless it says another day itself."""
    recorded = [
        one for one in facts.revisions if known is None or not one.recorded.earliest or one.recorded.earliest <= known
    ]
    line: list[Revision] = []
    for one in facts.model_copy(update={"revisions": tuple(recorded)}).line:
        corrected = next((other for other in line if other.id == one.corrects), None)
        begins = one.in_force or (corrected.in_force if corrected else None)
        line.append(one.model_copy(update={"in_force": begins}))
    return tuple(line)


def _may_have_begun(revision: Revision, day: date) -> bool:
    """Whether it can have been in force. Without a date in force, it can since its adoption."""
    begins = revision.in_force or revision.adopted
    return _vague(begins) or begins.earliest is None or begins.earliest <= day


def _has_begun(revision: Revision, day: date) -> bool:
    """Whether it certainly had come into force."""
    begins = revision.in_force
    return begins is not None and not _vague(begins) and begins.latest is not None and begins.latest <= day


def _supersedes(later: Revision, one: Revision, day: date) -> bool:
    """Whether a later revision had certainly taken the place of one: it had begun, and not before that one did."""
    if not _has_begun(later, day):
        return False
    begins, began = one.in_force, later.in_force
    if begins is None or _vague(begins) or begins.latest is None or not _has_begun(one, day):
        return True
    return began is None or began.latest is None or began.latest >= begins.latest


def _adopted(revision: Revision, day: date) -> bool:
    latest = revision.adopted.latest
    return latest is not None and latest <= day and not _vague(revision.adopted)


def _may_be_adopted(revision: Revision, day: date) -> bool:
    earliest = revision.adopted.earliest
    return _vague(revision.adopted) or earliest is None or earliest <= day


def _vague(when: Edtf) -> bool:
    """Whether the date is marked as uncertain or approximate, so that its days bind nobody (EDTF level 1)."""
    return when.uncertain or when.approximate
