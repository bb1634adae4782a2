"""Deadlines and events in a calendar, read back by a parser of the format and by another one for its rules."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr

from hmtn_ingest.exports import export
from hmtn_ingest.exports.body_tasks import NotConcerned
from hmtn_ingest.exports.calendar import write
from hmtn_ingest.exports.model import Options
from hmtn_ingest.exports.recurrence import repetition
from hmtn_ingest.review.decision import undo
from hmtn_ingest.review.drafts import accept, done, edit, reject
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import Deadline
from tests.exports.material import decided, plan
from tests.plans import read

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def calendar(*documents: Reviewed, body: str | None = None) -> icalendar.Calendar:
    (file,) = export(documents, "ics", body=body)
    assert all(len(line) <= 75 for line in file.data.split(b"\r\n"))
    read_back = icalendar.Calendar.from_ical(file.data)
    assert isinstance(read_back, icalendar.Calendar)
    return read_back


def components(calendar: icalendar.Calendar, kind: str, words: str) -> Iterator[icalendar.Component]:
    found = [one for one in calendar.walk(kind) if words in str(one["summary"])]
    assert found, [str(one["summary"]) for one in calendar.walk(kind)]
    yield from found


def one(calendar: icalendar.Calendar, kind: str, words: str) -> icalendar.Component:
    (found,) = components(calendar, kind, words)
    return found


def test_a_day_is_the_last_in_time() -> None:
    made = calendar(decided(plan()))
    todo, event = one(made, "VTODO", "Gửi danh sách"), one(made, "VEVENT", "Gửi danh sách")
    assert todo["due"].dt == datetime.date(2026, 2, 28)  # "trước ngày 01/3/2026"
    assert str(todo["status"]) == "NEEDS-ACTION"
    assert (event["dtstart"].dt, event["dtend"].dt) == (datetime.date(2026, 2, 28), datetime.date(2026, 3, 1))
    assert todo["uid"] != event["uid"]
    assert str(event["related-to"]) == str(todo["uid"])


def test_an_hour_is_an_hour_in_vietnam() -> None:
    made = calendar(decided(plan()))
    todo = one(made, "VTODO", "Báo cáo Hội Chữ thập đỏ phường")
    assert todo["due"].dt == datetime.datetime(2026, 3, 10, 16, tzinfo=VIETNAM)
    (zone,) = made.walk("VTIMEZONE")
    assert str(zone["tzid"]) == todo["due"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert zone.to_tz().utcoffset(datetime.datetime(2026, 3, 10)) == datetime.timedelta(hours=7)


def test_what_repeats_falls_on_its_last_days() -> None:
    made = calendar(decided(plan()))
    for kind in ("VTODO", "VEVENT"):
        component = one(made, kind, "Báo cáo kết quả về Ban Chỉ đạo tỉnh")
        start = component["dtstart"].dt
        begin = datetime.datetime(start.year, start.month, start.day)
        days = rrulestr(component["rrule"].to_ical().decode(), dtstart=begin)[:3]
        assert [day.date().isoformat() for day in days] == ["2026-02-09", "2026-03-09", "2026-04-09"]
    todo = one(made, "VTODO", "Báo cáo kết quả")
    assert todo["dtstart"].dt < todo["due"].dt  # as RFC 5545 wants it
    assert todo["due"].dt == datetime.datetime(2026, 2, 9, 23, 59, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("relation", "rule", "time", "days"),
    [
        ("before", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", None, ["2026-06-14", "2027-06-14"]),
        ("by", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", None, ["2026-06-15", "2027-06-15"]),
        ("before", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", None, ["2026-11-30", "2027-11-30"]),
        ("before", "FREQ=MONTHLY;BYMONTHDAY=1", None, ["2026-01-31", "2026-02-28"]),
        ("before", "FREQ=MONTHLY;BYMONTHDAY=25", "15:00", ["2026-01-25", "2026-02-25"]),
        ("before", "FREQ=WEEKLY;BYDAY=MO", None, ["2026-01-25", "2026-02-01"]),
        ("every", "FREQ=WEEKLY;BYDAY=FR", None, ["2026-01-23", "2026-01-30"]),
        ("every", "FREQ=WEEKLY", None, ["2026-01-25", "2026-02-01"]),
        ("every", "FREQ=MONTHLY", None, ["2026-01-31", "2026-02-28"]),
        ("every", "FREQ=MONTHLY;INTERVAL=3", None, ["2026-03-31", "2026-06-30", "2026-09-30"]),
        ("every", "FREQ=MONTHLY;INTERVAL=6", None, ["2026-06-30", "2026-12-31"]),
        ("every", "FREQ=YEARLY", None, ["2026-12-31", "2027-12-31"]),
        ("every", "FREQ=YEARLY;BYMONTH=2", None, ["2026-02-28", "2027-02-28", "2028-02-29"]),
        ("every", "FREQ=DAILY", None, ["2026-01-19", "2026-01-20"]),
    ],
)
def test_repetitions(relation: str, rule: str, time: str | None, days: list[str]) -> None:
    deadline = Deadline.model_validate({"relation": relation, "date": None, "due": None, "time": time, "action": "x"})
    found = repetition(rule, deadline, datetime.date(2026, 1, 19))
    assert found is not None
    first = datetime.datetime.combine(found.first, datetime.time())
    assert [day.date().isoformat() for day in rrulestr(found.rule, dtstart=first)[: len(days)]] == days


@pytest.mark.parametrize(
    "rule",
    ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;INTERVAL=5", "FREQ=YEARLY;BYMONTHDAY=5"],
)  # fmt: skip
def test_no_day_is_made_up(rule: str) -> None:
    deadline = Deadline(relation="every", date=None, due=None, action="x")
    assert repetition(rule, deadline, datetime.date(2026, 1, 19)) is None


def test_without_a_day_there_is_a_task_without_one() -> None:
    record = plan().model_copy(deep=True)  # not known when it was issued: no month is the first
    record.header.issued_date = None
    (file,) = export(decided(record), "ics")
    made = icalendar.Calendar.from_ical(file.data)
    assert isinstance(made, icalendar.Calendar)
    todo = one(made, "VTODO", "Báo cáo kết quả về Ban Chỉ đạo tỉnh")
    assert "due" not in todo
    assert "rrule" not in todo
    assert "chưa rõ ngày" in str(todo["summary"])
    assert not [event for event in made.walk("VEVENT") if "Báo cáo kết quả" in str(event["summary"])]
    assert file.notes


def test_events() -> None:
    made = calendar(decided(plan()))
    first, second = one(made, "VEVENT", "Đợt 1"), one(made, "VEVENT", "Đợt 2")
    assert first["dtstart"].dt == datetime.datetime(2026, 3, 15, 7, 30, tzinfo=VIETNAM)
    assert str(first["status"]) == "CONFIRMED"
    assert str(first["location"]) == "Nhà văn hóa phường"
    assert "Vận động hiến máu" in str(first["summary"])  # "Đợt 1" alone says nothing
    assert (second["dtstart"].dt, second["dtend"].dt) == (datetime.date(2026, 10, 1), datetime.date(2026, 11, 1))
    assert (str(second["status"]), str(second["transp"])) == ("TENTATIVE", "TRANSPARENT")
    assert "chưa rõ ngày" in str(second["summary"])


def test_a_quarter_buries_no_calendar() -> None:
    text = "KẾ HOẠCH\nHiến máu tình nguyện năm 2026\n\nI. SỰ KIỆN\nUBND xã Đồi Thông tổ chức Ngày hội hiến máu trong quý II/2026.\n"
    record = read(text)
    assert record.events
    made = calendar(decided(record))
    assert not made.walk("VEVENT")
    todo = made.walk("VTODO")[0]
    assert (todo["dtstart"].dt, todo["due"].dt) == (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))


def test_reminders_come_before_the_day() -> None:
    made = calendar(decided(plan()))
    for component in made.walk("VTODO"):
        (alarm,) = component.walk("VALARM")
        assert alarm["trigger"].dt < datetime.timedelta(0)
        assert alarm["trigger"].params["RELATED"] == "END"
    todo = one(made, "VTODO", "Gửi danh sách")
    due = datetime.datetime(2026, 2, 28) + todo.walk("VALARM")[0]["trigger"].dt
    assert due == datetime.datetime(2026, 2, 25, 8)


def test_the_description_tells_where_it_comes_from() -> None:
    record = plan()
    sent = next(deadline for deadline in record.deadlines if deadline.action.startswith("Gửi"))
    open_one = decided(record)
    told = str(one(calendar(open_one), "VTODO", "Gửi danh sách")["description"])
    for words in (
        "“trước ngày 01/3/2026”",
        "31/KH-BCĐ",
        "mục II.1",
        "Hội Chữ thập đỏ phường Bờ Lau",
        "Trung tâm Truyền máu tỉnh",
        "Chưa rà soát",
    ):
        assert words in told
    seen = decided(record, accept(open_one, sent.id))
    assert "Đã xác nhận: Tẩn A Páo, 02/02/2026" in str(one(calendar(seen), "VTODO", "Gửi danh sách")["description"])


def test_importing_again_updates() -> None:
    record = plan()
    before = decided(record)
    key = next(deadline.id for deadline in record.deadlines if deadline.action.startswith("Gửi"))
    moved = decided(record, edit(before, key, {"/due": "2026-02-20"}))
    back = decided(record, *[draft for draft in (edit(before, key, {"/due": "2026-02-20"}),)], undo(moved.decisions[0]))
    first, second, third = (one(calendar(document), "VTODO", "Gửi danh sách") for document in (before, moved, back))
    assert first["uid"] == second["uid"] == third["uid"]
    assert [int(todo["sequence"]) for todo in (first, second, third)] == [0, 1, 2]
    assert first["dtstamp"].dt == datetime.datetime(2026, 1, 19, tzinfo=VIETNAM)  # the day of issue
    assert (
        second["dtstamp"].dt == second["last-modified"].dt == datetime.datetime(2026, 2, 2, 9, 1, tzinfo=datetime.UTC)
    )
    assert third["dtstamp"].dt > second["dtstamp"].dt
    assert [todo["due"].dt.day for todo in (first, second, third)] == [28, 20, 28]


def test_done_and_rejected() -> None:
    record = plan()
    open_one = decided(record)
    sent, monthly = record.deadlines[0].id, record.deadlines[1].id
    made = calendar(decided(record, done(open_one, sent), reject(open_one, monthly)))
    todo = one(made, "VTODO", "Gửi danh sách")
    assert str(todo["status"]) == "COMPLETED"
    assert todo["completed"].dt == datetime.datetime(2026, 2, 2, 9, 1, tzinfo=datetime.UTC)
    assert not todo.walk("VALARM")
    assert "Xong" in str(one(made, "VEVENT", "Gửi danh sách")["summary"])
    assert not [one for one in made.walk() if "Báo cáo kết quả" in str(one.get("summary"))]


@pytest.mark.parametrize(
    ("body", "wanted", "unwanted"),
    [
        ("Trạm Y tế phường Bờ Lau", ["Bố trí", "báo cáo", "Lập danh sách"], ["Gửi danh sách", "Báo cáo kết quả"]),
        ("Hội CTĐ phường Bờ Lau", ["Gửi danh sách", "Báo cáo kết quả"], ["Lập danh sách"]),  # that is sent to them
        ("Trường THCS\nBờ Lau", ["Lập danh sách", "Đợt 1"], ["Gửi danh sách"]),
    ],
)
def test_a_body_gets_what_it_has_to_do(body: str, wanted: list[str], unwanted: list[str]) -> None:
    made = calendar(decided(plan()), body=body)
    said = "\n".join(str(one["summary"]) + str(one["description"]) for one in made.walk() if "summary" in one)
    for words in wanted:
        assert words in said
    summaries = "\n".join(str(one["summary"]) for one in made.walk() if "summary" in one)
    for words in unwanted:
        assert words not in summaries
    group = [one for one in made.walk("VTODO") if "Lập danh sách" in str(one["summary"])]
    assert all("cần xem có phải mình" in str(one["description"]) for one in group)


def test_a_body_that_has_nothing_to_do_is_told_who_has() -> None:
    with pytest.raises(NotConcerned, match="Hội Chữ thập đỏ phường Bờ Lau"):
        write([decided(plan())], Options("Thôn Khe Vải"))


def test_same_documents_same_bytes_and_no_component_twice() -> None:
    document = decided(plan())
    assert export([document, document], "ics")[0].data.count(b"BEGIN:VTODO") == export(document, "ics")[0].data.count(
        b"BEGIN:VTODO"
    )
    assert export(document, "ics") == export(decided(plan()), "ics")
    uids = [str(one["uid"]) for one in calendar(document, decided(plan("ban-khac.md"))).walk() if "uid" in one]
    assert len(uids) == len(set(uids))


def test_no_words_make_properties() -> None:
    record = plan()
    key = record.deadlines[0].id
    hostile = "Gửi danh sách\x00\x0c;,\\ END:VTODO\r\nATTACH:file:///a\nBEGIN:VALARM"
    made = calendar(decided(record, edit(decided(record), key, {"/action": hostile})))
    assert not [one for one in made.walk() if "attach" in one]
    assert "END:VTODO ATTACH:file:///a" in str(one(made, "VTODO", "Gửi danh sách")["summary"])


def test_phone_numbers_are_masked() -> None:
    document = decided(plan())
    shown = b"".join(file.data for file in export(document, "ics")).replace(b"\r\n ", b"").decode()
    assert "0900" not in shown
