"""Words of the source become the text of a field, and stay with its value."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.filling import words_for
from hmtn_ingest.review.input_values import Refused
from parsers.records import Deadline, Event
from tests.review.test_session import Table

PLAN = """ỦY BAN NHÂN DÂN
XÃ LÈN BÔNG
Số: 21/KH-UBND
Lèn Bông, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026
1. Trạm Y tế xã
- Tổ chức Ngày hội Giọt hồng lúc 7 giờ 30 ngày 12/4 tại Nhà văn hóa xã, tiếp nhận 1.500 đơn vị máu, gồm 03 đợt.
- Báo cáo hằng tháng về Ủy ban nhân dân xã, trong 05 ngày làm việc kể từ ngày kết thúc đợt.
Liên hệ: bà Hoàng Thị Thử, điện thoại 0900 000 345.
"""
RECORD = ingest(PLAN.encode(), name="ke-hoach.txt")


def place(words: str, at: int) -> tuple[int, int]:
    """A click on the letter ``at`` of words, or with -1 their whole stretch."""
    start = RECORD.text.index(words)
    return (start, start + len(words)) if at < 0 else (start + at, start + at)


@pytest.mark.parametrize(
    ("form", "name", "words", "at", "text", "quote"),
    [
        ("deadline", "date", "ngày 12/4", 6, "12/04/2026", "lúc 7 giờ 30 ngày 12/4"),  # the year of the document
        ("event", "date", "ngày 12/4", -1, "12/04/2026", "lúc 7 giờ 30 ngày 12/4"),
        ("event", "time", "7 giờ 30 ngày 12/4", -1, "07:30", "lúc 7 giờ 30 ngày 12/4"),
        ("event", "organisers", "Trạm Y tế xã", 3, "Trạm Y tế xã", "Trạm Y tế xã"),
        ("deadline", "submit_to", "Ủy ban nhân dân xã, trong", -1, "Ủy ban nhân dân xã", "Ủy ban nhân dân xã"),
        ("deadline", "rrule", "hằng tháng", 2, "hằng tháng", "hằng tháng"),
        ("target", "low", "1.500 đơn vị", 1, "1.500", "1.500"),
        ("target", "unit", "đơn vị máu", -1, "đơn vị máu", "đơn vị máu"),
        ("event", "place", "Nhà văn hóa xã", -1, "Nhà văn hóa xã", "Nhà văn hóa xã"),
        ("quota", "/rows/0/values/0", "1.500 đơn vị", 0, "1.500", "1.500"),
        (
            "obligation", "action", "Báo cáo hằng tháng", 3,
            "Báo cáo hằng tháng về Ủy ban nhân dân xã, trong 05 ngày làm việc kể từ ngày kết thúc đợt.",
            "Báo cáo hằng tháng về Ủy ban nhân dân xã, trong 05 ngày làm việc kể từ ngày kết thúc đợt.",
        ),
    ],
)  # fmt: skip
def test_words_fill_fields(form: str, name: str, words: str, at: int, text: str, quote: str) -> None:
    found, start, end = words_for(RECORD, "", form, name, *place(words, at))
    assert (found, RECORD.text[start:end]) == (text, quote)


@pytest.mark.parametrize(
    ("key", "form", "words", "text"),
    [
        ("header.code_number", "header", "21/KH-UBND", "21"),
        ("header.code_notation", "header", "21/KH-UBND", "KH-UBND"),
        ("header.issued_date", "header.date", "ngày 05 tháng 3 năm 2026", "05/03/2026"),
        ("header.organ_name", "header", "XÃ LÈN BÔNG", "XÃ LÈN BÔNG"),
    ],
)
def test_words_fill_header_fields(key: str, form: str, words: str, text: str) -> None:
    for at in (-1, 1):
        assert words_for(RECORD, key, form, "value", *place(words, at))[0] == text


def test_words_that_hold_no_such_value_are_left_to_the_field(tmp_path: object) -> None:
    assert words_for(RECORD, "", "deadline", "date", *place("Ngày hội", -1))[0] == "Ngày hội"
    for form, name, at in (
        ("deadline", "relation", -1),
        ("deadline", "date", 0),
        ("deadline", "weather", -1),
        ("obligation", "section", -1),
    ):
        with pytest.raises(Refused):
            words_for(RECORD, "", form, name, *place("Ngày hội Giọt hồng", at))


def test_the_words_go_with_the_value(tmp_path: object) -> None:
    table = Table(f"sqlite:///{tmp_path}/hmtn.sqlite3", PLAN)
    key = table.key("event")
    words = list(place("Nhà văn hóa xã", -1))
    table.act("edit", key=key, field="place", text="Nhà văn hóa", words=[words])
    table.act("edit", key=key, field="organisers", text="Trạm Y tế xã", words=[list(place("Trạm Y tế xã", -1))])
    table.act("edit", key=key, field="name", text="Giọt hồng", words=[list(place("hằng tháng", -1))])
    event = table.now.facts[key].item
    assert isinstance(event, Event)
    assert event.place is not None
    assert (event.place.value, [span.quote for span in event.place.spans]) == ("Nhà văn hóa", ["Nhà văn hóa xã"])
    assert [span.quote for span in event.organisers[0].spans] == ["Trạm Y tế xã"]
    assert [span.quote for span in event.spans][-1] == "hằng tháng"
    assert "hằng tháng" in [span.quote for span in table.now.words_given(key)]


def test_linked_words_are_found_again_in_another_version(tmp_path: object) -> None:
    table = Table(f"sqlite:///{tmp_path}/hmtn.sqlite3", PLAN)
    key = table.key("deadline")
    table.act("edit", key=key, field="submit_to", text="Trạm Y tế xã", words=[list(place("Trạm Y tế xã", -1))])
    changed = PLAN.replace("KẾ HOẠCH\n", "KẾ HOẠCH\nBản đã ký\n").encode()
    table.store.add(changed, ingest(changed, name="ke-hoach.txt"), by="Kiểm", document=table.document)
    reviewed = table.now
    item = next(one for one in reviewed.record.deadlines if one.id == key)
    assert isinstance(item, Deadline)
    (span,) = item.submit_to[0].spans
    assert reviewed.record.text[span.start : span.end] == span.quote == "Trạm Y tế xã"


def test_words_say_how_their_date_binds(tmp_path: object) -> None:
    text = PLAN.replace("- Báo cáo hằng tháng", "- Nộp danh sách trước ngày 20/3.\n- Báo cáo hằng tháng")
    table = Table(f"sqlite:///{tmp_path}/hmtn.sqlite3", text)
    start = text.index("20/3")
    for kind, also in (("deadline", {"relation": "before"}), ("event", {})):
        assert table.act("fill", kind=kind, field="date", start=start, end=start)["filling"]["also"] == also


def test_hidden_words_fill_nothing(tmp_path: object) -> None:
    table = Table(f"sqlite:///{tmp_path}/hmtn.sqlite3", PLAN)
    start, end = place("0900 000 345", -1)
    answer = table.act("fill", kind="contact", field="phone", start=start, end=end)
    assert "dữ liệu cá nhân" in answer["reason"]
    table.session.phones = True
    answer = table.act("fill", kind="contact", field="phone", start=start, end=end)
    assert answer["filling"]["text"] == "0900 000 345"
    assert table.store.decisions(table.document) == []
