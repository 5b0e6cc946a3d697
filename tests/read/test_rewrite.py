"""Words that come back from a translator are written into the file that people keep, and no other sign changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.document import Translation, Words
from press.problem import Wrong
from press.read.convert import read
from press.read.insert import insert, replace
from press.read.nodes import plain
from press.read.rewrite import read_plain, rewrite, steps_of
from press.read.scan import forbidden
from press.read.spans import Steps, spans
from press.read.yaml import load
from press.translation.units import TITLE, canonical, units

ROOT = Path(__file__).parent.parent.parent
PATH = "en.yaml"


def said(data: bytes) -> Any:
    return plain(load(data, PATH))


REWRITTEN = {
    "folded": (
        "text: >-\n  The aim is to\n  strengthen the region.\n",
        "The aim is to develop the region.",
        "text: >-\n  The aim is to\n  develop the region.\n",
    ),
    "folded, which ends with a line break": (
        "text: >  # a note\n  The aim is to\n  strengthen the region.\n\nmore: x\n",
        "The aim was to strengthen the region.",
        "text: >  # a note\n  The aim was to\n  strengthen the region.\n\nmore: x\n",
    ),
    "folded, with more at its end": (
        "text: >-\n  The aim is to\n  strengthen the region.\nmore: x\n",
        "The aim is to strengthen the region in Europe.",
        "text: >-\n  The aim is to\n  strengthen the region in Europe.\nmore: x\n",
    ),
    "folded, with less at a line's end": (
        "text: >-\n  The aim is to\n  strengthen the region.\n",
        "The aim is strengthen the region.",
        "text: >-\n  The aim is\n  strengthen the region.\n",
    ),
    "literal": (
        "text: |\n  The aim is to\n  strengthen the region.\n",
        "The aim is to strengthen the Oslo region.",
        "text: |\n  The aim is to\n  strengthen the Oslo region.\n",
    ),
    "plain, over two lines": (
        "text: The aim is to\n  strengthen the region.\n",
        "The aim is to\u00a0strengthen «the» region.",
        "text: The aim is to\u00a0strengthen «the» region.\n",
    ),
    "plain, with a colon": ("text: The aim\nmore: x\n", "The aim: growth", 'text: "The aim: growth"\nmore: x\n'),
    "plain, with a comment in it": ("text: The aim\n", "The #1 aim # of all", 'text: "The #1 aim # of all"\n'),
    "plain, with a colon and no room": (
        f"text: The aim{' again' * 20}\n",
        f"The aim:{' again' * 20}",
        f"text: >-\n  The aim:{' again' * 18}\n  again again\n",
    ),
    "single quotes": (
        "text: 'The region''s aim'  # a note\n",
        "The region's 'own' aim",
        "text: 'The region''s ''own'' aim'  # a note\n",
    ),
    "double quotes": (
        'text: "The aim \\u2013 \\"it\\"\\\n    \\ is here"  # a note\n',
        'The goal – "it" is \\* here',
        'text: "The goal \\u2013 \\"it\\"\\\n    \\ is \\\\* here"  # a note\n',
    ),
    "brackets": ("text: [Who, What]  # a note\n", "Who, when", 'text: ["Who, when", What]  # a note\n'),
    "brackets, and quotes in them": ("text: ['Who', \"What\"]\n", "Who's", "text: ['Who''s', \"What\"]\n"),
    "one blank for another": ("text: 10 000 people\n", "10\u00a0000 people", "text: 10\u00a0000 people\n"),
    "a soft hyphen": ("text: cooperation\n", "co\u00adoperation", "text: co\u00adoperation\n"),
}


@pytest.mark.parametrize(("before", "words", "after"), REWRITTEN.values(), ids=REWRITTEN)
def test_only_the_signs_change_that_differ(before: str, words: str, after: str) -> None:
    steps: Steps = ("text", 0) if "[" in before else ("text",)
    assert rewrite(before.encode(), PATH, {steps: words}).decode() == after


@pytest.mark.parametrize("before", [before for before, _, _ in REWRITTEN.values()], ids=REWRITTEN)
def test_the_same_words_change_nothing(before: str) -> None:
    steps: Steps = ("text", 0) if "[" in before else ("text",)
    there = said(before.encode())["text"]
    words = " ".join((there if isinstance(there, str) else there[0]).split())
    assert rewrite(before.encode(), PATH, {steps: words}).decode() == before


HARD = st.one_of(
    st.sampled_from([
        "a: b", "c #d", "#", ":", "-", "- e", "'", '"', "\\", "\\*", "*f*", "**g**", "[h](i)", "^[j]", "{k}", "k:",
        "&l", "!m", "|", ">", "%n", "@o", "`p`", "?", "? q", ", r", "]", "no", "1.10", "2024-12-17", "«s»",
        "10\u00a0000", "\u00a0t", "u\u00adv", "w\u202fx", "…", "…:", "—", "y" * 130, "æøå", "---", "...", "~",
    ]),
    st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1, max_size=9),
)  # fmt: skip
TEXTS = st.lists(HARD, min_size=1, max_size=9).map(" ".join).filter(lambda text: text.strip() and not forbidden(text))
WORDS = st.lists(st.sampled_from(["the", "aim", "is", "to", "grow", "together", "now", "here"]), min_size=1, max_size=9)
COMMENT = "  # a note: 'it' \"stays\""


@st.composite
def entries(draw: st.DrawFn) -> str:
    """A key with a text in any style, with comments; `{}` stands for the key."""
    words = draw(WORDS)
    at = draw(st.integers(0, len(words)))
    lines = [" ".join(line) for line in (words[:at], words[at:]) if line]
    above = draw(st.sampled_from(["", "# the next one\n", "\n", "\n# a: b\n"]))
    note = draw(st.sampled_from(["", COMMENT]))
    return above + draw(
        st.sampled_from([
            "{}: " + "\n  ".join(lines) + "\n",
            "{}: '" + "\n    ".join(lines) + f"'{note}\n",
            '{}: "' + " \\\n  ".join(lines) + f'"{note}\n',
            "{}: >-" + note + "".join(f"\n  {line}" for line in lines) + "\n",
            "{}: >" + note + "".join(f"\n    {line}" for line in lines) + "\n\n",
            "{}: |" + note + "".join(f"\n  {line}" for line in lines) + "\n",
            "{}: |-" + note + "".join(f"\n  {line}" for line in lines) + "\n\n",
            "{}: [" + ", ".join(lines) + f"]{note}\n",
            "{}: ['" + "',\n  \"x\", '".join(lines) + f"']{note}\n",
            "{}:\n  - >-\n    " + "\n    ".join(lines) + "\n",
            "{}:\n  - " + "\n    ".join(lines) + "\n  - x\n",
            "{}:\n  -   in:\n        " + "\n        ".join(lines) + "\n",
        ])
    )  # fmt: skip


def leaves(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """The way to each text."""
    if isinstance(value, str):
        yield steps
    else:
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(one, (*steps, key))


def reached(value: Any, steps: Steps) -> str:
    for step in steps:
        value = value[step]
    assert isinstance(value, str)
    return value


@given(found=st.lists(entries(), min_size=1, max_size=4), words=TEXTS, data=st.data())
@settings(max_examples=200)
def test_whatever_the_words_are_they_are_read_back_and_nothing_else_changes(
    found: list[str], words: str, data: st.DataObject
) -> None:
    pieces = [entry.replace("{}", f"k{number}", 1) for number, entry in enumerate(found)]
    file = "".join(pieces).encode()
    steps = data.draw(st.sampled_from(list(leaves(said(file)))))
    after = rewrite(file, PATH, {steps: words})
    number = int(str(steps[0])[1:])
    head, tail = "".join(pieces[:number]), "".join(pieces[number + 1 :])
    assert after.decode().startswith(head)
    assert after.decode().endswith(tail)
    assert after.decode().count(COMMENT) == file.decode().count(COMMENT)
    before, now = said(file), said(after)
    assert " ".join(reached(now, steps).strip(" \n").split("\n")) == words
    assert {one: reached(now, one) for one in leaves(now) if one != steps} == {
        one: reached(before, one) for one in leaves(before) if one != steps
    }
    assert rewrite(after, PATH, {steps: words}) == after


class Kept:
    """A document's words, and a translation of them that is whole."""

    def __init__(self, source: Path, written: Path) -> None:
        self.source = read(source.read_bytes(), "nb.yaml", Words)
        self.data = written.read_bytes()
        self.whole = read(self.data, PATH, Translation)
        self.texts = {
            name: {path: canonical(text) for path, text in unit.segments.items()}
            for name, unit in units(self.whole).items()
        }
        self.names = [name for name in self.texts if name != TITLE]


