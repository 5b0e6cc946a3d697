"""Made outputs -> build/, its manifest, its sums and the page to open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from press.archive.record import FOLDER
from press.build import files, manifest
from press.build.index import index
from press.build.make import Made, Order
from press.build.manifest import File
from press.build.outcome import Outcome
from press.build.printing import print_all
from press.build.project import Input, Project, Say
from press.build.translations import reported
from press.compose import REVISED, content_hash
from press.compose.as_of import in_force
from press.html import Templates
from press.problem import Exit, Problem, Wrong
from press.records import Standing
from press.web.fonts import faces

_AS_OF = re.compile(r"per-(\d{4}-\d{2}-\d{2})(-kjent-.*)?")


class Delivery:
    """What one run hands over. Each edition's files appear together; the manifest and the sums are written last."""

    def __init__(self, project: Project, say: Say) -> None:
        self.project = project
        self.say = say
        self.last = manifest.read(project.build / "manifest.json")
        self.made: list[File] = []
        self.served: set[str] = set()
        self.problems: list[Problem] = []
        self.failed: set[str] = set()
        self.traces: list[str] = []

    def take(self, stored: Iterable[tuple[File, bytes]]) -> None:
        """Files that are served as they are."""
        editions: dict[str, dict[File, bytes]] = {}
        for file, data in stored:
            editions.setdefault(file.edition, {})[file] = data
        for name, edition in editions.items():
            self._write(edition)
            self.served.add(name)

    def make(self, orders: list[Order]) -> None:
        """Make what is ordered; what cannot be made is told in the end, and stops nothing else."""
        for order, outcome in print_all(orders, self.say):
            try:
                if outcome.problems:
                    raise Wrong(*outcome.problems)
                self._deliver(order, outcome)
            except Wrong as wrong:
                self.problems += wrong.problems
                self.failed.add(order.edition.name)
                self.traces += [outcome.trace] if outcome.trace else []

    def _deliver(self, order: Order, outcome: Made) -> None:
        told = {
            manifest.describe(order.edition, form, outcome.outputs[form.ending]): outcome.outputs[form.ending]
            for form in order.formats
        }
        self._write(told)
        for file in told:
            pages = f"{outcome.pages} pages, " if file.media_type == manifest.PDF.media_type else ""
            self.say(f"made build/{file.path} ({pages}{-(-file.size // 1000)} kB)")

    def _write(self, told: Mapping[File, bytes]) -> None:
        """Write the files of one edition, all or none of them."""
        build = self.project.build
        files.write_together({build / file.path: data for file, data in told.items()}, self.project.root)
        self.made += told

    def finish(self, read: Input, *, whole: bool = True) -> Outcome:
        """Write the manifest, the page to open and the sums together, and remove outputs that no longer are any.

        A run that was not `whole` leaves everything else as it was.
        """
        project = self.project
        problems = [*read.problems, *self.problems]
        if self.traces:
            files.write_whole(
                project.build / "log" / "internal-error.txt", "\n".join(self.traces).encode(), project.root
            )
        kept = self._kept(read, whole=whole, wrong=any(problem.exit is not Exit.MADE for problem in problems))
        listed = sorted([*self.made, *kept], key=_order)
        problems += self._close(read, listed, problems)
        outdated = {file.edition for file in kept if file.outdated}
        failed = len(self.failed | set(read.failed))
        made = {file.edition for file in self.made} - self.served
        return Outcome(len(made), failed, len(outdated), tuple(problems), len(self.served))

    def _kept(self, read: Input, *, whole: bool, wrong: bool) -> list[File]:
        """Outputs of earlier runs that stay: all where anything is wrong, else those that were asked for by name."""
        new = {file.path for file in self.made}
        kept: list[File] = []
        for file in self.last:
            if file.path in new or (whole and not wrong and (file.purpose in ("", REVISED) or _gone(file, read))):
                continue
            stays = manifest.still_there(file, self.project.build)
            if stays is not None:
                made = file.purpose in ("", REVISED)
                passed = not self._stored(file) if made else _passed(file, read)
                kept.append(replace(stays, outdated=stays.outdated or (whole and passed)))
        return kept

    def _stored(self, file: File) -> bool:
        """Whether it is an adopted revision's, which stays as it is."""
        folder = self.project.content / file.document / FOLDER / file.revision
        return (folder / file.path.rpartition("/")[2]).is_file()

    def _close(self, read: Input, listed: list[File], problems: list[Problem]) -> list[Problem]:
        """Returns what is wrong with the page to open; the last one stays then."""
        words = read.words
        build, found = self.project.build, list[Problem]()
        told: dict[str, bytes] = {}
        spoken = [one.facts.authoritative for one in read.documents] + [file.language for file in listed]
        language = next((name for name in spoken if name in words), next(iter(words), ""))
        try:
            if language:
                told_of = reported(read)
                templates = Templates(self.project.templates)
                page = index(templates, words[language], listed, problems, fonts=faces(), reports=told_of)
                told["index.html"] = page
        except Wrong as wrong:
            found += wrong.problems
        told["manifest.json"] = manifest.write(listed, [*problems, *found])
        summed = {file.path: file.sha256 for file in listed}
        summed |= {name: manifest.digest(data) for name, data in told.items()}
        if "index.html" not in told and (build / "index.html").is_file():
            summed["index.html"] = manifest.digest((build / "index.html").read_bytes())
        told["SHA256SUMS"] = manifest.sums(summed)
        files.write_together({build / name: data for name, data in told.items()}, self.project.root)
        for file in self.last:
            if file.path not in summed:
                files.remove(build / file.path)
        return found


def _order(file: File) -> tuple[str, int, str, bool, str, str]:
    """Drafts first, then what is adopted, then what was asked for by name, then what is superseded; of each the text
    that counts first."""
    rank = 4 if file.superseded else 2 * (file.status != "draft") + bool(file.purpose)
    translated = file.standing not in ("", Standing.AUTHORITATIVE)
    return file.document, rank, file.revision, translated, file.language, file.purpose


def _passed(file: File, read: Input) -> bool:
    """Whether what was asked for by name rests on a draft, or on records, that have changed since."""
    document = next((one for one in read.documents if one.facts.id == file.document), None)
    if document is None:
        return False
    if file.status == "draft":
        return file.language not in document.words or content_hash(document, file.language) != file.content_sha256
    found = _AS_OF.fullmatch(file.purpose)
    if found is None or found[2]:
        return False
    answer = in_force(document.facts, date.fromisoformat(found[1])).revision
    return answer is None or answer.id != file.revision


def _gone(file: File, read: Input) -> bool:
    """Whether it rests on a draft that is none any longer: it was adopted, or taken back."""
    document = next((one for one in read.documents if one.facts.id == file.document), None)
    return file.status == "draft" and document is not None and not document.drafted
