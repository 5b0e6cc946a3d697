"""Message -> arkivmelding.xml: the same bytes for the same message.

One saksmappe, and beside it one journalpost that names it. Elements stand in the order of the schema's sequences. What
only the archive knows (system ids, journal numbers, times of registration) is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from press.casenumber import year_and_sequence
from press.cases import Archive
from press.fiks import message as said
from press.fiks.message import CATALOGUE, INSTANCE, MAIN, Filed, Message, Paper
from press.problem import Place, Problem, Wrong, visible

_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_PREFIXES = {None: MAIN, "n5mdk": CATALOGUE, "xsi": INSTANCE}
_NO_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""Characters that no XML document can hold (XML 1.0, production 2)."""


def write(message: Message, values: Archive) -> bytes:
    """The message as the archive expects it: UTF-8, indented. Raises `Wrong` at a character that XML cannot hold."""
    files = sum(len(paper.files) for paper in message.papers)
    root = _el("arkivmelding", _el("system", values.system))
    if values.regel:
        root.append(_el("regel", values.regel))
    root.append(_el("antallFiler", files))
    root.append(_typed("saksmappe", _el("mappe", *_case(message, values))))
    root.append(_typed("journalpost", _el("registrering", *_entry(message, values))))
    etree.indent(root, "  ")
    return _HEAD + etree.tostring(root, encoding="UTF-8", xml_declaration=False) + b"\n"


def _case(message: Message, values: Archive) -> Iterator[etree._Element]:
    codes = values.codes
    yield from _titles(message)
    yield from (_el("noekkelord", word) for word in message.keywords)
    yield _code("dokumentmedium", codes.dokumentmedium)
    yield _el("opprettetAv", message.author)
    if values.arkivdel:
        yield _code("arkivdel", values.arkivdel)
    yield from _shield(message.exempt, values)
    yield _el("referanseEksternNoekkel", *_key(message.key, values))
    if number := year_and_sequence(message.case_number or ""):
        yield _el("saksaar", number[0])
        yield _el("sakssekvensnummer", number[1])
    yield _code("saksstatus", codes.saksstatus)


def _entry(message: Message, values: Archive) -> Iterator[etree._Element]:
    codes = values.codes
    yield _el("opprettetAv", message.author)
    yield _el("referanseForelderMappe", *_parent(message, values))
    yield from _shield(message.exempt, values)
    yield from (_el("dokumentbeskrivelse", *_document(paper, message, values)) for paper in message.papers)
    yield from _titles(message)
    if message.description:
        yield _el("beskrivelse", message.description)
    yield from (_el("noekkelord", word) for word in message.keywords)
    yield _el("forfatter", message.author)
    yield _code("dokumentmedium", codes.dokumentmedium)
    yield _party(codes.avsender, message.author, message.author_organisation)
    yield _party(codes.mottaker, message.council, message.organisation)
    yield _el("referanseEksternNoekkel", *_key(said.entry_key(message.key), values))
    yield _code("journalposttype", codes.journalposttype)
    yield _code("journalstatus", codes.journalstatus)
    yield _el("dokumentetsDato", message.date.isoformat())
    if message.deadline:
        yield _el("forfallsdato", message.deadline.isoformat())
    yield _el("antallVedlegg", sum(not paper.main for paper in message.papers))


def _document(paper: Paper, message: Message, values: Archive) -> Iterator[etree._Element]:
    codes = values.codes
    yield _code("dokumenttype", codes.dokumenttype_hoveddokument if paper.main else codes.dokumenttype_vedlegg)
    yield _code("dokumentstatus", codes.dokumentstatus)
    yield _el("tittel", paper.title)
    yield _el("forfatter", message.author)
    yield _el("opprettetAv", message.author)
    yield _code("dokumentmedium", codes.dokumentmedium)
    yield _code("tilknyttetRegistreringSom", codes.hoveddokument if paper.main else codes.vedlegg)
    yield _el("dokumentnummer", paper.number)
    yield from _shield(paper.exempt, values)
    yield from (_el("dokumentobjekt", *_object(file, values)) for file in paper.files)


def _object(file: Filed, values: Archive) -> Iterator[etree._Element]:
    yield _el("versjonsnummer", 1)
    yield _code("variantformat", said.variant_code(file.variant, values))
    if form := said.format_code(file.ending, values):
        yield _code("format", form)
    yield _el("mimeType", file.media_type)
    yield _el("filnavn", file.title)
    yield _el("referanseDokumentfil", file.name)
    yield _el("sjekksum", file.sha256)
    yield _el("sjekksumAlgoritme", values.checksum_algorithm)
    yield _el("filstoerrelse", file.size)


def _titles(message: Message) -> Iterator[etree._Element]:
    yield _el("tittel", message.title)
    if message.public_title:
        yield _el("offentligTittel", message.public_title)


def _shield(provision: str, values: Archive) -> Iterator[etree._Element]:
    if provision:
        restriction = _code("tilgangsrestriksjon", values.codes.tilgangsrestriksjon)
        yield _el("skjerming", restriction, _el("skjermingshjemmel", provision))


def _parent(message: Message, values: Archive) -> Iterator[etree._Element]:
    """By the number of the archive's own case where it is certain, and always by our key."""
    if number := year_and_sequence(message.case_number or ""):
        parts = _md("saksaar", number[0]), _md("sakssekvensnummer", number[1])
        yield _md("saksnummer", *parts)
    yield _md("referanseEksternNoekkel", *_key(message.key, values))


def _key(key: str, values: Archive) -> tuple[etree._Element, etree._Element]:
    return _md("fagsystem", said.fagsystem(values)), _md("noekkel", key)


def _party(kind: str, name: str, organisation: str) -> etree._Element:
    party = _el("korrespondansepart", _code("korrespondanseparttype", kind), _el("korrespondansepartNavn", name))
    if organisation:
        party.append(_el("organisasjonid", organisation))
    return party


def _code(name: str, value: str) -> etree._Element:
    return _el(name, _md("kode", value))


def _typed(kind: str, element: etree._Element) -> etree._Element:
    element.set(f"{{{INSTANCE}}}type", kind)
    return element


def _el(name: str, *children: etree._Element | str | int) -> etree._Element:
    return _made(f"{{{MAIN}}}{name}", *children)


def _md(name: str, *children: etree._Element | str | int) -> etree._Element:
    return _made(f"{{{CATALOGUE}}}{name}", *children)


def _made(name: str, *children: etree._Element | str | int) -> etree._Element:
    """Prefixes are declared on each; those that the root declares too are gone once the element is in it."""
    element = etree.Element(name, nsmap=_PREFIXES)
    for child in children:
        if isinstance(child, str | int):
            element.text = _sound(name, str(child))
        else:
            element.append(child)
    return element


def _sound(name: str, text: str) -> str:
    if found := _NO_XML.search(text):
        what = f"`{visible(text)}` holds the character U+{ord(found.group()):04X}, which no arkivmelding can hold."
        raise Wrong(Problem(Place("arkivmelding.xml"), "O362", what, f"Take it out of what becomes {_local(name)}."))
    return text


def _local(name: str) -> str:
    return name.rpartition("}")[2]
