"""What must hold of the case and its journal entry: codes, titles, names, and that they belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from press.cases import Archive
from press.fault import Fault
from press.fiks import message as said
from press.fiks.schema import codes
from press.fiks.told import Told, code, every, kind, name, text
from press.organisation import organisation_number
from press.problem import Problem, meant
from press.text import Text

LONGEST_TITLE = 100
"""Characters; longer ones are cut in the lists of case systems."""
_ENDING = re.compile(r"\.(pdf|docx?|odt|rtf|txt|html?|xml|xlsx?|csv|pptx?|zip|jpe?g|png|tiff?)\s*$", re.IGNORECASE)
_PERSONAL = frozenset(
    {"kontaktperson", "saksbehandler", "saksansvarlig", "moetedeltaker", "part", "merknad", "personid", "personID"}
    | {"epostadresse", "telefonnummer", "postadresse", "postnummer", "poststed", "arkivertAv"}
    | {"avsluttetAv", "tilknyttetAv"}
)
_REQUIRED = {
    "arkivmelding": "mappe registrering",
    "mappe": "dokumentmedium opprettetAv referanseEksternNoekkel saksstatus",
    "registrering": (
        "opprettetAv referanseForelderMappe dokumentbeskrivelse forfatter dokumentmedium korrespondansepart "
        "referanseEksternNoekkel journalstatus dokumentetsDato antallVedlegg"
    ),
    "dokumentbeskrivelse": (
        "dokumenttype dokumentstatus forfatter opprettetAv dokumentmedium dokumentnummer dokumentobjekt"
    ),
    "dokumentobjekt": "versjonsnummer variantformat format mimeType sjekksum sjekksumAlgoritme filstoerrelse",
}
"""What the schema lets out and an archive needs."""


def nothing_is_empty(told: Told) -> Iterator[Problem]:
    """Every element says something or holds something."""
    for element in told.root.iter(etree.Element):
        if not len(element) and not (element.text or "").strip():
            yield told.wrong(element, "O363", f"{name(element)} is empty.", "Leave it out, or fill it in.")


def codes_are_known(told: Told) -> Iterator[Problem]:
    """Every code is the one that the archive is said to expect in its place."""
    configured = _configured(told.values)
    for element in told.root.iter(etree.Element):
        here = name(element)
        if here not in configured or not every(element, "n5mdk:kode"):
            continue
        value, expected = text(element, "n5mdk:kode"), sorted(configured[here])
        if value in expected:
            continue
        if value in codes(here):
            message = f"{here} is {value} ({codes(here)[value]}), which the archive does not expect here."
            yield told.wrong(element, "O365", message, meant(value, expected))
        else:
            message = f"{here} is `{value}`, a code that neither the standard nor the settings know."
            yield told.wrong(element, "O364", message, meant(value, expected))


def _configured(values: Archive) -> Mapping[str, set[str]]:
    chosen = values.codes
    return {
        "dokumentmedium": {chosen.dokumentmedium},
        "saksstatus": {chosen.saksstatus},
        "journalposttype": {chosen.journalposttype},
        "journalstatus": {chosen.journalstatus},
        "dokumentstatus": {chosen.dokumentstatus},
        "dokumenttype": {chosen.dokumenttype_hoveddokument, chosen.dokumenttype_vedlegg},
        "tilknyttetRegistreringSom": {chosen.hoveddokument, chosen.vedlegg},
        "variantformat": {chosen.arkivformat, chosen.produksjonsformat, chosen.skjermet},
        "tilgangsrestriksjon": {chosen.tilgangsrestriksjon},
        "korrespondanseparttype": {chosen.avsender, chosen.mottaker},
        "arkivdel": {values.arkivdel} if values.arkivdel else set(),
    }


def values_are_the_settings(told: Told) -> Iterator[Problem]:
    """`system`, `fagsystem` and `regel` are those of the settings."""
    fagsystem = said.fagsystem(told.values)
    expected = {"system": told.values.system, "fagsystem": fagsystem, "regel": told.values.regel or ""}
    for element in told.root.iter(etree.Element):
        value = expected.get(name(element))
        if value is not None and text(element) != value:
            message = f"{name(element)} is `{text(element)}`; the settings say `{value}`."
            yield told.wrong(element, "O365", message, "Change the one or the other.")


def nothing_is_missing(told: Told) -> Iterator[Problem]:
    """What the schema does not ask for and an archive needs is there."""
    extra = {"mappe": told.values.arkivdel and "arkivdel", "arkivmelding": told.values.regel and "regel"}
    for holder, needed in _REQUIRED.items():
        for element in told.root.iter(f"{{{said.MAIN}}}{holder}"):
            for one in (*needed.split(), *filter(None, [extra.get(holder)])):
                if not every(element, one):
                    yield told.wrong(element, "O366", f"{holder} has no {one}.", "The archive needs it.")


def nothing_is_said_twice(told: Told) -> Iterator[Problem]:
    """No keyword and no author stands twice in the same place."""
    for parent in (*told.cases, *told.entries, *told.documents):
        heard: set[tuple[str, str]] = set()
        for element in (*every(parent, "noekkelord"), *every(parent, "forfatter")):
            if (name(element), text(element)) in heard:
                yield told.wrong(element, "O367", f"{name(element)} `{text(element)}` stands twice.", "Keep one.")
            heard.add((name(element), text(element)))


def the_entry_is_tied_to_the_case(told: Told) -> Iterator[Problem]:
    """The journalpost names the saksmappe by the key and the case number that the saksmappe has."""
    for case, entry in zip(told.cases, told.entries, strict=False):
        for element, expected in ((case, "saksmappe"), (entry, "journalpost")):
            if kind(element) != expected:
                message = f"{name(element)} is of the type `{kind(element)}`."
                yield told.wrong(element, "O369", message, f'Write xsi:type="{expected}".')
        parent = entry if not every(entry, "referanseForelderMappe") else every(entry, "referanseForelderMappe")[0]
        key, number = _key(case), (text(case, "saksaar"), text(case, "sakssekvensnummer"))
        if text(parent, "n5mdk:referanseEksternNoekkel/n5mdk:noekkel") != key or not key:
            message = f"The journalpost is not tied to the saksmappe `{key}`."
            yield told.wrong(parent, "O369", message, "Write its key in referanseForelderMappe.")
        there = "n5mdk:saksnummer/n5mdk:"
        if (text(parent, f"{there}saksaar"), text(parent, f"{there}sakssekvensnummer")) != number:
            message = "referanseForelderMappe and the saksmappe have not the same case number."
            yield told.wrong(parent, "O369", message, "Write saksaar and sakssekvensnummer in both, or in none.")
        if _key(entry) != said.entry_key(key):
            message = f"The journalpost's own key is `{_key(entry)}`."
            yield told.wrong(entry, "O369", message, f"It follows from the case's: {said.entry_key(key)}.")


def _key(element: etree._Element) -> str:
    return text(element, "referanseEksternNoekkel/n5mdk:noekkel")


def the_entry_says_what_the_case_says(told: Told) -> Iterator[Problem]:
    """Title, public title, shielding and keywords of both are the same; a public title needs a shielding."""
    for case, entry in zip(told.cases, told.entries, strict=False):
        for part in ("tittel", "offentligTittel", "skjerming", "noekkelord"):
            if _words(case, part) != _words(entry, part):
                message = f"{part} of the journalpost is not the same as of the saksmappe."
                yield told.wrong(entry, "O385", message, "Both are the same case.")
        for element in (case, entry):
            if every(element, "offentligTittel") and not every(element, "skjerming"):
                message = f"The {name(element)} has a public title, and no skjerming says why."
                yield told.wrong(element, "O384", message, "Write the provision, or leave the public title out.")


def _words(element: etree._Element, part: str) -> Counter[str]:
    return Counter("|".join(one.itertext()) for one in every(element, part))


def the_shielded_title_stays_there(told: Told) -> Iterator[Problem]:
    """Where there is a public title, nothing but `tittel` of case and entry holds the title that is exempt."""
    for case in told.cases:
        shielded, public = text(case, "tittel").casefold(), text(case, "offentligTittel").casefold()
        if not public or public == shielded:
            continue
        own = {element for one in (*told.cases, *told.entries) for element in every(one, "tittel")}
        for element in told.root.iter(etree.Element):
            if element not in own and shielded in (element.text or "").casefold():
                message = f"{name(element)} holds the title that is exempt from public disclosure."
                yield told.wrong(element, "O385", message, "Use the public title here: lists of documents are public.")


def titles_fit_a_list(told: Told) -> Iterator[Problem]:
    """A title is one line of at most 100 characters, without a file's ending."""
    for element in told.root.iter(f"{{{said.MAIN}}}tittel", f"{{{said.MAIN}}}offentligTittel"):
        title = text(element)
        if len(title) > LONGEST_TITLE:
            message = f"The title has {len(title)} characters; at most {LONGEST_TITLE} are shown in full."
            yield told.wrong(element, "O380", message, "Shorten it.")
        if title != title.strip() or len(title.splitlines()) > 1 or "\t" in title:
            message = "The title is not one line, or has blanks at its ends."
            yield told.wrong(element, "O380", message, "Write it in one line.")
        if found := _ENDING.search(title):
            message = f"The title ends with the ending of a file, `{found[0].strip()}`."
            yield told.wrong(element, "O380", message, "Only filnavn has it.")


