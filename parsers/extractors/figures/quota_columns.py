"""Which column of a table is what: every column of numbers is kept, its head only says which it is."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from parsers import regex
from parsers.extractors.figures.table_cells import unit_of_head, value_of
from parsers.layout.tables import Grid, GridCell, Row, heads_a_group, is_number, is_ordinal, is_total
from parsers.lexicon import load
from parsers.mentions.bodies.lists import split_bodies
from parsers.records import ColumnRole
from parsers.text import NormalisedText, either, fold, normal

_LEXICON = load("tables")
# "Hạn gửi", "Nơi nhận", over a table of papers
_DUE = regex.compile(r"(?:thoi )?han(?: nop| gui| cuoi| hoan thanh)?$")
_HANDED_TO = regex.compile(r"(?:noi|don vi|co quan) (?:nhan|nop|gui|tiep nhan)|(?:gui|nop) ve")


def _any(words: Sequence[str]) -> regex.Pattern[str]:
    folded = sorted({fold(word) for word in words}, key=lambda w: (-len(w), w))
    return regex.compile(rf"(?<!\w)(?:{'|'.join(regex.escape(w) for w in folded)})(?!\w)")


_HEADS = {name: _any(words) for name, words in _LEXICON["heads"].items()}
# "Tuổi", "Số điện thoại"; not "Số người trong độ tuổi", "Hộ dùng mã QR"
_PERSONAL = regex.compile(rf"(?:(?:so|ngay|ngay, thang,)\ )?{_HEADS['personal'].pattern}")
# with its accents: "Số hộ" is a basis, "Số hồ sơ" none
_NOT_QUOTA = regex.compile(rf"(?<!\w)(?:{either(_LEXICON['heads']['not_quota'])})(?!\w)")
_TITLES = {name: _any(words) for name, words in _LEXICON["titles"].items() if name in ("quota", "result")}
# "Hiến được", "Số túi lấy được trong đợt"; not "Số cần được vận động", nor whom something is done to: "Trẻ được tiêm"
_REACHED = regex.compile(
    r"(?<!\w)(?!(?:can|phai|se|tieu) )\w+ duoc(?!\w)(?= ?(?:[^\w ]|$)| (?:trong|den|tinh|nam|quy|thang|dot|ky|thuc|\d))"
)
# "Khối hồng cầu (đơn vị)"
_UNIT_IN_HEAD = regex.compile(r"\(\p{L}[^()\d]{1,24}\)\s*$")
# "7h30 - 8h45", "từ 7 giờ 00 đến 8 giờ 15": when those of a row come, on the day of the table
_CLOCK = r"\d{1,2} ?(?:h|g|giờ|:)(?: ?\d{2})?(?: ?(?:phút|ph|p|'))?"
_HOURS = regex.compile(rf"(?:từ )?{_CLOCK} ?(?:(?:-|–|đến) ?{_CLOCK})?", regex.I)
_LEAST_ROWS = 3
"""A table that nothing but its cells tells to be one of quotas has so many rows."""
_LEAST_COUNTED = 5
"""Rows that count up from 1 are ordinals, whatever the head, when there are so many."""
_COUNTED_SITES = 2
"""… or so many, where the head says that sites are counted ("Điểm", "Cụm")."""
SITE_HEADS = frozenset(fold(word) for word in _LEXICON["heads"]["site"])
"""Heads of a first column that counts sites, at each of which several bodies come together."""
_OF_FIGURES = ("quota", "result", "number", "ratio", "money")


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of numbers."""

    column: int
    role: ColumnRole
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableShape:
    """The columns of a table of bodies and numbers, by their numbers."""

    ordinal: int | None
    body: int
    figures: tuple[FigureColumn, ...]

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(figure.column for figure in self.figures)


@dataclass(frozen=True, slots=True)
class _About:
    """What the words above a table say of it."""

    quota: bool
    looks_back: bool


