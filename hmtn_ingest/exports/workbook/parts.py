"""What the sheets of a document's workbook share: the source that rows link to, and the marks of review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hmtn_ingest.exports import review_status
from hmtn_ingest.exports.line_numbers import Places, page
from hmtn_ingest.exports.workbook.xlsx import LONGEST, Book, Column, Link, Value
from hmtn_ingest.i18n.phrases import say_date, say_doubts
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import Record, Span

SOURCE = "Nguồn"

Row = tuple[Sequence[Value], bool]
"""The cells of a row, and whether it wants a look."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet with how many rows it has, how many are not reviewed, and how many want a look."""

    name: str
    rows: int
    open: int
    doubtful: int


class DocumentBook:
    """The workbook of one document in the making."""

    first_line_row = 5
    """Row of the sheet "Nguồn" in which the first line of the text stands."""

    def __init__(self, reviewed: Reviewed) -> None:
        self.reviewed = reviewed
        self.record = reviewed.record
        self.places = Places(reviewed.record)
        self.lists: list[Listed] = []
        header = reviewed.record.header
        kind = (header.type_name and header.type_name.value) or "VĂN BẢN"
        subject = (header.subject and header.subject.value) or ""
        self.title = f"{kind}: {subject}" if subject else kind
        number, notation = (part.value if part else None for part in (header.code_number, header.code_notation))
        code = f"{number or '…'}/{notation or '…'}" if number or notation else ""
        date = header.issued_date.value if header.issued_date else None
        organ = header.organ_name.value if header.organ_name else None
        said = (kind.capitalize(), f"số {code}" if code else "", f"ngày {say_date(date)}" if date else "")
        self.caption = " ".join(part for part in said if part) + (f" · {organ}" if organ else "")
        self.file = Book(title=self.title, footer=code or kind)
        self._rows = self._source_rows()

    def _source_rows(self) -> list[int]:
        """The row of the sheet "Nguồn" for each line; a line too long for one cell takes several."""
        rows, row = [], self.first_line_row
        for line in self.places.lines:
            rows.append(row)
            row += max(1, -(-len(line.replace("\t", "  |  ")) // LONGEST))
        return rows

    def link(self, spans: Sequence[Span]) -> Link | None:
        """The way from a row to its words."""
        line = self.places.first_line(spans)
        if line is None:
            return None
        on = page(spans)
        return Link(f"tr. {on}, dòng {line}" if on else f"dòng {line}", SOURCE, self._rows[line - 1])

    def list(self, name: str, columns: Sequence[Column], rows: Iterable[Row], empty: str, note: str = "") -> None:
        """A sheet with one table; its numbers go into the overview."""
        sheet = self.file.sheet(name, [column.width for column in columns], wide=True)
        sheet.title(f"{name}", self.caption, *([note] if note else []))
        review = next(number for number, column in enumerate(columns) if column.title == "Rà soát")
        made = list(rows)
        sheet.table(columns, made, empty)
        unread = (review_status.STATUSES["open"][0], review_status.STATUSES["stale"][0])
        waiting = sum(str(values[review]).startswith(unread) for values, _ in made)
        self.lists.append(Listed(name, len(made), waiting, sum(doubtful for _, doubtful in made)))


def marked(book: DocumentBook, item: Record, *values: Value, more: str = "") -> Row:
    """A row for a fact: its values, then review, doubts and the link to its words."""
    state = book.reviewed.state(item.id)
    doubts = say_doubts([doubt for doubt in item.doubts if doubt != "blank"])
    review = "\n".join(filter(None, (review_status.said(state), more)))
    return (*values, review, doubts or None, book.link(item.spans)), bool(doubts) or state.status == "stale"
