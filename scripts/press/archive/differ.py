"""What was frozen and what is there now -> in words, what is different: which field, which block, which line.

Asked only once the sums differ; what was meant to be hidden may be anything, so nothing here trusts what it reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from press.archive.folder import Folder
from press.archive.parts import part_hashes
from press.document import Words
from press.edtf import Edtf
from press.facts import Revision
from press.problem import Place, Problem, Wrong
from press.read.convert import read
from press.text import Text, problem_at

NAMED = 5
"""Blocks named in one message at the most."""


def entries(revision: Revision, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """Each field of a frozen revision's entry that is not what it was when it was adopted."""
    for field in sorted({*was, *now}):
        if was.get(field) == now.get(field):
            continue
        message = f"`{field}` of `{revision.id}` was {_told(was, field)} when it was adopted and is now "
        message += f"{_told(now, field)}."
        hint = f"Write it as it was. What was recorded wrongly is corrected by a revision with corrects: {revision.id}"
        value = getattr(revision, field, None)
        at = value if isinstance(value, (Text, Edtf)) else revision.id
        yield problem_at(at, "I304", message, hint)


def file(here: Folder, name: str, data: bytes, revision: str, parts: bytes | None) -> Problem:
    """That a file's bytes are others; for words, which blocks. `parts` is blocks.json, where it is as it was."""
    what = f"`{name}` of the adopted revision `{revision}` has been changed"
    known = json.loads(parts) if parts else {}
    language = name.removesuffix(".yaml")
    if not name.endswith(".yaml") or language not in known:
        return here.problem(name, "I301", f"{what}.")
    told, place, excerpt = _words(here, name, data, known[language])
    problem = here.problem(name, "I301", f"{what}: {told}.")
    return replace(problem, place=place, excerpt=excerpt, width=len(excerpt)) if place.line else problem


def parts(was: Mapping[str, str], now: Mapping[str, str]) -> str:
    """In words, which parts of two texts differ; nothing where none does."""
    changed = [name for name, sha in now.items() if name in was and was[name] != sha]
    gone = [name for name in was if name not in now]
    new = [name for name in now if name not in was]
    told = [_named("other words in", changed), _named("gone:", gone), _named("new:", new)]
    if not any(told) and list(was) != list(now):
        told = ["another order of the blocks"]
    return "; ".join(one for one in told if one)


def _words(here: Folder, name: str, data: bytes, was: Mapping[str, str]) -> tuple[str, Place, str]:
    """What is different in the words of a frozen text, and the first place of it."""
    try:
        words = read(data, f"{here.shown}/{name}", Words)
    except Wrong as wrong:
        first = min(wrong.problems)
        return f"line {first.place.line} cannot be read ({first.code})", first.place, first.excerpt
    now = part_hashes(words, here.path)
    texts = [*words.sections, *words.blocks()]
    ids = sorted((one.id for one in texts if was.get(one.id) != now[one.id]), key=lambda name: name.place)
    told = parts(was, now) or "no block, but its comments, its layout or what it says of the history"
    return told, ids[0].place if ids else Place(""), ids[0].excerpt if ids else ""


def _named(what: str, ids: list[str]) -> str:
    if not ids:
        return ""
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return f"{what} " + ", ".join(f"`{name}`" if name else "the title" for name in ids[:NAMED]) + more


def _told(fields: Mapping[str, Any], field: str) -> str:
    if field not in fields:
        return "not given"
    value = fields[field]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
