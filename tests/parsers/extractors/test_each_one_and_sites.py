"""Whose a number is: each of a kind inside a clause, sites, numbered classes, those a heading names; not whom one works with."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import targets
from tests.factory import document

HEAD = "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\nI. NỘI DUNG\n"
DUTIES = f"{HEAD}- Tuyên truyền.\nII. TỔ CHỨC THỰC HIỆN\n"


def shown(text: str) -> list[tuple[float | None, list[str]]]:
    found = targets.extract(annotate(document(text)))
    return [(t.quantity.min or t.quantity.max, [body.name for body in t.bodies]) for t in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # each of a kind in the last piece of the clause
        ("Phát động cuộc thi ảnh, mỗi chi bộ gửi ít nhất 02 tác phẩm.", [(2, ["mỗi chi bộ"])]),
        (
            "Bảo đảm mỗi trường mầm non, tiểu học có tối thiểu 01 nhân viên y tế.",
            [(1, ["mỗi trường mầm non, tiểu học"])],
        ),
        ("Vận động công nhân, mỗi phân xưởng không dưới 15 người đăng ký.", [(15, ["mỗi phân xưởng"])]),
        ("Tuyên truyền trong trường học, mỗi liên chi đoàn nộp 03 video.", [(3, ["mỗi liên chi đoàn"])]),
        # a list that "mỗi" takes up behind what opens the sentence
        (
            "Hưởng ứng Tháng Nhân đạo, các xã Khe Mây, Đá Sen mỗi xã tổ chức 02 buổi hiến máu.",
            [(2, ["xã Khe Mây", "xã Đá Sen"])],
        ),
        # sites with their day
        ("Điểm Trường Cao đẳng nghề: sáng 12/4/2031, chỉ tiêu 140 đơn vị máu.", [(140, ["Điểm Trường Cao đẳng nghề"])]),
        ("Điểm xã Đá Sen, tại nhà văn hóa: ngày 13/4/2031, chỉ tiêu 90 đơn vị máu.", [(90, ["Điểm xã Đá Sen"])]),
        (
            "Toàn Lễ hội tiếp nhận 800 đơn vị máu, trong đó điểm trung tâm khoảng 500 đơn vị máu.",
            [(800, ["Toàn Lễ hội"]), (500, ["điểm trung tâm"])],
        ),
        # numbered classes; groups of people behind other groups
        ("Đăng ký hiến máu: khối 11: 40 học sinh, khối 12: 60 học sinh.", [(40, ["khối 11"]), (60, ["khối 12"])]),
        (
            "Khối nội trú là 30 người, khối ngoại trú là 25 người, học viên và thân nhân người bệnh là 10 người đăng ký.",
            [(30, ["Khối nội trú"]), (25, ["khối ngoại trú"]), (10, ["học viên và thân nhân người bệnh"])],
        ),
        ("100% lớp có góc truyền thông.", [(100, ["lớp"])]),
        # a share is of its own clause
        ("100% xã rà soát điểm ngập; tối thiểu 40 cộng tác viên được tập huấn.", [(100, ["xã"]), (40, [])]),
        ("100% xã thành lập câu lạc bộ, mỗi câu lạc bộ từ 25 thành viên trở lên.", [(100, ["xã"]), (25, ["xã"])]),
        # a repetition before the subject
        ("Mỗi quý Ban Chỉ đạo tỉnh kiểm tra ít nhất 03 xã, phường.", [(3, ["Ban Chỉ đạo tỉnh"])]),
    ],
)
def test_whose_in_a_clause(line: str, expected: list[tuple[float, list[str]]]) -> None:
    assert shown(f"{HEAD}- {line}") == expected


@pytest.mark.parametrize(
    ("heading", "line", "expected"),
    [
        ("Phòng Y tế", "Cùng Công an xã lập danh sách, phấn đấu đạt 95% dân số.", [(95, ["Phòng Y tế"])]),
        (
            "Phòng Y tế",
            "Mở 02 lớp (tháng 4 và tháng 9), mỗi lớp tối thiểu 35 người.",
            [(2, ["Phòng Y tế"]), (35, ["Phòng Y tế"])],
        ),
        (
            "Trường Đại học Vĩnh An, Trường Cao đẳng Y tế Vĩnh An",
            "Hai trường tổ chức 01 ngày hiến máu.",
            [(1, ["Trường Đại học Vĩnh An", "Trường Cao đẳng Y tế Vĩnh An"])],
        ),
    ],
)
def test_whose_under_a_heading(heading: str, line: str, expected: list[tuple[float, list[str]]]) -> None:
    assert shown(f"{DUTIES}1. {heading}\n- {line}") == expected
