"""What must hold of the papers and their files: order, roles, variants, names, and that the bytes are those told of."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from press.fiks.message import MEDIA_TYPES, SIGNATURES, Variant, format_code
from press.fiks.rules_case import LONGEST_TITLE
from press.fiks.told import Told, code, every, text
from press.problem import Place, Problem

_TRANSPORT = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
"""Names that are devices on Windows, with any ending."""
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f"*:<>?/\\|]|\.\.')
_SHA_256 = re.compile(r"256")


def counts_are_right(told: Told) -> Iterator[Problem]:
    """`antallFiler` is the number of files, and `antallVedlegg` of the papers that are not the main one."""
    for element in every(told.root, "antallFiler"):
        if {int(text(element)), len(told.objects)} != {len(told.files)}:
            told_of = f"antallFiler is {text(element)}, with {len(told.objects)} dokumentobjekt"
            message = f"{told_of} and {len(told.files)} files."
            yield told.wrong(element, "O368", message, "All three are the same number.")
    for element in every(told.root, "registrering/antallVedlegg"):
        others = sum(not told.is_main(document) for document in told.documents)
        if int(text(element)) != others:
            message = f"antallVedlegg is {text(element)}; {others} of the papers are attachments."
            yield told.wrong(element, "O368", message, "Count them again.")


def one_main_document_is_first(told: Told) -> Iterator[Problem]:
    """Exactly one paper is the main document, it stands first, and each is of the type that its role asks for."""
    for entry in told.entries:
        mains = [number for number, document in enumerate(told.documents) if told.is_main(document)]
        if len(mains) != 1:
            message = f"The journalpost has {len(mains) or 'no'} main document{'s' if len(mains) > 1 else ''}."
            yield told.wrong(entry, "O370", message, "Exactly one paper is the main document.")
        elif mains != [0]:
            message = "The main document does not stand first."
            yield told.wrong(told.documents[mains[0]], "O370", message, "Attachments come after it.")
    chosen = told.values.codes
    for document in told.documents:
        main = told.is_main(document)
        expected = chosen.dokumenttype_hoveddokument if main else chosen.dokumenttype_vedlegg
        for element in every(document, "dokumenttype"):
            if text(element, "n5mdk:kode") != expected:
                role = "the main document" if main else "an attachment"
                message = f"dokumenttype of {role} is `{text(element, 'n5mdk:kode')}`."
                yield told.wrong(element, "O365", message, f"Write `{expected}`.")


def numbers_run_from_one(told: Told) -> Iterator[Problem]:
    """`dokumentnummer` is 1, 2, 3 … in the order of the papers."""
    for number, document in enumerate(told.documents, 1):
        for element in every(document, "dokumentnummer"):
            if int(text(element)) != number:
                message = f"dokumentnummer is {text(element)} in paper {number}."
                yield told.wrong(element, "O371", message, "Papers are numbered 1, 2, 3 … in their order.")


def transport_names_are_safe(told: Told) -> Iterator[Problem]:
    """`referanseDokumentfil` passes any system on its way: lower-case ASCII, at most 80 characters."""
    for file in told.objects:
        for element in every(file, "referanseDokumentfil"):
            name = text(element)
            if not _TRANSPORT.fullmatch(name) or ".." in name or name.endswith(".") or _RESERVED.fullmatch(name):
                message = f"`{name}` is no name that every system takes."
                yield told.wrong(element, "O372", message, "Write a-z, 0-9, - and the ending; at most 80 characters.")


def each_file_is_named_once(told: Told) -> Iterator[Problem]:
    """Every file of the package stands in the message once, and every file in the message is there."""
    for part in ("referanseDokumentfil", "filnavn"):
        seen: Counter[str] = Counter()
        for file in told.objects:
            for element in every(file, part):
                seen[text(element).casefold()] += 1
                if seen[text(element).casefold()] == 2:
                    message = f"{part} `{text(element)}` stands twice."
                    yield told.wrong(element, "O373", message, "Each file has a name of its own.")
    named = {text(file, "referanseDokumentfil") for file in told.objects}
    for name in sorted(set(told.files) - named):
        message = f"The file {name} is not in the message."
        yield Problem(Place(told.path), "O374", message, "Add it, or take the file away.")
    for file in told.objects:
        if text(file, "referanseDokumentfil") not in told.files:
            message = f"The file {text(file, 'referanseDokumentfil')} is not there."
            yield told.wrong(file, "O375", message, "Write the name of a file that goes with the message.")


def bytes_are_those_told_of(told: Told) -> Iterator[Problem]:
    """Checksum and size are those of the file."""
    for file, data in _with_bytes(told):
        digest = hashlib.sha256(data).hexdigest()
        for element in every(file, "sjekksum"):
            if text(element) != digest:
                message = f"sjekksum is not that of {text(file, 'referanseDokumentfil')}."
                yield told.wrong(element, "O376", message, f"Write {digest}, or find out what changed the file.")
        for element in every(file, "filstoerrelse"):
            if int(text(element)) != len(data):
                message = f"filstoerrelse is {text(element)}; the file has {len(data)} bytes."
                yield told.wrong(element, "O377", message, "Find out what changed the file.")


def the_algorithm_is_the_settings(told: Told) -> Iterator[Problem]:
    """`sjekksumAlgoritme` is called as the archive calls it, and that is a name of SHA-256."""
    expected = told.values.checksum_algorithm
    for file in told.objects:
        for element in every(file, "sjekksumAlgoritme"):
            if text(element) != expected:
                message = f"sjekksumAlgoritme is `{text(element)}`; the settings say `{expected}`."
                yield told.wrong(element, "O378", message, f"Write `{expected}`.")
            elif not _SHA_256.search(expected):
                message = f"`{expected}` is no name of SHA-256, and the checksums are SHA-256."
                yield told.wrong(element, "O378", message, "Set checksum_algorithm to SHA256 or SHA-256.")


def names_are_fit_to_be_seen(told: Told) -> Iterator[Problem]:
    """`filnavn` can be a file's name on any desk, and has the ending that the file has."""
    for file in told.objects:
        ending = _ending(file)
        for element in every(file, "filnavn"):
            shown = text(element)
            stem, dot, last = shown.rpartition(".")
            if found := _NOT_IN_A_NAME.search(shown):
                message = f"filnavn `{shown}` holds `{found[0]}`, which no file's name can."
                yield told.wrong(element, "O379", message, "Write a hyphen instead.")
            if not dot or last != ending or not stem.strip(". ") or shown != shown.strip():
                message = f"filnavn `{shown}` has not the ending of the file, .{ending}."
                yield told.wrong(element, "O379", message, f"Write its title and .{ending}.")
            elif len(stem) > LONGEST_TITLE:
                message = f"filnavn has {len(stem)} characters before its ending; at most {LONGEST_TITLE} are safe."
                yield told.wrong(element, "O379", message, "Shorten it.")


