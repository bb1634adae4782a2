"""Deadlines of several documents, on a given day and for a given body."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest

from hmtn_ingest.collection import due as due_list
from hmtn_ingest.collection.document import DocumentSummary, MaskedDocument, Origin
from hmtn_ingest.collection.due import DueEntry, DueTask, Window
from hmtn_ingest.collection.due_words import say_following, say_left, say_slice, say_stated, say_undated
from hmtn_ingest.collection.home import home_of
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.decision import Decision, Draft, undo
from hmtn_ingest.review.drafts import accept, done, edit, reject
from hmtn_ingest.review.reviewed import Reviewed, review
from parsers.records import BodyRef, DateValue, DocumentRecord, Offset
from tests import handmade

TODAY = datetime.date(2026, 5, 4)

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN LŨNG TRE
Số: 45/KH-UBND
Lũng Tre, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026
III. TỔ CHỨC THỰC HIỆN
"""
PLAN = (
    HEAD
    + """1. Hội Chữ thập đỏ huyện
- Tổng hợp, báo cáo UBND huyện trước ngày 10/5/2026.
- Báo cáo kết quả về Hội Chữ thập đỏ tỉnh trước ngày 05 hằng tháng.
2. UBND các xã, thị trấn
- Gửi danh sách đăng ký về Hội Chữ thập đỏ huyện (qua ông Tạ Văn Mẫu, điện thoại 0900 000 345) chậm nhất ngày 20/4/2026.
3. UBND xã Đồi Thông chuẩn bị hội trường xong trước ngày 01/6/2026.
"""
)


def record(text: str) -> DocumentRecord:
    return ingest(text.encode(), name="ke-hoach.txt")


def entries_of(reviewed: Reviewed, document: int = 1) -> list[DueEntry]:
    return due_list.due_entries(MaskedDocument(document, reviewed), reviewed)


def decided(reviewed: Reviewed, *drafts: Draft, at: datetime.datetime | None = None) -> Reviewed:
    when = at or datetime.datetime(2026, 5, 4, 3, tzinfo=datetime.UTC)
    kept = [
        Decision(**draft.model_dump(), id=number, by="Lê Thị Kiểm", at=when)
        for number, draft in enumerate(drafts, len(reviewed.decisions) + 1)
    ]
    return review(reviewed.extracted, [*reviewed.decisions, *kept])


def summary(organ: str | None = "ỦY BAN NHÂN DÂN HUYỆN LŨNG TRE", period: str | None = None) -> DocumentSummary:
    year = int(period[-4:]) if period else None
    return DocumentSummary(1, "45/KH-UBND", "KẾ HOẠCH", organ, None, None, "2026-01-12", period, year)


def entry(
    *rules: str,
    relation: str = "by",
    due: str | None = None,
    time: str | None = None,
    bodies: Sequence[str] = (),
    of: DocumentSummary | None = None,
    note: str | None = None,
) -> DueEntry:
    one = DueEntry(
        summary=of or summary(),
        key="deadline-1",
        relation=relation,  # type: ignore[arg-type]
        date=None,
        time=time,
        start=None,
        due=datetime.date.fromisoformat(due) if due else None,
        rules=rules,
        offset=None,
        action="báo cáo kết quả",
        bodies=tuple(BodyRef(name=name, canonical=name, kind="government") for name in bodies),
        submit_to=(),
        origin=Origin("III.1", None, "…"),
        doubts=(),
        status="open",
        done=None,
    )
    if note is None:
        return one
    at = datetime.datetime(2026, 5, 4, 3, tzinfo=datetime.UTC)
    return replace(one, done=Decision(id=1, action="done", record=one.key, by="Lê", at=at, note=note or None))


