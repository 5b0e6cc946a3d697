"""Random texts and random edits of them, for whatever must hold of every redline.

`pair(rng)` gives two texts as they are composed and numbered, and what was renamed; `pairs()` is that for Hypothesis.
`random_edit` is one edit of a text. Nothing here knows how two texts are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from press.compose.edition import Block, Item, Section, TableRow
from press.fault import Fault
from press.inline import Emphasis, Footnote, Foreign, Inline, Link, Run, Strong, plain, walk
from press.markup import parse, write
from press.read import read_words
from redline.notation import numbered

ROOT = Path(__file__).parent.parent.parent
WORDS = read_words(ROOT / "templates", ROOT)["nb"]

Inlines = tuple[Inline, ...]
Pair = tuple[tuple[Section, ...], tuple[Section, ...], dict[str, str]]

COMMON = """
    rådet styret kommunene regionen Oslo samarbeid mål planen avtalen budsjettet medlem møte vedtar skal kan ikke
    i og av til på som for bo- areal-, 46-årig Álgoálbmot Oslo–Bergen én (se) «slik» først sist uten- km/t
"""
VOCABULARY = (
    *COMMON.split(),
    *("17.12.2004", "1 234 567,50", "5 %", "§ 6-2", "2004–2010", "4.1", "12"),
)
SIGNS = (" ", " ", " ", " ", " ", ", ", ". ", ": ", " – ", "/", "")
SIMPLE = ("adoption", "paragraph", "goal", "quote", "note")
KINDS = (*SIMPLE, "paragraph", "paragraph", "strategy", "list", "table", "figure")
REST = Section("rest", "", (), (Block("rest-1", "paragraph", text=(Run("Dette er igjen."),)),))
PICTURES = ("figur.svg", "kart.png", "ringer.svg")


@dataclass
class Text:
    """A text while it is edited: its sections, what was renamed, and how many ids were given."""

    sections: list[Section]
    was: dict[str, str] = field(default_factory=dict)
    given: int = 0

    def fresh(self) -> str:
        self.given += 1
        return f"del-{self.given}"

    def ids(self) -> list[str]:
        return [name for one in self.sections for name in (one.id, *(block.id for block in one.blocks))]

    def places(self) -> list[tuple[int, int]]:
        return [(s, b) for s, one in enumerate(self.sections) for b in range(len(one.blocks))]

    def block(self, at: tuple[int, int]) -> Block:
        return self.sections[at[0]].blocks[at[1]]

    def put(self, at: tuple[int, int], *blocks: Block, instead: int = 1) -> None:
        """Put blocks at a place, instead of so many that stand there."""
        section = self.sections[at[0]]
        kept = (*section.blocks[: at[1]], *blocks, *section.blocks[at[1] + instead :])
        self.sections[at[0]] = replace(section, blocks=kept)


def pair(rng: Random) -> Pair:
    """Two texts, and what was renamed from the first to the second: new id -> old id."""
    text = document(rng)
    old = sound(text.sections)
    text = Text(list(old), {}, text.given)
    for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 2, 3, 3, 5, 8))):
        random_edit(rng, text)
    new = sound(text.sections)
    known, present = {*Text(list(old)).ids()}, {*Text(list(new)).ids()}
    return old, new, {name: before for name, before in text.was.items() if name in present and before in known}


def pairs() -> st.SearchStrategy[Pair]:
    """The same, drawn by Hypothesis."""
    return st.randoms(use_true_random=False).map(pair)


def random_edit(rng: Random, text: Text) -> None:
    """One edit, of any kind, of a text."""
    if text.places():
        rng.choice(EDITS)(rng, text)
    else:
        insert_section(rng, text)


def document(rng: Random) -> Text:
    """A text with a few sections."""
    text = Text([])
    for number in range(rng.choice((1, 2, 2, 3, 4))):
        title = () if number == 0 and rng.random() < 0.6 else inlines(rng, 3)
        blocks = tuple(block(rng, text.fresh()) for _ in range(rng.choice((1, 1, 2, 3, 4))))
        text.sections.append(Section(text.fresh(), "", title, blocks))
    return text


def sound(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The text numbered and made such as content can be: marks that can be written, links that lead somewhere.

    There is always a block in each section, a title on all sections but the first, and at least one section.
    """
    whole = [one for one in sections if one.blocks] or [REST]
    names = Text(list(whole)).ids()

    def led(words: Inlines) -> Inlines:
        return tuple(
            node
            if isinstance(node, Run)
            else replace(node, target=aim(node.target, names))
            if isinstance(node, Link)
            else replace(node, children=led(node.children))
            for node in words
        )

    def made(words: Inlines) -> Inlines:
        return tidy(led(words)) if words else ()

    titled = [one if one.title or not number else replace(one, title=(Run("Del"),)) for number, one in enumerate(whole)]
    return numbered(
        (
            replace(one, title=made(one.title), blocks=tuple(each(block, made) for block in one.blocks))
            for one in titled
        ),
        WORDS,
    )


