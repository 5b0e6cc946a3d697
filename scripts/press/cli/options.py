"""Commands and their options, as the command line lists them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Option(NamedTuple):
    """An option of a command: its name, whether it must be given, and what it is."""

    name: str
    needed: bool
    about: str

    @property
    def attribute(self) -> str:
        """What argparse calls it."""
        return self.name.replace("-", "_")


class Command(NamedTuple):
    """A command: its name, what runs it, what it does, its options; `at_project` asks for a project's folder."""

    name: str
    run: Callable[[argparse.Namespace, Path], int]
    about: str
    options: tuple[Option, ...] = ()
    at_project: bool = True


DOCUMENT = Option("document", False, "the document, where there are several")
