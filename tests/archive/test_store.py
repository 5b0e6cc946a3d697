"""The program is killed before each call that it makes of the system while it stores a revision.

What is found then, once it has been settled, is wholly old or wholly new.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.archives import SCHEMA, archive
from press.archive import bundle, part_hashes, prove
from press.archive.record import FOLDER
from press.build.store import Keeping, keep, settle
from press.document import Words
from press.facts import Facts
from press.problem import Exit, Wrong
from press.read.convert import read
from press.read.splice import append_revision, set_archive, set_frozen

SHOWN = "content/eksempel"
NEW = "r3"
CALLS = ("chmod", "close", "fsync", "link", "mkdir", "open", "rename", "replace", "rmdir", "symlink", "unlink", "write")
"""What changes a disk, and what brings it there."""


@pytest.fixture
def what(tmp_path: Path) -> Keeping:
    """A third revision, ready to be stored beside two."""
    folder = archive(tmp_path, 2, 3)
    return keeping(folder)


def keeping(folder: Path) -> Keeping:
    path = folder / "document.yaml"
    entry = {"id": NEW, "adopted": "1900", "recorded": "1900-05-31", "evidence": "original", "confidence": "high"}
    data = append_revision(path.read_bytes(), "document.yaml", {**entry, "body": "raadet", "case": "Sak #3: *"})
    facts = read(data, "document.yaml", Facts)
    revision = facts.revision(NEW)
    assert revision is not None
    words = (folder / "nb.yaml").read_bytes()
    files = {"nb.yaml": words, "document.yaml": data, "eksempel-r3-nb.pdf": b"%PDF", "figur.svg": SCHEMA.encode()}
    parts = {"nb": part_hashes(read(words, "nb.yaml", Words), folder)}
    kept = bundle(facts, revision, files, parts)
    live = set_archive(set_frozen(data, "document.yaml", NEW, kept.frozen), "document.yaml", kept.head)
    made_from = {path: path.read_bytes(), folder / "nb.yaml": words}
    return Keeping(folder, NEW, kept.files, live, made_from)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def killed(run: Callable[[], object], before: Callable[[list[str]], bool]) -> bool:
    """Runs it in a process of its own, killed before the call of the system for which `before` is true; whether it was.

    `before` is given the names of the calls up to that one.
    """
    child = os.fork()
    if child == 0:
        made: list[str] = []

        def watched(name: str, real: Callable[..., object]) -> Callable[..., object]:
            def call(*given: object, **named: object) -> object:
                made.append(name)
                if before(made):
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*given, **named)

            return call

        for name in CALLS:
            setattr(os, name, watched(name, getattr(os, name)))
        run()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return os.WIFSIGNALED(status)


def call(number: int) -> Callable[[list[str]], bool]:
    """The call of this number, from 1."""
    return lambda made: len(made) == number


def staged(made: list[str]) -> bool:
    """The moment in which all is staged and nothing is recorded."""
    return made[-1] == "replace"


def recorded(made: list[str]) -> bool:
    """The moment in which the revision has just been recorded."""
    return made[-2:-1] == ["replace"]


def test_killed_anywhere_it_is_wholly_old_or_wholly_new(what: Keeping, tmp_path: Path) -> None:
    folder, root = what.folder, tmp_path
    old = tree(folder)
    aside = shutil.copytree(folder, tmp_path / "aside")
    keep(what, root)
    new = tree(folder)
    seen = []
    for number in range(1, 1000):
        shutil.rmtree(folder)
        shutil.copytree(aside, folder)
        if not killed(lambda: keep(what, root), call(number)):
            break
        settle(folder, root)
        found = tree(folder)
        assert found in (old, new), number
        assert prove(folder, SHOWN) == [], number
        seen.append(found == new)
        if found == old:
            keep(what, root)
            assert tree(folder) == new
    assert len(seen) > 60
    assert seen == sorted(seen), "once it is adopted, it stays adopted"
    assert set(seen) == {False, True}


@pytest.mark.parametrize("moment", [staged, recorded])
def test_settling_may_be_killed_too(moment: Callable[[list[str]], bool], what: Keeping, tmp_path: Path) -> None:
    folder, root = what.folder, tmp_path
    assert killed(lambda: keep(what, root), moment)
    old = tree(folder)
    aside = shutil.copytree(folder, tmp_path / "aside")
    settle(folder, root)
    end = tree(folder)
    assert (f"{FOLDER}/{NEW}/nb.yaml" in end) == (moment is recorded)
    for number in range(1, 1000):
        shutil.rmtree(folder)
        shutil.copytree(aside, folder)
        assert tree(folder) == old
        if not killed(lambda: settle(folder, root), call(number)):
            break
        settle(folder, root)
        assert tree(folder) == end, number
        assert prove(folder, SHOWN) == []
    assert number > 5


def test_what_is_in_the_way_before_is_never_replaced(what: Keeping, tmp_path: Path) -> None:
    there = what.folder / FOLDER / NEW
    there.mkdir()
    (there / "nb.yaml").write_bytes(b"en annens")
    old = tree(what.folder)
    with pytest.raises(Wrong, match="I307"):
        keep(what, tmp_path)
    assert tree(what.folder) == old


@pytest.mark.parametrize("name", ["nb.yaml", "SHA256SUMS"])
def test_what_comes_in_the_way_is_never_replaced(name: str, what: Keeping, tmp_path: Path) -> None:
    """Somebody else's file bears the name when the revision is recorded already and gets its names."""
    assert killed(lambda: keep(what, tmp_path), recorded)
    there = what.folder / FOLDER / NEW
    there.mkdir()
    (there / name).write_bytes(b"en annens")
    with pytest.raises(Wrong, match="I307"):
        settle(what.folder, tmp_path)
    assert (there / name).read_bytes() == b"en annens"
    (there / name).unlink()
    settle(what.folder, tmp_path)
    assert prove(what.folder, SHOWN) == []


