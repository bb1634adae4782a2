"""Tables as people see them: one grid for a table that runs over pages, its head once, split rows joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from parsers import regex
from parsers.document import Table
from parsers.lexicon import load
from parsers.mentions.quantities.numbers import read_number
from parsers.records import Span
from parsers.text import NormalisedText, either, fold, memo

# "12", "12.", "3)", "2.1", "IV", "a", "A."; "5," and "17/:" where a recogniser saw a stroke of the rule
ORDINAL = regex.compile(r"(?:\d{1,4}(?:\.\d{1,3})*|[IVXLivxl]{1,6}|[A-HĐa-hđ])\s?[.)]?|\d{1,4}/?[,;:]")
BEHIND_ORDINAL = " .),;:/"
# "(1)", "1", "A", "(4)=(2)+(3)": the row that numbers the columns
_COLUMN_NUMBER = regex.compile(r"\(?(?:\d{1,2}|[A-H])\)?(?:\s?=.*)?")
_GAP = regex.compile(r"[\s|*_#\-–—]*(?:[Tt]rang\s*)?(?:\d{1,3}(?:\s*/\s*\d{1,3})?)?[\s|*_#\-–—]*")

# "A. KHỐI CƠ QUAN", "II - Khối trường học", "B) Các thôn"
# "Cụm 1: 07 giờ ngày 22/7 tại …"
_GROUP = regex.compile(
    r"(?:[IVXL]{1,5}|[A-HĐ])\s?[.)/:–-]\s*\p{L}.+"
    r"|(?:Phần|Khối|Nhóm|Cụm|Đợt|Tuyến|Khu vực)\s[\p{Lu}\d]+\s?[.)/:–-]\s*[\p{L}\d].+"
)
_GROUP_NUMBER = regex.compile(r"(?:[IVXL]{1,5}|[A-HĐ])\s?[.)]?")
# "Tổng cộng (I + II)", "Cộng:", "Cộng I", "Cộng 7 điểm"
_TOTAL = regex.compile(r"(?:tong|cong)(?: cong| so)?(?: (?:[ivxl]+|[a-h]|\d)| \d{1,3} \w+(?: \w+)?)?")
_DIGITS = regex.compile(r"\d+")
_BRACKETS = regex.compile(r"\(.*?\)")
_STROKE = "1 "
"""What a recogniser makes of the rule before a head: "1 Chỉ tiêu"."""
_LIKENESS = 0.8
"""Heads that are as like as this, letter by letter, are one head read twice."""

_LEXICON = load("tables")
ORDINAL_HEADS = frozenset(fold(word) for word in _LEXICON["heads"]["ordinal"])
_TOTALS = frozenset(fold(word) for word in _LEXICON["rows"]["total"])
_NO_TOTAL = tuple(fold(word) for word in _LEXICON["rows"]["no_total"])
_TOTAL_BEGINS = regex.compile(rf"(?:{either(fold(word) for word in _LEXICON['rows']['total_begins'])})(?!\w)")
# "Tần suất" · "Chu kỳ kiểm tra"
_HOW_OFTEN = regex.compile(r"(?<!\w)(?:tan suat|chu ky|dinh ky)(?!\w)")
# "Toàn tỉnh", "Cả Công ty", "Toàn xã Khe Mây", "Tổng cả trường"
_WHOLE = regex.compile(
    rf"(?:tong )?(?:{either(fold(word) for word in _LEXICON['rows']['wholes'])})"
    rf" (?:{either(fold(word) for word in _LEXICON['rows']['whole_of'])})(?: \w+){{0,6}}"
)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its text with single blanks, where that text stands in the view, and how many columns and rows it takes.

    A cell that a page break had cut has several places. An empty cell has none, only its place in the source.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    source: tuple[int, int]
    columns: int = 1
    rows: int = 1

    def spans(self, view: NormalisedText) -> list[Span]:
        """Where the text was read; for an empty cell the blank itself."""
        return [view.span(*place) for place in self.places] or [view.document.span(*self.source)]


Row = tuple[GridCell | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with the rows of all its pages; ``head`` is how many of them are its head.

    ``start`` and ``end`` are offsets into the view. ``None`` in a row is a position that a merged cell covers.
    """

    rows: tuple[Row, ...]
    head: int
    start: int
    end: int

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @property
    def data(self) -> tuple[Row, ...]:
        return self.rows[self.head :]

    def in_head(self, at: int) -> bool:
        """Whether an offset stands in the head."""
        cells = (cell for row in self.rows[: self.head] for cell in row if cell is not None)
        return any(start <= at < end for cell in cells for start, end in cell.places)

    def covering(self, row: int, column: int) -> GridCell | None:
        """The cell that stands at a position or is merged over it."""
        for r in range(row, -1, -1):
            for c in range(column, -1, -1):
                cell = self.rows[r][c]
                if cell is not None and r + cell.rows > row and c + cell.columns > column:
                    return cell
        return None

    def _head_cell(self, row: int, column: int) -> GridCell | None:
        """The cell of a head row over a column.

        A text file cannot merge "Chỉ tiêu" over two heads: a blank beside it with a head below goes with it.
        """
        own = cell = self.covering(row, column)
        left = column
        while left and cell is not None and not cell.text and self._has_head_below(row, left):
            left -= 1
            cell = self.covering(row, left)
        return cell if left == column or self._has_head_below(row, left) else own

    def _has_head_below(self, row: int, column: int) -> bool:
        return any((cell := below[column]) is not None and cell.text for below in self.rows[row + 1 : self.head])

    def column_name(self, column: int) -> str:
        """The head of a column as written; the parts of a head over several rows are joined by " - "."""
        names: list[str] = []
        for row in range(self.head):
            cell = self._head_cell(row, column)
            if cell is None or not cell.text or cell.columns >= self.width > 1 or is_column_numbers(self.rows[row]):
                continue
            if names and cell.text[0].islower() and cell.rows == cell.columns == 1 and cell.text not in names:
                names[-1] = f"{names[-1]} {cell.text}"  # the head goes on in the row below
            elif cell.text not in names:
                names.append(cell.text)
        return " - ".join(names)


