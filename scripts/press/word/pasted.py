"""Page of a saksframlegg -> a Word document that is made to be pasted into a council's own template.

It holds Word's own styles under Word's own names, real lists and real tables, and nothing that a template has of its
own or that pasting loses: `proof.pasted` says what, and looks at each file. So the page is made plainer before it is
written (`prepare`), the look is one of its own (`read_look`), and what the writer made is loosened from the paper
(`finish`). What was decided, and why:

- **h1 is Heading 1, h2 is Heading 2.** Title is no heading to a screen reader, so that parts in Heading 1 below it
  would be several first headings. As it is, the file has one, and no level is skipped; and where the case officer
  pastes what stands below it, because the template prints the title itself, nothing is skipped either.
- **No fonts inside.** Pasting loses them. Text is in the font of Word's own theme, so that the template's rules.
- **A footnote is a remark in brackets,** where it is called. Nothing is lost, nothing is stopped by a footnote, and
  its words stay with what they are about whatever is copied.
- **A numbered list has numbers of its own,** tied to no style. Word may join lists that share a definition with those
  of the template, so that the decision would begin with 3.
- **Numbers of captions and headings are words.** A field would be counted anew among the template's.
- **A table is as wide as the line,** whatever the margins are.
"""

from __future__ import annotations

import hashlib
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from lxml import etree

from press.html.vocabulary import CHANGES
from press.problem import Place, Wrong
from press.word.context import Context, name_of
from press.word.look import FILES, Look, Pairs, Style, read
from press.word.ooxml import el, every, find, qn, val
from press.word.running import KINDS
from press.word.tables import column_widths

FOLDER = "pasted"
"""The folder of this look, in that of the look of all other documents."""
NEEDED = tuple(name for name in FILES if name != "footnotes")
KEPT = (
    *(Style.NORMAL, Style.SUBTITLE, Style.QUOTE, Style.CAPTION, Style.STRONG, Style.EMPHASIS, Style.HYPERLINK),
    *(Style.BULLET_1, Style.BULLET_2, Style.BULLET_3, Style.NUMBER_1, Style.NUMBER_2, Style.NUMBER_3),
    *(Style.CONTINUE_1, Style.CONTINUE_2, Style.CONTINUE_3),
)
"""The writer's styles that are Word's own; a paragraph of another one is an ordinary one here."""
INSTEAD: Pairs = (
    *((style, "Normal") for style in Style if style not in KEPT),
    (Style.TITLE, "heading 1"),
    *((style, "heading 2") for style in (Style.HEADING_1, Style.UNNUMBERED_1, Style.ANNEX_HEADING)),
    *((style, "heading 2") for style in (Style.CONTENTS_HEADING, Style.COLOPHON_HEADING)),
    *((style, "heading 3") for style in (Style.HEADING_2, Style.UNNUMBERED_2)),
    *((style, "heading 4") for style in (Style.HEADING_3, Style.UNNUMBERED_3)),
    (Style.GOAL, "Quote"),
    (Style.SOURCES, "List Number"),
    (Style.FIGURE_CAPTION, "caption"),
    (Style.TABLE, "Table Grid"),
    *((style, "Strong") for style in (Style.FACT_TERM, Style.CAPTION_NUMBER)),
    *((style, "Emphasis") for style in (Style.FOOTNOTE_REFERENCE, Style.COMMENT_REFERENCE)),
)
"""The writer's styles, and those of Word that stand for them here."""
REFUSED = {
    "nav": ("contents, which are a field", "Leave them out: the text is short."),
    "figure": ("a figure, whose picture and number pasting may lose", "Attach it, and say in words what it shows."),
    "dl": ("pairs of terms and descriptions, which Word has no style for", "Write a table with row headings."),
    "p.moved": ("a comment", "Say it in a paragraph."),
    "span.page": ("the number of a page, which is a field", "Leave it to the template."),
    "span.pages": ("the count of pages, which is a field", "Leave it to the template."),
}
"""What no page of this kind may have in its text: what it would be in Word, and what to do instead."""
WHOLE = 5000
"""The length of a line in fiftieths of a percent (17.18.90)."""
HEADER = 0.3
"""The share of the line that the first of two columns has, where it names what the other says."""
SMALLER = 0.6
"""The type of our own tables beside that of a template, which may be large, and its line short: room for its words."""


def read_look(base: Path) -> Look:
    """The look for pasting, in a folder of `base`. Raises Wrong where a file or a style is missing or not XML."""
    try:
        return read(base / FOLDER, NEEDED, INSTEAD)
    except Wrong as wrong:
        found = [(one, one.place.path.rpartition("/")) for one in wrong.problems]
        places = [Place(f"{at}/{FOLDER}/{name}", one.place.line, one.place.column) for one, (at, _, name) in found]
        pairs = zip(wrong.problems, places, strict=True)
        raise Wrong(*(replace(one, place=place) for one, place in pairs)) from wrong


