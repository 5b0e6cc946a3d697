"""Norwegian organisation numbers: nine digits with a check digit (modulus 11, weights 3 2 7 6 5 4 3 2)."""

from __future__ import annotations

import re

from press.fault import Fault
from press.text import Text

_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def organisation_number(value: Text) -> Text:
    """The number without blanks; raises `Fault` where its digits do not hold together."""
    digits = "".join(value.split())
    if not re.fullmatch(r"[0-9]{9}", digits):
        raise Fault("C604", 0, 0, f"`{value}` is no organisation number.", "Write its nine digits.")
    check = -sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11
    if check != int(digits[8]):
        raise Fault("C604", 0, 0, f"The digits of the organisation number `{value}` do not hold together.", _HINT)
    return Text(digits, value.place, value.excerpt, value.origin)


_HINT = "One of them is mistyped; look it up in Brønnøysundregistrene (brreg.no)."
