"""Two texts of a document -> one in which what differs is marked.

Texts are compared, never outputs: parts by their id, the words of each token by token. Nothing here knows how a redline
is printed. `accept` and `reject` give the two texts back, so that each redline can be proven whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from press.compose.edition import Mark, Section
from press.compose.redline.accept import accept, bare, reject
from press.compose.redline.align import Alignment, align
from press.compose.redline.changes import Action, Change
from press.compose.redline.inlines import Inlines, accepted, normal, rejected, relinked
from press.compose.redline.page import Page
from press.compose.redline.parts import every, heading
from press.compose.redline.words import diff
from press.words import TemplateWords

__all__ = [
    "Action",
    "Change",
    "Redlined",
    "accept",
    "accepted",
    "bare",
    "diff",
    "normal",
    "redline",
    "reject",
    "rejected",
]

GONE = "tatt-ut-"
"""What the anchor of a part begins with that is gone, or struck and put in anew at the same place."""

MOVED = "flyttet-"
"""What the anchor begins with at the place that a part was moved from."""


@dataclass(frozen=True)
class Redlined:
    """The marked sections, and what was changed in the order of the page.

    `names` leads from ids in the page to those that the old text has for the same, where they differ: for `reject`.
    """

    sections: tuple[Section, ...]
    changes: tuple[Change, ...]
    names: Mapping[str, str]

    @property
    def marked(self) -> int:
        """How many stretches are marked."""
        return sum(change.count for change in self.changes)

    @property
    def blocks(self) -> int:
        """How many blocks and headings anything was changed in."""
        return len(self.changes)


def redline(old: Sequence[Section], new: Sequence[Section], was: Mapping[str, str], words: TemplateWords) -> Redlined:
    """What was changed from the old text to the new one, both as they were composed and numbered.

    `was` leads from new ids to old ones, where they differ. A link to a part that has another id now is the same link.
    Sentences on when a part was last changed (`amended`) are left out.
    """
    aligned = align(old, new, was)
    anchors = _anchors(old, new, aligned)
    targets = {**anchors, **aligned.after}
    before = _normal(old, lambda words: normal(relinked(words, targets)))
    page = Page(before, _normal(new, normal), aligned, anchors, words)
    sections = tuple(page.sections())
    names = {anchor: name for name, anchor in anchors.items() if name not in aligned.after}
    names.update((after, name) for name, after in aligned.after.items() if name != after)
    return Redlined(sections, tuple(page.changes), names)


def _anchors(old: Sequence[Section], new: Sequence[Section], aligned: Alignment) -> dict[str, str]:
    """The id in the page of each old part where it stands as struck; none of them is an id of the new text."""
    taken = {name for section in new for name in (section.id, *(block.id for block in section.blocks))}
    found: dict[str, str] = {}
    for section in old:
        for name in (section.id, *(block.id for block in section.blocks)):
            moved = aligned.moved(name) or (aligned.moved(section.id) and name in aligned.after)
            anchor = (MOVED if moved else GONE) + name
            while anchor in taken:
                anchor += "-2"
            found[name] = anchor
            taken.add(anchor)
    return found


def _normal(sections: Sequence[Section], change: Callable[[Inlines], Inlines]) -> tuple[Section, ...]:
    return tuple(
        heading(section, change, Mark.NONE, (every(block, change) for block in section.blocks)) for section in sections
    )