def prepare(context: Context) -> None:
    """Give the context a plainer page, and note what in it cannot be written for pasting (T260, T261, T262)."""
    tree = deepcopy(context.page.tree)
    context.page = replace(context.page, tree=tree)
    for body in tree.iterfind("body"):
        for element in body.findall("*"):
            if name_of(element) in KINDS:
                body.remove(element)
            else:
                element.set("lang", element.get("lang") or context.page.language)  # each run is to bear it
    for element in list(tree.iter(etree.Element)):
        _refuse(element, context)
        element.attrib.pop("id", None)
        if name_of(element) == "span.footnote":
            _bracket(element)
        elif name_of(element) == "span.no":
            del element.attrib["class"]
        elif name_of(element) == "p.draft-mark" or (element.tag == "th" and element.find("p") is None):
            _embolden(element)
        elif element.tag == "th":
            for words in element.iterchildren("p"):
                _embolden(words)


def _refuse(element: etree._Element, context: Context) -> None:
    for name in dict.fromkeys((str(element.tag), name_of(element))):
        if name in REFUSED:
            what, hint = REFUSED[name]
            context.problem(element, "T260", f"A text that is pasted cannot hold {what}.", hint)
    if element.tag == "a" and element.get("href", "").startswith("#"):
        message = f"A text that is pasted cannot lead to {element.get('href')}: a link within it needs a bookmark."
        context.problem(element, "T261", message, "Name the part in words.")
        element.tag = "span"
        del element.attrib["href"]
    if element.tag in ("ins", "del") or CHANGES & set(element.get("class", "").split()):
        message = "A text that is pasted cannot have tracked changes."
        context.problem(element, "T262", message, "Attach the redline as a document of its own.")


def _bracket(note: etree._Element) -> None:
    """Words of a footnote in place, in brackets."""
    del note.attrib["class"]
    note.text = f" [{(note.text or '').lstrip()}"
    if len(note):
        note[-1].tail = f"{(note[-1].tail or '').rstrip()}]"
    else:
        note.text = f"{note.text.rstrip()}]"


def _embolden(element: etree._Element) -> None:
    """Mark all that an element says as strong."""
    strong = etree.Element("strong")
    strong.text, element.text = element.text, None
    strong.extend(list(element))
    element.append(strong)


def finish(context: Context) -> None:
    """Loosen what was written from this paper and this look: lists, spacing, the width of tables."""
    _own_numbers(context)
    body = context.document.element
    normal = context.look.id(Style.NORMAL)
    for properties in body.iter(qn("w:pPr")):
        before = properties.getparent().getprevious()
        for name in ("w:pStyle", "w:spacing"):
            found = find(properties, name)
            below = before is not None and before.tag == qn("w:tbl")
            if found is not None and (val(found) == normal if name == "w:pStyle" else not below):
                properties.remove(found)  # but room below a table, which no style gives
    for unproofed in list(body.iter(qn("w:noProof"))):
        unproofed.getparent().remove(unproofed)
    for table in body.iter(qn("w:tbl")):
        _stretch(table)


def _own_numbers(context: Context) -> None:
    """A definition for each numbered list (17.9.1), known by a number that no other document has (17.9.14)."""
    numbering = context.look.parts["numbering"]
    for num in every(numbering, "w:num"):
        override, named = find(num, "w:lvlOverride"), find(num, "w:abstractNumId")
        if override is None or named is None:
            continue
        kinds = list(every(numbering, "w:abstractNum"))
        copy = deepcopy(next(one for one in kinds if one.get(qn("w:abstractNumId")) == val(named)))
        identity = str(1 + max(int(one.get(qn("w:abstractNumId"))) for one in kinds))
        digest = hashlib.sha256(f"{context.page.title}\n{identity}".encode()).hexdigest().upper()
        copy.set(qn("w:abstractNumId"), identity)
        for name, value in (("nsid", digest[:8]), ("tmpl", digest[8:16])):
            for element in copy.iterfind(qn(f"w:{name}")):
                element.set(qn("w:val"), value)
        for tied in list(copy.iter(qn("w:pStyle"))):
            tied.getparent().remove(tied)
        kinds[-1].addnext(copy)
        named.set(qn("w:val"), identity)
        num.remove(override)


def _stretch(table: etree._Element) -> None:
    """The table as wide as the line, its columns in shares of it, which Word fits (17.4.52, 17.4.63)."""
    properties, columns = find(table, "w:tblPr"), list(every(table, "w:tblGrid/w:gridCol"))
    assert properties is not None  # the writer makes them
    for layout in properties.findall(qn("w:tblLayout")):
        properties.remove(layout)
    measure = sum(int(column.get(qn("w:w"))) for column in columns)
    rows = [[_words(cell) for cell in every(row, "w:tc")] for row in every(table, "w:tr")]
    widths = [round(width / SMALLER) for width in column_widths(rows, round(SMALLER * measure))]
    look = find(properties, "w:tblLook")
    if len(widths) == 2 and look is not None and look.get(qn("w:firstColumn")) == "1":
        widths = [round(HEADER * measure), round((1 - HEADER) * measure)]
    for column, width in zip(columns, widths, strict=True):
        column.set(qn("w:w"), str(width))
    shares = [WHOLE, *(round(WHOLE * width / measure) for width in widths)]
    for row in every(table, "w:tr"):
        cells = (find(table, "w:tblPr/w:tblW"), *every(row, "w:tc/w:tcPr/w:tcW"))
        for cell, share in zip(cells, shares, strict=True):
            if cell is not None:
                cell.attrib.update(el("w:tcW", w=share, type="pct").attrib)


def _words(cell: etree._Element) -> str:
    return " ".join("".join(text.text or "" for text in cell.iter(qn("w:t"))).split())
