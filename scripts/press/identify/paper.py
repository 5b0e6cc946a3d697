"""Which paper a file is: what the checkout knows of each that it ever made or can make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What kind of paper it is."""

    TEXT = "text"
    REDLINE = "redline"
    TABLE = "table of both texts"
    SAKSFRAMLEGG = "saksframlegg"
    COVER = "cover note"
    REGISTER = "adoption register"
    OTHER = "paper"


@dataclass(frozen=True)
class Paper:
    """One paper. `name` is what its files are called without their ending, `standing` how its text stands today.

    `translation` is how its language stands, where there are several. `content` is the SHA-256 of what it was made
    from. `case` and `council` are set for the papers of a case, `attachment` for those that have a number there.
    `about` says which two texts are compared.
    """

    name: str
    document: str
    title: str
    revision: str
    label: str
    language: str
    sort: Sort
    standing: str
    content: str
    translation: str = ""
    draft: bool = False
    case: str = ""
    council: str = ""
    attachment: str = ""
    about: str = ""

    @property
    def text(self) -> tuple[str, str, str, Sort, str]:
        """What it says, whoever it was made for."""
        return self.document, self.revision, self.language, self.sort, self.about
