"""Annotations keep to the Web Annotation Data Model, and their selectors find the words in the text beside them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from hmtn_ingest.exports import export
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.review.drafts import edit, reject
from hmtn_ingest.review.reviewed import Reviewed
from tests.exports.material import PLAN, decided, plan
from tests.plans import read

SAMPLE = Path(__file__).parents[2] / "samples" / "documents" / "mau-thuan.pdf"
MOTIVATIONS = {"assessing", "classifying", "commenting", "describing", "identifying", "questioning"}  # of the model
KEYS = {
    "@context", "id", "type", "label", "generator", "total", "first", "partOf", "startIndex", "items", "motivation",
    "creator", "modified", "body", "target", "name", "purpose", "value", "format", "language", "source", "selector",
    "exact", "prefix", "suffix", "start", "end", "conformsTo",
}  # fmt: skip


def written(document: Reviewed) -> tuple[dict[str, Any], str, str]:
    annotations, text = export(document, "annotations")
    return json.loads(annotations.data), text.data.decode(), text.name


def items(document: Reviewed) -> list[dict[str, Any]]:
    return list(written(document)[0]["first"]["items"])


def targets(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in item["target"] if isinstance(one.get("selector"), list)]


def test_it_is_a_collection_of_the_model() -> None:
    collection, _, _ = written(decided(plan()))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    found = collection["first"]["items"]
    assert collection["total"] == len(found) > 20
    assert len({item["id"] for item in found}) == len(found)
    for item in found:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert {body["purpose"] for body in item["body"]} <= MOTIVATIONS
        assert item["target"]

    def keys(value: Any) -> None:
        if isinstance(value, dict):
            assert set(value) <= KEYS
            for inner in value.values():
                keys(inner)
        if isinstance(value, list):
            for inner in value:
                keys(inner)

    keys(collection)


@pytest.mark.parametrize("text", [PLAN, PLAN.replace("Đợt 1", "🩸 Đợt 1"), PLAN.replace("ế", "e\u0302\u0301")])
def test_quote_and_position_select_the_same(text: str) -> None:
    document = decided(read(text))
    collection, beside, name = written(document)
    found = 0
    for item in collection["first"]["items"]:
        for target in targets(item):
            quote, position = target["selector"]
            assert unquote(target["source"]["id"]) == name
            assert beside[position["start"] : position["end"]] == quote["exact"]  # code points
            assert beside[: position["start"]].endswith(quote["prefix"])
            assert beside[position["end"] :].startswith(quote["suffix"])
            found += 1
    assert found > 20


def test_pages_have_boxes() -> None:
    document = decided(ingest(SAMPLE))
    fragments = [
        one["selector"] for item in items(document) for one in item["target"] if isinstance(one.get("selector"), dict)
    ]
    assert fragments
    for fragment in fragments:
        assert fragment["conformsTo"].endswith("rfc8118")
        parts = dict(part.split("=") for part in fragment["value"].split("&"))
        left, top, width, height = map(float, parts["viewrect"].split(","))
        assert int(parts["page"]) >= 1
        assert 0 <= left < left + width <= 596
        assert 0 <= top < top + height <= 842


def test_values_are_those_that_people_left() -> None:
    record = plan()
    sent, monthly = record.deadlines[0].id, record.deadlines[1].id
    document = decided(record, edit(decided(record), sent, {"/due": "2026-02-20"}), reject(decided(record), monthly))
    by_key = {item["id"].rpartition(":")[2]: item for item in items(document)}
    assert monthly not in by_key
    value = next(body for body in by_key[sent]["body"] if body["format"] == "application/json")
    assert json.loads(value["value"])["due"] == "2026-02-20"
    assert by_key[sent]["creator"]["name"] == "Tẩn A Páo"
    assert by_key[sent]["modified"] == "2026-02-02T09:01:00Z"
    assert any("Đã sửa" in body["value"] for body in by_key[sent]["body"])


def test_cells_of_tables_are_annotated() -> None:
    said = [body["value"] for item in items(decided(plan())) for body in item["body"]]
    cells = [json.loads(value) for value in said if value.startswith("{") and '"column"' in value]
    assert [(cell["body"], cell["value"]) for cell in cells] == [
        ("Trạm Y tế phường Bờ Lau", 6),
        ("Trường trung học cơ sở Bờ Lau", 14),
    ]


def test_same_bytes_and_no_phone_number() -> None:
    first, second = export(decided(plan()), "annotations"), export(decided(plan()), "annotations")
    assert first == second
    assert not any(b"0900" in file.data for file in first)
    for one, other in pairwise(file.name for file in first):
        assert one != other
