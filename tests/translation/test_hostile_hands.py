"""What a merge, a copy, a stopped run or an odd layout may not do to a translation."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from translating import FOLDER, ROOT, agreement, confirmed, edit, how, report_on, silent

from press.build import check
from press.build.confirm import Confirmation, confirm
from press.problem import Wrong
from press.read.rewrite import read_plain

SAID = Confirmation("en", "maal-2", "Kari Nordmann", "draft", "2024-03-01")


@pytest.fixture
def folder(project: Path) -> Path:
    return project / FOLDER


def test_words_put_back_by_a_merge_are_outdated(project: Path, folder: Path) -> None:
    before = (folder / "en.yaml").read_bytes()
    edit(folder / "nb.yaml", "bærekraftig region i Europa", "fattig region i Asia")
    edit(folder / "en.yaml", "sustainable region in Europe", "poor region in Asia")
    confirm(project, SAID, silent)
    assert how(project, "maal-2") == "draft"
    (folder / "en.yaml").write_bytes(before)
    assert how(project, "maal-2") == "altered"
    assert report_on(project).counts["stale"] == 1


def test_a_record_copied_from_another_language_binds_nothing(project: Path, folder: Path) -> None:
    edit(folder / "nb.yaml", "konkurransedyktig og bærekraftig", "konkurransedyktig og åpen")
    confirm(project, Confirmation("nn", "maal-2", "Kari Nordmann", "reviewed", "2024-03-01"), silent)
    path = folder / "translations.yaml"
    nynorsk, english = path.read_text("utf-8").split("\n  en:\n")
    copied = nynorsk[nynorsk.index("    maal-2:") : nynorsk.index("    hvorfor:")]
    own = english[english.index("    maal-2:") : english.index("    hvorfor:")]
    path.write_text(nynorsk + "\n  en:\n" + english.replace(own, copied), "utf-8")
    assert how(project, "maal-2") == "altered"


@pytest.mark.parametrize("state", ["reviewed", "certified"])
def test_nothing_is_certified_by_nobody(project: Path, folder: Path, state: str) -> None:
    path = folder / "translations.yaml"
    text = path.read_text("utf-8").replace("state: draft\n      by: Press-prosjektet\n", f"state: {state}\n", 1)
    path.write_text(text, "utf-8")
    assert {problem.code for problem in check(project).problems} == {"C412"}


def test_a_figure_shows_the_same_picture_in_every_language(tmp_path: Path) -> None:
    folder = agreement(tmp_path)
    for language in ("nb", "en"):
        figure = "      - {id: figur, kind: figure, picture: a.svg, alternative: A, title: A}\n"
        edit(folder / f"{language}.yaml", "      - id: regler-tabell\n", f"{figure}      - id: regler-tabell\n")
    for name in ("a.svg", "b.svg"):
        (folder / name).write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    assert check(tmp_path).problems == ()
    edit(folder / "en.yaml", "a.svg", "b.svg")
    assert {problem.code for problem in check(tmp_path).problems} == {"C423"}


@pytest.mark.parametrize("by", ["日本", "K" * 81, "Kari\tN"])
def test_a_name_that_cannot_be_printed_is_refused(project: Path, folder: Path, by: str) -> None:
    before = (folder / "translations.yaml").read_bytes()
    with pytest.raises(Wrong, match=r"error\[U131\]"):
        confirm(project, Confirmation("en", "maal-2", by), silent)
    assert (folder / "translations.yaml").read_bytes() == before


def test_a_file_that_cannot_be_written_into_is_told_and_left(project: Path, folder: Path) -> None:
    path = folder / "translations.yaml"
    first = path.read_text("utf-8").split("\n")[0]
    said = json.dumps(read_plain(path.read_bytes(), path.name), ensure_ascii=False, indent=1)
    path.write_text(f"{first}\n{said}\n", "utf-8")
    before = path.read_bytes()
    assert check(project).problems == ()
    with pytest.raises(Wrong, match=r"error\[Y115\]"):
        confirm(project, Confirmation("en", "maal-2", "Kari Nordmann"), silent)
    assert path.read_bytes() == before


def test_a_link_leads_on_and_who_may_write_stays(project: Path, folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "annet sted.yaml"
    path = folder / "translations.yaml"
    kept.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(kept)
    kept.chmod(0o664)
    confirmed(project, "maal-2")
    assert path.is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o664
    assert how(project, "maal-2") == "reviewed"


def test_what_the_environment_says_is_not_asked() -> None:
    environment = {"PATH": os.environ["PATH"], "LANGUAGE": "en_US:en", "BY": "noen"}
    told = subprocess.run(
        ["make", "--no-print-directory", "-f", "-", "-f", "Makefile", "shown"],
        input='shown:\n\t@echo "[$$LANGUAGE$$BY]"\n',
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"