def test_entries_are_read_with_part_words_and_bodies() -> None:
    found = entries_of(review(record(PLAN)))
    assert [(one.due and one.due.isoformat(), one.origin.part, one.origin.words) for one in found] == [
        ("2026-05-09", "III.1", "trước ngày 10/5/2026"),
        (None, "III.1", "trước ngày 05 hằng tháng"),
        ("2026-04-20", "III.2", "chậm nhất ngày 20/4/2026"),
        ("2026-05-31", "III.3", "xong trước ngày 01/6/2026"),
    ]
    assert found[0].summary.name == "45/KH-UBND"
    assert [body.canonical for body in found[3].bodies] == ["Ủy ban nhân dân xã Đồi Thông"]


def test_phone_numbers_are_hidden_in_what_is_listed() -> None:
    for one in entries_of(review(record(PLAN))):
        assert "0900 000" not in repr(one)


def test_decisions_count_and_rejected_facts_are_gone() -> None:
    reviewed = review(record(PLAN))
    first, monthly, group, hall = (one.key for one in entries_of(reviewed))
    after = decided(
        reviewed,
        accept(reviewed, first),
        reject(reviewed, monthly),
        edit(reviewed, hall, {"/due": "2026-06-02"}),
        done(reviewed, group),
    )
    found = {one.key: one for one in entries_of(after)}
    assert monthly not in found
    assert found[first].status == "accepted"
    assert found[hall].due == datetime.date(2026, 6, 2)
    by_key = {task.entry.key: task for task in due_list.due_tasks(found.values(), TODAY)}
    assert by_key[group].done
    assert not by_key[first].done
    opened = decided(after, undo(by_key[group].entry.done))  # type: ignore[arg-type]
    assert not any(task.done for task in due_list.due_tasks(entries_of(opened), TODAY))


def test_a_date_that_a_person_took_away_leaves_a_deadline_without_a_day() -> None:
    reviewed = review(record(PLAN))
    key = entries_of(reviewed)[0].key
    after = decided(reviewed, edit(reviewed, key, {"/due": None, "/date": None}))
    task = next(task for task in due_list.due_tasks(entries_of(after), TODAY) if task.entry.key == key)
    assert (task.due, task.undated) == (None, "no-day")


