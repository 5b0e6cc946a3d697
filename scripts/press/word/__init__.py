"""HTML -> Word.

Only this room knows WordprocessingML. It knows HTML and nothing of content: every element and class that it prints
stands in a closed table (`blocks.BLOCKS`, `inline.INLINES`), and one that does not is a problem, never skipped. How the
document looks is read from `templates/word`. The numbers of headings and captions are Word's own; a page whose numbers
Word would not give is refused. What a redline inserts and deletes becomes tracked changes (`changes`): the new
text where all are accepted, the old one where all are rejected. What is pasted into templates of others has a plainer
form (`pasted`). The same page is written as the same bytes anywhere.
"""

from press.word.writer import write

__all__ = ["write"]
