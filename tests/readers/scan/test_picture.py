"""What is found in the picture of a page before and beside its letters: rules, turns, red ink."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from hmtn_ingest.readers.scan.engines import engines
from hmtn_ingest.readers.scan.grid import cut_at_rules, find_grids
from hmtn_ingest.readers.scan.picture import Posture, red_channel
from hmtn_ingest.readers.scan.recognise import recognise
from parsers.text import fold
from tests.readers.scan.pictures import page_picture

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"


def ruled(missing: int = 0) -> np.ndarray:
    """A table of three rows and three columns; the two right cells of the first row are one."""
    picture = Image.new("L", (1200, 700), 255)
    draw = ImageDraw.Draw(picture)
    for y in (100, 200, 300, 400):
        draw.line((100, y, 1000, y), fill=0, width=3)
    for x, top in ((100, 100), (300, 100), (700, 200), (1000, 100)):
        draw.line((x, top, x, 400 - missing), fill=0, width=3)
    return np.asarray(picture)


def test_rules_make_cells_and_a_missing_rule_a_merged_one() -> None:
    (grid,), clean = find_grids(ruled(), 200)
    assert len(grid.cells) == 8
    wide = [(x0, x1) for x0, top, x1, bottom in grid.cells if x1 - x0 > 500]
    assert wide == [(pytest.approx(301, abs=3), pytest.approx(1000, abs=3))]
    assert clean.min() == 255


def test_lines_over_a_rule_are_cut_there() -> None:
    grids, _ = find_grids(ruled(), 200)
    assert len(cut_at_rules([(120, 230, 950, 266)], grids)) == 3
    assert len(cut_at_rules([(120, 130, 950, 166)], grids)) == 2
    assert cut_at_rules([(120, 530, 950, 566)], grids) == [(120, 530, 950, 566)]


def test_an_underlined_motto_is_no_table() -> None:
    picture = np.full((700, 1200), 255, np.uint8)
    picture[200:203, 400:800] = 0
    assert find_grids(picture, 200)[0] == []


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_boxes_lead_back_to_the_scanned_page(turns: int) -> None:
    """A dark spot found in the straightened picture lies where it lay in the scanned one."""
    scanned = np.full((300, 200), 255, np.uint8)
    scanned[40:60, 130:150] = 0
    posture = Posture(turns, 2.0, 200, 300)
    ys, xs = np.nonzero(posture.straightened(scanned) < 128)
    box = posture.way_back(1.0)((xs.min(), ys.min(), xs.max() + 1, ys.max() + 1))
    assert box == pytest.approx((130, 40, 150, 60), abs=2.5)


def test_a_page_scanned_upside_down_is_turned() -> None:
    picture = np.asarray(page_picture("ke-hoach-phuong").rotate(180))
    turns, angle = engines().posture(red_channel(picture))
    assert (turns, angle) == (2, 0.0)


def test_a_signer_stamped_in_red_is_read_with_a_doubt() -> None:
    picture = Image.new("RGB", (1654, 700), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT, 36)
    draw.text((250, 120), "Nơi nhận:", font=font, fill="black")
    draw.text((250, 170), "- Như trên;", font=font, fill="black")
    draw.text((1050, 120), "GIÁM ĐỐC", font=font, fill="black")
    draw.text((1010, 420), "Trần Thị Bích Hạnh", font=font, fill=(225, 30, 45))
    content = recognise(np.asarray(picture), 1, 595, 252)
    line = next(line for line in content.lines if line.text == "Trần Thị Bích Hạnh")
    assert {doubt.cause for _, _, doubt in line.doubts} <= {"stamp", "disagreement"}
    assert line.doubts


def test_a_signer_under_the_strokes_of_a_pen_is_read_with_a_doubt() -> None:
    picture = Image.new("RGB", (1654, 700), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT, 36)
    draw.text((250, 120), "Nơi nhận:", font=font, fill="black")
    draw.text((250, 170), "- Như trên;", font=font, fill="black")
    draw.text((1050, 120), "GIÁM ĐỐC", font=font, fill="black")
    strokes = [(990 + 22 * step, 400 + 45 * (step % 2) + 6 * (step % 5)) for step in range(20)]
    draw.line(strokes, fill=(40, 55, 170), width=4)
    page = np.asarray(picture).copy()
    name = Image.new("L", picture.size, 255)
    ImageDraw.Draw(name).text((1010, 400), "Trần Thị Bích Hạnh", font=font, fill=0)
    page = np.minimum(page, np.asarray(name)[..., None])  # ink over letters stays dark
    content = recognise(page, 1, 595, 252)
    line = next(line for line in content.lines if fold(line.text) == "tran thi bich hanh")
    assert "stamp" in {doubt.cause for _, _, doubt in line.doubts}
    office = next(line for line in content.lines if line.text == "GIÁM ĐỐC")
    assert not office.doubts
