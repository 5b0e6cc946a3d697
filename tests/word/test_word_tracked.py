"""A redline in Word: accept all, and it is the new text; reject all, and it is the old one. Faults in it are found."""

from __future__ import annotations

import pytest
import word_pages
from hypothesis import given, settings
from lxml import etree
from random_pages import Tree, redlines
from word_pages import LOOK, SIGNED, W, changed, page, settled

from press.html.page import Page
from press.problem import Wrong
from press.proof.compare import compare
from press.proof.docx_check import check
from press.proof.page import read_page
from press.proof.reading import bare
from press.proof.tracked import accepted, compare_tracked, rejected, tracked
from press.proof.word import read_word
from press.word import write

BODY = "word/document.xml"
ROW = "<tbody><tr><td>x</td></tr></tbody>"
LABEL = '<span class="no"><del>Tabell 2</del><ins>Tabell 1</ins></span>'
END = '<footer class="colophon"><p>EKSEMPEL</p></footer>'


def trio(source: Page) -> tuple[bytes, bytes, bytes]:
    """A redline, its new text and its old text, as Word files."""
    redline, new, old = (write(one, LOOK, {}) for one in (source, settled(source, "ins"), settled(source, "del")))
    return redline, new, old


@pytest.fixture(scope="module")
def rich() -> tuple[bytes, bytes, bytes]:
    return trio(word_pages.example("redline"))


def test_accepted_is_the_new_text_and_rejected_the_old(rich: tuple[bytes, bytes, bytes]) -> None:
    assert compare_tracked(*rich, "redline.docx") == []
    assert accepted(rich[0]) != rejected(rich[0])
    assert [tracked(one) for one in rich] == [166, 0, 0]
    assert check(rich[0]) == []


def test_a_redline_is_read_as_its_page_reads_it(rich: tuple[bytes, bytes, bytes]) -> None:
    said = read_page(word_pages.example("redline").tree, numbers=False)
    assert compare(said, read_word(rich[0]), "redline.docx") == []
    assert "Flyttet hit fra punkt 2.1" in read_word(rich[0]).blocks


def test_changes_bear_author_and_day_and_their_ids_are_their_own(rich: tuple[bytes, bytes, bytes]) -> None:
    parts = word_pages.parts(rich[0])
    changes = [one for name in (BODY, "word/footnotes.xml") for one in parts[name].iter(f"{W}ins", f"{W}del")]
    assert {one.get(f"{W}author") for one in changes} == {"Eksempelrådet i Eksempelregionen"}
    assert {one.get(f"{W}date") for one in changes} == {"2016-05-31T00:00:00Z"}
    marks = [one.get(f"{W}id") for one in parts[BODY].iter(f"{W}bookmarkStart")]
    ids = [*marks, *(one.get(f"{W}id") for one in changes)]
    assert len(set(ids)) == len(ids)


def test_where_the_day_is_not_known_changes_bear_none() -> None:
    head = '<meta name="press.redline.author" content="Eksempelrådet"/>'
    made = word_pages.written(page("<p>a<ins>b</ins></p>", head=head))[BODY]
    assert [one.get(f"{W}date") for one in made.iter(f"{W}ins")] == [None]


def test_the_words_of_a_changed_footnote_are_changes_too(rich: tuple[bytes, bytes, bytes]) -> None:
    notes = word_pages.parts(rich[0])["word/footnotes.xml"]
    kinds = {note.get(f"{W}id"): {change.tag for change in note.iter(f"{W}ins", f"{W}del")} for note in notes}
    assert [kinds[f"{n}"] for n in range(1, 6)] == [{f"{W}{tag}"} for tag in ("del", "ins", "del", "ins", "del")]
    outside = [text for text in notes.iter(f"{W}t") if next(text.iterancestors(f"{W}ins"), None) is None]
    assert outside == []


def test_moved_words_are_comments_that_go_with_their_block() -> None:
    parts = word_pages.written(word_pages.snippet(word_pages.HERE / "snippets" / "tracked-moved.html"))
    comments = parts["word/comments.xml"]
    assert ["".join(text.text for text in one.iter(f"{W}t")) for one in comments] == [
        "Flyttet til punkt 2",
        "Flyttet hit fra punkt 1",
    ]
    assert {(one.get(f"{W}author"), one.get(f"{W}initials"), one.get(f"{W}date")) for one in comments} == {
        ("Eksempelrådet", "E", "2016-05-31T00:00:00Z")
    }
    calls = [next(one.iterancestors(f"{W}ins", f"{W}del")).tag for one in parts[BODY].iter(f"{W}commentReference")]
    assert calls == [f"{W}del", f"{W}ins"]
    assert "word/comments.xml" not in word_pages.written(page("<p>x</p>"))


def mark_of(docx: bytes, holder: str, path: str) -> str:
    """The XML of the change in the properties of the paragraph or row that holds some words."""
    body = word_pages.parts(docx)[BODY]
    (found,) = body.xpath(f"//{holder}/{path}", namespaces=word_pages.NAMES)
    return f'<w:{etree.QName(found).localname} w:id="{found.get(f"{W}id")}"'


