"""Tables of results in reports: what each body, or each indicator, reached, and what was planned for it."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.figure_columns import (
    FigureColumns,
    Reached,
    counts_what_was_done,
    date_of_head,
    figure_columns,
    unit_of_figure,
)
from parsers.extractors.figures.quota_columns import FigureColumn, TableShape, speaks_of_quotas
from parsers.extractors.figures.quota_rows import rows_of_table
from parsers.extractors.figures.schedules import date_in, time_column
from parsers.extractors.figures.table_cells import body_of, pair_of, unit_of_head, value_of
from parsers.extractors.figures.table_titles import title_of_table
from parsers.extractors.obligations.outlook import is_report, looks_ahead
from parsers.layout.tables import Grid, Row, grids, is_total
from parsers.records import Indicator, Quantity, Result
from parsers.text import normal

# "Đăng ký (người)" beside "Chỉ tiêu" and "Tiếp nhận"
_COME = regex.compile(r"(?<!\w)(?:đăng ký|đến khám|tham gia|tham dự|có mặt)(?!\w)")


def table_results(annotated: AnnotatedDocument) -> list[tuple[int, Result]]:
    """The results of tables of a report; each with its place. Totals repeat their rows and are none."""
    if not is_report(annotated):
        return []
    found: list[tuple[int, Result]] = []
    for grid in grids(annotated.view):
        columns = None if looks_ahead(annotated, grid.start) else figure_columns(annotated.view, grid)
        if columns is not None:
            found += _results(annotated, grid, columns)
    return found


def _results(annotated: AnnotatedDocument, grid: Grid, columns: FigureColumns) -> list[tuple[int, Result]]:
    title, lines = title_of_table(annotated, grid.start)
    reached = columns.reached + _beside_reached(grid, columns, f"{title or ''} {lines}")
    times = time_column(annotated, grid)
    counted = {one.column: _counted_as(annotated, grid, one.column) for one in reached}
    above = annotated.view.norm[max(0, grid.start - 300) : grid.start]
    found: list[tuple[int, Result]] = []
    for row in _rows(grid, columns, reached):
        for one in reached:
            result = _result(annotated, grid, columns, row, one, above, counted[one.column])
            if result is not None:
                result.period = result.period or (date_in(annotated, row[times]) if times is not None else None)
                found.append((result.spans[0].start, result))
    return found


def _beside_reached(grid: Grid, columns: FigureColumns, words: str) -> tuple[Reached, ...]:
    """The columns that tell what was done although their heads do not say so; ``words`` stand above the table."""
    others = [column for column in columns.others if counts_what_was_done(grid, column)]
    heads = {column: grid.column_name(column) for column in others}
    if columns.plans:
        others = [c for c in others if columns.reached and _COME.search(normal(heads[c]))]
    elif columns.reached:
        others = [c for c in others if unit_of_head(heads[c])[0] not in (None, "%")]
    elif speaks_of_quotas(words):
        return ()
    return tuple(Reached(column, None, None) for column in others)


_NO_CHANCE = 100
"""A total from here on does not stand in the text by chance."""


def _counted_as(annotated: AnnotatedDocument, grid: Grid, column: int) -> Quantity | None:
    """The quantity of the text that is the total of a column, for what its cells count; ``None`` if several may be."""
    totals = {value for row in grid.data if is_total(row) and (value := value_of(row[column])[0]) is not None}
    found = [
        mention.quantity
        for mention in annotated.quantities
        if mention.quantity.min in totals and mention.quantity.unit not in (None, "%")
        if not grid.start <= mention.start < grid.end
    ]
    return found[0] if len({quantity.unit for quantity in found}) == 1 else None


def _as_counted(counted: Quantity, open_unit: list[str]) -> tuple[str | None, Indicator, list[str]]:
    """The unit of the total in the text, which is in doubt where that may be another number."""
    return counted.unit, counted.indicator, [] if (counted.min or 0) >= _NO_CHANCE else open_unit


def _rows(grid: Grid, columns: FigureColumns, reached: tuple[Reached, ...]) -> list[Row]:
    """The rows that say something of one body or indicator."""
    if columns.body is None:
        return [row for row in grid.data if not is_total(row)]
    ordinal = 0 if columns.body > 0 else None
    values = tuple(FigureColumn(c, "result") for c in sorted({*columns.plans, *(one.column for one in reached)}))
    parts = rows_of_table(grid.data, TableShape(ordinal, columns.body, values))
    return [grid.data[index] for index, _ in parts.rows]


def _result(
    annotated: AnnotatedDocument,
    grid: Grid,
    columns: FigureColumns,
    row: Row,
    one: Reached,
    above: str,
    counted: Quantity | None,
) -> Result | None:
    view, cell = annotated.view, row[one.column]
    of = row[columns.body if columns.body is not None else columns.name or 0]
    value, doubts = value_of(cell)
    planned = value_of(row[one.plan])[0] if one.plan is not None else None
    if pair := pair_of(cell):
        (value, planned), doubts = pair, []
    if of is None or not of.text or cell is None or value is None:
        return None
    unit, indicator, open_unit = unit_of_figure(grid, columns, row, one.column, above)
    if open_unit and counted:
        unit, indicator, open_unit = _as_counted(counted, open_unit)
    return Result(
        spans=cell.spans(view),
        how="normalised",
        doubts=[*doubts, *open_unit],
        name=of.text if columns.body is None else grid.column_name(one.column) or None,
        quantity=Quantity(comparator="exactly", min=value, max=value, unit=unit, indicator=indicator),
        planned=planned,
        ratio=value_of(row[one.ratio])[0] if one.ratio is not None else None,
        bodies=[body_of(view, of.text, of.places)] if columns.body is not None else [],
        period=date_of_head(annotated, grid, one.column),
    )
