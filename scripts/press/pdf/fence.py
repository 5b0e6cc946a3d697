"""The written bytes -> problems: is this the file we meant to make? Believes nothing that happened before."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from press.fonts import CUTS
from press.html.page import Page

A4 = (595.28, 841.89)
"""Points; ISO 216 gives 210 × 297 mm."""


def faults(data: bytes, page: Page) -> Iterator[str]:
    """A sentence for everything in the file that should not be so."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from _catalog(pdf, page)
        yield from _identifiers(pdf)
        yield from _pages(pdf)
        yield from _objects(pdf)


def _catalog(pdf: pikepdf.Pdf, page: Page) -> Iterator[str]:
    root = pdf.Root
    shown = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)
    marked = root.get("/MarkInfo", {}).get("/Marked", False)
    title = str(pdf.docinfo.get("/Title", ""))
    demands = {
        "the file is encrypted": not pdf.is_encrypted,
        f"the file is PDF {pdf.pdf_version}, not 1.7": pdf.pdf_version == "1.7",
        "the file does not say its language": str(root.get("/Lang", "")) == page.language,
        "the file does not bear the page's title": bool(title) and title == page.title,
        "the file does not ask for its title to be shown": bool(shown),
        "the file is not tagged": bool(marked) and "/StructTreeRoot" in root,
    }
    yield from (fault for fault, met in demands.items() if not met)
    yield from (f"the file has {name}" for name in ("/OpenAction", "/AA", "/AcroForm") if name in root)
    names = root.get("/Names", {})
    yield from (f"the file has {name}" for name in ("/EmbeddedFiles", "/JavaScript") if name in names)


def _identifiers(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_metadata() as metadata:
        if metadata.pdfa_status != "2A":
            yield "the file does not say that it is PDF/A-2a"
        if metadata.get("pdfuaid:part") != "1":
            yield "the file does not say that it is PDF/UA-1"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        _, _, width, height = (float(edge) for edge in page.mediabox)
        if any(abs(edge - length) > 0.1 for edge, length in zip(sorted((width, height)), A4, strict=True)):
            yield f"page {number} is {width:.0f} × {height:.0f} points, not A4"


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Dictionary):
            continue
        if found.get("/S") in {"/Launch", "/JavaScript", "/SubmitForm", "/ImportData"}:
            yield f"the file has an action {found.S}"
        if found.get("/Type") == "/FontDescriptor":
            name = str(found.FontName).partition("+")[2]
            if name not in CUTS:
                yield f"the font {name or found.FontName} is not ours"
            elif "/FontFile2" not in found:
                yield f"the font {name} is not embedded"
