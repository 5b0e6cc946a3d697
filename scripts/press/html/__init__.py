"""Edition -> HTML: templates, the closed vocabulary, and the page that the writers share."""

from press.html.page import Page, Picture
from press.html.render import Templates

__all__ = ["Page", "Picture", "Templates"]
