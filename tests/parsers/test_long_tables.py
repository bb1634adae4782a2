"""Long tables cost as much as they have rows: a province may plan a round for each hamlet, and list every donor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.readers import read
from parsers.annotate import annotate
from parsers.annotated import AnnotatedDocument
from parsers.extractors import contacts
from parsers.extractors.events import events
from parsers.extractors.figures import quota_tables
from parsers.extractors.times.row_recipients import row_recipients
from tests.growth import grows_with_length_only

Row = Callable[[int], str]


def village(at: int) -> str:
    first = ("Nậm", "Bản", "Khe", "Suối", "Pú", "Tà", "Mường", "Chiềng", "Phiêng", "Huổi", "Sín")
    second = ("Lúa", "Sen", "Vạc", "Hoa", "Đen", "Ban", "Công", "Phử", "Hiêng", "Kham", "Mu", "Khoa", "Ín")
    return f"{first[at % 11]} {second[at // 11 % 13]} {'ABCDEGHIKLMNOPQRSTUVXY'[at // 143 % 22]}"


TASKS = (
    "TT;Nội dung công việc;Đơn vị chủ trì;Thời gian hoàn thành",
    lambda at: f"{at};Lập danh sách đợt {at};Trạm Y tế xã {village(at)};Trước ngày {1 + at % 28}/{1 + at % 12}/2026",
)
ROUNDS = (
    "TT;Ngày;Địa điểm;Dự kiến (đơn vị)",
    lambda at: f"{at};{1 + at % 28:02}/{1 + at % 12:02}/2026;Nhà văn hóa xã {village(at)};{50 + at % 9}",
)
PEOPLE = (
    "TT;Họ và tên;Đơn vị;Điện thoại",
    lambda at: f"{at};Lò Thị {village(at)};Trạm Y tế Nậm Lúa;0900 {at // 1000:03} {at % 1000:03}",
)
QUOTAS = (
    "Đơn vị;Chỉ tiêu (đơn vị máu);Ghi chú",
    lambda at: f"Ủy ban nhân dân xã {village(at)};{10 + at % 40};Hai điểm",
)


def table(kind: tuple[str, Row], rows: int) -> bytes:
    head, row = kind
    return "\n".join(["PHÂN BỔ", head, *(row(at) for at in range(1, rows + 1))]).encode()


def annotated(kind: tuple[str, Row], rows: int) -> AnnotatedDocument:
    return annotate(read(table(kind, rows), "a.csv"))


def recipients_of_all(document: AnnotatedDocument) -> None:
    for mention in document.dates:
        row_recipients(document, mention)


@pytest.mark.parametrize(
    ("kind", "work", "rows"),
    [
        (TASKS, recipients_of_all, 200),
        (QUOTAS, quota_tables.extract, 200),
        (ROUNDS, events.extract, 400),
        (PEOPLE, contacts.extract, 400),
    ],
    ids=["recipients", "quotas", "events", "contacts"],
)
def test_what_is_drawn_from_rows(kind: tuple[str, Row], work: Callable[[AnnotatedDocument], object], rows: int) -> None:
    assert grows_with_length_only(work, annotated(kind, rows), annotated(kind, 8 * rows))


def test_the_rows_below_each_sub_total() -> None:
    rows = ["PHÂN BỔ", "TT;Đơn vị;Chỉ tiêu"]
    rows += ["1;Xã An Hòa;10", "2;Xã Đông Lạc;20", ";Cộng;30", "3;Xã Bản Sen;5", "4;Xã Nậm Lúa;7", ";Cộng;12"]
    (found,) = ingest("\n".join([*rows, ";Tổng cộng;42"]).encode(), name="a.csv").quota_tables
    members = [[row.body.canonical for row in found.rows if row.group == group.name] for group in found.groups]
    assert [group.computed_subtotal for group in found.groups] == [[30], [12]], members
