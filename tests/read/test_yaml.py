"""The YAML loader and the scan before it: what must hold for any file."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.problem import Place, Wrong
from press.read.nodes import Mapping, Node, Sequence, find, plain
from press.read.scan import LARGEST, forbidden
from press.read.yaml import load
from press.text import Text

SCRIPTS = Path(__file__).parents[2] / "scripts"
PIECES = st.sampled_from(
    [
        *"abåß:#-?|>*&!%@`'\"[]{},\\~ \n\t\r",
        *(
            "key: ",
            "- ",
            ": ",
            "\n  ",
            " #",
            "---\n",
            "...",
            "<<: ",
            "!!str ",
            "&a ",
            "*a",
            '"\\',
            "\\x00",
            "\\ud800",
        ),
        *(
            "\ufeff",
            "\u2028",
            "\x85",
            "\u200b",
            "\u202e",
            "a\u030a",
            "\U0001f600",
            "\x00",
            "|-\n  ",
            ">2",
            "%YAML 1.1\n",
        ),
    ]
)
FILES = st.lists(PIECES, max_size=40).map("".join)


def read(data: bytes) -> Node | None:
    """The tree, or None after seeing that every problem names a place in the file."""
    try:
        return load(data, "f.yaml")
    except Wrong as wrong:
        problems = wrong.problems
    assert problems
    lines = data.split(b"\n")
    for problem in problems:
        assert 0 <= problem.place.line <= len(lines)
        assert str(problem)
        if problem.place.line:
            line = lines[problem.place.line - 1].decode("utf-8", "replace").rstrip("\r")
            assert problem.excerpt.rstrip("\r") == line
            assert problem.place.column <= len(line) + 1
    return None


def texts(node: Node) -> list[Text]:
    if isinstance(node, Mapping):
        return [text for value in [*node.keys.values(), *node.values.values()] for text in texts(value)]
    if isinstance(node, Sequence):
        return [text for item in node.items for text in texts(item)]
    return [node]


@given(st.binary(max_size=200))
def test_any_bytes_give_a_tree_or_problems(data: bytes) -> None:
    read(data)


@given(st.one_of(FILES, st.text(max_size=100)).filter(lambda text: not any(0xD800 <= ord(c) <= 0xDFFF for c in text)))
def test_any_text_gives_a_tree_or_problems(text: str) -> None:
    node = read(text.encode())
    lines = text.split("\n")
    for found in texts(node) if node is not None else []:
        assert found.excerpt == lines[found.place.line - 1]
        assert forbidden(found) is None


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])).filter(
    lambda text: forbidden(text) is None and unicodedata.is_normalized("NFC", text)
)


@given(WORDS)
def test_a_written_text_comes_back_as_the_same_characters(words: str) -> None:
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    single = words.replace("'", "''")
    block = [f"c: |-\n  {words}\n"] if words.strip() and not words[0].isspace() else []
    node = load(f"a: \"{quoted}\"\nb: '{single}'\n{''.join(block)}".encode(), "f.yaml")
    assert set(plain(node).values()) == {words}


@given(st.from_regex(r"[A-Za-z0-9~.+_=/æøå-]([A-Za-z0-9:;.,+=~/()æøåÆØÅ«»–§ -]{0,30}[A-Za-z0-9])?", fullmatch=True))
def test_a_plain_text_is_never_taken_for_something_else(words: str) -> None:
    if words.startswith(("- ", "...", "---")) or ": " in words or words == "-":
        return
    node = load(f"a: {words}\n".encode(), "f.yaml")
    assert plain(node) == {"a": words}


@given(
    st.lists(st.text("abå *[\"'\\ ", min_size=1, max_size=8), min_size=1, max_size=5),
    st.sampled_from("'\"|>"),
)
def test_every_sign_knows_where_it_was_written(lines: list[str], style: str) -> None:
    lines = [line.strip() or "x" for line in lines]
    escaped = [line.replace("\\", "\\\\").replace('"', '\\"') for line in lines]
    doubled = [line.replace("'", "''") for line in lines]
    written = {"'": doubled, '"': escaped}.get(style, lines)
    joined = "\n  ".join(written)
    source = f"a:\n  {style}{joined}{style}\n" if style in "'\"" else f"a: {style}\n  {joined}\n"
    value = find(load(source.encode(), "f.yaml"), "a")
    assert isinstance(value, Text)
    for offset, sign in enumerate(value):
        place, line = value.at(offset)
        assert line == source.split("\n")[place.line - 1]
        if not sign.isspace():
            assert line[place.column - 1 :].lstrip("\\'").startswith(sign) or sign in "\\'"


def test_places_count_lines_and_columns_from_one() -> None:
    node = load("a: 😀\nå:\n  - id: b\n    x: [c, 'd e']\n".encode(), "f.yaml")
    assert isinstance(node, Mapping)
    assert node.keys["å"].place == Place("f.yaml", 2, 1)
    inner = find(node, "å", 0, "x", 1)
    assert isinstance(inner, Text)
    assert (inner, inner.place, inner.width) == ("d e", Place("f.yaml", 4, 12), 5)
    assert find(node, "å", 1) is None
    assert find(node, "a", "b") is None


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(Wrong) as wrong:
        load(b"#" * (LARGEST + 1), "f.yaml")
    assert [problem.code for problem in wrong.value.problems] == ["Y004"]


def test_bombs_are_refused_at_once() -> None:
    started = time.perf_counter()
    for bomb in (b"[" * 200_000, b"{a: " * 100_000, b"- " * 200_000, b"? " * 200_000, b"[[],[" * 100_000):
        assert read(bomb) is None
    assert time.perf_counter() - started < 5


def test_nothing_else_in_the_program_loads_yaml() -> None:
    for path in SCRIPTS.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        for banned in ("safe_load", "full_load", "unsafe_load", "yaml.load"):
            assert banned not in code, f"{path} uses {banned}: types are guessed, and keys twice are lost"
