"""What the sheets of a document's workbook share: the file, the links to the source, the marks of review.

In: a document as people left it. Each module of sheets writes into ``DocumentWorkbook.file``; what it counts there,
``DocumentWorkbook.summaries``, the overview shows.

    book.fact_sheet("Thời hạn", columns, (fact_row(book, deadline, 1, day, …) for …), "Văn bản không nêu …")
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hmtn_ingest.exports import review_status
from hmtn_ingest.exports.line_numbers import LineNumbers, page
from hmtn_ingest.exports.xlsx_file import XlsxColumn, XlsxFile, XlsxLink, XlsxRow, XlsxValue, text_pieces
from hmtn_ingest.i18n.phrases import say_date, say_doubts
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import Grounded, Header, Record, Span

SOURCE = "Nguồn"
REVIEW = "Rà soát"
_UNREVIEWED = (review_status.word("open"), review_status.word("stale"))


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """A sheet with how many rows it has, how many are not reviewed, and how many want a look."""

    name: str
    rows: int
    open: int
    doubtful: int


class DocumentWorkbook:
    """The workbook of one document in the making."""

    first_line_row = 5
    """Row of the sheet "Nguồn" in which the first line of the text stands."""

    def __init__(self, reviewed: Reviewed) -> None:
        self.reviewed = reviewed
        self.record = reviewed.record
        self.numbers = LineNumbers(reviewed.record)
        self.summaries: list[SheetSummary] = []
        header = reviewed.record.header
        kind, subject, code = _words(header.type_name) or "VĂN BẢN", _words(header.subject), header.code or ""
        self.title = f"{kind}: {subject}" if subject else kind
        self.caption = _caption(kind, code, header)
        self.file = XlsxFile(self.title, footer=code or kind)
        self.lines = [text_pieces(line.replace("\t", "  |  ")) for line in self.numbers.lines]
        """The lines of the text as they stand in "Nguồn"; one that is too long for a cell takes several rows."""
        self._rows: list[int] = []
        row = self.first_line_row
        for pieces in self.lines:
            self._rows.append(row)
            row += len(pieces)

    def link(self, spans: Sequence[Span]) -> XlsxLink | None:
        """The way from a row to its words."""
        line = self.numbers.first_line(spans)
        if line is None:
            return None
        on = page(spans)
        return XlsxLink(f"tr. {on}, dòng {line}" if on else f"dòng {line}", SOURCE, self._rows[line - 1])

    def fact_sheet(
        self, name: str, columns: Sequence[XlsxColumn], rows: Iterable[XlsxRow], empty: str, note: str = ""
    ) -> None:
        """A sheet with one table; its numbers go into the overview."""
        sheet = self.file.sheet(name, [column.width for column in columns], wide=True)
        sheet.title(name, self.caption, *([note] if note else []))
        review = next((number for number, column in enumerate(columns) if column.title == REVIEW), None)
        made = list(rows)
        sheet.table(columns, made, empty)
        waiting = sum(review is not None and str(row.values[review]).startswith(_UNREVIEWED) for row in made)
        self.summaries.append(SheetSummary(name, len(made), waiting, sum(row.doubtful for row in made)))


def fact_row(book: DocumentWorkbook, item: Record, *values: XlsxValue, more: str = "") -> XlsxRow:
    """A row for a fact: its values, then review, doubts and the link to its words."""
    state = book.reviewed.state(item.id)
    doubts = say_doubts([doubt for doubt in item.doubts if doubt != "blank"])
    review = "\n".join(filter(None, (review_status.said(state), more)))
    return XlsxRow((*values, review, doubts or None, book.link(item.spans)), bool(doubts) or state.status == "stale")


def _words(field: Grounded[str] | None) -> str:
    return (field and field.value) or ""


def _caption(kind: str, code: str, header: Header) -> str:
    """The document in a line: "Kế hoạch số 31/KH-BCĐ ngày 19/01/2026 · BAN CHỈ ĐẠO PHƯỜNG BỜ LAU"."""
    date = header.issued_date.value if header.issued_date else None
    parts = (kind.capitalize(), f"số {code}" if code else "", f"ngày {say_date(date)}" if date else "")
    organ = _words(header.organ_name)
    return " ".join(part for part in parts if part) + (f" · {organ}" if organ else "")