NEXT = [
    # rules, relation, time, the next last days in time
    (["FREQ=MONTHLY;BYMONTHDAY=5"], "by", None, ["2026-05-05", "2026-06-05", "2026-07-05", "2026-08-05"]),
    (["FREQ=MONTHLY;BYMONTHDAY=5"], "before", None, ["2026-05-04", "2026-06-04", "2026-07-04", "2026-08-04"]),
    (["FREQ=MONTHLY;BYMONTHDAY=4"], "before", None, ["2026-06-03", "2026-07-03", "2026-08-03", "2026-09-03"]),
    (["FREQ=MONTHLY;BYMONTHDAY=4"], "before", "16:00", ["2026-05-04", "2026-06-04", "2026-07-04", "2026-08-04"]),
    (["FREQ=MONTHLY;BYMONTHDAY=31"], "by", None, ["2026-05-31", "2026-07-31", "2026-08-31", "2026-10-31"]),
    (["FREQ=MONTHLY;BYMONTHDAY=-1"], "by", None, ["2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31"]),
    (["FREQ=WEEKLY;BYDAY=FR"], "every", None, ["2026-05-08", "2026-05-15", "2026-05-22", "2026-05-29"]),
    (["FREQ=MONTHLY;BYDAY=-1FR"], "every", None, ["2026-05-29", "2026-06-26", "2026-07-31", "2026-08-28"]),
    (
        ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"],
        "before",
        None,
        ["2026-06-14", "2026-11-29", "2027-06-14", "2027-11-29"],
    ),
    (["FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"], "before", None, ["2026-12-31", "2027-12-31", "2028-12-31", "2029-12-31"]),
    (["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"], "by", None, ["2028-02-29"]),
    (["FREQ=YEARLY;BYMONTH=6"], "within", None, ["2026-06-30", "2027-06-30", "2028-06-30", "2029-06-30"]),
    (["FREQ=YEARLY;BYMONTH=6"], "before", None, ["2026-05-31", "2027-05-31", "2028-05-31", "2029-05-31"]),
    # the document does not settle a day
    (["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"], "every", None, []),
    (["FREQ=MONTHLY"], "every", None, []),
    (["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"], "by", None, []),
    (["FREQ=WEEKLY"], "every", None, []),
    (["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], "by", None, []),
    (["FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1"], "by", None, []),
    (["hằng tháng"], "by", None, []),
    (["FREQ=SECONDLY"], "by", None, []),
]


@pytest.mark.parametrize(("rules", "relation", "time", "expected"), NEXT)
def test_next_occurrences(rules: list[str], relation: str, time: str | None, expected: list[str]) -> None:
    one = entry(*rules, relation=relation, time=time)
    assert [day.isoformat() for day in due_list.occurrences(one, TODAY)] == expected
    (task,) = due_list.due_tasks([one], TODAY)
    assert (task.due.isoformat() if task.due else None) == (expected[0] if expected else None)
    assert task.undated == (None if expected else "no-day")


OVER = [
    ("FREQ=MONTHLY;BYMONTHDAY=5", "năm 2025", "period-over"),
    ("FREQ=WEEKLY;BYDAY=FR", "đợt 2 năm 2025", "period-over"),
    ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", "năm 2025", "period-over"),
    ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "năm 2025", None),
    ("FREQ=MONTHLY;BYMONTHDAY=5", "năm 2026", None),
    ("FREQ=MONTHLY;BYMONTHDAY=5", None, None),
]


@pytest.mark.parametrize(("rule", "period", "expected"), OVER)
def test_what_repeats_within_a_plan_ends_with_it(rule: str, period: str | None, expected: str | None) -> None:
    (task,) = due_list.due_tasks([entry(rule, of=summary(period=period))], TODAY)
    assert task.undated == expected
    assert (task.due is None) == (expected is not None)


def test_a_repeated_deadline_is_done_for_one_occurrence_only() -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=5"
    marked = entry(rule, note="2026-05-05")
    (now,) = due_list.due_tasks([marked], TODAY)
    (later,) = due_list.due_tasks([marked], datetime.date(2026, 5, 6))
    assert (now.done, now.due) == (True, datetime.date(2026, 5, 5))
    assert (later.done, later.due) == (False, datetime.date(2026, 6, 5))
    without_day = entry(rule, note="")  # done on 4 May: the occurrence that was next then
    assert due_list.due_tasks([without_day], TODAY)[0].done
    assert not due_list.due_tasks([without_day], datetime.date(2026, 5, 6))[0].done


WINDOWS: list[tuple[Window, list[str | None]]] = [
    ("all", ["2026-01-31", "2026-05-03", "2026-05-04", "2026-05-11", "2026-05-12", "2026-06-03", "2026-06-04", None]),
    ("overdue", ["2026-01-31", "2026-05-03"]),
    ("week", ["2026-05-04", "2026-05-11"]),
    ("month", ["2026-05-04", "2026-05-11", "2026-05-12", "2026-06-03"]),
    ("undated", [None]),
]
DUES = [None, "2026-06-04", "2026-06-03", "2026-05-12", "2026-05-11", "2026-05-04", "2026-05-03", "2026-01-31"]


@pytest.mark.parametrize(("window", "expected"), WINDOWS)
def test_windows(window: Window, expected: list[str | None]) -> None:
    tasks = due_list.due_tasks([entry(due=due) for due in DUES], TODAY)
    assert [task.due.isoformat() if task.due else None for task in due_list.tasks_within(tasks, window)] == expected


def test_what_is_done_is_never_overdue() -> None:
    tasks = due_list.due_tasks([entry(due="2026-05-01", note="")], TODAY)
    assert due_list.tasks_within(tasks, "overdue") == []


def test_standings_come_in_the_order_of_asking() -> None:
    tasks = due_list.due_tasks([entry(due=due) for due in DUES], TODAY)
    assert [(name, len(inside)) for name, inside in due_list.by_standing(tasks)] == [
        ("late", 1),
        ("week", 2),
        ("month", 2),
        ("later", 1),
        ("old", 1),
        ("undated", 1),
    ]


COMMUNE_PLAN = "ỦY BAN NHÂN DÂN XÃ SUỐI CẠN"
REACH = [
    # own body, the body of the deadline, the issuer, how
    ("UBND xã Đồi Thông", "Ủy ban nhân dân xã Đồi Thông", "ỦY BAN NHÂN DÂN HUYỆN LŨNG TRE", "named"),
    ("ubnd xã đồi thông", "Ủy ban nhân dân xã Đồi Thông", "ỦY BAN NHÂN DÂN HUYỆN LŨNG TRE", "named"),
    ("UBND xã Đồi Thông", "Ủy ban nhân dân các xã, thị trấn", "ỦY BAN NHÂN DÂN HUYỆN LŨNG TRE", "group"),
    ("UBND xã Đồi Thông", "các xã, phường", "ỦY BAN NHÂN DÂN TỈNH HẠ LĨNH", "group"),
    ("UBND xã Đồi Thông", "Ủy ban nhân dân các xã, phường", None, "group"),
    # a group in the plan of the commune beside it, or below it, is not this body
    ("UBND xã Đồi Thông", "các cơ quan, đơn vị", COMMUNE_PLAN, None),
    ("UBND huyện Lũng Tre", "các đơn vị", COMMUNE_PLAN, None),
    ("Hội Chữ thập đỏ xã Suối Cạn", "các cơ quan, đơn vị", COMMUNE_PLAN, "group"),
    ("UBND xã Đồi Thông", "Sở Y tế", "ỦY BAN NHÂN DÂN TỈNH HẠ LĨNH", None),
    ("UBND xã Đồi Thông", "Ủy ban nhân dân xã Suối Cạn", "ỦY BAN NHÂN DÂN HUYỆN LŨNG TRE", None),
    # the document names nobody
    ("UBND xã Đồi Thông", None, "ỦY BAN NHÂN DÂN HUYỆN LŨNG TRE", "unsaid"),
    ("UBND xã Đồi Thông", None, COMMUNE_PLAN, None),
]


@pytest.mark.parametrize(("own", "body", "organ", "expected"), REACH)
def test_reach(own: str, body: str | None, organ: str | None, expected: str | None) -> None:
    one = entry(due="2026-05-20", bodies=[body] if body else [], of=summary(organ))
    tasks = due_list.due_tasks([one], TODAY, home_of(own))
    assert [task.reach for task in tasks] == ([expected] if expected else [])


def test_a_group_in_a_document_that_names_the_body_elsewhere_says_so() -> None:
    found = due_list.due_tasks(entries_of(review(record(PLAN))), TODAY, home_of("UBND xã Đồi Thông"))
    assert [(task.entry.origin.part, task.reach, task.listed) for task in found] == [
        ("III.2", "group", True),
        ("III.3", "named", False),
    ]


@pytest.mark.parametrize(
    ("dues", "expected"),
    [
        (["2026-05-06", "2026-05-06", "2026-05-20"], ["Thứ Tư, 06/05/2026: 2", "Thứ Tư, 20/05/2026: 1"]),
        (["2026-05-06", "2026-12-01"], ["Tuần 04/05 – 10/05/2026: 1", "Tuần 30/11 – 06/12/2026: 1"]),
        (["2023-02-10", "2023-02-28", "2026-12-01"], ["Tháng 2/2023: 2", "Tháng 12/2026: 1"]),
        ([None], []),
    ],
)
def test_a_time_line_has_days_weeks_or_months(dues: list[str | None], expected: list[str]) -> None:
    slices = due_list.timeline(due_list.due_tasks([entry(due=due) for due in dues], TODAY), TODAY)
    said = [f"{say_slice(one)}: {len(one.tasks)}" for one in slices]
    assert [words[0].upper() + words[1:] for words in said] == expected


@pytest.mark.parametrize(
    ("days", "vietnamese", "english"),
    [
        (0, "hôm nay", "today"),
        (1, "ngày mai", "tomorrow"),
        (3, "còn 3 ngày", "3 days left"),
        (-1, "quá hạn 1 ngày", "1 day overdue"),
        (-40, "quá hạn 40 ngày", "40 days overdue"),
    ],
)
def test_what_is_left(days: int, vietnamese: str, english: str) -> None:
    assert (say_left(days), say_left(days, "en")) == (vietnamese, english)


def _dated(edtf: str, first: str, last: str, relation: str, due: str) -> DueTask:
    one = replace(entry(due=due, relation=relation), date=DateValue(edtf=edtf, first=first, last=last))
    return due_list.due_tasks([one], TODAY)[0]


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (
            due_list.due_tasks([entry("FREQ=MONTHLY;BYMONTHDAY=5", relation="before")], TODAY)[0],
            "trước ngày 5 hằng tháng",
        ),
        (_dated("2026-05-10", "2026-05-10", "2026-05-10", "before", "2026-05-09"), "trước 10/05/2026"),
        (_dated("2026-05-10", "2026-05-10", "2026-05-10", "by", "2026-05-10"), ""),
        (_dated("2026-05", "2026-05-01", "2026-05-31", "within", "2026-05-31"), "trong tháng 5/2026"),
    ],
)
def test_what_the_document_says_beside_the_day(task: DueTask, expected: str) -> None:
    assert say_stated(task) == expected


