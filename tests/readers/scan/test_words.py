"""How large the letters of recognised lines are taken to be."""

from __future__ import annotations

import numpy as np
import pytest

from hmtn_ingest.readers.scan.vote import Letter
from hmtn_ingest.readers.scan.words import recognised_words


@pytest.mark.parametrize(
    ("text", "width", "alike"),
    [
        ("năm.", 60, True),
        ("28/11/2025.", 150, True),  # no letter reaches down
        ("2024 như sau:", 180, True),
        ("ngày 28/11/2025.", 200, False),  # one does, so the line is as small as it looks
        ("2024 như sau trên các xã, thôn và khu, báo cáo", 560, False),
    ],
)
def test_a_short_low_line_is_as_high_as_the_one_above(text: str, width: int, alike: bool) -> None:
    page = np.full((200, 900), 255, np.uint8)
    above = [
        Letter(letter, 50.0 + 8 * at, None)
        for at, letter in enumerate("Tổng hợp danh sách gửi Ban Chỉ đạo huyện trong ngày")
    ]
    below = [Letter(letter, 50.0 + width / len(text) * at, None) for at, letter in enumerate(text)]
    lines = [((50, 20, 850, 50), above), ((50, 60, 50 + width, 83), below)]
    sizes = {word.size for word in recognised_words(page, lines, points=0.36)}
    assert (len(sizes) == 1) == alike


def test_a_first_line_may_be_set_in() -> None:
    page = np.full((200, 900), 255, np.uint8)
    above = [
        Letter(letter, 160.0 + 8 * at, None)
        for at, letter in enumerate("7. Trường Cao đẳng Y tế và Phân hiệu Đại học tại")
    ]
    below = [Letter(letter, 55.0 + 12 * at, None) for at, letter in enumerate("Lâm Hồ")]
    lines = [((150, 20, 850, 57), above), ((50, 66, 130, 96), below)]
    assert len({word.size for word in recognised_words(page, lines, points=0.36)}) == 1
