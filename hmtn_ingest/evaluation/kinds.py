"""The kinds of fact that are scored: which gold fact a record's fact answers, and in what the two agree beyond that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from hmtn_ingest.evaluation.figures import FINDINGS, KindResult, Mean
from hmtn_ingest.evaluation.gold import (
    Fair,
    Gold,
    GoldCitation,
    GoldContact,
    GoldDate,
    GoldDeadline,
    GoldEvent,
    GoldObligation,
    GoldQuantity,
    GoldRecipient,
    fair,
)
from hmtn_ingest.evaluation.matching import (
    anchored,
    body_agreement,
    fold_name,
    same_code,
    same_name,
    same_phone,
    same_quantity,
    same_rrule,
)
from hmtn_ingest.evaluation.quota_lines import QuotaLine, gold_lines, record_lines, same_line
from parsers.records import (
    Citation,
    Contact,
    DateRecord,
    DateValue,
    Deadline,
    DocumentRecord,
    Event,
    Grounded,
    Grounding,
    Obligation,
    Recipient,
    Result,
    Target,
)

G = TypeVar("G")
R = TypeVar("R")


@dataclass(frozen=True)
class Pairs(Generic[G, R]):
    """Gold facts with the facts that answer them and how far both agree, and what is left on either side."""

    found: list[tuple[G, R, Mapping[str, float]]]
    missed: list[G]
    extra: list[R]


@dataclass(frozen=True)
class ScoredKind(Generic[G, R]):
    name: str
    wanted: Callable[[Gold], Sequence[G] | None]
    """The gold facts; ``None`` where the gold file does not annotate the kind."""
    given: Callable[[DocumentRecord], Sequence[R]]
    same: Callable[[G, R], bool]
    say_wanted: Callable[[G], str]
    say_given: Callable[[R], str]
    aspects: Callable[[G, R], Mapping[str, float]] = lambda want, got: {}

    def pair(self, gold: Gold, record: DocumentRecord) -> Pairs[G, R] | None:
        """Each gold fact takes the fact that answers it and agrees with it best; optional ones choose last."""
        wanted = self.wanted(gold)
        if wanted is None:
            return None
        pairs: Pairs[G, R] = Pairs([], [], list(self.given(record)))
        for want in sorted(wanted, key=_optional):
            answers = [(i, self.aspects(want, got)) for i, got in enumerate(pairs.extra) if self.same(want, got)]
            if not answers:
                if not _optional(want):
                    pairs.missed.append(want)
                continue
            best, aspects = max(answers, key=lambda answer: sum(answer[1].values()))
            got = pairs.extra.pop(best)
            if not _optional(want):
                pairs.found.append((want, got, aspects))
        return pairs

    def score(self, gold: Gold, record: DocumentRecord) -> KindResult | None:
        """The figures of the kind; ``None`` where the gold file does not annotate it."""
        pairs = self.pair(gold, record)
        if pairs is None:
            return None
        result = KindResult(found=len(pairs.found), missed=len(pairs.missed), extra=len(pairs.extra))
        for _, _, aspects in pairs.found:
            for name, agreement in aspects.items():
                mean = result.aspects.setdefault(name, Mean())
                mean.total += agreement
                mean.count += 1
        result.misses = [self.say_wanted(want) for want in pairs.missed]
        result.extras = [self.say_given(got) for got in pairs.extra]
        return result


def _optional(want: object) -> bool:
    return bool(getattr(want, "optional", False))


def _edtf(date: DateValue | None) -> str | None:
    return date.edtf if date else None


def _quoted(fact: Grounding) -> str:
    return " … ".join(" ".join(span.quote.split()) for span in fact.spans)[:80]


def _said(value: Fair) -> str:
    return " | ".join(str(reading) for reading in fair(value))


def _same_time(edtf: Fair, rrule: Fair, quote: str, got: DateRecord) -> bool:
    if rrule:
        return same_rrule(rrule, got.rrule)
    return _edtf(got.date) is not None and _edtf(got.date) in fair(edtf) and anchored(quote, got.spans)


def _same_deadline(want: GoldDeadline, got: Deadline) -> bool:
    if want.rrule:
        return bool(set(fair(want.rrule)) & set(got.rrule or ()))
    return _edtf(got.date) in fair(want.edtf) and anchored(want.quote, got.spans)


def _same_event(want: GoldEvent, got: Event) -> bool:
    return _edtf(got.date) in fair(want.edtf) and (
        anchored(want.quote, got.spans) or same_name(want.name, got.name, least=0.6)
    )


def _same_obligation(want: GoldObligation, got: Obligation) -> bool:
    """The paragraph begins as the gold one does, but for a bullet, a number or a label of a few letters."""
    start = fold_name(want.starts)
    return any(
        start in fold_name(text)[: len(start) + 12] for text in (got.action, *(span.quote for span in got.spans))
    )


def _any_name(want: Fair, got: str | None, least: float) -> bool:
    return any(same_name(reading, got, least) for reading in fair(want))


def _say_quantity(fact: Target | Result) -> str:
    quantity = fact.quantity
    return f"{quantity.comparator} {quantity.min}–{quantity.max} “{_quoted(fact)}”"


def _measured(want: GoldQuantity, got: Target | Result) -> dict[str, float]:
    """The period, where gold has one."""
    return {"period": float(_edtf(got.period) in fair(want.period))} if want.period else {}


def _on_its_way(want: GoldDeadline, got: Deadline) -> dict[str, float]:
    """Addressee and offset, where gold has them."""
    aspects: dict[str, float] = {}
    if want.submit_to:
        named = [body.name for body in got.submit_to]
        aspects["submit_to"] = float(
            any(same_name(name, one, least=0.75) for name in fair(want.submit_to) for one in named)
        )
    if isinstance(want.offset, str):
        aspects["offset"] = float(got.offset is not None and got.offset.duration == want.offset)
    return aspects


KINDS: tuple[ScoredKind[Any, Any], ...] = (
    ScoredKind[GoldCitation, Citation](
        "citations",
        lambda gold: gold.citations,
        lambda record: record.citations,
        lambda want, got: same_code(want.code, got.code),
        lambda want: want.code,
        lambda got: got.code or _quoted(got),
        lambda want, got: {
            "date": float(_edtf(got.date) in fair(want.date)),
            "relation": float(got.relation in fair(want.relation)),
        },
    ),
    ScoredKind[GoldDate, DateRecord](
        "dates",
        lambda gold: gold.dates,
        lambda record: [date for date in record.dates if date.role != "cited"],  # gold lists them as citations
        lambda want, got: _same_time(want.edtf, want.rrule, want.quote, got),
        lambda want: f"{_said(want.rrule or want.edtf)} “{want.quote}”",
        lambda got: f"{_edtf(got.date) or got.rrule} “{_quoted(got)}”",
        lambda want, got: {"role": float(got.role in fair(want.role))},
    ),
    ScoredKind[GoldQuantity, Target](
        "targets",
        lambda gold: gold.targets,
        lambda record: record.targets,
        lambda want, got: same_quantity(want, got.quantity, got.spans),
        lambda want: want.quote,
        _say_quantity,
        lambda want, got: {
            "bodies": body_agreement(got.bodies, want.bodies),
            "indicator": float(got.quantity.indicator in fair(want.indicator)),
            **_measured(want, got),
        },
    ),
    ScoredKind[GoldQuantity, Result](
        "results",
        lambda gold: gold.results,
        lambda record: record.results,
        lambda want, got: same_quantity(want, got.quantity, got.spans),
        lambda want: want.quote,
        _say_quantity,
        lambda want, got: {"planned": float(got.planned == want.planned), **_measured(want, got)},
    ),
    ScoredKind[QuotaLine, QuotaLine](
        "quota_rows",
        lambda gold: gold_lines(gold.quota_tables),
        lambda record: record_lines(record.quota_tables),
        same_line,
        str,
        str,
    ),
    ScoredKind[GoldEvent, Event](
        "events",
        lambda gold: gold.events,
        lambda record: record.events,
        _same_event,
        lambda want: f"{_said(want.edtf)} {want.name}",
        lambda got: f"{_edtf(got.date)} {got.name}",
        lambda want, got: {"place": float(_any_name(want.place, got.place.value if got.place else None, 0.75))},
    ),
    ScoredKind[GoldObligation, Obligation](
        "obligations",
        lambda gold: gold.obligations,
        lambda record: record.obligations,
        _same_obligation,
        lambda want: f"{_said(want.section)} {want.starts}",
        lambda got: f"{got.section} {got.action[:60]}",
        lambda want, got: {
            "bodies": body_agreement(got.bodies, want.bodies),
            "section": float(
                fold_name(got.section or "") in [fold_name(section or "") for section in fair(want.section)]
            ),
            "role": float(got.role in fair(want.role)),
        },
    ),
    ScoredKind[GoldDeadline, Deadline](
        "deadlines",
        lambda gold: gold.deadlines,
        lambda record: record.deadlines,
        _same_deadline,
        lambda want: f"{_said(want.rrule or want.edtf)} {want.action or ''} “{want.quote}”",
        lambda got: f"{_edtf(got.date) or got.rrule} {got.action[:60]}",
        lambda want, got: {
            "relation": float(got.relation in fair(want.relation)),
            "bodies": body_agreement(got.bodies, want.bodies),
            **_on_its_way(want, got),
        },
    ),
    ScoredKind[GoldContact, Contact](
        "contacts",
        lambda gold: gold.contacts,
        lambda record: record.contacts,
        lambda want, got: same_phone(want.phone, got.phone) and same_name(want.name, got.name),
        lambda want: want.name or "",
        lambda got: got.name,
    ),
    ScoredKind[GoldRecipient, Recipient](
        "recipients",
        lambda gold: None if gold.recipients is None else [r for r in gold.recipients if not r.archive],
        lambda record: [r for r in record.recipients if not r.archive],
        lambda want, got: same_name(want.name, got.name),
        lambda want: want.name,
        lambda got: got.name,
    ),
)

# (the record's field, the gold's field, least similarity; None where the value has to be equal)
_HEADER: tuple[tuple[str, str, float | None], ...] = (
    ("type_name", "type_name", None),
    ("code_number", "code_number", None),
    ("code_notation", "code_notation", None),
    ("issued_date", "issued_date", None),
    ("issued_place", "issued_place", 0.9),
    ("organ_name", "organ_name", 0.9),
    ("subject", "subject", 0.9),
    ("competence", "signer_authority", 0.9),
    ("signer_position", "signer_position", 0.9),
    ("signer_office", "signer_office", 0.9),
    ("signer_name", "signer_name", 0.9),
)


@dataclass(frozen=True)
class HeaderAnswer:
    """What gold wants of a field (``None``: nothing), what the record gives, and whether that is right."""

    name: str
    wanted: str | None
    given: Grounded[Any] | None
    right: bool

    def __str__(self) -> str:
        return f"{self.name}: {_plain(self.given)}"


def header_answers(gold: Gold, record: DocumentRecord) -> list[HeaderAnswer]:
    """Field by field; those that neither side has are left out."""
    if gold.header is None:
        return []
    answers: list[HeaderAnswer] = []
    for name, gold_field, least in _HEADER:
        readings = fair(getattr(gold.header, gold_field))
        grounded: Grounded[Any] | None = getattr(record.header, name)
        got = _plain(grounded)
        right = bool(got) and any(reading is not None and _same_field(reading, got, least) for reading in readings)
        wanted = _said(list(readings)) if right or None not in readings else None
        if got or wanted is not None:
            answers.append(HeaderAnswer(name, wanted, grounded if got else None, right))
    return answers


def _plain(grounded: Grounded[Any] | None) -> Any:
    value = grounded.value if grounded else None
    return value.edtf if isinstance(value, DateValue) else value


def score_header(gold: Gold, record: DocumentRecord) -> KindResult | None:
    """Field by field; a wrong value is both missed and too many, for it hides a gap."""
    if gold.header is None:
        return None
    answers = header_answers(gold, record)
    extras = [str(answer) for answer in answers if answer.given is not None and not answer.right]
    misses = [f"{a.name}: {a.wanted}" for a in answers if a.wanted is not None and not a.right]
    found = sum(answer.right for answer in answers)
    return KindResult(found=found, missed=len(misses), extra=len(extras), misses=misses, extras=extras)


def _same_field(want: str, got: str, least: float | None) -> bool:
    if least is None:
        return fold_name(want).lstrip("0") == fold_name(got).lstrip("0")
    return same_name(want, got, least)


def score_findings(gold: Gold, record: DocumentRecord) -> KindResult | None:
    """Findings by name: those that must be raised, and the false alarms among those that must not."""
    if gold.must_find is None:
        return None
    raised = {finding.name for finding in record.findings}
    missed = [name for name in gold.must_find if not raised & set([name] if isinstance(name, str) else name)]
    alarms = [name for name in gold.must_not_find if name in raised]
    return KindResult(
        found=len(gold.must_find) - len(missed),
        missed=len(missed),
        extra=len(alarms),
        misses=[name if isinstance(name, str) else " | ".join(name) for name in missed],
        extras=alarms,
    )


def score_kinds(gold: Gold, record: DocumentRecord) -> dict[str, KindResult]:
    """Every kind that the gold file annotates, by name."""
    results: dict[str, KindResult | None] = {"header": score_header(gold, record)}
    results |= {kind.name: kind.score(gold, record) for kind in KINDS}
    results[FINDINGS] = score_findings(gold, record)
    return {name: result for name, result in results.items() if result is not None}