def test_later_occurrences_and_missing_days_are_said() -> None:
    (monthly,) = due_list.due_tasks([entry("FREQ=MONTHLY;BYMONTHDAY=5")], TODAY)
    assert say_following(monthly) == "sau đó 05/06, 05/07, 05/08"
    (over,) = due_list.due_tasks([entry("FREQ=MONTHLY;BYMONTHDAY=5", of=summary(period="năm 2024"))], TODAY)
    assert say_undated(over) == "đã hết kỳ (năm 2024)"
    (vague,) = due_list.due_tasks([entry("FREQ=MONTHLY")], TODAY)
    assert say_undated(vague) == "chưa rõ ngày"


def test_a_limit_counted_from_something_stands_in_a_group_of_its_own() -> None:
    entries = entries_of(review(handmade.record()))
    tasks = due_list.due_tasks(entries, TODAY)
    assert [due_list.standing(task) for task in tasks] == ["relative", "relative"]
    assert [(task.due, task.undated) for task in tasks] == [(None, "relative")] * 2
    assert due_list.tasks_within(tasks, "undated") == tasks
    assert say_undated(tasks[0]) == "trong 5 ngày làm việc kể từ ngày kết thúc đợt"
    assert [body.name for body in entries[0].submit_to] == ["Hội Chữ thập đỏ huyện", "Trung tâm Truyền máu tỉnh"]


def test_a_limit_counted_from_something_is_due_on_the_day_that_a_person_gives() -> None:
    reviewed = review(handmade.record())
    known = decided(reviewed, edit(reviewed, handmade.AFTER_ROUND.id, {"/due": "2026-04-17"}))
    (task, _) = due_list.due_tasks(entries_of(known), TODAY)
    assert task.due == datetime.date(2026, 4, 17)
    assert say_stated(task) == "trong 5 ngày làm việc kể từ ngày kết thúc đợt"


def test_no_phone_number_stands_in_what_a_limit_is_counted_from() -> None:
    record = handmade.record()
    record.deadlines[0].offset = Offset(duration="P5D", anchor="ngày gọi 0900 000 178")
    (first, _) = entries_of(review(record))
    assert first.offset
    assert first.offset.anchor == "ngày gọi •••• ••• 178"
