"""Tables whose cells are parted by tabs, in a text file or in the paragraphs of a document."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from parsers.layout import cues

Stretch = tuple[int, int]

# "1.\tMục đích", "-\tTuyên truyền": a tab behind a list mark is no column
_LIST_TAB = re.compile(
    r"[ \u00a0]*(?:[-–+*•●]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]{1,5}[.)]|Điều\s+\d+\.)[ \u00a0]*\t+"
)
_ORDINAL_HEAD = re.compile(r"\**\s*(?:S?TT|Số TT|STT|Stt|Tt)\.?\s*\**\s*(?=\t|$)")
# "A. KHỐI CƠ QUAN", "II - Các trường": a row that heads others and holds no tab
_GROUP_ROW = re.compile(r"\**\s*(?:[IVXL]{1,5}|[A-HĐ])\s?[.)/:–-]\s*\w[^.;]{2,80}")
_NUMBER_CELL = re.compile(r"\t[\d., \u00a0]*\d\s*(?:\t|$)")
_NUMBER = re.compile(r"\s*\d[\d., \u00a0]*%?\s*")


def tab_table(text: str, lines: list[Stretch], index: int) -> tuple[int, list[list[Stretch | None]]] | None:
    """The last line and the rows of the table that begins at line ``index``, if one begins there.

    ``lines`` are the lines of ``text``, without their ends; a row has a stretch for each cell, ``None`` for one that it
    does not have.
    """
    members = _members(text, lines, index)
    columns = [_inner_tabs(text[slice(*lines[i])]) for i in members]
    if members and not _is_ordinal_table(text, lines, members):
        # list items with a tab behind their mark, and indents, are running text at the ends of the group
        while (
            members
            and not columns[-1]
            and text[slice(*lines[members[-1]])].count("\t") != _usual_tabs(text, lines, members)
        ):
            members.pop()
            columns.pop()
        if not columns or not columns[0]:
            return None
        if all(_is_label_row(text[slice(*lines[i])]) for i in members):
            return None
    if len(members) == 1:
        members = _joined_over_blanks(text, lines, members[0])
    usual = _usual_tabs(text, lines, members)
    alike = sum(text[slice(*lines[i])].count("\t") == usual for i in members)
    rows: list[list[Stretch | None]] = []
    if (alike > 1 or len(members) == 1) and usual > 0:
        rows = _filled_columns(text, _right_of_words(text, _rows_by_tabs(text, [lines[i] for i in members], usual)))
    else:
        rows = _right_of_words(text, [_row_by_runs(text, *lines[i]) for i in members])
    if max(len(row) for row in rows) < 2:
        return None
    return members[-1], squared(rows)


def _inner_tabs(line: str) -> int:
    """Runs of tabs between two words, not counting an indent or the tab behind a list mark."""
    core = line.strip()
    listed = _LIST_TAB.match(core)
    if listed:
        core = core[listed.end() :]
    return len(re.findall(r"\S[ \u00a0]*\t+\s*\S", core))


def _usual_tabs(text: str, lines: list[Stretch], members: list[int]) -> int:
    counts = Counter(text[slice(*lines[i])].count("\t") for i in members)
    return max(counts, key=lambda count: (counts[count], count))


def _is_ordinal_table(text: str, lines: list[Stretch], members: list[int]) -> bool:
    return bool(_ORDINAL_HEAD.match(text[slice(*lines[members[0]])]))


def _is_label_row(line: str) -> bool:
    """ "Thời gian:\t7 giờ", or a long sentence with a stray tab: no table."""
    parts = [p.strip() for p in re.split(r"\t+", line.strip())]
    if len(parts) != 2 or cues.is_signature(parts[1]) or cues.is_head_line(parts[1]) or cues.looks_like_name(parts[1]):
        return False
    return parts[0].endswith(":") or len(line) > 150 or (cues.starts_item(parts[0]) and len(parts[1]) > 40)


def _joined_over_blanks(text: str, lines: list[Stretch], index: int) -> list[int]:
    """A row on its own goes on with rows of as many tabs where blank lines stand between all rows."""
    tabs = text[slice(*lines[index])].count("\t")
    members = [index]
    here = index + 1
    while tabs > 1 and here + 1 < len(lines):
        if text[slice(*lines[here])].strip() or text[slice(*lines[here + 1])].count("\t") != tabs:
            break
        members.append(here + 1)
        here += 2
    return members if len(members) > 2 else [index]


def _rows_by_tabs(text: str, lines: list[Stretch], usual: int) -> list[list[Stretch | None]]:
    """One cell a tab. A line with fewer tabs whose next line has the rest is a row with a break inside a cell."""
    rows: list[list[Stretch | None]] = []
    index = 0
    while index < len(lines):
        start, end = lines[index]
        tabs = text.count("\t", start, end)
        while tabs < usual and index + 1 < len(lines):
            following = text.count("\t", *lines[index + 1])
            begins = text[slice(*lines[index + 1])].lstrip()[:1]
            if not 0 < following < usual or tabs + following > usual or not begins.islower():
                break
            index += 1
            tabs += following
            end = lines[index][1]
        cuts = [start - 1, *(m.start() for m in re.compile("\t").finditer(text, start, end)), end]
        cells: list[Stretch | None] = [(a + 1, b) for a, b in itertools.pairwise(cuts)]
        while len(cells) > usual + 1 and cells[-1] and not text[slice(*cells[-1])].strip():
            cells.pop()
        rows.append(cells)
        index += 1
    return rows


def _filled_columns(text: str, rows: list[list[Stretch | None]]) -> list[list[Stretch | None]]:
    """Without the columns that are empty in all rows: tabs that only move on to the next tab stop."""
    rows = squared(rows)
    filled = [any(cell and text[slice(*cell)].strip() for cell in column) for column in zip(*rows, strict=True)]
    return [[cell for cell, keep in zip(row, filled, strict=True) if keep] for row in rows]


def _row_by_runs(text: str, start: int, end: int) -> list[Stretch | None]:
    """Tabs that only move to a column: a run of them parts two cells, an indent leaves the first one empty."""
    line = text[start:end].rstrip()
    cells: list[Stretch | None] = []
    place = 0
    for run in re.finditer(r"\t[\t ]*", line):
        cells.append((start + place, start + run.start()))
        place = run.end()
    cells.append((start + place, start + len(line)))
    return cells


def squared(rows: list[list[Stretch | None]]) -> list[list[Stretch | None]]:
    """The rows, all as long as the longest."""
    width = max(len(row) for row in rows)
    return [row + [None] * (width - len(row)) for row in rows]


def _right_of_words(text: str, rows: list[list[Stretch | None]]) -> list[list[Stretch | None]]:
    """Rows that leave tabs out between their words and their numbers ("Tổng cộng<tab>28"): below the other numbers."""
    width = max(len(row) for row in rows)
    columns = [c for c in range(1, width) if sum(_is_number(text, row, c) for row in rows) * 2 > len(rows) - 1]
    moved: list[list[Stretch | None]] = []
    for row in rows:
        first, numbers = row[0], row[1:]
        words = first is not None and bool(text[slice(*first)].strip(" *\u00a0")) and not _is_number(text, row, 0)
        alike = len(numbers) == len(columns) and all(_is_number(text, row, c) for c in range(1, len(row)))
        if words and alike and len(row) < width and columns:
            row = [first, *[None] * (width - 1)]
            for column, number in zip(columns, numbers, strict=True):
                row[column] = number
        moved.append(row)
    return moved


def _is_number(text: str, row: list[Stretch | None], column: int) -> bool:
    cell = row[column] if column < len(row) else None
    return cell is not None and bool(_NUMBER.fullmatch(text, *cell))


def _members(text: str, lines: list[Stretch], index: int) -> list[int]:
    """The lines with tabs from ``index`` on, and the rows without any that head a group of them."""
    found: list[int] = []
    here = index
    while here < len(lines):
        if "\t" not in text[slice(*lines[here])] and not (found and _heads_rows(text, lines, here)):
            break
        found.append(here)
        here += 1
    return found


def _heads_rows(text: str, lines: list[Stretch], here: int) -> bool:
    """Whether a line without tabs, among rows of numbers, names the rows below it."""
    if here + 1 >= len(lines):
        return False
    above, plain, below = (text[slice(*lines[i])].strip(" *\u00a0") for i in (here - 1, here, here + 1))
    named = bool(_GROUP_ROW.fullmatch(plain)) or (plain.isupper() and 3 < len(plain) < 80)
    if not named or _ORDINAL_HEAD.match(below):
        return False
    return bool(_NUMBER_CELL.search(below)) and (above.count("\t") > 1 or bool(_NUMBER_CELL.search(above)))
