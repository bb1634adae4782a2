"""Products, parts, ranks, growth, lists and schedules that do not agree: each defect with a clean twin."""

from __future__ import annotations

import pytest

from tests.rules.factory import PLAN, found
from tests.rules.test_sums_and_leaders import ended, told

RANKED = """\
IV. KẾT QUẢ NĂM 2025

{sentence}

TT\tThôn\tChỉ tiêu\tThực hiện\tTỷ lệ (%)
1\tĐồng Mạ\t30\t39\t130,0
2\tKhe Vầu\t50\t45\t90,0
3\tLũng Cải\t20\t21\t105,0
4\tNà Hạ\t25\t24\t96,0
\tCộng\t125\t129\t103,2

"""
HOUSEHOLDS = """\
IV. SƠ TÁN

{sentence}

TT\tThôn\tSố hộ\tSố khẩu
1\tĐồng Mạ\t120\t480
2\tKhe Vầu\t96\t401
3\tNà Hạ\t75\t310
\tCộng\t291\t1.191

"""
TEAMS = """\
IV. LỊCH TIÊM

Ngày\tBuổi\tĐiểm tiêm\tĐội\tSố trẻ
06/4/2026\tSáng\tTrạm Y tế xã\tĐội 1\t60
06/4/2026\tSáng\tNhà văn hóa Khe Vầu\t{team}\t45
06/4/2026\tChiều\tTrường Tiểu học Suối Lạnh\tĐội 1\t80

"""
ITEMS = """\
IV. NỘI DUNG

Kế hoạch gồm {count} nội dung:
a) Tuyên truyền trên loa thôn;
b) Lập danh sách người đăng ký;
- Danh sách ghi rõ nhóm máu;
c) Tiếp nhận máu;
d) Khen thưởng.

"""
ROUNDS = """\
IV. CÁC ĐỢT

Đợt 1: ngày {first}/2026 tại Nhà văn hóa xã.

Đợt 2: ngày 20/6/2026 tại Trường Tiểu học Suối Lạnh.

"""
GAMES = """\
IV. HỘI THAO

1. Hội thao được tổ chức trong {days} ngày liên tục, dự kiến 300 vận động viên.
2. Khai mạc: 7 giờ 30 ngày 04/9/2026, tại sân vận động xã.
3. Bế mạc: 16 giờ 00 ngày 07/9/2026, tại sân vận động xã.

"""
POSTS = """\
IV. PHÂN CÔNG

- Tiểu ban Sơ tán, cứu nạn: ông Hà Văn Đội, Trưởng Công an xã;
- Tiểu ban Hậu cần, y tế: bà Lò Thị Mẩy, Trạm trưởng Trạm Y tế.

TT\tNhiệm vụ\tHọ và tên\tChức vụ
1\tTrưởng Tiểu ban Sơ tán, cứu nạn\t{name}\tCông an xã
2\tTrưởng Tiểu ban Hậu cần, y tế\tLò Thị Mẩy\tTrạm Y tế

"""