def formats_are_the_settings(told: Told) -> Iterator[Problem]:
    """`format` is what the settings say of the ending."""
    for file in told.objects:
        expected = format_code(_ending(file), told.values)
        for element in every(file, "format"):
            value = text(element, "n5mdk:kode")
            if expected is None:
                message = f"A file that ends with .{_ending(file)} is none of a case: it holds PDF and Word files."
                yield told.wrong(element, "O381", message, "Take it out.")
            elif value != expected:
                message = f"format is `{value}`; the settings say `{expected}` of .{_ending(file)}."
                yield told.wrong(element, "O381", message, f"Write `{expected}`.")


def types_are_true(told: Told) -> Iterator[Problem]:
    """`mimeType` is that of the ending, and the file begins as such a file does."""
    for file in told.objects:
        expected = MEDIA_TYPES.get(_ending(file), "")
        for element in every(file, "mimeType"):
            if text(element) != expected:
                message = f"mimeType is `{text(element)}` for a file that ends with .{_ending(file)}."
                yield told.wrong(element, "O382", message, f"Write `{expected}`." if expected else "")
    for file, data in _with_bytes(told):
        if not data.startswith(SIGNATURES.get(_ending(file), b"")):
            message = f"{text(file, 'referanseDokumentfil')} does not begin as a file of its ending does."
            yield told.wrong(file, "O382", message, "Give it its true ending, or make it again.")


