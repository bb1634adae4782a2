"""Rules on dates: each planted defect raises exactly its finding, its clean twin none."""

from __future__ import annotations

import pytest

from rules import check
from tests.rules.factory import findings, found, planted, record
from tests.rules.test_qt import REPORT

TIME = "2. Thời gian: ngày 14 tháng 3 năm 2026."
LISTS = "gửi danh sách về Phòng Văn hóa - Xã hội trước ngày 02/3/2026"
SUMMARY = "b) Tổng hợp danh sách đăng ký trước ngày 06/3/2026."
HEALTH = "Cử cán bộ tham gia khám, tư vấn cho người hiến máu."
PURPOSE = "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Nâng cao nhận thức của Nhân dân về nghĩa cử hiến máu cứu người."
AIM = "2. Hoàn thành chỉ tiêu tỉnh giao."
BASIS = "ngày 05/01/2026 của Ban Chỉ đạo"
CLOSING = "Trên đây là Kế hoạch vận động hiến máu tình nguyện năm 2026"
TITLE = "Vận động hiến máu tình nguyện năm 2026\n\nThực hiện"
SECOND_ROUND = planted(TITLE, "Vận động hiến máu tình nguyện đợt 2 năm 2026\n\nThực hiện")


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("ngày 14 tháng 3 năm 2026 (Chủ nhật)", ["weekday-mismatch"]),
        ("sáng Chủ nhật, ngày 14/3/2026", ["weekday-mismatch"]),
        ("7 giờ 30 phút, thứ Sáu, ngày 14/3/2026", ["weekday-mismatch"]),
        ("thứ Sáu, 14/3/2026", ["weekday-mismatch"]),
        ("thứ 6 (14/3/2026)", ["weekday-mismatch"]),
        ("02 ngày, 14-15/3/2026 (thứ Sáu và thứ Bảy)", ["weekday-mismatch"]),
        ("ngày 14/3/2026 (Chúa Nhật)", ["weekday-mismatch"]),
        ("ngày 14 tháng 3 năm 2026 (thứ Bảy)", []),
        ("sáng thứ Bảy, ngày 14/3/2026", []),
        ("07g30, thứ bẩy 14/3/2026", []),
        ("thứ Bảy ngày 14/3/2026 và Chủ nhật ngày 15/3/2026", []),
        ("02 ngày, 14-15/3/2026 (thứ Bảy và Chủ nhật)", []),
        # words between the two
        ("ngày 14/3/2026, buổi sáng Chủ nhật", ["weekday-mismatch"]),
        ("ngày 14/3/2026, buổi sáng thứ Bảy", []),
        ("Chủ nhật, 7h30 ngày 14/3/2026", ["weekday-mismatch"]),
        ("thứ Bảy, 7h30 ngày 14/3/2026", []),
        ("thứ Sáu, Chủ nhật - 7h30 ngày 14/3/2026", ["weekday-mismatch"]),
        # numbers of an order, not days of the week
        ("buổi thứ hai, ngày 14/3/2026", []),
        ("lần thứ ba ngày 14/3/2026", []),
        ("ngày 14/3/2026, buổi thứ hai của lớp tập huấn", []),
        ("Công văn số 12/CĐKCN ngày 14/3/2026", ["basis-after-issue"]),
        ("Công văn số 12/LĐT2 ngày 14/3/2026", ["basis-after-issue"]),
        ("nêu tại kỳ họp thứ sáu, ngày 14/3/2026", []),
        ("thứ Bảy, Chủ nhật ngày 14-15/3/2026", []),
        ("thứ Sáu, thứ Bảy ngày 14-15/3/2026", ["weekday-mismatch"]),
        ("ngày 14/3/2026; báo cáo nhanh vào thứ Sáu hằng tuần", []),
        # the weekday is that of the date it stands at, not of the one whose year that date lends
        ("chào mừng Ngày Quốc tế 05/12, dự kiến vào Chủ nhật, ngày 06/12/2026", []),
        ("chào mừng Ngày Quốc tế 05/12, dự kiến vào thứ Hai, ngày 06/12/2026", ["weekday-mismatch"]),
        # the end of a document number
        ("theo Thông tư số 05/TT-BKHCN ngày 13/02/2025", []),
        ("theo Kế hoạch số 12/KH-CN ngày 13/02/2025", []),
        ("CN ngày 14/3/2026", ["weekday-mismatch"]),
        ("ngày 14/3, dự phòng vào Chủ nhật, ngày 15/3/2026", []),
    ],
)
def test_weekday(time: str, expected: list[str]) -> None:
    assert found(planted("ngày 14 tháng 3 năm 2026.", f"{time}.")) == expected