def shape_of(view: NormalisedText, grid: Grid, words: str, *, behind: bool) -> TableShape | None:
    """The columns of a quota table, or ``None`` where the grid is none.

    ``words`` stand above the table: its title and the lines around it; ``behind`` says that its part tells what was
    done. A table is one of quotas when a head or those words say so; where no head is known, when it gives a number to
    each of several bodies.
    """
    rows = _counted_rows(grid)
    if grid.width < 2 or not rows:
        return None
    about = fold(words)
    titled = bool(_TITLES["quota"].search(about))
    above = _About(titled, (behind or bool(_TITLES["result"].search(about))) and not titled)
    heads = [fold(grid.column_name(column)) for column in range(grid.width)]
    ordinal = ordinal_column(grid)
    body = _body_column(view, heads, rows, ordinal, titled=titled)
    if body is None:
        return _shape_of_labels(grid, heads, rows, ordinal, above)
    figures = [
        _figure(grid.column_name(c), heads[c], c, above)
        for c in range(grid.width)
        if c not in (ordinal, body) and holds_numbers(rows, c) and not _PERSONAL.match(heads[c])
    ]
    known = any(figure.role == "quota" for figure in figures)
    gives = _gives_each_a_number(view, rows, body, figures) or _shares_out(grid, heads, rows, body, figures)
    if not known and (above.looks_back or not gives):
        return None
    figures = [_beside_quotas(figure, heads[figure.column], titled=titled, known=known) for figure in figures]
    return TableShape(ordinal, body, tuple(figures))


def _shape_of_labels(
    grid: Grid, heads: Sequence[str], rows: Sequence[Row], ordinal: int | None, above: _About
) -> TableShape | None:
    """The columns of a table that sums up so much of each kind, for nobody: "Nhóm máu | Khối hồng cầu (đơn vị)".

    It is one of quotas only by its look: each row has a name of its own, and the columns with a total have units, or
    one of them is the sum that its total says.
    """
    total = next((row for row in grid.data if is_total(row)), None)
    label = _label_column(rows, grid.width, ordinal)
    if total is None or label is None or above.looks_back:
        return None
    figures = [c for c in range(grid.width) if c not in (ordinal, label) and holds_numbers(rows, c)]
    counted = [c for c in figures if all(value_of(row[c])[0] is not None for row in (*rows, total))]
    if any(_is_no_count(grid.column_name(c), heads[c]) for c in figures) or not _sums_up(grid, rows, total, counted):
        return None
    roles: dict[int, ColumnRole] = {c: "quota" if c in counted else "note" for c in figures}
    return TableShape(ordinal, label, tuple(FigureColumn(c, role, ("unknown-head",)) for c, role in roles.items()))


def _label_column(rows: Sequence[Row], width: int, ordinal: int | None) -> int | None:
    """The first column of texts, where it gives each of enough rows another name."""
    texts = (c for c in range(width) if c != ordinal and _is_text(rows, c))
    column = next((c for c in texts if not _holds(rows, c, _HOURS)), None)
    names = {cell.text for row in rows if column is not None and (cell := row[column]) is not None and cell.text}
    return column if len(names) == len(rows) >= _LEAST_ROWS else None


def _is_no_count(name: str, head: str) -> bool:
    """Whether a column holds money, percentages, years of birth or what was reached."""
    return is_money(head) or is_ratio(name) or bool(_PERSONAL.match(head)) or looks_back_at(head)


def _sums_up(grid: Grid, rows: Sequence[Row], total: Row, columns: Sequence[int]) -> bool:
    """Whether the heads of some columns say their unit, or one of the columns comes to what its total says."""
    if not columns:
        return False
    sums = (sum(value_of(row[c])[0] or 0 for row in rows) == value_of(total[c])[0] for c in columns)
    return all(_UNIT_IN_HEAD.search(grid.column_name(c)) for c in columns) or any(sums)


def holds_numbers(rows: Sequence[Row], column: int) -> bool:
    """Whether most cells of a column that are not empty are numbers."""
    numbers = sum(1 for row in rows if value_of(row[column])[0] is not None)
    filled = sum(1 for row in rows if (cell := row[column]) is not None and cell.text)
    return bool(numbers) and numbers * 2 >= filled


def is_ratio(name: str) -> bool:
    """Whether the head of a column names a percentage."""
    return "%" in name or bool(_HEADS["ratio"].search(fold(name)))


def is_money(head: str) -> bool:
    """Whether the head of a column names money or marks."""
    return bool(_HEADS["money"].search(fold(head)))


