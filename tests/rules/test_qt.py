"""Rules on quantities and quotas: each planted defect raises exactly its finding, its clean twin none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.rules.factory import PLAN, findings, found, planted

TARGET = "toàn xã tiếp nhận từ 90 đơn vị máu trở lên"
ROW = "3\tThôn Lũng Cải\t20"
TABLE = PLAN[PLAN.index("STT\tĐơn vị") :]
TWO_COLUMNS = """\
STT\tĐơn vị\tSố người đăng ký\tSố người hiến máu
1\tThôn Đồng Mạ\t40\t30
2\tThôn Khe Vầu\t35\t25
3\tThôn Lũng Cải\t30\t20
4\tTrường Tiểu học Suối Lạnh\t20\t15
\tTổng cộng\t125\t90
"""
DONORS = planted(TABLE, TWO_COLUMNS)

REPORT = """\
UBND HUYỆN ĐÁ MÀI\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BAN CHỈ ĐẠO VẬN ĐỘNG HMTN\tĐộc lập - Tự do - Hạnh phúc
Số: 18/BC-BCĐ\tĐá Mài, ngày 20 tháng 6 năm 2024

BÁO CÁO
Kết quả vận động hiến máu tình nguyện 6 tháng đầu năm 2024

I. KẾT QUẢ

Trong 6 tháng đầu năm, toàn huyện tổ chức 02 đợt hiến máu, tiếp nhận 412/400 đơn vị máu, đạt 103% kế hoạch.

II. NHIỆM VỤ 6 THÁNG CUỐI NĂM

Tiếp tục vận động Nhân dân tham gia hiến máu.

Nơi nhận:
- BCĐ VĐHMTN tỉnh (b/c);
- Lưu: VT.

TM. BAN CHỈ ĐẠO
TRƯỞNG BAN

Hứa Văn Sính
"""
RATIO = "412/400 đơn vị máu, đạt 103% kế hoạch"

GUIDES = "Hướng dẫn các huyện tổ chức sự kiện."
DISTRICT = """\
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH ĐÔNG LẠC\tĐộc lập - Tự do - Hạnh phúc
Số: 145/KH-UBND\tĐông Lạc, ngày 16 tháng 01 năm 2024

KẾ HOẠCH
Tổ chức các sự kiện hiến máu tình nguyện năm 2024

I. MỤC TIÊU

Toàn tỉnh tiếp nhận 2.000 đơn vị máu.

II. PHÂN KỲ TỔ CHỨC

1. Quý I: 400 đơn vị máu

- Các huyện Đá Mài và Nà Phiêng mỗi huyện tổ chức 01 sự kiện.

2. Quý II: 500 đơn vị máu

- Các huyện Đá Mài và Tà Lèng mỗi huyện tổ chức 01 sự kiện.

3. Quý III: 500 đơn vị máu

- Huyện Nà Phiêng tổ chức 01 sự kiện.

4. Quý IV: 600 đơn vị máu

- Huyện Tà Lèng tổ chức 01 sự kiện.

III. TỔ CHỨC THỰC HIỆN

1. Hội Chữ thập đỏ tỉnh

Hướng dẫn các huyện tổ chức sự kiện.

2. Ủy ban nhân dân huyện Đá Mài

Chuẩn bị địa điểm, tổ chức 02 sự kiện trong năm 2024.

