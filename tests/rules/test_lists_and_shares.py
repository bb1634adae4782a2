"""Lists that are longer or shorter than was said, shares, donors, leaders, standing bodies: each defect with a clean twin."""

from __future__ import annotations

import pytest

from tests.rules.factory import PLAN, found, planted
from tests.rules.test_sums_and_leaders import CLINIC, LEADS, TIME, ended, told

MEMBERS = """\
IV. BAN TỔ CHỨC

Thành lập Ban Tổ chức gồm 0{count} ông, bà có tên sau:
I. Lãnh đạo
1. Bà Lò Thị Mẩy, Phó Chủ tịch UBND xã - Trưởng ban;
2. Ông Vàng A Páo, Chủ tịch Hội Chữ thập đỏ xã - Phó Trưởng ban.
II. Ủy viên
{next}. Ông Hà Văn Đội, Trưởng Trạm Y tế xã;
{last}. Bà Sùng Thị Dính, Bí thư Đoàn xã.

"""
DAYS = """\
2. Thời gian: quý II: 0{count} đợt
- Ngày 04/4: Nhà văn hóa xã (hưởng ứng Ngày Toàn dân hiến máu tình nguyện 7/4);
- Ngày 16/5: thôn Khe Vầu;
- Ngày 06/6: Trường Tiểu học Suối Lạnh."""
FILES = (
    "Giải quyết {whole} hồ sơ; trong đó trước hạn 1.020 hồ sơ, chiếm {share}%; đúng hạn 168 hồ sơ, chiếm 14,0%; "
    "quá hạn 12 hồ sơ, chiếm 1,0%."
)
SHARES = """\
IV. KẾT QUẢ NĂM 2025

Đối tượng\tSố đơn vị máu\tTỷ lệ (%)
Học sinh, sinh viên\t96\t{share}
Cán bộ, công chức\t120\t30,0
Lực lượng vũ trang\t64\t16,0
Công nhân\t120\t30,0
Cộng\t400\t100

"""


def members(count: int, third: int = 3, last: int = 4) -> str:
    return ended(MEMBERS.format(count=count, next=third, last=last))


def days(count: int) -> str:
    return planted(TIME, DAYS.format(count=count))


def files(share: str, whole: str = "1.200") -> str:
    return told(FILES.format(share=share, whole=whole))


DEFECTS = [
    (members(5), "list-count-mismatch"),
    (members(5, 1, 2), "list-count-mismatch"),
    (days(4), "list-count-mismatch"),
    (told("Có 05 thôn đạt từ 50% trở lên, gồm: Đồng Mạ, Khe Vầu, Lũng Cải và Nà Hạ."), "list-count-mismatch"),
    (told("Tư vấn tại 03 thôn (Đồng Mạ, Khe Vầu, Lũng Cải, Nà Hạ)."), "list-count-mismatch"),
    (told("Phun hóa chất tại 04 khu phố: 1, 2 và 5."), "list-count-mismatch"),
    (files("58,0"), "share-mismatch"),
    (ended(SHARES.format(share="42,0")), "share-mismatch"),
    (told("Đã khám 86 lượt, tăng 46 lượt so với quý I năm 2025 (132 lượt, cộng của các xã cũ)."), "comparison-mismatch"),
    (told("Người hiến máu mỗi lần từ 250 ml đến 550 ml."), "donor-criteria"),
    (told("Vận động người từ đủ 16 đến 60 tuổi tham gia hiến máu."), "donor-criteria"),
    (told("Người hiến máu tuổi từ 18 - 65, đủ sức khỏe."), "donor-criteria"),
    (told("Người hiến máu: nữ cân nặng từ 40 kg, nam từ 45 kg trở lên."), "donor-criteria"),
    (told("Khoảng cách giữa hai lần hiến máu toàn phần tối thiểu 8 tuần."), "donor-criteria"),
    (
        told("Hội Chữ thập đỏ xã là cơ quan thường trực của Ban Chỉ đạo. Trạm Y tế xã, cơ quan thường trực Ban Chỉ đạo, họp."),
        "two-standing-bodies",
    ),
    (
        planted(CLINIC, f"{CLINIC}\n\n"
                "4. Dọn vệ sinh, trang trí điểm hiến máu: do Đoàn Thanh niên xã chủ trì, các thôn phối hợp.",
                planted(LEADS, "a) Chủ trì công tác dọn vệ sinh, trang trí điểm hiến máu.")),
        "led-by-two",
    ),
]  # fmt: skip

