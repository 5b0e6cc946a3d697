"""figure -> an inline picture with its alternative text, and its caption below.

A drawing (SVG) is embedded beside a PNG twin for programs that do not show SVG: see `drawings`.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from press.html.page import Picture
from press.word import drawings
from press.word.context import Context, Scope, elements, name_of
from press.word.fonts import families
from press.word.look import Style
from press.word.ooxml import EMU, NAMESPACES, el
from press.word.paragraphs import caption, compose

TWIN = 300
"""Pixels to an inch in the PNG twin of a drawing: sharp in print."""
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""Word's own mark for an SVG behind a picture ([MS-ODRAWXML] 2.3.3.2)."""
SUFFIXES = {
    "image/png": ("png", CT.PNG),
    "image/jpeg": ("jpeg", CT.JPEG),
    "image/svg+xml": ("svg", "image/svg+xml"),
}


def figure(element: etree._Element, context: Context, scope: Scope) -> Iterator[etree._Element]:
    """The picture in a paragraph that stays with the caption behind it."""
    for child in elements(context, element):
        if name_of(child) == "img":
            drawn = _drawing(child, context)
            runs = [el("w:r", drawn)] if drawn is not None else []
            yield compose(context.marked(scope.change, runs), context, Style.FIGURE, change=scope.change)
        elif name_of(child) == "figcaption":
            yield caption(child, context, scope, Style.FIGURE_CAPTION)
        else:
            context.problem(
                child,
                "T241",
                f"The Word writer has no <{name_of(child)}> in a figure.",
                "It knows img, figcaption.",
            )


def _drawing(image: etree._Element, context: Context) -> etree._Element | None:
    name = image.get("src", "").removeprefix("press:")
    picture = context.page.pictures.get(name)
    if picture is None or not image.get("src", "").startswith("press:"):
        context.problem(
            image, "T248", f"There is no picture «{image.get('src', '')}».", "Pictures are named press:NAME."
        )
        return None
    if not image.get("alt", "").strip():
        context.problem(image, "T248", f"The picture «{name}» has no alternative text.", "Say in alt what it shows.")
    try:
        size = drawings.size(picture.data) if picture.media_type == "image/svg+xml" else _raster_size(picture.data)
        parts = context.pictures.get(name) or _parts(picture, size, context)
    except (
        ValueError,
        etree.XMLSyntaxError,
        UnrecognizedImageError,
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
    ) as error:
        context.problem(
            image, "T248", f"The picture «{name}» cannot be read: {error}.", "Word takes SVG, PNG and JPEG."
        )
        return None
    context.pictures[name] = parts
    context.drawn += 1
    return _inline(
        [context.document.relate_to(part, RT.IMAGE) for part in parts],
        name,
        image.get("alt", ""),
        _fitted(size, context),
        context.drawn,
    )


def _fitted(size: tuple[float, float], context: Context) -> tuple[int, int]:
    """Width and height in EMU, made to fit the line."""
    scale = min(1.0, context.look.measure / 1440 * EMU / size[0])
    return round(size[0] * scale), round(size[1] * scale)


def _parts(picture: Picture, size: tuple[float, float], context: Context) -> tuple[Part, ...]:
    """The parts of a picture: the raster that every program shows, and the drawing where there is one."""
    number = 1 + sum(len(parts) for parts in context.pictures.values())
    if picture.media_type != "image/svg+xml":
        return (_part(number, picture.media_type, picture.data, context),)
    drawings.refuse_references(picture.data)
    twin = drawings.draw(
        picture.data,
        round(min(size[0], context.look.measure / 1440 * EMU) / EMU * TWIN),
        families(context.look),
    )
    return _part(number, "image/png", twin, context), _part(
        number + 1, picture.media_type, drawings.outlined(picture.data), context
    )


def _part(number: int, media_type: str, data: bytes, context: Context) -> Part:
    if media_type not in SUFFIXES:
        raise ValueError(f"its media type is {media_type}")
    suffix, content_type = SUFFIXES[media_type]
    return Part(PackURI(f"/word/media/image{number}.{suffix}"), content_type, data, context.document.package)


def _raster_size(data: bytes) -> tuple[float, float]:
    image = Image.from_blob(data)
    return float(image.width), float(image.height)


def _inline(relations: list[str], name: str, alternative: str, size: tuple[int, int], number: int) -> etree._Element:
    """A picture in the line of text (20.4.2.8, 20.2.2.5)."""
    width, height = size
    blip = el("a:blip", r_embed=relations[0])
    if len(relations) == 2:
        blip.append(el("a:extLst", el("a:ext", el("asvg:svgBlip", r_embed=relations[1]), uri=SVG_EXTENSION)))
    shape = el(
        "pic:spPr",
        el("a:xfrm", el("a:off", x=0, y=0), el("a:ext", cx=width, cy=height)),
        el("a:prstGeom", el("a:avLst"), prst="rect"),
    )
    picture = el(
        "pic:pic",
        el("pic:nvPicPr", el("pic:cNvPr", id=number, name=name, descr=alternative), el("pic:cNvPicPr")),
        el("pic:blipFill", blip, el("a:stretch", el("a:fillRect"))),
        shape,
    )
    inline = el(
        "wp:inline",
        el("wp:extent", cx=width, cy=height),
        el("wp:docPr", id=number, name=name, descr=alternative),
        el("wp:cNvGraphicFramePr", el("a:graphicFrameLocks", noChangeAspect=1)),
        el("a:graphic", el("a:graphicData", picture, uri=NAMESPACES["pic"])),
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip
    return el("w:drawing", inline)
