"""Figures under titles of what is to be reached, who makes up a crew, and what a sentence compares its figures with."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import results, targets
from parsers.records import Result, Target
from tests.factory import document, plan

REPORT = (
    "BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN\nXÃ KHE MÂY\nSố: 12/BC-BCĐ\n"
    "Khe Mây, ngày 15 tháng 12 năm 2031\nBÁO CÁO\nCông tác hiến máu tình nguyện năm 2031\nI. KẾT QUẢ\n"
)


def aims(body: str) -> list[Target]:
    return targets.extract(annotate(plan(body)))


def reached(body: str) -> list[Result]:
    return results.extract(annotate(document(REPORT + body)))


def looked_back(body: str) -> list[Result]:
    return results.extract(annotate(plan(body)))


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ CẦN ĐẠT", "KẾT QUẢ PHẢI ĐẠT ĐƯỢC", "KẾT QUẢ MONG ĐỢI", "KẾT QUẢ DỰ KIẾN", "KẾT QUẢ KỲ VỌNG",
        "KẾT QUẢ HƯỚNG TỚI", "YÊU CẦU VỀ KẾT QUẢ", "MỤC ĐÍCH VÀ KẾT QUẢ CẦN ĐẠT",
    ],
)  # fmt: skip
def test_what_is_to_be_reached_is_aimed_at(title: str) -> None:
    body = f"II. {title}\n- Thu nhận được 450 đơn vị máu.\n- 95% người hiến máu được tư vấn.\n- Mỗi thôn 10 người."
    assert [t.quantity.max for t in aims(body)] == [450, 95, 10]
    assert looked_back(body) == []


@pytest.mark.parametrize("title", ["KẾT QUẢ NĂM 2025", "ĐÁNH GIÁ KẾT QUẢ", "KẾT QUẢ ĐẠT ĐƯỢC"])
def test_what_was_reached_is_not(title: str) -> None:
    body = f"I. {title}\n- Thu nhận được 450 đơn vị máu."
    assert aims(body) == []
    assert [r.quantity.min for r in looked_back(body)] == [450]


CREWS = [
    ("Mỗi chuyến có 14 người: 03 bác sĩ khám lâm sàng, 06 kỹ thuật viên, 02 hộ lý, 01 dược sĩ, 02 lái xe.", [
        (14, "người"), (3, "bác sĩ"), (6, "kỹ thuật viên"), (2, "hộ lý"), (1, "dược sĩ"), (2, "lái xe"),
    ]),
    ("Ê kíp tiếp nhận gồm 01 trưởng kíp, 02 bác sĩ tư vấn, 05 điều dưỡng lấy máu và 01 tài xế.", [
        (1, "trưởng kíp"), (2, "bác sĩ"), (5, "điều dưỡng"), (1, "tài xế"),
    ]),
    ("Nhân lực mỗi buổi: 02 y sĩ khám tuyển, 04 nhân viên y tế đón tiếp.", [(2, "y sĩ"), (4, "nhân viên y tế")]),
    ("Từng đoàn lưu động cần 09 người, gồm 02 bác sĩ, 07 điều dưỡng.", [
        (9, "người"), (2, "bác sĩ"), (7, "điều dưỡng"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CREWS)
def test_who_makes_up_a_crew_serves(line: str, expected: list[tuple[int, str]]) -> None:
    found = aims(f"IV. NHÂN LỰC, PHƯƠNG TIỆN\n{line}")
    assert [(t.quantity.min, t.quantity.unit) for t in found] == expected
    assert {t.quantity.indicator for t in found} == {"staff"}


def test_who_comes_to_a_round_is_no_crew() -> None:
    (found,) = aims("II. CHỈ TIÊU\n1. Mỗi buổi có 40 người đăng ký hiến máu.")
    assert found.quantity.indicator == "registrants"


@pytest.mark.parametrize(
    "line",
    [
        "Bố trí xe đưa đón người hiến máu ở các bản xa trên 20 km.",
        "Đón đoàn ở các điểm cách trung tâm xã hơn 7 km.",
        "Vận động người dân trong bán kính 5 km.",
        "Nhắc những thôn đạt dưới 50% chỉ tiêu đăng ký.",
        "Báo cáo về những xã đạt dưới 40% kế hoạch.",
        "Ưu tiên cho các chi đoàn hoàn thành dưới 30% chỉ tiêu.",
    ],
)
def test_which_places_or_bodies_are_meant_is_no_aim(line: str) -> None:
    assert aims(f"III. PHÂN CÔNG\n1. Hội Chữ thập đỏ phường\n- {line}") == []


def test_a_road_to_be_built_is_one() -> None:
    (found,) = aims("III. PHÂN CÔNG\n1. Phòng Kinh tế nâng cấp 12 km đường liên thôn.")
    assert (found.quantity.min, found.quantity.unit) == (12, "km")


@pytest.mark.parametrize(
    ("line", "bodies", "bounds"),
    [
        ("Các xã Nam Sơn, Tà Lèng (đạt dưới 20% kế hoạch) kiểm điểm, gửi báo cáo giải trình trước ngày 10/6/2026.",
         ["xã Nam Sơn", "xã Tà Lèng"], (None, 20)),
        ("Phường Tân Lập (mới đạt 35% chỉ tiêu) rà soát lại danh sách.", ["Phường Tân Lập"], (35, 35)),
    ],
)  # fmt: skip
def test_a_bracket_says_how_little_somebody_reached(
    line: str, bodies: list[str], bounds: tuple[int | None, int]
) -> None:
    body = f"III. PHÂN CÔNG\n1. {line}"
    (found,) = looked_back(body)
    assert [b.name for b in found.bodies] == bodies
    assert (found.quantity.min, found.quantity.max, found.name) == (*bounds, found.quantity.of)
    assert aims(body) == []


OF_EARLIER_YEARS = [
    ("Các xã thu hút hơn 3.600 lượt người (năm 2030: 2.950 lượt). Đoàn xã phát 40 tin.", [
        (3600, "2031"), (2950, "2030"), (40, "2031"),
    ]),
    ("Toàn xã tiếp nhận 1.830 đơn vị máu, cao hơn so với năm 2030 (1.710 đơn vị máu).", [(1830, "2031"), (1710, "2030")]),
    ("Toàn xã tổ chức 12 buổi hiến máu (trong năm 2030 là 9 buổi).", [(12, "2031"), (9, "2030")]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), OF_EARLIER_YEARS)
def test_a_bracket_tells_of_an_earlier_year(line: str, expected: list[tuple[int, str]]) -> None:
    found = [(r.quantity.min, r.period.edtf if r.period else None) for r in reached(line)]
    assert found == expected


AGAINST_PLANS = [
    ("- Đợt hè: thu 415/500 đơn vị, mới đạt 83%.", (415, "đơn vị máu", 500, 83)),
    ("- Đợt thu: thu về 90/120 đơn vị, chỉ đạt 75%.", (90, "đơn vị máu", 120, 75)),
    ("Thu được 1.830 đơn vị máu, mới bằng 61% kế hoạch năm (3.000 đơn vị máu).", (1830, "đơn vị máu", 3000, 61)),
    ("Có 960 lượt công chức, viên chức hiến máu, bằng 80% kế hoạch.", (960, "lượt", None, 80)),
]


@pytest.mark.parametrize(("line", "expected"), AGAINST_PLANS)
def test_what_was_reached_stands_against_its_plan(line: str, expected: tuple[object, ...]) -> None:
    (found,) = reached(line)
    assert (found.quantity.min, found.quantity.unit, found.planned, found.ratio) == expected


@pytest.mark.parametrize(
    ("line", "number", "ratio"),
    [
        ("7 tháng năm 2026 mới có 960 lượt công chức, viên chức hiến máu, bằng 40,2% kế hoạch.", 960, 40.2),
        ("Đến nay các phường mới thu nhận 210 đơn vị máu, đạt 35% kế hoạch năm.", 210, 35),
    ],
)
def test_what_only_was_reached_so_far_is_told_in_a_letter(line: str, number: int, ratio: float) -> None:
    letter = (
        "SỞ NỘI VỤ\nSố: 412/SNV-TĐKT\nV/v vận động công chức hiến máu\nHà Lâm, ngày 15 tháng 9 năm 2026\n"
        f"Kính gửi: Các sở, ban, ngành.\nTheo số liệu của Hội Chữ thập đỏ tỉnh, {line}\n"
    )
    (found,) = results.extract(annotate(document(letter)))
    assert (found.quantity.min, found.ratio) == (number, ratio)


def test_apheresis_counts_donors_whatever_club_stands_before() -> None:
    found = aims("II. CHỈ TIÊU\n1. Câu lạc bộ có 40 thành viên.\n2. Số lượt hiến tiểu cầu từ 150 đến 170 lượt.")
    assert [t.quantity.indicator for t in found] == ["members", "donors"]


ROUNDS = "II. THỜI GIAN\n- Đợt 1: ngày 18/4/2026, tại Nhà văn hóa.\n- Đợt 2: ngày 19/9/2026, tại Trường THCS.\n"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Vận động tối thiểu 12 cán bộ, chiến sĩ hiến máu trong đợt 1.", "2026-04-18"),
        ("Vận động 12 chiến sĩ tham gia hiến máu tại đợt 2.", "2026-09-19"),
        ("Vận động 12 chiến sĩ hiến máu.", "2026"),
    ],
)
def test_the_round_behind_a_number_dates_it(line: str, day: str) -> None:
    (found,) = [
        t for t in aims(f"{ROUNDS}III. PHÂN CÔNG\n1. Công an phường\n- {line}") if t.quantity.indicator != "events"
    ]
    assert found.period is not None
    assert found.period.edtf == day


GIVING = [
    ("Mỗi khu phố vận động từ 08 người trở lên đi hiến máu.", "donors"),
    ("Huy động 15 cán bộ, chiến sĩ trực tiếp hiến máu.", "donors"),
    ("Vận động 15 cán bộ, chiến sĩ đăng ký hiến máu.", "registrants"),
    ("Tuyển thêm 40 người vào danh sách hiến tiểu cầu.", "members"),
    ("Mỗi tổ dân phố vận động từ 10 đến 12 người/tổ.", "registrants"),
]


@pytest.mark.parametrize(("line", "indicator"), GIVING)
def test_what_the_words_right_behind_people_say_of_them(line: str, indicator: str) -> None:
    (found,) = aims(f"II. CHỈ TIÊU\n1. {line}")
    assert found.quantity.indicator == indicator


@pytest.mark.parametrize(
    ("line", "bounds"),
    [
        ("Đoàn trường cử ít nhất 02 bác sĩ và 04 điều dưỡng.", [(2, None), (4, None)]),
        ("Mỗi chi đoàn vận động tối thiểu 05 đoàn viên và 02 phụ huynh.", [(5, None), (2, None)]),
        ("Đoàn trường cử ít nhất 02 bác sĩ, bố trí 20 bàn và 40 ghế.", [(2, None), (20, 20), (40, 40)]),
    ],
)
def test_a_bound_holds_for_the_people_named_with_the_first(
    line: str, bounds: list[tuple[int | None, int | None]]
) -> None:
    assert [(t.quantity.min, t.quantity.max) for t in aims(f"III. PHÂN CÔNG\n1. {line}")] == bounds


OF_WHOM = [
    ("Toàn phường thu nhận 500 đơn vị máu, trong đó điểm vệ tinh tại các thôn 200 đơn vị trở lên.", [
        ["Toàn phường"], ["điểm vệ tinh tại các thôn"],
    ]),
    ("Phấn đấu 300 người đăng ký, trong đó học sinh khối 12 không ít hơn 40 em.", [[], ["học sinh khối 12"]]),
    ("Mỗi xã có ít nhất 01 buổi hiến máu, toàn chiến dịch tiếp nhận tối thiểu 300 đơn vị máu.", [["Mỗi xã"], []]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "bodies"), OF_WHOM)
def test_a_part_of_a_total_is_of_whom_its_own_words_name(line: str, bodies: list[list[str]]) -> None:
    assert [[b.name for b in t.bodies] for t in aims(f"II. CHỈ TIÊU\n1. {line}")] == bodies


def test_who_acts_in_a_later_clause_owes_nothing_of_the_first() -> None:
    body = (
        "III. PHÂN CÔNG\n1. Hội Chữ thập đỏ tỉnh\n"
        "- Thành lập 03 đoàn kiểm tra; đồng chí Chủ tịch Hội trực tiếp làm trưởng đoàn số 1."
    )
    (found,) = aims(body)
    assert [b.name for b in found.bodies] == ["Hội Chữ thập đỏ tỉnh"]


HANDED_IN = [
    ("Mỗi lớp khối 10, khối 11 gửi 01 tranh.", [(1, "tranh")]),
    ("Mỗi chi đoàn nộp 02 bài viết, 01 video.", [(2, "bài viết"), (1, "video")]),
    ("Hội Khuyến học hỗ trợ 80 hộp sữa.", [(80, "hộp sữa")]),
    ("Ban Đại diện cha mẹ học sinh: cùng chung tay, hỗ trợ 150 suất sữa và bánh.", [(150, "suất")]),
    ("Văn phòng Hội: in ấn, gửi 3.000 tờ gấp, 60 pa-nô về các xã, phường.", [(3000, "tờ gấp"), (60, "pa-nô")]),
    ("Tổ truyền thông: thiết kế 01 bộ ấn phẩm.", [(1, "bộ ấn phẩm")]),
]


@pytest.mark.parametrize(("line", "expected"), HANDED_IN)
def test_what_somebody_hands_in_or_gives(line: str, expected: list[tuple[int, str]]) -> None:
    found = aims(f"III. PHÂN CÔNG NHIỆM VỤ\n1. {line}")
    assert [(t.quantity.min, t.quantity.unit) for t in found] == expected


@pytest.mark.parametrize(
    "line",
    ["Mỗi người hiến máu được hỗ trợ 02 suất quà.", "Hồ sơ: mỗi đơn vị gửi 01 bản về Hội.", "Người hiến máu được hỗ trợ 02 hộp sữa."],
)  # fmt: skip
def test_what_each_one_gets_is_no_aim(line: str) -> None:
    assert aims(f"III. PHÂN CÔNG NHIỆM VỤ\n1. Văn phòng Hội\n- {line}") == []
