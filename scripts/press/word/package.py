"""Parts -> the bytes of a .docx, the same bytes for the same parts.

The zip is written here and not by a library, so that fonts and styles, the most of a small document, are packed once
and not for each document. Clauses are those of PKWARE's APPNOTE 6.3.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.package import OpcPackage
from docx.opc.packuri import PACKAGE_URI
from docx.opc.part import Part
from docx.opc.spec import default_content_types

FIRST = "[Content_Types].xml"
"""Readers look for it first (ECMA-376-2, 7.2.3)."""
EPOCH = 1 << 5 | 1
"""1 January 1980, the earliest day that zip knows (4.4.6); the true dates are in the core properties."""
ATTRIBUTES = 0o644 << 16
"""A file that all may read (4.4.15), the same on every system."""
DEFLATED, VERSION, UNIX = 8, 20, 3
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


def pack(package: OpcPackage) -> bytes:
    """The package as a zip with sorted names, one date, and the same attributes for all."""
    parts = list(package.parts)
    files = {FIRST: _content_types(parts), PACKAGE_URI.rels_uri.membername: package.rels.xml}
    for part in parts:
        files[part.partname.membername] = part.blob
        if len(part.rels):
            files[part.partname.rels_uri.membername] = part.rels.xml
    return _zip([(name, files[name]) for name in sorted(files, key=lambda name: (name != FIRST, name))])


def _content_types(parts: list[Part]) -> bytes:
    """Which type each part is of: by its ending where that is enough, by its name otherwise (ECMA-376-2, 7.2.3)."""
    endings, named = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML}, {}
    for part in parts:
        ending = part.partname.ext.lower()
        if (ending, part.content_type) in default_content_types:
            endings[ending] = part.content_type
        else:
            named[part.partname] = part.content_type
    types = CT_Types.new()
    for ending in sorted(endings):
        types.add_default(ending, endings[ending])
    for name in sorted(named):
        types.add_override(name, named[name])
    return bytes(serialize_part_xml(types))


def _zip(files: list[tuple[str, bytes]]) -> bytes:
    """A zip of files with ASCII names (4.3.6)."""
    entries, directory = bytearray(), bytearray()
    for name, data in files:
        packed, checksum = _packed(data)
        said = (0, DEFLATED, 0, EPOCH, checksum, len(packed), len(data), len(name), 0)
        directory += _CENTRAL.pack(
            b"PK\x01\x02", UNIX << 8 | VERSION, VERSION, *said, 0, 0, 0, ATTRIBUTES, len(entries)
        )  # 4.3.12
        directory += name.encode("ascii")
        entries += _LOCAL.pack(b"PK\x03\x04", VERSION, *said) + name.encode("ascii") + packed  # 4.3.7
    count, size = len(files), len(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, size, len(entries), 0)  # 4.3.16
    return bytes(entries + directory + end)


@lru_cache(maxsize=64)
def _packed(data: bytes) -> tuple[bytes, int]:
    """The data deflated, and its checksum."""
    deflate = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(data) + deflate.flush(), zlib.crc32(data)
