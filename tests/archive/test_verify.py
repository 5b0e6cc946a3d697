"""Whatever is altered in an archive is found, and named: file, revision and block.

What is said of each alteration stands in tests/archive/altered/. `PRESS_ACCEPT=1 pytest tests/archive` accepts what is
said now; look at the difference before you commit it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.archives import archive
from press.archive import prove, verify_alone
from press.archive.record import FOLDER
from press.problem import Exit, report, worst

SAID = Path(__file__).parent / "altered"
SHOWN = "content/eksempel"

R2 = f"{FOLDER}/r2"
ENTRY = '\n  - id: "r'

Alteration = Callable[[Path], object]


def replaced(name: str, old: str, new: str, times: int = 1) -> Alteration:
    """One text for another in a file of the document's folder."""

    def alter(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, times), "utf-8")

    return alter


def without_entry(name: str) -> Alteration:
    """document.yaml as somebody would leave it who wants a revision to be forgotten."""

    def alter(folder: Path) -> None:
        path = folder / "document.yaml"
        head, *entries = path.read_text("utf-8").split(ENTRY)
        *entries, last = entries
        last, end = last.split("archive:")
        kept = [f"{ENTRY}{entry}" for entry in (*entries, last) if not entry.startswith(f'{name[1:]}"')]
        path.write_text("".join([head, *kept, "\narchive:", end]), "utf-8")

    return alter


def both(*alterations: Alteration) -> Alteration:
    """One alteration after the other."""

    def alter(folder: Path) -> None:
        for one in alterations:
            one(folder)

    return alter


def swapped(first: str, second: str) -> Alteration:
    """Two names exchanged in the archive."""

    def alter(folder: Path) -> None:
        one, other, aside = folder / FOLDER / first, folder / FOLDER / second, folder / "aside"
        one.rename(aside)
        other.rename(one)
        aside.rename(other)

    return alter


def entries_swapped(folder: Path) -> None:
    """The entries of r2 and r3 in document.yaml in the other order, each as it was."""
    path = folder / "document.yaml"
    head, one, two, three, *rest = path.read_text("utf-8").split(ENTRY)
    path.write_text(ENTRY.join([head, one, three, two, *rest]), "utf-8")


def blocks_swapped(folder: Path) -> None:
    """The first two blocks of r2 in the other order; each has three lines."""
    path = folder / R2 / "nb.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = lines.index('      - id: "p-0"\n')
    lines[at : at + 6] = [*lines[at + 3 : at + 6], *lines[at : at + 3]]
    path.write_text("".join(lines), "utf-8")


def linked(name: str) -> Alteration:
    """A link to an equal file in the place of one of the archive."""

    def alter(folder: Path) -> None:
        path = folder / FOLDER / name
        path.rename(folder / "elsewhere")
        path.symlink_to(folder / "elsewhere")

    return alter


def removed(name: str) -> Alteration:
    """A file or folder of the archive taken away."""

    def alter(folder: Path) -> None:
        path = folder / FOLDER / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

    return alter


