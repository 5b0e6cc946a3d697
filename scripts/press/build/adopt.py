"""A decision -> an adopted revision: its words frozen, made and stored, and recorded in document.yaml.

Everything is made and proven before anything is written. What is adopted already is never written again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from press.archive import bundle, prove
from press.archive.attach import attach
from press.archive.differ import parts as differing
from press.archive.record import FOLDER
from press.build import files, manifest, store
from press.build.adoption import Adoption, otherwise, undeclared, unnamed, unreadable
from press.build.cases.consent import consented
from press.build.make import Order
from press.build.outcome import Outcome
from press.build.printing import print_all
from press.build.project import Input, Project, Say, read_whole, without_words
from press.build.run import order_for, too_long
from press.document import Document
from press.edtf import Edtf
from press.facts import Draft, Evidence, Facts, Revision
from press.problem import Problem, Wrong
from press.read import RECORDS, read_glossaries, read_words
from press.read.checks import check
from press.read.convert import read
from press.read.glyphs import without_glyphs
from press.read.splice import (
    append_revision,
    fill_revision,
    remove_draft,
    set_archive,
    set_frozen,
)
from press.text import problem_at
from press.words import TemplateWords


def adopt(root: Path, asked: Adoption, say: Say) -> Outcome:
    """Freeze the working text as the revision that is asked for: an entry that is not frozen, or else the draft.

    Where it is adopted already, with these facts and these words, nothing is changed. Raises `Wrong` with everything
    that is wrong; nothing is written then.
    """
    project = Project(root)
    problems = list(unreadable(asked))
    if problems:
        raise Wrong(*problems)
    folder = project.document(asked.document)
    with files.alone(project.build, root):
        store.settle(folder, root)
        altered = prove(folder, project.shown(folder))
        if altered:
            raise Wrong(*altered)
        words = read_words(project.templates, root)
        snapshot = {path: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
        document, warnings = read_whole(project, folder, words, read_glossaries(project.content, root))
        for warning in warnings:
            say(str(warning))
        revision = document.facts.revision(asked.revision)
        if revision is not None and revision.frozen is not None:
            return _again(document, revision, asked, say)
        if problems := list(unnamed(document, asked)):
            raise Wrong(*problems)
        for warning in consented(project, document, asked.revision, words):
            say(str(warning))
        task = _Task(project, document, words, snapshot, asked)
        return _adopt(task, _recorded(task, revision), say)


@dataclass(frozen=True)
class _Task:
    """What was read, and what is asked. `snapshot` holds the bytes of the document's files from before they were read:
    what is stored is taken from it, and no file may differ from it in the end."""

    project: Project
    document: Document
    words: dict[str, TemplateWords]
    snapshot: dict[Path, bytes]
    asked: Adoption

    @property
    def folder(self) -> Path:
        return self.document.folder

    @property
    def path(self) -> str:
        """What problems call document.yaml."""
        return f"{self.project.shown(self.folder)}/document.yaml"


def _adopt(task: _Task, data: bytes, say: Say) -> Outcome:
    """Make, store and record the revision. `data` is document.yaml with its entry."""
    stands = _stands(task, data)
    facts = stands.facts
    revision = facts.revision(task.asked.revision)
    assert revision is not None, "its entry was just written"
    orders = _orders(task, stands, revision)
    texts = [f"{language}.yaml" for language in facts.languages]
    records = [RECORDS] if task.folder / RECORDS in task.snapshot else []
    kept_too = ("document.yaml", *texts, *records, *stands.pictures)
    sources = {name: task.snapshot[task.folder / name] for name in kept_too}
    kept = bundle(facts, revision, {**sources, "document.yaml": data, **_made(orders, say)}, stands.parts)
    live = set_archive(set_frozen(data, task.path, revision.id, kept.frozen), task.path, kept.head)
    made_from = {task.folder / name: held for name, held in sources.items()}
    store.keep(store.Keeping(task.folder, revision.id, kept.files, live, made_from), task.project.root)
    for told in (*_summary(revision), *_frozen_with(stands)):
        say(told)
    say(f"adopted {revision.id}: number {kept.head['count']} in the archive, {len(kept.files)} files")
    say(f"its SHA256SUMS has the SHA-256 {kept.head['last']}: write it in the minutes or the case")
    if revision.corrects and revision.corrects != (task.document.facts.adopted or revision).id:
        last = (facts.adopted or revision).id
        say(f"the language files hold an older text now: put back that of {last}, from {FOLDER}/{last}/")
    return Outcome(len(orders), 0, 0, ())


def _summary(revision: Revision) -> Iterator[str]:
    """What was recorded, as somebody should read it over once more."""
    unknown = "not given, so that nobody can say since when it is in force"
    yield f"adopted {revision.adopted}, in force {revision.in_force or unknown}, recorded {revision.recorded}"
    given = {"body": revision.body, "case": revision.case, "evidence": revision.evidence.value}
    yield ", ".join(f"{name}: {value or 'not given'}" for name, value in given.items())


def _frozen_with(stands: Document) -> Iterator[str]:
    """How each translation stands that is frozen with the revision: it stays so there."""
    for language, translated in stands.translations.items():
        waiting = [name for name, part in translated.parts.items() if not part.current]
        lags = f"; outdated or missing in it: {', '.join(waiting)}" if waiting else ""
        yield f"frozen with it: {language}, a {translated.standing} translation{lags}"


def _orders(task: _Task, stands: Document, revision: Revision) -> list[Order]:
    """The orders for all languages. Raises `Wrong` where any of them cannot be."""
    found = Input((stands,), (), task.words, ())
    problems = [without_words(language) for language in stands.facts.languages if language not in task.words]
    if problems:
        raise Wrong(*problems)
    orders = [order_for(task.project, found, stands, language, revision) for language in stands.facts.languages]
    problems = [problem for order in orders for problem in too_long(order.edition)]
    if problems:
        raise Wrong(*problems)
    return orders


def _made(orders: list[Order], say: Say) -> dict[str, bytes]:
    """The outputs and the list of them. Raises `Wrong` where any of them is not right."""
    outputs: dict[str, bytes] = {}
    listed: list[manifest.File] = []
    problems: list[Problem] = []
    for order, made in print_all(orders, say):
        problems += made.problems
        for form in order.formats if not made.problems else ():
            file = manifest.describe(order.edition, form, made.outputs[form.ending])
            listed.append(file)
            outputs[file.path.rpartition("/")[2]] = made.outputs[form.ending]
    if problems:
        raise Wrong(*problems)
    return {**outputs, "manifest.json": manifest.write(listed, [])}


def _recorded(task: _Task, revision: Revision | None) -> bytes:
    """document.yaml with the entry of the revision that is to be adopted, complete but for its files."""
    facts, asked, path = task.document.facts, task.asked, task.path
    data = task.snapshot[task.folder / "document.yaml"]
    if revision is not None:
        _baseline(facts, revision, asked)
        known = {field for field in asked.fields if getattr(revision, field) is not None}
        return fill_revision(data, path, revision.id, {k: v for k, v in asked.fields.items() if k not in known})
    draft = facts.draft
    if draft is None or draft.id != asked.revision:
        raise Wrong(undeclared(facts, asked))
    if asked.adopted is None:
        message = f"It is not said when `{draft.id}` was adopted."
        raise Wrong(problem_at(draft.id, "U113", message, "Add ADOPTED=… (--adopted), such as ADOPTED=2016-05-31."))
    today = time.strftime("%Y-%m-%d")
    recorded = Edtf.parse(asked.recorded or today)
    if recorded.certainly_before(Edtf.parse(asked.adopted)):
        message = f"`{draft.id}` cannot be recorded on {recorded} as adopted on {asked.adopted}, which is later."
        hint = "Adopt it when it is decided, or correct ADOPTED=… or RECORDED=…"
        raise Wrong(problem_at(draft.id, "U119", message, hint))
    if not task.document.drafted:
        message = f"The words are those of `{facts.adopted.id if facts.adopted else ''}`: there is nothing to adopt."
        raise Wrong(problem_at(draft.id, "U120", message, "Change the words first, or take draft: away."))
    data = append_revision(data, path, _entry(draft, {"recorded": today, **asked.fields}))
    return remove_draft(data, path)


def _entry(draft: Draft, fields: dict[str, str]) -> dict[str, Any]:
    """What is said of a draft, and of the decision, as the entry of a revision."""
    said = draft.model_dump(mode="json", exclude_defaults=True)
    return {**said, "evidence": draft.evidence.value, "confidence": draft.confidence.value, **fields}


def _baseline(facts: Facts, revision: Revision, asked: Adoption) -> None:
    """Raises `Wrong` where an entry that people wrote cannot be frozen with what is asked."""
    problems = list(otherwise(revision, asked))
    if revision.evidence is Evidence.MISSING:
        message = f"The words of `{revision.id}` are not preserved (evidence: missing), so it cannot be frozen."
        hint = "If they were found, put them into the language files and say in the entry what they rest on."
        problems.append(problem_at(revision.id, "U112", message, hint))
    if facts.draft is not None:
        message = f"The words are those of the draft `{facts.draft.id}`, not of `{revision.id}`."
        hint = f"Adopt {facts.draft.id}; or take draft: away, if the words in the language files are {revision.id}'s."
        problems.append(problem_at(facts.draft.id, "U115", message, hint))
    if problems:
        raise Wrong(*problems)


def _again(document: Document, revision: Revision, asked: Adoption, say: Say) -> Outcome:
    """A revision that is adopted already. Raises `Wrong` where anything that is asked differs from it."""
    problems = list(otherwise(revision, asked))
    language = document.facts.authoritative  # a translation may be made, or mended, after the adoption
    was, now = document.archive[revision.id].get(language, {}), document.parts[language]
    if list(was.items()) != list(now.items()):
        message = f"The words in {language}.yaml are not those that were adopted as `{revision.id}`"
        hint = "An adopted text does not change. For another one, declare it in document.yaml: draft: and id: …"
        told = differing(was, now) if was else "the language is new"
        problems.append(problem_at(revision.id, "U114", f"{message}: {told}.", hint))
    if problems:
        raise Wrong(*problems)
    say(f"{revision.id} is adopted already, with these facts and these words: nothing to do")
    return Outcome(0, 0, 0, ())


def _stands(task: _Task, data: bytes) -> Document:
    """The document with its new document.yaml, held to every rule. Raises `Wrong` with what is wrong with it."""
    facts = read(data, f"{task.path} (as it is to be)", Facts)
    stands = replace(task.document, facts=facts)
    problems = [*check(stands), *without_glyphs(facts)]
    if problems:
        raise Wrong(*problems)
    return attach(stands, task.project.root)
