"""Planned and reported numbers as a table to download."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hmtn_ingest.collection.figures import Figure
from hmtn_ingest.collection.figures_words import say_indicator, say_kind, say_level
from hmtn_ingest.exports import review_status
from hmtn_ingest.exports.cells import CellValue, csv_file
from hmtn_ingest.i18n import Language, say, table
from hmtn_ingest.i18n.phrases import say_doubts, say_edtf


def figures_table(figures: Iterable[Figure], language: Language = "vi") -> bytes:
    """The figures as CSV after RFC 4180 with a head in words; no cell can run as a formula."""
    return csv_file([list(table("figures-csv", language).values()), *(_cells(figure, language) for figure in figures)])


def _cells(figure: Figure, language: Language) -> Sequence[CellValue]:
    period = figure.period
    return (
        figure.body_name,
        say_level(figure.level, language),
        say_indicator(figure.measure.indicator, language),
        " / ".join(part for part in (figure.measure.unit, figure.measure.of, figure.measure.per) if part),
        say_kind(figure.kind, language),
        say(f"comparator.{figure.comparator}", language),
        figure.low,
        figure.high,
        figure.planned,
        figure.ratio,
        say_edtf(period.edtf, language) if period else None,
        period.first if period else None,
        period.last if period else None,
        period.round if period else None,
        figure.summary.name,
        figure.summary.organ,
        figure.origin.part,
        figure.origin.page,
        figure.origin.words,
        say_doubts(list(figure.doubts), language) or None,
        review_status.word(figure.status, language).lower(),
    )
