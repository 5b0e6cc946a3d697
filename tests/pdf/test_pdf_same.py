"""The same page gives the same bytes: in any time zone, locale, folder, hash seed, and a second time."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pdf_example import HERE

from press.pdf import write

SCRIPTS = Path(write.__code__.co_filename).parents[2]

PRINT = """
import hashlib, sys
sys.path[:0] = sys.argv[1:3]
import pdf_example
from press.pdf import write
print(hashlib.sha256(write(pdf_example.page_of(pdf_example.markup())).data).hexdigest())
"""


def run(code: str, *arguments: str, cwd: Path | None = None, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        env=os.environ | environment,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def test_again_in_the_same_process(printed, example):
    assert write(example).data == printed.data


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "HOME": "/nonexistent"},
        {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "LANG": "ar", "LANGUAGE": "ja", "PYTHONHASHSEED": "2"},
        {"FONTCONFIG_FILE": "/nonexistent", "FONTCONFIG_PATH": "/nonexistent", "FONTCONFIG_SYSROOT": "/nonexistent"},
    ],
    ids=["far-east", "far-west", "no-fonts"],
)
def test_in_another_environment(printed, environment):
    digest = run(PRINT, str(HERE), str(SCRIPTS), **environment)
    assert digest == hashlib.sha256(printed.data).hexdigest()


def test_in_another_folder(printed, tmp_path):
    folder = tmp_path / "mappe med æøå"
    for name, source in {"scripts": SCRIPTS, "tests": HERE}.items():
        shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    digest = run(PRINT, str(folder / "tests"), str(folder / "scripts"), cwd=folder)
    assert digest == hashlib.sha256(printed.data).hexdigest()


def test_nothing_heavy_is_imported_before_a_page_is_printed():
    heavy = "{'weasyprint', 'pydyf', 'pikepdf', 'fontTools', 'PIL', 'fontpkg_fira_sans'}"
    assert (
        run(f"import sys; sys.path.insert(0, {str(SCRIPTS)!r}); import press.pdf; print({heavy} & set(sys.modules))")
        == "set()"
    )


FONTS = """
import os, sys
sys.path[:0] = sys.argv[1:]
before = dict(os.environ)
from press.pdf import engine
setting = engine.load()
assert dict(os.environ) == before, "the environment is left as it was"
from weasyprint.text.ffi import ffi, fontconfig
config = setting.font_configuration()._config
fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
maps = open("/proc/self/maps")
with maps:
    strangers = [line for line in maps if "/usr/share/fonts" in line or "/cache/fontconfig" in line]
print(fonts.nfont, strangers)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the maps of the process")
def test_no_font_of_the_system_is_seen():
    assert run(FONTS, str(SCRIPTS)) == "8 []"


MISSING = """
import sys
sys.path[:0] = sys.argv[1:]
import cffi
find = cffi.FFI.dlopen
def without_pango(self, name, flags=0):
    if "pango" in name:
        raise OSError(f"cannot load library '{name}'")
    return find(self, name, flags)
cffi.FFI.dlopen = without_pango
from press.pdf import engine
from press.problem import Wrong
try:
    engine.load()
except Wrong as wrong:
    print(wrong, int(wrong.problems[0].exit))
"""


def test_a_machine_without_pango_is_told_the_command():
    told = run(MISSING, str(SCRIPTS))
    assert told.startswith("Pango: error[E401]: A system library that the PDF needs is not installed")
    assert told.endswith("Hint: As root: apt-get install libpango-1.0-0 libpangoft2-1.0-0 4")


CHANGED = """
import sys
sys.path[:0] = sys.argv[1:]
import pdf_example, weasyprint.pdf
from press.pdf import write
from press.problem import Wrong
weasyprint.pdf.add_tags = lambda pdf, document: None
try:
    write(pdf_example.page_of(pdf_example.short("<p>x</p>"), pictures={}))
except Wrong as wrong:
    print(wrong)
"""


def test_another_weasyprint_is_met_with_a_problem():
    told = run(CHANGED, str(HERE), str(SCRIPTS))
    assert told.startswith(
        "WeasyPrint: error[E402]: WeasyPrint changed: weasyprint.pdf.add_tags takes other parameters."
    )
