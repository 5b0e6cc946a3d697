"""The words on a paper's pages that are none of it -> what pages bear at their edges, and what somebody put in.

A line is believed to be the pages' own only for a reason; all else that stands on a page of the paper is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from press.identify.carrier import Carrier, Form, Line
from press.identify.reference import May, Reference
from press.identify.signs import BREAK, is_marker, without_digits

LONGEST = 8
"""Words of a stamp or a running title that others put on pages."""
MARGIN = 0.06
"""Part of a page's height, and beside the text of its width, in which others put their stamps."""
HEADER = 14
"""The same of what browsers print in the margin of every page: the date and the page's title."""
ACROSS = 2
"""Words of what is stamped across the text of pages."""
BESIDE = 3
"""Words that may stand beside the number of a page."""
RUNNING = 6
"""Signs of a line that is a part of a running title."""
LETTER = 5
"""Words before a paper from which on it stands in a letter or a template of others."""
_NUMBER = re.compile(r"[–-]?\s*\d{1,5}(\s*(av|of|/)\s*\d{1,5})?\s*[–-]?")
_PAGE = re.compile(r"(?P<beside>.*?)\b(side|page|sid)\s*\d{1,5}(\s*(av|of|/)\s*\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True)
class Left:
    """Places of words that are not the paper's: `within` its pages, line by line; `around` it, of a letter or a
    template; and the lines that others stamped on its pages."""

    within: tuple[tuple[int, ...], ...] = ()
    around: tuple[tuple[int, ...], ...] = ()
    stamps: tuple[str, ...] = ()


def left_over(
    carrier: Carrier, reference: Reference, used: Collection[int], others: Sequence[tuple[int, int]], *, part: bool
) -> Left:
    """What stands on the pages of the paper whose words in the file are `used`, and is neither the paper's nor that of
    the papers at `others`. `part` says that it is an excerpt, which can stand anywhere in what others wrote."""
    first, last = min(used), max(used)
    lines = [line for line in _lines(carrier, first, last, used) if not _anothers(line, others)]
    pages = Pages(carrier, reference, first, last)
    left = [line for line in lines if not (pages.bears(carrier.line_of[line[0]]) or pages.draws(line))]
    outside = [line for line in left if (line[-1] < first or line[0] > last) and pages.outside(line, first, last)]
    before = sum(len(line) for line in outside if line[-1] < first)
    if not (part or before >= LETTER):
        outside = []
    within = tuple(line for line in left if line not in outside)
    return Left(within, tuple(outside), tuple(dict.fromkeys(pages.stamps)))


def _lines(carrier: Carrier, first: int, last: int, used: Collection[int]) -> Iterator[tuple[int, ...]]:
    """The words that are not used, of each line on the pages from the first word to the last; of a file without pages,
    of each line at all."""
    pages = range(carrier.page(first), carrier.page(last) + 1)
    now: list[int] = []
    for at in range(len(carrier.words)):
        if at in used or at in carrier.gone or carrier.page(at) not in pages:
            continue
        if now and carrier.line_of[now[-1]] != carrier.line_of[at]:
            yield tuple(now)
            now = []
        now.append(at)
    if now:
        yield tuple(now)


def _anothers(line: Sequence[int], others: Sequence[tuple[int, int]]) -> bool:
    return any(first <= at <= last for at in line[:1] for first, last in others)


class Pages:
    """The pages of a paper, between two places of a file, and what is repeated on them."""

    def __init__(self, carrier: Carrier, reference: Reference, first: int, last: int) -> None:
        self.carrier, self.reference = carrier, reference
        self.count = carrier.page(last) - carrier.page(first) + 1
        self.stamps: list[str] = []
        self.running = {one.replace("#", "") for one in reference.running}
        self.often: dict[tuple[str, int], set[int]] = {}
        self.marked = any(May.MARK in may or May.ITEM in may for may in reference.may)
        for line in carrier.lines[carrier.line_of[first] : carrier.line_of[last] + 40]:
            if line.page <= carrier.page(last):
                self.often.setdefault(_key(line), set()).add(line.page)

    def outside(self, words: Sequence[int], first: int, last: int) -> bool:
        """Whether a line stands above the first line of the paper, or below its last one."""
        carrier = self.carrier
        if carrier.form is Form.WORD:
            return True
        line, top, end = (carrier.lines[carrier.line_of[at]] for at in (words[0], first, last))
        if words[0] < first:
            return line.page == top.page and line.at[0] < top.at[0]
        return line.page == end.page and line.at[0] > end.at[0]

    def draws(self, words: Sequence[int]) -> bool:
        """Whether these words are drawn in a picture of the paper."""
        return all(self.carrier.words[at] in self.reference.drawn for at in words)

    def bears(self, number: int) -> bool:
        """Whether a line is the pages' own."""
        line, reference = self.carrier.lines[number], self.reference
        told = without_digits(line.text.replace(BREAK, "-"))
        turned = all(len(word) == 1 for word in line.text.split())
        if turned and any(told.upper() in one for one in reference.marks):
            return True  # a draft mark that is turned, letter by letter
        if told.upper() in reference.marks or told in reference.repeated:
            return True
        if self.carrier.form is Form.WORD:
            return False
        if is_marker(line.text):
            return self.marked
        told = told.replace("#", "")
        if any(told == one or (len(told) >= RUNNING and line.outer and told in one) for one in self.running):
            return True
        return self._number(line) or self._stamp(line, line.text.split())

    def _repeated(self, line: Line) -> bool:
        on = self.often.get(_key(line), set())
        return len(on) > 1 and 2 * len(on) >= self.count

    def _everywhere(self, line: Line) -> bool:
        return self.count > 2 and len(self.often.get(_key(line), set())) >= self.count - 1

    def _number(self, line: Line) -> bool:
        """Whether it is the number of a page, alone or with a few words that stand beside it on other pages too."""
        if not line.outer:
            return False
        if _NUMBER.fullmatch(line.text.strip()):
            return True
        told = _PAGE.fullmatch(line.text.strip())
        beside = told["beside"].split() if told else []
        return told is not None and (not beside or (len(beside) <= BESIDE and self._repeated(line)))

    def _stamp(self, line: Line, said: Sequence[str]) -> bool:
        """Whether it is a stamp: short, no sentence, on most pages; of one page, in its margin and with a number."""
        margin = not MARGIN < line.at[0] < 1 - MARGIN
        longest = ACROSS if not line.outer else HEADER if margin and self._everywhere(line) else LONGEST
        if len(said) > longest or line.text.rstrip().endswith((".", "!", "?")):
            return False
        numbered = margin and any(sign.isdigit() for sign in line.text)
        found = self._repeated(line) or (self.count == 1 and numbered)
        if found:
            self.stamps.append(line.text)
        return found


def _key(line: Line) -> tuple[str, int]:
    return without_digits(line.text), round(line.at[0] * 100)
