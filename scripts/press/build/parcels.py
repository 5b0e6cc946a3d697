"""What waits in a translation -> one zip for a translator without git: the texts in every format, and what helps."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from press.build import files
from press.build.confirm import translated_language
from press.build.make import Order
from press.build.manifest import PDF
from press.build.outcome import Outcome
from press.build.past import ready
from press.build.printing import print_all
from press.build.project import Input, Project, Say, read_attached, without_words
from press.build.run import order_for
from press.compose import revision_name
from press.compose.lagging import Change, changes_of
from press.document import Bound, Document
from press.html import Templates
from press.parcel import excel_writing, po, word, xliff, xliff12
from press.parcel.exchange import Labels, Parcel, Segment, Term
from press.parcel.pictures import page_png
from press.problem import Wrong
from press.read import read_glossaries, read_words
from press.records import Glossary, State
from press.text import Text
from press.translation.units import Unit, canonical, units
from press.web.fonts import faces
from press.words import TemplateWords

FOLDER = "parcels"
"""Where parcels are put in build/."""

_DAY = (1980, 1, 1, 0, 0, 0)
"""The day that every entry of the zip bears, so that the same parcel has the same bytes."""


@dataclass(frozen=True)
class Shown:
    """One part as the page with the instructions shows it: its texts, what was changed, and the page it stands on."""

    id: str
    status: str
    texts: tuple[str, ...]
    changes: tuple[Change, ...]
    picture: str


def parcel(root: Path, language: str, document: str | None, say: Say, *, everything: bool = False) -> Outcome:
    """Write the parcel of what is missing or outdated in a language, or of `everything`.

    Raises `Wrong` with what is wrong with the content; a language in which nothing waits makes no parcel.
    """
    project = Project(root)
    with ready(project):
        words = read_words(project.templates, root)
        found = read_attached(project, project.document(document))
        translated_language(found, language)
        for needed in (language, str(found.facts.authoritative)):
            if needed not in words:
                raise Wrong(without_words(needed))
        glossary = read_glossaries(project.content, root).get(language)
        made = sent(found, language, words, glossary, everything=everything)
        if not made.segments:
            say(f"nothing waits in {language}: no parcel is needed (ALL=1 sends everything)")
            return Outcome(0, 0, 0, ())
        packed = _packed(project, found, made, words)
        path = project.build / FOLDER / f"{made.name}.zip"
        files.write_whole(path, packed, root)
        say(f"made {project.shown(path)} ({len(made.segments)} texts, {-(-len(packed) // 1000)} kB)")
    return Outcome(1, 0, 0, ())


def sent(
    document: Document,
    language: str,
    words: Mapping[str, TemplateWords],
    glossary: Glossary | None,
    *,
    everything: bool,
) -> Parcel:
    """The parcel as a value: the segments in the order of the source."""
    translated = document.translations[language]
    source, written = units(document.source), units(translated.written)
    segments = tuple(
        segment
        for name, part in translated.parts.items()
        if everything or not part.current
        for segment in _segments(source[name], written.get(name), part)
    )
    return Parcel(
        document=str(document.facts.id),
        title=str(document.source.title),
        source_language=str(document.facts.authoritative),
        language=language,
        revision=revision_name(document, None if document.drafted else document.facts.adopted),
        labels=labels(words[language]),
        segments=segments,
        terms=tuple(
            Term(str(one.term), tuple(map(str, one.translations)), str(one.note or "")) for one in glossary.terms
        )
        if glossary
        else (),
    )


def labels(words: TemplateWords) -> Labels:
    """The words that the files show, in the translator's language."""
    told = words.parcel
    return Labels(**{name: str(getattr(told, name)) for name in Labels.__dataclass_fields__})


