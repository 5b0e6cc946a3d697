"""What comes from outside is looked at before it is read."""

from __future__ import annotations

import contextlib
import io
import stat
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.opening import guard
from press.problem import Problem, Wrong

LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
REACHING = b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>'


def refused(call: Callable[[], object]) -> Problem:
    with pytest.raises(Wrong) as wrong:
        call()
    (problem,) = wrong.value.problems
    assert problem.hint
    return problem


def packed(*names: str | zipfile.ZipInfo, data: bytes = b"ord", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name in names:
            package.writestr(name, data, method)
    return made.getvalue()


def test_xml_is_read() -> None:
    root = guard.parse("<?xml version='1.0' encoding='utf-8'?><a>å<!-- x -->b<?y z?>c&amp;</a>".encode(), "a.xml")
    assert root.text == "åbc&"


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (LAUGHS, "P103", 1),
        (REACHING, "P103", 2),
        ("<a>å</a>".encode("utf-16"), "P102", 0),
        ("<a>å</a>".encode("utf-16-le"), "P102", 0),
        ("<a>\nå</a>".encode("latin-1"), "P102", 2),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "P102", 1),
        (b"<a>\n<b>\n", "P104", 3),
        (b"", "P104", 1),
        (b"<a>&x;</a>", "P104", 1),
        (b"<a>\x01</a>", "P104", 1),
        (b"<a>" * 300 + b"</a>" * 300, "P104", 1),
        (b" " * (guard.LARGEST_TEXT + 1), "P101", 0),
    ],
)
def test_xml_that_is_refused(data: bytes, code: str, line: int) -> None:
    problem = refused(lambda: guard.parse(data, "a.xml"))
    assert (problem.code, problem.place.line) == (code, line)


@given(st.binary(max_size=60) | st.text("<>&;a!?/='\" x[]-DOCTYPE", max_size=40).map(str.encode))
def test_any_bytes_are_xml_or_a_problem(data: bytes) -> None:
    with contextlib.suppress(Wrong):
        guard.parse(data, "a.xml")


def test_a_package_gives_its_parts() -> None:
    package = guard.Package(packed("a.xml", "b/", "b/c.xml"), "a.zip")
    assert dict(package) == {"a.xml": b"ord", "b/c.xml": b"ord"}
    assert "d" not in package


def _changed(name: str, **facts: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    for fact, value in facts.items():
        setattr(entry, fact, value)
    return entry


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed("/etc/passwd"), "P115"),
        (packed("a/../../b"), "P115"),
        (packed("C:\\b"), "P115"),
        (packed("a\nb"), "P115"),
        (packed(_changed("a", external_attr=(stat.S_IFLNK | 0o777) << 16)), "P115"),
        (packed("word/vbaProject.bin"), "P116"),
        (packed("a", data=b"0" * 2_000_000), "P113"),
        (packed("a", method=zipfile.ZIP_BZIP2), "P114"),
        (packed(*(str(number) for number in range(guard.MOST_PARTS + 1))), "P112"),
        (packed("a")[:-30], "P111"),
        (b"PK\x03\x04", "P111"),
        (b"", "P111"),
    ],
)
def test_packages_that_are_refused(data: bytes, code: str) -> None:
    assert refused(lambda: guard.Package(data, "a.zip")).code == code


def test_a_part_that_is_encrypted() -> None:
    data = bytearray(packed("a"))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # general purpose bit flag (APPNOTE.TXT, 4.4.4)
    assert refused(lambda: guard.Package(bytes(data), "a.zip")).code == "P114"


def test_two_parts_of_one_name() -> None:
    data = packed("a", "b").replace(b"b", b"a")
    assert refused(lambda: guard.Package(data, "a.zip")).code == "P115"


def test_more_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LARGEST_PACKAGE", 5)
    assert refused(lambda: guard.Package(packed("a", "b"), "a.zip")).code == "P113"
    monkeypatch.setattr(guard, "LARGEST_ZIP", 5)
    assert refused(lambda: guard.Package(packed("a"), "a.zip")).code == "P101"


def test_a_part_whose_bytes_changed() -> None:
    package = guard.Package(packed("a", method=zipfile.ZIP_STORED).replace(b"ord", b"ord"[::-1]), "a.zip")
    assert refused(lambda: package["a"]).code == "P111"


def test_a_part_that_is_larger_than_it_says() -> None:
    """A size in the directory that is too small: no more than that is unpacked, and the checksum tells."""
    data = bytearray(packed("a", data=b"x" * 50_000))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    package = guard.Package(bytes(data), "a.zip")
    assert refused(lambda: package["a"]).code == "P111"


@given(st.data())
def test_a_damaged_byte_gives_the_parts_or_a_problem(data: st.DataObject) -> None:
    sent = bytearray(packed("a.xml", "b/c.xml", data=b"mange ord " * 5))
    sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Wrong):
        assert all(value == b"mange ord " * 5 for value in guard.Package(bytes(sent), "a.zip").values())


@given(st.integers(0, len(packed("a.xml", "b")) - 1))
def test_half_a_package_is_refused(cut: int) -> None:
    with pytest.raises(Wrong):
        dict(guard.Package(packed("a.xml", "b")[:cut], "a.zip"))
