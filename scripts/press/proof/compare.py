"""Reading against reading: is everything that was to be said there, in order?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from press.problem import Place, Problem
from press.proof.reading import Reading, Said, bare, normal


def compare(page: Reading, output: Reading, path: str) -> list[Problem]:
    """What the output at `path` leaves out, or puts elsewhere, of what the page says."""
    return [
        *_missing(page.blocks, output.text, path, "O301", "The text"),
        *_missing(page.notes, "\n".join(output.notes), path, "O301", "The footnote"),
        *_unmarked(page.strong, output.strong, path, "O302", "strong"),
        *_unmarked(page.emphasis, output.emphasis, path, "O303", "emphasised"),
        *_unlinked(page.links, output.links, path),
    ]


def missing_of(said: Said, page: Reading, path: str) -> list[Problem]:
    """What the page leaves out, or unmarked, of what the content says."""
    text = "\n".join((page.text, *page.notes))
    return [
        *_missing(said.ordered, text, path, "O305", "The content"),
        *_missing(said.worked_out, text, path, "O305", "What follows from the facts,"),
        *(problem for one in said.unordered for problem in _missing([one], text, path, "O305", "The content")),
        *_unmarked(said.strong, page.strong, path, "O302", "strong"),
        *_unmarked(said.emphasis, page.emphasis, path, "O303", "emphasised"),
        *_unlinked(said.links, page.links, path),
    ]


def _missing(wanted: Iterable[str], text: str, path: str, code: str, what: str) -> Iterator[Problem]:
    """Each wanted text that does not follow the one before it. Blanks do not count: lines break where they will."""
    whole, at = bare(text), 0
    for one in wanted:
        sought = bare(one)
        found = whole.find(sought, at)
        if found >= 0:
            at = found + len(sought)
            continue
        elsewhere = "stands elsewhere in what is printed" if sought in whole else "is not printed"
        yield Problem(Place(path), code, f"{what} «{_short(one)}» {elsewhere}.", _HINT)


def _unmarked(wanted: Iterable[str], marked: Iterable[str], path: str, code: str, how: str) -> Iterator[Problem]:
    """Each wanted text that bears no mark. Their order is not looked at: footnotes stand elsewhere in each format."""
    whole = [bare(one) for one in marked]
    parted = [one for one in wanted if not _taken(bare(one), whole)]
    left = "".join(whole)
    for one in sorted(parted, key=len, reverse=True):  # a short one must not be found within a longer one's words
        sought = bare(one)
        if sought in left:
            left = left.replace(sought, "\n", 1)
        else:
            yield Problem(Place(path), code, f"The text «{_short(one)}» is not printed as {how}.", _HINT)


def _taken(one: str, whole: list[str]) -> bool:
    """Whether it is one of these as it stands; it is taken out then. Formats may also part or join marks."""
    if one in whole:
        whole.remove(one)
        return True
    return False


def _unlinked(wanted: Iterable[tuple[str, str]], found: Iterable[tuple[str, str]], path: str) -> Iterator[Problem]:
    left = list(found)
    for link in sorted(wanted, key=lambda one: len(one[0]), reverse=True):  # as in `_unmarked`
        same = next((one for one in left if _same(link, one)), None)
        if same is None:
            yield Problem(Place(path), "O304", f"The link «{_short(link[0])}» to {link[1]} is not printed.", _HINT)
        else:
            left.remove(same)


def _same(wanted: tuple[str, str], found: tuple[str, str]) -> bool:
    """Same words, same target. Word may name a place within the document otherwise, but must have one."""
    inside = wanted[1].startswith("#")
    return bare(wanted[0]) in bare(found[0]) and (found[1].startswith("#") if inside else wanted[1] == found[1])


def _short(text: str) -> str:
    text = normal(text)
    return text if len(text) <= 80 else f"{text[:77]}…"


_HINT = "The file is not as the content says and is not delivered; mend the template or the writer."
