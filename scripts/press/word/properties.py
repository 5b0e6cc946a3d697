"""What the head says -> the document's properties.

Core properties are those of ECMA-376-2 clause 8; extended and custom ones those of ECMA-376-1, 22.2 and 22.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from lxml import etree

from press.word.context import Context
from press.word.ooxml import el, root

CUSTOM = (
    "press.document",
    "press.revision",
    "press.status",
    "press.language",
    "press.standing",
    "press.identity",
)
CHANGES = ("press.redline.author", "press.redline.date")
METAS = frozenset(
    {"author", "description", "keywords", "dcterms.created", "dcterms.modified", "press.subject", *CUSTOM, *CHANGES},
)
"""Every `meta` name that a page may have."""
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format identifier that custom properties bear ([MS-OSHARED] 2.3.3.2.2)."""


def write(context: Context, package: OpcPackage) -> None:
    """Add the three parts of properties to the package."""
    head = context.page.tree.find("head")
    for element in [] if head is None else list(head):
        if element.tag == "title" or (element.tag == "meta" and element.get("name") in METAS):
            continue
        name = f'meta name="{element.get("name")}"' if element.tag == "meta" else element.tag
        context.problem(
            element,
            "T244",
            f"The Word writer has no <{name}> in the head.",
            f"It knows title and meta {', '.join(sorted(METAS))}.",
        )
    said = {name: context.page.meta(name) for name in CUSTOM}
    add(package, _core(context), _extended(context), {name: text for name, text in said.items() if text})


def add(package: OpcPackage, core: etree._Element, extended: etree._Element, custom: Mapping[str, str]) -> None:
    """Add the core, the extended and the custom properties to a package."""
    parts = (
        ("core", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, core),
        ("app", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, extended),
        ("custom", CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES, _custom(custom)),
    )
    for name, content_type, relation, xml in parts:
        package.relate_to(XmlPart(PackURI(f"/docProps/{name}.xml"), content_type, xml, package), relation)


def signature(context: Context) -> dict[str, str | None]:
    """What tracked changes and comments bear: whose they are, and of which day, where it is known (17.13.5)."""
    author, date = CHANGES
    return {"author": context.page.meta(author), "date": _moment(date, context) or None}


def _core(context: Context) -> etree._Element:
    meta = context.page.meta
    texts = [
        ("dc:title", context.page.title),
        ("dc:subject", meta("press.subject")),
        ("dc:creator", meta("author")),
        ("cp:keywords", meta("keywords")),
        ("dc:description", meta("description")),
        ("cp:lastModifiedBy", meta("author")),
        ("cp:revision", "1"),
        ("dc:language", context.language(context.page.tree)),
        ("dc:identifier", meta("press.identity")),
        ("cp:version", meta("press.revision")),
        ("cp:contentStatus", meta("press.status")),
    ]
    made = [el(name, text) for name, text in texts if text]
    moments = {name: _moment(name, context) for name in ("dcterms.created", "dcterms.modified")}
    made += [el(n.replace(".", ":"), moment, xsi_type="dcterms:W3CDTF") for n, moment in moments.items() if moment]
    return root("cp:coreProperties", ("cp", "dc", "dcterms", "xsi"), *made)


def _moment(name: str, context: Context) -> str:
    """A date of the page as W3CDTF in UTC; a date without a time is its midnight."""
    written = context.page.meta(name)
    if not written:
        return ""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        context.problem(context.page.tree, "T244", f"{name} is «{written}», which is no date.", "Write 2004-12-17.")
        return ""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _extended(context: Context) -> etree._Element:
    pages = max(context.page_numbers.values(), default=0)
    made = [el("ep:Pages", str(pages))] if pages else []
    made += [el("ep:Application", "Press"), el("ep:DocSecurity", "0")]
    made += [el("ep:Company", context.page.meta("author"))] if context.page.meta("author") else []
    return root("ep:Properties", ("ep",), *made)


def _custom(said: Mapping[str, str]) -> etree._Element:
    made = [
        el("op:property", el("vt:lpwstr", text), fmtid=FORMAT, pid=number, name=name)
        for number, (name, text) in enumerate(said.items(), start=2)
    ]
    return root("op:Properties", ("op", "vt"), *made)
