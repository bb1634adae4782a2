"""The findings of a reviewed document in the log that ``check`` writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hmtn_ingest.exports import export
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.drafts import accept, reject
from tests.exports.material import decided

SAMPLE = Path(__file__).parents[2] / "samples" / "documents" / "mau-thuan.txt"


def results(*args: Any) -> list[dict[str, Any]]:
    (file,) = export(*args, "sarif")
    log = json.loads(file.data)
    assert log["version"] == "2.1.0"
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    return found


def test_findings_with_their_review() -> None:
    record = ingest(SAMPLE)
    first, second = record.findings[0].id, record.findings[1].id
    document = decided(record, reject(decided(record), first), accept(decided(record), second))
    found = {one["partialFingerprints"]["finding/v1"]: one for one in results(document)}
    assert found.keys() == {finding.id for finding in record.findings} - {first}
    assert found[second]["properties"]["review"] == "Đã xác nhận"
    assert found[record.findings[2].id]["properties"]["review"] == "Chưa rà soát"
    assert results([document, document])
    assert export(document, "sarif") == export(document, "sarif")


def test_a_finding_of_a_rule_that_is_gone_is_kept() -> None:
    record = ingest(SAMPLE).model_copy(deep=True)
    record.findings[0].code = "XX999"
    (gone,) = [one for one in results(decided(record)) if one["ruleId"] == "XX999"]
    assert "ruleIndex" not in gone
