"""The look of a run of Word -> whether a reader sees it.

Only what hides words from everybody counts: hidden by hand or by a style, white, too small, squeezed, or moved away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

SMALLEST = 4
"""Half-points below or at which no letters are read (17.3.2.38)."""
NARROWEST = 10
"""Per cent of their width below which letters are lines (17.3.2.43)."""
FARTHEST = 200
"""Half-points by which letters can be raised or lowered and still stand near their line (17.3.2.24)."""
LIGHTEST = 0xF5
"""Each part of a colour from which on it is white on white."""
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class Styles:
    """What each style says of the look of its words, and which style it is based on, by its id."""

    looks: Mapping[str, etree._Element] = field(default_factory=dict)
    based: Mapping[str, str] = field(default_factory=dict)

    def look(self, name: str) -> Iterator[etree._Element]:
        """The look that a style says, before that of the style that it is based on."""
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            if name in self.looks:
                yield self.looks[name]
            name = self.based.get(name, "")


def styles(tree: etree._Element | None) -> Styles:
    """The styles of a Word file."""
    looks: dict[str, etree._Element] = {}
    based: dict[str, str] = {}
    for style in () if tree is None else tree.iterfind("{*}style"):
        name = attribute(style, "styleId")
        look, base = style.find("{*}rPr"), style.find("{*}basedOn")
        if look is not None:
            looks[name] = look
        if base is not None:
            based[name] = attribute(base, "val")
    return Styles(looks, based)


def hidden(run: etree._Element, paragraph: etree._Element, known: Styles) -> bool:
    """Whether a reader does not see a run at all."""
    looks = list(_looks(run, paragraph, known))
    return (
        any(_on(looks, name) for name in ("vanish", "specVanish"))
        or _white(looks)
        or 0 <= _number(looks, "sz", 22) <= SMALLEST
        or 0 <= _number(looks, "w", 100) < NARROWEST
        or abs(_number(looks, "position", 0)) > FARTHEST
    )


def struck(run: etree._Element, paragraph: etree._Element, known: Styles) -> bool:
    """Whether a run is struck through."""
    looks = list(_looks(run, paragraph, known))
    return _on(looks, "strike") or _on(looks, "dstrike")


def _looks(run: etree._Element, paragraph: etree._Element, known: Styles) -> Iterator[etree._Element]:
    own = run.find("{*}rPr")
    if own is not None:
        yield own
        yield from known.look(_style(own, "rStyle"))
    around = paragraph.find("{*}pPr")
    if around is not None:
        yield from known.look(_style(around, "pStyle"))


def _style(holder: etree._Element, name: str) -> str:
    found = holder.find(f"{{*}}{name}")
    return "" if found is None else attribute(found, "val")


def _value(looks: list[etree._Element], name: str) -> etree._Element | None:
    return next((found for look in looks if (found := look.find(f"{{*}}{name}")) is not None), None)


def _on(looks: list[etree._Element], name: str) -> bool:
    found = _value(looks, name)
    return found is not None and attribute(found, "val") not in _OFF


def _number(looks: list[etree._Element], name: str, usual: int) -> float:
    found = _value(looks, name)
    try:
        return usual if found is None else float(attribute(found, "val").rstrip("%pt") or usual)
    except ValueError:
        return usual


def _white(looks: list[etree._Element]) -> bool:
    """Whether letters are white, or nearly, and nothing dark is behind them."""
    found = _value(looks, "color")
    colour = "" if found is None else attribute(found, "val")
    behind = _value(looks, "shd")
    try:
        light = len(colour) == 6 and min(bytes.fromhex(colour)) >= LIGHTEST
    except ValueError:
        return False
    return light and (behind is None or attribute(behind, "fill") in ("auto", "", "FFFFFF", "ffffff"))


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name."""
    return next((str(value) for key, value in element.items() if key.rpartition("}")[2] == name), "")
