"""Each single bit that is turned in an archive is found: 10,000 over all its files, and more in document.yaml."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from press.archive import prove, verify
from press.archive.record import FOLDER
from press.facts import Facts
from press.problem import Exit, worst
from press.read.convert import read

SHOWN = "content/eksempel"
FLIPS = 10_000
LIVE = 2_000


@pytest.fixture
def folder(adopted: Path, tmp_path: Path) -> Path:
    copied = shutil.copytree(adopted / "content" / "eksempel", tmp_path / "eksempel")
    for path in copied.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return copied


@contextmanager
def flipped(handle: int, bit: int) -> Iterator[None]:
    """One bit of an open file turned, and turned back."""
    offset, mask = bit // 8, 1 << bit % 8
    was = os.pread(handle, 1, offset)
    os.pwrite(handle, bytes([was[0] ^ mask]), offset)
    yield
    os.pwrite(handle, was, offset)


def shares(sizes: dict[Path, int], total: int) -> dict[Path, int]:
    """How many flips each file gets: the same, but no more than it has bits; the largest take what is left."""
    left, shared = total, {}
    for number, (path, size) in enumerate(sorted(sizes.items(), key=lambda item: item[1])):
        shared[path] = min(size * 8, left // (len(sizes) - number))
        left -= shared[path]
    return shared


def test_each_single_bit_in_the_files_is_found(folder: Path) -> None:
    facts = read((folder / "document.yaml").read_bytes(), "document.yaml", Facts)
    assert verify(folder, SHOWN, facts) == []
    sizes = {path: path.stat().st_size for path in (folder / FOLDER).rglob("*") if path.is_file()}
    assert len(sizes) == 20
    chance, tried = random.Random(12), 0
    for path, count in shares(sizes, FLIPS).items():
        handle = os.open(path, os.O_RDWR)
        for bit in chance.sample(range(sizes[path] * 8), count):
            with flipped(handle, bit):
                problems = verify(folder, SHOWN, facts)
                assert worst(problems) == Exit.INTEGRITY, (path, bit)
                assert any(problem.place.path.endswith(f"{path.parent.name}/{path.name}") for problem in problems)
            tried += 1
        os.close(handle)
    assert tried == FLIPS
    assert verify(folder, SHOWN, facts) == []


def test_each_single_bit_in_the_frozen_lines_of_document_yaml_is_found(folder: Path) -> None:
    path = folder / "document.yaml"
    data = path.read_bytes()
    bits = list(frozen_bits(data))
    handle = os.open(path, os.O_RDWR)
    for bit in random.Random(12).sample(bits, LIVE):
        with flipped(handle, bit):
            assert worst(prove(folder, SHOWN)) == Exit.INTEGRITY, (data[: bit // 8].count(b"\n") + 1, bit)
    os.close(handle)
    assert prove(folder, SHOWN) == []


def frozen_bits(data: bytes) -> Iterator[int]:
    """Every bit of the entries of frozen revisions, and of the end of the chain; but not of comments."""
    for pattern in (rb"(?ms)^  - id: (andre|tredje)$.*?^        record.json: \S+$", rb"(?ms)^archive:$.*^  last: \S+$"):
        found = list(re.finditer(pattern, data))
        assert found
        for span in found:
            yield from range(span.start() * 8, span.end() * 8)
