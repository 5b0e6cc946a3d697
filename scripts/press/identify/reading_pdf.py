"""PDF -> carrier: the words of every page, whoever made the file, and which lines are the pages' own.

Runs where a crash or an endless page is one file's problem (`press.build.identify`).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pikepdf
import pypdfium2

from press.identify import unseen
from press.identify.carrier import Carrier, Form, Gathering, Line
from press.identify.signs import is_marker, is_page_number, line_words, without_digits
from press.problem import Place, Problem, Wrong

MOST_PAGES = 3_000
LARGEST_PAGE = 400_000
"""Characters of one page; a page full of the smallest print has some 20,000."""
MOST_WORDS = 2_000_000
OUTER = 5
"""Lines from the top and from the bottom of a page that can be its running titles, numbers and stamps."""
LONGEST_STAMP = 40
"""Signs of what is stamped across pages: the same words at the same height on three pages or more."""
MARGIN = 0.04
"""Part of a page's height that no text is set in: what stands there was put there by whoever paged it."""
_IDENTITY = re.compile(r"press:[!-~]{3,300}")


@dataclass(frozen=True)
class _Raw:
    """A line, its page, and where it begins: as a part of the page's height from the bottom, and of its width."""

    text: str
    page: int
    height: float
    left: float


def read(data: bytes, path: str) -> Carrier:
    """The words of a PDF. Raises `Wrong`: a password (O391), no PDF or a broken one (O392), too much (O393)."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            message = "The PDF is locked with a password: what it says cannot be read."
            raise Wrong(Problem(Place(path), "O391", message, "Save it without a password.")) from None
        message = "The PDF is broken, or is none."
        raise Wrong(Problem(Place(path), "O392", message, "Ask for the file once more.")) from None
    with document:
        if len(document) > MOST_PAGES:
            message = f"The PDF has {len(document):,} pages; at most {MOST_PAGES:,} are read."
            raise Wrong(Problem(Place(path), "O393", message, "Take the pages that are meant out of it first."))
        raw: list[_Raw] = []
        blank = 0
        hides, said = unseen.notes(data)
        for number in range(len(document)):
            found = list(_page(document, number, path))
            blank += not found
            found += [_Raw(text, number + 1, 0.5, 0.5) for page, text in said if page == number + 1]
            raw += found
            hides += [(number + 1, what) for what in _hidden(document, number)]
        carrier = _gathered(raw, len(document), blank, _identities(data), path)
        return replace(carrier, unseen=tuple(hides))


def _hidden(document: pypdfium2.PdfDocument, number: int) -> list[str]:
    page = document[number]
    try:
        return list(unseen.of_page(page))
    except pypdfium2.PdfiumError:
        return []
    finally:
        page.close()


def _page(document: pypdfium2.PdfDocument, number: int, path: str) -> Iterator[_Raw]:
    """The lines of a page, in the order in which the file shows them."""
    try:
        page = document[number]
        text = page.get_textpage()
        said, size = text.get_text_range(), page.get_size()
    except pypdfium2.PdfiumError:
        message = f"Page {number + 1} of the PDF is broken."
        raise Wrong(Problem(Place(path), "O392", message, "Ask for the file once more.")) from None
    if len(said) > LARGEST_PAGE:
        message = f"Page {number + 1} has {len(said):,} signs, which no honest page has."
        raise Wrong(Problem(Place(path), "O393", message, "Look whether it is the right file."))
    at = 0
    for line in said.split("\r\n"):
        if line.strip():
            first = at + len(line) - len(line.lstrip())
            yield _Raw(line, number + 1, *_where(text, first, size))
        at += len(line) + 2
    text.close()
    page.close()


def _where(text: pypdfium2.PdfTextPage, sign: int, size: tuple[float, float]) -> tuple[float, float]:
    try:
        left, bottom, _, _ = text.get_charbox(sign)
        return float(bottom) / (size[1] or 1.0), float(left) / (size[0] or 1.0)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return 0.5, 0.5


def _gathered(raw: Sequence[_Raw], pages: int, blank: int, identity: tuple[str, ...], path: str) -> Carrier:
    outer = {number for page in _by_page(raw) for number in _outermost(raw, page)}
    edges = _edges(raw, sorted(outer))
    told = Gathering()
    for number, one in enumerate(raw):
        at = (round(1 - one.height, 3), one.left)
        told.lines.append(Line(one.text.strip(), one.page, number in outer, number in edges, at=at))
        said = line_words(one.text)
        told.words += said
        told.line_of += [number] * len(said)
        if len(told.words) > MOST_WORDS:
            message = f"The file has more than {MOST_WORDS:,} words."
            raise Wrong(Problem(Place(path), "O393", message, "Take the pages that are meant out of it first."))
    return Carrier(Form.PDF, told.lines, told.words, told.line_of, pages, blank, identity=identity)


def _edges(raw: Sequence[_Raw], outer: Sequence[int]) -> set[int]:
    """The lines that are the pages' own: at the edge, and either a number, or the same on another page, or outside
    of what text is set in. A mark of a list that stands alone is as little text."""
    often = Counter((without_digits(raw[number].text), round(raw[number].height * 200)) for number in outer)
    found = {number for number, one in enumerate(raw) if is_marker(one.text)}
    across = Counter((one.text, round(one.height * 200)) for one in raw if len(one.text) < LONGEST_STAMP)
    found |= {n for n, one in enumerate(raw) if across[one.text, round(one.height * 200)] > 2}
    for number in outer:
        one = raw[number]
        repeated = often[without_digits(one.text), round(one.height * 200)] > 1
        if repeated or not MARGIN < one.height < 1 - MARGIN or is_page_number(one.text):
            found.add(number)
    return found


def _by_page(raw: Sequence[_Raw]) -> Iterator[list[int]]:
    pages: dict[int, list[int]] = {}
    for number, one in enumerate(raw):
        pages.setdefault(one.page, []).append(number)
    yield from pages.values()


def _outermost(raw: Sequence[_Raw], page: list[int]) -> Iterator[int]:
    heights = sorted({round(raw[number].height, 3) for number in page})
    outer = {*heights[:OUTER], *heights[-OUTER:]}
    yield from (number for number in page if round(raw[number].height, 3) in outer)


def _identities(data: bytes) -> tuple[str, ...]:
    """What the file's metadata says that it is (XMP, dc:identifier); nothing where they cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            packet = pdf.Root.Metadata.read_bytes()[:1_000_000] if "/Metadata" in pdf.Root else b""
    except (pikepdf.PdfError, ValueError, AttributeError, TypeError, RuntimeError):
        return ()
    return tuple(dict.fromkeys(_IDENTITY.findall(packet.decode("utf-8", "replace").replace("<", " "))))
