"""Every revision of the example, whole, altered, moved, cut and merged: the right answer, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from copies import TEXTS, W, asked, built, edited, merged, one, paragraphs, reference, replaced, said, shown, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from press.build.identify import what_is
from press.identify import Sort, State

ENDINGS = ("docx", "pdf")


@pytest.mark.parametrize("revision", TEXTS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_very_file_is_known_by_its_sum(told_story: Path, revision: str, ending: str) -> None:
    path = told_story / "build" / "avtale" / f"avtale-{revision}-nb.{ending}"
    (found,) = what_is(told_story, path).found
    assert (found.state, texts(found)) == (State.SAME_FILE, {revision})


@pytest.mark.parametrize("revision", TEXTS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_its_words_are_known_without_the_sum(told_story: Path, revision: str, ending: str) -> None:
    found = one(told_story, built(told_story, revision, ending))
    assert (found.state, texts(found), found.changes) == (State.UNALTERED, {revision}, ())
    assert found.paper is not None
    assert found.paper.sort is Sort.TEXT
    assert found.paper.draft == (revision == "r2026-utkast")


class _Edit:
    """One word of a Word file that is changed, dropped or put in beside."""

    def __init__(self, number: int, kind: str) -> None:
        self.number, self.kind = number, kind
        self.word = self.paragraph = ""

    def __call__(self, tree: etree._Element) -> None:
        spots = [(node, at) for node in tree.iter(f"{W}t") for at in range(len((node.text or "").split()))]
        node, at = spots[self.number % len(spots)]
        self.paragraph = said(next(node.iterancestors(f"{W}p")))
        text = node.text or ""
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        words = text.split()
        self.word = words[at]
        kept = {"change": ["forandret"], "drop": [], "add": [self.word, "forandret"]}[self.kind]
        node.text = before + " ".join([*words[:at], *kept, *words[at + 1 :]]) + after


@settings(max_examples=120)
@given(
    revision=st.sampled_from(TEXTS),
    number=st.integers(0, 5000),
    kind=st.sampled_from(["change", "drop", "add"]),
    part=st.sampled_from(["word/document.xml"] * 9 + ["word/footnotes.xml"]),
)
def test_any_single_word_that_is_altered_is_shown(
    told_story: Path, revision: str, number: int, kind: str, part: str
) -> None:
    docx = built(told_story, revision, "docx")
    edit = _Edit(number, kind)
    try:
        copy = edited(docx, edit, part)
    except (KeyError, ZeroDivisionError):
        return
    if not edit.word:
        return
    found = one(told_story, copy)
    assert texts(found) == {revision}
    held_to = reference(told_story, revision)
    numbers = {held_to.words[at] for at in held_to.numbers}
    pieces = [piece for piece in (*held_to.pieces, *held_to.notes) if _same(piece.words, edit.paragraph, numbers)]
    if pieces and all(piece.text for piece in pieces) and edit.word not in numbers:
        assert found.state is State.ALTERED
        (before, after), *more = shown(found)
        assert not more
        if kind != "add":
            assert edit.word in before.split() or edit.word in before
        if kind != "drop":
            assert "forandret" in after.split()
    else:
        assert found.state in (State.ALTERED, State.UNALTERED)


def _same(words: tuple[str, ...], paragraph: str, numbers: set[str]) -> bool:
    plain = [word for word in words if word not in numbers]
    return "".join(plain) == "".join(word for word in paragraph.split() if word not in numbers)


@pytest.mark.parametrize("revision", TEXTS[3:])
def test_a_paragraph_that_was_moved_is_shown(told_story: Path, revision: str) -> None:
    text = next(piece for piece in reference(told_story, revision).pieces if piece.block == "vedtak")

    def move(tree: etree._Element) -> None:
        (paragraph,) = paragraphs(tree, " ".join(text.words))
        target = paragraphs(tree, "Kontingent")[-1]
        target.addnext(paragraph)

    found = one(told_story, edited(built(told_story, revision, "docx"), move))
    assert (found.state, texts(found)) == (State.ALTERED, {revision})
    assert [change.moved for change in found.changes] == [True]
    assert found.changes[0].block == "vedtak"


@pytest.mark.parametrize("revision", TEXTS)
def test_a_block_that_is_gone_is_shown(told_story: Path, revision: str) -> None:
    held_to = reference(told_story, revision)
    numbers = {held_to.words[at] for at in held_to.numbers}
    for text in [piece for piece in held_to.pieces if piece.text and len(piece.words) > 4]:
        if numbers.intersection(text.words):
            continue  # a caption, whose number is no word

        def remove(tree: etree._Element, text: str = " ".join(text.words)) -> None:
            for paragraph in paragraphs(tree, text):
                paragraph.getparent().remove(paragraph)

        found = one(told_story, edited(built(told_story, revision, "docx"), remove))
        assert (found.state, texts(found)) == (State.ALTERED, {revision}), text
        assert [(change.block, change.before, change.after) for change in found.changes] == [
            (text.block, " ".join(text.words), "")
        ]


def test_what_one_revision_has_and_the_next_has_not_tells_them_apart(told_story: Path) -> None:
    """Two texts that differ in one word alone: what the masthead says counts, and what differs is shown."""
    altered = edited(built(told_story, "r2016", "docx"), replaced("betaler 3 kroner", "betaler 2,50 kroner"))
    found = one(told_story, altered)
    assert (found.state, texts(found)) == (State.ALTERED, {"r2016"})
    assert list(shown(found)) == [("3", "2,50")]
    assert "r2016-rettet" in found.why[0]


def test_a_part_is_told_as_a_part(told_story: Path) -> None:
    """Some clauses in a mail, of a text that two revisions share: both are named, and what is not there."""

    def cut(tree: etree._Element) -> None:
        (body,) = tree
        kept = {
            " ".join(p.words) for p in reference(told_story, "r2016").pieces if p.text and p.place.startswith("punkt 2")
        }
        for child in list(body)[:-1]:
            if said(child) not in kept:
                body.remove(child)

    found = one(told_story, edited(built(told_story, "r2016", "docx"), cut))
    assert found.state is State.PART
    assert texts(found) >= {"r2016"}
    assert any(place.startswith("punkt 2") for place in found.here)
    assert "punkt 3, ledd 1" in found.absent


def test_every_paper_in_a_pack_is_found(told_story: Path) -> None:
    names = ("r2008", "r2016", "r2016-rettet", "r2026-utkast")
    verdict = asked(told_story, merged(*(built(told_story, name, "pdf") for name in names)))
    assert [texts(found) for found in verdict.found] == [{name} for name in names]
    assert {found.state for found in verdict.found} == {State.UNALTERED}
    firsts = [found.first for found in verdict.found]
    assert firsts == sorted(set(firsts))
    assert all(one.last < other.first for one, other in zip(verdict.found, verdict.found[1:], strict=False))
    twice = asked(told_story, merged(*(built(told_story, name, "pdf") for name in ("r2024", "r2024"))))
    assert [texts(found) for found in twice.found] == [{"r2024"}, {"r2024"}]


def test_it_needs_nothing_that_was_built(story_project: Path) -> None:
    import shutil

    copy = built(story_project, "r2012", "pdf")
    shutil.rmtree(story_project / "build")
    path = story_project / "kopi.pdf"
    path.write_bytes(copy)
    (found,) = what_is(story_project, path).found
    assert (found.state, texts(found)) == (State.SAME_FILE, {"r2012"})
    path.write_bytes(copy + b"\n")
    (found,) = what_is(story_project, path).found
    assert (found.state, texts(found)) == (State.UNALTERED, {"r2012"})
    assert not (story_project / "build").exists()


@pytest.mark.parametrize("text", ["", "Et brev om noe helt annet.", "Vi viser til saken og ønsker lykke til. " * 80])
def test_a_text_that_is_none_of_ours_is_not_known(told_story: Path, text: str) -> None:
    def other(tree: etree._Element) -> None:
        (body,) = tree
        for child in list(body)[1:-1]:
            body.remove(child)
        for node in body.iter(f"{W}t"):
            node.text = ""
        next(body.iter(f"{W}t")).text = text

    found = one(told_story, edited(built(told_story, "r2016", "docx"), other))
    assert (found.state, found.papers) == (State.UNKNOWN, ())
    assert found.why