def test_weekday_message_names_both_days() -> None:
    (finding,) = findings(planted("ngày 14 tháng 3 năm 2026.", "thứ Sáu, ngày 14/3/2026."))
    assert (finding.severity, finding.about) == ("error", "document")
    assert "thứ Sáu" in finding.message_vi
    assert "thứ Bảy" in finding.message_vi
    assert "Saturday" in finding.message_en
    assert finding.spans[0].quote == "thứ Sáu, ngày 14/3/2026"
    assert finding.records


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("trước ngày 02/3/2026", "trước ngày 31/02/2026", ["date-impossible"]),
        ("trước ngày 02/3/2026", "trước ngày 29/02/2026", ["date-impossible"]),
        (BASIS, "ngày 32/01/2026 của Ban Chỉ đạo", ["date-impossible"]),
        ("trước ngày 02/3/2026", "trước ngày 28/02/2026", []),
        (HEALTH, "Cử cán bộ trực từ ngày 14/3/2026 đến ngày 09/3/2026.", ["window-reversed"]),
        (HEALTH, "Cử cán bộ trực từ ngày 09/3/2026 đến ngày 14/3/2026.", []),
        (HEALTH, "Tuyên truyền từ ngày 15/12/2025 đến ngày 14/3/2026.", []),
        (BASIS, "ngày 25/01/2026 của Ban Chỉ đạo", ["basis-after-issue"]),
        (BASIS, "ngày 15/01/2026 của Ban Chỉ đạo", []),
        # the document itself is no basis, whatever day it is given there
        (AIM, "2. Hoàn thành chỉ tiêu tại Kế hoạch số 27/KH-UBND ngày 25/01/2026.", ["basis-after-issue"]),
        (AIM, "2. Hoàn thành chỉ tiêu tại Kế hoạch số 26/KH-UBND ngày 25/01/2026.", []),
    ],
)
def test_days_of_the_calendar(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new)) == expected


def test_an_impossible_day_of_a_basis_is_found_without_a_date_of_its_own() -> None:
    taken = record(planted(BASIS, "ngày 31/02/2026 của Ban Chỉ đạo")).model_copy(update={"dates": []})
    (finding,) = check(taken)
    assert finding.name == "date-impossible"
    assert finding.spans[0].quote.startswith("Kế hoạch số 12/KH-BCĐ ngày 31/02/2026")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # one duty, one addressee, two days
        (
            CLOSING,
            "Lưu ý: Các thôn gửi danh sách về Phòng Văn hóa - Xã hội trước ngày 05/3/2026.\n\n" + CLOSING,
            ["deadline-conflict"],
        ),
        (CLOSING, "Lưu ý: Các thôn gửi danh sách về Phòng Văn hóa - Xã hội trước ngày 02/3/2026.\n\n" + CLOSING, []),
        # another paper, another round, another cycle
        (CLOSING, "Lưu ý: Các thôn gửi dự toán về Phòng Văn hóa - Xã hội trước ngày 05/3/2026.\n\n" + CLOSING, []),
        (
            CLOSING,
            "Lưu ý: Các thôn gửi danh sách bổ sung về Phòng Văn hóa - Xã hội trước ngày 05/3/2026.\n\n" + CLOSING,
            [],
        ),
        (LISTS, "gửi danh sách về Phòng Văn hóa - Xã hội: đợt 1 trước ngày 02/3/2026, đợt 2 trước ngày 02/9/2026", []),
        (
            HEALTH,
            "Báo cáo UBND xã kết quả 6 tháng (trước ngày 20/6/2026) và cả năm (trước ngày 10/12/2026).",
            [],
        ),
        (
            HEALTH,
            "Báo cáo kết quả về UBND xã trước ngày 20 hằng tháng; báo cáo kết quả năm về UBND xã trước ngày "
            "10/12/2026.",
            [],
        ),
        (
            HEALTH,
            "a) Báo cáo kết quả về UBND xã trước ngày 20 hằng tháng.\n\n"
            "b) Cử cán bộ khám, tư vấn.\n\nc) Báo cáo kết quả về UBND xã trước ngày 25 hằng tháng.",
            ["deadline-conflict"],
        ),
    ],
)
def test_deadline_conflict(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new)) == expected


