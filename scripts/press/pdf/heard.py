"""What the libraries say while they work, kept: they log a fault and carry on, and we do not."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

IN_STYLE = re.compile(r"at (\d+):(\d+)")
"""Where WeasyPrint found a fault in a style sheet: line and column."""


class Heard(logging.Handler):
    """Every log line of WARNING and above, and every Python warning, as text."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def listening() -> Iterator[Heard]:
    """Keep what is logged or warned of within; it goes nowhere else."""
    heard, root = Heard(), logging.getLogger()
    handlers, level = root.handlers, root.level
    root.handlers = [heard]
    root.setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            # WeasyPrint leaves the file of its own colour profile to the garbage collector.
            warnings.filterwarnings("ignore", r"unclosed file .*sRGB2014\.icc", ResourceWarning)
            yield heard
        heard.lines += [str(warning.message) for warning in caught]
    finally:
        root.handlers = handlers
        root.setLevel(level)


def place_in_style(line: str) -> tuple[int, int]:
    """Line and column in the style sheet that a log line tells of, or (0, 0)."""
    found = IN_STYLE.search(line)
    return (int(found[1]), int(found[2])) if found else (0, 0)
