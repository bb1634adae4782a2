"""Decisions in words: what was changed from what to what, what was taken back, what was done at once."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from hmtn_ingest.render.changes import entries, grouped, people, say_changes, say_fact_kind, say_note
from hmtn_ingest.render.document_tables import history_table, reveals_table
from hmtn_ingest.review.decision import Action, Decision
from hmtn_ingest.review.stored import Reveal
from parsers.records import BodyRef, DocumentRecord, QuotaColumn, QuotaRow, QuotaTable, Source

START = datetime.datetime(2026, 3, 2, 1, 30, tzinfo=datetime.UTC)


def decision(number: int, action: Action = "accept", key: str = "deadline-0a1b2c3d4e", **more: Any) -> Decision:
    held = {"by": "Vi Thị Sao", "at": START + datetime.timedelta(minutes=number), "words": "trước ngày 15/4/2026"}
    return Decision(id=number, action=action, record=key, **(held | more))


def test_what_was_taken_back_is_marked_and_an_undo_can_be_undone() -> None:
    found = entries(
        (7, one)
        for one in (
            decision(1),
            decision(2, "undo", undoes=1),
            decision(3, "undo", undoes=2),
            decision(4, "reject"),
            decision(5, "undo", undoes=4),
        )
    )
    assert [(entry.decision.id, entry.undone) for entry in found] == [
        (5, False), (4, True), (3, False), (2, True), (1, False),
    ]  # fmt: skip


def test_what_was_accepted_at_once_is_one_row() -> None:
    at = {"at": START}
    rows = grouped(
        entries(
            [
                (7, decision(1, **at)),
                (7, decision(2, **at)),
                (7, decision(3, "edit", **at)),
                (7, decision(4, **at)),
                (8, decision(5, **at)),
                (8, decision(6, by="Quàng Văn Tỉnh", **at)),
                (8, decision(7, note="đã hỏi lại", **at)),
                (8, decision(8)),
            ]
        )
    )
    assert [[entry.decision.id for entry in row] for row in rows] == [[8], [7], [6], [5], [4], [3], [2, 1]]


@pytest.mark.parametrize(
    ("key", "before", "after", "expected"),
    [
        (
            "deadline-0a1b2c3d4e",
            {"/date": {"edtf": "2026-04-15"}, "/due": "2026-04-14"},
            {"/date": {"edtf": "2026-04-20"}, "/due": "2026-04-19"},
            [("Ngày", "15/04/2026", "20/04/2026"), ("Hạn cuối (ngày cuối cùng còn kịp)", "14/04/2026", "19/04/2026")],
        ),
        ("deadline-0a1b2c3d4e", {"/relation": "before"}, {"/relation": "by"}, [("Cách tính", "trước ngày", "chậm nhất, đến hết ngày")]),
        ("deadline-0a1b2c3d4e", {"/rrule": None}, {"/rrule": ["FREQ=YEARLY"]}, [("Lặp lại", None, "hằng năm")]),
        (
            "deadline-0a1b2c3d4e",
            {"/bodies": []},
            {"/bodies": [{"name": "Trạm Y tế xã", "canonical": "Trạm Y tế xã", "kind": "health"}]},
            [("Đơn vị", None, "Trạm Y tế xã")],
        ),
        (
            "target-0a1b2c3d4e",
            {"/quantity/min": 120, "/quantity/max": 120, "/quantity/unit": "người"},
            {"/quantity/min": 1500, "/quantity/max": 1500, "/quantity/unit": "người"},
            [("Số", "120", "1.500")],
        ),
        (
            "target-0a1b2c3d4e",
            {"/quantity/min": 120, "/quantity/max": 150},
            {"/quantity/min": 130, "/quantity/max": 150},
            [("Số", "120", "130")],
        ),
        ("event-0a1b2c3d4e", {"/tentative": False}, {"/tentative": True}, [("Dự kiến", "không", "có")]),
        ("event-0a1b2c3d4e", {"/place/value": "Sân trường"}, {"/place/value": None}, [("Địa điểm", "Sân trường", None)]),
        ("header.issued_date", {"/value": {"edtf": "2026-03-XX"}}, {"/value": {"edtf": "2026-03-02"}}, [("Ngày ban hành", "…/03/2026", "02/03/2026")]),
        ("header.code_number", {"/value": None}, {"/value": "41"}, [("Số", None, "41")]),
        ("quota-0a1b2c3d4e", {"/rows/1/values/0/value": 14}, {"/rows/1/values/0/value": 16}, [("Thôn Nà Sen, Đợt 1", "14", "16")]),
        ("quota-ffffffffff", {"/rows/1/values/1/value": 14}, {"/rows/1/values/1/value": 16}, [("Dòng 2, 2", "14", "16")]),
        ("quota-0a1b2c3d4e", {"/rows/0/body/name": "Ban Hạ"}, {"/rows/0/body/name": "Bản Hạ"}, [("Thôn Bản Hạ", "Ban Hạ", "Bản Hạ")]),
    ],
)  # fmt: skip
def test_an_edit_in_words(
    key: str, before: dict[str, Any], after: dict[str, Any], expected: list[tuple[str, str | None, str | None]]
) -> None:
    changes = say_changes(decision(1, "edit", key, before=before, after=after), "vi", record())
    assert [tuple(change) for change in changes] == expected


def record() -> DocumentRecord:
    def row(name: str) -> QuotaRow:
        return QuotaRow(ordinal=None, body=BodyRef(name=name, canonical=name, kind="residential_unit"), values=[])

    columns = [QuotaColumn(name="TT", role="ordinal"), QuotaColumn(name="Thôn", role="body")]
    columns += [QuotaColumn(name=name, role="quota") for name in ("Đợt 1", "Đợt 2")]
    rows = [row("Thôn Bản Hạ"), row("Thôn Nà Sen")]
    table = QuotaTable(id="quota-0a1b2c3d4e", title=None, columns=columns, rows=rows, computed_total=[None, None])
    source = Source(file_name="ke-hoach.txt", sha256="0", media_type="text/plain", reader="text")
    return DocumentRecord(source=source, status="ok", quota_tables=[table])


def test_an_added_fact_says_what_it_holds() -> None:
    fact = {
        "id": "deadline-added-0a1b2c3d4e",
        "action": "Gửi danh sách",
        "due": "2026-04-20",
        "spans": [],
        "how": "exact",
        "doubts": [],
        "rrule": None,
    }
    changes = say_changes(decision(1, "add", fact["id"], after={"": fact}))  # type: ignore[arg-type]
    assert [tuple(change) for change in changes] == [
        ("Việc phải làm", None, "Gửi danh sách"),
        ("Hạn cuối (ngày cuối cùng còn kịp)", None, "20/04/2026"),
    ]


def test_what_one_key_decided_is_one_row_and_names_no_command() -> None:
    note = "chấp nhận cùng lúc 2 mục, 018a6ae0-18"
    other = "bỏ qua cùng lúc 1 mục, 018a6ae0-19"
    said = [decision(1, note=note), decision(9, note=note), decision(10, "reject", note=other)]
    rows = grouped(entries((3, one) for one in said))
    assert [len(row) for row in rows] == [1, 2]
    for language, words in (("vi", "cùng lúc 2 mục"), ("en", "2 items at once")):
        page = history_table(rows, None, language)
        assert words in page
        assert "018a6ae0" not in page


@pytest.mark.parametrize(
    ("key", "kind"),
    [("none.deadline", "Thời hạn"), ("residue-0a1b2c3d4e", "Chưa đọc"), ("header.subject", "Trích yếu")],
)
def test_a_question_about_what_was_not_read_has_a_name(key: str, kind: str) -> None:
    assert say_fact_kind(key) == kind


def test_the_day_up_to_which_a_deadline_is_met_is_said_as_a_day() -> None:
    assert say_note(decision(1, "done", note="2026-04-14")) == "14/04/2026"
    assert say_note(decision(1, note="Theo công văn đã ký")) == "Theo công văn đã ký"
    assert say_note(decision(1)) == ""


def test_people_in_the_order_of_the_alphabet() -> None:
    found = entries([(1, decision(1)), (1, decision(2, by="bình")), (1, decision(3, by="An"))])
    assert people(found) == ["An", "bình", "Vi Thị Sao"]


def test_the_table_hides_numbers_escapes_words_and_strikes_out_what_was_undone() -> None:
    typed = decision(
        1, "edit", "contact-0a1b2c3d4e", words="Hà Văn Thêu … 0900.000.141",
        before={"/phone": "0900.000.141"}, after={"/phone": "0912 345 678"}, note="<b>Số mới</b> 0912345678",
    )  # fmt: skip
    rows = grouped(entries([(3, typed), (3, decision(2, "undo", "contact-0a1b2c3d4e", undoes=1))]))
    html = history_table(rows, {3: "12/KH <x>"})
    assert 'class="undone"' in html
    assert "345" not in html
    assert "0900" not in html
    assert "<b>Số" not in html
    assert "&lt;b&gt;Số mới" in html
    assert "12/KH &lt;x&gt;" in html
    assert "02/03/2026<br>08:31:00" in html  # the clock in Vietnam


def test_who_saw_numbers_of_a_document_that_is_gone() -> None:
    html = reveals_table([Reveal(4, "Vi Thị Sao", START)], {})
    assert "văn bản đã xóa (#4)" in html
    assert "Vi Thị Sao" in html
