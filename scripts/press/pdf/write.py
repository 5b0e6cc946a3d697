"""Page -> PDF, between two fences: what goes in is checked, and so is what comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from press.fonts import missing_glyphs
from press.html.page import Page
from press.html.style import reaching
from press.pdf import engine, style
from press.pdf.heard import listening, place_in_style
from press.problem import Place, Problem, Wrong

if TYPE_CHECKING:  # needs WeasyPrint
    from press.pdf.fetcher import OwnPictures


@dataclass(frozen=True)
class Printed:
    """A PDF: its bytes, the number of the page (from 1) on which each element with an id begins, how many pages."""

    data: bytes
    page_numbers: Mapping[str, int]
    pages: int


def write(page: Page) -> Printed:
    """The page as PDF/A-2a and PDF/UA-1, A4 (ISO 19005-2, ISO 14289-1).

    Raises `Wrong` with all that was found. E401: Pango is missing. E402: another WeasyPrint than we know.
    T401, T402: the style sheet. O401: text without glyphs. O402: something reached outside. O403: a library
    complained. O404: not printed as the page has it. O405: the file is not what was asked for.
    """
    place = Place(_name(page))
    _stop_at([*_unprintable(page, place), *reaching(page.styles["pdf"], style.PATH)])
    setting = engine.load()
    from press.pdf import fence  # like `engine.load`, late: pikepdf is not needed to start
    from press.pdf.fetcher import OwnPictures

    with listening() as heard:
        setting.sheets(page.styles["pdf"])
    if heard.lines:
        setting.sheets.cache_clear()
        _stop_at(list(_in_style(page.styles["pdf"], heard.lines)))
    fetcher = OwnPictures(page.pictures)
    try:
        with listening() as heard:
            done = setting.set_page(page, fetcher)
    except setting.RefusedError:
        _stop_at(list(_reached(page, fetcher, place)))
        raise
    found = [Problem(place, "O403", f"While printing: {line}", LIBRARY_HINT) for line in heard.lines]
    found += _reached(page, fetcher, place)
    found += [Problem(place, "O404", mismatch, MISMATCH_HINT) for mismatch in done.mismatches]
    _stop_at(found)
    _stop_at([Problem(place, "O405", f"The PDF is wrong: {fault}.") for fault in fence.faults(done.data, page)])
    return Printed(done.data, done.page_numbers, done.pages)


OUTSIDE_HINT = "Only the page's own pictures may be shown: press:NAME."
LIBRARY_HINT = "WeasyPrint or fontTools said so; see the template or the style sheet."
MISMATCH_HINT = (
    f"Look in {style.PATH} for display, content, text-transform or position, or for a table row too tall to fit."
)


def _stop_at(problems: list[Problem]) -> None:
    if problems:
        raise Wrong(*problems)


def _name(page: Page) -> str:
    """What the output will be called, as the place of problems that lie in no file."""
    parts = (page.meta(f"press.{part}") for part in ("document", "revision", "language"))
    return "-".join(part for part in parts if part) + ".pdf"


def _unprintable(page: Page, place: Place) -> Iterator[Problem]:
    """A problem for characters that the fonts do not have, and for drawings that lean on other files."""
    body = page.tree.find("body")
    texts = [] if body is None else list(body.itertext())
    for name, picture in page.pictures.items():
        if picture.media_type == "image/svg+xml":
            drawing = _drawing(name, picture.data, place)
            texts += drawing.itertext()
            for target in _leans_on(drawing):
                yield Problem(place, "O402", f"The picture {name} reaches outside the page: {target}", OUTSIDE_HINT)
    missing = missing_glyphs("".join(texts))
    if missing:
        named = ", ".join(f"«{c}» (U+{ord(c):04X})" for c in missing)
        hint = "Write it with other characters, or choose a font that has them."
        yield Problem(place, "O401", f"The fonts cannot show {named}.", hint)


def _drawing(name: str, svg: bytes, place: Place) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(svg, parser)
    except etree.XMLSyntaxError as wrong:
        raise Wrong(Problem(place, "O403", f"The picture {name} is not sound SVG: {wrong}.")) from wrong


def _leans_on(drawing: etree._Element) -> Iterator[str]:
    """What an SVG refers to outside itself. WeasyPrint leaves some of it out without a word."""
    for element in drawing.iter(etree.Element):
        for name, value in element.attrib.items():
            if etree.QName(name).localname in {"href", "src"} and not value.startswith("#"):
                yield value


def _in_style(css: str, lines: list[str]) -> Iterator[Problem]:
    for line in lines:
        yield style.problem(css, *place_in_style(line), ("T402", f"In the style sheet: {line}", ""))


def _reached(page: Page, fetcher: OwnPictures, place: Place) -> Iterator[Problem]:
    """What was asked for and is not the page's, and what is the page's and was not asked for."""
    for url in sorted(fetcher.refused):
        yield Problem(place, "O402", f"Something reaches outside the page: {url}", OUTSIDE_HINT)
    shown = {image.get("src", "").removeprefix("press:") for image in page.tree.iter("img")}
    for name in sorted(shown - fetcher.given - {url.removeprefix("press:") for url in fetcher.refused}):
        yield Problem(place, "O402", f"The picture {name} is not shown.", OUTSIDE_HINT)
