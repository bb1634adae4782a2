"""``json`` and ``jsonl``: the record with the marks of its review, and the JSON Schema that describes it.

The record of truth: every other export can be made from it.
"""

from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Sequence
from typing import Any

from pydantic import Field

from hmtn_ingest.exports import names
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.review.decision import Action, Decision, Status
from hmtn_ingest.review.reviewed import Reviewed, State
from hmtn_ingest.review.stored import RegisterEntry
from parsers.records import SCHEMA_VERSION, DocumentRecord, Model

SCHEMA_FILE = "record.schema.json"


class Said(Model):
    """Who decided, when (ISO 8601, UTC), and what the person wrote beside it."""

    by: str
    at: datetime.datetime
    note: str | None = None


class Mark(Model):
    """How far a fact is reviewed. ``last`` is the last decision about it; ``done`` says that a deadline was met."""

    status: Status
    last: Said | None = None
    done: Said | None = None


class Unplaced(Said):
    """A decision that is not in the record, as its words no longer stand in the text."""

    record: str
    action: Action
    words: str


class Registered(Model):
    """What the receiving office wrote into its register of incoming documents, who did, and when (ISO 8601, UTC)."""

    arrival_number: str
    arrival_date: datetime.date | None
    code: str
    subject: str
    handler: str
    due: datetime.date | None
    by: str
    at: datetime.datetime


class Review(Model):
    """``facts`` has a mark for every fact by its key ("header.subject", or its id), those rejected included."""

    facts: dict[str, Mark]
    unplaced: list[Unplaced] = Field(default_factory=list)
    register_: Registered | None = Field(None, alias="register")


class ReviewedRecord(DocumentRecord):
    """A record as people left it, with what they decided."""

    review: Review = Field(description="rejected facts have their mark here, and are not in the record")


def reviewed_record(reviewed: Reviewed) -> ReviewedRecord:
    """The model that ``json`` writes."""
    review = Review(
        facts={key: _mark(state) for key, state in reviewed.states.items()},
        unplaced=[
            Unplaced(record=one.record, action=one.action, words=one.words, **_said(one)) for one in reviewed.stale
        ],
        register_=_registered(reviewed.register) if reviewed.register else None,
    )
    return ReviewedRecord.model_validate({**reviewed.record.model_dump(by_alias=True), "review": review})


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what ``json`` writes."""
    described = ReviewedRecord.model_json_schema(by_alias=True, mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:hmtn-ingest:reviewed-record:{SCHEMA_VERSION}",
    }
    return {**head, **described}


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """``<name>.json`` for each document, and the schema beside them."""
    files = [
        File(name, _json(reviewed_record(one), indent=2))
        for name, one in zip(names.for_documents(documents, ".json"), documents, strict=True)
    ]
    return [*files, _schema_file()]


def write_lines(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """All records in one file, one a line, and the schema beside it."""
    lines = b"".join(_json(reviewed_record(one), indent=None) for one in documents)
    return [File("records.jsonl", lines), _schema_file()]


@functools.cache
def _schema_file() -> File:
    return File(SCHEMA_FILE, (json.dumps(schema(), ensure_ascii=False, indent=2) + "\n").encode())


def _json(record: ReviewedRecord, *, indent: int | None) -> bytes:
    return (record.model_dump_json(by_alias=True, indent=indent) + "\n").encode()


def _mark(state: State) -> Mark:
    return Mark(
        status=state.status,
        last=Said(**_said(state.last)) if state.last else None,
        done=Said(**_said(state.done)) if state.done else None,
    )


def _registered(entry: RegisterEntry) -> Registered:
    return Registered(**{name: getattr(entry, name) for name in Registered.model_fields})


def _said(decision: Decision) -> dict[str, Any]:
    return {"by": decision.by, "at": decision.at, "note": decision.note}
