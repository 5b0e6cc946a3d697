"""Marks inside a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.fault import Fault
from press.inline import Emphasis, Footnote, Foreign, Inline, Link, Run, Strong, plain, walk
from press.markup import parse, write

a, b, c = Run("a"), Run("b"), Run("c")
GIVEN = [
    ("", ()),
    ("  a\n", (a,)),
    ("a\n  b", (Run("a b"),)),
    ("*a*", (Emphasis((a,)),)),
    ("**a**", (Strong((a,)),)),
    ("***a***", (Strong((Emphasis((a,)),)),)),
    ("***a** b*", (Emphasis((Strong((a,)), Run(" b"))),)),
    ("***a* b**", (Strong((Emphasis((a,)), Run(" b"))),)),
    ("**a *b***", (Strong((Run("a "), Emphasis((b,)))),)),
    ("*a **b***", (Emphasis((Run("a "), Strong((b,)))),)),
    ("*a***b**", (Emphasis((a,)), Strong((b,)))),
    ("**a***b*", (Strong((a,)), Emphasis((b,)))),
    ("a*b*c", (a, Emphasis((b,)), c)),
    (r"a \* b \[c\] \\", (Run(r"a * b [c] \\"[:-1]),)),
    ("[a](https://x.no/(b)?c=d)", (Link((a,), "https://x.no/(b)?c=d"),)),
    (r"[a](x\)y)", (Link((a,), "x)y"),)),
    ("**[a](#b)**", (Strong((Link((a,), "#b"),)),)),
    ("a^[b *c* [a](#x)]", (a, Footnote((Run("b "), Emphasis((c,)), Run(" "), Link((a,), "#x"))))),
    ("[a **b**]{lang=en-GB}", (Foreign((Run("a "), Strong((b,))), "en-GB"),)),
    (r"2\^[a](b)", (Run("2^"), Link((a,), "b"))),
    ("2^8 ^ «a» 50 % {b} (c) _d_ `e` <f> & ~g~ # h", (Run("2^8 ^ «a» 50 % {b} (c) _d_ `e` <f> & ~g~ # h"),)),
]
FAULTS = [
    ("**a", 0, 2, "C101"), ("a *b", 2, 1, "C101"), ("***a*", 0, 2, "C101"), ("**a*", 0, 2, "C101"),
    ("5 * 3", 2, 1, "C102"), ("*", 0, 1, "C102"), ("*a *", 3, 1, "C103"), ("*a **b* c**", 6, 1, "C104"),
    ("*a [*b](c)*", 4, 1, "C104"), ("****", 0, 4, "C105"), ("[a", 0, 1, "C106"), ("^[a", 0, 2, "C106"),
    ("[*a](b)", 1, 1, "C101"), ("a]", 1, 1, "C107"), ("[](b)", 0, 2, "C108"), ("[a] (b)", 0, 3, "C109"),
    ("[*a*](b)", 0, 5, "C110"), ("[a](b", 3, 1, "C111"), ("[a](b c)", 3, 2, "C111"), ("[a]()", 3, 2, "C112"),
    ("^[a ^[b]]", 4, 2, "C113"), (r"C:\Doc", 2, 1, "C114"), ("a\\", 1, 1, "C114"), ("a\n\nb", 1, 1, "C115"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "tree"), GIVEN)
def test_reads(source: str, tree: tuple[Inline, ...]) -> None:
    assert parse(source) == tree
    assert parse(write(tree)) == tree


@pytest.mark.parametrize(("source", "offset", "width", "code"), FAULTS)
def test_refuses_at_the_sign(source: str, offset: int, width: int, code: str) -> None:
    with pytest.raises(Fault) as fault:
        parse(source)
    assert (fault.value.offset, fault.value.width, fault.value.code) == (offset, width, code)
    assert fault.value.hint


@given(st.text("ab *[]()^\\\n{}=lang", max_size=30) | st.text(max_size=50))
def test_anything_is_a_tree_or_a_fault_inside_the_text(source: str) -> None:
    try:
        tree = parse(source)
    except Fault as error:
        offset, width = error.offset, error.width
        assert 0 <= offset <= len(source)
        assert width > 0
    else:
        assert parse(write(tree)) == tree
        assert all(node.text for node in walk(tree) if isinstance(node, Run))


RUNS = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=10).map(Run)
TARGETS = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=10)


def trees(inside: frozenset[type]) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Run, node, run …: what marks can say. None stands inside its own kind."""
    spans = [
        st.builds(Link, RUNS.map(lambda run: (run,)), TARGETS),
        st.builds(Foreign, RUNS.map(lambda run: (run,)), st.sampled_from(["en", "se", "nn-NO"])),
        *(_marked(kind, inside) for kind in (Emphasis, Strong, Footnote) if kind not in inside),
    ]
    pairs = st.lists(st.tuples(st.one_of(spans), RUNS), max_size=3)
    return st.tuples(RUNS, pairs).map(lambda drawn: (drawn[0], *(node for pair in drawn[1] for node in pair)))


def _marked(kind: type[Emphasis | Strong | Footnote], inside: frozenset[type]) -> st.SearchStrategy[Inline]:
    return st.deferred(lambda: st.builds(kind, trees(inside | {kind})))


@given(trees(frozenset()))
def test_what_is_written_is_read_again(tree: tuple[Inline, ...]) -> None:
    assert parse(write(tree)) == tree


@given(st.text(st.characters(exclude_categories=["C"]), max_size=60))
def test_words_without_marks_come_back(words: str) -> None:
    assert plain(parse(write((Run(words),)))) == words.strip()
