"""Results: what reports say was reached."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import targets
from parsers.extractors.figures.results import extract
from parsers.records import Result
from tests.factory import document, forms

REPORT = (
    "Số: 12/BC-BCĐ\nKhe Mây, ngày 05 tháng 7 năm 2031\nBÁO CÁO\nCông tác hiến máu tình nguyện 6 tháng đầu năm 2031\n"
)
PLAN = "Số: 12/KH-BCĐ\nKhe Mây, ngày 05 tháng 01 năm 2031\nKẾ HOẠCH\nVận động hiến máu tình nguyện năm 2031\n"


def results(text: str, opening: str = REPORT) -> list[Result]:
    return extract(annotate(document(opening + text)))


REACHED = [
    ("I. KẾT QUẢ\nĐã tiếp nhận 318/260 đơn vị máu, vượt 122,3% kế hoạch tỉnh giao.", [
        ("exactly", 318, "đơn vị máu", 260, 122.3),
    ]),
    ("I. KẾT QUẢ\n- 9/9 xã, thị trấn đã thành lập Ban Chỉ đạo.", [("exactly", 9, "xã, thị trấn", None, None)]),
    ("I. KẾT QUẢ\nTrong 6 tháng đầu năm đã phát 400 tờ rơi, treo 12 băng rôn.", [
        ("exactly", 400, "tờ rơi", None, None), ("exactly", 12, "băng rôn", None, None),
    ]),
    ("I. KẾT QUẢ\n1. Khen thưởng\n+ Giấy khen: 2 tập thể, 11 cá nhân, 1 hộ gia đình.", [
        ("exactly", 2, "tập thể", None, None), ("exactly", 11, "cá nhân", None, None),
        ("exactly", 1, "hộ gia đình", None, None),
    ]),
    ("I. KẾT QUẢ\nVận động gần 480 lượt người tham gia.", [("about", 480, "lượt người", None, None)]),
    ("I. KẾT QUẢ\nHiện có 02 câu lạc bộ với 61 thành viên.", [
        ("exactly", 2, "câu lạc bộ", None, None), ("exactly", 61, "thành viên", None, None),
    ]),
    ("I. KẾT QUẢ\nTiếp nhận 206 đơn vị máu/200 đơn vị máu = 103%.", [("exactly", 206, "đơn vị máu", 200, 103)]),
    ("I. KẾT QUẢ\n- Xã Khe Mây 420/350 đơn vị (đạt 120%).", [("exactly", 420, "đơn vị máu", 350, 120)]),
    ("I. ĐẶC ĐIỂM TÌNH HÌNH\n12/12 xã đã kiện toàn Ban Chỉ đạo.", [("exactly", 12, "xã", None, None)]),
    ("I. TÌNH HÌNH, KẾT QUẢ\n- In 500 tờ rơi, vận động ủng hộ 25 triệu đồng.", [
        ("exactly", 500, "tờ rơi", None, None), ("exactly", 25, "triệu đồng", None, None),
    ]),
    ("I. KẾT QUẢ\n- Số người hiến máu: 205 người, tăng 10 người (5%) so với cùng kỳ năm 2030.", [
        ("exactly", 205, "người", None, None),
    ]),
    ("I. KẾT QUẢ\n- Có 205 lượt người hiến máu (cùng kỳ 195 lượt, tăng 10 lượt).", [
        ("exactly", 205, "lượt người", None, None),
    ]),
    ("I. KẾT QUẢ\n- Số người hiến máu tăng 8,5% so với cùng kỳ năm trước.", [("exactly", 8.5, "%", None, None)]),
    ("I. KẾT QUẢ\n- Có 1.120 lượt người dự, giảm gần 15,4% so với năm 2030.", [
        ("exactly", 1120, "lượt người", None, None), ("about", 15.4, "%", None, None),
    ]),
    ("I. TỒN TẠI, HẠN CHẾ\n- Cập nhật còn chậm, đến hết tháng 11/2031 mới nhập được 390 trường hợp.", [
        ("exactly", 390, "trường hợp", None, None),
    ]),
    ("I. TỒN TẠI, HẠN CHẾ\n- Mới cấp được 45 thẻ; chỉ vận động được 12 doanh nghiệp.", [
        ("exactly", 45, "thẻ", None, None), ("exactly", 12, "doanh nghiệp", None, None),
    ]),
    ("I. KẾT QUẢ\n- Chưa đạt chỉ tiêu: 85/100 đơn vị máu (thiếu 15 đơn vị).", [
        ("exactly", 85, "đơn vị máu", 100, None),
    ]),
    ("I. KẾT QUẢ\n- Chỉ tiêu 80 đơn vị máu, tiếp nhận 96 đơn vị máu.", [("exactly", 96, "đơn vị máu", 80, None)]),
    ("I. KẾT QUẢ\n- Có 1 250 người đăng ký.", [("exactly", 1250, "người", None, None)]),
    ("I. KẾT QUẢ\n- Đợt 1: thu được 336 đơn vị máu, đạt 112% kế hoạch đợt (300 đơn vị máu).", [
        ("exactly", 336, "đơn vị máu", 300, 112),
    ]),
    ("I. KẾT QUẢ\n- Vận động 90 người đăng ký, bằng 60% chỉ tiêu (150 người); phát 40 tờ rơi.", [
        ("exactly", 90, "người", 150, 60), ("exactly", 40, "tờ rơi", None, None),
    ]),
    ("I. KẾT QUẢ\n- Đạt 112% kế hoạch (336 đơn vị máu).", [("exactly", 112, "%", None, None), ("exactly", 336, "đơn vị máu", None, None)]),
    ("I. KẾT QUẢ\n- Tiếp nhận 148 đơn vị máu, vượt 28 đơn vị máu so với chỉ tiêu 120 đơn vị máu.", [
        ("exactly", 148, "đơn vị máu", 120, None),
    ]),
    ("I. KẾT QUẢ\n- Có 52 người hiến máu (thiếu 8 người so với kế hoạch 60 người).", [("exactly", 52, "người", 60, None)]),
    ("I. KẾT QUẢ\nHoàn thành 39/45 nhiệm vụ (đạt 86,7%).", [("exactly", 39, "nhiệm vụ", 45, 86.7)]),
    ("I. KẾT QUẢ\nThu được 198 đơn vị máu trên chỉ tiêu 240 đơn vị máu, đạt 82,5%.", [
        ("exactly", 198, "đơn vị máu", 240, 82.5),
    ]),
    ("I. KẾT QUẢ\n- Tiếp nhận 126 đơn vị máu, đạt chỉ tiêu 100%.", [("exactly", 126, "đơn vị máu", None, None)]),
    ("I. KẾT QUẢ\n- Trao 126 suất quà, vượt kế hoạch đề ra (120 suất), đạt 105%.", [("exactly", 126, "suất quà", 120, 105)]),
    ("I. KẾT QUẢ\n- Tiếp nhận 126 đơn vị máu, vượt kế hoạch 20 đơn vị máu.", [("exactly", 126, "đơn vị máu", None, None)]),
    ("I. KẾT QUẢ\n- Có 42 hộ thoát nghèo đủ điều kiện, đạt 60% kế hoạch giao (70 hộ).", [("exactly", 42, "hộ", 70, 60)]),
    ("I. KẾT QUẢ\n- Mở 06/09 lớp tập huấn.", [("exactly", 6, "lớp tập huấn", 9, None)]),
    ("I. KẾT QUẢ\n- Vận động 96 người đăng ký/chỉ tiêu 120 người.", [("exactly", 96, "người", 120, None)]),
    ("I. KẾT QUẢ\n- Thu được 360 đơn vị máu, bằng 90% so với chỉ tiêu giao 400 đơn vị.", [("exactly", 360, "đơn vị máu", 400, 90)]),
    ("I. KẾT QUẢ\n- Khám cho 820 lượt người trên tổng số 1.000 lượt người theo kế hoạch.", [("exactly", 820, "lượt người", 1000, None)]),
    ("I. KẾT QUẢ\n- Đạt 15/19 tiêu chí.", [("exactly", 15, "tiêu chí", None, None)]),
    ("I. KẾT QUẢ\n- Kết nạp 33 hội viên (chỉ tiêu năm 60 hội viên).", [("exactly", 33, "hội viên", 60, None)]),
    ("I. KẾT QUẢ\n- Tiếp nhận 118 đơn vị máu (kế hoạch năm 2031).", [("exactly", 118, "đơn vị máu", None, None)]),
    ("I. KẾT QUẢ\n- Tổ chức 02/03 đợt hiến máu.", [("exactly", 2, "đợt", 3, None)]),
]  # fmt: skip


@pytest.mark.parametrize("form", ["nfc", "nfd", "spaces", "broken"])
@pytest.mark.parametrize(("text", "expected"), REACHED, ids=[text[11:50] for text, _ in REACHED])
def test_what_was_reached(text: str, expected: list[tuple[object, ...]], form: str) -> None:
    found = extract(annotate(forms(REPORT + text)[form]))
    assert [(r.quantity.comparator, r.quantity.min, r.quantity.unit, r.planned, r.ratio) for r in found] == expected


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("I. KẾT QUẢ\nTừ ngày 01/12/2030 đến ngày 31/5/2031 đã tiếp nhận 96 đơn vị máu.", "2030-12-01/2031-05-31"),
        ("I. KẾT QUẢ\nTrong 6 tháng đầu năm đã tiếp nhận 96 đơn vị máu.", "2031-40"),
        ("I. KẾT QUẢ\nĐã tiếp nhận 96 đơn vị máu.", "2031-40"),
        ("I. KẾT QUẢ\nTính đến hết ngày 30/6/2031, tiếp nhận 96 đơn vị máu.", "2031-40"),
        ("I. KẾT QUẢ\nTiếp nhận 96 đơn vị máu, cao hơn năm 2030.", "2031-40"),
        ("I. KẾT QUẢ\n- Quý II tiếp nhận 96 đơn vị máu.", "2031-34"),
        ("I. KẾT QUẢ\n+ Đợt 1 (Chủ nhật, ngày 23/02/2031): 96/90 đơn vị máu.", "2031-02-23"),
    ],
)
def test_period(text: str, edtf: str) -> None:
    (result,) = results(text)
    assert result.period is not None
    assert result.period.edtf == edtf


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("I. KẾT QUẢ\nHội Chữ thập đỏ xã đã phát 400 tờ rơi.", ["Hội Chữ thập đỏ xã"]),
        ("I. KẾT QUẢ\nTừ ngày 01/12/2030 đến nay Hội Chữ thập đỏ xã đã phát 400 tờ rơi.", ["Hội Chữ thập đỏ xã"]),
        ("I. KẾT QUẢ\nHội Chữ thập đỏ xã đã khen thưởng, cụ thể:\n+ Giấy khen: 2 tập thể.", ["Hội Chữ thập đỏ xã"]),
    ],
)
def test_bodies(text: str, bodies: list[str]) -> None:
    (result,) = results(text)
    assert [b.name for b in result.bodies] == bodies


def test_the_look_back_of_a_plan_is_a_result() -> None:
    text = "I. CĂN CỨ\nKết quả năm 2030: đã tiếp nhận 115/90 đơn vị máu.\nII. CHỈ TIÊU\nTiếp nhận 120 đơn vị máu."
    (result,) = results(text, PLAN)
    assert (result.quantity.min, result.planned) == (115, 90)


def test_last_year_in_brackets_is_a_result_of_a_plan() -> None:
    text = "I. CHỈ TIÊU\nToàn trường tiếp nhận trên 150 đơn vị máu (năm 2030 đạt 128 đơn vị), vận động 200 người."
    (result,) = results(text, PLAN)
    assert (result.quantity.min, result.quantity.unit) == (128, "đơn vị máu")


@pytest.mark.parametrize(
    "text",
    [
        "Trong khi đó, số lượng tiếp nhận đạt 41,3% kế hoạch, giảm 9,8% so với cùng kỳ năm 2030.",
        "6 tháng đầu năm, lượng máu mới đạt 41,3% kế hoạch năm.",
        "Đến giữa tháng 6, các đơn vị mới hoàn thành được 41,3% chỉ tiêu được giao.",
    ],
)
def test_how_much_of_the_plan_a_letter_says_was_reached(text: str) -> None:
    letter = f"{PLAN}{text} Đề nghị các đơn vị khẩn trương đăng ký."
    assert [(r.quantity.min, r.quantity.unit) for r in extract(annotate(document(letter)))] == [(41.3, "%")]
    assert targets.extract(annotate(document(letter))) == []


def test_people_who_gave_are_results_among_the_circumstances_too() -> None:
    found = results("I. ĐẶC ĐIỂM TÌNH HÌNH\nTrong năm có 412 người tham gia hiến máu, tiếp nhận của 96 cán bộ.")
    assert [r.quantity.min for r in found] == [412, 96]


NOTICE = PLAN.replace("KẾ HOẠCH", "THÔNG BÁO", 1)


@pytest.mark.parametrize(
    ("sentence", "reached"),
    [
        (
            "Đợt 1 tiếp nhận được 167 đơn vị máu; có 215 người đến đăng ký, giảm 9 người so với đợt 1 năm 2030.",
            [167, 215],
        ),
        ("Buổi đầu tiếp nhận được 90 đơn vị máu; có tổng số 120 người tham gia hiến máu.", [90, 120]),
        ("Buổi đầu tiếp nhận được 90 đơn vị máu; xã có 120 người trong độ tuổi.", [90]),
    ],
)
def test_who_came_is_a_result_where_a_notice_looks_back(sentence: str, reached: list[int]) -> None:
    found = results(f"1. Đánh giá chung\n{sentence}\n2. Nhiệm vụ\nCác thôn vận động người dân.", NOTICE)
    assert [r.quantity.min for r in found] == reached


def test_last_year_without_more_words_is_a_result_of_a_plan() -> None:
    (result,) = results("I. KHÁI QUÁT\nNăm 2030, toàn xã tiếp nhận 96 đơn vị máu.", PLAN)
    assert result.quantity.min == 96


def test_bodies_that_stand_beside_their_numbers() -> None:
    text = "I. KẾT QUẢ\nNhiều nơi làm tốt: Công an xã Khe Mây 22/20 đơn vị máu (110%), xã Nậm Lúa: 18/20 đơn vị máu."
    found = results(text)
    assert [(r.quantity.min, r.planned, r.ratio, [b.name for b in r.bodies]) for r in found] == [
        (22, 20, 110, ["Công an xã Khe Mây"]),
        (18, 20, None, ["xã Nậm Lúa"]),
    ]


TABLE = (
    "I. KẾT QUẢ\nBảng kết quả tiếp nhận máu\nTT\tĐơn vị\tKế hoạch (đơn vị)\tThực hiện (đơn vị)\tTỷ lệ %\n"
    "1\tXã Khe Mây\t1.100\t1.320\t120\n2\tTrường THPT Nậm Lúa\t60\t45\t75\n\tTổng cộng\t1.160\t1.365\t117,7"
)


def test_table_of_results() -> None:
    found = results(TABLE)
    assert [(r.bodies[0].name, r.quantity.min, r.quantity.unit, r.planned, r.ratio) for r in found] == [
        ("Xã Khe Mây", 1320, "đơn vị máu", 1100, 120),
        ("Trường THPT Nậm Lúa", 45, "đơn vị máu", 60, 75),
    ]
    assert [r.spans[0].quote for r in found] == ["1.320", "45"]


def test_table_of_a_plan_holds_no_results() -> None:
    assert results(TABLE, PLAN) == []


NO_RESULTS = {
    "work to do": ("III. PHÂN CÔNG\nTổng hợp kết quả cả hai đợt, báo cáo trước ngày 15/12/2031.", PLAN),
    "the plan of the past": ("I. KẾT QUẢ\nChỉ tiêu tỉnh giao 90 đơn vị máu.", REPORT),
    "the outlook of a report": ("II. NHIỆM VỤ 6 THÁNG CUỐI NĂM\nTiếp nhận 80 đơn vị máu.", REPORT),
    "a difference": ("I. KẾT QUẢ\nVượt 12 đơn vị máu so với chỉ tiêu.", REPORT),
    "what is, in a plan": ("I. TÌNH HÌNH\nHiện nay trên địa bàn có 14 bản, khoảng 180 trạm phát sóng.", PLAN),
    "what is, in a report": ("I. ĐẶC ĐIỂM TÌNH HÌNH\nHuyện có 12 xã với 245.300 dân, 86 trường học.", REPORT),
    "people there are": ("I. ĐẶC ĐIỂM TÌNH HÌNH\nTrường có 2.340 sinh viên hệ chính quy, 168 giảng viên.", REPORT),
    "people there are, among results": ("I. KẾT QUẢ\nCông ty hiện có 1.250 công nhân, 64 cán bộ.", REPORT),
    "people that are managed": ("I. KẾT QUẢ\nHiện nay Hội quản lý tổng số 412 đoàn viên.", REPORT),
    "rounds of the plan": ("I. KẾT QUẢ\nKế hoạch cả năm là 900 đơn vị máu, chia làm ba đợt.", REPORT),
    "an aim in two numbers": ("III. NHIỆM VỤ\n- Đoàn xã gặp từng người, phấn đấu 8/10 người đồng ý.", PLAN),
    "what is not yet": ("I. TỒN TẠI\nCòn 02/12 xã chưa đạt chỉ tiêu.", REPORT),
    "a comparison with the plan": ("I. KẾT QUẢ\nSố người hiến máu tăng 8,5% so với kế hoạch năm.", REPORT),
    "growth in a plan": ("II. CHỈ TIÊU\nSố người hiến máu tăng 8,5% so với cùng kỳ năm trước.", PLAN),
    "a difference from a plan of another year": (
        "II. CHỈ TIÊU\n90 đơn vị máu (tăng 4 đơn vị so với chỉ tiêu năm 2030).",
        PLAN,
    ),
    "communes that were joined": (
        "I. KẾT QUẢ NĂM 2030\nSau khi sáp nhập 03 xã, hợp nhất 02 chi hội, phong trào giữ vững.",
        PLAN,
    ),
    "levels": ("I. KẾT QUẢ\nTheo mô hình chính quyền 2 cấp, hệ thống loa 3 cấp đã hoạt động.", REPORT),
    "losses": ("I. KẾT QUẢ\nBão làm sập 12 nhà, thiệt hại 30 ha lúa.", REPORT),
    "a share of last year": ("I. KẾT QUẢ\nSố máu bằng 104% so với năm 2030.", REPORT),
    "a price": ("I. KẾT QUẢ\nBình quân 221.907 đồng/lượt; hỗ trợ quà trị giá 9 triệu đồng.", REPORT),
    "a comparison with the term before": ("I. KẾT QUẢ\nSo kỳ trước: số tuyệt đối 12 người.", REPORT),
    "money": ("I. KẾT QUẢ\nĐã chi 25 triệu đồng.", REPORT),
    "ages and volumes": ("I. KẾT QUẢ\nNgười hiến máu từ 18 tuổi, mỗi lần 350ml.", REPORT),
}


@pytest.mark.parametrize(("text", "opening"), NO_RESULTS.values(), ids=NO_RESULTS.keys())
def test_what_is_no_result(text: str, opening: str) -> None:
    assert [r.spans[0].quote for r in results(text, opening)] == []


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # what is itemised has the term, its items their days
        ("Tổ chức 02 đợt hiến máu: đợt 1 ngày 16/3/2031, tiếp nhận 90 đơn vị máu.", ["2031-40", "2031-03-16"]),
        ("Mở 02 lớp tập huấn: lớp thứ nhất vào tháng 3/2031, lớp thứ hai vào tháng 9/2031.", ["2031-40"]),
        ("Tổ chức 03 buổi: buổi 1 vào quý I/2031, buổi 2 và 3 vào quý III/2031.", ["2031-40"]),
        # the year that the paragraph speaks of
        (
            "Năm 2030, ngày hội tiếp nhận 412 đơn vị máu. Tuy nhiên, số người đến chỉ bằng 61% số đăng ký.",
            ["2030", "2030"],
        ),
    ],
)
def test_the_time_of_what_was_reached(text: str, periods: list[str]) -> None:
    assert [r.period.edtf if r.period else None for r in results(f"I. KẾT QUẢ\n{text}", REPORT)] == periods


@pytest.mark.parametrize(
    ("subject", "period"),
    [
        ("Kết quả vận động hiến máu 9 tháng đầu năm; nhiệm vụ 3 tháng cuối năm 2025", "2025-01/2025-09"),
        ("Kết quả vận động hiến máu 11 tháng năm 2025", "2025-01/2025-11"),
        ("Kết quả vận động hiến máu 04 tháng cuối năm 2025", "2025-09/2025-12"),
        ("Kết quả vận động hiến máu 6 tháng đầu năm 2025", "2025-40"),
        ("Kết quả vận động hiến máu 12 tháng năm 2025", "2025"),
    ],
)
def test_a_report_of_so_many_months_is_of_these_months(subject: str, period: str) -> None:
    opening = f"Số: 12/BC-BCĐ\nKhe Mây, ngày 05 tháng 10 năm 2025\nBÁO CÁO\n{subject}\n"
    found = results("I. KẾT QUẢ\n1. Toàn xã tiếp nhận được 120 đơn vị máu.", opening)
    assert [one.period.edtf if one.period else None for one in found] == [period]
