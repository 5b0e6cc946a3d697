"""A parcel <-> XLIFF 1.2 (OASIS Standard, 1 February 2008), which most translators' programs still speak.

A <trans-unit> for each segment, a <g> for each mark: @ctype says its kind, @equiv-text where a link leads or which
language it is. The standard cannot say that a code may be left out; a note of ours does. Clauses named here are those
of the standard.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from press.inline import Emphasis, Footnote, Foreign, Link, Strong
from press.parcel import codes, elements, guard
from press.parcel.codes import Code, Damaged, Mark, Pieces
from press.parcel.exchange import Parcel, Return, Returned, Segment
from press.problem import Place, Wrong
from press.records import State

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
VERSION = "1.2"

_NAMES = {
    State.MISSING: "needs-translation",
    State.DRAFT: "translated",
    State.REVIEWED: "signed-off",
    State.CERTIFIED: "final",
}
_STALE = "needs-review-translation"
_STATES = {name: state for state, name in _NAMES.items() if state is not State.MISSING}
_WAITING = (
    "new", "needs-translation", "needs-adaptation", "needs-l10n",
    _STALE, "needs-review-adaptation", "needs-review-l10n",
)  # fmt: skip
"""@state of a target (2.3, state)."""
_MARKS: dict[str, Callable[[str], Mark]] = {
    "italic": lambda _: Emphasis(()),
    "bold": lambda _: Strong(()),
    "link": lambda target: Link((), target),
    "x-footnote": lambda _: Footnote(()),
    "x-language": lambda language: Foreign((), language),
}
"""What each @ctype of a code (2.3, ctype) stands for, with its @equiv-text."""
_TYPES = {type(made("")): name for name, made in _MARKS.items()}
_ONCE = ("source", "seg-source", "target")
_OFTEN = ("context-group", "count-group", "prop-group", "note", "alt-trans")
"""What a <trans-unit> holds (2.2), once or as often as one likes."""


def write(parcel: Parcel) -> bytes:
    """The parcel as one XLIFF 1.2 file."""
    root = etree.Element(_tag("xliff"), nsmap={None: NAMESPACE})
    root.set("version", VERSION)
    file = _child(root, "file")
    file.set("original", parcel.origin)
    file.set("source-language", parcel.source_language)
    file.set("target-language", parcel.language)
    file.set("datatype", "plaintext")
    body = _child(file, "body")
    for segment in parcel.segments:
        _unit(body, segment, parcel.labels.change)
    return elements.written(root)


def read(data: bytes, path: str) -> Return:
    """What came back in an XLIFF 1.2 file. Raises `Wrong` with everything that is wrong with it."""
    root = guard.parse(data, path)
    file = elements.one_file(root, _tag("xliff"), (VERSION,), path)
    return elements.returned(file, file.iter(_tag("trans-unit")), file.get("target-language", ""), path, _returned)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _child(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _tag(tag), attributes)


def _unit(body: etree._Element, segment: Segment, change: str) -> None:
    unit = _child(body, "trans-unit", id=segment.id, resname=segment.id)
    unit.set(elements.SPACE, "preserve")
    source, target = codes.encode(segment.source, segment.target)
    elements.fill(_child(unit, "source"), source, _g)
    state = _STALE if segment.stale else _NAMES[segment.state]
    elements.fill(_child(unit, "target", state=state), target, _g)
    notes = elements.notes(segment, change)
    if free := " ".join(code.id for code in codes.every(source) if code.free):
        notes.append((elements.FREE, free))
    for whose, text in notes:
        note = _child(unit, "note")
        note.set("from", whose)
        note.text = text


def _g(code: Code) -> etree._Element:
    """A code around words (2.2, <g>); nobody may copy it (2.3, clone)."""
    assert code.mark, "what is written was encoded from marks"
    g = etree.Element(_tag("g"), {"id": code.id, "ctype": _TYPES[type(code.mark)], "clone": "no"})
    match code.mark:
        case Link(target=value) | Foreign(language=value):
            g.set("equiv-text", value)
    return g


def _mark(element: etree._Element) -> Mark | None:
    """What a <g> says that it stands for, None where it is nothing that content can say."""
    made = _MARKS.get(element.get("ctype", ""))
    return codes.mark(*codes.signs(made(element.get("equiv-text", "")))) if made else None


def _returned(unit: etree._Element, place: Place) -> Returned:
    name = elements.named(unit.get("id", ""), place)
    elements.only(unit, name, place, once=_ONCE, often=_OFTEN)
    notes = [(note.get("from", ""), "".join(note.itertext())) for note in unit.iterchildren(_tag("note"))]
    free = {number for whose, text in notes if whose == elements.FREE for number in text.split()}

    def inside(element: etree._Element) -> Pieces:
        words = elements.pieces(element, inside)
        if element.tag == _tag("mrk") and element.get("mtype") == "seg":  # a part of a divided segment (2.2, <mrk>)
            return words
        if element.tag != _tag("g"):
            raise Wrong(elements.strange(element, name, place))
        number = element.get("id", "")
        return (Code(number, _mark(element), words, number in free),)

    try:
        words, translated = _text(unit, "source", inside), _text(unit, "target", inside)
    except Damaged as damaged:
        raise Wrong(elements.broken(name, place, damaged)) from None
    source, target = elements.decoded(words, translated, name, place)
    state, waiting = _state(unit) if target else (None, True)
    seal, comments = elements.said(notes)
    return Returned(name, source, target, place, seal, state, waiting, comments)


def _text(unit: etree._Element, tag: str, inside: elements.Reading) -> Pieces:
    element = unit.find(_tag(tag))
    return () if element is None else elements.pieces(element, inside)


def _state(unit: etree._Element) -> tuple[State | None, bool | None]:
    """What has been done to a segment, and whether it waits for somebody."""
    said = unit.find(_tag("target")).get("state")
    if said in _WAITING:
        return None, True
    return _STATES.get(said), False if said in _STATES else None