def tidy(words: Inlines) -> Inlines:
    """The words as they are when they have been written and read; marks that cannot be written are left out."""
    nodes = [node for one in words for node in (read_back((one,)) if not isinstance(one, Run) else (one,))]
    found = read_back(tuple(nodes))
    return found if plain(found).strip() else (Run("ord"), *found)


def read_back(words: Inlines) -> Inlines:
    try:
        return parse(re.sub(r"\s+", " ", write(words)))
    except Fault:
        return tuple(Run(one) for one in [re.sub(r"\s+", " ", plain(words))] if one)


def aim(target: str, names: list[str]) -> str:
    """A target that is there. `#3` is the third part."""
    if not target.startswith("#") or target[1:] in names:
        return target
    return (
        "#" + names[int(target[1:]) % len(names)] if target[1:].isdecimal() and names else "https://example.org/borte"
    )


def each(one: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """A block with all its texts changed."""

    def item(it: Item) -> Item:
        return replace(it, text=change(it.text), items=tuple(map(item, it.items)))

    return replace(
        one,
        title=change(one.title),
        text=change(one.text),
        items=tuple(map(item, one.items)),
        head=tuple(map(change, one.head)),
        rows=tuple(TableRow(tuple(map(change, row.cells))) for row in one.rows),
    )


def inlines(rng: Random, longest: int = 12, depth: int = 0) -> Inlines:
    """Some words with marks; never empty."""
    found: list[Inline] = []
    for number in range(rng.randint(1, longest)):
        if number:
            found.append(Run(rng.choice(SIGNS)))
        found.append(piece(rng, depth))
    return tuple(found)


def piece(rng: Random, depth: int = 0) -> Inline:
    """A word, or words with a mark."""
    chance = rng.random()
    if chance < 0.75 or depth > 2:
        return Run(rng.choice(VOCABULARY))
    if chance < 0.81:
        return Emphasis(inlines(rng, 3, depth + 1))
    if chance < 0.87:
        return Strong(inlines(rng, 3, depth + 1))
    if chance < 0.91:
        return Foreign(inlines(rng, 2, depth + 1), rng.choice(("en", "se")))
    if chance < 0.96:
        target = rng.choice(("https://example.org/a", "https://example.org/b", f"#{rng.randint(0, 20)}"))
        return Link((Run(rng.choice(VOCABULARY)),), target)
    return Footnote(tuple(Run("note") if holds_note(node) else node for node in inlines(rng, 3, depth + 1)))


def holds_note(node: Inline) -> bool:
    return any(isinstance(one, Footnote) for one in walk((node,)))


def block(rng: Random, name: str) -> Block:
    """A block of any kind."""
    kind = rng.choice(KINDS)
    if kind == "strategy":
        return Block(name, kind, title=inlines(rng, 4), text=inlines(rng))
    if kind == "list":
        ordered = rng.random() < 0.4
        return Block(name, kind, items=items(rng, ordered), ordered=ordered)
    if kind == "table":
        columns = rng.randint(2, 3)
        rows = tuple(row(rng, columns) for _ in range(rng.randint(1, 4)))
        return Block(name, kind, title=inlines(rng, 3), head=row(rng, columns).cells, rows=rows)
    if kind == "figure":
        return Block(
            name, kind, title=inlines(rng, 3), picture=rng.choice(PICTURES), alternative=rng.choice(VOCABULARY)
        )
    return Block(name, kind, text=inlines(rng))


def items(rng: Random, ordered: bool, depth: int = 0) -> tuple[Item, ...]:
    return tuple(item(rng, ordered, depth) for _ in range(rng.randint(1, 3)))


def item(rng: Random, ordered: bool, depth: int = 0) -> Item:
    below = items(rng, ordered, depth + 1) if depth < 2 and rng.random() < 0.25 else ()
    return Item(inlines(rng, 5), below, ordered)


def row(rng: Random, columns: int) -> TableRow:
    return TableRow(tuple(inlines(rng, 2) for _ in range(columns)))


# Edits of words


def reworded(rng: Random, words: Inlines) -> Inlines:
    """Words with one thing changed: a word, a mark, a link, a footnote, a blank."""
    if not words:
        return words
    at = rng.randrange(len(words))
    node = words[at]
    if not isinstance(node, (Run, Link, Footnote)) and rng.random() < 0.5:
        return (*words[:at], replace(node, children=reworded(rng, node.children)), *words[at + 1 :])
    changed: Sequence[Inline] = rng.choice(REWORDINGS)(rng, node)
    return (*words[:at], *changed, *words[at + 1 :]) or (Run(rng.choice(VOCABULARY)),)


def other_words(rng: Random, node: Inline) -> Sequence[Inline]:
    return inlines(rng, 3)


def more_words(rng: Random, node: Inline) -> Sequence[Inline]:
    return (node, Run(" "), *inlines(rng, 3), Run(" "))


def fewer_words(rng: Random, node: Inline) -> Sequence[Inline]:
    return ()


def marked(rng: Random, node: Inline) -> Sequence[Inline]:
    return (rng.choice((Emphasis, Strong))((node,)),)


def unmarked(rng: Random, node: Inline) -> Sequence[Inline]:
    return (node,) if isinstance(node, Run) else node.children


def linked(rng: Random, node: Inline) -> Sequence[Inline]:
    if isinstance(node, Link):
        return (replace(node, target=rng.choice(("https://example.org/ny", f"#{rng.randint(0, 20)}"))),)
    return (Link((node,), "https://example.org/c"),) if isinstance(node, Run) else (node,)


def noted(rng: Random, node: Inline) -> Sequence[Inline]:
    if isinstance(node, Footnote):
        return (Footnote(reworded(rng, tuple(one for one in node.children if isinstance(one, Run))) or (Run("ny"),)),)
    return (node, Footnote((Run(rng.choice(VOCABULARY)),)))


REWORDINGS = (other_words, other_words, more_words, more_words, fewer_words, marked, unmarked, linked, noted)


# Edits of blocks


def change_words(rng: Random, text: Text) -> None:
    at = rng.choice(text.places())
    text.put(at, with_other_words(rng, text.block(at)))


def with_other_words(rng: Random, one: Block) -> Block:
    """The block with some of its words changed, wherever they stand."""
    chosen = rng.random()

    def change(words: Inlines) -> Inlines:
        for _ in range(rng.randint(1, 3) if words and rng.random() < max(0.3, chosen) else 0):
            words = reworded(rng, words) if words else words
        return words or (Run("ord"),)

    return each(one, lambda words: change(words) if words else words)


def insert_block(rng: Random, text: Text) -> None:
    at = rng.choice(text.places())
    text.put(at, block(rng, text.fresh()), instead=0)


def delete_block(rng: Random, text: Text) -> None:
    text.put(rng.choice(text.places()))


def split_block(rng: Random, text: Text) -> None:
    at = rng.choice(text.places())
    one = text.block(at)
    middle = len(one.text) // 2
    if one.kind in SIMPLE and middle:
        text.put(at, replace(one, text=one.text[:middle]), replace(one, id=text.fresh(), text=one.text[middle:]))


def merge_blocks(rng: Random, text: Text) -> None:
    at = rng.choice(text.places())
    following = (at[0], at[1] + 1)
    if following in text.places() and text.block(at).text and text.block(following).kind in SIMPLE:
        joined = (*text.block(at).text, Run(" "), *text.block(following).text)
        text.put(at, replace(text.block(at), text=joined), instead=2)


def move_block(rng: Random, text: Text) -> None:
    """To anywhere, in its own section or in another."""
    at = rng.choice(text.places())
    one = text.block(at)
    text.put(at)
    section = rng.randrange(len(text.sections))
    text.put((section, rng.randint(0, len(text.sections[section].blocks))), one, instead=0)


def move_and_edit(rng: Random, text: Text) -> None:
    at = rng.choice(text.places())
    text.put(at, with_other_words(rng, text.block(at)))
    move_block(rng, text)


def rename_block(rng: Random, text: Text) -> None:
    at = rng.choice(text.places())
    one = text.block(at)
    new = text.fresh()
    rename(text, one.id, new)
    text.put(at, replace(text.block(at), id=new))


def rename(text: Text, old: str, new: str) -> None:
    """Note the new name, and lead what led to the old one to it."""
    text.was[new] = text.was.pop(old, old)

    def led(words: Inlines) -> Inlines:
        return tuple(
            node
            if isinstance(node, Run)
            else replace(node, target=f"#{new}")
            if isinstance(node, Link) and node.target == f"#{old}"
            else replace(node, children=led(node.children))
            for node in words
        )

    text.sections = [
        replace(one, title=led(one.title), blocks=tuple(each(block, led) for block in one.blocks))
        for one in text.sections
    ]


def change_kind(rng: Random, text: Text) -> None:
    at = rng.choice(text.places())
    one = text.block(at)
    if one.kind in SIMPLE:
        text.put(at, replace(one, kind=rng.choice(SIMPLE)))
    else:
        text.put(at, block(rng, one.id))


def change_list(rng: Random, text: Text) -> None:
    lists = [at for at in text.places() if text.block(at).kind == "list"]
    if not lists:
        return
    at = rng.choice(lists)
    one = text.block(at)
    if rng.random() < 0.1:
        items_now = [replace(it, ordered=not one.ordered) for it in flat(one.items)]
        text.put(at, replace(one, ordered=not one.ordered, items=tuple(items_now)))
    else:
        text.put(at, replace(one, items=other_items(rng, one.items, one.ordered) or one.items))


def flat(items: Sequence[Item]) -> Iterator[Item]:
    for one in items:
        yield replace(one, items=())
        yield from flat(one.items)


def other_items(rng: Random, old: tuple[Item, ...], ordered: bool) -> tuple[Item, ...]:
    """The items with one changed, new, gone, moved or placed below another."""
    at = rng.randrange(len(old))
    before, one, behind = old[:at], old[at], old[at + 1 :]
    if one.items and rng.random() < 0.5:
        return (*before, replace(one, items=other_items(rng, one.items, ordered)), *behind)
    if at and rng.random() < 0.2:
        return (*before[:-1], replace(before[-1], items=(*before[-1].items, one)), *behind)
    changed = replace(one, text=reworded(rng, one.text) or (Run("ord"),))
    longer = replace(one, items=(*one.items, item(rng, ordered, 2)))
    return rng.choice(
        (
            (*before, *behind),
            (*before, item(rng, ordered), one, *behind),
            (*before, *behind, one),
            (*before, longer, *behind),
            (*before, changed, *behind),
            (*before, changed, *behind),
        )
    )


def change_table(rng: Random, text: Text) -> None:
    tables = [at for at in text.places() if text.block(at).kind == "table"]
    if tables:
        at = rng.choice(tables)
        text.put(at, other_table(rng, text.block(at)))


def other_table(rng: Random, one: Block) -> Block:
    """The table with a row or a cell changed, new, gone or moved, or with one column more."""
    at, choice = rng.randrange(len(one.rows)), rng.randrange(6)
    rows, columns = one.rows, len(one.head)
    if choice == 0 and len(rows) > 1:
        return replace(one, rows=(*rows[:at], *rows[at + 1 :]))
    if choice == 1:
        return replace(one, rows=(*rows[:at], row(rng, columns), *rows[at:]))
    if choice == 2:
        return replace(one, rows=(*rows[:at], *rows[at + 1 :], rows[at]))
    if choice == 3:
        wider = tuple(TableRow((*each_row.cells, inlines(rng, 2))) for each_row in rows)
        return replace(one, head=(*one.head, inlines(rng, 2)), rows=wider)
    if choice == 4:
        return replace(one, head=(*one.head[:-1], inlines(rng, 2)))
    cell = rng.randrange(columns)
    cells = rows[at].cells
    changed = (*cells[:cell], reworded(rng, cells[cell]) or (Run("ord"),), *cells[cell + 1 :])
    return replace(one, rows=(*rows[:at], TableRow(changed), *rows[at + 1 :]))


def change_picture(rng: Random, text: Text) -> None:
    figures = [at for at in text.places() if text.block(at).kind == "figure"]
    if figures:
        at = rng.choice(figures)
        change = {rng.choice(("picture", "alternative")): rng.choice(PICTURES)}
        text.put(at, replace(text.block(at), **change))


# Edits of sections


def insert_section(rng: Random, text: Text) -> None:
    blocks = tuple(block(rng, text.fresh()) for _ in range(rng.randint(1, 3)))
    text.sections.insert(rng.randint(0, len(text.sections)), Section(text.fresh(), "", inlines(rng, 3), blocks))


def delete_section(rng: Random, text: Text) -> None:
    text.sections.pop(rng.randrange(len(text.sections)))


def move_section(rng: Random, text: Text) -> None:
    section = text.sections.pop(rng.randrange(len(text.sections)))
    text.sections.insert(rng.randint(0, len(text.sections)), section)


def rename_section(rng: Random, text: Text) -> None:
    at = rng.randrange(len(text.sections))
    new = text.fresh()
    rename(text, text.sections[at].id, new)
    text.sections[at] = replace(text.sections[at], id=new)


def change_title(rng: Random, text: Text) -> None:
    at = rng.randrange(len(text.sections))
    title = text.sections[at].title
    title = () if title and rng.random() < 0.1 else reworded(rng, title or (Run("Tittel"),)) or (Run("Tittel"),)
    text.sections[at] = replace(text.sections[at], title=title)


def delete_everything(rng: Random, text: Text) -> None:
    if rng.random() < 0.5:
        text.sections.clear()
    else:
        at = rng.randrange(len(text.sections))
        text.sections[at] = replace(text.sections[at], blocks=())


def shuffle(rng: Random, text: Text) -> None:
    at = rng.randrange(len(text.sections))
    blocks = list(text.sections[at].blocks)
    rng.shuffle(blocks)
    text.sections[at] = replace(text.sections[at], blocks=tuple(blocks))


def divide_section(rng: Random, text: Text) -> None:
    at = rng.choice(text.places())
    section = text.sections[at[0]]
    text.sections[at[0]] = replace(section, blocks=section.blocks[: at[1]])
    text.sections.insert(at[0] + 1, Section(text.fresh(), "", inlines(rng, 3), section.blocks[at[1] :]))


EDITS: tuple[Callable[[Random, Text], None], ...] = (
    *(change_words,) * 12,
    *(insert_block, delete_block, move_block, move_and_edit, change_list, change_table) * 2,
    *(split_block, merge_blocks, rename_block, change_kind, change_picture, shuffle),
    *(insert_section, delete_section, move_section, rename_section, change_title, divide_section),
    delete_everything,
)
