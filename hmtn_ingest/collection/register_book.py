"""The register of incoming documents as a book: its rows by year, in the order of their arrival numbers. Pure.

Comes in: what the register has of each document, and the documents that are there. Goes out: rows for the page *Sổ văn
bản đến* and the book in Excel. A row whose document is deleted tells what was known of it when it was registered.

    book_rows({12: entry}, [summary])[0].organ  # "UBND XÃ ĐỒI THÔNG"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hmtn_ingest.collection.document import DocumentSummary
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.review.masking import mask_entry
from hmtn_ingest.review.stored import RegisterEntry

_NUMBER = re.compile(r"(\d*)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row of the book, phone numbers hidden. ``issued`` is EDTF; ``deleted`` tells that the document is gone."""

    document: int
    entry: RegisterEntry
    type_name: str
    organ: str
    issued: str
    deleted: bool

    @property
    def about(self) -> str:
        """Type and subject in one, as the decree's form has them: "Kế hoạch: Vận động hiến máu"."""
        parts = (self.type_name.capitalize(), self.entry.subject)
        return ": ".join(part for part in parts if part)


def book_rows(entries: Mapping[int, RegisterEntry], documents: Iterable[DocumentSummary]) -> list[BookRow]:
    """Every row, by year and arrival number: "9" before "10", "10a" behind it, rows without a number last."""
    there = {one.document: one for one in documents}
    rows = [_row(document, entry, there.get(document)) for document, entry in entries.items()]
    return sorted(rows, key=_place)


def _row(document: int, entry: RegisterEntry, there: DocumentSummary | None) -> BookRow:
    entry = mask_entry(entry, mask_personal_data)
    said = (entry.type_name, entry.organ_name, entry.issued)
    if there:
        said = (there.type_name or "", there.organ or "", there.issued or "")
    return BookRow(document, entry, *said, deleted=there is None)


def _place(row: BookRow) -> tuple[int, bool, int, str, int]:
    written = row.entry.arrival_number.strip()
    match = _NUMBER.fullmatch(written)
    number, rest = match.groups() if match else ("", written)
    return row.entry.year or 0, not number, int(number or 0), rest, row.entry.row