@memo
def grids(view: NormalisedText) -> tuple[Grid, ...]:
    """All tables of a document; tables that go on over a page break are one."""
    places = _places(view)
    joined: list[Grid] = []
    last_source = 0
    for index, table in enumerate(view.document.tables):
        rows = tuple(
            tuple(
                None
                if cell is None
                else _cell(view, places.get((index, r, c)), cell.start, cell.end, cell.columns, cell.rows)
                for c, cell in enumerate(row)
            )
            for r, row in enumerate(table.rows)
        )
        offsets = [place for row in rows for cell in row if cell for place in cell.places]
        if not offsets:
            continue
        grid = Grid(rows, _head_rows(rows), min(a for a, _ in offsets), max(b for _, b in offsets))
        previous = joined[-1] if joined else None
        if previous is not None and _gap_is_empty(view, last_source, table) and (whole := _joined(previous, grid)):
            joined[-1] = whole
        else:
            joined.append(grid)
        last_source = table.end
    return tuple(_one_below_the_other(_without_repeated_heads(grid)) for grid in joined)


def is_ordinal(cell: GridCell | None) -> bool:
    return cell is not None and bool(ORDINAL.fullmatch(cell.text))


def is_number(cell: GridCell | None) -> bool:
    return cell is not None and read_number(cell.text) is not None


def is_total(row: Row) -> bool:
    """Whether a row states totals ("Tổng cộng", "Cộng"): the first text of the row says so."""
    first = next((cell.text for cell in row if cell and cell.text and not is_number(cell)), "")
    words = fold(_BRACKETS.sub(" ", first)).strip()
    if words in _TOTALS or _TOTAL.fullmatch(words) or _WHOLE.fullmatch(words):
        return True
    return _TOTAL_BEGINS.match(words) is not None and not words.startswith(_NO_TOTAL)


