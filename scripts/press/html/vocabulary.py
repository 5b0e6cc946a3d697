"""The closed vocabulary of the HTML that the three writers share.

Each element with the attributes and the classes it may bear. What is not listed here is an error, in the templates and
in each writer; what is listed here, each writer knows.
"""

from __future__ import annotations

ELEMENTS: dict[str, frozenset[str]] = {
    "html": frozenset(),
    "head": frozenset(),
    "title": frozenset(),
    "meta": frozenset({"name", "content"}),
    "body": frozenset({"class"}),
    "header": frozenset({"class"}),
    "footer": frozenset({"class"}),
    "main": frozenset(),
    "nav": frozenset({"class"}),
    "section": frozenset({"class"}),
    "h1": frozenset(),
    "h2": frozenset(),
    "h3": frozenset(),
    "h4": frozenset(),
    "p": frozenset({"class"}),
    "blockquote": frozenset({"class"}),
    "aside": frozenset({"class"}),
    "ol": frozenset({"class"}),
    "ul": frozenset(),
    "li": frozenset(),
    "dl": frozenset({"class"}),
    "dt": frozenset(),
    "dd": frozenset(),
    "table": frozenset({"class"}),
    "caption": frozenset(),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset(),
    "th": frozenset({"scope"}),
    "td": frozenset(),
    "figure": frozenset({"class"}),
    "figcaption": frozenset(),
    "img": frozenset({"src", "alt"}),
    "a": frozenset({"href"}),
    "em": frozenset(),
    "strong": frozenset(),
    "span": frozenset({"class"}),
}
"""Element -> the attributes it may bear besides `id` and `lang`, which any may."""

CLASSES: dict[str, frozenset[str]] = {
    "header": frozenset({"running", "masthead"}),
    "footer": frozenset({"running", "colophon"}),
    "nav": frozenset({"contents"}),
    "section": frozenset({"lead", "annex", "strategy"}),
    "p": frozenset({"alliance", "subtitle", "draft-mark", "lead", "note"}),
    "blockquote": frozenset({"goal"}),
    "aside": frozenset({"note"}),
    "ol": frozenset({"sources"}),
    "dl": frozenset({"facts"}),
    "table": frozenset({"plain", "history", "decisions"}),
    "figure": frozenset({"timeline", "picture"}),
    "span": frozenset({"no", "page", "pages", "footnote", "nowrap"}),
}
"""Element -> the classes it may bear. The class of `body` is the name of the template."""

REQUIRED: dict[str, frozenset[str]] = {
    "html": frozenset({"lang"}),
    "meta": frozenset({"name", "content"}),
    "img": frozenset({"src", "alt"}),
    "a": frozenset({"href"}),
    "th": frozenset({"scope"}),
}
"""Element -> the attributes it must bear, and not empty."""

METAS = frozenset(
    {
        "author",
        "description",
        "keywords",
        "dcterms.created",
        "dcterms.modified",
        "press.document",
        "press.revision",
        "press.status",
        "press.language",
        "press.subject",
    }
)
"""The names that a `meta` may bear."""

BLOCKS = frozenset(ELEMENTS) - {"title", "meta", "img", "a", "em", "strong", "span"}
"""Elements that stand on lines of their own."""

HEADINGS = ("h1", "h2", "h3", "h4")
