"""Tables in a text file: cells between tabs, blanks or pipes, or each on lines of its own between lone pipes.

Lines are recognised as a table and cut into rows of cells; what stands in a cell is for the paragraph reader.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from hmtn_ingest.readers.tabs import squared, tab_table
from hmtn_ingest.readers.text.blanks import blank_table
from hmtn_ingest.readers.text.columns import two_columns
from hmtn_ingest.readers.text.html_tables import html_table
from hmtn_ingest.readers.text.listed_cells import listed_table
from hmtn_ingest.readers.text.marks import Stretch
from hmtn_ingest.readers.text.scraped_rows import arrange, continued_rows, divided_head

# "|---|:--:|", "--- | ---", "|:-:|---|"; a row of single dashes holds what is absent
_SEPARATOR = re.compile(r"(?=.*(?:--|-:|:-))\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_LONE_PIPE = re.compile(r"[ \t\u00a0]*\|[ \t\u00a0]*")
_PIPE = re.compile(r"(?<!\\)\|")
_SPACED_PIPE = re.compile(r"(?<!\S)\|(?!\S)")
# An open cell without its closing pipe within so many lines was no cell.
_LONGEST_CELL = 40


@dataclass(slots=True)
class TextGrid:
    """A table: ``rows`` of stretches (``None`` where a row has no such cell), ``lines`` it covers, marks found."""

    first_line: int
    last_line: int
    rows: list[list[Stretch | None]]
    marks: list[Stretch]
    spans: dict[Stretch, tuple[int, int]] = field(default_factory=dict)
    """How many columns and rows a merged cell takes."""


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
        elif "  " in line:
            grid = _between_blanks(text, lines, index)
        else:
            grid = _on_lines(text, lines, index)
        if grid is None and "<" in line and (html := html_table(text, lines, index)):
            grid = TextGrid(index, html.last_line, squared(html.rows), html.marks, html.spans)
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


def _between_blanks(text: str, lines: list[Stretch], index: int) -> TextGrid | None:
    columns = two_columns(text, lines, index) if "   " in text[slice(*lines[index])] else None
    found = columns or blank_table(text, lines, index)
    return TextGrid(index, found[0], found[1], []) if found else None


def _between_tabs(text: str, lines: list[Stretch], index: int) -> TextGrid | None:
    found = tab_table(text, lines, index)
    return TextGrid(index, found[0], found[1], []) if found else None


def _on_lines(text: str, lines: list[Stretch], index: int) -> TextGrid | None:
    found = listed_table(text, lines, index)
    return TextGrid(index, found[0], found[1], []) if found else None


def _group(text: str, lines: list[Stretch], index: int, sign: str) -> list[int]:
    found = []
    while index < len(lines) and sign in text[slice(*lines[index])]:
        found.append(index)
        index += 1
    return found


# --- pipes within lines


def _between_pipes(text: str, lines: list[Stretch], index: int) -> TextGrid | None:
    """Markdown tables with or without outer pipes, those that antiword draws ("|UBND TỈNH … |CỘNG HÒA … |"), and
    rows with nothing but a pipe between their cells ("1 | Xã Nậm Lúa | 25")."""
    members = [i for i in _group(text, lines, index, "|") if not _LONE_PIPE.fullmatch(text[slice(*lines[i])])]
    if members:
        members = members[: next((n for n, i in enumerate(members) if i != index + n), len(members))]
    contents = [text[slice(*lines[i])] for i in members]
    outer = contents[0].lstrip().startswith("|")
    if not outer and not any(_SEPARATOR.fullmatch(c) for c in contents[1:2]) and not _bare_rows(contents):
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
        rows.append(_without_edges(text, cells, len(rows[0]) if rows and not outer else 0))
    if not rows or max(len(row) for row in rows) < 2:
        return None
    return TextGrid(members[0], members[-1], squared(rows), marks)


def _bare_rows(contents: list[str]) -> bool:
    """Whether lines are rows of as many cells each, blanks around all their pipes: two rows of three, three of two."""
    cells = [1 + len(_SPACED_PIPE.findall(content)) for content in contents]
    spaced = all(len(_PIPE.findall(content)) < cells[i] for i, content in enumerate(contents))
    return spaced and len(cells) > 1 and max(cells) - min(cells) <= 1 and len(cells) * min(cells) > 5


def _without_edges(text: str, cells: list[Stretch | None], width: int) -> list[Stretch | None]:
    """The cells without the empty ones outside the outer pipes; where a table has none, a row keeps its ``width``."""

    def empty(cell: Stretch | None) -> bool:
        return cell is None or not text[max(cell[0], 0) : cell[1]].strip()

    if len(cells) > max(width, 1) and empty(cells[0]):
        cells = cells[1:]
    if len(cells) > max(width, 1) and empty(cells[-1]):
        cells = cells[:-1]
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
    arranged, headed = divided_head(plain, arrange(plain, pipes))
    arranged, merged = continued_rows(plain, arranged)
    reach = headed | merged
    for row in arranged:
        rows.append([])
        for column in row:
            place = cells[column][0] if column is not None else _empty_place(rows, text, lines, index)
            rows[-1].append(cells[column] if column is not None else (place, place))
    spans = {cells[i]: span for i, span in reach.items()}
    return TextGrid(index, last, _uncovered(squared(rows), spans), [], spans)


def _uncovered(rows: list[list[Stretch | None]], spans: dict[Stretch, tuple[int, int]]) -> list[list[Stretch | None]]:
    """The rows without the empty cells that a merged cell covers."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is None or cell not in spans:
                continue
            wide, deep = spans[cell]
            for below in rows[number : number + deep]:
                for place in range(column, min(column + wide, len(below))):
                    if below[place] != cell:
                        below[place] = None
    return rows


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
