"""A parcel <-> PO (GNU gettext manual, "The Format of PO Files"): texts as the content writes them, with their marks.

polib takes half a file, another encoding and two entries of one name without a word, and opens a file when the text is
the name of one. So every line is looked at before polib sees it, and the entries are counted afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import polib

from press.parcel import guard
from press.parcel.exchange import Parcel, Return, Returned, Segment, origin_of
from press.problem import Place, Problem, Wrong
from press.records import State

_QUOTED = r'"(?:[^"\\]|\\[\\nrtvbf"])*"'
_LINE = re.compile(
    r"(?P<blank>)"
    r"|(?P<comment>#[.:,]?(?:[ \t].*)?|##.*)"
    rf"|(?P<previous>#\|[ \t]+(?:msgctxt|msgid)[ \t]+{_QUOTED})"
    rf"|(?P<again>#\|[ \t]+{_QUOTED})"
    rf"|msgctxt[ \t]+(?P<msgctxt>{_QUOTED})"
    rf"|msgid[ \t]+(?P<msgid>{_QUOTED})"
    rf"|msgstr[ \t]+(?P<msgstr>{_QUOTED})"
    rf"|(?P<more>{_QUOTED})"
)
_BEGINS = frozenset({"comment", "previous", "msgctxt", "msgid"})
_AFTER = {
    "blank": _BEGINS | {"blank"},
    "comment": _BEGINS | {"blank"},
    "previous": _BEGINS | {"again"},
    "msgctxt": {"msgid", "more"},
    "msgid": {"msgstr", "more"},
    "msgstr": _BEGINS | {"blank", "more"},
}
"""What may stand after what; the two of `_GOES_ON` go on with a text."""
_GOES_ON = ("more", "again")
_WHOLE = ("blank", "msgstr")
"""What a whole file ends with; an empty line before the next entry begins is all that `blank` is."""

_UNSEEN_BREAK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters, and everything that polib takes for the end of a line and an editor does not."""
_PLURAL = re.compile(r"msgid_plural|msgstr\[")
_EMPTY_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_UTF_8 = re.compile(r"charset=utf-8\b", re.IGNORECASE)
_TOLD = re.compile(r"^(seal|state): (\w+)$", re.MULTILINE)
"""Our extracted comments."""
_DONE = (State.REVIEWED, State.CERTIFIED)
"""States that no flag of PO says, so that an extracted comment does."""
_SENT = "Send back the file that came with the parcel."


def write(parcel: Parcel) -> bytes:
    """The parcel as one PO file.

    An empty line inside a comment is left out, because one divides two comments.
    """
    file = polib.POFile(wrapwidth=0)
    file.header = parcel.title
    file.metadata = {
        "Project-Id-Version": parcel.origin,
        "Language": parcel.language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": parcel.source_language.replace("-", "_"),
    }
    for segment in parcel.segments:
        file.append(_entry(segment))
    return str(file).encode()


def read(data: bytes, path: str) -> Return:
    """What came back in a PO file. Raises `Wrong` with everything that is wrong with it."""
    text = guard.decode(data, path).replace("\r\n", "\n")
    count, problems = _looked_at(text, path)
    if problems:
        raise Wrong(*problems)
    try:
        file = polib.pofile(text, encoding="utf-8")
    except OSError as error:
        raise Wrong(Problem(Place(path), "P301", f"The PO file cannot be read: {error}.", _SENT)) from None
    if not file.metadata or len(file) + 1 != count:
        message = f"The PO file has {count} entries, of which the first must be its header."
        raise Wrong(Problem(Place(path), "P306", message, _SENT))
    return _return(file, path)


def _entry(segment: Segment) -> polib.POEntry:
    comments = (_EMPTY_LINES.sub("\n", comment.strip()) for comment in segment.comments)
    told = [f"seal: {segment.seal}"]
    if segment.state in _DONE and not segment.stale:
        told.append(f"state: {segment.state}")
    return polib.POEntry(
        msgctxt=segment.id,
        msgid=segment.source,
        msgstr=segment.target,
        flags=["fuzzy"] if segment.stale else [],
        previous_msgid=segment.previous or None,
        comment="\n".join(told),
        tcomment="\n\n".join(comments),
    )


