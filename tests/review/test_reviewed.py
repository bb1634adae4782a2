"""What people decide, and what becomes of it when the document is read again or comes in a new version."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.decision import Decision, Draft, in_force, undo
from hmtn_ingest.review.drafts import accept, accept_rest, add, done, edit, reject
from hmtn_ingest.review.facts import facts
from hmtn_ingest.review.patches import Invalid
from hmtn_ingest.review.reviewed import Reviewed, review
from parsers.records import Deadline, DocumentRecord, Span
from tests import handmade
from tests.plans import PLAN, as_docx, read

NIGHT = datetime.datetime(2026, 1, 15, 8, 0, tzinfo=datetime.UTC)


def kept(drafts: Iterable[Draft], *, first: int = 1, by: str = "Lan") -> list[Decision]:
    """Drafts as a store would number them."""
    return [Decision(**draft.model_dump(), id=number, by=by, at=NIGHT) for number, draft in enumerate(drafts, first)]


def key_of(reviewed: Reviewed, words: str, kind: str = "deadline", place: str = "") -> str:
    """The one fact of a kind that has these words, under a heading that holds ``place``."""
    found = [
        fact.key
        for fact in reviewed.facts.values()
        if fact.kind == kind and words in fact.words and place in fact.place
    ]
    assert len(found) == 1, found
    return found[0]


def deadline(reviewed: Reviewed, key: str) -> Deadline:
    return next(one for one in reviewed.record.deadlines if one.id == key)


@pytest.fixture(scope="module")
def plan() -> DocumentRecord:
    return read(PLAN)


def changed(old: str, new: str) -> DocumentRecord:
    assert PLAN.count(old) == 1
    return read(PLAN.replace(old, new))


# -- one reading -------------------------------------------------------------------------------------------------------


def test_without_decisions_everything_is_open_and_the_record_is_as_read(plan: DocumentRecord) -> None:
    reviewed = review(plan)
    assert reviewed.record == plan
    assert {state.status for state in reviewed.states.values()} == {"open"}
    assert reviewed.states.keys() == facts(plan).keys()


def test_an_edit_changes_the_value_and_leaves_what_was_read(plan: DocumentRecord) -> None:
    before = plan.model_dump_json()
    key = key_of(review(plan), "28/02/2026")
    draft = edit(review(plan), key, {"/due": "2026-02-26"})
    assert (draft.before, draft.after) == ({"/due": "2026-02-27"}, {"/due": "2026-02-26"})
    reviewed = review(plan, kept([draft]))
    assert deadline(reviewed, key).due == "2026-02-26"
    assert reviewed.state(key).status == "edited"
    assert plan.model_dump_json() == before
    assert reviewed.extracted is plan


def test_two_people_change_different_fields_of_one_fact(plan: DocumentRecord) -> None:
    seen = review(plan)
    key = key_of(seen, "28/02/2026")
    lan = edit(seen, key, {"/due": "2026-02-26"})
    minh = edit(seen, key, {"/action": "Gửi danh sách"})
    for order in ([lan, minh], [minh, lan]):
        one = deadline(review(plan, kept(order)), key)
        assert (one.due, one.action) == ("2026-02-26", "Gửi danh sách")


def test_the_last_of_two_edits_of_one_field_counts_and_its_undo_brings_the_first_back(plan: DocumentRecord) -> None:
    seen = review(plan)
    key = key_of(seen, "28/02/2026")
    history = kept([edit(seen, key, {"/due": day}) for day in ("2026-02-26", "2026-02-25")])
    assert deadline(review(plan, history), key).due == "2026-02-25"
    history += kept([undo(history[1])], first=3)
    assert deadline(review(plan, history), key).due == "2026-02-26"


def test_a_whole_value_given_after_a_part_of_it_wins(plan: DocumentRecord) -> None:
    seen = review(plan)
    key = key_of(seen, "28/02/2026")
    day = {"edtf": "2026-03-05", "first": "2026-03-05", "last": "2026-03-05"}
    edits: list[dict[str, object]] = [{"/date": {**day, "edtf": "2026-03-04"}}, {"/date/edtf": "2026-03-01"}]
    drafts = [edit(seen, key, values) for values in (*edits, {"/date": day})]  # type: ignore[arg-type]
    found = deadline(review(plan, kept(drafts)), key).date
    assert found is not None
    assert found.edtf == "2026-03-05"


def test_the_last_day_follows_the_date_unless_it_is_given(plan: DocumentRecord) -> None:
    seen = review(plan)
    key = key_of(seen, "28/02/2026")
    day = {"edtf": "2026-03-05", "first": "2026-03-05", "last": "2026-03-05"}
    cases: list[tuple[dict[str, object], str | None]] = [
        ({"/date": day}, "2026-03-04"),  # "trước ngày" ends on the day before
        ({"/date": day, "/relation": "by"}, "2026-03-05"),
        ({"/relation": "on"}, "2026-02-28"),
        ({"/date": day, "/due": "2026-03-03"}, "2026-03-03"),
        ({"/date": None}, None),
        ({"/action": "Gửi danh sách"}, "2026-02-27"),
    ]
    for after, due in cases:
        draft = edit(seen, key, after)  # type: ignore[arg-type]
        assert deadline(review(plan, kept([draft])), key).due == due, after


@pytest.mark.parametrize(
    ("after", "wrong"),
    [
        ({"/due": "31/02/2026"}, "/due"),
        ({"/due": "2026-02-31"}, "/due"),
        ({"/date/edtf": "cuối tháng 2"}, "/date/edtf"),
        ({"/date/first": "28/02"}, "/date/first"),
        ({"/time": "25:00"}, "/time"),
        ({"/rrule": ["hằng tháng"]}, "/rrule"),
        ({"/relation": "trước"}, "/relation"),
        ({"/bodies/7/name": "Trạm Y tế xã"}, "/bodies/7/name"),
        ({"/bodies/-1/name": "Trạm Y tế xã"}, "/bodies/-1/name"),
        ({"/ngay": "2026-02-26"}, "/ngay"),
        ({"/id": "deadline-0000000000"}, "/id"),
        ({"/doubts": []}, "/doubts"),
        ({"": {}}, ""),
        ({"/action": None}, "/action"),
    ],
)
def test_what_is_no_value_is_refused_with_its_place(plan: DocumentRecord, after: dict[str, object], wrong: str) -> None:
    seen = review(plan)
    with pytest.raises(Invalid) as refusal:
        edit(seen, key_of(seen, "28/02/2026"), after)  # type: ignore[arg-type]
    assert refusal.value.places == [wrong]


def test_a_rejected_fact_is_gone_with_the_links_to_it_and_comes_back_by_undo(plan: DocumentRecord) -> None:
    seen = review(plan)
    key = key_of(seen, "28/02/2026")
    assert any(key in one.deadlines for one in plan.obligations)
    history = kept([reject(seen, key)])
    gone = review(plan, history)
    assert key not in [one.id for one in gone.record.deadlines]
    assert not any(key in one.deadlines for one in gone.record.obligations)
    assert gone.facts.keys() == seen.facts.keys()  # its date does not become a fact of its own
    assert gone.state(key).status == "rejected"
    back = review(plan, history + kept([undo(history[0])], first=2))
    assert back.record == plan
    assert back.state(key).status == "open"


def test_an_undo_can_be_undone_and_the_order_of_keeping_decides(plan: DocumentRecord) -> None:
    seen = review(plan)
    key = key_of(seen, "28/02/2026")
    history = kept([reject(seen, key)])
    for number, status in enumerate(("open", "rejected", "open", "rejected"), 2):
        history += kept([undo(history[-1])], first=number)
        assert review(plan, history).state(key).status == status
        assert review(plan, history[::-1]).state(key).status == status
    assert len(in_force(history)) == 1


def test_an_edit_of_what_an_undone_edit_had_set_is_left_out(plan: DocumentRecord) -> None:
    seen = review(plan)
    key = key_of(seen, "Kế hoạch số 21", "citation")
    none = kept([edit(seen, key, {"/date": None})])
    without = review(plan, none)
    day = {"edtf": "2026-01-06", "first": "2026-01-06", "last": "2026-01-06"}
    whole = kept([edit(without, key, {"/date": day})], first=2)
    part = kept([edit(review(plan, none + whole), key, {"/date/edtf": "2026-01-07"})], first=3)
    undone = review(plan, none + whole + part + kept([undo(whole[0])], first=4))
    assert undone.record.citations[0].date is None


def test_accept_the_rest_takes_what_is_certain_and_leaves_findings_and_doubts(plan: DocumentRecord) -> None:
    doubtful = plan.model_copy(deep=True)
    doubtful.deadlines[0].doubts = ["inferred-year"]
    doubtful.quota_tables[0].rows[1].values[0].doubts = ["ocr"]
    seen = review(doubtful)
    left = {seen.facts[key].kind for key in seen.facts} - {"finding"}
    accepted = {draft.record for draft in accept_rest(seen)}
    assert accepted == {
        key
        for key, fact in seen.facts.items()
        if fact.kind != "finding" and key not in (plan.deadlines[0].id, plan.quota_tables[0].id)
    }
    assert left >= {"header", "deadline", "quota", "obligation", "recipient"}
    after = review(doubtful, kept(accept_rest(seen)))
    assert {after.state(key).status for key in accepted} == {"accepted"}
    assert accept_rest(after) == []


def test_what_a_person_accepted_has_no_doubts_inside_either(plan: DocumentRecord) -> None:
    doubtful = plan.model_copy(deep=True)
    table = doubtful.quota_tables[0]
    table.doubts = ["no-body"]
    table.rows[1].values[0].doubts = ["ocr"]
    reviewed = review(doubtful, kept([accept(review(doubtful), table.id)]))
    left = reviewed.record.quota_tables[0]
    assert left.doubts == []
    assert left.rows[1].values[0].doubts == []
    assert doubtful.quota_tables[0].rows[1].values[0].doubts == ["ocr"]


def test_a_blank_stays_blank_until_somebody_fills_it() -> None:
    draft = changed("Số: 07/KH-BCĐ", "Số:      /KH-BCĐ")
    seen = review(draft)
    key = "header.code_number"
    assert draft.header.code_number is not None
    assert draft.header.code_number.doubts == ["blank"]
    accepted = review(draft, kept([accept(seen, key)])).record.header.code_number
    filled = review(draft, kept([edit(seen, key, {"/value": "07"})])).record.header.code_number
    assert accepted is not None
    assert filled is not None
    assert (accepted.value, accepted.doubts) == (None, ["blank"])
    assert (filled.value, filled.doubts) == ("07", [])


# -- quota tables ------------------------------------------------------------------------------------------------------


def test_sums_follow_the_cells(plan: DocumentRecord) -> None:
    key = plan.quota_tables[0].id
    one = edit(review(plan), key, {"/rows/1/values/0/value": 50})
    history = kept([one])
    two = edit(review(plan, history), key, {"/rows/0/values/0/value": None})
    assert two.before == {"/rows/0/values/0/value": 40}
    history += kept([two], first=2)
    left = review(plan, history).record.quota_tables[0]
    assert [row.values[0].value for row in left.rows] == [None, 50, 35]
    assert left.computed_total == [85]
    assert left.stated_total is not None
    assert left.stated_total[0].value == 120
    assert plan.quota_tables[0].computed_total == [120]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "bốn mươi", [40]])
def test_a_cell_takes_numbers_only(plan: DocumentRecord, value: object) -> None:
    with pytest.raises(Invalid):
        edit(review(plan), plan.quota_tables[0].id, {"/rows/1/values/0/value": value})  # type: ignore[dict-item]


def test_a_row_keeps_a_cell_for_each_column(plan: DocumentRecord) -> None:
    with pytest.raises(Invalid) as refusal:
        edit(review(plan), plan.quota_tables[0].id, {"/rows/1/values": []})
    assert refusal.value.places == ["/rows/1/values"]


# -- added facts -------------------------------------------------------------------------------------------------------


def span_of(record: DocumentRecord, words: str) -> Span:
    start = record.text.index(words)
    return Span(start=start, end=start + len(words), quote=words)


def meeting(record: DocumentRecord, due: str = "2026-06-30") -> Draft:
    words = "Bố trí 02 nhân viên y tế phục vụ trong ngày tổ chức hiến máu."
    day = {"edtf": due, "first": due, "last": due}
    return add(
        record, "deadline", [span_of(record, words)], {"relation": "by", "date": day, "due": None, "action": words}
    )


def test_an_added_deadline_is_a_fact_like_any_other(plan: DocumentRecord) -> None:
    draft = meeting(plan)
    history = kept([draft])
    reviewed = review(plan, history)
    assert reviewed.state(draft.record).status == "added"
    assert deadline(reviewed, draft.record).due == "2026-06-30"
    edited = kept([edit(reviewed, draft.record, {"/due": "2026-06-29"})], first=2)
    assert deadline(review(plan, history + edited), draft.record).due == "2026-06-29"
    # taken back, with what was said of it later; and brought back with it
    gone = history + edited + kept([undo(history[0])], first=3)
    assert draft.record not in review(plan, gone).states
    assert review(plan, gone).stale == ()
    again = gone + kept([undo(gone[-1])], first=4)
    assert deadline(review(plan, again), draft.record).due == "2026-06-29"


def test_a_rejected_addition_can_be_seen_and_taken_up_again(plan: DocumentRecord) -> None:
    draft = meeting(plan)
    history = kept([draft, reject(review(plan, kept([draft])), draft.record)])
    reviewed = review(plan, history)
    assert reviewed.state(draft.record).status == "rejected"
    assert reviewed.record.deadlines == plan.deadlines
    assert draft.record in reviewed.facts
    history += kept([accept(reviewed, draft.record)], first=3)
    assert review(plan, history).state(draft.record).status == "added"


def test_the_same_words_can_hold_two_added_facts_but_not_the_same_twice(plan: DocumentRecord) -> None:
    history = kept([meeting(plan), meeting(plan, "2026-10-31"), meeting(plan)])
    reviewed = review(plan, history)
    added = [one.due for one in reviewed.record.deadlines if "-added-" in one.id]
    assert sorted(filter(None, added)) == ["2026-06-30", "2026-10-31"]


def test_an_addition_follows_its_words_and_is_stale_without_them(plan: DocumentRecord) -> None:
    draft = meeting(plan)
    moved = changed("I. CHỈ TIÊU", "Thời gian thực hiện: cả năm 2026.\nI. CHỈ TIÊU")
    reviewed = review(moved, kept([draft]))
    span = deadline(reviewed, draft.record).spans[0]
    assert moved.text[span.start : span.end] == span.quote
    assert span.start != Deadline.model_validate(draft.after[""]).spans[0].start
    lost = review(changed("Bố trí 02 nhân viên", "Bố trí 03 nhân viên"), kept([draft]))
    assert [one.record for one in lost.stale] == [draft.record]
    assert draft.record not in lost.states


def test_what_cannot_be_added_says_where(plan: DocumentRecord) -> None:
    with pytest.raises(Invalid) as refusal:
        add(plan, "deadline", [span_of(plan, "CHỈ TIÊU")], {"relation": "by", "date": None, "due": "mai"})
    assert refusal.value.places == ["/action"]
    with pytest.raises(Invalid) as refusal:
        meeting(plan, "cuối năm")
    assert "/date/edtf" in refusal.value.places


# -- read again, or in a new version -----------------------------------------------------------------------------------


def test_decisions_hold_for_the_same_plan_in_another_format(plan: DocumentRecord) -> None:
    history = kept(accept_rest(review(plan)))
    twins = {
        "docx": ingest(as_docx(PLAN), name="ke-hoach.docx"),
        "decomposed": read(unicodedata.normalize("NFD", PLAN)),
    }
    for name, twin in twins.items():
        reviewed = review(twin, history)
        assert reviewed.stale == (), name
        left = {key for key, state in reviewed.states.items() if state.status != "accepted"}
        assert left == {key for key in reviewed.states if key.startswith("finding-")}, name


def test_changed_words_make_stale_what_was_decided_on_them_and_nothing_else(plan: DocumentRecord) -> None:
    seen = review(plan)
    history = kept(accept_rest(seen))
    # the deadline, the sentence of the duty and the date of issue
    text = PLAN.replace("trước ngày 28/02/2026", "trước ngày 15/03/2026").replace(
        "ngày 12 tháng 01", "ngày 19 tháng 01"
    )
    new = read(text)
    reviewed = review(new, history)
    assert reviewed.state("header.issued_date").status == "stale"
    assert {one.words.partition(" ")[0] for one in reviewed.stale} == {"trước", "Lập"}
    key = key_of(reviewed, "15/03/2026")
    assert reviewed.state(key).status == "open"
    assert deadline(reviewed, key).due == "2026-03-14"
    unsure = {key for key, state in reviewed.states.items() if not state.reviewed}
    assert {reviewed.facts[key].kind for key in unsure} == {"header", "deadline", "obligation", "finding"}
    assert len([key for key in unsure if not key.startswith("finding-")]) == 3


def test_an_edit_of_words_that_changed_is_not_applied(plan: DocumentRecord) -> None:
    draft = edit(review(plan), "header.issued_date", {"/value/edtf": "2026-01-13"})
    new = changed("ngày 12 tháng 01", "ngày 19 tháng 01")
    reviewed = review(new, kept([draft]))
    issued = reviewed.record.header.issued_date
    assert issued is not None
    assert issued.value is not None
    assert issued.value.edtf == "2026-01-19"
    assert reviewed.state("header.issued_date").status == "stale"
    again = kept([draft, accept(reviewed, "header.issued_date")])
    assert review(new, again).state("header.issued_date").status == "accepted"


def test_facts_that_moved_to_another_place_keep_their_decisions(plan: DocumentRecord) -> None:
    seen = review(plan)
    station = key_of(seen, "25/11/2026", place="Trạm Y tế")
    society = key_of(seen, "25/11/2026", place="Hội Chữ thập đỏ")
    history = kept([reject(seen, station), done(seen, society)])
    # an equal item is put before both: the order among equals, and so their keys, shift
    new = changed(
        "1. Hội Chữ thập đỏ xã\n",
        "1. Văn phòng UBND xã\nGửi báo cáo kết quả về Ban Chỉ đạo xã trước ngày 25/11/2026.\n2. Hội Chữ thập đỏ xã\n",
    )
    reviewed = review(new, history)
    office = key_of(reviewed, "25/11/2026", place="Văn phòng UBND")
    assert reviewed.state(office).status == "open"
    assert reviewed.state(office).done is None
    assert reviewed.state(key_of(reviewed, "25/11/2026", place="Trạm Y tế")).status == "rejected"
    assert reviewed.state(key_of(reviewed, "25/11/2026", place="Hội Chữ thập đỏ")).done is not None
    assert reviewed.stale == ()


def test_when_an_equal_item_goes_its_decision_does_not_pass_to_the_other(plan: DocumentRecord) -> None:
    seen = review(plan)
    station = key_of(seen, "25/11/2026", place="Trạm Y tế")
    society = key_of(seen, "25/11/2026", place="Hội Chữ thập đỏ")
    history = kept([reject(seen, station), accept(seen, society)])
    new = changed(
        "Chủ trì tham mưu triển khai kế hoạch này.\nGửi báo cáo kết quả về Ban Chỉ đạo xã trước ngày 25/11/2026.\n",
        "Chủ trì tham mưu triển khai kế hoạch này.\n",
    )
    reviewed = review(new, history)
    assert reviewed.state(key_of(reviewed, "25/11/2026", place="Trạm Y tế")).status == "rejected"
    assert [one.record for one in reviewed.stale] == [society]


def test_in_lines_that_are_nearly_alike_a_decision_stays_with_its_own() -> None:
    lines = "Thôn Bản Hạ vận động ít nhất 40 đơn vị máu.\nThôn Nà Sen vận động ít nhất 40 đơn vị máu.\n"
    both = read(PLAN.replace("1. Hội Chữ thập đỏ xã\n", lines + "1. Hội Chữ thập đỏ xã\n"))
    seen = review(both)
    first = next(fact.key for fact in seen.facts.values() if fact.kind == "target" and "Bản Hạ" in fact.line)
    draft = edit(seen, first, {"/quantity/min": 44})
    one = read(PLAN.replace("1. Hội Chữ thập đỏ xã\n", lines.partition("\n")[2] + "1. Hội Chữ thập đỏ xã\n"))
    reviewed = review(one, kept([draft]))
    other = next(fact.key for fact in reviewed.facts.values() if fact.kind == "target" and "Nà Sen" in fact.line)
    assert other == first
    assert [target.quantity.min for target in reviewed.record.targets if target.id == other] == [40]
    assert reviewed.state(other).status == "stale"


def test_an_acceptance_is_stale_when_another_value_is_read_from_the_same_words(plan: DocumentRecord) -> None:
    key = key_of(review(plan), "28/02/2026")
    seen = review(plan)
    better = plan.model_copy(deep=True)
    deadline(review(better), key).due = "2026-02-28"
    for say in (accept, reject):
        reviewed = review(better, kept([say(seen, key)]))
        assert reviewed.state(key).status == "stale"
        assert deadline(reviewed, key).due == "2026-02-28"  # a rejection does not hide what it was not said of
    # links and places of a record are no values: they may move
    linked = plan.model_copy(deep=True)
    linked.obligations[0].section = "V.9"
    deadline(review(linked), key).obligation = None
    accepted = review(linked, kept(accept_rest(seen)))
    assert not any(state.status == "stale" for state in accepted.states.values())


def test_an_edit_outlives_a_new_reading_of_the_same_words_until_somebody_looks(plan: DocumentRecord) -> None:
    seen = review(plan)
    key = key_of(seen, "28/02/2026")
    draft = edit(seen, key, {"/due": "2026-02-26"})
    better = plan.model_copy(deep=True)
    deadline(review(better), key).action = "Lập danh sách, gửi Hội"
    reviewed = review(better, kept([draft]))
    assert (reviewed.state(key).status, deadline(reviewed, key).due) == ("stale", "2026-02-26")
    settled = review(better, kept([draft, accept(reviewed, key)]))
    assert (settled.state(key).status, deadline(settled, key).due) == ("edited", "2026-02-26")


def test_a_cell_edit_is_not_put_into_another_row(plan: DocumentRecord) -> None:
    key = plan.quota_tables[0].id
    draft = edit(review(plan), key, {"/rows/1/values/0/value": 50})
    better = plan.model_copy(deep=True)
    better.quota_tables[0].rows.insert(0, better.quota_tables[0].rows[2].model_copy(deep=True))
    reviewed = review(better, kept([draft]))
    assert [row.values[0].value for row in reviewed.record.quota_tables[0].rows] == [35, 40, 45, 35]
    assert reviewed.state(key).status == "stale"


def test_a_decision_on_a_header_field_never_goes_to_another_field() -> None:
    """The words of the office that signs can be those of the issuer."""
    seen = review(read(PLAN))
    draft = reject(seen, "header.signer_position")
    gone = changed("TRƯỞNG BAN\n\nLò Thị Mẩy", "\n\nLò Thị Mẩy")
    gone.header.competence = seen.extracted.header.signer_position
    reviewed = review(gone, kept([draft]))
    assert reviewed.state("header.competence").status == "open"
    assert [one.record for one in reviewed.stale] == ["header.signer_position"]


def test_a_limit_no_longer_leads_to_an_event_that_was_rejected() -> None:
    record = handmade.record()
    (event,), limit = record.events, record.deadlines[0]
    assert limit.offset
    limit.offset.anchor_record = event.id
    digest = facts(record)[limit.id].digest
    left = review(record, kept([reject(review(record), event.id)])).record.deadlines[0]
    assert left.offset
    assert (left.offset.anchor_record, left.offset.anchor) == (None, "ngày kết thúc đợt")
    limit.offset.anchor_record = None
    assert facts(record)[limit.id].digest == digest  # where it leads is not what it says


def test_a_decision_of_schema_1_0_knows_its_value_again() -> None:
    record = handmade.record()
    (target,), limit = record.targets, record.deadlines[1]
    limit.submit_to = record.deadlines[0].submit_to[:1]
    seen, before = facts(record), record.model_copy(deep=True)
    before.targets[0].name = before.deadlines[1].offset = None
    then = facts(before)
    assert seen[target.id].says(then[target.id].digest)
    assert seen[limit.id].says(then[limit.id].older or "")  # one addressee was no list
    assert not seen[limit.id].says(then[limit.id].digest)  # two readings of today that differ
    before.targets[0].quantity.min = 36
    assert not seen[target.id].says(facts(before)[target.id].digest)
