"""Invented parcels for the tests of XLIFF and PO: one to look at, and as many as Hypothesis can think of."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from press.inline import Emphasis, Footnote, Foreign, Inline, Link, Run, Strong
from press.markup import parse, write
from press.parcel.exchange import Labels, Parcel, Return, Segment
from press.records import State

LABELS = Labels(
    id="Id", source="Kilde", target="Oversettelse", status="Status", comment="Merknad", change="Før endringen",
    glossary="Ordliste", term="Term", note="Merknad", missing="mangler", stale="må ses på", draft="utkast",
    reviewed="gjennomgått", certified="bekreftet",
)  # fmt: skip
SEGMENTS = (
    Segment("document/title#title", "Oppdiktet avtale", "Invented agreement", State.CERTIFIED),
    Segment(
        "maal-2#text",
        "Målet er å *styrke* [samarbeidet](https://example.no/a?b=1&c=\\(2\\)) – **jf. *loven***"
        "^[Se § 2 i [lov]{lang=se}.].",
        "The aim is to *strengthen* [co-operation](https://example.no/a?b=1&c=\\(2\\)) – **cf. *the Act***"
        "^[See s. 2 of [lov]{lang=se}.].",
        State.REVIEWED,
        comments=("«Co-operation» eller «cooperation»?", "To linjer\n  i én merknad # her"),
    ),
    Segment(
        "utbygging#text",
        "**Nå** gjelder 10\u00a0000 <kroner> & \"mer\" – åæø ÁČĐŊŠŦŽ áčđŋšŧž \\* \\[x\\] \\\\ 'y'.",
        'Before, [something](#else) *else*: 10 000 <kroner> & "more" \\*.',
        State.DRAFT,
        stale=True,
        previous="*Før* gjaldt noe \\[annet\\].",
        comments=("Se <b>her</b> & der.",),
    ),
    Segment("regler-liste#items/0/text", "*A* og *B* og **C**", "", State.MISSING),
    Segment("regler-liste#items/1/text", "*A* og *B* og **C**", "**C**, *A*, *B* – 2\\^", State.DRAFT),
)
PARCEL = Parcel("avtale", "Oppdiktet avtale", "nb", "en", "r2004", LABELS, SEGMENTS)


def parcel(*segments: Segment) -> Parcel:
    """The example with other segments."""
    return replace(PARCEL, segments=segments)


def same(sent: Parcel, came: Return) -> None:
    """Fails unless a parcel that nobody has touched came back as it was."""
    assert (came.document, came.language) == (sent.document, sent.language)
    assert [_as_sent(segment) for segment in sent.segments] == [
        (one.id, one.source, one.target, one.seal, one.state, one.open, one.comments) for one in came.segments
    ]


def _as_sent(segment: Segment) -> tuple[object, ...]:
    state = None if segment.open else segment.state
    return segment.id, segment.source, segment.target, segment.seal, state, segment.open, segment.comments


WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12)
RUNS = st.one_of(WORDS, st.text("ab *[]()^\\{}=\"'<&>\u00a0æ–", min_size=1, max_size=8)).map(Run)
TARGETS = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=10)


def _trees(inside: frozenset[type]) -> st.SearchStrategy[tuple[Inline, ...]]:
    spans = [
        st.builds(Link, RUNS.map(lambda run: (run,)), TARGETS),
        st.builds(Foreign, RUNS.map(lambda run: (run,)), st.sampled_from(["en", "se", "nn-NO"])),
        *(_marked(kind, inside) for kind in (Emphasis, Strong, Footnote) if kind not in inside),
    ]
    return st.lists(st.one_of(RUNS, *spans), min_size=1, max_size=5).map(tuple)


def _marked(kind: type[Emphasis | Strong | Footnote], inside: frozenset[type]) -> st.SearchStrategy[Inline]:
    return st.deferred(lambda: st.builds(kind, _trees(inside | {kind})))


def _canonical(tree: tuple[Inline, ...]) -> str:
    """The text of a tree; empty where content cannot say it."""
    try:
        text = write(parse(write(tree)))
        return text if write(parse(text)) == text else ""
    except ValueError:
        return ""


TEXTS = _trees(frozenset()).map(_canonical).filter(bool)
_COMMENTS = st.lists(WORDS.map(str.strip).filter(bool), max_size=3).map(tuple)
_IDS = st.from_regex(r"[a-z0-9]{1,4}(/[a-z]{1,3})?#(text|title|items/[0-9]/text)", fullmatch=True)


@st.composite
def segments(draw: st.DrawFn) -> Segment:
    """A segment in any state. Its target is now and then made of the marks of its source, in another order."""
    source = draw(TEXTS)
    target = draw(st.one_of(st.just(""), st.just(source), TEXTS))
    state = draw(st.sampled_from([State.DRAFT, State.REVIEWED, State.CERTIFIED])) if target else State.MISSING
    stale = bool(target) and draw(st.booleans())
    previous = draw(TEXTS) if stale else ""
    return Segment(draw(_IDS), source, target, state, stale, previous, draw(_COMMENTS))


PARCELS = st.lists(segments(), min_size=1, max_size=4, unique_by=lambda one: one.id).map(lambda made: parcel(*made))
