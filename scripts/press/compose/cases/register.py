"""A case as it stands -> its adoption register: who has adopted which text, and where texts differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from press.cases import Case, Council, Outcome, Result
from press.compose.cases.overview import Line, Overview, Register
from press.compose.cases.positions import NAMED, overview, some
from press.compose.cases.standing_of_case import CaseStanding, Position, Voice, name_on
from press.compose.cases.subject import Subject, day, mark, subject
from press.compose.cases.versions import Inlines, Texts
from press.compose.dates import in_words
from press.compose.edition import Edition, Fact, Status
from press.document import Document, canonical_hash
from press.edtf import Edtf
from press.text import Text
from press.words import TemplateWords

STEM = "register"
FIRST = "nb"
"""The language form in which a register is written, where the case has it."""


def form_of(case: Case) -> str:
    """The language form in which the register of a case is written."""
    return FIRST if Text(FIRST) in case.words else str(next(iter(case.words)))


def compose_register(
    standing: CaseStanding,
    councils: Mapping[str, Council],
    document: Document,
    words: TemplateWords,
    known: Mapping[str, tuple[Inlines, ...]],
) -> Edition:
    """The register of a case. `words` are those of its language form; `known` are words of parts, by their SHA-256."""
    return _Composer(standing, councils, document, words, known).edition()


class _Composer:
    def __init__(
        self,
        standing: CaseStanding,
        councils: Mapping[str, Council],
        document: Document,
        words: TemplateWords,
        known: Mapping[str, tuple[Inlines, ...]],
    ) -> None:
        self.standing, self.case = standing, standing.case
        self.councils = councils
        self.document = document
        self.template_words, self.words = words, words.adoptions
        self.about: Subject = subject(self.case, document, words)
        self.names = {voice.council: self._name(voice) for voice in standing.voices}
        self.texts = Texts(standing, document, words, known, self.about.revision, self.names)

    def edition(self) -> Edition:
        case, words = self.case, self.words
        texts = case.words[Text(self.template_words.language)]
        title = str(texts.public_title or texts.title)
        invented = next((told for one in self._listed() if (told := mark(case, one, self.template_words))), "")
        facts = tuple(self._facts(title))
        register = self._register()
        content = canonical_hash([repr(facts), repr(register)])
        description = words.description.format(
            title=title,
            document=self.about.title,
            revision=self.about.revision,
            language=self.template_words.name,
        )
        last = max((one.date for one in self._outcomes()), key=str, default=case.sent)
        return Edition(
            document=self.document.facts.id,
            revision=self.about.name,
            language=self.template_words.language,
            language_name=self.template_words.name,
            template="register",
            title=words.title,
            alliance=self.document.source.alliance,
            publisher=case.sender.name,
            status=Status.PAPER,
            status_label=words.status,
            revision_label=self.about.revision,
            description=f"{self.template_words.paper.example_note} {description}" if invented else description,
            keywords=(words.title, title, self.about.title),
            created=day(last),
            modified=day(last),
            facts=facts,
            contents=(),
            sections=(),
            history=None,
            colophon=self._colophon(content),
            content_hash=content,
            mark=invented,
            about=words.title,
            case=case.id,
            stem=STEM,
            register=register,
        )

    def _listed(self) -> Iterator[Council | None]:
        yield None
        yield from (self.councils.get(str(name)) for name in self.case.councils)

    def _outcomes(self) -> Iterator[Outcome]:
        for handling in self.case.councils.values():
            yield from handling.outcomes

    def _colophon(self, content: str) -> tuple[Fact, ...]:
        words = self.template_words.colophon
        return (
            Fact(words.document, f"{self.case.id}, {self.document.facts.id}, {self.case.proposed}"),
            Fact(words.publisher, self.case.sender.name),
            Fact(words.content, content),
        )

    def _facts(self, title: str) -> Iterator[Fact]:
        words, case = self.words, self.case
        yield Fact(words.case, title)
        yield Fact(words.document, f"{self.about.title}: {self.about.revision} ({self.about.status})")
        yield Fact(words.text_hash, self.about.hash)
        yield Fact(words.sent, self._day(case.sent))
        if case.deadline:
            yield Fact(words.deadline, self._day(case.deadline))
        yield Fact(words.rule, self._rule())
        yield Fact(words.answers, self._answered())
        if decided := [one.date for one in self._outcomes() if one.result is not Result.POSTPONED]:
            yield Fact(words.last, self._day(max(decided, key=str)))
        yield Fact(words.met, self._met())
        if not self.standing.met:
            lacking = [self.names[voice.council] for voice in self.standing.lacking]
            yield Fact(words.lacking, some(lacking, NAMED, words) or words.none)

    def _rule(self) -> str:
        names = ", ".join(self.names[str(name)] for name in self.case.rule.parties)
        told = str(getattr(self.words, f"rule_{self.case.rule.kind.value}"))
        return told.format(names=names) if names else told

    def _answered(self) -> str:
        standing = self.standing
        return self.words.answered.format(answered=len(standing.answered), all=len(standing.parties))

    def _met(self) -> str:
        standing = self.standing
        if standing.met_on is not None:
            return self.words.met_on.format(date=self._day(standing.met_on))
        have = len(standing.wanted) - len(standing.lacking)
        return self.words.not_met.format(have=have, needed=standing.needed)

    def _register(self) -> Register:
        words, captions = self.words, self.template_words.caption
        told = words.summary_conflict if self.standing.conflict else words.summary_not_met
        if self.standing.met and not self.standing.conflict:
            told = words.summary_met
        differences = tuple(self.texts.differences())
        drawn: Overview = overview(self.standing, self.names, self.template_words)
        return Register(
            summary=told.format(answered=self._answered()),
            overview=drawn,
            table_number=captions.table.format(number=1),
            lines=tuple(self._lines()),
            differences_number=captions.table.format(number=2),
            differences=differences,
            texts_number=captions.table.format(number=2 + bool(differences)),
            texts=tuple(self.texts.rows()),
            language=self._language(),
        )

    def _language(self) -> str:
        """The language of the text's own words, where it is another than the register's."""
        counts = str(self.document.facts.authoritative)
        return "" if counts == self.template_words.language else counts

    def _lines(self) -> Iterator[Line]:
        for number, voice in enumerate(self.standing.voices, 1):
            outcomes: Sequence[Outcome] = self.case.councils[Text(voice.council)].outcomes
            for outcome in outcomes:
                yield self._decided(str(number), voice, outcome, again=outcome is not outcomes[-1])
            if not outcomes:
                yield self._open(str(number), voice)

    def _decided(self, number: str, voice: Voice, outcome: Outcome, *, again: bool) -> Line:
        result = self._result(outcome)
        council = self.councils.get(voice.council)
        return Line(
            number=number,
            council=self._called(voice, outcome.date),
            remark=self._since(voice, outcome.date),
            body=str(outcome.body or (council.body if council else "")),
            date=self._day(outcome.date),
            case=str(outcome.case or ""),
            result=self.words.again.format(result=result) if again else result,
            vote=str(outcome.vote or ""),
            text=self.texts.named(outcome, voice),
            again=again,
        )

    def _open(self, number: str, voice: Voice) -> Line:
        """A council that has not decided: which meeting is to come, as far as the case says so."""
        handling, council = self.case.councils[Text(voice.council)], self.councils.get(voice.council)
        last = handling.sittings[-1] if handling.sittings else None
        succeeded = voice.position is Position.SUCCEEDED
        planned = last.date if last and not succeeded else None
        result = str(self.words.waiting)
        if succeeded:
            result = self.words.answered_by.format(name=self._now(voice.successor))
        return Line(
            number=number,
            council=self._now(voice.council),
            remark=self._since(voice, None),
            body=str(last.body if last else council.body if council else ""),
            date=self.words.planned.format(date=self._day(planned)) if planned else "",
            case=str(last.case or "") if last and not succeeded else "",
            result=result,
            vote="",
            text="",
        )

    def _result(self, outcome: Outcome) -> str:
        if outcome.result is Result.WITH_CHANGES:
            return self.words.with_changes
        return str(getattr(self.words, outcome.result.value))

    def _name(self, voice: Voice) -> str:
        return self._called(voice, voice.outcome.date if voice.outcome else None)

    def _called(self, voice: Voice, when: Edtf | None) -> str:
        council = self.councils.get(voice.council)
        return name_on(council, when) if council else voice.council

    def _now(self, name: str) -> str:
        council = self.councils.get(name)
        return str(council.name) if council else name

    def _since(self, voice: Voice, when: Edtf | None) -> str:
        """What a council is called now, and what it has become a part of."""
        council = self.councils.get(voice.council)
        if council is None:
            return ""
        now = str(council.name)
        told = [self.words.now.format(name=now)] if self._called(voice, when) != now else []
        if council.merged_into and council.merged:
            into = self._now(str(council.merged_into))
            told.append(self.words.part_of.format(name=into, date=self._day(council.merged)))
        return ", ".join(told)

    def _day(self, date: Edtf) -> str:
        return in_words(date, self.template_words)
