"""Pages of a PDF become small pictures, the same ones each time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from press.parcel.pictures import page_png

PDF = next((Path(__file__).resolve().parents[2] / "content").glob("*/revisions/publisert/*.pdf")).read_bytes()


@pytest.mark.parametrize("page", [1, 2])
def test_a_page_becomes_a_small_picture(page: int) -> None:
    made = page_png(PDF, page)
    with Image.open(BytesIO(made)) as picture:
        assert picture.format == "PNG"
        assert picture.size == (893, 1263)  # A4, 595 × 842 points
        assert len(picture.convert("RGB").getcolors() or ()) > 8, "the page is not blank"
    assert len(made) < 200_000
    assert made == page_png(PDF, page)


@pytest.mark.parametrize("page", [0, -1, 1000])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(IndexError, match=f"no page {page}"):
        page_png(PDF, page)
