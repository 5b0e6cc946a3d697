"""Councils of a list -> the same councils.yaml with these at its end.

Comments, quotes, indentation and empty lines stay as people wrote them. What comes out is read again, and must say just
what was there and what was added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from press.problem import Place, Problem, Wrong
from press.read.gather import SCHEMA_FOLDER
from press.read.nodes import plain
from press.read.quote import Layout, item, lines
from press.read.rewrite import says
from press.read.schema import first_line
from press.read.spans import Span, Steps, spans, unable
from press.read.yaml import load

_ABOUT = "#\n# The councils that cases are sent to.\n\n"


def enlist(data: bytes, path: str, entries: Sequence[Mapping[str, str]]) -> bytes:
    """The file with more councils; `data` is empty where there is none yet.

    Raises `Wrong` where the file cannot be read (problems call it `path`), or writes in brackets what is added to.
    """
    if not data:
        head = f"{first_line(path, f'{SCHEMA_FOLDER}/councils.schema.json')}\n{_ABOUT}"
        made = head + "\n".join(_parted(lines({"councils": entries}, 0, Layout()))) + "\n"
        wanted: Any = {"councils": [dict(entry) for entry in entries]}
        return _read_back(made, path, wanted)
    said: Any = plain(load(data, path))
    text = data.decode().removesuffix("\n") + "\n"
    written, places = text.split("\n"), spans(text)
    listed = places[("councils",)]
    for span in (places[()], listed):
        if span.brackets:
            raise Wrong(_in_brackets(span, path, written))
    count = len(said["councils"])
    layout = _layout(places)
    parted = count == 1 or not written[places[("councils", count - 1)].key - 1].strip()
    new: list[str] = []
    for entry in entries:
        new += [*([""] if parted else []), *item(entry, listed.column, layout)]
    at = _end(written, listed)
    written[at:at] = new
    return _read_back("\n".join(written), path, {**said, "councils": [*said["councils"], *map(dict, entries)]})


def _read_back(text: str, path: str, wanted: Any) -> bytes:
    data = text.encode()
    if not says(data, path, wanted):
        raise unable(path)
    return data


def _layout(places: Mapping[Steps, Span]) -> Layout:
    """How the list is indented, as its first council shows."""
    top, listed, first = (places[steps] for steps in ((), ("councils",), ("councils", 0)))
    return Layout(step=2, dash=listed.column - top.column, gap=max(2, first.column - listed.column))


def _end(written: Sequence[str], listed: Span) -> int:
    """The line below the list, and below the comments that stand in it behind its last value."""
    end = listed.end_line + 1
    for number in range(end, len(written)):
        line = written[number]
        inside = line.lstrip().startswith("#") and len(line) - len(line.lstrip()) >= max(1, listed.column)
        if line.strip() and not inside:
            break
        end = number + 1 if inside else end
    return end


def _parted(written: Sequence[str]) -> list[str]:
    """The lines with an empty one between the items of the list."""
    first = True
    parted: list[str] = []
    for line in written:
        if line.startswith("  - "):
            parted += [] if first else [""]
            first = False
        parted.append(line)
    return parted


def _in_brackets(span: Span, path: str, written: Sequence[str]) -> Problem:
    message = "The tool is to add lines here, but they would stand in brackets."
    hint = "Write each item on a line of its own, with `- `, and each key on a line of its own."
    return Problem(Place(path, span.line + 1, span.column + 1), "Y114", message, hint, written[span.line])
