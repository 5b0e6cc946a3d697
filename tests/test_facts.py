"""The content is the real text, and its history claims what the sources do, no more and no less.

tests/facts holds the source text and every dated fact that may be claimed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from press.compose import statements
from press.document import Document
from press.read import read_document, read_frozen

ROOT = Path(__file__).parent.parent
FACTS = ROOT / "tests" / "facts"
FURNITURE = ("Hopp til innhold", "Samarbeidsplattform")
"""The first lines of the source: the web page's own, and the title."""


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(ROOT / "content" / "samarbeidsplattform", ROOT)


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_every_sentence_of_the_source_stands_in_the_content_unaltered_and_in_order() -> None:
    """Holds for the frozen text for ever; the working text is held to it by being a draft when it differs."""
    source = (FACTS / "samarbeidsplattform.nb.txt").read_text(encoding="utf-8")
    for line in FURNITURE:
        source = source.replace(line, "", 1)
    frozen = read_frozen(ROOT / "content" / "samarbeidsplattform" / "revisions" / "publisert", ROOT)
    told = statements.ordered(frozen, "nb")
    assert told[0] == "Samarbeidsplattform"
    assert words(" ".join(told[1:])) == words(source.replace("•", ""))


def test_the_goal_and_the_four_strategies_are_blocks_of_their_own_kind(document: Document) -> None:
    kinds = [block.kind for block in document.words["nb"].blocks()]
    assert kinds.count("adoption") == 1
    assert kinds.count("goal") == 1
    assert kinds.count("strategy") == 4


def claimed() -> dict[str, list[dict[str, str]]]:
    """The facts as plain text: dates must not become anything else."""
    loaded: dict[str, list[dict[str, str]]] = yaml.load(
        (FACTS / "history.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
    )
    return loaded


def test_the_revisions_are_those_of_the_sources(document: Document) -> None:
    facts, texts = document.facts, document.words["nb"].history
    for revision, fact in zip(facts.revisions, claimed()["text"], strict=True):
        assert str(revision.adopted) == {"unknown": "XXXX"}.get(fact["date"], fact["date"])
        assert (texts.bodies[revision.body] if revision.body else "null") == fact["body"]
        assert (revision.case or "null") == fact["case"]
        assert texts.revisions[revision.id].what == fact["what"]
        assert revision.confidence == fact["confidence"]
        assert (revision.evidence == "missing") == (fact["text_preserved"] == "false")
        assert revision.in_force is None


def test_the_related_decisions_are_those_of_the_sources(document: Document) -> None:
    facts, texts = document.facts, document.words["nb"].history
    found = {(str(d.date), texts.decisions[d.id].what): d for d in facts.decisions}
    expected = {(fact["date"], fact["what"]): fact for fact in claimed()["context"]}
    assert found.keys() == expected.keys()
    addresses = {source.id: source.address for source in facts.sources}
    for key, fact in expected.items():
        decision = found[key]
        assert (texts.bodies[decision.body] if decision.body else "null") == fact["body"]
        assert decision.case == fact.get("case")
        assert decision.confidence == fact["confidence"]
        assert [c.quote for c in decision.sources] == [fact.get("quote")]
        assert addresses[decision.sources[0].id] in fact["source"]


def test_every_quote_of_a_revision_is_in_the_source(document: Document) -> None:
    source = words((FACTS / "samarbeidsplattform.nb.txt").read_text(encoding="utf-8"))
    quotes = [c.quote for revision in document.facts.revisions for c in revision.sources if c.quote]
    assert quotes
    assert all(quote in source for quote in quotes)
