"""A parcel for the tests of Word and Excel, and parts of a file changed as hands might do it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from hypothesis import strategies as st

from press.parcel.exchange import Labels, Parcel, Return, Segment, Term
from press.records import State

LOOK = Path(__file__).resolve().parents[2] / "templates" / "word"
LABELS = Labels(
    id="Id",
    source="Kildetekst",
    target="Omsetjing",
    status="Status",
    comment="Merknad",
    change="Endra i kjelda",
    glossary="Ordliste",
    term="Term",
    note="Merknad",
    missing="manglar",
    stale="må sjåast på",
    draft="utkast",
    reviewed="gjennomgått",
    certified="stadfesta",
)
SEGMENTS = (
    Segment("document/title#title", "Eksempel på en avtale", "Døme på ein avtale", State.REVIEWED),
    Segment(
        "maal-2#text",
        "Målet er å *styrke* samarbeidet, jf. [loven](https://example.no/lov?a=1&b=2)^[Se også § 2–3.].",
        "Målet er å *styrkje* samarbeidet, jf. [lova](https://example.no/lov?a=1&b=2)^[Sjå òg § 2–3.].",
        State.DRAFT,
        stale=True,
        previous="Målet er å *bedre* samarbeidet, jf. [loven](https://example.no/lov?a=1&b=2)^[Se også § 2–3.].",
        comments=("«Styrkje» eller «styrke»?", "Spør språkrådet."),
    ),
    Segment("maal-3#text", "Partene skal **ikke** gjøre dette alene.", "", State.MISSING),
    Segment("regler-liste#items/0/text", "=1+1 er to; åšŋŧž · 10 000", "=1+1 er to; čđ · 10 000", State.DRAFT),
    Segment("regler-liste#items/1/text", "-5 grader", "'sitat'", State.CERTIFIED, comments=("@Kari: ok",)),
)
TERMS = (
    Term("samarbeid", ("samarbeid", "samverke"), "Ikkje «samvirke»."),
    Term("vedtak", ("vedtak",)),
)


def parcel(*segments: Segment) -> Parcel:
    """A parcel of these segments, or of those that have everything."""
    return Parcel("avtale", "Eksempel på en avtale", "nb", "nn", "r2024", LABELS, segments or SEGMENTS, TERMS)


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(found: dict[str, bytes]) -> bytes:
    """A file of such parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in found.items():
            package.writestr(name, data)
    return made.getvalue()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with every `old` in one of its parts made `new`. It must be there."""
    found = parts(data)
    assert old.encode() in found[name]
    return packed(found | {name: found[name].replace(old.encode(), new.encode())})


def returned(sent: Sequence[Segment], found: Return, sealed: Sequence[Segment] = ()) -> None:
    """Asserts that all came back as it was sent. The word for a stale translation does not say its state.

    `sealed` are the segments as they were sent, where `sent` have other words since.
    """
    assert [one.id for one in found.segments] == [one.id for one in sent]
    for before, after, first in zip(sent, found.segments, sealed or sent, strict=True):
        assert (after.source, after.target) == (before.source, before.target)
        assert (after.seal, after.comments) == (first.seal, before.comments)
        assert (after.state, after.open) == (None if before.stale else before.state, before.open)


_SIGNS = "aeøæåÅčđŋšŧž0123456789.,;:!?§%«»“”‘’'\"–—…-=+@*_[](){}\\/#&<>^|·\u00a0\u00ad\u2011\u202f"
_WORDS = st.one_of(
    st.text(_SIGNS, min_size=1, max_size=12),
    st.sampled_from(["=1+1", "_x000D_", "_x005F_", "#N/A", "TRUE", "1e5", "*marks*", "**strong**", "2024-12-17"]),
)
TEXTS = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join)
"""Texts as content has them: any sign, with single blanks between words and none at the ends."""


@st.composite
def segments(draw: st.DrawFn) -> tuple[Segment, ...]:
    """Some segments of any texts."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        state = draw(st.sampled_from(State))
        target = "" if state is State.MISSING else draw(TEXTS)
        stale = state is not State.MISSING and draw(st.booleans())
        previous = draw(TEXTS) if stale else ""
        comments = tuple(draw(st.lists(TEXTS, max_size=2)))
        made.append(Segment(f"blokk-{number}#text", draw(TEXTS), target, state, stale, previous, comments))
    return tuple(made)
