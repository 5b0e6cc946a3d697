"""Promise one: what the content says is in PDF, Word and web page, in order. And the proof can fail."""

from __future__ import annotations

import copy
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html

from press import pdf, proof, web, word
from press.build.make import Order
from press.build.run import Project, prepare
from press.html import Page, Templates
from press.problem import Problem, Wrong
from press.proof.compare import compare
from press.proof.page import read_page, read_web
from press.proof.pdf import read_pdf
from press.proof.reading import Reading
from press.proof.word import read_word

EXAMPLE = Path(__file__).parent / "example"
ROOT = Path(__file__).parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(root: Path) -> tuple[Order, Page, dict[str, bytes]]:
    orders, read = prepare(Project(root), everything=True)
    assert read.problems == ()
    order = orders[0]
    page = Templates(order.templates).page(order.edition, order.words)
    printed = pdf.write(page)
    outputs = {
        "pdf": printed.data,
        "docx": word.write(page, order.templates / "word", printed.page_numbers),
        "html": web.write(page, web.Labels("Hopp", "Fotnoter", "Tilbake")),
    }
    return order, page, outputs


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Order, Page, dict[str, bytes]]:
    """The example document, which has every kind of block, mark, link and footnote."""
    root = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "content" / "schemas", root / "content" / "schemas")
    shutil.copytree(ROOT / "templates", root / "templates")
    return made(root)


@pytest.fixture(scope="module")
def platform() -> tuple[Order, Page, dict[str, bytes]]:
    return made(ROOT)


PATHS = {ending: f"x.{ending}" for ending in ("pdf", "docx", "html")}


def prove(given: tuple[Order, Page, dict[str, bytes]], page: Page | None = None) -> list[Problem]:
    order, own, outputs = given
    return proof.prove(page or own, outputs, PATHS, order.said)


def test_nothing_of_the_platform_is_lost(platform: tuple[Order, Page, dict[str, bytes]]) -> None:
    assert prove(platform) == []


def test_nothing_of_the_example_is_lost(example: tuple[Order, Page, dict[str, bytes]]) -> None:
    assert prove(example) == []


# What a writer could lose: each is taken away from the page that one writer gets, and the proof must tell.

CUTS: dict[str, tuple[str, str]] = {
    "a paragraph": ("//section/p", "O301"),
    "a section": ("//section[@class='strategy'][last()]", "O301"),
    "the goal": ("//blockquote[@class='goal']", "O301"),
    "a list item": ("//li[not(.//a)]", "O301"),
    "a table row": ("//tbody/tr", "O301"),
    "a footnote": ("//span[@class='footnote']", "O301"),
    "a caption": ("//caption", "O301"),
}


def without(page: Page, path: str) -> Page:
    tree = copy.deepcopy(page.tree)
    element = tree.xpath(path)[0]
    parent, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
    for entry in tree.xpath(f"//li[a/@href='#{element.get('id')}']"):
        entry.getparent().remove(entry)
    return Page(tree, page.pictures, page.styles)


def unmarked(page: Page, tag: str) -> Page:
    """The page with the first mark or link of a kind taken off its words, which stay."""
    tree = copy.deepcopy(page.tree)
    etree.strip_tags(wrap(tree.xpath(f"//main/section/p//{tag}")[0]), tag)
    return Page(tree, page.pictures, page.styles)


def wrap(element: etree._Element) -> etree._Element:
    """The element inside a span of its own, so that `strip_tags` takes off this one alone."""
    parent = element.getparent()
    frame = etree.Element("span")
    frame.tail, element.tail = element.tail, None
    parent.replace(element, frame)
    frame.append(element)
    return frame


def written(page: Page, ending: str) -> bytes:
    if ending == "pdf":
        return pdf.write(page).data
    if ending == "docx":
        numbers = {element.get("id"): 1 for element in page.tree.xpath("//*[@id]")}
        return word.write(page, ROOT / "templates" / "word", numbers)
    return web.write(page, web.Labels("Hopp", "Fotnoter", "Tilbake"))


