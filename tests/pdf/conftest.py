"""One example document, printed once, for all tests of the PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from pdf_example import markup, page_of

from press.html.page import Page
from press.pdf import Printed, write


@pytest.fixture(scope="session")
def example() -> Page:
    return page_of(markup())


@pytest.fixture(scope="session")
def printed(example: Page) -> Printed:
    return write(example)


@pytest.fixture
def pdf(printed: Printed) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(printed.data)) as opened:
        yield opened