def each_variant_is_there_once(told: Told) -> Iterator[Problem]:
    """A paper has one archive file, a PDF; no variant twice with one ending; no PDF is a production file."""
    for document in told.documents:
        seen: set[tuple[str, str]] = set()
        for file in every(document, "dokumentobjekt"):
            one = (code(file, "variantformat"), _ending(file))
            if one in seen:
                message = f"The variant {one[0]} of this paper is there twice as .{one[1]}."
                yield told.wrong(file, "O383", message, "Only one of them is meant.")
            seen.add(one)
            archive, production = (told.is_variant(file, kind) for kind in (Variant.ARCHIVE, Variant.PRODUCTION))
            if (archive and one[1] != "pdf") or (production and one[1] == "pdf"):
                message = f"A .{one[1]} file is not in the variant {one[0]}."
                yield told.wrong(file, "O383", message, "PDF/A is the archive's variant, Word the production's.")
        if not any(told.is_variant(file, Variant.ARCHIVE) for file in every(document, "dokumentobjekt")):
            message = f"The paper «{text(document, 'tittel')}» has no file in the archive's variant."
            yield told.wrong(document, "O383", message, "Every paper has a PDF/A file.")


def editions_are_told_apart(told: Told) -> Iterator[Problem]:
    """PDF and Word file of one edition are called alike, and the public edition otherwise than the whole document.

    So that a file with what is exempt does not pass as the public edition by a slip in one code.
    """
    for document in told.documents:
        stems: dict[bool, set[str]] = {False: set(), True: set()}
        for file in every(document, "dokumentobjekt"):
            stem = text(file, "referanseDokumentfil").rpartition(".")[0]
            stems[told.is_variant(file, Variant.SHIELDED)].add(stem)
        if max(map(len, stems.values())) > 1 or stems[False] & stems[True]:
            message = f"The files of the paper «{text(document, 'tittel')}» are not told apart by their names."
            hint = "The same name but for the ending in one edition, another name in the public edition."
            yield told.wrong(document, "O383", message, hint)


def what_is_exempt_is_shielded(told: Told) -> Iterator[Problem]:
    """A paper with a provision has its public edition, and one with a public edition its provision."""
    for document in told.documents:
        provision = bool(every(document, "skjerming"))
        public = any(told.is_variant(file, Variant.SHIELDED) for file in every(document, "dokumentobjekt"))
        title = text(document, "tittel")
        if public and not provision:
            message = f"The paper «{title}» has a public edition, and no skjerming says what is exempt."
            yield told.wrong(document, "O384", message, "Write the provision, or take the public edition out.")
        if provision and not public:
            message = f"The paper «{title}» is exempt from public disclosure and has no public edition."
            yield told.wrong(document, "O384", message, "Add its public edition, or take the provision out.")


def all_are_first_versions(told: Told) -> Iterator[Problem]:
    """`versionsnummer` is 1: the message creates, and a new version is another message."""
    for file in told.objects:
        for element in every(file, "versjonsnummer"):
            if int(text(element)) != 1:
                message = f"versjonsnummer is {text(element)}."
                yield told.wrong(element, "O389", message, "What is created has version 1.")


def _ending(file: etree._Element) -> str:
    """The ending of the file's name in the package, without its dot."""
    name = text(file, "referanseDokumentfil")
    return name.rpartition(".")[2] if "." in name else ""


def _with_bytes(told: Told) -> Iterator[tuple[etree._Element, bytes]]:
    for file in told.objects:
        data = told.files.get(text(file, "referanseDokumentfil"))
        if data is not None:
            yield file, data
