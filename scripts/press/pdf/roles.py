"""HTML elements -> the structure types of Tagged PDF (ISO 32000-1, 14.8.4).

The table is the whole truth: an element that is not in it is an error.
"""

from __future__ import annotations

from lxml import etree

TRANSPARENT = frozenset({"html", "body", "main"})
"""Elements whose content belongs to what is around them."""

ROLES: dict[str, tuple[str, ...]] = {
    "header": ("Div",),
    "footer": ("Div",),
    "nav": ("Sect",),
    "section": ("Sect",),
    "h1": ("H1",),
    "h2": ("H2",),
    "h3": ("H3",),
    "h4": ("H4",),
    "p": ("P",),
    "blockquote": ("BlockQuote",),
    "aside": ("Aside",),
    "ol": ("L",),
    "ul": ("L",),
    "li": ("LI", "LBody"),
    "dl": ("L",),
    "dt": ("LI", "Lbl"),
    "dd": ("LBody",),
    "table": ("Table",),
    "caption": ("Caption",),
    "thead": ("THead",),
    "tbody": ("TBody",),
    "tr": ("TR",),
    "th": ("TH",),
    "td": ("TD",),
    "figure": ("Div",),
    "img": ("Figure",),
    "figcaption": ("Caption",),
    "a": ("Link",),
    "em": ("Em",),
    "strong": ("Strong",),
    "ins": ("Ins",),
    "del": ("Del",),
}
"""Element -> its structure types, outermost first; the content goes into the innermost.

`figure` is a Div around Figure and Caption: a reader that speaks the Alt of a Figure skips what is inside it."""

IN_CONTENTS: dict[str, tuple[str, ...]] = {
    "ol": ("TOC",),
    "li": ("TOCI",),
    "a": ("Reference", "Link"),
}
"""The same within `nav`: a table of contents (ISO 32000-1, table 333)."""

ROLE_MAP = {"Aside": "Div", "Del": "Span", "Em": "Span", "Ins": "Span", "Moved": "P", "Strong": "Span"}
"""Types of PDF 2.0 that say more than PDF 1.7 can, each with the one that stands for it there.

`Moved` is our own: a paragraph that leads from one place of a moved block to the other and is no part of its text."""

DECORATIONS = {"Ins": "Underline", "Del": "LineThrough"}
"""TextDecorationType of a structure type (ISO 32000-1, 14.8.5.4.4): what is new and what is gone can be told by a
reader that knows PDF 1.7 alone, where both are a Span."""


def running(element: etree._Element) -> bool:
    """Whether the element is the running header or footer, which is furniture and no content."""
    return element.tag in {"header", "footer"} and "running" in element.get("class", "").split()


def roles(element: etree._Element) -> tuple[str, ...]:
    """The structure types of an element, outermost first; none for one that is transparent.

    Raises `KeyError` for an element that the writer does not know.
    """
    if element.tag in TRANSPARENT:
        return ()
    if element.tag == "span":
        return ("Span",) if element.get("lang") else ()
    if element.tag == "p" and element.get("class") == "moved":
        return ("Moved",)
    if element.tag == "img" and (change := _change(element)):
        return (change, *ROLES["img"])
    if element.tag in IN_CONTENTS and any(True for _ in element.iterancestors("nav")):
        return IN_CONTENTS[element.tag]
    return ROLES[element.tag]


def _change(image: etree._Element) -> str:
    """The structure type that says of a picture that it is new or gone, as its figure says by its class."""
    figure = image.getparent()
    classes = [] if figure is None else figure.get("class", "").split()
    return next((ROLES[name][0] for name in ("ins", "del") if name in classes), "")
