"""What a fact is shown with when facts of many documents stand together: its document, its part, its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hmtn_ingest.privacy import hider
from hmtn_ingest.review.reviewed import Reviewed
from parsers.mentions.bodies.identity import body_identity
from parsers.records import BodyRef, DateValue, DocumentRecord, Grounded, Record, years_named


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document in few words. ``issued`` is EDTF, ``period`` as the document writes it, ``year`` its last year.

    ``bodies`` are the issuer and every body that the document names, groups left out.
    """

    document: int
    name: str
    type_name: str | None
    organ: str | None
    superior: str | None
    subject: str | None
    issued: str | None
    period: str | None
    year: int | None
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact stands: ``part`` joins the heading numbers ("V.2"), ``page`` counts from 1, ``words`` are quoted."""

    part: str | None
    page: int | None
    words: str


class MaskedDocument:
    """A reviewed document, cut into what lists over many documents show; phone numbers are hidden in all of it."""

    def __init__(self, document: int, reviewed: Reviewed) -> None:
        self.record: DocumentRecord = reviewed.record
        self.hide: Callable[[str], str] = hider([reviewed.extracted, reviewed.record])
        self._text = self.hide(self.record.text)
        self._sections = {
            key: obligation.section
            for obligation in self.record.obligations
            for held in (obligation.deadlines, obligation.targets)
            for key in held
        }
        self._origins: dict[str, Origin] = {}  # a table is asked for with each of its cells
        self.summary = self._summarise(document)

    def origin(self, item: Record) -> Origin:
        """The place of a fact; one without words has none. The duty that a fact belongs to knows its part best."""
        if item.id not in self._origins:
            self._origins[item.id] = self._origin(item)
        return self._origins[item.id]

    def _origin(self, item: Record) -> Origin:
        if not item.spans:
            return Origin(None, None, "")
        first = item.spans[0]
        words = " … ".join(" ".join(self._text[span.start : span.end].split()) for span in item.spans)
        return Origin(self._sections.get(item.id) or self.record.section_at(first.start), first.page, words)

    def _bodies(self, organ: str | None) -> tuple[str, ...]:
        names = [body.canonical for body in self.record.bodies]
        names += [row.body.canonical for table in self.record.quota_tables for row in table.rows]
        names += [organ] if organ else []
        masked = dict.fromkeys(" ".join(self.hide(name).split()) for name in names)
        return tuple(name for name in masked if name and not body_identity(name).several)

    def mask_body(self, body: BodyRef) -> BodyRef:
        """A body by name alone, on one line."""
        name, canonical = (" ".join(self.hide(text).split()) for text in (body.name, body.canonical or body.name))
        return BodyRef(name=name, canonical=canonical, kind=body.kind, level=body.level)

    def _summarise(self, document: int) -> DocumentSummary:
        header = self.record.header
        issued: DateValue | None = header.issued_date.value if header.issued_date else None
        period = _value(header.period)
        organ = self._mask_value(header.organ_name)
        return DocumentSummary(
            document,
            self.hide(header.code or self.record.source.file_name),
            self._mask_value(header.type_name),
            organ,
            self._mask_value(header.superior_organ_name),
            self._mask_value(header.subject),
            issued.edtf if issued else None,
            period,
            max(years_named(period), default=None),
            self._bodies(organ),
        )

    def _mask_value(self, part: Grounded[str] | None) -> str | None:
        value = _value(part)
        return " ".join(self.hide(value).split()) if value else None


def _value(part: Grounded[str] | None) -> str | None:
    return part.value if part else None
