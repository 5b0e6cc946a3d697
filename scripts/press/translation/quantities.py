"""A text -> its numbers, dates, amounts and references, by value, so that those of two languages can be compared.

The names of the months, the order of a date and the signs in a number are Babel's (Unicode CLDR); every other word
stands in templates/words. Not part of a value: a sign before a number, and letters at it («E18», «2nd», «§ 5a»).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from babel import Locale
from babel.dates import get_month_names, get_period_names
from babel.numbers import get_decimal_symbol

_BLANKS = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_BLANK = f"[{_BLANKS}]"
_DAY = "(?P<day>[0-9]{1,2})(?![0-9])"
_YEAR = "(?P<year>[0-9]{4})(?![0-9])"
_NTH = r"(?:\.|[^\W\d_]{2}\b)?"
_NTH_OF = rf"(?:\.|[^\W\d_]{{2}}\b(?:{_BLANK}[^\W\d_]{{2}}\b)?)?"
_BEGUN = rf"(?:(?P<begun>[0-9]{{1,2}})\.?{_BLANK}?[-–]{_BLANK}?)?"
_PLAIN = {ord("\N{HYPHEN}"): "-", ord("\N{NON-BREAKING HYPHEN}"): "-"} | {0x2080 + n: str(n) for n in range(10)}
"""Hyphens as they are typed, and the digits of CO₂, which the other text may have as CO2."""
_LEAP_YEAR = 2000


@dataclass(frozen=True)
class Quantity:
    """A quantity and the span that it takes in its text, in characters.

    `value` is the same in every language: `1200000`, `1.2`, `20%`, `2004-12-17`, `2004-12`, `--06-23` for a day without
    its year, `ref:6-2`. A time of day is hours and minutes with a full stop: `13.30`, and `13` on the hour.
    """

    value: str
    offset: int
    width: int


@dataclass(frozen=True)
class Speech:
    """How a language writes quantities."""

    locale: str
    """Babel's name of it, such as nb_NO."""
    magnitudes: Mapping[int, tuple[str, ...]]
    """The words for each power of ten."""
    percent: tuple[str, ...]
    """The words that are written for %."""
    numerals: tuple[tuple[str, ...], ...]
    """The words for 0, 1, 2 and so on."""
    months: tuple[tuple[str, ...], ...] = ()
    """Forms of the months from January on that CLDR has not, such as a genitive."""

    @cached_property
    def grammar(self) -> Grammar:
        """The patterns of the language, which take some milliseconds to make."""
        return Grammar(self)


def quantities(text: str, speech: Speech) -> tuple[Quantity, ...]:
    """Every quantity written with digits in a text without marks, in order. None reaches over the end of a line."""
    return tuple(speech.grammar.read(text.translate(_PLAIN)))


def differing(
    source: str, source_speech: Speech, translation: str, translation_speech: Speech
) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """What only the source has, and what only the translation has.

    Each text may spell out what the other writes with digits. A hyphen may stand in one for the dash of a range in the
    other: whether it makes a reference or a range, only the other text tells.
    """
    there, here = quantities(source, source_speech), quantities(translation, translation_speech)
    lost, added = _beyond(there, here), _beyond(here, there)
    lost, added = _without_ranges(lost, added)
    added, lost = _without_ranges(added, lost)
    spelled_here = set(translation_speech.grammar.spelled(translation))
    spelled_there = set(source_speech.grammar.spelled(source))
    return (
        tuple(one for one in lost if one.value not in spelled_here),
        tuple(one for one in added if one.value not in spelled_there),
    )


def _beyond(those: Iterable[Quantity], others: Iterable[Quantity]) -> list[Quantity]:
    """Those that the others do not have, or have fewer times."""
    left = Counter(one.value for one in others)
    found = []
    for one in those:
        left[one.value] -= 1
        if left[one.value] < 0:
            found.append(one)
    return found


