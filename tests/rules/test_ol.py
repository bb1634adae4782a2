"""Rules on the outline."""

from __future__ import annotations

import pytest

from rules.context import Context
from rules.support.numbering import label, numbered_lists
from tests.rules.factory import PLAN, findings, found, planted, record


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "2. Hoàn thành chỉ tiêu tỉnh giao.\n\n3. Bảo đảm",
            "2. Hoàn thành chỉ tiêu tỉnh giao.\n\n4. Bảo đảm",
            "numbering-gap",
        ),
        ("III. TỔ CHỨC THỰC HIỆN", "IV. TỔ CHỨC THỰC HIỆN", "numbering-gap"),
        ("b) Tổng hợp danh sách", "c) Tổng hợp danh sách", "numbering-gap"),
        ("3. Bảo đảm an toàn", "2. Bảo đảm an toàn", "numbering-repeat"),
        ("III. TỔ CHỨC THỰC HIỆN", "II. TỔ CHỨC THỰC HIỆN", "numbering-repeat"),
        ("3. Các thôn\n", "3. Trạm Y tế xã\n", "part-repeat"),
        ("III. TỔ CHỨC THỰC HIỆN", "III. MỤC ĐÍCH, YÊU CẦU", "part-repeat"),
        # clean twins
        ("1. Nâng cao nhận thức", "2. Nâng cao nhận thức", "numbering-repeat"),
        ("3. Bảo đảm an toàn", "9. Bảo đảm an toàn", None),
        ("III. TỔ CHỨC THỰC HIỆN", "VI. TỔ CHỨC THỰC HIỆN", None),
        ("b) Tổng hợp danh sách", "- Tổng hợp danh sách", None),
    ],
)
def test_outline(old: str, new: str, expected: str | None) -> None:
    assert found(planted(old, new)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("abcdđe", []),
        ("abcde", []),  # d, e without đ is usage
        ("abd", ["numbering-gap"]),
        ("acd", ["numbering-gap"]),
        ("abbc", ["numbering-repeat"]),
        ("abcab", []),  # a second list under one heading
    ],
)
def test_letters(letters: str, expected: list[str]) -> None:
    work = ("Lập danh sách", "Gửi giấy mời", "Kê bàn ghế", "Treo khẩu hiệu", "Mời báo chí", "Phát quà lưu niệm")
    items = "\n\n".join(f"{letter}) {action} cho Ngày hội." for letter, action in zip(letters, work, strict=False))
    assert (
        found(
            planted(
                "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu.\n\nb) Tổng hợp danh sách",
                items + "\n\nTổng hợp danh sách",
            )
        )
        == expected
    )


DUTIES = (
    "a) Chủ trì, phối hợp với Trạm Y tế xã tổ chức hiến máu.\n\nb) Tổng hợp danh sách đăng ký trước ngày 06/3/2026."
)
BANNERS = "Treo băng rôn tuyên truyền tại các thôn;"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (f"- {BANNERS}", f"- {BANNERS}", ["part-repeat"]),
        (f"a) {BANNERS}", f"- {BANNERS}", []),  # a heading and an item
        ("- Treo băng rôn tại nhà văn hóa;", "- Treo băng rôn tại nhà văn hóa;", []),  # short items come again
        ("a) Kinh phí", "b) Kinh phí", ["part-repeat"]),
        ("a) Khác", "b) Khác", []),
    ],
)
def test_what_stands_twice(first: str, second: str, expected: list[str]) -> None:
    assert found(planted(DUTIES, f"{first}\n\n{second}")) == expected


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [("2.1.", "2.3.", "2.2"), ("Điều 1.", "Điều 3.", "Điều 2"), ("A.", "C.", "B"), ("a)", "d)", "b, c")],
)
def test_gap_is_named_as_its_list_counts(before: str, after: str, missing: str) -> None:
    items = f"{before} Lập danh sách gửi Trạm Y tế xã.\n\n{after} Kê bàn ghế tại nhà văn hóa."
    (finding,) = findings(planted(DUTIES, items))
    assert finding.name == "numbering-gap"
    assert f"thiếu {missing}. " in finding.message_vi


def test_gap_names_what_is_missing_and_both_neighbours() -> None:
    (finding,) = findings(planted("III. TỔ CHỨC THỰC HIỆN", "V. TỔ CHỨC THỰC HIỆN"))
    assert "thiếu III, IV" in finding.message_vi
    assert [span.quote.partition(".")[0] for span in finding.spans] == ["II", "V"]


def test_starting_late_is_no_gap() -> None:
    text = PLAN.replace("III. TỔ", "IV. TỔ").replace("II. NỘI", "III. NỘI").replace("I. MỤC", "II. MỤC")
    assert found(text) == []


def test_numbers_of_a_quotation_are_not_counted() -> None:
    quotation = "Quy chế nêu: “1. Bảo đảm nhân lực:\n\na) Có bác sĩ;\n\nd) Không thu tiền.\n\n4. Cấp giấy chứng nhận.”"
    text = planted("2. Hoàn thành chỉ tiêu", f"{quotation}\n\n2. Hoàn thành chỉ tiêu")
    assert found(text) == []


def test_a_footnote_does_not_interrupt_a_list() -> None:
    note = "1 Công văn số 41/CTĐ ngày 08/01/2026 của Hội Chữ thập đỏ tỉnh Đông Lạc."
    assert found(planted("3. Bảo đảm an toàn", f"{note}\n\n3. Bảo đảm an toàn")) == []


def test_another_sign_behind_a_number_is_no_gap() -> None:
    assert found(planted("2. Hoàn thành chỉ tiêu tỉnh giao.", "2) Hoàn thành chỉ tiêu tỉnh giao.")) == []


TENS = ("", "X", "XX", "XXX", "XL", "L")
ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def test_roman_numbers_count_as_they_are_written() -> None:
    values = [*range(1, 38), *range(39, 60)]  # XXXVIII is the one number of seven letters
    numbers = {value: TENS[value // 10] + ONES[value % 10] for value in values}
    text = "KẾ HOẠCH\nVận động hiến máu năm 2026\n\n" + "\n\n".join(
        f"{number}. NỘI DUNG" for number in numbers.values()
    )
    (counted,) = numbered_lists(Context(record(text)))
    assert {value: section.number for section, value in counted} == numbers
    assert {value: label(counted[0][0], value) for value in numbers} == numbers


@pytest.mark.parametrize(
    ("numbers", "lists"),
    [
        (["1.", "2.", "1)", "2)", "3."], [[1, 2, 3], [1, 2]]),  # the sign behind the number tells two lists apart
        (["1.", "2.", "1.", "3.", "2."], [[1, 2, 3], [1, 2]]),  # each number goes on the list that waits for it
        (["1.", "2.", "5.", "6."], [[1, 2, 5, 6]]),
    ],
)
def test_numbers_of_several_lists(numbers: list[str], lists: list[list[int]]) -> None:
    items = "\n\n".join(f"{number} Lập danh sách gửi Trạm Y tế xã." for number in numbers)
    text = f"KẾ HOẠCH\nVận động hiến máu năm 2026\n\nI. NỘI DUNG\n\n{items}"
    found_lists = numbered_lists(Context(record(text)))
    assert [[value for _, value in counted] for counted in found_lists[1:]] == lists