def ranked(sentence: str) -> str:
    return ended(RANKED.format(sentence=sentence))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (told("Chia 04 ca khám, mỗi ca 30 người, tổng số 150 người."), "product-mismatch", True),
        (told("Chia 04 ca khám, mỗi ca 30 người, tổng số 120 người."), "product-mismatch", False),
        (told("Chia 04 ca khám, mỗi ca khoảng 30 người, tổng số 150 người."), "product-mismatch", False),
        (told("Khám 620 người trong 05 đợt, bình quân mỗi đợt 124 người."), "product-mismatch", False),
        (told("Khám 620 người trong 05 đợt, bình quân mỗi đợt 142 người."), "product-mismatch", True),
        (told("Năm 2025 có 14/12 thôn tham gia."), "part-exceeds-whole", True),
        (told("Năm 2025 có 11/12 thôn tham gia; ngày 14/12 thôn Đồng Mạ tổng kết."), "part-exceeds-whole", False),
        (told("Đã khám 120 người, trong đó có 135 người khám lần đầu."), "part-exceeds-whole", True),
        (told("Đã khám 120 người, trong đó có 85 người khám lần đầu."), "part-exceeds-whole", False),
        (
            told("Có 250 người đăng ký, 40 người không đủ điều kiện, 220 người hiến máu."),
            "part-exceeds-whole", True,
        ),
        (
            told("Có 250 người đăng ký, 40 người không đủ điều kiện, 205 người hiến máu."),
            "part-exceeds-whole", False,
        ),
        (ranked("Dẫn đầu về tỷ lệ hoàn thành là thôn Đồng Mạ; thấp nhất là thôn Khe Vầu."), "rank-mismatch", False),
        (ranked("Dẫn đầu về tỷ lệ hoàn thành là thôn Khe Vầu."), "rank-mismatch", True),
        (ranked("Xét số lượng, Khe Vầu cao nhất."), "rank-mismatch", False),
        (ranked("Trong các thôn có dưới 30 đơn vị được giao, cao nhất là Lũng Cải."), "rank-mismatch", False),
        (ranked("Tất cả các thôn đều hoàn thành chỉ tiêu."), "reached-count-mismatch", True),
        (ranked("Không có thôn nào đạt dưới 95% chỉ tiêu."), "reached-count-mismatch", True),
        (ranked("Không có thôn nào đạt dưới 90% chỉ tiêu."), "reached-count-mismatch", False),
        (ranked("Năm 2026 phấn đấu tất cả các thôn đều hoàn thành chỉ tiêu."), "reached-count-mismatch", False),
        (told("Đã khám 420 người, tăng 12% so với năm 2025 (400 người)."), "comparison-mismatch", True),
        (told("Đã khám 420 người, tăng 5% so với năm 2025 (400 người)."), "comparison-mismatch", False),
        (told("Đã khám 310 người, vượt 20 người so với dự kiến 280 người."), "comparison-mismatch", True),
        (told("Đã khám 310 người, vượt 30 người so với dự kiến 280 người."), "comparison-mismatch", False),
        (told("Đã khám 310 người, tăng khoảng 12% so với năm 2025 (280 người)."), "comparison-mismatch", False),
        (
            told("Năm 2025 khám 400 lượt người cao tuổi. Quý này khám 360 lượt người cao tuổi, tăng 6% so với năm 2025."),
            "comparison-mismatch", True,
        ),
        (
            told("Năm 2025 khám 400 lượt người cao tuổi. Quý này khám 424 lượt người cao tuổi, tăng 6% so với năm 2025."),
            "comparison-mismatch", False,
        ),
        (told("Toàn xã có 1.200 hộ, trong đó 300 hộ đăng ký khám, chiếm 30%."), "share-mismatch", True),
        (told("Toàn xã có 1.200 hộ, trong đó 300 hộ đăng ký khám, chiếm 25%."), "share-mismatch", False),
        (ended(HOUSEHOLDS.format(sentence="Sơ tán 312 hộ với 1.191 khẩu.")), "figure-beside-total", True),
        (ended(HOUSEHOLDS.format(sentence="Sơ tán 291 hộ với 1.191 khẩu.")), "figure-beside-total", False),
        (ended(HOUSEHOLDS.format(sentence="Đợt một sơ tán 120 hộ với 480 khẩu.")), "figure-beside-total", False),
        (ended(TEAMS.format(team="Đội 1")), "double-booked", True),
        (ended(TEAMS.format(team="Đội 2")), "double-booked", False),
        (ended(ITEMS.format(count="03")), "list-count-mismatch", True),
        (ended(ITEMS.format(count="04")), "list-count-mismatch", False),
        (told("Lập 02 tổ gồm: Tổ tiếp đón, Tổ hậu cần và Tổ an ninh."), "list-count-mismatch", True),
        (told("Lập 03 tổ gồm: Tổ tiếp đón, Tổ hậu cần và Tổ an ninh."), "list-count-mismatch", False),
        (told("Khám 04 đợt: đợt 1 tháng 3, đợt 2 tháng 6, đợt 3 tháng 9."), "list-count-mismatch", True),
        (told("Khám 03 đợt: đợt 1 tháng 3, đợt 2 tháng 6, đợt 3 tháng 9."), "list-count-mismatch", False),
        (ended(ROUNDS.format(first="18/7")), "rounds-out-of-order", True),
        (ended(ROUNDS.format(first="18/4")), "rounds-out-of-order", False),
        (ended(GAMES.format(days="03")), "duration-mismatch", True),
        (ended(GAMES.format(days="04")), "duration-mismatch", False),
        (ended(POSTS.format(name="Sùng A Dính")), "person-conflict", True),
        (ended(POSTS.format(name="Hà Văn Đội")), "person-conflict", False),
        (
            told("Người hiến máu từ đủ 18 đến 60 tuổi. Độ tuổi tham gia hiến máu từ 18 đến 55 tuổi."),
            "donor-criteria", True,
        ),
        (
            told("Người hiến máu từ đủ 18 đến 60 tuổi. Đoàn viên từ 18 đến 30 tuổi là lực lượng hiến máu nòng cốt."),
            "donor-criteria", False,
        ),
        (told("Người đã hiến máu toàn phần lần trước đủ 08 tuần thì được lấy máu."), "donor-criteria", True),
        (told("Người đã hiến máu toàn phần lần trước đủ 12 tuần thì được lấy máu."), "donor-criteria", False),
        (told("Việc khám và lấy máu diễn ra ngay tại Hội trường Đảng ủy nên không cần thuê xe."), "place-conflict", True),
        (
            told("Việc khám và lấy máu diễn ra ngay tại Nhà văn hóa xã nên không cần thuê xe."),
            "place-conflict", False,
        ),
        (
            told(
                "Phòng Văn hóa - Xã hội gửi báo cáo tồn kho vật tư hằng ngày về Ủy ban nhân dân xã. Để tránh trùng lặp, "
                "số liệu tồn kho vật tư chỉ gửi một đầu mối duy nhất là Trung tâm Y tế khu vực."
            ),
            "sent-to-two", True,
        ),
        (
            told(
                "Phòng Văn hóa - Xã hội gửi báo cáo tồn kho vật tư hằng ngày về Trung tâm Y tế khu vực. Để tránh trùng "
                "lặp, số liệu tồn kho vật tư chỉ gửi một đầu mối duy nhất là Trung tâm Y tế khu vực."
            ),
            "sent-to-two", False,
        ),
        (told("Lần thứ 3 (tháng 5/2025) có 96 người đăng ký, thu 81 đơn vị máu."), "year-stale", False),
    ],
)  # fmt: skip
def test_what_does_not_agree(text: str, name: str, expected: bool) -> None:
    assert (name in found(text)) is expected