TWINS = [
    members(4),
    members(4, 1, 2),
    days(3),
    told("Có 05 thôn đạt từ 50% trở lên, gồm: Đồng Mạ, Khe Vầu, Lũng Cải, Nà Hạ và Tả Phìn."),
    told("Có 05 thôn đạt từ 50% trở lên, trong đó có Đồng Mạ, Khe Vầu."),
    told("Tại 05 thôn, gồm: Đồng Mạ, Khe Vầu, …"),
    told("Phun hóa chất tại 03 khu phố: 1, 2 và 5."),
    told("Mỗi đợt có 03 thôn: mỗi thôn 20 người, cử một trưởng đoàn."),
    files("85,0"),
    told("Khám 120 lượt người, 90 người (75%) đạt; xét nghiệm 60 mẫu, 12 mẫu (20%) phải làm lại."),
    told("Cấp 96 suất quà (96% kế hoạch) và 120 giấy chứng nhận (100%)."),
    ended(SHARES.format(share="24,0")),
    told("Đã khám 86 lượt, giảm 46 lượt so với quý I năm 2025 (132 lượt, cộng của các xã cũ)."),
    told("Người hiến máu mỗi lần từ 250 ml đến 450 ml, tuổi từ đủ 18 đến 60, nữ từ 42 kg, nam từ 45 kg."),
    told("Hiến tiểu cầu bằng gạn tách mỗi lần không quá 650 ml, cách nhau ít nhất 2 tuần."),
    told("Chuẩn bị cho người hiến máu mỗi người 01 chai nước 550 ml."),
    told("Mời học sinh từ 15 đến 17 tuổi tham gia vẽ tranh tuyên truyền."),
    told("Hội Chữ thập đỏ xã là cơ quan thường trực của Ban Chỉ đạo. Hội Chữ thập đỏ xã (thường trực Ban Chỉ đạo) họp."),
    planted(CLINIC, f"{CLINIC}\n\n4. Dọn vệ sinh, trang trí cổng chào của xã: do Đoàn Thanh niên xã chủ trì.",
            planted(LEADS, "a) Chủ trì công tác dọn vệ sinh, trang trí điểm hiến máu.")),
    told("Tập huấn hai ngày 28/02 và 01/3/2026 (ngày thứ hai kết thúc lúc 16 giờ)."),
    told("Tổng số hồ sơ phải giải quyết 1.284 hồ sơ, gồm 1.219 hồ sơ mới và 65 hồ sơ kỳ trước chuyển qua."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), DEFECTS)
