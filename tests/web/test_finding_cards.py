"""What cards of findings quote."""

from __future__ import annotations

from hmtn_ingest.review.queue import attention
from hmtn_ingest.review.reviewed import review
from hmtn_ingest.web.panes.record.cards import FactCards
from tests.plans import read

PLAN = """ỦY BAN NHÂN DÂN
XÃ NÀ KHUỔI
Nà Khuổi, ngày 06 tháng 3 năm 2026
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026
I. TỔ CHỨC THỰC HIỆN
- Trạm Y tế xã vận động đoàn viên tham gia hiến máu tình nguyện năm 2025.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Lục Văn Mẫu
"""


def test_what_is_missing_has_no_words_to_quote() -> None:
    reviewed = review(read(PLAN, "a.txt"))
    names = {finding.id: finding.name for finding in reviewed.record.findings}
    quoted = {names[card["key"]]: card["words"] for card in FactCards().all(reviewed, attention(reviewed))
              if card["key"] in names}  # fmt: skip
    assert quoted["number-missing"] == ""
    assert quoted["year-stale"].startswith("năm 2025")
