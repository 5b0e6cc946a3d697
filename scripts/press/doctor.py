"""This machine -> what is found, in which version, and what is missing.

It runs on any Python, before anything is set up, so it imports nothing but the standard library and starts no
library that it asks about: Pango is asked for its version through ctypes, packages through their metadata.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
APT = "apt-get update && apt-get install --yes --no-install-recommends"
LIBRARIES = {
    "GObject": ("libpango-1.0-0", "libgobject-2.0.so.0"),
    "Pango": ("libpango-1.0-0", "libpango-1.0.so.0"),
    "PangoFT2": ("libpangoft2-1.0-0", "libpangoft2-1.0.so.0"),
    "Fontconfig": ("libpangoft2-1.0-0", "libfontconfig.so.1"),
    "HarfBuzz": ("libpango-1.0-0", "libharfbuzz.so.0"),
    "HarfBuzz subset": ("libharfbuzz-subset0", "libharfbuzz-subset.so.0"),
}
"""Each library that WeasyPrint loads by name: Debian's package and the name it is loaded by."""

PROGRAMS = {
    "java": ("openjdk-17-jre-headless", "-version"),
    "mvn": ("maven", "--version"),
    "node": ("nodejs", "--version"),
    "npm": ("npm", "--version"),
    "chromium": ("chromium", "--version"),
    "soffice": ("libreoffice-writer-nogui libreoffice-calc-nogui", "--version"),
    "pdftoppm": ("poppler-utils", "-v"),
    "qpdf": ("qpdf", "--version"),
}
"""Each program of `make conformance`: Debian's package and the option that asks for its version."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked for.

    `version` is empty when it was not found. `command` puts right what is wrong and is empty when nothing is.
    What is not `needed` is only for `make conformance`.
    """

    name: str
    version: str
    needed: bool = True
    command: str = ""

    @property
    def missing(self) -> bool:
        """Whether it is not there, or not in the version that is asked for."""
        return bool(self.command)


def examine(house: Path = HOUSE) -> list[Finding]:
    """Everything that `make` and `make conformance` need, in the order in which it is set up."""
    return [*_python(), *_libraries(), *_environment(house), *_programs()]


def pango() -> str:
    """The version of Pango, such as 1.50.12; empty when it cannot be loaded."""
    library = _load(LIBRARIES["Pango"][1])
    if library is None:
        return ""
    library.pango_version_string.restype = ctypes.c_char_p
    return bytes(library.pango_version_string()).decode("ascii")


def locked(lock: str) -> dict[str, str]:
    """Each package of a lock file that this Python and system need, with its version."""
    pins = re.findall(r"^([a-z0-9.-]+)==(\S+)(?: ; (\S+) (==|!=) '(\S+)')? *\\?$", lock, re.MULTILINE)
    here = {
        "sys_platform": sys.platform,
        "implementation_name": sys.implementation.name,
        "platform_python_implementation": {"cpython": "CPython", "pypy": "PyPy"}.get(sys.implementation.name, ""),
    }
    return {
        name: version
        for name, version, variable, operator, value in pins
        if not variable or (here.get(variable) == value) == (operator == "==")
    }


def lines(findings: list[Finding]) -> Iterator[str]:
    """The findings for people, what is wrong with its command under it."""
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        mark = "missing" if finding.missing else "ok"
        if finding.missing and not finding.needed:
            mark = "not here"
        purpose = "" if finding.needed else "(for make conformance)"
        yield f"  {mark:<9} {finding.name:<{width}}  {finding.version} {purpose}".rstrip()
        if finding.missing:
            yield f"  {'':<9} {'':<{width}}  → {finding.command}"
    wrong = sum(finding.missing and finding.needed for finding in findings)
    yield (
        f"{wrong} needed {'thing is' if wrong == 1 else 'things are'} missing."
        if wrong
        else "Nothing needed is missing."
    )


def main() -> int:
    """Prints the findings. 0 when everything needed is there, else 4."""
    findings = examine()
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal without UTF-8 still gets an answer
    print("\n".join(lines(findings)))
    return 4 if any(finding.missing and finding.needed for finding in findings) else 0


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < (3, 11)
    yield Finding("Python 3.11 or newer", version, command=f"{APT} python3" if old else "")
    there = all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))
    yield Finding("Python's venv", version if there else "", command="" if there else f"{APT} python3-venv")


def _libraries() -> Iterator[Finding]:
    for name, (package, file) in LIBRARIES.items():
        there = _load(file) is not None
        version = (pango() if name == "Pango" else file) if there else ""
        yield Finding(name, version, command="" if there else f"{APT} {package}")


def _load(file: str) -> ctypes.CDLL | None:
    stem, _, number = file.partition(".so.")
    for name in (file, f"{stem}.{number}.dylib", f"{stem}.dylib"):
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def _environment(house: Path) -> Iterator[Finding]:
    """The Python packages of .venv, one finding for all that are as locked and one for each that is not."""
    venv = house / ".venv"
    ready = (venv / "ready-run").is_file() and (venv / "bin" / "python").exists()
    yield Finding("Python packages in .venv", "set up" if ready else "", command="" if ready else "make")
    if not ready:
        return
    places = [str(place) for place in venv.glob("lib/python3*/site-packages")]
    there = {
        re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower(): found.version
        for found in metadata.distributions(path=places)
    }
    for level in ("run", "test") if (venv / "ready-test").is_file() else ("run",):
        asked = locked((house / "scripts" / "locks" / f"{level}.lock").read_text(encoding="utf-8"))
        wrong = {name: version for name, version in asked.items() if there.get(name) != version}
        yield Finding(f"packages as in {level}.lock", f"{len(asked) - len(wrong)} of {len(asked)}")
        for name, version in wrong.items():
            yield Finding(f"{name} {version}", there.get(name, ""), command=f"rm .venv/ready-* && make {level}")
    font = there.get("fontpkg-fira-sans", "")
    yield Finding("the font Fira Sans", font, command="" if font else "rm .venv/ready-* && make")


def _programs() -> Iterator[Finding]:
    for name, (package, option) in PROGRAMS.items():
        path = shutil.which(name)
        version = _version(path, option) if path else ""
        yield Finding(name, version, needed=False, command="" if path else f"{APT} {package}")


def _version(program: str, option: str) -> str:
    """The first version number that a program prints, or «found» when it prints none."""
    try:
        done = subprocess.run(
            [program, option], capture_output=True, stdin=subprocess.DEVNULL, timeout=30, check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return "found"
    number = re.search(rb"\d+(?:\.\d+)+", done.stdout + done.stderr)
    return number.group().decode("ascii") if number else "found"


if __name__ == "__main__":
    sys.exit(main())
