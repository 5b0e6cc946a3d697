"""An adopted revision -> its folder in the archive, and its record in document.yaml, both or neither.

All files are first written to a folder of their own, `.press-<id>`, and flushed to the disk. Then document.yaml takes
its new text in one step: from there on the revision is adopted. Only then do the files get their names in the archive,
as second names (hard links) of the same files: a link never takes the place of anything. However a run is stopped,
`settle` brings it to an end: what is recorded is finished, what is not is swept away.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from press.archive import digest
from press.archive.record import FOLDER, SUMS, UNFINISHED
from press.build.files import flush_folder, refused
from press.facts import Facts
from press.problem import Place, Problem, Wrong
from press.read.convert import read

_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)
_PROBE = ".link"


@dataclass(frozen=True)
class Keeping:
    """What is to be kept: a revision's files by name, and the text of document.yaml that records it.

    `folder` is the document's. `made_from` are the files that all this was made from, as they were read.
    """

    folder: Path
    revision: str
    files: Mapping[str, bytes]
    record: bytes
    made_from: Mapping[Path, bytes]


def keep(what: Keeping, root: Path) -> None:
    """Write a revision into the archive and record it. `root` is what problems show paths from.

    Raises `Wrong` where the disk refuses, where something is in the way, and where a file that it was made from has
    changed meanwhile; nothing is recorded then.
    """
    archive = what.folder / FOLDER
    staged, final = archive / f"{UNFINISHED}{what.revision}", archive / what.revision
    if final.is_symlink() or final.exists():
        raise Wrong(_in_the_way(final, root))
    try:
        with _told(staged, root):
            _stage(staged, what.files, root)
        _still_the_same(what.made_from, root)
        with _told(what.folder, root):
            _record(what.folder, what.record)
    except Wrong:
        with suppress(OSError):
            _sweep(what.folder, staged)
        raise
    with _told(final, root):
        _finish(staged, final, root)


def settle(folder: Path, root: Path) -> None:
    """Bring every stopped adoption of the document in `folder` to an end: finish what is recorded, sweep the rest.

    To be called by one process at a time. Where document.yaml cannot be read, everything stays as it is.
    """
    begun = sorted((folder / FOLDER).glob(f"{UNFINISHED}*"))
    if not begun:
        return
    try:
        facts = read((folder / "document.yaml").read_bytes(), "", Facts)
    except (OSError, Wrong):
        return
    for staged in begun:
        with _told(staged, root):
            name = staged.name.removeprefix(UNFINISHED)
            if _recorded(staged, name, facts):
                _finish(staged, folder / FOLDER / name, root)
            else:
                _sweep(folder, staged)


def _recorded(staged: Path, name: str, facts: Facts) -> bool:
    """Whether these very files are what document.yaml records for the revision."""
    revision, sums = facts.revision(name), staged / SUMS
    frozen = revision.frozen if revision else None
    return frozen is not None and sums.is_file() and digest(sums.read_bytes()) == frozen.sums


def _stage(staged: Path, files: Mapping[str, bytes], root: Path) -> None:
    staged.parent.mkdir(exist_ok=True)
    flush_folder(staged.parent.parent)
    os.mkdir(staged)
    for name, data in files.items():
        _put(staged / name, data, 0o444)
    try:
        os.link(staged / SUMS, staged / _PROBE)
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        message = "A file cannot have two names on this disk (no hard links), so the archive cannot be written safely."
        hint = "Work on a disk of the machine itself, such as ext4, APFS or NTFS, and copy the folder afterwards."
        shown = staged.parent.relative_to(root).as_posix()
        raise Wrong(Problem(Place(shown), "E304", message, hint)) from None
    os.unlink(staged / _PROBE)
    flush_folder(staged)
    flush_folder(staged.parent)


def _record(folder: Path, data: bytes) -> None:
    """Give document.yaml its new text in one step."""
    path = (folder / "document.yaml").resolve()
    begun = path.with_name(f"{UNFINISHED}{path.name}")
    _put(begun, data, path.stat().st_mode & 0o777)
    os.replace(begun, path)
    flush_folder(path.parent)


def _finish(staged: Path, final: Path, root: Path) -> None:
    """Give the files their names in the archive, SHA256SUMS last. Nothing that is there is ever replaced."""
    with suppress(FileExistsError):
        os.mkdir(final)
    for name in _names(staged):
        try:
            os.link(staged / name, final / name, follow_symlinks=False)
        except FileExistsError:
            there = final / name
            if there.is_symlink() or not there.is_file() or there.read_bytes() != (staged / name).read_bytes():
                raise Wrong(_in_the_way(there, root)) from None
    flush_folder(final)
    flush_folder(final.parent)
    _remove(staged)


def _sweep(folder: Path, staged: Path) -> None:
    """Take away what was never recorded."""
    path = (folder / "document.yaml").resolve()
    path.with_name(f"{UNFINISHED}{path.name}").unlink(missing_ok=True)
    if staged.is_dir() and not staged.is_symlink():
        _remove(staged)
    else:
        staged.unlink(missing_ok=True)
    with suppress(OSError):
        os.rmdir(staged.parent)  # it is empty where this was to be the first revision


def _remove(staged: Path) -> None:
    for name in _names(staged):
        os.unlink(staged / name)
    os.rmdir(staged)
    flush_folder(staged.parent)


def _names(staged: Path) -> Iterator[str]:
    """The names in a folder, SHA256SUMS last: while it is there, it tells what the others are."""
    yield from sorted((path.name for path in staged.iterdir()), key=lambda name: (name == SUMS, name))


def _put(path: Path, data: bytes, mode: int) -> None:
    """Write a new file and flush it to the disk. One that is there is not touched."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _still_the_same(made_from: Mapping[Path, bytes], root: Path) -> None:
    changed = [path for path, data in made_from.items() if not path.is_file() or path.read_bytes() != data]
    if changed:
        message = "The file was changed while it was being adopted. Nothing is adopted."
        hint = "Save everything, then adopt again."
        raise Wrong(*(Problem(Place(path.relative_to(root).as_posix()), "U118", message, hint) for path in changed))


def _in_the_way(path: Path, root: Path) -> Problem:
    message = f"`{path.name}` is there already, and is not what is to be adopted. Nothing is replaced."
    hint = "Look what it is; move it away if it never was adopted, then run make again."
    return Problem(Place(path.relative_to(root).as_posix()), "I307", message, hint)


@contextmanager
def _told(path: Path, root: Path) -> Iterator[None]:
    """An error of the disk as a problem."""
    try:
        yield
    except OSError as fault:
        raise Wrong(refused(Path(fault.filename or path), root, fault)) from None