def _looked_at(text: str, path: str) -> tuple[int, list[Problem]]:
    """How many entries a PO file has, and everything that is wrong with its lines."""
    problems = []
    count = 0
    before = "blank"
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        kind = _kind(line)
        if kind not in _AFTER[before]:
            ends = number > 1 and not any(lines[number:]) and (not line or number == len(lines))
            problems.append(_cut_off(Place(path, number)) if ends else _unexpected(line, Place(path, number)))
        elif kind not in _GOES_ON and (kind != "blank" or before == "msgstr"):
            before = kind
        count += kind == "msgid"
    if not problems and before not in _WHOLE:
        problems.append(_cut_off(Place(path, len(lines))))
    return count, problems


def _kind(line: str) -> str:
    """What a line is, by the names in `_LINE`; empty where it is nothing that stands in a PO file."""
    found = None if _UNSEEN_BREAK.search(line) else _LINE.fullmatch(line.strip(" \t"))
    return (found.lastgroup or "") if found else ""


def _cut_off(place: Place) -> Problem:
    return Problem(place, "P305", "The last entry of the PO file is not whole: the file was cut off.", _SENT)


def _unexpected(line: str, place: Place) -> Problem:
    """The problem of a line that has no place in the file, or none where it stands."""
    if unseen := _UNSEEN_BREAK.search(line):
        message = f"The control character or unseen line break U+{ord(unseen.group()):04X} stands in the line."
        return Problem(place, "P302", message, "Take it away.", line)
    if _PLURAL.match(line):
        return Problem(place, "P303", "Plural forms have no place in a parcel.", "Translate it as one text.", line)
    if line.startswith("#~"):
        message = "The line belongs to an entry that was set aside with `#~`."
        return Problem(place, "P304", message, "Take the entry away, or take `#~` away from its lines.", line)
    hint = "An entry is msgctxt, msgid and msgstr, each with its text in quotes that are closed in the same line."
    return Problem(place, "P301", "The line is not PO, or does not belong where it stands.", hint, line)


def _return(file: polib.POFile, path: str) -> Return:
    place = Place(path, 1)
    if not _UTF_8.search(file.metadata.get("Content-Type", "")):
        message = "The header of the PO file does not say `charset=UTF-8`."
        raise Wrong(Problem(place, "P307", message, "Save the file as UTF-8."))
    document, total = origin_of(file.metadata.get("Project-Id-Version", ""))
    language = file.metadata.get("Language", "").replace("_", "-")
    guard.addressed(document, language, place)
    segments = tuple(_returned(entry, Place(path, entry.linenum)) for entry in file)
    problems = [*_unnamed(segments), *guard.doubled(segments)]
    if problems:
        raise Wrong(*problems)
    return Return(document, language, segments, total)


def _unnamed(segments: tuple[Returned, ...]) -> Iterator[Problem]:
    for segment in segments:
        if not segment.id.strip() or not segment.source.strip():
            yield Problem(segment.place, "P308", "The entry has no id (msgctxt), or no source (msgid).", _SENT)


def _returned(entry: polib.POEntry, place: Place) -> Returned:
    guard.measured(len(entry.msgid + entry.msgstr + entry.tcomment), place)
    told = dict(_TOLD.findall(entry.comment))
    comments = tuple(part.strip() for part in _EMPTY_LINES.split(entry.tcomment) if part.strip())
    waiting = entry.fuzzy or not entry.msgstr.strip()
    done = next((state for state in _DONE if state == told.get("state")), State.DRAFT)
    return Returned(
        entry.msgctxt or "",
        entry.msgid,
        entry.msgstr,
        place,
        told.get("seal", ""),
        None if waiting else done,
        waiting,
        comments,
    )
