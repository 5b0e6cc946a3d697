"""A case as it stands -> what is drawn of it: one mark for each council, those that stand alike together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from press.casewords import Register as RegisterWords
from press.compose.cases.overview import Band, Overview
from press.compose.cases.standing_of_case import CaseStanding, Position
from press.words import TemplateWords

NUMBERED = 60
"""Councils up to which each mark bears its number, and those who hear the picture are told their names."""
NAMED = 12
"""Councils that are named in one cell at the most; the table of decisions names all."""
ALWAYS = (Position.ADOPTED, Position.WAITING)
"""The positions that are drawn also where no council has them."""


def overview(standing: CaseStanding, names: Mapping[str, str], words: TemplateWords) -> Overview:
    """The drawing of a case. `names` are what councils are called, by their id."""
    texts = words.adoptions
    numbers = {voice.council: str(number) for number, voice in enumerate(standing.voices, 1)}
    dense = len(numbers) > NUMBERED
    bands, told = [], []
    for position in Position:
        voices = standing.at(position)
        if not voices and position not in ALWAYS:
            continue
        label = str(getattr(texts, position.value))
        bands.append(Band(position.value, label, tuple("" if dense else numbers[one.council] for one in voices)))
        listed = ", ".join(f"{numbers[one.council]} {names[one.council]}" for one in voices)
        group = texts.group if dense or not voices else texts.group_named
        told.append(group.format(label=label, count=len(voices), names=listed))
    return Overview(
        id="oversikt",
        number=words.caption.figure.format(number=1),
        caption=texts.overview,
        alternative=texts.alternative.format(all=len(numbers), groups="; ".join(told)),
        bands=tuple(bands),
        dense=dense,
    )


def some(names: Sequence[str], most: int, words: RegisterWords) -> str:
    """Names with commas between them; where they are more than `most`, how many the others are."""
    more = [words.more.format(count=len(names) - most)] if len(names) > most else []
    return " ".join([", ".join(names[:most]), *more])
