"""Two texts of a document -> an edition with the changes marked, and one with both texts in a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from press.compose import DRAFT, bare, content_hash, pictures
from press.compose.edition import Block, Comparison, Edition, Fact, Picture, Redline, Section, Status
from press.compose.masthead import label
from press.compose.place import places
from press.compose.redline import Action, Change, Redlined, accept, redline, reject
from press.compose.redline import bare as plain
from press.compose.sections import Numbering
from press.compose.standing import remark, standing_facts
from press.document import Document, HistoryWords
from press.edtf import Precision
from press.facts import Facts, Kind, Revision, Step
from press.inline import Run
from press.text import Text
from press.words import TemplateWords

TITLE = "tittel-og-navn"
"""The id of the part that shows the titles where they differ; no section of the content can bear it."""

BEFORE = "foer-"
"""Before the name of an earlier picture, where the later one has the same name."""


@dataclass(frozen=True)
class Side:
    """One of the two texts: the document that holds its words, and its revision; none for the draft."""

    document: Document
    revision: Revision | None

    @property
    def name(self) -> str:
        return self.revision.id if self.revision else DRAFT


@dataclass(frozen=True)
class Compared:
    """A redline, the same text with all changes accepted and with all rejected, and the table of both."""

    marked: Edition
    later: Edition
    earlier: Edition
    table: Edition
    blocks: int


def compare(before: Side, after: Side, facts: Facts, language: str, words: TemplateWords) -> Compared:
    """The changes from one text to another. `facts` are today's, with the steps between the two."""
    old, old_pictures = _sections(before, language, words), pictures(before.document, language)
    new, new_pictures = _sections(after, language, words), pictures(after.document, language)
    if old[0] == new[0]:
        old, new = old[1:], new[1:]
    drawn, drawn_anew = before.document.pictures, after.document.pictures
    anew = frozenset(name for name in drawn if drawn_anew.get(name, drawn[name]) != drawn[name])
    old, old_pictures = _apart(old, old_pictures, anew)
    passed = steps(facts, before, after)
    found = redline(old, new, renamed(passed), words)
    later, earlier = accept(found.sections), reject(found.sections, found.names)
    assert later == plain(new), "all changes accepted do not give the later text"
    assert earlier == plain(old), "all changes rejected do not give the earlier text"
    told = _told(after, passed, found, language, words)
    told_before = label(before.document, before.revision, language, words)
    told_after = label(after.document, after.revision, language, words)
    base = replace(
        bare(after.document, language, words, after.revision),
        template="redline",
        title=words.redline.title.format(title=after.document.words[language].title),
        facts=(
            Fact(words.redline.before, told_before),
            Fact(words.redline.after, told_after),
            Fact(words.masthead.language, words.languages[after.document.words[language].language]),
            *standing_facts(after.document, language, words),
            *_lagging(after.document, language, new, words),
        ),
        colophon=_colophon(before, after, language, words),
        pictures=tuple({picture.name: picture for picture in (*old_pictures, *new_pictures)}.values()),
        redline=told,
        about=words.redline.about.format(before=told_before, after=told_after),
        purpose=f"redline-{before.name}",
    )
    if after.revision is not None:
        base = replace(base, status=Status.COMPARISON, status_label=words.redline.status)
    unlisted = replace(told, changes=())
    table = words.redline.table if after.revision is None else words.redline.table_adopted
    return Compared(
        marked=replace(base, sections=found.sections),
        later=replace(base, sections=later, redline=unlisted),
        earlier=replace(base, sections=earlier, redline=unlisted),
        table=replace(
            base,
            template="comparison",
            title=table.format(title=after.document.words[language].title),
            pictures=(),
            purpose=f"tabell-{before.name}",
        ),
        blocks=found.blocks,
    )


def _lagging(document: Document, language: str, sections: Sequence[Section], words: TemplateWords) -> Iterator[Fact]:
    """Which parts of a translation lag behind, for a text that has no room to say it at each of them."""
    stands = places(sections, words)
    told: dict[str, list[str]] = {}
    for name, place in stands.items():
        if said := remark(document, language, name, words):
            told.setdefault(said, []).append(place)
    yield from (Fact(", ".join(where), said) for said, where in told.items())


def steps(facts: Facts, before: Side, after: Side) -> tuple[Step, ...]:
    """Every revision after the one text up to the other, and the draft where that is the other."""
    line: list[Step] = list(facts.line)
    places = [str(step.id) for step in line]
    first = places.index(before.name) + 1 if before.name in places else len(line)
    last = places.index(after.name) + 1 if after.name in places else len(line)
    return (*line[first:last], *([facts.draft] if facts.draft and after.revision is None else []))


def renamed(passed: Sequence[Step]) -> Mapping[str, str]:
    """Later id -> earlier id, through every step between two texts."""
    names: dict[str, str] = {}
    for step in passed:
        names = {**names, **{new: names.pop(old, old) for new, old in step.was.items()}}
    return names


