"""The built Word files, as the validators, LibreOffice and a count of their own references see them."""

from __future__ import annotations

import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import outside
import pytest
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def loose_ends(file: Path) -> list[str]:
    """What no validator sees: dead anchors, open bookmarks (ECMA-376-1, 17.13), open fields (17.16)."""
    with zipfile.ZipFile(file) as package:
        parts = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        trees = {name: etree.fromstring(package.read(name)) for name in parts}
    names = Counter(mark.get(f"{W}name") for tree in trees.values() for mark in tree.iter(f"{W}bookmarkStart"))
    faults = [f"bookmark {name} is there {count} times" for name, count in names.items() if count > 1]
    for part, tree in trees.items():
        links = {link.get(f"{W}anchor") for link in tree.iter(f"{W}hyperlink")} - {None}
        faults += [f"{part}: link to {anchor}, which is not there" for anchor in links if anchor not in names]
        starts = Counter(mark.get(f"{W}id") for mark in tree.iter(f"{W}bookmarkStart"))
        ends = Counter(mark.get(f"{W}id") for mark in tree.iter(f"{W}bookmarkEnd"))
        if starts != ends or any(count > 1 for count in starts.values()):
            faults.append(f"{part}: bookmarks start and end unevenly")
        depth = 0
        for mark in tree.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType") or "", 0)
            if depth < 0:
                break
        if depth:
            faults.append(f"{part}: a field is not closed")
    return faults


def altered(file: Path, folder: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy of a Word file with its main part changed."""
    copy = folder / name
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            new.writestr(item, change(data) if item.filename == "word/document.xml" else data)
    assert copy.read_bytes() != file.read_bytes()
    return copy


def test_validators_and_references_find_no_fault() -> None:
    faults = [
        f"{outside.shown(file)}: {fault}"
        for file in outside.built(".docx")
        for fault in outside.word_validators(file) + loose_ends(file)
    ]
    outside.none(faults)


def test_a_relation_to_nothing_is_found(tmp_path: Path) -> None:
    link = b'<w:body><w:p><w:hyperlink r:id="rId987654"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    bad = altered(outside.built(".docx")[0], tmp_path, "relation.docx", lambda xml: xml.replace(b"<w:body>", link))
    assert outside.word_validators(bad)


@pytest.mark.parametrize(
    "inserted",
    [
        b'<w:hyperlink w:anchor="borte"><w:r><w:t>x</w:t></w:r></w:hyperlink>',
        b'<w:bookmarkStart w:id="987" w:name="uten_slutt"/>',
        b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    ],
    ids=["dead anchor", "bookmark without end", "open field"],
)
def test_a_loose_end_is_found(tmp_path: Path, inserted: bytes) -> None:
    paragraph = b"<w:body><w:p>" + inserted + b"</w:p>"
    bad = altered(outside.built(".docx")[0], tmp_path, "loose.docx", lambda xml: xml.replace(b"<w:body>", paragraph))
    assert loose_ends(bad)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What LibreOffice makes of every Word file, and of one that is cut in two."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files = outside.built(".docx")
    bad = folder / "cut.docx"
    bad.write_bytes(files[0].read_bytes()[:2000])
    made = outside.libreoffice([*files, bad], folder)
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return made


def test_libreoffice_opens_each_and_it_is_as_long_as_the_pdf(opened: dict[str, Path]) -> None:
    faults = []
    for file in outside.built(".docx"):
        if file.stem not in opened:
            faults.append(f"{file.name}: LibreOffice cannot open it")
            continue
        twin = file.with_suffix(".pdf")
        here, there = (int(outside.pdfinfo(path)["Pages"]) for path in (opened[file.stem], twin))
        if abs(here - there) > 1:
            faults.append(f"{file.name}: {here} pages in LibreOffice, {there} in {twin.name}")
    outside.none(faults)


def test_libreoffice_does_refuse_a_broken_file(opened: dict[str, Path]) -> None:
    assert "cut" not in opened
