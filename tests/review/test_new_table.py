"""A quota table that nobody read is added from the words that a person selected, and is then one like all others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.new_table import read_table
from parsers.records import QuotaTable
from tests.review.test_session import PLAN, Table, cards

IN_WORDS = """Cụ thể như sau:
a) Khối thôn
- Thôn Nà Lèn: 25 người;
- Thôn Bông Hạ: 1.020 người;
b) Khối trường
- Trường Tiểu học Lèn Bông – 12 người.
Cộng: 1.057 người.
"""
IN_CELLS = "STT\tĐơn vị\tĐăng ký\tTiếp nhận\n1\tThôn Nà Lèn\t40\t25\n2\tThôn Bông Hạ\t30\t\n\tTổng cộng\t70\t45\n"


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    one = Table(f"sqlite:///{tmp_path / 'table.sqlite3'}", PLAN.replace("II. TỔ CHỨC", f"{IN_WORDS}II. TỔ CHỨC"))
    yield one
    one.store.close()


def read(text: str) -> QuotaTable:
    record = ingest(text.encode(), name="bang.txt")
    return read_table(record, 0, len(record.text))


def said(table: QuotaTable) -> list[tuple[Any, ...]]:
    return [(row.group, row.ordinal, row.body.name, *(cell.value for cell in row.values)) for row in table.rows]


def test_lines_of_a_sentence_are_rows_under_their_groups() -> None:
    one = read(IN_WORDS)
    assert said(one) == [
        ("a) Khối thôn", None, "Thôn Nà Lèn", 25),
        ("a) Khối thôn", None, "Thôn Bông Hạ", 1020),
        ("b) Khối trường", None, "Trường Tiểu học Lèn Bông", 12),
    ]
    assert [(column.name, column.unit) for column in one.value_columns] == [("người", "người")]
    assert [cell.value for cell in one.stated_total or []] == [1057]
    assert one.rows[1].values[0].spans[0].quote == "1.020"


def test_cells_keep_their_columns_and_a_blank_one_stays_blank() -> None:
    one = read(IN_CELLS)
    assert said(one) == [(None, "1", "Thôn Nà Lèn", 40, 25), (None, "2", "Thôn Bông Hạ", 30, None)]
    assert [column.name for column in one.value_columns] == ["Đăng ký", "Tiếp nhận"]
    assert one.rows[1].values[1].doubts == ["blank"]
    assert [cell.value for cell in one.stated_total or []] == [70, 45]


def test_it_is_added_mended_cell_by_cell_and_taken_back(table: Table) -> None:
    text = table.now.extracted.text
    start = text.index("- Thôn Nà Lèn: 25")
    where = {"kind": "quota", "start": start, "end": text.index("II. TỔ CHỨC")}
    proposal = table.act("propose", **where)["proposal"]
    assert proposal["values"] == ["", "người"]
    answer = table.act("add", **where, values={"table_title": "Phân bổ", "columns": "Người đăng ký"})
    assert "reason" not in answer
    key = next(key for key in table.now.states if key.startswith("quota-added-"))
    item = table.now.facts[key].item
    assert isinstance(item, QuotaTable)
    assert (item.title, item.columns[0].name, item.computed_total) == ("Phân bổ", "Người đăng ký", [1057])
    table.act("edit", key=key, field="/rows/0/values/0", text="30")
    card = cards(table)[key]
    assert (card["status"], card["grid"]["rows"][0][1], card["grid"]["rows"][0][3][0]["text"]) == (
        "added",
        "Thôn Nà Lèn",
        "30",
    )
    assert table.now.record.quota_tables[-1].computed_total == [1062]
    assert any(finding.code == "QT301" for finding in table.now.record.findings)
    table.act("undo", ids=[one.id for one in table.now.decisions])
    assert key not in table.now.facts


def test_words_without_a_row_are_refused(table: Table) -> None:
    start = table.now.extracted.text.index("Cụ thể")
    where = {"kind": "quota", "start": start, "end": start + 15}
    answer = table.act("add", **where, values={"columns": "Số người"})
    assert answer["place"] == "columns"
    assert answer["reason"].startswith("Chưa thấy dòng nào")
