"""Values as they are said to people."""

from __future__ import annotations

import pytest

from hmtn_ingest.i18n.phrases import (
    say_date,
    say_doubts,
    say_edtf,
    say_number,
    say_offset,
    say_quantity,
    say_reasons,
    say_recurrence,
    say_signature,
)
from hmtn_ingest.privacy import mask_personal_data
from parsers.records import Alternative, DateValue, DeadlineRelation, DigitalSignature, Grounded, Offset, Quantity

SEAL = DigitalSignature(
    signer="UBND XÃ BẾN LAU", organisation="UBND TỈNH SUỐI LẠNH", signed_at="2026-03-02T00:05:04+00:00", status="good"
)


def test_a_signature_is_said_with_all_that_it_says() -> None:
    assert say_signature(SEAL) == "UBND XÃ BẾN LAU (UBND TỈNH SUỐI LẠNH), 07:05 02/03/2026: hợp lệ"
    assert say_signature(SEAL, "en") == "UBND XÃ BẾN LAU (UBND TỈNH SUỐI LẠNH), 07:05 02/03/2026: valid"
    assert say_signature(DigitalSignature(signer=None, status="unreadable")) == "người ký chưa rõ: không đọc được"
    local = SEAL.model_copy(update={"signed_at": "2026-03-02T07:05:04"})
    assert say_signature(local) == say_signature(SEAL)  # without a zone it is taken as it stands


@pytest.mark.parametrize("field", DigitalSignature.model_fields)
def test_every_field_of_a_signature_is_said(field: str) -> None:
    other = SEAL.model_copy(update={field: "tampered" if field == "status" else None})
    assert say_signature(other) != say_signature(SEAL)


@pytest.mark.parametrize(
    ("edtf", "vietnamese", "english"),
    [
        ("2024-06-06", "06/06/2024", "06 Jun 2024"),
        ("2026-01-XX", "…/01/2026", "… Jan 2026"),
        ("2024-XX-XX", "…/…/2024", "… … 2024"),
        ("2026-05", "tháng 5/2026", "May 2026"),
        ("2026-XX", "tháng …/2026", "… 2026"),
        ("2024-33", "quý I/2024", "Q1 2024"),
        ("2024-36", "quý IV/2024", "Q4 2024"),
        ("2024-40", "6 tháng đầu năm 2024", "first half of 2024"),
        ("2024-41", "6 tháng cuối năm 2024", "second half of 2024"),
        ("2026", "năm 2026", "2026"),
        ("2024-08-07/2024-09-15", "07/08/2024 – 15/09/2024", "07 Aug 2024 – 15 Sep 2024"),
        ("../2024-09-15", "… – 15/09/2024", "… – 15 Sep 2024"),
        ("[2024-06,2024-07]", "tháng 6/2024 hoặc tháng 7/2024", "Jun 2024 or Jul 2024"),
        ("Y17E8", "Y17E8", "Y17E8"),
        ("2024-06-06T10", "2024-06-06T10", "2024-06-06T10"),
    ],
)
def test_edtf(edtf: str, vietnamese: str, english: str) -> None:
    assert say_edtf(edtf) == vietnamese
    assert say_edtf(edtf, "en") == english


@pytest.mark.parametrize(
    ("relation", "offset", "vietnamese", "english"),
    [
        ("within", Offset(duration="P5D", working=True, anchor="ngày nhận được văn bản"),
         "trong 5 ngày làm việc kể từ ngày nhận được văn bản", "within 5 working days from “ngày nhận được văn bản”"),
        ("before", Offset(duration="P10D", anchor="mỗi đợt"), "trước mỗi đợt 10 ngày", "10 days before “mỗi đợt”"),
        ("by", Offset(duration="PT24H", anchor="khi kết\nthúc"), "chậm nhất 24 giờ kể từ khi kết thúc",
         "at the latest 24 hours from “khi kết thúc”"),
        ("on", Offset(duration="P1D", anchor="ngày hội"), "đúng 1 ngày sau ngày hội", "exactly 1 day after “ngày hội”"),
        ("every", Offset(duration="P1M"), "trong 1 tháng", "within 1 month"),
        ("within", Offset(duration="P1Y6M"), "trong 1 năm 6 tháng", "within 1 year 6 months"),
        ("within", Offset(duration="P2W", working=True), "trong 2 tuần", "within 2 weeks"),
        ("before", Offset(duration="P3D"), "trước 3 ngày", "3 days before"),
        ("within", Offset(duration="soon"), "trong soon", "within soon"),
    ],
)  # fmt: skip
def test_offset(relation: DeadlineRelation, offset: Offset, vietnamese: str, english: str) -> None:
    assert say_offset(relation, offset) == vietnamese
    assert say_offset(relation, offset, "en") == english