def test_the_total_of_averages_is_no_sum() -> None:
    rows = "TT\tĐơn vị\tChỉ tiêu\tBình quân\n1\tThôn Đồng Mạ\t30\t15,0\n2\tThôn Khe Vầu\t25\t12,5\n3\tThôn Nà Hạ\t20\t10,0\n"
    text = ended(f"IV. BIỂU CHỈ TIÊU HIẾN MÁU\n\n{rows}\tCộng\t75\t12,5\n\n")
    assert "quota-sum-mismatch" not in found(text)
    assert "quota-sum-mismatch" in found(text.replace("Cộng\t75", "Cộng\t80"))


def test_a_list_of_a_round_that_is_called_by_its_month() -> None:
    rounds = "Đợt 1: ngày 24/3/2026. Đợt 2: ngày 22/9/2026."
    lists = "Các thôn gửi danh sách đăng ký hiến máu đợt 1 về Trạm Y tế xã trước ngày 13/3/2026."
    again = "Danh sách đăng ký hiến máu tháng 3 các thôn gửi Trạm Y tế xã trước ngày {day}/3/2026."
    for day, expected in (("18", True), ("13", False)):
        text = ended(f"IV. DANH SÁCH\n\n{rounds}\n\n{lists}\n\nV. LƯU Ý\n\n{again.format(day=day)}\n\n")
        assert ("deadline-conflict" in found(text)) is expected


def test_rounds_beside_the_whole_year_are_not_added_to_it() -> None:
    rows = (
        "STT\tĐơn vị\tSố đơn vị máu đợt 1\tSố đơn vị máu đợt 2\tSố đơn vị máu cả năm\n"
        "1\tThôn Đồng Mạ\t20\t10\t30\n2\tThôn Khe Vầu\t15\t10\t25\n3\tThôn Nà Hạ\t10\t{last}\n"
    )
    head, _, _ = PLAN.partition("STT\t")
    for last, expected in (("10\t20", True), ("25\t35", False)):
        assert ("quota-below-target" in found(head + rows.format(last=last))) is expected
