"""The time that a commitment or an achievement is for."""

from __future__ import annotations

import regex

from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.statements import Statement
from parsers.layout.outline import Paragraph
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.records import DateValue


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


_SPAN_OF_YEARS = regex.compile(r"(\d{4}) ?- ?(\d{4})")
_HALF = regex.compile(r"6 tháng (đầu|cuối) năm (\d{4})")
_QUARTER = regex.compile(r"quý (i{1,3}|iv|[1-4])\b\D*(\d{4})")
_YEAR = regex.compile(r"(\d{4})")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _of_document(annotated: AnnotatedDocument) -> DateValue | None:
    period = annotated.header.period
    return period_in_words((period.value or "") if period else "")


def period_in_words(words: str) -> DateValue | None:
    """The time that a header's ``period`` names: "6 tháng đầu năm 2023", "năm học 2025 - 2026", "đợt 2 năm 2024"."""
    text = words.lower()
    if span := _SPAN_OF_YEARS.search(text):
        first, last = span.groups()
        return DateValue(edtf=f"{first}/{last}", first=f"{first}-01-01", last=f"{last}-12-31", inferred=["period"])
    if half := _HALF.search(text):
        days = ("01-01", "06-30") if half[1] == "đầu" else ("07-01", "12-31")
        edtf = f"{half[2]}-{40 if half[1] == 'đầu' else 41}"
        return DateValue(edtf=edtf, first=f"{half[2]}-{days[0]}", last=f"{half[2]}-{days[1]}", inferred=["period"])
    if quarter := _QUARTER.search(text):
        number = _QUARTERS.get(quarter[1]) or int(quarter[1])
        last_day = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}[number]
        first_day = f"{quarter[2]}-{3 * number - 2:02d}-01"
        return DateValue(
            edtf=f"{quarter[2]}-{32 + number}", first=first_day, last=f"{quarter[2]}-{last_day}", inferred=["period"]
        )
    if year := _YEAR.search(text):
        return DateValue(edtf=year[1], first=f"{year[1]}-01-01", last=f"{year[1]}-12-31", inferred=["period"])
    return None