def _segments(source: Unit, written: Unit | None, part: Bound) -> list[Segment]:
    before = part.record.made_from if part.record and part.stale else {}
    comments = tuple(map(str, part.record.comments)) if part.record else ()
    found = []
    for number, (path, text) in enumerate(source.segments.items()):
        said, target = canonical(text), written.segments.get(path) if written else None
        was = str(before.get(Text(path), ""))
        found.append(
            Segment(
                id=f"{source.id}#{path}",
                source=said,
                target=canonical(target) if target is not None else "",
                state=part.state,
                stale=part.stale and part.state is not State.MISSING,
                previous=was if was != said else "",
                comments=comments if number == 0 else (),
            )
        )
    return found


def _packed(project: Project, document: Document, made: Parcel, words: Mapping[str, TemplateWords]) -> bytes:
    pictures, pages = _pictures(project, document, made, words)
    told = {**in_every_format(made, project.templates / "word"), **pictures}
    if made.terms:
        told[f"glossary-{made.language}.txt"] = _tabbed(made)
    page = Templates(project.templates).instructions(
        words=words[made.language],
        style=faces() + Templates(project.templates).style("web"),
        parcel=made,
        shown=_shown(document, made, pages),
        files=sorted(name for name in told if "/" not in name),
        language_name=words[made.language].name,
        source_name=words[made.language].languages[Text(made.source_language)],
    )
    return zipped({"README.html": page.encode(), **told})


def in_every_format(made: Parcel, look: Path) -> dict[str, bytes]:
    """The files that can be worked in, by name; `look` is the folder `templates/word`."""
    return {
        f"{made.name}.xlf": xliff.write(made),
        f"{made.name}-xliff12.xlf": xliff12.write(made),
        f"{made.name}.po": po.write(made),
        f"{made.name}.docx": word.write(made, look),
        f"{made.name}.xlsx": excel_writing.write(made),
    }


def _shown(document: Document, made: Parcel, pages: Mapping[str, str]) -> tuple[Shown, ...]:
    parts = document.translations[made.language].parts
    source = units(document.source)
    listed: dict[str, list[Segment]] = {}
    for segment in made.segments:
        listed.setdefault(segment.id.split("#")[0], []).append(segment)
    return tuple(
        Shown(
            id=name,
            status=made.labels.status_of(segments[0]),
            texts=tuple(segment.source for segment in segments),
            changes=tuple(changes_of(parts[name], source[name].segments)),
            picture=pages.get(name, ""),
        )
        for name, segments in listed.items()
    )


def _pictures(
    project: Project, document: Document, made: Parcel, words: Mapping[str, TemplateWords]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The pages of the source on which the texts stand, and which of them each part stands on."""
    language = made.source_language
    revision = None if document.drafted else document.facts.adopted
    order = order_for(project, Input((document,), (), dict(words), ()), document, language, revision)
    alone = Order(order.edition, order.words, order.templates, order.said, formats=(PDF,))
    ((_, printed),) = print_all([alone], lambda _: None)
    if printed.problems:
        raise Wrong(*printed.problems)
    pages = {
        name: f"pages/{number:02}.png"
        for name in dict.fromkeys(segment.id.split("#")[0] for segment in made.segments)
        if (number := printed.page_numbers.get(_anchor(name)))
    }
    pdf = printed.outputs[PDF.ending]
    return {name: page_png(pdf, int(name[6:8])) for name in dict.fromkeys(pages.values())}, pages


def _anchor(unit: str) -> str:
    """The id that a part has in the page."""
    kind, _, name = unit.removeprefix("history/").partition("/")
    if not unit.startswith("history/"):
        return unit
    return f"kilde-{name}" if kind == "sources" else f"historikk-{name}"


def _tabbed(made: Parcel) -> bytes:
    """The glossary as OmegaT reads it: term, translation and note with tabs between them, UTF-8."""
    rows = [(term.source, target, term.note) for term in made.terms for target in term.targets]
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def zipped(told: Mapping[str, bytes]) -> bytes:
    """A zip with the same bytes for the same files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(told):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, told[name])
    return packed.getvalue()
