"""Files -> opinions of programs that are not ours.

Only this module starts other programs. A program that is missing fails the test with a plain message: a check
that was not made is never counted as passed.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import many
import pytest

from press import cli

HOUSE = Path(__file__).resolve().parents[2]
BUILD = HOUSE / "build"
HERE = Path(__file__).parent
TOOLS = HOUSE / ".venv-conformance"
FONTS = re.compile(r"[A-Z]{6}\+Fira-?Sans\b")


OUTCOME = ("outcome", "--case", many.CASE, "--date", "2027-02-03")
CHANGED = ("--block", "formaal-1", "--words", "Partene samarbeider om alt.")


@lru_cache(maxsize=1)
def example() -> Path:
    """What is built of the example with a history: drafts, adopted texts, redlines, tables, a text as of a day, the
    papers of a case with exempt text, and a register with councils that adopted different texts."""
    root = Path(mkdtemp(prefix="press-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    _exempt(many.told(root, 2))
    for arguments in (
        ("build",),
        ("redline",),
        ("redline", "--from", "r2004", "--to", "r2024"),
        ("as-of", "--date", "2016-07-01"),
        ("case", "--case", many.CASE),
        (*OUTCOME, "--council", many.name(1), "--result", "adopted", "--vote", "31-4"),
        (*OUTCOME, "--council", many.name(2), "--result", "adopted-with-changes", *CHANGED),
        ("register", "--case", many.CASE),
    ):
        if cli.main(["--root", str(root), *arguments]) != 0:
            pytest.fail(f"The example cannot be made: press {' '.join(arguments)}", pytrace=False)
    return _apart(root / "build")


def _exempt(case: Path) -> None:
    """Give the case a paragraph, in both language forms, that is exempt from public disclosure."""
    text = case.read_text("utf-8")
    exempt = "      - text: Dette avsnittet er unntatt.\n        exempt: offl. § 13\n    assessment:\n"
    case.write_text(text.replace("    assessment:\n", exempt), "utf-8")


@lru_cache(maxsize=1)
def shipped() -> Path:
    """The papers of the case that comes with the project, and its register."""
    root = Path(mkdtemp(prefix="press-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for folder in ("content", "templates"):
        shutil.copytree(HOUSE / folder, root / folder)
    for command in ("case", "register"):
        if cli.main(["--root", str(root), command, "--case", "eksempel-tilslutning"]) != 0:
            pytest.fail(f"The example case cannot be made: press {command}", pytrace=False)
    return _apart(root / "build")


@lru_cache(maxsize=1)
def lagging() -> Path:
    """What is built of the real document with translations that lag behind, and of a language with headings only."""
    root = Path(mkdtemp(prefix="press-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for folder in ("content", "templates"):
        shutil.copytree(HOUSE / folder, root / folder)
    document = root / "content" / "samarbeidsplattform"
    trial = HOUSE / "tests" / "languages" / "se"
    for name, place, schemas in (
        ("words.yaml", root / "templates" / "words", "../../content/schemas/"),
        ("content.yaml", document, "../schemas/"),
    ):
        text = (trial / name).read_text("utf-8").replace("../../../content/schemas/", schemas)
        (place / "se.yaml").write_text(text, "utf-8")
    facts = document / "document.yaml"
    facts.write_text(facts.read_text("utf-8").replace("  - en\n", "  - en\n  - se\n", 1), "utf-8")
    source = document / "nb.yaml"
    source.write_text(source.read_text("utf-8").replace("konkurransedyktig og", "klimavennlig og"), "utf-8")
    if cli.main(["--root", str(root), "build"]) != 0:
        pytest.fail("The document with translations that lag behind cannot be made.", pytrace=False)
    return root / "build"


def built(suffix: str) -> list[Path]:
    """Every built file with this suffix, the example's too. None at all is a failure, not an empty success."""
    asked = {"reproved", "cases"}
    found = sorted(one for one in BUILD.rglob(f"*{suffix}") if not one.is_symlink() and not asked & {*one.parts})
    if not found:
        pytest.fail(f"There is no {suffix} under build/. Run make first.", pytrace=False)
    more = [path for made in (example(), shipped(), lagging()) for path in sorted(made.rglob(f"*{suffix}"))]
    found += [path for path in more if "publisert" not in path.name or "apart" in path.parts]  # served: among the first
    # Councils share attachments: each is looked at once.
    return list({path.read_bytes(): path for path in reversed(found)}.values())[::-1]


