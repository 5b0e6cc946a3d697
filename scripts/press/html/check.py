"""Is this HTML within the closed vocabulary, and sound enough that all three writers print it whole?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from press.html.vocabulary import BLOCKS, CLASSES, ELEMENTS, HEADINGS, METAS, REQUIRED


@dataclass(frozen=True)
class Finding:
    """One thing in the page that breaks the vocabulary. `written` is how a template would have written it."""

    written: str
    code: str
    message: str
    hint: str = ""


def check(tree: etree._Element, pictures: frozenset[str]) -> list[Finding]:
    """Everything in the tree that breaks the vocabulary or its rules. `pictures` are those an `img` may show."""
    found = [*_vocabulary(tree), *_nesting(tree), *_changes(tree), *_headings(tree), *_ids(tree)]
    found += _pictures(tree, pictures)
    return list(dict.fromkeys(found))


def _vocabulary(tree: etree._Element) -> Iterator[Finding]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield Finding(
                "<!--", "T201", "A comment or instruction is left in the page.", "Use {#- … -#} in templates."
            )
            continue
        if element.tag not in ELEMENTS:
            known = ", ".join(sorted(ELEMENTS))
            yield Finding(
                f"<{element.tag}",
                "T202",
                f"The element <{element.tag}> is not in the vocabulary.",
                f"Known are: {known}.",
            )
            continue
        yield from _attributes(element)


def _attributes(element: etree._Element) -> Iterator[Finding]:
    for name, value in element.attrib.items():
        if name not in ELEMENTS[element.tag] | {"id", "lang"}:
            yield Finding(
                f"{name}=", "T203", f"<{element.tag}> bears the attribute {name}, which is not in the vocabulary."
            )
        elif name == "class" and element.tag != "body":
            for one in set(value.split()) - CLASSES.get(element.tag, frozenset()):
                known = ", ".join(sorted(CLASSES.get(element.tag, ()))) or "none"
                yield Finding(one, "T204", f"<{element.tag}> bears the unknown class `{one}`.", f"Known are: {known}.")
        elif name == "name" and value not in METAS:
            yield Finding(value, "T205", f"The meta name `{value}` is not in the vocabulary.")
    for name in sorted(REQUIRED.get(element.tag, frozenset())):
        if not element.get(name, "").strip():
            yield Finding(
                f"<{element.tag}", "T206", f"<{element.tag}> has no {name}.", f"Give it a {name} that is not empty."
            )


def _nesting(tree: etree._Element) -> Iterator[Finding]:
    for child in (child for link in tree.iter("a") for child in link):
        if child.get("class") != "no":
            hint = "Put the link inside the other element."
            yield Finding(f"<{child.tag}", "T207", f"A link holds <{child.tag}>; it may hold text alone.", hint)
    for child in (child for item in tree.iter("li") for child in item):
        if child.tag in BLOCKS - {"ol", "ul"}:
            yield Finding(
                f"<{child.tag}", "T208", f"A list item holds <{child.tag}>.", "Only words and lists may stand in one."
            )
    for element in tree.iter("em", "strong", "ins", "del", "span", "p", *HEADINGS):
        for child in element:
            if child.tag in BLOCKS:
                yield Finding(
                    f"<{child.tag}",
                    "T209",
                    f"<{element.tag}> holds <{child.tag}>.",
                    "Close it before the next block begins.",
                )


def _changes(tree: etree._Element) -> Iterator[Finding]:
    """What a redline marks must be marked once, and all of what is said to be new or gone."""
    for change in tree.iter("ins", "del"):
        outer = next(change.iterancestors("ins", "del"), None)
        if outer is not None:
            hint = "Words are new or gone, not both; close the one before the other begins."
            yield Finding(f"<{change.tag}", "T218", f"<{outer.tag}> holds <{change.tag}>.", hint)
    for element in tree.iter(etree.Element):
        for kind in {"ins", "del"} & set(element.get("class", "").split()):
            if element.tag in BLOCKS - {"body"} and (words := _outside(element, kind).strip()):
                yield Finding(
                    f'class="{kind}"',
                    "T219",
                    f"A <{element.tag}> of class `{kind}` holds words outside <{kind}>: «{words[:40]}».",
                    f"Put all its words inside <{kind}>, or give it the class `changed`.",
                )


def _outside(element: etree._Element, kind: str) -> str:
    """The words of an element that do not stand in `<kind>`, but for numbers and the pointers of moved blocks."""
    words = element.text or ""
    for child in element:
        if child.tag != kind and child.get("class") not in ("no", "moved", "amended"):
            words += _outside(child, kind)
        words += child.tail or ""
    return words


def _headings(tree: etree._Element) -> Iterator[Finding]:
    level = 0
    for heading in tree.iter(*HEADINGS):
        here = int(heading.tag[1])
        if here > level + 1:
            yield Finding(
                f"<{heading.tag}", "T210", f"A heading of level {here} follows one of level {level}.", "Skip no level."
            )
        if not "".join(heading.itertext()).strip():
            yield Finding(f"<{heading.tag}", "T211", f"A heading <{heading.tag}> is empty.")
        level = here
    if len(tree.findall(".//h1")) != 1:
        yield Finding("<h1", "T212", "The page must have one <h1>.")


def _ids(tree: etree._Element) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in tree.iter():
        name = element.get("id")
        if name in seen:
            yield Finding(
                f'id="{name}"', "T213", f"The id `{name}` stands twice in the page.", "Give one of them another id."
            )
        if name:
            seen.add(name)
    for link in tree.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in seen:
            yield Finding(target, "T214", f"A link leads to `{target}`, which is not in the page.")
        elif not target.startswith(("#", "https://", "http://", "mailto:")):
            yield Finding(
                target, "T215", f"A link leads to `{target}`, which is not a web address.", "Begin it with https://"
            )


def _pictures(tree: etree._Element, pictures: frozenset[str]) -> Iterator[Finding]:
    for image in tree.iter("img"):
        source = image.get("src", "")
        if not source.startswith("press:"):
            hint = "Only the page's own pictures may be shown: press:NAME"
            yield Finding(source, "T216", f"A picture is fetched from `{source}`.", hint)
        elif source.removeprefix("press:") not in pictures:
            yield Finding(
                source, "T217", f"The page has no picture `{source}`.", f"It has: {', '.join(sorted(pictures))}."
            )
