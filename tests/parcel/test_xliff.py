"""XLIFF 2.1 and 1.2: what is sent comes back, and what was damaged is told."""

from __future__ import annotations

import contextlib
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parcels import PARCEL, PARCELS, parcel, same

from press.parcel import codes, guard, xliff, xliff12
from press.parcel.exchange import Parcel, Return, Returned, Segment
from press.problem import Problem, Wrong
from press.records import State

BOTH = pytest.mark.parametrize("kind", [xliff, xliff12], ids=["2.1", "1.2"])
ONE = parcel(Segment("maal-2#text", "Se *den* og [den](#b).", "See *it* and [it](#b).", State.DRAFT))
WRITTEN, WRITTEN_12 = xliff.write(ONE).decode(), xliff12.write(ONE).decode()


def changed(kind: ModuleType, old: str, new: str) -> Returned:
    """The one segment when something in the file was changed on the way."""
    text = WRITTEN if kind is xliff else WRITTEN_12
    assert old in text
    came: Return = kind.read(text.replace(old, new).encode(), "retur.xlf")
    return came.segments[0]


def refused(kind: ModuleType, old: str, new: str) -> Problem:
    with pytest.raises(Wrong) as wrong:
        changed(kind, old, new)
    (problem,) = wrong.value.problems
    return problem


@BOTH
def test_an_untouched_parcel_comes_back(kind: ModuleType) -> None:
    same(PARCEL, kind.read(kind.write(PARCEL), "retur.xlf"))


@BOTH
@given(sent=PARCELS)
def test_any_parcel_comes_back(kind: ModuleType, sent: Parcel) -> None:
    same(sent, kind.read(kind.write(sent), "retur.xlf"))


@BOTH
def test_a_text_comes_back_in_its_canonical_form(kind: ModuleType) -> None:
    sent = parcel(Segment("a#text", "En", "[One](a(b)) \n two^", State.DRAFT))
    assert kind.read(kind.write(sent), "retur.xlf").segments[0].target == r"[One](a\(b\)) two\^"


@BOTH
@given(cut=st.integers(0, len(WRITTEN_12.encode())))
def test_half_a_file_is_refused(kind: ModuleType, cut: int) -> None:
    data = kind.write(ONE).rstrip()[:-1]
    with pytest.raises(Wrong):
        kind.read(data[:cut], "retur.xlf")


@BOTH
@given(st.data())
def test_a_damaged_byte_gives_a_text_or_a_problem(kind: ModuleType, data: st.DataObject) -> None:
    sent = bytearray(kind.write(PARCEL))
    sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Wrong):
        came = kind.read(bytes(sent), "retur.xlf")
        "".join(one.id + one.source + one.target for one in came.segments).encode()


def test_what_2_1_says_of_a_mark() -> None:
    assert '<data id="d3">](#b)</data>' in WRITTEN
    assert (
        '<pc id="2" canCopy="no" canDelete="no" type="link" dataRefStart="d2" dataRefEnd="d3">den</pc>.</source>'
    ) in WRITTEN
    assert '<unit id="maal-2.text" name="maal-2#text">' in WRITTEN


def test_what_1_2_says_of_a_mark() -> None:
    assert '<g id="2" ctype="link" clone="no" equiv-text="#b">den</g>' in WRITTEN_12
    assert '<trans-unit id="maal-2#text" resname="maal-2#text" xml:space="preserve">' in WRITTEN_12


def test_marks_are_matched_by_what_they_are() -> None:
    source, target = codes.encode("*a* [b](#b) *c* **d**", "**D** *A* [B](#x) *C*")
    assert [code.id for code in codes.every(source)] == ["1", "2", "3", "4"]
    assert [(code.id, code.free) for code in codes.every(target)] == [
        ("4", False), ("1", False), ("5", True), ("3", False),
    ]  # fmt: skip
    assert [code.id for code in codes.every(source) if code.free] == ["2"]


@BOTH
def test_a_translated_text_comes_back_with_plain_signs_kept_plain(kind: ModuleType) -> None:
    came = changed(kind, "See ", "3 * [4] \\ 2^")
    assert came.target == r"3 \* \[4\] \\ 2\^*it* and [it](#b)."


