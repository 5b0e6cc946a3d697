"""A redline is proven: both texts come out of it, and its marks are all that differs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from press.compose.edition import Block, Mark, Section
from press.compose.redline import Action, Redlined, accept, bare, redline, reject
from press.compose.redline.inlines import Inlines
from press.compose.redline.parts import all_items, texts
from press.inline import Deleted, Inserted, plain, walk
from redline.edits import SIMPLE, WORDS
from redline.oracle import content, expected, parts


def proven(old: Sequence[Section], new: Sequence[Section], was: Mapping[str, str]) -> Redlined:
    """The redline, once all that must hold of it was found to hold."""
    found = redline(old, new, was, WORDS)
    assert accept(found.sections) == bare(new)
    assert reject(found.sections, found.names) == bare(old)
    assert said(accept(found.sections)) == said(new)
    assert said(reject(found.sections, found.names)) == said(old)
    assert found == redline(old, new, was, WORDS)
    check_changes(found, old, new, was)
    check_anchors(found, new)
    for section in found.sections:
        for words in (section.title, *(words for block in section.blocks for words in texts(block))):
            check_marks(words)
        for block in section.blocks:
            check_parts(block)
    if not found.changes:
        assert all(one.mark is Mark.NONE for section in found.sections for one in (section, *section.blocks))
    return found


def said(sections: Sequence[Section]) -> list[object]:
    """A text letter by letter, with its ids and numbers."""
    return [(name, part.number, content(part, {})) for name, part in parts(sections).items()]


def check_parts(block: Block) -> None:
    """A block, an item or a row bears the mark that its words have."""
    whole = block.mark in {Mark.INSERTED, Mark.DELETED}
    each = [(item.mark, [item.text]) for item in all_items(block.items)] + [(row.mark, row.cells) for row in block.rows]
    for mark, found in each:
        kinds = {type(node) for words in found for node in words}
        match mark:
            case Mark.NONE:
                assert not kinds & {Inserted, Deleted}
            case Mark.CHANGED:
                assert kinds & {Inserted, Deleted}
            case Mark.INSERTED:
                assert kinds <= {Inserted}
            case Mark.DELETED:
                assert kinds <= {Deleted}
        assert not whole or mark is block.mark
    marked = any(isinstance(node, (Inserted, Deleted)) for words in texts(block) for node in words)
    assert (block.mark is Mark.NONE) == (not marked and not block.number_before)


def check_changes(found: Redlined, old: Sequence[Section], new: Sequence[Section], was: Mapping[str, str]) -> None:
    """The changes are those that the ids and the words themselves tell."""
    must = expected(old, new, was)
    by = {action: [one.block for one in found.changes if one.action is action] for action in Action}
    assert len(found.changes) == len({(one.block, one.action is Action.DELETED) for one in found.changes})
    assert sorted(by[Action.INSERTED]) == sorted(must.inserted)
    assert sorted(by[Action.DELETED]) == sorted(must.deleted)
    assert must.changed <= {*by[Action.CHANGED], *by[Action.MOVED_CHANGED]}
    sections = {section.id for section in new}
    # A moved section is changed too where anything in it is.
    assert {*by[Action.CHANGED], *by[Action.MOVED_CHANGED]} - must.changed <= sections & {*by[Action.MOVED_CHANGED]}
    assert {*by[Action.RENUMBERED]} <= must.numbered
    assert len(by[Action.MOVED]) + len(by[Action.MOVED_CHANGED]) == must.moved
    carried = carried_parts(found)
    told = {one.block for one in found.changes}
    assert must.numbered - told <= carried
    shown = {part.id if part.mark is not Mark.DELETED else back(part.id, must.common) for part in marked_parts(found)}
    assert shown - carried <= {one.block for one in found.changes}
    assert {one.block for one in found.changes} <= shown
    assert found.blocks == len(found.changes)
    assert found.marked == sum(change.count for change in found.changes) >= found.blocks
    check_table(found, parts(old), parts(new), must.common)
    for change in found.changes:
        assert change.count >= 1
        assert all(not isinstance(node, Inserted) for words in change.before for node in walk(words))
        assert all(not isinstance(node, Deleted) for words in change.after for node in walk(words))


def check_table(
    found: Redlined,
    old: Mapping[str, Section | Block],
    new: Mapping[str, Section | Block],
    common: Mapping[str, str],
) -> None:
    """Of a paragraph, the whole words of both texts stand beside each other."""
    for change in found.changes:
        gone = change.action is Action.DELETED
        after = None if gone else new[change.block]
        before = old.get(change.block if gone else common.get(change.block, ""))
        for words, part in ((change.before, before), (change.after, after)):
            if isinstance(part, Block) and part.kind in SIMPLE:
                assert [plain(one) for one in words] == [plain(part.text)] * bool(part.text)
            elif part is None:
                assert words == ()


def back(old: str, common: Mapping[str, str]) -> str:
    return {earlier: name for name, earlier in common.items()}.get(old, old)


def marked_parts(found: Redlined) -> Iterator[Section | Block]:
    for section in found.sections:
        yield from (one for one in (section, *section.blocks) if one.mark is not Mark.NONE)


def carried_parts(found: Redlined) -> set[str]:
    """The blocks that stand twice because their section does."""
    told = {one.block for one in found.changes}
    return {
        block.id
        for section in found.sections
        if section.mark is Mark.INSERTED
        for block in section.blocks
        if block.id not in told
    } | {
        block.id
        for section in found.sections
        if section.mark is Mark.DELETED
        for block in section.blocks
        if block.moved is None
    }


def check_anchors(found: Redlined, new: Sequence[Section]) -> None:
    """No id stands twice in the page, and whatever leads inside it leads somewhere."""
    shown = [one for section in found.sections for one in (section, *section.blocks)]
    ids = [one.anchor or one.id for one in shown]
    assert len(ids) == len(set(ids))
    assert {one.moved.target for one in shown if one.moved} <= set(ids)
    assert {one.target for one in found.changes} <= set(ids)
    for section in found.sections:
        for words in (section.title, *(words for block in section.blocks for words in texts(block))):
            targets = {getattr(node, "target", "") for node in walk(words)}
            assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)


def check_marks(words: Inlines) -> None:
    """Marks are outermost, none is empty, and what is taken out stands before what is put in."""
    for node in words:
        if isinstance(node, (Inserted, Deleted)):
            assert node.children
        inner = list(walk(getattr(node, "children", ())))
        assert not any(isinstance(one, (Inserted, Deleted)) for one in inner)
    for one, other in pairwise(words):
        assert not (isinstance(one, Inserted) and isinstance(other, (Inserted, Deleted)))
        assert not (isinstance(one, Deleted) and isinstance(other, Deleted))
