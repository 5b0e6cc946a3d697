"""Word file of a saksframlegg -> problems: what in it a council's template would lose, or take into itself.

The file is made to be pasted. So it may hold Word's own styles, plain paragraphs, lists, tables and links, and nothing
else: elements, parts and styles are closed lists, and what stands on none of them is told, whatever it is. Reads the
bytes only and knows nothing of how they were written. Clauses are those of ECMA-376-1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from press.problem import Place, Problem
from press.proof.pasted_allowed import BUILT_IN, HEADINGS, NAMED, NUMBERED, PARTS, PLAIN, UNWANTED
from press.proof.reading import bare

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FORM = "saksframlegg"
"""The class of `body` of the pages whose Word file is pasted."""
DOCUMENT, STYLES, NUMBERING, SETTINGS = (f"word/{name}.xml" for name in ("document", "styles", "numbering", "settings"))
HINT = "The text would not survive being pasted into a council's template; mend the template or the writer."


@dataclass(frozen=True)
class _File:
    """The package: the names of its parts, and those that are XML as trees."""

    names: tuple[str, ...]
    parts: dict[str, etree._Element]

    @property
    def body(self) -> etree._Element:
        return self.parts[DOCUMENT]

    def part(self, name: str) -> etree._Element:
        """A part, an empty one where there is none."""
        return self.parts.get(name, etree.Element("none"))

    def names_of(self, kind: str) -> dict[str, str]:
        """The styles of a type: id -> name."""
        styles = [one for one in self.part(STYLES).iter(f"{W}style") if one.get(f"{W}type") == kind]
        return {one.get(f"{W}styleId", ""): _val(one.find(f"{W}name")) for one in styles}


def check_pasted(data: bytes, path: str) -> list[Problem]:
    """What in a Word file does not survive pasting, nothing where all is well. `path` is where the problems are."""
    try:
        with ZipFile(BytesIO(data)) as package:
            names = tuple(package.namelist())
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            trees = {
                one: etree.fromstring(package.read(one), parser) for one in names if one.endswith((".xml", ".rels"))
            }
        file = _File(names, trees)
        assert file.body is not None
    except (BadZipFile, etree.XMLSyntaxError, KeyError) as error:
        return [Problem(Place(path), "O349", f"The Word file cannot be opened: {error}.")]
    told = [(code, message) for code, check in CHECKS for message in dict.fromkeys(check(file))]
    return [Problem(Place(path), code, f"{message}.", HINT) for code, message in told]


def prove_pasted(tree: etree._Element, data: bytes, path: str) -> list[Problem]:
    """What does not survive pasting, and what in the lists has another number than on the page."""
    problems = check_pasted(data, path)
    unopened = any(problem.code == "O349" for problem in problems)
    return problems if unopened else problems + check_numbers(tree, data, path)


def check_numbers(tree: etree._Element, data: bytes, path: str) -> list[Problem]:
    """Items of the page's numbered lists that have another number in the Word file at `path`, or none (O345)."""
    with ZipFile(BytesIO(data)) as package:
        parts = {one: etree.fromstring(package.read(one)) for one in (DOCUMENT, STYLES)}
    numbered = list(_counted(_File((), parts)))
    problems = []
    for item in (one for one in tree.iter("li") if one.getparent().tag == "ol"):
        number = 1 + sum(1 for _ in item.itersiblings("li", preceding=True))
        start = bare(item.text or "")
        found = numbered.pop(0) if numbered else (0, "")
        if found[0] != number or not found[1].startswith(start):
            message = f"The page has «{number}. {start[:40]}» where the file has «{found[0]}. {found[1][:40]}»."
            problems.append(Problem(Place(path), "O345", message, HINT))
    return problems


def _counted(file: _File) -> Iterator[tuple[int, str]]:
    """The items of numbered lists, each with the number that Word counts it as."""
    named = file.names_of("paragraph")
    counters: Counter[str] = Counter()
    for paragraph in file.body.iter(f"{W}p"):
        if named.get(_val(paragraph.find(f"{W}pPr/{W}pStyle"))) in NUMBERED:
            number = _val(paragraph.find(f"{W}pPr/{W}numPr/{W}numId"))
            counters[number] += 1
            signs = paragraph.iter(f"{W}t", f"{W}noBreakHyphen")
            yield counters[number], bare("".join("-" if one.tag != f"{W}t" else one.text or "" for one in signs))


