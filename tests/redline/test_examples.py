"""Examples with the redline that is expected of them, in the notation of `notation.py`.

`PRESS_ACCEPT=1 pytest tests/redline/test_examples.py` accepts what is made now; look at the difference first.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from press.compose.redline import accept, bare, redline, reject
from press.words import TemplateWords
from redline.notation import shown, text

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_marks_what_is_expected(path: Path, words: TemplateWords) -> None:
    source = path.read_text("utf-8")
    parts = dict(re.findall(r"^=== (\w+)\n(.*?)(?=^=== |\Z)", source, re.MULTILINE | re.DOTALL))
    was = dict(line.split(" = ") for line in parts.get("was", "").splitlines())
    old, new = text(parts["before"], words), text(parts["after"], words)
    found = redline(old, new, was, words)
    printed = shown(found)
    if os.environ.get("PRESS_ACCEPT"):
        path.write_text(source.partition("=== redline\n")[0] + "=== redline\n" + printed, "utf-8")
    assert printed == parts.get("redline")
    assert accept(found.sections) == bare(new)
    assert reject(found.sections, found.names) == bare(old)
