"""Dates: every expression of at least month, quarter or half-year precision, with what it is for."""

from __future__ import annotations

from parsers.annotated import AnnotatedDocument
from parsers.extractors.times.roles import Dated, dated, year_only
from parsers.layout.outline import section_path
from parsers.mentions.dates.mentions import DateMention
from parsers.records import DateRecord, How, Span, assign_ids
from parsers.text import fold


def extract(annotated: AnnotatedDocument) -> list[DateRecord]:
    """All dates of the document in order; bare years and counted limits are none, a repeated mention is a record
    of its own.

    The span holds the expression, with its cue where it is a limit ("trước ngày 28/01/2026").
    """
    keyed: list[tuple[DateRecord, str]] = []
    for one in dated(annotated):
        if year_only(one.mention) or one.mention.offset:
            continue
        record = _record(annotated, one)
        keyed.append((record, f"{one.role} {fold(record.spans[0].quote)} {section_path(one.paragraph.node)}"))
    assign_ids("date", keyed)
    return [record for record, _ in keyed]


def _record(annotated: AnnotatedDocument, one: Dated) -> DateRecord:
    mention = one.mention
    start = mention.cue_start if one.role in ("due", "recurring", "window", "period") else mention.start
    return DateRecord(
        date=mention.value,
        rrule=list(mention.rrule) if mention.rrule else None,
        time=mention.time if mention.rrule else None,
        role=one.role,
        spans=[annotated.view.span(start, mention.end), *shared_span(annotated, mention)],
        how=how(one),
        doubts=[*doubts(annotated, one), *([] if one.sure else ["weak-cue"])],
    )


def doubts(annotated: AnnotatedDocument, one: Dated) -> list[str]:
    """The doubts of the mention, and ``ocr`` where any letter of the text may be misread."""
    read_off = annotated.document.wholly_doubtful and "ocr" not in one.mention.doubts
    return [*one.mention.doubts, *(["ocr"] if read_off else [])]


def how(one: Dated) -> How:
    """``inferred`` for a year or end ("đến nay") from the context, ``joined`` for a shared one, else ``normalised``."""
    if one.mention.value and one.mention.value.inferred:
        return "inferred"
    return "joined" if one.mention.completed_by else "normalised"


def shared_span(annotated: AnnotatedDocument, mention: DateMention) -> list[Span]:
    """The expression that the date shares its year with, or that repeats it, where it is another one."""
    return [annotated.view.span(*mention.completed_by)] if mention.completed_by else []
