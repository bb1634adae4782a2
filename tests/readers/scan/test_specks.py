"""Specks on a scanned page, and lines that folds and dirty glass draw over it."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from hmtn_ingest.readers.scan.grid import find_grids
from hmtn_ingest.readers.scan.specks import without_specks
from tests.readers.scan.pictures import page_picture


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return page_picture("thong-bao").convert("L")


def strewn(page: Image.Image, specks: int) -> np.ndarray:
    picture = np.asarray(page).copy()
    chance = np.random.default_rng(3)
    down, across = (chance.integers(0, side - 2, specks) for side in picture.shape)
    picture[down, across] = picture[down + 1, across] = 40
    return picture


def test_specks_are_taken_from_a_page_and_its_letters_are_not(page: Image.Image) -> None:
    printed, dirty = np.asarray(page), strewn(page, 8000)
    clean = without_specks(dirty, 200)
    assert clean[printed < 60].max() < 60
    added, left = (int(np.count_nonzero((picture < 100) & (printed > 200))) for picture in (dirty, clean))
    assert left < added / 4


def test_a_clean_page_stays_as_it_is(page: Image.Image) -> None:
    printed = np.asarray(page)
    assert without_specks(printed, 200) is printed
    assert without_specks(strewn(page, 100), 200)[printed < 60].max() < 60


def lined(page: Image.Image, *lines: tuple[float, float, float, float]) -> np.ndarray:
    """The page with lines over it, their ends as parts of its width and height."""
    picture = page.copy()
    for x0, top, x1, bottom in lines:
        ends = [(x * page.width, y * page.height) for x, y in ((x0, top), (x1, bottom))]
        ImageDraw.Draw(picture).line([*ends[0], *ends[1]], fill=150, width=3)
    return np.asarray(picture)


@pytest.mark.parametrize(
    "lines",
    [
        [(0.55, 0, 0.55, 1)],  # dust on the glass that the paper is drawn over
        [(0.55, 0, 0.558, 1), (0, 0.5, 1, 0.496)],  # a sheet that was folded twice
        [(0.3, 0, 0.3, 1), (0.7, 0, 0.7, 1)],
    ],
)
def test_what_runs_over_the_whole_page_is_no_table(
    lines: list[tuple[float, float, float, float]], page: Image.Image
) -> None:
    grids, clean = find_grids(lined(page, *lines), 200)
    assert grids == []
    printed = np.asarray(page)
    drawn = (lined(page, *lines) < 170) & (printed > 250)
    assert np.mean(clean[drawn] > 200) > 0.9


def test_a_table_that_fills_its_picture_is_one() -> None:
    picture = Image.new("L", (900, 500), 255)
    ends = [(x, 0, x, 1) for x in (0.002, 0.3, 0.6, 0.998)] + [(0, y, 1, y) for y in (0.002, 0.33, 0.66, 0.998)]
    (grid,), _ = find_grids(lined(picture, *ends), 200)
    assert len(grid.cells) == 9


def test_a_streak_over_a_table_is_no_rule_of_it() -> None:
    picture = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((200, 600, 1400, 900), outline=0, width=3)
    draw.line((200, 750, 1400, 750), fill=0, width=3)
    draw.line((600, 600, 600, 900), fill=0, width=3)
    (grid,), _ = find_grids(lined(picture, (0.6, 0, 0.6, 1)), 200)
    assert len(grid.cells) == 4


def test_a_table_as_wide_as_its_page_keeps_its_rules() -> None:
    picture = Image.new("L", (2350, 1660), 255)
    across = [(0.005, 0.2 + 0.05 * row, 0.995, 0.2 + 0.05 * row) for row in range(6)]
    (grid,), _ = find_grids(lined(picture, *across, *((x, 0.2, x, 0.45) for x in (0.005, 0.4, 0.995))), 200)
    assert len(grid.cells) == 10
