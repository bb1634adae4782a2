"""Tables of targets: indicators with what is to be reached ("Chỉ tiêu | ĐVT | Kế hoạch"), rounds with their quotas."""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.figure_columns import (
    FigureColumns,
    date_of_head,
    figure_columns,
    likely_unit,
    names_aims,
    unit_of_figure,
)
from parsers.extractors.figures.quota_columns import (
    holds_numbers,
    is_money,
    ordinal_column,
    shape_of,
    speaks_of_quotas,
)
from parsers.extractors.figures.quota_tables import quota_shape
from parsers.extractors.figures.schedules import date_in, time_column
from parsers.extractors.figures.table_cells import unit_of_column, unit_of_head, value_of
from parsers.extractors.figures.table_titles import title_of_table
from parsers.extractors.obligations.outlook import is_report
from parsers.layout.tables import Grid, GridCell, Row, grids, is_total
from parsers.mentions.bodies.lists import split_bodies
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.mentions.quantities.units import indicator_of, unit_at
from parsers.records import BodyRef, Indicator, Quantity, Target
from parsers.text import fold, normal

# heads of the columns, folded: what is to be reached | in what unit | by whom
_AIM = regex.compile(r"(?<!\w)(?:chi tieu|muc tieu|noi dung|tieu chi|chi so)(?!\w)")
_MARKS = regex.compile(r"(?<!dia |thoi |diem )diem(?! (?:hien|tiep|den))")
_UNIT = regex.compile(r"(?<!\w)(?:don vi tinh|dvt|don vi do|don vi)$")
_BODY = regex.compile(r"(?<!\w)(?:co quan|don vi (?:chu tri|thuc hien|phu trach)|chu tri|thuc hien|phu trach)(?!\w)")
_FORWARD = regex.compile(r"(?<!\w)(?:du kien|chi tieu|ke hoach|so luong|phan dau)(?!\w)")
# … of a schedule: who gives blood at a round
_DONORS = regex.compile(r"(?<!\w)(?:don vi|co quan|thanh phan|doi tuong|tham gia|khoi|xa|phuong|thon)(?!\w)")


def table_targets(annotated: AnnotatedDocument) -> list[tuple[int, Target]]:
    """Targets of tables that are no quota tables; each with its place."""
    if is_report(annotated):
        return []
    found: list[tuple[int, Target]] = []
    for grid in grids(annotated.view):
        heads = [fold(grid.column_name(column)) for column in range(grid.width)]
        if any(_MARKS.search(head) and _holds_marks(grid, c) for c, head in enumerate(heads)):
            continue
        title, lines = title_of_table(annotated, grid.start)
        words = f"{title or ''} {lines}"
        if quota_shape(annotated, grid, words) is not None:
            continue
        if rounds := list(_rounds(annotated, grid, heads, words)):
            found += rounds
        elif shape_of(annotated.view, grid, words, behind=False) is None:
            found += [*_bounded(annotated, grid, heads), *_indicators(annotated, grid, words)]
    return list({at: (at, target) for at, target in reversed(found)}.values())


def _holds_marks(grid: Grid, column: int) -> bool:
    """Whether a column "Điểm" holds marks; a first one may count sites."""
    return holds_numbers(grid.data, column) and (column > 0 or ordinal_column(grid) is None)


def _bounded(annotated: AnnotatedDocument, grid: Grid, heads: list[str]) -> Iterator[tuple[int, Target]]:
    """Targets of cells with bounded numbers ("≥ 80") beside aims."""
    aim = next((c for c, head in enumerate(heads) if _AIM.search(head)), None)
    if aim is None:
        return
    units = next((c for c, head in enumerate(heads) if c != aim and _UNIT.fullmatch(head)), None)
    bodies = next((c for c, head in enumerate(heads) if c not in (aim, units) and _BODY.search(head)), None)
    columns = [c for c in range(aim + 1, grid.width) if c not in (units, bodies) and _is_bounded(annotated, grid, c)]
    for row in grid.data:
        named = row[aim]
        who = _bodies(annotated, _cell(row, bodies))
        for mention in (mention for column in columns for mention in _quantities(annotated, row[column])):
            quantity, missing = _with_unit(mention.quantity, row, units)
            target = Target(
                spans=[annotated.view.span(mention.start, mention.end)],
                how="normalised",
                doubts=[d for d in mention.doubts if missing or d != "no-unit"],
                name=named.text or None if named is not None else None,
                quantity=quantity,
                bodies=who,
            )
            yield mention.start, target


def _indicators(annotated: AnnotatedDocument, grid: Grid, words: str) -> Iterator[tuple[int, Target]]:
    """Targets of a table "Chỉ tiêu | ĐVT | Kế hoạch năm": its plain numbers are what is planned."""
    columns = figure_columns(annotated.view, grid)
    heads = [fold(grid.column_name(column)) for column in range(grid.width)]
    if columns is None or columns.name is None or any(map(is_money, heads)) or not _plans(grid, columns, words):
        return
    bodies = next((c for c, h in enumerate(heads) if c not in (columns.unit, columns.name) and _BODY.search(h)), None)
    planned = columns.plans or (() if columns.reached else columns.others)
    for row in (row for row in grid.data if not is_total(row)):
        for column in planned:
            target = _planned(annotated, grid, columns, row, column)
            if target is not None:
                target.bodies = _bodies(annotated, _cell(row, bodies))
                yield target.spans[0].start, target


