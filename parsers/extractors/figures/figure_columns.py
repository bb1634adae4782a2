"""Columns of a table that sets figures beside what they are of: an indicator or a body, a unit, a plan, a result.

Heads say what a column of numbers is; where none does, the type of the document and the place of the column decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.quota_columns import holds_bodies, holds_numbers, is_money, is_ratio, looks_back_at
from parsers.extractors.figures.table_cells import pair_of, unit_of_head, value_of
from parsers.layout.tables import Grid, Row, heads_a_group, is_number, is_ordinal, is_total
from parsers.lexicon import load
from parsers.mentions.dates.patterns import YEAR
from parsers.mentions.dates.values import Point, value
from parsers.mentions.quantities.units import unit_at
from parsers.records import DateValue, Indicator
from parsers.text import NormalisedText, either, fold, normal

_WORDS = load("tables")["figures"]


def _heads(key: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{either(_WORDS[key])})(?!\w)")


_BODY, _NO_BODY, _AIM, _PLAN, _DONE, _WHOLE = map(_heads, ("body", "no_body", "aim", "plan", "done", "whole"))
_BASE, _ACTS, _COMPARED, _WHEN, _OF_PLAN, _AGO = map(_heads, ("base", "acts", "compared", "when", "of_plan", "ago"))
# "Đạt", which is a count where another column holds the percentages
_REACHES = regex.compile(r"đạt(?: được)?(?: \([^()%]*\))?")
# "Số trẻ đã tiêm" counts children; "Số lượng", "Số đã giao" leave it open
_COUNTED = regex.compile(
    r"(?:tổng )?số (?!(?:lượng|liệu|đơn vị|máu|túi|thực|giao|đạt|được|đã|phải|cần|còn|kế|th|kh|dự|đăng|hiến|tiếp"
    r"|thu|vận)(?!\w))"
    r"(?P<noun>\p{L}+)"
)
_UNIT = regex.compile(rf"(?:{either(_WORDS['unit'])})")
_RATIO = regex.compile(rf"(?:{either(_WORDS['ratio'])})|(?<!\w)đạt$|đạt \(")
_OF_BLOOD = regex.compile(r"(?<!\w)máu(?!\w)")
# "Bảng 2. Chế phẩm cung cấp (túi)" · "(Đơn vị tính: người)", right above a table
_STATED = regex.compile(r"\((?P<label>(?:đơn vị tính|đvt) ?:? ?)?(?P<unit>[^():\d]{2,20})\)\W*$")
_YEAR_OF_HEAD = regex.compile(rf"(?<![\d/.-])({YEAR})(?= ?(?:\([^()]*\))?$)")
_PIECES = regex.compile(r"\((?P<unit>[^()]{1,30})\)")


_Kind = Literal["plan", "done", "ratio", ""]
_KINDS: tuple[_Kind, ...] = ("plan", "done", "ratio", "")


@dataclass(frozen=True, slots=True)
class Reached:
    """A column of what was reached, the plan that stands before it, and the percentage of it behind it."""

    column: int
    plan: int | None
    ratio: int | None


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """The columns of a table by their numbers: whose or what (one of them), unit, plans, what was reached."""

    body: int | None
    name: int | None
    unit: int | None
    plans: tuple[int, ...]
    reached: tuple[Reached, ...]
    others: tuple[int, ...]
    """Columns of numbers whose heads say nothing of all this."""


def figure_columns(view: NormalisedText, grid: Grid) -> FigureColumns | None:
    """The columns of a table with figures; ``None`` where it has no column that says what they are of."""
    names = [normal(grid.column_name(column)) for column in range(grid.width)]
    rows = [row for row in grid.data if not is_total(row) and not heads_a_group(row)]
    of = next((c for c in range(_behind_ordinals(rows, grid.width), grid.width) if _is_text(rows, c)), None)
    if of is None:
        return None
    behind = range(of + 1, grid.width)
    unit = next((c for c in behind if _UNIT.fullmatch(names[c]) or _holds_units(rows, c)), None)
    kinds = _kinds(rows, names, [c for c in behind if c != unit])
    kinds |= dict.fromkeys(_told_reached(rows, names, kinds), "done")
    plans, done, ratios, others = (_of_kind(kinds, kind) for kind in _KINDS)
    named = _BODY.search(names[of]) is not None or holds_bodies(view, rows, of)
    is_body = unit is None and named and not _NO_BODY.search(names[of])
    return FigureColumns(
        of if is_body else None,
        None if is_body else of,
        unit,
        tuple(plans),
        tuple(Reached(c, *_of_its_year(names, c, *_beside(c, plans, done, ratios))) for c in done),
        tuple(others),
    )


def _of_its_year(
    names: Sequence[str], column: int, plan: int | None, ratio: int | None
) -> tuple[int | None, int | None]:
    """The plan and the percentage beside a column; none where the plan is that of another year: "Thực hiện 2024"."""
    own, planned = _years(names[column]), _years(names[plan]) if plan is not None else set()
    return (None, None) if own and planned and own.isdisjoint(planned) else (plan, ratio)


def _kinds(rows: Sequence[Row], names: Sequence[str], columns: Sequence[int]) -> dict[int, _Kind]:
    """The columns of numbers with what their heads say that they are."""
    kinds: dict[int, _Kind] = {}
    for column in columns:
        if _holds_pairs(rows, column, names[column]):
            kinds[column] = "done"
        elif holds_numbers(rows, column) and not is_money(names[column]):
            kinds[column] = _kind(names[column])
    bare = [c for c in _of_kind(kinds, "ratio") if _REACHES.fullmatch(names[c])]
    if len(bare) < len(_of_kind(kinds, "ratio")):
        kinds |= dict.fromkeys(bare, "done")
    return kinds


def _of_kind(kinds: dict[int, _Kind], kind: _Kind) -> list[int]:
    return [column for column in kinds if kinds[column] == kind]


def _behind_ordinals(rows: Sequence[Row], width: int) -> int:
    """The first column that may say what the figures are of: the second one where the first counts the rows."""
    counts = all(is_ordinal(row[0]) or not row[0] or not row[0].text for row in rows)
    return 1 if rows and width > 2 and counts else 0


def _kind(name: str) -> _Kind:
    """What the head of a column of numbers says that they are."""
    if is_ratio(name) or _RATIO.search(name):
        return "" if _AGO.search(name) else "ratio"
    if _COMPARED.search(name):
        return ""
    behind = looks_back_at(fold(name))
    if _PLAN.search(name) and not behind:
        return "plan"
    return "done" if behind or _DONE.search(name) else ""


def _holds_pairs(rows: Sequence[Row], column: int, name: str) -> bool:
    """Whether most cells hold what was reached and what was planned ("52/50"), and no days."""
    filled = [cell for row in rows if (cell := row[column]) is not None and cell.text]
    paired = sum(pair_of(cell) is not None for cell in filled)
    return paired > 1 and paired * 2 > len(filled) and not _WHEN.search(name)


def counts_what_was_done(grid: Grid, column: int) -> bool:
    """Whether a head that speaks of no result may name one: not how many there are, nor what is compared with."""
    name = normal(grid.column_name(column))
    return not _COMPARED.search(name) and (not _BASE.search(name) or _ACTS.search(name) is not None)


def _told_reached(rows: Sequence[Row], names: Sequence[str], kinds: dict[int, _Kind]) -> list[int]:
    """The column that holds what was reached, where no head says so.

    The percentages say which one makes them ("Chỉ tiêu | Đợt 1 | Đợt 2 | Cả năm | %"); else it is the only one beside
    the plan, or the one of the whole. Without a plan it is the only one beside percentages of one.
    """
    plans, done, ratios, others = (_of_kind(kinds, kind) for kind in _KINDS)
    counted = [c for c in others if not _COMPARED.search(names[c])]
    if done:
        return []
    if not plans:
        of_plan = len(ratios) == 1 and _OF_PLAN.search(names[ratios[0]])
        return counted if of_plan and len(counted) == 1 else []
    fitting = [c for c in counted if any(_makes(rows, c, plan, ratio) for plan in plans for ratio in ratios)]
    whole = [c for c in counted if _WHOLE.search(names[c])]
    return next((columns for columns in (fitting, counted, whole) if len(columns) == 1), [])


def _makes(rows: Sequence[Row], reached: int, plan: int, ratio: int) -> bool:
    """Whether most rows of a column are of their plan what the column of percentages states."""
    triples = [tuple(value_of(row[column])[0] for column in (reached, plan, ratio)) for row in rows]
    full = [(a, b, c) for a, b, c in triples if a is not None and b and c is not None]
    return len(full) > 1 and sum(abs(100 * a / b - c) < 1 for a, b, c in full) * 2 > len(full)


def names_aims(grid: Grid, column: int) -> bool:
    """Whether the head of a column says that it holds what is to be reached."""
    return bool(_AIM.search(normal(grid.column_name(column))))


def unit_of_figure(
    grid: Grid, columns: FigureColumns, row: Row, column: int, above: str
) -> tuple[str | None, Indicator, list[str]]:
    """What a figure counts: by the unit of its row, its own head, another head, or else the lines above the table.

    A figure without any unit is said to be doubtful.
    """
    cell = row[columns.unit] if columns.unit is not None else None
    if cell is not None and cell.text:
        return *_unit_in_words(cell.text), []
    own = grid.column_name(column)
    heads = [own, *(grid.column_name(c) for c in columns.plans)]
    if columns.name is not None and (named := row[columns.name]) is not None:
        heads.append(named.text)
    for head in heads:
        unit, indicator = unit_of_head(head)
        if unit is not None and indicator is not None and (unit != "%" or head == own):
            return unit, indicator, []
    found = likely_unit(" ".join(heads), above if columns.body is not None else "")
    return _stated_unit(above) or found if found[0] is None else found


def _stated_unit(above: str) -> tuple[str, Indicator, list[str]] | None:
    """The unit in brackets right above a table; "(dự kiến)", "(tiếp theo)" are none."""
    stated = _STATED.search(above)
    known = stated is not None and (stated["label"] or unit_at(stated["unit"], 0))
    return (*_unit_in_words(stated["unit"]), []) if stated and known else None


def _unit_in_words(words: str) -> tuple[str, Indicator]:
    """The unit that a cell names."""
    if words == "%":
        return "%", "share"
    known = unit_at(normal(words), 0)
    return (known[0].unit if known else None) or words, unit_of_head(words)[1] or "other"


def likely_unit(heads: str, above: str) -> tuple[str | None, Indicator, list[str]]:
    """The unit that brackets in a head name, or units of blood where the words above speak of it."""
    pieces = _PIECES.search(normal(heads))
    if pieces is None and (noun := _COUNTED.match(normal(heads))):
        counted = unit_at(noun["noun"], 0)
        unit = counted[0].unit if counted else None
        return unit or noun["noun"], "other", [] if unit else ["unknown-unit"]
    known = unit_at(pieces["unit"], 0) if pieces else None
    if (known is None or known[0].kind == "unit") and _OF_BLOOD.search(above):
        return "đơn vị máu", "blood_units", []
    return (known[0].unit, "other", []) if known else (None, "other", ["no-unit"])


def date_of_head(annotated: AnnotatedDocument, grid: Grid, column: int) -> DateValue | None:
    """The time that the head of a column names: "Thực hiện quý I/2031"."""
    for row in range(grid.head):
        cell = grid.covering(row, column)
        for start, end in cell.places if cell is not None else ():
            if found := [d.value for d in within(annotated.dates, start, end) if d.value and d.value.edtf]:
                return found[-1]
    years = _years(grid.column_name(column))
    return value([Point("year", int(years.pop()))]) if len(years) == 1 else None


def _years(name: str) -> set[str]:
    """The years that a head ends with: "Thực hiện 2025", "KH 2026 (đơn vị)"."""
    return set(_YEAR_OF_HEAD.findall(name))


def _beside(
    column: int, plans: Sequence[int], done: Sequence[int], ratios: Sequence[int]
) -> tuple[int | None, int | None]:
    """The plan and the percentage that belong to a column of what was reached, where nothing stands between."""
    if len(plans) == len(done) > 1 and max(plans) < min(done):  # "Kế hoạch: người, máu | Thực hiện: người, máu"
        number = done.index(column)
        return plans[number], ratios[number] if len(ratios) == len(done) and min(ratios) > max(done) else None
    before = max((c for c in done if c < column), default=-1)
    behind = min((c for c in done if c > column), default=10**6)
    near = [c for c in plans if before < c < column] or ([plans[0]] if len(plans) == 1 else [])
    shares = [c for c in ratios if column < c < behind]
    return (near[-1] if near else None), (shares[0] if len(shares) == 1 or (shares and len(done) > 1) else None)


def _is_text(rows: Sequence[Row], column: int) -> bool:
    filled = [cell for row in rows if (cell := row[column]) is not None and cell.text]
    return bool(filled) and sum(1 for cell in filled if not is_number(cell)) * 2 > len(filled)


def _holds_units(rows: Sequence[Row], column: int) -> bool:
    filled = [cell.text for row in rows if (cell := row[column]) is not None and cell.text]
    units = sum(1 for text in filled if text == "%" or ((known := unit_at(normal(text), 0)) and known[1] == len(text)))
    return len(filled) > 1 and units * 2 > len(filled)