def test_three_days_for_one_duty_are_one_conflict_with_all_its_places() -> None:
    notes = "".join(
        f"Lưu ý: Các thôn gửi danh sách về Phòng Văn hóa - Xã hội trước ngày {day}/3/2026.\n\n" for day in ("05", "06")
    )
    (finding,) = findings(planted(CLOSING, notes + CLOSING))
    assert [span.quote for span in finding.spans] == [f"trước ngày {day}/3/2026" for day in ("02", "05", "06")]
    assert len(finding.records) == 3
    assert "có 3 thời hạn" in finding.message_vi
    assert "“trước ngày 05/3/2026” và “trước ngày 06/3/2026”" in finding.message_vi


def test_a_text_of_nothing_but_deadlines_is_not_told_pair_by_pair() -> None:
    lines = "".join(
        f"{n}. Xã Tân {n}: vận động {10 + n * 7 % 90} đơn vị máu, báo cáo kết quả về Ban Chỉ đạo trước ngày "
        f"{n % 28 + 1}/{n % 12 + 1}/2026.\n"
        for n in range(1, 61)
    )
    conflicts = [one for one in findings(f"KẾ HOẠCH\nHiến máu\n{lines}") if one.name == "deadline-conflict"]
    assert 1 <= len(conflicts) <= 2
    assert sum(len(one.spans) for one in conflicts) >= 40
    assert "… (+" in conflicts[-1].message_vi


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            LISTS,
            "gửi danh sách về Phòng Văn hóa - Xã hội trước ngày 20/3/2026",
            ["cycle-conflict", "deadline-after-event"],
        ),
        (SUMMARY, "b) Tổng hợp danh sách đăng ký trước ngày 24/3/2026.", ["deadline-after-event"]),
        (SUMMARY, "b) Tổng hợp danh sách đăng ký trước ngày 15/3/2026.", ["deadline-after-event"]),
        (SUMMARY, "b) Tổng hợp danh sách đăng ký trước ngày 14/3/2026.", []),
        (SUMMARY, "b) Lập danh sách đoàn viên hiến máu từ 10 lần trước ngày 24/3/2026 để xét khen thưởng.", []),
        (SUMMARY, "b) Tổng hợp danh sách người đã hiến máu đề nghị khen thưởng trước ngày 24/3/2026.", []),
        (SUMMARY, "b) Báo cáo kết quả UBND xã trước ngày 24/3/2026.", []),
        ("ngày 14 tháng 3 năm 2026.", "ngày 14 tháng 02 năm 2026.", ["deadline-after-event", "deadline-after-event"]),
    ],
)
def test_deadline_after_event(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new)) == expected


