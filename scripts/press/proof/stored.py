"""A stored output against one made anew: every word that differs, by page and block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from press.problem import Place, Problem
from press.proof.page import read_web
from press.proof.pdf_text import blocks
from press.proof.reading import bare, normal
from press.proof.word import read_word

MOST = 20
"""Differences that are told of one file."""


@dataclass(frozen=True)
class _Told:
    """One block of an output; `page` is 0 where the format has no pages of its own."""

    text: str
    page: int


def unlike(stored: bytes, made: bytes, ending: str, path: str) -> list[Problem]:
    """Where the text of two files of one format (`pdf`, `docx`, `html`) differs; `path` is that of the stored one.

    Only words count: where lines, pages or cells break may differ.
    """
    before, after = _blocks(stored, ending), _blocks(made, ending)
    problems = []
    matcher = SequenceMatcher(a=[bare(one.text) for one in before], b=[bare(one.text) for one in after], autojunk=False)
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind != "equal":
            problems += _differences(before, after, (a1, a2, b1, b2), path)
    rest = len(problems) - MOST
    if rest > 0:
        problems = [*problems[:MOST], Problem(Place(path), "O321", f"{rest} more blocks differ.", _HINT)]
    return problems


def _differences(
    before: Sequence[_Told], after: Sequence[_Told], span: tuple[int, int, int, int], path: str
) -> list[Problem]:
    """What differs between two stretches of blocks, a problem for each block of the longer one."""
    a1, a2, b1, b2 = span
    found = []
    for number in range(max(a2 - a1, b2 - b1)):
        old = before[a1 + number] if a1 + number < a2 else None
        new = after[b1 + number] if b1 + number < b2 else None
        near = old or before[min(a1, len(before) - 1)] if before else None
        where = f"On page {near.page}" if near and near.page else "In the text"
        block = f"block {min(a1 + number, max(len(before) - 1, 0)) + 1}"
        if old and new:
            was, now = _words(old.text, new.text)
            message = f"{where}, {block}, the stored file says «{was}», where today's templates print «{now}»."
        elif old:
            message = f"{where}, {block}, the stored file says «{_short(old.text)}», which is not printed today."
        else:
            assert new is not None
            message = f"{where}, before {block}, today's templates print «{_short(new.text)}», which is not stored."
        found.append(Problem(Place(path), "O321", message, _HINT))
    return found


def _words(old: str, new: str) -> tuple[str, str]:
    """The first words that differ, with a word on each side."""
    one, other = normal(old).split(" "), normal(new).split(" ")
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    first = max(0, start - 1)
    return _part(one, first, end), _part(other, first, end)


def _part(words: list[str], first: int, end: int) -> str:
    return _short(" ".join(words[first : len(words) - max(0, end - 1)]))


def _blocks(data: bytes, ending: str) -> list[_Told]:
    if ending == "pdf":
        return [_Told(block.text, block.page) for block in blocks(data) if block.text]
    reading = read_word(data) if ending == "docx" else read_web(data)
    return [_Told(text, 0) for text in (*reading.blocks, *reading.notes)]


def _short(text: str) -> str:
    text = normal(text)
    return text if len(text) <= 80 else f"{text[:77]}…"


_HINT = "The stored file stays as it is. The templates print it otherwise since it was adopted."
