"""A parcel <-> XLIFF 2.1 (OASIS Standard, 13 February 2018): a unit for each segment, a code for each mark.

The marks as the content writes them stand in <originalData> (4.2.2, 4.7.2), each once for a unit. A program may divide
a unit into several segments (4.8); they are joined again. Clauses named here are those of the standard.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from press.inline import Emphasis, Footnote, Foreign, Link, Strong
from press.parcel import codes, elements, guard
from press.parcel.codes import Code, Damaged, Mark, Pieces
from press.parcel.exchange import Parcel, Return, Returned, Segment
from press.problem import Place, Problem, Wrong
from press.records import State

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""The same in 2.0 and 2.1."""
VERSIONS = ("2.0", "2.1")

_STATES = {"initial": None, "translated": State.DRAFT, "reviewed": State.REVIEWED, "final": State.CERTIFIED}
"""@state (4.3.1), from the least done to the most."""
_NAMES = {state: name for name, state in _STATES.items() if state}
_TYPES: dict[type[Mark], dict[str, str]] = {
    Emphasis: {"type": "fmt", "subType": "xlf:i"},
    Strong: {"type": "fmt", "subType": "xlf:b"},
    Link: {"type": "link"},
    Footnote: {"type": "other", "subType": "press:footnote"},
    Foreign: {"type": "other", "subType": "press:language"},
}
"""@type and @subType of a code (4.3.1)."""
_TO_NMTOKEN = str.maketrans("#/", ".:")
_FROM_NMTOKEN = str.maketrans(".:", "#/")
"""The id of a unit is an NMTOKEN (4.3.1, id); those of segments have # and / and neither of the other two."""


class _Texts(NamedTuple):
    """The texts of a unit that came back, and the states of its segments; None where one has none."""

    source: Pieces
    target: Pieces
    states: tuple[str | None, ...]


def write(parcel: Parcel) -> bytes:
    """The parcel as one XLIFF 2.1 file."""
    root = etree.Element(_tag("xliff"), nsmap={None: NAMESPACE})
    root.set("version", VERSIONS[-1])
    root.set("srcLang", parcel.source_language)
    root.set("trgLang", parcel.language)
    file = _child(root, "file", id=parcel.document, original=parcel.origin)
    file.set(elements.SPACE, "preserve")
    for segment in parcel.segments:
        _unit(file, segment, parcel.labels.change)
    return elements.written(root)


def read(data: bytes, path: str) -> Return:
    """What came back in an XLIFF 2.0 or 2.1 file. Raises `Wrong` with everything that is wrong with it."""
    root = guard.parse(data, path)
    file = elements.one_file(root, _tag("xliff"), VERSIONS, path)
    return elements.returned(file, file.iter(_tag("unit")), root.get("trgLang", ""), path, _returned)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _child(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _tag(tag), attributes)


def _unit(file: etree._Element, segment: Segment, change: str) -> None:
    unit = _child(file, "unit", id=segment.id.translate(_TO_NMTOKEN), name=segment.id)
    notes = _child(unit, "notes")
    for whose, text in elements.notes(segment, change):
        _child(notes, "note", category=whose).text = text
    source, target = codes.encode(segment.source, segment.target)
    data = _original_data(unit, source + target)

    def made(code: Code) -> etree._Element:
        return _pc(code, data)

    part = _child(unit, "segment", **_standing(segment))
    elements.fill(_child(part, "source"), source, made)
    if target:
        elements.fill(_child(part, "target"), target, made)


def _standing(segment: Segment) -> dict[str, str]:
    if segment.stale:
        return {"state": "initial", "subState": "press:stale"}
    return {"state": _NAMES.get(segment.state, "initial")}