def test_date_with_time_and_part() -> None:
    assert say_date(DateValue(edtf="2024-06-06", time="06:30", time_end="10:00")) == "06:30 – 10:00 06/06/2024"
    assert say_date(DateValue(edtf="2024-06-06", time="06:30", tentative=True)) == "06:30 06/06/2024 (dự kiến)"
    assert say_date(DateValue(edtf="2026-05", part="early")) == "đầu tháng 5/2026"
    assert say_date(DateValue(edtf="2026-05", part="late", tentative=True), "en") == "late May 2026 (tentative)"


@pytest.mark.parametrize(
    ("rules", "vietnamese", "english"),
    [
        (["FREQ=MONTHLY"], "hằng tháng", "monthly"),
        (["FREQ=MONTHLY;INTERVAL=3"], "hằng quý", "quarterly"),
        (["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"], "6 tháng một lần, hằng năm", "every 6 months, yearly"),
        (["FREQ=MONTHLY;BYMONTHDAY=25"], "ngày 25 hằng tháng", "monthly (day 25)"),
        (["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15"], "15/6 hằng năm", "15 Jun every year"),
        (["FREQ=WEEKLY;BYDAY=FR"], "thứ Sáu hằng tuần", "weekly (Friday)"),
        (["FREQ=MONTHLY;BYSETPOS=-1"], "hằng tháng BYSETPOS=-1", "monthly BYSETPOS=-1"),
        (["FREQ=HOURLY"], "FREQ=HOURLY", "FREQ=HOURLY"),
    ],
)
def test_recurrence(rules: list[str], vietnamese: str, english: str) -> None:
    assert say_recurrence(rules) == vietnamese
    assert say_recurrence(rules, "en") == english


@pytest.mark.parametrize(
    ("values", "vietnamese", "english"),
    [
        (("exactly", 7000, 7000, "đơn vị máu", None, None), "7.000 đơn vị máu", "7,000 đơn vị máu"),
        (("at_least", 130, None, "đơn vị máu", None, None), "từ 130 đơn vị máu trở lên", "at least 130 đơn vị máu"),
        (("more_than", 95, None, "%", "số hộ", None), "hơn 95 % của số hộ", "more than 95 % of số hộ"),
        (("at_most", None, 30, "người", None, "đợt"), "không quá 30 người / đợt", "at most 30 người / đợt"),
        (("between", 1.5, 2, "%", None, None), "1,5 – 2 %", "1.5 – 2 %"),
        (("about", 50, 50, None, None, None), "khoảng 50", "about 50"),
    ],
)
def test_quantity(values: tuple[object, ...], vietnamese: str, english: str) -> None:
    names = ("comparator", "min", "max", "unit", "of", "per")
    quantity = Quantity.model_validate({**dict(zip(names, values, strict=True)), "indicator": "other"})
    assert say_quantity(quantity) == vietnamese
    assert say_quantity(quantity, "en") == english


def test_numbers() -> None:
    assert (say_number(1234567), say_number(1.5), say_number(1520, "en")) == ("1.234.567", "1,5", "1,520")


