"""How the languages that the tests speak write quantities."""

from __future__ import annotations

from press.translation.quantities import Speech

NB = Speech(
    "nb_NO",
    {3: ("tusen",), 6: ("mill.", "million", "millioner"), 9: ("mrd.", "milliard", "milliarder")},
    ("prosent", "pst."),
    (("null",), ("én", "ett"), ("to",), ("tre",), ("fire",), ("fem",)),
    (*((),) * 8, ("sept.",), (), (), ()),
)
NN = Speech(
    "nn_NO",
    {3: ("tusen",), 6: ("mill.", "million", "millionar"), 9: ("mrd.", "milliard", "milliardar")},
    ("prosent",),
    (("null",), ("éin", "eitt"), ("to",), ("tre",), ("fire",), ("fem",)),
)
EN = Speech(
    "en_GB",
    {3: ("thousand",), 6: ("million",), 9: ("billion",)},
    ("per cent", "percent"),
    (("zero",), ("one", "first"), ("two", "second"), ("three",), ("four",), ("five",)),
)
_GENITIVES = "ođđajage guovva njukča cuoŋo miesse geasse suoidne borge čakča golggot skábma juovla"
SE = Speech(
    "se_NO",
    {6: ("miljovdna", "miljovnna")},
    ("proseantta",),
    (("nolla",), ("okta",), ("guokte", "guovtti"), ("golbma",)),
    tuple((f"{stem}mánu",) for stem in _GENITIVES.split()),
)
