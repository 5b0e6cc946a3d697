"""A case -> its adoption register, told in a few lines and made as PDF, Word and web page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from press.archive.attach import attach_frozen
from press.build import files
from press.build.asked import Told
from press.build.cases.had import SHOWN
from press.build.cases.reading import Cases, read_cases
from press.build.cases.state import LOG, Standing, described, write
from press.build.make import Order
from press.build.manifest import digest
from press.build.outcome import Outcome
from press.build.past import ready
from press.build.printing import print_all
from press.build.project import Project, Say, without_words
from press.cases import Casebook
from press.compose.cases.recorded import check_recorded
from press.compose.cases.register import compose_register, form_of
from press.compose.cases.standing_of_case import CaseStanding, Position, stand
from press.compose.cases.versions import Inlines, wordings
from press.compose.edition import Edition
from press.document import Document, text_hash
from press.problem import Exit, Place, Problem, Wrong, meant
from press.proof import Said
from press.read import read_words
from press.words import TemplateWords

MOST = 12
"""Councils that are named of those that lack."""


def register(root: Path, name: str | None, say: Say) -> Told:
    """The register of a case, or of all cases, into build/cases/<case>/register.pdf, .docx and .html.

    A case in which anything is wrong has none: it would leave out what cannot be read. Its problems are told, and they
    stop no other case.
    """
    project = Project(root)
    with ready(project):
        cases = read_cases(project)
        book = cases.book
        words = read_words(project.templates, root)
        lines: list[str] = []
        orders: list[Order] = []
        problems: list[Problem] = [one for one in book.problems if one.exit is Exit.MADE]
        wanted = _wanted(book, name)
        for case in wanted:
            if found := _wrong(cases, case, words):
                problems += found
                continue
            document = cases.documents[str(book.cases[case].document)]
            standing = stand(book.cases[case], book.councils, document)
            lines += _told(standing)
            orders.append(_order(project, standing, book, document, words))
        made, failed = _made(project, orders, say)
        problems += failed
        return Told(tuple(lines), Outcome(made, len(wanted) - made, 0, tuple(dict.fromkeys(problems))))


def _wanted(book: Casebook, name: str | None) -> list[str]:
    known = sorted({*map(str, book.cases), *book.failed})
    if name is None:
        if not known:
            message = "There is no case."
            raise Wrong(Problem(Place("content/cases"), "U170", message, "Write one: content/cases/<case>.yaml."))
        return known
    if name not in known:
        hint = meant(name, known) or "Write one: content/cases/<case>.yaml."
        raise Wrong(Problem(Place(f"CASE={name}"), "U170", f"There is no case `{name}`.", hint))
    return [name]


def _wrong(cases: Cases, name: str, words: Mapping[str, TemplateWords]) -> list[Problem]:
    """What is wrong with a case, so that its register would not be whole."""
    found = cases.wrong(name)
    if name in cases.book.failed:
        return found
    case = cases.book.cases[name]
    found += check_recorded(case, cases.book.councils)
    return found if form_of(case) in words else [*found, without_words(form_of(case))]


def _order(
    project: Project,
    standing: CaseStanding,
    book: Casebook,
    document: Document,
    words: Mapping[str, TemplateWords],
) -> Order:
    printed = words[form_of(standing.case)]
    known = _known(project, document)
    edition = compose_register(standing, book.councils, document, printed, known)
    return Order(edition, printed, project.templates, register_said(edition))


def _known(project: Project, document: Document) -> dict[str, tuple[Inlines, ...]]:
    """The words of every part of the working text and of each frozen revision, by the part's SHA-256."""
    found: dict[str, tuple[Inlines, ...]] = {}
    for revision in document.facts.frozen:
        found |= wordings(attach_frozen(document.folder, revision, project.root))
    return found | wordings(document)


def register_said(edition: Edition) -> Said:
    """What a register must say."""
    facts = [text for fact in edition.facts for text in (fact.label, fact.value)]
    colophon = [text for fact in edition.colophon for text in (fact.label, fact.value)]
    told = edition.register.said() if edition.register else ()
    return Said(ordered=(edition.title,), worked_out=(*facts, *filter(None, told), *colophon), unordered=())


def _made(project: Project, orders: list[Order], say: Say) -> tuple[int, list[Problem]]:
    """How many were made, and what is wrong with the others; what was there of those stays."""
    made, problems = 0, list[Problem]()
    for order, outcome in print_all(orders, say):
        problems += outcome.problems
        if outcome.problems:
            continue
        paths = {ending: project.build / f"{order.edition.path}.{ending}" for ending in outcome.outputs}
        told = {paths[ending]: data for ending, data in outcome.outputs.items()}
        files.write_together(told, project.root)
        digests = {path.name: digest(data) for path, data in told.items()}
        kept = Standing("", digests, papers={order.edition.stem: described(order.edition)})
        folder = project.build / "cases" / order.edition.case / LOG
        files.write_whole(folder / f"{order.edition.stem}.json", write(kept), project.root)
        made += 1
        for path in paths.values():
            say(f"made {project.shown(path)}")
    return made, problems


def _told(standing: CaseStanding) -> Iterator[str]:
    """The register in plain words: a line for each council that has decided, how many have not, and the rule."""
    case = standing.case
    yield f"{case.id}: {case.document}, {case.proposed}, SHA-256 {text_hash(standing.proposed)}"
    rows = [("council", "date", "result", "vote", "text")]
    for voice in standing.voices:
        if (outcome := voice.outcome) is not None:
            text = (voice.text or str(outcome.text))[:SHOWN]
            rows.append((voice.council, str(outcome.date), outcome.result.value, str(outcome.vote or ""), text))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows if len(rows) > 1 else ():
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    for voice in standing.at(Position.SUCCEEDED):
        yield f"  {voice.council}: {voice.successor} answers for it"
    yield f"  answered: {len(standing.answered)} of {len(standing.parties)}"
    yield f"  {_rule(standing)}"
    if conflict := standing.conflict:
        groups = "; ".join(f"{text[:SHOWN]} by {len(names)}" for text, names in conflict.groups.items())
        parts = ", ".join(name or "the title" for name in conflict.parts)
        yield f"  different texts were adopted ({groups}); they differ in: {parts}"


def _rule(standing: CaseStanding) -> str:
    kind = standing.case.rule.kind.value
    if standing.met:
        return f"rule ({kind}): met on {standing.met_on}"
    have = len(standing.wanted) - len(standing.lacking)
    lacking = ", ".join(voice.council for voice in standing.lacking[:MOST])
    more = f" and {len(standing.lacking) - MOST} more" if len(standing.lacking) > MOST else ""
    return f"rule ({kind}): not met, {have} of {standing.needed} adoptions; lacking: {lacking}{more}"
