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
    "h2": frozenset({"class"}),
    "h3": frozenset({"class"}),
    "h4": frozenset({"class"}),
    "p": frozenset({"class"}),
    "blockquote": frozenset({"class"}),
    "aside": frozenset({"class"}),
    "ol": frozenset({"class"}),
    "ul": frozenset({"class"}),
    "li": frozenset({"class"}),
    "dl": frozenset({"class"}),
    "dt": frozenset(),
    "dd": frozenset(),
    "table": frozenset({"class"}),
    "caption": frozenset({"class"}),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset({"class"}),
    "th": frozenset({"scope"}),
    "td": frozenset(),
    "figure": frozenset({"class"}),
    "figcaption": frozenset({"class"}),
    "img": frozenset({"src", "alt"}),
    "a": frozenset({"href"}),
    "em": frozenset(),
    "strong": frozenset(),
    "ins": frozenset(),
    "del": frozenset(),
    "span": frozenset({"class"}),
}
"""Element -> the attributes it may bear besides `id` and `lang`, which any may."""

CHANGES = frozenset({"changed", "ins", "del"})
"""What a redline says of a block, item, row or heading: something in it differs, or all of it is in one text only.

The words that differ stand in `<ins>` and `<del>` besides, inside the block, also where all of it is new or gone."""

REMOVED, MOVED = "tatt-ut-", "flyttet-"
"""What the id of a block begins with in a redline where it is shown in its old place, gone or moved."""

CLASSES: dict[str, frozenset[str]] = {
    "header": frozenset({"running", "masthead"}),
    "footer": frozenset({"running", "colophon"}),
    "nav": frozenset({"contents"}),
    "section": frozenset({"lead", "annex", "strategy"}) | CHANGES,
    "h2": CHANGES,
    "h3": CHANGES,
    "h4": CHANGES,
    "p": CHANGES
    | {"alliance", "subtitle", "draft-mark", "lead", "note", "summary", "moved", "amended", "remark", "attachment"},
    "blockquote": frozenset({"goal"}) | CHANGES,
    "aside": frozenset({"note"}) | CHANGES,
    "ol": frozenset({"sources", "changes"}) | CHANGES,
    "ul": CHANGES,
    "li": CHANGES,
    "dl": frozenset({"facts", "grounds"}),
    "table": CHANGES | {"plain", "history", "decisions", "clauses", "comparison", "register", "versions", "texts"},
    "tr": CHANGES,
    "caption": CHANGES,
    "figure": frozenset({"timeline", "overview", "picture"}) | CHANGES,
    "figcaption": CHANGES,
    "span": frozenset({"no", "page", "pages", "footnote", "nowrap", "differs", "gone"}),
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
        "press.standing",
        "press.identity",
        "press.subject",
        "press.redline.author",
        "press.redline.date",
    }
)
"""The names that a `meta` may bear."""

BLOCKS = frozenset(ELEMENTS) - {"title", "meta", "img", "a", "em", "strong", "ins", "del", "span"}
"""Elements that stand on lines of their own."""

HEADINGS = ("h1", "h2", "h3", "h4")