EXAMPLE = ROOT / "tests" / "example" / "content" / "eksempel" / "nb.yaml"
REAL = ROOT / "content" / "samarbeidsplattform"
KEPT = {"example": Kept(EXAMPLE, EXAMPLE), "real": Kept(REAL / "nb.yaml", REAL / "en.yaml")}


def without(data: bytes, name: str) -> bytes:
    """The file with the lines of one unit taken out, and with what would be empty then."""
    steps = steps_of(read_plain(data, PATH), name, "title" if name in titles(data) else "")
    steps = steps if name in titles(data) or name.startswith("history/") else steps[:-1]
    if name.startswith("history/"):
        steps = tuple(name.split("/"))
    told = said(data)
    while len(steps) > 1 and alone(told, steps):
        steps = steps[:-1]
    span = spans(data.decode())[steps]
    lines = data.decode().split("\n")
    return "\n".join([*lines[: span.key], *lines[span.end_line + 1 :]]).encode()


def titles(data: bytes) -> set[str]:
    return {section["id"] for section in said(data)["sections"]}


def alone(told: Any, steps: Steps) -> bool:
    """Whether nothing but an id would be left beside what stands here."""
    for step in steps[:-1]:
        told = told[step]
    left = set(told) - {steps[-1], "id"} if isinstance(told, dict) else told[1:]
    return not left


