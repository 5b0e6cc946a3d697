"""Copies of papers, as they come back from the world: altered, moved, cut, merged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pikepdf
from lxml import etree

from press.build.identify import read_carrier
from press.build.known import Known
from press.build.project import Project, read_project
from press.identify import Found, Reference, Verdict, identify

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = ("r2004", "r2008", "r2012", "r2016", "r2016-rettet", "r2024", "r2026-utkast")


@lru_cache(maxsize=4)
def known(root: Path) -> Known:
    """What a project knows."""
    project = Project(root)
    return Known(project, read_project(project))


def asked(root: Path, data: bytes, name: str = "papir") -> Verdict:
    """What the project says of a file, from its words alone."""
    return identify(read_carrier(data, name), known(root).references)


def one(root: Path, data: bytes) -> Found:
    """The same of a file that holds one paper."""
    (found,) = asked(root, data).found
    return found


def reference(root: Path, revision: str) -> Reference:
    """What a copy of a text is held to."""
    return next(it for it in known(root).references if it.paper.name == f"avtale-{revision}-nb")


def built(root: Path, revision: str, ending: str) -> bytes:
    """The built file of a text."""
    return (root / "build" / "avtale" / f"avtale-{revision}-nb.{ending}").read_bytes()


def edited(docx: bytes, edit: Callable[[etree._Element], object], part: str = "word/document.xml") -> bytes:
    """The Word file with one of its parts edited."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                tree = etree.fromstring(data)
                edit(tree)
                data = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            after.writestr(name, data)
    return target.getvalue()


def said(paragraph: etree._Element) -> str:
    """The words of a paragraph."""
    return " ".join("".join(node.text or "" for node in paragraph.iter(f"{W}t")).split())


def paragraphs(tree: etree._Element, text: str) -> list[etree._Element]:
    """The paragraphs with these words."""
    return [paragraph for paragraph in tree.iter(f"{W}p") if said(paragraph) == text]


def replaced(before: str, after: str) -> Callable[[etree._Element], None]:
    """An edit: other words in the text, once, within a run."""

    def edit(tree: etree._Element) -> None:
        node = next(node for node in tree.iter(f"{W}t") if before in (node.text or ""))
        node.text = (node.text or "").replace(before, after, 1)

    return edit


def merged(*files: bytes) -> bytes:
    """One PDF with the pages of all."""
    pack = pikepdf.new()
    for data in files:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pack.add_pages_from(pdf)
    target = io.BytesIO()
    pack.save(target)
    return target.getvalue()


def texts(found: Found) -> set[str]:
    """The revisions that an answer names."""
    return {paper.revision for paper in found.papers}


def shown(found: Found) -> Iterator[tuple[str, str]]:
    """What was and what is, of every change."""
    yield from ((change.before, change.after) for change in found.changes)
