"""What a finding shows: its places in the text, and in words what does not agree there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.rules.factory import findings, found, planted
from tests.rules.test_hd import PLAIN
from tests.rules.test_qt import DISTRICT, RATIO, REPORT, TABLE, TARGET

AIM = f"1. Chỉ tiêu: {TARGET} (có Biểu phân bổ kèm theo)."
BASIS = "Kế hoạch số 12/KH-BCĐ ngày 05/01/2026 của"
HEALTH = "Cử cán bộ tham gia khám, tư vấn cho người hiến máu."
QUARTER = "3. Quý III: 500 đơn vị máu"
YEAR = (
    "STT\tĐơn vị\tQuý I\tQuý II\tCả năm\n1\tThôn Đồng Mạ\t10\t20\t30\n2\tThôn Khe Vầu\t10\t15\t25\n"
    "3\tThôn Lũng Cải\t10\t10\t25\n4\tTrường Tiểu học Suối Lạnh\t5\t10\t15\n\tTổng cộng\t35\t55\t95\n"
)


def aim(text: str) -> str:
    return planted(AIM, f"1. Chỉ tiêu: {text} (có Biểu phân bổ kèm theo).")


@pytest.mark.parametrize(
    ("text", "name", "quotes", "words"),
    [
        (planted("Lục Văn Thuần\n", "", PLAIN), "signer-missing", ["CHỦ TỊCH"], "Dưới “CHỦ TỊCH” không có họ tên người ký"),
        (
            planted("\tTổng cộng\t90", "\tTổng cộng\t95"),
            "quota-sum-mismatch",
            ["95", "Số đơn vị máu"],
            "dòng tổng ghi 95, nhưng 4 dòng cộng lại được 90 (chênh 5)",
        ),
        (
            planted(TARGET, "toàn xã tiếp nhận từ 120 đơn vị máu trở lên"),
            "quota-below-target",
            ["từ 120 đơn vị máu trở lên", "90"],
            "nhưng bảng chỉ phân bổ 90",
        ),
        (
            planted(RATIO, "412/400 đơn vị máu, vượt 103% kế hoạch", REPORT),
            "ratio-wording",
            ["412/400 đơn vị máu, vượt 103%"],
            "Nên ghi “đạt 103%” hoặc “vượt 3%”",
        ),
        (
            planted(RATIO, "412/400 đơn vị máu, đạt 93% kế hoạch", REPORT),
            "ratio-mismatch",
            ["412/400 đơn vị máu, đạt 93%"],
            "theo số liệu thì tỷ lệ là 103%, không phải 93%",
        ),
        (
            planted("tiếp nhận 2.000 đơn vị máu.", "tiếp nhận 2.000 đơn vị máu. Phấn đấu toàn tỉnh tiếp nhận 2.300 đơn vị máu.", DISTRICT),
            "target-conflict",
            ["2.000 đơn vị máu", "2.300 đơn vị máu"],
            "“2.000 đơn vị máu” và “2.300 đơn vị máu”",
        ),
        (
            planted("4\tTrường Tiểu học", "6\tTrường Tiểu học"),
            "quota-ordinal-gap",
            ["3\tThôn Lũng Cải\t20", "6\tTrường Tiểu học Suối Lạnh\t15"],
            "sau 3 là 6",
        ),
        # days
        (
            planted(BASIS, "Kế hoạch số 12/KH-BCĐ ngày 31/02/2026 của"),
            "date-impossible",
            ["ngày 31/02/2026"],
            "“ngày 31/02/2026” có ngày không tồn tại trong lịch",
        ),
        (
            planted(BASIS, "Kế hoạch số 12/KH-BCĐ ngày 25/01/2026 của"),
            "basis-after-issue",
            [
                "Kế hoạch số 12/KH-BCĐ ngày 25/01/2026 của Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Đông Lạc",
                "ngày 15 tháng 01 năm 2026",
            ],
            "ghi ngày 25/01/2026, sau ngày ban hành văn bản này (15/01/2026)",
        ),
        (
            planted(HEALTH, "Cử cán bộ khám, dự kiến vào ngày 10/01/2026."),
            "planned-date-past",
            ["dự kiến vào ngày 10/01/2026", "ngày 15 tháng 01 năm 2026"],
            "nhưng ngày này đã qua khi ban hành văn bản (15/01/2026)",
        ),
        (
            planted(
                HEALTH,
                "Gửi báo cáo kết quả về Phòng Văn hóa - Xã hội trước ngày 20/3/2026.\n\n"
                "Gửi báo cáo kết quả về Phòng Văn hóa - Xã hội trước ngày 25/3/2026.",
            ),
            "deadline-conflict",
            ["trước ngày 20/3/2026", "trước ngày 25/3/2026"],
            "Cùng một việc “Gửi báo cáo kết quả về Phòng Văn hóa - Xã hội” có hai thời hạn",
        ),
        # numbers of parts, annexes and documents
        (
            planted("b) Tổng hợp", "d) Tổng hợp"),
            "numbering-gap",
            [
                "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu.",
                "d) Tổng hợp danh sách đăng ký trước ngày 06/3/2026.",
            ],
            "Đánh số nhảy từ “a” đến “d”: thiếu b, c",
        ),
        (
            planted("Kế hoạch số 26/KH-UBND ngày 15/01/2026", "Kế hoạch số 27/KH-UBND ngày 15/01/2026"),
            "annex-reference-mismatch",
            ["26", "KH-UBND", "Kế hoạch số 27/KH-UBND ngày 15/01/2026"],
            "Phần đầu văn bản ghi số 26/KH-UBND, phụ lục ghi số 27/KH-UBND",
        ),
        (
            planted(BASIS, "Kế hoạch số 12/KH-BCĐ của"),
            "citation-incomplete",
            ["Kế hoạch số 12/KH-BCĐ của Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Đông Lạc"],
            "Kế hoạch số 12/KH-BCĐ được viện dẫn không ghi ngày ban hành",
        ),
        (
            planted("4\tTrường Tiểu học Suối Lạnh\t15\n\tTổng cộng\t90\n", ""),
            "quota-below-target",
            [
                "từ 90 đơn vị máu trở lên",
                "STT\tĐơn vị\tSố đơn vị máu\n1\tThôn Đồng Mạ\t30\n2\tThôn Khe Vầu\t25\n3\tThôn Lũng Cải\t20",
            ],
            "nhưng bảng chỉ phân bổ 75",
        ),
        # a whole and its parts: in a list, in brackets of words, behind them, ahead of them
        (
            planted(QUARTER, "3. Quý III: 550 đơn vị máu", DISTRICT),
            "parts-sum-mismatch",
            ["2.000 đơn vị máu", "400 đơn vị máu", "500 đơn vị máu", "550 đơn vị máu", "600 đơn vị máu"],
            "nhưng 4 quý cộng lại được 2.050",
        ),
        (
            planted(QUARTER, "3. Quý III: từ 850 đơn vị máu trở lên", DISTRICT),
            "parts-sum-mismatch",
            ["2.000 đơn vị máu", "400 đơn vị máu", "500 đơn vị máu", "từ 850 đơn vị máu trở lên", "600 đơn vị máu"],
            "nhưng 4 quý cộng lại được từ 2.350",
        ),
        (
            aim("toàn xã tiếp nhận 90 đơn vị máu, gồm: 40 đơn vị máu của cơ quan và 60 đơn vị máu của các thôn"),
            "parts-sum-mismatch",
            ["90 đơn vị máu", "40 đơn vị máu của cơ quan", "60 đơn vị máu của các thôn"],
            "nhưng 2 phần cộng lại được 100",
        ),
        (
            aim("đợt 1 tiếp nhận 40 đơn vị máu, đợt 2 tiếp nhận 40 đơn vị máu, cả năm 90 đơn vị máu"),
            "parts-sum-mismatch",
            ["90 đơn vị máu", "40 đơn vị máu", "40 đơn vị máu"],
            "nhưng 2 phần cộng lại được 80",
        ),
        (
            aim("toàn xã tiếp nhận 90 đơn vị máu: đợt 1: 40 đơn vị máu, đợt 2: 40 đơn vị máu"),
            "parts-sum-mismatch",
            ["90 đơn vị máu", "40 đơn vị máu", "40 đơn vị máu"],
            "nhưng 2 đợt cộng lại được 80",
        ),
        (planted(TABLE, YEAR), "parts-sum-mismatch", ["25"], "Cột “Cả năm” không bằng tổng các cột trước ở 1 dòng"),
    ],
)  # fmt: skip
def test_places_and_words(text: str, name: str, quotes: list[str], words: str) -> None:
    (finding,) = findings(text)
    assert (finding.name, [span.quote for span in finding.spans]) == (name, quotes)
    assert words in finding.message_vi


def test_both_languages_give_the_same_numbers() -> None:
    (finding,) = findings(planted(QUARTER, "3. Quý III: từ 850 đơn vị máu trở lên", DISTRICT))
    assert "its 4 parts add up to 2,350 or more" in finding.message_en
    (finding,) = findings(planted(QUARTER, "3. Quý III: 550 đơn vị máu", DISTRICT))
    assert "its 4 parts add up to 2,050." in finding.message_en
    (finding,) = findings(planted(RATIO, "412/400 đơn vị máu, vượt 103% kế hoạch", REPORT))
    assert "103% of the plan was reached, which exceeds it by 3%" in finding.message_en


LIST = "TT\tĐơn vị\tSố người đăng ký\n1\tThôn Đồng Mạ\t50\n2\tThôn Khe Vầu\t60\n3\tThôn Lũng Cải\t40\n"
GROUP = f"2. Khối thôn là {{people}} người, khối trường học là 60 người.\n\nKhối thôn\n\n{LIST}"
TIME = "2. Thời gian: ngày 14 tháng 3 năm 2026."
GOODS = "TT\tVật tư\tSố lượng\n1\tÁo phông\t100 cái\n2\tNước uống\t90 chai nước\n"


def test_a_list_under_the_name_of_its_group_is_set_against_what_the_text_says_of_it() -> None:
    (finding,) = findings(planted(TIME, GROUP.format(people=160)))
    assert finding.name == "parts-sum-mismatch"
    assert finding.spans[0].quote == "Khối thôn là 160 người"
    assert "Thôn Lũng Cải" in finding.spans[1].quote
    assert "nhưng danh sách của khối thôn cộng lại được 150" in finding.message_vi
    assert found(planted(TIME, GROUP.format(people=150))) == []
    assert found(planted(TIME, GROUP.format(people=160).replace("Khối thôn\n", "Đăng ký\n"))) == []
    two = "TT\tĐơn vị\tSố người đăng ký\tSố người hiến máu\n1\tThôn Đồng Mạ\t50\t40\n2\tThôn Khe Vầu\t60\t50\n"
    assert found(planted(TIME, GROUP.format(people=160)[: -len(LIST)] + two)) == []  # which of the two is meant?


BY_QUARTERS = planted("Toàn tỉnh tiếp nhận 2.000 đơn vị máu.", "Bảo đảm đủ máu cho điều trị.", DISTRICT)
SHARES = (
    "Toàn tỉnh tiếp nhận 2.000 đơn vị máu, bình quân 500 đơn vị máu/quý, cụ thể như sau:",
    "Toàn tỉnh tiếp nhận 2.000 đơn vị máu, cụ thể như sau:",
)


@pytest.mark.parametrize("lead", SHARES)
@pytest.mark.parametrize(("third", "expected"), [(550, ["parts-sum-mismatch"]), (500, [])])
def test_the_number_that_introduces_the_quarters_is_their_whole(lead: str, third: int, expected: list[str]) -> None:
    text = planted("II. PHÂN KỲ TỔ CHỨC\n", f"II. PHÂN KỲ TỔ CHỨC\n\n{lead}\n", BY_QUARTERS)
    assert found(planted(QUARTER, f"3. Quý III\n\n- Toàn tỉnh tiếp nhận {third} đơn vị máu.", text)) == expected


@pytest.mark.parametrize(
    "numbers",
    [("một", "hai", "ba", "tư", "năm"), ("nhất", "hai", "ba", "bốn", "năm"), ("I", "II", "III", "IV", "V"), "12345"],
)
@pytest.mark.parametrize(("last", "expected"), [(20, ["parts-sum-mismatch"]), (10, [])])
def test_rounds_are_counted_in_every_form(numbers: Sequence[str], last: int, expected: list[str]) -> None:
    *others, fifth = numbers
    rounds = [f"đợt {number} tiếp nhận 20 đơn vị máu" for number in others]
    assert found(aim(f"{', '.join(rounds)}, đợt {fifth} tiếp nhận {last} đơn vị máu, cả năm 90 đơn vị máu")) == expected


@pytest.mark.parametrize(
    "text",
    [
        # parts that make up the whole, or may
        aim("toàn xã tiếp nhận 90 đơn vị máu, gồm: 40 đơn vị máu của cơ quan và 50 đơn vị máu của các thôn"),
        aim("đợt 1 tiếp nhận 40 đơn vị máu, đợt 2 tiếp nhận 50 đơn vị máu, cả năm 90 đơn vị máu"),
        aim("toàn xã tiếp nhận 90 đơn vị máu: đợt 1: 40 đơn vị máu, đợt 2: 50 đơn vị máu"),
        aim("toàn xã tiếp nhận 90 đơn vị máu: đợt 1: khoảng 40 đơn vị máu, đợt 2: 40 đơn vị máu"),
        aim("toàn xã tiếp nhận 90 đơn vị máu, trong đó: 20 đơn vị máu của cơ quan, 30 đơn vị máu của các trường"),
        aim(
            "toàn xã tiếp nhận từ 90 đơn vị máu trở lên; bình quân mỗi đợt: đợt 1: 40 đơn vị máu, đợt 2: 45 đơn vị máu"
        ),
        planted(QUARTER, "3. Quý III: khoảng 850 đơn vị máu", DISTRICT),
        planted("tiếp nhận 2.000 đơn vị máu.", "tiếp nhận khoảng 1.000 đơn vị máu.", DISTRICT),
        # on the day of issue nothing has passed, and far numbers are another count
        planted(HEALTH, "Cử cán bộ khám, dự kiến vào ngày 15/01/2026."),
        planted("2. Trạm Y tế xã\n", "9. Trạm Y tế xã\n"),
        # so many a month or for each of several are no part of a year, people none of blood
        planted(QUARTER, "3. Quý III: các huyện Đá Mài, Tà Lèng mỗi huyện 550 đơn vị máu", DISTRICT),
        planted(QUARTER, "3. Quý III\n\n- Huyện Đá Mài: 250 đơn vị máu\n\n- Huyện Tà Lèng: 400 đơn vị máu", DISTRICT),
        planted(TARGET, "toàn xã tiếp nhận từ 120 đơn vị máu trở lên mỗi quý"),
        planted(TARGET, "toàn xã tiếp nhận khoảng 120 đơn vị máu"),
        planted(QUARTER, "3. Quý III: 550 đơn vị máu/tháng", DISTRICT),
        aim("toàn xã tiếp nhận 90 người: đợt 1: 40 người mỗi thôn, đợt 2: 40 người mỗi thôn"),
        planted(TABLE, YEAR.replace("Quý I\tQuý II\tCả năm", "Quý I (người)\tQuý II (người)\tCả năm (đơn vị máu)")),
        # a row of a table introduces no rounds
        planted(TIME, f"2. Vật tư\n\n{GOODS}\n- Đợt 1: 40 chai nước;\n\n- Đợt 2: 40 chai nước."),
        # a year in which more than half of the rows are no sum of their quarters is counted otherwise
        planted(TABLE, YEAR.replace("\t20\t30", "\t20\t35").replace("\t15\t25", "\t15\t26").replace("\t95", "\t101")),
        planted(TABLE, YEAR.replace("\t10\t10\t25", "\t10\t10\t20").replace("\t95", "\t90")),
    ],
)
def test_clean_twins(text: str) -> None:
    assert found(text) == []