def heads_a_group(row: Row) -> bool:
    """Whether a row without numbers only names the rows below it: "A | KHỐI CƠ QUAN", "I. Các thôn"."""
    filled = [(column, cell) for column, cell in enumerate(row) if cell and cell.text]
    if not filled or len(filled) > 2 or filled[0][0] > 1 or any(is_number(cell) for _, cell in filled):
        return False
    column, cell = filled[0]
    if len(filled) == 2:
        following = filled[1][1].text
        return column == 0 and filled[1][0] == 1 and bool(_GROUP_NUMBER.fullmatch(cell.text)) and len(following) > 1
    return bool(_GROUP.fullmatch(cell.text)) or (cell.text.isupper() and len(row) > 2 and len(cell.text) > 3)


def is_column_numbers(row: Row) -> bool:
    """Whether the row only numbers the columns: "(1) (2) (3)", "A B 1 2"."""
    filled = [cell.text for cell in row if cell and cell.text]
    return len(filled) > 1 and len(set(filled)) == len(filled) and all(_COLUMN_NUMBER.fullmatch(t) for t in filled)


def _places(view: NormalisedText) -> dict[tuple[int, int, int], tuple[int, int]]:
    places: dict[tuple[int, int, int], tuple[int, int]] = {}
    for vb in view.blocks:
        block = vb.block
        if block.table is None or block.row is None or block.column is None or vb.start == vb.end:
            continue
        key = (block.table, block.row, block.column)
        start, _ = places.get(key, (vb.start, vb.end))
        places[key] = (start, vb.end)
    return places


def _cell(
    view: NormalisedText, place: tuple[int, int] | None, start: int, end: int, columns: int, rows: int
) -> GridCell:
    if place is None:
        return GridCell("", (), (start, end), columns, rows)
    return GridCell(" ".join(view.text[place[0] : place[1]].split()), (place,), (start, end), columns, rows)


def _head_rows(rows: Sequence[Row]) -> int:
    """How many rows stand above the first row of data."""
    for index, row in enumerate(rows[:5]):
        if is_column_numbers(row) and index:
            return index + 1
        if _is_data(row) or (index and heads_a_group(row)):
            return index
    first = rows[0][0] if rows else None
    return 1 if first is not None and fold(first.text) in ORDINAL_HEADS else 0


def says_how_often(head: str) -> bool:
    """Whether a column says how often: "Tần suất" beside "Thời gian" is what comes again in a season, no round."""
    return _HOW_OFTEN.search(fold(head)) is not None


def _is_data(row: Row) -> bool:
    texts = [cell for cell in row if cell and cell.text and not is_number(cell) and not ORDINAL.fullmatch(cell.text)]
    if not texts:
        return False
    return is_ordinal(row[0]) or any(is_number(cell) for cell in row[1:]) or is_total(row)


def _gap_is_empty(view: NormalisedText, end: int, table: Table) -> bool:
    return bool(_GAP.fullmatch(view.document.text, end, max(end, table.start)))


def _same(one: Row, other: Row) -> bool:
    """Whether two rows are one head, read twice: column by column alike, a letter or two misread."""
    if len(one) != len(other) or any(is_number(cell) for cell in other):
        return False
    pairs = [(fold(a.text) if a else "", fold(b.text) if b else "") for a, b in zip(one, other, strict=True)]
    return any(a for a, _ in pairs) and all(_alike(a, b) for a, b in pairs)


def _alike(one: str, other: str) -> bool:
    one, other = one.removeprefix(_STROKE), other.removeprefix(_STROKE)
    if one == other or not one or not other:
        return one == other
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    return abs(len(one) - len(other)) <= 4 and SequenceMatcher(None, one, other, False).ratio() >= _LIKENESS


def _joined(first: Grid, second: Grid) -> Grid | None:
    """``first`` with the rows of ``second``, or ``None`` where ``second`` is a table of its own."""
    if first.width != second.width or len(first.rows) <= first.head:
        return None
    repeated = 0
    while repeated < min(first.head, len(second.rows)) and _same(first.rows[repeated], second.rows[repeated]):
        repeated += 1
    rows = second.rows[repeated:]
    if not repeated and not _goes_on(first, second):
        return None
    rows_before = first.rows
    if rows and _is_rest(first.rows[-1], rows[0]):
        rows_before = (*first.rows[:-1], _merged(first.rows[-1], rows[0]))
        rows = rows[1:]
    return replace(first, rows=(*rows_before, *rows), end=second.end)


