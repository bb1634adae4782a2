"""Contradictions in costs, spelt numbers, hours, schedules, lists and leaders: each defect with its clean twins."""

from __future__ import annotations

import pytest

from parsers.mentions.quantities.words import number_in_words
from tests.rules.factory import PLAN, found, planted

END = "Trên đây là Kế hoạch vận động hiến máu"
TIME = "2. Thời gian: ngày 14 tháng 3 năm 2026."
LEADS = "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu."
CLINIC = "Cử cán bộ tham gia khám, tư vấn cho người hiến máu."
COSTS = """\
IV. KINH PHÍ

TT\tNội dung chi\tSố lượng\tĐơn giá (đồng)\tThành tiền (đồng)
1\tNước uống\t120\t8.000\t{water}
2\tBăng rôn\t5\t350.000\t1.750.000
3\tThuê bàn ghế\t40\t15.000\t600.000
\tTổng cộng\t\t\t{total}

"""
SCHEDULE = """\
2. Thời gian: Trong {period} tổ chức {rounds} đợt hiến máu lưu động theo lịch sau:

Đợt\tThời gian\tĐịa điểm\tGhi chú
1\tNgày 14/3/2026\tNhà văn hóa xã\tChung
2\tNgày 18/4/2026\tTrường Tiểu học Suối Lạnh\tKhối trường
3\tNgày {last}\tNhà văn hóa thôn Khe Vầu\tKhối thôn
"""
WORK = """\
IV. TIẾN ĐỘ

TT\tCông việc\tChủ trì\tThời hạn
1\tTrang trí hội trường, khánh tiết\t{leader}\t12/3/2026
2\tChuẩn bị bàn ghế, loa máy\tVăn phòng\t12/3/2026

"""


def ended(text: str) -> str:
    return planted(END, text + END)


def costs(water: str = "960.000", total: str = "3.310.000") -> str:
    return ended(COSTS.format(water=water, total=total))


def schedule(rounds: str = "03", period: str = "năm 2026", last: str = "16/5/2026") -> str:
    return planted(TIME, SCHEDULE.format(rounds=rounds, period=period, last=last))


def work(leader: str) -> str:
    text = ended(WORK.format(leader=leader))
    return planted(LEADS, "a) Chủ trì trang trí hội trường, khánh tiết; chuẩn bị giấy mời.", text)


