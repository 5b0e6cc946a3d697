"""Fits -> what is said of a paper. Where two papers fit alike and nothing in the file tells them apart, both are named:
a guess is worth less than nothing to somebody who decides on a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.identify.besides import around, told_besides, unseen
from press.identify.carrier import Carrier
from press.identify.fits import Fit
from press.identify.fitting import fit
from press.identify.paper import Paper, Sort
from press.identify.reference import Piece, Reference
from press.identify.regions import regions
from press.identify.verdict import Change, Found, State, Verdict

FEWEST = 15
"""Words of a text that must be in a file for anything to be said."""
SAID = 0.8
"""Part of the words that say which paper it is that must be there for the file to say so."""
UNLIKE = 0.4
"""Part of the words that may be altered for it still to be that paper."""
_HASH = re.compile(r"[0-9a-f]{64}")
_IDENTITY = re.compile(
    r"press:(?P<document>[^/;]+)/(?P<revision>[^/;]+)/(?P<language>[^/;]+)(?:/(?P<rest>[^;]+))?;content=(?P<content>[0-9a-f]{16})"
    r"(?:;case=(?P<case>[^;]+))?(?:;council=(?P<council>[^;]+))?"
)


def identify(carrier: Carrier, references: Sequence[Reference]) -> Verdict:
    """Every paper that is in a file, in its order; or that none is known, and why."""
    found = list(_all(carrier, references))
    if len(found) == 1:
        found = [_with_identity(found[0], carrier)]
    if not any(one.papers for one in found):
        found = [found[0] if found else Found(State.UNKNOWN, why=(_nothing(carrier),))]
    return Verdict(tuple(found), carrier.pages)


def _all(carrier: Carrier, references: Sequence[Reference]) -> Iterator[Found]:
    found = regions(carrier, references)
    for region in found:
        fits = [fit(carrier, paper, region.first, region.last) for paper in region.rivals]
        others = [(other.first, other.last) for other in found if other is not region]
        if told := judge(carrier, fits, others):
            yield told


def _nothing(carrier: Carrier) -> str:
    if not carrier.words and carrier.pages:
        return (
            "The pages have no text, only pictures of it: a scan. It has to be read by eye, or by a program that reads."
        )
    if len(carrier.words) < FEWEST:
        return f"The file has {len(carrier.words)} words, too few to tell anything from."
    return "None of its text is known here."


def judge(carrier: Carrier, fits: Sequence[Fit], others: Sequence[tuple[int, int]] = ()) -> Found | None:
    """What a stretch of a file is, from how it fits the papers that it can be; None where it says too little. `others`
    are the words of the file that are other papers'."""
    most = max(one.there for one in fits)
    if most < FEWEST:
        return None

    def cost(one: Fit) -> int:
        return one.distance + most - one.there

    best = min(map(cost, fits))
    nearest = [one for one in fits if cost(one) == best]
    said = _said(carrier, fits)
    why: list[str] = []
    if said and not any(one in nearest for one in said) and _like(said[0]):
        named = _names(one.reference.paper for one in _plain(nearest))
        why.append(f"The file says that it is this paper, but its words are nearer to {named}.")
        nearest = said
    elif said:
        nearest = [one for one in nearest if one in said] or nearest
    nearest = _told_apart(carrier, nearest)
    fitted = nearest[0]
    if not _like(fitted):
        named = _names(one.reference.paper for one in nearest)
        first, last = _pages(carrier, fitted)
        return Found(State.UNKNOWN, first=first, last=last, why=(f"It resembles {named}, but too much differs.",))
    these = {one.reference.paper.text for one in nearest}
    twins = [one for one in _plain(fits) if one.there == most and one.reference.paper.text not in these]
    twins = [one for one in twins if not one.distance]
    if not fitted.distance and twins:
        why.append(f"The same words stand in {_names(one.reference.paper for one in twins)}.")
    return _found(carrier, nearest, why, others)


def _like(one: Fit) -> bool:
    """Whether it can be that paper; a page that is gone makes no other one of it."""
    return one.altered <= UNLIKE * one.there


