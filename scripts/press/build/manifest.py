"""What a build made: build/manifest.json and build/SHA256SUMS.

The manifest is written last but for the sums, and a file without an entry in it is not an output.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from press.compose.edition import Edition
from press.problem import Problem

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Format:
    """A kind of output: its ending, media type (RFC 6838) and PRONOM code (The National Archives)."""

    ending: str
    short: str
    name: str
    media_type: str
    pronom: str


PDF = Format("pdf", "PDF", "PDF (PDF/A-2a, PDF/UA-1)", "application/pdf", "fmt/476")
WORD = Format(
    "docx",
    "Word",
    "Word (.docx)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "fmt/412",
)
WEB = Format("html", "web", "HTML", "text/html", "fmt/471")
FORMATS = (PDF, WORD, WEB)


@dataclass(frozen=True)
class File:
    """One output as the manifest tells it. `size` is in bytes, the sums are SHA-256 in lower-case hexadecimal.

    `purpose` is nothing for the text itself, else what the file name says: `redline-<from>`, `tabell-<from>`,
    `per-<date>`, `revidert`. `standing` is how a language stands towards the one that counts, where there are several.
    `superseded` says that a later revision has been adopted since.
    """

    path: str
    sha256: str
    size: int
    media_type: str
    pronom: str
    document: str
    title: str
    revision: str
    revision_label: str
    language: str
    language_name: str
    status: str
    status_label: str
    content_sha256: str
    purpose: str = ""
    about: str = ""
    standing: str = ""
    standing_label: str = ""
    superseded: bool = False
    outdated: bool = False

    @property
    def edition(self) -> str:
        """The name that all formats of one edition share."""
        return self.path.rpartition(".")[0]


def describe(edition: Edition, form: Format, data: bytes) -> File:
    """The entry of one output of an edition."""
    return File(
        path=f"{edition.document}/{edition.name}.{form.ending}",
        sha256=digest(data),
        size=len(data),
        media_type=form.media_type,
        pronom=form.pronom,
        document=edition.document,
        title=str(edition.title),
        revision=str(edition.revision),
        revision_label=edition.revision_label,
        language=edition.language,
        language_name=str(edition.language_name),
        status=edition.status.value,
        status_label=str(edition.status_label),
        content_sha256=edition.content_hash,
        purpose=edition.purpose,
        about=edition.about,
        standing=edition.standing.value if edition.standing_label else "",
        standing_label=edition.standing_label,
    )


def write(files: Iterable[File], problems: Iterable[Problem]) -> bytes:
    """The manifest as JSON, the same for the same files and problems."""
    told = {
        "files": [asdict(file) for file in files],
        "problems": [problem.as_json() for problem in problems],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def read(path: Path) -> list[File]:
    """The files of the last build; none where there is no manifest, or one that this tool cannot have written."""
    try:
        files = [File(**entry) for entry in json.loads(path.read_bytes())["files"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    return files if all(map(_own, files)) else []


def _own(file: File) -> bool:
    """Whether the tool can have written this entry: above all, that its path leads nowhere else."""
    kinds = {form.media_type: form.ending for form in FORMATS}
    texts = [value for name, value in asdict(file).items() if name not in ("size", "outdated", "superseded")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(file.size, int):
        return False
    ending = kinds.get(file.media_type)
    name = "-".join(filter(None, (file.document, file.revision, file.language, file.purpose)))
    return file.path == f"{file.document}/{name}.{ending}" and bool(_NAME.fullmatch(name))


def still_there(file: File, build: Path) -> File | None:
    """An output of an earlier run; None when it is gone or no longer what it was."""
    try:
        data = (build / file.path).read_bytes()
    except OSError:
        return None
    return file if digest(data) == file.sha256 else None


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sums(digests: Mapping[str, str]) -> bytes:
    """Lines for `sha256sum --check`, from paths and their digests."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()