def told(sentence: str, text: str = PLAN) -> str:
    return planted(CLINIC, f"{CLINIC} {sentence}", text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (costs(water="690.000", total="3.040.000"), "budget-mismatch"),
        (costs(total="3.330.000"), "parts-sum-mismatch"),
        (told("Bồi dưỡng 12 người x 150.000 đồng/người (cả ngày) = 1.600.000 đồng."), "budget-mismatch"),
        (told("Chuẩn bị 95 (tám mươi lăm) suất quà."), "words-mismatch"),
        (told("Kinh phí 24.600.000 đồng (bằng chữ: Hai mươi sáu triệu bốn trăm nghìn đồng)."), "words-mismatch"),
        (told("Khám buổi chiều từ 14 giờ 30 đến 11 giờ 30."), "window-reversed"),
        (told("Trực cấp cứu tháng 8 (quý II)."), "quarter-mismatch"),
        (told("Rà soát trang thiết bị trong quý IV (tháng 9)."), "quarter-mismatch"),
        (
            told("Khám 6 tháng đầu năm 210 lượt người, 6 tháng cuối năm 340 lượt người, tổng số cả năm 560 lượt người."),
            "parts-sum-mismatch",
        ),
        (told("Có 46 đại biểu dự, trong đó 21 nam và 27 nữ."), "parts-sum-mismatch"),
        (told("Có 52 người khám, 46 người đạt; trong đó 21 nam và 27 nữ."), "parts-sum-mismatch"),
        (
            told("Khám cả năm 1.560 lượt người; trong đó 6 tháng đầu năm 710 lượt người, 6 tháng cuối năm 940 lượt người."),
            "parts-sum-mismatch",
        ),
        (told("Quyết toán trong quý I năm 2026, hạn cuối là ngày 24/4/2026."), "quarter-mismatch"),
        (
            told("Thời gian khám 05 ngày, bắt đầu từ thứ Hai ngày 02/3/2026 và kết thúc vào thứ Tư ngày 04/3/2026."),
            "duration-mismatch",
        ),
        (
            told("Đã khám 310 người. Cùng kỳ năm 2025 khám 350 người, như vậy 6 tháng đầu năm nay tăng 40 người."),
            "comparison-mismatch",
        ),
        (
            told("Thực hiện Kế hoạch số 214/KH-SYT ngày 02/01/2026 của Sở Y tế; theo Kế hoạch số 241/KH-SYT ngày 02/01/2026."),
            "citation-conflict",
        ),
        (planted("1\tNgày 14/3", "Đợt 1\tNgày 14/3", planted("2\tNgày 18/4", "Đợt 2\tNgày 18/4", planted(
            "3\tNgày 16/5", "Đợt 3\tNgày 16/5", schedule(rounds="04")))), "schedule-conflict"),
        (told("Gửi kết quả khám sàng lọc về Trạm Y tế xã sau buổi hiến máu."), "reports-to-itself"),
        (work("Đoàn Thanh niên xã"), "led-by-two"),
        (schedule(rounds="05"), "schedule-conflict"),
        (schedule(period="quý I và quý II, từ ngày 01/3/2026 đến ngày 31/5/2026", last="16/8/2026"), "event-outside-period"),
        (
            told("Tập huấn 04 ngày, từ ngày 02/3/2026 đến ngày 03/3/2026."),
            "duration-mismatch",
        ),
        (
            told("Lớp tập huấn 03 ngày, khai giảng sáng ngày 02/3/2026, bế giảng chiều ngày 03/3/2026."),
            "duration-mismatch",
        ),
        (
            told("Đã khám 310 người. So với năm 2024 (350 người), số người khám tăng 40 người."),
            "comparison-mismatch",
        ),
        (
            ended("IV. TỔ GIÚP VIỆC\n\nTổ giúp việc gồm 04 đồng chí có tên sau:\n\nTT\tHọ và tên\tChức vụ\n"
                  "1\tLò Thị Mẩy\tTổ trưởng\n2\tVàng A Páo\tThành viên\n3\tHà Văn Đội\tThành viên\n\n"),
            "list-count-mismatch",
        ),
        (
            ended("IV. TỔ GIÚP VIỆC\n\nTổ giúp việc gồm 04 đồng chí sau đây:\n1. Bà Lò Thị Mẩy, tổ trưởng;\n"
                  "2. Ông Vàng A Páo, thành viên;\n3. Ông Hà Văn Đội, thành viên.\n\n"),
            "list-count-mismatch",
        ),
    ],
)  # fmt: skip
def test_it_is_found(text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize(
    "text",
    [
        costs(),
        told("Bồi dưỡng 12 người x 150.000 đồng/người (cả ngày) = 1.800.000 đồng."),
        told("Chuẩn bị 95 (chín mươi lăm) suất quà, giữ trong 05 (năm) ngày."),
        told("Kinh phí 24.600.000 đồng (bằng chữ: Hai mươi tư triệu sáu trăm nghìn đồng)."),
        told("Trực cấp cứu ban đêm từ 20 giờ đến 02 giờ; ban ngày từ 7 giờ đến 5 giờ chiều."),
        told("Trực từ 16 giờ 30 đến 7 giờ 30 sáng hôm sau."),
        told("Trực cấp cứu quý II và quý III (tháng 4 - 9); rà soát trong quý IV (tháng 10, tháng 11)."),
        told("Khám 6 tháng đầu năm 210 lượt người, 6 tháng cuối năm 340 lượt người, tổng số cả năm 550 lượt người."),
        told("Có 48 đại biểu dự, trong đó 21 nam và 27 nữ."),
        told("Có 60 đại biểu dự, gồm 21 nam, 27 nữ và 12 người chưa ghi giới tính."),
        told("Kinh phí 1.500.000 đồng (một triệu rưỡi)."),
        told("Chi 12 người x 0,5 ngày x 200.000 đồng = 1.200.000 đồng; quà 95 suất × 120.000đ/suất = 11.400.000đ."),
        told("Thời gian trực: 13h30 - 11h30 hôm sau; từ 16 giờ đến 10 giờ ngày 15/3/2026 cấm đường."),
        told("Họp báo cáo quý II (trước ngày 15 tháng 6)."),
        told("Tập huấn 02 ngày, từ ngày 07/3/2026 đến ngày 10/3/2026 (nghỉ thứ Bảy, Chủ nhật)."),
        told("Thực hiện Kế hoạch số 214/KH-SYT ngày 02/01/2026, Kế hoạch số 241/KH-SYT ngày 05/01/2026 của Sở Y tế."),
        told("Quyết toán trong quý I năm 2026, hạn cuối là ngày 24/3/2026."),
        schedule(period="quý I, quý II và quý III năm 2026", last="19/7/2026"),
        told("Tổng hợp kết quả khám do các thôn gửi về Trạm Y tế xã."),
        work("Phòng Văn hóa - Xã hội"),
        work("Phòng VH-XH"),
        schedule(),
        schedule(rounds="05 đợt, trước mắt thực hiện 03"),
        schedule(period="quý I và quý II, từ ngày 01/3/2026 đến ngày 31/5/2026"),
        told("Tập huấn 02 ngày, từ ngày 02/3/2026 đến ngày 03/3/2026."),
        told("Đã khám 310 người. So với năm 2024 (350 người), số người khám giảm 40 người."),
    ],
)
def test_its_twin_is_clean(text: str) -> None:
    names = {
        "budget-mismatch", "comparison-mismatch", "duration-mismatch", "event-outside-period", "led-by-two",
        "list-count-mismatch", "citation-conflict", "parts-sum-mismatch", "quarter-mismatch", "reports-to-itself", "schedule-conflict",
        "window-reversed", "words-mismatch",
    }  # fmt: skip
    assert not names & set(found(text))


ACROSS = """\
IV. KẾT QUẢ NĂM TRƯỚC

Lĩnh vực\tTiếp nhận\tĐúng hạn\tQuá hạn\tĐang giải quyết
Hộ tịch\t120\t110\t2\t8
Chứng thực\t340\t340\t0\t0
Đất đai\t{land}\t70\t6\t14
Xây dựng\t45\t40\t1\t4

"""


@pytest.mark.parametrize(("land", "expected"), [("95", True), ("90", False)])
def test_a_row_whose_parts_do_not_make_up_its_whole(land: str, expected: bool) -> None:
    assert ("parts-sum-mismatch" in found(ended(ACROSS.format(land=land)))) is expected


@pytest.mark.parametrize(("ratio", "expected"), [("97,1", True), ("91,7", False)])
def test_the_percentage_of_the_text_is_that_of_the_total(ratio: str, expected: bool) -> None:
    text = ended(
        "IV. KẾT QUẢ NĂM 2025\n\nToàn xã tiếp nhận 110 đơn vị máu, đạt "
        f"{ratio}% kế hoạch.\n\nKhối\tKế hoạch\tThực hiện\tTỷ lệ (%)\nKhối thôn\t80\t75\t93,8\nKhối trường\t40\t35\t87,5\n"
        "Cộng\t120\t110\t91,7\n\n"
    )
    assert ("ratio-mismatch" in found(text)) is expected


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một trăm sáu mươi", 160), ("mười", 10), ("mười lăm", 15), ("hai mươi mốt", 21), ("một trăm linh năm", 105),
        ("ba nghìn không trăm hai mươi", 3020), ("mười hai triệu, năm trăm nghìn", 12_500_000), ("bốn chục", 40),
    ],
)  # fmt: skip
def test_numbers_in_words(words: str, number: int) -> None:
    assert number_in_words(words) == number


@pytest.mark.parametrize("words", ["năm hai", "trăm", "nghìn triệu", "một nghìn hai triệu"])
def test_words_that_are_no_number(words: str) -> None:
    with pytest.raises(ValueError, match=r"\w*"):
        number_in_words(words)


LONG = "9" * 4400


@pytest.mark.parametrize(
    "text",
    [
        told(f"Chuẩn bị {LONG} (chín) suất quà."),
        told(f"Chi 12 người x {LONG} đồng = 15 đồng."),
        told(f"Đã khám 310 người. So với năm 2024 ({LONG} người), tăng 40 người."),
        costs(water=LONG),
    ],
)
def test_a_figure_of_thousands_of_digits_breaks_no_rule_off(text: str) -> None:
    words = "Vận động Nhân dân tham gia hiến máu tình nguyện. " * 400  # else it is taken for no text at all
    assert "not-checkable" not in found(planted(END, f"{words}\n\n{END}", text))


def test_the_plan_itself_is_clean() -> None:
    assert found(PLAN) == []
