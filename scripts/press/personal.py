"""Words -> the personal data in them: numbers of persons, mailboxes, telephones, addresses.

Pure functions on str, by form alone: nothing is looked up. What is an office's beyond doubt (its mailbox, its postbox)
is not found; the rest is for whoever writes to leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found, as a message names it."""

    NUMBER = "a fødselsnummer"
    MAIL = "an e-mail address"
    PHONE = "a telephone number"
    ADDRESS = "a street address"


@dataclass(frozen=True, order=True)
class Finding:
    """Personal data from `start` to before `end` in a text."""

    start: int
    end: int
    kind: Kind


FUNCTIONS = re.compile(
    "abuse|arkiv|bystyret|contact|dokumentmottak|dokumentsenter|e-?post|e?innsyn|firmapost|formannskapet|fylkestinget|info|"
    "innbyggerservice|innbyggertorg|kommunestyret|kontakt|mail|media|no-?reply|personvern|personvernombud|politiskesaker|"
    "post|postmottak|presse?|redaksjon|resepsjon|sekretariat(?:et)?|secretariat|sentralbord|servicekontor|servicetorg(?:et)?|"
    "varsling|webmaster"
)
"""What stands before the @ of a mailbox that is an office's and no person's."""

MAILROOMS = re.compile(r"(?:post|postmottak|firmapost|servicetorg)[._-].+")
"""The same with the name of the office: postmottak.kultur@"""

RESERVED = re.compile(r"(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$", re.IGNORECASE)
"""Domains that are nobody's (RFC 2606). `example.no` is none of them: it is a name like any other."""

MONTHS = (0, 20, 40, 60, 65, 80)
"""What is added to the month: nothing, or what marks numbers of aid (H-numbers), of Nav, and of test registers
(Skatteetaten adds 80). They are asked to go as well: nobody who reads the paper can tell them apart."""

_GAP = "[ \u00a0\u2009\u202f]"
_HIDDEN = "[\u00ad\u200b\u2060\ufeff]*"

_NUMBER = re.compile(
    rf"(?<![0-9])(?<![0-9][.,/])(?:[0-9]{{6}}|[0-9]{{2}}([. \u00a0\u202f-])[0-9]{{2}}\1(?:19|20)?[0-9]{{2}}){_HIDDEN}"
    rf"(?:\s?[.–/-]?\s?){_HIDDEN}(?:[0-9]{{5}}|[0-9]{{3}}{_GAP}[0-9]{{2}})(?![0-9])(?![.,/][0-9])"
)
_HEX = re.compile(r"[0-9A-Fa-f]{16,}")

_MAIL = re.compile(
    r"(?<![\w+%&-])(?P<local>[\w+%&-]+(?:\.[\w+%&-]+)*)(?:@| ?[(\[] ?(?:at|krøllalfa|alfakrøll|@) ?[)\]] ?)"
    r"(?P<domain>\w[\w-]*(?:\.\w[\w-]*)*\.(?:[^\W\d_]{2,}|xn--[\w-]+))",
    re.IGNORECASE,
)

_ABROAD = re.compile(
    rf"(?<![\w+])(?<![\w][.,/-])(?:\+|00){_GAP}?[1-9](?:(?:{_GAP}|[./-]|{_GAP}?\(0?\){_GAP}?)?[0-9]){{6,14}}"
)
_LENGTHS = {"47": (8, 8), "46": (7, 10), "45": (8, 8), "358": (6, 11), "354": (7, 7), "298": (6, 6), "299": (6, 6)}
"""Digits after the country code: Norway and its neighbours, ITU-T E.164 for all others."""

