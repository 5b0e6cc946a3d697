"""Somebody named says that translated blocks are right -> their records in translations.yaml.

Besides a translation that comes back made from today's source (`press.build.returning`), the only way in which a block
ceases to be outdated. Words are never changed here.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from press.build import files
from press.build.outcome import Outcome
from press.build.past import ready
from press.build.project import Project, Say, look_through, read_attached
from press.compose import revision_name
from press.document import Document
from press.edtf import Edtf, Precision
from press.fault import Fault
from press.fonts import missing_glyphs
from press.problem import Place, Problem, Wrong, meant, nearest
from press.read import RECORDS, read_glossaries, read_words, with_translations
from press.read.keep import keep
from press.read.scan import forbidden
from press.records import Record, State
from press.text import Text
from press.translation.units import canonical, digest, units

LISTED = 10
"""Parts that are listed one by one at the most."""

LONGEST = 80
"""Signs that a name may have."""

EVERY = "all"
"""What is written for every block of a language."""


@dataclass(frozen=True)
class Confirmation:
    """What is asked: which blocks of which language are right, by whom, and how far they were looked at."""

    language: str
    block: str
    by: str
    state: str = State.REVIEWED
    on: str | None = None
    document: str | None = None


def confirm(root: Path, asked: Confirmation, say: Say) -> Outcome:
    """Record it. Raises `Wrong` with everything that is wrong; nothing is written then."""
    project = Project(root)
    said = _said(asked)
    with ready(project):
        words = read_words(project.templates, root)
        glossaries = read_glossaries(project.content, root)
        document = read_attached(project, project.document(asked.document))
        wanted = _wanted(document, asked)
        recorder = Recorder(document, asked.language)
        records = {name: recorder.record(name, said) for name in wanted}
        kept = document.translations[asked.language]
        known = known_records(document, asked.language)
        changed = {name: one for name, one in records.items() if known.get(name) != one}
        stands = confirmed(document, asked.language, records)
        problems = look_through(stands, words, glossaries)
        files.rewrite_together(records_file(project, document, asked.language, changed), project.root)
        for line in _told(asked.language, said, {name: known.get(name) for name in changed}, len(wanted)):
            say(line)
        after = stands.translations[asked.language]
        say(f"{asked.language} is now: {after.standing.value} (before: {kept.standing.value})")
    return Outcome(len(changed), 0, 0, tuple(problems))


def _told(language: str, said: Said, changed: Mapping[str, Record | None], wanted: int) -> Iterator[str]:
    """A line for each part where they are few, and for each that was lowered; else how many there are."""
    how = f"{said.state}, by {said.by}, {said.day}"
    for name, before in changed.items():
        less = lowered(before, said.state)
        if less or len(changed) <= LISTED:
            yield f"{language} {name}: {how}{less}"
    if len(changed) > LISTED:
        yield f"{language}, {len(changed)} parts: {how}"
    if wanted > len(changed):
        yield f"{language}, {wanted - len(changed)} parts: were confirmed so before"


@dataclass(frozen=True)
class Said:
    """What is recorded of words: their state, who said so, and on which day."""

    state: State
    by: str | None
    day: Edtf | None
    comments: tuple[str, ...] = ()


class Recorder:
    """Makes the records of a language's parts, as they are written today."""

    def __init__(self, document: Document, language: str) -> None:
        self.source = units(document.source)
        self.written = units(document.translations[language].written)
        self.known = known_records(document, language)
        self.revision = Text(revision_name(document, None if document.drafted else document.facts.adopted))

    def record(self, name: str, said: Said, made_from: Mapping[str, str] | None = None) -> Record:
        """What is recorded of a part, made from these texts, else from the source as it is."""
        written, before = self.written.get(name), self.known.get(name)
        if made_from is None:
            made_from = {path: canonical(text) for path, text in self.source[name].segments.items()}
        comments = tuple(dict.fromkeys((*(before.comments if before else ()), *map(Text, said.comments))))
        return Record(
            source=Text(digest(made_from)),
            translation=Text(written.digest if written else digest({})),
            revision=self.revision,
            state=said.state if written else State.MISSING,
            by=Text(said.by) if said.by else None,
            day=said.day,
            comments=comments,
            made_from={Text(path): Text(text) for path, text in made_from.items()},
        )


def confirmed(document: Document, language: str, records: dict[str, Record]) -> Document:
    """The document as it stands with these records."""
    written = {name: one.written for name, one in document.translations.items()}
    known = {name: known_records(document, name) for name in written}
    known[language] = {**known[language], **records}
    stands = with_translations(document, written, known)
    return replace(stands, parts=document.parts)


