"""A .docx -> problems: what no validator looks for, and what we promise of our own files.

Each check is a small function over the opened package; `CHECKS` lists them. It reads the bytes only and knows nothing
of how they were written. Clauses are those of ECMA-376-1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from press.problem import Place, Problem

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
HYPERLINK = "/relationships/hyperlink"
DOCUMENT = "word/document.xml"
FORBIDDEN = {
    f"{W}txbxContent": "a text box, which screen readers lose",
    f"{W}updateFields": "a demand to update fields, which makes Word ask on opening",
    f"{W}documentProtection": "a protection against changes",
    f"{W}attachedTemplate": "a template of its own outside the file",
    f"{W}altChunk": "a part in another format",
}


@dataclass(frozen=True)
class Relation:
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Opened:
    """A package: its zip entries in order, its parts as trees, and each part's relationships by id."""

    entries: list[ZipInfo]
    parts: dict[str, etree._Element]
    relations: dict[str, dict[str, Relation]]

    def found(self, *tags: str) -> Iterator[etree._Element]:
        """Every element of these names in any part."""
        for part in self.parts.values():
            yield from part.iter(*tags)

    def bookmarks(self) -> list[str]:
        return [start.get(f"{W}name", "") for start in self.found(f"{W}bookmarkStart")]


def check(docx: bytes, path: str = "document.docx") -> list[Problem]:
    """What is wrong with a Word document, nothing where all is well. `path` is the name that the problems bear."""
    try:
        opened = _open(docx)
    except (BadZipFile, etree.XMLSyntaxError, KeyError) as error:
        return [Problem(Place(path), "O210", f"The Word file cannot be opened: {error}.")]
    return [Problem(Place(path), "O211", message) for one in CHECKS for message in one(opened)]


def _open(docx: bytes) -> Opened:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with ZipFile(BytesIO(docx)) as package:
        trees = {
            name: etree.fromstring(package.read(name), parser)
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }
        entries = package.infolist()
    parts = {name: tree for name, tree in trees.items() if not name.endswith(".rels")}
    return Opened(
        entries, parts, {_owner(name): _relations(tree) for name, tree in trees.items() if name.endswith(".rels")}
    )


def _owner(name: str) -> str:
    """`word/_rels/document.xml.rels` -> `word/document.xml`."""
    return name.replace("_rels/", "", 1).removesuffix(".rels")


def _relations(tree: etree._Element) -> dict[str, Relation]:
    return {
        one.get("Id", ""): Relation(one.get("Type", ""), one.get("Target", ""), one.get("TargetMode") == "External")
        for one in tree
    }


def _zip(opened: Opened) -> Iterator[str]:
    """The same parts give the same bytes: sorted, one date, nothing of the machine."""
    names = [entry.filename for entry in opened.entries]
    if names != sorted(names, key=lambda name: (name != "[Content_Types].xml", name)):
        yield "The zip's entries are not sorted."
    if len({(entry.date_time, entry.create_system, entry.external_attr) for entry in opened.entries}) != 1:
        yield "The zip's entries differ in date or attributes."


def _relationships(opened: Opened) -> Iterator[str]:
    """References and relationships agree, and only links lead out of the file."""
    names = {entry.filename for entry in opened.entries}
    for owner, relations in opened.relations.items():
        for identity, relation in relations.items():
            target = normpath(join(dirname(owner), relation.target)).lstrip("/")
            if relation.external and not relation.kind.endswith(HYPERLINK):
                yield f"{owner} refers to «{relation.target}» outside the file."
            elif not relation.external and target not in names:
                yield f"{owner} refers to {target}, which is not there ({identity})."
    for name, part in opened.parts.items():
        known = opened.relations.get(name, {})
        used = {
            value for element in part.iter(etree.Element) for key, value in element.attrib.items() if key.startswith(R)
        }
        yield from (
            f"{name} uses the relationship {identity}, which it does not have."
            for identity in sorted(used - set(known))
        )


def _bookmarks(opened: Opened) -> Iterator[str]:
    """Every bookmark begins and ends once, in one part, under a name of its own (17.13.6)."""
    for name, part in opened.parts.items():
        starts = Counter(start.get(f"{W}id") for start in part.iter(f"{W}bookmarkStart"))
        ends = Counter(end.get(f"{W}id") for end in part.iter(f"{W}bookmarkEnd"))
        if starts != ends or any(count > 1 for count in starts.values()):
            yield f"{name} has bookmarks that do not begin and end once each."
    names = Counter(name.lower() for name in opened.bookmarks())
    yield from (f"The bookmark {name} stands {count} times." for name, count in names.items() if count > 1)
    wrong = [name for name in opened.bookmarks() if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name)]
    yield from (f"«{name}» is no name for a bookmark." for name in wrong)