@pytest.mark.parametrize(
    ("begins", "due", "expected"),
    [
        ("7 giờ 30 phút, ngày", "trước 7 giờ ngày 14/3/2026", []),
        ("7 giờ 30 phút, ngày", "trước 7h30 ngày 14/3/2026", []),
        ("7 giờ 30 phút, ngày", "trước 10 giờ ngày 14/3/2026", ["deadline-after-event"]),
        ("7 giờ 30 phút, ngày", "trước 7 giờ ngày 15/3/2026", ["deadline-after-event"]),
        ("ngày", "trước 7 giờ ngày 14/3/2026", []),  # who knows when it begins
    ],
)
def test_a_list_that_is_due_on_the_day_itself_is_late_only_after_its_hour(
    begins: str, due: str, expected: list[str]
) -> None:
    plan = planted(TIME, f"2. Thời gian: {begins} 14 tháng 3 năm 2026.")
    assert found(planted(SUMMARY, f"b) Tổng hợp danh sách đăng ký {due}.", plan)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (TIME, "2. Thời gian: dự kiến tổ chức ngày 10 tháng 01 năm 2026.", ["planned-date-past"]),
        (TIME, "2. Thời gian: dự kiến tổ chức ngày 14 tháng 3 năm 2026.", []),
        (TIME, "2. Thời gian: dự kiến trong tháng 3/2026.", []),
        (SUMMARY, "b) Tổng hợp danh sách đăng ký trước ngày 06/01/2026.", ["deadline-past"]),
        (HEALTH, f"{HEALTH} Gửi dự trù thuốc về UBND xã chậm nhất ngày 14/01/2026.", ["deadline-past"]),
        (HEALTH, f"{HEALTH} Gửi dự trù thuốc về UBND xã chậm nhất ngày 15/01/2026.", []),
        (SUMMARY, "b) Tổng hợp danh sách đăng ký trước ngày 06/3/2026; năm trước hạn là ngày 06/01/2026.", []),
    ],
)
def test_days_that_have_passed(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (HEALTH, f"{HEALTH} Kinh phí tổ chức hiến máu năm 2025 do ngân sách xã bảo đảm.", ["year-stale"]),
        (HEALTH, f"{HEALTH} Kinh phí được trích từ nguồn đã giao cho xã năm 2025.", ["year-stale"]),
        (HEALTH, "Vận động đoàn viên tham gia hiến máu tình nguyện năm 2025.", ["year-stale"]),
        (CLOSING, "Trên đây là Kế hoạch vận động hiến máu tình nguyện năm 2025", ["year-stale"]),
        (
            "ban hành Kế hoạch vận động hiến máu tình nguyện năm 2026",
            "ban hành Kế hoạch hiến máu năm 2025",
            ["year-stale"],
        ),
        ("trước ngày 02/3/2026", "trước ngày 02/3/2025", ["year-stale"]),
        ("ngày 14 tháng 3 năm 2026.", "ngày 14 tháng 3 năm 2025.", ["year-stale"]),
        (AIM, "2. Trong năm 2025, các thôn vận động Nhân dân tham gia hiến máu.", ["year-stale"]),
        # looks back, compares, cites, spans years
        (AIM, "2. Hoàn thành chỉ tiêu tỉnh giao, số đơn vị máu cao hơn so với năm 2025.", []),
        (AIM, "2. Khắc phục tồn tại đã nêu trong tổng kết năm 2025.", []),
        (AIM, "2. Hoàn thành chỉ tiêu giai đoạn 2021 - 2025 và năm 2026.", []),
        (AIM, "2. Thực hiện Luật Phòng bệnh năm 2025 và hướng dẫn của ngành Y tế.", []),
        (AIM, "2. Duy trì số người hiến máu như năm 2025.", []),
        (AIM, "2. Vận động hiến máu đạt từ 300 đơn vị trở lên (năm 2025 đạt 287 đơn vị).", []),
        (AIM, "2. Huy động 300 đơn vị máu (thực hiện năm 2025: 287 đơn vị).", []),
        (AIM, "2. Huy động 300 đơn vị máu (kinh phí năm 2025).", ["year-stale"]),
        (AIM, "2. Năm 2025 rà soát danh sách người đăng ký, hoàn thành trước ngày 10/5.", ["year-stale"]),
        (AIM, "2. Trao kỷ niệm chương cho người hiến máu năm 2025.", []),
        (AIM, "2. Xem xét khen thưởng cá nhân có thành tích trong năm 2025.", []),
        (AIM, "2. Hoàn thành chỉ tiêu năm 2026 và chuẩn bị cho năm 2027.", []),
        # the year of one of the last plans, not of any
        (HEALTH, f"{HEALTH} Kinh phí tổ chức hiến máu năm 2023 do ngân sách xã bảo đảm.", ["year-stale"]),
        (HEALTH, f"{HEALTH} Kinh phí tổ chức hiến máu năm 2022 do ngân sách xã bảo đảm.", []),
        # only planned, or a column of a table
        (HEALTH, "Cử cán bộ tham gia khám, dự kiến ngày 14/3/2025.", ["planned-date-past"]),
        (HEALTH, "Buổi hiến máu dự kiến ngày 14/3/2025 phải hoãn do mưa bão.", []),
        (AIM, f"{AIM}\n\nNội dung\tHuy động năm 2025\tHuy động\nHiến máu\tThôn Đồng Mạ\tThôn Khe Vầu", []),
        # before the first heading, in a part that looks back, and behind the text
        ("Thực hiện Kế hoạch số 12", "Phát huy phong trào hiến máu năm 2025, thực hiện Kế hoạch số 12", []),
        (PURPOSE, "I. KẾT QUẢ\n\n1. Vận động hiến máu năm 2025.", []),
        ("- Các thôn;", "- Các thôn tham gia hiến máu năm 2025;", []),
    ],
)
def test_year_stale(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new)) == expected


