"""What must hold among the councils beyond their shape: a list of small rules, each giving what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from press.cases import Council, Kind
from press.problem import meant
from press.read.found import OURS, Found, reserved
from press.read.personal import personal_data_of
from press.text import Text, problem_at

DIGITS = {Kind.KOMMUNE: 4, Kind.FYLKESKOMMUNE: 2}
"""Digits of a municipality number and of a county number (Statistics Norway, Klass 131 and 104)."""


@dataclass(frozen=True)
class Listed:
    """The councils that can be read, and the names of all entries."""

    councils: tuple[Council, ...]
    names: tuple[Text, ...]


Rule = Callable[[Listed], Iterator[Found]]


def check_councils(councils: tuple[Council, ...], names: Sequence[Text]) -> Iterator[Found]:
    """Everything that any rule finds. `names` are the ids of all entries, also of those that cannot be read."""
    for rule in RULES:
        yield from rule(Listed(councils, tuple(names)))


def ids(listed: Listed) -> Iterator[Found]:
    """No two have one id, and none has a name that Windows or the tool keeps for itself."""
    for first, name in _doubled((name, name, name) for name in listed.names):
        message = f"The id `{name}` stands twice (council); first on line {first.place.line}."
        yield Found(problem_at(name, "C609", message, "Give one of them another id."), frozenset({name}))
    for one in listed.councils:
        if told := reserved(one.id, frozenset({one.id})):
            yield told
        elif one.id in OURS:
            message = f"The id `{one.id}` is a name that the tool itself uses beside the councils' folders."
            yield Found(problem_at(one.id, "C627", message, "Choose another id."), frozenset({one.id}))


def numbers(listed: Listed) -> Iterator[Found]:
    """Each number has its digits, and no two councils share one."""
    for one in listed.councils:
        for number in (one.number, *(former.number for former in one.former)):
            if number is not None and (wrong := digits(number, one.kind)):
                yield Found(problem_at(number, "C612", *wrong), frozenset({one.id}))
    for code, field, called in (("C610", "number", "number"), ("C611", "organisation", "organisation number")):
        shared = [(value, one.id, value) for one in listed.councils if (value := getattr(one, field)) is not None]
        for first, second in _doubled(shared):
            message = f"`{first}` and `{second}` have the same {called}."
            value = next(value for value, name, _ in shared if name is second)
            yield Found(problem_at(value, code, message, "Correct one of them."), frozenset({first, second}))


def mergers(listed: Listed) -> Iterator[Found]:
    """What a council has become a part of is known, has its day, and leads to no circle."""
    into = {one.id: one.merged_into for one in listed.councils}
    for one in listed.councils:
        stops = frozenset({one.id})
        if (one.merged_into is None) != (one.merged is None):
            missing, there = ("merged", "merged_into") if one.merged is None else ("merged_into", "merged")
            message = f"`{one.id}` has {there} without {missing}."
            yield Found(problem_at(one.id, "C613", message, f"Add {missing}: …, or take {there} away."), stops)
        if one.merged_into is None:
            continue
        if one.merged_into not in listed.names:
            others = [name for name in listed.names if name != one.id]
            message = f"There is no council `{one.merged_into}` that `{one.id}` could have become a part of."
            yield Found(problem_at(one.merged_into, "C614", message, meant(one.merged_into, others)), stops)
        elif (way := _circle(one.id, into)) is not None:
            message = "The councils became parts of each other: " + " → ".join(f"`{name}`" for name in way) + "."
            yield Found(problem_at(one.merged_into, "C614", message, "One of them still is: correct its entry."), stops)


def names(listed: Listed) -> Iterator[Found]:
    """Names that are hard to tell apart. Two councils may share a name (Herøy, Våler) where their numbers tell."""
    first: dict[str, Council] = {}
    for one in listed.councils:
        other = first.setdefault(_folded(one.name), one)
        told_apart = other.name == one.name and other.number and one.number
        if other is not one and not told_apart:
            message = f"`{other.id}` and `{one.id}` are called all but the same: «{other.name}», «{one.name}»."
            yield Found(problem_at(one.name, "W605", message, "Look whether one of them stands there twice."))


def personal(listed: Listed) -> Iterator[Found]:
    """No personal data stands in what is said of a council."""
    for one in listed.councils:
        yield from (Found(problem, frozenset({one.id})) for problem in personal_data_of(one))


RULES: tuple[Rule, ...] = (ids, numbers, mergers, names, personal)


def digits(number: Text | str, kind: Kind) -> tuple[str, str] | None:
    """What is wrong with a municipality or county number, and what to write; None where nothing is."""
    wanted = DIGITS[kind]
    if re.fullmatch(rf"[0-9]{{{wanted}}}", number):
        return None
    called = "municipality number" if kind is Kind.KOMMUNE else "county number"
    message = f"`{number}` is no {called}: it has {wanted} digits."
    if re.fullmatch(rf"[0-9]{{{wanted - 1}}}", number):
        return message, f'Did you mean "0{number}"? Excel drops a leading zero; write it in quotes.'
    example = '"0301"' if kind is Kind.KOMMUNE else '"03"'
    return message, f"Write its {wanted} digits in quotes, such as {example}."


def _doubled(told: Iterable[tuple[str, Text, Text]]) -> Iterator[tuple[Text, Text]]:
    """The names of the first and of each later one that has the same value."""
    first: dict[str, Text] = {}
    for value, name, _ in told:
        if value in first:
            yield first[value], name
        first.setdefault(value, name)


def _circle(name: str, into: dict[Text, Text | None]) -> list[str] | None:
    """The way from a council back to itself."""
    way = [name]
    here = into.get(Text(name))
    while here is not None and here not in way:
        way.append(here)
        here = into.get(here)
    return [*way, name] if here == name else None


def _folded(name: str) -> str:
    return " ".join(re.sub(r"[-‐‑–—−_]", " ", name.casefold()).split())
