"""What is printed on the back of thin paper is not read; what is faint but legible is."""

from __future__ import annotations

import numpy as np
import pytest

from hmtn_ingest.readers.scan.recognise import recognise
from tests.readers.scan.pictures import page_picture

HIGH = 700


@pytest.fixture(scope="module")
def printed() -> np.ndarray:
    """The upper part of a page, which is quickly recognised."""
    page = page_picture("ke-hoach-phuong")
    return np.asarray(page.crop((0, 150, page.width, 150 + HIGH)), np.float64)


def read(picture: np.ndarray) -> list[str]:
    return [line.text for line in recognise(picture.astype(np.uint8), 1, 595, 252).lines]


def test_print_on_the_back_is_not_read(printed: np.ndarray) -> None:
    back = np.roll(printed[:, ::-1], 17, axis=0)
    assert read(np.minimum(printed, 255 - 0.25 * (255 - back))) == read(printed)


def test_a_faint_letterhead_is_read(printed: np.ndarray) -> None:
    faint = printed.copy()
    faint[: HIGH // 2] = 255 - 0.3 * (255 - faint[: HIGH // 2])
    assert read(faint)[:5] == read(printed)[:5]