def test_it_is_found(text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize("text", TWINS)
def test_its_twin_is_clean(text: str) -> None:
    names = {name for _, name in DEFECTS} | {"parts-sum-mismatch", "weekday-mismatch"}
    assert not names & set(found(text))


TOTAL = (
    "Giao chỉ tiêu hiến máu năm 2026 cho các thôn, trường với tổng số {total} đơn vị máu (chi tiết tại Biểu kèm theo)."
)


@pytest.mark.parametrize(("total", "expected"), [("120", True), ("90", False)])
def test_a_total_that_the_text_gives_for_the_table(total: str, expected: bool) -> None:
    chosen = "1. Chỉ tiêu: toàn xã tiếp nhận từ 90 đơn vị máu trở lên (có Biểu phân bổ kèm theo)."
    text = planted(chosen, f"1. {TOTAL.format(total=total)}")
    assert ("quota-below-target" in found(text)) is expected


def test_a_list_that_the_table_asks_for_on_another_day_than_the_text() -> None:
    note = "Ghi chú: Các đơn vị gửi danh sách đăng ký về Phòng Văn hóa - Xã hội chậm nhất ngày {day}/3/2026.\n"
    assert "deadline-conflict" in found(PLAN + note.format(day="04"))
    assert "deadline-conflict" not in found(PLAN + note.format(day="01"))


def test_a_round_of_its_own_is_not_the_day_that_lists_are_for() -> None:
    late = planted("3. Các thôn\n\nVận động", "3. Các thôn\n\nHọc sinh sẽ có đợt riêng vào tháng 5/2026. Vận động")
    text = planted("trước ngày 02/3/2026", "trước ngày 20/3/2026", late)
    assert "deadline-after-event" in found(text)


def school(text: str) -> str:
    """A notice of a college, with a sentence in it."""
    return f"""\
TRƯỜNG CAO ĐẲNG Y TẾ ĐÔNG LẠC	CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 31/TB-CĐYT	Độc lập - Tự do - Hạnh phúc
	Đông Lạc, ngày 15 tháng 01 năm 2026

THÔNG BÁO
Về việc tổ chức hiến máu tình nguyện năm 2026

1. Sinh viên đăng ký hiến máu với lớp trưởng trước ngày 02/3/2026.

2. {text}

Nơi nhận:
- Các lớp;
- Lưu: VT.

HIỆU TRƯỞNG

Lục Văn Thuần
"""


TWO_ARTICLES = """\
ỦY BAN NHÂN DÂN	CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ SUỐI LẠNH	Độc lập - Tự do - Hạnh phúc
Số: 26/QĐ-UBND	Suối Lạnh, ngày 15 tháng 01 năm 2026

QUYẾT ĐỊNH
Về việc thành lập Ban Chỉ đạo vận động hiến máu tình nguyện

Điều 1. Thành lập Ban Chỉ đạo vận động hiến máu tình nguyện xã.

Điều 2. Các ông, bà có tên tại Điều {asked} Quyết định này chịu trách nhiệm thi hành.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

CHỦ TỊCH

Lục Văn Thuần
"""
REACHED = """\
IV. KẾT QUẢ NĂM 2025

Có {count} thôn chưa đạt chỉ tiêu.

TT\tĐơn vị\tChỉ tiêu\tThực hiện\tTỷ lệ (%)
1\tThôn Đồng Mạ\t30\t33\t110,0
2\tThôn Khe Vầu\t25\t20\t80,0
3\tThôn Lũng Cải\t20\t20\t100,0
4\tThôn Nà Hạ\t20\t18\t90,0

"""
PLACE = "Kê bàn ghế, giường nghỉ tại {place} phục vụ việc lấy máu."
COST = "TT\tNội dung chi\tSố lượng\tĐơn giá (đồng)\tThành tiền (đồng)\n1\tQuà\t150 suất\t40.000\t{amount}\n2\tNước\t120 chai\t8.000\t960.000\n\n"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (TWO_ARTICLES.format(asked=1), "inner-reference", False),
        (TWO_ARTICLES.format(asked=3), "inner-reference", True),
        (told("Các đơn vị nêu tại mục V Kế hoạch này cử người tham gia."), "inner-reference", True),
        (told("Các đơn vị nêu tại mục III Kế hoạch này cử người tham gia."), "inner-reference", False),
        (told("Thực hiện mục V Kế hoạch số 12/KH-BCĐ ngày 05/01/2026 của Ban Chỉ đạo tỉnh."), "inner-reference", False),
        (ended(REACHED.format(count="03")), "reached-count-mismatch", True),
        (ended(REACHED.format(count="02")), "reached-count-mismatch", False),
        (told(PLACE.format(place="Hội trường Đảng ủy")), "place-conflict", True),
        (told(PLACE.format(place="Nhà văn hóa xã Suối Lạnh")), "place-conflict", False),
        (told("Kê bàn ghế tại Hội trường Đảng ủy để họp tổng kết."), "place-conflict", False),
        (
            told("Mời ông Lò Văn Mẫu, Phó Chủ tịch Ủy ban nhân dân xã; ông Lò Văn Mẫu, Phó Chủ tịch Hội đồng nhân dân xã."),
            "person-conflict", True,
        ),
        (
            told("Mời ông Lò Văn Mẫu, Trưởng Trạm Y tế xã; ông Lò Văn Mẫu, Phó Trưởng Trạm Y tế xã."),
            "person-conflict", True,
        ),
        (
            told("Mời ông Lò Văn Mẫu, Phó Chủ tịch UBND xã; ông Lò Văn Mẫu, Phó Chủ tịch Ủy ban nhân dân xã Suối Lạnh."),
            "person-conflict", False,
        ),
        (
            told("Liên hệ bà Lò Thị Mẩy, điện thoại 0900 000 345. Đăng ký qua bà Mẩy, điện thoại 0900 000 354."),
            "person-conflict", True,
        ),
        (
            told("Liên hệ bà Lò Thị Mẩy, điện thoại 0900 000 345 hoặc 0208 123 456."),
            "person-conflict", False,
        ),
        (told("Vận động cán bộ, Nhân dân trên địa bàn xã Suối Bùn tham gia."), "name-left-over", True),
        (told("Vận động cán bộ, Nhân dân trên địa bàn xã Suối Lạnh tham gia."), "name-left-over", False),
        (told("Nhân dân xã Suối Bùn cũ đăng ký tại điểm này."), "name-left-over", False),
        (school("Kết quả đăng trên trang thông tin điện tử của Trường Cao đẳng Kinh tế Lâm Hòa."), "name-left-over", True),
        (school("Kết quả đăng trên trang thông tin điện tử của Trường Cao đẳng Y tế Đông Lạc."), "name-left-over", False),
        (ended(COST.format(amount="6.400.000")), "budget-mismatch", True),
        (ended(COST.format(amount="6.000.000")), "budget-mismatch", False),
    ],
)  # fmt: skip
def test_what_does_not_agree(text: str, name: str, expected: bool) -> None:
    assert (name in found(text)) is expected


