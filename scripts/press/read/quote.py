"""A value -> the lines of YAML that are read back as that value, also by an editor's own YAML reader."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from press.problem import Wrong
from press.read.nodes import Mapping as Node
from press.read.yaml import load

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: texts, lists and mappings of them."""

_PLAIN = re.compile(r"[^\W_](?:[\w ./,()'–-]*[\w.)])?")
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_NOT_TEXT = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|nan|inf)|[\d.,_xob+-]+|\d[\d_]*(\.\d*)?[eE][+-]?\d+|0x[0-9a-fA-F]+"
)
"""What a YAML reader that has types takes for something else than a text (YAML 1.1 and 1.2, 10.3.2)."""

WIDTH = 120
"""Signs on a line at the most."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


@dataclass(frozen=True)
class Layout:
    """How a file is indented, in blanks: what belongs to a key, the `-` of a list under its key, the text after it."""

    step: int = 2
    dash: int = 2
    gap: int = 2
    fold: int = 0
    """Signs from which a text is written on several lines; 0 for never."""


def scalar(value: str) -> str:
    """A text as YAML: as it is where every reader reads it so, else in double quotes."""
    typed = _NOT_TEXT.fullmatch(value) and not _DATE.fullmatch(value)
    if _PLAIN.fullmatch(value) and not typed and "  " not in value and _reads_back(value):
        return value
    return quoted(value)


def lines(fields: Mapping[str, Value], column: int, layout: Layout) -> list[str]:
    """The lines of a mapping whose keys begin in this column (from 0). Empty lists and mappings are left out."""
    written: list[str] = []
    for key, value in fields.items():
        name = " " * column + scalar(key) + ":"
        if isinstance(value, str) and 0 < layout.fold < len(value):
            first, *rest = folded(value, column + layout.step)
            written += [f"{name} {first}", *rest]
        elif isinstance(value, str):
            written.append(f"{name} {scalar(value)}")
        elif isinstance(value, Mapping) and value:
            written += [name, *lines(value, column + layout.step, layout)]
        elif value:
            written += [name, *(line for one in value for line in item(one, column + layout.dash, layout))]
    return written


def item(value: Value, column: int, layout: Layout) -> list[str]:
    """The lines of an item of a list whose `-` stands in this column (from 0)."""
    dash = " " * column + "-" + " " * (layout.gap - 1)
    if isinstance(value, Mapping):
        first, *rest = lines(value, column + layout.gap, layout)
        return [dash + first[column + layout.gap :], *rest]
    if isinstance(value, str):
        return [dash + scalar(value)]
    cells = ", ".join(quoted(cell) for cell in value if isinstance(cell, str))
    return [f"{dash}[{cells}]"]


def quoted(value: str) -> str:
    """A text in double quotes."""
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in value) + '"'


def folded(value: str, column: int) -> list[str]:
    """A text on lines of its own under `>-`, in this column (YAML 1.2, 8.1.3); in quotes where it cannot be folded."""
    if not value or value != " ".join(value.split(" ")).strip() or "  " in value or "\n" in value or "\t" in value:
        return [scalar(value)]
    wrapped = textwrap.TextWrapper(WIDTH - column, break_long_words=False, break_on_hyphens=False)
    return [">-", *(" " * column + line for line in wrapped.wrap(value))]


def _reads_back(value: str) -> bool:
    try:
        node = load(f"key: {value}\n".encode(), "")
    except Wrong:
        return False
    return isinstance(node, Node) and node.values.get("key") == value
