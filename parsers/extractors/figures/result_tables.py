"""Tables of results in reports: "TT | Đơn vị | Kế hoạch | Thực hiện | Tỷ lệ %", one result for each body."""

from __future__ import annotations

import regex

from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.table_cells import body_of, unit_of_head, value_of
from parsers.extractors.outlook import is_report, looks_ahead
from parsers.layout.tables import Grid, grids, is_total
from parsers.mentions.quantities.units import unit_at
from parsers.records import Indicator, Quantity, Result
from parsers.text import fold, normal

# heads of the columns, folded: whose | what was planned | what was reached | what share of the plan that is
_BODY = regex.compile(
    r"(?<!\w)(?:ten )?(?:don vi|co quan|xa|phuong|huyen|dia phuong|truong|thon|ban|to dan pho|khoi)(?!\w)"
)
_NO_BODY = regex.compile(r"(?<!\w)(?:don vi tinh|noi dung|tieu chi|chi tieu|hoat dong|nhiem vu)(?!\w)")
_PLAN = regex.compile(r"(?<!\w)(?:ke hoach|chi tieu|duoc giao|giao|kh)(?!\w)")
_DONE = regex.compile(r"(?<!\w)(?:thuc hien|ket qua|dat duoc|tiep nhan|thu duoc|da dat|so luong dat)(?!\w)")
_RATIO = regex.compile(r"ty le|so voi|dat \(|(?<!\w)dat$")
_OF_BLOOD = regex.compile(r"(?<!\w)mau(?!\w)")
_PIECES = regex.compile(r"\((?P<unit>[^()]{2,30})\)")


def table_results(annotated: AnnotatedDocument) -> list[tuple[int, Result]]:
    """The results of tables of a report that set what was reached beside what was planned; each with its place.

    A row of totals is none: it repeats what its rows say. Tables with several columns of plans or results are left
    alone, since nothing says which belong together.
    """
    if not is_report(annotated):
        return []
    found: list[tuple[int, Result]] = []
    for grid in grids(annotated.view):
        if not looks_ahead(annotated, grid.start):
            found += _results(annotated, grid)
    return found


def _results(annotated: AnnotatedDocument, grid: Grid) -> list[tuple[int, Result]]:
    view = annotated.view
    names = [grid.column_name(column) for column in range(grid.width)]
    heads = [fold(name) for name in names]
    body = next((c for c, head in enumerate(heads) if _BODY.search(head) and not _NO_BODY.search(head)), None)
    ratios = [c for c, head in enumerate(heads) if "%" in names[c] or _RATIO.search(head)]
    plans = [c for c, head in enumerate(heads) if c not in (body, *ratios) and _PLAN.search(head)]
    done = [c for c, head in enumerate(heads) if c not in (body, *ratios, *plans) and _DONE.search(head)]
    if body is None or len(plans) != 1 or len(done) != 1 or body > done[0]:
        return []
    unit, indicator = _unit(names[done[0]], names[plans[0]], view.norm[max(0, grid.start - 300) : grid.start])
    found: list[tuple[int, Result]] = []
    for row in grid.data:
        who, cell = row[body], row[done[0]]
        value = value_of(cell)[0]
        if is_total(row) or who is None or not who.text or cell is None or value is None:
            continue
        result = Result(
            spans=cell.spans(view),
            how="normalised",
            doubts=[] if unit else ["no-unit"],
            quantity=Quantity(comparator="exactly", min=value, max=value, unit=unit, indicator=indicator),
            planned=value_of(row[plans[0]])[0],
            ratio=value_of(row[ratios[0]])[0] if len(ratios) == 1 else None,
            bodies=[body_of(view, who.text, who.places)],
        )
        found.append((cell.places[0][0], result))
    return found


def _unit(done: str, planned: str, above: str) -> tuple[str | None, Indicator]:
    """What the column counts, by its own head, that of the plan, or the lines above the table."""
    for name in (done, planned):
        unit, indicator = unit_of_head(name)
        if unit is not None and indicator is not None and unit != "%":
            return unit, indicator
    pieces = _PIECES.search(normal(f"{done} {planned}"))
    known = unit_at(pieces["unit"], 0) if pieces else None
    if (known is None or known[0].kind == "unit") and _OF_BLOOD.search(fold(above)):
        return "đơn vị máu", "blood_units"
    return (known[0].unit, "other") if known else (None, "other")
