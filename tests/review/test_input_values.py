"""What a person types, as values; what is not clear is refused."""

from __future__ import annotations

from typing import Any

import pytest

from hmtn_ingest.review import input_values
from hmtn_ingest.review.input_values import Refused, format_date
from parsers.records import Body, BodyRef, Offset


@pytest.mark.parametrize(
    ("text", "edtf", "first", "last"),
    [
        ("19/03/2026", "2026-03-19", "2026-03-19", "2026-03-19"),
        ("19-3-2026", "2026-03-19", "2026-03-19", "2026-03-19"),
        ("ngày 19 tháng 3 năm 2026", "2026-03-19", "2026-03-19", "2026-03-19"),
        ("2026-03-19", "2026-03-19", "2026-03-19", "2026-03-19"),
        ("3/2026", "2026-03", "2026-03-01", "2026-03-31"),
        ("tháng 02 năm 2028", "2028-02", "2028-02-01", "2028-02-29"),
        ("2026-03-xx", "2026-03-XX", "2026-03-01", "2026-03-31"),
        ("2026", "2026", "2026-01-01", "2026-12-31"),
        ("quý III/2026", "2026-35", "2026-07-01", "2026-09-30"),
        ("2026-35", "2026-35", "2026-07-01", "2026-09-30"),
        ("6 tháng cuối năm 2026", "2026-41", "2026-07-01", "2026-12-31"),
        ("01/3 – 05/3/2026", "2026-03-01/2026-03-05", "2026-03-01", "2026-03-05"),
        ("01-05/3/2026", "2026-03-01/2026-03-05", "2026-03-01", "2026-03-05"),
        ("từ ngày 28/12/2025 đến ngày 03/01/2026", "2025-12-28/2026-01-03", "2025-12-28", "2026-01-03"),
        ("2026-08-07/2026-09-15", "2026-08-07/2026-09-15", "2026-08-07", "2026-09-15"),
        ("2026-03-01/..", "2026-03-01/..", "2026-03-01", None),
        ("1/2026-3/2026", "2026-01/2026-03", "2026-01-01", "2026-03-31"),
        ("2026-03-01 – 2026-03-05", "2026-03-01/2026-03-05", "2026-03-01", "2026-03-05"),
        ("quý I, 2026", "2026-33", "2026-01-01", "2026-03-31"),
        ("28/12 – 03/01/2026", "2025-12-28/2026-01-03", "2025-12-28", "2026-01-03"),
        ("hạ tuần tháng 4/2026", "2026-04", "2026-04-21", "2026-04-30"),
        ("[2024-06,2024-07]", "[2024-06,2024-07]", "2024-06-01", "2024-07-31"),
    ],
)
def test_dates(text: str, edtf: str, first: str, last: str | None) -> None:
    date = input_values.parse_date(text)
    assert date is not None
    assert (date.edtf, date.first, date.last) == (edtf, first, last)
    assert input_values.parse_date(format_date(date)) == date  # what is shown can be typed


def test_part_of_a_month_stays() -> None:
    date = input_values.parse_date("cuối tháng 3/2026")
    assert date is not None
    assert (date.edtf, date.part) == ("2026-03", "late")
    assert input_values.parse_date(format_date(date)) == date


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("19/3", "year"),
        ("tháng 3", "year"),
        ("19/3/26", "year"),
        ("31/02/2026", "calendar"),
        ("13/2026", "calendar"),
        ("19/03/20266", "date"),
        ("5/3/2026 - 1/3/2026", "reversed"),
        ("trước ngày 19/3/2026", "date"),  # how the date binds is another field
        ("19/3/2026 và 20/4/2027 gì đó", "date"),
        ("tuần 2 tháng 4/2026", "date"),  # which days are these?
        ("1/3 - 5/3", "year"),
        ("sắp tới", "date"),
    ],
)
def test_dates_that_are_not_clear_are_refused(text: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        input_values.parse_date(text)
    assert refusal.value.reason == reason
    assert input_values.say_reason(reason)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.520", 1520),
        ("1520", 1520),
        ("1,5", 1.5),
        ("12 000", 12000),
        ("1.234.567,25", 1234567.25),
        ("04", 4),
        ("", None),
    ],
)
def test_numbers(text: str, number: Any) -> None:
    assert input_values.parse_number(text) == number
    assert input_values.parse_number(input_values.format_number(number)) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.5", "dot"),
        ("1,520.5", "dot"),
        ("12.34.567", "dot"),
        ("-3", "negative"),
        ("mười", "number"),
        ("5O", "number"),
    ],
)
def test_numbers_that_are_not_clear_are_refused(text: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        input_values.parse_number(text)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("text", "time"),
    [("7h30", "07:30"), ("16:05", "16:05"), ("7 giờ", "07:00"), ("16 giờ 30 phút", "16:30"), ("", None)],
)
def test_times(text: str, time: str | None) -> None:
    assert input_values.parse_time(text) == time


