"""Days, places, copies and receivers that do not agree; rounds and years that are told as history."""

from __future__ import annotations

import pytest

from tests.rules.factory import found, planted
from tests.rules.test_sums_and_leaders import TIME, ended, told

THIRD = planted(
    "Vận động hiến máu tình nguyện năm 2026\n\nThực hiện",
    "Vận động hiến máu tình nguyện đợt 3 năm 2026\n\nThực hiện",
)
QUARTERS = """\
IV. KẾT QUẢ NĂM 2025

Thời gian\tSố buổi\tSố mẫu xét nghiệm
Quý I\t8\t910
Quý II\t9\t1.020
Quý III\t10\t1.150
Quý IV\t7\t903
Cả năm\t34\t{total}

"""
PAPERS = """\
IV. HỒ SƠ

Loại hồ sơ\tSố bộ\tHạn gửi\tNơi nhận
Tôn vinh cấp xã\t01\t20/3/2026\tUBND xã Suối Lạnh
Tôn vinh cấp tỉnh\t02\t28/02/2026\tHội Chữ thập đỏ tỉnh
Đề nghị cấp toàn quốc\t03\t31/01/2026\tHội Chữ thập đỏ tỉnh

"""
HEADS = "3. Các thôn\n\n{first}\n\n4. Trưởng các thôn\n\n{second}"
VILLAGES = "3. Các thôn\n\nVận động"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (told("Danh sách lập thành 02 bản, có ký tên: 01 bản gửi Hội, 01 bản gửi Trạm Y tế, 01 bản lưu."),
         "list-count-mismatch", True),
        (told("Danh sách lập thành 03 bản, có ký tên: 01 bản gửi Hội, 01 bản gửi Trạm Y tế, 01 bản lưu."),
         "list-count-mismatch", False),
        (told("Hồ sơ gồm 02 bộ (01 bộ gửi Sở, 01 bộ lưu), riêng hồ sơ điểm a chỉ nộp 01 bộ."), "list-count-mismatch", False),
        (told("Nhóm O chiếm 43,9%, nhóm A chiếm 21,5%, nhóm B chiếm 29,1% và nhóm AB chiếm 7,5%."), "share-mismatch", True),
        (told("Nhóm O chiếm 43,9%, nhóm A chiếm 21,5%, nhóm B chiếm 29,1% và nhóm AB chiếm 5,5%."), "share-mismatch", False),
        (told("Nam chiếm 54%, nữ chiếm 49%."), "share-mismatch", True),
        (
            told("Trong 342 trẻ có 274 trẻ mẫu giáo (80,1%) và 68 trẻ nhà trẻ (19,9%). Giáo viên đạt chuẩn là 109 người, "
                 "chiếm 93,0% tổng số giáo viên."),
            "share-mismatch", False,
        ),
        (ended(QUARTERS.format(total="3.893")), "parts-sum-mismatch", True),
        (ended(QUARTERS.format(total="3.983")), "parts-sum-mismatch", False),
        (told("Phân luồng giao thông trong ngày diễn ra Ngày hội (13/3/2026)."), "event-day-conflict", True),
        (told("Phân luồng giao thông trong ngày diễn ra Ngày hội (14/3/2026)."), "event-day-conflict", False),
        (told("Chuẩn bị điểm khám, tiếp nhận máu tại Hội trường Ủy ban nhân dân."), "place-conflict", True),
        (told("Chỉ lập danh sách người có cân nặng từ 42 kg trở lên đối với nam và từ 45 kg đối với nữ."),
         "donor-criteria", True),
        (told("Mời đồng chí Lò Thị Mẩy, Trưởng ban Tuyên giáo Công đoàn khu; đồng chí Lò Thị Mẩy, Phó Chánh Văn phòng "
              "Công đoàn khu."), "person-conflict", True),
        (told("Mời bà Lò Thị Mẩy, Trưởng ban Ban Chỉ đạo hiến máu; bà Lò Thị Mẩy, Trưởng phòng Văn hóa xã."),
         "person-conflict", False),
        (
            planted(VILLAGES, HEADS.format(
                first="Trưởng thôn báo cáo số con được tiêm trong ngày về Phòng Văn hóa - Xã hội trước 16 giờ.",
                second="Trước 16 giờ báo cáo số con được tiêm về Trạm Y tế xã để tổng hợp. Vận động")),
            "sent-to-two", True,
        ),
        (
            planted(VILLAGES, HEADS.format(
                first="Trưởng thôn báo cáo số con được tiêm trong ngày về Trạm Y tế trước 16 giờ.",
                second="Trước 16 giờ báo cáo số con được tiêm về Trạm Y tế xã để tổng hợp. Vận động")),
            "sent-to-two", False,
        ),
        (told("Hai đợt trước đã thu 92 đơn vị.", THIRD), "round-mismatch", False),
        (told("Đã thu (đợt 1: 55 đơn vị; đợt 2: 37 đơn vị).", THIRD), "round-mismatch", False),
        (told("Dự phòng người tạm hoãn (đợt 2 có 52 người tạm hoãn).", THIRD), "round-mismatch", False),
        (told("Chuẩn bị bàn ghế cho đợt 2.", THIRD), "round-mismatch", True),
        (told("Điểm trực đặt tại trạm kiểm lâm, không đặt tại trụ sở như dịp Tết năm 2025."), "year-stale", False),
        (told("Hè năm 2025 diễn ra từ 10/6/2025 đến 15/8/2025, đạt 109% mục tiêu khi đó."), "year-stale", False),
        (told("Điểm số 2 dự kiến mở ngày 10/01/2026 nay chuyển sang ngày 20/3/2026."), "planned-date-past", False),
        (told("Đợt này trước đây dự kiến tổ chức vào Chủ nhật."), "reading-suspect", False),
        (ended(PAPERS), "quota-row-repeated", False),
    ],
)  # fmt: skip
def test_what_does_not_agree(text: str, name: str, expected: bool) -> None:
    assert (name in found(text)) is expected


def test_a_meeting_in_a_part_of_its_own_is_not_outside_of_the_period() -> None:
    calendar = "2. Thời gian: Trong quý III năm 2026 tổ chức 03 đợt hiến máu lưu động theo lịch sau:\n\n" + "\n".join(
        [
            "Đợt\tThời gian\tĐịa điểm\tGhi chú",
            "1\tNgày 04/7/2026\tNhà văn hóa xã\tChung",
            "2\tNgày 08/8/2026\tTrường Tiểu học Suối Lạnh\tKhối trường",
            "3\tNgày 12/9/2026\tNhà văn hóa thôn Khe Vầu\tKhối thôn",
            "",
        ]
    )
    meeting = "IV. HỘI NGHỊ TÔN VINH\n\n1. Thời gian: 8 giờ 00, ngày 26/6/2026.\n\n2. Địa điểm: Nhà văn hóa xã.\n\n"
    assert "event-outside-period" not in found(planted(TIME, calendar, ended(meeting)))


SHARED = "1. Chỉ tiêu: giao 04 đơn vị trực thuộc xã với tổng số {total} đơn vị máu (chi tiết tại Biểu kèm theo)."
CHOSEN = "1. Chỉ tiêu: toàn xã tiếp nhận từ 90 đơn vị máu trở lên (có Biểu phân bổ kèm theo)."


def test_a_stated_total_that_is_the_target_is_only_added_up_wrongly() -> None:
    text = planted("\tTổng cộng\t90", "\tTổng cộng\t100", planted(CHOSEN, SHARED.format(total=100)))
    assert "quota-sum-mismatch" in found(text)
    assert "quota-below-target" not in found(text)