def _plain(fits: Sequence[Fit]) -> list[Fit]:
    """The texts among them, where there are any; redlines and tables say their words as well."""
    texts = [one for one in fits if one.reference.paper.sort not in (Sort.REDLINE, Sort.TABLE)]
    return texts or list(fits)


def _said(carrier: Carrier, fits: Sequence[Fit]) -> list[Fit]:
    """The papers that the file says it is, in its masthead and colophon; none where it does not have them."""
    shares = [one.head_there / one.head if one.head else 0.0 for one in fits]
    most = max(shares)
    texts = {one.reference.paper.text for one, share in zip(fits, shares, strict=True) if share == most}
    likely = [one for one, share in zip(fits, shares, strict=True) if share >= SAID]
    return [one for one in likely if one.reference.paper.text in texts]


def _told_apart(carrier: Carrier, fits: Sequence[Fit]) -> list[Fit]:
    """Those of papers that fit alike that the file is most likely to be: a whole text before a part of another one, a
    text before a redline that says it too; then what it says of itself where the text does not contradict it."""
    left = list(fits)
    for kept in (
        [one for one in left if not one.missing],
        _plain(left),
    ):
        left = [one for one in left if one in kept] or left
    if len({one.reference.paper.text for one in left}) > 1 and len(carrier.identity) == 1:
        left = [one for one in left if _is(carrier.identity[0], one.reference.paper)] or left
    if len(carrier.identity) == 1:
        left = [one for one in left if _named(carrier.identity[0], one.reference.paper)] or left
    nearest: dict[tuple[str, str, str, Sort, str], tuple[int, int, int]] = {}
    for one in left:
        nearest[one.reference.paper.text] = min(_heads(one), nearest.get(one.reference.paper.text, _heads(one)))
    left = [one for one in left if _heads(one) == nearest[one.reference.paper.text]]
    texts: dict[tuple[str, ...], Fit] = {}
    for one in left:
        texts.setdefault((*one.reference.paper.text, one.reference.paper.council), one)
    return list(texts.values())


def _heads(one: Fit) -> tuple[int, int, int]:
    """How far the masthead and the colophon of a paper are from those in the file."""
    return len(one.around), -one.head_there, one.head


def _is(identity: str, paper: Paper) -> bool:
    """Whether what a file says that it is means this paper."""
    told = _IDENTITY.fullmatch(identity)
    return (
        told is not None
        and (told["document"], told["revision"], told["language"]) == paper.text[:3]
        and (paper.content.startswith(told["content"]))
    )


def _named(identity: str, paper: Paper) -> bool:
    """Whether what a file says that it is names this paper of a case, among others with the same words."""
    told = _IDENTITY.fullmatch(identity)
    return (
        told is not None
        and bool(paper.case)
        and (told["rest"], told["case"])
        == (
            paper.name.rpartition("/")[2],
            paper.case,
        )
    )


def _pages(carrier: Carrier, one: Fit) -> tuple[int, int]:
    return carrier.page(one.first), carrier.page(one.last)


def _found(carrier: Carrier, nearest: Sequence[Fit], why: list[str], others: Sequence[tuple[int, int]]) -> Found:
    fitted = nearest[0]
    papers = _papers(nearest)
    first, last = _pages(carrier, fitted)
    why += _otherwise(carrier, fitted)
    changes, absent = _left_out(fitted)
    more, besides = told_besides(carrier, fitted, others, part=bool(absent or fitted.cut))
    if len(papers) == 1:
        besides_text, said = _dated(papers[0], around(carrier, fitted))
        why += said
        changes = tuple(sorted((*changes, *besides_text, *more), key=lambda change: change.word))
    else:
        changes = (*changes, *more)
    why += besides
    absent = absent or fitted.tail
    hidden = unseen(carrier, first, last)
    why += hidden
    state = State.ALTERED if changes else State.PART if absent or fitted.cut else State.UNALTERED
    state = State.UNKNOWN if hidden and not changes else state
    if len(papers) > 1 and changes:
        state = State.UNKNOWN
        why.append(f"It is equally near to {_names(papers)}, and nothing in the file tells which of them it was.")
    elif len(papers) > 1:
        why.append(f"The same words stand in {_names(papers)}, and nothing in the file tells which of them it is.")
    elif papers[0].draft and changes and _older(carrier, fitted):
        state = State.UNKNOWN
        why.append(
            "It is an older draft than today's, and its text is not known any more; it is held to today's draft."
        )
    here, gone = _places(fitted, absent)
    return Found(
        state, papers, first=first, last=last, changes=changes, here=here, absent=gone, why=tuple(dict.fromkeys(why))
    )


