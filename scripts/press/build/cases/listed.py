"""A list of councils as people keep it -> what it says of each council, or every cell in it that cannot be taken.

Nothing is guessed at: a number that Excel altered, a formula, a language form that is none is told and not put right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import name as called

from pydantic import ValidationError

from press.build.cases.naming import id_of
from press.cases import Council, Kind
from press.fault import Fault
from press.fonts import missing_glyphs
from press.parcel.table import Row, Table
from press.parcel.workbook import Cell
from press.parcel.workbook import Kind as Holds
from press.problem import Place, Problem, Wrong
from press.read.councilchecks import digits
from press.read.found import OURS, WINDOWS
from press.read.scan import forbidden

HEADINGS = {
    "name": "navn namn name kommune kommunenavn kommunenamn fylkeskommune council municipality",
    "number": "kommunenummer kommunenr knr fylkesnummer fylkesnr nummer nr number municipalitynumber countynumber",
    "organisation": "organisasjonsnummer organisasjonsnr orgnummer orgnr organisation organisationnumber",
    "kind": "type kind kommunetype slag",
    "language": "målform maalform malform språk språkform skriftspråk language languageform",
    "body": "organ body vedtaksorgan besluttendeorgan decidingbody",
    "id": "id",
}
"""What columns are called, in small letters and without blanks and signs."""

_FIELDS = {heading: field for field, headings in HEADINGS.items() for heading in headings.split()}
_FORMS = {"bokmål": "nb", "bokmal": "nb", "nb": "nb", "nb-no": "nb", "nynorsk": "nn", "nn": "nn", "nn-no": "nn"}
_KINDS = {
    "kommune": Kind.KOMMUNE, "municipality": Kind.KOMMUNE, "kommunar": Kind.KOMMUNE,
    "fylkeskommune": Kind.FYLKESKOMMUNE, "fylke": Kind.FYLKESKOMMUNE, "county": Kind.FYLKESKOMMUNE,
}  # fmt: skip
BODIES = {Kind.KOMMUNE: "kommunestyret", Kind.FYLKESKOMMUNE: "fylkestinget"}
"""The body of each kind that decides where the list names none (kommuneloven, § 5-1)."""

_STRANGE = re.compile(r"[^\w .,()&/’'·–-]|[_ŒÃÂ]")
"""Signs that no name has: what an encoding makes of letters (`T›nsberg`, `TÃ¸nsberg`), and pictures."""
_SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+|[0-9]+[.,][0-9]+")
_MONTH = "(jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec)"
_DATE = re.compile(
    r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}( .*)?"
    rf"|[0-9]{{1,2}}[.-] ?{_MONTH}\w*\.?|{_MONTH}[.-][0-9]{{2,4}}",
    re.IGNORECASE,
)
_ERROR = re.compile(r"#(REF|N/?A|NAVN|NAME|VERDI|VALUE|DIV/0|NULL|NUM|I/T)[!?]?", re.IGNORECASE)
_LONGEST = 100


@dataclass(frozen=True)
class Candidate:
    """What a row says of a council: `said` are its fields as councils.yaml has them, `given` those the list gave."""

    row: Row
    place: Place
    said: Mapping[str, str]
    given: Mapping[str, str]


def field_of(heading: str) -> str | None:
    """The field that a heading stands for; None where it is not known."""
    return _FIELDS.get(re.sub(r"[\s.:*_-]|\([^)]*\)", "", heading.casefold()))


def candidates(table: Table, path: str) -> tuple[list[Candidate], list[Problem]]:
    """Every council of a list, and warnings. Raises `Wrong` with every cell and row that cannot be taken."""
    columns, problems = _columns(table, path)
    found: list[Candidate] = []
    for row in table.rows:
        reading = _Reading(row, columns, path)
        if shape := reading.shape(table):
            problems.append(shape)
            continue
        if made := reading.candidate():
            found.append(made)
        problems += reading.problems
    if not table.rows:
        message = "The list has a heading and no council below it."
        problems.append(Problem(Place(path, table.heading.number), "P622", message, "Add the councils, a row each."))
    if any(problem.code[0] != "W" for problem in problems):
        raise Wrong(*problems)
    return found, problems


def _columns(table: Table, path: str) -> tuple[dict[str, int], list[Problem]]:
    """The column of each field, and what is wrong with the headings."""
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    line = table.heading.number
    widest = max((len(row.cells) for row in table.rows), default=0)
    for number in range(1, max(len(table.heading.cells), 0 if table.widths else widest) + 1):
        cell = table.heading.at(number)
        heading = " ".join(cell.text.split())
        field = field_of(heading)
        place = Place(path, line, number)
        if field is None and any(row.at(number).text.strip() for row in table.rows):
            named = f"column «{heading[:40]}» ({_letters(cell)}) is not known"
            message = (
                f"The {named if heading else f'column {_letters(cell)} has no heading'}: nothing is taken from it."
            )
            problems.append(Problem(place, "W610", message, ""))
        elif field in columns:
            other = " ".join(table.heading.at(columns[field]).text.split())
            message = f"The columns «{other}» and «{heading}» both stand for {field}."
            problems.append(Problem(place, "P625", message, "Rename the one that is meant otherwise."))
        elif field:
            columns[field] = number
    for field, example in (("name", "navn"), ("language", "målform")):
        if field not in columns:
            message = f"The list has no column for {field}."
            problems.append(Problem(Place(path, line), "P625", message, f"Add a column with the heading {example}."))
    for passed in table.passed:
        message = f"{passed[0].upper()}{passed[1:]} holds something that is not read."
        problems.append(Problem(Place(path, line), "W613", message, ""))
    return columns, problems


class _Reading:
    """One row being read."""

    def __init__(self, row: Row, columns: Mapping[str, int], path: str) -> None:
        self.row = row
        self.columns = columns
        self.path = path
        self.problems: list[Problem] = []
        self.wrong: set[str] = set()

    def shape(self, table: Table) -> Problem | None:
        """That the row has another number of cells than the heading, so that a value may stand in the wrong column."""
        width, wanted = len(self.row.cells), len(table.heading.cells)
        if table.widths and (width < wanted or any(cell.text.strip() for cell in self.row.cells[wanted:])):
            message = f"Row {self.row.number} has {width} cells, and the heading has {wanted}."
            hint = "Text with the separator in it goes in quotes; empty cells keep their separators."
            return Problem(Place(self.path, self.row.number), "P626", message, hint)
        return None

    def candidate(self) -> Candidate | None:
        """What the row says; None where something in it is wrong."""
        texts = {field: self._text(field) for field in self.columns}
        given = {field: text for field, text in texts.items() if text and field not in self.wrong}
        self._needed(given)
        kind = self._kind(given)
        language = self._choice(given, "language", _FORMS)
        number = self._number(given, kind)
        organisation = re.sub(r"^NO ?|MVA$|[\s.]", "", given.get("organisation", ""), flags=re.IGNORECASE)
        said = {"name": given.get("name", ""), "kind": str(kind), "number": number, "organisation": organisation}
        said |= {"language": language, "body": given.get("body") or BODIES[kind]}
        said = {"id": given.get("id") or self._made(said["name"]), **{key: text for key, text in said.items() if text}}
        if not self.problems and language:
            self._valid(said)
        place = Place(self.path, self.row.number, self.columns.get("name", 1))
        return None if self.problems or not language else Candidate(self.row, place, said, given)

    def _text(self, field: str) -> str:
        """What a cell says, with single blanks; a problem where that is not what somebody wrote."""
        cell = self._cell(field)
        text = " ".join(cell.text.split())
        if cell.kind is Holds.FORMULA or (text and (text[0] in "=+@-" or cell.text[0] in "\t\r")):
            shown = text if len(text) <= 40 else f"{text[:40]}…"
            message = f"Cell {cell.name} holds a formula{f': `{shown}`' if shown else ''}."
            self._refuse(field, "P627", message, "Write what the cell is to say, formatted as text.")
        elif cell.kind in (Holds.TRUTH, Holds.ERROR) or _ERROR.fullmatch(text):
            self._refuse(field, "P629", f"Cell {cell.name} holds `{text}`, which is no text.", "Write what is meant.")
        elif wrong := forbidden(text):
            self._refuse(field, "P624", f"Cell {cell.name}: {wrong[2]}", wrong[3])
        elif field in ("name", "body", "id"):
            self._words(field, cell, text)
        return text

    def _words(self, field: str, cell: Cell, text: str) -> None:
        strange = list(dict.fromkeys(_STRANGE.findall(text))) or list(missing_glyphs(text))
        if len(text) > _LONGEST:
            message = f"Cell {cell.name} has {len(text)} characters; at most {_LONGEST} are taken."
            self._refuse(field, "P630", message, "Look whether the text belongs there, or whether a quote is missing.")
        elif cell.kind is not Holds.TEXT or _DATE.fullmatch(text) or (text and not re.search(r"[^\W\d_]", text)):
            what = "a date" if _DATE.fullmatch(text) else "a number"
            self._refuse(
                field, "P629", f"Cell {cell.name} holds {what} (`{text}`), where text belongs.", "Write the name."
            )
        elif strange:
            signs = ", ".join(f"«{sign}» ({called(sign, 'without a name').lower()})" for sign in strange[:3])
            message = f"`{text}` in cell {cell.name} has signs that no name has: {signs}."
            self._refuse(
                field, "P624", message, "Save the list in Excel as «CSV UTF-8», or as .xlsx; or correct the name."
            )

    def _needed(self, given: Mapping[str, str]) -> None:
        for field in ("name", "language"):
            if field in self.columns and field not in given and field not in self.wrong:
                message = f"Row {self.row.number} has no {field}: cell {self._cell(field).name} is empty."
                self._refuse(field, "P631", message, "Write it, or take the row away.")

    def _kind(self, given: Mapping[str, str]) -> Kind:
        """What the list says, or what the name and the number tell."""
        if "kind" in given:
            told = self._choice(given, "kind", _KINDS)
            return Kind(told) if told else Kind.KOMMUNE
        county = given.get("name", "").casefold().endswith("fylkeskommune") or len(given.get("number", "")) == 2
        return Kind.FYLKESKOMMUNE if county else Kind.KOMMUNE

    def _choice(self, given: Mapping[str, str], field: str, known: Mapping[str, str]) -> str:
        if field not in given:
            return ""
        if (found := known.get(given[field].casefold())) is None:
            cell = self._cell(field)
            message = f"`{given[field]}` in cell {cell.name} cannot stand for {field}."
            hint = "Write kommune or fylkeskommune."
            if field == "language":
                hint = "Which form are its case papers to be in? Write bokmål or nynorsk."
            self._refuse(field, "P629", message, hint)
        return found or ""

    def _number(self, given: Mapping[str, str], kind: Kind) -> str:
        """A municipality or county number, whose leading zeros Excel loves to drop."""
        number = given.get("number", "")
        for field in ("number", "organisation"):
            text = given.get(field, "")
            if _SCIENTIFIC.fullmatch(text) or _DATE.fullmatch(text):
                what = "a date" if _DATE.fullmatch(text) else "another number"
                message = f"Excel has made {what} of what stood in cell {self._cell(field).name}: `{text}`."
                self._refuse(field, "P632", message, "Format the column as text, and write all digits again.")
        if number and not self.wrong & {"number", "kind"} and (wrong := digits(number, kind)):
            self._refuse("number", "P632", f"{wrong[0][:-1]} (cell {self._cell('number').name}).", _as_text(wrong[1]))
        return number

    def _made(self, name: str) -> str:
        made = id_of(name)
        if name and (not made or len(made) > 40 or made in WINDOWS | OURS):
            message = f"No id can be made of «{name}»."
            self._refuse("name", "P633", message, "Add a column id, with a–z, digits and hyphens, at most 40 signs.")
        return made

    def _valid(self, said: Mapping[str, str]) -> None:
        """What the type of a council asks for beyond that."""
        try:
            Council.model_validate(said)
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_input=False):
                told = detail.get("ctx", {})
                fault = told.get("error")
                said_of = vars(fault) if isinstance(fault, Fault) else told
                message = said_of.get("message", detail["msg"])
                self._refuse(str(detail["loc"][0]), said_of.get("code", "P629"), message, said_of.get("hint", ""))
        if said["id"] in WINDOWS:
            message = f"The id `{said['id']}` is a name that Windows keeps for itself."
            self._refuse("id", "P633", message, "Choose another id.")
        elif said["id"] in OURS:
            message = f"The id `{said['id']}` is a name that the tool itself uses beside the councils' folders."
            self._refuse("id", "P633", message, "Choose another id.")

    def _cell(self, field: str) -> Cell:
        return self.row.at(self.columns[field])

    def _refuse(self, field: str, code: str, message: str, hint: str) -> None:
        self.wrong.add(field)
        place = Place(self.path, self.row.number, self.columns.get(field, 1))
        self.problems.append(Problem(place, code, message, hint))


def names(found: Sequence[Candidate]) -> str:
    """Several councils as a message names them: by name and row."""
    return " and ".join(f"«{one.said['name']}» (row {one.row.number})" for one in found)


def _as_text(hint: str) -> str:
    """What to write, for somebody in Excel."""
    return re.sub("(; write it)? in quotes", "; format the column as text", hint)


def _letters(cell: Cell) -> str:
    return re.sub("[0-9]", "", cell.name)