READERS: dict[str, Callable[[bytes], Reading]] = {"pdf": read_pdf, "docx": read_word, "html": read_web}


def codes(page: Page, lesser: Page, ending: str) -> set[str]:
    """The codes of what is found when a writer gets the lesser page; `refused` when it will not write it at all."""
    wanted = read_page(page.tree, numbers=ending != "docx")
    try:
        output = written(lesser, ending)
    except Wrong:
        return {"refused"}
    return {problem.code for problem in compare(wanted, READERS[ending](output), "x")}


@pytest.mark.parametrize("ending", ["pdf", "docx", "html"])
@pytest.mark.parametrize("lost", CUTS)
def test_a_writer_that_loses_something_is_found(
    example: tuple[Order, Page, dict[str, bytes]], lost: str, ending: str
) -> None:
    path, code = CUTS[lost]
    assert codes(example[1], without(example[1], path), ending) & {code, "refused"}


@pytest.mark.parametrize("ending", ["pdf", "docx", "html"])
@pytest.mark.parametrize(("tag", "code"), [("strong", "O302"), ("em", "O303"), ("a", "O304")])
def test_a_writer_that_loses_a_mark_or_a_link_is_found(
    example: tuple[Order, Page, dict[str, bytes]], tag: str, code: str, ending: str
) -> None:
    assert codes(example[1], unmarked(example[1], tag), ending) == {code}


def test_a_template_that_loses_a_block_is_found(example: tuple[Order, Page, dict[str, bytes]]) -> None:
    order, page, outputs = example
    lesser = without(page, "//blockquote[@class='goal']")
    found = {problem.code for problem in proof.prove(lesser, outputs, PATHS, order.said)}
    assert "O305" in found


@pytest.mark.parametrize(("tag", "code"), [("strong", "O302"), ("em", "O303"), ("a", "O304")])
def test_a_template_that_loses_marks_or_links_is_found(
    example: tuple[Order, Page, dict[str, bytes]], tag: str, code: str
) -> None:
    """All three outputs agree with each other here; only the content knows better."""
    order, page, _ = example
    lesser = unmarked(page, tag)
    outputs = {ending: written(lesser, ending) for ending in ("pdf", "docx", "html")}
    assert {problem.code for problem in proof.prove(lesser, outputs, PATHS, order.said)} == {code}


def test_blocks_in_the_wrong_order_are_found(example: tuple[Order, Page, dict[str, bytes]]) -> None:
    tree = copy.deepcopy(example[1].tree)
    first, second = tree.xpath("//main/section")[:2]
    second.addnext(first)
    assert "O301" in codes(example[1], Page(tree, example[1].pictures, example[1].styles), "html")


def test_a_bold_word_taken_out_of_the_built_word_file_is_found(
    example: tuple[Order, Page, dict[str, bytes]],
) -> None:
    """On the file itself, not through a writer: a character style removed from document.xml."""
    _, page, outputs = example
    source, target = ZipFile(io.BytesIO(outputs["docx"])), io.BytesIO()
    with ZipFile(target, "w") as changed:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                tree = etree.fromstring(data)
                for style in tree.iter(f"{W}rStyle"):
                    if style.get(f"{W}val") == "Strong":
                        style.getparent().clear()
                        break
                data = etree.tostring(tree)
            changed.writestr(name, data)
    wanted = read_page(page.tree, numbers=False)
    assert {p.code for p in compare(wanted, read_word(target.getvalue()), "x")} == {"O302"}


def test_a_link_taken_out_of_the_built_web_page_is_found(example: tuple[Order, Page, dict[str, bytes]]) -> None:
    _, page, outputs = example
    tree = html.document_fromstring(outputs["html"])
    tree.xpath("//section//p/a")[0].drop_tag()
    found = compare(read_page(page.tree), read_web(html.tostring(tree)), "x")
    assert {problem.code for problem in found} == {"O304"}
