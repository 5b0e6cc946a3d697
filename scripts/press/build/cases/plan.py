"""A case and its councils -> what is to be made: the attachments that they share, and the papers of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property

from press import fiks
from press.archive.attach import attach_frozen
from press.build.cases.package import MESSAGE, SUMS, Address, Paper
from press.build.cases.state import Tabled, key, tree
from press.build.make import Order
from press.build.manifest import PDF, WORD, Format
from press.build.project import Input, Project, without_words
from press.build.redlines import redline_said
from press.build.run import said
from press.cases import Case, Casebook, Council, Handling
from press.compose import revision_name
from press.compose.cases.attached import LONGEST, Attached, attachments, cut
from press.compose.cases.cover import cover
from press.compose.cases.paper import paper
from press.compose.cases.said import Statements, cover_said, paper_said, withheld
from press.compose.cases.subject import mark
from press.compose.comparing import Side
from press.compose.edition import Edition
from press.document import text_hash
from press.problem import Wrong
from press.proof import Said
from press.text import Text
from press.words import TemplateWords


@dataclass(frozen=True)
class Shared:
    """An attachment that many councils get: how it is made, and the key of what it is made from."""

    order: Order
    key: str

    @property
    def stem(self) -> str:
        return self.order.edition.stem


@dataclass(frozen=True)
class Bundle:
    """The papers of one council: those made for it alone, and the stems of those that it shares.

    `secrets` are the texts that its public edition must not have.
    """

    council: str
    orders: tuple[Order, ...]
    shared: tuple[str, ...]
    papers: tuple[Paper, ...]
    address: Address
    tabled: Tabled
    key: str
    secrets: tuple[str, ...] = ()


class Plan:
    """What a case needs, worked out when it is asked for. Raises `Wrong` (content) where it cannot be made at all."""

    def __init__(self, project: Project, read: Input, book: Casebook, case: Case) -> None:
        self.project, self.read, self.book, self.case = project, read, book, case
        self.templates = tree(project.templates)
        self.document = next(one for one in read.documents if one.facts.id == case.document)

    @cached_property
    def proposed(self) -> Side:
        """The text that is put to the councils."""
        facts = self.document.facts
        if facts.draft and self.case.proposed == facts.draft.id:
            return Side(self.document, None)
        return self._frozen(self.case.proposed)

    @cached_property
    def in_force(self) -> Side | None:
        """The text that it is compared with; none where the text in force is itself what the case is about."""
        base = self.document.facts.base
        name = self.case.in_force or (base.id if base and base.frozen and self.proposed.revision is None else None)
        return self._frozen(name) if name else None

    def _frozen(self, name: str) -> Side:
        """An adopted revision, as it was frozen."""
        revision = self.document.facts.revision(name)
        assert revision is not None, "the reading of the case has seen to it"
        return Side(attach_frozen(self.document.folder, revision, self.project.root), revision)

    @cached_property
    def tabled(self) -> Tabled:
        """The text that is put to the councils, as the register records it."""
        document = self.proposed.document
        blocks = document.parts[document.facts.authoritative]
        return Tabled(text_hash(blocks), revision_name(document, self.proposed.revision), blocks)

    def attached(self, handling: Handling) -> tuple[Attached, ...]:
        """The attachments of a council, in their order."""
        asked = handling.translations
        if asked not in self._attached:
            facts = self.document.facts
            self._attached[asked] = attachments(
                self.case, facts, self.proposed, self.in_force, asked, self.read.words, today=self.document
            )
        return self._attached[asked]

    @cached_property
    def _attached(self) -> dict[tuple[Text, ...], tuple[Attached, ...]]:
        return {}

    def shared(self, councils: Sequence[str]) -> Iterator[Shared]:
        """Each attachment that any of these councils gets, once."""
        found = [one for name in councils for one in self.attached(self.case.councils[Text(name)])]
        for stem, one in {one.edition.stem: one for one in found}.items():
            if stem not in self._shared:
                self._shared[stem] = self._share(one)
            yield self._shared[stem]

    @cached_property
    def _shared(self) -> dict[str, Shared]:
        return {}

    def _share(self, one: Attached) -> Shared:
        words = self.read.words[one.edition.language]
        drawn = [self.proposed.document.pictures, self.in_force and self.in_force.document.pictures]
        order = Order(one.edition, words, self.project.templates, self._said(one), (PDF, WORD), one.plain, one.blocks)
        return Shared(order, key([one.edition, one.plain, drawn], self.templates))

    def _said(self, one: Attached) -> Said:
        if one.edition.redline:
            return redline_said(one.edition)
        return said(one.document, one.edition.language, one.edition)

    def bundle(self, name: str) -> Bundle:
        """The papers of one council. Raises `Wrong` where they cannot be composed."""
        case, council, handling = self.case, self.book.councils[name], self.case.councils[Text(name)]
        words, document = self._words(council), self.proposed.document
        attached = self.attached(handling)
        main = paper(case, council, document, words, attached)
        orders = [self._order(main, words, paper_said(case, council, main), (PDF, WORD))]
        secrets = withheld(case, council)
        if secrets:
            public = paper(case, council, document, words, attached, public=True)
            orders.append(self._order(public, words, paper_said(case, council, public, public=True), (PDF,)))
        papers = _papers(orders[-1].edition, main, attached, words, _exempt(case, council))
        note = cover(case, council, document, words, _listed(papers, attached))
        orders.append(self._order(note, words, cover_said(case, council, note), (PDF,)))
        address = self._address(council, handling, main, words)
        shared = [one.key for one in self.shared([name])]
        made_from = key([[(one.edition, one.said) for one in orders], papers, address, shared], self.templates)
        stems = tuple(one.edition.stem for one in attached)
        return Bundle(name, tuple(orders), stems, papers, address, self.tabled, made_from, secrets)

    def _words(self, council: Council) -> TemplateWords:
        if council.language not in self.read.words:
            raise Wrong(without_words(council.language))
        return self.read.words[council.language]

    def _order(self, edition: Edition, words: TemplateWords, told: Statements, formats: tuple[Format, ...]) -> Order:
        return Order(edition, words, self.project.templates, Said(*astuple(told)), formats)

    def _address(self, council: Council, handling: Handling, main: Edition, words: TemplateWords) -> Address:
        case = self.case
        texts = case.words[Text(council.language)]
        assert case.sent.earliest is not None, "the papers bear a day"
        marked = mark(case, council, words)
        message = fiks.Message(
            key=f"{case.id}-{council.id}",
            title=_titled(marked, texts.title),
            author=main.publisher,
            council=str(council.name),
            date=case.sent.earliest,
            papers=(),
            organisation=str(council.organisation or ""),
            case_number=str(handling.case) if handling.case else None,
            deadline=case.deadline.earliest if case.deadline else None,
            public_title=_titled(marked, texts.public_title) if texts.public_title else "",
            exempt=_exempt(case, council) if texts.public_title else "",
            keywords=(marked,) if marked else (),
        )
        path = f"build/cases/{case.id}/{council.id}"
        return Address(path, f"{case.id}-{council.id}", message, council.archive or self.book.archive)


def _titled(marked: str, title: str) -> str:
    """A title with what it is to be marked as, no longer than archives take."""
    return cut(f"{marked} – {title}" if marked else str(title), LONGEST)


def _papers(
    public: Edition, main: Edition, attached: Sequence[Attached], words: TemplateWords, exempt: str
) -> tuple[Paper, ...]:
    """The main document and the attachments, as the archive lists them. `public` is the main one's public edition, or
    itself where it has none."""
    first = Paper(_titled(main.mark, public.title), main.stem)
    if public is not main:
        named = words.paper.restricted.public.upper()
        shielded = _titled(" – ".join(filter(None, (main.mark, named))), public.title)
        first = replace(first, shielded=public.stem, shielded_title=shielded, exempt=exempt)
    return (first, *(Paper(one.label, one.edition.stem) for one in attached))


def _listed(papers: Sequence[Paper], attached: Sequence[Attached]) -> list[tuple[str, str]]:
    """Every file that is sent, with the title of its paper."""
    main = papers[0]
    files = [(f"{main.stem}.{form.ending}", main.title) for form in (WORD, PDF)]
    files += [(f"{main.shielded}.pdf", main.title)] if main.shielded else []
    files += [(f"{one.edition.stem}.{form.ending}", one.label) for one in attached for form in (PDF, WORD)]
    return [*files, (MESSAGE, MESSAGE), (SUMS, SUMS)]


def _exempt(case: Case, council: Council) -> str:
    """The provisions by which parts of a case are exempt from public disclosure."""
    passages = [one for _, part in case.words[Text(council.language)].parts() for one in part]
    return ", ".join(dict.fromkeys(str(one.exempt) for one in passages if one.exempt))
