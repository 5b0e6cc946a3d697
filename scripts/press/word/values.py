"""The measures and colours of the look: which could Word not read? (Their simple types: ECMA-376 part 1, 17.18.)"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from press.word.ooxml import qn

_WHOLE = re.compile(r"-?\d+")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}|auto")
_FORMS = {
    "w:sz": ("w:val", re.compile(r"\d+"), "a whole number of half points: 22 is 11 pt"),
    "w:szCs": ("w:val", re.compile(r"\d+"), "a whole number of half points: 22 is 11 pt"),
    "w:color": ("w:val", _COLOUR, "six hexadecimal digits, such as 0F3D5C"),
    "a:srgbClr": ("val", _COLOUR, "six hexadecimal digits, such as 0F3D5C"),
}
_TWIPS = "a whole number of twentieths of a point: 240 is 12 pt"
_MEASURES = ("w:spacing", "w:ind", "w:pgSz", "w:pgMar")
_NOT_MEASURES = frozenset({"lineRule", "orient", "beforeAutospacing", "afterAutospacing", "contextualSpacing"})


def wrong_values(part: etree._Element) -> Iterator[tuple[int, str, str]]:
    """For each value that Word could not read: its line, what is wrong, and what to write."""
    for tag, (name, form, hint) in _FORMS.items():
        for element in part.iter(qn(tag)):
            yield from _checked(element, qn(name) if ":" in name else name, form, hint)
    for tag in _MEASURES:
        for element in part.iter(qn(tag)):
            for name in element.attrib:
                if etree.QName(name).localname not in _NOT_MEASURES:
                    yield from _checked(element, name, _WHOLE, _TWIPS)


def _checked(element: etree._Element, name: str, form: re.Pattern[str], hint: str) -> Iterator[tuple[int, str, str]]:
    value = element.get(name)
    if value is not None and not form.fullmatch(value):
        local = etree.QName(element).localname
        yield element.sourceline or 0, f"`{value}` is no value for {local}", f"Write {hint}."
