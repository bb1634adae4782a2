"""What is known of a stored document without opening it: its versions, its newest state, who saw its phone numbers.

Data alone: the store gives it, :mod:`hmtn_ingest.service.documents` hands it on, lists and pages show it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from parsers.records import code_of


@dataclass(frozen=True, slots=True)
class Stored:
    """One version of a document, without its text. ``issued`` is EDTF; times are UTC."""

    document: int
    version: int
    versions: int
    sha256: str
    file_name: str
    status: str
    type_name: str | None
    code_number: str | None
    code_notation: str | None
    organ_name: str | None
    subject: str | None
    issued: str | None
    added_by: str
    added_at: datetime.datetime

    @property
    def code(self) -> str:
        """Number and notation as one writes them: "09/KH-BCĐ"; a blank number leaves "…"."""
        return code_of(self.code_number, self.code_notation) or ""


@dataclass(frozen=True, slots=True)
class Reveal:
    document: int
    by: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Head:
    """What the newest state of a document is known by: equal heads, equal content.

    ``version`` is the newest, ``reading`` how often it was read, ``decision`` the id of the last decision, 0 before it,
    ``register`` that of what the register last took of it.
    """

    document: int
    version: int
    reading: int
    decision: int
    register: int = 0


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What the receiving office writes into its register; ``code`` and ``subject`` as a person took them from the
    document. ``by`` and ``at`` (UTC) tell who kept it when."""

    arrival_number: str
    arrival_date: datetime.date | None
    code: str
    subject: str
    handler: str
    due: datetime.date | None
    by: str = ""
    at: datetime.datetime | None = None
