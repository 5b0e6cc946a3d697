"""A file of a parcel -> the same file with a text translated, by the Translate Toolkit. Run by its Python, never ours.

`toolkit.py FORMAT FROM TO [END-OF-ID WORDS]`; without a text the file is only opened and saved.
"""

from __future__ import annotations

import sys

from translate.storage import po, xliff, xliff2

KINDS = {"po": po.pofile, "xliff12.xlf": xliff.xlifffile, "xlf": xliff2.Xliff2File}


def main(kind: str, source: str, target: str, name: str = "", words: str = "") -> None:
    """Opens, translates, saves."""
    store = KINDS[kind].parsefile(source)
    if name:
        (unit,) = (unit for unit in store.units if name in (unit.getcontext(), unit.getid().rpartition("\4")[2]))
        unit.target = words
        unit.markfuzzy(False)
    store.savefile(target)


main(*sys.argv[1:])
