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
