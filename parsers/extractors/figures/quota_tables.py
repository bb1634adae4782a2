"""Quota tables: which body is to register or give how much, from tables of any reader and from flat lists."""

from __future__ import annotations

from collections.abc import Sequence

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.figure_columns import figure_columns
from parsers.extractors.figures.quota_columns import FigureColumn, TableShape, shape_of
from parsers.extractors.figures.quota_lists import QuotaList, quota_lists
from parsers.extractors.figures.quota_rows import RowGroup, rows_of_table
from parsers.extractors.figures.schedules import is_of_bodies, time_column
from parsers.extractors.figures.table_cells import body_of, unit_of_column, unit_of_head, value_of
from parsers.extractors.figures.table_titles import title_of_table
from parsers.extractors.obligations.outlook import is_report, looks_ahead
from parsers.layout.tables import BEHIND_ORDINAL, Grid, GridCell, Row, grids
from parsers.mentions.quantities.numbers import read_number
from parsers.records import (
    ColumnRole,
    Grounded,
    How,
    Number,
    QuotaColumn,
    QuotaGroup,
    QuotaRow,
    QuotaTable,
    Span,
    assign_ids,
)
from parsers.text import NormalisedText, fold

_STROKES = regex.compile(r"^[^\w%]+|[^\w%]+$")
_LEADING_ORDINAL = regex.compile(r"(?P<n>\d{1,3})\s?[.)]\s+(?=\p{L})")


def extract(annotated: AnnotatedDocument) -> list[QuotaTable]:
    """All quota tables in order; tables of tasks, rounds, forms to fill in, results and scores are none."""
    view = annotated.view
    found: list[tuple[int, QuotaTable]] = []
    for grid in grids(view):
        title, lines = title_of_table(annotated, grid.start)
        words = f"{title or ''} {lines}"
        shape = quota_shape(annotated, grid, words)
        if shape is not None:
            found.append((grid.start, _table(view, grid, shape, title, words)))
    found += [(flat.start, _list_table(view, flat)) for flat in quota_lists(annotated)]
    tables = [table for _, table in sorted(found, key=lambda f: f[0])]
    assign_ids("quota", [(t, fold(f"{t.title} {' '.join(c.name for c in t.columns)}")) for t in tables])
    return tables


def quota_shape(annotated: AnnotatedDocument, grid: Grid, words: str) -> TableShape | None:
    """The columns of a table that gives bodies their quotas; ``None`` for any other, one of rounds too."""
    report = is_report(annotated)
    behind = report and not looks_ahead(annotated, grid.start)
    shape = shape_of(annotated.view, grid, words, behind=behind)
    if shape is None and behind:
        return _shape_of_indicators(annotated.view, grid)
    if shape is None or report or time_column(annotated, grid) is None:
        return shape
    return shape if is_of_bodies(grid, shape.body) else None


def _shape_of_indicators(view: NormalisedText, grid: Grid) -> TableShape | None:
    """The columns of a report's table that sets plans beside results of indicators: "Chỉ tiêu | KH | TH | %"."""
    columns = figure_columns(view, grid)
    if columns is None or columns.name is None or not columns.plans or not columns.reached:
        return None
    roles: dict[int, ColumnRole] = dict.fromkeys(columns.plans, "quota")
    for one in columns.reached:
        roles[one.column] = "result"
        if one.ratio is not None:
            roles[one.ratio] = "ratio"
    ordinal = 0 if columns.name > 0 else None
    return TableShape(ordinal, columns.name, tuple(FigureColumn(c, roles[c]) for c in sorted(roles)))


def _table(view: NormalisedText, grid: Grid, shape: TableShape, title: str | None, words: str) -> QuotaTable:
    parts = rows_of_table(grid.data, shape)
    groups = [_group(view, group, shape) for group in parts.groups]
    rows = [
        _row(view, grid.data[index], shape, None if group is None else groups[group].name)
        for index, group in parts.rows
    ]
    for group, of_rows in zip(groups, parts.groups, strict=True):
        members = [rows[number] for number in of_rows.members]
        group.computed_subtotal = _sums(members, shape)
    pages = _pages(rows)
    return QuotaTable(
        spans=[view.span(grid.start, grid.end)],
        how="joined" if pages and len(pages) > 1 else "exact",
        title=title,
        columns=[_column(view, grid, column, shape, words) for column in range(grid.width)],
        rows=rows,
        groups=groups,
        stated_total=_values(view, parts.total, shape) if parts.total is not None else None,
        computed_total=_sums(rows, shape),
        pages=pages,
    )


def _column(view: NormalisedText, grid: Grid, column: int, shape: TableShape, words: str) -> QuotaColumn:
    name = grid.column_name(column)
    spans: list[Span] = []
    for row in range(grid.head):
        cell = grid.covering(row, column)
        if cell is not None and cell.text and cell.text in name:
            spans += cell.spans(view)
    if column == shape.ordinal:
        return QuotaColumn(name=name, role="ordinal", spans=spans)
    if column == shape.body:
        return QuotaColumn(name=name, role="body", spans=spans)
    figure = next((figure for figure in shape.figures if figure.column == column), None)
    if figure is None:
        return QuotaColumn(name=name, role="note", spans=spans)
    of_figures = figure.role in ("quota", "result")
    unit, indicator = unit_of_column(name, words) if of_figures else unit_of_head(name)
    return QuotaColumn(
        name=name, role=figure.role, unit=unit, indicator=indicator, spans=spans, doubts=list(figure.doubts)
    )


