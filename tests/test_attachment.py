"""A text that nobody vouches for is no main attachment of a case.

What each refusal says stands in tests/attachment/. `PRESS_ACCEPT=1 pytest tests/test_attachment.py` accepts what is
said now; look at the difference before you commit it.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from translating import agreement, as_expected, confirmed, edit, silent

from press import cli
from press.build import build
from press.build.adopt import adopt
from press.build.adoption import Adoption
from press.build.attachment import Asked, attach
from press.problem import Wrong, report

SAID = Path(__file__).parent / "attachment"


@dataclass(frozen=True)
class Refusal:
    """What is asked, and of which of the built projects."""

    asked: Asked
    standing: str = "draft"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The agreement, built with a translation of each standing."""
    found: dict[str, Path] = {}
    for state in ("draft", "reviewed", "certified"):
        root = tmp_path_factory.mktemp("vedlegg") / "prosjekt"
        agreement(root)
        confirmed(root, "all", state)
        assert build(root, silent).problems == ()
        found[state] = root
    return found


def tree(root: Path) -> dict[str, bytes]:
    folder = root / "build"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def copied(built: dict[str, Path], tmp_path: Path) -> Path:
    """A copy of the project whose translation is certified."""
    return Path(shutil.copytree(built["certified"], tmp_path / "prosjekt"))


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_text_that_counts_and_a_certified_translation_may_be_the_main_attachment(
    language: str, copied: Path
) -> None:
    name = f"avtale-utkast-{language}"
    assert attach(copied, Asked(language), silent).built == 1
    folder = copied / "build" / "attachments" / f"{name}-main"
    assert {path.name for path in folder.iterdir()} == {f"{name}.pdf", f"{name}.docx", "SHA256SUMS"}
    for ending in ("pdf", "docx"):
        made = copied / "build" / "avtale" / f"{name}.{ending}"
        assert (folder / made.name).read_bytes() == made.read_bytes()
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, check=True)


@pytest.mark.parametrize("standing", ["draft", "reviewed"])
def test_any_translation_may_be_attached_beside_it_as_a_courtesy(
    standing: str, built: dict[str, Path], tmp_path: Path
) -> None:
    root = Path(shutil.copytree(built[standing], tmp_path / "prosjekt"))
    assert cli.main(["--root", str(root), "attachment", "--language", "en", "--as", "courtesy"]) == 0
    assert (root / "build" / "attachments" / "avtale-utkast-en-courtesy" / "avtale-utkast-en.pdf").is_file()


REFUSED: dict[str, Refusal] = {
    "draft-translation": Refusal(Asked("en")),
    "courtesy-translation": Refusal(Asked("en"), "reviewed"),
    "kind-unknown": Refusal(Asked("nb", kind="mian")),
    "language-not-built": Refusal(Asked("de")),
    "revision-not-built": Refusal(Asked("nb", "foerste"), "certified"),
    "document-unknown": Refusal(Asked("nb", document="avtalen")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_be_attached_is_told_and_nothing_is_written(name: str, built: dict[str, Path]) -> None:
    root = built[REFUSED[name].standing]
    before = tree(root)
    with pytest.raises(Wrong) as wrong:
        attach(root, REFUSED[name].asked, silent)
    as_expected(SAID / f"{name}.txt", "".join(f"{line}\n" for line in report(wrong.value.problems)))
    assert tree(root) == before


def test_no_expected_text_is_left_over() -> None:
    assert {path.stem for path in SAID.iterdir()} == set(REFUSED)


def test_a_file_that_was_changed_since_it_was_built_is_not_attached(copied: Path) -> None:
    with (copied / "build" / "avtale" / "avtale-utkast-en.pdf").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(Wrong, match=r"There is no built text in `en`"):
        attach(copied, Asked("en"), silent)


def test_a_certificate_that_no_longer_holds_is_none(copied: Path) -> None:
    edit(copied / "content" / "avtale" / "en.yaml", "Write clearly", "Write plainly")
    assert build(copied, silent).problems == ()
    with pytest.raises(Wrong, match=r"is no text that a council can decide on: a draft translation"):
        attach(copied, Asked("en"), silent)


def test_a_translation_that_is_certified_after_its_revision_was_adopted_may_be_attached(
    built: dict[str, Path], tmp_path: Path
) -> None:
    root = Path(shutil.copytree(built["draft"], tmp_path / "prosjekt"))
    assert adopt(root, Adoption("foerste"), silent).problems == ()
    confirmed(root, "all", "certified")
    assert build(root, silent).problems == ()
    for asked in (Asked("en"), Asked("en", "foerste")):
        assert attach(root, asked, silent).built == 1
        folder = root / "build" / "attachments" / "avtale-foerste-en-revidert-main"
        assert (folder / "avtale-foerste-en-revidert.pdf").is_file()
        shutil.rmtree(folder)
    with pytest.raises(Wrong, match=r"There is no built text in `en` of `annen`"):
        attach(root, replace(asked, revision="annen"), silent)
