"""Rows and columns that a person adds to a quota table: what selected words say of a row, and the changes of the table.

In: a record, a quota table, the words of a row or typed texts. Out: the fields of the form with their texts; changes at
JSON Pointers, in which "-" stands behind the last item of a list (RFC 6901). Pure.

    row_changes(table, {"body": "Thôn Nà Lèn", "values/0": "40"}, [], known)    # {"/rows/-": {…}}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from pydantic import JsonValue

from hmtn_ingest.review import input_values
from hmtn_ingest.review.field_types import Changes, Look
from hmtn_ingest.review.input_values import Refused, RefusedField
from parsers import regex
from parsers.records import Body, DocumentRecord, Grounded, Number, QuotaColumn, QuotaRow, QuotaTable, Span

TablePart = Literal["quota-row", "quota-column"]
TABLE_PARTS: tuple[TablePart, ...] = ("quota-row", "quota-column")

# "1" "12." "I" "a)"
_ORDINAL = regex.compile(r"(?:\d{1,3}|[IVX]{1,5}|[a-zđ])[.)]?")
# cells of one row: "3 | Thôn Nà Lèn | 40", with tabs, several blanks, line ends or bars between them
_CELLS = regex.compile(r"[\t\n|]+| {2,}")


class PartField(NamedTuple):
    """A field of the form: its name, its label where that is the document's, how it is typed."""

    name: str
    label: str | None
    look: Look


def part_fields(kind: str, table: QuotaTable) -> list[PartField]:
    if kind == "quota-column":
        return [PartField("name", None, "text"), PartField("unit", None, "text")]
    values = [PartField(f"values/{at}", column.name, "number") for at, column in enumerate(table.value_columns)]
    return [PartField("ordinal", None, "text"), PartField("body", None, "text"), *values]


def proposed_texts(kind: str, table: QuotaTable, words: str) -> list[str]:
    """What the words say, in the order of the fields; a row begins with its number, or with the body."""
    cells = [" ".join(cell.split()) for cell in _CELLS.split(words) if cell.strip()]
    if kind == "quota-column":
        return [" ".join(words.split()), ""]
    ordinal = cells.pop(0) if len(cells) > 1 and _ORDINAL.fullmatch(cells[0]) else ""
    numbers = [cell for cell in cells if _is_number(cell)]
    names = [cell for cell in cells if not _is_number(cell)]
    values = (numbers + [""] * len(table.value_columns))[: len(table.value_columns)]
    return [ordinal, names[0] if names else "", *values]


def _is_number(cell: str) -> bool:
    try:
        return input_values.parse_number(cell) is not None
    except Refused:
        return False


def part_changes(
    kind: str, table: QuotaTable, texts: Mapping[str, str], spans: Sequence[Span], known: Sequence[Body]
) -> Changes:
    """The changes that add the row or column. Raises ``RefusedField``."""
    return _row(table, texts, spans, known) if kind == "quota-row" else _column(table, texts, spans)


def _row(table: QuotaTable, texts: Mapping[str, str], spans: Sequence[Span], known: Sequence[Body]) -> Changes:
    bodies = input_values.parse_bodies(texts.get("body", "").replace(";", ","), known)
    if not bodies:
        raise RefusedField("body", "needed")
    name = " ".join(texts["body"].split())
    body = bodies[0] if len(bodies) == 1 else bodies[0].model_copy(update={"name": name, "canonical": name})
    cells: list[Grounded[Number]] = []
    for at in range(len(table.computed_total)):
        try:
            value = input_values.parse_number(texts.get(f"values/{at}", ""))
        except Refused as refusal:
            raise RefusedField(f"values/{at}", refusal.reason) from None
        cells.append(_cell(value, spans))
    group = table.rows[-1].group if table.rows else None
    ordinal = input_values.parse_text(texts.get("ordinal", ""))
    row = QuotaRow(ordinal=ordinal, body=body, values=cells, group=group, spans=[*spans], how=_how(spans))
    return {"/rows/-": row.model_dump(mode="json", by_alias=True)}


def _column(table: QuotaTable, texts: Mapping[str, str], spans: Sequence[Span]) -> Changes:
    """A column of values, blank in every row: its cells are typed into the table."""
    name = input_values.parse_text(texts.get("name", ""))
    if name is None:
        raise RefusedField("name", "needed")
    unit = input_values.parse_text(texts.get("unit", ""))
    column = QuotaColumn(name=name, role="quota", unit=unit, spans=[*spans], how=_how(spans))
    blank: JsonValue = _cell(None, []).model_dump(mode="json")
    changes: Changes = {"/columns/-": column.model_dump(mode="json"), "/computed_total/-": None}
    changes |= {f"/rows/{at}/values/-": blank for at in range(len(table.rows))}
    for at, group in enumerate(table.groups):
        changes[f"/groups/{at}/computed_subtotal/-"] = None
        if group.stated_subtotal is not None:
            changes[f"/groups/{at}/stated_subtotal/-"] = blank
    if table.stated_total is not None:
        changes["/stated_total/-"] = blank
    return changes


def _cell(value: Number | None, spans: Sequence[Span]) -> Grounded[Number]:
    doubts = ["blank"] if value is None else []
    return Grounded(value=value, spans=[*spans] if value is not None else [], how=_how(spans), doubts=doubts)


def _how(spans: Sequence[Span]) -> Literal["normalised", "inferred"]:
    return "normalised" if spans else "inferred"


def table_near(record: DocumentRecord, start: int) -> QuotaTable | None:
    """The table in which words stand, or that is nearest to them."""
    tables = [table for table in record.quota_tables if table.spans]
    return min(tables, key=lambda table: _away(table, start), default=None)


def _away(table: QuotaTable, start: int) -> int:
    return max(0, table.spans[0].start - start, start - table.spans[-1].end)
