"""The tree of one YAML file: mappings, lists and texts, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from press.problem import Place
from press.text import Text


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    """Keys and their values, in the order written; `keys` has each key as the text with its place."""

    place: Place
    excerpt: str
    keys: dict[str, Text] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    place: Place
    excerpt: str
    items: list[Node] = field(default_factory=list)


Node = Text | Mapping | Sequence


def find(node: Node, *steps: str | int) -> Node | None:
    """The node at the end of these keys and numbers, or None."""
    for step in steps:
        if isinstance(node, Mapping) and step in node.values:
            node = node.values[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def plain(node: Node) -> Any:
    """The same as dicts, lists and `Text`s."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.values.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node