def as_pasted(tree: etree._Element) -> etree._Element:
    """The page as its Word file says it: each footnote stands in brackets where it is called."""
    tree = deepcopy(tree)
    for note in tree.iterfind(".//span[@class='footnote']"):
        del note.attrib["class"]
        inside = list(note)
        note.text = f"[{note.text or ''}"
        if inside:
            inside[-1].tail = f"{inside[-1].tail or ''}]"
        else:
            note.text += "]"
    return tree


def _styles(file: _File) -> Iterator[str]:
    """Only styles that every template knows, by the name and the id that Word gives them."""
    for style in file.part(STYLES).iter(f"{W}style"):
        name, identity, kind = _val(style.find(f"{W}name")), style.get(f"{W}styleId", ""), style.get(f"{W}type", "")
        known = BUILT_IN.get(kind, {}).get(name)
        if known is None or style.get(f"{W}customStyle") not in (None, "0", "false"):
            yield f"The {kind} style «{name}» is not one of Word's own that a saksframlegg uses"
        elif known != identity:
            yield f"The style «{name}» has the id {identity}, and {known} in Word"


def _parts(file: _File) -> Iterator[str]:
    yield from (f"The file holds {name}, which is not pasted along" for name in file.names if name not in PARTS)


def _elements(file: _File) -> Iterator[str]:
    for element in file.body.iter(etree.Element):
        name = etree.QName(element).localname
        if element.tag != f"{W}{name}" or name not in PLAIN:
            yield f"The text holds {NAMED.get(name, f'what is not known to survive ({name})')}"
    if sum(1 for _ in file.body.iter(f"{W}sectPr")) > 1:
        yield "The text holds several sections"


def _links(file: _File) -> Iterator[str]:
    """Links lead out of the file, and nothing else does (17.16.22)."""
    for link in file.body.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor") is not None or link.get(f"{R}id") is None:
            yield f"The link «{_text(link)}» leads to a place within the file"
    for name, tree in file.parts.items():
        for relation in tree if name.endswith(".rels") else ():
            kind = relation.get("Type", "").rpartition("/")[2]
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                yield f"The file refers to «{relation.get('Target')}» outside it ({kind})"


def _settings(file: _File) -> Iterator[str]:
    for element in file.part(SETTINGS):
        name = etree.QName(element).localname
        if name in UNWANTED:
            yield f"The settings hold {UNWANTED[name]}"