def _dated(paper: Paper, told: Sequence[Change]) -> tuple[list[Change], list[str]]:
    """The changes around a text, and what else an adopted one says in its masthead: the day that it was asked for."""
    rows = [] if paper.draft else [one for one in told if not one.before and one.place.startswith("masthead")]
    return [one for one in told if one not in rows], [f"Its masthead says also «{one.after}»." for one in rows]


def _papers(nearest: Sequence[Fit]) -> tuple[Paper, ...]:
    """The papers, each text once: where nothing tells for which council it was made, for none."""
    texts: dict[tuple[str, ...], list[Paper]] = {}
    for one in nearest:
        texts.setdefault(one.reference.paper.text, []).append(one.reference.paper)
    return tuple(same[0] if len(same) == 1 else replace(same[0], council="") for same in texts.values())


def _otherwise(carrier: Carrier, fitted: Fit) -> Iterator[str]:
    """That a paper calls itself otherwise in its colophon: the draft of what was adopted with the same words later."""
    paper, words = fitted.reference.paper, carrier.words
    for at in range(fitted.first, min(fitted.last + 60, len(words)) - 2):
        document, revision, language = words[at : at + 3]
        said = revision.rstrip(",")
        if (document, language) == (f"{paper.document},", paper.language) and said != paper.revision:
            yield f"It calls itself {said}; its words are those of {paper.revision}."


def _left_out(fitted: Fit) -> tuple[tuple[Change, ...], tuple[Piece, ...]]:
    """The changes, and the pieces that are not there: of an excerpt also those between what is."""
    if fitted.there >= 0.5 * fitted.words or fitted.head_there >= 0.5 * fitted.head:
        return fitted.changes, fitted.absent
    whole = {(piece.block, " ".join(piece.words)): piece for piece in fitted.reference.pieces if piece.text}
    dropped = [one for one in fitted.changes if not one.after and (one.block, one.before) in whole]
    changes = tuple(one for one in fitted.changes if one not in dropped)
    return changes, (*fitted.absent, *(whole[one.block, one.before] for one in dropped))


def _older(carrier: Carrier, fitted: Fit) -> bool:
    """Whether a draft was made from other content than today's, by what its colophon or its identity says."""
    told = {word for word in carrier.words[fitted.first : fitted.last + 60] if _HASH.fullmatch(word)}
    content = fitted.reference.paper.content
    marks = [found["content"] for one in carrier.identity if (found := _IDENTITY.fullmatch(one))]
    return (bool(told) and content not in told) or (bool(marks) and not any(map(content.startswith, marks)))


def _places(fitted: Fit, absent: Sequence[Piece]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places of the blocks that are in a part and not in it; empty where all are there."""
    if not absent and not fitted.cut:
        return (), ()
    gone = dict.fromkeys(piece.place for piece in absent)
    here = dict.fromkeys(piece.place for piece in fitted.reference.pieces if piece.text and piece not in absent)
    cut = dict.fromkeys(f"{piece.place} (in part)" for piece in fitted.cut)
    return tuple(one for one in here if one not in gone), (*gone, *cut)


def _names(papers: Iterator[Paper] | Sequence[Paper]) -> str:
    names = dict.fromkeys(f"{paper.revision} ({paper.language})" for paper in papers)
    return " and ".join(filter(None, [", ".join(list(names)[:-1]), *list(names)[-1:]]))


def _with_identity(found: Found, carrier: Carrier) -> Found:
    """With the case and the council that the file says it is of, where what it says of its text is true."""
    paper = found.paper
    for one in carrier.identity:
        told = _IDENTITY.fullmatch(one)
        if told and paper and (told["document"], told["revision"], told["language"]) == paper.text[:3]:
            return replace(found, case=told["case"] or paper.case, council=told["council"] or paper.council)
    return replace(found, case=paper.case, council=paper.council) if paper else found
