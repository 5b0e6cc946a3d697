"""Redline -> its two texts: the later one, where every change is accepted, and the earlier one, where each is rejected.

The page and the web page are resolved element by element; a PDF is read by its structure tree, which says for itself
what is new (`Ins`), what is gone (`Del`) and what only leads from one to the other (`Moved`).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Literal, TypeAlias

from lxml import etree, html

from press.html.page import Page
from press.html.vocabulary import CHANGES, MOVED, REMOVED
from press.problem import Place, Problem
from press.proof.compare import compare
from press.proof.page import read_page, read_web_tree
from press.proof.pdf import reading_of
from press.proof.pdf_text import Block, blocks
from press.proof.reading import Reading, bare

Keep: TypeAlias = Literal["ins", "del"]
"""Which side of each change stays: what is new (all is accepted), or what is gone (all is rejected)."""

_ROLES = {"ins": "Ins", "del": "Del"}
_OTHER: dict[Keep, Keep] = {"ins": "del", "del": "ins"}
_LABEL = re.compile(r"(\d+|[a-z])\.|[–·•◦▪]")
"""What stands before an item of a list. The terms of a `dl` are labels in a PDF too, and are words."""
_MARKER = re.compile(r"^\d+\.? ")
_HINT = "The file does not show the changes as the page does and is not delivered; mend the template or the writer."


def resolve(tree: etree._Element, keep: Keep) -> etree._Element:
    """A copy of a redline with each change accepted (`ins`) or rejected (`del`): a page of the same vocabulary.

    What is inserted or deleted stands as plain words or is gone, whole blocks too; pointers between the places of
    moved blocks are gone. Blocks get their own ids back, and links follow. A link of the list of changes whose place
    is gone leads to what comes nearest. Takes the shared page or a parsed web page.
    """
    resolved = copy.deepcopy(tree)
    nearest = _Nearest(resolved)
    for element in list(resolved.iter(etree.Element)):
        if element.tag == _OTHER[keep] or _gone(element, _OTHER[keep]):
            _drop(element)
    for element in list(resolved.iter(keep)):
        _unwrap(element)
    _emptied(resolved)
    for element in resolved.iter(etree.Element):
        if element.tag != "body" and (classes := element.get("class", "").split()):
            _set_class(element, [one for one in classes if one not in CHANGES])
    _own_ids(resolved, nearest)
    return resolved


def accepted(page: Page) -> Reading:
    """What the page of a redline says where every change is accepted."""
    return read_page(resolve(page.tree, "ins"))


def rejected(page: Page) -> Reading:
    """What the page of a redline says where every change is rejected."""
    return read_page(resolve(page.tree, "del"))


def resolved_pdf(data: bytes, keep: Keep) -> Reading:
    """What the PDF of a redline says with one side of each change left out, without the labels of lists and notes."""
    told = blocks(data, frozenset({_ROLES[_OTHER[keep]], "Moved"}))
    reading = reading_of(block for block in told if not _is_label(block))
    return replace(reading, notes=tuple(_MARKER.sub("", note) for note in reading.notes))


def _is_label(block: Block) -> bool:
    """The number or dash of a list item, or the number that calls a footnote."""
    return "Reference" in (block.role, *block.within) or (block.role == "Lbl" and bool(_LABEL.fullmatch(block.text)))


def resolved_web(data: bytes, keep: Keep) -> Reading:
    """What the web page of a redline says with one side of each change left out."""
    return read_web_tree(resolve(html.document_fromstring(data), keep))


def compare_marked(page: Page, outputs: Mapping[str, bytes], paths: Mapping[str, str]) -> list[Problem]:
    """Where PDF (`pdf`) and web page (`html`, where one was made) of a redline tell its texts otherwise than the page.

    Both texts are compared as a whole: nothing may be missing (O301 to O304), too much or in another place (O312).
    `outputs` and `paths` are by ending.
    """
    problems: list[Problem] = []
    sides: tuple[tuple[Reading, Keep, str], ...] = (
        (accepted(page), "ins", "accepted"),
        (rejected(page), "del", "rejected"),
    )
    for said, keep, how in sides:
        readings = {"pdf": resolved_pdf(outputs["pdf"], keep)}
        if "html" in outputs:
            readings["html"] = resolved_web(outputs["html"], keep)
        for ending, found in readings.items():
            problems += compare(said, found, paths[ending]) or _differing(said, found, paths[ending], how)
    return problems


def _parting(wanted: str, found: str) -> str:
    """Both texts around the first sign where they part."""
    at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted, found, strict=False)))
    near = slice(max(at - 20, 0), at + 20)
    return f"«{found[near]}» where it should be «{wanted[near]}»"


def _differing(said: Reading, found: Reading, path: str, how: str) -> list[Problem]:
    """A problem for the text and one for the footnotes."""
    problems = []
    for what, wanted, told in (
        ("text", bare("".join(said.blocks)), bare("".join(found.blocks))),
        ("footnotes", bare("".join(said.notes)), bare("".join(found.notes))),
    ):
        if wanted != told:
            message = f"With every change {how} the {what} says {_parting(wanted, told)}."
            problems.append(Problem(Place(path), "O312", message, _HINT))
    return problems


def _gone(element: etree._Element, other: Keep) -> bool:
    """Whether a part is wholly of the other text, or a pointer between the places of a moved one."""
    classes = element.get("class", "").split()
    return other in classes or "moved" in classes


def _drop(element: etree._Element) -> None:
    """Take out an element and all that is in it; the words after it stay."""
    parent = element.getparent()
    if parent is None:
        return
    _append(element, element.tail)
    element.tail = None
    parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """Take off an element from its words and elements, which stay."""
    parent = element.getparent()
    assert parent is not None, "only elements within the page are unwrapped"
    _append(element, element.text)
    for child in list(element):
        element.addprevious(child)
    _append(element, element.tail)
    element.tail = None
    parent.remove(element)


def _append(element: etree._Element, text: str | None) -> None:
    """Put a text right before the element."""
    before, parent = element.getprevious(), element.getparent()
    assert parent is not None, "only elements within the page have text before them"
    if before is not None:
        before.tail = (before.tail or "") + (text or "") or None
    else:
        parent.text = (parent.text or "") + (text or "") or None


def _set_class(element: etree._Element, classes: list[str]) -> None:
    if classes:
        element.set("class", " ".join(classes))
    else:
        del element.attrib["class"]


def _emptied(tree: etree._Element) -> None:
    """Drop what holds nothing any more: lists, numbers, and the footnotes of a web page whose calls are gone."""
    calls = {link.get("href", "")[1:] for link in tree.iter("a") if link.get("id", "").startswith("call-")}
    for notes in tree.iterfind(".//section[@class='footnotes']"):
        for note in list(notes.iter("li")):
            if note.get("id") not in calls:
                _drop(note)
    for element in reversed(list(tree.iter("ol", "ul", "span"))):
        said = element.text or ""
        blank = not said if element.tag == "span" and element.get("lang") else not said.strip()  # a blank parts words
        if not len(element) and blank and element.get("class") in (None, "no"):
            _drop(element)


class _Nearest:
    """The ids of a page and where they stand, to find what comes nearest to one that is gone."""

    def __init__(self, tree: etree._Element) -> None:
        named = [element for element in tree.iter(etree.Element) if element.get("id")]
        self.order = [element.get("id", "") for element in named]
        self.around = {
            element.get("id", ""): [one.get("id", "") for one in element.iterancestors() if one.get("id")]
            for element in named
        }

    def to(self, name: str) -> Iterator[str]:
        """The id itself, those around it, those after it, those before it."""
        yield name
        if name in self.around:
            at = self.order.index(name)
            yield from self.around[name]
            yield from self.order[at + 1 :]
            yield from reversed(self.order[:at])


def _own_ids(tree: etree._Element, nearest: _Nearest) -> None:
    """Blocks shown in their old places get their own ids back, and links lead to what is there."""
    ids = {element.get("id", "") for element in tree.iter(etree.Element)}
    own = {name: name.removeprefix(prefix) for prefix in (REMOVED, MOVED) for name in ids if name.startswith(prefix)}
    own = {name: mine for name, mine in own.items() if mine not in ids}
    for element in tree.iter(etree.Element):
        if element.get("id") in own:
            element.set("id", own[element.get("id", "")])
    for link in [link for link in tree.iter("a") if link.get("href", "").startswith("#")]:
        target = link.get("href", "")[1:]
        there = next((name for name in nearest.to(target) if name in ids), None)
        if there is None:
            _unwrap(link)
        elif target not in own.values():
            link.set("href", f"#{own.get(there, there)}")
