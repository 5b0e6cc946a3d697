"""Papers of one council, made -> the files of its folder: with the arkivmelding, the sums and the two packages.

Bytes in, bytes out; the same papers give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from press import fiks
from press.build.manifest import FORMATS, PDF, Format, digest, sums
from press.cases import Archive
from press.compose.cases.attached import LONGEST, cut
from press.problem import Place, Problem, Wrong

SUMS = "SHA256SUMS"
MESSAGE = "arkivmelding.xml"

LARGEST_FILE = 10_000_000
LARGEST_PACKAGE = 30_000_000
"""Bytes that a file and a package of PDF files may have: the strictest of the ways that councils are sent papers by
(Altinn Digital Post takes 30 MB)."""

_AWKWARD = re.compile(r'\s*[–—/\\:*?"<>|]\s*')
"""Signs that the name of a file cannot have everywhere."""

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""What zip files say of every file's time: the first moment that they can (APPNOTE.TXT, 4.4.6)."""


@dataclass(frozen=True)
class Paper:
    """One document of the case: what it is called, and its files' names without their endings.

    Where parts of it are exempt from public disclosure, `exempt` is the provision, `shielded` the file of its public
    edition and `shielded_title` what that is called.
    """

    title: str
    stem: str
    shielded: str = ""
    shielded_title: str = ""
    exempt: str = ""


@dataclass(frozen=True)
class Address:
    """What the packages of a council say besides its papers."""

    path: str
    name: str
    message: fiks.Message
    archive: Archive


def packed(address: Address, papers: Sequence[Paper], made: Mapping[str, bytes]) -> dict[str, bytes]:
    """All files of a council's folder, by name. `made` are the papers' files and the cover note.

    Raises `Wrong` where a file is too large, or where the arkivmelding does not hold.
    """
    whole = _with_message(address, papers, made)
    pdfs = _with_message(address, papers, {name: data for name, data in made.items() if name.endswith(".pdf")})
    package = zipped(pdfs)
    problems = [*_too_large(address.path, made), *_too_large_package(address, package)]
    if problems:
        raise Wrong(*problems)
    public = [one.stem for one in papers if one.shielded]
    packages = {f"{address.name}.zip": zipped(whole), f"{address.name}-pdf.zip": package}
    if public:
        packages[f"{address.name}-offentlig.zip"] = zipped(_public(made, public))
    return {**whole, **packages}


def _public(made: Mapping[str, bytes], without: Sequence[str]) -> dict[str, bytes]:
    """The PDF files that may be published, and their sums: without what is exempt, and without the arkivmelding, whose
    title may be."""
    stems = {name: name.rpartition(".")[0] for name in made if name.endswith(".pdf")}
    files = {name: made[name] for name, stem in stems.items() if stem not in without}
    return {**files, SUMS: sums({name: digest(data) for name, data in files.items()})}


def _with_message(address: Address, papers: Sequence[Paper], made: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with their arkivmelding, and the sums of them all."""
    listed = tuple(_filed(papers, made))
    xml = fiks.write(replace(address.message, papers=listed), address.archive)
    filed = {file.name: made[file.name] for paper in listed for file in paper.files}
    author = address.message.author
    if found := fiks.check(xml, filed, f"{address.path}/{MESSAGE}", address.archive, author=author):
        raise Wrong(*found)
    files = {**made, MESSAGE: xml}
    return {**files, SUMS: sums({name: digest(data) for name, data in files.items()})}


def _filed(papers: Sequence[Paper], made: Mapping[str, bytes]) -> Iterator[fiks.Paper]:
    for number, paper in enumerate(papers, 1):
        files = [_file(paper, form, made, shielded=False) for form in FORMATS if f"{paper.stem}.{form.ending}" in made]
        if paper.shielded:
            forms = [form for form in FORMATS if f"{paper.shielded}.{form.ending}" in made]
            files += [_file(paper, form, made, shielded=True) for form in forms if form is PDF]
        yield fiks.Paper(paper.title, number == 1, number, tuple(files), paper.exempt)


def _file(paper: Paper, form: Format, made: Mapping[str, bytes], *, shielded: bool) -> fiks.Filed:
    name = f"{paper.shielded if shielded else paper.stem}.{form.ending}"
    titled = paper.shielded_title if shielded else paper.title
    plain = fiks.Variant.ARCHIVE if form is PDF else fiks.Variant.PRODUCTION
    return fiks.Filed(
        name=name,
        title=f"{cut(_AWKWARD.sub(' - ', titled), LONGEST)}.{form.ending}",
        sha256=digest(made[name]),
        size=len(made[name]),
        ending=form.ending,
        media_type=form.media_type,
        variant=fiks.Variant.SHIELDED if shielded else plain,
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file (APPNOTE.TXT 6.3) with these files: sorted, without times, stored as they are.

    PDF and Word files are compressed already, and what is stored does not depend on a compressor.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            package.writestr(entry, files[name])
    return target.getvalue()


def _too_large(path: str, made: Mapping[str, bytes]) -> Iterator[Problem]:
    for name, data in made.items():
        if len(data) > LARGEST_FILE:
            message = f"{name} has {len(data) / 1e6:.1f} MB; case systems take {LARGEST_FILE // 1_000_000} MB a file."
            yield Problem(Place(f"{path}/{name}"), "O350", message, "Make the pictures of the document smaller.")


def _too_large_package(address: Address, package: bytes) -> Iterator[Problem]:
    if len(package) >= LARGEST_PACKAGE:
        message = f"The package of PDF files has {len(package) / 1e6:.1f} MB; it must be below 30 MB to be sent."
        hint = "Leave out an attachment (attachments: in the case), or make the pictures of the document smaller."
        yield Problem(Place(f"{address.path}/{address.name}-pdf.zip"), "O351", message, hint)