def _lists(file: _File) -> Iterator[str]:
    """Each numbered list is defined by itself, begins at 1, and has its number on each of its items (17.9)."""
    named = file.names_of("paragraph")
    defined = {num.get(f"{W}numId"): num for num in file.part(NUMBERING).iter(f"{W}num")}
    kinds = {kind.get(f"{W}abstractNumId"): kind for kind in file.part(NUMBERING).iter(f"{W}abstractNum")}
    nsids = {_val(kind.find(f"{W}nsid")) for kind in kinds.values()}
    if len(nsids) != len(kinds) or "" in nsids:
        yield "Two lists are one to Word: their definitions have the same number, or none"
    shared: dict[str, str] = {}
    for paragraph in file.body.iter(f"{W}p"):
        if named.get(_val(paragraph.find(f"{W}pPr/{W}pStyle"))) not in NUMBERED:
            continue
        number = _val(paragraph.find(f"{W}pPr/{W}numPr/{W}numId"))
        level = _val(paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl"))
        words = _text(paragraph)[:40]
        num = defined.get(number)
        kind = None if num is None else kinds.get(_val(num.find(f"{W}abstractNumId")))
        if kind is None:
            yield f"The item «{words}» has a number only by its style, so that it counts on in the template's list"
            continue
        if shared.setdefault(kind.get(f"{W}abstractNumId", ""), number) != number:
            yield f"The list of «{words}» shares its definition with another, so that it counts on"
        if kind.find(f"{W}lvl/{W}pStyle") is not None:
            yield f"The list of «{words}» is tied to a style, so that the template counts it on"
        yield from (f"The list of «{words}» {fault}" for fault in _level(kind, level))


def _level(kind: etree._Element, level: str) -> Iterator[str]:
    """What is wrong with a level of a numbered list: it is to say 1., 2. and so on (17.9.6, 17.9.11, 17.9.17)."""
    found = next((one for one in kind.iter(f"{W}lvl") if one.get(f"{W}ilvl") == level), None)
    if found is None:
        yield "has no such level"
        return
    start, form, text = (_val(found.find(f"{W}{name}")) for name in ("start", "numFmt", "lvlText"))
    if (start, form, text) != ("1", "decimal", f"%{int(level) + 1}."):
        yield f"is numbered «{text}» from {start} ({form}), and not 1., 2."


def _tables(file: _File) -> Iterator[str]:
    """Visible lines, as many cells in each row, and headings that are strong (17.4)."""
    named = file.names_of("table")
    texts = file.names_of("character")
    for table in file.body.iter(f"{W}tbl"):
        words = _text(table)[:40]
        style = _val(table.find(f"{W}tblPr/{W}tblStyle"))
        lines = [one for one in file.part(STYLES).iter(f"{W}style") if one.get(f"{W}styleId") == style]
        if named.get(style) != "Table Grid" or all(one.find(f"{W}tblPr/{W}tblBorders") is None for one in lines):
            yield f"The table «{words}» has no lines of Word's own"
        rows = table.findall(f"{W}tr")
        if len({len(row.findall(f"{W}tc")) for row in rows}) != 1:
            yield f"The table «{words}» has rows of different length"
        look = table.find(f"{W}tblPr/{W}tblLook")
        column = look is not None and look.get(f"{W}firstColumn") == "1"
        for row in rows:
            head = row.find(f"{W}trPr/{W}tblHeader") is not None
            for cell in row.findall(f"{W}tc") if head else row.findall(f"{W}tc")[: int(column)]:
                if any(_weak(run, texts) for run in cell.iter(f"{W}r")):
                    yield f"The heading «{_text(cell)[:40]}» of a table is not strong"


def _weak(run: etree._Element, texts: dict[str, str]) -> bool:
    """Whether a run that says something is not strong: a link in a heading has the mark on itself."""
    strong = texts.get(_val(run.find(f"{W}rPr/{W}rStyle"))) == "Strong" or run.find(f"{W}rPr/{W}b") is not None
    return bool(_text(run)) and not strong


def _languages(file: _File) -> Iterator[str]:
    """Each run bears its language, or its words get that of the template (17.3.2.20)."""
    for run in file.body.iter(f"{W}r"):
        if _text(run) and not _val(run.find(f"{W}rPr/{W}lang")):
            yield f"«{_text(run)[:40]}» bears no language"


def _headings(file: _File) -> Iterator[str]:
    """One first heading, above all others, and no level skipped (WCAG 1.3.1, 2.4.6)."""
    named = file.names_of("paragraph")
    levels, last = [], 0
    for paragraph in file.body.iter(f"{W}p"):
        name = named.get(_val(paragraph.find(f"{W}pPr/{W}pStyle")), "")
        if name in HEADINGS:
            level = int(name.rpartition(" ")[2])
            if level > last + 1:
                yield f"The heading «{_text(paragraph)[:40]}» skips a level"
            levels.append(level)
            last = level
    if levels.count(1) != 1:
        yield f"The text has {levels.count(1)} first headings, and not one"


def _text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t")).strip()


def _val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


CHECKS: tuple[tuple[str, Callable[[_File], Iterator[str]]], ...] = (
    ("O340", _styles),
    ("O341", _parts),
    ("O342", _elements),
    ("O343", _links),
    ("O344", _settings),
    ("O345", _lists),
    ("O346", _tables),
    ("O347", _languages),
    ("O348", _headings),
)
"""Every check with its code, in the order of the problems."""