@pytest.mark.parametrize(("month", "expected"), [("01", False), ("02", False), ("03", True)])
def test_last_years_results_are_summed_up_early_in_the_year(month: str, expected: bool) -> None:
    text = planted("Suối Lạnh, ngày 15 tháng 01 năm 2026", f"Suối Lạnh, ngày 15 tháng {month} năm 2026")
    text = planted(AIM, "2. Tổng hợp kết quả hiến máu năm 2025, báo cáo UBND xã.", text)
    assert ("year-stale" in found(text)) is expected


def test_a_plan_for_many_years_has_no_year_that_is_left_over() -> None:
    text = planted(TITLE, "Vận động hiến máu tình nguyện giai đoạn 2026 - 2028\n\nThực hiện")
    assert found(planted(HEALTH, f"{HEALTH} Kinh phí tổ chức hiến máu năm 2025 do ngân sách xã bảo đảm.", text)) == []


def test_plan_issued_in_december_of_the_year_before() -> None:
    text = planted("Suối Lạnh, ngày 15 tháng 01 năm 2026", "Suối Lạnh, ngày 18 tháng 12 năm 2025")
    text = planted("ngày 05/01/2026 của", "ngày 05/12/2025 của", text)
    text = planted("ngày 15/01/2026 của UBND xã", "ngày 18/12/2025 của UBND xã", text)
    assert found(planted(AIM, "2. Phân bổ chỉ tiêu xong trong năm 2025, thực hiện từ năm 2026.", text)) == []


