"""What the Word file of a saksframlegg may hold: closed lists, and the names of what is known to do harm.

Clauses are those of ECMA-376-1.
"""

from __future__ import annotations

PARTS = frozenset({"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/theme/theme1.xml"})
PARTS |= {f"word/{name}.xml" for name in ("document", "styles", "numbering", "settings", "fontTable")}
PARTS |= {"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"}
"""Every part that the file may have. Headers, footers, footnotes, comments, pictures and embedded fonts are others."""
HEADINGS = {f"heading {level}": f"Heading{level}" for level in range(1, 5)}
NUMBERED = {"List Number": "ListNumber", "List Number 2": "ListNumber2", "List Number 3": "ListNumber3"}
BUILT_IN = {
    "paragraph": {name: name.replace(" ", "") for name in ("Normal", "Title", "Subtitle", "Quote")}
    | {
        f"List {kind}{n}": f"List{kind}{n}".replace(" ", "")
        for kind in ("Bullet", "Continue")
        for n in ("", " 2", " 3")
    }
    | {"caption": "Caption", **HEADINGS, **NUMBERED},
    "character": {"Default Paragraph Font": "DefaultParagraphFont"}
    | {name: name for name in ("Strong", "Emphasis", "Hyperlink")},
    "table": {"Normal Table": "TableNormal", "Table Grid": "TableGrid"},
    "numbering": {"No List": "NoList"},
}
"""The styles that the file may have: by their type, Word's names and Word's ids (17.7.4)."""
_TEXT = "document body p pPr pStyle keepNext keepLines numPr ilvl numId suppressAutoHyphens spacing"
_RUNS = "r rPr rStyle b bCs i iCs strike u lang t tab br noBreakHyphen softHyphen hyperlink"
_TABLES = (
    "tbl tblPr tblStyle tblW tblLook tblCaption tblDescription tblGrid gridCol tr trPr cantSplit tblHeader tc tcPr tcW"
)
PLAIN = frozenset(f"{_TEXT} {_RUNS} {_TABLES} sectPr pgSz pgMar cols".split())
"""Every element that the text may hold."""
NAMED = {
    "bookmarkStart": "a bookmark",
    "fldChar": "a field",
    "fldSimple": "a field",
    "instrText": "a field",
    "sdt": "a content control",
    "ins": "a tracked change",
    "del": "a tracked change",
    "moveFrom": "a tracked change",
    "moveTo": "a tracked change",
    "rPrChange": "a tracked change",
    "pPrChange": "a tracked change",
    "commentReference": "a comment",
    "commentRangeStart": "a comment",
    "footnoteReference": "a footnote",
    "endnoteReference": "an endnote",
    "txbxContent": "a text box",
    "drawing": "a drawing",
    "pict": "a drawing",
    "object": "an object of another program",
    "altChunk": "a part in another format",
    "headerReference": "a header",
    "footerReference": "a footer",
    "gridSpan": "merged cells",
    "vMerge": "merged cells",
    "hMerge": "merged cells",
    "rFonts": "a font that is not that of its style",
    "color": "a colour that is not that of its style",
    "sz": "a size that is not that of its style",
}
"""What is known by name of all else."""
UNWANTED = {
    "updateFields": "a demand to update fields",
    "documentProtection": "a protection against changes",
    "writeProtection": "a protection against changes",
    "trackRevisions": "an order to track changes",
    "attachedTemplate": "a template of its own",
    "mailMerge": "a mail merge",
    "embedTrueTypeFonts": "an order to embed fonts",
    "footnotePr": "separators of footnotes",
    "endnotePr": "separators of endnotes",
    "docVars": "variables of a document",
}
"""Settings that belong to templates, or ask something of who opens the file (17.15.1)."""
