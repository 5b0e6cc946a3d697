"""What YAML's own reader says -> plain words.

Only the messages of libyaml are known here. What it names is where it stumbled; where a writer's slip
begins earlier (a quote that is not closed, `key:value`), the place of the slip is named instead.
"""

from __future__ import annotations

import re

import yaml

from press.problem import Place, Problem

_QUOTE = 'Put the whole text in quotes: "…".'
_INDENT = "Let keys of the same mapping begin in the same column, and what belongs to a key further in."
_GLUED = re.compile(r"^\s*(?:- +)*([A-Za-z_][\w-]*):(?=[^\s:/])")
_INDICATORS = {
    "@": "at sign",
    "`": "backtick",
    "%": "per cent sign",
    "\t": "tab",
}
_MESSAGES: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "The line is indented otherwise than its neighbours, or the text above it has no key.",
        _INDENT,
    ),
    (
        "block sequence entries are not allowed",
        "A list begins on the line of its key.",
        "Put each `- ` on a line of its own. If it is a text: put it in quotes.",
    ),
    ("mapping keys are not allowed", "`? ` begins a kind of key that is not used here.", _QUOTE),
    (
        "could not find expected ':'",
        "This line has no `: `, though it stands where a key is expected.",
        "Write `key: value`, or indent the line if it goes on with the text above.",
    ),
    (
        "did not find expected '-' indicator",
        "This line belongs to a list, but does not begin with `- `.",
        "Begin it with `- `, or indent it as the item it belongs to.",
    ),
    (
        "did not find expected ',' or ']'",
        "The list that begins with `[` is not closed.",
        "Write `]` at its end.",
    ),
    (
        "did not find expected ',' or '}'",
        "The mapping that begins with `{` is not closed.",
        "Write `}` at its end.",
    ),
    (
        "found unexpected end of stream",
        "The quote that is opened here is never closed.",
        "Write the same quote at the end of the text.",
    ),
    (
        "found unexpected document indicator",
        "The quote that is opened here is not closed before `---` or `...`.",
        "Write the same quote at the end of the text.",
    ),
    (
        "found unknown escape character",
        "The backslash stands before a sign that it means nothing with.",
        r"Write \\ for a backslash, or use single quotes.",
    ),
    (
        "did not find expected hexdecimal number",
        "The escape does not have all its digits.",
        r"Write \u and four hexadecimal digits, or the sign itself.",
    ),
    (
        "found invalid Unicode character escape code",
        "The escape stands for no sign (a surrogate, or beyond U+10FFFF).",
        "Write the sign itself.",
    ),
    ("found undefined tag handle", "`!` begins a tag; tags are not used.", _QUOTE),
    ("tag", "`!` begins a tag; tags are not used.", _QUOTE),
    ("violates indentation", "A tab stands where the line is indented.", "Indent with blanks."),
    (
        "directive",
        "A line that begins with % gives orders to a YAML reader; that is not used.",
        "Take the line away, or put the text in quotes.",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "`*` and `&` begin references, which are not used.",
        _QUOTE,
    ),
    (
        "did not find expected comment or line break",
        "More than | or > stands on the line.",
        "Begin the text on the next line, indented. If | or > is part of the text, put it in quotes.",
    ),
    ("leading zero in", "More than | or > stands on the line.", "Write | or >- alone."),
    (
        "did not find expected <document start>",
        "The text above has ended, or is indented otherwise than this line.",
        _INDENT,
    ),
    ("did not find expected node content", "A bracket or comma stands where a value is expected.", _QUOTE),
    ("leading spaces", "An empty line is indented further than the text under it.", "Take its blanks away."),
)
_FROM_START = ("end of stream", "document indicator", "expected ',' or", "expected ':'", "tag")


def explained(error: yaml.YAMLError, path: str, lines: tuple[str, ...]) -> Problem:
    """The problem behind an error of libyaml. Its place is always one in the file."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    start = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None)
    if mark is None or (start is not None and any(words in said for words in _FROM_START)):
        mark = start or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines) or (line == len(lines) - 1 and not lines[line].strip()):
        line = max((n for n, text in enumerate(lines) if text.strip()), default=0)
        column = len(lines[line].rstrip())
    column = min(column, len(lines[line]))
    return _glued(said, path, lines, line) or _plainly(said, Place(path, line + 1, column + 1), lines[line])


def _plainly(said: str, place: Place, line: str) -> Problem:
    rest = line[place.column - 1 :]
    if "cannot start any token" in said:
        name = _INDICATORS.get(rest[:1], "sign")
        return Problem(place, "Y101", f"A text cannot begin with this {name} unless it is in quotes.", _QUOTE, line)
    if said.startswith("did not find expected key"):
        message, hint = _no_key(line[: place.column - 1].rstrip())
        return Problem(place, "Y101", message, hint, line)
    if "mapping values" in said and re.search(r":\s", line[: place.column - 1]):
        message = "A second colon with a blank after it stands in the line."
        return Problem(place, "Y101", message, "If it is part of the text, put the whole text in quotes.", line)
    for words, message, hint in _MESSAGES:
        if words in said:
            return Problem(place, "Y101", message, hint, line)
    return Problem(place, "Y101", f"This cannot be read as YAML: {said}.", _QUOTE, line)


def _no_key(before: str) -> tuple[str, str]:
    """What is said where a key was expected, from what stands before that place on its line."""
    if before.endswith(('"', "'")):
        message = "The text goes on after the quote that closed it."
        return message, "Put the whole text in quotes; write a single quote inside '…' twice."
    if before.endswith("]"):
        return "The text begins with a bracket, so that it is taken for a list.", "Put the whole text in quotes."
    return "The line is indented otherwise than the keys above it.", _INDENT


def _glued(said: str, path: str, lines: tuple[str, ...], line: int) -> Problem | None:
    """`key:value`, which YAML takes for one word; the trouble shows only on a later line."""
    if "mapping values" not in said and "expected ':'" not in said:
        return None
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), line)
    for number in (above, line):
        if found := _GLUED.match(lines[number]):
            place = Place(path, number + 1, found.end() + 1)
            key = found.group(1)
            return Problem(
                place,
                "Y102",
                f"No blank stands after the colon of `{key}:`.",
                f"Write `{key}: …`.",
                lines[number],
            )
    return None
