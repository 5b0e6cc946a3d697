"""What content/cases says: the councils, and one case each time something is sent to them to be decided.

Nothing here is worked out. A case number stays as it was written but for its blanks; which attachments a case has, and
who has adopted what, is for compose to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from press.casenumber import cleaned
from press.edtf import Edtf
from press.facts import Id, Model, Sha256
from press.fault import Fault
from press.organisation import organisation_number
from press.problem import Problem
from press.text import RichText, Text

YesNo = Literal["yes", "no"]

CaseNumber = Annotated[
    Text, AfterValidator(cleaned), WithJsonSchema({"type": "string", "pattern": "[0-9]+ */ *[0-9]+"})
]
"""A case number as a council writes it: `2009/4341`, `24/01234`, `PS 23/14`, `Sak 42/ 25`, `002/12`."""

OrganisationNumber = Annotated[
    Text, AfterValidator(organisation_number), WithJsonSchema({"type": "string", "pattern": "^[0-9 ]{9,11}$"})
]
"""Nine digits, the last of them a check digit (modulus 11, Brønnøysundregistrene)."""


class Kind(StrEnum):
    KOMMUNE = "kommune"
    FYLKESKOMMUNE = "fylkeskommune"


class Codes(Model):
    """Codes of an arkivmelding (Fiks Arkiv v1), where an archive has others than the code lists of the standard."""

    journalposttype: Text = Text("S")
    journalstatus: Text = Text("F")
    saksstatus: Text = Text("B")
    dokumentstatus: Text = Text("F")
    dokumentmedium: Text = Text("E")
    hoveddokument: Text = Text("H")
    vedlegg: Text = Text("V")
    arkivformat: Text = Text("A")
    produksjonsformat: Text = Text("P")
    skjermet: Text = Text("O")
    dokumenttype_hoveddokument: Text = Text("SAKSFRAMLEGG")
    dokumenttype_vedlegg: Text = Text("VEDLEGG")
    tilgangsrestriksjon: Text = Text("U")
    avsender: Text = Text("EA")
    mottaker: Text = Text("EM")


class Archive(Model):
    """What the archive that receives the papers expects in an arkivmelding; left out, as the standard says."""

    system: Text = Field(default=Text("press"), description="What `system` says of the system that sends.")
    fagsystem: Text | None = Field(default=None, description="What `fagsystem` says of it, where it is another.")
    regel: Text | None = Field(default=None, description="`regel`: the archive's own set of rules for this system.")
    arkivdel: Text | None = Field(default=None, description="`arkivdel`: the part of the archive that takes the case.")
    checksum_algorithm: Text = Field(default=Text("SHA256"), description="SHA256 (Noark 5, M706), or SHA-256.")
    format_pdf: Text = Field(default=Text("fmt/476"), description="What `format` says of a PDF/A-2a (PRONOM).")
    format_docx: Text = Field(default=Text("fmt/412"), description="What `format` says of a Word file (PRONOM).")
    codes: Codes = Codes()


class Former(Model):
    """What a council was called before."""

    name: Text
    number: Text | None = None
    until: Edtf = Field(description="The last day on which it was called so, as EDTF.")


class Council(Model):
    """A council that papers are sent to."""

    id: Id = Field(description="What files and folders call it.")
    example: YesNo = Field("no", description="yes where it is invented; every page says so then.")
    name: Text
    kind: Kind
    number: Text | None = Field(None, description="Municipality number (4 digits) or county number (2 digits).")
    organisation: OrganisationNumber | None = Field(None, description="Organisation number, 9 digits.")
    language: Literal["nb", "nn"] = Field(description="The language form that it writes.")
    body: Text = Field(description="The body that decides, such as kommunestyret.")
    decision: Literal["first", "last"] = Field("first", description="Where the proposed decision stands.")
    takes: Literal["all", "pdf"] = Field("all", description="pdf where its case system takes nothing else.")
    archive: Archive | None = Field(None, description="Where its archive expects other values than those above.")
    former: tuple[Former, ...] = Field((), description="What it was called before, the oldest first.")
    merged_into: Id | None = Field(None, description="The council that it has become a part of.")
    merged: Edtf | None = Field(None, description="The day on which that was, as EDTF.")


class Councils(Model):
    """councils.yaml: every council that anything is sent to."""

    archive: Archive = Field(Archive(), description="What archives expect, where a council says nothing else.")
    councils: tuple[Council, ...] = Field(min_length=1)


class Passage(Model):
    """A paragraph of a case."""

    text: RichText
    exempt: Text | None = Field(None, description="The provision by which it is exempt from public disclosure.")


Passages = tuple[Passage, ...]


class Consequences(Model):
    economic: Passages = Field(min_length=1)
    legal: Passages = Field(min_length=1)
    environment: Passages = Field(min_length=1)


class CaseWords(Model):
    """The words of a case in one language form."""

    title: Text = Field(description="What the case is called, without a number and without an ending.")
    public_title: Text | None = Field(None, description="The title without what is exempt from public disclosure.")
    asked: Passages = Field(min_length=1, description="What the council is asked to do.")
    proposed_decision: Passages = Field(min_length=1, description="One point each (innstilling).")
    background: Passages = Field(min_length=1)
    assessment: Passages = Field(min_length=1)
    consequences: Consequences

    def parts(self) -> Iterator[tuple[str, Passages]]:
        """Every part with its name, in the order of the paper."""
        yield "asked", self.asked
        yield "proposed_decision", self.proposed_decision
        yield "background", self.background
        yield "assessment", self.assessment
        for name in ("economic", "legal", "environment"):
            yield name, getattr(self.consequences, name)

    @property
    def exempt(self) -> bool:
        """Whether any of it is exempt from public disclosure."""
        return self.public_title is not None or any(one.exempt for _, part in self.parts() for one in part)


class AttachmentKind(StrEnum):
    """What an attachment is: the text that is proposed, the one in force, the two compared, a translation."""

    PROPOSED = "proposed"
    IN_FORCE = "in-force"
    REDLINE = "redline"
    TABLE = "table"
    TRANSLATION = "translation"


class Sender(Model):
    name: Text = Field(description="Who sends the case: the alliance or its secretariat, not a person.")
    contact: Text | None = Field(None, description="A public address of the office, such as post@example.no.")


class RuleKind(StrEnum):
    ALL = "all"
    MAJORITY = "majority"
    NAMED = "named"


class Rule(Model):
    """When the revision is adopted: when all councils of the case, more than half of them, or those named have."""

    kind: RuleKind
    parties: tuple[Id, ...] = Field((), description="The councils that must have adopted it, where they are named.")

    @model_validator(mode="after")
    def _parties(self) -> Self:
        if (self.kind is RuleKind.NAMED) != bool(self.parties):
            message = "The rule `named` needs its parties, and no other rule has any."
            raise Fault("C601", 0, 0, message, "Write kind: named with parties: (ids of councils), or neither.")
        return self


class Result(StrEnum):
    ADOPTED = "adopted"
    WITH_CHANGES = "adopted-with-changes"
    REJECTED = "rejected"
    POSTPONED = "postponed"


class Outcome(Model):
    """What a council decided, and the hash of the text that it had before it. Written by `make outcome`."""

    result: Result
    date: Edtf = Field(description="The day of the meeting, as EDTF.")
    body: Text | None = Field(None, description="The body that decided, where it is not the council's usual one.")
    case: CaseNumber | None = Field(None, description="The body's own case number.")
    vote: Text | None = Field(None, description="The vote as the minutes have it, such as 31-4 or enstemmig.")
    text: Sha256 = Field(description="SHA-256 of the text that the council had before it.")
    changes: dict[Id, Text] = Field(default_factory=dict, description="Block: its words as the council adopted them.")

    @model_validator(mode="after")
    def _changed(self) -> Self:
        if (self.result is Result.WITH_CHANGES) != bool(self.changes):
            message = "A text adopted with changes names each changed block with its words, and no other has any."
            raise Fault("C602", 0, 0, message, "Write changes: (block: its words), or take it away.")
        return self


class Sitting(Model):
    """One body that treats the case."""

    body: Text
    date: Edtf | None = Field(None, description="The day of the meeting, as EDTF.")
    case: CaseNumber | None = Field(None, description="The body's own case number, such as PS 23/14.")


class Handling(Model):
    """The case in one council."""

    case: CaseNumber | None = Field(None, description="The council's archive case, such as 2009/4341, once it has one.")
    officer: Text | None = Field(None, description="The case officer: a name, or a role.")
    sittings: tuple[Sitting, ...] = Field((), description="The bodies in their order, the one that decides last.")
    translations: tuple[Id, ...] = Field((), description="Languages in which a courtesy translation is asked for.")
    outcomes: tuple[Outcome, ...] = Field((), description="What was decided, the latest last. Written by the tool.")

    @property
    def outcome(self) -> Outcome | None:
        """What was decided last."""
        return self.outcomes[-1] if self.outcomes else None


class Tabled(Model):
    """A text that councils had before them: its parts and their hashes. Written by the tool."""

    revision: Text = Field(description="The revision, or the draft, whose words it is.")
    blocks: dict[Text, Sha256]


class Case(Model):
    """<case>.yaml: what is sent to the councils, and what each of them has decided."""

    id: Id
    example: YesNo = Field("no", description="yes where it is invented; every page says so then.")
    document: Id = Field(description="The document that it is about.")
    proposed: Id = Field(description="The revision whose text is put to the councils: the draft's, or an adopted one.")
    in_force: Id | None = Field(None, description="The revision that it is compared with (default: the one in force).")
    sent: Edtf = Field(description="The day that the papers bear, as EDTF.")
    deadline: Edtf | None = Field(None, description="The day by which an answer is asked for, as EDTF.")
    sender: Sender
    rule: Rule
    attachments: tuple[AttachmentKind, ...] | None = Field(
        None, description="In their order (default: the text proposed; where it is new also redline, table, in force)."
    )
    words: dict[Id, CaseWords] = Field(min_length=1, description="By language form: nb, nn.")
    councils: dict[Id, Handling] = Field(min_length=1, description="By the council's id in councils.yaml.")
    texts: dict[Sha256, Tabled] = Field(
        default_factory=dict, description="Texts that councils had. Written by the tool."
    )

    @property
    def translations(self) -> frozenset[str]:
        """The languages in which any council asks for a courtesy translation."""
        return frozenset(str(name) for one in self.councils.values() for name in one.translations)


@dataclass(frozen=True)
class Casebook:
    """All councils and cases that can be read, by id.

    `problems` are all that is wrong with any of them. `stopped` are, by case, the councils whose own entry is wrong:
    nothing can be made for them, and for all others it can. `failed` are the cases that are wrong as a whole.
    """

    councils: Mapping[str, Council] = field(default_factory=dict)
    archive: Archive = field(default_factory=Archive)
    cases: Mapping[str, Case] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    stopped: Mapping[str, frozenset[str]] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()