@pytest.mark.parametrize("document", KEPT)
@given(data=st.data())
@settings(max_examples=25)
def test_what_was_taken_out_is_put_back_where_it_belongs(document: str, data: st.DataObject) -> None:
    kept = KEPT[document]
    gone = data.draw(st.lists(st.sampled_from(kept.names), unique=True))
    left = kept.data
    for name in gone:
        left = without(left, name)
    assert set(units(read(left, PATH, Translation))) == set(kept.texts) - set(gone)
    made = left
    for name in data.draw(st.permutations(gone)):
        made = insert(made, PATH, kept.source, name, kept.texts[name])
    assert read(made, PATH, Translation) == kept.whole
    lines = iter(made.decode().split("\n"))
    assert all(line in lines for line in left.decode().split("\n")), "a line that was there is gone, or another one"


def test_all_of_a_document_can_be_put_into_a_file_that_has_its_title_alone() -> None:
    kept = KEPT["example"]
    made = b"language: nb\ntitle: Eksempeldokument (EKSEMPEL)\nalliance: Eksempelalliansen"
    for name in kept.names:
        made = insert(made, PATH, kept.source, name, kept.texts[name])
    assert read(made, PATH, Translation) == kept.whole


HEAD = "language: en\ntitle: Example\nalliance: Alliance\n"
GOAL = "- id: formaal-2\n        kind: goal\n        text: To show\n"
QUOTED = '- id: formaal-3\n        kind: quote\n        text: "What: is not tried"\n'
INSERTED = {
    "a comment stays with what it is about": (
        f"sections:\n  - id: formaal\n    blocks:\n      # on showing\n      {GOAL}",
        "formaal-1",
        {"text": "Here"},
        "sections:\n  - id: formaal\n    blocks:\n      - id: formaal-1\n        kind: paragraph\n"
        f"        text: Here\n      # on showing\n      {GOAL}",
    ),
    "a comment behind stays behind": (
        f"sections:\n  - id: formaal\n    blocks:\n      {GOAL}  # the rest is to come\n",
        "formaal-3",
        {"text": "What: is not tried"},
        f"sections:\n  - id: formaal\n    blocks:\n      {GOAL}      {QUOTED}  # the rest is to come\n",
    ),
    "the list is indented otherwise": (
        "sections:\n- id: formaal\n  blocks:\n  -\n    id: formaal-2\n    kind: goal\n    text: To show\n",
        "formaal-3",
        {"text": "What: is not tried"},
        "sections:\n- id: formaal\n  blocks:\n  -\n    id: formaal-2\n    kind: goal\n    text: To show\n"
        '  - id: formaal-3\n    kind: quote\n    text: "What: is not tried"\n',
    ),
    "a dash stands alone": (
        "sections:\n  -\n    id: formaal\n",
        "innledning-1",
        {"text": "It was adopted"},
        "sections:\n  - id: innledning\n    blocks:\n      - id: innledning-1\n        kind: adoption\n"
        "        text: It was adopted\n\n  -\n    id: formaal\n",
    ),
    "the file ends before its end": (
        "...\n",
        "history/bodies/raadet",
        {"name": "the council"},
        "\nhistory:\n  bodies:\n    raadet: the council\n...\n",
    ),
}


