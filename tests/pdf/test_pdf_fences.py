"""What the writer refuses, what it does not let pass, and what it says then."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from pdf_example import page_of, picture, short

from press.fonts import CUTS, missing_glyphs, path
from press.html.page import Page, Picture
from press.pdf import write
from press.pdf.fence import faults
from press.problem import Exit, Problem, Wrong


def problems(page: Page) -> list[Problem]:
    with pytest.raises(Wrong) as refused:
        write(page)
    return list(refused.value.problems)


def codes(page: Page) -> list[str]:
    return [problem.code for problem in problems(page)]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'

OUTSIDE_HTML = [
    '<p><img src="file:///etc/hostname" alt="x"/></p>',
    '<p><img src="http://127.0.0.1:9/x.png" alt="x"/></p>',
    '<p><img src="data:image/svg+xml,&lt;svg/&gt;" alt="x"/></p>',
    '<p><img src="press:nothing.png" alt="x"/></p>',
    '<p><a rel="attachment" href="file:///etc/hostname">x</a></p>',
    '<object data="file:///etc/hostname">x</object>',
    '<embed src="file:///etc/hostname"/>',
]


@pytest.mark.parametrize("inner", OUTSIDE_HTML)
def test_nothing_outside_the_page_is_fetched(inner):
    found = problems(page_of(short(inner), pictures={}))
    assert {problem.code for problem in found} <= {"O402", "O404"}
    assert any(problem.code == "O402" or "attachment" in inner for problem in found)


@pytest.mark.parametrize(
    "head",
    ['<link rel="stylesheet" href="file:///etc/hostname"/>', '<link rel="attachment" href="file:///etc/hostname"/>'],
)
def test_links_in_the_head_fetch_nothing(head):
    assert codes(page_of(short("<p>x</p>", head), pictures={})) == ["O402"]


INSIDE = [
    '<image href="file:///etc/hostname" width="9" height="9"/>',
    '<image xlink:href="http://127.0.0.1:9/" width="9" height="9"/>',
    '<use href="file:///etc/hostname#x"/>',
]


@pytest.mark.parametrize("inside", INSIDE)
def test_a_picture_within_a_picture_is_refused(inside):
    shown = {"a.svg": Picture(SVG.format(inside).encode(), "image/svg+xml")}
    assert "O402" in codes(page_of(short('<p><img src="press:a.svg" alt="x"/></p>'), pictures=shown))


@pytest.mark.parametrize(
    ("css", "line"),
    [
        ('\n@import "x.css";', 1),
        ("\n@import url(press:x);", 1),
        ("\np { background: url(https://example.org/x.png) }", 1),
        ("\n\np { background: url('data:image/png;base64,') }", 2),
        ('\n@font-face { font-family: X; src: local("Arial") }', 1),
    ],
)
def test_a_style_sheet_that_reaches_outside_is_refused_at_its_place(css, line):
    page = page_of(short("<p>x</p>"), css, {})
    before = page.styles["pdf"].count("\n") - css.count("\n")
    found = problems(page)
    assert [problem.code for problem in found] == ["T401"]
    assert (found[0].place.path, found[0].place.line) == ("templates/pdf.css", before + line + 1)
    assert found[0].excerpt


def test_comments_in_a_style_sheet_may_say_anything():
    write(page_of(short("<p>x</p>"), "/* url(https://example.org/) @import */", {}))


def test_what_weasyprint_ignores_in_a_style_sheet_is_a_problem_each_time():
    page = page_of(short("<p>x</p>"), "\np { colour: red }", {})
    for _ in range(2):
        found = problems(page)
        assert [problem.code for problem in found] == ["T402"]
        assert "colour" in found[0].message
        assert found[0].excerpt == "p { colour: red }"
        assert found[0].place.column == 5


@pytest.mark.parametrize(
    ("inner", "css", "told"),
    [
        ("<p>synlig</p><p>skjult</p>", "p + p { display: none }", "Not all of this <p> is printed: «skjult»"),
        ("<p>skjult</p>", "p { visibility: hidden }", "Not all of this <p> is printed: «skjult»"),
        ("<p>blek</p>", "p { opacity: 0.5 }", "«blek» is see-through"),
        ("<p>tekst</p>", "p { text-transform: full-width }", "is printed where the page says «tekst»"),
        ('<p><img src="press:eksempel.png" alt="x"/></p>', "img { display: none }", "eksempel.png is not printed"),
        (
            '<header class="running"><p>hode</p></header><p>x</p>',
            "header.running { position: static }",
            "stands in the text",
        ),
        ("<p>x</p><address>y</address>", "", "no structure type for <address>"),
    ],
)
def test_what_is_not_printed_as_the_page_has_it_is_a_problem(inner, css, told):
    found = [problem for problem in problems(page_of(short(inner), css)) if problem.code != "O402"]
    assert [problem.code for problem in found] == ["O404"] * len(found)
    assert any(told in problem.message for problem in found), [problem.message for problem in found]


def test_text_without_glyphs_is_named():
    assert missing_glyphs("Å være ŋŧđšž «–» €\u00ad\n") == ()
    assert missing_glyphs("a漢b☃漢") == ("漢", "☃")
    found = problems(page_of(short("<p>漢字</p>"), pictures={}))
    assert [problem.code for problem in found] == ["O401"]
    assert "«漢» (U+6F22)" in found[0].message


def test_text_without_glyphs_in_a_picture_is_named():
    shown = {"a.svg": Picture(SVG.format("<text>☃</text>").encode(), "image/svg+xml")}
    assert codes(page_of(short('<p><img src="press:a.svg" alt="x"/></p>'), pictures=shown)) == ["O401"]


def test_a_list_marker_without_glyph_is_a_problem():
    assert "O403" in codes(page_of(short("<ul><li>x</li></ul>"), 'ul { list-style-type: "☃ " }', {}))


def test_a_picture_that_cannot_be_read_is_a_problem():
    shown = {"a.png": Picture(b"no picture", "image/png")}
    assert "O403" in codes(page_of(short('<p><img src="press:a.png" alt="x"/></p>'), pictures=shown))


def test_a_dead_link_is_a_problem():
    assert "O403" in codes(page_of(short('<p><a href="#nowhere">x</a></p>'), pictures={}))


def test_all_cuts_have_the_same_characters():
    from fontTools.ttLib import TTFont

    coverage = set()
    for cut in CUTS:
        with TTFont(path(cut), lazy=True) as font:
            coverage.add(frozenset(font.getBestCmap()))
            assert font["name"].getDebugName(6) == cut
    assert len(coverage) == 1


def test_only_our_fonts_are_embedded(pdf):
    descriptors = [o for o in pdf.objects if hasattr(o, "get") and o.get("/Type") == "/FontDescriptor"]
    names = [str(descriptor.FontName)[1:] for descriptor in descriptors]
    assert all(re.fullmatch(r"[A-Z]{6}\+FiraSans-\w+", name) for name in names)
    assert len(set(names)) == len(names)
    assert all("/FontFile2" in descriptor for descriptor in descriptors)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ({"title": "Annen"}, {}, "the file does not bear the page's title"),
        ({"lang": "nn"}, {}, "the file does not say its language"),
    ],
)
def test_the_fence_after_compares_with_the_page(printed, example, old, new, fault):
    tree = etree.fromstring(etree.tostring(example.tree))
    if "lang" in old:
        tree.set("lang", old["lang"])
    if "title" in old:
        tree.find("head/title").text = old["title"]
    assert list(faults(printed.data, Page(tree))) == [fault]


def test_the_fence_after_finds_nothing_in_a_sound_file(printed, example):
    assert list(faults(printed.data, example)) == []


def test_problems_of_the_writer_end_as_they_should():
    found = problems(page_of(short("<p>漢</p>"), pictures={}))
    assert found[0].exit is Exit.CONTENT
    assert picture("image/png").data.startswith(b"\x89PNG")
