"""Ids: what was renamed, swapped, declared wrongly, or looks like an anchor of a redline."""

from __future__ import annotations

import pytest

from press.compose.redline import Action, Redlined, accept, bare, redline, reject
from press.words import TemplateWords
from redline.notation import text

OLD = """
== Del [del]
paragraph a: Det første leddet, se [det andre](#b).
paragraph b: Det andre leddet, se [det første](#a) og [delen](#del).
"""


def proven(old: str, new: str, was: dict[str, str], words: TemplateWords) -> Redlined:
    before, after = text(old, words), text(new, words)
    found = redline(before, after, was, words)
    assert accept(found.sections) == bare(after)
    assert reject(found.sections, found.names) == bare(before)
    return found


def test_a_new_name_is_no_change_and_neither_are_links_to_it(words: TemplateWords) -> None:
    new = OLD.replace("paragraph a:", "paragraph c:").replace("#a", "#c").replace("del]", "ny]").replace("#del", "#ny")
    found = proven(OLD, new, {"c": "a", "ny": "del"}, words)
    assert found.changes == ()
    assert dict(found.names) == {"c": "a", "ny": "del"}


def test_names_may_be_exchanged(words: TemplateWords) -> None:
    new = OLD.replace("paragraph a:", "paragraph x:").replace("paragraph b:", "paragraph a:")
    new = new.replace("paragraph x:", "paragraph b:").replace("#b", "#x").replace("#a", "#b").replace("#x", "#a")
    assert proven(OLD, new, {"a": "b", "b": "a"}, words).changes == ()


@pytest.mark.parametrize("was", [{"c": "borte"}, {"c": "del"}, {"borte": "a"}])
def test_what_was_declared_and_is_not_there_counts_for_nothing(was: dict[str, str], words: TemplateWords) -> None:
    new = OLD.replace("paragraph a:", "paragraph c:").replace("#a", "#c")
    actions = [change.action for change in proven(OLD, new, was, words).changes]
    assert actions == [Action.DELETED, Action.INSERTED, Action.CHANGED]


def test_of_two_that_were_one_the_first_is_it(words: TemplateWords) -> None:
    new = OLD.replace("paragraph a:", "paragraph c:").replace("#a", "#c") + "paragraph d: Det første leddet.\n"
    found = proven(OLD, new, {"c": "a", "d": "a"}, words)
    assert [(change.block, change.action) for change in found.changes] == [("d", Action.INSERTED)]


def test_an_anchor_is_never_an_id_of_the_text(words: TemplateWords) -> None:
    new = "== Del [del]\nparagraph tatt-ut-a: Nytt.\nparagraph b: Det andre leddet, se [det nye](#tatt-ut-a).\n"
    found = proven(OLD, new, {}, words)
    assert [change.target for change in found.changes] == ["tatt-ut-a-2", "tatt-ut-a", "b"]


def test_a_section_is_never_a_block(words: TemplateWords) -> None:
    new = "== Ny [ny]\nparagraph del: Det første leddet.\nparagraph b: Det andre leddet.\n"
    actions = {(change.block, change.action) for change in proven(OLD, new, {"ny": "a"}, words).changes}
    assert {("del", Action.DELETED), ("del", Action.INSERTED), ("ny", Action.INSERTED), ("a", Action.DELETED)} < actions
