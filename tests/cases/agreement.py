"""A case about the invented agreement: some invented councils, and a revision that is put to them."""

from __future__ import annotations

import shutil
from pathlib import Path

from press.build.cases.outcome import Recorded, record
from press.build.outcome import Outcome
from press.build.project import Project, read_attached
from press.cases import Casebook
from press.compose.cases.standing_of_case import CaseStanding, stand
from press.document import Document
from press.read.casebook import read_casebook

ROOT = Path(__file__).parent.parent.parent
CASE = "avtale-2026"
NAMES = ("nordvik", "soerdal", "vestbygd", "innherad", "lavnes", "aasvang")


def about_the_agreement(project: Path, count: int = len(NAMES), rule: str = "kind: all") -> Path:
    """Put a case with so many councils into a project of the story; returns the case file.

    The second council had another name until 2027-01-31, the fourth became a part of the first on 2027-01-01.
    """
    folder = project / "content" / "cases"
    folder.mkdir()
    names = [name_of(number) for number in range(count)]
    listed = [_council(name, number) for number, name in enumerate(names)]
    first = "# yaml-language-server: $schema=../schemas/councils.schema.json\n\ncouncils:\n"
    (folder / "councils.yaml").write_text(first + "".join(listed), "utf-8")
    text = (ROOT / "content" / "cases" / "eksempel-tilslutning.yaml").read_text("utf-8").split("\ncouncils:\n")[0]
    changed = {
        "id: eksempel-tilslutning": f"id: {CASE}",
        "document: samarbeidsplattform": "document: avtale",
        "proposed: publisert": "proposed: r2026",
        "kind: all": rule,
    }
    for was, now in changed.items():
        assert was in text
        text = text.replace(was, now)
    handled = [
        f"  {name}:\n    case: 26/{number + 12345}  \n" if number else f"  {name}: {{}}\n"
        for number, name in enumerate(names)
    ]
    path = folder / f"{CASE}.yaml"
    path.write_text(f"{text}\ncouncils:\n{''.join(handled)}", "utf-8")
    shutil.copytree(ROOT / "templates", project / "templates", dirs_exist_ok=True)
    return path


def name_of(number: int) -> str:
    """The id of a council."""
    return NAMES[number] if number < len(NAMES) else f"kommune-{number + 1}"


def _council(name: str, number: int) -> str:
    lines = [
        f"  - id: {name}",
        '    example: "yes"',
        f"    name: {name.capitalize()} kommune",
        "    kind: kommune",
        f"    language: {'nn' if number % 3 == 2 else 'nb'}",
        "    body: kommunestyret",
    ]
    if number == 1:
        lines += ["    former:", "      - name: Gamle Soerdal kommune", "        until: 2027-01-31"]
    if number == 3:
        lines += ["    merged_into: nordvik", "    merged: 2027-01-01"]
    return "\n".join(lines) + "\n"


def decided(project: Path, council: str, result: str = "adopted", date: str = "2027-02-03", **more: str) -> Outcome:
    """Record what a council decided."""
    asked = Recorded(case=CASE, council=council, date=date, result=result, vote=more.pop("vote", "31-4"), **more)
    return record(project, asked, lambda _: None)


def read(project: Path) -> tuple[Casebook, Document]:
    """The cases, and the agreement."""
    document = read_attached(Project(project), project / "content" / "avtale")
    return read_casebook(project / "content", project, {"avtale": document}), document


def standing(project: Path) -> CaseStanding:
    """The case as it stands."""
    book, document = read(project)
    return stand(book.cases[CASE], book.councils, document)
