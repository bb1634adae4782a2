"""What was not read: questions to a person, their answers, and what becomes of these when a file is read anew."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.decision import Decision, Draft
from hmtn_ingest.review.drafts import accept, accept_rest, add, dismiss_rest, reject, suggested
from hmtn_ingest.review.masking import mask_review
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.review.undoing import redo_steps, undo_steps
from parsers.records import DocumentRecord, Grounded, Suggestion
from tests import handmade
from tests.review.test_session import PLAN, Table

UNREAD_DATE = "Nộp biên bản tổng hợp sau đợt hiến máu, tuần đầu tháng 5/2026."


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    one = Table(f"sqlite:///{tmp_path / 'table.sqlite3'}")
    yield one
    one.store.close()


def key_of(reviewed: Reviewed, words: str) -> str:
    return next(key for key, one in reviewed.unread.items() if words in one.fact.words)


def kept(*drafts: Draft) -> list[Decision]:
    at = datetime.datetime(2026, 3, 9, 8, 0, tzinfo=datetime.UTC)
    return [Decision(**one.model_dump(), id=n, by="Lò Thị Ín", at=at) for n, one in enumerate(drafts, start=1)]


def read(text: str) -> DocumentRecord:
    return ingest(text.encode(), name="ke-hoach.txt")


def test_what_is_suggested_is_taken_at_its_words_and_taken_back(table: Table) -> None:
    key = key_of(table.now, UNREAD_DATE)
    item = suggested(table.now, key)
    assert "reason" not in table.act("take", key=key)
    [event] = table.now.record.events
    assert (event.name, event.date) == (item.name, item.date)
    assert [span.quote for span in event.spans] == [UNREAD_DATE]
    assert (table.now.state(key).status, table.now.state(event.id).status) == ("added", "added")
    assert table.now.record.residue == []
    table.act("take", key=key)  # again adds nothing
    assert len(table.now.record.events) == 1
    table.act("undo", ids=[table.now.state(key).decisions[-1].id])
    assert table.now.state(key).status == "open"
    assert [entry.id for entry in table.now.record.residue] == [key]


SEVERAL = "Thôn Nà Lạn: chuyển từ ngày 14/4/2026 sang ngày 21/4/2026, từ 7 giờ."


def test_each_unread_date_of_a_sentence_is_taken_at_its_own_words_and_none_is_lost(tmp_path: Path) -> None:
    table = Table(f"sqlite:///{tmp_path / 'several.sqlite3'}", PLAN.replace(UNREAD_DATE, f"{UNREAD_DATE}\n{SEVERAL}"))
    key = key_of(table.now, SEVERAL)
    before = len(table.now.record.events)
    table.act("take", key=key, part=1)
    assert (table.now.state(key).status, table.now.unread[key].left) == ("open", (0,))
    assert key in [entry.id for entry in table.now.record.residue]
    table.act("take", key=key, part=1)  # again adds nothing
    (event,) = table.now.record.events[before:]
    assert event.date is not None
    assert (event.date.edtf, event.spans[0].quote) == ("2026-04-21", "ngày 21/4/2026, từ 7 giờ")
    table.act("take", key=key)
    assert (table.now.state(key).status, table.now.unread[key].left) == ("added", ())
    assert [one.spans[0].quote for one in table.now.record.events[before:]][1] == "ngày 14/4/2026"
    table.act("undo", ids=[table.now.state(key).decisions[-1].id])
    assert (table.now.state(key).status, table.now.unread[key].left) == ("open", (0,))
    table.act("reject", key=key)  # nothing more to follow up
    assert table.now.state(key).status == "rejected"
    assert len(table.now.record.events) == before + 1
    table.store.close()


def test_one_fact_at_all_the_words_answers_one_of_several_dates_only() -> None:
    record = read(PLAN.replace(UNREAD_DATE, SEVERAL))
    key = key_of(review(record), SEVERAL)
    spans = review(record).unread[key].fact.item.spans
    whole = review(record, kept(add(record, "event", spans, {"name": "Chuyển ngày", "date": None})))
    assert (whole.state(key).status, whole.unread[key].left) == ("open", (1,))


def test_nothing_to_follow_up_is_a_decision_that_can_be_taken_back(table: Table) -> None:
    key = key_of(table.now, UNREAD_DATE)
    table.act("reject", key=key)
    assert table.now.state(key).status == "rejected"
    assert table.now.record.residue == []
    table.act("undo", ids=[table.now.state(key).decisions[-1].id])
    assert table.now.state(key).status == "open"


@pytest.mark.parametrize(
    "text",
    [
        PLAN.replace("I. MỤC TIÊU", "I. MỤC TIÊU, YÊU CẦU\nBảo đảm an toàn."),
        PLAN.replace("\n", "\r\n"),
        PLAN.replace("1. Trạm Y tế xã", "1. Ban Văn hóa - Xã hội\n- Treo băng rôn.\n2. Trạm Y tế xã"),
    ],
    ids=["inserted", "other line ends", "another place"],
)
def test_it_holds_for_the_same_words_of_another_version(text: str) -> None:
    before = review(read(PLAN))
    said = kept(reject(before, key_of(before, UNREAD_DATE)))
    after = review(read(text), said)
    assert after.state(key_of(after, UNREAD_DATE)).status == "rejected"
    assert after.stale == ()


def test_other_words_are_a_new_question_and_the_old_answer_is_no_burden() -> None:
    before = review(read(PLAN))
    said = kept(reject(before, key_of(before, UNREAD_DATE)))
    after = review(read(PLAN.replace("tuần đầu tháng 5/2026", "tuần cuối tháng 6/2026")), said)
    assert after.state(key_of(after, "tuần cuối tháng 6/2026")).status == "open"
    assert after.stale == ()


def test_what_a_later_reading_suggests_there_changes_no_answer() -> None:
    record = read(PLAN)
    said = kept(reject(review(record), record.residue[0].id))
    later = record.model_copy(deep=True)
    later.residue[0].suggestion, later.residue[0].reason = Suggestion(kind="deadline", fields={}), "no-duty"
    assert review(later, said).state(record.residue[0].id).status == "rejected"


def test_a_fact_of_a_fitting_kind_answers_wherever_it_was_added_from() -> None:
    record = handmade.record()
    number, date = record.residue[0], record.residue[1]
    target = {"quantity": {"comparator": "exactly", "min": 12, "max": 12, "unit": "thùng", "indicator": "other"}}
    after = review(record, kept(add(record, "target", number.spans, {**target, "bodies": []})))
    assert (after.state(number.id).status, after.state(date.id).status) == ("added", "open")
    rejected = reject(after, after.record.targets[-1].id)
    [added] = after.decisions
    again = review(record, [added, added.model_copy(update={**rejected.model_dump(), "id": 2})])
    assert again.state(number.id).status == "open"


def test_a_kind_with_nothing_in_it_is_asked_about_confirmed_and_answered_by_an_addition() -> None:
    record = handmade.record()
    limit, record.deadlines = record.deadlines[0], []
    assert review(record).state("none.deadline").status == "open"
    confirmed = kept(accept(review(record), "none.deadline"))
    assert review(record, confirmed).state("none.deadline").status == "accepted"
    found = review(handmade.record(), confirmed)  # a later reading finds some
    assert "none.deadline" not in found.unread
    assert found.stale == ()
    values = limit.model_dump(mode="json", by_alias=True, exclude={"id", "spans", "how", "doubts"})
    added = review(record, kept(add(record, "deadline", limit.spans, values)))
    assert added.state("none.deadline").status == "added"


@pytest.mark.parametrize(
    ("type_name", "asked"),
    [
        ("KẾ HOẠCH", ["none.deadline", "none.target", "none.event", "none.obligation"]),
        ("BÁO CÁO", ["none.result"]),
        ("CÔNG VĂN", ["none.deadline", "none.obligation"]),
    ],
)
def test_only_kinds_that_such_a_document_has_are_asked_about(type_name: str, asked: list[str]) -> None:
    record = handmade.record()
    nothing = {
        name: [] for name in ("deadlines", "targets", "results", "events", "obligations", "quota_tables", "residue")
    }
    header = record.header.model_copy(update={"type_name": Grounded(value=type_name, spans=[], how="exact")})
    assert list(review(record.model_copy(update={**nothing, "header": header})).unread) == asked


def test_a_file_that_could_not_be_read_is_asked_nothing() -> None:
    record = handmade.record().model_copy(update={"status": "failed", "deadlines": [], "residue": []})
    assert review(record).unread == {}


def test_what_makes_no_sense_of_a_question_is_refused(table: Table) -> None:
    key = key_of(table.now, UNREAD_DATE)
    refused = [
        table.act("accept", key=key),
        table.act("edit", key=key, field="name", text="Nộp"),
        table.act("reject", key="none.event"),
        table.act("take", key="none.event"),
        table.act("take", key="residue-0000000000"),
    ]
    assert all("reason" in answer for answer in refused)
    assert table.store.decisions(table.document) == []


def test_the_rest_is_what_was_read_and_all_that_is_unread_is_dismissed_for_itself(table: Table) -> None:
    questions = set(table.now.unread)
    assert questions.isdisjoint(one.record for one in accept_rest(table.now))
    assert [one.record for one in dismiss_rest(table.now)] == [key_of(table.now, UNREAD_DATE)]
    table.act("dismiss rest")
    assert {key for key, one in table.now.unread.items() if one.state.status == "rejected"} == {
        key_of(table.now, UNREAD_DATE)
    }
    [step] = undo_steps(table.now, {}, "An")  # in a new session too
    assert [one.action for one in step] == ["reject"]


def test_what_was_undone_is_done_again_command_by_command(table: Table) -> None:
    first, second = table.key("target"), table.key("deadline", "20/3")
    table.act("rest")
    many = {key for key, state in table.now.states.items() if state.status == "accepted"}
    assert len(many) > 1
    table.act("undo", ids=[one.id for one in undo_steps(table.now, table.session.made, "An")[0]])
    [step] = redo_steps(table.now, table.session.made)
    assert {one.record for one in step} == many
    table.act("redo", ids=[one.id for one in step])
    assert {key for key, state in table.now.states.items() if state.status == "accepted"} == many
    assert redo_steps(table.now, table.session.made) == []
    table.act("reject", key=first)
    table.act("undo", ids=[table.now.state(first).decisions[-1].id])
    assert len(redo_steps(table.now, table.session.made)) == 1
    table.act("reject", key=second)  # something new: nothing can be done again
    assert redo_steps(table.now, table.session.made) == []


def test_questions_are_masked_with_the_rest() -> None:
    masked = mask_review(review(handmade.record()))
    assert "0900 000 178" not in repr(masked.unread)
    assert masked.unread.keys() == review(handmade.record()).unread.keys()
