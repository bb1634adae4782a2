"""Tables of targets: "TT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì", with comparators in the cells ("≥ 80")."""

from __future__ import annotations

import regex

from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.outlook import is_report
from parsers.layout.tables import Grid, Row, grids
from parsers.mentions.bodies.lists import split_bodies
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.quantities.units import indicator_of, unit_at
from parsers.records import Quantity, Target
from parsers.text import fold, normal

# heads of the columns, folded: what is to be reached | in what unit | by whom
_AIM = regex.compile(r"(?<!\w)(?:chi tieu|muc tieu|noi dung|tieu chi)(?!\w)")
_UNIT = regex.compile(r"(?<!\w)(?:don vi tinh|dvt|don vi do|don vi)$")
_BODY = regex.compile(r"(?<!\w)(?:co quan|don vi (?:chu tri|thuc hien|phu trach)|chu tri|thuc hien|phu trach)(?!\w)")


def table_targets(annotated: AnnotatedDocument) -> list[tuple[int, Target]]:
    """Targets of tables whose first texts are aims and whose cells hold bounded numbers; each with its place."""
    if is_report(annotated):
        return []
    found: list[tuple[int, Target]] = []
    for grid in grids(annotated.view):
        heads = [fold(grid.column_name(column)) for column in range(grid.width)]
        aim = next((c for c, head in enumerate(heads) if _AIM.search(head)), None)
        if aim is None or "diem" in " ".join(heads):
            continue
        units = next((c for c, head in enumerate(heads) if c != aim and _UNIT.fullmatch(head)), None)
        bodies = next((c for c, head in enumerate(heads) if c not in (aim, units) and _BODY.search(head)), None)
        for column in range(aim + 1, grid.width):
            if column not in (units, bodies) and _is_bounded(annotated, grid, column):
                for row in grid.data:
                    found += _targets(annotated, row, column, aim, units, bodies)
    return found


def _is_bounded(annotated: AnnotatedDocument, grid: Grid, column: int) -> bool:
    """Whether a column holds numbers with comparators."""
    for row in grid.data:
        cell = row[column]
        for start, end in cell.places if cell is not None else ():
            if any(m.quantity.comparator not in ("exactly", "about") for m in within(annotated.quantities, start, end)):
                return True
    return False


def _targets(
    annotated: AnnotatedDocument, row: Row, column: int, aim: int, units: int | None, bodies: int | None
) -> list[tuple[int, Target]]:
    view, cell, named_by = annotated.view, row[column], row[aim]
    found: list[tuple[int, Target]] = []
    for start, end in cell.places if cell is not None else ():
        for mention in within(annotated.quantities, start, end):
            body_cell = row[bodies] if bodies is not None else None
            named = [b for place in (body_cell.places if body_cell else ()) for b in split_bodies(view, *place)]
            quantity, missing = _with_unit(mention.quantity, row, units)
            doubts = [d for d in mention.doubts if missing or d != "no-unit"]
            target = Target(
                spans=[view.span(mention.start, mention.end)],
                how="normalised",
                doubts=doubts,
                name=(named_by.text or None) if named_by else None,
                quantity=quantity,
                bodies=[body_ref(view, body) for body in named],
            )
            found.append((mention.start, target))
    return found


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
