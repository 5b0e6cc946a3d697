"""Lists of councils: however they are saved, the same comes in; what people wrote in councils.yaml stays."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.build.cases.councils import take_list
from press.build.cases.naming import id_of
from press.cases import Councils
from press.problem import Wrong
from press.read import SCHEMA_FOLDER
from press.read.convert import read
from press.read.enlist import enlist
from press.read.rewrite import read_plain

ROOT = Path(__file__).parent.parent.parent
GOOD = Path(__file__).parent / "hostile" / "_good"
COUNCILS = (GOOD / "content" / "cases" / "councils.yaml").read_text("utf-8")
ROWS = [
    ["Kommune", "Kommunenummer", "Målform"],
    ["Våler kommune", "3419", "bokmål"],
    ["Bø kommune", "4021", "nynorsk"],
    ["Oslo kommune", "0301", "Bokmål"],
    ["Ål, Gol (og Nes)", "3328", "NN"],
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "prosjekt")
    shutil.copytree(ROOT / SCHEMA_FOLDER, tmp_path / "prosjekt" / SCHEMA_FOLDER)
    return tmp_path / "prosjekt"


def take(root: Path, data: bytes, name: str = "liste.csv") -> list[str]:
    """What is told, after the list was taken in."""
    told: list[str] = []
    (root.parent / name).write_bytes(data)
    outcome = take_list(root, root.parent / name, told.append)
    return [*told, *(problem.code for problem in outcome.problems)]


def written(root: Path) -> str:
    return (root / "content" / "cases" / "councils.yaml").read_text("utf-8")


def separated(separator: str, encoding: str, ending: str = "\r\n") -> bytes:
    lines = [separator.join(f'"{cell}"' if {";", ","} & set(cell) else cell for cell in row) for row in ROWS]
    return "".join(line + ending for line in lines).encode(encoding)


def workbook() -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_however_it_is_saved_the_same_comes_in(root: Path, encoding: str, separator: str, ending: str) -> None:
    told = take(root, separated(separator, encoding, ending))
    assert "councils added: 4; there already: 0" in told
    added = read(written(root).encode(), "councils.yaml", Councils).councils[4:]
    assert [(one.id, one.name, one.number, one.language) for one in added] == [
        ("vaaler", "Våler kommune", "3419", "nb"),
        ("boe", "Bø kommune", "4021", "nn"),
        ("oslo", "Oslo kommune", "0301", "nb"),
        ("aal-gol-og-nes", "Ål, Gol (og Nes)", "3328", "nn"),
    ]


def test_a_workbook_says_the_same_as_the_csv(root: Path) -> None:
    take(root, workbook(), "liste.xlsx")
    first = written(root)
    shutil.copy(GOOD / "content" / "cases" / "councils.yaml", root / "content" / "cases")
    take(root, b"sep=,\r\n" + separated(",", "cp1252"))
    assert written(root) == first


def test_what_was_there_stays_sign_by_sign_and_again_is_no_change(root: Path) -> None:
    take(root, separated(";", "cp1252"))
    first = written(root)
    assert first.startswith(COUNCILS)
    assert "councils added: 0; there already: 4" in take(root, separated(";", "utf-8"))
    assert written(root) == first


def test_where_there_is_no_file_yet_one_is_made(root: Path) -> None:
    shutil.rmtree(root / "content" / "cases")
    take(root, separated(";", "cp1252"))
    assert written(root).startswith("# yaml-language-server: $schema=../schemas/councils.schema.json\n")
    assert len(read(written(root).encode(), "", Councils).councils) == 4


def test_a_councils_file_with_a_mistake_takes_nothing_in(root: Path) -> None:
    path = root / "content" / "cases" / "councils.yaml"
    path.write_text(COUNCILS.replace('"9901"', "301"), "utf-8")
    with pytest.raises(Wrong, match="C612"):
        take(root, separated(";", "cp1252"))
    assert written(root) == COUNCILS.replace('"9901"', "301")


def test_a_list_in_brackets_is_refused_with_its_place(root: Path) -> None:
    path = root / "content" / "cases" / "councils.yaml"
    flow = "{id: a, name: A, kind: kommune, language: nb, body: x}"
    path.write_text(f"{COUNCILS.splitlines()[0]}\ncouncils: [{flow}]\n", "utf-8")
    with pytest.raises(Wrong, match=r"councils\.yaml:2:11.*Y114"):
        take(root, separated(";", "cp1252"))


def test_356_councils_come_in_at_once(root: Path) -> None:
    lines = ["navn;nr;målform", *(f"Kommunen Nummer {n};{1000 + n};nb" for n in range(356))]
    assert "councils added: 356; there already: 0" in take(root, "\r\n".join(lines).encode("cp1252"))


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Våler kommune", "vaaler"),
        ("Viken fylkeskommune", "viken"),
        ("Tønsberg/Færder", "toensberg-faerder"),
        ("Kárášjohka – Karasjok", "karasjohka-karasjok"),
        ("Kommunen", "kommunen"),
        ("Unjárgga gielda", "unjargga-gielda"),
        ("Os (Østerdalen)", "os-oesterdalen"),
        ("漢字", ""),
    ],
)
def test_ids_are_made_of_names(name: str, made: str) -> None:
    assert id_of(name) == made


@given(st.text())
def test_an_id_is_one_or_nothing(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", id_of(name))


WORD = st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and "\xa0" not in text and "\xad" not in text
)
ENTRIES = st.lists(
    st.fixed_dictionaries({"id": WORD, "name": WORD, "number": st.from_regex("[0-9]{4}", fullmatch=True)}),
    min_size=1,
    max_size=4,
)
ABOVE = st.sampled_from(["", "# om\n", "archive:\n  system: press\n", "\n\n"])
BELOW = st.sampled_from(
    ["", "\n# til slutt\n", 'archive:\n  system: "press" # her\n', "\n\n", "  # inne i\n", "    # og her\n\n"]
)


@given(
    above=ABOVE, dash=st.sampled_from(["", "  ", "    "]), gap=st.sampled_from([" ", "   "]), below=BELOW, new=ENTRIES
)
def test_adding_changes_no_other_sign(above: str, dash: str, gap: str, below: str, new: list[dict[str, str]]) -> None:
    if above.startswith("archive") and below.startswith("archive"):
        below = ""
    inner = " " * (len(dash) + 1 + len(gap))
    listed = "".join(f'{dash}-{gap}id: "{n}"  # merknad\n{inner}name: >-\n{inner}  N\n{inner}  {n}\n' for n in range(2))
    before = f"{above}councils:\n{listed}{below}"
    after = enlist(before.encode(), "councils.yaml", new).decode()
    said = read_plain(before.encode(), "")
    assert read_plain(after.encode(), "") == {**said, "councils": [*said["councils"], *new]}
    left = after.splitlines()
    kept = []
    for line in before.splitlines():
        assert line in left, "a line is gone"
        at = left.index(line)
        kept.append(line)
        del left[: at + 1]
    assert kept == before.splitlines()
