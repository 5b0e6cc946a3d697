"""Case, the text proposed, the text in force -> its attachments, the same bytes for every council that gets them.

An attachment is in the document's authoritative language, but for translations; its name is in that language always,
as the list of attachments has it. Nothing of a council stands in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from press.cases import AttachmentKind, Case
from press.compose import compose
from press.compose.cases.subject import mark
from press.compose.comparing import Compared, Side, compare
from press.compose.dates import in_words
from press.compose.edition import Edition, Fact
from press.compose.masthead import status_of
from press.document import Document
from press.facts import Facts
from press.problem import Problem, Wrong
from press.records import Standing
from press.text import Text, problem_at
from press.words import TemplateWords

LONGEST = 100
"""Characters of an attachment's name, number and all: case systems cut longer titles."""

LONGEST_STEM = 75
"""Characters of its file name, without an ending of five."""

_CHANGES = (AttachmentKind.REDLINE, AttachmentKind.TABLE, AttachmentKind.IN_FORCE)
"""What there is only where the text proposed is another than the one in force."""


@dataclass(frozen=True)
class Attached:
    """One attachment: what it is called, and what is printed.

    `title` carries document, revision, status and language; `label` has its number before it. `plain` and `blocks` are
    those of a redline, as `press.build.make.Order` takes them. `document` holds its words; of a comparison, the later.
    """

    number: int
    kind: AttachmentKind
    title: str
    label: str
    edition: Edition
    language: str
    document: Document
    plain: tuple[Edition, ...] = ()
    blocks: int = 0


def attachments(  # noqa: PLR0913 # the case, and every text that it can hold
    case: Case,
    facts: Facts,
    proposed: Side,
    in_force: Side | None,
    translations: Sequence[str],
    words: Mapping[str, TemplateWords],
    *,
    today: Document | None = None,
) -> tuple[Attached, ...]:
    """The attachments of a case in their order, with a translation into each of the languages that are asked for.

    `facts` are the document's as they stand today. Where the words proposed are those of `today`, its translations are
    taken: one may have been made after the text was adopted. Raises `Wrong` with C641 for a language without words,
    C642 where the case wants a comparison and there is nothing to compare.
    """
    language = facts.authoritative
    folder = _Folder(case, words[language])
    spoken = proposed
    if today and _same(today, proposed.document):
        spoken = replace(proposed, document=today)
    problems = [*_uncompared(case, proposed, in_force), *_unspoken(case, spoken.document, translations, words)]
    if problems:
        raise Wrong(*problems)
    listed = list(_listed(case, proposed, in_force, translations, language))
    marked = {kind for kind, _ in listed} & {AttachmentKind.REDLINE, AttachmentKind.TABLE}
    compared = compare(in_force, proposed, facts, language, words[language]) if in_force and marked else None
    for kind, told in listed:
        if kind in marked:
            assert compared is not None, "what is compared was asked for"
            folder.put_comparison(kind, proposed, compared)
        else:
            side = {AttachmentKind.IN_FORCE: in_force, AttachmentKind.TRANSLATION: spoken}.get(kind, proposed)
            assert side is not None, "the text in force was asked for"
            folder.put_text(kind, side, told, words[told])
    return tuple(folder.attached)


def differ(proposed: Side, in_force: Side | None) -> bool:
    """Whether the text proposed has other words than the one in force."""
    return in_force is not None and not _same(proposed.document, in_force.document)


def _same(one: Document, other: Document) -> bool:
    """Whether the words that count are the same in both."""
    language = one.facts.authoritative
    return list(one.parts[language].items()) == list(other.parts[language].items())


def _listed(
    case: Case, proposed: Side, in_force: Side | None, translations: Sequence[str], language: Text
) -> Iterator[tuple[AttachmentKind, str]]:
    """Each attachment's kind and language: as the case lists them, else the text, what is new in it, translations."""
    usual = (AttachmentKind.PROPOSED, *(_CHANGES if differ(proposed, in_force) else ()))
    kinds = list(dict.fromkeys(usual if case.attachments is None else case.attachments))
    if AttachmentKind.TRANSLATION not in kinds:
        kinds.append(AttachmentKind.TRANSLATION)
    for kind in kinds:
        if kind is AttachmentKind.TRANSLATION:
            yield from ((kind, name) for name in dict.fromkeys(map(str, translations)) if name != language)
        else:
            yield kind, str(language)


def _uncompared(case: Case, proposed: Side, in_force: Side | None) -> Iterator[Problem]:
    for kind in case.attachments or ():
        if kind in _CHANGES and not differ(proposed, in_force):
            why = "has the same words as the text in force" if in_force else "has no text in force before it"
            message = f"The case wants the attachment `{kind.value}`, but `{case.proposed}` {why}."
            hint = "Take it out of attachments, or name another revision after in_force."
            yield problem_at(case.proposed, "C642", message, hint)


