"""What the tool knows of translations -> translations.yaml with only those records changed.

Comments that people wrote beside the records stay. After each change the file is read again, and must say just what it
said before but for that change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from press.read.nodes import plain
from press.read.quote import Layout, Value, lines
from press.read.rewrite import says
from press.read.spans import Span, Steps, spans, unable
from press.read.yaml import load
from press.records import Record

_HEAD = """\
# yaml-language-server: $schema=../schemas/translations.schema.json
#
# Kept by the tool (make confirm, make parcel-in): which source words each translated part was made from, and who has
# confirmed it. Nothing is to be written here by hand: a part is no longer outdated when somebody confirms it.

"""
_LAYOUT = Layout()


def entry(record: Record) -> dict[str, Value]:
    """A record as it is written."""
    return record.model_dump(mode="json", exclude_defaults=True)


def keep(data: bytes, path: str, language: str, records: Mapping[str, Record], order: Sequence[str]) -> bytes:
    """The file with these records of a language, each in its place in `order`. `data` is empty where there is no file.

    Raises `Wrong` where the file cannot be read; problems call it `path`.
    """
    entries = {name: entry(records[name]) for name in order if name in records}
    if not data:
        return (_HEAD + "\n".join(lines({"languages": {language: entries}}, 0, _LAYOUT)) + "\n").encode()
    said: Any = plain(load(data, path))
    known = said.get("languages", {})
    wanted = {"languages": {**known, language: _merged(known.get(language, {}), entries, order)}}
    text = data.decode()
    written = text.split("\n")
    edits = _Edits(written, spans(text))
    edits.mapping((), said, wanted)
    for (first, last), new in sorted(edits.found.items(), reverse=True):
        written[first:last] = new
    made = "\n".join(written).encode()
    if not says(made, path, wanted):
        raise unable(path)
    return made


def _merged(known: Mapping[str, Any], entries: Mapping[str, Value], order: Sequence[str]) -> dict[str, Any]:
    """The records of a language, each new one behind the nearest of those before it in `order`."""
    names = list(known)
    for name in (name for name in entries if name not in known):
        before = [names.index(one) for one in order[: order.index(name)] if one in names]
        names.insert(before[-1] + 1 if before else 0, name)
    return {name: entries.get(name, known.get(name)) for name in names}


class _Edits:
    """Lines from the first to before the last, from 0, and those that take their place: of each field that becomes
    another one, so that comments beside the fields stay."""

    def __init__(self, written: Sequence[str], places: Mapping[Steps, Span]) -> None:
        self.written = written
        self.places = places
        self.found: dict[tuple[int, int], list[str]] = {}

    def mapping(self, steps: Steps, was: Mapping[str, Any], now: Mapping[str, Any]) -> None:
        """From what a mapping says to what it is to say."""
        column, end = self.places[steps].column, self.places[steps].line
        for key, value in now.items():
            if key not in was:
                self.found.setdefault((end, end), []).extend(lines({key: value}, column, _LAYOUT))
                continue
            span = self.places[(*steps, key)]
            end = span.end_line + 1
            if isinstance(value, Mapping) and was[key] and not span.brackets:
                self.mapping((*steps, key), was[key], value)
            elif value != was[key]:
                comment = self.written[span.end_line][span.end_column :].strip()
                above = [" " * column + comment] if comment else []  # behind a text without quotes it could not stand
                self.found[span.key, end] = [*above, *lines({key: value}, column, _LAYOUT)]
        for key in was.keys() - now.keys():
            span = self.places[(*steps, key)]
            self.found[span.key, span.end_line + 1] = []
