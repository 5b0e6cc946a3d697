"""Two texts -> the redline and the table of both, in every format that they are sent in."""

from __future__ import annotations

from press.archive.attach import attach_frozen
from press.build.deliver import Delivery
from press.build.make import Order
from press.build.manifest import PDF, WORD
from press.build.outcome import Outcome
from press.build.past import ready
from press.build.project import Input, Project, Say, read_project
from press.build.run import too_long
from press.compose import statements
from press.compose.comparing import Compared, Side, compare
from press.compose.edition import Edition
from press.document import Document
from press.problem import Place, Problem, Wrong
from press.proof import Said

DRAFT = ("draft", "utkast")
"""What the working text is called when a redline is asked for."""


def redlines(project: Project, name: str | None, before: str | None, after: str | None, say: Say) -> Outcome:
    """Make the redline and the table from one text to another, in every language that both have.

    Without `after` the draft is meant, without `before` the revision that it grows from.
    """
    with ready(project):
        read = read_project(project)
        folder = project.document(name)
        document = next((one for one in read.documents if one.folder == folder), None)
        if document is None or not read.words:
            raise Wrong(*read.problems)
        orders = [
            order
            for compared, language in _compared(project, read, document, before, after)
            for order in _orders(project, read, compared, language)
        ]
        long = [problem for order in orders for problem in too_long(order.edition)]
        if long:
            raise Wrong(*long)
        delivery = Delivery(project, say)
        delivery.make(orders)
        return delivery.finish(read, whole=False)


def _compared(
    project: Project, read: Input, document: Document, before: str | None, after: str | None
) -> list[tuple[Compared, str]]:
    base = document.facts.base
    if base is None:
        hint = "Adopt the text as it stands first: make adopt REVISION=…"
        place = Place(project.shown(document.folder / "document.yaml"))
        raise Wrong(Problem(place, "U121", "There is no adopted text to compare with.", hint))
    other = _side(project, document, after or DRAFT[0])
    one = _side(project, document, before or _before(document, other) or str(base.id))
    _drafted(document, other, after)
    _in_order(document, one, other)
    languages = [name for name in one.document.words if name in other.document.words and name in read.words]
    return [(compare(one, other, document.facts, name, read.words[name]), name) for name in languages]


def _before(document: Document, after: Side) -> str | None:
    """The adopted revision just before the later text, where that is adopted itself."""
    line = [str(one.id) for one in document.facts.line if one.frozen]
    at = line.index(after.name) if after.revision else 0
    return line[at - 1] if at else None


def _drafted(document: Document, after: Side, asked: str | None) -> None:
    """Raises `Wrong` where the draft is asked for and there is none: the working text is what was adopted."""
    if after.revision is None and not document.drafted:
        message = "There is no draft: the words are those of the revision that was adopted last."
        known = ", ".join(one.id for one in document.facts.frozen)
        raise Wrong(Problem(Place("TO" if asked else "FROM or TO"), "U124", message, f"Name two revisions: {known}."))


def _side(project: Project, document: Document, name: str) -> Side:
    if name in DRAFT:
        return Side(document, None)
    revision = document.facts.revision(name)
    if revision is None or not revision.frozen:
        known = ", ".join([*(one.id for one in document.facts.frozen), "draft"])
        message = (
            f"There is no adopted revision `{name}`." if revision is None else f"The words of `{name}` are not kept."
        )
        raise Wrong(Problem(Place("FROM or TO"), "U122", message, f"These can be compared: {known}."))
    return Side(attach_frozen(document.folder, revision, project.root), revision)


def _in_order(document: Document, before: Side, after: Side) -> None:
    """A redline leads from the earlier text to the later one."""
    ids = [one.id for one in document.facts.line]
    places = [len(ids) if side.revision is None else ids.index(side.revision.id) for side in (before, after)]
    if places[0] >= places[1]:
        message = f"`{after.name}` does not come after `{before.name}`."
        raise Wrong(
            Problem(Place("FROM or TO"), "U123", message, "Write the earlier text after FROM=, the later after TO=")
        )


def _orders(project: Project, read: Input, compared: Compared, language: str) -> list[Order]:
    """The redline as PDF, Word and web page, the table as PDF and Word."""
    words = read.words[language]
    return [
        Order(
            compared.marked,
            words,
            project.templates,
            redline_said(compared.marked),
            plain=(compared.later, compared.earlier),
            blocks=compared.blocks,
        ),
        Order(compared.table, words, project.templates, redline_said(compared.table), formats=(PDF, WORD)),
    ]


def redline_said(edition: Edition) -> Said:
    """What a redline or a table must say besides its text, which is proven against both texts."""
    assert edition.redline is not None
    told = edition.redline
    rows = [text for change in told.changes for text in (change.place, change.what)]
    reasons = [change.reason for change in told.changes if change.reason] if edition.template == "comparison" else []
    return Said(ordered=(), worked_out=statements.worked_out(edition), unordered=(told.summary, *rows, *reasons))
