"""Manifest -> build/index.html, the page to open after a build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from babel.numbers import format_decimal

from press.build.manifest import FORMATS, File
from press.compose.lagging import Report
from press.html import Templates
from press.problem import Problem
from press.words import TemplateWords


@dataclass(frozen=True)
class Row:
    """One file, as the page shows it."""

    path: str
    format: str
    size: str
    sha256: str


@dataclass(frozen=True)
class Entry:
    """One edition and its files."""

    name: str
    title: str
    about: str
    revision: str
    status: str
    language: str
    standing: str
    outdated: bool
    superseded: bool
    files: tuple[Row, ...]


def index(
    templates: Templates,
    words: TemplateWords,
    files: Iterable[File],
    problems: Iterable[Problem],
    *,
    fonts: str = "",
    reports: Iterable[Report] = (),
) -> bytes:
    """The page, in the language of `words`. `fonts` are the `@font-face` rules that it carries."""
    formats = {form.media_type: form.name for form in FORMATS}
    entries = []
    for _, group in groupby(files, key=lambda file: file.edition):
        of_edition = list(group)
        first = of_edition[0]
        entries.append(
            Entry(
                name=first.edition.replace("/", "-"),
                title=f"{first.title} ({first.language_name})",
                about=first.about,
                revision=first.revision_label,
                status=first.status_label,
                language=first.language_name,
                standing=first.standing_label,
                outdated=any(file.outdated for file in of_edition),
                superseded=first.superseded,
                files=tuple(
                    Row(file.path, formats[file.media_type], _size(file.size, words), file.sha256)
                    for file in of_edition
                ),
            )
        )
    style = fonts + templates.style("web")
    told = {"entries": entries, "problems": list(problems), "reports": list(reports)}
    return templates.index(words=words, style=style, **told).encode()


def _size(size: int, words: TemplateWords) -> str:
    """Kilobytes (1,000 bytes), rounded up, as the language writes numbers."""
    return f"{format_decimal(-(-size // 1000), locale=words.locale)}\N{NO-BREAK SPACE}kB"
