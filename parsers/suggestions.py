"""What an unread number, date or duty would be as a fact: a draft whose fields a person confirms or changes.

In comes the place of something unread, out goes a :class:`parsers.records.Suggestion` with the fields of the model of
its kind, all but those that say where it stands. What the words leave open stays open.
"""

from __future__ import annotations

from parsers.annotated import AnnotatedDocument, within
from parsers.evidence import weigh
from parsers.extractors.obligations.doers import doers
from parsers.extractors.obligations.outlook import looks_ahead
from parsers.extractors.signs import number_signs
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.dates.mentions import DateMention
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.records import (
    BodyRef,
    Deadline,
    DeadlineRelation,
    DocumentRecord,
    Event,
    Obligation,
    Record,
    ResidueKind,
    Result,
    Suggestion,
    Target,
)

Stretch = tuple[int, int]


def suggest(
    annotated: AnnotatedDocument, record: DocumentRecord, kind: ResidueKind, mention: Stretch, around: Stretch
) -> Suggestion | None:
    """The fact that ``mention`` would be, with the words ``around`` it; ``None`` for a table or heading."""
    match kind:
        case "quantity":
            quantity = next(iter(within(annotated.quantities, *mention)), None)
            return _draft(*_figure(annotated, quantity)) if quantity else None
        case "date":
            date = next((one for one in within(annotated.dates, *mention) if (one.start, one.end) == mention), None)
            return _draft(*_dated(annotated, date, around)) if date else _undated(annotated, mention, around)
        case "duty":
            action = annotated.view.text[slice(*mention)]
            section = record.section_at(annotated.view.source(*mention)[0])
            bodies = _bodies(annotated, mention[0])
            return _draft("obligation", Obligation(section=section, bodies=bodies, role="other", action=action))
    return None


def _draft(kind: str, fact: Record) -> Suggestion:
    left_out = {"id", "spans", "how", "doubts"}
    return Suggestion(kind=kind, fields=fact.model_dump(mode="json", by_alias=True, exclude=left_out))


def _bodies(annotated: AnnotatedDocument, at: int) -> list[BodyRef]:
    return [body_ref(annotated.view, body) for body in doers(annotated, at)]


def _figure(annotated: AnnotatedDocument, mention: QuantityMention) -> tuple[str, Record]:
    signs = number_signs(annotated, mention)
    bodies = _bodies(annotated, mention.start)
    if weigh("result", signs).share > weigh("target", signs).share:
        planned, ratio = mention.planned, mention.ratio
        return "result", Result(quantity=mention.quantity, planned=planned, ratio=ratio, bodies=bodies)
    return "target", Target(quantity=mention.quantity, bodies=bodies)


def _dated(annotated: AnnotatedDocument, mention: DateMention, around: Stretch) -> tuple[str, Record]:
    """A deadline where the date bounds or repeats something ahead, else an event."""
    view = annotated.view
    words = " ".join(view.text[slice(*around)].split())
    relation = _relation(mention)
    if relation is None or not looks_ahead(annotated, mention.start):
        return "event", Event(name=words, date=mention.value)
    return "deadline", Deadline(
        relation=relation,
        date=mention.value,
        rrule=list(mention.rrule) if mention.rrule else None,
        time=mention.time if mention.rrule else None,
        due=mention.value.last_day(relation) if mention.value else None,
        bodies=_bodies(annotated, mention.start),
        action=words,
    )


def _undated(annotated: AnnotatedDocument, mention: Stretch, around: Stretch) -> Suggestion | None:
    """ "- Các xã A, B tổ chức 01 đợt": the rounds, whose day stands elsewhere."""
    rounds = next((one for one in within(annotated.quantities, *mention) if one.kind == "event"), None)
    words = " ".join(annotated.view.text[slice(*around)].split())
    return _draft("event", Event(name=words, date=None, count=rounds.quantity)) if rounds else None


def _relation(mention: DateMention) -> DeadlineRelation | None:
    match mention.relation:
        case "before" | "by" | "within":
            return mention.relation
        case _:
            return "every" if mention.rrule else None
