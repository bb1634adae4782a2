"""The record that a document becomes (schema 1.1): pydantic models, the source of truth of the JSON Schema.

Field names follow Nghị định 30/2020/NĐ-CP, Phụ lục VI, and edXML (QCVN 102:2016/BTTTT) where those name a thing.
Dates are EDTF (ISO 8601-2), recurrences RFC 5545 RRULE. Absent is ``None``; blank is a grounded value of ``None`` with
the doubt ``blank``; every doubtful value names its reasons in ``doubts``.
"""

from __future__ import annotations

import hashlib
import operator
from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field, field_validator

from parsers import regex
from parsers.source import AnnexFile as AnnexFile
from parsers.source import Container as Container
from parsers.source import Problem as Problem
from parsers.source import ReaderModel as ReaderModel
from parsers.source import Source as Source
from parsers.values import Alternative as Alternative
from parsers.values import BodyKind as BodyKind
from parsers.values import BodyLevel as BodyLevel
from parsers.values import BodyRef as BodyRef
from parsers.values import Comparator as Comparator
from parsers.values import DateValue as DateValue
from parsers.values import Grounded as Grounded
from parsers.values import Grounding as Grounding
from parsers.values import How as How
from parsers.values import Indicator as Indicator
from parsers.values import Model as Model
from parsers.values import Number as Number
from parsers.values import Offset as Offset
from parsers.values import Quantity as Quantity
from parsers.values import Record as Record
from parsers.values import Span as Span
from parsers.values import absent

SCHEMA_VERSION: Literal["1.1"] = "1.1"
OLDER_SCHEMAS = ("1.0",)
"""Versions whose records are read as they are: what they lack is absent."""

DateRole = Literal["issued", "cited", "due", "event", "window", "recurring", "observance", "period"]
DeadlineRelation = Literal["before", "by", "on", "within", "every"]
ColumnRole = Literal["ordinal", "body", "quota", "result", "ratio", "note"]
ResidueKind = Literal["quantity", "date", "duty", "table", "heading"]

YEAR = r"(?:19|20)\d\d"
"""Pattern of a year that documents speak of: "2026"."""

_YEAR = regex.compile(rf"(?<!\d){YEAR}(?!\d)")
# the numbers of headings that make a path: "IV", "A", "2.1"
_COUNTED = regex.compile(r"[IVXLC]+|[A-HĐ]|\d+(?:\.\d+)*")


def years_named(text: str | None) -> list[int]:
    """The years of "năm 2026", "đợt 2 năm 2025", "giai đoạn 2026 - 2030", "2025-11-20", in order."""
    return [int(year) for year in _YEAR.findall(text or "")]


def code_of(number: str | None, notation: str | None) -> str | None:
    """Number and notation as one writes them: "09/KH-BCĐ"; "…" for the one that is blank, ``None`` without both."""
    return f"{number or '…'}/{notation or '…'}" if number or notation else None


class Body(Record):
    """A body that appears in the document; ``aliases`` are the forms in which the document names it."""

    name: str
    canonical: str
    kind: BodyKind
    level: BodyLevel | None = None
    place: str | None = None
    aliases: list[str] = []


class Header(Model):
    type_name: Grounded[str] | None = None
    code_number: Grounded[str] | None = None
    code_notation: Grounded[str] | None = None
    issued_place: Grounded[str] | None = None
    issued_date: Grounded[DateValue] | None = None
    organ_name: Grounded[str] | None = None
    superior_organ_name: Grounded[str] | None = None
    subject: Grounded[str] | None = None
    competence: Grounded[str] | None = None
    signer_position: Grounded[str] | None = None
    signer_office: Grounded[str] | None = None
    signer_name: Grounded[str] | None = None
    priority: Grounded[str] | None = None
    period: Grounded[str] | None = None

    @property
    def code(self) -> str | None:
        """Number and notation as one writes them (:func:`code_of`)."""
        number, notation = self.code_number, self.code_notation
        return code_of(number.value if number else None, notation.value if notation else None)


class Section(Model):
    number: str | None
    title: str
    level: int
    span: Span
    children: list[Section] = []


class Citation(Record):
    relation: Literal["implements", "based_on", "mentions"]
    type_name: str | None
    code: str | None
    date: DateValue | None = None
    organ_name: str | None = None
    title: str | None = None