@BOTH
def test_where_a_link_leads_comes_from_the_source(kind: ModuleType) -> None:
    text = kind.write(ONE).decode()
    before, _, target = text.partition("<target")
    target = target.replace('equiv-text="#b"', 'equiv-text="https://evil.example"').replace('End="d3"', 'End="d1"')
    assert f"{before}<target{target}" != text
    assert kind.read(f"{before}<target{target}".encode(), "retur.xlf").segments[0].target == ONE.segments[0].target


@BOTH
@pytest.mark.parametrize(
    ("number", "other", "said"),
    [("1", "2", "code 2 stands 2 times"), ("1", "7", "code 1 is missing"), ("1", "", "code 1 is missing")],
)
def test_codes_that_were_damaged(kind: ModuleType, number: str, other: str, said: str) -> None:
    text = kind.write(ONE).decode()
    source, _, target = text.partition("<target")
    damaged = source + "<target" + target.replace(f'id="{number}"', f'id="{other}"')
    with pytest.raises(Wrong) as wrong:
        kind.read(damaged.encode(), "retur.xlf")
    (problem,) = wrong.value.problems
    assert problem.code == "P207"
    assert problem.place.line > 1
    assert "maal-2#text" in problem.message
    assert said in problem.message


@BOTH
def test_a_code_without_words_is_damaged(kind: ModuleType) -> None:
    assert "stands alone" in refused(kind, ">it<", "><").message


@BOTH
def test_a_lost_code_is_damaged(kind: ModuleType) -> None:
    text = kind.write(ONE).decode()
    before, _, after = text.partition("See ")
    plain = before + "See it.</target>" + after.partition("</target>")[2]
    with pytest.raises(Wrong, match="code 1 is missing, code 2 is missing"):
        kind.read(plain.encode(), "retur.xlf")


@BOTH
def test_an_emptied_target_is_missing(kind: ModuleType) -> None:
    text = kind.write(ONE).decode()
    before, _, after = text.partition("See ")
    came = kind.read((before + "  </target>" + after.partition("</target>")[2]).encode(), "retur.xlf").segments[0]
    assert (came.target, came.state, came.open) == ("", None, True)


@pytest.mark.parametrize(
    ("said", "state", "waiting"),
    [("initial", None, True), ("translated", State.DRAFT, False), ("reviewed", State.REVIEWED, False),
     ("final", State.CERTIFIED, False), ("done", None, None)],
)  # fmt: skip
def test_states_of_2_1(said: str, state: State | None, waiting: bool | None) -> None:
    came = changed(xliff, 'state="translated"', f'state="{said}"')
    assert (came.state, came.open) == (state, waiting)


@pytest.mark.parametrize(
    ("said", "state", "waiting"),
    [("new", None, True), ("needs-l10n", None, True), ("signed-off", State.REVIEWED, False),
     ("final", State.CERTIFIED, False), ("x-done", None, None)],
)  # fmt: skip
def test_states_of_1_2(said: str, state: State | None, waiting: bool | None) -> None:
    came = changed(xliff12, 'state="translated"', f'state="{said}"')
    assert (came.state, came.open) == (state, waiting)


@BOTH
def test_a_dropped_state_says_nothing(kind: ModuleType) -> None:
    came = changed(kind, ' state="translated"', "")
    assert (came.state, came.open) == (None, None)


def test_a_divided_unit_is_joined() -> None:
    """As a program divides it: two segments, and the blank between them."""
    text = xliff.write(parcel(Segment("a#text", "En. *To*.", "One. *Two*.", State.REVIEWED))).decode()
    for words in ("En", "One"):
        text = text.replace(f"{words}. <pc", f"{words}.<cut/><pc")
    text = text.replace("<source>En.<cut/>", "<source>").replace("<target>One.<cut/>", "<target>")
    first = '<segment state="translated"><source>En.</source><target>One.</target></segment>'
    text = text.replace("<segment ", f"{first}<ignorable><source> </source></ignorable><segment ")
    came = xliff.read(text.encode(), "retur.xlf").segments[0]
    assert (came.source, came.target, came.state) == ("En. *To*.", "One. *Two*.", State.DRAFT)


def test_a_half_translated_unit_waits() -> None:
    came = changed(xliff, "</segment>", "</segment><segment state='final'><source> Mer.</source></segment>")
    assert (came.source, came.open) == ("Se *den* og [den](#b). Mer.", True)


