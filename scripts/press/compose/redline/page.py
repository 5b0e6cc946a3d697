"""Two texts and what belongs together in them -> one text with the changes marked, and the changes one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from press.compose.edition import Block, Mark, Pointer, Section
from press.compose.place import places
from press.compose.redline.align import Alignment, alike
from press.compose.redline.blocks import changes, compared, compared_heading
from press.compose.redline.changes import Action, Change, after, before
from press.compose.redline.inlines import deleted, inserted
from press.compose.redline.parts import heading, new_block, old_block
from press.compose.redline.sequence import merged
from press.words import TemplateWords

Texts = tuple[Section, ...]
Parts = tuple[Section | Block, ...]


class Page:
    """Puts the marked text together, from its first section to its last.

    A part that both texts have stands once where it stayed, with its words compared. Where it was moved, or cannot be
    compared, it stands twice: wholly struck where it was, wholly put in where it is. A section that stands twice takes
    the blocks with it that stay in it; of those, only the ones that differ are told by themselves.
    """

    def __init__(self, old: Texts, new: Texts, aligned: Alignment, anchors: Mapping[str, str], words: TemplateWords):
        self.old, self.new, self.aligned, self.anchors, self.words = old, new, aligned, anchors, words
        self.places, self.old_places = places(new, words), places(old, words)
        self.old_sections = {section.id: section for section in old}
        self.old_blocks = {block.id: block for section in old for block in section.blocks}
        self.changes: list[Change] = []

    def sections(self) -> Iterator[Section]:
        """The marked sections. `changes` is whole when all of them have been asked for."""
        for old, new in merged(self.old, self.new, self.aligned.sections):
            if old and new and bool(old.title) == bool(new.title):
                yield self._kept(old, new)
                continue
            if old:
                yield self._gone(old)
            if new:
                yield self._come(new)

    def _kept(self, old: Section, new: Section) -> Section:
        section = compared_heading(old, new)
        if section.mark is not Mark.NONE:
            self._tell_kept(old, new, section)
        blocks = []
        for one, other in merged(old.blocks, new.blocks, self.aligned.blocks[new.id]):
            if one and other and alike(one, other):
                block = compared(one, other)
                blocks.append(block)
                if block.mark is not Mark.NONE:
                    self._tell_kept(one, other, block)
                continue
            blocks += [self._old(one)] if one else []
            blocks += [self._new(other)] if other else []
        return replace(section, blocks=tuple(blocks))

    def _tell_kept(self, old: Section | Block, new: Section | Block, marked: Section | Block) -> None:
        count = changes(marked)
        action = Action.CHANGED if count else Action.RENUMBERED
        self._tell(action, old, new, (marked,), count + bool(marked.number_before))

    def _gone(self, section: Section) -> Section:
        """A section where it stood and stands no more."""
        shown = heading(section, deleted, Mark.DELETED, ())
        if section.id not in self.aligned.after:
            self._tell(Action.DELETED, section, None, (shown,))
        return replace(
            shown,
            blocks=tuple(map(self._old, section.blocks)),
            anchor=self.anchors[section.id],
            moved=self._to(section.id),
        )

    def _old(self, block: Block) -> Block:
        """A block where it stood and stands no more."""
        shown = old_block(block)
        if block.id not in self.aligned.after:
            self._tell(Action.DELETED, block, None, (shown,))
        return replace(shown, anchor=self.anchors[block.id], moved=self._to(block.id))

    def _come(self, section: Section) -> Section:
        """A section where it has not stood before."""
        start = len(self.changes)
        shown = heading(section, inserted, Mark.INSERTED, map(self._new, section.blocks))
        old = self.old_sections.get(self.aligned.before.get(section.id, ""))
        if old is None:
            self._tell(Action.INSERTED, None, section, (shown,), at=start)
            return shown
        marked: Parts = (compared_heading(old, section),)
        if bool(old.title) != bool(section.title):
            marked = heading(old, deleted, Mark.DELETED, ()), shown
        stay = len(self.aligned.blocks[section.id])
        differs = _differ(marked) or len(self.changes) > start or stay < len(old.blocks)
        self._tell(self._action(section.id, differs), old, section, marked, at=start)
        return replace(shown, moved=self._from(section.id, differs))

    def _new(self, block: Block) -> Block:
        """A block where it has not stood before."""
        shown = new_block(block)
        old = self.old_blocks.get(self.aligned.before.get(block.id, ""))
        if old is None:
            self._tell(Action.INSERTED, None, block, (shown,))
            return shown
        marked: Parts = (compared(old, block),) if alike(old, block) else (old_block(old), shown)
        action = self._action(block.id, _differ(marked))
        if action is not Action.CHANGED:
            self._tell(action, old, block, marked)
        elif _differ(marked):
            self._tell(action, old, block, marked, changes(marked[0]))
        return replace(shown, moved=self._from(block.id, _differ(marked)))

    def _action(self, name: str, differs: bool) -> Action:
        if name in self.aligned.stays:
            return Action.CHANGED
        return Action.MOVED_CHANGED if differs else Action.MOVED

    def _to(self, old: str) -> Pointer | None:
        """From the old place of a moved part to the new one."""
        if not self.aligned.moved(old):
            return None
        new = self.aligned.after[old]
        return Pointer(self.words.redline.moved_to.format(place=self.places[new]), new)

    def _from(self, new: str, differs: bool) -> Pointer | None:
        """From the new place of a moved part to the old one."""
        if new in self.aligned.stays:
            return None
        old = self.aligned.before[new]
        text = self.words.redline.moved_from_changed if differs else self.words.redline.moved_from
        return Pointer(text.format(place=self.old_places[old]), self.anchors[old])

    def _tell(
        self,
        action: Action,
        old: Section | Block | None,
        new: Section | Block | None,
        marked: Parts,
        count: int = 1,
        at: int | None = None,
    ) -> None:
        part = new or old
        assert part, "a change is of something"
        there = self.old_places[old.id] if old else ""
        place = self.places[new.id] if new else there
        change = Change(
            block=part.id,
            target=new.id if new else self.anchors[part.id],
            place=place,
            place_before="" if there == place else there,
            action=action,
            what=getattr(self.words.redline, action.value),
            count=count,
            before=tuple(text for one in marked for text in before(one)),
            after=tuple(text for one in marked for text in after(one)),
        )
        self.changes.insert(len(self.changes) if at is None else at, change)


def _differ(marked: Parts) -> bool:
    return len(marked) > 1 or changes(marked[0]) > 0
