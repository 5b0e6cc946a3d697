"""A small notation for texts and redlines, to be read beside each other in the examples.

    == Mål [maal]                      a section with its title and id; without a title: == [innledning]
    paragraph maal-1: Words            a block: kind, id, words in the marks of the content
    strategy s-1: Title :: words
    numbers l-1:                       a list; `bullets l-1:` is the other
      - an item
        - one below it
    table t-1: Caption
      | head | head
      | cell | cell
    figure f-1: Caption :: picture.svg :: what it shows

In a redline, `~` before a line is changed, `+` inserted and `-` deleted; {-words-} and {+words+} within it; `2>3` is a
number that was another; [id @ anchor] an id and the anchor in the page where they differ; a line with `>` is a pointer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from press.compose.edition import Block, Item, Mark, Section, TableRow
from press.compose.redline import Change, Redlined
from press.inline import Deleted, Inline, Inserted
from press.markup import parse, write
from press.words import TemplateWords

SIGN = {Mark.NONE: " ", Mark.CHANGED: "~", Mark.INSERTED: "+", Mark.DELETED: "-"}
LINE = re.compile(r"(?P<kind>\w+) (?P<id>[\w-]+):(?: (?P<rest>.*))?")


def text(source: str, words: TemplateWords) -> tuple[Section, ...]:
    """The sections that a notation stands for, numbered."""
    sections: list[Section] = []
    for indented in filter(str.strip, source.splitlines()):
        line = indented.strip()
        depth = len(indented.rstrip()) - len(line)
        if found := re.fullmatch(r"== (?:(.*) )?\[([\w-]+)\]", line):
            sections.append(Section(found[2], "", parse(found[1] or ""), ()))
            continue
        section = sections[-1]
        if depth == 0:
            match = LINE.fullmatch(line)
            assert match, line
            blocks = (*section.blocks, block(match["kind"], match["id"], match["rest"] or ""))
        else:
            blocks = (*section.blocks[:-1], longer(section.blocks[-1], depth, line))
        sections[-1] = replace(section, blocks=blocks)
    return numbered(sections, words)


def block(kind: str, name: str, rest: str) -> Block:
    first, *more = rest.split(" :: ")
    if kind in {"numbers", "bullets"}:
        return Block(name, "list", ordered=kind == "numbers")
    if kind == "strategy":
        return Block(name, kind, title=parse(first), text=parse(more[0]))
    if kind == "figure":
        return Block(name, kind, title=parse(first), picture=more[0], alternative=more[1])
    if kind == "table":
        return Block(name, kind, title=parse(first))
    return Block(name, kind, text=parse(first))


def longer(one: Block, depth: int, line: str) -> Block:
    """The block with one more item or row."""
    if line.startswith("- "):
        return replace(one, items=with_item(one.items, depth // 2, Item(parse(line[2:]), ordered=one.ordered)))
    cells = tuple(parse(cell) for cell in re.split(r" ?\| ?", line)[1:])
    return replace(one, rows=(*one.rows, TableRow(cells))) if one.head else replace(one, head=cells)


def with_item(items: tuple[Item, ...], depth: int, item: Item) -> tuple[Item, ...]:
    if depth == 1:
        return (*items, item)
    return (*items[:-1], replace(items[-1], items=with_item(items[-1].items, depth - 1, item)))


def numbered(sections: Iterable[Section], words: TemplateWords) -> tuple[Section, ...]:
    """The same sections with the numbers that they and their blocks have (as `press.compose.sections` gives them)."""
    found, number, counts = [], 0, {"table": 0, "figure": 0}
    captions = {"table": words.caption.table, "figure": words.caption.figure}
    for section in sections:
        number += bool(section.title)
        shown = str(number) if section.title else ""
        blocks, strategies = [], 0
        for one in section.blocks:
            strategies += one.kind == "strategy"
            label = ""
            if one.kind == "strategy":
                label = f"{shown}.{strategies}" if shown else str(strategies)
            elif one.kind in captions:
                counts[one.kind] += 1
                label = captions[one.kind].format(number=counts[one.kind])
            blocks.append(replace(one, number=label))
        found.append(replace(section, number=shown, blocks=tuple(blocks)))
    return tuple(found)


def shown(found: Redlined) -> str:
    """A redline and its changes in the notation."""
    lines = [line for section in found.sections for line in shown_section(section)]
    lines += ["", f"{found.marked} in {found.blocks}"]
    lines += [line for change in found.changes for line in shown_change(change)]
    return "".join(f"{line}".rstrip() + "\n" for line in lines)


def shown_section(section: Section) -> Iterator[str]:
    yield from pointer(section)
    title = " ".join(filter(None, (number(section), marked(section.title), f"[{name(section)}]")))
    yield f"{SIGN[section.mark]} == {title}"
    for one in section.blocks:
        yield from pointer(one)
        yield from shown_block(one)


def shown_block(one: Block) -> Iterator[str]:
    kind = ("numbers" if one.ordered else "bullets") if one.kind == "list" else one.kind
    parts = (marked(one.title), marked(one.text), one.picture, one.alternative)
    rest = " :: ".join(filter(None, parts))
    yield f"{SIGN[one.mark]} {' '.join(filter(None, (kind, number(one), name(one))))}: {rest}"
    yield from shown_items(one.items, 1)
    if one.head:
        yield "    | " + " | ".join(map(marked, one.head))
    for row in one.rows:
        yield f"  {SIGN[row.mark]} | " + " | ".join(map(marked, row.cells))


def shown_items(items: Iterable[Item], depth: int) -> Iterator[str]:
    for item in items:
        yield f"{'  ' * depth}{SIGN[item.mark]} - {marked(item.text)}"
        yield from shown_items(item.items, depth + 1)


def shown_change(change: Change) -> Iterator[str]:
    place = f"{change.place} ({change.place_before})" if change.place_before else change.place
    yield f"* {place} [{change.block} @ {change.target}]: {change.what}, {change.count}"
    yield from (f"    < {marked(one)}" for one in change.before)
    yield from (f"    > {marked(one)}" for one in change.after)


def pointer(part: Section | Block) -> Iterator[str]:
    if part.moved:
        yield f"  > {part.moved.text} #{part.moved.target}"


def name(part: Section | Block) -> str:
    return f"{part.id} @ {part.anchor}" if part.anchor else part.id


def number(part: Section | Block) -> str:
    return f"{part.number_before}>{part.number}" if part.number_before else part.number


def marked(inlines: Iterable[Inline]) -> str:
    """Words in the marks of the content, with what is put in and taken out in braces."""
    signs = {Inserted: "+", Deleted: "-"}
    return "".join(
        f"{{{signs[type(node)]}{write(node.children)}{signs[type(node)]}}}"
        if isinstance(node, (Inserted, Deleted))
        else write([node])
        for node in inlines
    )
