"""The contained files of Fiks Arkiv -> a schema to validate with, and the code lists.

Read when first asked for, once. Parsing anything in this room goes through `parser`: no entities, no DTD, no network,
and for the schema no file but those that lie beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lxml import etree

FOLDER = Path(__file__).parent / "schemas"
OPPRETT = "no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd"
_IMPORTED = frozenset({"metadatakatalog.xsd"})


class _Beside(etree.Resolver):
    """Gives an imported schema from the folder, by its name, wherever the folder lies; nothing else is ever opened."""

    def resolve(self, url: str, public_id: str, context: object) -> object:
        name = url.replace("\\", "/").rpartition("/")[2]
        if name not in _IMPORTED:
            raise OSError(f"{name} is not among the schemas")
        return self.resolve_string((FOLDER / name).read_bytes(), context)


def parser() -> etree.XMLParser:
    """A parser that resolves, fetches and completes nothing."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


@cache
def schema() -> etree.XMLSchema:
    """The schema of the message `arkivmelding.opprett`."""
    reading = parser()
    reading.resolvers.add(_Beside())
    return etree.XMLSchema(etree.fromstring((FOLDER / OPPRETT).read_bytes(), reading).getroottree())


@cache
def codes(element: str) -> Mapping[str, str]:
    """The standard's codes for this element, each with what it means; empty for an element that has no list."""
    path = _lists().get(element.lower())
    if path is None:
        return MappingProxyType({})
    listed = json.loads(path.read_text("utf-8"))["kodeliste"]
    return MappingProxyType({one["kodeverdi"]: one["kodebeskrivelse"] for one in listed})


@cache
def _lists() -> Mapping[str, Path]:
    return {path.stem: path for path in sorted((FOLDER / "kodelister").glob("*.json"))}
