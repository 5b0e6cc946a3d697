"""What XLIFF 1.2 and 2.1 have in common: texts with codes and notes <-> elements, and the file as bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from press.parcel import codes, guard
from press.parcel.codes import Code, Damaged, Pieces
from press.parcel.exchange import Return, Returned, Segment, origin_of
from press.problem import Place, Problem, Wrong

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SEAL, CHANGE, COMMENT, FREE = "seal", "change", "comment", "codes"
"""Whose note it is. What a translator's program writes has another name or none, and is a comment."""

_OURS = (SEAL, CHANGE, FREE)
_LEAVES = ("source", "target", "note", "data")
_DEEPEST = 32
"""Elements around a text. Ours have 4, the marks of content 4 more."""


Reading = Callable[[etree._Element], Pieces]
"""What gives the text that an element inside a text is; it raises `Wrong` where none has a place there."""


def notes(segment: Segment, change: str) -> list[tuple[str, str]]:
    """What is said with a segment, each with whose it is. `change` heads what the source was before."""
    before = [(CHANGE, f"{change}: {segment.previous}")] if segment.previous else []
    return [*before, *((COMMENT, comment) for comment in segment.comments), (SEAL, segment.seal)]


def said(found: Iterable[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    """The seal and the comments among the notes that came back."""
    found = list(found)
    seal = next((text.strip() for whose, text in found if whose == SEAL), "")
    return seal, tuple(text for whose, text in found if whose not in _OURS and text.strip())


def fill(element: etree._Element, pieces: Pieces, made: Callable[[Code], etree._Element]) -> None:
    """Writes a text into an element; `made` gives the element of a code, still empty."""
    last = None
    for piece in pieces:
        if isinstance(piece, Code):
            last = made(piece)
            fill(last, piece.inside, made)
            element.append(last)
        elif last is None:
            element.text = piece
        else:
            last.tail = piece


def pieces(element: etree._Element, read: Reading) -> Pieces:
    """The text of an element. Raises `Damaged` where elements are nested deeper than any marks are."""
    if sum(1 for _ in element.iterancestors()) > _DEEPEST:
        raise Damaged("the codes are nested too deep")
    found: list[str | Code] = [element.text or ""]
    for child in element:
        found += [*read(child), child.tail or ""]
    return tuple(piece for piece in found if piece)


def decoded(source: Pieces, target: Pieces, name: str, place: Place) -> tuple[str, str]:
    """Both texts of a segment. Raises `Wrong` where it has no source or its codes are damaged."""
    if not source:
        hint = "Send back the file that came with the parcel."
        raise Wrong(Problem(place, "P209", f"The segment `{name}` has no source.", hint))
    try:
        return codes.decode(source, target)
    except Damaged as damaged:
        raise Wrong(broken(name, place, damaged)) from None


def broken(name: str, place: Place, damaged: Damaged) -> Problem:
    """The problem of a segment whose codes are damaged."""
    hint = "Each code of the source stands once in the target, around the words that it belongs to."
    return Problem(place, "P207", f"The placeholders of `{name}` are damaged: {damaged}.", hint)


def only(element: etree._Element, name: str, place: Place, *, once: Sequence[str], often: Sequence[str] = ()) -> None:
    """Raises `Wrong` where an element holds others of its own namespace than these."""
    allowed = list(once)
    problems = []
    for child in element:
        tag = etree.QName(child)
        if tag.namespace != etree.QName(element).namespace or tag.localname in often:
            continue
        if tag.localname in allowed:
            allowed.remove(tag.localname)
        else:
            problems.append(strange(child, name, place))
    if problems:
        raise Wrong(*problems)


def strange(element: etree._Element, name: str, place: Place) -> Problem:
    """The problem of an element that has no place in a segment."""
    message = f"The segment `{name}` holds <{etree.QName(element).localname}>, which has no place there."
    hint = "Save the file as plain XLIFF, without additions of the program."
    return Problem(Place(place.path, element.sourceline or place.line), "P206", message, hint)


def returned(
    file: etree._Element,
    units: Iterable[etree._Element],
    language: str,
    path: str,
    read: Callable[[etree._Element, Place], Returned],
) -> Return:
    """All that a file says. Raises `Wrong` with every problem of every unit.

    `file` is the element that names the document and its revision in @original; `read` reads one unit.
    """
    document, total = origin_of(file.get("original", ""))
    guard.addressed(document, language, Place(path, file.sourceline or 0))
    segments: list[Returned] = []
    problems: list[Problem] = []
    for unit in units:
        place = Place(path, unit.sourceline or 0)
        try:
            guard.measured(sum(map(len, unit.itertext())), place)
            segments.append(read(unit, place))
        except Wrong as wrong:
            problems += wrong.problems
    problems += guard.doubled(segments)
    if problems:
        raise Wrong(*problems)
    return Return(document, language, tuple(segments), total)


def one_file(root: etree._Element, expected: str, versions: tuple[str, ...], path: str) -> etree._Element:
    """The one <file> of a document whose root is `expected`, in one of these versions. Raises `Wrong` otherwise."""
    place = Place(path, root.sourceline or 0)
    version = root.get("version", "")
    if root.tag != expected or version not in versions:
        message = (
            f"The file is not XLIFF {versions[-1]}: its root is <{etree.QName(root).localname}>, version `{version}`."
        )
        raise Wrong(Problem(place, "P201", message, "Save it in the format in which it was sent."))
    files = root.findall(f"{{{etree.QName(root).namespace}}}file")
    if len(files) != 1:
        message = f"The file holds {len(files)} <file> elements; a parcel has one."
        raise Wrong(Problem(place, "P202", message, "Send back the file that came with the parcel."))
    return files[0]


def named(name: str, place: Place) -> str:
    """The id of a segment. Raises `Wrong` where it is empty."""
    if not name.strip():
        raise Wrong(Problem(place, "P204", "A segment has no id.", "Send back the file that came with the parcel."))
    return name


def written(root: etree._Element) -> bytes:
    """The file, indented where no text stands."""
    _indent(root, 0)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _indent(element: etree._Element, depth: int) -> None:
    if not len(element) or etree.QName(element).localname in _LEAVES:
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = element.text
    element[-1].tail = "\n" + "  " * depth
