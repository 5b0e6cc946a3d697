"""The Word document: what goes out comes back, read as if all changes were accepted; what a hand spoils is named."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from lxml import etree
from office_parcels import LABELS, LOOK, SEGMENTS, changed, packed, parcel, parts, returned, segments

from press.parcel.exchange import Returned, Segment
from press.parcel.word import read, write
from press.problem import Wrong
from press.proof.docx_check import check
from press.records import State
from press.word.ooxml import el

BODY = "word/document.xml"
SENT = write(parcel(), LOOK)
STATUS = "<w:t>manglar</w:t></w:r></w:p>"
EMPTY = '<w:p><w:pPr><w:pStyle w:val="TableText"/><w:rPr><w:lang w:val="nn-NO"/></w:rPr></w:pPr></w:p>'
"""The translation that is missing."""


def translated(inside: str) -> bytes:
    """The file with something in the paragraph of the translation that is missing."""
    return changed(SENT, BODY, EMPTY, EMPTY.replace("</w:p>", f"{inside}</w:p>"))


def third(data: bytes) -> Returned:
    return read(data, "retur.docx").segments[2]


def refused(data: bytes) -> list[str]:
    with pytest.raises(Wrong) as caught:
        read(data, "retur.docx")
    return [f"{problem.code} {problem.message}" for problem in caught.value.problems]


def rows(change: Callable[[list[str]], list[str]]) -> bytes:
    """The file with the rows of its first table changed, the header row among them."""
    xml = parts(SENT)[BODY].decode()
    before, table, after = re.split(r"(<w:tr>.*?)(?=</w:tbl>)", xml, maxsplit=1, flags=re.DOTALL)
    found = re.findall(r"<w:tr>.*?</w:tr>", table, re.DOTALL)
    return packed(parts(SENT) | {BODY: (before + "".join(change(found)) + after).encode()})


def test_what_goes_out_comes_back() -> None:
    found = read(SENT, "retur.docx")
    assert (found.document, found.language) == ("avtale", "nn")
    returned(SEGMENTS, found)
    assert [one.place.line for one in found.segments] == [2, 3, 4, 5, 6]


@settings(max_examples=40)
@given(segments())
def test_any_text_comes_back(found: tuple[Segment, ...]) -> None:
    returned(found, read(write(parcel(*found), LOOK), "retur.docx"))


def test_the_file_is_sound_and_the_same_bytes() -> None:
    assert check(SENT) == []
    assert write(parcel(), LOOK) == SENT


def test_it_is_a_document_that_a_word_user_would_have_made() -> None:
    xml = parts(SENT)[BODY].decode()
    assert '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' in xml
    assert xml.count("<w:tblHeader/>") == 2
    assert '<w:lang w:val="nb-NO"/></w:rPr><w:t>Partene skal **ikke** gjøre dette alene.</w:t>' in xml
    assert '<w:lang w:val="nn-NO"/></w:rPr><w:t>Døme på ein avtale</w:t>' in xml
    assert "<w:t>press · avtale · nn · r2024 · " in xml
    assert "<w:t>Endra i kjelda: Målet er å *bedre*" in xml
    assert not re.search("<w:(ins|del) ", xml)


def test_it_is_read_without_its_properties() -> None:
    data = parts(SENT)
    relations = re.sub(rb"<Relationship [^>]*custom-properties[^>]*/>", b"", data["_rels/.rels"])
    returned(SEGMENTS, read(packed(data | {"_rels/.rels": relations}), "retur.docx"))


def test_rows_may_be_moved_taken_away_and_parted() -> None:
    found = read(rows(lambda found: [*found[:1], found[4], found[2]]), "retur.docx").segments
    assert [one.id for one in found] == [SEGMENTS[3].id, SEGMENTS[1].id]
    between = "</w:tbl><w:p/><w:tbl><w:tblPr/><w:tblGrid/>"
    found = read(rows(lambda found: [*found[:3], between, *found[3:]]), "retur.docx").segments
    assert [one.id for one in found] == [one.id for one in SEGMENTS]


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
MADE = {
    "runs": (run("Partane “skal” ") + run("ikkje."), "Partane “skal” ikkje."),
    "breaks": ("<w:r><w:t>To</w:t><w:br/><w:t>linjer</w:t><w:tab/><w:t>her</w:t></w:r>", "To linjer her"),
    "hyphens": ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a\u00adb\u2011c"),
    "proofing": ('<w:proofErr w:type="spellStart"/>' + run("feil") + '<w:proofErr w:type="spellEnd"/>', "feil"),
    "link": (f'<w:hyperlink w:anchor="x">{run("lenkja")}</w:hyperlink>', "lenkja"),
    "field": (
        FIELD.format("begin")
        + run("DATE", "instrText")
        + FIELD.format("separate")
        + run("i dag")
        + FIELD.format("end"),
        "i dag",
    ),
    "tracked": (
        f'{run("Vi ")}<w:ins w:id="91">{run("kan")}</w:ins><w:del w:id="92">{run("skal", "delText")}</w:del>',
        "Vi kan",
    ),
    "moved": (f'<w:moveFrom w:id="91">{run("bort")}</w:moveFrom><w:moveTo w:id="92">{run("hit")}</w:moveTo>', "hit"),
    "both": (f'<w:ins w:id="91"><w:del w:id="92">{run("a", "delText")}</w:del>{run("b")}</w:ins>', "b"),
    "paragraphs": (f"{run('Fyrste')}</w:p><w:p>{run('andre')}", "Fyrste andre"),
    "mark": (
        f'{run("Sam")}</w:p><w:p><w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr>{run("ar")}</w:p><w:p>{run("beid")}',
        "Sam arbeid",
    ),
    "control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('i felt')}</w:sdtContent></w:sdt>", "i felt"),
}
"""What stands in the paragraph of a translation, and how it reads."""


@pytest.mark.parametrize(("inside", "expected"), MADE.values(), ids=MADE)
def test_what_word_makes_of_a_text_is_read(inside: str, expected: str) -> None:
    assert third(translated(inside)).target == expected


def test_the_status_is_read_whatever_its_capitals() -> None:
    found = third(changed(SENT, BODY, STATUS, STATUS.replace("manglar", "Utkast")))
    assert (found.state, found.open) == (State.DRAFT, False)
    found = third(changed(translated(run("Partane")), BODY, "<w:t>manglar</w:t>", ""))
    assert (found.state, found.open, found.target) == (None, None, "Partane")


def test_new_comments_come_back() -> None:
    data = parts(translated(run("Partane") + '<w:r><w:commentReference w:id="77"/></w:r>'))
    words = f"<w:p>{run('Rett ord?')}</w:p><w:p>{run('Eg trur det.')}</w:p>"
    said = f'<w:comment w:id="77" w:author="Kari">{words}</w:comment>'
    comments = data["word/comments.xml"].replace(b"</w:comments>", said.encode() + b"</w:comments>")
    assert third(packed(data | {"word/comments.xml": comments})).comments == ("Rett ord? Eg trur det.",)


def test_a_row_that_is_deleted_in_a_tracked_change_is_gone() -> None:
    found = rows(
        lambda found: (
            [row.replace("<w:cantSplit/>", '<w:cantSplit/><w:del w:id="9"/>') for row in found[:3]] + found[3:]
        )
    )
    assert [one.id for one in read(found, "retur.docx").segments] == [one.id for one in SEGMENTS[2:]]


MARK = f"maal-3#text · {SEGMENTS[2].seal}"
CELL = '<w:tc><w:tcPr><w:tcW w:w="7115" w:type="dxa"/></w:tcPr>'
SPAN = CELL.replace("<w:tcPr>", '<w:tcPr><w:vMerge w:val="restart"/>')
NAMED = "Row 4 (maal-3#text)"
SPOILED = [
    (lambda row: row.replace(CELL, SPAN, 1), f"P404 {NAMED} has merged cells."),
    (lambda row: row.replace("</w:tr>", f"{CELL}<w:p/></w:tc></w:tr>"), f"P405 {NAMED} has 3 cells."),
    (lambda row: row.replace("</w:tc></w:tr>", "<w:tbl/><w:p/></w:tc></w:tr>"), f"P406 {NAMED} holds a table."),
    (lambda row: row.replace(EMPTY, "<w:p><w:r><w:drawing/></w:r></w:p>"), f"P406 {NAMED} holds a picture."),
    (
        lambda row: row.replace(EMPTY, '<w:p><w:r><w:sym w:char="F0E0"/></w:r></w:p>'),
        f"P406 {NAMED} holds a sign of a symbol font.",
    ),
    (
        lambda row: row.replace(EMPTY, '<w:p><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:p>'),
        f"P406 {NAMED} holds a list, whose numbers or marks are no words.",
    ),
    (
        lambda row: row.replace(EMPTY, "<w:p><w:r><w:ruby/></w:r></w:p>"),
        f"P406 {NAMED} holds something that is no text (ruby).",
    ),
    (lambda row: row.replace(MARK, "maal-3#text"), "P407 Row 4 does not begin with `id · seal`."),
    (lambda row: row.replace("manglar", "Partane skal"), "P408 «Partane skal» in row 4 (maal-3#text) is no status."),
    (
        lambda row: row.replace("maal-3#text", "maal-2#text"),
        "P123 The segment `maal-2#text` stands twice in the file; the first is in line 3.",
    ),
]


@pytest.mark.parametrize(("hand", "expected"), SPOILED, ids=[expected[:40] for _, expected in SPOILED])
def test_what_a_hand_spoils_is_named(hand: Callable[[str], str], expected: str) -> None:
    assert refused(rows(lambda found: [*found[:3], hand(found[3]), *found[4:]])) == [expected]


def test_all_is_told_at_once() -> None:
    def change(found: list[str]) -> list[str]:
        return [found[0], found[1].replace("gjennomgått", "ferdig"), found[2], SPOILED[7][0](found[3]), *found[4:]]

    assert [one[:4] for one in refused(rows(change))] == ["P408", "P407"]


def test_a_file_without_its_table_or_its_words_is_refused() -> None:
    assert refused(rows(lambda found: found[:1])) == ["P403 No table of the file begins its rows with `id · seal`."]
    data = parts(SENT)
    bare = packed(data | {"_rels/.rels": data["_rels/.rels"].replace(b"custom-properties", b"none")})
    legend = f"{LABELS.status}: manglar"
    assert refused(changed(bare, BODY, legend, "Status")) == [
        "P402 The file does not say what its words for the status are."
    ]
    assert [one[:4] for one in refused(changed(bare, BODY, "press · avtale", "avtale"))] == ["P121", "P122"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
    ],
    ids=["empty", "doc", "odt"],
)
def test_what_is_no_word_document_is_told_plainly(data: bytes) -> None:
    assert refused(data) == ["P401 This is no Word document."]


def test_macros_are_refused() -> None:
    assert refused(packed(parts(SENT) | {"word/vbaProject.bin": b"x"})) == ["P116 The file holds macros."]


def test_the_styles_of_the_file_are_in_order() -> None:
    names = [etree.QName(one).localname for one in etree.fromstring(parts(SENT)["word/styles.xml"])]
    assert names.index("style") > names.index("latentStyles")
    assert set(names[names.index("style") :]) == {"style"}


def test_what_other_libraries_teach_lxml_does_not_change_a_byte() -> None:
    assert b"xmlns:r=" in etree.tostring(el("w:embedRegular", r_id="rId1"))