_LOCAL = re.compile(
    rf"(?<![\w+/–-])(?<![0-9][.,:])(?<![0-9]{_GAP})"
    rf"(?:[2-9][0-9](?:{_GAP}[0-9]{{2}}){{3}}|[2-9][0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{3}}|(?P<mobile>[49][0-9]{{7}}))"
    rf"(?![\w/–-])(?![.,:][0-9])(?!{_GAP}[0-9])"
)
_CALLED = re.compile(
    r"\b(?:tlf|telefon(?:en|nr|nummer|nummeret)?|telefax|telefaks|mobil(?:en|nr|nummer|telefon)?|mob|phone|telephone|tel|"
    rf"cell|sms|vipps|ringe?)\b[.:]?\s?(?:\([^()0-9]{{0,30}}\)[.:]?\s?)?(?:(?:nr|nummer|no|number|på|til|er|is|at|on)\b[.:]?\s?)"
    rf"{{0,3}}(?P<number>[2-9](?:(?:{_GAP}|\.)?[0-9]){{7}})(?![0-9/–-])(?![.,][0-9])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:kr|nok|eur|usd|sek|dkk|kroner|sum|beløp)\b[.:]?|[€$£]|\b(?:saks?|journal|journalpost|arkiv|arkivsaks?|dok|"
    r"dokument|org|organisasjons|konto)?(?:nr|nummer|id)\b[.:]?|\b(?:sak|ref|isbn|issn|gnr|bnr|case|no|konto|dokument|document|vedlegg|prosjekt|"
    r"avtale|faktura)\b[.:]?)\s*$",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(r"(?:^|[^\w\s]\s?|\b(?:på|til|og|eller|at|on|or)\s|\b[A-ZÆØÅ][\w.-]*\s)$")
"""What stands before eight digits in one that are a mobile number: nothing, a sign, a name. A noun is numbered."""
_AFTER = re.compile(
    r"\s?(?:,-|,–|%|kr\b|kroner|nok\b|mill|mrd|tusen|eur|dollar|prosent|innbygg|person|stk|m2|m²|dekar|tonn|kwh)",
    re.IGNORECASE,
)

_ROADS = (
    "gata|gaten|gate|vegen|veien|veg|vei|svingen|bakken|stien|allé|alléen|alleen|kroken|tunet|torget|torg|smauet|smuget"
)
_PERHAPS = (
    "lia|ringen|plass|plassen|åsen|haugen|toppen|løkka|jordet|marka|faret|terrasse|kaia|brygge|street|road|avenue"
)
"""Endings that many other words have too; they need a postcode after the number."""
_NAME = r"[A-ZÆØÅÄÖÉÁŠ][\w.'’-]*"
_HOUSE = re.compile(
    r"(?<=[^\W\d_])\s(?P<house>[0-9]{1,4})(?:[A-Za-z]|\s[A-H])?(?:[–/-][0-9]{1,4}[A-Za-z]?)?(?![\w%])(?![.,:][0-9])"
    r"(?P<place>,?\s{0,2}(?:N-|NO-)?[0-9]{4}\s[A-ZÆØÅÄÖÉÁŠ][\w’'-]*)?"
)
_ENDING = re.compile(rf"(?:(?P<sure>{_ROADS})|{_PERHAPS})\Z", re.IGNORECASE)
_WORD = re.compile(rf"(?P<names>(?:{_NAME}\s){{0,4}})(?P<word>(?<!\w)[\w'’-]{{2,40}})\Z")
_NO_STREET = re.compile(
    r"(?:riks|fylkes|europa|kommune|hoved|motor|stam)(?:ve[gi](?:en)?|gate)|dele?gate|aggregate|frigate|investigate|mitigate",
    re.IGNORECASE,
)


def find(text: str) -> list[Finding]:
    """All personal data in a text, in order; what lies within another finding is left out."""
    found = sorted(
        [*_numbers(text), *_mails(text), *_phones(text), *_streets(text)], key=lambda one: (one.start, -one.end)
    )
    told: list[Finding] = []
    for one in found:
        if not told or one.start >= told[-1].end:
            told.append(one)
    return told


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


def masked(text: str, start: int = 0, end: int = 0) -> str:
    """The text with a dot for each letter and digit of personal data, and of what stands from `start` to `end`."""
    signs = list(text)
    for first, last in [(one.start, one.end) for one in find(text)] + [(start, end)]:
        signs[first:last] = ["•" if sign.isalnum() else sign for sign in signs[first:last]]
    return "".join(signs)


def _is_date(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day -= 40 if day > 40 else 0
    longest = (31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return any(1 <= month - more <= 12 and 1 <= day <= longest[month - more - 1] for more in MONTHS)


def _numbers(text: str) -> Iterator[Finding]:
    """Eleven digits, also parted after the date.

    4.2.5 digits with dots are an account. Every fødselsnummer fulfils the modulus of accounts too, so that the dots
    alone tell them apart; without dots it is taken as what does most harm.
    """
    at = 0
    while match := _NUMBER.search(text, at):
        at = match.start() + 1
        digits = re.sub("[^0-9]", "", match.group())
        digits = digits[:4] + digits[6:] if len(digits) == 13 else digits
        if is_number_of_person(digits) and not _in_hash(text, match):
            yield Finding(match.start(), match.end(), Kind.NUMBER)
            at = match.end()


def _in_hash(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are a part of a hash in hexadecimal."""
    start, end = match.span()
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    word = text[start:end]
    return bool(_HEX.fullmatch(word)) and not word.isdigit()


def _mails(text: str) -> Iterator[Finding]:
    """Addresses (RFC 5322, 3.4.1, without quoted parts and comments) that are not those of an office."""
    for match in _MAIL.finditer(text) if "@" in text or "(" in text or "[" in text else ():
        local = match["local"].casefold()
        if not (FUNCTIONS.fullmatch(local) or MAILROOMS.fullmatch(local) or RESERVED.search(match["domain"])):
            yield Finding(match.start(), match.end(), Kind.MAIL)


def _phones(text: str) -> Iterator[Finding]:
    for match in _ABROAD.finditer(text):
        end = _end_abroad(match)
        if end and not _AFTER.match(text, end):
            yield Finding(match.start(), end, Kind.PHONE)
    for match in _LOCAL.finditer(text):
        round_sum = match.group().endswith("0000") or _BEFORE.search(text, max(0, match.start() - 30), match.start())
        if match["mobile"] and not _OF_SOMEBODY.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        if not round_sum and not _AFTER.match(text, match.end()):
            yield Finding(match.start(), match.end(), Kind.PHONE)
    yield from (Finding(*match.span("number"), Kind.PHONE) for match in _CALLED.finditer(text))


def _end_abroad(match: re.Match[str]) -> int:
    """Where the number ends: after the most digits that its country allows, between groups; 0 where it is none."""
    said = match.group()
    skipped = 1 if said[0] == "+" else 2
    places = [place for place, sign in enumerate(said) if place >= skipped and sign.isdigit()]
    digits = "".join(said[place] for place in places)
    code = next((code for code in _LENGTHS if digits.startswith(code)), "")
    least, most = _LENGTHS.get(code, (9, 15))
    for count in range(min(most + len(code), len(places)), least + len(code) - 1, -1):
        end = places[count - 1] + 1
        if not match.string[match.start() + end : match.start() + end + 1].isdigit():
            return match.start() + end
    return 0


def _streets(text: str) -> Iterator[Finding]:
    """A street with the number of a house. Where a body stands is not told apart from where somebody lives."""
    for house in _HOUSE.finditer(text):
        before = text[max(0, house.start() - 100) : house.start()]
        ending = _ENDING.search(before)
        street = _WORD.search(before) if ending else None
        if not (ending and street):
            continue
        names, word = street["names"], street["word"]
        own = len(word) <= len(ending.group()) + 1  # a word of its own, as in «Kongens gate»
        named = bool(names) if own else word[0].isupper()
        sure = named and ending["sure"] and not re.fullmatch("(?:19|20)[0-9]{2}", house["house"])
        if (sure or (house["place"] and (named or word[0].isupper()))) and not _NO_STREET.fullmatch(word):
            start = house.start() - len(word) - (len(names) if own else 0)
            yield Finding(start, house.end(), Kind.ADDRESS)
