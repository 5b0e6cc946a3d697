"""A folder of the archive as it is on the disk. Links are never followed: what they lead to is not in the archive."""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path

from press.problem import Place, Problem


class Sort(Enum):
    """What a name in a folder stands for."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "link, pipe or the like"


class Folder:
    """A folder and the sort of all that lies in it, by name.

    `there` is false where there is no folder of that name; `own` where the name is a link, or a file.
    """

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown
        self.names: dict[str, Sort] = {}
        self.own = not path.is_symlink() and (path.is_dir() or not path.exists())
        self.there = self.own and path.is_dir()
        if self.there:
            with os.scandir(path) as entries:
                self.names = {one.name: _sort(one) for one in sorted(entries, key=lambda one: one.name)}

    def inside(self, name: str) -> Folder:
        """The folder of this name in it."""
        return Folder(self.path / name, f"{self.shown}/{name}")

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is no regular file of that name, or none that can be read."""
        if self.names.get(name) is not Sort.FILE:
            return None
        try:
            handle = os.open(self.path / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            with os.fdopen(handle, "rb", buffering=0) as file:
                return file.readall()
        except OSError:
            return None

    def missing(self, name: str, revision: str) -> Problem:
        """That a file of a revision cannot be read, and why."""
        if name not in self.names:
            why = "is gone"
        elif self.names[name] is Sort.FILE:
            why = "cannot be read; look who may read it"
        else:
            why = f"is no file of its own, but a {self.names[name].value}"
        return self.problem(name, "I302", f"`{name}` of the adopted revision `{revision}` {why}.")

    def problem(self, name: str, code: str, message: str, hint: str = "") -> Problem:
        """A problem with what has this name in it, or with itself. Without a hint: how to get it back."""
        path = f"{self.shown}/{name}".removesuffix("/")
        back = f"Take it back from version control or from a copy: git checkout -- {path}"
        return Problem(Place(path), code, message, hint or back)


def _sort(entry: os.DirEntry[str]) -> Sort:
    if entry.is_file(follow_symlinks=False):
        return Sort.FILE
    return Sort.FOLDER if entry.is_dir(follow_symlinks=False) else Sort.OTHER