@pytest.mark.parametrize(("year", "expected"), [("2023", ["year-stale"]), ("2024", [])])
def test_report_that_closes_with_the_year_of_an_older_one(year: str, expected: list[str]) -> None:
    closing = f"Trên đây là báo cáo kết quả vận động hiến máu 6 tháng đầu năm {year}./.\n\nNơi nhận:"
    assert found(planted("Nơi nhận:", closing, REPORT)) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("Huy động lực lượng tham gia hiến máu tình nguyện đợt 1 năm 2026.", ["round-mismatch"]),
        ("Tổng hợp kết quả vận động đợt 1 năm 2026, báo cáo UBND xã.", ["round-mismatch"]),
        ("Cử cán bộ tham gia khám, tư vấn trong đợt 3.", ["round-mismatch"]),
        ("Huy động lực lượng tham gia hiến máu tình nguyện đợt 2 năm 2026.", []),
        ("Cử cán bộ tham gia khám, tư vấn như đợt 1.", []),
        ("Vận động người hiến máu nhiều hơn so với đợt 1 năm 2026.", []),
        ("Rút kinh nghiệm từ đợt 1, bố trí thêm bàn khám.", []),
        ("Phục vụ người đã hiến máu đợt 1 hiến nhắc lại.", []),
        ("Phục vụ cả đợt 1 và đợt 2.", []),
        ("Đợt 1 năm 2026, trạm tiếp nhận được 80 đơn vị máu.", []),
        ("Người chưa đủ điều kiện sẽ hiến máu ở đợt 3.", []),
        ("Vận động người đã hiến máu đợt 1 năm 2025 đăng ký lại.", []),
    ],
)
def test_round_mismatch(new: str, expected: list[str]) -> None:
    assert found(planted(HEALTH, new, SECOND_ROUND)) == expected


WRITTEN_ROUNDS = {"1": ["1", "01", "nhất", "I"], "2": ["2", "hai", "II"], "3": ["3", "ba", "III"], "4": ["tư", "IV"]}


@pytest.mark.parametrize("ours", WRITTEN_ROUNDS)
def test_a_round_is_the_same_however_it_is_written(ours: str) -> None:
    text = planted("đợt 2 năm 2026\n\nThực hiện", f"đợt {ours} năm 2026\n\nThực hiện", SECOND_ROUND)
    for number, words in WRITTEN_ROUNDS.items():
        for word in words:
            named = planted(HEALTH, f"Cử cán bộ tham gia khám, tư vấn trong đợt {word}.", text)
            assert found(named) == ([] if number == ours else ["round-mismatch"]), word


ROUNDS = planted(TIME, "2. Thời gian: 02 đợt\n\n- Đợt 1: hiến máu ngày 14/3/2026.\n\n- Đợt 2: hiến máu ngày 12/9/2026.")


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("Nhận thuốc, vật tư cho đợt 1 từ kho của huyện trước ngày 20/3/2026.", ["deadline-after-event"]),
        ("Kê bàn ghế, trang trí phục vụ đợt 1 xong trước ngày 18/3/2026.", ["deadline-after-event"]),
        ("Chuẩn bị giường, thuốc của đợt 2 chậm nhất ngày 15/9/2026.", ["deadline-after-event"]),
        ("Nhận thuốc, vật tư cho đợt 1 từ kho của huyện trước ngày 10/3/2026.", []),
        ("Nhận thuốc, vật tư cho đợt 2 từ kho của huyện trước ngày 20/3/2026.", []),
        ("Nhận thuốc, vật tư từ kho của huyện trước ngày 20/3/2026.", []),
        ("Nhận giấy chứng nhận của đợt 1 từ Hội Chữ thập đỏ trước ngày 20/3/2026.", []),
        ("Thanh toán tiền bồi dưỡng, nhận hóa đơn cho đợt 1 trước ngày 20/3/2026.", []),
    ],
)
def test_what_is_made_ready_for_a_round(duty: str, expected: list[str]) -> None:
    assert found(planted(HEALTH, duty, ROUNDS)) == expected


def test_a_round_mismatch_shows_the_place_and_the_title() -> None:
    text = planted(HEALTH, "Cử cán bộ tham gia khám, tư vấn trong đợt 1 năm 2026.", SECOND_ROUND)
    (finding,) = findings(text)
    assert [span.quote for span in finding.spans] == ["đợt 1 năm 2026", "Vận động hiến máu tình nguyện đợt 2 năm 2026"]