class DateRecord(Record):
    """A date, or a repetition (``rrule``) with the clock time that goes with it."""

    date: DateValue | None
    rrule: list[str] | None = None
    time: str | None = Field(None, exclude_if=absent)
    role: DateRole


class Event(Record):
    name: str
    date: DateValue | None
    place: Grounded[str] | None = None
    participants: Grounded[str] | None = None
    organisers: list[BodyRef] = []
    count: Quantity | None = None
    tentative: bool = False
    targets: list[str] = []


class Target(Record):
    """What is to be reached or supplied; ``name`` is what is counted, in the document's words."""

    name: str | None = None
    quantity: Quantity
    bodies: list[BodyRef] = []
    event: str | None = None
    period: DateValue | None = None


class Result(Record):
    """What a report says was reached; ``name`` is what was counted, in the document's words."""

    name: str | None = None
    quantity: Quantity
    planned: Number | None = None
    ratio: Number | None = None
    bodies: list[BodyRef] = []
    period: DateValue | None = None


class QuotaColumn(Grounding):
    """A column; one of numbers is a column of values whatever its head says, the head says which."""

    name: str
    role: ColumnRole
    unit: str | None = None
    indicator: Indicator | None = None

    @property
    def has_values(self) -> bool:
        """Whether its cells stand in the ``values`` of a row: all columns of numbers, a note by its doubt only."""
        return self.role in ("quota", "result", "ratio") or (self.role == "note" and bool(self.doubts))

    @property
    def adds_up(self) -> bool:
        """Whether a sum of its cells says something: shares add up to nothing."""
        return self.has_values and self.role != "ratio"


class QuotaRow(Grounding):
    """``values`` has one cell for each column of values, in their order; ``group`` names its group row."""

    ordinal: str | None
    body: BodyRef
    values: list[Grounded[Number]]
    group: str | None = Field(None, exclude_if=absent)


class QuotaGroup(Grounding):
    """A group row ("A. KHỐI CƠ QUAN"): its stated sub-totals, and the sums of its rows, in the order of ``values``."""

    name: str
    stated_subtotal: list[Grounded[Number]] | None = None
    computed_subtotal: list[Number | None] = []


class QuotaTable(Record):
    """One table even when split over pages; totals stand in the order of the columns of values."""

    title: str | None
    columns: list[QuotaColumn]
    rows: list[QuotaRow]
    groups: list[QuotaGroup] = []
    stated_total: list[Grounded[Number]] | None = None
    computed_total: list[Number | None]
    pages: list[int] | None = None

    @property
    def value_columns(self) -> list[QuotaColumn]:
        """The columns that the ``values`` of a row stand for, in their order."""
        return [column for column in self.columns if column.has_values]


class Obligation(Record):
    section: str | None
    bodies: list[BodyRef]
    role: Literal["lead", "support", "other"]
    partners: list[BodyRef] = []
    action: str
    deadlines: list[str] = []
    targets: list[str] = []


class Deadline(Record):
    """``due`` is the last calendar day that is still in time ("trước ngày 28/01" is due on 27/01)."""

    relation: DeadlineRelation
    date: DateValue | None
    rrule: list[str] | None = None
    time: str | None = Field(None, exclude_if=absent)
    offset: Offset | None = Field(None, exclude_if=absent)
    due: str | None
    bodies: list[BodyRef] = []
    submit_to: list[BodyRef] = []
    action: str
    obligation: str | None = None

    @field_validator("submit_to", mode="before")
    @classmethod
    def _one_addressee(cls, value: Any) -> Any:
        """Schema 1.0 had one addressee or ``None``: records and decisions that hold it are still read."""
        return [] if value is None else [value] if isinstance(value, dict | BodyRef) else value

    def last_day(self) -> str | None:
        """The last calendar day in time that ``date`` allows; ``due`` is what the document, or a person, says."""
        return self.date.last_day(self.relation, self.time) if self.date else None


class Contact(Record):
    """Personal data: masked wherever a person did not ask to see it."""

    name: str
    title: str | None = None
    organ_name: str | None = None
    phone: str | None = None
    purpose: str | None = Field(None, alias="for")


class Recipient(Record):
    name: str
    note: str | None = None
    archive: bool = False


