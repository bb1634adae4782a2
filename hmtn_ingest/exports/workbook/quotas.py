"""The quota tables of a workbook: the plan's own layout, with sums of ours beside its totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from openpyxl.utils import get_column_letter

from hmtn_ingest.exports import review_status
from hmtn_ingest.exports.workbook.parts import DocumentBook, Listed
from hmtn_ingest.exports.workbook.xlsx import Formula, Sheet, Value
from hmtn_ingest.i18n.phrases import say_doubts
from parsers.records import Number, QuotaRow, QuotaTable, Span
from parsers.text import fold

NAME = "Phân bổ"
AGREES, DIFFERS = "Khớp", "LỆCH"
UNSTATED, UNREADABLE = "Không ghi tổng", "Có ô không đọc được"

# cells of a row of text: "1\tTổ dân phố 2\t10" · "| 1 | Xã An | 10 |"
_BETWEEN = regex.compile(r"\t| ?\| ?")
_RULE = regex.compile(r"[\s|:\-–—+=]*")
_WIDTHS = {"ordinal": 5.0, "body": 40.0, "quota": 13.0, "note": 20.0}
_PORTRAIT = 116  # characters that paper upright holds in a readable size
_TAIL = (("Rà soát", 13.0), ("Lưu ý", 16.0), ("Nguồn", 14.0))


def write_quotas(book: DocumentBook) -> None:
    """A sheet for each table: "Phân bổ", or "Phân bổ 1", "Phân bổ 2", …"""
    tables = book.record.quota_tables
    for number, table in enumerate(tables, start=1):
        _Quotas(book, table, NAME if len(tables) == 1 else f"{NAME} {number}").write()


@dataclass(frozen=True, slots=True)
class _Between:
    """A row that only heads others: "I. KHỐI PHƯỜNG"."""

    span: Span
    words: str


class _Quotas:
    def __init__(self, book: DocumentBook, table: QuotaTable, name: str) -> None:
        self.book = book
        self.table = table
        self.name = name
        self.columns = [column for column in table.columns if column.role != "ordinal"]
        if any(row.ordinal for row in table.rows):
            ordinal = next((column for column in table.columns if column.role == "ordinal"), None)
            self.head = [(ordinal.name if ordinal else "") or "TT"]
            self.roles: list[str] = ["ordinal"]
        else:
            self.head, self.roles = [], []
        for column in self.columns:
            name_of = column.name or ("Đơn vị" if column.role == "body" else column.unit or "Số lượng")
            if column.unit and fold(column.unit) not in fold(name_of):
                name_of += f"\n({column.unit})"
            self.head.append(name_of)
            self.roles.append(column.role)

    def write(self) -> None:
        book, table = self.book, self.table
        widths = [_WIDTHS[role] for role in self.roles] + [width for _, width in _TAIL]
        sheet = book.file.sheet(self.name, widths, wide=sum(widths) > _PORTRAIT)
        sheet.title(table.title or "Bảng phân bổ chỉ tiêu", book.caption)
        head = sheet.row
        sheet.head([*self.head, *(title for title, _ in _TAIL)])
        sheet.freeze(head)
        numbered: list[int] = []
        for item in self._rows():
            if isinstance(item, _Between):
                self._between(sheet, item)
            else:
                numbered.append(self._body(sheet, item))
        if numbered:
            sheet.sheet.auto_filter.ref = f"A{head}:{get_column_letter(sheet.width)}{sheet.row - 1}"
            self._totals(sheet, numbered)
        state = book.reviewed.state(table.id)
        doubtful = sum(bool(_doubts(row)) for row in table.rows)
        book.lists.append(Listed(self.name, len(table.rows), 0 if state.reviewed else len(table.rows), doubtful))

    def _rows(self) -> list[QuotaRow | _Between]:
        """The rows with the headings between them, which the record has only as text."""
        places = [(span.start, span.end) for row in self.table.rows for span in row.spans]
        taken = places + [(span.start, span.end) for column in self.table.columns for span in column.spans]
        taken += [(span.start, span.end) for cell in self.table.stated_total or () for span in cell.spans]
        heads = {fold(" ".join(column.name for column in self.table.columns))}
        found: list[tuple[int, QuotaRow | _Between]] = []
        last = max((end for _, end in places), default=0)
        for outer in self.table.spans:
            at = outer.start
            for line in outer.quote.split("\n"):
                start, at = at, at + len(line) + 1
                words = " ".join(_cells(line)).strip()
                free = not any(a < start + len(line) and start < b for a, b in taken)
                if free and words and not _RULE.fullmatch(line) and fold(words) not in heads and start < last:
                    span = Span(start=start, end=start + len(line), quote=line, page=outer.page)
                    found.append((start, _Between(span, words)))
        found += [(min((span.start for span in row.spans), default=last), row) for row in self.table.rows]
        return [item for _, item in sorted(found, key=lambda pair: pair[0])]

    def _between(self, sheet: Sheet, item: _Between) -> None:
        values: list[Value] = [None] * len(self.roles)
        values[self.roles.index("body")] = item.words
        sheet.line((*values, None, None, self.book.link([item.span])), bold=True)

    def _body(self, sheet: Sheet, row: QuotaRow) -> int:
        cells = iter(row.values)
        notes = self._notes(row)
        values: list[Value] = []
        wrong: list[int] = []
        for number, role in enumerate(self.roles, start=1):
            if role == "ordinal":
                values.append(_ordinal(row.ordinal))
            elif role == "body":
                values.append(row.body.name)
            elif role == "note":
                values.append(next(notes, None))
            else:
                cell = next(cells, None)
                if cell is None:
                    values.append(None)
                    continue
                unread = cell.value is None and "blank" not in cell.doubts
                values.append(" ".join(span.quote for span in cell.spans) or "?" if unread else cell.value)
                if unread or [doubt for doubt in cell.doubts if doubt != "blank"]:
                    wrong.append(number)
        doubts = _doubts(row)
        if doubts and not wrong:
            wrong = [self.roles.index("body") + 1]
        tail = (review_status.said(self.book.reviewed.state(self.table.id)), say_doubts(doubts) or None)
        aligns = ["center" if role == "ordinal" else "right" if role == "quota" else "left" for role in self.roles]
        return sheet.line(
            (*values, *tail, self.book.link(row.spans)), [*aligns, "left", "left", "left"], doubtful=wrong
        )

    def _notes(self, row: QuotaRow) -> Iterator[str | None]:
        """The cells of the columns that are no quota, from the words of the row; nothing where they do not fit."""
        cells = [cell for span in row.spans for cell in _cells(span.quote)]
        if len(row.spans) != 1 or len(cells) != len(self.table.columns):
            return iter(())
        pairs = zip(self.table.columns, cells, strict=True)
        return iter([cell.strip() or None for column, cell in pairs if column.role == "note"])

    def _totals(self, sheet: Sheet, rows: list[int]) -> None:
        """Stated totals, live sums of ours, their difference and what it says."""
        first = sheet.row
        stated: list[Value] = [None] * len(self.roles)
        sums, differences, verdicts = ([*stated] for _ in range(3))
        label = self.roles.index("body")
        stated[label], sums[label] = "Tổng cộng (văn bản ghi)", "Tổng cộng (công thức tính từ các dòng)"
        differences[label], verdicts[label] = "Chênh lệch", "Kết luận"
        places = [number for number, role in enumerate(self.roles) if role == "quota"]
        totals = self.table.stated_total or []
        for index, place in enumerate(places):
            column = get_column_letter(place + 1)
            cells = f"{column}{rows[0]}:{column}{rows[-1]}"  # headings in between have no numbers
            given = totals[index].value if index < len(totals) else None
            counted = [row.values[index] for row in self.table.rows if index < len(row.values)]
            total = round(sum(cell.value for cell in counted if cell.value is not None), 6)
            unread = any(cell.value is None and "blank" not in cell.doubts for cell in counted)
            difference = round(given - total, 6) if given is not None else None
            stated[place] = given
            sums[place] = Formula(f"=SUM({cells})", total)
            ours, theirs, apart = f"{column}{first + 1}", f"{column}{first}", f"{column}{first + 2}"
            differences[place] = Formula(
                f'=IF(ISNUMBER({theirs}),ROUND({theirs}-{ours},6),"")', "" if difference is None else difference
            )
            verdicts[place] = Formula(
                f'=IF(COUNTA({cells})>COUNT({cells}),"{UNREADABLE}",IF(ISNUMBER({theirs}),'
                f'IF({apart}=0,"{AGREES}","{DIFFERS} "&{apart}),"{UNSTATED}"))',
                UNREADABLE if unread else _verdict(difference),
            )
        spans = [span for cell in totals for span in cell.spans]
        aligns = ["left" if role == "body" else "right" for role in self.roles] + ["left"] * len(_TAIL)
        for values, link in ((stated, self.book.link(spans)), (sums, None), (differences, None), (verdicts, None)):
            sheet.line((*values, None, None, link), aligns, bold=True)
        for place in places:
            column = get_column_letter(place + 1)
            # a difference, and so the three cells that make it
            differs = f"AND(ISNUMBER({column}${first + 2}),{column}${first + 2}<>0)"
            unread_cells = f'{column}${first + 3}="{UNREADABLE}"'
            sheet.flag(f"{column}{first}:{column}{first + 3}", f"OR({differs},{unread_cells})")


def _verdict(difference: Number | None) -> str:
    if difference is None:
        return UNSTATED
    if not difference:
        return AGREES
    return f"{DIFFERS} {int(difference) if difference == int(difference) else difference}"


def _cells(line: str) -> list[str]:
    return [str(cell) for cell in _BETWEEN.split(line.strip("| ") if "|" in line else line)]


def _ordinal(ordinal: str | None) -> Value:
    return int(ordinal) if ordinal and ordinal.isdecimal() and str(int(ordinal)) == ordinal else ordinal


def _doubts(row: QuotaRow) -> list[str]:
    found = [*row.doubts, *(doubt for cell in row.values for doubt in cell.doubts)]
    return [doubt for doubt in dict.fromkeys(found) if doubt != "blank"]
