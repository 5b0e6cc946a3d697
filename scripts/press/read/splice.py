"""Facts that the tool records -> the same document.yaml with only those lines changed.

Comments, quotes, indentation and empty lines stay as people wrote them. After each change the file is read again, and
must say just what it said before but for that change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from press.facts import Revision
from press.problem import Place, Problem, Wrong
from press.read.nodes import plain
from press.read.quote import Layout, Value, item, lines, scalar
from press.read.spans import Span, Steps, spans
from press.read.yaml import load

_ORDER = (
    "id",
    "adopted",
    "in_force",
    "recorded",
    "body",
    "case",
    "evidence",
    "confidence",
    "sources",
    "legal_basis",
    "corrects",
    "changes",
    "was",
    "frozen",
)
"""The order in which a revision's fields are written."""
assert set(_ORDER) == set(Revision.model_fields)

_ABOUT_ARCHIVE = "# The end of the chain of adopted revisions. The tool writes it, and everything frozen: above."


def append_revision(data: bytes, path: str, entry: Mapping[str, Value]) -> bytes:
    """A new entry at the end of `revisions`; fields without a value are left out.

    This and the others raise `Wrong` where the file cannot be read (it is called `path`), or writes in brackets what is
    to be added to.
    """
    fields = {field: entry[field] for field in _ORDER if entry.get(field)}
    file = _File(data, path)
    file.in_block("revisions")
    listed = file.spans[("revisions",)]
    file.insert(listed, listed.column, item(fields, listed.column, file.layout))
    file.said["revisions"].append(fields)
    return file.done()


def fill_revision(data: bytes, path: str, name: str, fields: Mapping[str, Value]) -> bytes:
    """The fields that the entry of a revision lacks, each after the one that comes before it."""
    for field in (field for field in _ORDER if fields.get(field)):
        file = _File(data, path)
        steps, entry = file.revision(name)
        before = [one for one in _ORDER[: _ORDER.index(field)] if one in entry]
        column = file.spans[steps].column
        file.insert(file.spans[(*steps, before[-1])], column, lines({field: fields[field]}, column, file.layout))
        entry[field] = fields[field]
        data = file.done()
    return data


def set_frozen(data: bytes, path: str, name: str, frozen: Mapping[str, Value]) -> bytes:
    """What adopting recorded of the files of a revision, at the end of its entry."""
    file = _File(data, path)
    steps, entry = file.revision(name)
    span = file.spans[steps]
    file.insert(span, span.column - 1, lines({"frozen": frozen}, span.column, file.layout))
    entry["frozen"] = frozen
    return file.done()


def set_archive(data: bytes, path: str, head: Mapping[str, str]) -> bytes:
    """The end of the chain: at the end of the file, or where it stands already."""
    file = _File(data, path)
    if ("archive",) in file.spans:
        for key, value in head.items():
            file.replace(("archive", key), value)
    else:
        file.in_block()
        top = file.spans[()]
        written = lines({"archive": head}, top.column, file.layout)
        file.insert(top, top.column, ["", f"{' ' * top.column}{_ABOUT_ARCHIVE}", *written])
    file.said["archive"] = dict(head)
    return file.done()


def remove_draft(data: bytes, path: str) -> bytes:
    """The file without `draft`, the comments in it, and the empty line that would be one too many then."""
    file = _File(data, path)
    if ("draft",) in file.spans:
        file.in_block()
        span = file.spans[("draft",)]
        file.remove(span.key, file.comments_below(span.end_line, file.spans[()].column))
        del file.said["draft"]
    return file.done()


class _File:
    """A file being changed: its lines, the spans of its values, and what it is to say in the end."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self.said: Any = plain(load(data, path))
        text = data.decode()
        self.lines = text.split("\n")
        self.spans: dict[Steps, Span] = spans(text)

    @property
    def layout(self) -> Layout:
        """How the file itself is indented, as its list of revisions shows."""
        top, listed, first = (self.spans[steps] for steps in ((), ("revisions",), ("revisions", 0)))
        gap = max(2, first.column - listed.column)
        dash = listed.column - top.column
        return Layout(step=dash or gap, dash=dash, gap=gap)

    def revision(self, name: str) -> tuple[Steps, dict[str, Any]]:
        """The way to a revision's entry, and what it says."""
        number = next(n for n, entry in enumerate(self.said["revisions"]) if entry["id"] == name)
        self.in_block("revisions", number)
        return ("revisions", number), self.said["revisions"][number]

    def in_block(self, *steps: str | int) -> None:
        """Nothing on the way is written in brackets, so that a line can be added."""
        for length in range(len(steps) + 1):
            span = self.spans[steps[:length]]
            if span.brackets:
                message = "The tool is to add lines here, but they would stand in brackets."
                hint = "Write each item on a line of its own, with `- `, and each key on a line of its own."
                place = Place(self.path, span.line + 1, span.column + 1)
                raise Wrong(Problem(place, "Y114", message, hint, self.lines[span.line]))

    def insert(self, after: Span, column: int, new: list[str]) -> None:
        """New lines after a value and the comments that stand below it, further in than this column."""
        at = self.comments_below(after.end_line, column) + 1
        self.lines[at:at] = new

    def replace(self, steps: Steps, value: str) -> None:
        """Another text in the place of one; nothing happens where it is the same."""
        span = self.spans[steps]
        start, end = self.lines[span.line][: span.column], self.lines[span.end_line][span.end_column :]
        self.lines[span.line : span.end_line + 1] = [start + scalar(value) + end]
        self.spans = spans("\n".join(self.lines))

    def comments_below(self, last: int, column: int) -> int:
        """The last line of the comments below a line that stand further in than this column, and so belong to it."""
        for number, line in enumerate(self.lines[last + 1 :], last + 1):
            inside = line.lstrip().startswith("#") and len(line) - len(line.lstrip()) > column
            if line.strip() and not inside:
                break
            last = number if inside else last
        return last

    def remove(self, first: int, last: int) -> None:
        """Take lines away, and an empty line beside them that only parted them from the rest."""
        del self.lines[first : last + 1]
        above = first == 0 or not self.lines[first - 1].strip()
        below = not any(line.strip() for line in self.lines[first:])
        if first and above and below:
            del self.lines[first - 1]
        elif above and not self.lines[first].strip():
            del self.lines[first]

    def done(self) -> bytes:
        """The new bytes, once they say what they are to say."""
        data = "\n".join(self.lines).encode()
        assert plain(load(data, self.path)) == self.said, "another line of document.yaml would have changed"
        return data