def only_the_alliance_is_named(told: Told) -> Iterator[Problem]:
    """Author, creator and sender are the same everywhere, the alliance; nobody else is named."""
    senders = [party for party in _parties(told) if _party_kind(party) == told.values.codes.avsender]
    alliance = told.author or next((text(party, "korrespondansepartNavn") for party in senders), "")
    named = [*told.root.iter(f"{{{said.MAIN}}}opprettetAv", f"{{{said.MAIN}}}forfatter")]
    named += [one for party in senders for one in every(party, "korrespondansepartNavn")]
    for element in named:
        if text(element) != alliance:
            message = f"{name(element)} names `{text(element)}`, not the alliance `{alliance}`."
            yield told.wrong(element, "O386", message, "Author metadata is the alliance, never a person.")


def no_person_is_told_of(told: Told) -> Iterator[Problem]:
    """No element that is made for a person's name, address, phone number or e-mail."""
    for element in told.root.iter(etree.Element):
        if name(element) in _PERSONAL:
            message = f"{name(element)} tells of a person, or how to reach one."
            yield told.wrong(element, "O387", message, "Take it out; the papers name the alliance and its office.")


def one_sends_and_one_receives(told: Told) -> Iterator[Problem]:
    """One sender, one recipient; organisation numbers hold together."""
    for entry in told.entries:
        for role, part in (("sender", told.values.codes.avsender), ("recipient", told.values.codes.mottaker)):
            count = sum(_party_kind(party) == part for party in every(entry, "korrespondansepart"))
            if count != 1:
                message = f"The journalpost has {count or 'no'} {role}{'s' if count > 1 else ''} ({part})."
                yield told.wrong(entry, "O388", message, "It has one sender and one recipient.")
    for party in _parties(told):
        for element in every(party, "organisasjonid"):
            try:
                organisation_number(Text(text(element)))
            except Fault as fault:
                yield told.wrong(element, "O388", fault.message, fault.hint)


def _parties(told: Told) -> list[etree._Element]:
    return [party for entry in told.entries for party in every(entry, "korrespondansepart")]


def _party_kind(party: etree._Element) -> str:
    return code(party, "korrespondanseparttype")
