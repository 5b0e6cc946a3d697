"""What must hold in a document beyond its shape: a list of small rules, each giving problems.

A rule sees facts, words and folder, and says what is wrong at the place where it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from press.document import Document, Figure, Item, List, Strategy, Table, Words
from press.inline import Link, walk
from press.problem import Problem, meant
from press.read.history import corrections, dates, rests_on_something
from press.text import RichText, Text, problem_at

Rule = Callable[[Document], Iterator[Problem]]
T = TypeVar("T")


RESERVED = frozenset({"main", "problems", "footnotes", "historikk", "tidslinje", "endringer"})
RESERVED_STARTS = ("tittel-og-navn", "historikk-", "kilde-", "footnote-", "call-", "flyttet-", "tatt-ut-", "endring-")
"""Ids that templates and the web page give to parts of their own."""

DRAFT_NAMES = frozenset({"utkast", "draft", "revisions", "decisions", "sources", "clauses"})

DEEPEST = 3
"""Lists within lists at the most: Word's own styles go no deeper."""


def check(document: Document) -> list[Problem]:
    """Every problem that any rule finds."""
    return [problem for rule in RULES for problem in rule(document)]


def languages(document: Document) -> Iterator[Problem]:
    """No language is listed twice, and each file is in the language that it is named after."""
    facts = document.facts
    yield from _unique(facts.languages, "language")
    for language, words in document.words.items():
        if words.language != language:
            message = f"The file {language}.yaml says that its language is `{words.language}`."
            yield problem_at(words.language, "C302", message, f"Write language: {language}")


def names(document: Document) -> Iterator[Problem]:
    """Ids of one kind are unique, and what refers to an id finds it."""
    facts = document.facts
    yield from _unique((revision.id for revision in facts.revisions), "revision")
    yield from _unique((decision.id for decision in facts.decisions), "decision")
    yield from _unique((source.id for source in facts.sources), "source")
    revisions = [revision.id for revision in facts.revisions]
    yield from _known([one.corrects for one in facts.revisions if one.corrects], revisions, "revision")
    if facts.draft:
        yield from _unique((*revisions, facts.draft.id), "revision")
        yield from _known([facts.draft.corrects] if facts.draft.corrects else [], revisions, "revision")
        yield from _known([citation.id for citation in facts.draft.sources], [s.id for s in facts.sources], "source")
    for name in (*revisions, *([facts.draft.id] if facts.draft else [])):
        if name in DRAFT_NAMES or name.endswith("-utkast"):
            message = f"The revision cannot be called `{name}`: the tool uses that name itself."
            yield problem_at(name, "C316", message, "Choose another id, such as the year.")
    sources = [source.id for source in facts.sources]
    for row in facts.rows:
        yield from _known([citation.id for citation in row.sources], sources, "source")


def block_ids(document: Document) -> Iterator[Problem]:
    """No two sections or blocks share an id."""
    for words in document.words.values():
        ids = [name for section in words.sections for name in (section.id, *(b.id for b in section.blocks))]
        yield from _unique(ids, "section or block")
        for name in ids:
            if name in RESERVED or name.startswith(RESERVED_STARTS):
                message = f"The id `{name}` is one that the tool itself gives to a part of the page."
                yield problem_at(name, "C315", message, "Choose another id.")


def named_in_words(document: Document) -> Iterator[Problem]:
    """Each revision, decision, body and source has its words, and no words are left over."""
    facts = document.facts
    # What a translation lacks is filled in from these, and what it has too much is told beside them.
    history, file = document.source.history, f"{facts.authoritative}.yaml"
    drafted = [facts.draft.id] if facts.draft else []
    yield from _paired([*(r.id for r in facts.revisions), *drafted], history.revisions, "revision", file)
    yield from _paired([d.id for d in facts.decisions], history.decisions, "decision", file)
    # A body that has decided nothing yet may have its name: it is to adopt the draft.
    bodies = [*(row.body for row in facts.rows if row.body), *history.bodies]
    yield from _paired(bodies, history.bodies, "body", file)
    yield from _paired([s.id for s in facts.sources], history.sources, "source", file)


def headings(document: Document) -> Iterator[Problem]:
    """Only the opening section lacks a title, and some section has one."""
    for words in document.words.values():
        for section in words.sections[1:]:
            if section.title is None:
                message = f"The section `{section.id}` has no title; only the first section may lack one."
                yield problem_at(section.id, "C331", message, "Add a line: title: …")
        for block in (block for section in words.sections if section.title is None for block in section.blocks):
            if isinstance(block, Strategy):
                message = f"The strategy `{block.id}` stands in a section without a title, so that it has no number."
                yield problem_at(block.id, "C335", message, "Give the section a title, or move the strategy.")
        titled = [section for section in words.sections if section.title is not None]
        if not titled:
            message = "No section has a title, so the document has no contents."
            yield problem_at(words.title, "C332", message, "Give each section but the first a title.")


def links(document: Document) -> Iterator[Problem]:
    """Every link leads to a web address, or to an id of the document."""
    for words in document.words.values():
        targets: set[str] = {section.id for section in words.sections} | {block.id for block in words.blocks()}
        for text in texts(words):
            for link in (node for node in walk(text.inlines) if isinstance(node, Link)):
                yield from _link(text, link, targets)


