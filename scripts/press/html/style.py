"""Is this style sheet sound? What a browser or WeasyPrint would pass by in silence is a problem here."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tinycss2

from press.html.vocabulary import CLASSES
from press.problem import Place, Problem

BODIES = frozenset({"platform", "redline", "comparison", "register", "saksframlegg", "folgeskriv", "index"})
OWN = BODIES | {"skip", "scroll", "call", "footnotes", "problems"}
"""Classes that are no part of the shared page: those of `body`, and what the web page adds to it."""
DRAWN = frozenset({"ink", "paper", "text", "span", "edge", "gap"})
"""The classes of the timeline, which the web page draws within itself."""
FAMILIES = frozenset({"fira sans", "system-ui", "sans-serif", "ui-monospace", "monospace", "inherit"})
"""The one family that the files carry, and what a browser has in its place."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_FAMILY = re.compile(
    r"(?<![\w-])font-family\s*:\s*([^;}]+)|(?<![\w-])font\s*:[^;}]*?\d(?:px|pt|rem|em|%)[^\s;}]*\s+([^;}]+)"
)

_CONTENT = re.compile(r"(?<![\w-])content\s*:\s*([^;}]+)")
_REACHING = re.compile(r"@import\b|\burl\(\s*(?!['\"]?press:)[^)]*\)?|@font-face\b|</?\w*", re.IGNORECASE)


def check_style(css: str, path: str) -> list[Problem]:
    """Everything in a style sheet that would be passed by; `path` is what problems call it."""
    sheet = _Sheet(css, path)
    found = [*sheet.braces(), *sheet.faults(), *sheet.classes(), *sheet.families(), *sheet.words(), *sheet.reaching()]
    return list(dict.fromkeys(found))


def reaching(css: str, path: str) -> list[Problem]:
    """Everything in a style sheet that reaches outside the page."""
    return list(_Sheet(css, path).reaching())


def _blanked(pattern: re.Pattern[str], css: str) -> str:
    """The sheet with blanks for what the pattern finds: as long as before, so that places agree."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), css)


class _Sheet:
    def __init__(self, css: str, path: str) -> None:
        self.css = css
        self.path = path
        self.lines = css.splitlines()
        self.uncommented = _blanked(_COMMENT, css)
        self.bare = _blanked(_STRING, self.uncommented)

    def braces(self) -> Iterator[Problem]:
        """A brace that is never closed: everything after it would be lost."""
        opened: list[int] = []
        for found in re.finditer(r"[{}]", self.bare):
            if found[0] == "{":
                opened.append(found.start())
            elif opened:
                opened.pop()
            else:
                yield self._problem(found.start(), 1, "T121", "This brace closes nothing.", "Take it away.")
        for offset in opened[:1]:
            yield self._problem(offset, 1, "T121", "This brace is never closed.", "Write } where its rule ends.")

    def faults(self) -> Iterator[Problem]:
        """What does not read as CSS (CSS Syntax Module Level 3)."""
        for rule in tinycss2.parse_stylesheet(self.css, skip_comments=True, skip_whitespace=True):
            if rule.type == "error" and rule.kind != "}":
                line = self.lines[rule.source_line - 1] if rule.source_line <= len(self.lines) else ""
                place = Place(self.path, rule.source_line, rule.source_column)
                yield Problem(place, "T122", f"This is not CSS: {rule.message}.", "", line)

    def classes(self) -> Iterator[Problem]:
        """A selector with a class that no element bears: its rule would do nothing."""
        known = OWN | DRAWN | frozenset(name for names in CLASSES.values() for name in names)
        for prelude in re.finditer(r"[^{};]+(?=\{)", self.bare):
            if prelude[0].lstrip().startswith("@"):
                continue
            for found in _CLASS.finditer(prelude[0]):
                if found[1] not in known:
                    hint = f"Known are: {', '.join(sorted(known))}."
                    offset = prelude.start() + found.start()
                    yield self._problem(
                        offset, len(found[0]), "T123", f"No element bears the class `{found[1]}`.", hint
                    )

    def families(self) -> Iterator[Problem]:
        """A font that the files do not carry: another would be shown in its place."""
        for found in _FAMILY.finditer(self.uncommented):
            listed = found[1] or found[2]
            for name in listed.split(","):
                family = name.strip().strip("\"'").lower()
                if family and not family.startswith("var(") and family not in FAMILIES:
                    offset = found.start() + found[0].rindex(listed)
                    message = f"The font {name.strip()} is not in the files that are made."
                    yield self._problem(offset, len(listed), "T124", message, 'Write "Fira Sans".')

    def words(self) -> Iterator[Problem]:
        """Words that only the style sheet says: neither Word nor the content would know of them."""
        for found in _CONTENT.finditer(self.uncommented):
            said = [text for text in re.findall(r"[\"']([^\"']*)[\"']", found[1]) if re.search(r"[^\W\d_]", text)]
            if said:
                message = f"The style sheet prints words of its own: «{said[0]}»."
                hint = "Words stand in the content or in templates/words."
                yield self._problem(found.start(), len(found[0]), "T125", message, hint)

    def reaching(self) -> Iterator[Problem]:
        """What would make the file fetch something, or end the style sheet within the page."""
        for found in _REACHING.finditer(self.uncommented):
            message = f"The style sheet reaches outside the page: {found[0].strip()}"
            hint = "Put the rules in the file itself; pictures are named url(press:NAME), and the fonts are given."
            yield self._problem(found.start(), len(found[0]), "T401", message, hint)

    def _problem(self, offset: int, width: int, code: str, message: str, hint: str) -> Problem:
        line = self.css.count("\n", 0, offset)
        column = offset - (self.css.rfind("\n", 0, offset) + 1)
        return Problem(Place(self.path, line + 1, column + 1), code, message, hint, self.lines[line], width)
