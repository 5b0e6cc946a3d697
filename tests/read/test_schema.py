"""The JSON Schema that editors use, and line 1 that names it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from specimen import Specimen

from press.read.nodes import plain
from press.read.schema import check_first_line, first_line, schema_for, schema_text
from press.read.yaml import load

SCHEMAS = ["content/schemas/words.schema.json", "content/schemas/document.schema.json"]
FILE = Path(__file__).with_name("specimen.schema.json")


def test_the_schema_is_what_is_expected() -> None:
    assert schema_text(Specimen, "Specimen") == FILE.read_text(encoding="utf-8")


def test_it_is_a_schema_and_says_what_is_wrong() -> None:
    Draft202012Validator.check_schema(schema_for(Specimen))
    check = Draft202012Validator(schema_for(Specimen))
    good = {"title": "x", "adopted": "2004-12-17/..", "blocks": [{"kind": "quote", "id": "a", "text": "b"}]}
    assert check.is_valid(good)
    assert check.is_valid(plain(load(b"title: x\nadopted: 2012\nlanguage: no\n", "f")))
    for wrong in (
        {"titel": "x"},
        {"adopted": "2004-2-3"},
        {"language": "no-NO"},
        {"blocks": [{"kind": "quot"}]},
    ):
        assert not check.is_valid(good | wrong)


def test_it_has_nothing_that_differs_between_runs() -> None:
    assert json.loads(schema_text(Specimen)) == schema_for(Specimen)
    assert schema_text(Specimen).endswith("}\n")


@pytest.mark.parametrize(
    ("line", "expected", "codes"),
    [
        ("# yaml-language-server: $schema=../schemas/words.schema.json", "", []),
        ("# yaml-language-server: $schema=../schemas/words.schema.json", SCHEMAS[0], []),
        ("# yaml-language-server: $schema=../schemas/words.schema.json", SCHEMAS[1], ["Y203"]),
        ("# yaml-language-server: $schema=../schemas/other.schema.json", SCHEMAS[0], ["Y202"]),
        ("# yaml-language-server: $schema=https://example.org/words.schema.json", SCHEMAS[0], ["Y202"]),
        ("title: x", SCHEMAS[0], ["Y201"]),
        ("", "", ["Y201"]),
    ],
)
def test_line_1_names_a_schema_that_is_there(line: str, expected: str, codes: list[str]) -> None:
    found = check_first_line(f"{line}\ntitle: x\n", "content/a/nb.yaml", SCHEMAS, expected)
    assert [problem.code for problem in found] == codes


def test_the_line_to_write() -> None:
    written = first_line("content/a/nb.yaml", SCHEMAS[0])
    assert written == "# yaml-language-server: $schema=../schemas/words.schema.json"
    assert check_first_line(written, "content/a/nb.yaml", SCHEMAS) == []
