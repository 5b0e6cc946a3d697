"""Words -> streets with the number of a house. Where a body stands is told by the building named before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.personal.finding import Finding, Kind

_ROADS = (
    r"gata|gaten|gate|vegen|veien|veg|vei|svingen|bakken|stien|allé|alléen|alleen|kroken|tunet|torget|torg|smauet|smuget|"
    r"gt\.|(?<!na)vn\."
)
_PERHAPS = (
    "lia|ringen|plass|plassen|åsen|haugen|toppen|løkka|jordet|marka|faret|terrasse|kaia|brygge|street|road|avenue|gt|vn"
)
"""Endings that many other words have too; they need a postcode after the number."""
_CAPITAL = "[A-ZÆØÅÄÖÉÁŠ]"
_NAME = rf"{_CAPITAL}[\w.'’-]*"
_HOUSE = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[^\W\d_]\.))\s(?:nr\.?\s)?(?P<house>[0-9]{1,4})(?:[A-Za-z]|\s[A-H])?(?:[–/-][0-9]{1,4}[A-Za-z]?)?"
    rf"(?![\w%])(?![.,:][0-9])(?P<place>(?P<comma>,)?\s{{0,2}}(?:N-|NO-)?[0-9]{{4}}\s{_CAPITAL}[\w’'-]*)?"
)
_ENDING = re.compile(rf"(?:(?P<sure>{_ROADS})|{_PERHAPS})\Z", re.IGNORECASE)
_WORD = re.compile(rf"(?P<names>(?:{_NAME}\s){{0,4}})(?P<word>(?<!\w)[\w'’-]{{2,40}}\.?)\Z")
_AFTER_SOMEBODY = re.compile(r"(?<!\w)(?!kommun|fylk|by|dag|lang|bygd|land|annen)[^\W\d_]{3,40}s\s(?=(?:gate|gt\.)\Z)")
"""The name of a street written with small letters: «dronningens gate»."""

_KINDS = (
    "adkomst|anleggs|atkomst|avkjørings|buss|bygde|drifts|europa|fylkes|gang|gjennomfarts|hoved|kommune|lokal|motor|omkjørings|"
    "parallell|privat|riks|ring|samle|skogs|skogsbil|stam|sykkel|sykle|traktor|tilkomst|tur|tverr|tømmer"
)
_KIND_OF_ROAD = re.compile(rf"(?:gang-\s?og\s?)?(?:{_KINDS})(?:ve[gi](?:en)?|gate|stien)", re.IGNORECASE)
"""What is numbered as roads are, and no address without a postcode."""
_NO_STREET = re.compile(
    r"dele?gate|aggregate|frigate|investigate|mitigate|post(?:boks)?|boks|box|sak|saken|vedtak|vedlegg|punkt|pkt\.?|møte|side|"
    r"s\.|kapit(?:tel|let)|kap\.?|tabell|figur|artikkel|nr\.?|nummer|nou|prop|meld|innst|lov|ps|fs|rs|uke|veke|kl\.?|klokken|"
    r"klokka|kvartal|tertial|versjon|utgave|bind|jan(?:uar|uary)?\.?|feb(?:ruar|ruary)?\.?|mars|march|april|mai|may|juni|june|"
    r"juli|july|aug(?:ust)?\.?|sept?(?:ember)?\.?|okt(?:ober)?\.?|oct(?:ober)?|nov(?:ember)?\.?|des(?:ember)?\.?|dec(?:ember)?|"
    r"table|figure|page|chapter|section|article|case|appendix|no\.?|volume|gnr\.?|bnr\.?|trinn|fase|del|part|ledd|mål|tiltak",
    re.IGNORECASE,
)
_PLAN = re.compile(r"(?:prosjekt|alternativ|trasé|trase|delstrekning|strekning)(?:et|en)?\s", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s(?:[0-9]{3}(?![0-9])|(?:k?m|km/t|m²|m2|mil|daa|år|%|prosent|stk|kr|kroner|mill\.?|millioner|mrd\.?|ådt|"
    r"[^\W\d_]{0,30}(?:meter|dekar|kjøretøy(?:er)?|biler|felt|kvartal(?:er)?|plass(?:er|ar)?|bolig(?:er)?|bustad(?:er)?|enheter|"
    r"einingar|leiligheter|leilegheiter|hus|bygg|tomter|hytter|boder|etasjer|elever|barn|ansatte|innbyggere|personer|deltakere|"
    r"dager|uker|måneder|timer|minutter|tonn|trær|busser|avganger|passeringer|spor|ganger))(?!\w))",
    re.IGNORECASE,
)
"""What is counted, or thousands: the number before it is none of a house."""
_BODY = re.compile(
    r"(?:(?:kommune|råd|fylkes|herreds|ting|politi|kultur|helse|folke|samfunns|innbygger)hus(?:et)?|bibliotek(?:et)?|skole[nr]?|"
    r"skule[nr]?|gymnas(?:et)?|barnehage[nr]?|service(?:torg|senter|kontor)(?:et)?|innbyggertorg(?:et)?|kommune[nr]?|etat(?:en)?|"
    r"statsforvalter(?:en)?|museum|museet|sykehus(?:et)?|sykehjem(?:met)?|legevakt(?:en|a)?|brannstasjon(?:en)?|"
    r"idrettshall(?:en)?|svømmehall(?:en)?|bystyresal(?:en)?|kommunestyresal(?:en)?|fylkestingssal(?:en)?|direktorat(?:et)?|"
    r"departement(?:et)?|universitet(?:et)?|høgskole[nr]?|høyskole[nr]?)"
    rf"(?:\s(?:i\s|på\s)?(?-i:{_CAPITAL})[\w-]{{1,30}}){{0,2}}[,:(–-]{{0,2}}\s?(?:[–-]\s|i\s)?\Z",
    re.IGNORECASE,
)
"""A public building or body whose address follows."""


def streets(text: str) -> Iterator[Finding]:
    """A street with the number of a house, where it is named as streets are or a postcode follows."""
    for house in _HOUSE.finditer(text):
        before = text[max(0, house.start() - 100) : house.start()]
        street = _WORD.search(before) if house["place"] or _ENDING.search(before[-12:]) else None
        if not street or _NO_STREET.fullmatch(street["word"].rstrip(".")):
            continue
        start = _start(before, street, house)
        if start is None or _BODY.search(before[: len(before) - start][-80:]):
            continue
        yield Finding(house.start() - start, house.end(), Kind.ADDRESS)


def _start(before: str, street: re.Match[str], house: re.Match[str]) -> int | None:
    """How many signs before the number the street begins; None where it is no street."""
    names, word = street["names"], street["word"]
    ending = _ENDING.search(before)
    small = _AFTER_SOMEBODY.search(before) if word.casefold() in ("gate", "gt.") else None
    own = bool(ending) and len(word) <= len(ending.group() if ending else "") + 1  # as in «Kongens gate»
    length = len(word) + (len(names) if own else 0)
    if house["place"]:
        capital = bool(names) or word[0].isupper()
        if ending and (capital or small or not own):
            return len(before) - small.start() if small and not names else length
        known = capital and house["comma"] and not (word.isupper() and len(word) <= 4)
        return len(names) + len(word) if known else None
    year = re.fullmatch("(?:19|20)[0-9]{2}", house["house"])
    if year or _COUNTED.match(house.string, house.end()) or _KIND_OF_ROAD.fullmatch(word) or _PLAN.match(names):
        return None
    if small and not names:
        return len(before) - small.start()
    named = bool(names) if own else word[0].isupper()
    return length if ending and ending["sure"] and named else None
