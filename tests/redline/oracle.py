"""What must differ in a redline of two texts, found without comparing their words: by ids, equality and brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.compose.edition import Block, Item, Section
from press.inline import Footnote, Foreign, Inline, Link, Run


@dataclass(frozen=True)
class Expected:
    """The ids of the parts that differ, by how; for moved ones, how many there are at the least."""

    inserted: set[str]
    deleted: set[str]
    changed: set[str]
    numbered: set[str]
    moved: int
    common: Mapping[str, str]


def expected(old: Sequence[Section], new: Sequence[Section], was: Mapping[str, str]) -> Expected:
    """`changed` are the parts that both texts have, with other words; `numbered` those with the same, renumbered."""
    before, after = parts(old), parts(new)
    common: dict[str, str] = {}
    for name, part in after.items():
        earlier = was.get(name, name)
        if earlier in before and isinstance(before[earlier], type(part)):
            common[name] = earlier
    back = {earlier: name for name, earlier in common.items()}
    changed = {
        name
        for name, earlier in common.items()
        if content(before[earlier], {one: back.get(one, f"({one})") for one in before}) != content(after[name], {})
    }
    return Expected(
        inserted=set(after) - set(common),
        deleted=set(before) - set(back),
        changed=changed,
        numbered={name for name, earlier in common.items() if before[earlier].number != after[name].number} - changed,
        moved=moved(old, new, common),
        common=common,
    )


def parts(sections: Sequence[Section]) -> dict[str, Section | Block]:
    found: dict[str, Section | Block] = {}
    for section in sections:
        found[section.id] = section
        found.update((block.id, block) for block in section.blocks)
    return found


def content(part: Section | Block, names: Mapping[str, str]) -> object:
    """What a part says by itself, with links led to the new ids."""

    def words(inlines: Sequence[Inline]) -> object:
        return list(letters(inlines, names))

    def item(one: Item) -> object:
        return words(one.text), one.ordered, [item(below) for below in one.items]

    if isinstance(part, Section):
        return words(part.title)
    return (
        (part.kind, part.ordered, part.picture, part.alternative),
        (words(part.title), words(part.text)),
        [item(one) for one in part.items],
        [words(cell) for cell in part.head],
        [[words(cell) for cell in row.cells] for row in part.rows],
    )


def letters(inlines: Sequence[Inline], names: Mapping[str, str], marks: tuple[str, ...] = ()) -> Iterator[object]:
    """Every letter with the marks around it; a link or a footnote is one letter."""
    for node in inlines:
        match node:
            case Run(text):
                yield from ((letter, marks) for letter in text)
            case Link(children, target):
                known = target.startswith("#") and target[1:] in names
                yield "link", f"#{names[target[1:]]}" if known else target, list(letters(children, names)), marks
            case Footnote(children):
                yield "footnote", list(letters(children, names)), marks
            case Foreign(children, language):
                yield from letters(children, names, (*marks, language))
            case _:
                yield from letters(node.children, names, (*marks, type(node).__name__))


def moved(old: Sequence[Section], new: Sequence[Section], common: Mapping[str, str]) -> int:
    """How many sections, and blocks among those of the same section, at the least have to be moved."""
    count = displaced([section.id for section in old], [common.get(section.id) for section in new])
    inside = {section.id: [block.id for block in section.blocks] for section in old}
    home = {block: section for section, blocks in inside.items() for block in blocks}
    for section in new:
        earlier = common.get(section.id)
        blocks = [common[block.id] for block in section.blocks if block.id in common]
        at_home = [block for block in blocks if home[block] == earlier]
        count += len(blocks) - len(at_home)
        count += displaced(inside.get(earlier or "", []), list(at_home))
    return count


def displaced(old: Sequence[str], new: Sequence[str | None]) -> int:
    """How many of those that both have are not in one longest common run; by trying all (n squared)."""
    places = [old.index(name) for name in new if name in old]
    longest: list[int] = []
    for position, place in enumerate(places):
        longest.append(1 + max((longest[at] for at in range(position) if places[at] < place), default=0))
    return len(places) - max(longest, default=0)