ALTERED: dict[str, Alteration] = {
    "one-word": replaced(f"{R2}/nb.yaml", "punkt 4 følges", "punkt 4 bør følges"),
    "many-blocks": replaced(f"{R2}/nb.yaml", "ingen har vedtatt", "noen har vedtatt", 99),
    "title": replaced(f"{R2}/nb.yaml", "Eksempel (EKSEMPEL)", "Eksemplet (EKSEMPEL)"),
    "order-of-blocks": blocks_swapped,
    "layout-alone": replaced(f"{R2}/nb.yaml", "sections:", "sections:  # En merknad"),
    "comment": replaced(f"{R2}/nb.yaml", "sections:", "# En merknad\nsections:"),
    "not-yaml": replaced(f"{R2}/nb.yaml", 'title: "Eksempel', "title: [Eksempel"),
    "frozen-facts": replaced(f"{R2}/document.yaml", "raadet", "styret"),
    "record": replaced(f"{R2}/record.json", "raadet", "styret"),
    "parts": replaced(f"{R2}/blocks.json", '"p-1"', '"p-7"'),
    "parts-and-words": both(
        replaced(f"{R2}/blocks.json", '"p-1"', '"p-7"'),
        replaced(f"{R2}/nb.yaml", "punkt 4 følges", "punkt 4 bør følges"),
    ),
    "sums": replaced(f"{R2}/SHA256SUMS", "blocks.json", "blokks.json"),
    "last-sums": replaced(f"{FOLDER}/r4/SHA256SUMS", "blocks.json", "blokks.json"),
    "entry": replaced("document.yaml", '"1802-05-31"', '"1803-05-31"'),
    "entry-without-a-field": replaced("document.yaml", '    case: "Sak 2/02"\n', ""),
    "entry-with-another-field": replaced(
        "document.yaml", '    case: "Sak 2/02"\n', '    case: "Sak 2/02"\n    legal_basis: "Avtalen"\n'
    ),
    "entry-sources": replaced("document.yaml", "teksten enstemmig", "teksten mot to stemmer"),
    "digest-in-the-entry": lambda folder: flipped_digit(folder, "nb.yaml: "),
    "sums-in-the-entry": lambda folder: flipped_digit(folder, "sums: "),
    "previous-in-the-entry": lambda folder: flipped_digit(folder, "previous: "),
    "end-of-the-chain": lambda folder: flipped_digit(folder, "last: "),
    "count": replaced("document.yaml", 'count: "4"', 'count: "3"'),
    "number": replaced("document.yaml", 'number: "2"', 'number: "7"'),
    "number-twice": replaced("document.yaml", 'number: "2"', 'number: "3"'),
    "no-end-of-the-chain": lambda folder: (folder / "document.yaml").write_text(
        (folder / "document.yaml").read_text("utf-8").partition("archive:")[0], "utf-8"
    ),
    "facts-not-yaml": replaced("document.yaml", "frozen:", "fr\tozen:"),
    "facts-and-words": both(replaced("document.yaml", "frozen:", "frosen:"), removed("r3/nb.yaml")),
    "revision-gone": removed("r2"),
    "entry-gone": without_entry("r2"),
    "entry-and-revision-gone": both(without_entry("r2"), removed("r2")),
    "last-entry-and-revision-gone": both(without_entry("r4"), removed("r4")),
    "revisions-swapped": swapped("r2", "r3"),
    "entries-swapped": entries_swapped,
    "files-swapped": swapped("r2/eksempel-r2-nb.pdf", "r2/eksempel-r2-nb.html"),
    "revision-renamed": lambda folder: (folder / R2).rename(folder / FOLDER / "r2b"),
    "file-renamed": lambda folder: (folder / R2 / "nb.yaml").rename(folder / R2 / "nn.yaml"),
    "file-gone": removed("r2/eksempel-r2-nb.pdf"),
    "sums-gone": removed("r2/SHA256SUMS"),
    "file-added": lambda folder: (folder / R2 / "notat.txt").write_text("Et notat.", "utf-8"),
    "folder-added": lambda folder: (folder / R2 / "vedlegg").mkdir(),
    "revision-added": lambda folder: shutil.copytree(folder / R2, folder / FOLDER / "r5"),
    "file-in-the-archive": lambda folder: (folder / FOLDER / "LES-MEG.txt").write_text("Her.", "utf-8"),
    "link-to-a-file": linked("r2/nb.yaml"),
    "link-to-a-revision": linked("r2"),
    "link-to-the-archive": lambda folder: (
        (folder / FOLDER).rename(folder / "borte"),
        (folder / FOLDER).symlink_to("borte"),
    ),
    "folder-for-a-file": both(
        removed("r2/eksempel-r2-nb.pdf"), lambda folder: (folder / R2 / "eksempel-r2-nb.pdf").mkdir()
    ),
    "pipe-for-a-file": both(
        removed("r2/eksempel-r2-nb.pdf"), lambda folder: os.mkfifo(folder / R2 / "eksempel-r2-nb.pdf")
    ),
}