@pytest.mark.parametrize("text", ["24:10", "7:61", "sáng"])
def test_times_that_are_none(text: str) -> None:
    with pytest.raises(Refused):
        input_values.parse_time(text)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("hằng tháng", ["FREQ=MONTHLY"]),
        ("hàng quý", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("6 tháng một lần, hằng năm", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        ("ngày 20 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=20"]),
        ("thứ Sáu hằng tuần", ["FREQ=WEEKLY;BYDAY=FR"]),
        ("freq=monthly;interval=2", ["FREQ=MONTHLY;INTERVAL=2"]),
        ("", None),
        ("6 tháng, năm", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        ("6 tháng một lần; hằng năm", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        ("tháng, quý và năm", ["FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY"]),
        ("FREQ=MONTHLY;INTERVAL=6, FREQ=YEARLY", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
    ],
)
def test_recurrences(text: str, rules: list[str] | None) -> None:
    assert input_values.parse_recurrence(text) == rules


@pytest.mark.parametrize("text", ["thỉnh thoảng", "FREQ=NEVER", "hằng tháng và khi cần", "năm 2026"])
def test_recurrences_that_are_none(text: str) -> None:
    with pytest.raises(Refused):
        input_values.parse_recurrence(text)


def test_bodies_are_those_of_the_document_where_it_names_them() -> None:
    known = [
        Body(name="Trạm Y tế", canonical="Trạm Y tế xã Lèn Bông", kind="health", level="commune", aliases=["TYT xã"])
    ]
    bodies = input_values.parse_bodies("TYT xã; Hội CTĐ xã ;; Nhóm Nắng Mai", known)
    assert [(body.canonical, body.kind) for body in bodies] == [
        ("Trạm Y tế xã Lèn Bông", "health"),
        ("Hội Chữ thập đỏ xã", "red_cross"),
        ("Nhóm Nắng Mai", "other"),
    ]
    assert bodies[0].name == "TYT xã"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("các đơn vị trường học, các thôn", ["các đơn vị trường học", "các thôn"]),
        ("Trạm Y tế xã, Hội Chữ thập đỏ xã; Đoàn xã", ["Trạm Y tế xã", "Hội Chữ thập đỏ xã", "Đoàn xã"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("các phòng, ban, ngành, đoàn thể", ["các phòng, ban, ngành, đoàn thể"]),
        ("Nhóm Nắng Mai, Sương Sớm", ["Nhóm Nắng Mai, Sương Sớm"]),
    ],
)
def test_commas_part_bodies_where_that_is_clear(text: str, names: list[str]) -> None:
    assert [body.name for body in input_values.parse_bodies(text)] == names


def test_a_body_that_stood_there_keeps_its_words() -> None:
    kept = BodyRef(name="các thôn", canonical="các thôn xã Lèn Bông", kind="residential_unit")
    found = input_values.parse_bodies("các thôn; Trạm Y tế xã", [], [kept])
    assert found[0] is kept


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high", "unit", "indicator"),
    [
        ("03 đợt", "exactly", 3, 3, "đợt", "events"),
        ("khoảng 500 người", "about", 500, 500, "người", "other"),
        ("từ 130 đơn vị máu trở lên", "at_least", 130, None, "đơn vị máu", "blood_units"),
        ("50 – 60 người", "between", 50, 60, "người", "other"),
        ("1.520 lượt tham gia", "exactly", 1520, 1520, "lượt tham gia", "other"),
        ("12", "exactly", 12, 12, None, "other"),
    ],
)
def test_quantities(text: str, comparator: str, low: int, high: int | None, unit: str | None, indicator: str) -> None:
    quantity = input_values.parse_quantity(text)
    assert quantity is not None
    assert (quantity.comparator, quantity.min, quantity.max) == (comparator, low, high)
    assert (quantity.unit, quantity.indicator) == (unit, indicator)
    assert input_values.parse_quantity(input_values.format_quantity(quantity)) == quantity  # what is shown can be typed


@pytest.mark.parametrize(
    ("text", "reason"), [("nhiều đợt", "quantity"), ("5 10", "quantity"), ("-3 đợt", "quantity"), ("1.5 đợt", "dot")]
)
def test_what_is_no_quantity(text: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        input_values.parse_quantity(text)
    assert refused.value.reason == reason


def test_nothing_is_no_quantity() -> None:
    assert input_values.parse_quantity("  ") is None
    assert input_values.format_quantity(None) == ""


@pytest.mark.parametrize(
    ("text", "relation", "duration", "working", "anchor"),
    [
        ("trong 5 ngày làm việc kể từ ngày nhận được văn bản", "within", "P5D", True, "ngày nhận được văn bản"),
        ("trong vòng 05 ngày, kể từ ngày kết thúc đợt", "within", "P5D", False, "ngày kết thúc đợt"),
        ("10 ngày", None, "P10D", False, None),
        ("10 ngày từ ngày ký", None, "P10D", False, "ngày ký"),
        ("chậm nhất 24 giờ sau khi kết thúc", "by", "PT24H", False, "khi kết thúc"),
        ("trước ngày tổ chức 15 ngày", "before", "P15D", False, "ngày tổ chức"),
        ("trước mỗi đợt ít nhất 2 tuần", "before", "P2W", False, "mỗi đợt"),
        ("Chậm nhất 3 ngày trước ngày mở hội", "before", "P3D", False, "ngày mở hội"),
        ("1 tháng kể từ ngày ban hành", None, "P1M", False, "ngày ban hành"),
    ],
)
def test_limits_counted_from_something(
    text: str, relation: str | None, duration: str, working: bool, anchor: str | None
) -> None:
    found = Offset(duration=duration, working=working, anchor=anchor)
    assert input_values.parse_offset(text) == (relation, found)


def test_an_offset_that_is_none() -> None:
    assert input_values.parse_offset(" ") == (None, None)
    for text in ("ngày nhận", "5", "vài ngày kể từ ngày nhận", "5 phút sau đó"):
        with pytest.raises(Refused, match="offset"):
            input_values.parse_offset(text)
