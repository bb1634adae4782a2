"""Quota tables: which body is to register or give how much, from tables of any reader and from flat lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.quota_lists import QuotaList, quota_lists
from parsers.layout.tables import Grid, GridCell, Row, grids, is_number, is_ordinal, is_total
from parsers.lexicon import load
from parsers.mentions.bodies.lists import split_bodies
from parsers.mentions.bodies.names import expand
from parsers.mentions.quantities.numbers import read_number
from parsers.mentions.quantities.units import unit_at
from parsers.records import (
    BodyLevel,
    BodyRef,
    Grounded,
    Indicator,
    Number,
    QuotaColumn,
    QuotaRow,
    QuotaTable,
    Span,
    assign_ids,
)
from parsers.text import NormalisedText, fold, normal

_LEXICON = load("tables")


def _any(words: Sequence[str]) -> regex.Pattern[str]:
    folded = sorted({fold(word) for word in words}, key=lambda w: (-len(w), w))
    return regex.compile(rf"(?<!\w)(?:{'|'.join(regex.escape(w) for w in folded)})(?!\w)")


_HEADS = {name: _any(words) for name, words in _LEXICON["heads"].items()}
_TITLES = {name: _any(words) for name, words in _LEXICON["titles"].items()}
_BEGIN = regex.compile(rf"(?:{'|'.join(fold(w) for w in _LEXICON['titles']['begin'])})(?!\w)")
_NOT_TITLE = regex.compile(rf"(?:{'|'.join(fold(w) for w in _LEXICON['titles']['not_title'])})(?!\w)")

# "25 người", "1.200 đơn vị máu"
_COUNT = regex.compile(r"(?P<n>\d[\d.,]*)(?: (?P<unit>\D+))?")
_NOTHING = frozenset(("", "-", "x", "/", "0.", "…", "..."))
_ROMAN = regex.compile(r"[IVXL]+[.)]?|[A-HĐ][.)]?")
_PLACES: dict[str, BodyLevel] = {
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
    "huyện": "district", "quận": "district", "thị xã": "district", "thành phố": "district", "tỉnh": "province",
}  # fmt: skip
_PLACE = regex.compile(rf"(?:{'|'.join(_PLACES)})(?!\w| đoàn| ủy| hội)")
_LEADING_ORDINAL = regex.compile(r"(?P<n>\d{1,3})\s?[.)]\s+(?=\p{L})")


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which column of a grid is what."""

    ordinal: int | None
    body: int
    quotas: tuple[int, ...]
    notes: tuple[int, ...]


def extract(annotated: AnnotatedDocument) -> list[QuotaTable]:
    """All quota tables in order; tables of tasks, forms to fill in, results and scores are none."""
    view = annotated.view
    found: list[tuple[int, QuotaTable]] = []
    for grid in grids(view):
        title, lines = _title(annotated, grid.start)
        shape = shape_of(grid, title, lines)
        if shape is not None:
            found.append((grid.start, _table(view, grid, shape, title, lines)))
    found += [(flat.start, _list_table(view, flat)) for flat in quota_lists(annotated)]
    tables = [table for _, table in sorted(found, key=lambda f: f[0])]
    assign_ids("quota", [(t, fold(f"{t.title} {' '.join(c.name for c in t.columns)}")) for t in tables])
    return tables


def shape_of(grid: Grid, title: str | None, lines: str) -> _Shape | None:
    """The roles of the columns, or ``None`` where the grid is no quota table.

    ``lines`` are the words around the title ("Đơn vị tính: người"); a column of numbers is a quota when its own head
    says so, or when the title does and the head does not contradict.
    """
    rows = [row for row in grid.data if not is_total(row)]
    if grid.width < 2 or not rows:
        return None
    heads = [fold(grid.column_name(column)) for column in range(grid.width)]
    about = fold(f"{title or ''} {lines}")
    titled = bool(_TITLES["quota"].search(about))
    looks_back = bool(_TITLES["result"].search(about)) and not titled
    ordinal = _ordinal_column(heads, rows)
    bodies = [c for c in range(grid.width) if c != ordinal and _is_text(rows, c)]
    body = next(
        (c for c in bodies if _HEADS["body"].search(heads[c]) and not _HEADS["not_body"].search(heads[c])), None
    )
    if body is None and titled:
        body = next((c for c in bodies if not _HEADS["not_body"].search(heads[c])), None)
    if body is None or any(c < body and _HEADS["not_body"].search(heads[c]) for c in bodies):
        return None
    quotas = tuple(
        c for c in range(grid.width) if c not in (ordinal, body) and _is_quota(heads[c], rows, c, titled, looks_back)
    )
    if not quotas:
        return None
    notes = tuple(c for c in range(grid.width) if c not in (ordinal, body, *quotas))
    return _Shape(ordinal, body, quotas, notes)


def _ordinal_column(heads: list[str], rows: Sequence[Row]) -> int | None:
    if _HEADS["ordinal"].fullmatch(heads[0]):
        return 0
    filled = [row[0] for row in rows if row[0] is not None and row[0].text]
    if filled and all(is_ordinal(cell) for cell in filled) and not heads[0]:
        return 0
    return None


