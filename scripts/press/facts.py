"""The facts about a document, as document.yaml says them: everything but its words.

Nothing here is worked out: dates are not yet words. What the tool itself writes there (`frozen`, `archive`) is typed
here too, so that it is read by the same rules as what people write.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from press.edtf import Edtf
from press.fault import Fault
from press.text import Text

_ID = r"[a-z0-9]+(-[a-z0-9]+)*"


def _stable(value: Text) -> Text:
    if len(value) > 40 or not re.fullmatch(_ID, value):
        hint = "Use the letters a–z, digits and single hyphens, at most 40 signs, such as maal-2."
        shown = value if len(value) <= 60 else f"{value[:60]}…"
        raise Fault("C305", 0, 0, f"The id `{shown}` has signs that an id may not have, or too many.", hint)
    return value


Id = Annotated[
    Text, AfterValidator(_stable), WithJsonSchema({"type": "string", "pattern": f"^{_ID}$", "maxLength": 40})
]
"""A stable name: lower-case letters a–z, digits and single hyphens; the same in all languages and for ever."""


def _digest(value: Text) -> Text:
    if not re.fullmatch("[0-9a-f]{64}", value):
        raise Fault("C361", 0, 0, f"`{value[:20]}…` is no SHA-256.", "The tool writes these; take the file back.")
    return value


def _count(value: Text) -> Text:
    if not re.fullmatch("[1-9][0-9]{0,4}", value):
        raise Fault("C362", 0, 0, f"`{value}` is no number of a revision.", "The tool writes these; take it back.")
    return value


Sha256 = Annotated[Text, AfterValidator(_digest), WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"})]
"""SHA-256 (FIPS 180-4) in lower-case hexadecimal."""

Count = Annotated[Text, AfterValidator(_count), WithJsonSchema({"type": "string", "pattern": "^[1-9][0-9]{0,4}$"})]
"""A number from 1, as it was written."""


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(StrEnum):
    """What the words of a revision rest on."""

    ORIGINAL = "original"
    MINUTES = "minutes"
    PUBLISHED = "published"
    RECONSTRUCTED = "reconstructed"
    MISSING = "missing"


class Confidence(StrEnum):
    """How sure a dated fact is: stated in the source, partly inferred, inferred."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Kind(StrEnum):
    """What a change to a block does."""

    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"
    CORRECTION = "correction"
    RENUMBERING = "renumbering"


class Outdated(StrEnum):
    """How a translated block is printed whose source was changed since."""

    MARK = "mark"
    SOURCE = "source"


class Source(Model):
    """A public source that the history rests on."""

    id: Id
    publisher: Text | None = Field(None, description="Who published it, where known.")
    address: Text = Field(description="Where it is found, without the scheme: example.org/page/")


class Citation(Model):
    """What a source states about one fact."""

    id: Id = Field(description="The id of one of the document's sources.")
    quote: Text | None = Field(None, description="The source's own words, unaltered.")


class Change(Model):
    """What the change to one block of a draft is. A change that is not listed is substantive."""

    block: Id = Field(description="The id of the block or section that is changed.")
    kind: Kind = Field(description="An editorial change may touch no number, date, reference, name, negation or modal.")


class Frozen(Model):
    """What adopting recorded of a revision's files. The tool writes it; nobody changes it."""

    number: Count = Field(description="Its place in the chain, from 1, in the order of recording.")
    previous: Sha256 | None = Field(None, description="SHA-256 of the SHA256SUMS of the one before.")
    sums: Sha256 = Field(description="SHA-256 of its SHA256SUMS.")
    files: dict[Text, Sha256] = Field(description="SHA-256 of each of its files, as its SHA256SUMS has them.")


class Head(Model):
    """The end of the chain of frozen revisions."""

    count: Count = Field(description="How many revisions are frozen.")
    last: Sha256 = Field(description="SHA-256 of the SHA256SUMS of the last one.")


class Step(Model):
    """What is said of a revision, adopted or drafted, beside its words."""

    id: Id
    sources: tuple[Citation, ...] = Field((), description="Where its adoption can be read.")
    legal_basis: Text | None = Field(None, description="The provision that gives the body its power to adopt it.")
    corrects: Id | None = Field(None, description="The id of the frozen revision that it takes the place of.")
    changes: tuple[Change, ...] = Field((), description="What its changes are, where they are not substantive.")
    was: dict[Id, Id] = Field(default_factory=dict, description="New id of a block: the id that it had before.")


