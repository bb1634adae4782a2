"""The facts of a record in the order in which an officer asks: what is due first, who has to do what, what is doubtful.

In: a record. Out: its facts, sorted or grouped. Called by pages, exports and the terminal, which show them so.

    deadlines_by_date(record)[0].due  # "2026-03-15", the first day on which something is due
"""

from __future__ import annotations

from hmtn_ingest.kinds import header_fields, records_by_kind
from hmtn_ingest.review.facts import Item
from parsers.records import (
    Deadline,
    DocumentRecord,
    Finding,
    Grounded,
    Grounding,
    Obligation,
    QuotaGroup,
    QuotaRow,
    QuotaTable,
    Record,
)


def deadlines_by_date(record: DocumentRecord) -> list[Deadline]:
    """Deadlines by the last day in time; those without a day (recurring, or not clear) follow in reading order."""
    return sorted(record.deadlines, key=lambda deadline: (deadline.due is None, deadline.due or "", start(deadline)))


def obligations_by_body(record: DocumentRecord) -> list[tuple[str | None, list[Obligation]]]:
    """What each body has to do, bodies in the order of the text; an obligation of several bodies stands under each.

    Obligations without a body come last, under ``None``.
    """
    groups: dict[str | None, list[Obligation]] = {}
    for obligation in record.obligations:
        names = dict.fromkeys(body.canonical or body.name for body in obligation.bodies)
        for name in names or (None,):
            groups.setdefault(name, []).append(obligation)
    return sorted(groups.items(), key=lambda group: group[0] is None)


def rows_in_groups(table: QuotaTable) -> list[tuple[int, QuotaRow | QuotaGroup]]:
    """Rows and group rows of a table in the order of the text, each with its place in its list; typed ones are last."""
    return sorted(
        [*enumerate(table.rows), *enumerate(table.groups)], key=lambda placed: (not placed[1].spans, start(placed[1]))
    )


def findings_by_weight(record: DocumentRecord) -> list[Finding]:
    """What rules found: what the document says before what our reading may have got wrong, errors before notes."""
    weights = ("error", "warning", "info")
    return sorted(record.findings, key=lambda found: (found.about != "document", weights.index(found.severity)))


def doubtful(record: DocumentRecord) -> list[tuple[str, Record | Grounded[object]]]:
    """Every value that should be looked at before it is accepted, with its kind or header field, in reading order."""
    found: list[tuple[str, Record | Grounded[object]]] = [
        (f"header.{name}", value) for name, value in header_fields(record.header) if value and value.doubts
    ]
    for kind, items in records_by_kind(record):
        found += [(f"kind.{kind}", item) for item in items if item.doubts]
    return sorted(found, key=lambda pair: start(pair[1]))


def start(item: Item | Grounding) -> int:
    """Where the words of a fact begin; what has none stands before all others."""
    return item.spans[0].start if item.spans else 0
