"""What a file says, word by word, with where each word stands: the same for a PDF and for Word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property


class Form(Enum):
    """What kind of file carries the text."""

    PDF = "PDF"
    WORD = "Word"


@dataclass(frozen=True)
class Line:
    """A line of a PDF, or a paragraph of Word. `page` counts from 1, and is 0 where the file has no pages.

    `outer` says that it is among the first or last lines of its page, `edge` that it is the page's number, a running
    title, a stamp or the like, and no part of the text; `note` that it is a footnote.
    `at` is where it begins, from the top and from the left, as parts of the page's height and width.
    """

    text: str
    page: int = 0
    outer: bool = False
    edge: bool = False
    note: bool = False
    at: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Carrier:
    """A file's words in its order, and the line of each. `gone` and `added` are the words of tracked changes.

    `identity` is what the file says that it is, each text of it (`press.compose.edition.Edition.identity`).
    `struck` are those of the words gone that are struck through, `edges` what a Word file has in headers and footers,
    and `unseen` what keeps a page from showing what it says: the page, 0 for all of them, and what it is.
    """

    form: Form
    lines: Sequence[Line]
    words: Sequence[str]
    line_of: Sequence[int]
    pages: int = 0
    blank_pages: int = 0
    gone: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()
    identity: tuple[str, ...] = ()
    struck: frozenset[int] = frozenset()
    edges: tuple[str, ...] = ()
    unseen: tuple[tuple[int, str], ...] = ()

    def page(self, word: int) -> int:
        """The page of a word, from 1; 0 where the file has no pages."""
        return self.lines[self.line_of[word]].page

    def words_on(self, page: int) -> int:
        """How many words a page has."""
        return self._on_pages.get(page, 0)

    @cached_property
    def _on_pages(self) -> Counter[int]:
        return Counter(self.lines[line].page for line in self.line_of)

    def begins_line(self, word: int) -> bool:
        """Whether a word is the first of its line."""
        return word == 0 or self.line_of[word - 1] != self.line_of[word]


@dataclass
class Gathering:
    """Lines and words as they are read."""

    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    line_of: list[int] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
