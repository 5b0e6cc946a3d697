"""One page -> one .docx: puts the parts of the document together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from lxml import etree

from press.html.page import Page
from press.problem import Wrong
from press.word import fonts, pasted, properties
from press.word.blocks import blocks, part_tables
from press.word.changes import Change, stands
from press.word.context import Context, Scope, elements, name_of, nodes
from press.word.inline import runs
from press.word.look import Look, Style, read
from press.word.ooxml import el, find, qn, root
from press.word.package import pack
from press.word.paragraphs import compose
from press.word.running import KINDS, running

ATTRIBUTES = {
    "html": {"lang"},
    "meta": {"name", "content"},
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"scope"},
}
"""What an element may bear besides id, class and lang."""
ACROSS = frozenset({"comparison", "register"})
"""The classes of `body` whose pages lie across, as in `templates/pdf.css`."""
PASTED = frozenset({"saksframlegg"})
"""The classes of `body` whose text is pasted into templates of others: see `pasted`."""
SEPARATORS = {"nb": (",", ";"), "nn": (",", ";"), "en": (".", ",")}
"""Decimal sign and list separator of a language, for fields that reckon; others have the Norwegian ones."""


def write(page: Page, base: Path, page_numbers: Mapping[str, int]) -> bytes:
    """The page as a Word document.

    `base` is the folder of the look (`templates/word`). `page_numbers` gives the page, from 1, of each id that the
    contents lead to. Raises Wrong with every problem found: an element, class, attribute or meta that the writer does
    not know, a link to nowhere, a picture that is missing, a number that Word would not give, or a look that is not
    whole.
    """
    kinds = {body.get("class") for body in page.tree.iterfind("body")}
    look = pasted.read_look(base) if kinds & PASTED else read(base)
    if kinds & ACROSS:
        look.lay_across()
    package = OpcPackage()
    document = XmlPart(
        PackURI("/word/document.xml"),
        CT.WML_DOCUMENT_MAIN,
        root("w:document", ("w", "r", "wp", "a", "pic")),
        package,
    )
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    footnotes, table = add_parts(look, document, package)
    context = Context(page, look, document, footnotes, page_numbers)
    context.signature = properties.signature(context)
    if kinds & PASTED:
        pasted.prepare(context)
    _survey(context)
    set_language(look, context.language(page.tree), page.language)
    document.element.append(_body(context))
    _write_footnotes(context)
    _write_comments(context)
    if kinds & PASTED:
        pasted.finish(context)
    else:
        fonts.embed(look, table)
    properties.write(context, package)
    if context.problems:
        raise Wrong(*dict.fromkeys(context.problems))
    return pack(package)


def add_parts(look: Look, document: XmlPart, package: OpcPackage) -> tuple[XmlPart, XmlPart]:
    """The parts of the look in the package; the footnotes and the font table are filled in later, where it has them."""

    def add(file: str, name: str, content_type: str, relation: str) -> XmlPart:
        content = look.parts.get(file)
        uri = PackURI(f"/word/{name}.xml")
        if content is None:
            return XmlPart(uri, content_type, root(f"w:{file}", ("w",)), package)
        part = XmlPart(uri, content_type, content, package)
        document.relate_to(part, relation)
        return part

    add("styles", "styles", CT.WML_STYLES, RT.STYLES)
    add("numbering", "numbering", CT.WML_NUMBERING, RT.NUMBERING)
    add("settings", "settings", CT.WML_SETTINGS, RT.SETTINGS)
    add("theme", "theme/theme1", CT.OFC_THEME, RT.THEME)
    footnotes = add("footnotes", "footnotes", CT.WML_FOOTNOTES, RT.FOOTNOTES)
    return footnotes, add("fontTable", "fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE)


def _survey(context: Context) -> None:
    """Know every id beforehand, as links lead forward too; and refuse attributes that would go unseen."""
    for element in context.page.tree.iter(etree.Element):
        for name in set(element.keys()) - {"id", "class", "lang"} - ATTRIBUTES.get(element.tag, set()):
            context.problem(
                element,
                "T243",
                f"The Word writer has no {name} on <{name_of(element)}>.",
                "Take it away, or teach the writer.",
            )
        identity = element.get("id")
        if identity in context.anchors.names:
            context.problem(element, "T245", f"The id «{identity}» is used twice.", "An id names one thing only.")
        elif identity is not None and identity.strip():
            context.anchors.add(identity)
        elif identity is not None:
            context.problem(element, "T245", "An id is empty.")


def set_language(look: Look, language: str, tag: str) -> None:
    """A language in the defaults, in Normal and in the settings (17.3.2.20, 17.15.1.88).

    `language` is as Word has it (`nb-NO`), `tag` as the page has it (`nb`).
    """
    normal = look.styles[Style.NORMAL.lower()]
    for element in [
        *look.parts["styles"].iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"),
        *normal.iter(qn("w:lang")),
    ]:
        element.set(qn("w:val"), language)
    decimal, separator = SEPARATORS.get(tag, SEPARATORS["nb"])
    for name, value in (
        ("themeFontLang", language),
        ("decimalSymbol", decimal),
        ("listSeparator", separator),
    ):
        element = find(look.parts["settings"], f"w:{name}")
        if element is not None:
            element.set(qn("w:val"), value)


def _body(context: Context) -> etree._Element:
    """The body of the document: what `main` holds, then the section with its header and footer (17.2.2)."""
    made: list[etree._Element] = []
    references: list[etree._Element] = []
    body = context.page.tree.find("body")
    for element in [] if body is None else elements(context, body):
        if name_of(element) in KINDS:
            references += running(element, context)
        elif name_of(element) == "main":
            made += blocks(elements(context, element), context, Scope(context.document).at(element, context))
        else:
            known = ", ".join((*KINDS, "main"))
            context.problem(
                element,
                "T241",
                f"The Word writer has no <{name_of(element)}> in the body.",
                f"It knows {known}.",
            )
    if not _ends_well(made) or context.anchors.pending or context.remarks.pending:
        made.append(compose([], context, Style.NORMAL))
    section = context.look.section
    for reference in section.findall(qn("w:headerReference")) + section.findall(qn("w:footerReference")):
        section.remove(reference)
    section[:0] = references
    return el("w:body", *part_tables(made, context), section)


def _ends_well(made: list[etree._Element]) -> bool:
    """A body ends with a paragraph, and one that stays whether its reader accepts or rejects."""
    return bool(made) and made[-1].tag == qn("w:p") and all(stands(made[-1], reading) for reading in Change)


def _write_footnotes(context: Context) -> None:
    """The words of the footnotes, each with its mark (17.11.10). Those of an inserted or deleted one are that too."""
    for number, (element, scope) in enumerate(context.notes, start=1):
        style = el("w:rStyle", val=context.look.id(Style.FOOTNOTE_REFERENCE))
        mark = el("w:r", el("w:rPr", style), el("w:footnoteRef"))
        space = el("w:r", el("w:t", " ", xml_space="preserve"))
        words = runs(nodes(element), context, scope, Style.FOOTNOTE_TEXT)
        made = [*context.marked(scope.change, [mark, space]), *words]
        context.footnotes.element.append(el("w:footnote", compose(made, context, Style.FOOTNOTE_TEXT), id=number))


def _write_comments(context: Context) -> None:
    """The comments to the text, where there are any (17.13.4.2)."""
    if not context.remarks.made:
        return
    content = root("w:comments", ("w", "r"))
    part = XmlPart(PackURI("/word/comments.xml"), CT.WML_COMMENTS, content, context.document.package)
    context.document.relate_to(part, RT.COMMENTS)
    initials = "".join(word[0] for word in (context.signature["author"] or "").split())
    for number, element in enumerate(context.remarks.made):
        call = el("w:r", el("w:rPr", el("w:rStyle", val=context.look.id(Style.COMMENT_REFERENCE))))
        call.append(el("w:annotationRef"))
        words = runs(nodes(element), context, Scope(part).at(element, context), Style.COMMENT_TEXT)
        said = compose([call, *words], context, Style.COMMENT_TEXT)
        content.append(el("w:comment", said, id=number, **context.signature, initials=initials))