def _plans(grid: Grid, columns: FigureColumns, words: str) -> bool:
    """Whether the heads of a table, or the words above it, say that it holds what is to be reached."""
    planned = bool(columns.plans) and columns.unit is not None
    return planned or names_aims(grid, columns.name or 0) or speaks_of_quotas(words)


def _planned(annotated: AnnotatedDocument, grid: Grid, columns: FigureColumns, row: Row, column: int) -> Target | None:
    cell, named = row[column], row[columns.name or 0]
    unit, indicator, open_unit = unit_of_figure(grid, columns, row, column, "")
    stated = _stated(annotated, cell, unit, indicator)
    if stated is None or cell is None or named is None or not named.text:
        return None
    quantity, doubts = stated
    return Target(
        spans=cell.spans(annotated.view),
        how="normalised",
        doubts=[*doubts, *open_unit],
        name=named.text,
        quantity=quantity,
        period=date_of_head(annotated, grid, column),
    )


def _rounds(annotated: AnnotatedDocument, grid: Grid, heads: list[str], words: str) -> Iterator[tuple[int, Target]]:
    """Targets of a schedule: a row has its time, who comes, and how much is to be given."""
    times = time_column(annotated, grid)
    if times is None:
        return
    rows = [row for row in grid.data if not is_total(row)]
    figures = [c for c in range(1, grid.width) if c != times and holds_numbers(rows, c)]
    donors = next((c for c, h in enumerate(heads) if c not in (times, *figures) and _DONORS.search(h)), None)
    for column in (c for c in figures if _counts_quota(grid.column_name(c), words)):
        unit, indicator, open_unit = _unit_of_round(grid.column_name(column), words)
        for row in rows:
            cell = row[column]
            stated = _stated(annotated, cell, unit, indicator)
            if cell is None or stated is None:
                continue
            quantity, doubts = stated
            target = Target(
                spans=cell.spans(annotated.view),
                how="normalised",
                doubts=[*doubts, *open_unit],
                quantity=quantity,
                bodies=_bodies(annotated, _cell(row, donors)),
                period=date_in(annotated, row[times]),
            )
            yield target.spans[0].start, target


def _stated(
    annotated: AnnotatedDocument, cell: GridCell | None, unit: str | None, indicator: Indicator
) -> tuple[Quantity, list[str]] | None:
    """What a cell says of a column that counts ``unit``, and why it may be wrong: "120", "Từ 60 đến 70 đơn vị máu"."""
    mentions = list(_quantities(annotated, cell))
    if len(mentions) == 1 and mentions[0].quantity.comparator != "exactly":
        (mention,) = mentions
        own = {"unit": unit, "indicator": indicator} if mention.quantity.unit is None else {}
        return mention.quantity.model_copy(update=own), [d for d in mention.doubts if d != "no-unit"]
    value, doubts = value_of(cell)
    if value is None:
        return None
    return Quantity(comparator="exactly", min=value, max=value, unit=unit, indicator=indicator), doubts


def _unit_of_round(head: str, words: str) -> tuple[str | None, Indicator, list[str]]:
    unit, indicator = unit_of_column(head, words)
    if unit is not None:
        return unit, indicator or "other", []
    return likely_unit(head, normal(words))


def _cell(row: Row, column: int | None) -> GridCell | None:
    return None if column is None else row[column]


def _counts_quota(head: str, words: str) -> bool:
    if speaks_of_quotas(head) or unit_of_head(head)[0] is not None or (speaks_of_quotas(words) and not head):
        return True
    return _FORWARD.search(fold(head)) is not None and not is_money(fold(head))


def _quantities(annotated: AnnotatedDocument, cell: GridCell | None) -> Iterator[QuantityMention]:
    for start, end in cell.places if cell is not None else ():
        yield from within(annotated.quantities, start, end)


def _is_bounded(annotated: AnnotatedDocument, grid: Grid, column: int) -> bool:
    """Whether a column holds numbers with comparators."""
    mentions = (m for row in grid.data for m in _quantities(annotated, row[column]))
    return any(m.quantity.comparator not in ("exactly", "about") for m in mentions)


def _bodies(annotated: AnnotatedDocument, cell: GridCell | None) -> list[BodyRef]:
    named = [b for place in (cell.places if cell else ()) for b in split_bodies(annotated.view, *place)]
    return [body_ref(annotated.view, body) for body in named]


def _with_unit(quantity: Quantity, row: Row, units: int | None) -> tuple[Quantity, bool]:
    """The quantity with the unit that its row names, and whether it has still none."""
    cell = row[units] if units is not None else None
    if quantity.unit is not None or cell is None or not cell.text:
        return quantity, quantity.unit is None
    if cell.text == "%":
        return quantity.model_copy(update={"unit": "%", "indicator": "share"}), False
    known = unit_at(normal(cell.text), 0)
    if known is None:
        return quantity.model_copy(update={"unit": cell.text}), False
    unit, indicator, _ = indicator_of(known[0], "", "")
    return quantity.model_copy(update={"unit": unit.unit, "indicator": indicator}), False
