"""A photograph of a sheet becomes the sheet; a scan stays as it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image

from hmtn_ingest.readers.scan.image_file import PagePicture
from hmtn_ingest.readers.scan.photograph import evenly_lit, flattened, sheet_corners
from tests.readers.scan.photographs import on_table
from tests.readers.scan.pictures import as_scanned, page_picture

PHONE = (1050, 1400)  # a tenth of what a telephone takes, which is enough for geometry


@pytest.fixture(scope="module")
def printed() -> Image.Image:
    return page_picture("thong-bao", resolution=120)


@pytest.mark.parametrize(
    "how",
    [
        {"table": (96, 66, 44)},
        {"table": (200, 190, 180), "tilt": 0.12, "turn": -7.0},  # light wood
        {"table": (30, 30, 34), "turn": 12.0, "dim": 0.3},
        {"table": (150, 150, 150), "turn": -20.0, "dim": 0.8},  # two corners are outside of the picture
        {"table": (120, 150, 190), "tilt": 0.2, "turn": 0.0},
    ],
)
def test_the_corners_of_a_sheet(how: dict[str, Any], printed: Image.Image) -> None:
    picture, corners = on_table(printed, seed=5, size=PHONE, **how)
    found = sheet_corners(np.asarray(picture))
    assert found is not None
    assert np.abs(found - corners).max() < 0.012 * max(PHONE)


def test_a_sheet_is_seen_from_above(printed: Image.Image) -> None:
    """Laid over the page that was printed, the two differ by little more than the light."""
    picture, _ = on_table(printed, seed=7, size=PHONE, tilt=0.15, turn=8.0)
    page = flattened(PagePicture(np.asarray(picture), 631, 842)).page
    assert (page.width, page.height) == (595.3, 841.9)
    assert np.percentile(page.pixels, 60) > 225
    small = [
        image.convert("L").resize((120, 170), Image.Resampling.BOX) for image in (Image.fromarray(page.pixels), printed)
    ]
    dark = [np.asarray(image, float) < 235 for image in small]
    assert (dark[0] & dark[1]).sum() > 0.6 * dark[1].sum()


def test_the_way_back_leads_to_the_photograph(printed: Image.Image) -> None:
    picture, corners = on_table(printed, seed=7, size=PHONE, tilt=0.15, turn=8.0)
    sheet = flattened(PagePicture(np.asarray(picture), 631, 842))
    high, wide = sheet.page.pixels.shape[:2]
    ends = np.array([(0, 0, 1), (wide, 0, 1), (wide, high, 1), (0, high, 1)]) @ sheet.way_back.T
    assert np.abs(ends[:, :2] / ends[:, 2:] - corners).max() < 0.012 * max(PHONE)


@pytest.mark.parametrize("how", [{}, {"lean": 1.5, "noise": 30}, {"stamp": (500, 400)}])
def test_a_scan_stays_as_it_is(how: dict[str, Any]) -> None:
    scan = PagePicture(np.asarray(as_scanned(page_picture("ke-hoach-phuong", 2, 120), **how)), 595, 842)
    assert flattened(scan).page is scan


def test_even_light_is_left_alone_and_a_shadow_is_taken_away(printed: Image.Image) -> None:
    flat = np.asarray(printed)
    assert evenly_lit(flat) is None
    shadow = (flat * np.linspace(1.0, 0.4, flat.shape[1])[None, :, None]).astype(np.uint8)
    lit = evenly_lit(shadow)
    assert lit is not None
    assert np.percentile(lit[:, -100:], 50) > 235
    assert np.percentile(lit, 0.5) < 120  # letters stay dark


def test_a_photograph_of_no_sheet_is_left_as_it_is() -> None:
    crowd = np.random.default_rng(1).integers(0, 255, (60, 45, 3), np.uint8)
    picture = Image.fromarray(crowd).resize((900, 1200), Image.Resampling.BICUBIC)
    assert sheet_corners(np.asarray(picture)) is None


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_shadow_across_a_page_is_no_edge(side: str, printed: Image.Image) -> None:
    """A hand or the gutter of a book throws it; what lies in it is text of the page."""
    page = np.asarray(printed, float)
    high, wide = page.shape[:2]
    way = np.linspace(0, 1, wide) if side == "right" else np.linspace(1, 0, wide)
    lit = np.broadcast_to(1 - 0.6 / (1 + np.exp(-60 * (way - 0.55))), (high, wide))
    shaded = (page * lit[..., None]).astype(np.uint8)
    assert sheet_corners(shaded) is None
    assert flattened(PagePicture(shaded, 595, 842)).page.pixels.shape == shaded.shape
