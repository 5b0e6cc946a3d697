"""PO: what is sent comes back, and what polib would take without a word is refused."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from parcels import PARCEL, PARCELS, parcel, same

from press.parcel import guard, po
from press.parcel.exchange import Parcel, Returned, Segment
from press.problem import Problem, Wrong
from press.records import State

ONE = parcel(
    Segment("maal-2#text", 'Se *den* "her"', 'See *it* "here"', State.REVIEWED, comments=("En.", "To.")),
)
WRITTEN = po.write(ONE).decode()
STALE = po.write(parcel(replace(ONE.segments[0], stale=True, previous="Se **det**"))).decode()


def changed(old: str, new: str, text: str = WRITTEN) -> Returned:
    """The one segment when something in the file was changed on the way."""
    assert old in text
    return po.read(text.replace(old, new).encode(), "retur.po").segments[0]


def refused(old: str, new: str) -> Problem:
    with pytest.raises(Wrong) as wrong:
        changed(old, new)
    return wrong.value.problems[0]


def test_an_untouched_parcel_comes_back() -> None:
    same(PARCEL, po.read(po.write(PARCEL), "retur.po"))


@given(PARCELS)
def test_any_parcel_comes_back(sent: Parcel) -> None:
    same(sent, po.read(po.write(sent), "retur.po"))


def test_what_an_entry_says() -> None:
    assert WRITTEN.endswith(
        "\n# En.\n# \n# To.\n"
        f"#. seal: {ONE.segments[0].seal}\n#. state: reviewed\n"
        'msgctxt "maal-2#text"\nmsgid "Se *den* \\"her\\""\nmsgstr "See *it* \\"here\\""\n'
    )
    assert '#, fuzzy\n#| msgid "Se **det**"\nmsgctxt' in STALE


def test_polib_reads_what_was_written() -> None:
    file = polib.pofile(po.write(PARCEL).decode())
    assert [(entry.msgctxt, entry.msgid, entry.msgstr) for entry in file] == [
        (one.id, one.source, one.target) for one in PARCEL.segments
    ]


@given(st.integers(0, len(WRITTEN.encode()) - 2))
def test_half_a_file_is_refused(cut: int) -> None:
    """But right after the header, where the caller misses every segment."""
    with contextlib.suppress(Wrong):
        assert po.read(WRITTEN.encode()[:cut], "retur.po").segments == ()


@given(st.data())
def test_a_damaged_byte_gives_a_text_or_a_problem(data: st.DataObject) -> None:
    sent = bytearray(po.write(PARCEL))
    sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Wrong):
        came = po.read(bytes(sent), "retur.po")
        "".join(one.id + one.source + one.target for one in came.segments).encode()


@given(st.lists(st.sampled_from(WRITTEN.splitlines() + STALE.splitlines()), max_size=12))
def test_lines_in_any_order_give_a_text_or_a_problem(lines: list[str]) -> None:
    header = WRITTEN.partition("\n\n")[0].splitlines()
    try:
        came = po.read("\n".join([*header, "", *lines]).encode(), "retur.po")
    except Wrong:
        return
    assert len(came.segments) == sum(line.startswith("msgid") for line in lines)


def test_a_flag_that_was_taken_away() -> None:
    assert changed("Se ", "Se ", STALE).open is True
    came = changed("#, fuzzy\n", "", STALE)
    assert (came.state, came.open) == (State.DRAFT, False)


def test_a_translation_that_was_taken_away() -> None:
    came = changed('msgstr "See *it* \\"here\\""', 'msgstr ""')
    assert (came.target, came.state, came.open) == ("", None, True)


def test_a_text_over_several_lines() -> None:
    assert changed('msgstr "See *it* ', 'msgstr ""\n"See "\n"*it* ').target == 'See *it* "here"'


def test_line_ends_of_windows_and_a_byte_order_mark() -> None:
    assert changed("\n", "\r\n").comments == ("En.", "To.")
    assert changed('msgid ""', 'msgid ""', "\ufeff" + WRITTEN).target == 'See *it* "here"'


def test_the_text_is_never_the_name_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "annen.po").write_bytes(WRITTEN.encode())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Wrong, match="not PO"):
        po.read(b"annen.po", "retur.po")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("charset=UTF-8", "charset=ISO-8859-1", "P307"),
        ("charset=UTF-8", "charset=CHARSET", "P307"),
        ("Project-Id-Version: avtale/r2004/1", "Project-Id-Version: ", "P121"),
        ("Language: en", "Language: ", "P122"),
        ('here\\""', "here\\", "P301"),
        ('msgstr "See', "msgstr See", "P301"),
        ('msgstr "See', 'msgstr "S"ee', "P301"),
        ('msgstr "See', 'msgstr "\\xee', "P301"),
        ('\nmsgstr "See', '\nmsgstr[0] "See', "P303"),
        ('\nmsgstr "See', '\nmsgid_plural "Se"\nmsgstr "See', "P303"),
        ('\nmsgstr "See', '\n\nmsgstr "See', "P301"),
        ('msgid "Se', '#~ msgid "Se', "P304"),
        ("See *it*", "See\u2028*it*", "P302"),
        ("See *it*", "See\x1c*it*", "P302"),
        ('msgctxt "maal-2#text"\n', "", "P308"),
        ('msgctxt "maal-2#text"\n', 'msgctxt ""\n', "P308"),
        ('msgid "Se *den* \\"her\\""', 'msgid ""', "P308"),
        ('msgctxt "maal', '#, fuzzy\n#comment\nmsgctxt "maal', "P301"),
    ],
)
def test_what_is_refused(old: str, new: str, code: str) -> None:
    problem = refused(old, new)
    assert problem.code == code
    assert problem.place.line
    assert problem.hint


def test_a_comment_after_the_last_entry_is_not_lost_in_silence() -> None:
    with pytest.raises(Wrong, match="P305"):
        po.read((WRITTEN + "# Til slutt.\n").encode(), "retur.po")


def test_a_file_without_its_header() -> None:
    with pytest.raises(Wrong, match="P306"):
        po.read(("# \n" + WRITTEN.partition("\n\n")[2]).encode(), "retur.po")


def test_two_entries_of_one_context() -> None:
    again = WRITTEN.partition("\n\n")[2].replace("See", "Look at")
    with pytest.raises(Wrong, match="`maal-2#text` stands twice"):
        po.read(f"{WRITTEN}\n{again}".encode(), "retur.po")


def test_a_segment_without_end() -> None:
    assert refused("See ", "*" * (guard.LONGEST_SEGMENT + 1)).code == "P124"


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(Wrong) as wrong:
        changed('"', "")
    assert len(wrong.value.problems) > 5