def _is_text(rows: Sequence[Row], column: int) -> bool:
    filled = [row[column] for row in rows if (cell := row[column]) is not None and cell.text]
    return sum(1 for cell in filled if not is_number(cell)) * 2 > len(filled)


def _is_quota(head: str, rows: Sequence[Row], column: int, titled: bool, looks_back: bool) -> bool:
    numbers = sum(1 for row in rows if value_of(row[column])[0] is not None)
    filled = sum(1 for row in rows if (cell := row[column]) is not None and cell.text)
    if not numbers or numbers * 2 < filled:
        return False
    forward = bool(_HEADS["forward"].search(head))
    if _HEADS["never"].search(head) or (not forward and (looks_back or _HEADS["result"].search(head))):
        return False
    if _HEADS["quota"].search(head):
        return True
    return titled and not _HEADS["not_quota"].search(head) and (not head or bool(_HEADS["number"].search(head)))


def _table(view: NormalisedText, grid: Grid, shape: _Shape, title: str | None, lines: str) -> QuotaTable:
    columns = [_column(view, grid, column, shape, f"{title or ''} {lines}") for column in range(grid.width)]
    rows: list[QuotaRow] = []
    stated: list[Grounded[Number]] | None = None
    data = grid.data
    for index, row in enumerate(data):
        if is_total(row):
            stated = _values(view, row, shape) if _fills(row, shape) else stated
        elif not _is_section(data, index, shape):
            rows.append(_row(view, data, index, shape))
    pages = _pages(rows)
    return QuotaTable(
        spans=[view.span(grid.start, grid.end)],
        how="joined" if pages and len(pages) > 1 else "exact",
        title=title,
        columns=columns,
        rows=rows,
        stated_total=stated,
        computed_total=[_sum(rows, index) for index in range(len(shape.quotas))],
        pages=pages,
    )


def _column(view: NormalisedText, grid: Grid, column: int, shape: _Shape, about: str) -> QuotaColumn:
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
    if column not in shape.quotas:
        return QuotaColumn(name=name, role="note", spans=spans)
    unit, indicator = unit_of_head(name)
    if unit is None:
        unit, indicator = unit_of_head(about)
    return QuotaColumn(name=name, role="quota", unit=unit, indicator=indicator, spans=spans)


# "Số đơn vị máu", "Đợt 1 (đơn vị máu)", "Lượng máu" | "Số người đăng ký", "Chỉ tiêu vận động" | "Số người hiến máu"
_BLOOD_HEAD = regex.compile(r"(?:đơn vị|đv|lượng|số|túi) máu|(?<!\w)đvm(?!\w)|số đơn vị(?! tham gia)")
_REGISTER_HEAD = regex.compile(r"đăng ký|vận động")
_DONOR_HEAD = regex.compile(r"hiến máu|(?<!\w)hmtn(?!\w)")
_EVENT_HEAD = regex.compile(r"(?:số|tổ chức) (?P<unit>đợt|buổi|sự kiện|ngày hội|điểm)")
_PERSON_HEAD = regex.compile(
    r"lượt người|lượt|người|tình nguyện viên|đoàn viên|đvtn|hội viên|thành viên|cán bộ|học sinh|sinh viên"
)


def unit_of_head(name: str) -> tuple[str | None, Indicator | None]:
    """The unit and indicator that a column head or title names; both ``None`` where it names none."""
    norm = normal(name)
    if "%" in norm or "tỷ lệ" in norm:
        return "%", "share"
    if _BLOOD_HEAD.search(norm):
        return "đơn vị máu", "blood_units"
    if event := _EVENT_HEAD.search(norm):
        return event["unit"], "events"
    person = _PERSON_HEAD.search(norm)
    registers, donors = _REGISTER_HEAD.search(norm), _DONOR_HEAD.search(norm)
    if person is None and not registers and not donors:
        return None, None
    known = unit_at(norm, person.start()) if person else None
    unit = known[0].unit if known and known[0].unit else "người"
    return unit, "registrants" if registers else "donors" if donors else "other"


def value_of(cell: GridCell | None) -> tuple[Number | None, list[str]]:
    """The number of a cell and why there may be none; never a guess."""
    if cell is None:
        return None, ["merged"]
    if cell.text in _NOTHING:
        return None, ["blank"]
    count = _COUNT.fullmatch(cell.text)
    number = read_number(count["n"]) if count else None
    if count is None or number is None or (count["unit"] and unit_at(normal(count["unit"]), 0) is None):
        return None, ["unreadable"]
    return number[0], [number[1]] if number[1] else []


def _values(view: NormalisedText, row: Row, shape: _Shape) -> list[Grounded[Number]]:
    values: list[Grounded[Number]] = []
    for column in shape.quotas:
        cell = row[column]
        value, doubts = value_of(cell)
        spans = cell.spans(view) if cell is not None else []
        plain = cell is not None and cell.text == str(value)
        values.append(
            Grounded(value=value, spans=spans, how="exact" if plain or value is None else "normalised", doubts=doubts)
        )
    return values


