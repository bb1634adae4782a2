"""Gold files: what a careful reader finds in one document, one JSON file a document.

A gold value may be a list where several readings are fair; ``null`` in such a list means that leaving the value open is
fair too. A fact marked ``optional`` counts neither as found nor as missed. A kind that is absent from the file is not
annotated and is not scored. Keys that are not listed here are notes of the annotator.
"""

from __future__ import annotations

from typing import TypeAlias

from pydantic import BaseModel, ConfigDict

Fair: TypeAlias = str | list[str | None] | None
Cell = str | int | float | None


def fair(value: Fair) -> list[str | None]:
    """The readings that count as right, ``[None]`` where the value has to be absent."""
    return value if isinstance(value, list) else [value]


class GoldModel(BaseModel):
    model_config = ConfigDict(extra="ignore")


class GoldFact(GoldModel):
    optional: bool = False


class GoldHeader(GoldModel):
    type_name: Fair = None
    code_number: Fair = None
    code_notation: Fair = None
    issued_place: Fair = None
    issued_date: Fair = None
    organ_name: Fair = None
    subject: Fair = None
    signer_authority: Fair = None
    """The record's ``competence``."""
    signer_position: Fair = None
    signer_office: Fair = None
    signer_name: Fair = None


class GoldCitation(GoldFact):
    code: str
    date: Fair = None
    relation: Fair = None


class GoldDate(GoldFact):
    """Either ``edtf`` with the ``quote`` it was read from, or ``rrule``."""

    edtf: Fair = None
    rrule: Fair = None
    role: Fair = None
    quote: str = ""


class GoldQuantity(GoldFact):
    """A target or a result; ``min`` and ``max`` as in the record's quantity, ``planned`` for results."""

    quote: str
    comparator: Fair = None
    min: float | None = None
    max: float | None = None
    indicator: Fair = None
    bodies: list[str] = []
    planned: float | None = None
    period: Fair = None


class GoldTable(GoldModel):
    """``rows`` are ``[ordinal, body, number, …]``."""

    title: str | None = None
    columns: list[str] = []
    rows: list[list[Cell]]
    total: list[float | None] | None = None


class GoldEvent(GoldFact):
    name: str | None = None
    edtf: Fair = None
    place: Fair = None
    quote: str = ""


class GoldObligation(GoldFact):
    """``starts`` is the beginning of the paragraph, without its bullet."""

    section: Fair = None
    bodies: list[str] = []
    starts: str
    role: Fair = None


class GoldDeadline(GoldFact):
    edtf: Fair = None
    rrule: Fair = None
    relation: Fair = None
    bodies: list[str] = []
    action: str | None = None
    quote: str = ""
    submit_to: Fair = None
    offset: Fair | dict[str, object] = None
    """ISO 8601, of a limit that counts from something; several, or a mapping, where it is not scored."""


class GoldContact(GoldFact):
    name: str | None = None
    phone: str | None = None


class GoldRecipient(GoldFact):
    name: str
    archive: bool = False


class Gold(GoldModel):
    header: GoldHeader | None = None
    citations: list[GoldCitation] | None = None
    dates: list[GoldDate] | None = None
    targets: list[GoldQuantity] | None = None
    results: list[GoldQuantity] | None = None
    quota_tables: list[GoldTable] | None = None
    events: list[GoldEvent] | None = None
    obligations: list[GoldObligation] | None = None
    deadlines: list[GoldDeadline] | None = None
    contacts: list[GoldContact] | None = None
    recipients: list[GoldRecipient] | None = None
    must_find: list[str | list[str]] | None = None
    """Names of findings that a careful clerk raises; a list where either name says it."""
    must_not_find: list[str] = []
    """Names of findings that would be false alarms."""