Nơi nhận:
- Hội Chữ thập đỏ tỉnh;
- UBND các huyện;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Mạc Văn Thiều
"""


def test_bases_are_clean() -> None:
    assert [found(text) for text in (DONORS, REPORT, DISTRICT)] == [[], [], []]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("\tTổng cộng\t90", "\tTổng cộng\t95", ["quota-sum-mismatch"]),
        ("\tTổng cộng\t90", "\tTổng cộng\t900", ["quota-sum-mismatch"]),
        (ROW, "3\tThôn Lũng Cải\t22", ["quota-sum-mismatch"]),
        (ROW, "3\tThôn Lũng Cải\t2O", ["not-checkable", "table-ragged"]),
        ("\tTổng cộng\t90\n", "", []),
        (ROW, "5\tThôn Lũng Cải\t20", ["quota-ordinal-gap", "quota-ordinal-gap"]),
        (ROW, "3\tThôn Khe Vầu\t20", ["quota-row-repeated"]),
        (ROW, "3\tThôn Khe Vầu Trên\t20", []),
        (TARGET, "toàn xã tiếp nhận từ 120 đơn vị máu trở lên", ["quota-below-target"]),
        (TARGET, "toàn xã tiếp nhận 120 đơn vị máu", ["quota-below-target"]),
        (TARGET, "toàn xã tiếp nhận từ 60 đơn vị máu trở lên", []),
        (TARGET, "mỗi thôn tiếp nhận từ 120 đơn vị máu trở lên", []),
        (TARGET, "toàn xã vận động từ 120 người đăng ký trở lên", []),
        (f"{ROW}\n4\tTrường Tiểu học Suối Lạnh\t15\n\tTổng cộng\t90", "\tTổng cộng\t55", ["quota-below-target"]),
    ],
)
def test_table(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new)) == expected


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("vận động đủ 110 đơn vị máu tại 04 thôn trong xã", ["quota-below-target"]),
        ("vận động đủ 110 đơn vị máu/quý tại 04 thôn trong xã", []),
        ("vận động đủ 110 đơn vị máu tại 03 thôn trong xã", []),
        ("vận động đủ 110 đơn vị máu tại 04 trường trong xã", []),
    ],
)
def test_a_target_for_as_many_places_as_the_table_has_rows(duty: str, expected: list[str]) -> None:
    text = planted("STT\tĐơn vị", "STT\tThôn")
    assert found(planted("tổ chức hiến máu.\n\nb)", f"tổ chức hiến máu, {duty}.\n\nb)", text)) == expected


ROWS = "1\tThôn Đồng Mạ\t30\n2\tThôn Khe Vầu\t25\n3\tThôn Lũng Cải\t20\n4\tTrường Tiểu học Suối Lạnh\t15"


@pytest.mark.parametrize(
    ("bodies", "ordinals", "repeated"),
    [
        (["Thôn Khe Vầu", "Thôn Lũng Cải", "Thôn Khe Vầu", "Thôn Đồng Mạ"], "1234", True),
        # a part of the table that counts anew; one that goes on counting
        (["Thôn Khe Vầu", "Thôn Lũng Cải", "Thôn Khe Vầu", "Thôn Đồng Mạ"], "1212", False),
        (["Thôn Khe Vầu", "Thôn Khe Vầu", "Thôn Lũng Cải", "Thôn Đồng Mạ"], "1123", True),
        # numbered villages come again in every commune, one of them alone does not
        (["Thôn 1", "Thôn 2", "Thôn 1", "Thôn 2"], "1234", False),
        (["Thôn 1", "Thôn 2", "Thôn 1", "Thôn 3"], "1234", True),
        (["Thôn 1", "Thôn 2", "Thôn 3", "Thôn 4"], "1234", False),
        # a name of one word says not who
        (["Khác", "Thôn Lũng Cải", "Khác", "Thôn Đồng Mạ"], "1234", False),
    ],
)
def test_rows_that_stand_twice(bodies: list[str], ordinals: str, repeated: bool) -> None:
    counts = (30, 25, 20, 15)
    rows = "\n".join(f"{n}\t{body}\t{count}" for n, body, count in zip(ordinals, bodies, counts, strict=True))
    assert ("quota-row-repeated" in found(planted(ROWS, rows))) is repeated


def test_a_repeated_row_is_shown_with_the_first_one_and_their_numbers() -> None:
    (finding,) = findings(planted(ROW, "3\tThôn Khe Vầu\t20"))
    assert [span.quote for span in finding.spans] == ["Thôn Khe Vầu", "Thôn Khe Vầu"]
    assert "dòng 2 và 3" in finding.message_vi
    assert "rows 2 and 3" in finding.message_en


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "3\tThôn Lũng Cải\t30\t20",
            "3\tThôn Lũng Cải\t20\t30",
            ["quota-exceeds-registrants", "quota-sum-mismatch"] * 1,
        ),
        ("\tTổng cộng\t125\t90", "\tTổng cộng\t125\t80", ["quota-sum-mismatch"]),
        ("\tTổng cộng\t125\t90", "\tTổng cộng\t152\t90", ["quota-sum-mismatch"]),
    ],
)
def test_table_of_two_columns(old: str, new: str, expected: list[str]) -> None:
    assert sorted(set(found(planted(old, new, DONORS)))) == expected


RESERVES = """KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026

