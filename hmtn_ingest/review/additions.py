"""What a person adds at the record pane: a fact at words of the source, a row or column of a table.

In: a reviewed document, and a command with what was typed. Out: the decisions to keep. What the words say was read
before and stays where nothing else was typed. Pure.
"""

from __future__ import annotations

from hmtn_ingest.kinds import ADDABLE
from hmtn_ingest.review import fields, proposals
from hmtn_ingest.review.command import Command
from hmtn_ingest.review.decision import Draft
from hmtn_ingest.review.drafts import add, edit
from hmtn_ingest.review.filling import chosen_words, with_words
from hmtn_ingest.review.input_values import Refused, RefusedField
from hmtn_ingest.review.patches import changed
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.table_parts import TABLE_PARTS, part_changes
from parsers.records import Citation, DateRecord, Grounding, QuotaTable, Record


def additions(reviewed: Reviewed, command: Command) -> list[Draft]:
    """The decisions that add what the command says; none where it is there. Raises ``Refused``, ``Invalid``."""
    in_table = command["kind"] in TABLE_PARTS
    return _added_part(reviewed, command) if in_table else _added_fact(reviewed, command)


def _added_fact(reviewed: Reviewed, command: Command) -> list[Draft]:
    record, kind = reviewed.extracted, command["kind"]
    if kind not in ADDABLE:
        raise Refused("gone")
    start, end = proposals.trimmed(record.text, command["start"], command["end"])
    if start >= end:
        raise Refused("gone")
    item: Record = proposals.propose(record, kind, start, end)
    # a field that another one fills in (the last day, from date and relation) is typed after it
    for name, text in command["values"].items():
        try:
            changes = fields.write(kind, item, name, text, record.bodies)
            words = chosen_words(record, command.get("links", {}).get(name, ()))
            item = changed(item, with_words(changes, item.spans, words)) if changes else item
        except Refused as refusal:
            raise RefusedField(name, refusal.reason) from None
    refuse_incomplete(item)
    values = item.model_dump(mode="json", by_alias=True, exclude={"id", *Grounding.model_fields})
    own = proposals.span(record, start, end)
    more = [one for one in item.spans if not own.start <= one.start < one.end <= own.end]
    draft = add(record, kind, [own, *more], values)
    return [] if reviewed.state(draft.record).status == "added" else [draft]


def _added_part(reviewed: Reviewed, command: Command) -> list[Draft]:
    """A row or a column of a quota table."""
    key, record = command["key"], reviewed.extracted
    table = reviewed.facts[key].item if key in reviewed.facts else None
    if not isinstance(table, QuotaTable):
        raise Refused("gone")
    spans = chosen_words(record, [[command["start"], command["end"]]])
    return [edit(reviewed, key, part_changes(command["kind"], table, command["values"], spans, record.bodies))]


def refuse_incomplete(item: Record) -> None:
    """Refuse an added fact without what makes it one."""
    quantity = getattr(item, "quantity", None)
    if quantity is not None and quantity.min is None and quantity.max is None:
        raise RefusedField("low", "needed")
    for name in ("action", "name"):
        if getattr(item, name, None) == "":
            raise RefusedField(name, "needed")
    if isinstance(item, QuotaTable):
        _refuse_incomplete_table(item)
    if isinstance(item, DateRecord) and item.date is None and not item.rrule:
        raise RefusedField("date", "needed")
    if isinstance(item, Citation) and not item.code and not item.title:
        raise RefusedField("code", "needed")


def _refuse_incomplete_table(table: QuotaTable) -> None:
    if not table.rows:
        raise RefusedField("columns", "no-rows")
    if not all(column.name for column in table.columns):
        raise RefusedField("columns", "columns")
