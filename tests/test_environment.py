"""What the machine may do to a build: no room, no right to write, a kill in the middle. The last good output stays."""

from __future__ import annotations

import json
import os
import resource
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from users import another_user

ROOT = Path(__file__).parent.parent
WORDS = Path("content/samarbeidsplattform/nb.yaml")


def press(
    root: Path, *arguments: str, before: Callable[[], None] | None = None, user: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*user, sys.executable, "-m", "press", *arguments],
        cwd=root,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )


def outputs(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "build").rglob("*") if path.is_file()}


def change(root: Path, old: str, new: str) -> None:
    path = root / WORDS
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_full_disk_is_met_and_the_last_good_output_stays(project: Path) -> None:
    assert press(project, "build").returncode == 0
    good = outputs(project)
    change(project, "Å styrke", "Å virkelig styrke")

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    ran = press(project, "build", before=little_room)
    assert ran.returncode == 4, ran.stderr
    assert "error[E301]: The file cannot be written: File too large." in ran.stderr
    assert "Traceback" not in ran.stderr
    assert outputs(project) == good


def test_a_folder_that_cannot_be_written_is_met(project: Path) -> None:
    build = project / "build"
    build.mkdir()
    build.chmod(0o555)
    ran = press(project, "build", user=another_user())
    build.chmod(0o755)
    assert ran.returncode == 4, ran.stderr
    assert "error[E301]: The file cannot be written: Permission denied. Hint: Make the folder writable" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_what_cannot_be_built_keeps_its_last_files_and_is_named_as_out_of_date(project: Path) -> None:
    assert press(project, "build").returncode == 0
    good = outputs(project)
    change(project, "kind: goal", "kind: gaol")
    line = 1 + (project / WORDS).read_text("utf-8").splitlines().index("        kind: gaol")
    ran = press(project, "build")
    assert ran.returncode == 1
    assert "0 built, 1 failed (kept previous: 3, out of date). Open build/index.html" in ran.stdout
    assert f"content/samarbeidsplattform/nb.yaml:{line}:15: error[C005]: `gaol` is no kind that is known." in ran.stderr
    now = outputs(project)
    names = [name for name in good if name.startswith("samarbeidsplattform")]
    assert {name: now[name] for name in names} == {name: good[name] for name in names}
    manifest = json.loads(now["manifest.json"])
    assert [file["outdated"] for file in manifest["files"]] == [True] * 9
    assert manifest["problems"][0]["code"] == "C005"
    page = now["index.html"].decode()
    assert "Utdatert. Den forrige hele filen er beholdt." in page
    assert "gaol" in page
    assert subprocess.run(["sha256sum", "--check", "--strict", "--status", "SHA256SUMS"], cwd=project / "build",
                          check=False).returncode == 0  # fmt: skip


def test_a_broken_shared_file_stops_everything_and_keeps_everything(project: Path) -> None:
    assert press(project, "build").returncode == 0
    good = outputs(project)
    (project / "templates" / "pdf.css").write_text("body { colour: red }\n", encoding="utf-8")
    ran = press(project, "build")
    assert ran.returncode == 1
    assert "templates/pdf.css:1:8: error[T402]" in ran.stderr
    now = outputs(project)
    assert all(now[name] == good[name] for name in good if name.startswith("samarbeidsplattform"))


def test_an_output_that_no_longer_is_one_is_removed(project: Path) -> None:
    assert press(project, "build").returncode == 0
    shutil.copytree(project / "content" / "samarbeidsplattform", project / "content" / "kopi")
    facts = project / "content" / "kopi" / "document.yaml"
    facts.write_text(facts.read_text("utf-8").replace("id: samarbeidsplattform", "id: kopi", 1), "utf-8")
    assert press(project, "build").returncode == 0
    assert (project / "build" / "kopi").is_dir()
    shutil.rmtree(project / "content" / "kopi")
    assert press(project, "build").returncode == 0
    assert not (project / "build" / "kopi").exists()


def test_what_an_interrupted_run_left_is_swept_away(project: Path) -> None:
    left = project / "build" / "samarbeidsplattform" / ".press-samarbeidsplattform-publisert-nb.pdf"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half a fi")
    assert press(project, "build").returncode == 0
    assert not left.exists()


@pytest.mark.parametrize("path", ["../content/samarbeidsplattform/nb.yaml", "/etc/hostname", "", 5, "a/\0.pdf", None])
def test_a_manifest_that_we_did_not_write_leads_nowhere(project: Path, path: object) -> None:
    assert press(project, "build").returncode == 0
    manifest = project / "build" / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["files"][0]["path"] = path
    manifest.write_text(json.dumps(told), "utf-8")
    ran = press(project, "build")
    assert ran.returncode == 0, ran.stderr
    assert (project / WORDS).is_file()
    assert Path("/etc/hostname").is_file()


@pytest.mark.parametrize(
    ("lost", "kept"),
    [("templates/words", 3), ("templates/words/nb.yaml", 1), ("content/samarbeidsplattform/document.yaml", 3)],
)
def test_what_is_lost_takes_no_output_with_it(project: Path, lost: str, kept: int) -> None:
    assert press(project, "build").returncode == 0
    good = {name: data for name, data in outputs(project).items() if name.startswith("samarbeidsplattform")}
    (project / lost).rename(project / f"{lost}.borte")
    ran = press(project, "build")
    assert ran.returncode in (1, 2)
    assert f"kept previous: {kept}, out of date" in ran.stdout
    assert good.keys() <= outputs(project).keys()
    assert all(outputs(project)[name] == data for name, data in good.items() if kept == 3 or "-nb." in name)


def test_nobody_reading_changes_nothing(project: Path) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"{shlex.quote(sys.executable)} -m press build 2>&1 | true"],
        cwd=project,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert ran.returncode == 0
    assert "SHA256SUMS" in outputs(project)
    assert not (project / "build" / "log").exists()


def test_a_page_to_open_that_cannot_be_printed_is_told_and_the_files_are_named(project: Path) -> None:
    (project / "templates" / "index.html.j2").write_text("{{ nothing }}", "utf-8")
    ran = press(project, "build")
    assert ran.returncode == 1
    assert "templates/index.html.j2:1:1: error[T102]" in ran.stderr
    checked = subprocess.run(["sha256sum", "--check", "--status", "SHA256SUMS"], cwd=project / "build", check=False)
    assert checked.returncode == 0


def test_no_document_at_all_is_met(project: Path) -> None:
    shutil.rmtree(project / "content" / "samarbeidsplattform")
    ran = press(project, "build")
    assert ran.returncode == 2
    assert "content: error[U101]: There is no document in content." in ran.stderr


@pytest.mark.parametrize("arguments", [["bild"], ["build", "--fast"], []])
def test_a_command_that_is_wrong_ends_with_2(project: Path, arguments: list[str]) -> None:
    ran = press(project, *arguments)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
