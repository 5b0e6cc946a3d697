"""An arkivmelding that the schema takes -> its parts, as the rules ask for them.

A rule gets the whole message and yields what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from lxml import etree

from press.cases import Archive
from press.fiks.message import NAMESPACES, Variant, variant_code
from press.problem import Place, Problem


def every(element: etree._Element, path: str) -> list[etree._Element]:
    """All elements at a path; a name without a prefix is one of the message's own."""
    return element.findall(_prefixed(path), NAMESPACES)


@cache
def _prefixed(path: str) -> str:
    return "/".join(step if ":" in step or step in ("", ".", "*") else f"a:{step}" for step in path.split("/"))


def text(element: etree._Element, path: str = ".") -> str:
    """What the first element at the path says; empty where there is none."""
    found = [element] if path == "." else every(element, path)
    return (found[0].text or "") if found else ""


def code(element: etree._Element, path: str) -> str:
    """The code that the element at the path holds; empty where there is none."""
    return text(element, f"{path}/n5mdk:kode")


def name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def kind(element: etree._Element) -> str:
    """Which type of mappe or registrering it is (xsi:type)."""
    return element.get(f"{{{NAMESPACES['xsi']}}}type", "").strip().rpartition(":")[2]


@dataclass(frozen=True)
class Told:
    """The message, the files that it came with, by name, and what the archive expects.

    `author` is who alone may be named as its author; empty where that is not known.
    """

    root: etree._Element
    lines: tuple[str, ...]
    path: str
    files: Mapping[str, bytes]
    values: Archive
    author: str

    @cached_property
    def cases(self) -> list[etree._Element]:
        """The mappe, in a list: the schema takes a message without."""
        return every(self.root, "mappe")

    @cached_property
    def entries(self) -> list[etree._Element]:
        return every(self.root, "registrering")

    @cached_property
    def documents(self) -> list[etree._Element]:
        return every(self.root, "registrering/dokumentbeskrivelse")

    @cached_property
    def objects(self) -> list[etree._Element]:
        return every(self.root, "registrering/dokumentbeskrivelse/dokumentobjekt")

    def is_main(self, document: etree._Element) -> bool:
        """Whether a document is told as the main one."""
        return code(document, "tilknyttetRegistreringSom") == self.values.codes.hoveddokument

    def is_variant(self, element: etree._Element, variant: Variant) -> bool:
        """Whether a file is told to be in this variant."""
        return code(element, "variantformat") == variant_code(variant, self.values)

    def wrong(self, element: etree._Element, code: str, message: str, hint: str = "") -> Problem:
        """A problem at the line on which the element begins."""
        return on_line(Place(self.path, element.sourceline or 0), self.lines, code, message, hint)


def on_line(place: Place, lines: Sequence[str], code: str, message: str, hint: str) -> Problem:
    """A problem with the signs of a whole line."""
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    column = len(line) - len(line.lstrip()) + 1 if line.strip() else 0
    return Problem(Place(place.path, place.line, column), code, message, hint, line, max(1, len(line.strip())))


Rule = Callable[[Told], Iterator[Problem]]
