"""Words -> mailboxes (RFC 5322, 3.4.1, without quoted parts and comments) that are not those of an office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.personal.finding import Finding, Kind

FUNCTIONS = re.compile(
    "abuse|arkiv|bystyret|contact|dokumentmottak|dokumentsenter|e-?post|e?innsyn|firmapost|formannskapet|fylkestinget|info|"
    "innbyggerservice|innbyggertorg|kommunestyret|kontakt|mail|media|no-?reply|personvern|personvernombud|politiskesaker|"
    "post|postmottak|presse?|redaksjon|resepsjon|sekretariat(?:et)?|secretariat|sentralbord|servicekontor|servicetorg(?:et)?|"
    "varsling|webmaster"
)
"""What stands before the @ of a mailbox that is an office's and no person's."""

_OFFICE = (
    r"(?:administrasjon|anlegg|anskaffelser|areal|barnehage|barnevern|beredskap|bibliotek|brann|bruker|bydel|bygg|byr[åa]d|"
    r"by|bystyre|dokument|drift|eiendom|energi|faktura|familie|forvaltning|fylke|fylkesting|geodata|helse|hr|ikt|innkj[øo]p|"
    r"integrering|it|juridisk|jus|kart|klima|kollektiv|kommune|kommunestyre|kommunikasjon|kontroll|kultur|landbruk|l[øo]nn|"
    r"milj[øo]|nav|n[æa]ring|n[æa]rings?liv|omsorg|oppmåling|oppvekst|organisasjon|park|personal|plan|politikk|politisk|"
    r"regnskap|regional|renovasjon|samferdsel|samfunn|sekretariat|sentral|skatt|skole|sosial|stab|teknisk|tilsyn|trafikk|"
    r"transport|utdanning|utvalg|utvikling|valg|vann|avl[øo]p|vegvesen|veg|vei|velferd|[øo]konomi)"
    r"(?:s|e|et|en|a)?(?:avdeling|etat|kontor|omr[åa]de|seksjon|sektor|tjeneste|utvikling)?(?:en|et|ne|a|r)?"
)
_MAILROOM = re.compile(rf"(?:{FUNCTIONS.pattern})(?:[._-]{_OFFICE}){{1,3}}")
"""The same with the name of the office: postmottak.kultur@"""

PRIVATE = re.compile(
    r"(?:.+\.)?(?:aol|gmail|googlemail|gmx|hotmail|icloud|live|mac|mail|me|msn|outlook|proton(?:mail)?|yahoo|ymail)"
    r"\.(?:com|net|no|de|me|se|dk|co\.uk)|(?:broadpark|c2i|chello|frisurf|getmail|lyse|netcom|online|start|altibox|tele2)\.(?:no|net)|pm\.me",
    re.IGNORECASE,
)
"""Providers where people, and no offices, have their mail."""

RESERVED = re.compile(r"(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$", re.IGNORECASE)
"""Domains that are nobody's (RFC 2606). `example.no` is none of them: it is a name like any other."""

_AT = re.compile(
    r"\s?[@\uff20]\s?|\s?[(\[{]\s?(?:at|a|@|krøllalfa|alfakrøll|snabel-?a)\s?[)\]}]\s?|\s(?:krøllalfa|alfakrøll|snabel-?a)\s",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"[\w+%&'.-]{1,80}\Z")
_DOT = r"(?:[.\uff0e]|\s?[(\[{]\s?(?:dot|punktum|punkt|prikk|\.)\s?[)\]}]\s?)"
_DOMAIN = re.compile(rf"(?:\w[\w-]{{0,62}}{_DOT}){{1,8}}(?:[^\W\d_]{{2,63}}|xn--[\w-]{{1,59}})", re.IGNORECASE)


def mails(text: str) -> Iterator[Finding]:
    """Every mailbox that is a person's, or may be one."""
    for at in _AT.finditer(text):
        domain = _DOMAIN.match(text, at.end())
        local = _LOCAL.search(text[max(0, at.start() - 80) : at.start()]) if domain else None
        name = local.group().lstrip(".'") if local else ""
        if not domain or not name or name.endswith("."):
            continue
        if at.group().startswith(" ") and at.group().endswith("@") and "." not in name:
            continue  # «oss @ruter.no» is a name in a network
        if not _is_office(name.casefold(), re.sub(_DOT, ".", domain.group())):
            yield Finding(at.start() - len(name), domain.end(), Kind.MAIL)


def _is_office(name: str, domain: str) -> bool:
    if RESERVED.search(domain):
        return True
    return bool(FUNCTIONS.fullmatch(name) or _MAILROOM.fullmatch(name)) and not PRIVATE.fullmatch(domain)
