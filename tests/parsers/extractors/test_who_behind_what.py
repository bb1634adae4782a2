"""Who has to act behind words that come first: after what, besides what, when; and under names with two parts."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.obligations import obligations
from parsers.extractors.times import deadlines
from tests.factory import document, plan

HEAD = (
    "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
    "III. TỔ CHỨC THỰC HIỆN\n"
)


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("1. Sau Ngày hội, các doanh nghiệp báo cáo việc chi trả về Phòng Nội vụ.", ["các doanh nghiệp"]),
        ("1. Sau mỗi buổi, Hội Chữ thập đỏ xã, phường sở tại báo cáo nhanh qua nhóm.", ["Hội Chữ thập đỏ xã, phường"]),
        ("1. Ngoài lịch trên, khi cần máu gấp, Câu lạc bộ Giọt Ấm điều động thành viên.", ["Câu lạc bộ Giọt Ấm"]),
        ("1. Bên cạnh hai đợt chính, các thôn chủ động vận động người hiến dự bị.", ["các thôn"]),
        ("1. Riêng đợt hè, Đoàn Thanh niên xã huy động sinh viên về địa phương.", ["Đoàn Thanh niên xã"]),
        # which of them are meant
        ("* Lưu ý: Các xã không có điểm hiến máu trong lịch vận động người dân đến điểm gần nhất.", ["Các xã"]),
        ("1. Các trường chưa có tổ y tế bố trí người sơ cứu.", ["Các trường"]),
        # names with two fields of work
        (
            "1. Phòng Quản lý doanh nghiệp và lao động là đầu mối; tổng hợp tiến độ.",
            ["Phòng Quản lý doanh nghiệp và lao động"],
        ),
        ("1. Phòng Tổ chức và nhân sự lập danh sách.", ["Phòng Tổ chức và nhân sự"]),
        ("1. Công đoàn các khu công nghiệp tỉnh phát động công nhân.", ["Công đoàn các khu công nghiệp tỉnh"]),
        # headings with one name that nobody knows
        ("1. Ban Quản lý Cơ sở 3 và Bộ phận Cơ điện\nMở cổng, phân luồng xe.", ["Ban Quản lý Cơ sở 3", "Bộ phận Cơ điện"]),
        ("1. Phòng Đào tạo và Tổ Bảo vệ\n- Mở cổng, phân luồng xe.", ["Phòng Đào tạo", "Tổ Bảo vệ"]),
        ("1. Văn phòng, Đội Cơ động\n- Trực tại cổng.", ["Văn phòng", "Đội Cơ động"]),
        # the work comes first, then who gets it
        ("1. Việc lập danh sách được giao cho Trạm Y tế xã, xong trước ngày 20/3/2031.", ["Trạm Y tế xã"]),
        ("1. Nhiệm vụ tuyên truyền phân công Đoàn Thanh niên xã thực hiện.", ["Đoàn Thanh niên xã"]),
        ("1. Phần việc còn lại giao Công an xã.", ["Công an xã"]),
        # which of them are meant
        ("1. Đơn vị không đạt chỉ tiêu giải trình bằng văn bản.", ["Đơn vị không đạt chỉ tiêu"]),
        ("1. Về phía Công an xã: giữ trật tự tại điểm hiến máu.", ["Công an xã"]),
        # one of each of several
        ("1. GVCN các lớp thu phiếu đăng ký.", ["GVCN các lớp"]),
        ("1. CTV từng thôn rà soát người hiến máu.", ["CTV từng thôn"]),
    ],
)  # fmt: skip
def test_who_acts(line: str, bodies: list[str]) -> None:
    found = obligations.extract(annotate(document(HEAD + line)))
    assert [[body.name for body in one.bodies] for one in found] == [bodies]


@pytest.mark.parametrize(
    ("line", "bodies", "doubts"),
    [
        (
            "Thứ Sáu hằng tuần trong thời gian mở đăng ký, trợ lý sinh viên khoa báo cáo số lượng về Phòng Đào tạo.",
            ["trợ lý sinh viên khoa"],
            ["unknown-body"],
        ),
        ("Ngày 25 hằng tháng, cán bộ đầu mối gửi danh sách về Đoàn trường.", ["cán bộ đầu mối"], ["unknown-body"]),
        ("Chậm nhất ngày 20/3/2031, trưởng ban công tác Mặt trận báo cáo UBND xã.", ["trưởng ban công tác Mặt trận"], []),
        ("Trước ngày 20 hằng tháng tổng hợp số liệu, hằng quý báo cáo UBND xã.", ["Các khoa"], []),
        ("Trước ngày 15/12 hằng năm tổng hợp, báo cáo Bộ Y tế, Ủy ban nhân dân tỉnh kết quả.", ["Các khoa"], []),
    ],
)  # fmt: skip
def test_who_stands_behind_a_date_that_comes_first(line: str, bodies: list[str], doubts: list[str]) -> None:
    found = deadlines.extract(annotate(document(f"{HEAD}1. Các khoa\nGiao chỉ tiêu đến từng lớp. {line}")))
    assert [body.name for body in found[0].bodies] == bodies
    assert [doubt for doubt in found[0].doubts if doubt == "unknown-body"] == doubts


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        ("- Tổng hợp danh sách.\n* Lưu ý: Danh sách lập theo mẫu, gửi Trạm Y tế xã trước ngày 31/3/2031.", []),
        ("Tổng hợp danh sách.\n* Chú ý: Phiếu gửi Trạm Y tế xã trước ngày 31/3/2031.", []),
        ("- Tổng hợp danh sách.\n- Lưu ý: danh sách gửi Trạm Y tế xã trước ngày 31/3/2031.", ["Hội Chữ thập đỏ xã"]),
    ],
)
def test_a_note_behind_the_work_of_a_body_speaks_to_all(lines: str, bodies: list[str]) -> None:
    annotated = annotate(document(f"{HEAD}1. Hội Chữ thập đỏ xã\n{lines}"))
    assert [body.name for body in obligations.extract(annotated)[-1].bodies] == bodies
    assert [body.name for body in deadlines.extract(annotated)[-1].bodies] == bodies


def test_a_limit_among_the_work_of_bodies_is_work_of_nobody_named() -> None:
    lines = (
        "1. Trạm Y tế xã khám sức khỏe.\n2. Công an xã giữ trật tự.\n"
        "3. Sơ kết 6 tháng trước ngày 15/6/2031, tổng kết năm trước ngày 05/12/2031."
    )
    found = obligations.extract(annotate(document(HEAD.replace("TỔ CHỨC THỰC HIỆN", "NHIỆM VỤ") + lines)))
    assert [(one.section, [b.name for b in one.bodies], one.doubts) for one in found][-1] == ("III.3", [], ["no-body"])


@pytest.mark.parametrize(
    "closing",
    [
        "Căn cứ Kế hoạch này, các đơn vị chủ động thực hiện; vướng mắc phản ánh về Phòng Đào tạo.",
        "Trong quá trình thực hiện, các đơn vị báo cáo vướng mắc về Phòng Đào tạo.",
        "Nhận được Kế hoạch, các đơn vị triển khai đến từng lớp, báo cáo Phòng Đào tạo.",
    ],
)
def test_a_closing_behind_the_figures_is_work(closing: str) -> None:
    body = f"VI. PHÂN BỔ CHỈ TIÊU\nTT\tĐơn vị\tSố người\n1\tKhoa Y\t40\n2\tKhoa Dược\t30\n{closing}"
    found = obligations.extract(annotate(document(HEAD.replace("III. TỔ CHỨC THỰC HIỆN\n", "") + body)))
    assert [[b.name for b in one.bodies] for one in found] == [["các đơn vị"]]


def test_what_a_report_tells_under_a_plain_title_is_no_work() -> None:
    body = (
        "Phần thứ nhất\nKẾT QUẢ NĂM 2025\nI. Công tác tuyên truyền\n"
        "Trong năm, Đài Truyền thanh phường phát 80 tin, bài về hiến máu.\n"
        "Phần thứ hai\nNHIỆM VỤ NĂM 2026\nI. Nhiệm vụ\n1. Đài Truyền thanh phường phát 90 tin, bài về hiến máu."
    )
    found = obligations.extract(annotate(plan(body, type_name="BÁO CÁO")))
    assert ["90 tin" in one.action for one in found] == [True]
