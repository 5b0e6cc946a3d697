"""arkivmelding.xml and the files beside it -> what is wrong.

First that it is XML that asks for nothing, then the schema, then the rules. Each stage is asked only once the one
before it found nothing: a rule can then count on the shape of what it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from press.cases import Archive
from press.fiks import rules_case, rules_papers
from press.fiks.schema import parser, schema
from press.fiks.told import Rule, Told, on_line
from press.problem import Place, Problem

LARGEST = 4_000_000
"""Bytes of a message; some hundred times the longest that we know of."""
_NAMESPACE = re.compile(r"\{[^{}]*\}")
RULES: tuple[Rule, ...] = (
    rules_case.nothing_is_empty,
    rules_case.codes_are_known,
    rules_case.values_are_the_settings,
    rules_case.nothing_is_missing,
    rules_case.nothing_is_said_twice,
    rules_case.the_entry_is_tied_to_the_case,
    rules_case.the_entry_says_what_the_case_says,
    rules_case.the_shielded_title_stays_there,
    rules_case.titles_fit_a_list,
    rules_case.only_the_alliance_is_named,
    rules_case.no_person_is_told_of,
    rules_case.one_sends_and_one_receives,
    rules_papers.counts_are_right,
    rules_papers.one_main_document_is_first,
    rules_papers.numbers_run_from_one,
    rules_papers.transport_names_are_safe,
    rules_papers.each_file_is_named_once,
    rules_papers.bytes_are_those_told_of,
    rules_papers.the_algorithm_is_the_settings,
    rules_papers.names_are_fit_to_be_seen,
    rules_papers.formats_are_the_settings,
    rules_papers.types_are_true,
    rules_papers.each_variant_is_there_once,
    rules_papers.editions_are_told_apart,
    rules_papers.what_is_exempt_is_shielded,
    rules_papers.all_are_first_versions,
)


def check(xml: bytes, files: Mapping[str, bytes], path: str, values: Archive, *, author: str = "") -> list[Problem]:
    """What is wrong with an arkivmelding.

    `files` are the papers that go with it, by their names in the package, and no others (not the message itself, no
    checksums, no cover note). `path` is what problems call the message. `author` is the alliance's name; without it
    only that all authors are the same is asked.
    """
    root = _parsed(xml, path)
    if isinstance(root, Problem):
        return [root]
    lines = tuple(xml.decode("utf-8", "replace").split("\n"))
    if problems := list(_by_schema(root, path, lines)):
        return problems
    told = Told(root, lines, path, files, values, author)
    return sorted({problem for rule in RULES for problem in rule(told)})


def _parsed(xml: bytes, path: str) -> etree._Element | Problem:
    hint = "Make it again."
    if len(xml) > LARGEST:
        return Problem(Place(path), "O360", f"The file has {len(xml):,} bytes; at most {LARGEST:,} are read.", hint)
    try:
        root = etree.fromstring(xml, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line, column = getattr(error, "position", (0, 0))
        return Problem(Place(path, max(0, line or 0), max(0, column or 0)), "O360", f"It is not XML: {error}.", hint)
    if root.getroottree().docinfo.doctype:
        return Problem(Place(path, 1, 1), "O360", "It has a DOCTYPE; no arkivmelding has one.", hint)
    return root


def _by_schema(root: etree._Element, path: str, lines: tuple[str, ...]) -> Iterator[Problem]:
    """What the schema says, without the namespaces that make its sentences unreadable."""
    validator = schema()
    if validator.validate(root):
        return
    for entry in validator.error_log:
        message = _NAMESPACE.sub("", entry.message)
        hint = "It must be valid against arkivmelding.opprett of Fiks Arkiv v1."
        yield on_line(Place(path, max(0, entry.line)), lines, "O361", message, hint)
