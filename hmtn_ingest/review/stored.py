"""What is known of a stored document without opening it: its versions, its newest state, who saw its phone numbers.

Data alone: the store gives it, :mod:`hmtn_ingest.service.documents` hands it on, lists and pages show it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from hmtn_ingest.i18n.time_zone import VIETNAM
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
    document.

    ``type_name``, ``organ_name`` and ``issued`` (EDTF) are what the document said when it was registered, so that the
    row can be told when it is deleted. ``row``, ``by`` and ``at`` (UTC) tell which row it is, and who kept it when.
    """

    arrival_number: str
    arrival_date: datetime.date | None
    code: str
    subject: str
    handler: str
    due: datetime.date | None
    type_name: str = ""
    organ_name: str = ""
    issued: str = ""
    row: int = 0
    by: str = ""
    at: datetime.datetime | None = None

    @property
    def arrival(self) -> tuple[int, str] | None:
        """The year and the number that no other document may have; "07" is the number "7".

        ``None`` without a number.
        """
        number = self.arrival_number.lstrip("0").casefold()
        return (self.year, number) if self.year and number else None

    @property
    def year(self) -> int | None:
        """The year whose register has the row: that of arrival, else that in which it was kept."""
        day = self.arrival_date or (self.at and self.at.astimezone(VIETNAM))
        return day.year if day else None


class RegisterConflict(Exception):  # noqa: N818 - the name states the fact
    """The register has an ``entry`` that speaks against a new one: another ``document`` with the same arrival number
    in that year, or what somebody else wrote meanwhile about the same document."""

    def __init__(self, document: int, entry: RegisterEntry) -> None:
        super().__init__(document, entry)
        self.document, self.entry = document, entry