def lists(document: Document) -> Iterator[Problem]:
    """No list is deeper than Word's own styles are."""
    for words in document.words.values():
        for block in words.blocks():
            if isinstance(block, List):
                for item in _deeper(block.items, DEEPEST):
                    message = f"This item lies {DEEPEST + 1} lists deep; at most {DEEPEST} can be printed."
                    yield problem_at(item.text, "C346", message, "Move it up, or write it as a block of its own.")


def tables(document: Document) -> Iterator[Problem]:
    """Every row has a cell for each column."""
    for words in document.words.values():
        for block in words.blocks():
            if isinstance(block, Table):
                for row in block.rows:
                    if len(row) != len(block.head):
                        message = f"This row has {len(row)} cells, but the table has {len(block.head)} columns."
                        yield problem_at(row[0] if row else block.id, "C341", message, "Give each column a cell.")


def pictures(document: Document) -> Iterator[Problem]:
    """Every picture is there, beside the words, and of a kind that can be printed."""
    for words in document.words.values():
        for block in words.blocks():
            if isinstance(block, Figure):
                yield from _picture(document, block)


RULES: tuple[Rule, ...] = (
    languages,
    names,
    block_ids,
    named_in_words,
    dates,
    rests_on_something,
    corrections,
    headings,
    links,
    lists,
    tables,
    pictures,
)


def texts(words: Words) -> Iterator[RichText]:
    """Every text with marks in it, in the order in which it is printed."""
    for section in words.sections:
        if section.title is not None:
            yield section.title
        for block in section.blocks:
            if isinstance(block, (Strategy, Table, Figure)):
                yield block.title
            if isinstance(block, List):
                yield from _items(block.items)
            elif isinstance(block, Table):
                yield from block.head
                for row in block.rows:
                    yield from row
            elif not isinstance(block, Figure):
                yield block.text


def _items(items: Iterable[Item]) -> Iterator[RichText]:
    for item in items:
        yield item.text
        yield from _items(item.items)


def _deeper(items: Iterable[Item], levels: int) -> Iterator[Item]:
    for item in items:
        if levels == 0:
            yield item
        else:
            yield from _deeper(item.items, levels - 1)


def _unique(ids: Iterable[Text], kind: str) -> Iterator[Problem]:
    first: dict[str, Text] = {}
    for name in ids:
        if name in first:
            message = f"The id `{name}` stands twice ({kind}); first on line {first[name].place.line}."
            yield problem_at(name, "C311", message, "Give one of them another id.")
        first.setdefault(name, name)


def _known(ids: Iterable[Text], known: Iterable[str], kind: str) -> Iterator[Problem]:
    listed = list(known)
    for name in ids:
        if name not in listed:
            yield problem_at(name, "C312", f"There is no {kind} `{name}`.", meant(name, listed))


def _paired(ids: Iterable[Text], words: dict[Text, T], kind: str, file: str) -> Iterator[Problem]:
    listed = list(dict.fromkeys(ids))
    for name in listed:
        if name not in words:
            message = f"The {kind} `{name}` has no words in {file}."
            yield problem_at(name, "C313", message, f"Add {name} under history there.")
    for name in words:
        if name not in listed:
            message = f"These words belong to no {kind} in document.yaml: `{name}`."
            yield problem_at(name, "C314", message, meant(name, listed))


def _link(text: RichText, link: Link, targets: set[str]) -> Iterator[Problem]:
    offset = max(0, text.find(f"]({link.target})") + 2)
    width = len(link.target)
    if link.target.startswith("#"):
        if link.target[1:] not in targets:
            message = f"The link leads to `{link.target}`, which is in no section or block."
            hint = meant(link.target[1:], sorted(targets))
            yield problem_at(text, "C333", message, hint, offset, width)
    elif not link.target.startswith(("https://", "http://", "mailto:")):
        message = f"The link leads to `{link.target}`, which is neither a web address nor an id of this document."
        yield problem_at(text, "C334", message, "Begin it with https:// or with #", offset, width)


def _picture(document: Document, block: Figure) -> Iterator[Problem]:
    path = document.folder / block.picture
    if "/" in block.picture or "\\" in block.picture or block.picture.startswith("."):
        message = f"The picture `{block.picture}` is outside the document's folder."
        yield problem_at(block.picture, "C342", message, "Put the file beside this one and write its name alone.")
    elif block.picture == "timeline.svg":
        message = "The picture cannot be called `timeline.svg`: the drawn history bears that name."
        yield problem_at(block.picture, "C345", message, "Give the file another name.")
    elif path.suffix.lower() not in (".svg", ".png", ".jpg", ".jpeg"):
        message = f"The picture `{block.picture}` is of a kind that cannot be printed."
        yield problem_at(block.picture, "C343", message, "Use .svg, .png or .jpg")
    elif not path.is_file() or path.is_symlink():
        beside = sorted(p.name for p in document.folder.iterdir() if p.suffix.lower() in (".svg", ".png", ".jpg"))
        message = f"The picture `{block.picture}` is not there."
        hint = meant(block.picture, beside) or "Put the file beside this one."
        yield problem_at(block.picture, "C344", message, hint)