def _pages(rows: Sequence[QuotaRow]) -> list[int] | None:
    return sorted({span.page for row in rows for span in row.spans if span.page is not None}) or None


def _fills(row: Row, shape: _Shape) -> bool:
    return any(value_of(row[column])[0] is not None for column in shape.quotas)


def _is_section(rows: Sequence[Row], index: int, shape: _Shape) -> bool:
    """Whether a row only heads the rows below it: no numbers, or numbers that are the sum of the part it opens."""
    row = rows[index]
    ordinal = row[shape.ordinal] if shape.ordinal is not None else None
    body = row[shape.body]
    if body is None or not body.text:
        return not _fills(row, shape)
    if ordinal is not None and _ROMAN.fullmatch(ordinal.text):
        below = rows[index + 1] if index + 1 < len(rows) else None
        if below is None or shape.ordinal is None:
            return False
        first = below[shape.ordinal]
        return not _fills(row, shape) or (first is not None and first.text.rstrip(".)").isdigit())
    if any(cell is not None and cell.text for c, cell in enumerate(row) if c in shape.quotas):
        return False
    return ordinal is not None and not ordinal.text and shape.ordinal is not None


def _row(view: NormalisedText, rows: Sequence[Row], index: int, shape: _Shape) -> QuotaRow:
    row = rows[index]
    body = row[shape.body]
    cell = row[shape.ordinal] if shape.ordinal is not None else None
    ordinal = cell.text.rstrip(".) ") if cell is not None and cell.text else None
    doubts: list[str] = []
    text, start = (body.text, 0) if body is not None else ("", 0)
    if ordinal is None and shape.ordinal is None and (leading := _LEADING_ORDINAL.match(text)):
        ordinal, start = leading["n"], leading.end()
    if body is None or not text:
        doubts.append("no-body")
    values = _values(view, row, shape)
    for value in values:
        doubts += [d for d in value.doubts if d not in doubts]
    joined = any(c is not None and len(c.places) > 1 for c in row)
    places = sorted(place for c in row if c is not None for place in c.places)
    if not joined:
        places = [(places[0][0], places[-1][1])] if places else []
    return QuotaRow(
        spans=[view.span(*place) for place in places],
        how="joined" if joined else "exact",
        doubts=doubts,
        ordinal=ordinal,
        body=body_of(view, text[start:], body.places if body else (), start),
        values=values,
    )


def body_of(view: NormalisedText, name: str, places: Sequence[tuple[int, int]], skip: int = 0) -> BodyRef:
    """The body that a whole cell names; ``skip`` characters at its beginning are an ordinal."""
    spans = [view.span(a + (skip if not i else 0), b) for i, (a, b) in enumerate(places)]
    found = split_bodies(view, places[0][0] + skip, places[0][1]) if places else []
    first = found[0] if found and found[0].start == places[0][0] + skip else None
    if first is not None and len(found) == 1 and fold(first.name) == fold(name):
        return BodyRef(name=name, canonical=first.canonical, kind=first.kind, level=first.level, spans=spans)
    if (place := _PLACE.match(normal(name))) is not None:
        # a quota given to a commune is its administration's
        return BodyRef(name=name, canonical=name, kind="government", level=_PLACES[place[0]], spans=spans)
    return BodyRef(name=name, canonical=expand(name), kind=first.kind if first else "other", spans=spans)


def _sum(rows: Sequence[QuotaRow], column: int) -> Number | None:
    """The sum of a column; ``None`` where a cell could not be read."""
    cells = [row.values[column] for row in rows]
    if any(cell.value is None and "blank" not in cell.doubts for cell in cells):
        return None
    total = sum(cell.value for cell in cells if cell.value is not None)
    return round(total, 6)


def _title(annotated: AnnotatedDocument, start: int) -> tuple[str | None, str]:
    """The title in the lines above a table, and all words of those lines."""
    above: list[str] = []
    for paragraph in reversed([p for p in annotated.outline.paragraphs if p.end <= start]):
        text = " ".join(annotated.view.text[paragraph.start : paragraph.end].split())
        if paragraph.block.table is not None or len(above) == 7:
            break
        if paragraph.zone in ("signature", "recipients"):
            break
        above.insert(0, text)
        if _BEGIN.match(fold(text)) and text == text.upper():
            break
        if paragraph.zone == "body" and (paragraph.opens or text.endswith((".", ":"))):
            break
    heads = [i for i, text in enumerate(above) if _BEGIN.match(fold(text))]
    lines = above[heads[-1] :] if heads and heads[-1] + 3 >= len(above) else above
    lines = above[heads[0] :] if heads else lines
    title: list[str] = []
    brackets = False
    for line in lines:
        opens = line.startswith("(") or brackets
        brackets = opens and not line.endswith(")")
        if opens or (title and _NOT_TITLE.match(fold(line))) or _NOT_TITLE.match(fold(line)):
            continue
        title.append(line)
    return " ".join(title).strip(" :") or None, " ".join(above)


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
