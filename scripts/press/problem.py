"""Problems as values: what is wrong, where, and what to write instead.

Every room may make a `Problem`; only the command line prints them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

MOST_PER_FILE = 50
"""Problems shown for one file before the rest are only counted."""


class Exit(IntEnum):
    """What a run ended with, for the shell."""

    MADE = 0
    CONTENT = 1
    USAGE = 2
    INTEGRITY = 3
    ENVIRONMENT = 4
    INTERNAL = 70


FAMILIES = {
    "Y": Exit.CONTENT,  # YAML: the file cannot be read as it stands
    "C": Exit.CONTENT,  # content: read, but it does not hold together
    "T": Exit.CONTENT,  # templates, style sheets, the templates' words
    "O": Exit.CONTENT,  # outputs: what was made is not what was asked
    "P": Exit.CONTENT,  # parcels: what came back from a translator
    "W": Exit.MADE,  # warnings: worth a look, and nothing is wrong
    "U": Exit.USAGE,
    "I": Exit.INTEGRITY,
    "E": Exit.ENVIRONMENT,
    "X": Exit.INTERNAL,
}
"""The first letter of a problem's code, and the exit code that follows from it."""


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file. Lines and columns count from 1, columns in characters; 0 is unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        shown = visible(self.path)
        if not self.line:
            return shown
        return f"{shown}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong.

    `message` is a sentence that names the thing, `hint` what to do about it,
    `excerpt` the whole line at `place`, and `width` how many of its characters are meant.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    excerpt: str = ""
    width: int = 1

    @property
    def exit(self) -> Exit:
        return FAMILIES[self.code[0]]

    @property
    def severity(self) -> str:
        """A warning stops nothing."""
        return "warning" if self.exit is Exit.MADE else "error"

    def __str__(self) -> str:
        hint = f" Hint: {visible(self.hint)}" if self.hint else ""
        lines = [f"{self.place}: {self.severity}[{self.code}]: {visible(self.message)}{hint}"]
        if self.excerpt and self.place.line:
            lines += _marked(self.excerpt, self.place, self.width)
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        """The same as an object, for `--json`."""
        return {
            "path": self.place.path,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "excerpt": self.excerpt,
        }


class Wrong(Exception):
    """Raised where work cannot go on; carries every problem found until then."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def meant(word: str, known: Iterable[str]) -> str:
    """A hint: the known word that this one was meant to be, or all of them."""
    words = list(known)
    if close := nearest(word, words):
        return f"Did you mean `{close}`?"
    return "Write " + _either(words) + "." if words else ""


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The word among these that this one was meant to be, where one is near."""
    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=0.6)), None)


def visible(text: str) -> str:
    """The text with every character that a terminal would act upon written as an escape."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def report(problems: Iterable[Problem]) -> Iterator[str]:
    """The lines to print: sorted by place, and at most `MOST_PER_FILE` for one file."""
    by_path: dict[str, list[Problem]] = {}
    for problem in sorted(set(problems)):
        by_path.setdefault(problem.place.path, []).append(problem)
    for path, found in by_path.items():
        yield from (str(problem) for problem in found[:MOST_PER_FILE])
        if len(found) > MOST_PER_FILE:
            yield f"{visible(path)}: … and {len(found) - MOST_PER_FILE} more"


def worst(problems: Iterable[Problem]) -> Exit:
    """The exit code for a run that met these problems; the gravest family decides."""
    gravity = [Exit.MADE, Exit.CONTENT, Exit.USAGE, Exit.ENVIRONMENT, Exit.INTEGRITY, Exit.INTERNAL]
    return max((problem.exit for problem in problems), key=gravity.index, default=Exit.MADE)


def _marked(excerpt: str, place: Place, width: int) -> list[str]:
    """The line with a mark under it, cut to what fits a terminal."""
    start = max(0, place.column - 60)
    number = f"{place.line:>5}"
    line = excerpt[start : start + 100]
    before = visible(line[: max(0, place.column - 1 - start)])
    meant = visible(line[max(0, place.column - 1 - start) :][: max(1, width)])
    after = visible(line[max(0, place.column - 1 - start) + max(1, width) :])
    gap = " " * len(before)
    return [f"{number} | {before}{meant}{after}", f"{' ' * 5} | {gap}{'^' * max(1, len(meant))}"]


def _either(words: list[str]) -> str:
    quoted = [f"`{word}`" for word in words]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
