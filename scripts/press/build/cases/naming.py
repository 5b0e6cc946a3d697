"""The name of a council -> the id that its files and folders get."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({
    "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ð": "d", "þ": "th",
    "đ": "d", "ŋ": "n", "ŧ": "t",
})  # fmt: skip
"""Letters that are none with a mark, and those that a mark makes letters of their own in the Nordic countries."""
_KIND = re.compile(r" (fylkes)?kommun[ea]$")


def id_of(name: str) -> str:
    """`Våler kommune` is `vaaler`: small letters a–z, digits and single hyphens. Empty where no letter is left."""
    plain = _KIND.sub("", " ".join(unicodedata.normalize("NFC", name).casefold().split()))
    plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
