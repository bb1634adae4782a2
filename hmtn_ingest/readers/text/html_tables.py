"""Tables written in HTML inside a text or Markdown file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hmtn_ingest.readers.text.marks import Stretch

_OPEN = re.compile(r"\s*<table\b", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?=<tr\b|</tbody|</thead|</table)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(
    r"<t[dh]\b(?P<with>[^>]*)>(?P<text>.*?)(?=</t[dh]\s*>|<t[dh]\b|</tr|<tr\b|$)", re.IGNORECASE | re.DOTALL
)
_SPAN = re.compile(r"(?P<way>col|row)span\s*=\s*[\"']?(?P<n>\d{1,2})", re.IGNORECASE)
_SIGN = re.compile(r"</?[a-z][^<>]*>|&nbsp;|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_LONGEST = 400_000


@dataclass(slots=True)
class HtmlTable:
    """``rows`` of stretches (``None``: covered by a merged cell), how far cells reach (columns, rows), all tags."""

    last_line: int
    rows: list[list[Stretch | None]]
    spans: dict[Stretch, tuple[int, int]] = field(default_factory=dict)
    marks: list[Stretch] = field(default_factory=list)


def html_table(text: str, lines: list[Stretch], index: int) -> HtmlTable | None:
    """The table whose tag opens at line ``index``; ``None`` where none does, or where words stand beside its tags."""
    start = lines[index][0]
    if not _OPEN.match(text, start):
        return None
    close = _CLOSE.search(text, start, start + _LONGEST)
    if close is None:
        return None
    last = next(number for number in range(index, len(lines)) if lines[number][1] >= close.end())
    if text[close.end() : lines[last][1]].strip():
        return None
    table = HtmlTable(last, [])
    taken: dict[int, dict[int, None]] = {}
    for number, row in enumerate(_ROW.finditer(text, start, close.end())):
        covered = taken.setdefault(number, {})
        cells: dict[int, Stretch] = {}
        column = 0
        for cell in _CELL.finditer(text, row.start(1), row.end(1)):
            while column in covered:
                column += 1
            reach = {m["way"].lower(): max(1, int(m["n"])) for m in _SPAN.finditer(cell["with"])}
            wide, deep = reach.get("col", 1), reach.get("row", 1)
            place = cell.span("text")
            cells[column] = place
            if wide > 1 or deep > 1:
                table.spans[place] = (wide, deep)
            for down in range(deep):
                taken.setdefault(number + down, {}).update(dict.fromkeys(range(column, column + wide)))
            column += wide
        width = max(covered, default=-1) + 1
        table.rows.append([cells.get(c) for c in range(width)])
    table.rows = [row for row in table.rows if row]
    table.marks = [m.span() for m in _SIGN.finditer(text, start, close.end())]
    return table if table.rows and max(map(len, table.rows)) > 1 else None
