"""Pages to write, and what came of them: shared by the tests of the Word writer."""

from __future__ import annotations

import zipfile
from copy import deepcopy
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
SIGNED = """<meta name="press.redline.author" content="Eksempelrådet"/>
<meta name="press.redline.date" content="2016-05-31"/>"""
"""Whose the changes of a page are, and of which day."""
PAGES = {"maal": 1, "hva": 1, "strategi-a": 2, "strategi-b": 2, "vilkaar": 2, "historikk": 3}


def example(name: str = "example") -> Page:
    """The page that has everything a writer may meet."""
    folder = HERE / "example"
    pictures = {p.name: Picture(p.read_bytes(), MEDIA[p.suffix]) for p in folder.iterdir() if p.suffix in MEDIA}
    return Page(etree.fromstring((folder / f"{name}.html").read_bytes()), pictures)


def settled(source: Page, kept: str) -> Page:
    """The page of a redline with all accepted (`ins` kept) or all rejected (`del` kept)."""
    gone = {"ins": "del", "del": "ins"}[kept]
    tree = deepcopy(source.tree)
    for element in [*tree.iter("p")]:
        if element.get("class") == "moved":
            element.getparent().remove(element)
    for element in [one for one in tree.iter(etree.Element) if one.tag == gone or gone in one.get("class", "").split()]:
        _take_out(element)
    for element in tree.iter(etree.Element):
        kind = [one for one in element.get("class", "").split() if one not in ("ins", "del", "changed")]
        element.attrib.pop("class", None)
        element.attrib.update({"class": " ".join(kind)} if kind else {})
    etree.strip_tags(tree, kept)
    _keep_targets(tree)
    return Page(tree, source.pictures)


def _take_out(element: etree._Element) -> None:
    """Remove an element, but not the text behind it."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _keep_targets(tree: etree._Element) -> None:
    """Let links to what is gone, as in the list of changes, lead to an empty place at the end."""
    known = {element.get("id") for element in tree.iter()}
    for link in list(tree.iter("a")):
        target = link.get("href", "#")[1:]
        if link.get("href", "").startswith("#") and target not in known:
            known.add(target)
            etree.SubElement(tree.find(".//footer[@class='colophon']/p"), "span", id=target)


def page(main: str, *, lang: str = "nb", head: str = "", outside: str = "") -> Page:
    """A small page around some blocks, with the example's pictures."""
    top = f'<html lang="{lang}"><head><title>EKSEMPEL</title>{head}</head>'
    text = f"{top}<body>{outside}<main>{main}</main></body></html>"
    return Page(etree.fromstring(text), example().pictures)


def snippet(file: Path) -> Page:
    """One of the snippets as a page; it may hold changes."""
    return page(file.read_text(), head=SIGNED)


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
        file.with_suffix(".xml").write_text(shown(written(snippet(file))["word/document.xml"][0]))


if __name__ == "__main__":
    accept()
