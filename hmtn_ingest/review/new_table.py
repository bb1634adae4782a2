"""A quota table that the program missed, read from the words that a person selected: a line a body, with its numbers.

In: a record and a stretch of its text. Out: a table whose cells are grounded in these words; what the words do not say,
as the names of the columns, is for the person. Pure.

    read_table(record, start, end).rows[0].values[0].value    # 25 of "- Thôn Nà Lèn: 25 người"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from hmtn_ingest.review import input_values
from hmtn_ingest.review.input_values import Refused
from parsers import regex
from parsers.records import (
    Body,
    BodyRef,
    DocumentRecord,
    Grounded,
    Number,
    QuotaColumn,
    QuotaGroup,
    QuotaRow,
    QuotaTable,
    Span,
)
from parsers.text import fold

# "3 | Thôn Nà Lèn | 40": cells with tabs, bars or several blanks between them
_CELL = regex.compile(r"(?:[^\t|\n ]|(?<! ) (?! ))+")
# "1" "12." "I" "a)"
_ORDINAL = regex.compile(r"(?:\d{1,3}|[IVX]{1,5}|[a-zđ])[.)]?")
# "- Thôn Nà Lèn: 25 người;" · "b) Trạm Y tế xã – 12 người"
_SENTENCE = regex.compile(
    r"(?:[-+*•] ?|(?P<ordinal>\(?\w{1,3}[.)]) )?(?P<name>\p{L}[^:]*?)(?::| [–-]) ?"
    r"(?P<number>\d[\d.,]*)(?: (?P<unit>\p{L}[\p{L} ]*))?[;.,]?"
)
# "A. KHỐI CƠ QUAN" · "b) Khối trường": a group may begin a table; other words above it are its title
_GROUP = regex.compile(r"(?:[IVX]{1,5}|[A-HĐa-hđ])[.)] ")
_TOTAL = regex.compile(r"(?:tong|cong)(?!\w)")


class _Cell(NamedTuple):
    text: str
    span: Span
    value: Number | None


class _TableLine(NamedTuple):
    """What a line has: its number, its words, its numbers, what these count, where it stands."""

    ordinal: str | None
    name: str
    names: Sequence[_Cell]
    values: Sequence[_Cell]
    unit: str | None
    span: Span


def read_table(record: DocumentRecord, start: int, end: int) -> QuotaTable:
    """The table in ``record.text[start:end]``; one without rows where no line has a name and a number."""
    lines = list(_lines(record, start, end))
    width = max((len(line.values) for line in lines if line.name), default=0)
    table = QuotaTable(title=None, columns=[], rows=[], computed_total=[None] * width)
    head: Sequence[_Cell] = ()
    for line in lines:
        role = _role(line, begun=bool(table.rows))
        values = [_value(line.values[at] if at < len(line.values) else None) for at in range(width)]
        if role == "head":
            head = line.names
        elif role == "group":
            table.groups.append(QuotaGroup(name=line.name, computed_subtotal=[None] * width, spans=[line.span]))
        elif role == "total":
            table.stated_total = values
        elif role == "row":
            group = table.groups[-1].name if table.groups else None
            body = _body(line.name, record.bodies)
            table.rows.append(QuotaRow(ordinal=line.ordinal, body=body, values=values, group=group, spans=[line.span]))
    unit = next((line.unit for line in lines if line.unit), None)
    table.columns = [_column(head[max(0, len(head) - width) :], at, unit) for at in range(width)]
    return table


def _role(line: _TableLine, *, begun: bool) -> Literal["head", "group", "total", "row"] | None:
    """What a line is; words above the first row are the head where they stand in cells, else the title."""
    if line.values:
        if _TOTAL.match(fold(line.name)):
            return "total"
        return "row" if line.name else None
    if line.name and (begun or _GROUP.match(line.name)):
        return "group"
    return "head" if len(line.names) > 1 else None


def _lines(record: DocumentRecord, start: int, end: int) -> Iterator[_TableLine]:
    for found in regex.finditer(r"[^\n]+", record.text[start:end]):
        first = start + found.start()
        yield _line(record, first, start + found.end())


def _line(record: DocumentRecord, start: int, end: int) -> _TableLine:
    text = record.text[start:end]
    whole = Span(start=start, end=end, quote=text)
    if said := _SENTENCE.fullmatch(text.strip()):
        at = start + len(text) - len(text.lstrip())
        number = _cell(record, at + said.start("number"), at + said.end("number"))
        if number.value is not None:
            return _TableLine(said["ordinal"], said["name"], (), (number,), said["unit"], whole)
    cells = [_cell(record, start + one.start(), start + one.end()) for one in _CELL.finditer(text)]
    ordinal = cells.pop(0).text if len(cells) > 1 and _ORDINAL.fullmatch(cells[0].text) else None
    names = [cell for cell in cells if cell.value is None]
    values = [cell for cell in cells if cell.value is not None]
    return _TableLine(ordinal, names[0].text if names else "", names, values, None, whole)


def _cell(record: DocumentRecord, start: int, end: int) -> _Cell:
    text = record.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
    text = record.text[start:end]
    try:
        value = input_values.parse_number(text)
    except Refused:
        value = None
    return _Cell(" ".join(text.split()), Span(start=start, end=end, quote=text), value)


def _value(cell: _Cell | None) -> Grounded[Number]:
    if cell is None:
        return Grounded(value=None, doubts=["blank"])
    return Grounded(value=cell.value, spans=[cell.span], how="normalised")


def _body(name: str, known: Sequence[Body]) -> BodyRef:
    found = input_values.parse_bodies(name.replace(";", ","), known)
    return found[0] if len(found) == 1 else BodyRef(name=name, canonical=name, kind="other")


def _column(head: Sequence[_Cell], at: int, unit: str | None) -> QuotaColumn:
    """A column of values, named by the head of the table, else by what its numbers count."""
    if at < len(head):
        return QuotaColumn(name=head[at].text, role="quota", unit=unit, spans=[head[at].span])
    return QuotaColumn(name=unit or "", role="quota", unit=unit, how="inferred")
