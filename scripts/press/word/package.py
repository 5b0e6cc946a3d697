"""Parts -> the bytes of a .docx, the same bytes for the same parts."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.package import OpcPackage

FIRST = "[Content_Types].xml"
"""Readers look for it first (ECMA-376-2, 7.2.3)."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that zip knows; the true dates are in the core properties."""


def pack(package: OpcPackage) -> bytes:
    """The package as a zip with sorted names, one date, and the same attributes for all."""
    loose = BytesIO()
    package.save(loose)
    packed = BytesIO()
    with ZipFile(loose) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != FIRST, name)):
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same on every system
            target.writestr(entry, source.read(name))
    return packed.getvalue()
