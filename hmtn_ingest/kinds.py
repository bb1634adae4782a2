"""The kinds of fact that a record holds: one row a kind, and nobody else lists them.

A row says where a kind stands in a record and what can be done with it: its place on the review page, the fields of
its form, the fields that a comparison looks at, its colour in the text. What is more than a name stands where it is
used and is looked up by the name: how a field is typed (`review.fields`), how like two facts are
(`collection.comparison.kinds`), what is read from selected words (`review.proposals`). Evaluation alone has kinds of
its own: it scores what gold files annotate.

    BY_NAME["deadline"].list_name                        # "deadlines"
    [kind.name for kind in in_order("reviewed")]         # "deadline", "header", "target", …: the review page

To add a kind: a list in `parsers.records`, a row here; tests/test_kinds.py says what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from parsers.records import (
    Body,
    Citation,
    Contact,
    DateRecord,
    DateValue,
    Deadline,
    DocumentRecord,
    Event,
    Finding,
    Grounded,
    Header,
    Model,
    Obligation,
    QuotaTable,
    Recipient,
    Record,
    ResidueEntry,
    Result,
    Target,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table. ``colour``, ``listed``, ``reviewed``, ``added``: the place in an order, ``None`` for none.

    ``list_name`` is the field of the record that holds the facts; the header holds one fact a field. ``links`` are
    fields that hold ids of other facts, of an inner value "offset.anchor_record". ``form`` has the fields that a person
    can change, in the order in which they stand, ``compared`` those that a comparison looks at. Of two marks on the
    same words the lower ``colour`` shows.
    """

    name: str
    list_name: str
    model: type[Model]
    colour: int
    listed: int | None = None
    reviewed: int | None = None
    added: int | None = None
    links: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()


_QUANTITY = ("comparator", "low", "high", "unit", "indicator")

# in the order in which two documents are compared
KINDS: tuple[Kind, ...] = (
    Kind("header", "header", Grounded, colour=6, reviewed=2, form=("value",)),
    Kind(
        "deadline",
        "deadlines",
        Deadline,
        colour=1,
        listed=3,
        reviewed=1,
        added=1,
        links=("obligation", "offset.anchor_record"),
        form=("relation", "date", "time", "rrule", "offset", "due", "bodies", "submit_to", "action"),
        compared=("when", "bodies", "submit_to", "action", "section"),
    ),
    Kind(
        "target",
        "targets",
        Target,
        colour=3,
        listed=5,
        reviewed=3,
        added=2,
        links=("event",),
        form=("counted", *_QUANTITY, "of", "per", "bodies", "period"),
        compared=("counted", "quantity", "bodies", "event", "period"),
    ),
    Kind(
        "result",
        "results",
        Result,
        colour=4,
        listed=6,
        reviewed=4,
        added=5,
        form=("counted", *_QUANTITY, "planned", "ratio", "of", "per", "bodies", "period"),
        compared=("counted", "quantity", "planned", "ratio", "bodies", "period"),
    ),
    Kind(  # row by row, in the grid of its card
        "quota",
        "quota_tables",
        QuotaTable,
        colour=5,
        listed=7,
        reviewed=5,
        added=10,
        form=("table_title", "columns"),
    ),
    Kind(
        "event",
        "events",
        Event,
        colour=2,
        listed=4,
        reviewed=6,
        added=4,
        links=("targets",),
        form=("name", "date", "time", "time_end", "place", "participants", "organisers", "count", "tentative"),
        compared=("name", "date", "tentative", "place", "participants", "organisers", "count"),
    ),
    Kind(
        "obligation",
        "obligations",
        Obligation,
        colour=12,
        listed=8,
        reviewed=7,
        added=3,
        links=("deadlines", "targets"),
        form=("action", "bodies", "role", "section", "partners"),
        compared=("action", "bodies", "role", "partners", "section"),
    ),
    Kind(
        "recipient",
        "recipients",
        Recipient,
        colour=11,
        listed=10,
        reviewed=10,
        added=6,
        form=("name", "note", "archive"),
        compared=("name", "note"),
    ),
    Kind(
        "citation",
        "citations",
        Citation,
        colour=10,
        listed=1,
        reviewed=8,
        added=7,
        form=("relation", "type_name", "code", "date", "organ_name", "title"),
        compared=("code", "date", "organ_name", "title", "type_name", "relation"),
    ),
    Kind(
        "contact",
        "contacts",
        Contact,
        colour=9,
        listed=9,
        reviewed=9,
        added=8,
        form=("name", "position", "organ_name", "phone", "for"),
        compared=("name", "phone", "title", "organ_name", "for"),
    ),
    Kind("date", "dates", DateRecord, colour=7, listed=2, reviewed=11, added=9, form=("date", "time", "rrule", "role")),
    Kind("body", "bodies", Body, colour=8),  # who acts in other facts: decided on with those
    Kind("finding", "findings", Finding, colour=13, links=("records",)),  # before all kinds on the review page
    Kind("residue", "residue", ResidueEntry, colour=14),  # what no fact accounts for: nothing to decide on
)

BY_NAME = {kind.name: kind for kind in KINDS}


def in_order(order: Literal["listed", "reviewed", "added", "colour"]) -> tuple[Kind, ...]:
    """The kinds that have a place in an order, by that place."""
    return tuple(sorted((kind for kind in KINDS if getattr(kind, order)), key=lambda kind: int(getattr(kind, order))))


ADDABLE = tuple(kind.name for kind in in_order("added"))
"""What a person can add, in the order of the menu."""

LISTS = in_order("listed")
"""The kinds whose facts stand in a list and are decided on one by one."""


def header_fields(header: Header) -> list[tuple[str, Grounded[object] | None]]:
    """Every header field by name, in the order of the letterhead; an absent one is ``None``."""
    return [(name, getattr(header, name)) for name in Header.model_fields]


def model_of(key: str) -> type[Model]:
    """The model of the fact under a key: "deadline-8062…" is a deadline, "header.issued_date" a grounded date."""
    kind, _, field = key.partition("-" if "-" in key else ".")
    if kind == "header":
        return Grounded[DateValue] if field == "issued_date" else Grounded[str]
    return BY_NAME[kind].model


def records_by_kind(record: DocumentRecord) -> list[tuple[str, list[Record]]]:
    """The facts of the lists to decide on, by the name of their kind."""
    held: dict[str, Any] = {kind.name: getattr(record, kind.list_name) for kind in LISTS}
    return [(name, [*facts]) for name, facts in held.items()]
