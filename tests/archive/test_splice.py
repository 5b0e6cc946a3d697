"""What the tool writes into document.yaml reads back as it was meant, and every other line stays as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from press.problem import Wrong
from press.read.nodes import plain
from press.read.quote import scalar
from press.read.scan import forbidden
from press.read.splice import (
    append_revision,
    fill_revision,
    remove_draft,
    set_archive,
    set_frozen,
)
from press.read.yaml import load

PATH = "document.yaml"
TWO = """\
# Øverst (EKSEMPEL)
id: eksempel

history_until: 2024-12-31
revisions:
  - id: første
    adopted: '2001'

  # en merknad mellom
  - id: andre
    adopted: "2010"
    sources:
      - id: avis
        quote: >-
          Flere
          linjer
    # mer om den andre

# til slutt
draft:
  id: tredje
  # i utkastet

decisions:
  - id: x
"""
TWO = TWO.replace("id: eksempel", "id: eksempel   ", 1)  # blanks at the end of a line
FLUSH = """\
draft: {id: tredje}
revisions:
- id: første
  adopted: 2001
- id: andre
  adopted: |
    2010
  was:
    ny: gammel
history_until: >-
  2024-12-31
"""
FOUR = """\
---
history_until:    2024-12-31
revisions:
    -   id: første
        adopted:
            2001
    -   id: andre
        adopted: 2010
        languages: [nb,
            nn]
        note: |+
          tekst


archive:
    count: "1"   # kjeden
    last: aa
draft:
    id: tredje"""
ALONE = """\
history_until: 2024-12-31
revisions:
  -
    id: andre
    adopted: 2010
draft:
  id: tredje
