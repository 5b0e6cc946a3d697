"""Types -> JSON Schema, so that editors complete and check while somebody writes.

The schema says what an editor can know from one file; `press check` knows more. Line 1 of every content
file names its schema, for yaml-language-server and the editors that use it.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from press.problem import Place, Problem

_NAMED = re.compile(r"# yaml-language-server: \$schema=(\S+)\s*")


def schema_for(model: type[BaseModel], title: str = "") -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of the files that hold a `model`."""
    schema = model.model_json_schema(mode="validation")
    schema = _tidy(schema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": title or model.__name__}


def schema_text(model: type[BaseModel], title: str = "") -> str:
    """The schema as it stands on disk: keys sorted, a line break at the end."""
    return json.dumps(schema_for(model, title), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def first_line(path: str, schema: str) -> str:
    """Line 1 of the content file at `path`; both paths are from the project's folder."""
    return f"# yaml-language-server: $schema={posixpath.relpath(schema, posixpath.dirname(path) or '.')}"


def check_first_line(text: str, path: str, schemas: Collection[str], expected: str = "") -> list[Problem]:
    """What is wrong with line 1 of a content file.

    `schemas` are the paths of the schema files there are, from the project's folder like `path`;
    `expected` is the one this kind of file must name, when that is known.
    """
    line = text.split("\n", 1)[0]
    found = _NAMED.fullmatch(line)
    likely = expected or next(iter(sorted(schemas)), "")
    hint = f"Write: {first_line(path, likely)}" if likely else ""
    if not found:
        return [
            Problem(
                Place(path, 1, 1),
                "Y201",
                "Line 1 does not name the schema that editors check with.",
                hint,
                line,
                max(len(line), 1),
            )
        ]
    named = posixpath.normpath(posixpath.join(posixpath.dirname(path), found.group(1)))
    place, width = Place(path, 1, found.start(1) + 1), len(found.group(1))
    if named not in schemas:
        return [Problem(place, "Y202", f"There is no schema {named}.", hint, line, width)]
    if expected and named != expected:
        return [Problem(place, "Y203", f"{named} is the schema of another kind of file.", hint, line, width)]
    return []


def _tidy(node: Any) -> Any:
    """Takes away what pydantic says and an editor should not show.

    A key without a value is left out and never null; a title that only repeats the name of a key tells
    nothing; nor does the default of a list.
    """
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _tidy(value) for key, value in node.items()}
    if isinstance(properties := node.get("properties"), dict):
        node["properties"] = {name: _untitled(name, value) for name, value in properties.items()}
    if isinstance(choices := node.get("anyOf"), list):
        left = [choice for choice in choices if choice != {"type": "null"}]
        node["anyOf"] = left
        if len(left) == 1:
            del node["anyOf"]
            node = left[0] | node
    if node.get("default", ...) in (None, []):
        del node["default"]
    return node


def _untitled(name: str, schema: Any) -> Any:
    if isinstance(schema, dict) and schema.get("title") == name.replace("_", " ").title():
        return {key: value for key, value in schema.items() if key != "title"}
    return schema
