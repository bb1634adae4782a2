"""Tables in a text file: cells between tabs, blanks or pipes, or each on lines of its own between lone pipes.

Lines are recognised as a table and cut into rows of cells; what stands in a cell is for the paragraph reader.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from hmtn_ingest.readers.text.columns import two_columns
from hmtn_ingest.readers.text.marks import Stretch
from hmtn_ingest.readers.text.scraped_rows import arrange
from parsers.layout import cues

# "|---|:--:|", "--- | ---"
_SEPARATOR = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*")
_LONE_PIPE = re.compile(r"[ \t\u00a0]*\|[ \t\u00a0]*")
_PIPE = re.compile(r"(?<!\\)\|")
# "1.\tMục đích", "-\tTuyên truyền": a tab behind a list mark is no column
_LIST_TAB = re.compile(
    r"[ \u00a0]*(?:[-–+*•●]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]{1,5}[.)]|Điều\s+\d+\.)[ \u00a0]*\t+"
)
_ORDINAL_HEAD = re.compile(r"\**\s*(?:S?TT|Số TT|STT|Stt|Tt)\.?\s*\**\s*(?=\t|$)")
# An open cell without its closing pipe within so many lines was no cell.
_LONGEST_CELL = 40


@dataclass(slots=True)
class TextGrid:
    """A table: ``rows`` of stretches (``None`` where a row has no such cell), ``lines`` it covers, marks found."""

    first_line: int
    last_line: int
    rows: list[list[Stretch | None]]
    marks: list[Stretch]


def find_tables(text: str, lines: list[Stretch]) -> list[TextGrid]:
    """Tables of ``text`` in order; ``lines`` are its lines without line ends."""
    grids: list[TextGrid] = []
    index = 0
    while index < len(lines):
        line = text[slice(*lines[index])]
        grid: TextGrid | None = None
        if _LONE_PIPE.fullmatch(line):
            grid = _between_lone_pipes(text, lines, index)
        elif "|" in line:
            grid = _between_pipes(text, lines, index)
        elif "\t" in line:
            grid = _between_tabs(text, lines, index)
        elif "   " in line and (columns := two_columns(text, lines, index)):
            grid = TextGrid(index, columns[0], columns[1], [])
        if grid:
            grids.append(grid)
            index = grid.last_line + 1
        else:
            index += 1
            while (
                _LONE_PIPE.fullmatch(line) and index < len(lines) and _LONE_PIPE.fullmatch(text[slice(*lines[index])])
            ):
                index += 1
    return grids


def _squared(rows: list[list[Stretch | None]]) -> list[list[Stretch | None]]:
    width = max(len(row) for row in rows)
    return [row + [None] * (width - len(row)) for row in rows]


def _group(text: str, lines: list[Stretch], index: int, sign: str) -> list[int]:
    found = []
    while index < len(lines) and sign in text[slice(*lines[index])]:
        found.append(index)
        index += 1
    return found


# --- pipes within lines


def _between_pipes(text: str, lines: list[Stretch], index: int) -> TextGrid | None:
    """Markdown tables with or without outer pipes, and those that antiword draws ("|UBND TỈNH … |CỘNG HÒA … |")."""
    members = [i for i in _group(text, lines, index, "|") if not _LONE_PIPE.fullmatch(text[slice(*lines[i])])]
    if members:
        members = members[: next((n for n, i in enumerate(members) if i != index + n), len(members))]
    contents = [text[slice(*lines[i])] for i in members]
    outer = contents[0].lstrip().startswith("|")
    if not outer and not any(_SEPARATOR.fullmatch(c) for c in contents[1:2]):
        return None
    rows: list[list[Stretch | None]] = []
    marks: list[Stretch] = []
    for number, content in zip(members, contents, strict=True):
        start, end = lines[number]
        if _SEPARATOR.fullmatch(content):
            marks.append((start, end))
            continue
        pipes = [start + m.start() for m in _PIPE.finditer(content)]
        marks.extend((p, p + 1) for p in pipes)
        cuts = [start - 1, *pipes, end]
        cells: list[Stretch | None] = [(a + 1, b) for a, b in itertools.pairwise(cuts)]
        if pipes and not text[start : pipes[0]].strip():
            cells.pop(0)
        if len(cells) > 1 and pipes and not text[pipes[-1] + 1 : end].strip():
            cells.pop()
        rows.append(cells)
    if not rows or max(len(row) for row in rows) < 2:
        return None
    return TextGrid(members[0], members[-1], _squared(rows), marks)


# --- tabs


def _between_tabs(text: str, lines: list[Stretch], index: int) -> TextGrid | None:
    members = _group(text, lines, index, "\t")
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
        rows = _filled_columns(text, _rows_by_tabs(text, [lines[i] for i in members], usual))
    else:
        rows = [_row_by_runs(text, *lines[i]) for i in members]
    if max(len(row) for row in rows) < 2:
        return None
    return TextGrid(members[0], members[-1], _squared(rows), [])


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
    rows = _squared(rows)
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


# --- lone pipes


def _between_lone_pipes(text: str, lines: list[Stretch], index: int) -> TextGrid | None:
    """Cells on lines of their own with a lone "|" before, between and after them, as scrapers leave a table."""
    cells: list[Stretch] = []
    pipes = [0]  # number of pipes before each cell, and after the last one
    last = index
    here = index
    while here < len(lines):
        line = text[slice(*lines[here])]
        if _LONE_PIPE.fullmatch(line):
            pipes[-1] += 1
            last = here
            here += 1
        elif line.strip():
            stop = _end_of_cell(text, lines, here)
            if stop is None:
                break
            cells.append((lines[here][0], lines[stop - 1][1]))
            pipes.append(0)
            here = stop
        else:
            following = next((i for i in range(here, len(lines)) if text[slice(*lines[i])].strip()), None)
            if following is None or (cells and not _LONE_PIPE.fullmatch(text[slice(*lines[following])])):
                break
            here = following
    if not cells or not pipes[-1]:
        return None
    plain = [" ".join(text[slice(*cell)].replace("*", "").split()) for cell in cells]
    rows: list[list[Stretch | None]] = []
    for row in arrange(plain, pipes):
        rows.append([])
        for column in row:
            place = cells[column][0] if column is not None else _empty_place(rows, text, lines, index)
            rows[-1].append(cells[column] if column is not None else (place, place))
    return TextGrid(index, last, _squared(rows), [])


def _empty_place(rows: list[list[Stretch | None]], text: str, lines: list[Stretch], index: int) -> int:
    """An empty cell stands right behind the cell before it."""
    for row in reversed(rows):
        for cell in reversed(row):
            if cell is not None:
                return cell[1]
    return lines[index][1]


def _end_of_cell(text: str, lines: list[Stretch], here: int) -> int | None:
    """Line number of the pipe that closes the cell; a cell may hold blank lines, but not for ever."""
    for stop in range(here, min(len(lines), here + _LONGEST_CELL * 5)):
        if _LONE_PIPE.fullmatch(text[slice(*lines[stop])]):
            blanks = sum(not text[slice(*lines[i])].strip() for i in range(here, stop))
            return stop if stop - here <= _LONGEST_CELL or not blanks else None
    return None