def test_doubts() -> None:
    assert say_doubts(["no-year", "not-known-yet"]) == "Không rõ năm; not-known-yet"
    assert say_doubts(["no-year"], "en") == "Year not clear"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("ĐT: 0900000123.", "ĐT: •••••••123."),
        ("0900.000.123", "••••.•••.123"),
        ("gọi 090 000 0123 hoặc 0900 000 124", "gọi ••• ••• •123 hoặc •••• ••• 124"),
        ("+84 900 000 123", "+•• ••• ••• 123"),
        ("(0236) 3 000 125", "(••••) • ••• 125"),
        ("0236-3-000-126", "••••-•-•••-126"),
        ("0236.3000.126", "••••.••••.126"),
        ("02363000126", "••••••••126"),
        ("098 0000321", "••• ••••321"),
        ("098 0000 321, 0980.000.321", "••• •••• 321, ••••.•••.321"),
        ("0980-000-321; 098-000-0321", "••••-•••-321; •••-•••-•321"),
        ("0900.000.123/0900.000.124", "••••.•••.123/••••.•••.124"),
        ("0900000123/0900000124,0900000125", "•••••••123/•••••••124,•••••••125"),
        ("0900 000 123 - 0900 000 124", "•••• ••• 123 - •••• ••• 124"),
        ("0900 000 123 hoặc 090.000.0124", "•••• ••• 123 hoặc •••.•••.•124"),
        ("0900 000 123 5 người", "•••• ••• 123 5 người"),
        ("0900 000\n123", "•••• •••\n123"),
        ("0900 . 000 . 123", "•••• . ••• . 123"),
        ("0900\u00a0000\u00a0123", "••••\u00a0•••\u00a0123"),
        ("09.00.00.01.23", "••.••.••.•1.23"),
        ("ĐT: 09 0000 0123", "ĐT: •• •••• •123"),
        ("(024) 3000 0127", "(•••) •••• •127"),
        ("zalo 84900000123", "zalo ••••••••123"),
        ("Zalo: 84 900 000 123", "Zalo: •• ••• ••• 123"),
        ("+84900000123, +84.900.000.123", "+••••••••123, +••.•••.•••.123"),
        ("(+84) 900 000 123", "(+••) ••• ••• 123"),
        ("+84 (0)900 000 123", "+•• (•)••• ••• 123"),
        ("+84 236 3000 126; 0084 900 000 123", "+•• ••• •••• 126; •••• ••• ••• 123"),
        # no phone numbers
        ("ngày 01/02/2026, số 0123/KH-UBND", "ngày 01/02/2026, số 0123/KH-UBND"),
        ("Kế hoạch số 041/KH-BCĐ ngày 05 tháng 01 năm 2026", "Kế hoạch số 041/KH-BCĐ ngày 05 tháng 01 năm 2026"),
        ("01 Thôn Đông 120 350 400", "01 Thôn Đông 120 350 400"),
        ("01 120 350 400", "01 120 350 400"),
        ("mã 1234567890123", "mã 1234567890123"),
        ("từ 07 giờ 00 đến 11 giờ 30", "từ 07 giờ 00 đến 11 giờ 30"),
        ("84.900.000.123 đồng, 12.045.123.456.000 đồng", "84.900.000.123 đồng, 12.045.123.456.000 đồng"),
        ("84 900 000 123 đồng (84.900.000.123 đồng)", "84 900 000 123 đồng (84.900.000.123 đồng)"),
        ("085\t9000\t1234", "085\t9000\t1234"),
        ("05 12 34 56 78 185", "05 12 34 56 78 185"),
        ("09/2026 120 350 4000", "09/2026 120 350 4000"),
        ("01-02-2026 08-03-2026; 2026-01-02", "01-02-2026 08-03-2026; 2026-01-02"),
        ("0123/QĐ-BYT, 045/2026/NĐ-CP, 1900 1234", "0123/QĐ-BYT, 045/2026/NĐ-CP, 1900 1234"),
        ("Đơn vị 084: 912 người, 345 678 lượt", "Đơn vị 084: 912 người, 345 678 lượt"),
    ],
)
def test_phone_masking_keeps_length_and_the_last_three_digits(text: str, masked: str) -> None:
    assert mask_personal_data(text) == masked
    assert len(mask_personal_data(text)) == len(text)


def test_reasons_are_doubts_and_what_else_a_value_may_be() -> None:
    number: Grounded[str] = Grounded(
        value=None,
        doubts=["blank", "handwriting"],
        alternatives=[Alternative(text="2119", source="handwriting"), Alternative(text="2118", source="file-name")],
    )
    assert say_reasons(number) == "Chữ viết tay, chưa đọc được; có thể là: “2119”; theo tên tệp: “2118”"
    assert say_reasons(number, "en") == "Handwritten, not read; may be: “2119”; by the file's name: “2118”"
    assert say_reasons(Grounded(value="26")) == ""
