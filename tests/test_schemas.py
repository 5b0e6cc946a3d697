"""The JSON Schemas that editors use: up to date, named by every content file, and right about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from press.read import SCHEMA_FOLDER, SCHEMAS
from press.read.schema import schema_text

ROOT = Path(__file__).parent.parent
FILES = [
    *sorted(ROOT.glob("content/*/*.yaml")),
    *sorted(ROOT.glob("templates/words/*.yaml")),
    *sorted(ROOT.glob("tests/example/content/*/*.yaml")),
]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_up_to_date(name: str) -> None:
    written = (ROOT / SCHEMA_FOLDER / f"{name}.schema.json").read_text("utf-8")
    assert written == schema_text(SCHEMAS[name]), "run make schemas"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_content_is_valid(path: Path) -> None:
    text = path.read_text("utf-8")
    name = text.splitlines()[0].rpartition("/")[2]
    schema = json.loads((ROOT / SCHEMA_FOLDER / name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    # BaseLoader: every scalar is text, as our own reader has it.
    Draft202012Validator(schema).validate(yaml.load(text, yaml.BaseLoader))


def test_a_mistake_is_not_valid() -> None:
    schema = json.loads((ROOT / SCHEMA_FOLDER / "words.schema.json").read_text("utf-8"))
    assert not Draft202012Validator(schema).is_valid({"language": "nb", "title": "Uten resten"})
