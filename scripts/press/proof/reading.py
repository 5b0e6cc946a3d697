"""What a page or an output says, in the order in which it says it, without how it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_IGNORED = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Reading:
    """The text in reading order, and the parts of it that are strong, emphasised and linked.

    `blocks` are the pieces between which a reader pauses: paragraphs, cells, captions. `notes` are the footnotes,
    which each format keeps in a place of its own.
    A link is its text and its target: an address, or `#id` within the document.
    """

    blocks: tuple[str, ...]
    notes: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.blocks)


@dataclass(frozen=True)
class Said:
    """What the content says: texts in their order, texts that stand somewhere, and what bears a mark.

    `worked_out` are the texts that follow from its facts, in an order of their own. `spared` are those in which
    personal data may stand: an office's own address, and what is exempt in an edition that is not published.
    """

    ordered: tuple[str, ...]
    worked_out: tuple[str, ...]
    unordered: tuple[str, ...]
    strong: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    spared: tuple[str, ...] = ()


def normal(text: str) -> str:
    """The text as a reader hears it: blanks of any kind are one space, and invisible signs are gone."""
    return _BLANK.sub(" ", _plain(text)).strip()


def bare(text: str) -> str:
    """The text without any blanks, for comparing where lines and cells break in different places."""
    return _BLANK.sub("", _plain(text))


def _plain(text: str) -> str:
    """Without invisible signs; the hyphen that does not break is a hyphen."""
    return _IGNORED.sub("", text).replace("\N{NON-BREAKING HYPHEN}", "-")
