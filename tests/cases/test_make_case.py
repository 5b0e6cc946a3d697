"""A case makes, for every council, one folder that its case and archive system can take."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import many
import pytest

from press import fiks
from press.build.cases.package import LARGEST_PACKAGE, zipped
from press.build.cases.register import register
from press.build.cases.run import make_case
from press.build.cases.state import COMMON, LOG
from press.build.identify import what_is
from press.build.outcome import Outcome
from press.build.printing import fan_out
from press.cases import Archive
from press.identify import Sort
from press.problem import Wrong
from press.proof.personal import absent
from press.read.found import OURS

NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
ROOT = Path(__file__).parent.parent.parent


def folder(root: Path, number: int = 1, case: str = many.CASE) -> Path:
    return root / "build" / "cases" / case / many.name(number)


def files_in(path: Path) -> list[str]:
    return sorted(one.name for one in path.iterdir())


def files(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted(path.iterdir())}


def made(root: Path, council: str | None = None) -> tuple[Outcome, list[str]]:
    """What came of a run, and the councils and attachments that were made in it."""
    said: list[str] = []
    outcome = make_case(root, many.CASE, council, said.append)
    return outcome, [re.sub(r" \(.*", "", line) for line in said if line.startswith(("made", "making"))]


def test_each_council_has_every_file_in_its_own_language_form(sent: Path) -> None:
    wanted = {"saksframlegg", "vedlegg-01-avtale-utkast", "vedlegg-02-avtale-endringer", "vedlegg-03-avtale-tabell"}
    wanted |= {"vedlegg-04-avtale-r2024"}
    for number, spoken in ((1, "Forslag til vedtak"), (2, "Forslag til vedtak"), (3, "Forslag til vedtak")):
        here = files(folder(sent, number))
        assert {name.rpartition(".")[0] for name in here if name.endswith(".docx")} == wanted
        assert {name.rpartition(".")[0] for name in here if name.endswith(".pdf")} == {*wanted, "folgeskriv"}
        assert {"arkivmelding.xml", "SHA256SUMS"} <= set(here)
        assert spoken in text_of(here["saksframlegg.docx"])
    assert "Kva kommunen blir beden om" in text_of(files(folder(sent, 2))["saksframlegg.docx"])
    assert "Hva kommunen bes om" in text_of(files(folder(sent, 1))["saksframlegg.docx"])


def test_every_name_is_one_that_any_system_takes(sent: Path) -> None:
    names = [name for number in (1, 2, 3) for name in files(folder(sent, number))]
    assert [name for name in names if not NAME.fullmatch(name) and name != "SHA256SUMS"] == []


def test_the_sums_hold_and_cover_all_but_the_packages(sent: Path) -> None:
    here = folder(sent)
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=here, capture_output=True, text=True, check=True
    )
    named = {line.rpartition(":")[0] for line in checked.stdout.splitlines()}
    assert named == {name for name in files(here) if not name.endswith(".zip")} - {"SHA256SUMS"}


def test_the_package_holds_the_folder_and_the_other_one_nothing_but_pdf(sent: Path) -> None:
    here = files(folder(sent))
    name = f"{many.CASE}-{many.name(1)}"
    whole, pdfs = (unpacked(here[f"{name}{kind}.zip"]) for kind in ("", "-pdf"))
    assert whole == {name: data for name, data in here.items() if not name.endswith(".zip")}
    assert {name.rpartition(".")[2] for name in pdfs} == {"pdf", "xml", "SHA256SUMS"}
    assert all(here[name] == data for name, data in pdfs.items() if name.endswith(".pdf"))
    assert len(here[f"{name}-pdf.zip"]) < LARGEST_PACKAGE
    for name, data in pdfs.items():
        if name.endswith((".pdf", ".xml")):
            assert f"{sha256(data).hexdigest()}  {name}\n" in pdfs["SHA256SUMS"].decode()


@pytest.mark.parametrize("kind", ["", "-pdf"])
def test_the_arkivmelding_of_each_package_holds(sent: Path, kind: str) -> None:
    package = unpacked(files(folder(sent, 2))[f"{many.CASE}-{many.name(2)}{kind}.zip"])
    filed = {name: data for name, data in package.items() if name.startswith(("saksframlegg", "vedlegg"))}
    assert fiks.check(package["arkivmelding.xml"], filed, "arkivmelding.xml", Archive()) == []
    assert f"<antallFiler>{len(filed)}</antallFiler>".encode() in package["arkivmelding.xml"]


def test_attachments_are_the_same_bytes_for_every_council(sent: Path) -> None:
    shared = {name: data for name, data in files(folder(sent, 1)).items() if name.startswith("vedlegg")}
    assert len(shared) == 8
    for number in (2, 3):
        assert {name: data for name, data in files(folder(sent, number)).items() if name in shared} == shared


def test_the_same_case_gives_the_same_bytes_elsewhere(sent: Path, tmp_path: Path) -> None:
    other = tmp_path / "et annet sted æ"
    for name in ("content", "templates"):
        shutil.copytree(sent / name, other / name)
    code = "import os, time; os.environ['TZ'] = 'Asia/Tokyo'; time.tzset(); from press.cli import main; "
    code += f"raise SystemExit(main(['--root', {str(other)!r}, 'case', '--case', {many.CASE!r}]))"
    environment = {"PYTHONPATH": str(ROOT / "scripts"), "PYTHONHASHSEED": "7", "PATH": os.environ["PATH"]}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    for number in (1, 2, 3):
        assert files(folder(other, number)) == files(folder(sent, number))
        assert log(other, number)["key"] == log(sent, number)["key"]


def test_what_stands_is_not_made_again(again: Path) -> None:
    outcome, done = made(again)
    assert (outcome.built, outcome.served, done) == (0, 3, [])


def test_what_is_gone_or_altered_is_made_again_and_nothing_else(again: Path) -> None:
    before = {number: files(folder(again, number)) for number in (1, 2, 3)}
    (folder(again, 1) / "saksframlegg.docx").unlink()
    (folder(again, 3) / "SHA256SUMS").write_text("x", "utf-8")
    outcome, done = made(again)
    assert (outcome.built, outcome.served, len(done)) == (2, 1, 2)
    assert {number: files(folder(again, number)) for number in (1, 2, 3)} == before


def test_a_change_for_one_council_makes_that_one_alone(again: Path) -> None:
    path = again / "content" / "cases" / f"{many.CASE}.yaml"
    path.write_text(path.read_text("utf-8").replace("case: 2026/2\n", "case: 2026/2222\n"), "utf-8")
    outcome, done = made(again)
    assert (outcome.built, outcome.served) == (1, 2)
    assert done == [f"made build/cases/{many.CASE}/{many.name(2)}/"]
    assert "2026/2222" in text_of(files(folder(again, 2))["saksframlegg.docx"])


def test_a_changed_word_of_the_text_makes_everything_again(again: Path) -> None:
    words = again / "content" / "avtale" / "nb.yaml"
    words.write_text(words.read_text("utf-8").replace("samarbeid", "godt samarbeid", 1), "utf-8")
    before = log(again, 1)["tabled"]["text"]
    outcome, _ = made(again)
    assert (outcome.built, outcome.served, outcome.problems) == (3, 0, ())
    assert log(again, 1)["tabled"]["text"] != before


@pytest.mark.parametrize("stop", [1, 4, 6])
def test_a_run_that_is_killed_goes_on_where_it_was(sent: Path, tmp_path: Path, stop: int) -> None:
    root = tmp_path / "drept"
    for name in ("content", "templates"):
        shutil.copytree(sent / name, root / name)
    command = [sys.executable, "-m", "press", "--root", str(root), "case", "--case", many.CASE]
    environment = {"PYTHONPATH": str(ROOT / "scripts"), "PATH": os.environ["PATH"]}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        for _ in range(stop):
            running.stderr.readline()
        running.send_signal(signal.SIGKILL)
        running.stderr.read()
    stood = [number for number in (1, 2, 3) if record(root, number).is_file() and log(root, number)["key"]]
    outcome, _ = made(root)
    assert outcome.problems == ()
    assert outcome.served >= len(stood)
    for number in (1, 2, 3):
        assert files(folder(root, number)) == files(folder(sent, number))
    assert list((root / "build").rglob(".press-*")) == []


def test_a_council_with_a_mistake_stops_itself_and_no_other(again: Path) -> None:
    path = again / "content" / "cases" / f"{many.CASE}.yaml"
    path.write_text(path.read_text("utf-8").replace("case: 2026/2\n", "case: ../../etc\n"), "utf-8")
    before = files(folder(again, 2))
    outcome, _ = made(again)
    assert (outcome.built, outcome.served, outcome.failed, outcome.kept) == (0, 2, 1, 1)
    (problem,) = outcome.problems
    assert problem.code == "C603"
    assert files(folder(again, 2)) == before


def test_no_council_can_be_called_as_what_stands_beside_their_folders(sent: Path) -> None:
    beside = {
        one.stem for one in (sent / "build" / "cases" / many.CASE).iterdir() if not one.name.startswith("eksempel")
    }
    assert beside | {COMMON, LOG} <= OURS


def test_one_council_can_be_asked_for(again: Path) -> None:
    shutil.rmtree(again / "build")
    outcome, done = made(again, many.name(3))
    assert (outcome.built, len([line for line in done if line.startswith("made")])) == (1, 1)
    assert not folder(again, 1).exists()


@pytest.mark.parametrize(
    ("case", "council", "code"),
    [("eksempel-revisjo", None, "U155"), ("../x", None, "U155"), (many.CASE, "eksempel-0001", "U156")],
)
def test_a_name_that_is_not_known_is_told(sent: Path, case: str, council: str | None, code: str) -> None:
    with pytest.raises(Wrong) as told:
        make_case(sent, case, council, lambda _: None)
    assert [problem.code for problem in told.value.problems] == [code]


def test_files_of_an_attachment_that_is_no_more_are_taken_away(again: Path) -> None:
    path = again / "content" / "cases" / f"{many.CASE}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("rule:\n", "attachments: [proposed]\nrule:\n", 1), "utf-8")
    (folder(again) / "notat.txt").write_text("mitt", "utf-8")
    outcome, _ = made(again)
    assert outcome.problems == ()
    names = set(files(folder(again)))
    assert [name for name in names if name.startswith("vedlegg-0") and not name.startswith("vedlegg-01")] == []
    assert "notat.txt" in names


def test_the_text_that_was_tabled_is_recorded(sent: Path) -> None:
    said = log(sent, 1)["tabled"]
    assert said["revision"] == "r2026-utkast"
    assert re.fullmatch("[0-9a-f]{64}", said["text"])
    assert len(said["blocks"]) > 5


def _exit_at_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number * number


def test_a_task_that_takes_its_process_down_stops_no_other() -> None:
    assert list(fan_out(range(12), _exit_at_three)) == [
        (number, None if number == 3 else number * number) for number in range(12)
    ]


def test_a_package_does_not_depend_on_when_it_was_made() -> None:
    told = {"b.pdf": b"2", "a.docx": b"1"}
    assert zipped(told) == zipped(dict(reversed(told.items())))
    with zipfile.ZipFile(BytesIO(zipped(told))) as package:
        assert package.namelist() == ["a.docx", "b.pdf"]
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def text_of(docx: bytes) -> str:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode())


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def record(root: Path, number: int) -> Path:
    return root / "build" / "cases" / many.CASE / "log" / f"{many.name(number)}.json"


def log(root: Path, number: int) -> dict[str, dict[str, str]]:
    said: dict[str, dict[str, str]] = json.loads(record(root, number).read_bytes())
    return said


def test_a_run_that_is_stopped_while_it_writes_leaves_nothing_that_is_not_known(again: Path) -> None:
    """The record names the files of both runs before any of them is written."""
    path = again / "content" / "cases" / f"{many.CASE}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("rule:\n", "attachments: [proposed]\nrule:\n", 1), "utf-8")
    blocked = folder(again) / "saksframlegg.docx"
    blocked.unlink()
    blocked.mkdir()  # no file can take its place: the run stops here
    outcome, _ = made(again)
    assert (outcome.failed, [one.code for one in outcome.problems]) == (1, ["E301"])
    assert any(name.startswith("vedlegg-04") for name in files_in(folder(again)))
    blocked.rmdir()
    outcome, _ = made(again)
    assert (outcome.built, outcome.problems) == (1, ())
    assert [name for name in files_in(folder(again)) if name.startswith(("vedlegg-02", "vedlegg-04"))] == []


def test_nothing_is_written_through_a_link_out_of_the_project(again: Path, tmp_path: Path) -> None:
    outside = tmp_path / "utenfor"
    outside.mkdir()
    shutil.rmtree(again / "build" / "cases" / many.CASE)
    (again / "build" / "cases" / many.CASE).symlink_to(outside)
    with pytest.raises(Wrong) as told:
        made(again)
    assert [one.code for one in told.value.problems] == ["E305"]
    assert list(outside.iterdir()) == []


def test_a_file_where_the_folder_is_to_be_is_told(again: Path) -> None:
    shutil.rmtree(again / "build" / "cases")
    (again / "build" / "cases").write_text("x", "utf-8")
    with pytest.raises(Wrong) as told:
        made(again)
    assert [one.code for one in told.value.problems] == ["E305"]


def test_a_folder_where_the_record_is_to_be_is_told(again: Path) -> None:
    record(again, 1).unlink()
    record(again, 1).mkdir()
    outcome, _ = made(again)
    assert (outcome.served, outcome.failed, [one.code for one in outcome.problems]) == (2, 1, ["E301"])


def test_a_case_with_a_mistake_makes_nothing(again: Path) -> None:
    path = again / "content" / "cases" / f"{many.CASE}.yaml"
    path.write_text(path.read_text("utf-8").replace("deadline: 2027-03-31", "deadline: 2026-03-31"), "utf-8")
    with pytest.raises(Wrong) as told:
        make_case(again, many.CASE, None, lambda _: None)
    assert [problem.code for problem in told.value.problems] == ["C622"]


SECRET = "Klagen fra naboen i Eksempelveien er unntatt."


def test_what_is_exempt_is_in_no_public_file(again: Path) -> None:
    path = again / "content" / "cases" / f"{many.CASE}.yaml"
    exempt = f"      - text: {SECRET}\n        exempt: offl. § 13, jf. fvl. § 13\n    assessment:\n"
    path.write_text(path.read_text("utf-8").replace("    assessment:\n", exempt), "utf-8")
    outcome, _ = made(again, many.name(1))
    assert (outcome.built, outcome.problems) == (1, ())
    here = files(folder(again))
    name = f"{many.CASE}-{many.name(1)}"
    assert SECRET in text_of(here["saksframlegg.docx"])
    public = unpacked(here[f"{name}-offentlig.zip"])
    assert "saksframlegg-offentlig.pdf" in public
    assert "folgeskriv.pdf" in public
    assert {"saksframlegg.pdf", "arkivmelding.xml"} & public.keys() == set()
    for file, data in public.items():
        if file.endswith(".pdf"):
            assert absent(data, "pdf", file, [SECRET]) == []
    assert absent(here["saksframlegg.pdf"], "pdf", "x", [SECRET]) != []
    assert b"<n5mdk:kode>O</n5mdk:kode>" in here["arkivmelding.xml"]
    assert b"<skjermingshjemmel>offl. \xc2\xa7 13, jf. fvl. \xc2\xa7 13</skjermingshjemmel>" in here["arkivmelding.xml"]


def test_a_paper_is_known_by_its_record_when_its_text_is_not_any_more(again: Path) -> None:
    file = folder(again) / "vedlegg-02-avtale-endringer.pdf"
    words = again / "content" / "avtale" / "nb.yaml"
    words.write_text(words.read_text("utf-8").replace("samarbeid", "godt samarbeid", 1), "utf-8")
    (found,) = what_is(again, file).found
    assert found.paper is not None
    assert (found.paper.document, found.paper.revision, found.case) == ("avtale", "r2026-utkast", many.CASE)
    assert found.council == ""  # all councils were sent the very same
    assert found.paper.title.startswith("Vedlegg 2 – ")
    assert "not known any more" in found.paper.standing


def test_a_register_is_known(again: Path) -> None:
    register(again, many.CASE, lambda _: None)
    (found,) = what_is(again, again / "build" / "cases" / many.CASE / "register.pdf").found
    assert (found.case, found.paper and found.paper.sort) == (many.CASE, Sort.REGISTER)
