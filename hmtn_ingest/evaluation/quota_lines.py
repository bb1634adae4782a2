"""Rows of quota tables, out of gold or out of a record, and when two of them are the same row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hmtn_ingest.evaluation.gold import GoldTable
from hmtn_ingest.evaluation.matching import fold_name, same_name
from parsers.records import QuotaRow, QuotaTable


@dataclass(frozen=True)
class QuotaLine:
    """One row of a quota table, in gold or in a record."""

    ordinal: str
    body: str
    values: tuple[float | None, ...]
    row: QuotaRow | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.ordinal} {self.body} {list(self.values)}"


def gold_lines(tables: Sequence[GoldTable] | None) -> list[QuotaLine] | None:
    """The rows that gold has; ``None`` where it annotates no tables."""
    if tables is None:
        return None
    return [
        QuotaLine(str(row[0]), str(row[1]), tuple(None if cell is None else float(cell) for cell in row[2:]))
        for table in tables
        for row in table.rows
    ]


def record_lines(tables: Sequence[QuotaTable]) -> list[QuotaLine]:
    """The rows of the tables of a record."""
    return [
        QuotaLine(row.ordinal or "", row.body.name, tuple(cell.value for cell in row.values), row)
        for table in tables
        for row in table.rows
    ]


def same_line(want: QuotaLine, got: QuotaLine) -> bool:
    """The same row; a record may keep more columns (reached, percent) than gold, which has those of the plan."""
    return (
        _ordinal(want) == _ordinal(got)
        and (want.values == got.values or (bool(want.values) and _stand_in_order(want.values, got.values)))
        and same_name(want.body, got.body, least=0.93)
    )


def _ordinal(line: QuotaLine) -> str:
    """ "01." and "1" are one."""
    return fold_name(line.ordinal).strip(". ").lstrip("0")


def _stand_in_order(some: Sequence[float | None], whole: Sequence[float | None]) -> bool:
    rest = iter(whole)
    return all(any(value == other for other in rest) for value in some)
