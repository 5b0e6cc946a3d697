"""A text with marks <-> the same text with inline codes, as a translator's program shows it.

Every mark becomes a paired code with a number: those of the source in reading order, and a mark of the target has the
number of the next mark of the source that is the same one. What a number stands for is said by the source alone, so
that no program can change where a link leads. A mark of the target that the source lacks gets a number after them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from press import markup
from press.fault import Fault
from press.inline import Emphasis, Footnote, Foreign, Inline, Link, Run, Strong, walk

Mark = Emphasis | Strong | Link | Footnote | Foreign

_OPENING: dict[type[Mark], str] = {Emphasis: "*", Strong: "**", Link: "[", Footnote: "^[", Foreign: "["}


@dataclass(frozen=True)
class Code:
    """A mark as a code around `inside`.

    `mark` is the mark without words, None where a file does not say it. `free` codes may be left out by the
    translator: the target had none when the parcel was made, or the source has none.
    """

    id: str
    mark: Mark | None
    inside: Pieces
    free: bool = False


Pieces = tuple["str | Code", ...]
"""A text: words and codes in their order."""


class Damaged(ValueError):
    """Codes that came back otherwise than they were sent; says what is wrong with them."""


def encode(source: str, target: str) -> tuple[Pieces, Pieces]:
    """Both texts with codes. Raises `Fault` where a text is not sound (`press.markup.parse`)."""
    words, translated = markup.parse(source), markup.parse(target)
    marks = [_bare(node) for node in walk(words) if isinstance(node, Mark)]
    numbers = range(1, len(marks) + 1)
    used = _matched(marks, [_bare(node) for node in walk(translated) if isinstance(node, Mark)])
    free = set(numbers) ^ set(used) if target else set()
    return _coded(words, iter(numbers), free), _coded(translated, iter(used), free)


def decode(source: Pieces, target: Pieces) -> tuple[str, str]:
    """Both texts with marks, written the canonical way; an empty target stays empty.

    Raises `Damaged` for codes of the target that are missing, doubled or unknown, and for marks that cannot stand so.
    """
    known = {code.id: code for code in every(source)}
    marks = {code.id: code.mark for code in every(target)} | {code.id: code.mark for code in known.values()}
    reasons = [f"what code {name} stands for is not said" for name, mark in marks.items() if mark is None]
    reasons += _doubled(source, "source") + _doubled(target, "target")
    empty = not any(isinstance(piece, Code) or piece.strip() for piece in target)
    if not empty:
        found = {code.id for code in every(target)}
        reasons += [f"code {code.id} is missing" for code in known.values() if not code.free and code.id not in found]
    if reasons:
        raise Damaged(", ".join(reasons))
    sound = {name: mark for name, mark in marks.items() if mark}
    return _text(source, sound), "" if empty else _text(target, sound)


def every(pieces: Pieces) -> Iterator[Code]:
    """Every code, in reading order, outer ones first."""
    for piece in pieces:
        if isinstance(piece, Code):
            yield piece
            yield from every(piece.inside)


def signs(mark: Mark) -> tuple[str, str]:
    """What the content writes before and after the words of a mark."""
    opening = _OPENING[type(mark)]
    return opening, markup.write((mark,))[len(opening) :]


def mark(opening: str, closing: str) -> Mark | None:
    """The mark that is written so, None where no mark is."""
    try:
        nodes = markup.parse(f"{opening}x{closing}")
    except Fault:
        return None
    node = nodes[0]
    sound = len(nodes) == 1 and isinstance(node, Mark) and node.children == (Run("x"),)
    return _bare(node) if sound and isinstance(node, Mark) else None


def _bare(node: Mark) -> Mark:
    return replace(node, children=())


def _matched(marks: Sequence[Mark], wanted: Sequence[Mark]) -> list[int]:
    """The number of each wanted mark: of the first same one that is not taken yet, else a new one."""
    left = dict(enumerate(marks, 1))
    fresh = count(len(marks) + 1)
    numbers = []
    for one in wanted:
        number = next((number for number, other in left.items() if other == one), 0)
        left.pop(number, None)
        numbers.append(number or next(fresh))
    return numbers


def _coded(inlines: Sequence[Inline], numbers: Iterator[int], free: set[int]) -> Pieces:
    return tuple(_piece(node, numbers, free) for node in inlines)


def _piece(node: Inline, numbers: Iterator[int], free: set[int]) -> str | Code:
    if isinstance(node, Run):
        return node.text
    assert isinstance(node, Mark), "the marks of a redline are never in content"
    number = next(numbers)
    return Code(str(number), _bare(node), _coded(node.children, numbers, free), number in free)


def _doubled(pieces: Pieces, where: str) -> list[str]:
    times = Counter(code.id for code in every(pieces))
    return [f"code {name} stands {number} times in the {where}" for name, number in times.items() if number > 1]


def _text(pieces: Pieces, marks: Mapping[str, Mark]) -> str:
    tree = _tree(pieces, marks)
    try:
        parsed = markup.parse(markup.write(tree))
    except Fault as fault:
        raise Damaged(f"the marks cannot stand so ({fault.message})") from None
    if _shape(parsed) != _shape(tree):
        raise Damaged("two marks stand in or beside each other that cannot")
    return markup.write(parsed)


def _tree(pieces: Pieces, marks: Mapping[str, Mark]) -> tuple[Inline, ...]:
    tree: list[Inline] = []
    for piece in pieces:
        last = tree[-1] if tree else None
        if isinstance(piece, Code):
            tree.append(replace(marks[piece.id], children=_tree(piece.inside, marks)))
        elif isinstance(last, Run):
            tree[-1] = Run(last.text + piece)
        else:
            tree.append(Run(piece))
    return tuple(tree)


def _shape(inlines: Sequence[Inline]) -> list[object]:
    """The marks of a text and how they are nested, without its words."""
    return [(_bare(node), _shape(node.children)) for node in inlines if isinstance(node, Mark)]
