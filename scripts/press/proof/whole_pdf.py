"""PDF bytes -> every text in the file: in each content stream, each string of each object, each packet of metadata.

Also what no page shows: pages that were taken out and stand in the file, layers, text in white or under a picture. Goes
by the objects (ISO 32000-1, 7.3), not by what is reached from the first page. A drawn letter is read by its font's
ToUnicode (9.10.3).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

import pikepdf

from press.proof.whole import Piece, Unreadable, Whole

_LITERAL = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"
_HEX = rb"<(?P<hex>[0-9A-Fa-f\s]*)>"
_NAME = rb"/(?P<name>[^\s/<>\[\](){}%]+)"
_STRING = re.compile(rb"[^(<]*+(?:(?P<literal>" + _LITERAL + rb")|" + _HEX + rb"|.|\Z)", re.DOTALL)
_BEFORE = re.compile(_NAME + rb"\s*\Z")
_ROW = rb"\[(?P<row>(?:\s*<(?:[0-9A-Fa-f]{2})*>|[-+.0-9\s]+)*)\]"
"""An array of nothing but numbers and hexadecimal strings, as TJ takes (9.4.3): most letters are in one."""
_DRAWN = re.compile(
    rb"[^\[(<>/BT]*+(?:%b|(?P<literal>%b)|(?P<open><<)|(?P<close>>>)|%b|%b(?:\s+[-+.0-9]+\s+(?P<font>Tf)\b)?"
    rb"|(?P<move>\b(?:BT|Td|TD|Tm)\b|T\*)|.|\Z)" % (_ROW, _LITERAL, _HEX, _NAME),
    re.DOTALL,
)
"""What counts in a content stream, with all that does not before it."""
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_IMAGE = re.compile(rb"\bBI\s.*?\bID\s.*?\sEI\b", re.DOTALL)
_CALLED = {
    "Alt": "an alternative text",
    "ActualText": "the text that replaces a drawn one",
    "Contents": "an annotation",
    "E": "the long form of a short one",
    "T": "the name of a note or field",
    "Title": "a title or bookmark",
    "URI": "a link",
}


def whole_pdf(data: bytes) -> Whole:
    """Everything that a PDF says. Raises `Unreadable`."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _Reader(pdf).whole(overwritten=data.count(b"startxref") > 1 + pdf.is_linearized)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError) as fault:
        raise Unreadable(str(fault)) from None


@dataclass(frozen=True)
class _Font:
    """How many bytes a letter takes, and what it says."""

    width: int
    letters: _Letters

    def read(self, codes: bytes) -> str:
        if self.width == 1:
            return codes.decode("cp1252", errors="replace") if not self.letters else "".join(map(self._letter, codes))
        return "".join(map(self._letter, (high << 8 | low for high, low in zip(codes[::2], codes[1::2], strict=False))))

    @property
    def _letter(self) -> Callable[[int], str]:
        return self.letters.__getitem__