def flipped_digit(folder: Path, key: str) -> None:
    """Another last digit of a digest of the second entry, or of the end of the chain."""
    path = folder / "document.yaml"
    text = path.read_text("utf-8")
    start = text.index(key, text.index("archive:") if key == "last: " else text.index('- id: "r2"'))
    end = text.index("\n", start) - 2
    path.write_text(text[:end] + ("0" if text[end] != "0" else "1") + text[end + 1 :], "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A document with four adopted revisions of twelve blocks."""
    return archive(tmp_path, 4, 12)


@pytest.mark.parametrize("name", ALTERED)
def test_what_is_altered_is_named(name: str, folder: Path) -> None:
    ALTERED[name](folder)
    problems = prove(folder, SHOWN)
    said = "".join(f"{line}\n" for line in report(problems))
    expected = SAID / f"{name}.txt"
    if os.environ.get("PRESS_ACCEPT"):
        SAID.mkdir(exist_ok=True)
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert worst(problems) == Exit.INTEGRITY, said
    assert said == expected.read_text("utf-8")


def test_no_expected_text_is_left_over() -> None:
    assert {path.stem for path in SAID.iterdir()} == set(ALTERED)


def test_an_archive_as_it_was_written_has_no_problem(folder: Path) -> None:
    assert prove(folder, SHOWN) == []
    assert verify_alone(folder, SHOWN) == []


def test_an_unfinished_adoption_is_passed_by(folder: Path) -> None:
    (folder / FOLDER / ".press-r5").mkdir()
    assert prove(folder, SHOWN) == []


def test_a_document_without_archive_has_no_problem(tmp_path: Path) -> None:
    folder = archive(tmp_path, 1, 1)
    shutil.rmtree(folder / FOLDER)
    text = (folder / "document.yaml").read_text("utf-8")
    (folder / "document.yaml").write_text(text.partition("    frozen:")[0], "utf-8")
    assert prove(folder, SHOWN) == []


def test_facts_that_cannot_be_read_are_no_matter_of_the_archive_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "document.yaml").write_text("id: [\n", "utf-8")
    assert worst(prove(tmp_path, SHOWN)) == Exit.CONTENT


@pytest.mark.parametrize("name", ["one-word", "file-gone", "sums-gone", "revision-gone", "files-swapped"])
def test_the_sums_alone_show_it_too(name: str, folder: Path) -> None:
    ALTERED[name](folder)
    assert worst(verify_alone(folder, SHOWN)) == Exit.INTEGRITY


def test_sha256sum_alone_proves_every_revision(folder: Path) -> None:
    for number in range(1, 5):
        assert sha256sum(folder / FOLDER / f"r{number}") == 0
    replaced(f"{R2}/nb.yaml", "punkt 4 følges", "punkt 4 bør følges")(folder)
    assert [sha256sum(folder / FOLDER / f"r{number}") for number in range(1, 5)] == [0, 1, 0, 0]


def test_sha256sum_alone_proves_the_chain(folder: Path) -> None:
    """A revision whose sums were written anew no longer fits the one after it."""
    replaced(f"{R2}/nb.yaml", "punkt 4 følges", "punkt 4 bør følges")(folder)
    here = folder / R2
    names = sorted(path.name for path in here.iterdir() if path.name != "SHA256SUMS")
    new = subprocess.run(["sha256sum", *names], cwd=here, capture_output=True, check=True).stdout
    last = (here / "SHA256SUMS").read_bytes().splitlines(keepends=True)[-1]
    (here / "SHA256SUMS").write_bytes(new + last)
    assert [sha256sum(folder / FOLDER / f"r{number}") for number in range(1, 5)] == [0, 0, 1, 0]


def sha256sum(folder: Path) -> int:
    """How the real program ends when it checks a revision."""
    command = ["sha256sum", "--check", "--strict", "--status", "SHA256SUMS"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def test_the_record_is_canonical_json(folder: Path) -> None:
    data = (folder / R2 / "record.json").read_text("utf-8")
    told = json.loads(data)
    assert data == json.dumps(told, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
    assert told["order"] == ["r1", "r2"]
    assert "frozen" not in told["entry"]