def _anchors(opened: Opened) -> Iterator[str]:
    """What a link or a reference names is there."""
    names = set(opened.bookmarks())
    for link in opened.found(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor is not None and anchor not in names:
            yield f"A link leads to the bookmark {anchor}, which is not there."
        if anchor is None and link.get(f"{R}id") is None:
            yield "A link leads nowhere."
    for instruction in opened.found(f"{W}instrText", f"{W}delInstrText"):
        words = (instruction.text or "").replace("HYPERLINK \\l", "REF").replace('"', "").split()
        if words and words[0] in ("PAGEREF", "REF") and words[1] not in names:
            yield f"A field refers to the bookmark {words[1]}, which is not there."


def _fields(opened: Opened) -> Iterator[str]:
    """Every field begins, has a result and ends, one inside the other (17.16.18)."""
    for name, part in opened.parts.items():
        open_fields: list[str] = []
        for mark in part.iter(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType", "")
            if kind == "begin":
                open_fields.append(kind)
            elif not open_fields or open_fields[-1] != {"separate": "begin", "end": "separate"}.get(kind):
                yield f"{name} has a field whose «{kind}» stands in the wrong place."
                break
            elif kind == "separate":
                open_fields[-1] = kind
            else:
                open_fields.pop()
        else:
            if open_fields:
                yield f"{name} has {len(open_fields)} fields that do not end."


def _styles(opened: Opened) -> Iterator[str]:
    """Every style that is used is there, of the right type."""
    styles = opened.parts.get("word/styles.xml", etree.Element("none"))
    known = {(style.get(f"{W}type"), style.get(f"{W}styleId")) for style in styles.iter(f"{W}style")}
    for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        used = {element.get(f"{W}val") for element in opened.found(f"{W}{tag}")}
        yield from (f"The {kind} style {name} is not there." for name in sorted(used) if (kind, name) not in known)


def _numbering(opened: Opened) -> Iterator[str]:
    """Every list that is used is there. The number 0 is no list (17.9.18)."""
    numbers = {num.get(f"{W}numId") for num in opened.found(f"{W}num")} | {"0"}
    kinds = {kind.get(f"{W}abstractNumId") for kind in opened.found(f"{W}abstractNum")}
    used = {element.get(f"{W}val") for element in opened.found(f"{W}numId")}
    yield from (f"The list {number} is not there." for number in sorted(used - numbers))
    defined = {element.get(f"{W}val") for num in opened.found(f"{W}num") for element in num.iter(f"{W}abstractNumId")}
    yield from (f"The numbering {kind} is not there." for kind in sorted(defined - kinds))


def _footnotes(opened: Opened) -> Iterator[str]:
    """Every footnote has one mark in the text, and every mark a footnote (17.11)."""
    notes = [n.get(f"{W}id") for n in opened.found(f"{W}footnote") if n.get(f"{W}type") is None and len(n)]
    marks = [mark.get(f"{W}id") for mark in opened.found(f"{W}footnoteReference")]
    if sorted(notes) != sorted(marks) or len(set(marks)) != len(marks):
        yield f"{len(marks)} marks of footnotes stand for {len(notes)} footnotes."


def _tracked(opened: Opened) -> Iterator[str]:
    """Each tracked change has an id and an author, and holds its words as what they are (17.13.5, 17.3.3.7)."""
    changes = list(opened.found(f"{W}ins", f"{W}del"))
    ids = Counter(change.get(f"{W}id") for change in changes)
    yield from (f"The id {identity} stands on {count} changes." for identity, count in ids.items() if count > 1)
    if any(not change.get(f"{W}author", "").strip() for change in changes):
        yield "A change has no author."
    for deleted, standing in (("delText", "t"), ("delInstrText", "instrText")):
        for element in opened.found(f"{W}{deleted}", f"{W}{standing}"):
            inside = next(element.iterancestors(f"{W}del"), None) is not None
            if inside != (element.tag == f"{W}{deleted}"):
                yield f"«{(element.text or '')[:40]}» is written as if it were {'not ' if inside else ''}deleted."


def _comments(opened: Opened) -> Iterator[str]:
    """Every comment has one mark in the text, words and an author, and every mark a comment (17.13.4)."""
    comments = list(opened.found(f"{W}comment"))
    ids = [comment.get(f"{W}id") for comment in comments]
    marks = [mark.get(f"{W}id") for mark in opened.found(f"{W}commentReference")]
    if sorted(ids) != sorted(marks) or len(set(ids)) != len(ids):
        yield f"{len(marks)} marks of comments stand for {len(ids)} comments."
    if any(not comment.get(f"{W}author", "").strip() for comment in comments):
        yield "A comment has no author."
    if any(not "".join(text.text or "" for text in comment.iter(f"{W}t")).strip() for comment in comments):
        yield "A comment has no words."


def _pictures(opened: Opened) -> Iterator[str]:
    """Every picture has an id of its own and says what it shows."""
    pictures = list(opened.found(f"{WP}docPr"))
    if len({picture.get("id") for picture in pictures}) != len(pictures):
        yield "Two pictures have the same id."
    yield from (
        f"The picture {one.get('name')} has no alternative text."
        for one in pictures
        if not one.get("descr", "").strip()
    )


def _promises(opened: Opened) -> Iterator[str]:
    """Nothing that Word asks about, hides or opens in an old mode (17.15.3.4)."""
    yield from (
        f"The document holds {what}." for tag, what in FORBIDDEN.items() if next(opened.found(tag), None) is not None
    )
    modes = [e.get(f"{W}val") for e in opened.found(f"{W}compatSetting") if e.get(f"{W}name") == "compatibilityMode"]
    if modes != ["15"]:
        yield "The document is not in Word's current mode (15)."
    properties = opened.parts.get("docProps/core.xml", etree.Element("none"))
    if "python-docx" in "".join(str(text) for text in properties.itertext()):
        yield "The properties are those of python-docx's template."


CHECKS = (
    _zip,
    _relationships,
    _bookmarks,
    _anchors,
    _fields,
    _styles,
    _numbering,
    _footnotes,
    _tracked,
    _comments,
    _pictures,
    _promises,
)
"""Every check, in the order of the problems."""
