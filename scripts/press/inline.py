"""The words of one text as a tree: runs, and what is marked among them.

`press.markup` reads and writes the signs that stand for it in the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """Words without marks."""

    text: str


@dataclass(frozen=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """Words that lead to `target`: a URL, or `#id` inside the document. Holds runs only."""

    children: tuple[Inline, ...]
    target: str
    offset: int = field(default=0, compare=False)
    """Where the target stands in the text, for whoever finds that it leads nowhere."""


@dataclass(frozen=True)
class Footnote:
    """A note that hangs at this place; its words are the children."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Foreign:
    """Words in another language, a BCP 47 tag (WCAG 2.1, 3.1.2 Language of Parts)."""

    children: tuple[Inline, ...]
    language: str


@dataclass(frozen=True)
class Inserted:
    """Words that a later revision has and an earlier one had not. Never written in content: a redline makes it."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Deleted:
    """Words that an earlier revision had and a later one has not."""

    children: tuple[Inline, ...]


Inline = Run | Emphasis | Strong | Link | Footnote | Foreign | Inserted | Deleted


def plain(inlines: Sequence[Inline]) -> str:
    """The words without marks. Footnotes are left out: they are not part of the sentence."""
    return "".join(
        node.text if isinstance(node, Run) else "" if isinstance(node, Footnote) else plain(node.children)
        for node in inlines
    )


def walk(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Every inline, in reading order, parents before their children."""
    for node in inlines:
        yield node
        if not isinstance(node, Run):
            yield from walk(node.children)
