"""A case -> build/cases/<case>/<council>/ for every council.

What councils share is made once. Each council's files appear together, and then the record that says what they were
made from: what stands already is not made again, however a run was stopped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from press.build import files
from press.build.cases.package import packed
from press.build.cases.plan import Bundle, Plan, Shared
from press.build.cases.state import COMMON, LOG, Standing, described, read, stands, write
from press.build.make import Made, make
from press.build.manifest import digest
from press.build.outcome import Outcome
from press.build.past import ready
from press.build.printing import fan_out, stopped
from press.build.project import Input, Project, Say, read_project
from press.build.translations import lagging
from press.cases import Case, Casebook
from press.compose.cases.cover import STEM as NOTE
from press.problem import Place, Problem, Wrong, meant
from press.proof.personal import absent
from press.read.casebook import read_casebook

CASES = "cases"


@dataclass(frozen=True)
class Done:
    """What came of a council: how many files and bytes, or problems; `trace` is for our own bugs."""

    files: int = 0
    size: int = 0
    problems: tuple[Problem, ...] = ()
    trace: str = ""


def make_case(root: Path, name: str, council: str | None, say: Say) -> Outcome:
    """Make the papers of a case for every council, or for those named with commas between them.

    Raises `Wrong` where the case cannot be made at all. A council that is wrong stops no other.
    """
    project = Project(root)
    with ready(project):
        source = read_project(project)
        book = read_casebook(project.content, root, {one.facts.id: one for one in source.documents})
        case = chosen(book, name, source)
        wanted = _councils(book, case, council)
        return _Run(project, source, book, case, say).councils(wanted)


def chosen(book: Casebook, name: str, source: Input) -> Case:
    """The case that is asked for. Raises `Wrong` with its problems where it cannot be read."""
    there = name in book.cases and any(one.facts.id == book.cases[name].document for one in source.documents)
    if there and name not in book.failed:
        return book.cases[name]
    if name in book.failed or name in book.cases or (not book.cases and book.problems):
        raise Wrong(*(*book.problems, *source.problems))
    hint = meant(name, book.cases) or "Write one: content/cases/<case>.yaml."
    raise Wrong(Problem(Place(f"CASE={name}"), "U155", f"There is no case `{name}`.", hint))


def _councils(book: Casebook, case: Case, asked: str | None) -> list[str]:
    """The councils that are asked for. Raises `Wrong` where one is not among those of the case."""
    known = sorted({*map(str, case.councils), *book.stopped.get(case.id, ())})
    names = [part.strip() for part in asked.split(",") if part.strip()] if asked else known
    strange = [name for name in names if name not in known]
    if strange:
        place = Place(f"COUNCIL={asked}")
        problems = (Problem(place, "U156", f"The case has no council `{one}`.", meant(one, known)) for one in strange)
        raise Wrong(*problems)
    return list(dict.fromkeys(names))


class _Run:
    """One run for one case."""

    def __init__(self, project: Project, source: Input, book: Casebook, case: Case, say: Say) -> None:
        self.project, self.source, self.say, self.book, self.case = project, source, say, book, case
        self.folder = project.build / CASES / case.id
        self.plan = Plan(project, source, book, case)
        self.problems: list[Problem] = list(book.problems)
        self.traces: list[str] = []

    def councils(self, wanted: Sequence[str]) -> Outcome:
        """Make what these councils need and does not stand yet."""
        halted = self.book.stopped.get(self.case.id, frozenset())
        bundles = self._bundles([name for name in wanted if name not in halted])
        able = self._with_shared(bundles)
        standing = [one for one in able if stands(self._log(one.council), self.folder / one.council, one.key)]
        for one in standing:
            self.say(f"stands already: {self._shown(one.council)}/")
        made = self._made([one for one in able if one not in standing], len(standing), len(able))
        if self.traces:
            log = self.project.build / "log" / "internal-error.txt"
            files.write_whole(log, "\n".join(self.traces).encode(), self.project.root)
        good = {*made, *(one.council for one in standing)}
        failed = [name for name in wanted if name not in good]
        kept = sum((self.folder / name).is_dir() for name in failed)
        notes = [line for line in lagging(self.source) if line.startswith(f"{self.case.document} ")]
        notes = notes if self.case.translations else []
        return Outcome(len(made), len(failed), kept, tuple(dict.fromkeys(self.problems)), len(standing), tuple(notes))

    def _bundles(self, names: Sequence[str]) -> list[Bundle]:
        """What is to be made for each council; what cannot be composed is told."""
        bundles: list[Bundle] = []
        for name in names:
            try:
                bundles.append(self.plan.bundle(name))
            except Wrong as wrong:
                self.problems += wrong.problems
        return bundles

    def _with_shared(self, bundles: Sequence[Bundle]) -> list[Bundle]:
        """The bundles whose shared attachments stand, once those are made that did not."""
        common = self.folder / COMMON
        wanted = list(self.plan.shared([one.council for one in bundles]))
        left = [one for one in wanted if not stands(self._log(one.stem, COMMON), common, one.key)]
        for one in left:
            self.say(f"making {one.order.edition.attachment}")
        broken = set[str]()
        for one, made in fan_out(left, _attachment):
            problems = made.problems if made else (stopped(f"{self._shown(COMMON)}/{one.stem}"),)
            if made and not problems:
                told = {f"{one.stem}.{ending}": data for ending, data in made.outputs.items()}
                papers = {one.stem: described(one.order.edition)}
                standing = Standing(one.key, _digests(told), papers=papers)
                _replace(common, told, self._log(one.stem, COMMON), standing, self.project.root)
            else:
                broken.add(one.stem)
                self.problems += problems
                self.traces += [made.trace] if made and made.trace else []
        return [one for one in bundles if not broken.intersection(one.shared)]

    def _made(self, bundles: Sequence[Bundle], standing: int, whole: int) -> list[str]:
        """Make these; returns the councils whose files are there then."""
        made: list[str] = []
        work = partial(_council, self.folder, self.project.root)
        for one, done in fan_out(bundles, work):
            if done is None or done.problems:
                self.problems += done.problems if done else (stopped(self._shown(one.council)),)
                self.traces += [done.trace] if done and done.trace else []
                continue
            made.append(one.council)
            count = f"{len(made) + standing} of {whole}"
            self.say(f"made {self._shown(one.council)}/ ({done.files} files, {-(-done.size // 1000)} kB; {count})")
        return made

    def _log(self, name: str, *folders: str) -> Path:
        return self.folder.joinpath(LOG, *folders, f"{name}.json")

    def _shown(self, name: str) -> str:
        return self.project.shown(self.folder / name)


def _attachment(shared: Shared) -> Made:
    return make(shared.order)


def _council(folder: Path, root: Path, bundle: Bundle) -> Done:
    """Make and write the files of one council, in a process of its own."""
    made: dict[str, bytes] = {}
    for stem in bundle.shared:
        for path in sorted((folder / COMMON).glob(f"{stem}.*")):
            made[path.name] = path.read_bytes()
    for order in bundle.orders:
        outcome = make(order)
        if outcome.problems:
            return Done(problems=outcome.problems, trace=outcome.trace)
        made |= {f"{order.edition.stem}.{ending}": data for ending, data in outcome.outputs.items()}
    try:
        told = packed(bundle.address, bundle.papers, made)
        if problems := _told_secrets(bundle, made):
            raise Wrong(*problems)
        log = folder / LOG / f"{bundle.council}.json"
        papers = {order.edition.stem: described(order.edition) for order in bundle.orders}
        standing = Standing(bundle.key, _digests(told), bundle.tabled, papers)
        _replace(folder / bundle.council, told, log, standing, root)
    except Wrong as wrong:
        return Done(problems=wrong.problems)
    return Done(len(told), sum(map(len, told.values())))


def _told_secrets(bundle: Bundle, made: Mapping[str, bytes]) -> list[Problem]:
    """Texts that are exempt from public disclosure and stand in the public edition or the cover note all the same."""
    public = [*(one.shielded for one in bundle.papers if one.shielded), NOTE]
    return [
        problem
        for name, data in made.items()
        if bundle.secrets and name.rpartition(".")[0] in public
        for problem in absent(data, name.rpartition(".")[2], f"{bundle.address.path}/{name}", bundle.secrets)
    ]


def _replace(folder: Path, told: Mapping[str, bytes], log: Path, standing: Standing, root: Path) -> None:
    """Write files that belong together, and then their record; what an earlier run wrote there besides is removed.

    While they are written the record names the files of both runs and stands for neither, so that a run that is stopped
    leaves nothing that the next one does not know of.
    """
    _inside(folder, root)
    before = read(log)
    both = {**(before.files if before else {}), **standing.files}
    files.write_whole(log, write(Standing("", both)), root)
    files.write_together({folder / name: data for name, data in told.items()}, root)
    for name in both.keys() - told.keys():
        files.remove(folder / name)
    files.write_whole(log, write(standing), root)


def _inside(folder: Path, root: Path) -> None:
    """Raises `Wrong` where a link leads out of the project, or something else stands where a folder is to be."""
    for part in (folder, *folder.parents):
        if part == root:
            return
        if part.is_symlink() or (part.exists() and not part.is_dir()):
            message = "This is no folder of the project, and papers are to be written into it."
            raise Wrong(Problem(Place(part.relative_to(root).as_posix()), "E305", message, "Move it away."))


def _digests(told: Mapping[str, bytes]) -> dict[str, str]:
    return {name: digest(data) for name, data in told.items()}
