"""Which numbers are aims among others that look like them: aspects of aims, bounds of losses, nominees, teams, scopes."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import results, targets
from tests.factory import document

HEAD = "Số: 12/KH-UBND\nKhe Mây, ngày 05 tháng 9 năm 2031\nKẾ HOẠCH\nHiến máu năm 2031\n"
REPORT = "Số: 40/BC-UBND\nKhe Mây, ngày 02 tháng 10 năm 2031\nBÁO CÁO\nKết quả 9 tháng đầu năm 2031\nI. KẾT QUẢ\n"


def aimed(text: str) -> list[tuple[float | None, str | None, str]]:
    found = targets.extract(annotate(document(HEAD + text)))
    return [(t.quantity.min or t.quantity.max, t.quantity.unit, t.quantity.indicator) for t in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a line that says what the aims below it are of, whatever it speaks of
        (
            "I. MỤC TIÊU\n2. Mục tiêu cụ thể\na) Về thủ tục đất đai\n- Tối thiểu 90% hồ sơ được trả trước hạn.",
            [(90, "%", "share")],
        ),
        ("II. CHỈ TIÊU\n1. Lĩnh vực chính sách dân số\n- Tỷ lệ sàng lọc sơ sinh đạt 75%.", [(75, "%", "share")]),
        ("II. CHỈ TIÊU\n1. Công tác hướng dẫn hộ nghèo\n- 85% hộ được tư vấn.", [(85, "%", "share")]),
        ("II. NỘI DUNG\n3. Về chế độ\n- Người hiến máu nhận 250.000 đồng, tối đa 03 lần.", []),
        (
            "II. CHỈ TIÊU\n1. Số hóa hồ sơ: cấp tỉnh 100%, cấp xã 70%.",
            [(100, "%", "share"), (70, "%", "share")],
        ),
        ("II. CHỈ TIÊU\n1. Kích hoạt thêm 41.500 tài khoản định danh.", [(41500, "tài khoản định danh", "other")]),
        (
            "II. PHÂN CÔNG\n1. Phòng Kinh tế mở 28 lớp cho 580 học viên.",
            [(28, "lớp", "other"), (580, "học viên", "other")],
        ),
        (
            "II. PHÂN CÔNG\n1. Trạm Y tế xã chịu trách nhiệm về kết quả sơ tuyển, tỷ lệ sai lệch không quá 10%.",
            [(10, "%", "share")],
        ),
        # losses and refused samples that aims bound
        ("I. MỤC TIÊU\n- Số người chết do tai nạn giảm ít nhất 5% so với năm 2030.", [(5, "%", "share")]),
        ("I. MỤC TIÊU\n- Tỷ lệ chết do dại không quá 0,2%.", [(0.2, "%", "share")]),
        ("I. MỤC TIÊU\n- Tỷ lệ mẫu không đạt dưới 3%.", [(3, "%", "share")]),
        ("II. NỘI DUNG\n- Các thôn chưa đạt 50% kế hoạch báo cáo nguyên nhân.", []),
        # aims that are a change
        ("I. MỤC TIÊU\n- Giảm ít nhất 10% số vụ đuối nước so với năm 2030.", [(10, "%", "share")]),
        ("I. MỤC TIÊU\n- Rà soát, giảm tối thiểu 15% số cuộc họp so với năm 2030.", [(15, "%", "share")]),
        ("I. MỤC TIÊU\n- Tăng 12% số người hiến nhắc lại so với năm 2030.", [(12, "%", "share")]),
        ("I. MỤC TIÊU\n- Tiếp nhận 900 đơn vị máu, tăng 6% so với năm 2030.", [(900, "đơn vị máu", "blood_units")]),
        # whom work is done with
        ("II. NỘI DUNG\n- Hội Chữ thập đỏ xã đôn đốc những thôn có tỷ lệ dưới 50%, báo cáo UBND xã.", []),
        ("II. NỘI DUNG\n- Công an xã làm việc với các đơn vị hoàn thành dưới 60%.", []),
        # how many each one looks after, how fast something goes, which level it is of
        ("I. CHỈ TIÊU\n- Mỗi thôn có tối thiểu 02 cộng tác viên phụ trách 90 hộ.", [(2, "cộng tác viên", "staff")]),
        ("II. NỘI DUNG\n- Trạm Y tế xã phun hóa chất, xe chạy không quá 10 km/giờ.", []),
        ("I. CHỈ TIÊU\n- 60% công dân có tài khoản định danh mức 2 cài đặt chữ ký số.", [(60, "%", "share")]),
        ("I. CHỈ TIÊU\n- Câu lạc bộ giữ ở mức 25 thành viên.", [(25, "thành viên", "members")]),
        # nominees
        (
            "II. NỘI DUNG\n- Mỗi xã, phường giới thiệu tối đa 03 cá nhân và 01 tập thể để khen thưởng.",
            [(3, "cá nhân", "other"), (1, "tập thể", "other")],
        ),
        ("II. NỘI DUNG\n1. Hội Chữ thập đỏ xã\n- Bình chọn 05 gia đình tiêu biểu.", [(5, "gia đình", "other")]),
        # who attends, who serves, who is of a club
        ("II. NỘI DUNG\n1. Đoàn xã\n- Cử 15 người dự lễ phát động.", [(15, "người", "other")]),
        ("II. NỘI DUNG\n1. Đoàn xã\n- Cử 04 đồng chí đi tập huấn.", [(4, "đồng chí", "other")]),
        ("II. NỘI DUNG\n1. Đoàn xã\n- Lập tổ đón tiếp 12 đoàn viên.", [(12, "đoàn viên", "staff")]),
        ("I. CHỈ TIÊU\n- Duy trì ít nhất 30 người/câu lạc bộ.", [(30, "người", "members")]),
        (
            "I. CHỈ TIÊU\n- Có 04 câu lạc bộ, mỗi câu lạc bộ từ 20 đến 25 người.",
            [(4, "câu lạc bộ", "other"), (20, "người", "members")],
        ),
        # so many, with their times behind
        ("II. NỘI DUNG\nToàn xã ra quân 03 vòng: vòng 1 tháng 9; vòng 2 tháng 10.", [(3, "vòng", "other")]),
        ("II. NỘI DUNG\nNhà trường đón xe thư viện 02 đợt (tháng 10 và tháng 12).", [(2, "đợt", "events")]),
        # the object of the nearest verb
        (
            "II. NỘI DUNG\n1. Phòng Kinh tế\n- Theo dõi tiến độ, thành lập 02 đoàn giám sát.\n- Khảo sát, cắm 40 biển báo.",
            [(2, "đoàn giám sát", "other"), (40, "biển báo", "other")],
        ),
        ("II. NỘI DUNG\n1. Phòng Kinh tế\n- Khảo sát, thống kê 34 hộ; xử lý 05 đơn thư.", []),
        ("II. NỘI DUNG\n1. Phòng Kinh tế\n- Xóa 05 điểm đen giao thông.", [(5, "điểm đen giao thông", "other")]),
        ("II. NHIỆM VỤ\n1. Phòng Kinh tế\n- Xóa dứt điểm 04 điểm tập kết rác.", [(4, "điểm tập kết rác", "other")]),
        # parts of a whole: the unit said shorter, or left to it where they add up
        (
            "I. CHỈ TIÊU\n- Quyên góp trên 900 cuốn sách, trong đó khối 6: 500 cuốn, khối 7: 420 cuốn.",
            [(900, "cuốn sách", "other"), (500, "cuốn", "other"), (420, "cuốn", "other")],
        ),
        (
            "I. CHỈ TIÊU\n- Tiếp nhận 300 đơn vị máu: khối trường học 180, khối cơ quan 120.",
            [
                (300, "đơn vị máu", "blood_units"),
                (180, "đơn vị máu", "blood_units"),
                (120, "đơn vị máu", "blood_units"),
            ],
        ),
        (
            "I. CHỈ TIÊU\n- Tiếp nhận 300 đơn vị máu: khối trường học 180, khối cơ quan 100.",
            [(300, "đơn vị máu", "blood_units")],
        ),
        (
            "I. CHỈ TIÊU\n- Số người đăng ký: Công đoàn các khu công nghiệp 250 người, Công đoàn Y tế 40 người.",
            [(250, "người", "registrants"), (40, "người", "registrants")],
        ),
        (
            "I. CHỈ TIÊU\n- Ít nhất 25% giáo viên, 80 phụ huynh đăng ký hiến máu.",
            [(25, "%", "share"), (80, "phụ huynh", "registrants")],
        ),
    ],
)
def test_which_numbers_are_aims(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert aimed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the second number is a plan's where the percentage says so, or where more was reached
        ("Có 630/900 hộ ký cam kết phân loại rác tại nhà, bằng 70%.", [(630, "hộ", 900, 70)]),
        ("Lắp 44/40 thùng rác, đạt 110% kế hoạch.", [(44, "thùng rác", 40, 110)]),
        ("Có 31/40 hộ ký cam kết.", [(31, "hộ", None, None)]),
        # names of what was held, in quotes; days of work; what a fund took in
        ("Đoàn xã tổ chức 12 “Ngày Chủ nhật Đỏ”.", [(12, "Ngày Chủ nhật Đỏ", None, None)]),
        ("Nhân dân góp 3.400 ngày công làm đường.", [(3400, "ngày công", None, None)]),
        ("Quỹ “Tiết kiệm tiền điện” thu 95 triệu đồng.", [(95, "triệu đồng", None, None)]),
        ("Chi hỗ trợ 95 triệu đồng.", []),
    ],
)
def test_which_numbers_were_reached(text: str, expected: list[tuple[float, str, float | None, float | None]]) -> None:
    found = results.extract(annotate(document(REPORT + text)))
    assert [(r.quantity.min, r.quantity.unit, r.planned, r.ratio) for r in found] == expected


@pytest.mark.parametrize(
    ("line", "told", "planned"),
    [
        ("Bảy tháng đầu năm, bệnh viện dùng 1.200 đơn vị máu.", [], []),
        ("Hai tháng qua, bệnh viện tiếp nhận 210 đơn vị máu.", [210], [None]),
        ("Cán bộ, công nhân đã hiến được 85 đơn vị máu.", [85], [None]),
        ("Năm 2030, toàn xã thu được 130 đơn vị máu, đạt 104% chỉ tiêu (125 đơn vị máu).", [130], [125]),
        ("Năm 2030, Câu lạc bộ Máu hiếm xã kết nạp thêm 12 thành viên.", [12], [None]),
    ],
)
def test_what_a_plan_looks_back_on(line: str, told: list[float], planned: list[float | None]) -> None:
    annotated = annotate(document(f"{HEAD}I. ĐẶC ĐIỂM\n{line}\nII. CHỈ TIÊU\n- Toàn xã tiếp nhận 150 đơn vị máu.\n"))
    found = results.extract(annotated)
    assert [r.quantity.min for r in found] == told
    assert [r.planned for r in found] == planned
    assert [t.quantity.min for t in targets.extract(annotated)] == [150]
