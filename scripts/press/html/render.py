"""Edition -> HTML, through the templates.

Only this module knows Jinja. Templates are trusted code that prints and decides nothing; an undefined name, an element
outside the vocabulary or a picture that is not there is a problem with the template's name and line.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    UndefinedError,
    nodes,
)
from jinja2 import TemplateSyntaxError as SyntaxFault
from lxml import etree

from press.compose.edition import Edition
from press.html.check import Finding, check
from press.html.page import Page, Picture
from press.html.picture import read_picture
from press.html.style import check_style
from press.inline import Deleted, Inline, Inserted, walk
from press.problem import Place, Problem, Wrong
from press.words import TemplateWords

_STYLES = ("pdf", "web")


class Templates:
    """The templates folder, read once for a run. `shown` is what problems call it."""

    def __init__(self, folder: Path, shown: str = "templates") -> None:
        self.folder = folder
        self.shown = shown
        self.read: set[str] = set()
        self.styles: dict[str, str] = {}
        self.environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=False,
            auto_reload=False,
        )
        self.environment.filters["kind"] = _kind
        self.environment.tests["marked"] = _marked
        self.environment.globals["unknown"] = _unknown

    def page(self, edition: Edition, words: TemplateWords) -> Page:
        """One edition as a page. Raises `Wrong` with all that the templates got wrong."""
        name = f"{edition.template}.html.j2"
        tree = self._tree(name, edition=edition, words=words)
        pictures = self._drawn(edition, words)
        for picture in edition.pictures:
            shown = f"content/{edition.document}/{picture.name}"
            pictures[picture.name] = read_picture(Path(picture.path), shown)
        if found := check(tree, frozenset(pictures)):
            raise Wrong(*(self._found(finding, name) for finding in found))
        return Page(tree, pictures, {style: self.style(style) for style in _STYLES})

    def index(self, **values: Any) -> str:
        """The page that shows what was built."""
        return self._print("index.html.j2", **values)

    def instructions(self, **values: Any) -> str:
        """The page that tells a translator what to do with a parcel."""
        return self._print("parcel.html.j2", **values)

    def style(self, name: str) -> str:
        """The text of a style sheet, once it was found to be sound."""
        if name not in self.styles:
            self.styles[name] = self._style(name)
        return self.styles[name]

    def _style(self, name: str) -> str:
        path = self.folder / f"{name}.css"
        shown = f"{self.shown}/{name}.css"
        try:
            css = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise Wrong(Problem(Place(shown), "T105", "The style sheet cannot be read.", str(fault))) from None
        if found := check_style(css, shown):
            raise Wrong(*found)
        return css

    def _drawn(self, edition: Edition, words: TemplateWords) -> dict[str, Picture]:
        """The pictures that templates draw of what an edition says."""
        found: dict[str, Picture] = {}
        for name, drawn in (("timeline.svg", edition.history), ("overview.svg", edition.register)):
            if drawn is not None:
                text = self._print(f"{name}.j2", edition=edition, words=words)
                self._parsed(f"{name}.j2", text)
                found[name] = Picture(text.encode(), "image/svg+xml")
        return found

    def _tree(self, name: str, **values: Any) -> etree._Element:
        return self._parsed(name, self._print(name, **values))

    def _parsed(self, name: str, text: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False)
        try:
            return etree.fromstring(text.encode(), parser)
        except etree.XMLSyntaxError as fault:
            lines = text.splitlines()
            line = lines[fault.lineno - 1].strip() if 0 < fault.lineno <= len(lines) else ""
            message = f"What {name} prints is not well-formed: {fault.msg}."
            hint = f"It stands near: {line[:120]}"
            raise Wrong(self._found(Finding(line, "T104", message, hint), name)) from None

    def _print(self, name: str, **values: Any) -> str:
        if name not in self.read:
            self._outside_blocks(name)
            self.read.add(name)
        try:
            return self.environment.get_template(name).render(**values)
        except SyntaxFault as fault:
            place = self._place(fault.filename, fault.lineno)
            raise Wrong(self._problem(place, "T101", f"The template cannot be read: {fault.message}.", "")) from None
        except TemplateNotFound as fault:
            message = f"The template `{fault.name}` is not there."
            hint = f"Templates here: {', '.join(sorted(self.environment.list_templates(['j2'])))}."
            raise Wrong(Problem(Place(f"{self.shown}/{name}"), "T103", message, hint)) from None
        except UndefinedError as fault:
            message = f"The template uses a name that does not exist: {fault.message}."
            hint = f"What an edition offers stands in scripts/press/compose/edition.py.{self._callers(fault)}"
            raise Wrong(self._problem(self._raised(fault, name), "T102", message, hint)) from None
        except Exception as fault:  # noqa: BLE001 - templates are code: what they do wrong is told, whatever it is
            message = f"The template cannot be printed: {str(fault) or type(fault).__name__}."
            raise Wrong(self._problem(self._raised(fault, name), "T106", message, "")) from None

    def _found(self, finding: Finding, name: str) -> Problem:
        """A finding at the one template line that can have written it, or at the template as a whole."""
        lines = [
            (path, number, line)
            for path in sorted(self.folder.glob("*.j2"))
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if finding.written in line
        ]
        if len(lines) != 1 or not finding.written:
            return Problem(Place(f"{self.shown}/{name}"), finding.code, finding.message, finding.hint)
        path, number, line = lines[0]
        place = Place(f"{self.shown}/{path.name}", number, line.index(finding.written) + 1)
        return Problem(place, finding.code, finding.message, finding.hint, line, len(finding.written))

    def _outside_blocks(self, name: str) -> None:
        """What stands outside the blocks of a template that extends another is never printed, and Jinja is silent."""
        path = self.folder / name
        try:
            tree = self.environment.parse(path.read_text(encoding="utf-8"), name, str(path))
        except (OSError, UnicodeDecodeError, TemplateError):
            return  # told when it is printed
        if not any(isinstance(node, nodes.Extends) for node in tree.body):
            return
        lost = [node for node in tree.body if isinstance(node, nodes.Output) and not _blank(node)]
        if lost:
            hint = "Put it inside {% block document %} … {% endblock %}."
            place = Place(f"{self.shown}/{name}", lost[0].lineno, 1)
            raise Wrong(self._problem(place, "T109", "What stands here, outside every block, is not printed.", hint))

    def _raised(self, fault: Exception, name: str) -> Place:
        """The innermost template line in a traceback."""
        for frame in reversed(traceback.extract_tb(fault.__traceback__)):
            if Path(frame.filename).is_relative_to(self.folder):
                return self._place(frame.filename, frame.lineno)
        return Place(f"{self.shown}/{name}")

    def _callers(self, fault: Exception) -> str:
        """The template lines through which the innermost one was reached, where it may not be the one to mend."""
        frames = [f for f in traceback.extract_tb(fault.__traceback__) if Path(f.filename).is_relative_to(self.folder)]
        called = dict.fromkeys(str(self._place(frame.filename, frame.lineno)) for frame in frames[-3:-1])
        return f" It was called from {', '.join(called)}." if called else ""

    def _place(self, filename: str | None, line: int | None) -> Place:
        path = Path(filename or "").relative_to(self.folder) if filename else Path()
        return Place(f"{self.shown}/{path.as_posix()}", line or 0, 1 if line else 0)

    def _problem(self, place: Place, code: str, message: str, hint: str) -> Problem:
        lines = (self.folder / Path(place.path).relative_to(self.shown)).read_text("utf-8").splitlines()
        excerpt = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
        column = len(excerpt) - len(excerpt.lstrip()) + 1
        place = Place(place.path, place.line, column if excerpt else 0)
        return Problem(place, code, message, hint, excerpt, len(excerpt.strip()) or 1)


def _blank(output: nodes.Output) -> bool:
    return all(isinstance(node, nodes.TemplateData) and not node.data.strip() for node in output.nodes)


def _kind(node: object) -> str:
    """What an inline node is called in templates: run, emphasis, strong, link, footnote, foreign, inserted, deleted."""
    return type(node).__name__.lower()


def _marked(inlines: Sequence[Inline]) -> bool:
    """Whether any words are inserted or deleted."""
    return any(isinstance(node, Inserted | Deleted) for node in walk(inlines))


def _unknown(it: object) -> NoReturn:
    raise TemplateError(f"no macro prints a `{getattr(it, 'kind', _kind(it))}`")
