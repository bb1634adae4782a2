"""One correction is made for all facts that are wrong in the same way, and linked facts change at once."""

from __future__ import annotations

import pytest

from hmtn_ingest.review.alike import alike, last_correction
from hmtn_ingest.review.decision import in_force
from hmtn_ingest.review.undoing import undo_steps
from parsers.records import Deadline, Obligation
from tests.review.test_session import Table

PLAN = """ỦY BAN NHÂN DÂN
XÃ LÈN BÔNG
Số: 21/KH-UBND
Lèn Bông, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026
II. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế xã
- Lập danh sách người đăng ký gửi Ủy ban nhân dân xã trước ngày 20/3.
- Chuẩn bị địa điểm, cử cán bộ trực trong ngày hiến máu.
- Tiếp nhận ít nhất 40 đơn vị máu.
2. Đoàn Thanh niên xã
- Vận động đoàn viên đăng ký trước ngày 25/3.
"""


@pytest.fixture
def table(tmp_path: object) -> Table:
    return Table(f"sqlite:///{tmp_path}/hmtn.sqlite3", PLAN)


def bodies(table: Table, key: str) -> list[str]:
    return [body.name for body in table.now.facts[key].item.bodies]  # type: ignore[union-attr]


def offered(table: Table) -> dict[str, bool]:
    reviewed = table.now
    decision = last_correction(in_force(reviewed.decisions), table.session.made.values())
    return {one.key: one.near for one in alike(reviewed, decision)} if decision else {}


def test_a_duty_and_its_deadline_are_mended_once_and_undone_once(table: Table) -> None:
    deadline = table.key("deadline", "20/3")
    item = table.now.facts[deadline].item
    assert isinstance(item, Deadline)
    assert item.obligation is not None
    table.act("edit", key=deadline, field="bodies", text="Hội Chữ thập đỏ xã")
    assert bodies(table, deadline) == bodies(table, item.obligation) == ["Hội Chữ thập đỏ xã"]
    assert {key.partition("-")[0] for key in offered(table)} == {"obligation", "target"}  # the others below the heading
    steps = undo_steps(table.now, table.session.made, "An")
    assert [one.record for one in steps[0]] == [deadline, item.obligation]
    table.act("undo", ids=[one.id for one in steps[0]])
    assert bodies(table, deadline) == bodies(table, item.obligation) == ["Trạm Y tế xã"]


def test_linked_facts_part_once_they_have_bodies_of_their_own(table: Table) -> None:
    deadline = table.key("deadline", "20/3")
    duty = table.now.facts[deadline].item.obligation  # type: ignore[union-attr]
    table.act("edit", key=deadline, field="bodies", text="Thôn Nà Lèn")
    table.act("edit", key=deadline, field="bodies", text="Thôn Bông Hạ")
    assert bodies(table, duty) == ["Thôn Bông Hạ"]  # still the same
    table.act("undo", ids=[undo_steps(table.now, table.session.made, "An")[0][0].id])
    assert bodies(table, deadline) == bodies(table, duty) == ["Thôn Nà Lèn"]  # made as one, undone as one
    table.act("undo", ids=[undo_steps(table.now, table.session.made, "An")[0][0].id])
    table.act("reject", key=duty)
    table.act("edit", key=deadline, field="bodies", text="Đoàn Thanh niên xã")
    assert table.now.state(duty).status == "rejected"


def test_a_mended_body_is_offered_to_all_that_have_it_from_the_same_heading(table: Table) -> None:
    duty = table.key("obligation", "Chuẩn bị")
    table.act("edit", key=duty, field="bodies", text="Hội Chữ thập đỏ xã")
    near = offered(table)
    assert {key.partition("-")[0] for key in near} == {"deadline", "obligation", "target"}
    assert all(near.values())
    assert not any("25/3" in table.now.facts[key].words for key in near)
    decision = last_correction(in_force(table.now.decisions), table.session.made.values())
    assert decision is not None
    table.act("alike", ids=[decision.id], keys=list(near))
    assert {key: bodies(table, key) for key in near} == {key: ["Hội Chữ thập đỏ xã"] for key in near}
    assert offered(table) == {}
    steps = undo_steps(table.now, table.session.made, "An")
    assert {one.record for one in steps[0]} == set(near)  # one undo for all of them
    table.act("undo", ids=[one.id for one in steps[0]])
    assert {key: bodies(table, key) for key in near} == {key: ["Trạm Y tế xã"] for key in near}
    assert bodies(table, duty) == ["Hội Chữ thập đỏ xã"]


def test_a_mended_year_is_offered_where_the_words_leave_it_out(table: Table) -> None:
    first, second = table.key("deadline", "20/3"), table.key("deadline", "25/3")
    table.act("edit", key=first, field="date", text="20/3/2027")
    assert second in offered(table)
    decision = last_correction(in_force(table.now.decisions), table.session.made.values())
    assert decision is not None
    table.act("alike", ids=[decision.id], keys=[second])
    mended = table.now.facts[second].item
    assert isinstance(mended, Deadline)
    assert mended.date is not None
    assert (mended.date.edtf, mended.due) == ("2027-03-25", "2027-03-24")


def test_another_day_is_no_other_year(table: Table) -> None:
    table.act("edit", key=table.key("deadline", "20/3"), field="date", text="21/3/2027")
    assert offered(table) == {}


def test_what_a_person_changed_or_rejected_is_left_alone(table: Table) -> None:
    duty = table.key("obligation", "Chuẩn bị")
    for key, fact in table.now.facts.items():
        if fact.kind in ("deadline", "obligation", "target") and key != duty:
            table.act("reject", key=key)
    table.act("edit", key=duty, field="bodies", text="Hội Chữ thập đỏ xã")
    assert offered(table) == {}
    assert isinstance(table.now.facts[duty].item, Obligation)


def test_a_mended_unit_is_offered_to_the_targets_beside_it(tmp_path: object) -> None:
    text = PLAN.replace(
        "- Tiếp nhận ít nhất 40 đơn vị máu.",
        "- Tiếp nhận ít nhất 40 đơn vị máu đợt 1.\n- Tiếp nhận ít nhất 60 đơn vị máu đợt 2.",
    )
    table = Table(f"sqlite:///{tmp_path}/units.sqlite3", text)
    first, second = (key for key, fact in table.now.facts.items() if fact.kind == "target")
    table.act("edit", key=first, field="unit", text="lượt người")
    assert offered(table) == {second: True}
