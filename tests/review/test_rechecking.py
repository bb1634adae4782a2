"""The rules look at the record again after a change: findings go, change, and arise."""

from __future__ import annotations

import pytest

from hmtn_ingest.exports.review_status import counts
from hmtn_ingest.review.masking import mask_review
from hmtn_ingest.review.queue import left_of_all
from hmtn_ingest.review.rechecking import changes_about
from tests.review.test_session import PLAN, Table, cards

DRAFT = PLAN.replace("Số: 18/KH-BCĐ\n", "")


@pytest.fixture
def table(tmp_path: object) -> Table:
    return Table(f"sqlite:///{tmp_path}/hmtn.sqlite3", DRAFT)


def found(table: Table, name: str) -> str:
    return next(key for key, fact in table.now.facts.items() if getattr(fact.item, "name", "") == name)


def names(table: Table) -> list[str]:
    return [finding.name for finding in table.now.record.findings]


def total(table: Table) -> str:
    return next(finding.message_vi for finding in table.now.record.findings if finding.code == "QT301")


def test_a_typed_number_settles_its_finding_with_the_change_as_history(table: Table) -> None:
    finding = found(table, "number-missing")
    table.act("edit", key="header.code_number", field="value", text="18")
    assert finding in table.now.settled
    assert "number-missing" not in names(table)
    every, decided = counts(table.now)
    assert decided == 2  # the number and its finding, of which nobody is asked any more
    assert left_of_all(table.now)[0] == every - decided + sum(map(table.now.waits, table.now.unread))
    assert [one.record for one in changes_about(table.now, finding)] == ["header.code_number"]
    log = cards(table)[finding]["log"]
    assert [(line["by"], line["what"]) for line in log] == [("An", "thêm Số: … → 18")]


def test_a_finding_says_what_is_so_now(table: Table) -> None:
    before = total(table)
    table.act("edit", key=table.key("quota"), field="/rows/0/values/0", text="80")
    assert table.now.settled == frozenset()
    assert total(table) != before
    assert "140" in total(table)
    key = next(key for key, fact in table.now.facts.items() if getattr(fact.item, "code", "") == "QT301")
    assert "140" in cards(table)[key]["lead"]


def test_a_raised_finding_is_marked_decided_on_and_goes_with_its_cause(tmp_path: object) -> None:
    table = Table(f"sqlite:///{tmp_path}/sum.sqlite3", PLAN.replace("\t150", "\t130"))
    assert not any(finding.code == "QT301" for finding in table.now.record.findings)
    table.act("edit", key=table.key("quota"), field="/rows/0/values/0", text="90")
    (key,) = table.now.raised
    card = cards(table)[key]
    assert (card["severity"], card["status"]) == ("error", "open")
    assert "Nảy sinh từ bản ghi sau khi sửa" in card["meta"]
    assert key in {finding.id for finding in table.now.record.findings}
    table.act("accept", key=key)
    assert table.now.state(key).status == "accepted"
    assert table.now.stale == []
    assert key in mask_review(table.now).facts
    table.act("reject", key=key)
    assert key not in {finding.id for finding in table.now.record.findings}
    assert table.now.facts[key].kind == "finding"
    table.act("edit", key=table.key("quota"), field="/rows/0/values/0", text="70")
    assert table.now.raised == {}
    assert key not in table.now.facts
    assert table.now.stale == []
    table.act("edit", key=table.key("quota"), field="/rows/0/values/0", text="90")
    assert table.now.state(key).status == "rejected"


def test_without_a_change_no_rule_is_asked(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    table.act("accept", key=table.key("target"))
    monkeypatch.setattr("rules.check", lambda *args, **options: pytest.fail("asked"))
    assert table.live().load().settled == frozenset()
