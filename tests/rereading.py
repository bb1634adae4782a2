"""Reading the spans of a record again must give its values: what is not so is a made-up value.

Each function yields a line for every value that its own words do not bear out. What a value takes from elsewhere is
left out of the comparison and must be said: a year under ``inferred``, a place in a canonical name, ``how: "inferred"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.document import Block, Document
from parsers.mentions.bodies.canonical import body_references
from parsers.mentions.dates.mentions import DateContext, find_dates
from parsers.mentions.quantities.mentions import find_quantities
from parsers.mentions.quantities.numbers import read_number
from parsers.records import DateValue, DocumentRecord, Grounded, Quantity, Span
from parsers.text import NormalisedText, fold


def unsupported(record: DocumentRecord) -> list[str]:
    """All values of a record that its quotes do not give again; empty for a record without made-up values."""
    return [*_header(record), *_dates(record), *_quantities(record), *_bodies(record), *_cells(record), *_texts(record)]


def joined(spans: list[Span]) -> str:
    return " ".join(span.quote for span in spans)


def _view(quote: str) -> NormalisedText:
    text = re.sub(r"[*#]+", "", quote)  # Markdown marks inside a quote are not content
    return NormalisedText(Document(text, (Block(0, len(text)),)))


def _letters(text: str) -> str:
    """Letters and figures of a text as its view shows it (Markdown marks inside a quote are not content)."""
    return fold(re.sub(r"[*#|\\]+", " ", text)).replace(" ", "")


def _header(record: DocumentRecord) -> Iterator[str]:
    for name in type(record.header).model_fields:
        field = getattr(record.header, name)
        if not isinstance(field, Grounded) or field.value is None or field.how == "inferred":
            continue
        if isinstance(field.value, str) and _letters(field.value) not in _letters(joined(field.spans)):
            yield f"header.{name}: {field.value!r} from {joined(field.spans)!r}"


def _dates(record: DocumentRecord) -> Iterator[str]:
    for date in (*record.dates, *record.deadlines):
        if date.date is not None and "X" not in date.date.edtf and not _says(joined(date.spans), date.date):
            yield f"{date.id}: {date.date.edtf} from {joined(date.spans)!r}"


def _says(quote: str, value: DateValue) -> bool:
    if value.inferred and set(value.inferred) - {"year"}:
        return True  # half of the date stands elsewhere ("đến nay"); the span cannot hold it
    year = int(value.edtf.strip("[{")[:4])
    context = DateContext(year=year) if value.inferred else DateContext()
    again = [m.value.edtf for m in find_dates(_view(quote), context, []) if m.value]
    if value.edtf in again:
        return True
    figures = {int(n) for n in re.findall(r"\d+", quote)} | ({year} if value.inferred else set())
    roman = {"i": 33, "ii": 34, "iii": 35, "iv": 36}
    for part in re.findall(r"\d{4}(?:-\d\d){0,2}", value.edtf):
        numbers = [int(n) for n in part.split("-")]
        season = len(numbers) == 2 and numbers[1] > 12
        if season and not any(roman.get(w) == numbers[1] for w in fold(quote).split()):
            season = numbers[1] - 32 in figures or 6 in figures
            numbers = numbers[:1] if season else numbers
        elif season:
            numbers = numbers[:1]
        if not set(numbers) <= figures:
            return False
    return True


def _quantities(record: DocumentRecord) -> Iterator[str]:
    for counted in (*record.targets, *record.results):
        quote = joined(counted.spans)
        # a bare "90%" is a quantity behind its verb only
        again = [m.quantity for text in (quote, f"đạt {quote}") for m in find_quantities(_view(text), [])]
        cell = read_number(quote)  # of a table of results
        if not any(_same(q, counted.quantity) for q in again) and (cell is None or cell[0] != counted.quantity.min):
            yield f"{counted.id}: {counted.quantity.min}…{counted.quantity.max} from {quote!r}"


def _same(one: Quantity, other: Quantity) -> bool:
    return (one.comparator, one.min, one.max) == (other.comparator, other.min, other.max)


def _bodies(record: DocumentRecord) -> Iterator[str]:
    for ref in body_references(record):
        if ref.spans and _letters(ref.name) != _letters(joined(ref.spans)):
            yield f"body {ref.name!r} from {joined(ref.spans)!r}"


def _cells(record: DocumentRecord) -> Iterator[str]:
    for table in record.quota_tables:
        for row in table.rows:
            for cell in row.values:
                written = re.sub(r"[.\s]", "", joined(cell.spans)).replace(",", ".")
                if cell.value is not None and (not written or float(written) != cell.value):
                    yield f"{table.id}: {cell.value} from {joined(cell.spans)!r}"


def _texts(record: DocumentRecord) -> Iterator[str]:
    for obligation in record.obligations:
        if _letters(obligation.action) != _letters(joined(obligation.spans)):
            yield f"{obligation.id}: {obligation.action[:60]!r}"
    for contact in record.contacts:
        if contact.phone and contact.phone not in re.sub(r"\D", "", joined(contact.spans)):
            yield f"{contact.id}: phone"
    for recipient in record.recipients:
        if _letters(recipient.name) not in _letters(joined(recipient.spans)):
            yield f"{recipient.id}: {recipient.name!r}"
