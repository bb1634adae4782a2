"""The record in the order in which an officer asks: what is due first, and who has to do what."""

from __future__ import annotations

from parsers.records import Deadline, DocumentRecord, Finding, Grounded, Header, Obligation, Record


def header_fields(header: Header) -> list[tuple[str, Grounded[object] | None]]:
    """Every header field by name, in the order of the letterhead; an absent one is ``None``."""
    return [(name, getattr(header, name)) for name in Header.model_fields]


def deadlines_by_date(record: DocumentRecord) -> list[Deadline]:
    """Deadlines by the last day in time; those without a day (recurring, or not clear) follow in reading order."""
    return sorted(record.deadlines, key=lambda deadline: (deadline.due is None, deadline.due or "", _start(deadline)))


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
    return sorted(found, key=lambda pair: _start(pair[1]))


def records_by_kind(record: DocumentRecord) -> list[tuple[str, list[Record]]]:
    """The lists of records, by the kind under which they are shown."""
    return [
        ("citation", [*record.citations]),
        ("date", [*record.dates]),
        ("deadline", [*record.deadlines]),
        ("event", [*record.events]),
        ("target", [*record.targets]),
        ("result", [*record.results]),
        ("quota", [*record.quota_tables]),
        ("obligation", [*record.obligations]),
        ("contact", [*record.contacts]),
        ("recipient", [*record.recipients]),
    ]


def _start(item: Record | Grounded[object]) -> int:
    return item.spans[0].start if item.spans else 0
