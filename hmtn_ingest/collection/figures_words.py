"""How planned and reported numbers are said."""

from __future__ import annotations

from hmtn_ingest.collection.figures import Figure, FigureKind, Measure, Period
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_edtf, say_quantity
from parsers import regex
from parsers.records import BodyLevel, Indicator, Quantity

# "quý ii" · "lần thứ xii": a round is kept in small letters
_ROMAN = regex.compile(r"(?<!\w)[ivx]+(?!\w)")


def say_indicator(indicator: Indicator, language: Language = "vi") -> str:
    return say(f"indicator.{indicator}", language)


def say_measure(measure: Measure, language: Language = "vi") -> str:
    """ "Lượng máu (đơn vị máu)", "Tỷ lệ (% dân số)", "Lượng máu (đơn vị máu / sự kiện)"."""
    unit = " ".join(part for part in (measure.unit, measure.of, f"/ {measure.per}" if measure.per else None) if part)
    name = say_indicator(measure.indicator, language)
    return f"{name} ({unit})" if unit else name


def say_kind(kind: FigureKind, language: Language = "vi") -> str:
    return say(f"figure.{kind}", language)


def say_level(level: BodyLevel | None, language: Language = "vi") -> str:
    """A body without a level is an office, a school or a firm."""
    return say(f"level.{level or 'other'}", language)


def say_period(period: Period, language: Language = "vi") -> str:
    """ "năm 2024", "đợt 1, năm 2024", "lần thứ XII, năm 2025"."""
    said = say_edtf(period.edtf, language)
    return f"{_ROMAN.sub(lambda number: number[0].upper(), period.round)}, {said}" if period.round else said


def say_figure(figure: Figure, language: Language = "vi") -> str:
    """The number of a figure with its comparator and unit."""
    measure = figure.measure
    quantity = Quantity(
        comparator=figure.comparator,
        min=figure.low,
        max=figure.high,
        unit=measure.unit or None,
        indicator=measure.indicator,
        of=measure.of,
        per=measure.per,
    )
    return say_quantity(quantity, language)
