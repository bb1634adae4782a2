"""A store that version 0.1.0 made opens, is read anew, and no decision is lost (``version_0_1_0/make.py`` made it)."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from hmtn_ingest.review.decision import in_force
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.service import documents as service
from hmtn_ingest.service.actor import local_actor
from hmtn_ingest.service.documents import Documents, open_documents
from hmtn_ingest.store.database import Unusable
from parsers.records import SCHEMA_VERSION, Deadline, DocumentRecord, Problem, Source

MADE = Path(__file__).parent / "version_0_1_0" / "store.sqlite3"
LAN = local_actor("Lan")
# Read otherwise since, and so to be looked at again: "Huyện đoàn" without a second "huyện" in its full name, and a
# commune of the table that is no village. "đợt 2 trước 30/9": the second round by its own name.
READ_OTHERWISE = {"target-19a8b409f8", "quota-901c0fc6fe", "deadline-8e989b8397"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(MADE, tmp_path / "hmtn.sqlite3"))


@pytest.fixture
def documents(file: Path) -> Iterator[Documents]:
    opened = open_documents(f"sqlite:///{file}")
    yield opened
    opened.close()


@pytest.fixture
def reviewed(documents: Documents) -> Reviewed:
    (stored,) = documents.find(LAN)
    return documents.open(stored.document, LAN)


def held(file: Path, sql: str) -> object:
    with sqlite3.connect(file) as connection:
        return connection.execute(sql).fetchone()[0]


def deadline(reviewed: Reviewed, words: str) -> Deadline:
    (found,) = [one for one in reviewed.record.deadlines if any(words in span.quote for span in one.spans)]
    return found


def test_it_was_made_by_the_older_version() -> None:
    assert str(held(MADE, "SELECT record FROM version")).startswith('{"schema_version":"1.0"')
    assert held(MADE, "SELECT group_concat(DISTINCT action) FROM decision") == "accept,edit,done,reject,add,undo"


def test_it_is_read_anew_once(file: Path, documents: Documents, reviewed: Reviewed) -> None:
    assert reviewed.extracted.schema_version == SCHEMA_VERSION
    head = documents.head(1, LAN)
    assert head.reading == 2
    assert str(held(file, "SELECT record FROM version")).startswith('{"schema_version":"1.1"')
    documents.open(1, LAN)
    assert documents.head(1, LAN) == head


def test_no_decision_is_lost(documents: Documents, reviewed: Reviewed) -> None:
    counted = {one.id for one in in_force(documents.decisions(1, LAN))}
    applied = {one.id for state in reviewed.states.values() for one in (*state.decisions, state.done) if one}
    assert applied == counted
    assert list(reviewed.stale) == []
    otherwise = {key for key, state in reviewed.states.items() if state.decisions and state.status == "stale"}
    assert otherwise == READ_OTHERWISE
    assert {state.status for key, state in reviewed.states.items() if state.decisions and key not in otherwise} == {
        "accepted", "edited", "rejected", "added"
    }  # fmt: skip


def test_one_addressee_has_become_a_list(reviewed: Reviewed) -> None:
    changed, emptied, accepted = (deadline(reviewed, words) for words in ("15/4", "10/4/2024", "30/9"))
    assert ([body.canonical for body in changed.submit_to], changed.due) == (["Hội Chữ thập đỏ tỉnh"], "2024-04-12")
    assert reviewed.state(changed.id).done
    assert (emptied.submit_to, emptied.action) == ([], "in xong tài liệu")
    assert [body.name for body in accepted.submit_to] == ["Hội CTĐ huyện"]
    added = deadline(reviewed, "tổng hợp kết quả")
    assert ([body.name for body in added.submit_to], added.due) == (["Hội CTĐ tỉnh"], "2024-05-10")


def test_what_was_changed_and_rejected_stays_so(reviewed: Reviewed) -> None:
    record = reviewed.record
    quotes = {span.quote: target.quantity for target in record.targets for span in target.spans}
    assert "02 bác sĩ" not in quotes
    assert "60 tình nguyện viên" in quotes  # its rejection was taken back
    assert quotes["ít nhất 25% đoàn viên thanh niên khối cơ quan"].min == 30
    (table,) = record.quota_tables
    assert (table.rows[1].values[0].value, table.computed_total[0]) == (41, 396)
    assert "Ngày hội đợt 2" in [event.name for event in record.events]
    assert record.findings == [] or all(finding.code != "RF504" for finding in record.findings)


def test_a_file_that_can_no_longer_be_read_keeps_its_record(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source(file_name="x", sha256="", media_type="text/plain", reader="none")
    failed = DocumentRecord(source=source, status="failed", problems=[Problem(code="crash", message="…")])
    monkeypatch.setattr(service, "ingest_again", lambda *_, **__: failed)
    reviewed = documents.open(1, LAN)
    assert reviewed.extracted.status == "ok"
    assert len(deadline(reviewed, "30/9").submit_to) == 1
    assert documents.head(1, LAN).reading == 2
    documents.open(1, LAN)
    assert documents.head(1, LAN).reading == 2  # not tried again at each opening


def test_a_record_of_a_newer_program_is_said_to_be_one(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(
            """UPDATE version SET record = replace(record, '"schema_version":"1.0"', '"schema_version":"2.0"')"""
        )
    opened = open_documents(f"sqlite:///{file}")
    with pytest.raises(Unusable) as refused:
        opened.open(1, LAN)
    assert refused.value.reason == "newer"
    opened.close()


def test_a_record_of_schema_1_0_is_read_as_it_is(file: Path) -> None:
    record = DocumentRecord.model_validate_json(str(held(file, "SELECT record FROM version")))
    assert record.schema_version == "1.1"
    assert {len(one.submit_to) for one in record.deadlines} == {0, 1}
    assert record.residue == []
