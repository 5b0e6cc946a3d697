"""Bytes -> text, and every sign in it that must not be there.

What looks right in an editor and is not: another encoding, signs that cannot be seen, letters put together
from two signs. Found before YAML is read, because a YAML reader accepts most of them, or names no line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from press.problem import Place, Problem

LARGEST = 4_000_000
"""Bytes; some fifty times the longest document we know of. A file beyond this is not a document."""

_INVISIBLE = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point (Unicode 15, DerivedCoreProperties) but U+00AD, which hyphenation needs."""

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"\\U{plane:04x}fffe\\U{plane:04x}ffff" if plane else "\ufffe\uffff" for plane in range(17)
)
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_INVISIBLE}\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff"
    f"\ud800-\udfff{_NONCHARACTERS}]"
)
_SIGNS = tuple(
    (code, re.compile(f"[{signs}]"), message, hint)
    for code, signs, message, hint in (
        (
            "Y008",
            "\x0b\x0c\x85\u2028\u2029",
            "The line break {} is one that editors do not show.",
            "Break the line with Enter.",
        ),
        ("Y005", "\x00-\x1f\x7f-\x9f", "The control character {} stands in the text.", "Take it away."),
        (
            "Y006",
            "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
            "{} turns the direction of writing and cannot be seen.",
            "Take it away.",
        ),
        ("Y011", "\ufffd", "{} stands where a sign was lost.", "Write the sign that was meant."),
        ("Y011", "\ud800-\udfff", "{} is half of a sign (a surrogate).", "Write the sign itself."),
        (
            "Y011",
            "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
            "{} belongs to one font only (private use).",
            "Write a sign that all fonts can have.",
        ),
        ("Y011", _NONCHARACTERS, "{} is no sign at all (a noncharacter).", "Take it away."),
    )
)
_TAB = re.compile(r"^ *(\t[ \t]*)", re.MULTILINE)
_BREAKS_YAML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of a file and everything wrong with its signs.

    The text is empty when a YAML reader must not see it: bytes that are no UTF-8, or line breaks
    that it would count otherwise than an editor does.
    """
    if len(data) > LARGEST:
        message = f"The file has {len(data):,} bytes; at most {LARGEST:,} are read."
        return "", [Problem(Place(path), "Y004", message, "Divide it, or look whether it is the right file.")]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [Problem(Place(path), "Y001", "The file is UTF-16, not UTF-8.", "Save it as UTF-8.")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "", list(_undecodable(data, path))
    problems = list(_findings(text, path))
    if not problems and not _says_something(text):
        return "", [_empty(text, path)]
    unreadable = _BREAKS_YAML.search(text) or _TAB.search(text)
    return "" if unreadable else text, problems


def forbidden(text: str) -> tuple[int, str, str, str] | None:
    """The first sign of a text that may not be in content: offset, code, message, hint.

    For text that was written with escapes; also finds letters that are not composed (NFC).
    """
    found = _FORBIDDEN.search(text)
    if found:
        return found.start(), *_about(found.group())
    for offset, code, message, hint in _uncomposed(text):
        return offset, code, message, hint
    return None


def _undecodable(data: bytes, path: str) -> Iterator[Problem]:
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            column = len(line[: error.start].decode("utf-8")) + 1
            byte = line[error.start : error.start + 1]
            meant = byte.decode("cp1252", "replace")
            likely = f" ({meant} in Windows-1252)" if meant.isprintable() and meant != "\ufffd" else ""
            yield Problem(
                Place(path, number, column),
                "Y001",
                f"The byte 0x{byte.hex().upper()}{likely} is not UTF-8.",
                "Save the file as UTF-8.",
                line.decode("utf-8", "replace").rstrip("\r"),
            )


def _findings(text: str, path: str) -> Iterator[Problem]:
    lines = text.split("\n")
    yield from _line_ends(text, lines, path)
    for number, line in enumerate(lines, 1):
        if line.isascii() and line.isprintable():
            continue
        shown = line.removesuffix("\r")
        found = [(m.start(), *_about(m.group())) for m in _FORBIDDEN.finditer(shown) if m.group() != "\r"]
        if number == 1 and line.startswith("\ufeff"):
            hint = "Save the file as UTF-8 without BOM."
            found[0] = (0, "Y002", "The file begins with a byte order mark (U+FEFF).", hint)
        for offset, code, message, hint in [*found, *_uncomposed(shown), *_tabs(shown)]:
            yield Problem(Place(path, number, offset + 1), code, message, hint, shown)


def _line_ends(text: str, lines: list[str], path: str) -> Iterator[Problem]:
    windows = [number for number, line in enumerate(lines[:-1], 1) if line.endswith("\r")]
    if windows:
        line = lines[windows[0] - 1].removesuffix("\r")
        ends = f"{len(windows)} line{'s' * (len(windows) > 1)} of the file end{'s' * (len(windows) == 1)}"
        place = Place(path, windows[0], len(line) + 1)
        yield Problem(place, "Y009", f"{ends} in CR LF.", "Save the file with line ends LF (Unix).", line)
    for number, line in enumerate(lines, 1):
        if "\r" in line[:-1] or (number == len(lines) and line.endswith("\r")):
            place = Place(path, number, line.index("\r") + 1)
            yield Problem(
                place,
                "Y010",
                "A lone CR (U+000D) stands in the line.",
                "Save the file with line ends LF (Unix).",
                line,
            )


def _about(sign: str) -> tuple[str, str, str]:
    """Code, message and hint for a sign that may not be there."""
    number = f"U+{ord(sign):04X}"
    name = unicodedata.name(sign, "")
    called = f"{number} ({name.lower()})" if name else number
    for code, which, message, hint in _SIGNS:
        if which.match(sign):
            return code, message.format(called), hint
    return "Y007", f"{called} cannot be seen.", "Take it away."


def _uncomposed(text: str) -> Iterator[tuple[int, str, str, str]]:
    """The letters that are not in their composed form (Unicode Standard Annex 15, NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return
    message = "{} is written as {}, not as one composed sign (NFC)."
    hint = "Type it anew; text copied from a Mac or a PDF often has this."
    start, found = 0, False
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        cluster = text[start:end]
        composed = unicodedata.normalize("NFC", cluster)
        if composed != cluster:
            found = True
            yield (
                start,
                "Y012",
                message.format(composed, " + ".join(f"U+{ord(c):04X}" for c in cluster)),
                hint,
            )
        start = end
    if not found:
        yield 0, "Y012", "The line is not in composed form (NFC).", hint


def _tabs(line: str) -> Iterator[tuple[int, str, str, str]]:
    for found in _TAB.finditer(line):
        yield found.start(1), "Y013", "A tab stands where the line is indented.", "Indent with blanks."


def _says_something(text: str) -> bool:
    lines = (line.strip() for line in text.split("\n"))
    return any(line and not line.startswith("#") and line not in ("---", "...") for line in lines)


def _empty(text: str, path: str) -> Problem:
    what = "holds only comments" if text.strip() else "is empty"
    return Problem(Place(path), "Y003", f"The file {what}.", "Write the content, or take the file away.")
