"""Which numbers of a plan are its aims, what they count, and whose they are."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import targets
from tests.factory import document

HEAD = (
    "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
    "I. MỤC ĐÍCH\nNâng cao nhận thức.\nII. CHỈ TIÊU\n"
)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Ít nhất 40% số công ty có từ 600 công nhân trở lên thành lập câu lạc bộ.", [40]),
        ("100% thôn có từ 05 người trở lên tham gia.", [100, 5]),
        ("Các cụm có tỷ lệ dưới 45% phải đạt tối thiểu 100% kế hoạch.", [100]),
        ("Tiếp nhận 1.300 đơn vị máu (tăng 4,5% so với chỉ tiêu năm 2030).", [1300]),
        ("Chỉ tiêu giao được tính theo mức bình quân 1,2% dân số.", []),
        ("Số lượng có thể tăng, giảm 5% tùy tình hình thực tế.", []),
        ("Giữ vững danh hiệu đạt được trong năm trước (tiếp nhận 512 đơn vị máu).", []),
    ],
)
def test_a_number_that_says_who_is_meant_or_what_was_is_no_aim(line: str, numbers: list[int]) -> None:
    found = targets.extract(annotate(document(f"{HEAD}1. {line}")))
    assert [target.quantity.min or target.quantity.max for target in found] == numbers


@pytest.mark.parametrize(
    ("line", "numbers", "indicators"),
    [
        ("Ngày hội mùa thu: sáng 12/10/2031, tại Nhà văn hóa. Chỉ tiêu: 140 đơn vị.", [140], ["blood_units"]),
        ("Lễ hội Xuân hồng: nửa cuối tháng 02/2031, dự kiến 160 đơn vị.", [160], ["blood_units"]),
        ("Dự kiến 160 đơn vị tham gia ngày hội.", [160], ["other"]),
        ("Thành lập một tổ tuyên truyền gồm 6 - 9 sinh viên.", [1, 6], ["other", "members"]),
        ("Có 02 mô hình “Tổ công nhân hiến máu dự bị” (từ 12 người).", [2, 12], ["other", "members"]),
        ("Số người tham gia Câu lạc bộ Máu hiếm tăng thêm 15 người, đạt 80 người.", [15, 80], ["members", "members"]),
        ("Có 700 sinh viên, giảng viên đăng ký.", [700], ["registrants"]),
        ("Có 700 sinh viên, viên chức trở lên đăng ký.", [700], ["registrants"]),
        ("Mỗi tổ từ 3 đến 5 người, trực tại điểm hiến máu.", [3], ["members"]),
        ("Thành lập tổ lưu động gồm 03 người.", [3], ["members"]),
        ("Huy động khoảng ba trăm tình nguyện viên phục vụ.", [300], ["staff"]),
        ("Tiếp nhận một trăm năm mươi đơn vị máu.", [150], ["blood_units"]),
    ],
)
def test_what_a_number_counts(line: str, numbers: list[int], indicators: list[str]) -> None:
    found = targets.extract(annotate(document(f"{HEAD}1. {line}")))
    assert [target.quantity.min for target in found] == numbers
    assert [target.quantity.indicator for target in found] == indicators


def test_people_of_two_kinds_under_one_number_are_counted_together() -> None:
    (target,) = targets.extract(annotate(document(f"{HEAD}1. Có 700 sinh viên, viên chức trở lên đăng ký.")))
    assert (target.quantity.unit, target.quantity.comparator) == ("sinh viên, viên chức", "at_least")


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Cụm số 3 đăng cai buổi hiến máu ngày 22/5/2031; 300 đơn vị máu.", ["Cụm số 3"]),
        ("Khoa Luật và Khoa Công nghệ thông tin, mỗi khoa vận động 90 sinh viên.", ["Khoa Luật", "Khoa Công nghệ thông tin"]),
        ("Các phường Đa Sơn, Hội Phú, Bản Lầu: mỗi phường vận động 90 người.", ["phường Đa Sơn", "phường Hội Phú", "phường Bản Lầu"]),
        ("MTTQ xã chỉ đạo các đoàn thể thành viên vận động; mỗi tổ chức vận động 12 hội viên.", ["các đoàn thể thành viên"]),
        ("Tổng chỉ tiêu toàn tỉnh năm 2031 là 6.500 đơn vị máu.", ["toàn tỉnh"]),
        ("100% các đơn vị trường học trên địa bàn có giáo viên tham gia.", ["các đơn vị trường học trên địa bàn"]),
        ("Trạm Y tế xã tập huấn sơ cứu cho giáo viên, y tế thôn, mỗi thôn tối thiểu 02 người.", ["Trạm Y tế xã"]),
        ("Tuyên truyền viên, mỗi khu phố ít nhất 02 người.", ["mỗi khu phố"]),
        ("11/11 huyện, thị xã, thành phố hoàn thành chỉ tiêu.", ["huyện, thị xã, thành phố"]),
        ("Toàn quốc tiếp nhận 1.500.000 đơn vị máu.", ["Toàn quốc"]),
        ("Câu lạc bộ Máu nóng huy động 40 người hiến máu.", ["Câu lạc bộ Máu nóng"]),
        ("Thành lập mới 01 Câu lạc bộ “Hiến máu dự bị” với 25 thành viên.", []),
        ("Hội Chữ thập đỏ xã tổ chức 02 ngày hội, mỗi chương trình phấn đấu 200 đơn vị máu.", ["Hội Chữ thập đỏ xã"]),
    ],
)  # fmt: skip
def test_whose_a_number_is(line: str, bodies: list[str]) -> None:
    found = targets.extract(annotate(document(f"{HEAD}1. {line}")))
    assert [body.name for body in found[-1].bodies] == bodies
