"""What records say of themselves."""

from __future__ import annotations

import pytest

from parsers.records import DateValue, Deadline


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
