"""The tables of a document as the text shows them, for rules on tables that are no quotas: budgets, work, schedules."""

from __future__ import annotations

from dataclasses import dataclass

from parsers import regex
from parsers.text import memo
from rules.context import Context

AMOUNT = regex.compile(r"(?:thành tiền|số tiền|kinh phí|tổng tiền|dự toán)(?!\w)")
"""Heads of columns of money."""
UNIT_OF_HEAD = regex.compile(r" ?\([^()]*\)$")
"""What a head says its figures are in: "rác thu gom | (tấn)"."""
_FIGURE = regex.compile(r"\d{1,3}(?:\.\d{3}){1,4}|\d{1,12}")
_TOTAL = regex.compile(
    r"(?:(?:tổng|cộng)(?: (?:cộng|số|kinh phí|dự toán|tiền|chi|chi phí|toàn bộ|các khoản|các mục))*"
    r"(?: (?:toàn|cả) \p{L}+(?: \p{L}+){0,2})?|toàn (?:tỉnh|huyện|xã|phường|trường|viện|ngành|công ty))(?: \(.*\)|:)?"
)
_NARROWEST = 3
_YEAR = regex.compile(r"(?:cộng |tổng )?(?:cả|toàn) năm(?: \d{4})?")
_PART_OF_YEAR = regex.compile(r"(?:quý|tháng) (?:[ivx]+|\d{1,2})|6 tháng (?:đầu|cuối) năm")


@dataclass(frozen=True, slots=True)
class TextCell:
    """The normal form of a cell, and its stretch of ``Context.plain``."""

    text: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        """The whole number that the cell says and nothing else; 840.000.000 is one, 3,5 and "12 suất" are none."""
        return int(self.text.replace(".", "")) if _FIGURE.fullmatch(self.text) else None


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table with its head in the first row."""

    head: list[TextCell]
    rows: list[list[TextCell]]

    def column(self, names: regex.Pattern[str]) -> int | None:
        """The only column whose head the names match."""
        found = [index for index, cell in enumerate(self.head) if names.match(cell.text)]
        return found[0] if len(found) == 1 else None

    @property
    def total(self) -> list[TextCell] | None:
        """The last row, where it says that it is the total."""
        row = self.rows[-1]
        parts = (f"{self.head[0].text} {one[0].text}" for one in self.rows[:-1])  # "II" below "Quý"
        of_year = all(map(_PART_OF_YEAR.search, parts)) and _YEAR.fullmatch(row[0].text)
        return row if of_year or any(_TOTAL.fullmatch(cell.text) for cell in row[:2]) else None


@memo
def text_tables(context: Context) -> list[TextTable]:
    """The tables of a document, each of a head and two rows or more that are as wide."""
    found: list[TextTable] = []
    rows: list[list[TextCell]] = []
    at = 0
    for line in [*context.norm.split("\n"), ""]:
        width = line.count("\t") + 1
        if width < _NARROWEST or (rows and width != len(rows[0])):
            if len(rows) > 2:
                found.append(TextTable(rows[0], rows[1:]))
            rows = []
        if width >= _NARROWEST:
            rows.append(_cells(line, at))
        at += len(line) + 1
    return found


def _cells(line: str, at: int) -> list[TextCell]:
    found: list[TextCell] = []
    for piece in line.split("\t"):
        text = piece.strip()
        start = at + len(piece) - len(piece.lstrip())
        found.append(TextCell(text, start, start + len(text)))
        at += len(piece) + 1
    return found
