"""Bytes that came from outside -> text, XML, the parts of a zip file; or a plain word of what is wrong with them.

Every reader of the files of others asks here first. They were made by somebody else's program, and perhaps by somebody
who wants to read our files or fill our memory: nothing of them is resolved, fetched or unpacked unasked.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from press.problem import Place, Problem, Wrong

LARGEST_TEXT = 4_000_000
"""Bytes of a text file or of one XML part; some fifty times the longest parcel we know of."""
LARGEST_ZIP = 32_000_000
"""Bytes of a zip file as it lies on the disk."""
LARGEST_PART = 32_000_000
"""Bytes of one unpacked part: a picture in a Word file may be large."""
LARGEST_PACKAGE = 128_000_000
"""Bytes of all unpacked parts together."""
MOST_PARTS = 2_000
HIGHEST_RATIO = 200
"""How many times a part of more than `SMALL` bytes may grow when unpacked. Word's own XML grows some 30 times."""
SMALL = 1_000_000

_ENCODING = re.compile(r"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_WHERE = re.compile(r",? line \d+, column \d+$")
_CENTRAL_HEADER = b"PK\x01\x02"
"""What each entry of a zip file's directory begins with (APPNOTE.TXT 6.3.10, 4.3.12)."""
_NEVER_READ = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""What zipfile raises at bytes that are no zip file, or no whole one."""


def decode(data: bytes, path: str, most: int = LARGEST_TEXT) -> str:
    """The text of a UTF-8 file, without a byte order mark. Raises `Wrong` for anything else, or beyond `most` bytes."""
    if len(data) > most:
        message = f"The file has {len(data):,} bytes; at most {most:,} are read."
        raise Wrong(Problem(Place(path), "P101", message, "Look whether it is the right file."))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise Wrong(Problem(Place(path), "P102", "The file is UTF-16 or UTF-32, not UTF-8.", "Save it as UTF-8."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"The byte 0x{data[error.start]:02X} is not UTF-8."
        raise Wrong(Problem(Place(path, line), "P102", message, "Save the file as UTF-8.")) from None


def parse(data: bytes, path: str, most: int = LARGEST_TEXT) -> etree._Element:
    """The root of an XML file, without comments and processing instructions.

    Raises `Wrong` for a document type declaration (and with it for all entities but XML's own five), another encoding
    than UTF-8 and XML that is not well-formed (XML 1.0, 2.8, 4.3.3 and 2.1).
    """
    text = decode(data, path, most)
    encoding = _ENCODING.match(text)
    if encoding and encoding.group(1).lower() not in ("utf-8", "us-ascii"):
        message = f"The file says that it is written in {encoding.group(1)}, not in UTF-8."
        raise Wrong(Problem(Place(path, 1), "P102", message, "Save it as UTF-8."))
    declared = text.find("<!DOCTYPE")
    if declared >= 0:
        message = "The file has a document type declaration (<!DOCTYPE), which can reach for other files."
        place = Place(path, text.count("\n", 0, declared) + 1)
        raise Wrong(Problem(place, "P103", message, "Save it again from the program it was made with."))
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        said = _WHERE.sub("", error.msg or "nothing is in it")
        message = f"The file is broken or cut off: {said}."
        hint = "Ask for it once more, or save it again from the program it was made with."
        raise Wrong(Problem(Place(path, error.lineno or 0), "P104", message, hint)) from None


class Package(Mapping[str, bytes]):
    """The parts of a zip file (.zip, .docx, .xlsx) by name; each is unpacked when it is asked for, and never beyond
    the size that was allowed when the file was opened.

    Raises `Wrong` when it is opened, for everything that is wrong with its directory, and when a part is asked for
    that cannot be unpacked whole.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self._zip = _opened(data, path)
        entries = self._zip.infolist()
        if problems := list(_problems(entries, Place(path))):
            raise Wrong(*problems)
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}

    def __getitem__(self, name: str) -> bytes:
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as part:
                return part.read(entry.file_size)
        except _NEVER_READ as error:
            raise Wrong(_broken(Place(self.path), f"its part `{name}` cannot be unpacked ({error})")) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _opened(data: bytes, path: str) -> zipfile.ZipFile:
    place = Place(path)
    if len(data) > LARGEST_ZIP:
        message = f"The file has {len(data):,} bytes; at most {LARGEST_ZIP:,} are read."
        raise Wrong(Problem(place, "P101", message, "Look whether it is the right file."))
    entries = data.count(_CENTRAL_HEADER)  # before zipfile makes an object of each
    if entries > MOST_PARTS:
        message = f"The file has {entries:,} parts; at most {MOST_PARTS:,} are read."
        raise Wrong(Problem(place, "P112", message, "Look whether it is the right file."))
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _NEVER_READ as error:
        raise Wrong(_broken(place, str(error))) from None


def _problems(entries: list[zipfile.ZipInfo], place: Place) -> Iterator[Problem]:
    """Everything that the directory of a zip file already shows to be wrong."""
    names: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name in names:
            yield Problem(place, "P115", f"The file has two parts named `{name}`.", "Pack it anew.")
        names.add(name)
        yield from _refused(entry, place)
    if sum(entry.file_size for entry in entries) > LARGEST_PACKAGE:
        message = f"The file would unpack to more than {LARGEST_PACKAGE:,} bytes."
        yield Problem(place, "P113", message, "Look whether it is the right file.")


def _refused(entry: zipfile.ZipInfo, place: Place) -> Iterator[Problem]:
    name, size = entry.filename, entry.file_size
    if _leads_out(entry):
        message = f"The name `{entry.orig_filename}` in the file leads out of it."
        yield Problem(place, "P115", message, "Pack the files themselves, without folders.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        yield Problem(place, "P115", f"`{name}` in the file is a link to another file.", "Pack the file itself.")
    if entry.flag_bits & 1:
        yield Problem(place, "P114", f"`{name}` in the file is encrypted.", "Save it without a password.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        message = f"`{name}` in the file is packed in a way that is not read (method {entry.compress_type})."
        yield Problem(place, "P114", message, "Pack it anew as a common zip file.")
    if size > LARGEST_PART or (size > SMALL and size > HIGHEST_RATIO * entry.compress_size):
        message = f"`{name}` in the file would unpack to {size:,} bytes, which no honest file does."
        yield Problem(place, "P113", message, "Look whether it is the right file.")
    if name.rpartition("/")[2].lower() == "vbaproject.bin":
        yield Problem(place, "P116", "The file holds macros.", "Save it without macros: as .docx or .xlsx.")


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    """Whether a name is absolute, climbs, or is read otherwise by other programs (APPNOTE.TXT, 4.4.17)."""
    name = entry.orig_filename
    strange = not name.isprintable() or "\\" in name or ":" in name or name != entry.filename
    return strange or name.startswith("/") or not name or ".." in name.split("/")


def _broken(place: Place, what: str) -> Problem:
    hint = "Ask for it once more, or save it again from the program it was made with."
    return Problem(place, "P111", f"The file is broken or cut off: {what}.", hint)
