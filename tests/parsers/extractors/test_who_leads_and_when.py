"""Who leads the items below a line, which group is meant, limits that are put off or open their clause, compared months."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors import contacts
from parsers.extractors.figures import targets
from parsers.extractors.obligations import obligations
from parsers.extractors.times import dates, deadlines
from tests.factory import document

HEAD = (
    "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
    "III. TỔ CHỨC THỰC HIỆN\n"
)


@pytest.mark.parametrize(
    ("lines", "role", "bodies"),
    [
        ("1. Giao Phòng Nội vụ chủ trì, phối hợp với Công an xã:\n- Thông báo lịch đến các thôn.", "lead", ["Phòng Nội vụ"]),
        ("1. Phòng Nội vụ:\n- Thông báo lịch đến các thôn.", "other", ["Phòng Nội vụ"]),
        (
            "1. Đề nghị các đơn vị phối hợp tổ chức tại Mục II: bố trí địa điểm, bàn ghế.",
            "other",
            ["các đơn vị"],
        ),
        ("1. Các đơn vị phối hợp với Trạm Y tế bố trí địa điểm.", "support", ["Các đơn vị"]),
        ("1. Ban Chỉ đạo các xã\n- Mỗi xã thành lập một đội hiến máu dự bị.", "other", ["Mỗi xã"]),
        ("1. Các trường đại học\n- Mỗi trường lập danh sách đăng ký.", "other", ["Các trường đại học"]),
        ("1. Ban Chấp hành các LCH\n- Mỗi LCH cử 05 tình nguyện viên.", "other", ["Mỗi LCH"]),
        (
            "1. Trạm Y tế xã\n- Là đầu mối thực hiện Kế hoạch này. Chủ trì, phối hợp với Công an xã tổ chức các buổi.",
            "lead",
            ["Trạm Y tế xã"],
        ),
        (
            "1. Trạm Y tế xã\n- Lập danh sách. Chủ trì cuộc họp hằng tháng.",
            "other",
            ["Trạm Y tế xã"],
        ),
        ("1. Các cụm\n- Với các buổi do cụm đăng cai: cụm trưởng làm việc với doanh nghiệp.", "other", ["cụm trưởng"]),
        ("1. Vào thứ Sáu hằng tuần, Đoàn xã trực tư vấn tại thư viện.", "other", ["Đoàn xã"]),
    ],
)  # fmt: skip
def test_who_has_an_item(lines: str, role: str, bodies: list[str]) -> None:
    found = obligations.extract(annotate(document(HEAD + lines)))[-1]
    assert found.role == role
    assert [body.name for body in found.bodies] == bodies


@pytest.mark.parametrize(
    ("line", "dues", "bodies"),
    [
        ("Thời hạn gửi danh sách được lùi từ ngày 28/5/2031 sang ngày 04/6/2031.", ["2031-06-04"], []),
        ("Các cụm có tỷ lệ dưới 50% phải hoàn thành trước ngày 15/12/2031.", ["2031-12-15"], ["Các cụm"]),
        (
            "Các xã báo cáo hằng tháng (trước ngày 28), báo cáo 6 tháng trước ngày 10/6 và báo cáo năm trước ngày 10/12/2031.",
            [None, "2031-06-10", "2031-12-10"],
            ["Các xã"],
        ),
    ],
)  # fmt: skip
def test_which_day_is_the_limit(line: str, dues: list[str | None], bodies: list[str]) -> None:
    found = deadlines.extract(annotate(document(f"{HEAD}1. {line}")))
    assert [one.date.edtf if one.date else None for one in found] == dues
    assert [body.name for body in found[-1].bodies] == bodies


def test_a_limit_may_open_its_clause() -> None:
    (found,) = deadlines.extract(
        annotate(document(f"{HEAD}1. Trưởng các thôn\n- Hai ngày trước mỗi đợt, gửi danh sách."))
    )
    assert found.offset is not None
    assert (found.relation, found.offset.duration, found.offset.anchor) == ("before", "P2D", "mỗi đợt")


def test_who_signs_up_with_somebody_hands_it_in_there() -> None:
    (found,) = deadlines.extract(annotate(document(f"{HEAD}1. Các xã đăng ký lịch với Tỉnh Hội trước ngày 10/4/2031.")))
    assert [body.name for body in found.submit_to or []] == ["Tỉnh Hội"]


@pytest.mark.parametrize(
    "line", ["Lượng máu giảm 20% so với tháng 01.", "Tiếp nhận 900 đơn vị máu, quý III từ 400 đơn vị."]
)
def test_a_month_that_is_compared_or_counted_is_a_period(line: str) -> None:
    found = [one for one in dates.extract(annotate(document(f"{HEAD}1. {line}"))) if one.role != "issued"]
    assert [one.role for one in found] == ["period"]


def test_the_day_of_the_sentence_before_is_the_time_of_its_aim() -> None:
    line = "1. Ngày hội mùa thu: sáng 12/10/2031, tại Nhà văn hóa. Chỉ tiêu 250 đơn vị máu."
    (found,) = targets.extract(annotate(document(HEAD + line)))
    assert found.period is not None
    assert found.period.edtf == "2031-10-12"


def test_parts_below_a_number_are_aims_and_no_table() -> None:
    lines = "1. Toàn xã tiếp nhận 900 đơn vị máu, trong đó:\n- Cụm Đông: 500 đơn vị máu;\n- Cụm Tây: 300 đơn vị máu;\n- Cụm Nam: 100 đơn vị máu."
    found = targets.extract(annotate(document(HEAD.replace("TỔ CHỨC THỰC HIỆN", "CHỈ TIÊU") + lines)))
    assert [(t.quantity.min, t.bodies[0].name) for t in found] == [
        (900, "Toàn xã"), (500, "Cụm Đông"), (300, "Cụm Tây"), (100, "Cụm Nam"),
    ]  # fmt: skip


def test_a_person_may_be_named_in_brackets_behind_the_number() -> None:
    line = "1. Trạm Y tế nhận danh sách qua số máy trực 0900 000 158 (BSCKI. Mạc Thị Hoài, Trưởng khoa Tiếp nhận)."
    (found,) = contacts.extract(annotate(document(HEAD + line)))
    assert (found.name, found.phone) == ("Mạc Thị Hoài", "0900000158")