def _apart(build: Path) -> Path:
    """The same with each paper of a case under a name of its own, as the councils' are called alike."""
    apart = build / "apart"
    apart.mkdir()
    for path in sorted((build / "cases").rglob("*.*")):
        if path.suffix in (".pdf", ".docx", ".html") and "felles" not in path.parts:
            path.rename(apart / "-".join(path.relative_to(build / "cases").parts))
    return build


def none(faults: Sequence[str]) -> None:
    """Fails with every fault on a line of its own."""
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def shown(path: str | Path) -> str:
    """A short name for messages."""
    return Path(path).name


def program(name: str) -> str:
    """The full path of a program that `make conformance` sets up."""
    found = shutil.which(name)
    if not found:
        pytest.fail(f"The program {name} is missing. Run make conformance, which names what it needs.", pytrace=False)
    return found


def call(*command: str | Path, accept: Sequence[int] = (0,), timeout: int = 600, **environment: str) -> str:
    """What a program prints. Exit codes outside `accept` fail the test with its own words."""
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
        env=_environment() | environment,
    )
    if done.returncode not in accept:
        words = (done.stderr or done.stdout)[-2000:]
        pytest.fail(f"{Path(str(command[0])).name} ended with {done.returncode}: {words}", pytrace=False)
    return done.stdout


def _environment() -> dict[str, str]:
    """Ours without the settings meant for press, and in UTF-8, or Java cannot open a path with an æ."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C.UTF-8"}


def module(name: str, *arguments: str | Path, accept: Sequence[int] = (0,)) -> str:
    """A Python tool of .venv-conformance, run apart from the Python that builds."""
    python = TOOLS / "bin" / "python"
    if not python.exists():
        pytest.fail("There is no .venv-conformance. Run make conformance.", pytrace=False)
    return call(python, "-m", name, *arguments, accept=accept)


def verapdf(files: Sequence[Path]) -> dict[Path, dict[str, list[str]]]:
    """For each file, each profile that its own metadata names, with the rules it breaks.

    One Java machine for all files. Flavour 0 takes the profiles from the file, so that both PDF/A and PDF/UA
    are asked in one go; the caller must see that the profiles are the expected ones.
    """
    jar = next((TOOLS / "java").glob("cli-*.jar"), None)
    if jar is None:
        pytest.fail("veraPDF is missing from .venv-conformance/java. Run make conformance.", pytrace=False)
    said = call(
        program("java"),
        "-Djava.awt.headless=true",
        "-cp",
        jar,
        "org.verapdf.apps.GreenfieldCliWrapper",
        "--flavour",
        "0",
        "--format",
        "json",
        "--maxfailuresdisplayed",
        "3",
        *files,
        accept=(0, 1),  # 1: some file is not valid
    )
    jobs = json.loads(said)["report"]["jobs"]
    opinions = {Path(job["itemDetails"]["name"]): _profiles(job) for job in jobs}
    assert set(opinions) == set(files), "veraPDF did not report on every file"
    return opinions


def _profiles(job: dict[str, Any]) -> dict[str, list[str]]:
    if "validationResult" not in job:
        return {"not read": [json.dumps(job)[:500]]}
    profiles: dict[str, list[str]] = {}
    for result in job["validationResult"]:
        broken = [
            f"{rule['specification']} {rule['clause']}-{rule['testNumber']} ({rule['failedChecks']}): "
            f"{rule['checks'][0].get('errorMessage', rule['description'])}"
            for rule in result["details"]["ruleSummaries"]
        ]
        if not result["compliant"] and not broken:
            broken = [f"not compliant ({result['jobEndStatus']})"]
        profiles[result["profileName"]] = broken
    return profiles


def outloud(files: Sequence[Path]) -> dict[str, list[dict[str, Any]]]:
    """For each file name, outloud's findings of severity error (Matterhorn protocol, WCAG 2.2, own)."""
    results = json.loads(module("outloud.cli", "--json", "-", *files, accept=(0, 1)))["results"]
    assert len(results) == len(files), "outloud did not report on every file"
    return {
        shown(result["path"]): [finding for finding in result["findings"] if finding["severity"] == "error"]
        + ([{"rule": "unread", "message": result["error"]}] if result["error"] else [])
        for result in results
    }


