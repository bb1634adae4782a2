"""Days within which somebody acts in a part that only describes; what is held, announced or courteous and no work."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.events import events
from parsers.extractors.figures import targets
from parsers.extractors.obligations import obligations
from parsers.extractors.times import deadlines
from tests.factory import document

HEAD = "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("- Từ ngày 10/3 đến ngày 15/3/2031, Trạm Y tế xã rà soát người trong độ tuổi.", [["Trạm Y tế xã"]]),
        ("- Từ ngày 05/01 đến ngày 10/02/2031, các thôn rà soát được 340 người.", []),  # before the plan
        ("- Trạm Y tế xã rà soát người trong độ tuổi.", []),
    ],
)
def test_who_acts_within_days_that_lie_ahead(line: str, bodies: list[list[str]]) -> None:
    found = obligations.extract(annotate(document(f"{HEAD}II. NỘI DUNG\n1. Điều tra đối tượng\n{line}")))
    assert [[body.name for body in one.bodies] for one in found] == bodies


@pytest.mark.parametrize(
    "line",
    [
        "Hội Chữ thập đỏ xã trân trọng báo cáo./.",
        "Trạm Y tế xã kính báo cáo./.",
        "- Xã Nà Hin: dự kiến tuần đầu tháng 6/2031, địa điểm sẽ thông báo sau.",
    ],
)
def test_lines_that_charge_nobody(line: str) -> None:
    assert obligations.extract(annotate(document(f"{HEAD}III. TỔ CHỨC THỰC HIỆN\n{line}"))) == []


def test_a_line_that_leads_to_items_is_no_duty_and_owes_no_numbers() -> None:
    body = (
        "III. NHIỆM VỤ\nMục tiêu quý IV năm 2031: tiếp nhận tối thiểu 1.980 đơn vị máu. Để đạt mục tiêu, yêu cầu các "
        "cơ quan, đơn vị thực hiện các nhiệm vụ sau:\n1. Công an xã giữ trật tự.\n2. Trạm Y tế xã cử bác sĩ."
    )
    annotated = annotate(document(HEAD + body))
    assert [o.bodies[0].name for o in obligations.extract(annotated)] == ["Công an xã", "Trạm Y tế xã"]
    assert [t.bodies for t in targets.extract(annotated)] == [[]]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("từ thứ Hai đến thứ Bảy hằng tuần", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("thứ 2 - thứ 6 hằng tuần", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("thứ Ba và thứ Năm hằng tuần", "FREQ=WEEKLY;BYDAY=TU,TH"),
    ],
)
def test_days_of_the_week(words: str, rule: str) -> None:
    found = deadlines.extract(annotate(document(f"{HEAD}III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã trực {words}.")))
    assert [one.rrule for one in found] == [[rule]]


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("1. Trạm Y tế xã gửi lịch làm việc cho đơn vị được kiểm tra trước ngày 10/3/2031.", ["đơn vị được kiểm tra"]),
        ("1. Các thôn báo cáo giải trình với Trưởng Ban Chỉ đạo xã trước ngày 10/3/2031.", ["Trưởng Ban Chỉ đạo xã"]),
        ("1. Các thôn tổng hợp, báo Trạm Y tế xã trước ngày 10/3/2031.", ["Trạm Y tế xã"]),
    ],
)
def test_to_whom_it_goes(line: str, to: list[str]) -> None:
    found = deadlines.extract(annotate(document(f"{HEAD}III. TỔ CHỨC THỰC HIỆN\n{line}")))
    assert [[body.name for body in one.submit_to] for one in found] == [to]


def test_what_an_event_is_held_for_is_no_part_of_its_place() -> None:
    line = "- Đợt 1: ngày 24/4/2031 tại Nhà sinh hoạt công nhân - nhân Tháng Công nhân năm 2031."
    (event,) = events.extract(annotate(document(f"{HEAD}III. THỜI GIAN, ĐỊA ĐIỂM\n{line}")))
    assert event.place is not None
    assert event.place.value == "Nhà sinh hoạt công nhân"


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("1. Đoàn xã phân công 03 tiết mục văn nghệ.", [("tiết mục văn nghệ", 3)]),
        ("1. Trạm Y tế xã phát hành ít nhất 16 bản tin.", [("bản tin", 16)]),
        ("1. Trạm Y tế xã bố trí tối thiểu 03 bàn tiêm.", [("bàn tiêm", 3)]),
    ],
)
def test_things_that_are_counted(line: str, counted: list[tuple[str, int]]) -> None:
    found = targets.extract(annotate(document(f"{HEAD}III. TỔ CHỨC THỰC HIỆN\n{line}")))
    assert [(t.quantity.unit, t.quantity.min) for t in found] == counted


def test_a_fair_of_many_days_with_its_place_is_an_event() -> None:
    line = "1. Hội Chữ thập đỏ xã tổ chức Hội chợ Nhân ái, dự kiến từ ngày 24 đến ngày 30/4/2031 tại Sân vận động xã."
    annotated = annotate(document(f"{HEAD}III. TỔ CHỨC THỰC HIỆN\n{line}"))
    assert [(e.name, e.date.edtf if e.date else None, e.tentative) for e in events.extract(annotated)] == [
        ("Hội chợ Nhân ái", "2031-04-24/2031-04-30", True)
    ]
    assert deadlines.extract(annotated) == []
