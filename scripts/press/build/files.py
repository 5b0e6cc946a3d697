"""Bytes -> files, whole or not at all.

A file is written beside its final name, flushed to the disk and renamed over it; a reader sees the old file or the new.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from press.problem import Place, Problem, Wrong

_BEGUN = ".press-"
"""How the names of unfinished files begin."""

_HINTS = {
    errno.ENOSPC: "Free some space on the disk, then run make again.",
    errno.EDQUOT: "Free some of your quota, then run make again.",
    errno.EACCES: "Make the folder writable for you, then run make again.",
    errno.EPERM: "Make the folder writable for you, then run make again.",
    errno.EROFS: "The disk is mounted read-only; work in a folder that can be written.",
}


def write_whole(path: Path, data: bytes, root: Path) -> None:
    """Write a file so that it appears whole. Raises `Wrong` (environment) when the folder or the disk refuses."""
    write_together({path: data}, root)


def write_together(files: Mapping[Path, bytes], root: Path) -> None:
    """Write files that belong together: all are on the disk before the first one takes its name."""
    begun: dict[Path, Path] = {}
    path = root
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            begun[path] = path.parent / f"{_BEGUN}{path.name}"
            with begun[path].open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for path, unfinished in begun.items():
            unfinished.replace(path)
        for folder in {path.parent for path in begun}:
            flush_folder(folder)
    except OSError as fault:
        for unfinished in begun.values():
            if unfinished.is_file() and os.access(unfinished.parent, os.W_OK):
                unfinished.unlink()
        raise Wrong(refused(path, root, fault)) from None


def rewrite_together(files: Mapping[Path, bytes], root: Path) -> None:
    """Write files that people keep: as `write_together`, but who may read and write them stays, and a link leads on."""
    real = {path.resolve(): data for path, data in files.items()}
    modes = {path: path.stat().st_mode & 0o777 for path in real if path.is_file()}
    write_together(real, root)
    for path, mode in modes.items():
        path.chmod(mode)


def remove(path: Path) -> None:
    """Remove a file that nothing refers to any longer, and its folder when it is empty then."""
    path.unlink(missing_ok=True)
    if path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def sweep(folder: Path) -> None:
    """Remove what interrupted runs left unfinished, and the log of an error that is over."""
    log = folder / "log" / "internal-error.txt"
    if log.is_file():
        remove(log)
    for begun in folder.rglob(f"{_BEGUN}*"):
        if begun.is_file():
            begun.unlink()


@contextmanager
def alone(folder: Path, root: Path) -> Iterator[None]:
    """Hold a lock on the folder itself, so that two builds do not write at once. Waits for the other one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as fault:
        raise Wrong(refused(folder, root, fault)) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def refused(path: Path, root: Path, fault: OSError) -> Problem:
    """The problem that the environment makes when it refuses to write at `path`."""
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    reason = os.strerror(fault.errno) if fault.errno else str(fault)
    hint = _HINTS.get(fault.errno or 0, "Look at the folder and the disk, then run make again.")
    return Problem(Place(shown), "E301", f"The file cannot be written: {reason}.", hint)


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk; without it a crash may undo what was created or renamed there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
