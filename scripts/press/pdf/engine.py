"""WeasyPrint, loaded when the first page is printed and not before: importing it takes half a second.

Loading puts our fonts in place of the system's and finds WeasyPrint's libraries by their names on Linux, without
the compiler and linker runs that `ctypes.util.find_library` makes for each name that does not exist there.
"""

from __future__ import annotations

import ctypes.util
import io
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from types import ModuleType

from press.pdf import fonts
from press.pdf.version import VERSION, changed
from press.problem import Place, Problem, Wrong

INSTALL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0"
"""All that WeasyPrint needs of Debian 12 and 13; these bring GLib, HarfBuzz and Fontconfig with them."""


@cache
def load() -> ModuleType:
    """The module that sets pages, `press.pdf.setting`.

    Raises `Wrong`: E401 when a system library is missing, E402 when WeasyPrint is not the one we know.
    """
    with (
        fonts.only_these(),
        _libraries_by_name(),
        redirect_stdout(io.StringIO()),  # WeasyPrint prints advice of its own before it fails
        warnings.catch_warnings(),
    ):
        # The absence of this library changes nothing: we subset with fontTools.
        warnings.filterwarnings("ignore", "HarfBuzz-Subset", DeprecationWarning)
        try:
            import weasyprint
        except OSError as missing:
            raise Wrong(_missing(str(missing))) from missing
        if weasyprint.VERSION != VERSION:
            raise Wrong(changed(f"it is version {weasyprint.VERSION}, not {VERSION}"))
        try:
            from press.pdf import setting
        except (ImportError, AttributeError) as gone:
            raise Wrong(changed(str(gone))) from gone
        setting.font_configuration()
    return setting


def _missing(why: str) -> Problem:
    message = f"A system library that the PDF needs is not installed ({why.splitlines()[0]})."
    return Problem(Place("Pango"), "E401", message, f"As root: {INSTALL}")


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """On Linux let a library be found by its soname alone, which WeasyPrint tries in any case."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search