@pytest.mark.parametrize(
    ("holder", "path", "expected"),
    [
        ("w:p[.//w:delText[.='Dette avsnittet er borte med ']]", "w:pPr/w:rPr/w:del", "accepted"),
        ("w:p[.//w:t[.='Dette avsnittet er nytt, med ']]", "w:pPr/w:rPr/w:ins", "rejected"),
        ("w:p[.//w:delText[.='Gamle vilkår']]", "w:pPr/w:rPr/w:del", "accepted"),
        ("w:p[.//w:delText[.='Tredje punkt']]", "w:pPr/w:rPr/w:del", "accepted"),
        ("w:tr[.//w:delText[.='Gaver']]", "w:trPr/w:del", "accepted"),
        ("w:tr[.//w:t[.='Prosjekter']]", "w:trPr/w:ins", "rejected"),
        ("w:p[.//w:delText[.='Et bilde']]", "w:pPr/w:rPr/w:del", "accepted"),
    ],
)  # fmt: skip
def test_a_forgotten_mark_is_found(rich: tuple[bytes, bytes, bytes], holder: str, path: str, expected: str) -> None:
    mark = mark_of(rich[0], holder, path)
    bad = changed(rich[0], BODY, mark, mark.replace("w:ins", "w:bdo").replace("w:del", "w:bdo"))
    problems = compare_tracked(bad, *rich[1:], "redline.docx")
    assert problems
    assert {problem.code for problem in problems} == {"O311"}
    assert all(f"With all changes {expected}" in problem.message for problem in problems)


def test_a_field_left_behind_by_a_deleted_caption_is_found(rich: tuple[bytes, bytes, bytes]) -> None:
    body = word_pages.parts(rich[0])[BODY]
    (words,) = body.xpath("//w:del[.//w:delText[.='Tabell ']]", namespaces=word_pages.NAMES)
    for run in [run for run in words if run.find(f"{W}fldChar") is not None]:
        words.addprevious(run)
    problems = compare_tracked(
        word_pages.replaced(rich[0], BODY, etree.tostring(body, encoding="unicode")), *rich[1:], "x.docx"
    )
    assert "[field end]Tabell" in problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<w:t>fellesskapet", "<w:t>fellesskap", "«Arbeidet"),
        ('<w:numId w:val="5"/>', '<w:numId w:val="4"/>', "listed="),
        ('<w:pStyle w:val="Quote"/>', '<w:pStyle w:val="Remark"/>', "Remark"),
        ('<w:rStyle w:val="Strong"/>', '<w:rStyle w:val="Emphasis"/>', "Emphasis"),
        ('HYPERLINK "https://example.org/b', 'HYPERLINK "https://example.org/c', "example.org"),
    ],
)  # fmt: skip
def test_other_differences_are_found(rich: tuple[bytes, bytes, bytes], old: str, new: str, expected: str) -> None:
    assert expected in compare_tracked(changed(rich[0], BODY, old, new), *rich[1:], "x.docx")[0].message


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("<p><ins>a<del>b</del></ins></p>", "<del> stands inside <ins>"),
        ('<p class="ins"><del>a</del></p>', "<del> stands inside <ins>"),
        ('<p class="moved">Flyttet</p><em>x</em>', "has no <em>"),
        ('<h2 class="changed"><span class="no"><del>2</del><ins>1</ins></span> x</h2>', "«2», which Word would not"),
        (f"<table><caption>{LABEL} x</caption>{ROW}</table>", "«Tabell 2», which"),
        ("<table><tbody><tr><td><p>a</p><ul><li>b</li></ul></td></tr></tbody></table>", "between the paragraphs"),
        ('<table><tbody><tr><td class="ins">a</td></tr></tbody></table>', "has no <td.ins>"),
    ],
)  # fmt: skip
def test_what_word_cannot_track_is_refused(main: str, expected: str) -> None:
    with pytest.raises(Wrong) as raised:
        write(page(main, head=SIGNED), LOOK, {})
    assert expected in "\n".join(str(problem) for problem in raised.value.problems)


def test_changes_without_an_author_or_with_a_false_day_are_refused() -> None:
    with pytest.raises(Wrong, match="no author"):
        write(page("<p><ins>a</ins></p>"), LOOK, {})
    with pytest.raises(Wrong, match="which is no date"):
        write(page("<p>a</p>", head='<meta name="press.redline.date" content="i fjor"/>'), LOOK, {})


@given(redlines())
@settings(max_examples=80)
def test_any_redline_holds_both_texts(found: list[Tree]) -> None:
    source = page(END, head=SIGNED)
    source.tree.find("body/main")[:0] = found
    redline, new, old = trio(source)
    assert compare_tracked(redline, new, old, "random.docx") == []
    assert check(redline) == []
    said, reads = read_page(source.tree, numbers=False), read_word(redline)
    assert bare(reads.text) == bare(said.text)
    assert compare(said, reads, "random.docx") == []
