"""The time that a commitment or an achievement is for."""

from __future__ import annotations

import regex

from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.statements import Statement
from parsers.layout.outline import Paragraph
from parsers.mentions.dates.patterns import QUARTER, YEAR
from parsers.mentions.dates.values import Point, value
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.records import DateValue
from parsers.text import roman_value


def period_of(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """The time that the number is for: a date of its clause or sentence, of its item, of a heading, of the document."""
    mention = statement.mention
    for start, end in (statement.clause, statement.sentence):
        if found := _nearest(annotated, start, end, mention):
            return found
    if found := _time_line(annotated, statement.paragraph):
        return found
    node = statement.paragraph.node
    while node is not None:
        p = node.paragraph
        if found := _nearest(annotated, p.content, p.end, mention):
            return found
        if found := _time_line(annotated, p):
            return found
        node = node.parent
    return _of_document(annotated)


def _nearest(annotated: AnnotatedDocument, start: int, end: int, mention: QuantityMention) -> DateValue | None:
    """The last date before the number, or else the first one after it; dates of cited documents aside."""
    dates = [
        d for d in within(annotated.dates, start, end)
        if d.value is not None and d.value.edtf and not any(c.end <= d.start <= c.end + 12 for c in annotated.codes)
    ]  # fmt: skip
    earlier = [d for d in dates if d.end <= mention.start]
    later = [d for d in dates if d.start >= mention.end]
    # a day says more than the year beside it; a named day ("Ngày Quốc tế … 05/12") is what the event is held for
    nearest = sorted([*reversed(earlier), *later], key=lambda d: (d.named, len(d.value.edtf if d.value else "") < 7))
    return nearest[0].value if nearest else None


def _time_line(annotated: AnnotatedDocument, paragraph: Paragraph) -> DateValue | None:
    """The date of a "Thời gian: …" line beside the paragraph in its section."""
    node = paragraph.node
    parent = node.parent if node is not None and paragraph.opens else node
    for child in parent.children if parent is not None else ():
        p = child.paragraph
        if annotated.view.norm.startswith("thời gian", p.content):
            dates = [d for d in within(annotated.dates, p.content, p.end) if d.value is not None]
            return dates[0].value if dates else None
    return None


# "năm học 2025 - 2026" · "6 tháng đầu năm 2023" · "quý II năm 2026" · "đợt 2 năm 2024"
_SPAN_OF_YEARS = regex.compile(rf"(?P<first>{YEAR}) ?- ?(?P<last>{YEAR})")
_HALF = regex.compile(rf"6 tháng (?P<half>đầu|cuối) năm (?P<year>{YEAR})")
_QUARTER = regex.compile(rf"quý (?P<quarter>{QUARTER})\D*(?P<year>{YEAR})")
_YEAR = regex.compile(YEAR)


def _of_document(annotated: AnnotatedDocument) -> DateValue | None:
    period = annotated.header.period
    return period_in_words((period.value or "") if period else "")


def period_in_words(words: str) -> DateValue | None:
    """The time that a header's ``period`` names: "6 tháng đầu năm 2023", "năm học 2025 - 2026", "đợt 2 năm 2024"."""
    points = _points(words.lower())
    return value(points, "to").model_copy(update={"inferred": ["period"]}) if points else None


def _points(text: str) -> list[Point]:
    if span := _SPAN_OF_YEARS.search(text):
        return [Point("year", int(span["first"])), Point("year", int(span["last"]))]
    if half := _HALF.search(text):
        return [Point("half", int(half["year"]), 1 if half["half"] == "đầu" else 2)]
    if quarter := _QUARTER.search(text):
        number = roman_value(quarter["quarter"]) or int(quarter["quarter"])
        return [Point("quarter", int(quarter["year"]), number)]
    if year := _YEAR.search(text):
        return [Point("year", int(year[0]))]
    return []
