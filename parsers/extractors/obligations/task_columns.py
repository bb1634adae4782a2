"""What the columns of a task table hold, by how their cells look: days, names of offices and persons, work to do."""

from __future__ import annotations

from typing import Literal

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.obligations.persons import persons_in_cell
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.words import begins_with_verb
from parsers.text import NormalisedText, either

Column = Literal["task", "lead", "partner", "time"]
Stretch = tuple[int, int]
Rows = dict[int, dict[int, Stretch]]
Heads = dict[int, tuple[Stretch, ...]]

# "Ủy viên phụ trách", "Giáo viên", over names without a title
_PERSONS = either(load("duties")["people"]["persons"])
_IS_PERSON = regex.compile(
    rf"(?:tên |họ (?:và )?tên )?(?:người|ông,? bà|ông/bà|đồng chí|đ/c|thành viên|ủy viên|{_PERSONS})(?!\w)"
)
_BARE_NAME = regex.compile(r"\p{Lu}\p{Ll}*(?: \p{Lu}[\p{L}’']*){1,5}")
PLACE = regex.compile(r"(?:địa điểm|nơi (?:tổ chức|thực hiện)|điểm (?:hiến máu|tiếp nhận|tổ chức))")
"""The head of a column of places, which no names of bodies make one of doers."""
# "Đơn vị", "Bộ phận", "Thực hiện", "Người làm"
_OFFICES = regex.compile(
    r"(?:các )?(?:(?:đơn vị|bộ phận|cơ quan|nơi|người|ai)(?: được giao)?(?: (?:thực hiện|phụ trách|đảm nhiệm|làm))?"
    r"|thực hiện|phụ trách|phân công)"
)
LONGEST_NAME = 60
ENOUGH = 0.5
"""The share of cells from which on a column is what they look like."""
_BY_LIKENESS: tuple[Column, ...] = ("time", "lead", "task")


def by_likeness(
    annotated: AnnotatedDocument, head: Heads, data: list[dict[int, Stretch]], worded: dict[int, Column]
) -> dict[int, Column]:
    """What the columns hold whose heads do not say it, by how their cells look."""
    view = annotated.view
    places = {column for column, ((start, end), *_) in head.items() if PLACE.match(view.norm, start, end)}
    persons = {column for column, ((start, end), *_) in head.items() if _IS_PERSON.match(view.norm, start, end)}
    shares = _shares(annotated, data, set(head) - set(worded) - places, persons)
    if {"task", "time"} <= set(worded.values()):
        _count_offices(view, head, data, shares["lead"])
    found: dict[int, Column] = {}
    for kind in _BY_LIKENESS:
        column = next((c for c, share in shares[kind].items() if c not in found and share >= ENOUGH), None)
        if kind not in worded.values() and column is not None:
            found[column] = kind
    return found


def _count_offices(view: NormalisedText, head: Heads, data: list[dict[int, Stretch]], named: dict[int, float]) -> None:
    """Count a column under "Đơn vị", "Thực hiện" beside work and time, where few of its names are known, in place."""
    for column, ((start, end), *_) in head.items():
        cells = [cells[column] for cells in data if column in cells]
        names = all(view.text[a].isupper() and b - a <= LONGEST_NAME for a, b in cells)
        if named.get(column) and names and _OFFICES.fullmatch(view.norm, *view.trim(start, end)):
            named[column] = 1.0


def _shares(
    annotated: AnnotatedDocument, rows: list[dict[int, Stretch]], columns: set[int], persons: set[int]
) -> dict[Column, dict[int, float]]:
    """For each column, how many of its cells hold a date, name bodies or persons, or begin with what is to be done.

    In ``persons`` a name needs no title before it.
    """
    view = annotated.view
    shares: dict[Column, dict[int, float]] = {kind: {} for kind in _BY_LIKENESS}
    for column in sorted(columns):
        cells = [cells[column] for cells in rows if column in cells]
        if not cells:
            continue
        dated = [end - start < LONGEST_NAME and bool(within(annotated.dates, start, end)) for start, end in cells]
        named = [
            _is_list_of_bodies(view, *cell)
            or bool(persons_in_cell(view, *cell))
            or (column in persons and _BARE_NAME.fullmatch(view.text, *view.trim(*cell)) is not None)
            for cell in cells
        ]
        tasks = [begins_with_verb(view, start) and not named[i] for i, (start, _) in enumerate(cells)]
        for kind, holds in zip(_BY_LIKENESS, (dated, named, tasks), strict=True):
            shares[kind][column] = sum(holds) / len(rows)
    return shares


def _is_list_of_bodies(view: NormalisedText, start: int, end: int) -> bool:
    bodies, reached = body_list(view, start, end)
    return bool(bodies) and not view.norm[reached:end].strip(" .;,")
