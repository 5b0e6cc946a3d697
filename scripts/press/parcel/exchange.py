"""What goes to a translator and what comes back, whatever the file format.

A segment is one text of a block: `maal-2#text`, `utbygging#title`, `regler-liste#items/0/text`. Its words stand as the
content writes them, with their marks (`press.markup`).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from press.problem import Place
from press.records import State

_HALF = 16
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Segment:
    """One text to translate.

    `target` is empty where there is no translation. `stale` says that the source was changed since the translation was
    made; `previous` is what it was then, empty where that is not so. `comments` are what was said of it before.
    """

    id: str
    source: str
    target: str
    state: State
    stale: bool = False
    previous: str = ""
    comments: tuple[str, ...] = ()

    @property
    def seal(self) -> str:
        """What shows, when it comes back, whether its id, its source and its translation are those that were sent."""
        return seal(self.id, self.source, self.target)

    @property
    def open(self) -> bool:
        """Whether somebody must still do something about it."""
        return self.stale or self.state is State.MISSING


@dataclass(frozen=True)
class Term:
    """A term of the glossary: source, accepted translations with the preferred one first, a note."""

    source: str
    targets: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Labels:
    """The words that a file shows to the translator, in the translator's language.

    `missing`, `stale`, `draft`, `reviewed` and `certified` are what the status of a segment is called; the same words
    say it when the file comes back. `change` heads what was changed in the source since the translation was made.
    """

    id: str
    source: str
    target: str
    status: str
    comment: str
    change: str
    glossary: str
    term: str
    note: str
    missing: str
    stale: str
    draft: str
    reviewed: str
    certified: str

    def status_of(self, segment: Segment) -> str:
        """What the status of a segment is called."""
        return self.stale if segment.stale else str(getattr(self, segment.state.value))


@dataclass(frozen=True)
class Parcel:
    """All that is sent to the translator of one document into one language. `revision` is that of the source."""

    document: str
    title: str
    source_language: str
    language: str
    revision: str
    labels: Labels
    segments: tuple[Segment, ...]
    terms: tuple[Term, ...] = ()

    @property
    def name(self) -> str:
        """What all its files begin with."""
        return f"{self.document}-{self.revision}-{self.language}"

    @property
    def texts(self) -> int:
        """How many texts it holds."""
        return len(self.segments)

    @property
    def origin(self) -> str:
        """What formats that have one field for it say of where a file comes from, and how many texts it holds."""
        return f"{self.document}/{self.revision}/{self.texts}"


def origin_of(said: str) -> tuple[str, int | None]:
    """The document that an `origin` names, and how many texts were sent, where it still says so."""
    document, _, rest = said.strip().partition("/")
    return document, number_of(rest.rpartition("/")[2])


def number_of(said: str) -> int | None:
    """How many texts a file says that were sent; None where it does not say it."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None


@dataclass(frozen=True)
class Returned:
    """One segment as it came back. `place` is where it stands in the file that came.

    `state` is None where the file cannot say it, or says nothing of it. `open` is true where it is still marked as
    waiting for somebody, None where the file cannot say. `seal` is empty where the format lost it.
    """

    id: str
    source: str
    target: str
    place: Place
    seal: str = ""
    state: State | None = None
    open: bool | None = None
    comments: tuple[str, ...] = ()

    @property
    def sealed(self) -> bool:
        """Whether the seal holds its id and its source."""
        return self.seal[:_HALF] == seal(self.id, self.source, "")[:_HALF]

    def sent_with(self, target: str) -> bool:
        """Whether the seal holds this translation too; line breaks and blanks in a row count as one blank."""
        return self.seal == seal(self.id, self.source, target)


@dataclass(frozen=True)
class Return:
    """A file that came back: for which document and language it says it is, and its segments in their order."""

    document: str
    language: str
    segments: tuple[Returned, ...]
    total: int | None = None
    """How many were sent, where the file still says so."""


def seal(name: str, source: str, target: str) -> str:
    """24 hexadecimal digits: 16 hold an id and its source together, 8 the translation that it was sent with."""
    return _digits(f"{name}\0{source}")[:_HALF] + _digits(_BLANKS.sub(" ", target).strip(" "))[:8]


def _digits(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
