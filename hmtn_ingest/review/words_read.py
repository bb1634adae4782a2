"""What words of the source say, as the record pane asks: a form for a new fact, the text of a field.

In: a reviewed document and a command with a stretch of the text. Out: plain data. Personal data stays hidden from a
person who did not ask to see it (``phones``). Pure.
"""

from __future__ import annotations

from typing import Any

from hmtn_ingest.i18n import Language
from hmtn_ingest.kinds import ADDABLE
from hmtn_ingest.privacy import hider
from hmtn_ingest.review import fields, proposals
from hmtn_ingest.review.command import Command
from hmtn_ingest.review.filling import how_it_binds, words_for
from hmtn_ingest.review.input_values import Refused
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.table_parts import TABLE_PARTS, part_fields, proposed_texts, table_near
from parsers.records import DocumentRecord, QuotaTable


def proposal(reviewed: Reviewed, command: Command, language: Language, *, phones: bool) -> dict[str, Any]:
    """The form for a new fact, or a row or column of a table, with what its words say."""
    if command["kind"] in TABLE_PARTS:
        return _proposed_part(reviewed, command, language, phones=phones)
    start, end = proposals.trimmed(reviewed.extracted.text, command["start"], command["end"])
    if start >= end or command["kind"] not in ADDABLE:
        raise Refused("gone")
    item = proposals.propose(reviewed.extracted, command["kind"], start, end)
    read = zip(fields.FORMS[command["kind"]], fields.read(command["kind"], item), strict=True)
    # the last day follows from date and relation, whatever is typed there, unless it is typed itself
    values = ["" if field.name == "due" else value or "" for field, value in read]
    words = reviewed.extracted.text[start:end]
    hide = hider([reviewed.extracted, reviewed.record])
    shown = values if phones else [hide(value) for value in values]
    return {
        "kind": command["kind"],
        "start": start,
        "end": end,
        "words": words if phones else hide(reviewed.extracted.text)[start:end],
        "values": shown,
        "locked": [n for n, value in enumerate(values) if shown[n] != value],
    }


def _proposed_part(reviewed: Reviewed, command: Command, language: Language, *, phones: bool) -> dict[str, Any]:
    """The form for a row or column of a table: that of the command, else the one in which the words stand."""
    record, kind = reviewed.extracted, command["kind"]
    start, end = proposals.trimmed(record.text, command["start"], command["end"])
    asked = reviewed.facts[command["key"]].item if command.get("key") in reviewed.facts else None
    table = asked if isinstance(asked, QuotaTable) else table_near(reviewed.record, start)
    if table is None:
        raise Refused("gone")
    shown = record.text if phones else hider([record, reviewed.record])(record.text)
    texts = proposed_texts(kind, table, record.text[start:end])
    texts = [text if phones or text in " ".join(shown[start:end].split()) else "" for text in texts]
    return {
        "kind": kind,
        "key": table.id,
        "start": start,
        "end": end,
        "words": shown[start:end],
        "values": texts,
        "locked": [],
        "fields": [
            {
                "name": one.name,
                "label": one.label or fields.say_label(one.name, language),
                "look": one.look,
                "choices": [],
            }
            for one in part_fields(kind, table)
        ],
    }


def filling(record: DocumentRecord, command: Command, *, phones: bool) -> dict[str, Any]:
    """Words of the source as the text of a field; nothing that is hidden from this person comes out so.

    ``also`` has what the same words say of other fields: with "trước ngày 20/3" goes that it is before that day.
    """
    key, name = command.get("key", ""), command["field"]
    text, start, end = words_for(record, key, command["kind"], name, command["start"], command["end"])
    if not phones and hider([record])(record.text)[start:end] != record.text[start:end]:
        raise Refused("hidden")
    relation = how_it_binds(record, start, end) if (command["kind"], name) == ("deadline", "date") else None
    also = {"relation": relation} if relation else {}
    return {"key": key, "field": name, "text": text, "start": start, "end": end, "also": also}
