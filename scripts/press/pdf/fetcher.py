"""The only way out of a page: its own pictures, by name. Needs WeasyPrint; imported by `engine` alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from press.html.page import Picture

SCHEME = "press:"


class OwnPictures(URLFetcher):
    """Gives out the page's pictures and nothing else.

    `given` and `refused` are all that was asked for: WeasyPrint swallows one kind of refusal (a picture within an
    SVG), so what was asked for is compared with what is allowed when the work is done.
    """

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.pictures = pictures
        self.given: set[str] = set()
        self.refused: set[str] = set()

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The picture of that name; `ValueError` for anything else, without looking for it."""
        name = unquote(url.removeprefix(SCHEME))
        if not url.startswith(SCHEME) or name not in self.pictures:
            self.refused.add(url)
            raise ValueError(f"not a picture of the page: {url}")
        self.given.add(name)
        picture = self.pictures[name]
        return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})
