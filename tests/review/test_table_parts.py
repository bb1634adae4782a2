"""Rows and columns that a person adds to a quota table."""

from __future__ import annotations

import pytest

from hmtn_ingest.review.undoing import undo_steps
from parsers.records import QuotaTable
from tests.review.test_session import PLAN, Table, cards


@pytest.fixture
def table(tmp_path: object) -> Table:
    return Table(f"sqlite:///{tmp_path}/hmtn.sqlite3", PLAN + "3\tThôn Đồi Mơ\t20\n")


def quota(table: Table) -> QuotaTable:
    item = table.now.facts[table.key("quota")].item
    assert isinstance(item, QuotaTable)
    return item


def test_a_row_is_read_from_its_words_and_adds_up(table: Table) -> None:
    key, before = table.key("quota"), quota(table)
    text = table.now.extracted.text
    words = "2\tThôn Bông Hạ\t60"
    start = text.index(words)
    proposal = table.act("propose", kind="quota-row", key=key, start=start, end=start + len(words))["proposal"]
    assert [field["label"] for field in proposal["fields"]] == ["TT", "Tên đơn vị", "Số đơn vị máu"]
    assert (proposal["key"], proposal["values"]) == (key, ["2", "Thôn Bông Hạ", "60"])
    values = {"ordinal": "3", "body": "Thôn Đồi Mơ", "values/0": "1.020"}
    table.act("add", kind="quota-row", key=key, start=start, end=start + len(words), values=values)
    after = quota(table)
    assert len(after.rows) == len(before.rows) + 1
    row = after.rows[-1]
    assert (row.ordinal, row.body.name, row.values[0].value, row.spans[0].quote) == ("3", "Thôn Đồi Mơ", 1020, words)
    assert after.computed_total[0] == (before.computed_total[0] or 0) + 1020
    (line,) = cards(table)[key]["log"]
    assert line["what"] == "sửa Dòng mới: … → Thôn Đồi Mơ: 1.020"
    table.act("edit", key=key, field=f"/rows/{len(after.rows) - 1}/values/0", text="30")
    assert quota(table).rows[-1].values[0].value == 30


def test_a_column_begins_blank_and_takes_numbers(table: Table) -> None:
    key, before = table.key("quota"), quota(table)
    assert "reason" in table.act("add", kind="quota-column", key=key, start=0, end=0, values={"name": " "})
    table.act("add", kind="quota-column", key=key, start=0, end=0, values={"name": "Lượt đăng ký", "unit": "người"})
    after = quota(table)
    assert [column.name for column in after.value_columns][-1] == "Lượt đăng ký"
    assert all(len(row.values) == len(before.rows[0].values) + 1 for row in after.rows)
    table.act("edit", key=key, field="/rows/0/values/1", text="90")
    assert quota(table).computed_total == [before.computed_total[0], 90]
    grid = cards(table)[key]["grid"]
    assert grid["columns"][-1] == "Lượt đăng ký"


@pytest.mark.parametrize(
    ("values", "place"), [({"body": ""}, "body"), ({"body": "Thôn Đồi Mơ", "values/0": "1.5"}, "values/0")]
)
def test_what_is_refused_says_where(table: Table, values: dict[str, str], place: str) -> None:
    answer = table.act("add", kind="quota-row", key=table.key("quota"), start=0, end=0, values=values)
    assert (answer["place"], bool(answer["reason"])) == (place, True)
    assert table.store.decisions(table.document) == []


def test_a_row_is_not_taken_from_under_what_was_filled_in_since(table: Table) -> None:
    key = table.key("quota")
    table.act("add", kind="quota-row", key=key, start=0, end=0, values={"body": "Thôn Đồi Mơ", "values/0": "20"})
    row = undo_steps(table.now, table.session.made, "An")[0]
    table.act("edit", key=key, field="/rows/0/values/0", text="75", by="Bình")
    assert "điền tiếp" in table.act("undo", ids=[one.id for one in row])["reason"]
    for _ in range(2):  # in their order both can be taken back
        table.act("undo", ids=[undo_steps(table.now, table.session.made, "An")[0][0].id])
    assert len(quota(table).rows) == len(table.now.extracted.quota_tables[0].rows)
