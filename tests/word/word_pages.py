"""Pages to write, and what came of them: shared by the tests of the Word writer."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree

from press.html.page import Page, Picture
from press.word import write

HERE = Path(__file__).parent
LOOK = HERE.parents[1] / "templates" / "word"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {
    "w": W[1:-1],
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
}
MEDIA = {".svg": "image/svg+xml", ".png": "image/png"}
PAGES = {"maal": 1, "hva": 1, "strategi-a": 2, "strategi-b": 2, "vilkaar": 2, "historikk": 3}


def example() -> Page:
    """The page that has everything a writer may meet."""
    folder = HERE / "example"
    pictures = {p.name: Picture(p.read_bytes(), MEDIA[p.suffix]) for p in folder.iterdir() if p.suffix in MEDIA}
    return Page(etree.fromstring((folder / "example.html").read_bytes()), pictures)


def page(main: str, *, lang: str = "nb", head: str = "", outside: str = "") -> Page:
    """A small page around some blocks, with the example's pictures."""
    top = f'<html lang="{lang}"><head><title>EKSEMPEL</title>{head}</head>'
    text = f"{top}<body>{outside}<main>{main}</main></body></html>"
    return Page(etree.fromstring(text), example().pictures)


def written(source: Page) -> dict[str, etree._Element]:
    """The parts of the Word document made of a page, as trees by name."""
    return parts(write(source, LOOK, PAGES))


def parts(docx: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return {n: etree.fromstring(package.read(n)) for n in package.namelist() if n.endswith((".xml", ".rels"))}


def replaced(docx: bytes, name: str, text: str) -> bytes:
    """The document with another text for one part."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, text.encode() if entry.filename == name else source.read(entry))
    return out.getvalue()


def changed(docx: bytes, name: str, old: str, new: str) -> bytes:
    """The document with words of one part replaced."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        text = package.read(name).decode()
    assert old in text, f"{old} is not in {name}"
    return replaced(docx, name, text.replace(old, new, 1))


def shown(body: etree._Element) -> str:
    """The body of a document as readable XML, without its section and its namespaces."""
    root = etree.Element("body", nsmap={prefix: uri for prefix, uri in NAMES.items() if prefix in "wra"})
    root.extend([child for child in body if child.tag != f"{W}sectPr"])
    etree.cleanup_namespaces(root)
    etree.indent(root)
    return str(etree.tostring(root, encoding="unicode")) + "\n"


def accept() -> None:
    """Write what the writer makes today as what it must make: look at the difference before you commit it."""
    for file in sorted((HERE / "snippets").glob("*.html")):
        file.with_suffix(".xml").write_text(shown(written(page(file.read_text()))["word/document.xml"][0]))


if __name__ == "__main__":
    accept()