def records_file(
    project: Project, document: Document, language: str, records: Mapping[str, Record]
) -> dict[Path, bytes]:
    """translations.yaml with these records; nothing where there are none."""
    if not records:
        return {}
    path = document.folder / RECORDS
    data = path.read_bytes() if path.is_file() else b""
    order = list(dict.fromkeys((*units(document.source), *known_records(document, language), *records)))
    return {path: keep(data, project.shown(path), language, records, order)}


def known_records(document: Document, language: str) -> dict[str, Record]:
    """What is recorded of a language, by unit."""
    translated = document.translations[language]
    both = {**translated.parts, **translated.orphans}
    return {name: part.record for name, part in both.items() if part.record}


def _said(asked: Confirmation) -> Said:
    """What is asked, once it can be what it is to be."""
    asked_for = (("BY", asked.by), ("LANGUAGE", asked.language), ("BLOCK", asked.block.strip(", ")))
    problems = [problem for name, value in asked_for if (problem := named(name, value))]
    choices = [State.DRAFT.value, State.REVIEWED.value, State.CERTIFIED.value]
    if asked.state not in choices:
        message = f"`{asked.state}` is no state of a translation."
        problems.append(Problem(Place(f"STATE={asked.state}"), "U132", message, meant(asked.state, choices)))
    today = time.strftime("%Y-%m-%d")
    try:
        on = Edtf.parse(asked.on or today)
        vague = on.precision is not Precision.DAY or on.uncertain or on.approximate or on.interval
        if vague or Edtf.parse(today).certainly_before(on):
            raise Fault("U133", 0, 0, "It is not one day, or is still to come.")
    except Fault as fault:
        hint = "Write the day on which it was confirmed, such as 2026-11-26."
        problems.append(Problem(Place(f"ON={asked.on}"), "U133", f"`{asked.on}`: {fault.message}", hint))
        on = None
    if problems:
        raise Wrong(*problems)
    return Said(State(asked.state), asked.by.strip(), on)


def lowered(before: Record | None, now: State) -> str:
    """That something said of a part before holds no longer, as the end of a line; nothing where that is not so."""
    ranks = list(State)
    if before is None or ranks.index(before.state) <= max(ranks.index(now), ranks.index(State.DRAFT)):
        return ""
    return f" (it was {before.state}, by {before.by})"


def named(name: str, value: str) -> Problem | None:
    """That something given is empty, too long, or holds a sign that cannot be printed or seen."""
    if missing := missing_glyphs(value):
        message = f"The fonts have no glyph for «{missing[0]}», and it is printed."
        return Problem(Place(f"{name}={value}"), "U131", message, "Write it in Latin letters.")
    if len(value) > LONGEST:
        message = f"It has {len(value)} signs; at most {LONGEST} can be printed."
        return Problem(Place(f"{name}={value[:20]}…"), "U131", message, "Write the name alone.")
    if value.strip() and not forbidden(value) and not {"\n", "\t"} & set(value):
        return None
    hint = 'Write a name, such as BY="Kari Nordmann".' if name == "BY" else "Write it anew."
    return Problem(Place(f"{name}={value}"), "U131", "It is empty, or holds a sign that cannot be seen.", hint)


def translated_language(document: Document, language: str) -> None:
    """Raises `Wrong` where the document is not translated into a language."""
    if language not in document.translations:
        listed = list(document.translations)
        message = f"`{document.facts.id}` is not translated into `{language}`."
        if language == document.facts.authoritative:
            message = f"`{language}` is the authoritative language; it is no translation."
        hint = meant(language, listed) if listed else "List the language in document.yaml, and make its file."
        raise Wrong(Problem(Place(f"LANGUAGE={language}"), "U134", message, hint))


def _wanted(document: Document, asked: Confirmation) -> list[str]:
    translated_language(document, asked.language)
    parts = document.translations[asked.language].parts
    there = [name for name, part in parts.items() if part.state is not State.MISSING]
    if asked.block == EVERY:
        return there
    wanted = list(dict.fromkeys(name.strip() for name in asked.block.split(",") if name.strip()))
    problems = []
    for name in wanted:
        place = Place(f"BLOCK={name}")
        if name in parts and name not in there:
            message = f"`{name}` is not translated into {asked.language}: there is nothing to confirm."
            problems.append(Problem(place, "U135", message, f"Write it in {asked.language}.yaml first."))
        elif name not in parts:
            message = f"The authoritative text has no part `{name}`."
            if name in document.translations[asked.language].orphans:
                message = f"`{name}` is orphaned: the authoritative text has it no longer."
            near = nearest(name, list(parts))
            hint = f"Did you mean `{near}`?" if near else "Write an id of the language files."
            problems.append(Problem(place, "U135", message, f"{hint} Or {EVERY}, for every block."))
    if problems:
        raise Wrong(*problems)
    return wanted
