"""What the record pane is told of what schema 1.1 added: fields of forms, rows in groups, what no fact accounts for."""

from __future__ import annotations

import datetime

from hmtn_ingest.review import fields
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.drafts import take
from hmtn_ingest.review.patches import changed
from hmtn_ingest.review.queue import attention
from hmtn_ingest.review.reviewed import review
from hmtn_ingest.web.panes.record.cards import Card, FactCards
from parsers.records import Span, Suggestion, UnreadMention
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


def test_what_was_not_read_is_a_group_of_its_own_with_what_it_may_be() -> None:
    unread = [card for card in cards().values() if card["group"] == "residue"]
    assert [(card["key"], card["label"], card["meta"], card["offers"][0]["other"]) for card in unread] == [
        ("residue-00000000a1", "Con số", ["Con số này không thuộc chỉ tiêu, kết quả nào"], "target"),
        ("residue-00000000a2", "Ngày, kỳ", ["Ngày này không thuộc thời hạn, sự kiện nào"], "deadline"),
        ("residue-00000000a3", "Đề mục", ["of-another-kind"], "obligation"),
    ]
    assert all("take" not in card["offers"][0] for card in unread)  # what is suggested there is no whole fact
    assert "0900 000" not in repr(unread)
    assert "0900 000 178" in repr(cards(phones=True)["residue-00000000a1"])


def test_a_number_that_was_not_read_is_offered_as_the_target_that_it_would_be() -> None:
    record = handmade.record()
    entry = record.residue[0]
    entry.suggestion = Suggestion(kind="target", fields=record.targets[0].model_dump(mode="json", by_alias=True))
    reviewed = review(record)
    card = {one["key"]: one for one in FactCards().all(reviewed, attention(reviewed))}[entry.id]
    (offer,) = card["offers"]
    assert offer["take"] == "target"
    assert offer["text"].startswith("Gợi ý – Chỉ tiêu: từ 35 % trở lên")
    start, end = card["place"]
    assert record.text[start:end] == entry.spans[0].quote


def test_each_of_several_unread_numbers_is_offered_until_it_is_taken() -> None:
    record = handmade.record()
    entry = record.residue[0]
    whole = Suggestion(kind="target", fields=record.targets[0].model_dump(mode="json", by_alias=True))
    at = entry.spans[0].start
    words = [Span(start=at + n, end=at + n + 3, quote=record.text[at + n : at + n + 3]) for n in (0, 4)]
    entry.mentions = [
        UnreadMention(spans=[span], suggestion=one) for span, one in zip(words, (None, whole), strict=True)
    ]
    cards, reviewed = FactCards(), review(record)
    first, second = {one["key"]: one for one in cards.all(reviewed, attention(reviewed))}[entry.id]["offers"]
    assert (first["other"], first["text"], first["place"]) == ("target", f"“{words[0].quote.strip()}”", (at, at + 3))
    assert (second["take"], second["part"], second["place"]) == ("target", 1, (at + 4, at + 7))
    decision = Decision(**take(reviewed, entry.id, 1).model_dump(), id=1, by="An", at=datetime.datetime(2026, 3, 9))
    after = review(record, [decision])
    assert {one["key"]: one for one in cards.all(after, attention(after))}[entry.id]["offers"] == [first]


def test_a_kind_with_nothing_in_it_is_a_question_until_somebody_answers() -> None:
    record = handmade.record()
    record.deadlines = []
    reviewed = review(record)
    [card] = [card for card in FactCards().all(reviewed, attention(reviewed)) if card["kind"] == "none"]
    assert (card["group"], card["label"], card["status"]) == ("deadline", "Thời hạn", "open")
    assert card["lead"] == "0 – văn bản không nêu, hay chương trình sót?"


def test_a_card_says_where_unit_and_addressee_stand() -> None:
    record = handmade.record()
    limit = next(one for one in record.deadlines if one.id == handmade.AFTER_ROUND.id)
    for body in (*limit.bodies, *limit.submit_to):
        body.spans = [handmade.at(body.name, "II. TỔ CHỨC")]
    reviewed = review(record)
    card = {one["key"]: one for one in FactCards().all(reviewed, attention(reviewed))}[limit.id]
    named = [(name, record.text[start:end]) for name, start, end in card["parts"]]
    assert named == [
        ("Đơn vị", "Trạm Y tế xã"),
        ("Gửi về", "Hội Chữ thập đỏ huyện"),
        ("Gửi về", "Trung tâm Truyền máu tỉnh"),
    ]