def _values(view: NormalisedText, row: Row, shape: TableShape) -> list[Grounded[Number]]:
    values: list[Grounded[Number]] = []
    for column in shape.values:
        cell = row[column]
        value, doubts = value_of(cell)
        if "unreadable" in doubts and cell is not None and view.document.ocr:
            value, doubts = _without_strokes(cell)
        spans = cell.spans(view) if cell is not None else []
        plain = cell is not None and cell.text == str(value)
        values.append(
            Grounded(value=value, spans=spans, how="exact" if plain or value is None else "normalised", doubts=doubts)
        )
    return values


def _without_strokes(cell: GridCell) -> tuple[Number | None, list[str]]:
    """The one number of a cell of a scan beside which remains of a rule or a stain were read as signs ("2:", "2¿")."""
    number = read_number(_STROKES.sub("", cell.text))
    return (None, ["unreadable"]) if number is None else (number[0], ["ocr", *([number[1]] if number[1] else [])])


def _pages(rows: Sequence[QuotaRow]) -> list[int] | None:
    return sorted({span.page for row in rows for span in row.spans if span.page is not None}) or None


def _group(view: NormalisedText, group: RowGroup, shape: TableShape) -> QuotaGroup:
    body = group.name_row[shape.body]
    named = [cell for cell in group.name_row if cell is not None and cell.text]
    cell = body if body is not None and body.text else named[-1 if len(named) < 2 else 0]
    return QuotaGroup(
        spans=cell.spans(view),
        name=cell.text,
        stated_subtotal=None if group.subtotal is None else _values(view, group.subtotal, shape),
    )


def _row(view: NormalisedText, row: Row, shape: TableShape, group: str | None) -> QuotaRow:
    body = row[shape.body]
    cell = row[shape.ordinal] if shape.ordinal is not None else None
    ordinal = cell.text.rstrip(BEHIND_ORDINAL) if cell is not None and cell.text else None
    text, start = (body.text, 0) if body is not None else ("", 0)
    if ordinal is None and shape.ordinal is None and (leading := _LEADING_ORDINAL.match(text)):
        ordinal, start = leading["n"], leading.end()
    values = _values(view, row, shape)
    doubts = dict.fromkeys([*([] if text else ["no-body"]), *(d for value in values for d in value.doubts)])
    spans, how = _spans(view, row)
    return QuotaRow(
        spans=spans,
        how=how,
        doubts=list(doubts),
        ordinal=ordinal,
        body=body_of(view, text[start:], body.places if body else (), start),
        values=values,
        group=group,
    )


def _spans(view: NormalisedText, row: Row) -> tuple[list[Span], How]:
    """Where a row stands: in one piece, or cell by cell where a page break cut it."""
    joined = any(cell is not None and len(cell.places) > 1 for cell in row)
    places = sorted(place for cell in row if cell is not None for place in cell.places)
    if not joined:
        places = [(places[0][0], places[-1][1])] if places else []
    return [view.span(*place) for place in places], "joined" if joined else "exact"


def _sums(rows: Sequence[QuotaRow], shape: TableShape) -> list[Number | None]:
    """The sum of each column; percentages have none."""
    return [None if f.role == "ratio" else _sum(rows, index) for index, f in enumerate(shape.figures)]


def _sum(rows: Sequence[QuotaRow], column: int) -> Number | None:
    """The sum of a column; ``None`` where a cell could not be read."""
    cells = [row.values[column] for row in rows]
    if any(cell.value is None and cell.doubts and "blank" not in cell.doubts for cell in cells):
        return None
    total = sum(cell.value for cell in cells if cell.value is not None)
    return round(total, 6)


def _list_table(view: NormalisedText, flat: QuotaList) -> QuotaTable:
    columns = [QuotaColumn(name="", role="body")]
    for unit, indicator in flat.columns:
        if indicator in (None, "other") and flat.title:
            indicator = unit_of_head(flat.title)[1] or indicator
        columns.append(QuotaColumn(name=unit or "", role="quota", unit=unit, indicator=indicator))
    rows = [
        QuotaRow(
            spans=[view.span(item.start, item.end)],
            ordinal=item.ordinal,
            body=body_of(view, item.name, [item.body]),
            values=[
                Grounded(
                    value=number,
                    spans=[view.span(*place)],
                    how="exact" if view.text[slice(*place)] == str(number) else "normalised",
                )
                for number, place in item.values
            ],
        )
        for item in flat.items
    ]
    stated = (
        [Grounded[Number](value=number, spans=[view.span(*place)]) for number, place in flat.total]
        if flat.total
        else None
    )
    return QuotaTable(
        spans=[view.span(flat.start, flat.end)],
        how="joined",
        title=flat.title,
        columns=columns,
        rows=rows,
        stated_total=stated,
        computed_total=[_sum(rows, index) for index in range(len(flat.columns))],
        pages=_pages(rows),
    )
