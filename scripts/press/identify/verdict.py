"""What is said of a file: which papers it holds, and how each of them stands to what the checkout knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from press.identify.paper import Paper


class State(StrEnum):
    """How a copy stands to the paper."""

    SAME_FILE = "the very file"
    UNALTERED = "unaltered"
    PART = "part, unaltered"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Change:
    """Words that differ: the page, the block and its place, what the paper says and what the file says.

    `word` is their place in the file. `moved` says that the words are the same and stand elsewhere, `tracked` that the
    file shows them as a tracked change.
    """

    page: int
    block: str
    place: str
    before: str
    after: str
    word: int = 0
    moved: bool = False
    tracked: bool = False

    @property
    def size(self) -> int:
        """How many words it is about."""
        return max(len(self.before.split()), len(self.after.split()))

    def __str__(self) -> str:
        where = f"page {self.page}, {self.place}" if self.page else self.place
        how = ", as a tracked change" if self.tracked else ""
        if self.moved:
            return f"{where}: «{_short(self.before)}» stands elsewhere"
        if not self.before:
            return f"{where}: «{_short(self.after)}» was put in{how}"
        if not self.after:
            return f"{where}: «{_short(self.before)}» is not there{how}"
        return f"{where}: «{_short(self.before)}» -> «{_short(self.after)}»{how}"


@dataclass(frozen=True)
class Found:
    """One paper in a file, or that none is known.

    `papers` is the paper; several where nothing in the file tells which of them it is, and none where it is not known.
    `first` and `last` are pages, 0 in a file without. `here` and `absent` are the places of the blocks that are in the
    file and not in it, where it is a part. `why` says what an answer rests on, or why there is none.
    """

    state: State
    papers: tuple[Paper, ...] = ()
    case: str = ""
    council: str = ""
    first: int = 0
    last: int = 0
    changes: tuple[Change, ...] = ()
    here: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def paper(self) -> Paper | None:
        """The paper, where it is clear which one."""
        return self.papers[0] if len(self.papers) == 1 else None


@dataclass(frozen=True)
class Verdict:
    """What is said of a file: every paper in it, in its order, and how many pages it has (0 without)."""

    found: tuple[Found, ...]
    pages: int = 0


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}…"