def test_a_divided_target_of_1_2_is_joined() -> None:
    came = changed(xliff12, "See ", '<mrk mtype="seg" mid="1">See</mrk> ')
    assert came.target == ONE.segments[0].target


@BOTH
def test_what_a_program_says_is_a_comment(kind: ModuleType) -> None:
    end = "</notes>" if kind is xliff else "</trans-unit>"
    came = changed(kind, end, f'<note id="n">Sjekk «b»</note>{end}')
    assert came.comments == ("Sjekk «b»",)
    assert came.seal == ONE.segments[0].seal


def test_what_the_translate_toolkit_says_is_a_comment() -> None:
    came = changed(xliff, "</segment>", '<notes><note category="translator">Ja</note></notes></segment>')
    assert came.comments == ("Ja",)


@pytest.mark.parametrize(
    ("kind", "old", "new", "code"),
    [
        (xliff, 'version="2.1"', 'version="3.0"', "P201"),
        (xliff, "document:2.0", "document:2.9", "P201"),
        (xliff12, 'version="1.2"', 'version="1.1"', "P201"),
        (xliff, "</file>", '</file><file id="b"/>', "P202"),
        (xliff, ' original="avtale/r2004/1"', "", "P121"),
        (xliff, ' trgLang="en"', "", "P122"),
        (xliff12, ' target-language="en"', "", "P122"),
        (xliff12, 'target-language="en"', 'target-language="??"', "P122"),
        (xliff, 'id="maal-2.text"', 'id=""', "P204"),
        (xliff12, 'id="maal-2#text"', 'id=" "', "P204"),
        (xliff, "See ", "See <ph id='9'/>", "P206"),
        (xliff12, "See ", "See <x id='9'/>", "P206"),
        (xliff, "</segment>", "<source>b</source></segment>", "P206"),
        (xliff12, "</trans-unit>", "<target>b</target></trans-unit>", "P206"),
        (xliff, "<pc id", "<pc copyOf='1' id", "P207"),
        (xliff, '">](#b)<', '">](<', "P207"),
        (xliff12, 'equiv-text="#b"', 'equiv-text="a b"', "P207"),
        (xliff, "<target>", "<target order='2'>", "P208"),
        (xliff, "source>", "sourced>", "P206"),
    ],
)
def test_what_is_refused(kind: ModuleType, old: str, new: str, code: str) -> None:
    with pytest.raises(Wrong) as wrong:
        changed(kind, old, new)
    assert {problem.code for problem in wrong.value.problems} == {code}
    assert all(problem.hint for problem in wrong.value.problems)


@BOTH
def test_a_segment_without_a_source(kind: ModuleType) -> None:
    text = kind.write(parcel(Segment("a#text", "En", "One", State.DRAFT))).decode()
    with pytest.raises(Wrong, match="has no source"):
        kind.read(text.replace("<source>En</source>", "").encode(), "retur.xlf")


@BOTH
def test_two_segments_of_one_id(kind: ModuleType) -> None:
    twice = kind.write(parcel(PARCEL.segments[0], PARCEL.segments[0]))
    with pytest.raises(Wrong, match=r"`document/title#title` stands twice in the file; the first is in line 4|5"):
        kind.read(twice, "retur.xlf")


@BOTH
def test_everything_wrong_is_told_at_once(kind: ModuleType) -> None:
    text = kind.write(PARCEL).decode().replace('id="1"', 'id="9"', 1).replace('id="2"', 'id="1"')
    with pytest.raises(Wrong) as wrong:
        kind.read(text.encode(), "retur.xlf")
    assert len(wrong.value.problems) > 1


@BOTH
def test_elements_nested_without_end(kind: ModuleType) -> None:
    open_, close = ('<pc id="8">', "</pc>") if kind is xliff else ('<g id="8">', "</g>")
    problem = refused(kind, "See ", "See " + open_ * 200 + "x" + close * 200)
    assert problem.code == "P207"


@BOTH
def test_a_segment_without_end(kind: ModuleType) -> None:
    assert refused(kind, "See ", "*" * (guard.LONGEST_SEGMENT + 1)).code == "P124"


@BOTH
def test_the_same_bytes_each_time(kind: ModuleType) -> None:
    assert kind.write(PARCEL) == kind.write(PARCEL)
