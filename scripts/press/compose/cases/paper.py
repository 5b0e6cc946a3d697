"""Case, council -> its case paper (saksframlegg), whole or in its public edition.

The public edition is composed without what is exempt from public disclosure: its words go no further than here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.cases import Case, CaseWords, Council, Handling, Kind, Passage, Passages
from press.compose.cases.attached import Attached
from press.compose.cases.subject import Subject, day, mark, subject, unbroken
from press.compose.dates import in_words
from press.compose.edition import Block, Edition, Fact, Item, Section, Status, TableRow
from press.document import Document, canonical_hash
from press.inline import Foreign, Inline, Run, Strong, plain
from press.text import Text
from press.words import TemplateWords

STEM, PUBLIC_STEM = "saksframlegg", "saksframlegg-offentlig"

HEADING, PARAGRAPH, LIST, TABLE = "heading", "paragraph", "list", "table"
"""The kinds of blocks that a paper has; its template prints each of them."""


def paper(
    case: Case,
    council: Council,
    document: Document,
    words: TemplateWords,
    attached: Sequence[Attached],
    *,
    public: bool = False,
) -> Edition:
    """The case paper of a council, in its own language form. `words` are those of that form.

    `document` holds the text proposed, or has it in its archive.
    """
    texts, about = case.words[Text(council.language)], subject(case, document, words)
    title = texts.public_title or texts.title if public else texts.title
    sections = tuple(_Parts(case, council, words, public).sections(attached, document.facts.authoritative))
    lines = tuple(facts(case, council, about, words, public=public))
    restricted = words.paper.restricted
    invented = mark(case, council, words)
    description = words.paper.description.format(
        title=title,
        council=council.name,
        document=about.title,
        revision=about.revision,
        status=about.status,
        language=words.name,
    )
    sent = day(case.sent)
    return Edition(
        document=document.facts.id,
        revision=about.name,
        language=council.language,
        language_name=words.name,
        template="saksframlegg",
        title=title,
        alliance=council.name,
        publisher=case.sender.name,
        status=Status.PAPER,
        status_label=words.paper.status,
        revision_label=", ".join([words.paper.title, *([restricted.public.lower()] if public else [])]),
        description=f"{words.paper.example_note} {description}" if invented else description,
        keywords=(title, council.name, about.title),
        created=sent,
        modified=sent,
        facts=lines,
        contents=(),
        sections=sections,
        history=None,
        colophon=(),
        content_hash=canonical_hash([title, *(repr(one) for one in (*lines, *sections))]),
        mark=invented,
        restricted=_restricted(texts, words) if texts.exempt and not public else "",
        about=words.paper.title,
        case=case.id,
        council=council.id,
        stem=PUBLIC_STEM if public else STEM,
    )


def facts(case: Case, council: Council, about: Subject, words: TemplateWords, *, public: bool) -> Iterator[Fact]:
    """The lines of the header table: whose case it is, who sends it, when, and which text it is about."""
    texts, handling = words.paper, case.councils[council.id]
    is_county = council.kind is Kind.FYLKESKOMMUNE
    numbered = texts.fylkeskommune if is_county else texts.kommune
    name = numbered.format(name=council.name, number=council.number) if council.number else council.name
    yield Fact(texts.council_fylkeskommune if is_county else texts.council_kommune, name)
    yield Fact(texts.case, handling.case or texts.not_assigned)
    yield Fact(texts.officer, handling.officer or texts.not_told)
    sender = case.sender
    yield Fact(texts.sender, f"{sender.name} ({sender.contact})" if sender.contact else sender.name)
    yield Fact(texts.sent, in_words(case.sent, words))
    if case.deadline:
        yield Fact(texts.deadline, in_words(case.deadline, words))
    yield Fact(texts.document, about.text)
    yield Fact(texts.hash, about.hash)
    if public:
        yield Fact(texts.edition, texts.restricted.public_note)


def sittings(handling: Handling, council: Council, words: TemplateWords) -> tuple[tuple[str, str, str], ...]:
    """Each body that treats the case, in turn: its name, the day of its meeting, its own case number."""
    texts = words.paper
    found = [
        (
            str(one.body),
            in_words(one.date, words) if one.date else str(texts.not_set),
            str(one.case or texts.not_assigned),
        )
        for one in handling.sittings
    ]
    return tuple(found) or ((str(council.body), str(texts.not_set), str(texts.not_assigned)),)


def _restricted(texts: CaseWords, words: TemplateWords) -> str:
    """«Unntatt offentlighet, jf. offl. § 13», with every provision that is named."""
    named = dict.fromkeys(unbroken(one.exempt) for _, part in texts.parts() for one in part if one.exempt)
    told = words.paper.restricted
    return told.provision.format(provision=", ".join(named)) if named else told.page


class _Parts:
    """The parts of a paper in the order that the council wants."""

    def __init__(self, case: Case, council: Council, words: TemplateWords, public: bool) -> None:
        self.case = case
        self.council = council
        self.texts = case.words[Text(council.language)]
        self.words = words.paper
        self.template_words = words
        self.public = public
        self.invented = bool(mark(case, council, words))

    def sections(self, attached: Sequence[Attached], language: str) -> Iterator[Section]:
        words, texts = self.words, self.texts
        asked = words.asked_fylkeskommune if self.council.kind is Kind.FYLKESKOMMUNE else words.asked_kommune
        decision = self._section("proposed", words.proposed_decision, self._points(texts.proposed_decision))
        yield Section("sittings", "", (), (self._sittings(),))
        if self.council.decision == "first":
            yield decision
        yield self._section("asked", asked, self._paragraphs(texts.asked))
        yield self._section("background", words.background, self._paragraphs(texts.background))
        yield self._section("assessment", words.assessment, self._paragraphs(texts.assessment))
        yield self._section("consequences", words.consequences, self._consequences())
        if self.council.decision == "last":
            yield decision
        yield self._section("attachments", words.attachments, self._attachments(attached, language))

    def _section(self, name: str, title: str, blocks: Iterator[Block]) -> Section:
        """A part with its heading, which says that it is an example: a Word file has no running header to say it."""
        told = self.words.example.format(title=title) if self.invented else title
        return Section(name, "", (Run(told),), tuple(blocks))

    def _sittings(self) -> Block:
        words = self.words
        rows = sittings(self.case.councils[self.council.id], self.council, self.template_words)
        return Block(
            "sittings",
            TABLE,
            title=(Run(words.sittings),),
            head=tuple((Run(head),) for head in (words.body, words.date, words.number)),
            rows=tuple(TableRow(tuple((Run(cell),) for cell in row)) for row in rows),
        )

    def _paragraphs(self, passages: Passages) -> Iterator[Block]:
        for passage in passages:
            yield Block("", PARAGRAPH, text=self._said(passage, self.words.restricted.withheld))

    def _points(self, passages: Passages) -> Iterator[Block]:
        """The points of a decision, numbered where there are several."""
        said = [self._said(passage, self.words.restricted.withheld_point) for passage in passages]
        if len(said) == 1:
            yield Block("", PARAGRAPH, text=said[0])
        else:
            yield Block("", LIST, items=tuple(map(Item, said)), ordered=True)

    def _consequences(self) -> Iterator[Block]:
        said = self.texts.consequences
        for title, passages in (
            (self.words.economic, said.economic),
            (self.words.legal, said.legal),
            (self.words.environment, said.environment),
        ):
            yield Block("", HEADING, title=(Run(title),))
            yield from self._paragraphs(passages)

    def _attachments(self, attached: Sequence[Attached], language: str) -> Iterator[Block]:
        if not attached:
            yield Block("", PARAGRAPH, text=(Run(self.words.no_attachments),))
            return
        own = language == self.council.language
        endings = ".pdf" if self.council.takes == "pdf" else ".pdf, .docx"
        items = []
        for one in attached:
            named: Inline = Run(one.label) if own else Foreign((Run(one.label),), language)
            items.append(Item((named, Run(f" ({one.edition.stem}{endings})"))))
        yield Block("", LIST, items=tuple(items))

    def _said(self, passage: Passage, withheld: str) -> tuple[Inline, ...]:
        """The words of a passage; where it is exempt, with that before them, or nothing but that."""
        if not passage.exempt:
            return passage.text.inlines
        provision = unbroken(passage.exempt)
        if self.public:
            return (Run(withheld.format(provision=provision)),)
        told = self.words.restricted.passage.format(provision=provision)
        return (Strong((Run(told),)), Run(" "), *passage.text.inlines)


def printed(section: Section) -> Iterator[str]:
    """What a part says, in the order of printing."""
    yield plain(section.title)
    for block in section.blocks:
        yield from filter(None, (plain(block.title), plain(block.text)))
        yield from (plain(cell) for cell in block.head)
        yield from (plain(cell) for row in block.rows for cell in row.cells)
        yield from (plain(item.text) for item in block.items)