def _without_ranges(those: Sequence[Quantity], others: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Both without the ranges written with a hyphen among those, whose ends are apart among the others."""
    left, apart = [], list(others)
    for one in those:
        ends = [Quantity(_number(end), 0, 0) for end in _ends(one.value)]
        if ends and not _beyond(ends, apart):
            apart = _beyond(apart, ends)
        else:
            left.append(one)
    return left, apart


def _ends(value: str) -> tuple[str, ...]:
    found = re.fullmatch("ref:([0-9]+)-([0-9]+)", value)
    return found.groups() if found else ()


class Grammar:
    """The patterns of one language."""

    def __init__(self, speech: Speech) -> None:
        self._months = _Lexicon(_months(speech))
        self._powers = _Lexicon((word, power) for power, words in speech.magnitudes.items() for word in words)
        self._numerals = _Lexicon((word, value) for value, words in enumerate(speech.numerals) for word in words)
        percent = _Lexicon((word, 0) for word in speech.percent).pattern
        month, power = self._months.pattern, self._powers.pattern
        tail = rf"(?P<powers>(?:(?:{_BLANK}|-)?{power}){{0,3}})(?P<percent>(?:{_BLANK}|-)?(?:%|{percent}))?"
        number = _digits(speech.locale)
        # What is measured or dated behind a hyphen ends a range: «3-6 June», «20-30 %».
        reference = rf"[0-9]++(?:[./-][0-9]++)++(?!,[0-9]|{_BLANK}?(?:%|{percent}|{power}|\.?{_BLANK}?{month}))"
        self._start = _compiled(rf"(?<![0-9])[0-9]|\b{month}")
        self._power, self._number, self._spelled = map(
            _compiled, (power, number, rf"\b(?P<numeral>{self._numerals.pattern}){tail}")
        )
        self._forms: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[str]]]] = [
            *((_compiled(form), self._date) for form in _dates(speech.locale, f"(?P<month>{month})")),
            (_compiled(_clock(speech.locale)), _time),
            (_compiled(reference), self._reference),
            (_compiled(number + tail), self._amount),
        ]

    def read(self, text: str) -> Iterator[Quantity]:
        """The quantities of a text, in order."""
        at = 0
        while start := self._start.search(text, at):
            at = start.end()
            for form, values in self._forms:
                found = form.match(text, start.start())
                if found and (told := list(values(found))):
                    at = found.end()
                    yield from (Quantity(value, found.start(), at - found.start()) for value in told)
                    break

    def spelled(self, text: str) -> Iterator[str]:
        """The values of the numbers that are spelled out in a text."""
        for found in self._spelled.finditer(text):
            yield self._measured(found, str(self._numerals[found["numeral"]]))

    def _date(self, found: re.Match[str]) -> Iterator[str]:
        """The date, after the day on which its span begins. Nothing where the calendar has no such day."""
        told = {name: value for name, value in found.groupdict().items() if value}
        month = int(told["month"]) if told["month"].isdigit() else self._months[told["month"]]
        try:
            day = date(int(told.get("year", _LEAP_YEAR)), month, int(told.get("day", 1)))
        except ValueError:
            return
        if "begun" in told:
            yield _number(told["begun"])
        yield f"{told.get('year', '-')}-{day:%m}" + (f"-{day:%d}" if "day" in told else "")

    def _reference(self, found: re.Match[str]) -> Iterator[str]:
        """The reference as it is written, unless it can be read as one number."""
        if not self._number.fullmatch(found.group()):
            yield f"ref:{found.group()}"

    def _amount(self, found: re.Match[str]) -> Iterator[str]:
        yield self._measured(found, _number(re.sub("[^0-9]", "", found["whole"]), found["fraction"] or ""))

    def _measured(self, found: re.Match[str], number: str) -> str:
        """The value of a number with the magnitudes and the per cent behind it."""
        power = sum(self._powers[word] for word in self._power.findall(found["powers"]))
        whole, _, fraction = number.partition(".")
        fraction = fraction.ljust(power, "0")
        number = _number(whole + fraction[:power], fraction[power:])
        return f"{number}%" if found["percent"] else number


def _time(found: re.Match[str]) -> Iterator[str]:
    hour = int(found["hour"])
    if found["am"] or found["pm"]:
        hour = hour % 12 + (12 if found["pm"] else 0)
    elif not found["colon"]:
        return
    yield _number(str(hour), found["minute"] or "")


def _number(whole: str, fraction: str = "") -> str:
    """A number with its decimals as they are written: 4.1 and 4.10 may be references. Only those of 13.00 go."""
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction.strip("0") else whole


def _digits(locale: str) -> str:
    """A number. A full stop where the decimal sign is a comma divides thousands, hours or the levels of a reference."""
    decimal = get_decimal_symbol(locale)
    group = f"(?P<group>[{_BLANKS}{'.' if decimal == ',' else ','}])"
    grouped = f"[0-9]{{1,3}}{group}[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*(?![0-9])"
    return f"(?P<whole>{grouped}|[0-9]++)(?:[.{re.escape(decimal)}](?P<fraction>[0-9]++))?"


def _clock(locale: str) -> str:
    """A time of day, with the halves of the day as the locale abbreviates them."""
    periods = get_period_names("abbreviated", locale=locale)
    am, pm = (r"\.?".join(periods.get(half, "").replace(".", "")) or "(?!)" for half in ("am", "pm"))
    minute = r"(?:(?:(?P<colon>:)|\.)(?P<minute>[0-9]{2})(?![0-9]))?"
    return rf"(?P<hour>[0-9]{{1,2}})(?![0-9]){minute}(?:{_BLANK}?(?:(?P<am>{am})|(?P<pm>{pm}))\b\.?)?"


def _dates(locale: str, month: str) -> Iterator[str]:
    """The forms of a date, the fullest first. One in another order than the locale's is a date if it has its year."""
    pattern = Locale.parse(locale).date_formats["long"].pattern
    with_year = f",?{_BLANK}?{_YEAR}"
    yield "(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9-])"
    yield f"(?P<day>[0-9]{{1,2}})(?P<sign>[./])(?P<month>[0-9]{{1,2}})(?P=sign){_YEAR}"
    day_first = f"{_DAY}{_NTH_OF}{_BLANK}?{month}"
    yield day_first + with_year
    if pattern.index("d") < pattern.index("M"):
        yield day_first
        yield f"{month}{_BLANK}{_DAY}{_NTH}{with_year}"
    else:
        month_first = f"{month}{_BLANK}{_BEGUN}{_DAY}{_NTH}"
        yield rf"{month_first}(?:{_BLANK}[^\W\d_]+\.?)?{with_year}"
        yield rf"{_YEAR}{_BLANK}{month}(?:{_BLANK}{_BEGUN}{_DAY}\.?)?"
        yield month_first
    yield f"{month},?{_BLANK}{_YEAR}"


def _months(speech: Speech) -> Iterator[tuple[str, int]]:
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            names = get_month_names(width, context, speech.locale)
            yield from ((name, number) for number, name in names.items())
    yield from ((name, number) for number, forms in enumerate(speech.months, 1) for name in forms)


class _Lexicon:
    """Words with what they stand for. A full stop at the end of one may be left out."""

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        listed = dict(entries)
        self._values = {_folded(word): value for word, value in listed.items()}
        words = map(_spelled, sorted(listed, key=len, reverse=True))
        self.pattern = f"(?:{'|'.join(words) or '(?!)'})"

    def __getitem__(self, written: str) -> int:
        return self._values[_folded(written)]


def _spelled(word: str) -> str:
    """A pattern for the word, whole. A capital is asked for where it is listed: English «may» is no month."""
    stem = word.rstrip(".")
    first = f"(?-i:{stem[0]})" if stem[0].isupper() else re.escape(stem[0])
    rest = re.escape(stem[1:]).replace(r"\ ", f"{_BLANK}+")
    return rf"{first}{rest}\b" + (r"\.?" if stem != word else "")


def _folded(word: str) -> str:
    return " ".join(word.casefold().split()).rstrip(".")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