def reasons(passed: Sequence[Step], texts: HistoryWords, block: str) -> str:
    """Why a block was changed, in every step between two texts; where there are several, each with its revision."""
    told: list[str] = []
    name = block
    for step in reversed(passed):
        words = texts.revisions.get(step.id)
        if words and (reason := words.reasons.get(Text(name))):
            told.insert(0, f"{words.name}: {reason}" if len(passed) > 1 else str(reason))
        name = step.was.get(Text(name), name)
    return " ".join(told)


def _sections(side: Side, language: str, words: TemplateWords) -> tuple[Section, ...]:
    """The sections of a text, and before them a part with what is only in its title."""
    texts = side.document.words[language]
    shown = Block(f"{TITLE}-1", "paragraph", text=(Run(f"{texts.alliance}: {texts.title}"),))
    return (Section(TITLE, "", (), (shown,)), *Numbering(words).sections(texts))


def _apart(
    sections: tuple[Section, ...], shown: tuple[Picture, ...], anew: frozenset[str]
) -> tuple[tuple[Section, ...], tuple[Picture, ...]]:
    """The earlier text, with another name for each picture that was drawn anew under its old one."""
    named = tuple(replace(one, name=BEFORE + one.name) if one.name in anew else one for one in shown)
    return tuple(
        replace(
            section,
            blocks=tuple(
                replace(block, picture=BEFORE + block.picture) if block.picture in anew else block
                for block in section.blocks
            ),
        )
        for section in sections
    ), named


def _colophon(before: Side, after: Side, language: str, words: TemplateWords) -> tuple[Fact, ...]:
    """What a redline rests on: the content of both texts."""
    hashed = words.colophon.content
    return (
        Fact(words.colophon.document, f"{after.document.facts.id}, {before.name}, {after.name}, {language}"),
        Fact(words.colophon.publisher, after.document.facts.publisher),
        Fact(f"{hashed} ({words.redline.before.lower()})", content_hash(before.document, language)),
        Fact(f"{hashed} ({words.redline.after.lower()})", content_hash(after.document, language)),
    )


def _told(after: Side, passed: Sequence[Step], found: Redlined, language: str, words: TemplateWords) -> Redline:
    texts = words.redline
    drafted = after.revision is None
    history = after.document.words[language].history
    # Of several steps the kinds would be those of the last one alone.
    kinds = {str(change.block): change.kind for change in passed[0].changes} if len(passed) == 1 else {}
    unlisted = Kind.SUBSTANTIVE if len(passed) == 1 or (drafted and not passed) else None
    return Redline(
        summary=summary(found, words),
        key=texts.key,
        changes=tuple(
            _row(change, reasons(passed, history, change.block), kinds.get(change.block, unlisted), words)
            for change in found.changes
        ),
        head=(
            texts.place,
            texts.current if drafted else texts.earlier,
            texts.proposed if drafted else texts.later,
            texts.reason,
        ),
        author=_author(after, language, words),
        date=_day(after.revision),
    )


def _row(change: Change, reason: str, kind: Kind | None, words: TemplateWords) -> Comparison:
    texts = words.redline
    place, what = change.place, change.what
    if change.block.startswith(TITLE):
        place = texts.place_title
    elif change.action is Action.DELETED:
        place = texts.place_old.format(place=place)
    elif change.place_before and change.action in (Action.MOVED, Action.MOVED_CHANGED):
        what = texts.from_place.format(what=what, place=change.place_before)
    named = kind if change.action is not Action.RENUMBERED else None
    return Comparison(
        block=change.block,
        target=change.target,
        place=place,
        what=what,
        before=change.before,
        after=change.after,
        reason=reason,
        kind=getattr(words.kinds, named.value) if named else "",
    )


def summary(found: Redlined, words: TemplateWords) -> str:
    """«14 endringer i 6 ledd»."""
    texts = words.redline
    if not found.marked:
        return texts.none
    changes = texts.change_one if found.marked == 1 else texts.change_many.format(count=found.marked)
    blocks = texts.block_one if found.blocks == 1 else texts.block_many.format(count=found.blocks)
    return texts.summary.format(changes=changes, blocks=blocks)


def _author(after: Side, language: str, words: TemplateWords) -> str:
    """Who is named as the author of the changes: the body that adopted them, where it is known."""
    publisher = after.document.facts.publisher
    if after.revision is None:
        return words.redline.author_draft.format(publisher=publisher)
    if after.revision.body is None:
        return words.redline.author_unknown.format(publisher=publisher)
    return after.document.words[language].history.bodies[after.revision.body]


def _day(revision: Revision | None) -> str:
    """The day of adoption, where it is known to the day."""
    if revision is None or revision.adopted.precision is not Precision.DAY:
        return ""
    vague = revision.adopted.uncertain or revision.adopted.approximate
    return "" if vague else str(revision.adopted)
