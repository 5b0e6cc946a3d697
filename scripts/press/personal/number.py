"""Words -> numbers of persons: a date, five digits and what may part them, told by both check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.personal.finding import DIGITS, Finding, Kind

MONTHS = (0, 20, 40, 60, 65, 80)
"""What is added to the month: nothing, or what marks numbers of aid (H-numbers), of Nav, and of test registers
(Skatteetaten adds 80). They are asked to go as well: nobody who reads the paper can tell them apart."""

_HIDDEN = "[\u00ad\u200b\u2060\ufeff]{0,3}"
_SIGN = r"[\s.,:;/()_\-\u2010-\u2015\u2212]"
_MAYBE = rf"{_HIDDEN}(?:{_SIGN}{_HIDDEN}){{0,3}}"
_APART = rf"{_HIDDEN}(?:{_SIGN}{_HIDDEN}){{1,3}}"
_NAMED = (
    rf"{_MAYBE}(?:(?:med|og|with|and)\s)?(?:person|fødsels|fødsel|p|f|d)\.?\s?(?:nummer(?:et)?|nr|no)\b"
    rf"(?:\s(?:er|is))?{_MAYBE}"
)
"""What is said between a date of birth and the rest, as in «15.07.65, personnr. …»."""

_START = r"(?<![0-9])(?<![0-9][.,/])"
_END = r"(?![0-9])(?![.,/][0-9]{1,4}(?![0-9]))"
_REST = rf"(?:{_NAMED}|{_MAYBE})(?:[0-9]{{5}}|[0-9]{{3}}{_APART}[0-9]{{2}}){_END}"
_THOUSANDS = rf"{_MAYBE}[0-9]{{2}}{_APART}[0-9]{{3}}{_END}"
"""As sums are written too: not after a date with its own dots, which a sum often follows."""
_YEAR = "(?:19|20)?[0-9]{2}"

_PLAIN = re.compile(
    rf"{_START}(?:[0-9]{{6}}(?:{_REST}|{_THOUSANDS})|[0-9]{{4}}(?:19|20)[0-9]{{2}}{_REST}"
    rf"|[0-9]{{2}}{_APART}[0-9]{{2}}{_APART}{_YEAR}{_REST})",
    re.IGNORECASE,
)
_ODD = re.compile(
    rf"{_START}(?<![0-9]\s)(?:(?:[0-9]{{4}}{_APART}{_YEAR}|[0-9]{{2}}{_APART}[0-9]{{4}}|[0-9]{{3}}{_APART}[0-9]{{3}})"
    rf"{_REST}|[0-9]{{5}}{_APART}[0-9]{{6}}{_END}|[0-9]{{7}}{_APART}[0-9]{{4}}{_END})(?!\s[0-9])",
    re.IGNORECASE,
)
"""Groups that tables and accounts have as well: they stand alone, not in a row of more digits."""
_SHORT = re.compile(
    rf"{_START}(?P<day>[0-9]{{1,2}})[./-](?P<month>[0-9]{{1,2}})[./-](?P<year>{_YEAR}){_REST}", re.IGNORECASE
)

_ACCOUNT = re.compile(r"[0-9]{4}\.[0-9]{2}\.[0-9]{5}")
_DECIMAL = re.compile(r"(?![0-9]{6}[.,][0-9]{5}\Z)[0-9]+[.,][0-9]+")
_HASH = re.compile(r"[0-9A-Fa-f]{16,}")
_PART = re.compile(r"[0-9A-Fa-f]{8,}")
"""What stands before or behind a sign in a UUID (RFC 9562)."""


def is_number_of_person(digits: str) -> bool:
    """Whether eleven digits can be a fødselsnummer, a D-number (day + 40), or one of another register (`MONTHS`).

    Both check digits must hold (weights 3 7 6 1 8 9 4 5 2 and 5 4 3 2 7 6 5 4 3 2, modulus 11). Numbers given from 2032
    leave a remainder of 0 to 3 in the first (Skatteetaten, «Nytt fødselsnummer fra 2032»), which is taken today too.
    """
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit() or not _is_date(digits):
        return False
    first = sum(weight * int(digit) for weight, digit in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits, strict=False))
    second = sum(weight * int(digit) for weight, digit in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True))
    return first % 11 <= 3 and second % 11 == 0


def numbers(text: str) -> Iterator[Finding]:
    """Eleven digits, also parted.

    4.2.5 digits with dots are an account. Every fødselsnummer fulfils the modulus of accounts too, so that the dots
    alone tell them apart; without dots it is taken as what does most harm.
    """
    end = 0
    for run in DIGITS.finditer(text):
        match = _number_at(text, run.start()) if run.start() >= end else None
        if match:
            end = match.end()
            yield Finding(match.start(), end, Kind.NUMBER)


def _number_at(text: str, start: int) -> re.Match[str] | None:
    for pattern in (_PLAIN, _ODD, _SHORT):
        match = pattern.match(text, start)
        if match and is_number_of_person(_digits(match)) and not _ACCOUNT.fullmatch(match.group()):
            return None if _in_hash(text, match) or _is_measured(text, match) else match
    return None


def _is_date(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day -= 40 if day > 40 else 0
    longest = (31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return any(1 <= month - more <= 12 and 1 <= day <= longest[month - more - 1] for more in MONTHS)


def _digits(match: re.Match[str]) -> str:
    """The eleven digits: two for the day, the month and the year, whatever was written."""
    said = match.group()
    if "day" in match.re.groupindex:
        said = f"{match['day']:0>2}{match['month']:0>2}{said[match.start('year') - match.start() :]}"
    digits = re.sub("[^0-9]", "", said)
    return digits[:4] + digits[6:] if len(digits) == 13 else digits


def _is_measured(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are decimals, as in the lines of a drawing: two of them, or one in a row of digits."""
    said = match.group()
    decimals = max(sum(map(bool, map(_DECIMAL.fullmatch, re.split(one, said)))) for one in ("[^0-9.]+", "[^0-9,]+"))
    around = text[max(0, match.start() - 8) : match.start()] + text[match.end() : match.end() + 8]
    return decimals > 1 or (decimals == 1 and bool(DIGITS.search(around)))


def _in_hash(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are a part of a hash in hexadecimal, or lie across the parts of a UUID."""
    start, end = match.span()
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    words = re.findall(r"[^\W_]+", text[start:end])
    least = _HASH if len(words) == 1 else _PART
    return any(least.fullmatch(one) and not one.isdigit() for one in (words[0], words[-1]))
