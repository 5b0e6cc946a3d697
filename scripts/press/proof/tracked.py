"""Word -> the two texts that its tracked changes hold: with all accepted, and with all rejected.

It follows Word's rules (ECMA-376-1, 17.13.5) on the bytes alone and knows nothing of how they were written: runs that
are inserted and deleted, paragraph marks that join a paragraph to the next, rows, and footnotes through their marks.
What is left is read as paragraphs and tables (`tracked_reading`), and compared with a document that tracks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice

from press.problem import Place, Problem
from press.proof.docx_parts import W, opened
from press.proof.tracked_reading import Block, Paragraph, read

MOST = 5
"""Differences told of one reading; the first ones say what is wrong."""
_HINT = "The file is not delivered; mend the Word writer or the marks of the redline."


def accepted(docx: bytes) -> tuple[Block, ...]:
    """What the body says when every change is accepted."""
    return read(opened(docx), gone="del")


def rejected(docx: bytes) -> tuple[Block, ...]:
    """What the body says when every change is rejected."""
    return read(opened(docx), gone="ins")


def tracked(docx: bytes) -> int:
    """How many changes the document tracks: each stretch of words, paragraph mark and row counts."""
    package = opened(docx)
    parts = (package.body, *package.notes.values())
    return sum(1 for part in parts for _ in part.iter(f"{W}ins", f"{W}del"))


def compare_tracked(redline: bytes, new: bytes, old: bytes, path: str) -> list[Problem]:
    """What the redline at `path` would become otherwise than the new text when all is accepted, than the old one when
    all is rejected (O311). `new` and `old` are Word files without tracked changes."""
    package = opened(redline)
    return [
        *_differences(read(package, gone="del"), read(opened(new)), path, "accepted", "new"),
        *_differences(read(package, gone="ins"), read(opened(old)), path, "rejected", "old"),
    ]


def _differences(
    found: tuple[Block, ...], wanted: tuple[Block, ...], path: str, done: str, which: str
) -> Iterator[Problem]:
    if found == wanted:
        return
    opcodes = SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes()
    for _, w, w_end, f, f_end in islice((one for one in opcodes if one[0] != "equal"), MOST):
        there, meant = _texts(found[f:f_end]), _texts(wanted[w:w_end])
        if there == meant:
            there, meant = repr(found[f:f_end]), repr(wanted[w:w_end])
            difference = _first_difference(there, meant)
            message = f"With all changes {done}, {difference} in the {which} text."
        else:
            message = f"With all changes {done}, Word has {_short(there)} where the {which} text has {_short(meant)}."
        yield Problem(Place(path), "O311", message, _HINT)


def _texts(blocks: tuple[Block, ...]) -> str:
    return " / ".join(text for block in blocks for text in _text(block))


def _text(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield "".join(run.text or (f"[{run.other}]" if run.other else "") for run in block.runs)
        return
    for row in block.rows:
        yield " | ".join(text for cell in row.cells for inner in cell for text in _text(inner))


def _short(text: str) -> str:
    return "nothing" if not text else f"«{text}»" if len(text) <= 120 else f"«{text[:117]}…»"


def _first_difference(there: str, meant: str) -> str:
    """Two descriptions from where they part: words are the same, but not their style, list, marks or links."""
    at = next((n for n, (one, other) in enumerate(zip(there, meant, strict=False)) if one != other), 0)
    at = max(0, at - 60)
    return f"Word has …{there[at : at + 120]}… which is …{meant[at : at + 120]}…"
