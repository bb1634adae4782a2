"""Two plans side by side: which facts a reader takes for one, what of them differs, and what is not certain."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from hmtn_ingest.collection.comparison.likeness import (
    date_likeness,
    days_between,
    name_likeness,
    names_likeness,
    same_text,
    text_likeness,
)
from hmtn_ingest.collection.comparison.pairs import Comparison, Pair, Side, compare, match
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.render.comparison import comparison_page
from hmtn_ingest.render.comparison_lines import Compared, word_changes
from hmtn_ingest.review.reviewed import review
from parsers.records import DateValue, DocumentRecord

OLD = """\
ỦY BAN NHÂN DÂN
XÃ SUỐI NGÀ
Số: 14/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Suối Ngà, ngày 20 tháng 01 năm 2025

KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2025

Thực hiện Kế hoạch số 08/KH-UBND ngày 06/01/2025 của UBND tỉnh Lam Khê, UBND xã xây dựng kế hoạch như sau:

I. CHỈ TIÊU
Toàn xã tiếp nhận ít nhất 150 đơn vị máu, chia làm 02 đợt.
| TT | Thôn | Đợt 1 (đơn vị máu) | Đợt 2 (đơn vị máu) |
|---|---|---|---|
| 1 | Thôn Bản Chiềng | 20 | 15 |
| 2 | Thôn Huổi Lếch | 25 | 20 |
| 3 | Thôn Khe Dứa | 18 | 12 |
| 4 | Trường THCS Suối Ngà | 22 | 18 |
| | Tổng cộng | 85 | 65 |

II. THỜI GIAN, ĐỊA ĐIỂM
1. Đợt 1
- Thời gian: 7 giờ 00 ngày 12/4/2025.
- Địa điểm: Nhà văn hóa xã.
2. Đợt 2
- Thời gian: 7 giờ 00 ngày 11/10/2025.
- Địa điểm: Trạm Y tế xã.

III. TỔ CHỨC THỰC HIỆN
1. Hội Chữ thập đỏ xã
- Chủ trì, phối hợp với Đoàn Thanh niên xã tham mưu triển khai kế hoạch này.
- Gửi báo cáo kết quả cả năm về UBND xã trước ngày 30/11/2025.
2. Trạm Y tế xã
- Bố trí 02 nhân viên y tế phục vụ tại điểm hiến máu.
- Chuẩn bị nước uống, đồ ăn nhẹ cho người hiến máu.
3. Công an xã
- Bảo đảm an ninh, trật tự tại các điểm hiến máu trong hai đợt.
4. Các thôn, trường học
- Lập danh sách đăng ký gửi Hội Chữ thập đỏ xã: đợt 1 trước ngày 01/4/2025, đợt 2 trước ngày 30/9/2025.
Vướng mắc xin liên hệ ông Hà Văn Thêu (ĐT: 0900.000.141).

Nơi nhận:
- UBND tỉnh (để b/c);
- Các thôn;
- Lưu: VT.

CHỦ TỊCH

