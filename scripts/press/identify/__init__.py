"""Any PDF or Word file -> which paper it is, and what in it was altered.

Knows files and pages, and nothing of how they were made. Reads bytes, decides by words, and writes nothing.
"""

from press.identify.deciding import identify
from press.identify.paper import Paper, Sort
from press.identify.reference import Reference, of_lines, of_page
from press.identify.verdict import Change, Found, State, Verdict

__all__ = ["Change", "Found", "Paper", "Reference", "Sort", "State", "Verdict", "identify", "of_lines", "of_page"]
