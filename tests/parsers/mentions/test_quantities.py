"""Numbers with comparator and unit, in every written form, and numbers that count nothing."""

from __future__ import annotations

import pytest

from parsers.lexicon import load
from parsers.mentions.quantities.mentions import QuantityMention, find_quantities
from parsers.mentions.quantities.numbers import read_number
from parsers.mentions.quantities.units import unit_at
from parsers.text import NormalisedText, normal
from tests.factory import in_each_form, view, whatever_form

Expected = tuple[object, ...]


def read(text: str) -> list[QuantityMention]:
    return find_quantities(view(text), [])


def brief(mention: QuantityMention) -> Expected:
    q = mention.quantity
    return q.comparator, q.min, q.max, q.unit, q.indicator


# text, (comparator, min, max, unit, indicator) of each quantity
COUNTS: list[tuple[str, list[Expected]]] = [
    (
        "Thôn Bãi: lấy mẫu 05 hộ; thôn Đồng: xét nghiệm mẫu 02 người",
        [("exactly", 5, 5, "hộ", "other"), ("exactly", 2, 2, "người", "other")],
    ),
    ("Phường phấn đấu tiếp nhận từ 130 đơn vị máu trở lên.", [("at_least", 130, None, "đơn vị máu", "blood_units")]),
    ("vận động từ 280 người trở lên đăng ký hiến máu", [("at_least", 280, None, "người", "registrants")]),
    ("tiếp nhận 1.520 đơn vị máu trở lên", [("at_least", 1520, None, "đơn vị máu", "blood_units")]),
    ("có ít nhất 20 thành viên trở lên", [("at_least", 20, None, "thành viên", "members")]),
    ("không thôn nào có dưới 20 người đăng ký", [("at_least", 20, None, "người", "registrants")]),
    ("không để đơn vị nào vắng trên 20 người", [("at_most", None, 20, "người", "other")]),
    ("hồ sơ sức khỏe cho 9 trên 10 người dân", []),
    ("phấn đấu đạt trên 250 đơn vị máu", [("more_than", 250, None, "đơn vị máu", "blood_units")]),
    ("thu được hơn 90 túi máu", [("more_than", 90, None, "túi máu", "blood_units")]),
    ("tổ chức tối thiểu 04 (bốn) sự kiện", [("at_least", 4, None, "sự kiện", "events")]),
    ("không quá 05 đợt hiến máu", [("at_most", None, 5, "đợt", "events")]),
    ("không để quá 05 đợt hiến máu", [("at_most", None, 5, "đợt", "events")]),
    ("tối đa 120 người đăng ký mỗi buổi", [("at_most", None, 120, "người", "registrants")]),
    ("chưa đến 80 người hiến máu", [("less_than", None, 80, "người", "donors")]),
    ("dưới 40 đơn vị máu", [("less_than", None, 40, "đơn vị máu", "blood_units")]),
    ("vận động gần 480 lượt người tham gia", [("about", 480, 480, "lượt người", "registrants")]),
    ("khoảng 300 đơn vị máu", [("about", 300, 300, "đơn vị máu", "blood_units")]),
    ("dự kiến 200 – 250 đơn vị máu", [("between", 200, 250, "đơn vị máu", "blood_units")]),
    ("từ 100 đến 150 người hiến máu", [("between", 100, 150, "người", "donors")]),
    ("từ 100 người đến 150 người đăng ký", [("between", 100, 150, "người", "registrants")]),
    ("đạt khoảng 150-200 đơn vị máu", [("between", 150, 200, "đơn vị máu", "blood_units")]),
    ("tổ chức hai đợt hiến máu", [("exactly", 2, 2, "đợt", "events")]),
    ("hơn 1,5 triệu lượt người hiến máu", [("more_than", 1500000, None, "lượt người", "donors")]),
    ("cử 02 cán bộ y tế hỗ trợ", [("exactly", 2, 2, "cán bộ y tế", "staff")]),
    ("cử 03 đồng chí tham gia", [("exactly", 3, 3, "đồng chí", "staff")]),
    (
        "phát 600 tờ rơi, treo 12 băng rôn, 05 khẩu hiệu cầm tay",
        [
            ("exactly", 600, 600, "tờ rơi", "other"),
            ("exactly", 12, 12, "băng rôn", "other"),
            ("exactly", 5, 5, "khẩu hiệu", "other"),
        ],
    ),
    (
        "2 tập thể, 11 cá nhân, 3 hộ gia đình",
        [
            ("exactly", 2, 2, "tập thể", "other"),
            ("exactly", 11, 11, "cá nhân", "other"),
            ("exactly", 3, 3, "hộ gia đình", "other"),
        ],
    ),
    ("đã tiếp nhận 85 đơn vị, tương đương 29.750 ml máu", [("exactly", 85, 85, "đơn vị máu", "blood_units")]),
    ("có 12 đơn vị tham gia ký cam kết", [("exactly", 12, 12, "đơn vị", "other")]),
    ("Chỉ tiêu: 05 ĐVTN", [("exactly", 5, 5, "ĐVTN", "other")]),
    ("Tổng số 454 người đăng ký", [("exactly", 454, 454, "người", "registrants")]),
    ("≥ 55 và ≤ 3", [("at_least", 55, None, None, "other"), ("at_most", None, 3, None, "other")]),
    ("> 0,7 hoặc >= 30", [("more_than", 0.7, None, None, "other"), ("at_least", 30, None, None, "other")]),
    ("Khối lực lượng vũ trang: 60 đơn vị máu", [("exactly", 60, 60, "đơn vị máu", "blood_units")]),
    ("01 Câu lạc bộ", [("exactly", 1, 1, "câu lạc bộ", "other")]),
    ("25 ĐVTN", [("exactly", 25, 25, "ĐVTN", "other")]),
    ("mỗi tổ 03 người đăng ký", [("exactly", 3, 3, "người", "registrants")]),
    ("thành lập đội 12 tình nguyện viên đón tiếp", [("exactly", 12, 12, "tình nguyện viên", "staff")]),
    ("tôi thiêu 45 đơn vị máu", [("at_least", 45, None, "đơn vị máu", "blood_units")]),
    ("9/9 xã, thị trấn đã thành lập", [("exactly", 9, 9, "xã, thị trấn", "other")]),
    ("kinh phí 1,5 tỷ đồng", [("exactly", 1.5, 1.5, "tỷ đồng", "other")]),
    ("tiếp nhận 1 350 đơn vị máu", [("exactly", 1350, 1350, "đơn vị máu", "blood_units")]),
    ("từ 1 100 đến 1 250 đơn vị máu", [("between", 1100, 1250, "đơn vị máu", "blood_units")]),
    ("Đợt 1 250 người đăng ký", [("exactly", 250, 250, "người", "registrants")]),
    ("Bản 4 120 người đăng ký", [("exactly", 120, 120, "người", "registrants")]),
    ("giao chín mươi lăm (95) đơn vị máu", [("exactly", 95, 95, "đơn vị máu", "blood_units")]),
    ("tối thiểu 60đv máu mỗi buổi", [("at_least", 60, None, "đơn vị máu", "blood_units")]),
    ("có 140người đăng ký", [("exactly", 140, 140, "người", "registrants")]),
    ("phấn đấu đạt và vượt 220 đơn vị máu", [("at_least", 220, None, "đơn vị máu", "blood_units")]),
    ("ít nhất một trạm cấp cứu", [("at_least", 1, None, "trạm", "other")]),
    ("tỷ suất sinh thô còn 14,5‰", [("exactly", 14.5, 14.5, "‰", "other")]),
    ("dưới 6/100.000 ca sinh sống", [("less_than", None, 6, "/100.000 ca sinh sống", "other")]),
    ("giảm từ 31 ca sinh/1.000 phụ nữ xuống 25 ca sinh/1.000 phụ nữ", [("exactly", 25, 25, "ca sinh", "other")]),
    ("tăng bình quân 05 - 06%/năm", [("between", 5, 6, "%", "other")]),  # a speed, no share
    ("lần lượt 40, 30 và 20 đơn vị máu", [
        ("exactly", 40, 40, "đơn vị máu", "blood_units"), ("exactly", 30, 30, "đơn vị máu", "blood_units"),
        ("exactly", 20, 20, "đơn vị máu", "blood_units"),
    ]),
    ("vận động 900 người, gồm: Nhà máy Z115 500, Công ty Dệt Hòa An 400.", [
        ("exactly", 900, 900, "người", "registrants"), ("exactly", 500, 500, "người", "registrants"),
        ("exactly", 400, 400, "người", "registrants"),
    ]),
    ("Hiến máu: giao xã, phường 1.800 đơn vị (có biểu kèm theo); Đợt 2: tháng 6, tại Trường THPT (110 đơn vị).", [
        ("exactly", 1800, 1800, "đơn vị máu", "blood_units"), ("exactly", 110, 110, "đơn vị máu", "blood_units"),
    ]),
    ("Số đợt: 03; số người đăng ký: 120.", [
        ("exactly", 3, 3, "đợt", "events"), ("exactly", 120, 120, "người", "registrants"),
    ]),
    ("khoảng cách giảm còn 1,4 lần", [("exactly", 1.4, 1.4, "lần", "other")]),
    ("tuổi thọ bình quân đạt 76 tuổi", [("exactly", 76, 76, "tuổi", "other")]),
    ("bố trí hai bác sĩ và bốn điều dưỡng", [
        ("exactly", 2, 2, "bác sĩ", "staff"), ("exactly", 4, 4, "điều dưỡng", "staff"),
    ]),
    ("đội có mười lăm đến hai mươi người", [("between", 15, 20, "người", "other")]),
    ("mỗi lớp hai - ba bạn đăng ký", [("between", 2, 3, "bạn", "registrants")]),
    ("các phường có tối thiểu ba mươi lăm người", [("at_least", 35, None, "người", "other")]),
    ("Mỗi thôn giới thiệu năm người đăng ký", [("exactly", 5, 5, "người", "registrants")]),
    ("Đoàn xã mở năm buổi tuyên truyền", [("exactly", 5, 5, "buổi tuyên truyền", "other")]),
    ("thành lập tổ tuyên truyền năm người; cử ba bác sĩ, năm điều dưỡng", [
        ("exactly", 5, 5, "người", "members"), ("exactly", 3, 3, "bác sĩ", "staff"), ("exactly", 5, 5, "điều dưỡng", "staff"),
    ]),
    ("Hiến máu: giao các xã, phường 380 đơn vị, cụ thể: P. Ba Đồn 200; xã Quảng Hòa 180.", [
        ("exactly", 380, 380, "đơn vị máu", "blood_units"), ("exactly", 200, 200, "đơn vị máu", "blood_units"),
        ("exactly", 180, 180, "đơn vị máu", "blood_units"),
    ]),
    ("Mỗi xã xây dựng một đội hiến máu dự bị", [("exactly", 1, 1, "đội hiến máu dự bị", "other")]),
    ("Công an phường 12 đ/c, ĐTN xã 20 - 25 ĐVTN.", [
        ("exactly", 12, 12, "đồng chí", "other"), ("between", 20, 25, "ĐVTN", "other"),
    ]),
    ("cử 24 bạn chia ba tổ", [("exactly", 24, 24, "bạn", "staff")]),
    ("cử 4 CB y tế khám sàng lọc", [("exactly", 4, 4, "CB y tế", "staff")]),
    ("sửa chữa từ 20 đến 25 căn nhà", [("between", 20, 25, "căn nhà", "other")]),
    ("thành lập 01 tổ truyền thông lưu động", [("exactly", 1, 1, "tổ truyền thông lưu động", "other")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: list[Expected]) -> None:
    assert in_each_form(text, counted) == whatever_form(expected)


def counted(view: NormalisedText) -> list[Expected]:
    return [brief(m) for m in find_quantities(view, [])]


# text, (comparator, min, max, of, per)
SHARES: list[tuple[str, list[Expected]]] = [
    ("tối thiểu 30% số cán bộ, công chức tham gia hiến máu", [("at_least", 30, None, "số cán bộ, công chức", None)]),
    ("vận động tối thiểu 25 % số giáo viên đăng ký", [("at_least", 25, None, "số giáo viên", None)]),
    ("100% các xã, phường bố trí cán bộ phụ trách", [("exactly", 100, 100, "các xã, phường", None)]),
    ("100% các tổ chức, cá nhân được phổ biến", [("exactly", 100, 100, "các tổ chức, cá nhân", None)]),
    ("tại tỉnh, ít nhất vào năm 2027 đạt 40%", [("at_least", 40, None, None, None)]),
    ("giảm tỷ lệ này xuống dưới 14,75%", [("less_than", None, 14.75, None, None)]),
    ("mỗi tháng đạt tối thiểu 20%", [("at_least", 20, None, None, "tháng")]),
    ("đạt 95% trở lên của kế hoạch năm", [("at_least", 95, None, None, None)]),
    ("từ 90% trở lên", [("at_least", 90, None, None, None)]),
    ("nâng tỷ lệ từ 40% lên 60%", [("exactly", 60, 60, None, None)]),
    ("phủ sóng đạt 100% và ổn định", [("exactly", 100, 100, None, None)]),
    ("nâng từ 35% năm 2030 lên 50% năm 2035", [("exactly", 50, 50, None, None)]),
    ("có ≥ 30% doanh nghiệp", [("at_least", 30, None, "doanh nghiệp", None)]),
    ("gần 95%", [("about", 95, 95, None, None)]),
    (
        "tỷ lệ 100% cơ sở và trên 70% xã có điểm tư vấn",
        [("exactly", 100, 100, "cơ sở", None), ("more_than", 70, None, "xã", None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_shares(text: str, expected: list[Expected]) -> None:
    def tell(view: NormalisedText) -> list[Expected]:
        found = [m.quantity for m in find_quantities(view, [])]
        assert all(one.unit == "%" and one.indicator == "share" for one in found)
        return [
            (one.comparator, one.min, one.max, " ".join(str(one.of).split()) if one.of else None, one.per)
            for one in found
        ]

    assert in_each_form(text, tell) == whatever_form(expected)


# text, (min, planned, ratio)
PLANNED: list[tuple[str, list[Expected]]] = [
    ("tiếp nhận 318/260 đơn vị máu, vượt 122,3% kế hoạch tỉnh giao", [(318, 260, 122.3)]),
    ("412 đơn vị máu/400 đơn vị máu = 103%", [(412, 400, 103)]),
    ("1.520/1.400 đơn vị máu, đạt 108,6% so với chỉ tiêu quận giao", [(1520, 1400, 108.6)]),
    ("tiếp nhận 206 đơn vị máu (kế hoạch 180 đơn vị), đạt 114,4%", [(206, 180, 114.4)]),
    ("tiếp nhận 120 đơn vị máu, kế hoạch 130 đơn vị", [(120, 130, None)]),
    ("tiếp nhận 206 đơn vị máu, đạt 103% kế hoạch", [(206, None, 103)]),
    ("hoàn thành 39/45 nhiệm vụ đề ra (đạt 86,7%)", [(39, 45, 86.7)]),
    ("xã Hòa Lợi 115/180 đơn vị; xã An Bình: 64/90 (71,1%)", [(115, 180, None), (64, 90, 71.1)]),
    ("xã Hòa Lợi 45/40 người, xã An Bình: 30/35.", [(45, 40, None), (30, 35, None)]),
    ("đợt 1: 210 đơn vị; đợt 2: 240/200 đơn vị", [(210, None, None), (240, 200, None)]),
    ("Đã có 31/58 đơn vị hoàn thành; 12 đơn vị tham gia", [(31, None, None), (12, None, None)]),
    ("đạt 72% (chỉ tiêu đề ra là tối thiểu 70%)", [(72, 70, None)]),
    ("vận động 30 người, đạt 60% số đoàn viên", [(30, None, None), (60, None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), PLANNED)
def test_planned_and_ratio(text: str, expected: list[Expected]) -> None:
    def tell(view: NormalisedText) -> list[Expected]:
        return [(m.quantity.min, m.planned, m.ratio) for m in find_quantities(view, [])]

    assert in_each_form(text, tell) == whatever_form(expected)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("tối thiểu 120 đơn vị máu/sự kiện", "sự kiện"),
        ("tổ chức ít nhất 02 - 03 sự kiện/quý", "quý"),
        ("mỗi quý có ít nhất 04 tin, bài", "quý"),
        ("tiếp nhận 60 đơn vị máu/01 đợt", "đợt"),
        ("mỗi đợt tiếp nhận từ 70 đơn vị máu trở lên", "đợt"),
        ("tiếp nhận 60 đơn vị máu", None),
        ("triển khai từng đợt, bảo đảm tiếp nhận 60 đơn vị máu", None),
        ("đôn đốc từng tháng, cả năm tiếp nhận 60 đơn vị máu", None),
        ("trong mỗi đợt, tiếp nhận 60 đơn vị máu", "đợt"),
        ("tổ chức mỗi đợt tiếp nhận 60 đơn vị máu", "đợt"),
    ],
)
def test_per(text: str, per: str | None) -> None:
    assert [m.quantity.per for m in read(text)] == [per]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("tiếp nhận từ 130 đơn vị máu trở lên", ()),
        ("cử từ 10 đồng chí", ("open-from",)),
        ("hơn 400 người trở lên đăng ký", ("two-comparators",)),
        ("tối thiểu 80 – 100 người đăng ký", ("comparator-on-range",)),
        ("12,500 người đăng ký", ("thousands-or-decimals",)),
        ("đạt 90.91%", ("dot-decimal",)),
        ("đã tiếp nhận 210 đơn vị", ("ambiguous-unit",)),
        ("lượng máu tiếp nhận không thấp hơn 450 đơn vị", ()),
        ("tiếp nhận máu: giao khối cơ quan 500 đơn vị;", ()),
        ("đạt trên 250", ("no-unit",)),
        ("412 đơn vị máu, đạt 103% so với chỉ tiêu huyện giao; đạt 98% so với chỉ tiêu tỉnh giao", ("second-ratio",)),
    ],
)
def test_doubts(text: str, doubts: tuple[str, ...]) -> None:
    assert [m.doubts for m in read(text)] == [doubts]


NOTHING = [
    "Báo cáo theo mẫu 01 người phụ trách ký; mẫu 02 hộ gia đình kê khai",
    "theo điểm a khoản 2 Điều 9 Quyết định số 10/2024/QĐ-UBND",
    "mô hình chính quyền địa phương 02 cấp",
    "văn bản chỉ đạo của Trung ương2 và 3 giai đoạn tới",
    "nam từ 18 - 60 tuổi, nữ từ 18 - 55 tuổi",
    "cân nặng từ 45 kg trở lên; hiến 350ml hoặc 250 ml máu",
    "trẻ từ 24 tháng tuổi; 12 tuần; trong 24-48 giờ; 01 ngày; 10 ngày làm việc; ít nhất 01 lần/quý",
    "Tổ 9, phường Nậm Lúa; Đội quản lý thị trường số 4; Bản Mo 2; Đề án 06; lần thứ 7",
    "Điều 5, khoản 2; năm 2026; giai đoạn 2021 - 2025; 2025 - 2030; Phụ lục 1",
    "Điện thoại: 0912.138.598; 02973.872.704 hoặc 0915 201 738",
    "số 12/KH-UBND; 57-NQ/TW; 163/2024/QH15; ISO 9001; 5k; 5G; COVID-19; NH4+",
    "1. Hội Chữ thập đỏ",
    "2.1 Nội dung thực hiện",
    "đợt 2 năm 2026; quý 3; 1/2 ngày",
    "5O người; l2 người",
    "trong năm đoàn viên được khen; vào thứ ba đoàn viên đến; cả hai đợt đều đạt; bài của hai người trở lên",
    "một số đoàn viên, một trong các đội; tháng ba đợt hiến máu",
    "phòng họp lầu 3, dãy 2, cổng 5; kiệt 22 đường Trần Phú, lô 4 khu công nghiệp; ở cơ sở 1 của Trung tâm Y tế",
    "phố 19/8 cấm xe; tại Công viên 23/9, sân vận động 30/4",
    "nghỉ 15 lít; trong 5 năm; 03 lần/ngày; rộng 40 m2; 250 ml + 350 ml",
]


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_count_nothing(text: str) -> None:
    assert in_each_form(text, counted) == whatever_form([])


def test_out_of_how_many_is_no_open_range() -> None:
    blood, people = read("tiếp nhận 1.120 đơn vị máu từ 1.680 người")
    assert (brief(blood)[1], brief(people)[1], people.doubts) == (1120, 1680, ())


def test_section_numbers_are_no_quantities_but_what_follows_is() -> None:
    assert [brief(m)[:2] for m in read("1. 100% các phòng ban\n2.1. 40 người đăng ký\n13/13 bản")] == [
        ("exactly", 100), ("exactly", 40), ("exactly", 13),
    ]  # fmt: skip


def test_taken_stretches_hold_no_quantity() -> None:
    text = "ngày 10/12 xã tổ chức 02 đợt"
    start = text.index("10/12")
    assert [brief(m)[1] for m in find_quantities(view(text), [(start, start + 5)])] == [2]


def test_parts_that_do_not_add_up_are_doubtful() -> None:
    listed = "vận động 900 người, trong đó: Công an xã 500; Đoàn xã {}."
    assert [m.doubts for m in read(listed.format(400))] == [(), (), ()]
    assert [m.doubts for m in read(listed.format(300))] == [(), ("shared-unit",), ("shared-unit",)]


def test_a_difference_is_marked() -> None:
    assert [m.kind for m in read("vượt 12 đơn vị máu so với chỉ tiêu")] == ["difference"]


def test_span_holds_comparator_number_and_unit() -> None:
    text = "Phường phấn đấu tiếp nhận từ 130 đơn vị máu trở lên, an toàn."
    (mention,) = read(text)
    assert text[mention.start : mention.end] == "từ 130 đơn vị máu trở lên"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.520", 1520),
        ("7.000", 7000),
        ("1.234.567", 1234567),
        ("27,5", 27.5),
        ("0,85", 0.85),
        ("04", 4),
        ("1.234,5", 1234.5),
        ("90.91", 90.91),
        ("5O", None),
        ("", None),
        ("12a", None),
        ("1.2.3", None),
        ("²", None),
    ],
)
def test_numbers(text: str, number: float | None) -> None:
    read_as = read_number(text)
    assert (read_as[0] if read_as else None) == number


def test_lexicon_examples() -> None:
    for entry in load("units")["units"]:
        forms_of_entry = [normal(form) for form in entry["forms"]]
        assert any(form in normal(entry["example"]) for form in forms_of_entry), entry["example"]
        for form in forms_of_entry:
            known = unit_at(form, 0)
            assert known is not None, form
            assert known[1] == len(form), form
        assert read(entry["example"]), entry["example"]
    for example in load("comparators")["examples"]:
        assert [m.quantity.comparator for m in read(example["text"])] == [example["comparator"]], example["text"]
