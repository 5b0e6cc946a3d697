"""What was found of a paper in a stretch of a file."""

from __future__ import annotations

from dataclasses import dataclass

from press.identify.paper import Sort
from press.identify.reference import Piece, Reference
from press.identify.verdict import Change

MARKED = frozenset({Sort.REDLINE, Sort.TABLE})
"""Papers that say what was deleted as well."""


@dataclass(frozen=True)
class Fit:
    """How well a stretch of a file fits a paper.

    `changes` are those of the text itself; `absent` are the pieces of it that are not in the file, at its ends, and
    `cut` those of which only a part is. `words` are the words of the text, `there` how many of them are in the file;
    `head` and `head_there` the same of what says which paper it is. `around` are the changes in what stands around the
    text, `tail` the pieces of that after the last one in the file, and `used` the places of the file's words that are
    the paper's or stand between them.
    """

    reference: Reference
    first: int
    last: int
    changes: tuple[Change, ...]
    absent: tuple[Piece, ...]
    cut: tuple[Piece, ...]
    words: int
    there: int
    head: int
    head_there: int
    around: tuple[Change, ...] = ()
    tail: tuple[Piece, ...] = ()
    used: frozenset[int] = frozenset()

    @property
    def altered(self) -> int:
        """The same without what is not there from its first word to its last: a page that is gone."""
        whole = {(piece.block, " ".join(piece.words)) for piece in self.reference.pieces}
        return sum(one.size for one in self.changes if one.after or (one.block, one.before) not in whole)

    @property
    def distance(self) -> int:
        """How many words of the text are altered."""
        return sum(change.size for change in self.changes)

    @property
    def missing(self) -> int:
        """How many words of the text are not in the file."""
        return sum(len(piece.words) for piece in (*self.absent, *self.cut))