def speaks_of_quotas(words: str) -> bool:
    """Whether the words above a table say that it hands out quotas, and nothing of results."""
    about = fold(words)
    return bool(_TITLES["quota"].search(about)) and not _TITLES["result"].search(about)


def looks_back_at(head: str) -> bool:
    """Whether a folded head names what was reached ("Thực hiện", not "Kế hoạch thực hiện", nor "Số tối đa")."""
    words = head.replace("toi da", "")
    reached = _HEADS["result"].search(words) or _REACHED.search(words)
    return bool(reached) and not _HEADS["forward"].search(head)


def ordinal_column(grid: Grid) -> int | None:
    """The first column where it only numbers the rows, else ``None``."""
    head = fold(grid.column_name(0))
    if _HEADS["ordinal"].fullmatch(head):
        return 0
    filled = [row[0] for row in _counted_rows(grid) if row[0] is not None and row[0].text]
    if filled and all(is_ordinal(cell) for cell in filled) and (not head or _counts_up(filled, head)):
        return 0
    return None


def _counted_rows(grid: Grid) -> list[Row]:
    return [row for row in grid.data if not is_total(row) and not heads_a_group(row)]


def _counts_up(cells: Sequence[GridCell], head: str) -> bool:
    """Whether cells count their rows from 1 on, under a head that names no figures (a damaged "STT")."""
    numbers = [int(cell.text) for cell in cells if cell.text.isdigit()]
    site = head in (*SITE_HEADS, "so")
    if len(numbers) < (_COUNTED_SITES if site else _LEAST_COUNTED) or numbers[0] != 1:
        return False
    if not site and any(_HEADS[name].search(head) for name in _OF_FIGURES):
        return False
    steps = sum(b in (a + 1, 1) for a, b in itertools.pairwise(numbers))
    return len(numbers) == len(cells) and steps == len(numbers) - 1


def _body_column(
    view: NormalisedText, heads: list[str], rows: Sequence[Row], ordinal: int | None, *, titled: bool
) -> int | None:
    """The column of bodies: by its head, else the first column of texts where the title or its cells speak for it.

    Where most cells are names of bodies, a head ("Nơi nhận chỉ tiêu") says nothing against it; the time of a site may
    stand before those who come there.
    """
    texts, others = _columns_of_texts(view, heads, rows, ordinal)
    body = next((c for c in texts if _HEADS["body"].search(heads[c]) and c not in others), None)
    if body is None:
        body = next((c for c in texts if c not in others and (titled or holds_bodies(view, rows, c))), None)
    if body is None or not _may_follow(heads, [c for c in others if c < body]):
        return None
    return next((c for c in texts if c > body and _goes_on_beside(view, rows, body, c)), body)


def _columns_of_texts(
    view: NormalisedText, heads: list[str], rows: Sequence[Row], ordinal: int | None
) -> tuple[list[int], list[int]]:
    """The columns of texts, without those of hours, and which of them name no bodies."""
    texts = [c for c in range(len(heads)) if c != ordinal and _is_text(rows, c) and not _holds(rows, c, _HOURS)]
    others = [c for c in texts if _HEADS["not_body"].search(heads[c]) and not holds_bodies(view, rows, c)]
    others += [c for c in texts if _only_groups(view, rows, c, texts)]
    if any(map(_DUE.match, heads)):  # "Loại hồ sơ | Số bộ | Hạn gửi | Nơi nhận": what is handed in, and to whom
        others += [c for c in texts if _HANDED_TO.fullmatch(heads[c])]
    return texts, others


def _holds(rows: Sequence[Row], column: int, kind: regex.Pattern[str]) -> bool:
    """Whether all cells of a column that are filled are of a kind."""
    filled = [cell.text for row in rows if (cell := row[column]) is not None and cell.text]
    return bool(filled) and all(kind.fullmatch(text) for text in filled)


def _only_groups(view: NormalisedText, rows: Sequence[Row], column: int, texts: Sequence[int]) -> bool:
    """Whether a column names few things again and again ("Cụm": Bắc, Giữa, Nam), and another one a body a row."""
    return _names(rows, column) * 2 <= len(rows) and any(
        _names(rows, c) == len(rows) and holds_bodies(view, rows, c) for c in texts if c != column
    )


def _names(rows: Sequence[Row], column: int) -> int:
    """How many different texts a column has."""
    return len({cell.text for row in rows if (cell := row[column]) is not None and cell.text})


