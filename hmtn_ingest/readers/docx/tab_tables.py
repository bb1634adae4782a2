"""Paragraphs of a .docx that are the rows of a table set with tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hmtn_ingest.readers.tabs import Stretch, tab_table
from parsers.document import Block, Cell, Table

_LEAST_ROWS = 3


def with_tab_tables(text: str, blocks: Sequence[Block], tables: Sequence[Table]) -> tuple[list[Block], list[Table]]:
    """Blocks and tables with the paragraphs that are rows of such a table as its cells.

    A table has at least three rows and a number in most of them: what else is set with tabs (letterhead, signatures,
    lists) is running text.
    """
    kept: list[Block] = []
    found: list[tuple[int, Table, list[Block]]] = []
    for run in _runs(blocks):
        lines = [(_with_tabs(text, block.start), block.end) for block in run]
        at = 0
        while at < len(run):
            tabbed = len(run) - at >= _LEAST_ROWS and "\t" in text[slice(*lines[at])]
            here = tab_table(text, lines, at) if tabbed else None
            if here is None or not _holds_numbers(text, here[1]):
                kept.append(run[at])
                at += 1
                continue
            members = run[at : here[0] + 1]
            found.append((members[0].start, *_table(text, members, here[1])))
            at += len(members)
    if not found:
        return kept, list(tables)
    return _in_order(kept, tables, found)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """All blocks, paragraphs of running text that follow each other together."""
    run: list[Block] = []
    for block in blocks:
        if run and not (_is_running(run[-1]) and _is_running(block) and block.start - run[-1].end <= 1 + _EDGES):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _is_running(block: Block) -> bool:
    return block.table is None and block.role == "body"


_EDGES = 40  # blanks at the edges of two paragraphs are no part of them


def _with_tabs(text: str, start: int) -> int:
    """Where the paragraph begins with the tabs that stand before its first word."""
    while start and text[start - 1] in " \t\u00a0":
        start -= 1
    return start


def _holds_numbers(text: str, rows: Sequence[Sequence[Stretch | None]]) -> bool:
    numbered = [row for row in rows if any(cell and text[slice(*cell)].strip().isdigit() for cell in row[1:])]
    return len(rows) >= _LEAST_ROWS and len(numbered) * 2 > len(rows) - 1


def _table(text: str, members: Sequence[Block], rows: Sequence[Sequence[Stretch | None]]) -> tuple[Table, list[Block]]:
    """The table, not yet numbered, and the blocks of its cells."""
    laid: list[tuple[Cell | None, ...]] = []
    cells: list[Block] = []
    for number, row in enumerate(rows):
        line: list[Cell | None] = []
        for column, stretch in enumerate(row):
            if stretch is None:
                line.append(None)
                continue
            written = text[slice(*stretch)]
            start = stretch[0] + len(written) - len(written.lstrip())
            end = max(start, stretch[0] + len(written.rstrip()))
            line.append(Cell(start, end))
            if start < end:
                of = next(block for block in members if block.start <= start < block.end)
                cells.append(replace(of, start=start, end=end, row=number, column=column))
        laid.append(tuple(line))
    return Table(members[0].start, members[-1].end, tuple(laid)), cells


def _in_order(
    kept: Sequence[Block], tables: Sequence[Table], found: Sequence[tuple[int, Table, list[Block]]]
) -> tuple[list[Block], list[Table]]:
    """All tables in the order of the text, and the blocks with the numbers that these have then."""
    before = {table.start: number for number, table in enumerate(tables)}
    every = sorted([*tables, *(table for _, table, _ in found)], key=lambda table: table.start)
    numbers = {before[table.start]: number for number, table in enumerate(every) if table.start in before}
    blocks = [block if block.table is None else replace(block, table=numbers[block.table]) for block in kept]
    for start, _, cells in found:
        number = next(n for n, table in enumerate(every) if table.start == start)
        blocks += [replace(cell, table=number) for cell in cells]
    return sorted(blocks, key=lambda block: block.start), every
