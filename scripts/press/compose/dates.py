"""EDTF -> words in a language.

Babel holds the months and the order of day, month and year (Unicode CLDR); the templates' words hold the rest.
"""

from __future__ import annotations

from babel.dates import format_date

from press.edtf import Edtf, Moment, Precision
from press.words import TemplateWords

NO_BREAK = "\N{NO-BREAK SPACE}"
"""Between day and month, which belong on one line."""

_PATTERNS = {Precision.DAY: "long", Precision.MONTH: "MMMM y", Precision.YEAR: "y"}


def in_words(date: Edtf, words: TemplateWords) -> str:
    """The date as it is printed: «17. desember 2004», «2012», «etter 17. desember 2004», «ikke kjent»."""
    first = _moment(date.start, words)
    last = _moment(date.end, words)
    if date.unknown:
        return words.date.unknown
    if not date.interval:
        return first
    if first and last:
        return words.date.between.format(first=first, last=last)
    if first:
        return words.date.after.format(date=first)
    return words.date.before.format(date=last)


def _moment(moment: Moment | None, words: TemplateWords) -> str:
    if moment is None:
        return ""
    text = format_date(moment.earliest, _PATTERNS[moment.precision], locale=words.locale)
    if moment.precision is Precision.DAY:
        text = text.replace(" ", NO_BREAK, 1)
    if moment.approximate:
        text = words.date.approximate.format(date=text)
    if moment.uncertain:
        text = words.date.uncertain.format(date=text)
    return text