Cầm Thị Pành
"""

CHANGES = [
    ("14/KH-UBND", "19/KH-UBND"),
    ("ngày 20 tháng 01 năm 2025", "ngày 22 tháng 01 năm 2026"),
    ("12/4/2025", "11/4/2026"),
    ("11/10/2025", "10/10/2026"),
    ("ít nhất 150 đơn vị máu", "ít nhất 170 đơn vị máu"),
    ("| 2 | Thôn Huổi Lếch | 25 | 20 |", "| 2 | Thôn Huổi Lếch | 30 | 20 |"),
    ("| 3 | Thôn Khe Dứa | 18 | 12 |", "| 3 | Thôn Nậm Pung | 18 | 12 |"),
    ("| Tổng cộng | 85 | 65 |", "| Tổng cộng | 90 | 65 |"),
    ("đợt 1 trước ngày 01/4/2025", "đợt 1 trước ngày 25/3/2026"),
    ("Bố trí 02 nhân viên y tế phục vụ", "Bố trí 03 nhân viên y tế phục vụ"),
    (
        "- Chuẩn bị nước uống, đồ ăn nhẹ cho người hiến máu.\n",
        "- Chuẩn bị nước uống, đồ ăn nhẹ cho người hiến máu.\n- Tổng hợp tai biến nếu có, gửi Sở Y tế trong ngày.\n",
    ),
    ("- Bảo đảm an ninh, trật tự tại các điểm hiến máu trong hai đợt.\n", ""),
    ("3. Công an xã\n", ""),
    ("- Các thôn;\n", "- Các thôn;\n- Sở Y tế (để phối hợp);\n"),
    ("0900.000.141", "0900.000.152"),
]


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


NEW = changed(OLD, *CHANGES).replace("2025", "2026")


def read(text: str) -> DocumentRecord:
    return ingest(text.encode(), name="ke-hoach.md")


@pytest.fixture(scope="module")
def years() -> Comparison:
    return compare(read(OLD), read(NEW))


def shown(pair: Pair) -> tuple[str, str]:
    """A pair by the words of its sides, short."""

    def said(side: Side | None) -> str:
        words = " ".join(side.spans[0].quote.replace("|", " ").split()) if side and side.spans else ""
        return words[:40].strip()

    return said(pair.old), said(pair.new)


def test_both_are_about_the_year_they_name(years: Comparison) -> None:
    assert (read(OLD).year, read(NEW).year, years.years) == (2025, 2026, 1)


@pytest.mark.parametrize(
    ("kind", "change", "expected"),
    [
        ("deadline", "changed", [("trước ngày 01/4/2025", "trước ngày 25/3/2026")]),
        (
            "deadline",
            "shifted",
            [("trước ngày 30/11/2025", "trước ngày 30/11/2026"), ("trước ngày 30/9/2025", "trước ngày 30/9/2026")],
        ),
        ("deadline", "new", []),
        ("deadline", "gone", []),
        ("obligation", "new", [("", "Tổng hợp tai biến nếu có, gửi Sở Y tế tr")]),
        ("obligation", "gone", [("Bảo đảm an ninh, trật tự tại các điểm hi", "")]),
        ("recipient", "new", [("", "Sở Y tế")]),
        ("recipient", "gone", []),
        ("event", "new", []),
        ("event", "gone", []),
        ("quota", "new", [("", "3 Thôn Nậm Pung 18 12")]),
        ("quota", "gone", [("3 Thôn Khe Dứa 18 12", "")]),
        ("quota", "changed", [("2 Thôn Huổi Lếch 25 20", "2 Thôn Huổi Lếch 30 20")]),
        ("quota_total", "changed", [("85", "90")]),
    ],
)
def test_last_year_against_this_year(
    years: Comparison, kind: str, change: str, expected: list[tuple[str, str]]
) -> None:
    assert sorted(map(shown, years.of(kind, change))) == sorted(expected)  # type: ignore[arg-type]


def test_targets_keep_their_partner_when_the_number_changes(years: Comparison) -> None:
    pairs = {shown(pair): pair.change for pair in years.of("target")}
    assert pairs[("ít nhất 150 đơn vị máu", "ít nhất 170 đơn vị máu")] == "changed"
    assert pairs[("02 nhân viên y tế", "03 nhân viên y tế")] == "changed"
    assert pairs[("02 đợt", "02 đợt")] == "shifted"


def test_nothing_that_is_the_same_is_called_uncertain(years: Comparison) -> None:
    assert [shown(pair) for pair in years.pairs if pair.doubts] == []


def test_a_document_is_itself() -> None:
    record = read(OLD)
    assert {pair.change for pair in compare(record, record).pairs} == {"same"}


def test_the_other_way_round_new_is_gone(years: Comparison) -> None:
    back = compare(read(NEW), read(OLD))
    assert back.years == -1
    for one, other in (("new", "gone"), ("gone", "new"), ("changed", "changed"), ("shifted", "shifted")):
        assert back.count(one) == years.count(other)  # type: ignore[arg-type]


DRAFT = changed(
    OLD,
    ("Số: 14/KH-UBND", "Số:      /KH-UBND"),
    ("ngày 20 tháng 01 năm 2025", "ngày      tháng 01 năm 2025"),
    ("trước ngày 30/11/2025", "trước ngày 15/12/2025"),
    ("Cầm Thị Pành\n", ""),
)


def test_a_draft_against_what_was_issued() -> None:
    comparison = compare(read(DRAFT), read(OLD))
    different = {(pair.kind, pair.change, shown(pair)) for pair in comparison.pairs if pair.change != "same"}
    assert comparison.years == 0
    assert different == {
        ("header", "changed", ("Số: /KH-UBND", "14")),
        ("header", "changed", ("ngày tháng 01 năm 2025", "ngày 20 tháng 01 năm 2025")),
        ("header", "new", ("", "Cầm Thị Pành")),
        ("deadline", "changed", ("trước ngày 15/12/2025", "trước ngày 30/11/2025")),
        ("obligation", "changed", ("Gửi báo cáo kết quả cả năm về UBND xã tr",) * 2),
    }


def test_a_duty_that_only_stands_elsewhere_has_moved() -> None:
    police = "3. Công an xã\n- Bảo đảm an ninh, trật tự tại các điểm hiến máu trong hai đợt.\n"
    moved = changed(OLD, (police, ""), ("2. Trạm Y tế xã", f"{police}4. Trạm Y tế xã".replace("3.", "2.")))
    comparison = compare(read(OLD), read(moved))
    assert ("Bảo đảm an ninh, trật tự tại các điểm hi",) * 2 in map(shown, comparison.of("obligation", "moved"))
    assert not comparison.of("obligation", "new", "gone", "changed")


def test_what_is_gone_but_still_stands_in_the_text_is_not_certain() -> None:
    """A person rejected the deadline in one document: its sentence is in both all the same."""
    old, new = read(OLD), read(OLD)
    new.deadlines = [one for one in new.deadlines if "30/11" not in one.spans[0].quote]
    (gone,) = compare(old, new).of("deadline", "gone")
    assert gone.doubts == ("words-remain",)


def test_two_that_fit_equally_well_are_said_to_be_uncertain() -> None:
    alike = {(0, 0): 0.9, (0, 1): 0.88}
    assert match(1, 2, lambda i, j: alike[i, j], 0.5, lambda i, j: (i, j)) == [(0, 0, ("rival",))]
    assert match(1, 2, lambda i, j: alike[i, j], 0.5, lambda i, j: ()) == [(0, 0, ())]
    taken = {(0, 0): 0.9, (0, 1): 0.88, (1, 0): 0.1, (1, 1): 1.0}
    assert match(2, 2, lambda i, j: taken[i, j], 0.5, lambda i, j: (i, j)) == [(0, 0, ()), (1, 1, ())]


def test_far_wordings_are_said_to_be_uncertain() -> None:
    assert match(1, 1, lambda i, j: 0.6, 0.5, lambda i, j: (i, j)) == [(0, 0, ("far",))]
    assert match(1, 1, lambda i, j: 0.4, 0.5, lambda i, j: (i, j)) == []


@pytest.mark.parametrize(
    ("old", "new", "least", "most"),
    [
        ("Thôn Khe Dứa", "THÔN KHE DỨA", 1, 1),
        ("Hội Chữ thập đỏ xã", "Hội chữ thập đỏ  xã", 1, 1),
        ("Xã Hoà Bình", "Xã Hòa Bình", 1, 1),
        ("Xã Nà Sim", "Xã Nà Sìm", 0.9, 0.99),
        ("Công ty TNHH May Hồng Vân", "Công ty May Hồng Vân", 0.6, 0.99),
        ("Khu phố 1", "Khu phố 2", 0, 0),
        ("Khu phố 1", "Khu phố 12", 0, 0),
        ("Trường THCS Hoa Gạo", "Trường THPT Hoa Gạo", 0, 0),
        ("Xã Hòa Bình", "Xã Hòa Minh", 0, 0),
        ("Trường Mầm non 1/6", "Trường Mầm non 19/5", 0, 0),
        ("Thôn Đông", "Thôn Đông Thượng Hạ", 0, 0),
    ],
)
def test_names(old: str, new: str, least: float, most: float) -> None:
    assert least <= name_likeness(old, new) <= most
    assert name_likeness(old, new) == name_likeness(new, old)


def test_lists_of_names() -> None:
    assert names_likeness(["Công an xã"], ["Công an xã"]) == 1
    assert names_likeness([], []) == 0.5
    assert names_likeness(["Công an xã"], []) == 0.2
    assert names_likeness(["Công an xã", "Trạm Y tế xã"], ["Trạm Y tế xã"]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("old", "new", "years", "expected"),
    [
        ("Tổ chức  hiến máu.", "tổ chức hiến máu", 0, "same"),
        ("trước ngày 15/4/2025", "trước ngày 15/4/2026", 1, "shifted"),
        ("trước ngày 15/4/2025", "trước ngày 15/4/2026", 0, "changed"),
        ("trước ngày 15/4/2025", "trước ngày 16/4/2026", 1, "changed"),
        ("theo Nghị định 30/2020/NĐ-CP", "theo Nghị định 30/2021/NĐ-CP", 1, "changed"),
        ("theo Nghị định 30/2020/NĐ-CP năm 2025", "theo Nghị định 30/2020/NĐ-CP năm 2026", 1, "shifted"),
        ("1.500 đơn vị", "15.00 đơn vị", 0, "changed"),
        ("giai đoạn 2024 - 2025", "giai đoạn 2025 - 2026", 1, "shifted"),
    ],
)
def test_wordings(old: str, new: str, years: int, expected: str) -> None:
    assert same_text(old, new, years) == expected


def test_the_round_tells_two_wordings_apart() -> None:
    same_round = text_likeness("lập danh sách đăng ký đợt 1", "lập danh sách đăng ký đợt 1 gửi về xã")
    assert same_round > text_likeness("lập danh sách đăng ký đợt 1", "lập danh sách đăng ký đợt 2")


@pytest.mark.parametrize(
    ("old", "new", "years", "expected"),
    [
        ("2025-04-15", "2026-04-10", 1, -5),
        ("2025-04-15", "2026-04-10", 0, 360),
        ("2024-02-29", "2025-03-01", 1, 1),
        ("2025-04-15", "", 1, None),
    ],
)
def test_days_between(old: str, new: str, years: int, expected: int | None) -> None:
    assert days_between(old, new, years) == expected


def test_the_nearer_the_date_the_liker() -> None:
    def day(edtf: str) -> DateValue:
        return DateValue(edtf=edtf, first=edtf, last=edtf)

    assert date_likeness(day("2025-04-15"), day("2026-04-15"), 1) == 1
    near, far = (date_likeness(day("2025-04-15"), day(other), 1) for other in ("2026-04-20", "2026-11-20"))
    assert 1 > near > far > 0


# --- in words ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compared() -> Compared:
    return Compared((1, review(read(OLD))), (2, review(read(NEW))))


def test_a_changed_deadline_says_by_how_many_days(compared: Compared) -> None:
    (line,) = compared.of("deadline", "changed")
    (note,) = line.notes
    assert note.label == "Thời hạn"
    assert note.old == "trước 01/04/2025 (hạn cuối 31/03/2025)"
    assert note.new == "trước 25/03/2026 (hạn cuối 24/03/2026)"
    assert note.remark == "sớm hơn 7 ngày so với cùng kỳ"


def test_a_changed_quota_says_by_how_much(compared: Compared) -> None:
    first, total = compared.of("quota", "changed")
    assert [(note.label, note.old, note.new, note.remark) for note in first.notes] == [
        ("Đợt 1 (đơn vị máu)", "25", "30", "+5 (20 %)")
    ]
    assert total.old is not None
    assert total.old.lead == "Tổng cộng"
    assert [(note.old, note.new) for note in total.notes] == [("85", "90")]


def test_a_changed_phone_number_is_told_without_being_shown(compared: Compared) -> None:
    (line,) = compared.of("contact")
    assert line.change == "changed"
    assert [note.label for note in line.notes] == ["Điện thoại"]
    whole = comparison_page(compared, ("cũ", "mới"), lambda side, key: None)
    assert "0900" not in whole
    assert "•141" in whole


def test_english(compared: Compared) -> None:
    english = Compared((1, review(read(OLD))), (2, review(read(NEW))), "en")
    assert english.of("deadline", "changed")[0].notes[0].remark == "7 days earlier in the year"


def test_words_that_only_one_has() -> None:
    old, new = word_changes("gửi trước ngày 01/4/2025", "gửi về xã trước ngày 01/4/2026")
    assert [one.text for one in old if one.found] == ["01/4/2025"]
    assert [one.text for one in new if one.found] == ["về xã", "01/4/2026"]


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)


def test_no_markup_of_a_document_becomes_markup_of_the_page() -> None:
    bad = OLD.replace("đồ ăn nhẹ", "<img src=x onerror=alert(1)> đồ ăn nhẹ").replace("Thôn Khe Dứa", "<b>Thôn</b> Dứa")
    page = comparison_page(
        Compared((1, review(read(OLD))), (2, review(read(bad)))), ("<i>cũ</i>", "mới"), lambda side, key: key
    )
    elements = Elements()
    elements.feed(page)
    assert not elements.names & {"img", "script", "i"}
    assert "&lt;img src=x" in page