def test_a_table_may_compare_rounds() -> None:
    table = f"{AIM}\n\nNội dung\tĐợt 1 năm 2026\tCả năm\nTờ rơi\tThôn Đồng Mạ\tThôn Khe Vầu"
    assert found(planted(AIM, table, SECOND_ROUND)) == []


def test_calendar_of_a_whole_year_has_many_rounds() -> None:
    rounds = "2. Thời gian: 02 đợt\n\n- Đợt 1: ngày 14/3/2026.\n\n- Đợt 2: ngày 12/9/2026."
    assert found(planted(TIME, rounds)) == []


@pytest.mark.parametrize(
    ("communes", "summary", "expected"),
    [
        ("trước ngày 25 hằng tháng", "trước ngày 20 hằng tháng", ["cycle-conflict"]),
        ("trước ngày 10/12/2026", "trước ngày 01/12/2026", ["cycle-conflict"]),
        ("trước ngày 15 hằng tháng", "trước ngày 20 hằng tháng", []),
        ("trước ngày 01/12/2026", "trước ngày 10/12/2026", []),
        ("trước ngày 25 hằng tháng", "trước ngày 20 hằng năm", []),
    ],
)
def test_cycle_conflict(communes: str, summary: str, expected: list[str]) -> None:
    text = planted(HEALTH, f"Báo cáo kết quả về Phòng Văn hóa - Xã hội {communes}.")
    assert found(planted(SUMMARY, f"b) Báo cáo kết quả về UBND xã {summary}.", text)) == expected


def test_papers_are_handed_out_before_they_come_back() -> None:
    text = planted(HEALTH, "Gửi danh sách đăng ký về Phòng Văn hóa - Xã hội trước ngày 04/3/2026.")
    out = "b) Soạn phiếu, danh sách đăng ký mẫu, phát đến các thôn, trường học trước ngày 25/02/2026."
    assert found(planted(SUMMARY, out, text)) == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # the villages have two days, one of them in time: that is the contradiction
        (
            "Lưu ý: Danh sách đăng ký của các thôn gửi về Phòng Văn hóa - Xã hội trước ngày 10/3/2026.",
            ["deadline-conflict"],
        ),
        # the schools have only one day, behind that of the summary
        (
            "Lưu ý: Danh sách đăng ký của các trường học gửi về Phòng Văn hóa - Xã hội trước ngày 10/3/2026.",
            ["cycle-conflict"],
        ),
    ],
)
def test_a_summary_between_two_days_of_its_inputs(note: str, expected: list[str]) -> None:
    assert found(planted(CLOSING, f"{note}\n\n{CLOSING}")) == expected


def test_years_of_an_earlier_text_are_one_finding_that_quotes_their_sentences() -> None:
    text = planted(HEALTH, "Vận động đoàn viên tham gia hiến máu tình nguyện năm 2025.")
    text = planted(AIM, "2. Huy động 300 đơn vị máu (kinh phí năm 2025).", text)
    (finding,) = (one for one in findings(text) if one.name == "year-stale")
    assert [span.quote for span in finding.spans[:2]] == ["năm 2025", "năm 2025"]
    assert finding.message_vi.startswith("2 chỗ nói về việc sẽ làm nhưng ghi “năm 2025”")
    assert "Vận động đoàn viên tham gia hiến máu tình nguyện năm 2025" in finding.message_vi
    assert "Huy động 300 đơn vị máu (kinh phí năm 2025)" in finding.message_vi


def test_a_long_sentence_is_quoted_around_its_year() -> None:
    long = "Phối hợp với các đơn vị, trường học, doanh nghiệp đóng trên địa bàn xã và các thôn " * 2
    text = planted(HEALTH, f"{long}vận động hiến máu tình nguyện năm 2025.")
    (finding,) = (one for one in findings(text) if one.name == "year-stale")
    assert "… " in finding.message_vi
    assert "vận động hiến máu tình nguyện năm 2025" in finding.message_vi
    assert "Phối hợp với các đơn vị" not in finding.message_vi
