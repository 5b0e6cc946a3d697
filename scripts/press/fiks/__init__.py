"""Papers of a case -> arkivmelding.xml (Fiks Arkiv v1), and what is wrong with one.

A schema says little of what an archive takes: any code passes it, any checksum, two main documents. `check` knows the
rest. This room reads no files but its own schemas and writes none.
"""

from press.fiks.checking import check
from press.fiks.message import DOCX, PDF, Filed, Message, Paper, Variant
from press.fiks.writing import write

__all__ = ["DOCX", "PDF", "Filed", "Message", "Paper", "Variant", "check", "write"]
