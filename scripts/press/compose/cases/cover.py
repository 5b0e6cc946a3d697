"""Case, council, the files that are sent -> the note that goes with them, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.cases import Case, Council, Kind
from press.compose.cases.paper import LIST, PARAGRAPH, PUBLIC_STEM, TABLE
from press.compose.cases.paper import STEM as PAPER_STEM
from press.compose.cases.subject import day, mark, subject, unbroken
from press.compose.dates import in_words
from press.compose.edition import Block, Edition, Item, Section, Status, TableRow
from press.document import Document, canonical_hash
from press.inline import Inline, Run, Strong
from press.text import Text
from press.words import TemplateWords

STEM = "folgeskriv"

RECORD, SUMS = "arkivmelding.xml", "SHA256SUMS"
"""The files of a folder that no person reads."""

CHECK_ALL = f"sha256sum -c {SUMS}"
CHECK_WINDOWS = "certutil -hashfile {file} SHA256"


def cover(
    case: Case, council: Council, document: Document, words: TemplateWords, files: Sequence[tuple[str, str]]
) -> Edition:
    """The cover note of a council, in its own language form, without anything that is exempt from public disclosure.

    `files` are those that are sent, by name and title, in their order; formats of one paper stand in one row.
    """
    texts, about = case.words[Text(council.language)], subject(case, document, words)
    title = texts.public_title or texts.title
    named = {"title": title, "council": council.name, "document": about.title, "revision": about.revision}
    invented = mark(case, council, words)
    sections = tuple(_sections(case, council, document, words, files))
    description = words.cover.description.format(**named, language=words.name)
    sent = day(case.sent)
    return Edition(
        document=document.facts.id,
        revision=about.name,
        language=council.language,
        language_name=words.name,
        template="folgeskriv",
        title=words.cover.heading.format(title=title),
        alliance=case.sender.name,
        publisher=case.sender.name,
        status=Status.PAPER,
        status_label=words.paper.status,
        revision_label=words.cover.title,
        description=f"{words.paper.example_note} {description}" if invented else description,
        keywords=(title, council.name, about.title),
        created=sent,
        modified=sent,
        facts=(),
        contents=(),
        sections=sections,
        history=None,
        colophon=(),
        content_hash=canonical_hash([title, *map(repr, sections)]),
        mark=invented,
        about=words.cover.title,
        case=case.id,
        council=council.id,
        stem=STEM,
    )


def _sections(
    case: Case, council: Council, document: Document, words: TemplateWords, files: Sequence[tuple[str, str]]
) -> Iterator[Section]:
    texts, about = words.cover, subject(case, document, words)
    written = case.words[Text(council.language)]
    what = texts.what_text.format(
        title=written.public_title or written.title,
        sender=case.sender.name,
        council=council.name,
        date=in_words(case.sent, words),
    )
    told = texts.about.format(text=about.text)
    yield _section("what", texts.what, _words(f"{what} {told}"))
    is_county = council.kind is Kind.FYLKESKOMMUNE
    yield _section(
        "asked", texts.asked_fylkeskommune if is_county else texts.asked_kommune, *_asked(case, council, words)
    )
    formats = [_words(texts.formats)] if council.takes == "all" else []
    yield _section("files", texts.files, _files(files, words), *formats)
    yield _section("check", texts.check, *_check(words), _words(texts.check_text))
    answer = texts.answer_text.format(sender=case.sender.name)
    contact = [texts.answer_contact.format(contact=case.sender.contact)] if case.sender.contact else []
    yield _section("answer", texts.answer, _words(" ".join([answer, *contact])))


def _section(name: str, title: str, *blocks: Block) -> Section:
    return Section(name, "", (Run(title),), blocks)


def _words(text: str) -> Block:
    return Block("", PARAGRAPH, text=(Run(text),))


def _asked(case: Case, council: Council, words: TemplateWords) -> Iterator[Block]:
    """What the council is asked, but for what is exempt, and by which day."""
    for passage in case.words[Text(council.language)].asked:
        said: tuple[Inline, ...] = passage.text.inlines
        if passage.exempt:
            said = (Run(words.paper.restricted.withheld.format(provision=unbroken(passage.exempt))),)
        yield Block("", PARAGRAPH, text=said)
    if case.deadline:
        date = words.cover.deadline.format(date=in_words(case.deadline, words))
        yield Block("", PARAGRAPH, text=(Strong((Run(date),)),))


def _files(files: Sequence[tuple[str, str]], words: TemplateWords) -> Block:
    """A row for each paper with the endings that it has, and for each file of its own."""
    texts = words.cover
    rows: dict[str, tuple[list[str], str]] = {}
    for name, title in files:
        stem, dot, ending = name.rpartition(".")
        alone = name in (RECORD, SUMS) or not dot
        endings, _ = rows.setdefault(name if alone else stem, ([], _use(name, title, words)))
        endings += [] if alone else [f".{ending}"]
    return Block(
        "files",
        TABLE,
        head=((Run(texts.file),), (Run(texts.use),)),
        rows=tuple(TableRow(((Run(stem + ", ".join(endings)),), (Run(use),))) for stem, (endings, use) in rows.items()),
    )


def _use(name: str, title: str, words: TemplateWords) -> str:
    """What a file is for: of an attachment, its title."""
    texts = words.cover
    known = {
        RECORD: texts.record,
        SUMS: texts.sums,
        STEM: texts.title,
        PAPER_STEM: texts.paper,
        PUBLIC_STEM: texts.paper_public,
    }
    return str(known.get(name, known.get(name.rpartition(".")[0], title)))


def _check(words: TemplateWords) -> Iterator[Block]:
    """How the files are checked, with the command to be written."""
    texts = words.cover
    ways = (
        (texts.check_all, CHECK_ALL),
        (texts.check_windows, CHECK_WINDOWS.format(file=f"<{texts.file.lower()}>")),
    )
    yield Block("", LIST, items=tuple(Item((Strong((Run(command),)), Run(f" {said}"))) for said, command in ways))
