"""The web page: a copy of the tree, made ready for browsers and printed as HTML."""

from __future__ import annotations

import base64
import copy
from dataclasses import dataclass

from lxml import etree, html

from press.html.page import Page, Picture
from press.web.fonts import faces

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Labels:
    """The few words that only a web page prints, in its language."""

    skip: str
    footnotes: str
    back: str


def write(page: Page, labels: Labels) -> bytes:
    """The page as one UTF-8 file."""
    tree = copy.deepcopy(page.tree)
    _head(tree, faces() + page.styles["web"])
    _pictures(tree, page)
    _scrolling(tree)
    _footnotes(tree, labels)
    _skip_link(tree, labels.skip)
    text = html.tostring(tree, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return (text + "\n").encode()


def _head(tree: etree._Element, style: str) -> None:
    head = tree.find("head")
    assert head is not None, "the vocabulary has a head"
    head.insert(0, _element("meta", charset="utf-8"))
    head.insert(1, _element("meta", name="viewport", content="width=device-width, initial-scale=1"))
    sheet = etree.SubElement(head, "style")
    sheet.text = style


def _pictures(tree: etree._Element, page: Page) -> None:
    for image in list(tree.iter("img")):
        picture = page.pictures[image.get("src", "").removeprefix("press:")]
        if picture.media_type == "image/svg+xml":
            _replace(image, _drawing(picture, image.get("alt", "")))
        else:
            data = base64.b64encode(picture.data).decode()
            image.set("src", f"data:{picture.media_type};base64,{data}")


def _drawing(picture: Picture, alternative: str) -> etree._Element:
    """An SVG picture as markup in the page, which lends it colours and fonts. It is told once, by its label."""
    source = etree.fromstring(picture.data)
    drawing = _unqualified(source)
    for name in ("width", "height"):
        if name in drawing.attrib:
            del drawing.attrib[name]
    drawing.set("role", "img")
    drawing.set("aria-label", alternative)
    return drawing


def _unqualified(source: etree._Element) -> etree._Element:
    """The same drawing without namespaces, as HTML writes it."""
    made = etree.Element(str(source.tag).removeprefix(SVG), dict(source.attrib))
    made.text, made.tail = source.text, source.tail
    made.extend(_unqualified(child) for child in source if isinstance(child.tag, str))
    return made


def _scrolling(tree: etree._Element) -> None:
    """Wide tables and drawings scroll by themselves, also from the keyboard (WCAG 2.1, 1.4.10 and 2.1.1)."""
    for wide in [*tree.iter("table"), *tree.iter("svg")]:
        caption = wide.find("caption")
        if caption is None:
            parent = wide.getparent()
            caption = None if parent is None else parent.find("figcaption")
        label = "" if caption is None else " ".join("".join(caption.itertext()).split())
        frame = _element("div", **{"class": "scroll", "role": "region", "tabindex": "0", "aria-label": label})
        _replace(wide, frame)
        wide.tail = None
        frame.append(wide)


def _footnotes(tree: etree._Element, labels: Labels) -> None:
    notes = tree.findall(".//span[@class='footnote']")
    main = tree.find(".//main")
    if not notes or main is None:
        return
    section = _element("section", **{"class": "footnotes", "aria-labelledby": "footnotes"})
    heading = etree.SubElement(section, "h2", id="footnotes")
    heading.text = labels.footnotes
    listed = etree.SubElement(section, "ol")
    for number, note in enumerate(notes, 1):
        call = _element("sup", **{"class": "call"})
        link = etree.SubElement(call, "a", href=f"#footnote-{number}", id=f"call-{number}")
        link.text = str(number)
        _replace(note, call)
        item = etree.SubElement(listed, "li", id=f"footnote-{number}")
        change = next((one.tag for one in link.iterancestors("ins", "del")), None)
        said = item if change is None else etree.SubElement(item, change)
        said.text, note.tail = note.text, None
        said.extend(list(note))
        back = etree.SubElement(item, "a", {"href": f"#call-{number}", "aria-label": f"{labels.back} ({number})"})
        back.text = "↩"
        _space_before(back)
    colophon = main.find("footer")
    if colophon is None:
        main.append(section)
    else:
        colophon.addprevious(section)


def _skip_link(tree: etree._Element, label: str) -> None:
    body, main = tree.find("body"), tree.find(".//main")
    assert body is not None, "the vocabulary has a body"
    assert main is not None, "the vocabulary has a main"
    main.set("id", "main")
    main.set("tabindex", "-1")
    link = _element("a", **{"class": "skip", "href": "#main"})
    link.text = label
    body.insert(0, link)


def _space_before(element: etree._Element) -> None:
    before = element.getprevious()
    parent = element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + " "
    elif parent is not None:
        parent.text = (parent.text or "") + " "


def _replace(old: etree._Element, new: etree._Element) -> None:
    parent = old.getparent()
    assert parent is not None, "only elements within the page are replaced"
    new.tail = old.tail
    parent.replace(old, new)


def _element(tag: str, **attributes: str) -> etree._Element:
    return etree.Element(tag, attributes)
