"""What a card says of a fact."""

from __future__ import annotations

import pytest

from hmtn_ingest.render.describe import describe
from tests.plans import read

PLAN = """ỦY BAN NHÂN DÂN
XÃ NÀ KHUỔI
Số: 22/KH-UBND
Nà Khuổi, ngày 06 tháng 3 năm 2026
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026
I. MỤC TIÊU
Vận động {words} đăng ký hiến máu tình nguyện.
"""


@pytest.mark.parametrize(
    ("words", "said"),
    [("hơn 90 người", "hơn 90 người"), ("trên 90 người", "trên 90 người"), ("ít nhất 90 người", "từ 90 người trở lên")],
)
def test_a_lower_bound_is_said_with_the_word_of_the_document(words: str, said: str) -> None:
    (target,) = read(PLAN.format(words=words), "a.txt").targets
    assert describe(target).lead == said