def _original_data(unit: etree._Element, pieces: Pieces) -> dict[str, str]:
    """Writes what the codes stand for, each once, and gives the id of each."""
    signs = dict.fromkeys(sign for code in codes.every(pieces) if code.mark for sign in codes.signs(code.mark))
    data = {sign: f"d{number}" for number, sign in enumerate(signs, 1)}
    holder = _child(unit, "originalData") if data else None
    for sign, name in data.items():
        _child(holder, "data", id=name).text = sign
    return data


def _pc(code: Code, data: Mapping[str, str]) -> etree._Element:
    """A spanning code (4.2.3). Nobody may copy it, or delete it unless it is free (4.3.1, canCopy and canDelete)."""
    assert code.mark, "what is written was encoded from marks"
    opening, closing = codes.signs(code.mark)
    pc = etree.Element(_tag("pc"), {"id": code.id, "canCopy": "no", "canDelete": "yes" if code.free else "no"})
    for name, value in _TYPES[type(code.mark)].items():
        pc.set(name, value)
    pc.set("dataRefStart", data[opening])
    pc.set("dataRefEnd", data[closing])
    return pc


def _returned(unit: etree._Element, place: Place) -> Returned:
    name = elements.named(unit.get("id", "").translate(_FROM_NMTOKEN), place)
    try:
        texts = _texts(unit, name, place)
    except Damaged as damaged:
        raise Wrong(elements.broken(name, place, damaged)) from None
    source, target = elements.decoded(texts.source, texts.target, name, place)
    state, waiting = _state(texts.states) if target else (None, True)
    notes = unit.iter(_tag("note"))  # the Translate Toolkit puts its own into the segment
    seal, comments = elements.said((note.get("category", ""), "".join(note.itertext())) for note in notes)
    return Returned(name, source, target, place, seal, state, waiting, comments)


def _texts(unit: etree._Element, name: str, place: Place) -> _Texts:
    """The texts of all segments of a unit, joined, with what stands between them (4.2.2, <ignorable>)."""
    data = {item.get("id", ""): item.text or "" for item in unit.iterfind(f"{_tag('originalData')}/{_tag('data')}")}

    def inside(element: etree._Element) -> Pieces:
        if element.tag != _tag("pc"):
            raise Wrong(elements.strange(element, name, place))
        if "copyOf" in element.attrib:
            raise Damaged(f"code {element.get('id')} is a copy")
        mark = codes.mark(data.get(element.get("dataRefStart"), ""), data.get(element.get("dataRefEnd"), ""))
        words = elements.pieces(element, inside)
        return (Code(element.get("id", ""), mark, words, element.get("canDelete") != "no"),)

    source: Pieces = ()
    target: Pieces = ()
    states: list[str | None] = []
    for part in unit.iterchildren(_tag("segment"), _tag("ignorable")):
        elements.only(part, name, place, once=("source", "target", "notes"))
        words, translated = _text(part, "source", inside), _text(part, "target", inside)
        _in_order(part, name, place)
        if part.tag == _tag("segment"):
            states.append(part.get("state") if translated else "initial")
        source += words
        target += translated if translated or part.tag == _tag("segment") else words
    return _Texts(source, target, tuple(states))


def _text(part: etree._Element, tag: str, inside: elements.Reading) -> Pieces:
    element = part.find(_tag(tag))
    return () if element is None else elements.pieces(element, inside)


def _in_order(part: etree._Element, name: str, place: Place) -> None:
    """Raises `Wrong` where a target stands elsewhere than its source (4.3.1, order)."""
    if part.find(f"{_tag('target')}[@order]") is not None:
        message = f"The segments of `{name}` were put in another order."
        raise Wrong(Problem(place, "P208", message, "Translate it as one segment."))


def _state(states: tuple[str | None, ...]) -> tuple[State | None, bool | None]:
    """What has been done to a unit, and whether it waits for somebody: as its least done segment."""
    if "initial" in states:
        return None, True
    order = list(_STATES)
    if not states or not all(state in order for state in states):
        return None, None
    return _STATES[min((state for state in states if state), key=order.index)], False
