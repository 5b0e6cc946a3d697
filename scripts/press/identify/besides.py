"""What stands in a file beside the words of a paper -> changes, and what an answer says of it in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from press.identify.carrier import Carrier, Form
from press.identify.fits import MARKED, Fit
from press.identify.furniture import Left, left_over
from press.identify.signs import BREAK, is_page_number, without_digits
from press.identify.verdict import Change

_HASH = re.compile(r"[0-9a-f]{64}")
MOST_TOLD = 3
"""Stamps that are told."""
LONGEST = 160
"""Signs of a header that are told."""


def told_besides(
    carrier: Carrier, fitted: Fit, others: Sequence[tuple[int, int]], *, part: bool
) -> tuple[list[Change], list[str]]:
    """The words that were put in on the paper's pages or beside it, as changes; and what else is to be said."""
    if not fitted.used:
        return [], []
    left = left_over(carrier, fitted.reference, fitted.used, others, part=part)
    name = fitted.reference.paper.name.rpartition("/")[2]
    lines = [line for line in left.within if not _of_file(carrier, line, name)]
    changes = [_put_in(carrier, line) for line in lines] + list(_struck(carrier, fitted))
    return changes, [*_why(left), *_edges(carrier, fitted)]


def _of_file(carrier: Carrier, line: Sequence[int], name: str) -> bool:
    """Whether a line says which archived file the paper was made from, as a colophon does: its name, its SHA-256."""
    return all(_HASH.fullmatch(carrier.words[at]) for at in line) or any(
        carrier.words[at].startswith(f"{name}.") for at in line
    )


def around(carrier: Carrier, fitted: Fit) -> list[Change]:
    """The changes around a text, without what a narrow column of the history makes of its own words in a PDF: a year
    that stands alone on its line like the number of a page, or in the midst of the next column."""
    changes = list(fitted.around)
    if carrier.form is not Form.PDF:
        return changes
    changes = [one for one in changes if not _broken(one)]
    numbers = {line.text.strip() for line in carrier.lines if line.outer and line.text.strip().isdigit()}
    lost = {one.before for one in changes if not one.after and one.before.isdigit()}
    for one in [one for one in changes if one.after and lost]:
        rest = [word for word in one.after.split() if word.strip(BREAK) not in lost]
        if _even("".join(rest)) == _even(one.before):
            numbers |= lost
            changes.remove(one)
    return [one for one in changes if one.after or one.before not in numbers or not one.place.startswith("history")]


def _broken(change: Change) -> bool:
    """Whether these are the same words, broken at the end of a line with the letter of another row between them."""
    joined = re.sub(rf"{BREAK}[A-ZÆØÅ]?(?=\s)", "", change.after)
    return BREAK in change.after and _even(joined) == _even(change.before)


def _even(text: str) -> str:
    return "".join(text.replace(BREAK, "").replace("-", "").split())


def unseen(carrier: Carrier, first: int, last: int) -> list[str]:
    """What keeps the pages `first` to `last` from showing what they say, each with its page."""
    return [
        f"Page {page}: {what}" if page else what for page, what in carrier.unseen if not page or first <= page <= last
    ]


def _edges(carrier: Carrier, fitted: Fit) -> Iterator[str]:
    """What the headers and footers of a Word file say that is neither the paper's nor the number of a page."""
    running = {one.replace("#", "") for one in fitted.reference.running}
    for text in dict.fromkeys(carrier.edges):
        told = without_digits(text).replace("#", "")
        if not any(told in one for one in running) and not is_page_number(text):
            yield f"Other words stand in the header or the footer: «{text[:LONGEST]}»."


def _struck(carrier: Carrier, fitted: Fit) -> Iterator[Change]:
    """The words that are struck through, each run of them; they count as not there."""
    if fitted.reference.paper.sort in MARKED:
        return
    inside = sorted(at for at in carrier.struck if fitted.first - 1 <= at <= fitted.last + 1)
    runs: list[list[int]] = []
    for at in inside:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    told = {word for change in fitted.changes for word in change.before.split()}
    for run in runs:
        words = [carrier.words[at] for at in run]
        if not told.issuperset(words):
            yield Change(carrier.page(run[0]), "", "struck through", " ".join(words), "", run[0])


def _put_in(carrier: Carrier, line: Sequence[int]) -> Change:
    said = " ".join(carrier.words[at] for at in line)
    return Change(carrier.page(line[0]), "", "beside the paper's own words", "", said, line[0])


def _why(left: Left) -> Iterator[str]:
    around = sum(map(len, left.around))
    if around:
        yield f"{around} words of others stand before or after it."
    if left.stamps:
        more = "" if len(left.stamps) <= MOST_TOLD else f" and {len(left.stamps) - MOST_TOLD} more"
        named = ", ".join(f"«{one}»" for one in left.stamps[:MOST_TOLD])
        yield f"Its pages bear also {named}{more}."
