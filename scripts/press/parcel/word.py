"""Words to translate <-> a Word document with the source at the left and the translation at the right.

The first line of a left cell is `id · seal`, that of a right one the status. What the file is and what its words stand
for is in its properties, and once more in two lines below the title, as some programs drop properties. Tracked changes
are read as accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from press.opening.parts import opened
from press.parcel import guard
from press.parcel.exchange import Parcel, Return, Returned, Segment, number_of
from press.parcel.status import NAMES, meant, single_blanks, words
from press.problem import Place, Problem, Wrong
from press.word import accepted, bilingual
from press.word.bilingual import Bilingual, Extra, Line, Table
from press.word.look import Style
from press.word.ooxml import qn

BETWEEN = " · "
FACTS = ("document", "language", "revision", "texts")
"""What the file is, in the order of its second line."""
HALVES, THIRDS = (0.5, 0.5), (0.25, 0.35, 0.4)
_MARK = re.compile(r"(\S+) · ([0-9a-f]{24})")
_OPENING = re.compile(r"press · (\S+) · (\S+) · (\S+) · (\d+)")
_LEGEND = re.compile(r"[^:]+: (.+)")


def write(parcel: Parcel, base: Path) -> bytes:
    """The parcel as a Word document, the same bytes for the same parcel. `base` is the folder `templates/word`.

    Raises Wrong where the look is not whole.
    """
    labels, facts = parcel.labels, {name: str(getattr(parcel, name)) for name in FACTS}
    known = words(labels)
    lines = (
        Line(f"{parcel.source_language} → {parcel.language}", Style.SUBTITLE),
        Line(BETWEEN.join(("press", *facts.values())), Extra.ID),
        Line(f"{labels.status}: {BETWEEN.join(known.values())}", Style.SMALL_NOTE),
    )
    segments = Table("", (labels.source, labels.target), HALVES, tuple(_row(one, parcel) for one in parcel.segments))
    terms = Table(labels.glossary, (labels.term, labels.target, labels.note), THIRDS, tuple(_terms(parcel)))
    tables = (segments, terms) if parcel.terms else (segments,)
    said = {f"press.{name}": text for name, text in (facts | known | {"change": labels.change}).items()}
    return bilingual.write(Bilingual(parcel.title, parcel.name, parcel.language, lines, tables, said), base)


def _row(segment: Segment, parcel: Parcel) -> bilingual.Row:
    labels, source = parcel.labels, parcel.source_language
    left = [Line(f"{segment.id}{BETWEEN}{segment.seal}", Extra.ID), Line(segment.source, language=source)]
    if segment.previous:
        left.append(Line(f"{labels.change}: {segment.previous}", Extra.CHANGE, source))
    status = Line(labels.status_of(segment), Extra.OPEN if segment.open else Extra.STATUS)
    return bilingual.Row((tuple(left), (status, Line(segment.target, language=parcel.language))), segment.comments)


def _terms(parcel: Parcel) -> Iterator[bilingual.Row]:
    for term in parcel.terms:
        source = Line(term.source, language=parcel.source_language)
        targets = Line("; ".join(term.targets), language=parcel.language)
        yield bilingual.Row(((source,), (targets,), (Line(term.note),)))


def read(data: bytes, path: str) -> Return:
    """What came back. Rows may be moved, and those that are gone are not there. Lines are rows, counted in their table.

    Raises Wrong with every problem found: no Word document (P401), status words that are nowhere (P402), no table of
    segments (P403), a row with merged cells (P404), with more or fewer than two cells (P405), with what is no words
    (P406), without `id · seal` (P407), with a status that is none (P408), and what `press.parcel.guard` refuses.
    """
    otherwise = Problem(Place(path), "P401", "This is no Word document.", "Save it as one: as .docx.")
    parts, document = opened(data, path, qn("w:document"), otherwise)
    comments = parts.one(parts.main, "/comments")
    said = {} if comments is None else {one.get(qn("w:id"), ""): _one_line(accepted.lines(one)) for one in comments}
    facts = _facts(parts.one("", "/custom-properties"), [line for body in document for line in accepted.lines(body)])
    guard.addressed(facts.get("document", ""), facts.get("language", ""), Place(path))
    if not all(facts.get(name) for name in NAMES):
        hint = "Send back the file that came with the parcel, with the lines below its title."
        raise Wrong(Problem(Place(path), "P402", "The file does not say what its words for the status are.", hint))
    rows = [row for row in _rows(accepted.tables(document), path) if not row.heading]
    if not rows:
        hint = "Send back the file that came with the parcel, with its table."
        raise Wrong(Problem(Place(path), "P403", "No table of the file begins its rows with `id · seal`.", hint))
    segments = [row.segment(facts, said) for row in rows]
    faults = [problem for row in rows for problem in row.faults(facts)]
    problems = [*faults, *guard.doubled(one for one in segments if one.id)]
    if problems:
        raise Wrong(*problems)
    return Return(facts["document"], facts["language"], tuple(segments), number_of(facts.get("texts", "")))


@dataclass(frozen=True)
class _Row:
    """A row of a table of segments, and its number there."""

    row: accepted.Row
    place: Place

    @property
    def mark(self) -> tuple[str, str]:
        """Id and seal, empty where the row does not begin with them."""
        first = single_blanks("".join(self.row.cells[0][:1]).replace("\u00a0", " ")) if self.row.cells else ""
        found = _MARK.fullmatch(first)
        return (found.group(1), found.group(2)) if found else ("", "")

    @property
    def heading(self) -> bool:
        return self.row.heading and not self.mark[0]

    def faults(self, facts: Mapping[str, str]) -> Iterator[Problem]:
        name, cells = self.mark[0], self.row.cells
        shown = f"Row {self.place.line} ({name})" if name else f"Row {self.place.line}"
        if self.row.merged:
            yield self._problem(
                "P404", f"{shown} has merged cells.", "Split them again: source left, translation right."
            )
        elif len(cells) != 2:
            hint = "A row has two: the source at the left, the translation at the right."
            yield self._problem("P405", f"{shown} has {len(cells)} cells.", hint)
        if self.row.strange:
            yield self._problem("P406", f"{shown} holds {', '.join(self.row.strange)}.", "Write it in words.")
        if not name:
            hint = "Leave the first line as it was sent: it says which text the row is."
            yield self._problem("P407", f"{shown} does not begin with `id · seal`.", hint)
        status = self._translated(facts)[0]
        if len(cells) == 2 and meant(status, facts) is None:
            hint = f"The first line is one of {', '.join(facts[one] for one in NAMES)}; the translation comes below it."
            yield self._problem("P408", f"«{status}» in {shown[0].lower()}{shown[1:]} is no status.", hint)

    def segment(self, facts: Mapping[str, str], comments: Mapping[str, str]) -> Returned:
        name, seal = self.mark
        status, target = self._translated(facts)
        state, waiting = meant(status, facts) or (None, None)
        said = tuple(comments[one] for one in self.row.comments if comments.get(one))
        return Returned(name, self._source(facts), target, self.place, seal, state, waiting, said)

    def _source(self, facts: Mapping[str, str]) -> str:
        """What stands below the first line of the left cell, without what the source was before.

        Where the properties are gone, so is the word that says so: the source is one paragraph then.
        """
        below = self.row.cells[0][1:] if self.row.cells else ()
        change = f"{facts['change']}:" if "change" in facts else ""
        ends = next((at for at, line in enumerate(below) if at and line.startswith(change)), len(below))
        return _one_line(below[:ends])

    def _translated(self, facts: Mapping[str, str]) -> tuple[str, str]:
        """Status and translation. A first line that was emptied is no status, and lines before it are none."""
        lines = [single_blanks(line) for line in self.row.cells[-1]] if len(self.row.cells) == 2 else []
        filled = [line for line in lines if line]
        if filled and (lines[0] or meant(filled[0], facts)):
            return filled[0], " ".join(filled[1:])
        return "", " ".join(filled)

    def _problem(self, code: str, message: str, hint: str) -> Problem:
        return Problem(self.place, code, message, hint)


def _one_line(lines: Sequence[str]) -> str:
    return single_blanks(" ".join(lines))


def _rows(tables: Sequence[Sequence[accepted.Row]], path: str) -> Iterator[_Row]:
    """The rows of all tables that have segments; a table may have been parted in two."""
    for table in tables:
        rows = [_Row(row, Place(path, number)) for number, row in enumerate(table, start=1)]
        if any(row.mark[0] for row in rows):
            yield from rows


def _facts(properties: etree._Element | None, lines: Sequence[str]) -> dict[str, str]:
    """What the file says of itself: in its properties (22.3.2), else in the lines above its table."""
    told = [single_blanks(line) for line in lines]
    facts = {}
    for number, line in enumerate(told):
        if opening := _OPENING.fullmatch(line):
            facts = dict(zip(FACTS, opening.groups(), strict=True))
            legend = _LEGEND.fullmatch("".join(told[number + 1 : number + 2]))
            said = legend.group(1).split(BETWEEN) if legend else []
            facts |= dict(zip(NAMES, said, strict=True)) if len(said) == len(NAMES) else {}
            break
    for one in () if properties is None else properties:
        name = one.get("name", "")
        if name.startswith("press."):
            facts[name.removeprefix("press.")] = single_blanks("".join(one.itertext()))
    return facts
