"""HTML -> web page.

One self-contained file: this HTML with a style sheet, fonts and pictures inside it. It knows nothing of content.
The only changes are what a browser needs: pictures inlined, wide parts made scrollable, footnotes listed at the end.
"""

from press.web.write import Labels, write

__all__ = ["Labels", "write"]
