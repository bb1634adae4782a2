"""Calendars whose rows are sites: who comes to each, where and when it is, and how much is to be given there."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.events import events
from parsers.extractors.figures import quota_tables, targets
from tests.factory import document

HEAD = "Số: 12/KH-BCĐ\nKhe Mây, ngày 05 tháng 01 năm 2031\nKẾ HOẠCH\nHiến máu năm 2031\n2. Lịch lấy máu\n"

SITES = [
    "Điểm\tThời gian\tĐịa điểm\tĐơn vị tham gia\tChỉ tiêu (đơn vị máu)\n"
    "1\t7h30 ngày 12/4/2031\tTrạm Y tế xã\tXã Bản Sen, xã Nậm Lúa\t80\n2\t13h30 ngày 15/5/2031\tNhà văn hóa\tXã Khe Mây\t90",
    "Cụm\tNơi lấy máu\tNgày\tCác xã, phường\tSố người đăng ký\n"
    "1\tTrạm Y tế xã\t12/4/2031\tXã Bản Sen, xã Nậm Lúa\t80\n2\tNhà văn hóa\t15/5/2031\tXã Khe Mây\t90",
    "Điểm số\tĐơn vị\tChỉ tiêu (ĐV máu)\tThời gian, địa điểm\n"
    "1\tXã Bản Sen, xã Nậm Lúa\t80\tSáng 12/4/2031, Trạm Y tế xã\n2\tXã Khe Mây\t90\tChiều 15/5/2031: Nhà văn hóa",
]  # fmt: skip


@pytest.mark.parametrize("table", SITES)
def test_what_is_given_at_a_site_is_the_quota_of_those_who_come_there(table: str) -> None:
    plan = annotate(document(HEAD + table))
    (found,) = quota_tables.extract(plan)
    assert [(row.ordinal, row.body.name, [v.value for v in row.values]) for row in found.rows] == [
        ("1", "Xã Bản Sen, xã Nậm Lúa", [80]),
        ("2", "Xã Khe Mây", [90]),
    ]
    assert targets.extract(plan) == []


@pytest.mark.parametrize("table", SITES)
def test_a_site_has_its_day_and_place(table: str) -> None:
    found = events.extract(annotate(document(HEAD + table)))
    assert [(e.date and e.date.edtf, e.place and e.place.value) for e in found] == [
        ("2031-04-12", "Trạm Y tế xã"),
        ("2031-05-15", "Nhà văn hóa"),
    ]


def test_marks_are_no_sites() -> None:
    table = "Tiêu chí\tThời gian\tĐiểm\tSố người\nTuyên truyền\t12/4/2031\t10\t80\nVận động\t15/5/2031\t20\t90"
    assert targets.extract(annotate(document(HEAD + table))) == []


def test_what_only_numbers_the_rows_is_no_place() -> None:
    table = "Điểm\tNgày\tThành phần\n1\t12/4/2031\tXã Bản Sen\n2\t15/5/2031\tXã Khe Mây"
    found = events.extract(annotate(document(HEAD + table)))
    assert [(e.date and e.date.edtf, e.place) for e in found] == [("2031-04-12", None), ("2031-05-15", None)]


def test_days_of_a_place_are_an_event_where_they_stand_over_several_days() -> None:
    table = (
        "TT\tThời gian\tĐịa điểm\tSố người đăng ký\n1\t25 - 26/7/2031 (dự kiến)\tNhà văn hóa xã Bản Sen\t80\n"
        "2\t02 - 03/8/2031\tTrạm Y tế xã Nậm Lúa\t90"
    )
    found = events.extract(annotate(document(HEAD + table)))
    assert [(e.date and e.date.edtf, e.place and e.place.value) for e in found] == [
        ("2031-07-25/2031-07-26", "Nhà văn hóa xã Bản Sen"),
        ("2031-08-02/2031-08-03", "Trạm Y tế xã Nậm Lúa"),
    ]
