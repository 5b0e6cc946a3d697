"""Finished bytes -> problems: personal data that nobody may read, authors that are none, and what is withheld.

Looks into every corner of a file (`press.proof.whole`) and shares no code with the writers. What is found is not
repeated in a message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from press.personal import Kind, find
from press.problem import Place, Problem
from press.proof.pdf import read_pdf
from press.proof.reading import Reading
from press.proof.whole import Piece, Unreadable, Whole, whole
from press.text import RichText

SHORT = 12
"""Letters and digits of a withheld text below which it must stand as a word of its own to be found."""

SENTENCE = 40
"""Letters and digits of a sentence, or of a beginning, that tells a withheld text by itself."""

_TELLING = re.compile(r"[0-9@＠(\[{]|krøll")
_IDLE = re.compile(r"(?:^(?:(?!krøll)[^0-9@＠(\[{\n])*\n)+", re.MULTILINE)
"""Lines that can hold no personal data, most of a page: they are passed by to save time."""

_GATE = "The file is not delivered. Find the text in the content, or in the templates, and take it out."
_LEAK = "The public file is not delivered; it must be made from the content without this text. Please report it."


class Allowed(NamedTuple):
    """What a file may say all the same.

    `changed_by` is whom tracked changes and comments name besides the author. Personal data may stand in the texts
    `spared`: the office's own address, and what an edition says that is not published.
    """

    changed_by: str = ""
    spared: tuple[str, ...] = ()


NOTHING = Allowed()


def scan(
    data: bytes, ending: str, path: str, author: str, allowed: Allowed = NOTHING, reading: Reading | None = None
) -> list[Problem]:
    """Personal data in a finished `pdf`, `docx` or `html`, and every author in it who is not `author`.

    `reading` is what was read out of the file already, whose paragraphs are whole where lines and pages part them.
    """
    try:
        told = whole(data, ending)
    except Unreadable as fault:
        return [Problem(Place(path), "O398", f"The file cannot be looked through: {fault}.")]
    more = [Piece("the text", text) for text in (*reading.blocks, *reading.notes)] if reading else []
    problems = [*_personal([*more, *told.texts], told.codes, path, allowed.spared)]
    problems += _authors(told, path, author, allowed.changed_by)
    return list(dict.fromkeys(problems))


def absent(
    data: bytes, ending: str, path: str, secrets: Sequence[str], said: str = "", reading: Reading | None = None
) -> list[Problem]:
    """Each of the withheld texts `secrets` that stands anywhere in a finished file, shown or not; also `xml` and `txt`.

    Only letters and digits are compared, in small letters, so that neither runs, lines, marks nor hyphens hide it.
    Where `said` gives all that the file is to say, also each sentence of a secret and its beginning are sought that are
    not in it. A file that keeps earlier versions of itself is refused as well.
    """
    try:
        told = whole(data, ending)
    except Unreadable as fault:
        return [Problem(Place(path), "O398", f"The file cannot be looked through: {fault}.")]
    places = _joined([*told.texts, *dict.fromkeys(told.codes), *told.authors, *told.changed_by])
    keys = {where: _key(text) for where, text in places.items()}
    keys["several parts of the file"] = "".join(keys.values())
    if reading is None and ending == "pdf" and any(_begins(secret, keys.values()) for secret in secrets):
        reading = _structured(data)
    if reading:
        keys |= {"the text": _key(reading.text), "a footnote": _key(" ".join(reading.notes))}
    problems = []
    for number, secret in enumerate(secrets, start=1):
        where = _stands(secret, places, keys, _key(said), told.blobs)
        if where:
            message = f"What is exempt from disclosure (passage {number} of {len(secrets)}) stands in {where}."
            problems.append(Problem(Place(path), "O397", message, _LEAK))
    if told.overwritten:
        message = "The file keeps earlier versions of itself, in which anything may stand."
        problems.append(Problem(Place(path), "O399", message, _LEAK))
    return problems


def _joined(pieces: Iterable[Piece]) -> dict[str, str]:
    """What stands in one place as one text, so that a secret is found that is parted over paragraphs or pages."""
    joined: dict[str, list[str]] = {}
    for where, text in pieces:
        joined.setdefault(where, []).append(text)
    return {where: " ".join(texts) for where, texts in joined.items()}


def _begins(secret: str, keys: Iterable[str]) -> bool:
    """Whether the beginning or the end of a secret stands there: more may, parted by the foot of a page."""
    key = _key(_plain(secret))
    return any(part in told for told in keys for part in (key[:SHORT], key[-SHORT:])) if len(key) > SHORT else False


def _structured(data: bytes) -> Reading | None:
    """A PDF in reading order, where what goes on over a page is whole; None where it is not tagged as ours are."""
    try:
        return read_pdf(data)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None


def _personal(texts: Iterable[Piece], codes: Iterable[Piece], path: str, spared: Sequence[str]) -> Iterator[Problem]:
    kept = [_key(_plain(one)) for one in spared]
    seen: set[str] = set()
    for where, text in texts:
        if text in seen or not _TELLING.search(text):
            continue
        seen.add(text)
        yield from (_found(kind, where, path) for kind in _kinds(_IDLE.sub("…\n", text), kept))
    for where, text in codes:
        if re.search(r"[0-9]{6}", text) and Kind.NUMBER in _kinds(text, kept):
            yield _found(Kind.NUMBER, where, path)


def _kinds(text: str, kept: Sequence[str]) -> list[Kind]:
    """What is found in a text and stands in none of those that are spared."""
    return [one.kind for one in find(text) if not any(_key(text[one.start : one.end]) in told for told in kept)]


def _found(kind: Kind, where: str, path: str) -> Problem:
    return Problem(Place(path), "O395", f"{kind.capitalize()} stands in the finished file, in {where}.", _GATE)


def _authors(told: Whole, path: str, author: str, changed_by: str) -> Iterator[Problem]:
    hint = "The metadata names the publisher alone; see <meta name=author> in the templates."
    for where, name in told.authors:
        if name != author:
            yield Problem(Place(path), "O396", f"Another author than «{author}» is named in {where}.", hint)
    if author and not told.authors:
        yield Problem(Place(path), "O396", f"The metadata does not name «{author}» as the author.", hint)
    for where, name in told.changed_by:
        if name not in (author, changed_by):
            yield Problem(
                Place(path), "O396", f"Somebody else than «{changed_by or author}» is named in {where}.", hint
            )


def _stands(secret: str, places: dict[str, str], keys: dict[str, str], said: str, blobs: Iterable[bytes]) -> str:
    """Where a withheld text stands; empty where it does nowhere."""
    text = _plain(secret)
    key = _key(text)
    if not key:
        return ""
    if len(key) < SHORT:
        word = re.compile(r"(?<!\w)" + "[\u00ad\u200b\u2060\ufeff\n]*".join(key) + r"(?!\w)")
        return next((where for where, one in places.items() if word.search(_folded(one))), "")
    sought = [key]
    if said:
        sentences = [_key(one) for one in re.split(r"(?<=[.!?:;])\s", text)]
        sought += [one for one in (*sentences, key[:SENTENCE]) if len(one) >= SENTENCE and one not in said]
    found = next((where for one in sought for where, told in keys.items() if one in told), "")
    raw = {text.encode(encoding, errors="replace") for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")}
    return found or ("a part that is no text" if any(one in blob for one in raw for blob in blobs) else "")


def _plain(text: str) -> str:
    """The words without their marks, where it has any."""
    return " ".join((text.plain, *text.notes)) if isinstance(text, RichText) else text


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _key(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", _folded(text))
