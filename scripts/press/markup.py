"""The marks inside a text -> a tree of inlines, and back.

    *emphasis*   **strong**   [words](target)   ^[footnote]   [words]{lang=en}

The signs are pandoc's. A backslash makes the next sign plain. Nothing else is a mark, and nothing is guessed:
a star or bracket that does not belong to a mark is a fault, so that no word is ever set wrongly in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from press.fault import Fault
from press.inline import Deleted, Emphasis, Footnote, Foreign, Inline, Inserted, Link, Run, Strong, plain

_TOKEN = re.compile(r"\\(?s:.)|\\|\*+|\^\[|\[|\]|\s*\n\s*|[^\\*^\[\]\n]*[^\\*^\[\]\s]|[^\S\n]+|.")
_TARGET = re.compile(r"\\[\\()]|(?s:.)")
_LANGUAGE = re.compile(r"\{lang=([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\}")
_STARS: dict[str, type[Emphasis] | type[Strong]] = {"*": Emphasis, "**": Strong}
_STAR = r"Write \* for a star itself."
_BRACKET = r"Write \[ and \] for brackets themselves."
_FAULTS = {
    "C101": ("`{}` is opened here and never closed.", "Write `{}` where it ends. " + _STAR),
    "C102": ("`{}` stands alone and marks nothing.", _STAR),
    "C103": ("A blank stands before the closing `{}`.", "Put `{}` right after the last word. " + _STAR),
    "C104": (
        "`{}` cannot close here: `{}` was opened after it and is still open.",
        "Close the inner one first.",
    ),
    "C105": ("{} stars in a row mark nothing.", _STAR),
    "C106": ("`{}` is opened here and never closed.", "Write ] where it ends. " + _BRACKET),
    "C107": ("`]` closes nothing.", _BRACKET),
    "C108": ("The brackets hold no words.", "Write the words to show between [ and ]."),
    "C109": (
        "The brackets have no target after them.",
        "A link is [words](https://…), a footnote ^[words]. " + _BRACKET,
    ),
    "C110": (
        "A mark stands inside the words of a link.",
        "Put it around the whole link: **[words](https://…)**.",
    ),
    "C111": ("The target of the link has no end.", "Write ) right after it; a blank inside it is %20."),
    "C112": ("The link has no target.", "Write the address between ( and )."),
    "C113": ("A footnote stands inside a footnote.", "Make them two notes."),
    "C114": (
        "The backslash stands before nothing that it could make plain.",
        r"Write \\ for a backslash itself.",
    ),
    "C115": ("An empty line stands inside one text.", "Make what follows it a block of its own."),
}
"""Everything that can be wrong with marks: what is said, and what to write instead."""


def parse(text: str) -> tuple[Inline, ...]:
    """The inlines of one paragraph; a line break with the blanks around it counts as one blank.

    Raises `Fault` at the first thing that is wrong.
    """
    return _Parser(text).parse()


def write(inlines: Sequence[Inline]) -> str:
    """The one canonical way to write these inlines: `parse(write(parse(s))) == parse(s)`."""
    return "".join(_written(node) for node in inlines)


def _written(node: Inline) -> str:
    if isinstance(node, Run):
        return re.sub(r"([\\*\[\]]|\^$)", r"\\\1", node.text)  # a last ^ would make a link a footnote
    inner = write(node.children)
    match node:
        case Emphasis():
            return f"*{inner}*"
        case Strong():
            return f"**{inner}**"
        case Footnote():
            return f"^[{inner}]"
        case Foreign():
            return f"[{inner}]{{lang={node.language}}}"
        case Link():
            return f"[{inner}](" + re.sub(r"([\\()])", r"\\\1", node.target) + ")"
        case Inserted() | Deleted():
            raise TypeError("a redline's marks are never written into content")


@dataclass
class _Open:
    """A mark that has been opened and not yet closed."""

    sign: str
    offset: int
    children: list[Inline] = field(default_factory=list)

    def add(self, node: Inline) -> None:
        last = self.children[-1] if self.children else None
        if isinstance(node, Run) and isinstance(last, Run):
            self.children[-1] = Run(last.text + node.text)
        elif node != Run(""):
            self.children.append(node)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.end = len(text.rstrip())
        self.position = len(text) - len(text.lstrip())
        self.stack = [_Open("", self.position)]

    def parse(self) -> tuple[Inline, ...]:
        while self.position < self.end:
            token = _TOKEN.match(self.text, self.position, self.end)
            assert token, "the last alternative takes any sign"
            self._take(token.group(), token.start())
        if len(self.stack) > 1:
            raise _unclosed(self.stack[-1])
        return tuple(self.stack[0].children)

    def _take(self, token: str, offset: int) -> None:
        self.position = offset + len(token)
        if token[0] == "*":
            self._stars(token, offset)
        elif token in ("[", "^["):
            if token == "^[" and any(mark.sign == "^[" for mark in self.stack):
                raise _fault("C113", offset, 2)
            self.stack.append(_Open(token, offset))
        elif token == "]":
            self._bracket(offset)
        else:
            self.stack[-1].add(Run(_words(token, offset)))

    def _stars(self, stars: str, offset: int) -> None:
        if len(stars) > 3:
            raise _fault("C105", offset, len(stars), len(stars))
        top = self.stack[-1].sign
        if top == "***":
            self._close_three(stars, offset)
        elif stars == "***" and top in _STARS:
            self._star(top, offset)
            self._star("**" if top == "*" else "*", offset + len(top))
        else:
            self._star(stars, offset)

    def _star(self, stars: str, offset: int) -> None:
        """Open or close one mark: whichever the marks already open allow."""
        top = self.stack[-1]
        after = offset + len(stars)
        if top.sign == stars:
            self._closing(stars, offset)
            self.stack.pop()
            self.stack[-1].add(_STARS[stars](tuple(top.children)))
        elif any(mark.sign in (stars, "***") for mark in self.stack):
            raise _fault("C104", offset, len(stars), stars, top.sign)
        elif after < self.end and not self.text[after].isspace():
            self.stack.append(_Open(stars, offset))
        elif top.sign in _STARS:
            raise _unclosed(top)
        else:
            raise _fault("C102", offset, len(stars), stars)

    def _close_three(self, stars: str, offset: int) -> None:
        """`***` opened both; which of them is the inner one shows when the first of them is closed."""
        self._closing(stars, offset)
        mark = self.stack.pop()
        words = tuple(mark.children)
        if stars == "***":
            self.stack[-1].add(Strong((Emphasis(words),)))
        elif stars == "**":
            self.stack.append(_Open("*", mark.offset, [Strong(words)]))
        else:
            self.stack.append(_Open("**", mark.offset, [Emphasis(words)]))

    def _closing(self, stars: str, offset: int) -> None:
        if self.text[offset - 1].isspace():
            raise _fault("C103", offset, len(stars), stars)

    def _bracket(self, offset: int) -> None:
        mark = self.stack[-1]
        if "[" not in mark.sign:
            inside = any("[" in outer.sign for outer in self.stack)
            raise _unclosed(mark) if inside else _fault("C107", offset, 1)
        self.stack.pop()
        words = tuple(mark.children)
        if not plain(words).strip():
            raise _fault("C108", mark.offset, offset + 1 - mark.offset)
        self.stack[-1].add(Footnote(words) if mark.sign == "^[" else self._spanned(mark, words))

    def _spanned(self, mark: _Open, words: tuple[Inline, ...]) -> Inline:
        """What `[words]` is: a link when `(` follows, another language when `{lang=` follows."""
        if language := _LANGUAGE.match(self.text, self.position, self.end):
            self.position = language.end()
            return Foreign(words, language.group(1))
        width = self.position - mark.offset
        if not self.text.startswith("(", self.position, self.end):
            raise _fault("C109", mark.offset, width)
        if not all(isinstance(node, Run) for node in words):
            raise _fault("C110", mark.offset, width)
        return self._link(words)

    def _link(self, words: tuple[Inline, ...]) -> Link:
        """Reads the target up to the `)` that belongs to its `(`; a backslash makes either plain."""
        start = self.position
        target, depth = "", 0
        for token in _TARGET.finditer(self.text, start, self.end):
            sign = token.group()
            if sign.isspace():
                raise _fault("C111", start, token.start() - start)
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if depth == 0:
                break
            if token.start() > start:
                target += sign[-1]
        else:
            raise _fault("C111", start, 1)
        self.position = token.end()
        if not target:
            raise _fault("C112", start, 2)
        return Link(words, target, start + 1)


def _words(token: str, offset: int) -> str:
    """What a token without marks stands for."""
    if token[0] == "\\":
        sign = token[1:]
        if not sign or sign.isalnum() or sign.isspace():
            raise _fault("C114", offset, 1)
        return sign
    if "\n" not in token:
        return token
    if token.count("\n") > 1:
        raise _fault("C115", offset, 1)
    return " "


def _unclosed(mark: _Open) -> Fault:
    return _fault("C106" if "[" in mark.sign else "C101", mark.offset, len(mark.sign), mark.sign)


def _fault(code: str, offset: int, width: int, *words: object) -> Fault:
    message, hint = _FAULTS[code]
    return Fault(code, offset, width, message.format(*words), hint.format(*words))