..."""
FILES = {"two": TWO, "flush": FLUSH, "four": FOUR, "alone": ALONE}
HARD = [
    "Sak #12",
    "12: 3",
    "- x",
    "*",
    "&a",
    "!x",
    "no",
    "1.10",
    "'",
    '"',
    "a: b",
    "#",
    "\\",
    "a\nb",
    " a",
    "a ",
    "~",
    "[x]",
]

texts = st.one_of(
    st.sampled_from(HARD),
    st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=30),
    st.text(":#-*&!'\"[]{}|>%@`,?~ \\abæ1", min_size=1, max_size=12),
).filter(lambda text: text.strip() and not forbidden(text))
names = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True)
entries = st.fixed_dictionaries(
    {"id": st.just("ny-en"), "adopted": texts},
    optional={
        "case": texts,
        "legal_basis": texts,
        "sources": st.lists(st.fixed_dictionaries({"id": names}, optional={"quote": texts}), max_size=3),
        "changes": st.lists(st.fixed_dictionaries({"block": names, "kind": st.just("editorial")}), max_size=2),
        "was": st.dictionaries(names, names, max_size=3),
    },
)


def said(data: bytes) -> Any:
    return plain(load(data, PATH))


def only_added(before: bytes, after: bytes) -> list[str]:
    """The lines that are new, where no other line has changed."""
    old, new = before.decode().split("\n"), after.decode().split("\n")
    count = len(new) - len(old)
    at = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    at = min(at, len(old))
    assert old[at:] == new[at + count :]
    return new[at : at + count]


@pytest.mark.parametrize("file", FILES)
@given(entry=entries)
@settings(max_examples=60)
def test_a_revision_is_added_at_the_end(file: str, entry: dict[str, Any]) -> None:
    data = FILES[file].encode()
    after = append_revision(data, PATH, entry)
    assert only_added(data, after)
    told = {key: value for key, value in entry.items() if value}
    assert said(after) == {**said(data), "revisions": [*said(data)["revisions"], told]}


@pytest.mark.parametrize("file", FILES)
@given(files=st.dictionaries(texts, names, min_size=1, max_size=4), value=texts)
@settings(max_examples=60)
def test_an_entry_is_frozen_and_completed(file: str, files: dict[str, str], value: str) -> None:
    data = FILES[file].encode()
    after = set_frozen(data, PATH, "andre", {"number": "1", "files": files})
    assert only_added(data, after)
    full = fill_revision(after, PATH, "andre", {"in_force": value, "case": value})
    entry = said(data)["revisions"][-1]
    filled = {**entry, "in_force": value, "case": value, "frozen": {"number": "1", "files": files}}
    assert said(full) == {**said(data), "revisions": [*said(data)["revisions"][:-1], filled]}


@pytest.mark.parametrize("file", FILES)
@given(value=texts)
@settings(max_examples=60)
def test_a_value_is_replaced_in_its_place(file: str, value: str) -> None:
    data = FILES[file].encode()
    headed = set_archive(data, PATH, {"count": "2", "last": value})
    assert said(headed) == {**said(data), "archive": {"count": "2", "last": value}}
    assert set_archive(headed, PATH, {"count": "2", "last": value}) == headed


@given(value=texts)
@example("a ")
@example("2024-05-31")
@example("0x1F")
@settings(max_examples=500)
def test_a_text_is_read_back_by_any_reader(value: str) -> None:
    import yaml

    written = f"key: {scalar(value)}\n"
    assert said(written.encode()) == {"key": value}
    event = next(e for e in yaml.parse(written, yaml.CSafeLoader) if getattr(e, "value", "key") != "key")
    if not event.style:
        resolved = yaml.resolver.Resolver().resolve(yaml.ScalarNode, event.value, (True, False))
        assert resolved in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp")


EXPECTED = {
    "two": TWO.replace("draft:\n  id: tredje\n  # i utkastet\n\n", "\n"),
    "flush": FLUSH.removeprefix("draft: {id: tredje}\n"),
    "four": FOUR.removesuffix("\ndraft:\n    id: tredje"),
    "alone": ALONE.replace("draft:\n  id: tredje\n", ""),
}


@pytest.mark.parametrize("file", FILES)
def test_the_draft_goes_and_nothing_else(file: str) -> None:
    after = remove_draft(FILES[file].encode(), PATH)
    assert after.decode() == EXPECTED[file]
    assert remove_draft(after, PATH) == after


def test_the_empty_line_that_parted_the_draft_goes_with_it() -> None:
    data = b"revisions:\n  - id: a\n\ndraft:\n  id: b\n"
    assert remove_draft(data, PATH) == b"revisions:\n  - id: a\n"
    assert remove_draft(data + b"\nid: x\n", PATH) == b"revisions:\n  - id: a\n\nid: x\n"


def test_the_style_of_the_file_is_kept() -> None:
    entry = {"id": "ny", "adopted": "2024-05-31", "sources": [{"id": "avis", "quote": "Sak #12"}]}
    for file, expected in (
        (
            "two",
            "    # mer om den andre\n  - id: ny\n    adopted: 2024-05-31\n    sources:\n"
            '      - id: avis\n        quote: "Sak #12"\n',
        ),
        ("flush", '- id: ny\n  adopted: 2024-05-31\n  sources:\n  - id: avis\n    quote: "Sak #12"\n'),
        (
            "four",
            "    -   id: ny\n        adopted: 2024-05-31\n        sources:\n            -   id: avis\n"
            '                quote: "Sak #12"\n',
        ),
    ):
        assert expected in append_revision(FILES[file].encode(), PATH, entry).decode()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("revisions: [{id: a}]\n", "document.yaml:1:12"),
        ("{revisions: [{id: a}]}\n", "document.yaml:1:1"),
        ("revisions:\n  - {id: a}\n", "document.yaml:2:5"),
    ],
)
def test_what_stands_in_brackets_is_not_added_to(text: str, place: str) -> None:
    with pytest.raises(Wrong, match=rf"{place}: error\[Y114\]: The tool is to add lines here"):
        append_revision(set_frozen(text.encode(), PATH, "a", {"number": "1"}), PATH, {"id": "b"})


def test_a_file_that_cannot_be_read_is_not_written_to() -> None:
    with pytest.raises(Wrong, match="Y009"):
        append_revision(b"revisions:\r\n  - id: a\r\n", PATH, {"id": "b"})
