"""Persons by name who act, whatever the words for their work: by title, by office, several in a row, in tables."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.obligations import obligations
from parsers.extractors.times import deadlines
from tests.factory import document

PLAN = "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nTuyển sinh và ôn tập năm 2031\n"
WORK = f"{PLAN}IV. PHÂN CÔNG\n"


def doers(line: str) -> list[list[str]]:
    found = obligations.extract(annotate(document(f"{WORK}1. {line}")))
    return [[body.name for body in one.bodies] for one in found]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Bà Hầu Thị Sa, Trưởng Trạm Y tế: ngó lại tủ thuốc.", ["Bà Hầu Thị Sa"]),
        ("Ông Vừ A Sính - Chánh Văn phòng: dàn lại số liệu.", ["Ông Vừ A Sính"]),
        ("Đại úy Lầu Bá Tểnh, Phó Trưởng Công an xã: vạch phương án trật tự.", ["Đại úy Lầu Bá Tểnh"]),
        ("Cô Lừu Thị Mỷ (thủ quỹ) thu tiền in đề.", ["Cô Lừu Thị Mỷ"]),
        ("Thầy Khuất Duy Tân, giáo viên thể dục, kẻ lại sân.", ["Thầy Khuất Duy Tân"]),
        ("Bác bảo vệ Cháng Văn Páo mở cổng sớm.", ["Bác bảo vệ Cháng Văn Páo"]),
        ("Đồng chí Mùa Thị Dở, Phó Chủ tịch UBND xã, Phó Trưởng Ban: nắm chung.", ["Đồng chí Mùa Thị Dở"]),
        ("Trạm trưởng Y tế Đậu Thị Thơm xếp lịch trực.", ["Trạm trưởng Y tế Đậu Thị Thơm"]),
        ("Bếp trưởng Nhâm Văn Thọ lên thực đơn.", ["Bếp trưởng Nhâm Văn Thọ"]),
        ("Giám đốc - BSCKII. Bành Thế Hiển: nắm chung.", ["Giám đốc - BSCKII. Bành Thế Hiển"]),
        ("Chủ tịch UBND xã Lộc Văn Nhì dự khai giảng.", ["Chủ tịch UBND xã Lộc Văn Nhì"]),
        (
            "Tổ trưởng Khoa học tự nhiên Ninh Văn Cứ và Tổ trưởng Khoa học xã hội Tạ Thị Lụa gộp đề cương.",
            ["Tổ trưởng Khoa học tự nhiên Ninh Văn Cứ", "Tổ trưởng Khoa học xã hội Tạ Thị Lụa"],
        ),
        (
            "Cô Giáp Thị Sen (9A), thầy Tòng Văn Ón (9B) và cô Lý Thị Mẩy (9C) mời họp cha mẹ học sinh.",
            ["Cô Giáp Thị Sen", "thầy Tòng Văn Ón", "cô Lý Thị Mẩy"],
        ),
    ],
)
def test_who_is_named_acts(line: str, named: list[str]) -> None:
    assert doers(line) == [named]


@pytest.mark.parametrize(
    "line",
    [
        "Ông Vừ A Sính là người có uy tín của bản.",
        "Bà Hầu Thị Sa đã nghỉ hưu từ năm trước.",
        "Bà Hầu Thị Sa, công chức Tổ Kiểm tra - Thành viên;",
        "Bà Đàm Thị Lệ, Tổ trưởng Tổ Quản lý, hỗ trợ hộ kinh doanh số 1 - Tổ phó;",
        "Ông Vừ A Sính: 0912.000.345.",
        "Ông Vừ A Sính, Trưởng ban;",
    ],
)
def test_who_only_is_somebody_does_not(line: str) -> None:
    assert doers(line) == []


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Chủ tịch UBND xã Đồng Tâm chỉ đạo các thôn rà soát.", "Chủ tịch UBND xã Đồng Tâm"),
        ("Hiệu trưởng Trường THPT Lê Quý Đôn lên lịch tiếp đoàn.", "Hiệu trưởng Trường THPT Lê Quý Đôn"),
        ("Đồng chí Bí thư Đoàn xã chịu trách nhiệm tổ chức.", "Đồng chí Bí thư Đoàn xã"),
    ],
)
def test_the_name_of_a_place_or_school_is_no_persons(line: str, named: str) -> None:
    assert doers(line) == [[named]]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Cơ quan nào được giao chủ trì thì lập dự toán gửi Phòng Kinh tế.", "Cơ quan nào được giao chủ trì"),
        ("Những đơn vị thấy chưa phù hợp thì phản hồi về Phòng Kinh tế.", "Những đơn vị thấy chưa phù hợp"),
        ("Ai phải đi vắng thì tự bàn giao cho người thay.", "Ai phải đi vắng"),
        ("Tổ nào đăng ký vé thì nộp danh sách cho Phòng Kinh tế.", "Tổ nào đăng ký vé"),
        ("Thôn nào còn dưới 80% số phải thu thì trưởng thôn giải trình.", "trưởng thôn"),
    ],
)
def test_whoever_meets_a_condition_acts(line: str, named: str) -> None:
    assert doers(line) == [[named]]


@pytest.mark.parametrize(
    "head",
    [
        "TT\tGiáo viên\tLớp\tViệc giao thêm\tHạn xong",
        "TT\tNgười phụ trách\tTổ dân phố\tViệc trọng tâm\tThời hạn",
        "TT\tỦy viên phụ trách\tBản\tViệc phải làm xong\tThời hạn",
        "TT\tHọ và tên\tĐịa bàn\tPhần việc\tThời hạn",
    ],
)
@pytest.mark.parametrize("title", ["Cô ", ""])
def test_tables_of_persons_and_their_work(head: str, title: str) -> None:
    rows = (
        f"1\t{title}Lại Thị Vân\tSố 9\tSoạn đề cương đại số\t26/3/2031\n"
        f"2\t{title}Phí Thị Quyên\tSố 7\tRa đề thi thử lần 2\t16/4/2031\n"
        f"3\t{title}Âu Thị Ngọc\tSố 6\tLập nhóm phụ đạo\tTrước ngày 20/4/2031"
    )
    annotated = annotate(document(f"{PLAN}II. GIAO VIỆC\n{head}\n{rows}"))
    names = [[f"{title}{name}"] for name in ("Lại Thị Vân", "Phí Thị Quyên", "Âu Thị Ngọc")]
    duties = obligations.extract(annotated)
    assert [[body.name for body in one.bodies] for one in duties] == names
    assert [one.action for one in duties] == ["Soạn đề cương đại số", "Ra đề thi thử lần 2", "Lập nhóm phụ đạo"]
    due = deadlines.extract(annotated)
    assert [one.due for one in due] == ["2031-03-26", "2031-04-16", "2031-04-19"]
    assert [[body.name for body in one.bodies] for one in due] == names


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Tổ tài chính (chị Phí Thị Lan, anh Quách Văn Mạnh):", "Tổ tài chính"),
        ("Đối với Ban Giám hiệu nhà trường (đồng chí Phí Thị Lan phụ trách)", "Ban Giám hiệu nhà trường"),
    ],
)
def test_a_heading_names_a_team_with_its_persons(heading: str, name: str) -> None:
    body = (
        f"{WORK}1. {heading}\na) Chi tạm ứng, thu đủ hóa đơn.\nb) Khóa sổ trước ngày 20/4/2031.\n2. Văn thư: lưu hồ sơ."
    )
    found = obligations.extract(annotate(document(body)))
    assert [[one.name for one in duty.bodies] for duty in found[:2]] == [[name], [name]]