@pytest.mark.parametrize(("before", "name", "texts", "after"), INSERTED.values(), ids=INSERTED)
def test_what_was_not_translated_gets_lines_of_its_own(
    before: str, name: str, texts: dict[str, str], after: str
) -> None:
    source = KEPT["example"].source
    assert insert((HEAD + before).encode(), PATH, source, name, texts).decode() == HEAD + after


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("sections: []\n", "formaal", "en.yaml:4:11"),
        ("sections: [{id: formaal}]\n", "formaal-2", "en.yaml:4:12"),
        ("sections:\n  - {id: formaal}\n", "formaal", "en.yaml:5:5"),
        ("sections:\n  - id: formaal\n    blocks: []\n", "formaal-2", "en.yaml:6:13"),
        ("history: {bodies: {}}\n", "history/sources/avis", "en.yaml:4:10"),
    ],
)
def test_what_stands_in_brackets_is_not_added_to(text: str, name: str, place: str) -> None:
    kept = KEPT["example"]
    with pytest.raises(Wrong, match=rf"{place}: error\[Y114\]: The tool is to add lines here"):
        insert((HEAD + text).encode(), PATH, kept.source, name, kept.texts[name])


@pytest.mark.parametrize("name", ["formaal-2", "history/bodies/raadet"])
def test_a_file_all_in_brackets_is_not_added_to(name: str) -> None:
    kept = KEPT["example"]
    with pytest.raises(Wrong, match=r"en.yaml:1:1: error\[Y114\]"):
        insert(b"{language: en, title: Example, alliance: Alliance}", PATH, kept.source, name, kept.texts[name])


LIST = """\
sections:
  - id: "regler"  # the rules
    blocks:
      # on the list
      - id: "regler-liste"  # once
        # twice
        kind: list
        order: bullets
        items:
          - text: >-  # thrice
              One
              # no comment
          - text: "two # nor this"   # at last
      # on the row
      - id: regler-rekke
        kind: list
        order: numbers
        items: [{text: One}]
      # the end
"""
ANEW = {
    "regler-liste": LIST.replace(
        LIST.partition("# on the list\n")[2].partition("      # on the row")[0],
        """\
      # once
      # twice
      # thrice
      # at last
      - id: regler-liste
        kind: list
        order: bullets
        items:
          - text: First item
            items:
              - text: "Sub-item with [link](https://example.org/under)"
              - text: Second sub-item
                items:
                  - text: Third level
          - text: Second item
""",
    ),
    "regler-rekke": LIST.replace(
        "        items: [{text: One}]\n",
        '        items:\n          - text: Step one\n          - text: "Step **two**"\n',
    ),
}
ANEW_TEXTS: dict[str, Sequence[str]] = {
    "regler-liste": (
        "First item", "Sub-item with [link](https://example.org/under)", "Second sub-item", "Third level",
        "Second item",
    ),
    "regler-rekke": ("Step one", "Step **two**"),
}  # fmt: skip


@pytest.mark.parametrize("name", ANEW)
def test_a_block_of_another_shape_is_written_anew_and_its_comments_stay(name: str) -> None:
    kept = KEPT["example"]
    texts = dict(zip(kept.texts[name], ANEW_TEXTS[name], strict=True))
    made = replace((HEAD + LIST).encode(), PATH, kept.source, name, texts).decode()
    assert made == HEAD + ANEW[name]


def test_what_a_revision_is_called_is_written_anew() -> None:
    kept = KEPT["example"]
    before = "history:\n  revisions:\n    andre: {name: Second}  # a note\n  bodies:\n    raadet: the council\n"
    texts = {"name": "Second edition", "what": "It was written anew.", "note": "An example."}
    assert replace((HEAD + before).encode(), PATH, kept.source, "history/revisions/andre", texts).decode() == (
        f"{HEAD}history:\n  revisions:\n    # a note\n    andre:\n      name: Second edition\n"
        "      what: It was written anew.\n      note: An example.\n  bodies:\n    raadet: the council\n"
    )


def test_a_block_whose_dash_stands_alone_is_written_anew() -> None:
    kept = KEPT["example"]
    above = "sections:\n  - id: formaal\n    blocks:\n"
    before = f"{above}      -\n        # a note\n        id: formaal-2\n        kind: goal\n"
    after = f"{above}      # a note\n      {GOAL}"
    made = replace((HEAD + before).encode(), PATH, kept.source, "formaal-2", {"text": "To show"})
    assert made.decode() == HEAD + after
