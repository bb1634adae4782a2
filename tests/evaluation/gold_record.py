"""The record that a faultless reading of a gold file would give, for tests of the evaluation.

Of several fair readings the first is taken; optional facts are left out. Spans lie where the gold quote stands.
"""

from __future__ import annotations

from typing import Any

from hmtn_ingest.evaluation.gold import Fair, Gold, GoldQuantity, fair
from parsers.records import (
    BodyRef,
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
    Obligation,
    Offset,
    Quantity,
    QuotaRow,
    QuotaTable,
    Recipient,
    Result,
    Source,
    Span,
    Target,
)


def record_of(gold: Gold, name: str, text: str = "") -> DocumentRecord:
    def spans(quote: str) -> list[Span]:
        start = max(text.find(quote), 0)
        return [Span(start=start, end=start + len(quote), quote=quote)]

    def quantity(fact: GoldQuantity) -> Any:
        return Quantity.model_construct(
            comparator=_first(fact.comparator),
            min=fact.min,
            max=fact.max,
            unit=None,
            indicator=_first(fact.indicator),
        )

    return DocumentRecord.model_construct(
        source=Source(file_name=name, sha256="", media_type="text/plain", reader="text"),
        status="ok",
        text=text,
        header=_header(gold),
        citations=[
            Citation.model_construct(
                relation=_first(c.relation), type_name=None, code=c.code, date=_date(c.date), spans=spans(c.code)
            )
            for c in gold.citations or ()
            if not c.optional
        ],
        dates=[
            DateRecord.model_construct(
                date=_date(d.edtf), rrule=_rules(d.rrule), role=_first(d.role), spans=spans(d.quote)
            )
            for d in gold.dates or ()
            if not d.optional
        ],
        targets=[
            Target.model_construct(
                quantity=quantity(t), bodies=_bodies(t.bodies), period=_date(t.period), spans=spans(t.quote)
            )
            for t in gold.targets or ()
            if not t.optional
        ],
        results=[
            Result.model_construct(
                quantity=quantity(r), planned=r.planned, bodies=[], period=_date(r.period), spans=spans(r.quote)
            )
            for r in gold.results or ()
            if not r.optional
        ],
        quota_tables=[
            QuotaTable.model_construct(
                title=t.title,
                columns=[],
                rows=[
                    QuotaRow.model_construct(
                        ordinal=str(row[0]),
                        body=_bodies([str(row[1])])[0],
                        values=[Grounded[int | float].model_construct(value=value) for value in row[2:]],
                    )
                    for row in t.rows
                ],
                computed_total=[],
            )
            for t in gold.quota_tables or ()
        ],
        events=[
            Event.model_construct(
                name=e.name or "",
                date=_date(e.edtf),
                place=Grounded[str](value=_first(e.place)) if e.place else None,
                spans=spans(e.quote),
            )
            for e in gold.events or ()
            if not e.optional
        ],
        obligations=[
            Obligation.model_construct(
                section=_first(o.section),
                bodies=_bodies(o.bodies),
                role=_first(o.role),
                action=o.starts + " …",
                spans=spans(o.starts),
            )
            for o in gold.obligations or ()
            if not o.optional
        ],
        deadlines=[
            Deadline.model_construct(
                relation=_first(d.relation),
                date=_date(d.edtf),
                rrule=_rules(d.rrule),
                bodies=_bodies(d.bodies),
                submit_to=_bodies([name for name in fair(d.submit_to) if name][:1]),
                offset=None if not d.offset or isinstance(d.offset, dict) else Offset(duration=_first(d.offset)),
                action=d.action or "",
                spans=spans(d.quote),
            )
            for d in gold.deadlines or ()
            if not d.optional
        ],
        contacts=[Contact(name=c.name or "", phone=c.phone) for c in gold.contacts or () if not c.optional],
        recipients=[Recipient(name=r.name, archive=r.archive) for r in gold.recipients or () if not r.optional],
        findings=[
            Finding(
                id=name,
                code="",
                name=name,
                severity="warning",
                about="document",
                message_vi="",
                message_en="",
            )
            for name in (name if isinstance(name, str) else name[0] for name in gold.must_find or ())
        ],
    )


def _header(gold: Gold) -> Header:
    values: dict[str, Any] = {}
    for field, want in gold.header or ():
        got: Any = _first(want)
        if got is not None:
            name = "competence" if field == "signer_authority" else field
            values[name] = Grounded(value=_date(want) if name == "issued_date" else got)
    return Header.model_construct(**{**Header().__dict__, **values})


def _first(value: Fair) -> Any:
    return next((reading for reading in fair(value) if reading is not None), None)


def _date(edtf: Fair) -> DateValue | None:
    first = _first(edtf)
    return DateValue(edtf=first) if first else None


def _rules(rrule: Fair) -> list[str] | None:
    return [rule for rule in fair(rrule) if rule] or None


def _bodies(names: list[str]) -> list[BodyRef]:
    return [BodyRef(name=name, canonical=name, kind="other") for name in names]
