"""Texts that know their place."""

from __future__ import annotations

import pickle

import pytest
from pydantic import BaseModel, ValidationError

from press.fault import Fault
from press.problem import Place
from press.read.nodes import find
from press.read.yaml import load
from press.text import RichText, Text, problem_at


class Both(BaseModel):
    title: Text
    text: RichText


def test_is_a_str_with_a_place_and_does_not_change() -> None:
    text = Text("abc", Place("f", 2, 3), "a: abc")
    assert text == "abc"
    assert hash(text) == hash("abc")
    assert (text.place, text.excerpt, text.width) == (Place("f", 2, 3), "a: abc", 3)
    with pytest.raises(AttributeError):
        text.place = Place("g")


def test_pickled_models_keep_places_and_marks() -> None:
    title = find(load(b"a: >-\n  b\n  *c*\n", "f"), "a")
    made = Both.model_validate({"title": title, "text": title})
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert again.text.inlines == made.text.inlines
    assert again.text.at(3) == (Place("f", 3, 4), "  *c*")
    assert isinstance(again.title, Text)


def test_models_take_plain_strings_and_refuse_everything_else() -> None:
    made = Both.model_validate({"title": "a", "text": "b **c**^[d]"})
    assert (made.text.plain, made.text.notes) == ("b c", ("d",))
    assert made.model_dump(mode="json") == {"title": "a", "text": "b **c**^[d]"}
    for wrong in (1, None, "", " ", ["a"], "**a"):
        with pytest.raises(ValidationError):
            Both.model_validate({"title": "a", "text": wrong})
    with pytest.raises(Fault):
        RichText("*a")


def test_a_problem_marks_the_whole_value_or_one_sign() -> None:
    text = find(load(b'a: "b c"\n', "f"), "a")
    assert isinstance(text, Text)
    assert str(problem_at(text, "C999", "Wrong.")).endswith('\n    1 | a: "b c"\n      |    ^^^^^')
    assert str(problem_at(text, "C999", "Wrong.", offset=2)).endswith('\n    1 | a: "b c"\n      |       ^')