def _may_follow(heads: Sequence[str], before: Sequence[int]) -> bool:
    """Whether bodies may stand behind such columns: the time of a site, or of each row that shares out quotas."""
    if not before or heads[0] in SITE_HEADS:
        return True
    return all(_HEADS["time"].match(heads[c]) for c in before) and sum(map(is_quota, heads)) > 1


def is_quota(head: str) -> bool:
    """Whether a folded head says by itself that its numbers are quotas."""
    return bool(_HEADS["quota"].search(head)) and not looks_back_at(head)


def _goes_on_beside(view: NormalisedText, rows: Sequence[Row], groups: int, column: int) -> bool:
    """Whether a column of texts goes over several rows ("Khối trường học") beside a column of bodies."""
    gaps = [row for row in rows if (cell := row[groups]) is None or not cell.text]
    filled = all((cell := row[column]) is not None and cell.text for row in gaps)
    return bool(gaps) and filled and holds_bodies(view, rows, column)


def _is_text(rows: Sequence[Row], column: int) -> bool:
    filled = [row[column] for row in rows if (cell := row[column]) is not None and cell.text]
    return sum(1 for cell in filled if not is_number(cell)) * 2 > len(filled)


def holds_bodies(view: NormalisedText, rows: Sequence[Row], column: int) -> bool:
    """Whether most cells of a column are names of bodies."""
    cells = [cell for row in rows if (cell := row[column]) is not None and cell.places]
    named = sum(1 for cell in cells if split_bodies(view, *cell.places[0]))
    return len(cells) >= _LEAST_ROWS and named * 2 > len(cells)


def _gives_each_a_number(view: NormalisedText, rows: Sequence[Row], body: int, figures: Sequence[FigureColumn]) -> bool:
    unknown = any("unknown-head" in figure.doubts for figure in figures)
    return unknown and len(rows) >= _LEAST_ROWS and holds_bodies(view, rows, body)


def _shares_out(
    grid: Grid, heads: Sequence[str], rows: Sequence[Row], body: int, figures: Sequence[FigureColumn]
) -> bool:
    """Whether a table whose head says who they are sums up what each of them gets: "Cụm | Số đoàn | Cộng VĐV"."""
    total = next((row for row in grid.data if is_total(row)), None)
    unknown = [figure.column for figure in figures if "unknown-head" in figure.doubts]
    counted = [c for c in unknown if total and all(value_of(row[c])[0] is not None for row in (*rows, total))]
    if total is None or not counted or not _HEADS["body"].search(heads[body]):
        return False
    return _sums_up(grid, rows, total, counted)


def _figure(name: str, head: str, column: int, above: _About) -> FigureColumn:
    """The role that its own head and the title give a column of numbers."""
    if is_money(head):
        return FigureColumn(column, "note", ("other-figures",))
    if is_ratio(name):
        return FigureColumn(column, "ratio")
    forward = bool(_HEADS["forward"].search(head))
    other = bool(_NOT_QUOTA.search(normal(name)) or _HEADS["when"].fullmatch(head))
    counts = unit_of_head(name)[0] not in (None, "%") or head.startswith("so ")
    needed = not other and _HEADS["needed"].search(head) and counts
    if looks_back_at(head) or (above.looks_back and not forward and not other and not needed):
        return FigureColumn(column, "result")
    if needed or _says_quota(head, above, forward=forward, other=other):
        return FigureColumn(column, "quota")
    return FigureColumn(column, "note", ("other-figures",) if other else ("unknown-head",))


def _says_quota(head: str, above: _About, *, forward: bool, other: bool) -> bool:
    if _HEADS["quota"].search(head) or (forward and above.looks_back):
        return True
    return above.quota and not other and (not head or forward or bool(_HEADS["number"].search(head)))


def _beside_quotas(figure: FigureColumn, head: str, *, titled: bool, known: bool) -> FigureColumn:
    """A column whose head says nothing: one more quota where the title speaks of them or no head does."""
    if "unknown-head" not in figure.doubts:
        return figure
    if (titled or known) and _HEADS["share"].search(head):
        return FigureColumn(figure.column, "quota")
    return FigureColumn(figure.column, "quota", figure.doubts) if titled or not known else figure
