"""Words -> telephone numbers: by their country, a word of calling before them, or how their digits are grouped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.personal.finding import DIGITS, GAP, Finding, Kind

_ABROAD = re.compile(
    rf"(?<![\w+])(?<![\w][.,/-])(?:\+|00){GAP}?[1-9](?:(?:{GAP}|[./-]|{GAP}?\(0?\){GAP}?)?[0-9]){{6,14}}"
)
_PLUS = re.compile(rf"\+{GAP}?\Z")
_LENGTHS = {
    "47": (8, 8),
    "46": (7, 10),
    "45": (8, 8),
    "358": (6, 11),
    "354": (7, 7),
    "298": (6, 6),
    "299": (6, 6),
    "1": (10, 10),
    "7": (10, 10),
}
"""Digits after the country code: Norway and its neighbours, America, Russia; ITU-T E.164 for all others."""
_SIGNED_SUM = re.compile(rf"\+(?!29[89])[1-9][0-9]{{0,2}}(?:{GAP}[0-9]{{3}}){{1,3}}(?!{GAP}?[0-9])")

_PAIRS = rf"[2-9][0-9](?:{GAP}[0-9]{{2}}){{3}}"
_LOCAL = re.compile(
    rf"(?<![\w+–-])(?:(?<!/)|(?<=[0-9]{GAP}[0-9]{{2}}/))(?<![0-9][.,:])(?<![0-9]{GAP})"
    rf"(?:{_PAIRS}(?=/{_PAIRS}(?![0-9]))|(?:{_PAIRS}|[2-9][0-9]{{2}}{GAP}[0-9]{{2}}{GAP}[0-9]{{3}}|(?P<bare>[49][0-9]{{7}}))"
    rf"(?![\w/–-])(?![.,:][0-9])(?!{GAP}[0-9]))"
)
_CALLED = re.compile(
    r"\b(?:(?:tele|mobil|privat|jobb)?(?:tlf|telefon)(?:en|nr|nummer|nummeret)?|telefax|telefaks|mobil(?:en|nr|nummer|nummeret)?|"
    r"mob|phone|telephone|tel|cell|sms|vipps|ringe?|oppringt|nås|nåes|nåast|treffes|treffast|kontakt(?:es|ast|e)?|call|"
    r"reached|nummeret)\b[.:]{0,2}\s?"
    r"(?:\([^()0-9]{0,30}\)[.:]?\s?)?"
    r"(?:(?:nr|nummer|nummeret|telefonnummer|mobilnummer|telefon|mobil|tlf|no|number|på|til|er|via|hans|hennes|hennar|deres|"
    r"min|mitt|sin|sitt|is|at|on|(?-i:[A-ZÆØÅ])[\w'-]{1,30})[.:,]{0,2}\s){0,5}"
    rf"(?![0-9]{{2}}\.[01][0-9]\.(?:19|20)[0-9]{{2}}|20[0-9]{{2}}.(?:20|[01][0-9].?[0-3]))"
    rf"(?P<number>[2-9](?:(?:{GAP}|[./\u2010-\u2015-])?[0-9]){{7}})(?![0-9–-])(?![.,][0-9])(?!/[0-9]{{0,4}}(?![0-9]))",
    re.IGNORECASE,
)

_EIGHT = re.compile(rf"[2-9](?:(?:{GAP}|[./\u2010-\u2015-])?[0-9]){{7}}")

_MONEY = (
    r"\w{0,30}(?:avsetning|avvik|beløp|bevilgning|budsjett|differanse|driftsresultat|endring|finansiering|forbruk|fradrag|"
    r"gjeld|inntekt|investering|kostnad|netto|brutto|overskudd|overskot|underskudd|underskot|ramme|regnskap|rekneskap|resultat|"
    r"reduksjon|økning|auke|sum|tall|tal|tilskudd|tilskot|tusen|millioner|utgift|verdi|balanse|fond|lån|omsetning)"
    r"(?:en|et|er|ene|a|ar|ane|n|r|s)?"
)
_LABEL = re.compile(
    rf"kr|nok|eur|usd|sek|dkk|kroner|{_MONEY}|\w{{0,40}}(?:nr|nummer|nummeret|id|kode|koden|referanse|referansen|websak|innsyn|"
    r"ansvar|isbn|issn)|no|sak|saken|ref|gnr|bnr|case|konto|dokument|document|vedlegg|prosjekt|avtale|faktura|art|kid|klokken|"
    r"klokka|kl",
    re.IGNORECASE,
)
"""What says that a sum, or the number of a thing, follows."""
_YEAR = re.compile(r"(?:\s(?:for|i))?\s(?:19|20)[0-9]{2}\Z")
_LISTED = re.compile(r"(?:^|[^\w\s]\s?)[\w-]{3,40}(?:ene|ane)\s\Z")
"""A noun in plural before a list of small numbers: «Områdene 20 22 24 26»."""
_OF_SOMEBODY = re.compile(
    r"(?:^|[^\w\s:(]\s?|\b(?:på|til|og|eller|at|on|or)\s|^\W{1,3}|\b[A-ZÆØÅ][\w.-]{0,40}\s|"
    r"[\w,]\s[A-ZÆØÅ][\w.-]{0,40}(?::\s?|\s\())\Z"
)
"""What stands before eight digits in one that are a mobile number: nothing, a sign, a name. A noun is numbered, and
what follows a colon is a telephone only after a name."""
_AFTER = re.compile(
    r"\s?(?:,-|,–|%|kr\b|kroner|nok\b|mill|mrd|tusen|eur|dollar|prosent|innbygg|person|stk|m2|m²|dekar|tonn|kwh)",
    re.IGNORECASE,
)


def phones(text: str) -> Iterator[Finding]:
    """Telephone numbers; a sum of money, a case, or any other number of a thing is none."""
    eight = False
    for run in DIGITS.finditer(text):
        start = run.start()
        plus = _PLUS.search(text, max(0, start - 2), start)
        abroad = _ABROAD.match(text, plus.start() if plus else start)
        end = _end_abroad(abroad) if abroad else 0
        if abroad and end and not _AFTER.match(text, end):
            yield Finding(abroad.start(), end, Kind.PHONE)
        local = _LOCAL.match(text, start)
        if local and not local.group().endswith("0000") and not _AFTER.match(text, local.end()) and _is_phone(local):
            yield Finding(start, local.end(), Kind.PHONE)
        eight = eight or bool(_EIGHT.match(text, start))
    for called in _CALLED.finditer(text) if eight else ():
        if not _AFTER.match(text, called.end()):
            yield Finding(*called.span("number"), Kind.PHONE)


def _is_phone(match: re.Match[str]) -> bool:
    """Whether what stands before lets eight digits be a telephone, where no word of calling does."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    if _is_labelled(before):
        return False
    if match["bare"]:
        return bool(_OF_SOMEBODY.search(before))
    return match.group()[0] in "49" or not _LISTED.search(before)


def _is_labelled(before: str) -> bool:
    """Whether the last word numbers a thing or names a sum, as in «Plannummer:» and «Budsjett 2027:»."""
    said = _YEAR.sub("", before.rstrip(" \u00a0\n(–-").rstrip(".:;"))
    word = re.split(r"\W", said)[-1]
    return said.endswith(("€", "$", "£")) or bool(_LABEL.fullmatch(word))


def _end_abroad(match: re.Match[str]) -> int:
    """Where the number ends: after the most digits that its country allows, between groups; 0 where it is none."""
    said = match.group()
    skipped = 1 if said[0] == "+" else 2
    places = [place for place, sign in enumerate(said) if place >= skipped and sign.isdigit()]
    digits = "".join(said[place] for place in places)
    if _SIGNED_SUM.match(match.string, match.start()) and (len(digits) <= 9 or digits.endswith("000000")):
        return 0
    code = next((code for code in _LENGTHS if digits.startswith(code)), "")
    least, most = _LENGTHS.get(code, (9, 15))
    for count in range(min(most + len(code), len(places)), least + len(code) - 1, -1):
        end = places[count - 1] + 1
        if not match.string[match.start() + end : match.start() + end + 1].isdigit():
            return match.start() + end
    return 0
