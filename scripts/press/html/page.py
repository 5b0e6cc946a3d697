"""The page that the three writers share: one HTML tree and what it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree


@dataclass(frozen=True)
class Picture:
    """A picture of the page: its bytes and its media type (image/svg+xml, image/png, image/jpeg)."""

    data: bytes
    media_type: str


@dataclass(frozen=True)
class Page:
    """One edition as HTML. Writers read the tree and never change it.

    `pictures` holds each picture under the name that `img/@src` bears after `press:`;
    `styles` holds the text of each style sheet under its name (`pdf`, `web`).
    """

    tree: etree._Element
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.tree.get("lang", "")

    @property
    def title(self) -> str:
        return self.tree.findtext("head/title", "")

    def meta(self, name: str) -> str:
        """The content of `<meta name=…>`, empty where the page has none."""
        found = self.tree.find(f"head/meta[@name='{name}']")
        return "" if found is None else found.get("content", "")