class Finding(Model):
    id: str
    code: str
    name: str
    severity: Literal["error", "warning", "info"]
    about: Literal["document", "reading"]
    message_vi: str
    message_en: str
    spans: list[Span] = []
    records: list[str] = []


class Suggestion(Model):
    """The fact that an entry of the residue would be: the name of its kind, and fields as a draft has them."""

    kind: str
    fields: dict[str, Any] = {}


class UnreadMention(Model):
    """One of several unread numbers or dates of a sentence, by its own words."""

    spans: list[Span]
    suggestion: Suggestion | None = Field(None, exclude_if=absent)


class ResidueEntry(Model):
    """A number, date, duty, table or heading that no record accounts for, with the reason why it is in none.

    ``mentions`` are there where its words hold several of a kind, in order; ``suggestion`` is then the first one's.
    """

    id: str = ""
    kind: ResidueKind
    spans: list[Span]
    reason: str
    suggestion: Suggestion | None = Field(None, exclude_if=absent)
    mentions: list[UnreadMention] = Field([], exclude_if=operator.not_)

    @property
    def asked(self) -> list[UnreadMention]:
        """What is to be answered one by one: its mentions, or the whole of it."""
        return self.mentions or [UnreadMention(spans=self.spans, suggestion=self.suggestion)]


class DigitalSignature(Model):
    """A digital signature of a PDF, from the file's signature, not from its text; never an issue date."""

    signer: str | None
    organisation: str | None = None
    signed_at: str | None = None
    status: Literal["good", "unknown-root", "tampered", "changed-after", "unreadable"]

    @property
    def is_whole(self) -> bool:
        """Whether the file is what was signed; by whom that was signed is another question."""
        return self.status in ("good", "unknown-root")


class DocumentRecord(Model):
    schema_version: Literal["1.1"] = SCHEMA_VERSION
    source: Source
    status: Literal["ok", "partial", "failed"]
    problems: list[Problem] = []
    text: str = ""
    header: Header = Header()
    sections: list[Section] = []
    citations: list[Citation] = []
    bodies: list[Body] = []
    dates: list[DateRecord] = []
    events: list[Event] = []
    targets: list[Target] = []
    results: list[Result] = []
    quota_tables: list[QuotaTable] = []
    obligations: list[Obligation] = []
    deadlines: list[Deadline] = []
    contacts: list[Contact] = []
    recipients: list[Recipient] = []
    residue: list[ResidueEntry] = []
    findings: list[Finding] = []
    signatures: list[DigitalSignature] = []

    @field_validator("schema_version", mode="before")
    @classmethod
    def _older(cls, value: Any) -> Any:
        return SCHEMA_VERSION if value in OLDER_SCHEMAS else value

    @property
    def issue_year(self) -> int | None:
        issued = self.header.issued_date
        year = issued.value.edtf[:4] if issued and issued.value else ""
        return int(year) if year.isdigit() else None

    @property
    def year(self) -> int | None:
        """The year that the document is about, by its period or subject, else that of its issue."""
        for field in (self.header.period, self.header.subject):
            if field and (years := years_named(field.value)):
                return years[0]
        return self.issue_year

    def section_at(self, offset: int) -> str | None:
        """The numbers of the headings above a place, joined with "." ("V.2", "III.2.1"); letters and bullets are none.

        "1.2" below "II" and "1" is "II.1.2": a dotted number already holds its parents.
        """
        numbers: list[str] = []
        sections = self.sections
        while inside := next((section for section in reversed(sections) if section.span.start <= offset), None):
            number = (inside.number or "").removeprefix("Điều ").strip(" .)")
            if _COUNTED.fullmatch(number):
                if numbers and number.startswith(numbers[-1] + "."):
                    numbers.pop()
                numbers.append(number)
            sections = inside.children
        return ".".join(numbers) or None


def assign_ids(kind: str, keyed: Iterable[tuple[Record, str]]) -> None:
    """Give each record an id made of ``kind`` and a digest of its key; equal keys are told apart by their order."""
    seen: Counter[str] = Counter()
    for record, key in keyed:
        seen[key] += 1
        digest = hashlib.blake2s(f"{key}\x00{seen[key]}".encode(), digest_size=5).hexdigest()
        record.id = f"{kind}-{digest}"
