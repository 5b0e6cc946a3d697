"""PDF -> reading."""

from __future__ import annotations

from collections.abc import Iterable

from press.proof.pdf_text import Block, blocks
from press.proof.reading import Reading


def read_pdf(data: bytes) -> Reading:
    """What the structure tree of a PDF says. Semi-bold and bold type is strong, italic type emphasised."""
    return reading_of(blocks(data))


def reading_of(told: Iterable[Block]) -> Reading:
    """The same of blocks that were taken out already."""
    told = list(told)
    return Reading(
        blocks=tuple(block.text for block in told if not _is_note(block)),
        notes=tuple(block.text for block in told if _is_note(block)),
        strong=tuple(block.bold for block in told if block.bold),
        emphasis=tuple(block.italic for block in told if block.italic),
        links=tuple(link for block in told for link in block.links),
    )


def _is_note(block: Block) -> bool:
    return "Note" in (block.role, *block.within)