def test_a_link_in_the_way_is_not_followed(what: Keeping, tmp_path: Path) -> None:
    assert killed(lambda: keep(what, tmp_path), recorded)
    there = what.folder / FOLDER / NEW
    there.mkdir()
    (there / "nb.yaml").symlink_to(what.folder / "nb.yaml")
    with pytest.raises(Wrong, match="I307"):
        settle(what.folder, tmp_path)
    assert (there / "nb.yaml").is_symlink()


def test_a_file_changed_meanwhile_stops_it(what: Keeping, tmp_path: Path) -> None:
    with (what.folder / "nb.yaml").open("a", encoding="utf-8") as file:
        file.write("# Enda et ord.\n")
    old = tree(what.folder)
    with pytest.raises(Wrong, match=r"U118.*changed while it was being adopted"):
        keep(what, tmp_path)
    assert tree(what.folder) == old


def test_a_disk_without_hard_links_is_told_before_anything_is_recorded(
    what: Keeping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    old = tree(what.folder)
    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(Wrong) as wrong:
        keep(what, tmp_path)
    assert [problem.code for problem in wrong.value.problems] == ["E304"]
    assert wrong.value.problems[0].exit is Exit.ENVIRONMENT
    assert tree(what.folder) == old
    assert not (what.folder / FOLDER / ".press-r3").exists()


def test_a_full_disk_leaves_everything_as_it_was(
    what: Keeping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    old = tree(what.folder)
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(Wrong, match=r"E301.*No space left"):
        keep(what, tmp_path)
    assert tree(what.folder) == old


def test_what_is_staged_of_another_recording_is_swept(what: Keeping, tmp_path: Path) -> None:
    """The same revision came in by version control meanwhile."""
    keep(what, tmp_path)
    new = tree(what.folder)
    staged = what.folder / FOLDER / ".press-r3"
    staged.mkdir()
    (staged / "SHA256SUMS").write_bytes(b"andre")
    settle(what.folder, tmp_path)
    assert tree(what.folder) == new
    assert not staged.exists()


def test_nothing_is_swept_while_document_yaml_cannot_be_read(what: Keeping, tmp_path: Path) -> None:
    assert killed(lambda: keep(what, tmp_path), recorded)
    text = (what.folder / "document.yaml").read_bytes()
    (what.folder / "document.yaml").write_bytes(b"id: [\n")
    settle(what.folder, tmp_path)
    (what.folder / "document.yaml").write_bytes(text)
    settle(what.folder, tmp_path)
    assert prove(what.folder, SHOWN) == []


def test_document_yaml_alone_is_replaced_and_stored_files_are_read_only(what: Keeping, tmp_path: Path) -> None:
    mode = (what.folder / "document.yaml").stat().st_mode
    keep(what, tmp_path)
    assert (what.folder / "document.yaml").stat().st_mode == mode
    for path in (what.folder / FOLDER / NEW).iterdir():
        assert path.stat().st_mode & 0o222 == 0
        assert path.stat().st_nlink == 1
