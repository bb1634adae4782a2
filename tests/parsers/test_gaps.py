"""Facts that lack what their like have say so."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import extract
from parsers.annotate import annotate
from parsers.gaps import doubt_gaps
from parsers.records import (
    DateValue,
    Deadline,
    DocumentRecord,
    Event,
    Obligation,
    Quantity,
    Record,
    Source,
    Span,
    Target,
)
from tests.factory import plan

DOCUMENT = plan(
    "I. CÔNG AN PHƯỜNG VÀ CÁC ĐƠN VỊ\nCác việc chung.\n1. Chuẩn bị\na) Việc thứ nhất:\n- Gửi danh sách trước ngày 14/5/2026.\n"
    "2. Ngày hội tổ chức vào ngày 20/5/2026.\n- Đạt 120 đơn vị máu."
)
ANNOTATED = annotate(DOCUMENT)
YEAR = DateValue(edtf="2026", first="2026-01-01", last="2026-12-31")
DAY = DateValue(edtf="2026-05-14", first="2026-05-14", last="2026-05-14")


def span(quote: str) -> Span:
    start = DOCUMENT.text.index(quote)
    return Span(start=start, end=start + len(quote), quote=quote)


def body(quote: str) -> dict[str, object]:
    return {"name": quote, "canonical": quote, "kind": "other", "spans": [span(quote)]}


def deadline(**fields: object) -> Deadline:
    whole = {"relation": "before", "date": DAY, "due": None, "action": "Gửi danh sách", "obligation": "obligation-1"}
    return Deadline.model_validate({**whole, "spans": [span("trước ngày 14/5/2026")], **fields})


def doubts(**lists: list[Record]) -> list[str]:
    """The doubts of the only fact of the last list."""
    source = Source(file_name="a", sha256="0", media_type="text/plain", reader="test")
    record = DocumentRecord(source=source, status="ok", text=DOCUMENT.text).model_copy(update=lists)
    doubt_gaps(ANNOTATED, record)
    return list(lists.values())[-1][0].doubts


DUTY = Obligation(section=None, bodies=[], role="other", action="Gửi danh sách")
COUNT = Quantity(comparator="exactly", min=120, max=120, unit="đơn vị máu", indicator="blood_units")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"bodies": [body("Gửi danh sách")]}, []),
        ({"bodies": [body("Việc thứ nhất")]}, []),
        ({"bodies": [body("Chuẩn bị")]}, []),
        ({"bodies": [body("CÔNG AN PHƯỜNG")]}, ["inherited-body"]),
        ({"bodies": []}, ["no-body"]),
        ({"bodies": [body("Gửi danh sách")], "obligation": None}, ["no-duty"]),
    ],
)
def test_deadlines(fields: dict[str, object], expected: list[str]) -> None:
    assert doubts(obligations=[DUTY.model_copy()], deadlines=[deadline(**fields)]) == expected


def test_figures_without_a_period() -> None:
    target = Target(quantity=COUNT, bodies=[body("Ngày hội")], spans=[span("120 đơn vị máu")])
    assert doubts(targets=[target]) == ["no-period"]
    assert doubts(targets=[target.model_copy(update={"period": DAY, "doubts": []})]) == []


@pytest.mark.parametrize(
    ("indicator", "named", "period", "expected"),
    [
        ("blood_units", False, YEAR, ["no-body"]),
        ("registrants", False, YEAR, ["no-body"]),
        ("blood_units", True, YEAR, []),
        ("blood_units", False, DAY, []),  # of one day: the document's own
        ("share", False, YEAR, []),  # "60% loại 350 ml": of everybody
        ("events", False, YEAR, []),
        ("staff", False, DAY, ["no-body"]),
        ("staff", True, DAY, []),
    ],
)
def test_blood_and_people_that_nobody_is_named_to_bring(
    indicator: str, named: bool, period: DateValue, expected: list[str]
) -> None:
    quantity = COUNT.model_copy(update={"indicator": indicator})
    bodies = [body("Ngày hội")] if named else []
    target = Target(quantity=quantity, bodies=bodies, period=period, spans=[span("120 đơn vị máu")])
    assert doubts(targets=[target]) == expected


def test_a_target_whose_body_stands_lines_above() -> None:
    target = Target(quantity=COUNT, bodies=[body("Chuẩn bị")], period=DAY, spans=[span("120 đơn vị máu")])
    assert doubts(targets=[target]) == ["inherited-body"]


def test_what_the_only_event_is_to_bring_is_its_own() -> None:
    target = Target(quantity=COUNT, period=YEAR, spans=[span("120 đơn vị máu")])
    event = Event(name="Ngày hội", date=DAY, spans=[span("Ngày hội")])
    assert doubts(events=[event], targets=[target]) == []


def test_a_target_of_the_whole_that_stands_lines_above() -> None:
    whole = {**body("Chuẩn bị"), "name": "toàn phường"}
    target = Target(quantity=COUNT, bodies=[whole], period=DAY, spans=[span("120 đơn vị máu")])
    assert doubts(targets=[target]) == []


def test_the_parts_of_what_nobody_by_name_owes_in_a_year() -> None:
    text = "II. CHỈ TIÊU\n- Tiếp nhận từ 93 đơn vị máu trở lên trong năm 2026, trong đó đợt 1 (tháng 4): 45 đơn vị máu."
    source = Source(file_name="a.txt", sha256="0", media_type="text/plain", reader="test")
    targets = extract(plan(text), source).targets
    assert [(t.quantity.min, t.period and t.period.edtf, "no-body" in t.doubts) for t in targets] == [
        (93, "2026", True),
        (45, "2026-04", True),
    ]
