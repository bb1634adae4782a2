"""One place of a document that was typed wrongly or left over, told from the others: each with a clean twin."""

from __future__ import annotations

import pytest

from tests.rules.factory import PLAN, found, planted
from tests.rules.test_sums_and_leaders import ended, told

HEAD = (
    "Kiện toàn Ban Chỉ đạo xã gồm 9 đồng chí, do đồng chí {made}, Phó Chủ tịch UBND xã làm Trưởng ban. Các thôn báo cáo "
    "Trưởng ban, đồng chí Hà Văn Đội, sau mỗi buổi."
)
RESULT = (
    "Đợt ra quân vận động được 346 lượt hộ, trong đó 346 lượt hộ ký cam kết. Kinh phí hỗ trợ 346 hộ đã chi đủ. Nhờ {count} "
    "hộ hưởng ứng, cuộc vận động góp phần giảm tình trạng khan hiếm máu."
)
SPORTS = """\
IV. NỘI DUNG THI ĐẤU

Hội thao tổ chức {count} môn, cụ thể:

1. Bóng chuyền nam.
2. Kéo co.
3. Đẩy gậy.

"""
SHARES = (
    "Tính đến nay đã vận động đạt 85,0% chỉ tiêu tỉnh giao cả năm. Cả xã mới đạt {share}% chỉ tiêu tỉnh giao cả năm, "
    "chưa thể chủ quan."
)
VILLAGE = """\
4. Thôn Khe Vầu

Vận động người dân từ 18 tuổi, đăng ký đủ {count} người theo chỉ tiêu được giao.

"""
RANKS = """\
IV. KẾT QUẢ NĂM {year}

Năm {year}, toàn xã tiếp nhận được 74 đơn vị máu. Thôn Lũng Cải là đơn vị có nhiều người tham gia nhất.

"""
KINDS = """\
IV. ĐĂNG KÝ

TT\tĐơn vị\tSố đăng ký
1\tTDP An Hòa\t22
2\tTDP Bình Phú\t{second}
3\tTDP Chùa Vàng\t19
4\tHội Cựu chiến binh\t4

Các đơn vị đã gửi danh sách. TDP thấp nhất: TDP Bình Phú (16).

"""


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (told("Bảo đảm an ninh trong suốt ngày hiến máu 15/3/2026."), "event-day-conflict", True),
        (told("Bảo đảm an ninh trong suốt ngày hiến máu 14/3/2026."), "event-day-conflict", False),
        (told("Đưa đón người dân đến điểm hiến máu là Trạm Y tế xã."), "place-conflict", True),
        (told("Đưa đón người dân đến điểm hiến máu là Nhà văn hóa xã."), "place-conflict", False),
        (told("Đưa đón người dân đến một trong các điểm hiến máu là Trạm Y tế xã."), "place-conflict", False),
        (ended(VILLAGE.format(count="40")), "figure-beside-total", True),
        (ended(VILLAGE.format(count="25")), "figure-beside-total", False),
        (ended(SPORTS.format(count="04")), "list-count-mismatch", True),
        (ended(SPORTS.format(count="03")), "list-count-mismatch", False),
        (told(RESULT.format(count="364")), "figure-conflict", True),
        (told(RESULT.format(count="346")), "figure-conflict", False),
        (told("Đợt vận động chia thành 03 giai đoạn. Rút kinh nghiệm qua cả 04 giai đoạn."), "figure-conflict", True),
        (told("Đợt vận động chia thành 03 giai đoạn. Rút kinh nghiệm qua cả 03 giai đoạn."), "figure-conflict", False),
        (
            told("Đợt vận động chia thành 03 giai đoạn. So với cả 04 giai đoạn của năm trước, thời gian ngắn hơn."),
            "figure-conflict", False,
        ),
        (told(HEAD.format(made="Lò Văn Mẫu")), "person-conflict", True),
        (told(HEAD.format(made="Hà Văn Đội")), "person-conflict", False),
        (told(SHARES.format(share="78,5")), "figure-conflict", True),
        (told(SHARES.format(share="85")), "figure-conflict", False),
        (told(SHARES.format(share="78,5").replace("Cả xã", "Thôn Khe Vầu")), "figure-conflict", False),
        # a rank of a year before this plan's, and of those of one kind
        (ended(RANKS.format(year="2025")), "rank-mismatch", False),
        (ended(RANKS.format(year="2026")), "rank-mismatch", True),
        (ended(KINDS.format(second="16")), "rank-mismatch", False),
        (ended(KINDS.format(second="21")), "rank-mismatch", True),
        # what is wanting and what is added are no parts
        (
            planted(
                "toàn xã tiếp nhận từ 90 đơn vị máu trở lên",
                "còn thiếu 33 đơn vị máu, phấn đấu vận động thêm 80 đơn vị máu, đưa tổng số đơn vị máu cả năm lên 267 "
                "đơn vị máu",
            ),
            "parts-sum-mismatch", False,
        ),
    ],
)  # fmt: skip
def test_a_slip_is_told_from_what_the_other_places_say(text: str, name: str, expected: bool) -> None:
    assert (name in found(text)) is expected


def test_a_ceremony_has_one_leader() -> None:
    leads = "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu."
    text = planted(leads, f"{leads}\n\nb) Chủ trì tổ chức Lễ tôn vinh người hiến máu tiêu biểu.", PLAN)
    text = text.replace("\n\nb) Tổng hợp", "\n\nc) Tổng hợp")
    assert "led-by-two" not in found(text)
    clinic = "Cử cán bộ tham gia khám, tư vấn cho người hiến máu."
    assert "led-by-two" in found(planted(clinic, f"{clinic}\n\nChủ trì tổ chức Lễ tôn vinh năm 2026.", text))
    in_villages = "Chủ trì tổ chức Lễ tôn vinh tại thôn."
    assert "led-by-two" not in found(planted(clinic, f"{clinic}\n\n{in_villages}", text))