def _unspoken(
    case: Case, document: Document, translations: Sequence[str], words: Mapping[str, TemplateWords]
) -> Iterator[Problem]:
    for name in translations:
        place = name if isinstance(name, Text) and name.place.path else case.proposed
        if name not in document.words:
            known = ", ".join(one for one in document.words if one != document.facts.authoritative) or "none"
            message = f"A translation into `{name}` is asked for, and `{case.proposed}` has no words in it."
            hint = f"Translate the text first, or take the language out. It is there in: {known}."
            yield problem_at(place, "C641", message, hint)
        elif name not in words:
            message = f"A translation into `{name}` is asked for, and the templates have no words in it."
            yield problem_at(place, "C641", message, f"Write templates/words/{name}.yaml, or take the language out.")


class _Folder:
    """The attachments as they are put in, each with the next number."""

    def __init__(self, case: Case, words: TemplateWords) -> None:
        self.case = case
        self.words = words
        self.attached: list[Attached] = []

    def put_text(self, kind: AttachmentKind, side: Side, language: str, words: TemplateWords) -> None:
        """Put in a text, or a translation of it."""
        edition = compose(side.document, language, words, side.revision)
        status, slug = [self._status(side)], side.name
        if language != self.words.language:
            standing = _translation(side.document.standing(language), self.words)
            status, slug = [*(status if side.revision is None else []), standing], f"{slug}-{language}"
        self._put(Attached(0, kind, edition.title, "", edition, language, side.document), side, status, slug, words)

    def put_comparison(self, kind: AttachmentKind, after: Side, compared: Compared) -> None:
        """Put in what is new, marked in the text or in a table."""
        document, language, status = after.document, self.words.language, [self._status(after)]
        if kind is AttachmentKind.TABLE:
            title = self.words.attachment.table.format(title=document.words[language].title)
            one = Attached(0, kind, title, "", compared.table, language, document)
            self._put(one, after, status, "tabell", self.words)
        else:
            plain = (compared.later, compared.earlier)
            marked = compared.marked
            one = Attached(0, kind, marked.title, "", marked, language, document, plain, compared.blocks)
            self._put(one, after, status, "endringer", self.words)

    def _status(self, side: Side) -> str:
        return str(getattr(self.words.attachment, status_of(side.revision).value))

    def _put(self, one: Attached, side: Side, status: Sequence[str], slug: str, words: TemplateWords) -> None:
        """Put in an attachment with the next number; its title is made whole with revision, status and language."""
        number, own = len(self.attached) + 1, self.words
        invented = [own.attachment.example] if mark(self.case, None, own) else []
        room = LONGEST - len(own.attachment.label.format(number=number, title=""))
        tail = [*status, own.languages[Text(one.language)], *invented]
        title = _fitted(one.title, _name(side, own), tail, room)
        label = own.attachment.label.format(number=number, title=title)
        stem = _stem(number, one.edition.document, slug)

        def paper(edition: Edition) -> Edition:
            return self._paper(replace(edition, attachment=label, number=number, stem=stem), words)

        plain = tuple(map(paper, one.plain))
        self.attached.append(
            replace(one, number=number, title=title, label=label, edition=paper(one.edition), plain=plain)
        )

    def _paper(self, edition: Edition, words: TemplateWords) -> Edition:
        """The edition as a paper of the case: it says which one and when it was sent."""
        texts, case = words.attachment, self.case
        sent = texts.sent.format(number=edition.number, date=in_words(case.sent, words), sender=case.sender.name)
        invented = mark(case, None, words)
        note = f"{words.paper.example_note} " if invented else ""
        return replace(
            edition,
            facts=(Fact(texts.paper, sent), *edition.facts),
            description=f"{note}{edition.attachment}. {edition.description}",
            mark=" · ".join(filter(None, (invented, edition.mark))),
            label_language="" if edition.language == self.words.language else self.words.language,
            case=case.id,
        )


def _translation(standing: Standing, words: TemplateWords) -> str:
    """How a translation stands, in short."""
    texts = words.attachment
    return {Standing.CERTIFIED: texts.certified, Standing.COURTESY: texts.courtesy}.get(
        standing, texts.draft_translation
    )


def _name(side: Side, words: TemplateWords) -> str:
    """The name of a revision, or of the one that the draft is to become."""
    named = side.revision or side.document.facts.draft
    history = side.document.words[str(words.language)].history
    return history.revisions[named.id].name if named else words.masthead.draft


def _fitted(title: str, revision: str, tail: Sequence[str], room: int) -> str:
    """The parts of a name with commas between; the revision and then the title are cut where there is no room."""
    whole = ", ".join((title, revision, *tail))
    if len(whole) <= room:
        return whole
    left = room - len(", ".join(("", "", *tail)))
    revision = cut(revision, max(left - len(title), left // 2))
    return ", ".join((cut(title, left - len(revision)), revision, *tail))


def cut(text: str, room: int) -> str:
    """The text, or as many of its words as there is room for."""
    if len(text) <= room:
        return text
    kept = text[: room - 1]
    whole = kept.rpartition(" ")[0]
    return f"{(whole if len(whole) > room // 2 else kept).rstrip(' ,.;:–')}…"


def _stem(number: int, document: str, slug: str) -> str:
    """A file name without its ending, in lower-case ASCII as ids are. What tells it from others is kept whole."""
    began, ended = f"vedlegg-{number:02}-", f"-{slug}"
    return f"{began}{document[: LONGEST_STEM - len(began) - len(ended)].rstrip('-')}{ended}"
