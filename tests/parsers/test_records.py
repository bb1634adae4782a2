"""What records say of themselves."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import extract
from parsers.records import DateValue, Deadline, DocumentRecord, Source
from tests.factory import document


def value(edtf: str, first: str | None, last: str | None, **more: str) -> DateValue:
    return DateValue.model_validate({"edtf": edtf, "first": first, "last": last, **more})


DAY = value("2026-01-28", "2026-01-28", "2026-01-28")
APRIL = ("2026-04", "2026-04-01", "2026-04-30")


@pytest.mark.parametrize(
    ("date", "relation", "time", "day"),
    [
        (DAY, "before", None, "2026-01-27"),
        (DAY, "by", None, "2026-01-28"),
        (DAY, "before", "11:00", "2026-01-28"),  # the deadline's own hour
        (DAY.model_copy(update={"time": "11:00"}), "before", None, "2026-01-28"),
        (value("2026-08-07/2026-09-15", "2026-08-07", "2026-09-15"), "within", None, "2026-09-15"),
        (value(*APRIL), "before", None, "2026-03-31"),
        (value(*APRIL), "within", None, "2026-04-30"),
        (value("2026-04", "2026-04-21", "2026-04-30", part="late"), "before", None, "2026-04-20"),
        (value("2026-05", "2026-05-11", "2026-05-20", part="mid"), "within", None, "2026-05-20"),
        (value(*APRIL, part="late"), "within", None, "2026-04-30"),
        (value(*APRIL, part="early"), "before", None, "2026-03-31"),
        # which day is it?
        (value(*APRIL, part="late"), "before", None, None),
        (value(*APRIL, part="early"), "within", None, None),
        (value(*APRIL, part="mid"), "by", None, None),
        (value("[2026-06-15,2026-07-15]", "2026-06-15", "2026-07-15"), "by", None, None),
        (value("2026-01-XX", "2026-01-01", "2026-01-31"), "by", None, None),
        (value("2026-03-01/..", "2026-03-01", None), "by", None, None),
        (None, "by", None, None),
    ],
)
def test_the_last_day_in_time(date: DateValue | None, relation: str, time: str | None, day: str | None) -> None:
    fields = {"relation": relation, "date": date, "time": time, "due": None, "action": "Gửi danh sách"}
    assert Deadline.model_validate(fields).last_day() == day


def read(text: str) -> DocumentRecord:
    return extract(document(text), Source(file_name="a.txt", sha256="0" * 64, media_type="text/plain", reader="text"))


HEAD = "ỦY BAN NHÂN DÂN XÃ SUỐI NGÀN\nSố: {code}\nSuối Ngàn, ngày 20 tháng 11 năm 2025\nKẾ HOẠCH\n{subject}\n"


@pytest.mark.parametrize(("code", "expected"), [("15/KH-UBND", "15/KH-UBND"), ("/KH-UBND", "…/KH-UBND"), ("……", None)])
def test_number_and_notation(code: str, expected: str | None) -> None:
    record = read(HEAD.format(code=code, subject="Vận động hiến máu tình nguyện năm 2026"))
    assert record.header.code == expected


@pytest.mark.parametrize(
    ("subject", "year"),
    [
        ("Vận động hiến máu tình nguyện năm 2026", 2026),
        ("Vận động hiến máu tình nguyện giai đoạn 2026 - 2030", 2026),
        ("Vận động hiến máu tình nguyện", 2025),
    ],
)
def test_the_year_that_a_document_is_about(subject: str, year: int) -> None:
    record = read(HEAD.format(code="15/KH-UBND", subject=subject))
    assert (record.year, record.issue_year) == (year, 2025)


def test_the_section_that_a_place_is_in() -> None:
    body = [
        "II. NHIỆM VỤ", "1. Tuyên truyền về hiến máu", "1.2. Treo băng rôn tại trụ sở", "- Phát tờ rơi tới các hộ",
        "a) Mở loa phát thanh của xã", "III. TỔ CHỨC THỰC HIỆN", "2. Trạm Y tế xã khám sàng lọc",
    ]  # fmt: skip
    record = read("\n".join([HEAD.format(code="15/KH-UBND", subject="Vận động hiến máu năm 2026"), *body]))
    found = [record.section_at(record.text.index(line)) for line in body]
    assert found == ["II", "II.1", "II.1.2", "II.1.2", "II.1.2", "III", "III.2"]
    assert record.section_at(0) is None