CLEAN = [
    told("Các em đội nghi thức (từ 12 đến 15 tuổi) biểu diễn; người hiến máu từ đủ 18 đến 60 tuổi."),
    told("Mời 30 đại biểu cao niên (từ 62 đến 78 tuổi) từng hiến máu nhiều lần đến giao lưu."),
    ended("IV. KẾT QUẢ\n\nLưu động 11 buổi (quý I: 05 buổi theo lịch; quý II: 05 buổi theo lịch và 01 buổi bổ sung).\n\n"),
    planted(
        "1. Chỉ tiêu: toàn xã tiếp nhận từ 90 đơn vị máu trở lên (có Biểu phân bổ kèm theo).",
        "1. Tổ chức 06 đợt, tiếp nhận 90 đơn vị máu (có Biểu phân bổ kèm theo), gồm:\na) 04 đợt theo quý, 60 đơn vị máu:\n"
        "- Quý I: 01 đợt, 15 đơn vị máu;\n- Quý II: 01 đợt, 20 đơn vị máu;\n- Quý III: 01 đợt, 10 đơn vị máu;\n"
        "- Quý IV: 01 đợt, 15 đơn vị máu.\nb) 02 đợt bổ sung, 30 đơn vị máu:\n- Đợt trước Tết: 10 đơn vị máu;\n"
        "- Đợt hè: 20 đơn vị máu.",
    ),
    told("Bố trí 07 điểm hiến máu, tiếp nhận 90 đơn vị máu. Chiến dịch năm 2025 có 06 điểm, tiếp nhận 84 đơn vị máu."),
    told("Năm 2024 tiếp nhận 96 đơn vị máu; năm 2025 xã không tổ chức do sửa nhà văn hóa."),
    told("Khoa Khoa học cơ bản cử 05 người tham gia."),
    ended(
        "IV. LỊCH\n\nTT\tCông việc\tPhụ trách\tHạn\n1\tTrưởng đoàn báo cáo kết quả kiểm tra\tĐoàn số 1\tTrước ngày 24/6/2026\n"
        "2\tTrưởng đoàn báo cáo kết quả kiểm tra\tĐoàn số 2\tTrước ngày 30/6/2026\n\n"
    ),
]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN)
def test_what_only_looks_like_a_contradiction(text: str) -> None:
    names = {
        "donor-criteria", "parts-sum-mismatch", "target-conflict", "year-stale", "repeated-word", "deadline-conflict",
    }  # fmt: skip
    assert not names & set(found(text))
