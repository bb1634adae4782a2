"""What a person does at the record pane: fields, order, proposals, answers."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hmtn_ingest.exports import export
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review import fields
from hmtn_ingest.review.command import Answer, Command
from hmtn_ingest.review.decision import Decision, Draft
from hmtn_ingest.review.facts import facts
from hmtn_ingest.review.proposals import propose
from hmtn_ingest.review.queue import attention, left
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.review.session import ReviewSession
from hmtn_ingest.review.stored import Head
from hmtn_ingest.review.undoing import undo_steps
from hmtn_ingest.service.actor import Actor, local_actor
from hmtn_ingest.service.documents import Documents
from hmtn_ingest.service.live_document import LiveDocument
from hmtn_ingest.store.database import Unusable
from hmtn_ingest.store.store import Store
from hmtn_ingest.web.panes.record.cards import Card, FactCards
from hmtn_ingest.web.panes.record.updates import RecordPane
from parsers.records import Deadline, Finding, Obligation, Offset, Target
from tests.reading import record_at
from tests.stored import open_stored

PLAN = """BAN CHỈ ĐẠO
VẬN ĐỘNG HIẾN MÁU TÌNH NGUYỆN
XÃ LÈN BÔNG
Số: 18/KH-BCĐ
Lèn Bông, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026
I. MỤC TIÊU
Toàn xã tiếp nhận ít nhất 150 đơn vị máu.
II. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế xã
- Lập danh sách người đăng ký gửi Hội Chữ thập đỏ xã trước ngày 20/3/2026.
- Nộp biên bản tổng hợp sau đợt hiến máu, tuần đầu tháng 5/2026.
2. Hội Chữ thập đỏ xã
- Phối hợp với Đoàn Thanh niên xã báo cáo Ban Chỉ đạo huyện trước ngày 15/6.
- Liên hệ: bà Hoàng Thị Thử, điện thoại 0900 000 345.
BIỂU PHÂN BỔ
STT\tĐơn vị\tSố đơn vị máu
1\tThôn Nà Lèn\t70
2\tThôn Bông Hạ\t60
\tTổng cộng\t150
"""
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"


class Table:
    """A review session over a store of its own."""

    def __init__(self, url: str, text: str = PLAN) -> None:
        self.store = Store(url)
        data = text.encode()
        self.document = self.store.add(data, ingest(data, name="ke-hoach.txt"), by="Kiểm").document
        self.done: set[str] = set()
        self.by = "An"
        self.numbers = count()
        self.session = self.sit()

    def sit(self) -> ReviewSession:
        return ReviewSession(self.document, self.live().load, self.keep, self.done)

    def live(self) -> SimpleNamespace:
        live = LiveDocument(Documents(self.store), self.document, self.read)
        return SimpleNamespace(load=lambda: live.load(local_actor(self.by)))

    def keep(self, drafts: list[Draft]) -> list[Decision]:
        return self.store.decide(self.document, drafts, by=self.by)

    def read(self, head: Head, actor: Actor) -> Any:
        return self._read(head.version)

    @functools.cache  # noqa: B019 - the table lives as long as its test
    def _read(self, version: int) -> Any:
        record = self.store.record(self.document, version)
        return record, facts(record)

    @property
    def now(self) -> Reviewed:
        return open_stored(self.store, self.document)

    def act(self, op: str, *, by: str = "An", session: ReviewSession | None = None, **more: Any) -> Answer:
        command: Command = {"id": f"t-{next(self.numbers)}", "op": op, **more}  # type: ignore[typeddict-item]
        self.by = by
        (session or self.session).apply([command])
        return (session or self.session).answers[command["id"]]

    def key(self, kind: str, words: str = "") -> str:
        return next(key for key, fact in self.now.facts.items() if fact.kind == kind and words in fact.words)

    def deadline(self, key: str) -> Deadline:
        item = self.now.facts[key].item
        assert isinstance(item, Deadline)
        return item


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    one = Table(f"sqlite:///{tmp_path / 'table.sqlite3'}")
    yield one
    one.store.close()


def test_the_date_of_a_deadline_brings_its_last_day(table: Table) -> None:
    key = table.key("deadline", "20/3")
    for name, text, due in (
        ("date", "25/3/2026", "2026-03-24"),  # before the 25th
        ("time", "11h", "2026-03-25"),  # before 11 o'clock of the 25th
        ("time", "", "2026-03-24"),
        ("relation", "by", "2026-03-25"),
        ("due", "23/3/2026", "2026-03-23"),  # set by hand
        ("relation", "before", "2026-03-23"),  # stays
        ("date", "01/4/2026", "2026-03-31"),
        ("rrule", "hằng tháng", None),
    ):
        assert "reason" not in table.act("edit", key=key, field=name, text=text), (name, text)
        assert table.deadline(key).due == due, (name, text)
    assert table.deadline(key).date is None
    assert [one.action for one in table.store.decisions(table.document)] == ["edit"] * 8


@pytest.mark.parametrize(
    ("kind", "words", "name", "text", "reason"),
    [
        ("deadline", "20/3", "date", "20/3", "Thiếu năm"),
        ("deadline", "20/3", "due", "3/2026", "đúng một ngày"),
        ("deadline", "20/3", "relation", "maybe", "chọn một"),
        ("deadline", "20/3", "action", " ", "không được để trống"),
        ("deadline", "20/3", "colour", "red", "không còn trong bản ghi"),
        ("target", "", "low", "1.5", "Dấu chấm"),
        ("target", "", "low", "", "không được để trống"),
    ],
)
def test_what_is_refused_is_said_and_not_kept(
    table: Table, kind: str, words: str, name: str, text: str, reason: str
) -> None:
    answer = table.act("edit", key=table.key(kind, words), field=name, text=text)
    assert reason in answer["reason"]
    assert table.store.decisions(table.document) == []


def test_a_comparator_keeps_its_bounds(table: Table) -> None:
    key = table.key("target", "150")
    for name, text, bounds in (
        ("comparator", "exactly", ("exactly", 150, 150)),
        ("comparator", "between", ("between", 150, 150)),
        ("high", "1.800", ("between", 150, 1800)),
        ("comparator", "at_most", ("at_most", None, 150)),
        ("low", "160", ("at_most", None, 160)),
    ):
        table.act("edit", key=key, field=name, text=text)
        item = table.now.facts[key].item
        assert isinstance(item, Target)
        assert (item.quantity.comparator, item.quantity.min, item.quantity.max) == bounds


def test_text_that_says_what_is_there_is_no_decision(table: Table) -> None:
    key = table.key("deadline", "20/3")
    for field, value in zip(fields.FORMS["deadline"], fields.read("deadline", table.deadline(key)), strict=True):
        if value is not None:
            assert "reason" not in table.act("edit", key=key, field=field.name, text=value)
    assert table.store.decisions(table.document) == []


@pytest.mark.documents
def test_every_field_of_every_fact_reads_back_what_it_shows() -> None:
    for path in sorted(SAMPLES.glob("*.txt")):
        record = record_at(path)
        for fact in facts(record).values():
            form = fields.form_of(fact.key, fact.kind)
            for field, shown in zip(fields.FORMS[form], fields.read(form, fact.item), strict=True):
                if shown:
                    changed = field.write(fact.item, shown, record.bodies)
                    assert changed, (fact.key, field.name)


def test_the_part_in_which_a_duty_stands_can_be_corrected(table: Table) -> None:
    key = table.key("obligation", "20/3")
    (deadline,) = (one for one in table.now.record.deadlines if one.obligation == key)
    assert "reason" not in table.act("edit", key=key, field="section", text=" III.2 ")
    duty = table.now.facts[key].item
    assert isinstance(duty, Obligation)
    assert duty.section == "III.2"
    for name, fact in (("obligations", key), ("deadlines", deadline.id)):  # a deadline stands where its duty stands
        (csv_file,) = (one for one in export(table.now, "csv") if one.name == f"{name}.csv")
        rows = csv.DictReader(io.StringIO(csv_file.data.decode("utf-8-sig"), newline=""))
        assert [row["section"] for row in rows if row["id"].endswith(fact)] == ["III.2"], name
    table.act("edit", key=key, field="section", text="")
    assert table.now.facts[key].item.section is None  # type: ignore[union-attr]


def test_an_act_is_done_once(table: Table) -> None:
    key = table.key("target")
    command: Command = {"id": "tab-1", "op": "accept", "key": key}
    table.session.apply([command])
    table.session.apply([command, {"id": "tab-2", "op": "reject", "key": key}])
    table.sit().apply([command])  # after a reload
    assert [one.action for one in table.store.decisions(table.document)] == ["accept", "reject"]
    assert set(table.session.answers) == {"tab-1", "tab-2"}


def test_the_rest_is_accepted_and_taken_back_as_one(table: Table) -> None:
    doubtful = {key for key, fact in table.now.facts.items() if fact.doubts or fact.kind == "finding"}
    assert doubtful
    table.act("rest")
    assert {key for key, state in table.now.states.items() if not state.reviewed} == doubtful
    for session in (table.session, table.sit()):  # as well after a reload
        [step] = undo_steps(table.now, session.made, "An")
        assert len(step) == len(table.now.states) - len(doubtful)
    assert undo_steps(table.now, table.sit().made, "Bình") == []
    table.act("undo", ids=[one.id for one in step])
    assert not any(state.reviewed for state in table.now.states.values())


def test_acts_are_taken_back_newest_first(table: Table) -> None:
    target, deadline = table.key("target"), table.key("deadline", "20/3")
    table.act("accept", key=target)
    table.act("rest")
    table.act("edit", key=deadline, field="date", text="25/3/2026")
    for session in (table.session, table.sit()):
        steps = undo_steps(table.now, session.made, "An")
        assert [(step[0].action, len(step) > 1) for step in steps] == [
            ("edit", False),
            ("accept", True),
            ("accept", False),
        ]
        assert steps[2][0].record == target


def test_an_undo_of_what_has_no_answer_yet(table: Table) -> None:
    key = table.key("target")
    table.session.apply([{"id": "a", "op": "accept", "key": key}, {"id": "b", "op": "undo", "of": "a"}])
    assert table.now.state(key).status == "open"
    assert len(table.store.decisions(table.document)) == 2


def test_what_another_person_decided_meanwhile_is_told(table: Table) -> None:
    key = table.key("deadline", "20/3")
    table.act("edit", key=key, field="date", text="21/3/2026", seen=0, by="An")
    other = table.sit()
    asked = table.act("edit", key=key, field="date", text="22/3/2026", seen=0, by="Bình", session=other)
    assert "người khác đã sửa mục này" in asked["reason"]
    assert asked["others"] == [1]
    assert [one.by for one in table.store.decisions(table.document)] == ["An"]
    answer = table.act("edit", key=key, field="date", text="22/3/2026", seen=1, by="Bình", session=other)
    assert "reason" not in answer
    assert [one.by for one in table.store.decisions(table.document)] == ["An", "Bình"]
    own = table.act("reject", key=key, seen=2, by="Bình", session=other)
    assert "others" not in own


def test_who_is_not_named_decides_nothing(table: Table) -> None:
    table.session.named = False
    answer = table.act("accept", key=table.key("target"))
    assert "hãy ghi tên của bạn" in answer["reason"]
    assert table.store.decisions(table.document) == []
    table.session.named = True
    assert "reason" not in table.act("accept", key=table.key("target"))


def test_when_the_store_fails_nothing_is_lost_and_nothing_overtakes(table: Table) -> None:
    broken = True

    def keep(drafts: list[Draft]) -> list[Decision]:
        if broken:
            raise Unusable("other", message="disk I/O error")
        return table.keep(drafts)

    session = ReviewSession(table.document, lambda: table.now, keep, set())
    key = table.key("target")
    commands: list[Command] = [{"id": "1", "op": "accept", "key": key}, {"id": "2", "op": "reject", "key": key}]
    session.apply(commands)
    assert session.answers == {
        "1": {"id": "1", "failed": True, "reason": Unusable("other", message="disk I/O error").say()}
    }
    broken = False
    session.apply(commands)
    assert [one.action for one in table.store.decisions(table.document)] == ["accept", "reject"]


def test_a_deadline_is_proposed_and_added(table: Table) -> None:
    words = "Nộp biên bản tổng hợp sau đợt hiến máu, tuần đầu tháng 5/2026"
    start = table.now.extracted.text.index(words)
    answer = table.act("propose", kind="deadline", start=start, end=start + len(words) + 1)
    values = dict(zip((field.name for field in fields.FORMS["deadline"]), answer["proposal"]["values"], strict=True))
    assert values["bodies"] == "Trạm Y tế xã"  # of the obligation around it
    assert "Nộp biên bản" in values["action"]
    assert table.store.decisions(table.document) == []
    refused = table.act("add", kind="deadline", start=start, end=start + len(words), values={"date": "7/5"})
    assert refused["place"] == "date"
    table.act(
        "add", kind="deadline", start=start, end=start + len(words), values={"date": "7/5/2026", "relation": "by"}
    )
    added = table.now.record.deadlines[-1]
    assert (added.due, added.spans[0].quote) == ("2026-05-07", words)
    assert table.now.state(added.id).status == "added"


def test_a_proposal_hides_phone_numbers_and_what_is_added_holds_them(table: Table) -> None:
    words = "Liên hệ: bà Hoàng Thị Thử, điện thoại 0900 000 345"
    start = table.now.extracted.text.index(words)
    proposal = table.act("propose", kind="obligation", start=start, end=start + len(words))["proposal"]
    assert "0900" not in str(proposal)
    names = [field.name for field in fields.FORMS["obligation"]]
    assert [names[n] for n in proposal["locked"]] == ["action"]
    table.act("add", kind="obligation", start=start, end=start + len(words), values={})
    assert table.now.record.obligations[-1].action == words


def test_a_target_needs_its_number(table: Table) -> None:
    text = table.now.extracted.text
    start = text.index("Tổ chức hiến máu")
    answer = table.act("add", kind="target", start=start, end=start + 16, values={})
    assert answer["place"] == "low"


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("deadline", "trước ngày 15/6", {"relation": "before", "due": "2026-06-14"}),
        (
            "deadline",
            "Thường trực gửi báo cáo chậm nhất 16 giờ ngày 02/7/2026",
            {"relation": "by", "due": "2026-07-02"},
        ),
        ("target", "ít nhất 150 đơn vị máu", {"min": 150, "unit": "đơn vị máu", "comparator": "at_least"}),
    ],
)
def test_proposals(kind: str, words: str, expected: dict[str, Any]) -> None:
    text = PLAN.replace("- Liên hệ:", "- Thường trực gửi báo cáo chậm nhất 16 giờ ngày 02/7/2026.\n- Liên hệ:")
    record = ingest(text.encode(), name="ke-hoach.txt")
    start = record.text.index(words)
    item = propose(record, kind, start, start + len(words))
    values = item.quantity if isinstance(item, Target) else item
    assert {name: getattr(values, name) for name in expected} == expected


def test_a_proposed_duty_tells_partners_from_doers(table: Table) -> None:
    record = table.now.extracted
    words = "Phối hợp với Đoàn Thanh niên xã báo cáo Ban Chỉ đạo huyện trước ngày 15/6."
    start = record.text.index(words)
    item = propose(record, "obligation", start, start + len(words))
    assert isinstance(item, Obligation)
    assert [body.name for body in item.partners] == ["Đoàn Thanh niên xã"]
    assert [body.name for body in item.bodies] == ["Hội Chữ thập đỏ xã"]
    assert (item.section, item.role) == ("II.2", "support")
    assert item.deadlines == [one.id for one in record.deadlines if "15/6" in one.spans[0].quote]


def test_attention_goes_to_findings_then_doubts_then_deadlines(table: Table) -> None:
    entries = attention(table.now)
    parts = [entry.part for entry in entries]
    assert parts == sorted(parts, key=["finding", "doubtful", "residue", "deadline", "rest"].index)
    assert {entry.key for entry in entries} == {*table.now.states, *table.now.unread}
    severities = [table.now.facts[entry.key].item.severity for entry in entries if entry.part == "finding"]  # type: ignore[union-attr]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    order = [entry.key for entry in entries]
    for entry in entries:
        asked = entry.key.startswith("none.")
        table.act("reject" if entry.part in ("residue", "rest") and not asked else "accept", key=entry.key)
    assert [entry.key for entry in attention(table.now)] == order  # nothing moves under one's hands
    assert sum(open_ for open_, _ in left(table.now, attention(table.now)).values()) == 0


def test_a_finding_whose_cause_is_mended_is_settled(table: Table) -> None:
    finding = next(
        k for k, fact in table.now.facts.items() if isinstance(fact.item, Finding) and fact.item.code == "QT301"
    )
    assert table.now.settled == frozenset()
    table.act("edit", key=table.key("quota"), field="/rows/0/values/0", text="90")
    assert finding in table.now.settled
    table.act("undo", ids=[one.id for one in undo_steps(table.now, table.session.made, "An")[0]])
    assert table.now.settled == frozenset()


def cards(table: Table, *, phones: bool = False) -> dict[str, Card]:
    data = RecordPane(table.session, FactCards(phones=phones)).update(table.now, by="An")
    return {card["key"]: card for card in data["cards"]}


def test_cards_hide_phone_numbers_and_lock_what_holds_them(table: Table) -> None:
    key = table.key("contact")
    hidden, shown = cards(table)[key], cards(table, phones=True)[key]
    assert "0900" not in str(hidden)
    assert "0900" in str(shown)
    names = [field.name for field in fields.FORMS["contact"]]
    assert [names[n] for n in hidden["locked"]] == ["phone"]
    assert shown["locked"] == []


def test_a_card_tells_who_changed_what(table: Table) -> None:
    key = table.key("deadline", "20/3")
    table.act("edit", key=key, field="date", text="25/3/2026")
    table.act("accept", key=key, by="Bình")
    card = cards(table)[key]
    assert [(line["by"], line["what"]) for line in card["log"]] == [
        ("An", "sửa Ngày: 20/03/2026 → 25/03/2026; Hạn cuối (ngày cuối cùng còn kịp): 19/03/2026 → 24/03/2026"),
        ("Bình", "chấp nhận"),
    ]
    table.act("undo", ids=[card["undo"]])
    assert [line["what"] for line in cards(table)[key]["log"]][-1] == "hoàn tác"


def test_only_what_is_new_to_the_pane_is_told(table: Table) -> None:
    pane = RecordPane(table.session, FactCards())
    live = table.live()
    target, deadline = table.key("target"), table.key("deadline", "20/3")
    first = pane.update(live.load(), by="An")
    assert first["whole"]
    assert first["order"] == [card["key"] for card in first["cards"]]
    table.act("accept", key=target)
    second = pane.update(live.load(), by="An", have=first["stamp"])
    assert ([card["key"] for card in second["cards"]], second["whole"]) == ([target], False)
    assert "order" not in second
    table.act("accept", key=deadline)
    third = pane.update(live.load(), by="An", have=first["stamp"])  # the pane did not get the second
    assert {card["key"] for card in third["cards"]} == {target, deadline}
    start = live.load().extracted.text.index("ít nhất 150")
    table.act("add", kind="target", start=start, end=start + 24, values={})
    fourth = pane.update(live.load(), by="An", have=third["stamp"])
    assert [card["status"] for card in fourth["cards"]] == ["added"]
    assert set(fourth["order"]) == {*first["order"], fourth["cards"][0]["key"]}
    assert pane.update(live.load(), by="An", have=99)["whole"]  # of another pane
    pane.reset()
    assert pane.update(live.load(), by="An", have=fourth["stamp"])["whole"]


ACTIONS = {
    "bao-cao-6-thang": 1,
    "cong-van": 1,
    "du-thao": 4,
    "ke-hoach-huyen": 6,
    "ke-hoach-phuong": 2,
    "ke-hoach-tinh": 2,
    "ke-hoach-truong": 1,
    "mau-thuan": 9,
    "quyet-dinh": 2,
    "thong-bao": 1,
}


@pytest.mark.documents
@pytest.mark.parametrize("sample", sorted(path.stem for path in SAMPLES.glob("*.docx")))
def test_one_action_for_each_thing_to_look_at_and_one_for_the_rest(sample: str) -> None:
    """The samples raise nothing and doubt nothing without reason, so these figures are not to grow."""
    for suffix in (".docx", ".pdf", ".txt"):
        reviewed = review(record_at(SAMPLES / f"{sample}{suffix}"))
        counts = {part: open_ for part, (open_, _) in left(reviewed, attention(reviewed)).items()}
        at_once = counts["deadline"] + counts["rest"] > 0
        assert counts["finding"] + counts["doubtful"] + at_once <= ACTIONS[sample], suffix


def test_a_limit_counted_from_something_is_proposed_with_what_it_counts_from() -> None:
    words = "trong 05 ngày làm việc kể từ ngày nhận được danh sách"
    record = ingest(PLAN.replace("- Liên hệ:", f"- Trả lời {words}.\n- Liên hệ:").encode(), name="ke-hoach.txt")
    start = record.text.index(words)
    item = propose(record, "deadline", start, start + len(words))
    assert isinstance(item, Deadline)
    assert (item.relation, item.date, item.due) == ("within", None, None)
    assert item.offset == Offset(duration="P5D", working=True, anchor="ngày nhận được danh sách")


HEADED = PLAN.replace(
    "2. Hội Chữ thập đỏ xã\n",
    "2. Hội Chữ thập đỏ xã - Cơ quan thường trực Ban Chỉ đạo\n"
    "- Xây dựng, in và cấp tờ rơi cho các thôn, các trường học.\n"
    "- Báo cáo kết quả thực hiện công tác vận động hiến máu tình nguyện của xã 6 tháng, năm về Ban Chỉ đạo huyện.\n"
    "- Tổ chức Ngày hội Giọt hồng xứ Lèn vào ngày 12/4/2026 tại Nhà văn hóa xã, dự kiến 03 đợt.\n",
)


def proposed(kind: str, words: str) -> Any:
    record = ingest(HEADED.encode(), name="ke-hoach.txt")
    start = record.text.index(words)
    return propose(record, kind, start, start + len(words))


def names_of(bodies: list[Any]) -> list[str]:
    return [body.name for body in bodies]


@pytest.mark.parametrize("kind", ["obligation", "deadline"])
def test_the_body_of_the_heading_acts_and_who_gets_it_does_not(kind: str) -> None:
    for words in ("Xây dựng, in và cấp tờ rơi cho các thôn, các trường học.", "Báo cáo kết quả thực hiện"):
        assert names_of(proposed(kind, words).bodies) == ["Hội Chữ thập đỏ xã"]


def test_the_periods_of_a_report_and_its_addressee_are_proposed() -> None:
    words = "Báo cáo kết quả thực hiện công tác vận động hiến máu tình nguyện của xã 6 tháng, năm về Ban Chỉ đạo huyện."
    item = proposed("deadline", words)
    assert (item.relation, item.rrule) == ("every", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"])
    assert names_of(item.submit_to) == ["Ban Chỉ đạo huyện"]


@pytest.mark.parametrize(
    "words", ["12/4/2026", "Tổ chức Ngày hội Giọt hồng xứ Lèn vào ngày 12/4/2026 tại Nhà văn hóa xã, dự kiến 03 đợt"]
)
def test_an_event_is_called_by_its_name(words: str) -> None:
    item = proposed("event", words)
    assert (item.name, item.date.edtf, item.place.value) == (
        "Ngày hội Giọt hồng xứ Lèn", "2026-04-12", "Nhà văn hóa xã",
    )  # fmt: skip
    assert names_of(item.organisers) == ["Hội Chữ thập đỏ xã"]
    if "đợt" in words:
        assert (item.count.min, item.count.unit) == (3, "đợt")


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("contact", "bà Hoàng Thị Thử, điện thoại 0900 000 345", {"name": "Hoàng Thị Thử", "phone": "0900000345"}),
        ("recipient", "Trạm Y tế xã", {"name": "Trạm Y tế xã", "archive": False}),
        ("citation", "Số: 18/KH-BCĐ", {"relation": "mentions"}),
        ("date", "tuần đầu tháng 5/2026", {"role": "event"}),
    ],
)
def test_other_kinds_are_read_from_their_words_alone(kind: str, words: str, expected: dict[str, Any]) -> None:
    item = proposed(kind, words)
    assert {name: getattr(item, name) for name in expected} == expected
    assert (item.spans, item.id) == ([], "")
