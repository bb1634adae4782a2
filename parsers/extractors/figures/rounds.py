"""The days of the rounds of a document: "- Đợt 1: ngày 15/3/2026, tại …", or the rows of a table of rounds.

In comes a statement that names a round ("đợt 2 là 150 đơn vị máu"), out goes when that takes place. ``periods`` calls
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.datings import times
from parsers.extractors.figures.parallels import Statement
from parsers.extractors.figures.schedules import date_in, time_column
from parsers.layout.outline import Node, Paragraph
from parsers.layout.tables import grids
from parsers.records import DateValue
from parsers.roman import roman_value
from parsers.text import memo, normal

_NUMBER = r"(?P<n>\d{1,2}|i{1,3}|iv|vi{0,3}|nhất|hai|ba|tư)"
_ROUND = regex.compile(rf"(?<!\w)(?:đợt|vòng|lần)(?: thứ)? {_NUMBER}(?![\w/]|,\d)")
# "15 cán bộ, chiến sĩ | hiến máu trong đợt 1"
_IN_ROUND = regex.compile(rf"[^;.:()\d]{{0,60}}?(?<!\w)(?:trong|vào|ở|tại|tham gia|cho|của) {_ROUND.pattern}")
_ROUNDS_HEAD = regex.compile(r"(?:đợt|vòng|lần)(?: hiến máu| tổ chức)?|đợt thứ|lần thứ")
_NUMBER_OF_ROW = regex.compile(rf"(?:đợt |vòng |lần )?(?:thứ )?0?{_NUMBER}")
_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4}
_YEAR_ONLY = 4  # characters of "2026"


class _Round(NamedTuple):
    number: int
    value: DateValue
    top: Node | None
    """The part that its line stands in; ``None`` for the row of a table."""


def round_named(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """When the round takes place that the clause names: "đợt 2 là 150 đơn vị máu"; its line or row stands elsewhere."""
    norm, mention = annotated.view.norm, statement.mention
    numbers = [m.end for m in within(annotated.quantities, statement.clause[0], mention.start)]
    named = [m for m in _ROUND.finditer(norm, max(statement.clause[0], *numbers, 0), mention.start)]
    opening = _ROUND.match(norm, statement.sentence[0], mention.start)  # "Đợt 1, toàn xã …: xóm 1 06 người; xóm 2 …"
    behind = _IN_ROUND.match(norm, mention.end, statement.clause[1])
    named = named or [m for m in (opening, behind) if m]
    if not named:
        return None
    known = [one for one in _rounds(annotated) if one.number == _ordinal(named[-1]["n"])]
    top = _top(statement.paragraph)
    near = [one for one in known if one.top is top] or known
    return near[0].value if len({one.value.edtf for one in near}) == 1 else None


@memo
def _rounds(annotated: AnnotatedDocument) -> list[_Round]:
    return [*_lines(annotated), *_rows(annotated)]


def _lines(annotated: AnnotatedDocument) -> Iterator[_Round]:
    for paragraph in annotated.outline.zone("body"):
        opening = _ROUND.match(annotated.view.norm, paragraph.content, paragraph.end)
        number = _ordinal(opening["n"]) if opening else None
        if opening and number and (dates := times(annotated, opening.end(), paragraph.end)):
            finest = max(reversed(dates), key=lambda d: len(d.value.edtf or "" if d.value else "") > _YEAR_ONLY)
            if finest.value is not None:
                yield _Round(number, finest.value, _top(paragraph))


def _rows(annotated: AnnotatedDocument) -> Iterator[_Round]:
    """The rows of tables whose first column is "Đợt", with the time that stands in each."""
    for grid in grids(annotated.view):
        timed = time_column(annotated, grid) if _ROUNDS_HEAD.fullmatch(normal(grid.column_name(0))) else None
        for row in grid.data if timed is not None else ():
            number = _NUMBER_OF_ROW.fullmatch(normal(row[0].text)) if row[0] is not None else None
            date = date_in(annotated, row[timed]) if timed is not None else None
            if number and date is not None and (ordinal := _ordinal(number["n"])):
                yield _Round(ordinal, date, None)


def _ordinal(text: str) -> int | None:
    return int(text) if text.isdigit() else _ORDINALS.get(text) or roman_value(text)


def _top(paragraph: Paragraph) -> Node | None:
    node = paragraph.node
    while node is not None and node.parent is not None:
        node = node.parent
    return node