class Revision(Step):
    """One revision of the document's own text."""

    adopted: Edtf = Field(description="When it was adopted, as EDTF; XXXX where no source says.")
    in_force: Edtf | None = Field(None, description="When it came into force, as EDTF.")
    recorded: Edtf = Field(description="The day on which it was entered here, as EDTF.")
    body: Id | None = Field(None, description="The id of the body that adopted it.")
    case: Text | None = Field(None, description="The body's own case number.")
    evidence: Evidence = Field(description="What the words of this revision rest on; missing: not preserved.")
    confidence: Confidence = Field(description="How sure the date and the body are.")
    frozen: Frozen | None = Field(None, description="Written by the tool when the revision is adopted.")


class Draft(Step):
    """What is said beforehand of the revision that the working text is to become. Its `id` is the one it will have."""

    evidence: Evidence = Field(Evidence.ORIGINAL, description="What its words rest on when it is adopted.")
    confidence: Confidence = Field(Confidence.HIGH, description="How sure the date and the body are.")


class Decision(Model):
    """Another decision that bears on the document without changing its text."""

    id: Id
    date: Edtf = Field(description="When it was taken, as EDTF; XXXX where no source says.")
    body: Id | None = Field(None, description="The id of the body that took it.")
    case: Text | None = Field(None, description="The body's own case number.")
    confidence: Confidence
    sources: tuple[Citation, ...] = Field(min_length=1)


class Facts(Model):
    """The facts about a document: everything but its words."""

    id: Id
    template: Id = Field(description="The template that prints it: templates/<template>.html.j2")
    publisher: Text
    authoritative: Id = Field(description="The language whose words count.")
    languages: tuple[Id, ...] = Field(min_length=1, description="Each has a file <language>.yaml here.")
    outdated_translations: Outdated = Field(
        Outdated.MARK,
        description="A translated block whose source was changed since is printed as it is with a note (mark), or in "
        "the authoritative language with a note (source). What is not translated is always printed so.",
    )
    history_until: Edtf = Field(description="The last day up to which the history was looked into, as EDTF.")
    sources: tuple[Source, ...] = ()
    revisions: tuple[Revision, ...] = Field(min_length=1)
    decisions: tuple[Decision, ...] = ()
    draft: Draft | None = Field(None, description="The revision that the words beside this file are to become.")
    archive: Head | None = Field(None, description="Written by the tool when a revision is adopted.")

    @property
    def rows(self) -> tuple[Revision | Decision, ...]:
        """Every row of the history: the revisions, then the related decisions."""
        return (*self.revisions, *self.decisions)

    def revision(self, name: str) -> Revision | None:
        """The revision of this id."""
        return next((one for one in self.revisions if one.id == name), None)

    @property
    def frozen(self) -> tuple[Revision, ...]:
        """The adopted revisions whose words are in the archive, in the order of adoption."""
        return tuple(one for one in self.revisions if one.frozen)

    @property
    def line(self) -> tuple[Revision, ...]:
        """All revisions in the order of adoption, but each correction right after what it corrects."""
        corrections = {one.corrects: one for one in self.revisions if one.corrects}
        ordered: list[Revision] = []
        for one in self.revisions:
            latest: Revision | None = None if one.corrects else one
            while latest is not None and latest not in ordered:
                ordered.append(latest)
                latest = corrections.get(latest.id)
        return tuple(ordered)

    @property
    def lineage(self) -> tuple[Revision, ...]:
        """The revisions that count, in the order of adoption: each corrected one gives its place to its correction."""
        corrected = {one.corrects for one in self.revisions}
        return tuple(one for one in self.line if one.id not in corrected)

    @property
    def adopted(self) -> Revision | None:
        """The last frozen revision that counts: what the working text is compared with."""
        return next((one for one in reversed(self.lineage) if one.frozen), None)

    @property
    def base(self) -> Revision | None:
        """What the working text grows from: the revision that it corrects, else the one last adopted."""
        corrected = self.revision(self.draft.corrects) if self.draft and self.draft.corrects else None
        return corrected or self.adopted
