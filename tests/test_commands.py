"""The command line: every command is documented, starts quickly, and tells problems as text or as JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from press import cli
from press.cli.options import Command

ROOT = Path(__file__).parent.parent


def test_every_command_and_target_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    commands = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert commands
    assert [name for name in commands if f"press {name}" not in readme] == []
    assert [name for name in targets if f"make {name}" not in readme and name != "build"] == []


@pytest.mark.parametrize("arguments", [["--help"], ["check"]])
def test_help_and_check_do_not_load_what_prints(arguments: list[str]) -> None:
    code = "import sys; from press.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    loaded = "print('\\n'.join(sorted(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", code + loaded, *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(ran.stdout.split())
    assert "press.cli" in modules
    assert modules & {"weasyprint", "docx", "pikepdf", "PIL", "resvg_py", "babel.messages"} == set()


def test_problems_can_be_had_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "content" / "samarbeidsplattform" / "nb.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: goal", "kind: gaol"), "utf-8")
    assert cli.main(["--root", str(project), "--json", "check"]) == 1
    line = 1 + path.read_text("utf-8").splitlines().index("        kind: gaol")
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["path"], problem["line"], problem["column"]) == ("content/samarbeidsplattform/nb.yaml", line, 15)
    assert problem["excerpt"].strip() == "kind: gaol"


def test_check_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--root", str(ROOT), "check"]) == 0
    assert capsys.readouterr().out == "No problems.\n"


def test_our_own_mistake_is_not_a_traceback(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError("a bug")

    monkeypatch.setattr(cli, "COMMANDS", (Command("check", broken, "check"),))
    assert cli.main(["--root", str(project), "check"]) == 70
    said = capsys.readouterr().err
    assert "internal error X1, details in build/log/internal-error.txt" in said
    assert "Traceback" not in said
    assert "RuntimeError: a bug" in (project / "build" / "log" / "internal-error.txt").read_text("utf-8")
