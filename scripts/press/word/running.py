"""header.running, footer.running -> the header and footer that come again on every page."""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from lxml import etree

from press.word.context import Context, Scope, elements, name_of, nodes
from press.word.inline import runs
from press.word.look import Style
from press.word.ooxml import el, find, root
from press.word.paragraphs import compose

KINDS = {
    "header.running": ("w:hdr", "w:headerReference", Style.HEADER, "header", CT.WML_HEADER, RT.HEADER),
    "footer.running": ("w:ftr", "w:footerReference", Style.FOOTER, "footer", CT.WML_FOOTER, RT.FOOTER),
}
ATTACHMENT = "p.attachment"
"""What an attachment is called in the papers of a case."""


def running(element: etree._Element, context: Context) -> Iterator[etree._Element]:
    """Write the parts for a running header or footer; their references for the section (17.10.5, 17.10.2).

    Where the look gives the first page its own (`w:titlePg`), that has the footer but no header: the masthead is there.
    An attachment says on each page which one it is, also on the first.
    """
    tag, reference, style, name, content_type, relation = KINDS[name_of(element)]
    kinds = ["default"]
    attached = any(name_of(child) == ATTACHMENT for child in elements(context, element))
    if (tag == "w:ftr" or attached) and find(context.look.section, "w:titlePg") is not None:
        kinds.append("first")
    for number, kind in enumerate(kinds, start=1):
        part = XmlPart(
            PackURI(f"/word/{name}{number}.xml"),
            content_type,
            root(tag, ("w", "r")),
            context.document.package,
        )
        part.element.append(_line(element, context, Scope(part).at(element, context), style))
        yield el(reference, type=kind, r_id=context.document.relate_to(part, relation))


def _line(element: etree._Element, context: Context, scope: Scope, style: Style) -> etree._Element:
    """The first `p` at the left, the second at the right, behind the tab stop of the style."""
    made: list[etree._Element] = []
    for number, child in enumerate(elements(context, element)):
        if name_of(child) not in ("p", ATTACHMENT) or number > 1:
            context.problem(
                child, "T250", f"<{name_of(element)}> holds two p: what stands left, and what stands right."
            )
            continue
        made += [el("w:r", el("w:tab"))] if number else []
        made += runs(nodes(child), context, scope.at(child, context), style)
    return compose(made, context, style)