class _Letters(dict[int, str]):
    """What each code says; a code that no map has says nothing that can be read."""

    def __missing__(self, code: int) -> str:
        return "\ufffd"


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.fonts: dict[tuple[int, int], _Font] = {}
        self.texts: list[Piece] = []
        self.authors: list[Piece] = []
        self.changed_by: list[Piece] = []
        self.blobs: list[bytes] = []

    def whole(self, *, overwritten: bool) -> Whole:
        for thing in self.pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                self._strings(thing.stream_dict.unparse(resolved=True))
                self._stream(thing)
            elif isinstance(thing, pikepdf.Dictionary):
                self._strings(thing.unparse(resolved=True))
                if thing.get("/Type") == "/Page":
                    self._drawn(_content(thing), thing.get("/Resources", self._inherited(thing)), "a page")
                if thing.get("/Subtype") not in (None, "/Widget") and "/T" in thing:
                    self.changed_by.append(Piece("a note", str(thing.T)))
            elif isinstance(thing, (pikepdf.Array, pikepdf.String)):
                self._strings(thing.unparse(resolved=True))
        info = self.pdf.trailer.get("/Info", {})
        self.authors += [Piece("the document information", str(info["/Author"]))] if "/Author" in info else []
        return Whole(tuple(self.texts), (), tuple(self.authors), tuple(self.changed_by), tuple(self.blobs), overwritten)

    def _inherited(self, page: pikepdf.Object) -> pikepdf.Object:
        """Resources that a page has from the pages above it (7.7.3.4)."""
        for _ in range(20):
            if "/Parent" not in page:
                break
            page = page.Parent
            if "/Resources" in page:
                return page.Resources
        return pikepdf.Dictionary()

    def _stream(self, stream: pikepdf.Object) -> None:
        kind = stream.get("/Type")
        if kind == "/Metadata":
            self._packet(stream.read_bytes().decode("utf-8", errors="replace"))
        elif kind == "/EmbeddedFile":
            self.blobs.append(stream.read_bytes())
        elif stream.get("/Subtype") == "/Form" or "/PatternType" in stream:
            self._drawn(stream.read_bytes(), stream.get("/Resources", pikepdf.Dictionary()), "a drawing")

    def _packet(self, packet: str) -> None:
        """XMP (ISO 16684-1): its texts, and who it says has made the file."""
        for creator in re.findall(r"<dc:creator>(.*?)</dc:creator>", packet, re.DOTALL):
            names = re.findall(r"<rdf:li[^>]*>([^<]*)</rdf:li>", creator)
            self.authors += [Piece("the XMP metadata", unescape(name)) for name in names]
        # Attributes hold words too: RDF lets a property be one.
        said = re.sub(r'="([^"]*)"', r">\n\1\n<", packet)
        self.texts += [Piece("the XMP metadata", unescape(one)) for one in re.split(r"<[^>]*>", said) if one.strip()]

    def _strings(self, written: bytes) -> None:
        """The strings of an object, each under the name that stands before it."""
        for match in _STRING.finditer(written):
            if match.lastgroup:
                start = match.start(match.lastgroup) - (match.lastgroup == "hex")
                before = _BEFORE.search(written, max(0, start - 40), start)
                name = before["name"].decode("latin-1") if before else ""
                self.texts.append(Piece(_CALLED.get(name, f"/{name}"), _as_text(_bytes(match))))

    def _drawn(self, content: bytes, resources: pikepdf.Object, where: str) -> None:
        """The text of a content stream, a new line wherever it starts anew."""
        fonts = {str(name)[1:]: self._font(font) for name, font in resources.get("/Font", {}).items()}
        font, depth, said = _Font(1, _Letters()), 0, list[str]()
        for match in _DRAWN.finditer(_IMAGE.sub(b" ", content) if b"BI" in content else content):
            kind = match.lastgroup
            if kind in ("row", "literal", "hex"):
                codes = _row(match["row"]) if kind == "row" else _bytes(match)
                said.append(f"\n{_as_text(codes)}\n" if depth else font.read(codes))
            elif kind == "font":
                font = fonts.get(match["name"].decode("latin-1"), font)
            elif kind == "move":
                said.append("\n")
            elif kind in ("open", "close"):
                depth += 1 if kind == "open" else -1
        self.texts.append(Piece(where, re.sub("\n+", "\n", "".join(said))))

    def _font(self, font: pikepdf.Object) -> _Font:
        known = self.fonts.get(font.objgen)
        if known is None or font.objgen == (0, 0):
            letters = _Letters(_letters(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else ())
            known = self.fonts[font.objgen] = _Font(2 if font.get("/Subtype") == "/Type0" else 1, letters)
        return known


def _content(page: pikepdf.Object) -> bytes:
    content = page.get("/Contents")
    if isinstance(content, pikepdf.Array):
        return b"\n".join(part.read_bytes() for part in content)
    return content.read_bytes() if isinstance(content, pikepdf.Stream) else b""


def _row(row: bytes) -> bytes:
    return bytes.fromhex("".join(re.findall("<([^>]*)>", row.decode("ascii"))))


def _bytes(match: re.Match[bytes]) -> bytes:
    """What a string in a file stands for (7.3.4)."""
    if match["hex"] is not None:
        digits = re.sub(rb"\s", b"", match["hex"])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _ESCAPE.sub(_escaped, match["literal"][1:-1])


def _escaped(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    return bytes([int(sign, 8) & 255]) if sign[:1].isdigit() and sign[:1] < b"8" else _ESCAPED.get(sign, sign)


def _as_text(said: bytes) -> str:
    """A text string (7.9.2.2): UTF-16 or UTF-8 where it begins so, else PDFDocEncoding."""
    if said.startswith((b"\xfe\xff", b"\xff\xfe")):
        return said.decode("utf-16", errors="replace")
    if said.startswith(b"\xef\xbb\xbf"):
        return said[3:].decode("utf-8", errors="replace")
    return said.decode("pdfdoc", errors="replace")


def _letters(cmap: bytes) -> Iterator[tuple[int, str]]:
    """A ToUnicode map: code -> what it says (9.10.3)."""
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, said in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", section):
            yield int(code, 16), _utf16(said)
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        entry = rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[([^\]]*)\])"
        for first, last, said, listed in re.findall(entry, section):
            start, end = int(first, 16), min(int(last, 16), int(first, 16) + 0xFFFF)
            each = re.findall(rb"<([0-9A-Fa-f]*)>", listed)
            yield from ((start + n, _utf16(one)) for n, one in enumerate(each))
            if said and not listed:
                head, tail = said[:-4], int(said[-4:], 16)
                yield from ((n, _utf16(head + b"%04x" % (tail + n - start))) for n in range(start, end + 1))


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", errors="replace")
