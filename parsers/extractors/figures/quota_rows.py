"""The rows of a table of bodies and numbers, told from rows that head a group, sum it up, or sum up all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers import regex
from parsers.extractors.figures.quota_columns import TableShape
from parsers.extractors.figures.table_cells import value_of
from parsers.layout.tables import Row, heads_a_group, is_total
from parsers.records import Number

# "1", "12.", "3)" | "2.1" | "IV", "II." | "A", "B." | "a)"
_KINDS = (
    ("number", regex.compile(r"\d{1,4}\s?[.)]?")),
    ("dotted", regex.compile(r"\d{1,3}(?:\.\d{1,3})+\.?")),
    ("letter", regex.compile(r"[A-HĐ]\s?[.)]?")),
    ("roman", regex.compile(r"[IVXL]{1,6}\s?[.)]?")),
    ("small", regex.compile(r"[a-hđ]\s?[.)]?")),
)
# "A. KHỐI CƠ QUAN", "II - Khối trường học": the number stands in the cell of the name
_LEADING = regex.compile(r"(?P<n>[IVXL]{1,6}|[A-HĐ])\s?[.)/:–-]\s*(?=\p{L})")
_UNITED = regex.compile(r"(?:khối|nhóm|cụm|các)(?!\w)", regex.I)


@dataclass(slots=True)
class RowGroup:
    """A row that heads others (``None`` where only their sub-total names them), its sub-total, and its members."""

    name_row: Row
    level: int
    subtotal: Row | None
    members: list[int] = field(default_factory=list)


@dataclass(slots=True)
class TableRows:
    """The data rows of a table by what they are; ``rows`` are (index into the data, index of the group or None)."""

    rows: list[tuple[int, int | None]] = field(default_factory=list)
    groups: list[RowGroup] = field(default_factory=list)
    total: Row | None = None
    ungrouped: list[int] = field(default_factory=list)
    """Which of the rows stand in no group."""


@dataclass(frozen=True, slots=True)
class _Numbering:
    """How the rows of a table are numbered: the kind of each, the kind of the next numbered row, how many have numbers.

    ``levels`` are the kinds in the order in which they first appear: the outer ones come first.
    """

    kinds: list[str]
    following: list[str]
    numbers: int
    levels: dict[str, int]
    flat: bool
    """Whether the total is the sum of all rows, so that none of them sums up others."""


def rows_of_table(data: Sequence[Row], shape: TableShape) -> TableRows:
    """What each row is. Rows that say nothing at all are left out."""
    found = TableRows()
    numbering = _numbering(data, shape)
    total = _total(data, shape)
    open_groups: list[int] = []
    for index, row in enumerate(data):
        if index == total:
            found.total = row
        elif is_total(row):
            _sub_total(found, row, shape, open_groups)
        elif (level := _group_level(data, index, shape, numbering)) is not None:
            open_groups = [g for g in open_groups if found.groups[g].level < level]
            open_groups.append(len(found.groups))
            found.groups.append(RowGroup(row, level, row if _fills(row, shape) else None))
        elif _says_something(row, shape):
            for group in open_groups:
                found.groups[group].members.append(len(found.rows))
            if not open_groups:
                found.ungrouped.append(len(found.rows))
            found.rows.append((index, open_groups[-1] if open_groups else None))
    return found


def _sub_total(found: TableRows, row: Row, shape: TableShape, open_groups: list[int]) -> None:
    """A row "Cộng" below its rows: of the group that is open, or of the rows since the last such row."""
    if not _fills(row, shape):
        return
    waiting = [g for g in reversed(open_groups) if found.groups[g].subtotal is None]
    if waiting:
        found.groups[waiting[0]].subtotal = row
        open_groups.remove(waiting[0])
        return
    members = found.ungrouped
    if members and not open_groups:
        group = len(found.groups)
        found.groups.append(RowGroup(row, 0, row, members))
        for member in members:
            found.rows[member] = (found.rows[member][0], group)
        found.ungrouped = []


def _total(data: Sequence[Row], shape: TableShape) -> int | None:
    """Which row sums up the table: the first of all, or the last of those that state a total."""
    stated = [index for index, row in enumerate(data) if is_total(row) and _fills(row, shape)]
    if not stated:
        return None
    return stated[0] if stated[0] == 0 else stated[-1]


def _numbering(data: Sequence[Row], shape: TableShape) -> _Numbering:
    kinds = [_kind(row, shape) for row in data]
    following = [""] * len(data)
    for index in range(len(data) - 1, 0, -1):
        counts = kinds[index] and not is_total(data[index])
        following[index - 1] = kinds[index] if counts else following[index]
    levels = {kind: level for level, kind in enumerate(dict.fromkeys(filter(None, kinds)))}
    numbers = sum(kind in ("number", "dotted") for kind in kinds)
    return _Numbering(kinds, following, numbers, levels, _is_flat(data, shape))


def _is_flat(data: Sequence[Row], shape: TableShape) -> bool:
    total = _total(data, shape)
    if total is None or sum(map(is_total, data)) > 1:
        return False
    stated = [value_of(data[total][column])[0] for column in shape.values]
    rows = [row for row in data if not is_total(row)]
    sums = [sum(value_of(row[column])[0] or 0 for row in rows) for column in shape.values]
    return all(one is None or one == made for one, made in zip(stated, sums, strict=True))


def _kind(row: Row, shape: TableShape) -> str:
    cell = row[shape.ordinal] if shape.ordinal is not None else None
    text = cell.text if cell is not None else ""
    if not text and (body := row[shape.body]) is not None and (leading := _LEADING.match(body.text)):
        text = leading["n"]
    if leading := _LEADING.match(text):
        text = leading["n"]
    return next((name for name, pattern in _KINDS if pattern.fullmatch(text)), "")


def _group_level(data: Sequence[Row], index: int, shape: TableShape, numbering: _Numbering) -> int | None:
    """The level of a row that heads a group; ``None`` where it is a row of its own."""
    row, levels = data[index], numbering.levels
    kind, following = numbering.kinds[index], numbering.following[index]
    if not _fills(row, shape) and heads_a_group(row):
        return levels.get(kind, 0)
    if kind:
        deeper = bool(following) and levels[following] > levels[kind]
        return levels[kind] if deeper and not _has_own_row(data, index, numbering) else None
    return _unnumbered_level(data, index, shape, numbering)


def _has_own_row(data: Sequence[Row], index: int, numbering: _Numbering) -> bool:
    """Whether a numbered row has nothing below it: the next row is one of its own kind, or a total."""
    following = data[index + 1] if index + 1 < len(data) else None
    kind = numbering.kinds[index]
    if following is None or is_total(following) or numbering.kinds[index + 1] == kind:
        return True
    return kind == "number" and heads_a_group(following)


def _unnumbered_level(data: Sequence[Row], index: int, shape: TableShape, numbering: _Numbering) -> int | None:
    """A row without a number among numbered ones heads a group where it has no figures, or those of the rows below."""
    row, body = data[index], data[index][shape.body]
    if numbering.flat and _fills(row, shape):
        return None
    if shape.ordinal is None and not _sums_up(data, index, shape):
        return None
    if body is None or not body.text:
        return None
    if shape.ordinal is not None and numbering.numbers * 2 < len(data):
        return 0 if _sums_up(data, index, shape) else None
    if not _any_text(row, shape):
        return 0
    named = body.text.isupper() or bool(_UNITED.match(body.text))
    return 0 if _sums_up(data, index, shape) or (named and index + 1 < len(data)) else None


def _sums_up(data: Sequence[Row], index: int, shape: TableShape) -> bool:
    """Whether the figures of a row are the sums of two or more rows right below it."""
    wanted = [value_of(data[index][column])[0] for column in shape.values]
    if not any(wanted):
        return False
    sums: list[Number] = [0] * len(wanted)
    for count in range(1, len(data) - index):
        row = data[index + count]
        if is_total(row):
            return False
        for place, column in enumerate(shape.values):
            sums[place] += value_of(row[column])[0] or 0
        if count > 1 and all(w is None or w == s for w, s in zip(wanted, sums, strict=True)):
            return True
        if any(w is not None and s > w for w, s in zip(wanted, sums, strict=True)):
            return False
    return False


def _any_text(row: Row, shape: TableShape) -> bool:
    return any(cell is not None and cell.text for c, cell in enumerate(row) if c in shape.values)


def _fills(row: Row, shape: TableShape) -> bool:
    return any(value_of(row[column])[0] is not None for column in shape.values)


def _says_something(row: Row, shape: TableShape) -> bool:
    body = row[shape.body]
    return (body is not None and bool(body.text)) or _fills(row, shape)
