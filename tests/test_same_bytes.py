"""Promise three: the same content gives the same bytes, whoever builds it, where and when.

The build runs as a program of its own, so that nothing of this process leaks into it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from users import NOBODY, another_user

ROOT = Path(__file__).parent.parent

HERE = {"TZ": "Europe/Oslo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "nb_NO.UTF-8", "PYTHONHASHSEED": "4242"}


def built(root: Path, environment: dict[str, str], user: Sequence[str] = ()) -> dict[str, bytes]:
    """All that a build of a draft leaves, by path."""
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    words = root / "content" / "samarbeidsplattform" / "nb.yaml"
    words.write_text(words.read_text("utf-8").replace("Å styrke", "Å virkelig styrke", 1), "utf-8")
    (root / "hjem").mkdir()
    if user:
        for path in (root, *root.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH")}
    ran = subprocess.run(
        [*user, sys.executable, "-m", "press", "build"],
        cwd=root,
        env={**kept, **environment, "HOME": str(root / "hjem"), "PYTHONPATH": str(ROOT / "scripts"),
             "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    build = root / "build"
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in build.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("her"), HERE)


def test_everything_is_there(here: dict[str, bytes]) -> None:
    """The draft that is made in every language, and the adopted text that is served."""
    made = ("publisert-nb", "utkast-nb", "utkast-nn", "utkast-en")
    names = [f"samarbeidsplattform/samarbeidsplattform-{name}" for name in made]
    outputs = {f"{name}.{ending}" for name in names for ending in ("pdf", "docx", "html")}
    assert set(here) == {*outputs, "index.html", "manifest.json", "SHA256SUMS"}


def test_other_zone_locale_hash_seed_folder_and_home(here: dict[str, bytes], tmp_path: Path) -> None:
    assert built(tmp_path / "en annen mappe på disken", ELSEWHERE) == here


def test_another_user(here: dict[str, bytes], tmp_path: Path) -> None:
    """As nobody where the tests run as root; otherwise as the user there is, with another umask and name."""
    before = os.umask(0o077 if os.getuid() else 0o022)
    try:
        assert built(tmp_path / "annen", {**HERE, "USER": "annen", "LOGNAME": "annen"}, another_user()) == here
    finally:
        os.umask(before)


def test_a_second_build_changes_nothing(here: dict[str, bytes], tmp_path: Path) -> None:
    built(tmp_path / "to", HERE)
    shutil.rmtree(tmp_path / "to" / "content")
    shutil.rmtree(tmp_path / "to" / "templates")
    shutil.rmtree(tmp_path / "to" / "hjem")
    assert built(tmp_path / "to", HERE) == here


def test_no_font_of_the_system_is_opened(tmp_path: Path, here: dict[str, bytes]) -> None:
    """A build whose Fontconfig would find no system fonts at all, not even a configuration, gives the same."""
    empty = tmp_path / "ingen"
    empty.mkdir()
    nothing = {"FONTCONFIG_PATH": str(empty), "FONTCONFIG_FILE": str(empty / "none.conf"), "XDG_DATA_HOME": str(empty)}
    assert built(tmp_path / "uten", {**HERE, **nothing}) == here
