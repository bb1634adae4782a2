"""Records as JSON and as flat tables, read back by others: jsonschema, frictionless, csv."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest

from hmtn_ingest.exports import File, export, save
from hmtn_ingest.exports.record_json import SCHEMA_FILE, ReviewedRecord
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import DocumentRecord


def test_records_fit_the_schema_beside_them(samples: list[Reviewed], judged: Reviewed) -> None:
    *records, schema = export([*samples, judged], "json")
    assert schema.name == SCHEMA_FILE
    described = json.loads(schema.data)
    jsonschema.Draft202012Validator.check_schema(described)
    validator = jsonschema.Draft202012Validator(
        described, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    assert [list(validator.iter_errors(json.loads(file.data))) for file in records] == [[]] * (len(samples) + 1)
    wrong = json.loads(records[0].data)
    wrong["deadlines"] = [{"due": 3}]
    assert not validator.is_valid(wrong)
    assert described["$id"].endswith(":1.1")


def test_a_record_comes_back_as_it_was(judged: Reviewed) -> None:
    file, _ = export(judged, "json", reveal=True)
    again = ReviewedRecord.model_validate_json(file.data)
    assert DocumentRecord.model_validate(again.model_dump(exclude={"review"}, by_alias=True)) == judged.record


def test_each_fact_has_a_mark_and_rejected_ones_only_that(judged: Reviewed) -> None:
    record = json.loads(export(judged, "json")[0].data)
    facts = record["review"]["facts"]
    assert facts.keys() == judged.states.keys()
    statuses = {mark["status"] for mark in facts.values()}
    assert statuses == {"open", "accepted", "edited", "rejected", "added"}
    said = facts["header.subject"]
    assert said == {
        "status": "accepted",
        "last": {"by": "Tẩn A Páo", "at": "2026-02-02T09:01:00Z", "note": None},
        "done": None,
    }
    (rejected,) = (key for key, mark in facts.items() if mark["status"] == "rejected")
    assert rejected not in {deadline["id"] for deadline in record["deadlines"]}


def test_a_decision_without_its_words_is_kept_apart(judged: Reviewed) -> None:
    from hmtn_ingest.review.reviewed import review

    decision = judged.decisions[1].model_copy(
        update={"record": "deadline-0000000000", "words": "không còn", "line": ""}
    )
    record = json.loads(export(review(judged.extracted, [decision]), "json")[0].data)
    (unplaced,) = record["review"]["unplaced"]
    assert (unplaced["record"], unplaced["words"], unplaced["by"]) == ("deadline-0000000000", "không còn", "Tẩn A Páo")


def test_lines_hold_a_record_each(samples: list[Reviewed]) -> None:
    lines, schema = export(samples, "jsonl")
    records = [json.loads(line) for line in lines.data.decode().split("\n")[:-1]]
    assert [record["source"]["sha256"] for record in records] == [one.record.source.sha256 for one in samples]
    validator = jsonschema.Draft202012Validator(json.loads(schema.data))
    assert all(validator.is_valid(record) for record in records)


def rows(files: list[File], name: str) -> list[dict[str, str]]:
    data = next(file.data for file in files if file.name == f"{name}.csv")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="session")
def package(samples: list[Reviewed], judged: Reviewed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    save(export([*samples, judged, judged], "csv"), folder)
    return folder


def test_the_package_is_valid(package: Path) -> None:
    """Types, required values, enumerations, primary and foreign keys, sizes and digests."""
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.flatten(["type", "resource", "rowNumber", "note"]) == []
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in described["resources"]} == {path.name for path in package.glob("*.csv")}
    assert all(resource["schema"]["primaryKey"] for resource in described["resources"])


@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [
        ("deadlines", ",before,", ",bevor,", "constraint-error"),
        ("quotas", ",registrants,", ",people,", "constraint-error"),
        ("deadlines", "2026-02-27", "27/02/2026", "type-error"),
        ("obligations", "/obligation-", "/lost-", "foreign-key"),
    ],
)
def test_the_package_can_fail(package: Path, tmp_path: Path, table: str, old: str, new: str, expected: str) -> None:
    for path in package.iterdir():
        data = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(data.replace(old, new) if path.stem == table else data, encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert expected in {kind for (kind,) in report.flatten(["type"])}


def test_the_tables_hold_the_facts(samples: list[Reviewed]) -> None:
    files = export(samples, "csv", reveal=True)
    records = [one.record for one in samples]
    assert [row["code_notation"] for row in rows(files, "documents")] == [
        record.header.code_notation.value if record.header.code_notation else "" for record in records
    ]

    def number(value: str) -> float | None:
        return float(value) if value else None

    def names(refs: list[Any]) -> str:
        return "; ".join(dict.fromkeys(ref.canonical for ref in refs))

    assert [(row["due"] or None, row["action"], row["bodies"]) for row in rows(files, "deadlines")] == [
        (deadline.due, deadline.action, names(deadline.bodies)) for record in records for deadline in record.deadlines
    ]
    assert [(number(row["min"]), number(row["max"]), row["unit"] or None) for row in rows(files, "targets")] == [
        (target.quantity.min, target.quantity.max, target.quantity.unit)
        for record in records
        for target in record.targets
    ]
    assert [
        (row["section"] or None, row["role"], row["action"].removeprefix("'")) for row in rows(files, "obligations")
    ] == [(duty.section, duty.role, duty.action) for record in records for duty in record.obligations]
    assert [(row["body_name"], number(row["value"])) for row in rows(files, "quotas")] == [
        (row.body.name, cell.value)
        for record in records
        for table in record.quota_tables
        for row in table.rows
        for cell in row.values
    ]
    totals = rows(files, "quota_totals")
    assert [number(row["computed"]) for row in totals] == [
        total for record in records for table in record.quota_tables for total in table.computed_total
    ]
    summed = [row for row in totals if row["stated"] and row["role"] != "ratio"]  # shares add up to nothing
    assert {row["agrees"] for row in summed if row["stated"] != row["computed"]} == {"false"}
    assert len(rows(files, "results")) == sum(len(record.results) for record in records)
    assert len(rows(files, "events")) == sum(len(record.events) for record in records)


def test_every_row_says_whether_it_was_reviewed(judged: Reviewed) -> None:
    files = export(judged, "csv")
    deadlines = {row["due"]: row for row in rows(files, "deadlines")}
    changed = deadlines["2026-02-27"]
    assert (changed["review"], changed["reviewed_by"], changed["reviewed_on"]) == ("edited", "Tẩn A Páo", "2026-02-02")
    assert changed["action"] == "'=Gửi danh sách"
    assert deadlines["2026-03-14"]["review"] == "added"
    assert deadlines["2026-02-20"]["review"] == "open"
    assert {row["rrule"] for row in deadlines.values()} == {""}  # the one that comes again was rejected
    assert {(row["value"], row["review"]) for row in rows(files, "quotas")} == {("9", "edited"), ("14", "edited")}
    assert [row["review"] for row in rows(files, "documents")] == ["open"]


def test_a_rejected_duty_leaves_no_key_behind(judged: Reviewed) -> None:
    from hmtn_ingest.review.drafts import reject
    from tests.exports.material import decided

    record = judged.extracted
    linked = next(deadline for deadline in record.deadlines if deadline.obligation)
    files = export(decided(record, reject(judged, linked.obligation or "")), "csv")
    (row,) = (row for row in rows(files, "deadlines") if row["id"].endswith(linked.id))
    assert row["obligation"] == ""
