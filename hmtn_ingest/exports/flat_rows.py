"""Facts as flat rows: one value a column, and the keys that lead from table to table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hmtn_ingest.exports import review_status
from hmtn_ingest.exports.cells import CellValue
from hmtn_ingest.exports.line_numbers import LineNumbers, page
from hmtn_ingest.kinds import header_fields
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import BodyRef, DateValue, Grounding, Offset, Quantity, Record

FlatRow = dict[str, CellValue]


class FlatSource:
    """A document on its way into rows; ``key`` tells it from the others of an export."""

    def __init__(self, key: str, reviewed: Reviewed) -> None:
        self.key = key
        self.reviewed = reviewed
        self.record = reviewed.record
        self.numbers = LineNumbers(reviewed.record)

    def id(self, fact: str) -> str:
        return f"{self.key}/{fact}"

    def fact(self, item: Record) -> FlatRow:
        """What every fact begins with."""
        return {"id": self.id(item.id), "document": self.key}

    def source(self, item: Grounding, key: str) -> FlatRow:
        """What every row ends with: where its words stand, and how far it is reviewed."""
        return {
            "page": page(item.spans),
            "line": self.numbers.first_line(item.spans),
            "words": " … ".join(" ".join(span.quote.split()) for span in item.spans),
            "how": item.how,
            "doubts": " ".join(item.doubts),
            **self.review(key),
        }

    def review(self, key: str) -> FlatRow:
        state = self.reviewed.state(key)
        return {
            "review": state.status,
            "reviewed_by": state.last.by if state.last else None,
            "reviewed_on": review_status.day(state.last.at) if state.last else None,
        }


def documents(source: FlatSource) -> Iterator[FlatRow]:
    record, header = source.record, source.record.header
    fields = dict(header_fields(header))
    values = {name: grounded.value if grounded else None for name, grounded in fields.items()}
    issued = values.pop("issued_date")
    keys = [f"header.{name}" for name, grounded in fields.items() if grounded]
    facts, reviewed = review_status.counts(source.reviewed)
    yield {
        "document": source.key,
        "file_name": record.source.file_name,
        "sha256": record.source.sha256,
        "pages": record.source.pages,
        "status": record.status,
        **{name: str(value) if value is not None else None for name, value in values.items()},
        **_date("issued_date", issued if isinstance(issued, DateValue) else None),
        "facts": facts,
        "facts_reviewed": reviewed,
        "doubts": " ".join(
            f"{name}:{doubt}" for name, grounded in fields.items() if grounded for doubt in grounded.doubts
        ),
        "review": review_status.overall(source.reviewed.state(key) for key in keys),
    }


def deadlines(source: FlatSource) -> Iterator[FlatRow]:
    for deadline in source.record.deadlines:
        duty = source.numbers.obligation(deadline.obligation)
        done = source.reviewed.state(deadline.id).done
        yield {
            **source.fact(deadline),
            "due": deadline.due,
            "time": deadline.time or (deadline.date.time if deadline.date else None),
            "relation": deadline.relation,
            **_date("date", deadline.date),
            "rrule": " | ".join(deadline.rrule or ()) or None,
            **_offset(deadline.offset),
            "bodies": _names(deadline.bodies),
            "submit_to": _names(deadline.submit_to),
            "action": deadline.action,
            "section": duty.section if duty else None,
            "obligation": source.id(duty.id) if duty else None,
            "done": done is not None,
            **source.source(deadline, deadline.id),
        }


def targets(source: FlatSource) -> Iterator[FlatRow]:
    events = {event.id for event in source.record.events}
    for target in source.record.targets:
        yield {
            **source.fact(target),
            "name": target.name,
            **_quantity(target.quantity),
            "bodies": _names(target.bodies),
            "event": source.id(target.event) if target.event in events and target.event else None,
            **_date("period", target.period),
            **source.source(target, target.id),
        }


def results(source: FlatSource) -> Iterator[FlatRow]:
    for result in source.record.results:
        yield {
            **source.fact(result),
            "name": result.name,
            **_quantity(result.quantity),
            "planned": result.planned,
            "ratio": result.ratio,
            "bodies": _names(result.bodies),
            **_date("period", result.period),
            **source.source(result, result.id),
        }


def events(source: FlatSource) -> Iterator[FlatRow]:
    for event in source.record.events:
        yield {
            **source.fact(event),
            "name": event.name,
            **_date("date", event.date),
            "time": event.date.time if event.date else None,
            "time_end": event.date.time_end if event.date else None,
            "tentative": event.tentative or bool(event.date and event.date.tentative),
            "place": event.place.value if event.place else None,
            "participants": event.participants.value if event.participants else None,
            "bodies": _names(event.organisers),
            **source.source(event, event.id),
        }


def obligations(source: FlatSource) -> Iterator[FlatRow]:
    targets = {target.id for target in source.record.targets}
    for duty in source.record.obligations:
        yield {
            **source.fact(duty),
            "section": duty.section,
            "role": duty.role,
            "bodies": _names(duty.bodies),
            "partners": _names(duty.partners),
            "action": duty.action,
            "targets": " ".join(source.id(target) for target in duty.targets if target in targets) or None,
            **source.source(duty, duty.id),
        }


def quota_tables(source: FlatSource) -> Iterator[FlatRow]:
    for table in source.record.quota_tables:
        yield {
            **source.fact(table),
            "title": table.title,
            "rows": len(table.rows),
            "page": page(table.spans),
            "line": source.numbers.first_line(table.spans),
            "doubts": " ".join(table.doubts),
            **source.review(table.id),
        }


def quotas(source: FlatSource) -> Iterator[FlatRow]:
    for table in source.record.quota_tables:
        for number, row in enumerate(table.rows, start=1):
            for index, (column, cell) in enumerate(zip(table.value_columns, row.values, strict=False), start=1):
                yield {
                    "document": source.key,
                    "quota_table": source.id(table.id),
                    "row": number,
                    "ordinal": row.ordinal,
                    "group": row.group,
                    "body_name": row.body.name,
                    "body": row.body.canonical,
                    "kind": row.body.kind,
                    "level": row.body.level,
                    "column": index,
                    "column_name": column.name,
                    "role": column.role,
                    "indicator": column.indicator,
                    "unit": column.unit,
                    "value": cell.value,
                    **source.source(cell, table.id),
                    "doubts": " ".join(dict.fromkeys([*row.doubts, *cell.doubts])),
                }


def quota_totals(source: FlatSource) -> Iterator[FlatRow]:
    for table in source.record.quota_tables:
        for index, (column, computed) in enumerate(zip(table.value_columns, table.computed_total, strict=False)):
            stated = table.stated_total[index].value if table.stated_total else None
            known = column.adds_up and stated is not None and computed is not None
            yield {
                "document": source.key,
                "quota_table": source.id(table.id),
                "column": index + 1,
                "column_name": column.name,
                "role": column.role,
                "indicator": column.indicator,
                "unit": column.unit,
                "stated": stated,
                "computed": computed,
                "agrees": stated == computed if known else None,
                **source.review(table.id),
            }


def quota_subtotals(source: FlatSource) -> Iterator[FlatRow]:
    for table in source.record.quota_tables:
        for number, group in enumerate(table.groups, start=1):
            computed = dict(enumerate(group.computed_subtotal))
            stated = dict(enumerate(cell.value for cell in group.stated_subtotal or ()))
            for index, column in enumerate(table.value_columns):
                known = column.adds_up and stated.get(index) is not None and computed.get(index) is not None
                yield {
                    "document": source.key,
                    "quota_table": source.id(table.id),
                    "number": number,
                    "group": group.name,
                    "column": index + 1,
                    "column_name": column.name,
                    "role": column.role,
                    "indicator": column.indicator,
                    "unit": column.unit,
                    "stated": stated.get(index),
                    "computed": computed.get(index),
                    "agrees": stated[index] == computed[index] if known else None,
                    **source.review(table.id),
                }


def residue(source: FlatSource) -> Iterator[FlatRow]:
    for entry in source.record.residue:
        yield {
            "id": source.id(entry.id),
            "document": source.key,
            "kind": entry.kind,
            "words": " … ".join(" ".join(span.quote.split()) for span in entry.spans),
            "reason": entry.reason,
            "suggestion": entry.suggestion.kind if entry.suggestion else None,
            "page": page(entry.spans),
            "line": source.numbers.first_line(entry.spans),
        }


def bodies(source: FlatSource) -> Iterator[FlatRow]:
    record = source.record
    named: list[tuple[Record, str, list[BodyRef]]] = []
    for deadline in record.deadlines:
        named.append((deadline, "responsible", deadline.bodies))
        named.append((deadline, "submit_to", deadline.submit_to))
    named += [(target, "responsible", target.bodies) for target in record.targets]
    named += [(result, "responsible", result.bodies) for result in record.results]
    for duty in record.obligations:
        named += [(duty, "responsible", duty.bodies), (duty, "partner", duty.partners)]
    named += [(event, "organiser", event.organisers) for event in record.events]
    for item, part, refs in named:
        for number, body in enumerate(refs, start=1):
            yield {
                "document": source.key,
                "fact": source.id(item.id),
                "part": part,
                "number": number,
                "name": body.name,
                "canonical": body.canonical,
                "kind": body.kind,
                "level": body.level,
                "line": source.numbers.first_line(body.spans),
                **source.review(item.id),
            }


def _date(name: str, date: DateValue | None) -> FlatRow:
    return {
        f"{name}_edtf": date.edtf if date else None,
        f"{name}_first": date.first if date else None,
        f"{name}_last": date.last if date else None,
    }


def _offset(offset: Offset | None) -> FlatRow:
    return {
        "offset": offset.duration if offset else None,
        "offset_working_days": offset.working if offset else None,
        "offset_from": offset.anchor if offset else None,
    }


def _quantity(quantity: Quantity) -> FlatRow:
    return {
        "comparator": quantity.comparator,
        "min": quantity.min,
        "max": quantity.max,
        "unit": quantity.unit,
        "indicator": quantity.indicator,
        "of": quantity.of,
        "per": quantity.per,
    }


def _names(bodies: Sequence[BodyRef]) -> str | None:
    return "; ".join(dict.fromkeys(body.canonical or body.name for body in bodies)) or None
