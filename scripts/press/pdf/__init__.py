"""HTML -> PDF: one file that is PDF/A-2a and PDF/UA-1.

`write` makes it, `missing_glyphs` tells which characters it could not show. Reads the page and its style sheet
`pdf`; writes no files. Surprise: WeasyPrint draws the page, but the tags are our own; `setting` says how.
"""

from press.pdf.write import Printed, write

__all__ = ["Printed", "write"]