def word_validators(file: Path) -> list[str]:
    """What openxml-audit (schema, Word's habits) and docx-integrity (references) hold against a file."""
    audit = json.loads(module("openxml_audit", "--output", "json", "--max-errors", "0", file, accept=(0, 1)))
    faults = [
        f"openxml-audit: {error['part_uri']} {error['description']}" for report in audit for error in report["errors"]
    ]
    if not faults and not all(report["valid"] for report in audit):
        faults.append("openxml-audit: not valid")
    checked = json.loads(
        module("docx_integrity.cli", "check", "--no-config", "--fail-on", "warn", "--json", file, accept=(0, 1))
    )
    faults += [
        f"docx-integrity: {finding}"
        for report in checked["files"]
        for finding in report["findings"]
        if finding.get("severity") != "info"
    ]
    return faults


def browse(files: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """For each file name, what axe-core and Chromium say in each view: see browse.mjs."""
    if not (TOOLS / "node" / "node_modules").is_dir():
        pytest.fail("axe-core is missing from .venv-conformance/node. Run make conformance.", pytrace=False)
    said = call(program("node"), HERE / "browse.mjs", TOOLS / "node", program("chromium"), *files)
    reports: dict[str, dict[str, Any]] = {}
    for report in json.loads(said)["reports"]:
        name = shown(report["file"])
        while name in reports:  # each build has an index.html
            name += " (EKSEMPEL)"
        reports[name] = report
    assert len(reports) == len(files), "Chromium did not report on every file"
    return reports


def libreoffice(files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """The PDF that LibreOffice makes of each Word file, by stem; a file that it cannot open is absent.

    It runs with a profile of its own, and with the fonts that the documents are made with.
    """
    import fontpkg_fira_sans

    fonts = Path(fontpkg_fira_sans.__file__).parent
    settings = folder / "fonts.conf"
    settings.write_text(
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        f"<include ignore_missing='yes'>/etc/fonts/fonts.conf</include><dir>{fonts}</dir></fontconfig>",
        encoding="utf-8",
    )
    call(
        program("soffice"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        *files,
        accept=(0, 1),
        FONTCONFIG_FILE=str(settings),
        HOME=str(folder),
    )
    return {path.stem: folder / f"{path.stem}.pdf" for path in files if (folder / f"{path.stem}.pdf").exists()}


def pdfinfo(file: Path) -> dict[str, str]:
    """Poppler's summary of a PDF: Pages, Page size, Tagged and so on."""
    lines = call(program("pdfinfo"), file).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def foreign_fonts(file: Path) -> list[str]:
    """Fonts that are not embedded subsets of the document's own font, by Poppler."""
    rows = call(program("pdffonts"), file).splitlines()[2:]
    # name, type (one to three words), encoding, then emb sub uni and the object's two numbers
    return [row.strip() for row in rows if not FONTS.match(row) or row.split()[-5:-3] != ["yes", "yes"]]