def _goes_on(first: Grid, second: Grid) -> bool:
    """Whether a table without a repeated head continues the one before it."""
    if second.head and not (_is_rest(first.rows[-1], second.rows[0]) or heads_a_group(second.rows[0])):
        return False
    if second.head > 1:
        return False
    before = [_count(row[0]) for row in first.data]
    after = [_count(row[0]) for row in second.rows]
    last = max((n for n in before if n is not None), default=None)
    following = next((n for n in after if n is not None), None)
    if last is not None and following is not None:
        return following == last + 1
    # no ordinals to compare: numbers have to stand in the same columns
    return last is None and following is None and bool(_number_columns(first.data) & _number_columns(second.rows))


def _count(cell: GridCell | None) -> int | None:
    text = cell.text.rstrip(BEHIND_ORDINAL) if cell else ""
    return int(text) if text.isascii() and text.isdigit() else None


def _number_columns(rows: Sequence[Row]) -> set[int]:
    return {column for row in rows for column, cell in enumerate(row) if column and is_number(cell)}


def _is_rest(last: Row, row: Row) -> bool:
    """Whether ``row`` is the part of ``last`` that a page break cut off: no ordinal, and no number where one stands."""
    if not is_ordinal(last[0]) or (row[0] is not None and row[0].text) or is_total(row) or is_total(last):
        return False
    filled = [(a, b) for a, b in zip(last, row, strict=True) if b is not None and b.text]
    if not filled or any(b.columns > 1 for _, b in filled):
        return False
    return not any(a is not None and a.text and is_number(a) for a, b in filled if is_number(b) or is_number(a))


def _merged(last: Row, rest: Row) -> Row:
    cells: list[GridCell | None] = []
    for one, other in zip(last, rest, strict=True):
        if one is not None and other is not None and other.text:
            text = f"{one.text} {other.text}".strip()
            cells.append(replace(one, text=text, places=(*one.places, *other.places)))
        else:
            cells.append(one)
    return tuple(cells)


def _without_repeated_heads(grid: Grid) -> Grid:
    """The grid without heads that a single table repeats at each page."""
    if not grid.head:
        return grid
    head = grid.rows[: grid.head]
    data = tuple(row for row in grid.data if not any(_same(one, row) for one in head))
    return replace(grid, rows=(*head, *data))


def _one_below_the_other(grid: Grid) -> Grid:
    """The grid with sets of columns that stand side by side (TT | Đơn vị | Số | TT | Đơn vị | Số) put into one set."""
    names = [fold(grid.column_name(column)) for column in range(grid.width)]
    width = next((w for w in range(2, grid.width // 2 + 1) if _repeats(names, w)), None)
    if width is None:
        return grid
    head = tuple(row[:width] for row in grid.rows[: grid.head])
    sets = range(0, grid.width, width)
    data = [_part(row, begin, width) for begin in sets for row in grid.data if not is_total(row)]
    data += [_part(row, _number_set(row, width), width) for row in grid.data if is_total(row)]
    kept = tuple(row for row in data if any(cell and cell.text for cell in row))
    return replace(grid, rows=(*head, *kept))


def _repeats(names: Sequence[str], width: int) -> bool:
    """Whether sets of so many columns have the same heads; one column of three may be called otherwise in each."""
    if len(names) % width or not all(names) or len(set(names[:width])) < width:
        return False
    unlike = {column % width for column, name in enumerate(names) if not _alike(name, names[column % width])}
    return len(unlike) <= (width > 2 and names[0] in ORDINAL_HEADS and 0 not in unlike)


def _number_set(row: Row, width: int) -> int:
    """Where the last set of columns that holds a number of the row begins."""
    column = max((c for c, cell in enumerate(row) if is_number(cell)), default=0)
    return column - column % width


def _part(row: Row, begin: int, width: int) -> Row:
    """One set's part of a row; a total keeps its words, also where they stand over the other sets."""
    part = row[begin : begin + width]
    words = next((cell for cell in row if cell and cell.text and not is_number(cell)), None)
    if words is None or not is_total(row) or words in part:
        return part
    place = next((c for c, cell in enumerate(part) if not is_number(cell)), 0)
    return tuple(words if c == place else cell for c, cell in enumerate(part))
