"""The sheets with quota tables: the plan's own layout, with live sums of ours beside its totals.

In: the workbook of a document. Out: a sheet for each of its quota tables: the rows with the headings between them, then
what the plan states as total, our sum as a formula, the difference, and what it says:

    Tổng cộng (văn bản ghi)                    280
    Tổng cộng (công thức tính từ các dòng)     =SUM(C5:C9)
    Chênh lệch                                 =IF(ISNUMBER(C10),ROUND(C10-C11,6),"")
    Kết luận                                   Khớp
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from hmtn_ingest.exports.workbook.document_workbook import DocumentWorkbook, SheetSummary
from hmtn_ingest.exports.xlsx_file import XlsxFormula, XlsxSheet, XlsxValue
from hmtn_ingest.i18n.phrases import say_doubts
from parsers import regex
from parsers.records import Grounded, Number, QuotaColumn, QuotaRow, QuotaTable, Span
from parsers.text import fold

_TOTALS = ("stated-total", "our-total", "difference", "verdict")

# cells of a row of text: "1\tTổ dân phố 2\t10" · "| 1 | Xã An | 10 |"
_BETWEEN = regex.compile(r"\t| ?\| ?")
_RULE = regex.compile(r"[\s|:\-–—+=]*")
# "value" is a column of numbers, whatever its role
_WIDTHS = {"ordinal": 5.0, "body": 40.0, "value": 13.0, "note": 20.0}
_ALIGNS = {"ordinal": "center", "body": "left", "value": "right", "note": "left"}
_PORTRAIT = 116  # digits that paper upright holds in a readable size
_TAIL = (("review", 13.0), ("remarks", 16.0), ("source", 14.0))
_TAIL_ALIGNS = ("left",) * len(_TAIL)


def write_quotas(book: DocumentWorkbook) -> None:
    """A sheet for each table: "Phân bổ", or "Phân bổ 1", "Phân bổ 2", …"""
    tables = book.record.quota_tables
    for number, table in enumerate(tables, start=1):
        name = book.say("quotas")
        _QuotaSheet(book, table, name if len(tables) == 1 else f"{name} {number}").write()


@dataclass(frozen=True, slots=True)
class _Heading:
    """A row that heads others: "I. KHỐI PHƯỜNG", with the sub-totals that stand in it."""

    span: Span
    words: str
    values: tuple[Number | None, ...] = ()


class _QuotaSheet:
    def __init__(self, book: DocumentWorkbook, table: QuotaTable, name: str) -> None:
        self.book = book
        self.table = table
        self.name = name
        self.heads = _heads(book, table)
        self.roles = [role for _, role in self.heads]
        self.body = self.roles.index("body")
        self.values = [place for place, role in enumerate(self.roles) if role == "value"]

    def write(self) -> None:
        book, table = self.book, self.table
        widths = [_WIDTHS[role] for role in self.roles] + [width for _, width in _TAIL]
        sheet = book.file.sheet(self.name, widths, wide=sum(widths) > _PORTRAIT)
        sheet.title(table.title or book.say("quota-table"), book.caption)
        head = sheet.row
        sheet.head([*(title for title, _ in self.heads), *(book.say(title) for title, _ in _TAIL)])
        sheet.freeze(head)
        rows: list[int] = []
        for item in _rows(table):
            if isinstance(item, _Heading):
                self._heading(sheet, item)
            else:
                rows.append(self._row(sheet, item))
        if rows:
            sheet.filter(head)
            self._totals(sheet, rows)
        waiting = 0 if book.reviewed.state(table.id).reviewed else len(table.rows)
        doubtful = sum(bool(_doubts(row)) for row in table.rows)
        book.summaries.append(SheetSummary(self.name, len(table.rows), waiting, doubtful))

    def _heading(self, sheet: XlsxSheet, heading: _Heading) -> None:
        values: list[XlsxValue] = [None] * len(self.roles)
        values[self.body] = heading.words
        for place, value in zip(self.values, heading.values, strict=False):
            values[place] = value
        aligns = [*(_ALIGNS[role] for role in self.roles), *_TAIL_ALIGNS]
        sheet.line((*values, None, None, self.book.link([heading.span])), aligns, bold=True)

    def _row(self, sheet: XlsxSheet, row: QuotaRow) -> int:
        by_role: dict[str, Iterator[XlsxValue]] = {
            "ordinal": itertools.repeat(_ordinal(row.ordinal)),
            "body": itertools.repeat(row.body.name),
            "value": map(_as_read, row.values),
            "note": self._notes(row),
        }
        values = [next(by_role[role], None) for role in self.roles]
        doubts = _doubts(row)
        wrong = [place + 1 for place, cell in zip(self.values, row.values, strict=False) if _is_doubtful(cell)]
        if doubts and not wrong:
            wrong = [self.body + 1]
        review = self.book.review(self.book.reviewed.state(self.table.id))
        return sheet.line(
            (*values, review, say_doubts(doubts, self.book.language) or None, self.book.link(row.spans)),
            [*(_ALIGNS[role] for role in self.roles), *_TAIL_ALIGNS],
            doubtful=wrong,
        )

    def _notes(self, row: QuotaRow) -> Iterator[str | None]:
        """The cells of the columns of words, from those of the row; nothing where they do not fit."""
        cells = [cell for span in row.spans for cell in _cells(span.quote)]
        if len(row.spans) != 1 or len(cells) != len(self.table.columns):
            return iter(())
        pairs = zip(self.table.columns, cells, strict=True)
        return iter([cell.strip() or None for column, cell in pairs if column.role == "note" and not column.has_values])

    def _totals(self, sheet: XlsxSheet, rows: Sequence[int]) -> None:
        """Below the rows of bodies: stated totals, live sums of ours, their difference, what it says."""
        first = sheet.row
        lines: list[list[XlsxValue]] = [[None] * len(self.roles) for _ in _TOTALS]
        for line, label in zip(lines, _TOTALS, strict=True):
            line[self.body] = self.book.say(label)
        columns = [*zip(self.values, self.table.value_columns, strict=True)]
        for index, (place, column) in enumerate(columns):
            totals: tuple[XlsxValue, ...] = (_stated(self.table, index),)
            if column.adds_up:
                totals = _column_totals(self.book, self.table, index, xl_col_to_name(place), rows, first)
            for line, value in zip(lines, totals, strict=False):
                line[place] = value
        stated = self.book.link([span for cell in self.table.stated_total or () for span in cell.spans])
        aligns = ["left" if role == "body" else "right" for role in self.roles]
        for line, link in zip(lines, (stated, None, None, None), strict=True):
            sheet.line((*line, None, None, link), [*aligns, *_TAIL_ALIGNS], bold=True)
        unreadable = self.book.say("unreadable")
        for place in (place for place, column in columns if column.adds_up):
            letter = xl_col_to_name(place)
            # a difference, and so the three cells that make it
            differs = f"AND(ISNUMBER({letter}${first + 2}),{letter}${first + 2}<>0)"
            unread_cells = f'{letter}${first + 3}="{unreadable}"'
            sheet.flag(f"{letter}{first}:{letter}{first + 3}", f"OR({differs},{unread_cells})")


def _heads(book: DocumentWorkbook, table: QuotaTable) -> list[tuple[str, str]]:
    """Titles and roles of the columns; ordinals come first, and only where a row has one."""
    heads = [
        (_title(book, column), "value" if column.has_values else str(column.role))
        for column in table.columns
        if column.role != "ordinal"
    ]
    if not any(row.ordinal for row in table.rows):
        return heads
    name = next((column.name for column in table.columns if column.role == "ordinal"), "")
    return [(name or book.say("number"), "ordinal"), *heads]


def _title(book: DocumentWorkbook, column: QuotaColumn) -> str:
    name = column.name or (book.say("body") if column.role == "body" else column.unit or book.say("amount"))
    if column.unit and fold(column.unit) not in fold(name):
        return f"{name}\n({column.unit})"
    return name


def _rows(table: QuotaTable) -> list[QuotaRow | _Heading]:
    """The rows with the headings between them: group rows, and lines that the record has only as text."""
    last = max((span.end for row in table.rows for span in row.spans), default=0)
    found: list[tuple[int, QuotaRow | _Heading]] = [
        (heading.span.start, heading) for heading in _headings(table) if heading.span.start < last
    ]
    found += [
        (
            span.start,
            _Heading(span, _heading_words(table, span), tuple(cell.value for cell in group.stated_subtotal or ())),
        )
        for group in table.groups
        for span in group.spans[:1]
    ]
    found += [(min((span.start for span in row.spans), default=last), row) for row in table.rows]
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def _heading_words(table: QuotaTable, name: Span) -> str:
    """The name of a group row with what stands before it in its line: "I KHỐI THÔN"."""
    for outer in table.spans:
        if outer.start <= name.start < outer.end:
            at = name.start - outer.start
            before = _cells(outer.quote[outer.quote.rfind("\n", 0, at) + 1 : at])
            return " ".join(" ".join((*before, name.quote)).split())
    return name.quote


def _headings(table: QuotaTable) -> Iterator[_Heading]:
    """The lines of the table that are no row, no head, no total and no rule drawn with signs."""
    taken = _read_spans(table)
    head = fold(" ".join(column.name for column in table.columns))
    for outer in table.spans:
        end = outer.start - 1
        for line in outer.quote.split("\n"):
            start, end = end + 1, end + 1 + len(line)
            words = " ".join(_cells(line)).strip()
            free = not any(span.start < end and start < span.end for span in taken)
            if free and words and not _RULE.fullmatch(line) and fold(words) != head:
                yield _Heading(Span(start=start, end=end, quote=line, page=outer.page), words)


def _read_spans(table: QuotaTable) -> list[Span]:
    """Where the parts of the table stand that the record has as values."""
    parts = (*table.rows, *table.groups, *table.columns, *(table.stated_total or ()))
    return [span for part in parts for span in part.spans]


def _column_totals(
    book: DocumentWorkbook, table: QuotaTable, index: int, column: str, rows: Sequence[int], first: int
) -> tuple[XlsxValue, XlsxFormula, XlsxFormula, XlsxFormula]:
    """Stated total, our sum, difference and verdict of a column that adds up, in the rows from ``first`` on."""
    stated, ours, apart = (f"{column}{first + down}" for down in range(3))
    cells = ",".join(f"{column}{top}:{column}{bottom}" for top, bottom in _stretches(rows, table))
    given = _stated(table, index)
    counted = [row.values[index] for row in table.rows if index < len(row.values)]
    total = round(sum(cell.value for cell in counted if cell.value is not None), 6)
    difference = round(given - total, 6) if given is not None else None
    agrees, differs, unstated, unreadable = map(book.say, ("agrees", "differs", "unstated", "unreadable"))
    verdict = unstated if difference is None else f"{differs} {_short(difference)}" if difference else agrees
    if any(map(_is_unread, counted)):
        verdict = unreadable
    return (
        given,
        XlsxFormula(f"=SUM({cells})", total),
        XlsxFormula(f'=IF(ISNUMBER({stated}),ROUND({stated}-{ours},6),"")', "" if difference is None else difference),
        XlsxFormula(
            f'=IF(COUNTA({cells})>COUNT({cells}),"{unreadable}",IF(ISNUMBER({stated}),'
            f'IF({apart}=0,"{agrees}","{differs} "&{apart}),"{unstated}"))',
            verdict,
        ),
    )


def _stretches(rows: Sequence[int], table: QuotaTable) -> Iterator[tuple[int, int]]:
    """First and last of the rows of bodies that follow each other; all are one where group rows have no numbers."""
    apart = any(group.stated_subtotal for group in table.groups)
    top = rows[0]
    for row, after in itertools.pairwise((*rows, rows[-1] + 2)):
        if after == rows[-1] + 2 or (apart and after > row + 1):
            yield top, row
            top = after


def _stated(table: QuotaTable, index: int) -> Number | None:
    totals = table.stated_total or []
    return totals[index].value if index < len(totals) else None


def _short(number: Number) -> Number:
    return int(number) if number == int(number) else number


def _cells(line: str) -> list[str]:
    return [str(cell) for cell in _BETWEEN.split(line.strip("| ") if "|" in line else line)]


def _ordinal(ordinal: str | None) -> XlsxValue:
    return int(ordinal) if ordinal and ordinal.isdecimal() and str(int(ordinal)) == ordinal else ordinal


def _is_unread(cell: Grounded[Number]) -> bool:
    """Whether something stands in the cell that could not be read as a number."""
    return cell.value is None and "blank" not in cell.doubts


def _is_doubtful(cell: Grounded[Number]) -> bool:
    return _is_unread(cell) or any(doubt != "blank" for doubt in cell.doubts)


def _as_read(cell: Grounded[Number]) -> XlsxValue:
    """The number; the words of the cell where they are none that could be read."""
    return (" ".join(span.quote for span in cell.spans) or "?") if _is_unread(cell) else cell.value


def _doubts(row: QuotaRow) -> list[str]:
    found = [*row.doubts, *(doubt for cell in row.values for doubt in cell.doubts)]
    return [doubt for doubt in dict.fromkeys(found) if doubt != "blank"]
