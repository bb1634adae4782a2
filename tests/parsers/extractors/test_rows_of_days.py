"""Rows of tables with days: days merged over several rows, groups that name their day, days of a weekend, to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.annotate import annotate
from parsers.document import Cell, Document
from parsers.extractors.events import events
from parsers.extractors.figures import targets
from parsers.extractors.times import deadlines
from tests.factory import document, plan

HEAD = "Số: 12/KH-UBND\nKhe Mây, ngày 05 tháng 01 năm 2031\nKẾ HOẠCH\nTiêm chủng năm 2031\n"


def merged(source: Document, row: int, column: int, rows: int) -> Document:
    """The document with a cell of its first table merged over the ones below."""
    table = source.tables[0]
    grid = [list(line) for line in table.rows]
    cell = grid[row][column]
    assert cell is not None
    grid[row][column] = Cell(cell.start, cell.end, rows=rows)
    for below in range(row + 1, row + rows):
        grid[below][column] = None
    blocks = tuple(b for b in source.blocks if not (b.column == column and b.row in range(row + 1, row + rows)))
    return replace(source, blocks=blocks, tables=(replace(table, rows=tuple(map(tuple, grid))), *source.tables[1:]))


@pytest.mark.parametrize(
    "table",
    [
        "Ngày\tBuổi\tĐiểm tiêm\n20/4 (Chủ nhật)\tSáng\tTrạm Y tế xã\n\tChiều\tNhà văn hóa Khe Mây\n21/4\tSáng\tTrường Bản Sen",
        "Thời gian\tCa\tNơi lấy mẫu\n20/4\tSáng\tTrạm Y tế xã\n\tChiều\tNhà văn hóa Khe Mây\n21/4\tBuổi sáng\tTrường Bản Sen",
    ],
)
def test_a_day_merged_over_rows_is_an_event_in_each(table: str) -> None:
    plan = annotate(merged(document(f"{HEAD}2. Lịch tiêm\n{table}"), 1, 0, 2))
    found = events.extract(plan)
    assert [(e.date and (e.date.edtf, e.date.part), e.place and e.place.value) for e in found] == [
        (("2031-04-20", "morning"), "Trạm Y tế xã"),
        (("2031-04-20", "afternoon"), "Nhà văn hóa Khe Mây"),
        (("2031-04-21", "morning"), "Trường Bản Sen"),
    ]


def test_a_group_of_rows_that_names_its_day() -> None:
    table = (
        "TT\tĐơn vị\tChỉ tiêu (đơn vị máu)\nCụm 1: 07 giờ 30 ngày 22/7/2031 tại Nhà văn hóa xã\t\t\n1\tPhòng Kinh tế\t8\n"
        "2\tCông an xã\t9\nCụm 2: 08 giờ 00 ngày 24/7/2031 tại Trạm Y tế xã\t\t\n3\tXã Bản Sen\t10\n4\tXã Nậm Lúa\t11"
    )
    found = events.extract(annotate(document(f"{HEAD}2. Chỉ tiêu\n{table}")))
    assert [(e.name, e.date and (e.date.edtf, e.date.time), e.place and e.place.value) for e in found] == [
        ("Cụm 1", ("2031-07-22", "07:30"), "Nhà văn hóa xã"),
        ("Cụm 2", ("2031-07-24", "08:00"), "Trạm Y tế xã"),
    ]


def test_two_days_alone_under_the_head_of_days() -> None:
    table = "TT\tNgày\tĐơn vị đăng cai\tĐịa điểm\n1\t04/7\tXã Bản Sen\tTrạm Y tế\n2\t12 - 13/7\tXã Nậm Lúa\tNhà văn hóa"
    found = events.extract(annotate(document(f"{HEAD}2. Lịch lấy máu\n{table}")))
    assert [e.date and e.date.edtf for e in found] == ["2031-07-04", "2031-07-12/2031-07-13"]


WEEK = (
    "HỘI CHỮ THẬP ĐỎ XÃ KHE MÂY\nLỊCH LÀM VIỆC\n(Từ ngày 14/4/2031 đến ngày 20/4/2031)\n\n"
    "Ngày\tBuổi\tGiờ\tNội dung\tĐịa điểm\tThành phần\n"
    "Thứ Ba (15/4/2031)\tSáng\t8h00\tRà soát danh sách hiến máu\tTrạm Y tế xã\tThường trực Hội\n"
    "\tChiều\t14h00\tHọp giao ban\tTrụ sở Hội\tBan Chấp hành\n"
    "Thứ Bảy (19/4/2031)\tSáng\t7h30\tNgày hội hiến máu\tNhà văn hóa\tCác thôn\n"
)


def test_rows_that_leave_the_day_out_go_on_with_it() -> None:
    found = events.extract(annotate(document(WEEK)))
    assert [(e.name, e.date and (e.date.edtf, e.date.time)) for e in found] == [
        ("Rà soát danh sách hiến máu", ("2031-04-15", "08:00")),
        ("Họp giao ban", ("2031-04-15", "14:00")),
        ("Ngày hội hiến máu", ("2031-04-19", "07:30")),
    ]


def test_rows_without_day_and_hour_are_no_event() -> None:
    table = "Ngày\tNội dung\tĐịa điểm\n20/4\tTiêm đợt 1\tTrạm Y tế xã\n\tTiêm bù\tTrường Bản Sen"
    found = events.extract(annotate(document(f"{HEAD}2. Lịch tiêm\n{table}")))
    assert [e.name for e in found] == ["Tiêm đợt 1"]


@pytest.mark.parametrize("head", ["Nơi nhận kết quả", "Gửi về", "Bộ phận tiếp nhận"])
def test_to_whom_a_column_says(head: str) -> None:
    table = (
        f"Đơn vị thực hiện\tNội dung công việc\tThời hạn\t{head}\nPhòng Kinh tế\tRà soát danh mục\t16/3/2031\tCông an xã\n"
        "Công an xã\tTập huấn nghiệp vụ\tHằng ngày, trước 08g00\tVăn phòng Ủy ban"
    )
    found = deadlines.extract(annotate(document(f"{HEAD}III. Phân công\n{table}\n1. Hết.")))
    assert [[b.name for b in d.submit_to] for d in found] == [["Công an xã"], ["Văn phòng Ủy ban"]]


def test_to_whom_the_line_above_the_table_says() -> None:
    table = "TT\tLoại báo cáo\tĐơn vị báo cáo\tThời hạn\n1\tBáo cáo đầu năm\tCác trường\tTrước ngày 25/9/2031\n2\tBáo cáo cuối kỳ\tCác trường\t05/12/2031"
    found = deadlines.extract(
        annotate(document(f"{HEAD}4. Các đơn vị gửi báo cáo về Phòng Văn hóa - Xã hội theo thời hạn sau:\n{table}"))
    )
    assert [[b.name for b in d.submit_to] for d in found] == [["Phòng Văn hóa - Xã hội"]] * 2


@pytest.mark.parametrize(
    ("old", "new"),
    [("Ngày cũ", "Ngày mới"), ("Lịch đã công bố", "Lịch điều chỉnh"), ("Ngày theo kế hoạch", "Dời sang ngày")],
)
def test_a_day_beside_the_one_in_its_place_is_no_event(old: str, new: str) -> None:
    table = f"TT\tĐơn vị\t{old}\t{new}\tĐịa điểm\n1\tXã Nà Hoa\t10/5/2031\t17/5/2031\tTrạm Y tế\n2\tXã Bản Sen\t11/5/2031\t18/5/2031\tChợ"
    found = events.extract(annotate(document(f"{HEAD}1. Các điểm thay đổi ngày tổ chức\n{table}")))
    assert [(e.name, e.date and e.date.edtf, e.place and e.place.value) for e in found] == [
        ("Xã Nà Hoa", "2031-05-17", "Trạm Y tế"),
        ("Xã Bản Sen", "2031-05-18", "Chợ"),
    ]


def test_several_days_of_one_cell_are_read_together() -> None:
    table = "TT\tNgày\tGiờ\tĐịa điểm\n1\t25 và 26/4/2031\t8h00\tNhà văn hóa\n2\t02, 03/8/2031\t8h00\tChợ\n3\t09/8/2031\t8h00\tSân kho"
    text = f"{HEAD}Đăng lúc 09:12, 23/01/2031\n1. Lịch hiến máu\n{table}"
    found = events.extract(annotate(document(text)))
    assert [e.date and e.date.edtf for e in found] == ["2031-04-25/2031-04-26", "2031-08-02/2031-08-03", "2031-08-09"]


def test_what_comes_again_and_again_in_a_season_is_no_round() -> None:
    table = (
        "TT\tĐối tượng\tTần suất quan trắc\tThời gian quan trắc\tSố lượng mẫu\n"
        "1\tAo nuôi tôm\t02 lần/năm\ttháng 4 và tháng 8/2026\t15\n2\tBãi nuôi ngao\t02 lần/năm\ttháng 5/2026\t4"
    )
    annotated = annotate(plan(f"III. KẾ HOẠCH LẤY MẪU\n{table}"))
    assert (events.extract(annotated), targets.extract(annotated)) == ([], [])


CALENDAR = (
    "Ngày\tCông việc\tNgười chủ trì\tĐơn vị phối hợp\n"
    "7h00, thứ Ba 01/4\tChào cờ, giao ban đầu tháng\tChủ tịch Lộc Văn Nhì\tVăn phòng UBND xã\n"
    "Thứ Hai 07/4\tGửi báo cáo hộ thiếu đói lên Sở Y tế\tPhó Chủ tịch Lù Thị Mẩy\tPhòng Kinh tế\n"
    "14h00, thứ Năm 10/4\tĐối thoại với hộ dân thôn Bản Sen\tPhó Chủ tịch Lù Thị Mẩy\tPhòng Kinh tế\n"
    "8h30, thứ Sáu 11/4\tNộp quyết toán quý I cho Kho bạc\tKế toán Bế Thị Sa\tVăn phòng UBND xã\n"
    "Thứ Ba 22/4\tTreo xong cờ, băng rôn\tĐoàn xã\tCác thôn\n"
)


def test_a_calendar_parts_what_is_held_from_work_to_be_done_by_then() -> None:
    annotated = annotate(document(f"{HEAD}B. LỊCH THEO NGÀY\n{CALENDAR}"))
    held = [(e.name, e.date and e.date.edtf) for e in events.extract(annotated)]
    assert held == [("Chào cờ, giao ban đầu tháng", "2031-04-01"), ("Đối thoại với hộ dân thôn Bản Sen", "2031-04-10")]
    due = [(d.due, [body.name for body in d.bodies]) for d in deadlines.extract(annotated)]
    assert due == [
        ("2031-04-07", ["Phó Chủ tịch Lù Thị Mẩy"]),
        ("2031-04-11", ["Kế toán Bế Thị Sa"]),
        ("2031-04-22", ["Đoàn xã"]),
    ]