III. CHỈ TIÊU
Toàn đơn vị vận động 80 đồng chí đăng ký, tiếp nhận từ 60 đơn vị máu trở lên.
Giao chỉ tiêu hiến máu cho các đơn vị như sau:
TT\tĐơn vị\tQuân số hiện có\tChỉ tiêu đăng ký (đ/c)\tDự bị{unit}
1\tĐội Tham mưu\t24\t20\t02
2\tĐội Hậu cần\t31\t25\t02
3\tTiểu đoàn 1\t96\t35\t06
\tCộng\t151\t80\t10"""


@pytest.mark.parametrize("unit", ["", " (đ/c)"])
def test_a_column_of_something_else_is_not_set_against_the_whole_target(unit: str) -> None:
    assert "quota-below-target" not in found(RESERVES.format(unit=unit))


def test_each_column_is_summed_for_itself() -> None:
    (finding,) = findings(planted("\tTổng cộng\t125\t90", "\tTổng cộng\t125\t92", DONORS))
    assert "“Số người hiến máu”" in finding.message_vi
    assert "92" in finding.message_vi
    assert "90" in finding.message_vi
    assert finding.spans[0].quote == "92"


def test_parts_of_a_table_count_anew() -> None:
    rows = (
        "I\tKhối xã\t\n1\tThôn Đồng Mạ\t30\n2\tThôn Khe Vầu\t25\nII\tKhối trường\t\n1\tTrường Tiểu học Suối Lạnh\t35\n"
    )
    assert found(planted(TABLE, "STT\tĐơn vị\tSố đơn vị máu\n" + rows + "\tTổng cộng\t90\n")) == []


def test_subtotals_are_no_rows() -> None:
    rows = "\tKhối xã\t55\n1\tThôn Đồng Mạ\t30\n2\tThôn Khe Vầu\t25\n\tKhối trường\t35\n"
    rows += "3\tTrường Tiểu học Suối Lạnh\t20\n4\tTrường Mầm non Suối Lạnh\t15\n"
    assert found(planted(TABLE, "STT\tĐơn vị\tSố đơn vị máu\n" + rows + "\tTổng cộng\t90\n")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # quarters against the year
        ("3. Quý III: 500 đơn vị máu", "3. Quý III: 550 đơn vị máu", ["parts-sum-mismatch"]),
        ("tiếp nhận 2.000 đơn vị máu", "tiếp nhận 2.500 đơn vị máu", ["parts-sum-mismatch"]),
        ("tiếp nhận 2.000 đơn vị máu", "tiếp nhận ít nhất 2.200 đơn vị máu", ["parts-sum-mismatch"]),
        ("tiếp nhận 2.000 đơn vị máu", "tiếp nhận ít nhất 1.800 đơn vị máu", []),
        ("tiếp nhận 2.000 đơn vị máu", "tiếp nhận 1.900 - 2.100 đơn vị máu", []),
        ("4. Quý IV: 600 đơn vị máu", "4. Quý IV: trên 600 đơn vị máu", []),
        # parts in one sentence
        (
            GUIDES,
            "Vận động 300 người đăng ký, gồm: 180 người khối cơ quan, 130 người khối trường học.",
            ["parts-sum-mismatch"],
        ),
        (
            GUIDES,
            "Vận động 300 người đăng ký, gồm: 180 người khối cơ quan, 120 người khối trường học.",
            [],
        ),
        # events of a body
        ("tổ chức 02 sự kiện trong năm 2024", "tổ chức 03 sự kiện trong năm 2024", ["schedule-conflict"]),
        ("tổ chức 02 sự kiện trong năm 2024", "tổ chức 01 sự kiện trong năm 2024", ["schedule-conflict"]),
        ("tổ chức 02 sự kiện trong năm 2024", "tổ chức ít nhất 02 sự kiện trong năm 2024", []),
        # what two do together is not what each of them does
        (GUIDES, f"{GUIDES} Các huyện Đá Mài và Tà Lèng tổ chức 03 sự kiện trong năm.", ["schedule-conflict"] * 2),
        (GUIDES, f"{GUIDES} Các huyện Đá Mài và Tà Lèng phối hợp tổ chức 03 sự kiện trong năm.", []),
    ],
)
def test_whole_and_parts(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new, DISTRICT)) == expected


@pytest.mark.parametrize(
    ("lead", "rounds", "expected"),
    [
        ("tổ chức 02 đợt, cụ thể:", ("50", "40"), []),
        ("tổ chức 03 đợt, cụ thể:", ("50", "40"), ["parts-sum-mismatch"]),
        ("tổ chức ít nhất 01 đợt, cụ thể:", ("50", "40"), []),
        ("mỗi quý tổ chức 01 đợt, cụ thể:", ("50", "40"), []),
        ("tổ chức 02 đợt, cụ thể:", ("50", "60"), []),  # more than a minimum
        ("tổ chức 02 đợt, cụ thể:", ("40", "30"), ["parts-sum-mismatch"]),
    ],
)
def test_rounds(lead: str, rounds: tuple[str, str], expected: list[str]) -> None:
    text = planted(
        "2. Thời gian: ngày 14 tháng 3 năm 2026.",
        f"2. Thời gian: trong năm {lead}\n\n- Đợt 1: ngày 14/3/2026, tiếp nhận {rounds[0]} đơn vị máu.\n\n"
        f"- Đợt 2: ngày 12/9/2026, tiếp nhận {rounds[1]} đơn vị máu.",
    )
    assert found(text) == expected


@pytest.mark.parametrize(
    "numbers",
    ["1234", ("I", "II", "III", "IV"), ("một", "hai", "ba", "bốn"), ("thứ nhất", "thứ hai", "thứ ba", "thứ tư")],
)
@pytest.mark.parametrize(("count", "expected"), [("04", []), ("05", ["parts-sum-mismatch"])])
def test_rounds_are_counted_however_they_are_numbered(numbers: Sequence[str], count: str, expected: list[str]) -> None:
    days = zip(numbers, ("14/3", "13/6", "12/9", "05/12"), strict=True)
    rounds = "\n\n".join(f"- Đợt {number}: ngày {day}/2026 tại Nhà văn hóa xã." for number, day in days)
    lead = f"2. Thời gian: trong năm tổ chức {count} đợt, cụ thể:"
    assert found(planted("2. Thời gian: ngày 14 tháng 3 năm 2026.", f"{lead}\n\n{rounds}")) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("2. Phấn đấu tiếp nhận từ 80 đơn vị máu trở lên.", ["target-conflict"]),
        ("2. Phấn đấu tiếp nhận từ 90 đơn vị máu trở lên.", []),
        ("2. Phấn đấu vận động từ 130 người đăng ký trở lên.", []),
        ("2. Phấn đấu mỗi đợt tiếp nhận từ 45 đơn vị máu trở lên.", []),
        ("2. Phấn đấu tiếp nhận nhiều hơn 05 đơn vị máu so với năm trước.", []),
        # what is handed down may be gone beyond
        ("2. Toàn xã tiếp nhận 80 đơn vị máu.", ["target-conflict"]),
        ("2. Tỉnh giao 80 đơn vị máu.", []),
        ("2. Tỉnh giao chỉ tiêu cho xã 80 đơn vị máu.", []),
        ("2. Hoàn thành vượt chỉ tiêu tỉnh giao là 80 đơn vị máu.", []),
    ],
)
def test_target_conflict(new: str, expected: list[str]) -> None:
    assert found(planted("2. Hoàn thành chỉ tiêu tỉnh giao.", new)) == expected


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        ("toàn xã tiếp nhận tối thiểu 110 đơn vị máu", ["target-conflict"]),  # more than the 90 of the whole year
        ("toàn xã tiếp nhận tối thiểu 60 đơn vị máu", []),
        ("toàn xã tiếp nhận khoảng 110 đơn vị máu", []),
        ("toàn xã vận động 110 người đăng ký", []),
        ("Đoàn xã tiếp nhận tối thiểu 110 đơn vị máu", []),  # another body's
    ],
)
def test_one_event_cannot_bring_in_more_than_the_year(aim: str, expected: list[str]) -> None:
    days = (
        f"2. Ngày hội hiến máu: ngày 14/3/2026 tại Trạm Y tế xã, {aim}.\n\n"
        "- Đợt bổ sung: ngày 13/6/2026 tại Nhà văn hóa xã."
    )
    text = planted("2. Thời gian: ngày 14 tháng 3 năm 2026.", days)
    assert found(text) == expected


STANDING = planted("1. Phòng Văn hóa - Xã hội\n", "1. Phòng Văn hóa - Xã hội (Thường trực Ban Chỉ đạo)\n")
LEADS = "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu."


@pytest.mark.parametrize(
    ("text", "duty", "expected"),
    [
        # who acts for the issuer is told a figure of the whole year
        (STANDING, "triển khai từng đợt, bảo đảm tiếp nhận không dưới 120 đơn vị máu trong năm", ["target-conflict"]),
        (STANDING, "theo dõi từng đợt, cả xã đạt từ 120 đơn vị máu trở lên năm 2026", ["target-conflict"]),
        (STANDING, "triển khai từng đợt, bảo đảm tiếp nhận không dưới 90 đơn vị máu trong năm", []),
        # its own share, or that of one round
        (STANDING, "vận động công chức đăng ký 20 đơn vị máu", []),
        (STANDING, "bảo đảm mỗi đợt tiếp nhận không dưới 45 đơn vị máu trong năm", []),
        # another body's share of the whole year
        (PLAN, "vận động công chức hiến không dưới 120 đơn vị máu trong năm", []),
    ],
)
def test_target_conflict_of_the_standing_office(text: str, duty: str, expected: list[str]) -> None:
    assert found(planted(LEADS, f"a) Chủ trì, phối hợp với Trạm Y tế xã {duty}.", text)) == expected


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        (("50", "30"), ["parts-sum-mismatch", "target-conflict"]),  # less than both figures of the whole
        (("50", "40"), ["target-conflict"]),
        (("70", "60"), ["target-conflict"]),
    ],
)
def test_rounds_below_two_figures_of_the_whole(rounds: tuple[str, str], expected: list[str]) -> None:
    text = planted(
        "2. Thời gian: ngày 14 tháng 3 năm 2026.",
        f"2. Thời gian: trong năm tổ chức 02 đợt, cụ thể:\n\n- Đợt 1: ngày 14/3/2026, tiếp nhận {rounds[0]} đơn vị "
        f"máu.\n\n- Đợt 2: ngày 12/9/2026, tiếp nhận {rounds[1]} đơn vị máu.",
        STANDING,
    )
    aim = planted(
        "1. Chỉ tiêu: toàn xã tiếp nhận từ 90 đơn vị máu trở lên",
        "1. Toàn xã tiếp nhận từ 90 đơn vị máu trở lên trong năm 2026",
        text,
    )
    duty = "bảo đảm tiếp nhận từ 120 đơn vị máu trở lên trong năm 2026"
    assert found(planted(LEADS, f"a) Chủ trì, phối hợp với Trạm Y tế xã {duty}.", aim)) == expected


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("Thôn Lũng Cải vận động 35 đơn vị máu", ["target-conflict"]),
        ("Thôn Lũng Cải vận động 35 đơn vị máu trong năm 2026", ["target-conflict"]),
        ("Thôn Lũng Cải dự trữ 35 đơn vị máu tại nhà văn hóa", []),
        ("Thôn Lũng Cải bảo đảm cơ số không dưới 35 đơn vị máu", []),
        ("Thôn Lũng Cải vận động 35 đơn vị máu từ ngày 14/02 đến ngày 22/02/2026", []),
    ],
)
def test_a_figure_that_is_no_share_of_the_row(duty: str, expected: list[str]) -> None:
    text = planted("Vận động Nhân dân đăng ký hiến máu; gửi", f"Vận động Nhân dân đăng ký hiến máu, riêng {duty}; gửi")
    assert [name for name in found(text) if name == "target-conflict"] == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("412/400 đơn vị máu, đạt 113% kế hoạch", ["ratio-mismatch"]),
        ("412/400 đơn vị máu, vượt 30% kế hoạch", ["ratio-mismatch"]),
        ("520/400 đơn vị máu, vượt 130% kế hoạch", ["ratio-wording"]),
        ("400/400 đơn vị máu, vượt 100% kế hoạch", ["ratio-wording"]),
        ("520/400 đơn vị máu vượt 130 % chỉ tiêu tỉnh giao", ["ratio-wording"]),
        ("520/400 đơn vị máu, vượt 30% kế hoạch", []),
        ("520/400 đơn vị máu, đạt 130% kế hoạch", []),
        ("413/400 đơn vị máu, đạt 103,3% kế hoạch", []),
        ("413/400 đơn vị máu, đạt 103% kế hoạch", []),
        ("395/400 đơn vị máu, đạt 98,75% kế hoạch", []),
        ("530/400 đơn vị máu, đạt trên 130% kế hoạch", []),
        ("412/400 đơn vị máu, tăng 12% so với cùng kỳ", []),
    ],
)
def test_ratios(new: str, expected: list[str]) -> None:
    assert found(planted(RATIO, new, REPORT)) == expected


REACHED_ROWS = (
    "Kết quả của các xã như sau:\n\nTT{0}Đơn vị{0}Kế hoạch (đơn vị máu){0}Thực hiện{0}Tỷ lệ (%)\n"
    "1{0}Xã Nà Mòn{0}160{0}184{0}115\n2{0}Xã Đá Lạnh{0}240{0}228{0}{1}\n{0}Toàn huyện{0}400{0}412{0}103"
)


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        ("95", []),
        ("95,0", []),
        ("94,9", []),
        ("95,4", ["ratio-mismatch"]),
        ("105,0", ["ratio-mismatch"]),
        ("59,0", ["ratio-mismatch"]),
    ],
)
@pytest.mark.parametrize("cells", ["\t", " | "])
def test_ratios_of_a_table(ratio: str, cells: str, expected: list[str]) -> None:
    table = REACHED_ROWS.format(cells, ratio)
    if cells == " | ":
        rows = [f"| {line.strip(' |')} |" for line in table.split("\n")[2:]]
        rows[-1] = f"| {rows[-1]}"
        table = "\n".join([*table.split("\n")[:2], rows[0], "|---|---|---|---|---|", *rows[1:]])
    text = planted("đạt 103% kế hoạch.", f"đạt 103% kế hoạch. {table}\n", REPORT)
    assert found(text) == expected


@pytest.mark.parametrize("head", ["Tỷ lệ nhắc lại (%)", "So cùng kỳ (%)", "Tỷ lệ nữ"])
def test_percentages_of_something_else_than_the_plan(head: str) -> None:
    table = REACHED_ROWS.format("\t", "61").replace("Tỷ lệ (%)", head).replace("\t115", "\t48").replace("\t103", "\t55")
    assert found(planted("đạt 103% kế hoạch.", f"đạt 103% kế hoạch. {table}\n", REPORT)) == []


def test_ratio_wording_offers_both_wordings() -> None:
    (finding,) = findings(planted(RATIO, "520/400 đơn vị máu, vượt 130% kế hoạch", REPORT))
    assert "đạt 130%" in finding.message_vi
    assert "vượt 30%" in finding.message_vi
    assert "vượt 130%" in finding.spans[0].quote


@pytest.mark.parametrize(("total", "wrong"), [(90, False), (95, True)])
def test_rows_that_divide_the_one_above_are_counted_with_it(total: int, wrong: bool) -> None:
    rows = "1\tTrường Tiểu học\t35\n2\tCác thôn\t55\n\tThôn Đồng Mạ\t30\n\tThôn Khe Vầu\t25\n"
    text = planted(TABLE, f"STT\tĐơn vị\tSố đơn vị máu\n{rows}\tTổng cộng\t{total}\n")
    assert found(text) == ["quota-sum-mismatch"] * wrong


@pytest.mark.parametrize(("reached", "wrong"), [(85, False), (95, True)])
def test_what_was_reached_is_added_up_like_the_quotas(reached: int, wrong: bool) -> None:
    rows = "1\tThôn Đồng Mạ\t30\t28\n2\tThôn Khe Vầu\t25\t27\n3\tTrường Tiểu học\t35\t30\n"
    head = "STT\tĐơn vị\tChỉ tiêu (đơn vị máu)\tKết quả (đơn vị máu)\n"
    text = planted(TABLE, f"{head}{rows}\tTổng cộng\t90\t{reached}\n")
    assert found(text).count("quota-sum-mismatch") == wrong


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        # sums below what they add up
        ("Thôn Đồng Mạ\t30\nThôn Khe Vầu\t25\nCộng các thôn\t55\nTrường Tiểu học\t20\nTrường Mầm non\t15\n", False),
        ("Thôn Đồng Mạ\t30\nThôn Khe Vầu\t20\nCộng các thôn\t55\nTrường Tiểu học\t20\nTrường Mầm non\t15\n", True),
        # a group that ends where its sub-total is reached
        ("Các thôn\t55\nThôn Đồng Mạ\t30\nThôn Khe Vầu\t25\nTrường Tiểu học\t20\nTrường Mầm non\t15\n", False),
        ("Các thôn\t50\nThôn Đồng Mạ\t30\nThôn Khe Vầu\t25\nTrường Tiểu học\t20\nTrường Mầm non\t15\n", True),
    ],
)
def test_sums_among_rows_without_numbers(rows: str, wrong: bool) -> None:
    text = planted(TABLE, f"Đơn vị\tSố đơn vị máu\n{rows}Tổng cộng\t90\n")
    assert found(text) == ["quota-sum-mismatch"] * wrong


GROUPED = "TT\tĐơn vị\tSố người\nI\tKhối cơ quan\t{cơ_quan}\n1\tCông an xã\t80\n2\tTrạm Y tế xã\t85\nII\tKhối thôn\t{thôn}\n1\tThôn Khe Vầu\t30\n2\tThôn Nà Lè\t20\n\tTổng cộng\t215"


@pytest.mark.parametrize(
    ("office", "village", "expected"),
    [
        (165, 50, []),
        (170, 50, ["quota-sum-mismatch"]),
        (170, 45, ["quota-sum-mismatch", "quota-sum-mismatch"]),
    ],
)
def test_sub_totals_of_groups(office: int, village: int, expected: list[str]) -> None:
    table = GROUPED.format(cơ_quan=office, thôn=village)
    assert found(f"PHỤ LỤC\nPhân bổ chỉ tiêu vận động hiến máu\n{table}") == expected
