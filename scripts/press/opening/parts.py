"""A .docx or .xlsx that came back -> its parts as XML, found by their relationships (ECMA-376-2, 6.5).

Programs name their parts as they like (`word/document2.xml`), so that none is looked for by its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from lxml import etree

from press.opening import guard
from press.problem import Problem, Wrong


@dataclass(frozen=True)
class Parts:
    """The parts of a file by their names, and its path for messages."""

    files: Mapping[str, bytes]
    path: str
    main: str
    """The name of the part that all others belong to."""

    def related(self, owner: str, kind: str) -> dict[str, str]:
        """The names of the parts that `owner` has relationships to whose type ends with `kind`, by their ids."""
        return dict(_related(self.files, self.path, owner, kind))

    def tree(self, name: str) -> etree._Element | None:
        """A part as XML, None where it is not there. Raises Wrong where it is no XML, or no safe one."""
        return guard.parse(self.files[name], self.path) if name in self.files else None

    def one(self, owner: str, kind: str) -> etree._Element | None:
        """The first part that is related so, as XML."""
        return next((self.tree(name) for name in self.related(owner, kind).values()), None)


def opened(
    data: bytes, path: str, root: str, otherwise: Problem, most: int = guard.LARGEST_TEXT
) -> tuple[Parts, etree._Element]:
    """The parts of a file, and the root of its main one.

    Raises Wrong where the file is not safe to open, and with `otherwise` where it is no package whose main part has the
    root element `root` (in Clark notation; `{*}` is any namespace).
    """
    if not data.startswith(b"PK"):
        raise Wrong(otherwise)
    files = guard.Package(data, path)
    main = next((name for _, name in _related(files, path, "", "/officeDocument")), "")
    if main not in files or not main.endswith(".xml"):  # .xlsb has none
        raise Wrong(otherwise)
    tree = guard.parse(files[main], path, most)
    if next(tree.iter(root), None) is not tree:
        raise Wrong(otherwise)
    return Parts(files, path, main), tree


def _related(files: Mapping[str, bytes], path: str, owner: str, kind: str) -> Iterator[tuple[str, str]]:
    name = join(dirname(owner), "_rels", f"{basename(owner)}.rels")
    relations = guard.parse(files[name], path) if name in files else ()
    for one in relations:
        if one.get("Type", "").endswith(kind) and one.get("TargetMode") != "External":
            yield one.get("Id", ""), normpath(join("/", dirname(owner), one.get("Target", ""))).lstrip("/")
