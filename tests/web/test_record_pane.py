"""What the record pane is told of what schema 1.1 added: fields of forms, rows in groups, what no fact accounts for."""

from __future__ import annotations

from hmtn_ingest.review import fields
from hmtn_ingest.review.patches import changed
from hmtn_ingest.review.queue import attention
from hmtn_ingest.review.reviewed import review
from hmtn_ingest.web.panes.record.cards import Card, FactCards
from tests import handmade


def cards(*, phones: bool = False) -> dict[str, Card]:
    reviewed = review(handmade.record())
    return {card["key"]: card for card in FactCards(phones=phones).all(reviewed, attention(reviewed))}


def values(card: Card) -> dict[str, str | None]:
    return dict(zip([field.name for field in fields.FORMS[card["form"]]], card["values"], strict=True))


def test_a_limit_counted_from_something_leads_its_card() -> None:
    card = cards()[handmade.AFTER_ROUND.id]
    assert card["lead"] == "trong 5 ngày làm việc kể từ ngày kết thúc đợt"
    assert card["meta"] == ["Trạm Y tế xã", "Gửi về: Hội Chữ thập đỏ huyện; Trung tâm Truyền máu tỉnh"]
    assert values(card)["offset"] == card["lead"]
    assert values(card)["submit_to"] == "Hội Chữ thập đỏ huyện; Trung tâm Truyền máu tỉnh"


def test_what_is_counted_can_be_changed() -> None:
    target, event = (cards()[key] for key in ("target-00000000a1", "event-00000000a1"))
    assert (target["what"], values(target)["counted"]) == ("Tỷ lệ người hiến máu nhắc lại",) * 2
    assert (values(event)["time"], values(event)["time_end"]) == ("07:00", "10:30")
    record = handmade.record()
    (target_,), (event_,), limit = record.targets, record.events, record.deadlines[0]
    assert changed(target_, fields.write("target", target_, "counted", "")).name is None
    later = changed(event_, fields.write("event", event_, "time_end", "11 giờ"))
    assert (later.date.time, later.date.time_end) == ("07:00", "11:00")
    moved = changed(event_, fields.write("event", event_, "date", "19/4/2026"))
    assert (moved.date.edtf, moved.date.time_end) == ("2026-04-19", "10:30")
    back = changed(limit, fields.write("deadline", limit, "offset", "trước ngày hội 3 ngày"))
    assert (back.relation, back.offset.duration, back.offset.anchor, back.due) == ("before", "P3D", "ngày hội", None)
    assert changed(limit, fields.write("deadline", limit, "offset", "")).offset is None
    one = changed(limit, fields.write("deadline", limit, "submit_to", "Hội Chữ thập đỏ huyện"))
    assert one.submit_to == limit.submit_to[:1]


def test_rows_of_a_grid_stand_under_their_groups() -> None:
    grid = cards()[handmade.TABLE.id]["grid"]
    assert grid["columns"] == ["Chỉ tiêu", "Tỷ lệ (%)"]
    assert grid["sums"] == [True, False]
    assert [(row[0], row[1]) for row in grid["rows"]] == [
        ("", "KHỐI CƠ QUAN"), ("1", "Đoàn xã"), ("2", "Trạm Y tế xã"), ("", "KHỐI BẢN"), ("3", "Bản Pa Khôm")
    ]  # fmt: skip
    assert grid["groups"] == [0, 3]
    assert grid["rows"][3][3][0] == {"path": "/groups/1/stated_subtotal/0", "text": "25", "doubts": ""}


def test_a_changed_cell_changes_the_sums_of_its_group() -> None:
    table = changed(handmade.TABLE, fields.write_cell("/rows/2/values/0", "26"))
    assert [group.computed_subtotal for group in table.groups] == [[30, None], [26, None]]
    assert table.computed_total == [56, None]
    stated = changed(table, fields.write_cell("/groups/1/stated_subtotal/0", "26"))
    assert [cell.value for cell in stated.groups[1].stated_subtotal] == [26, None]


def test_what_no_fact_accounts_for_is_a_group_of_its_own() -> None:
    lines = FactCards().residue(handmade.record())
    assert [(line["key"], line["label"], line["why"]) for line in lines] == [
        ("residue-00000000a1", "con số", "Con số này không thuộc chỉ tiêu, kết quả nào · có thể là Chỉ tiêu"),
        ("residue-00000000a2", "ngày, kỳ", "Ngày này không thuộc thời hạn, sự kiện nào"),
        ("residue-00000000a3", "đề mục", "of-another-kind"),
    ]
    assert "0900 000" not in repr(lines)
    assert "0900 000 178" in repr(FactCards(phones=True).residue(handmade.record()))
    assert FactCards("en").residue(handmade.record())[1]["label"] == "date, period"
    assert not {line["key"] for line in lines} & cards().keys()  # nothing to decide on
