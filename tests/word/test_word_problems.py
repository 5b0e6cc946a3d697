"""What the writer refuses: everything that it does not know, and everything that Word would print otherwise."""

from __future__ import annotations

import pytest
import word_pages

from press.html import vocabulary
from press.html.page import Page, Picture
from press.problem import Wrong
from press.word import properties, write
from press.word.blocks import BLOCKS
from press.word.inline import INLINES
from press.word.running import ATTACHMENT, KINDS

PLAIN = "<p>x</p>"
ROW = "<tbody><tr><td>x</td></tr></tbody>"
NAV = '<nav class="contents"><ol><li><a href="#a">x</a></li></ol></nav>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
STRUCTURE = {
    "html",
    "head",
    "title",
    "meta",
    "body",
    "main",
    "li",
    "dt",
    "dd",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
STRUCTURE |= {"figcaption", "img"}


def found(page: Page) -> str:
    with pytest.raises(Wrong) as raised:
        write(page, word_pages.LOOK, {})
    return "\n".join(str(problem) for problem in raised.value.problems)


def test_every_word_of_the_vocabulary_has_a_handler() -> None:
    known = {*BLOCKS, *INLINES, *KINDS, ATTACHMENT}
    kinds = {element: names - vocabulary.CHANGES for element, names in vocabulary.CLASSES.items()}
    assert {f"{element}.{one}" for element, names in kinds.items() for one in names} - known == set()
    assert vocabulary.ELEMENTS.keys() - {name.partition(".")[0] for name in known} - STRUCTURE == set()
    assert vocabulary.METAS == properties.METAS


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("<marquee>x</marquee>", "has no <marquee>"),
        ('<p class="loud">x</p>', "has no <p.loud>"),
        ("<p>a <u>b</u></p>", "has no <u> inside a paragraph"),
        ('<p>a <span class="loud">b</span></p>', "has no <span.loud> inside a paragraph"),
        ('<p style="color:red">x</p>', "has no style on <p>"),
        ('<section class="lead annex"><p>x</p></section>', "has no <section.lead.annex>"),
        ("<section>løse ord<p>x</p></section>", "«løse ord» stands in <section> outside any paragraph"),
        ('<p><a href="#borte">x</a></p>', "The link to #borte leads nowhere"),
        ('<p><a href="file:///etc/passwd">x</a></p>', "is not one a reader can follow"),
        ('<p><a href="https://example.org/"> </a></p>', "A link holds no words"),
        ('<p id="a">x</p><p id="a">y</p>', "The id «a» is used twice"),
        ('<p id="">x</p>', "An id is empty"),
        ('<section><h2><span class="no">2</span> x</h2></section>', "numbered «2», which Word would not do"),
        ('<section><h2><span class="no">A</span> x</h2></section>', "The look gives it «1»"),
        (f'<table><caption><span class="no">Tabell 2</span> x</caption>{ROW}</table>', "«Tabell 1»"),
        ("<table><tbody><tr><td>x</td></tr><tr><td>x</td><td>y</td></tr></tbody></table>", "rows of different length"),
        ("<table><tfoot/></table>", "has no <tfoot> in a table"),
        ('<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>', "has no colspan on <td>"),
        ("<ul><li>1<ul><li>2<ul><li>3<ul><li>4</li></ul></li></ul></li></ul></li></ul>", "nested 4 deep"),
        ("<ul><p>x</p></ul>", "has no <p> in a list"),
        ('<dl class="facts"><dt>x</dt></dl>', "no description (dd)"),
        ('<figure><img src="press:borte.svg" alt="x"/></figure>', "There is no picture «press:borte.svg»"),
        ('<figure><img src="https://example.org/x.png" alt="x"/></figure>', "Pictures are named press:NAME"),
        ('<figure><img src="press:picture.png" alt=" "/></figure>', "has no alternative text"),
        ('<p lang="xx">x</p>', 'no language for lang="xx"'),
        ('<p>a<span class="footnote">b<span class="footnote">c</span></span></p>', "in the body of the document only"),
        (f'<p id="a">x</p>{NAV}', "No page number is known for #a"),
        (NAV, "The contents lead to «#a»"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_refused(main: str, expected: str) -> None:
    assert expected in found(word_pages.page(main))


def test_a_meta_that_is_not_known_is_refused() -> None:
    assert 'has no <meta name="robots">' in found(word_pages.page(PLAIN, head='<meta name="robots" content="x"/>'))
    assert "which is no date" in found(word_pages.page(PLAIN, head='<meta name="dcterms.created" content="i går"/>'))


def test_the_body_holds_main_and_what_runs() -> None:
    assert "has no <p> in the body" in found(word_pages.page(PLAIN, outside="<p>x</p>"))
    three = '<header class="running"><p>a</p><p>b</p><p>c</p></header>'
    assert "holds two p" in found(word_pages.page(PLAIN, outside=three))


@pytest.mark.parametrize(
    ("data", "media", "expected"),
    [
        (b"<svg", "image/svg+xml", "cannot be read"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml", "neither width and height nor a viewBox"),
        (SVG + b'<image href="file:///x"/></svg>', "image/svg+xml", "outside itself"),
        (SVG + b"<script/></svg>", "image/svg+xml", "it holds <script>"),
        (b"not a picture", "image/png", "cannot be read"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00", "image/gif", "its media type is image/gif"),
    ],
)  # fmt: skip
def test_a_picture_that_word_cannot_show_is_refused(data: bytes, media: str, expected: str) -> None:
    page = word_pages.page('<figure class="picture"><img src="press:p" alt="x"/></figure>')
    assert expected in found(Page(page.tree, {"p": Picture(data, media)}))


def test_all_problems_are_met_at_once() -> None:
    message = found(word_pages.page('<p><u>x</u></p><p><a href="#borte">x</a></p><b/>'))
    assert message.count("error[") == 3
