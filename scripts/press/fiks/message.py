"""What a message to an archive says: a case, its papers, their files.

The types of this room, and what its writer and its rules have in common.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from press.cases import Archive

MAIN = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/v1"
CATALOGUE = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
NAMESPACES = {"a": MAIN, "n5mdk": CATALOGUE, "xsi": INSTANCE}

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES = {"pdf": PDF, "docx": DOCX}
"""The endings that a file of a case can have, and what each is."""
SIGNATURES = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}
"""What a file of each ending begins with (ISO 32000-1, 7.5.2; APPNOTE.TXT 6.3.10, 4.3.7)."""


class Variant(StrEnum):
    """In which variant a document is in a file (Noark 5, M700)."""

    ARCHIVE = "archive"
    PRODUCTION = "production"
    SHIELDED = "shielded"
    """The public edition of a document that holds something exempt from public disclosure."""


@dataclass(frozen=True)
class Filed:
    """One file: a `dokumentobjekt`.

    `name` is what it is called in the package, `title` what it is called where people see it, both with the ending;
    `sha256` is in lower-case hexadecimal digits and `size` in bytes. `ending` is without its dot.
    """

    name: str
    title: str
    sha256: str
    size: int
    ending: str
    media_type: str
    variant: Variant


@dataclass(frozen=True)
class Paper:
    """One document: a `dokumentbeskrivelse`, numbered from 1 in the order of the papers; the first is the main one.

    `exempt` is the provision by which something in it is exempt from public disclosure. Its title has no public form
    in the schema, so that it must not say what is exempt.
    """

    title: str
    main: bool
    number: int
    files: tuple[Filed, ...]
    exempt: str = ""


@dataclass(frozen=True)
class Message:
    """The papers of a case for one council.

    `key` is the same each time the case is sent to the council, and `date` is the day that the papers bear. `author` is
    the alliance, never a person. `case_number` is the council's own archive case, where it has one. `exempt` is the
    provision by which the title is exempt from public disclosure; `public_title` then takes its place for the public.
    """

    key: str
    title: str
    author: str
    council: str
    date: dt.date
    papers: tuple[Paper, ...]
    organisation: str = ""
    """The council's organisation number; empty where it is not known."""
    author_organisation: str = ""
    case_number: str | None = None
    deadline: dt.date | None = None
    public_title: str = ""
    exempt: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    """Such as EKSEMPEL, where the case is invented."""


def entry_key(key: str) -> str:
    """The key of the journal entry in the case of this key."""
    return f"{key}-journalpost"


def variant_code(variant: Variant, values: Archive) -> str:
    """How the archive calls the variant."""
    codes = values.codes
    names = {
        Variant.ARCHIVE: codes.arkivformat,
        Variant.PRODUCTION: codes.produksjonsformat,
        Variant.SHIELDED: codes.skjermet,
    }
    return names[variant]


def format_code(ending: str, values: Archive) -> str | None:
    """What `format` says of a file of this ending; None for one that no case has."""
    return {"pdf": values.format_pdf, "docx": values.format_docx}.get(ending)


def fagsystem(values: Archive) -> str:
    """What the keys are keys of."""
    return values.fagsystem or values.system
