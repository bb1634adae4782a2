"""To whom the rows of a table go: a column that says it, or the line above that says how all are handed in."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.doers import paragraph_at
from parsers.extractors.times.columns import grid_at, headed, row_at
from parsers.extractors.times.submission import recipients
from parsers.layout.tables import Grid, GridCell
from parsers.mentions.bodies.lists import split_bodies
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.dates.mentions import DateMention
from parsers.records import BodyRef
from parsers.text import normal

# "Nơi nhận kết quả" · "Gửi về" · "Đơn vị nhận báo cáo" · "Báo cáo cho"
_TO_WHOM = regex.compile(
    r"(?:nơi|đơn vị|cơ quan|bộ phận|người) (?:nhận|tiếp nhận|nộp)(?!\w)(?! (?:máu|nhiệm vụ|chỉ tiêu|hỗ trợ))"
    r"|(?:nơi )?(?:gửi|nộp|báo cáo|trình) (?:về|đến|cho|tới)(?!\w)"
)
_LONGEST = 80


def row_recipients(annotated: AnnotatedDocument, mention: DateMention) -> list[BodyRef]:
    """Who gets what a row with a date names; none outside tables."""
    whole = grid_at(annotated, mention.start)
    if whole is None:
        return []
    grid = headed(whole)
    if (cell := _receiving(grid, row_at(annotated, mention.start))) is not None:
        return _named(annotated, cell)
    above = paragraph_at(annotated, annotated.view.trim(0, grid.start)[1] - 1)
    if above is None or above.block.table is not None or annotated.view.text[above.end - 1] != ":":
        return []
    return recipients(annotated, above.content, above.end)


def _receiving(grid: Grid, row: int | None) -> GridCell | None:
    """The cell of a row under a head that asks to whom."""
    if row is None:
        return None
    column = next((c for c in range(grid.width) if _TO_WHOM.match(normal(grid.column_name(c)))), None)
    return None if column is None else grid.covering(row, column)


def _named(annotated: AnnotatedDocument, cell: GridCell) -> list[BodyRef]:
    """The bodies of a cell, or the whole of it where it names people or a group that no list of bodies knows."""
    view = annotated.view
    if bodies := [body for place in cell.places for body in split_bodies(view, *place)]:
        return [body_ref(view, body) for body in bodies]
    if not cell.text or len(cell.text) > _LONGEST or not cell.text[0].isupper():
        return []
    return [BodyRef(name=cell.text, canonical=cell.text, kind="other", spans=cell.spans(view))]
