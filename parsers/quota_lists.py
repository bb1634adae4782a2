"""Quotas written as a flat list under a heading: "Xã A: 25 người", "Trường B: 40 người, 25 đơn vị máu"."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from parsers.lexicon import load
from parsers.mentions.numbers import NUMBER, read_number
from parsers.mentions.units import Unit, indicator_of, phrases, unit_at
from parsers.normalise import fold, normal
from parsers.outline import Paragraph
from parsers.reading import Reading
from parsers.records import Indicator, Number

_LEAST_ITEMS = 3
_LONGEST_LINE = 160
_CUE = regex.compile(rf"(?<!\w)(?:{phrases(load('tables')['titles']['quota'])})(?!\w)")
# "Xã Nậm Lúa: 25 người;", "Trường THCS Bản Sen:40 người đăng ký, 25 đơn vị máu", "Tổ 3 - 12 người"
_LINE = regex.compile(
    rf"(?P<body>\p{{L}}[^:;\n\t]{{1,90}}?)\ ?(?::|\ -)\ ?"
    rf"(?P<values>(?:(?:đăng ký|vận động|chỉ tiêu|hiến máu) )?{NUMBER}"
    rf"(?:[^\W\d]|[ /()])*+(?:[,;] ?(?:đăng ký |vận động )?{NUMBER}(?:[^\W\d]|[ /()])*+){{0,3}})[.;,]?(?:/\.)?"
)
_VALUE = regex.compile(rf"(?P<n>{NUMBER}) ?(?P<unit>(?:[^\W\d]|[ /()])*)")
_SENTENCE = regex.compile(r"(?<=[.;]) (?=\p{Lu})")
_TOTAL = regex.compile(r"(?:tổng|cộng|tổng cộng|tổng số)(?!\w)(?! công ty)")


@dataclass(frozen=True, slots=True)
class QuotaItem:
    """A line of the list; places are offsets into the view."""

    start: int
    end: int
    ordinal: str | None
    body: tuple[int, int]
    values: tuple[tuple[Number, tuple[int, int]], ...]


@dataclass(frozen=True, slots=True)
class QuotaList:
    start: int
    end: int
    title: str | None
    columns: tuple[tuple[str | None, Indicator | None], ...]
    items: tuple[QuotaItem, ...]
    total: tuple[tuple[Number, tuple[int, int]], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    item: QuotaItem
    units: tuple[tuple[str | None, Indicator | None], ...]
    total: bool


def quota_lists(reading: Reading) -> list[QuotaList]:
    """Lists of at least three lines that give each body its number, below a line that speaks of quotas."""
    paragraphs = [p for p in reading.outline.zone("body", "annex") if p.block.table is None]
    found: list[QuotaList] = []
    index = 0
    while index < len(paragraphs):
        lines: list[_Line] = []
        while index + len(lines) < len(paragraphs):
            line = _line(reading, paragraphs[index + len(lines)])
            if line is None or (lines and line.units != lines[0].units):
                break
            lines.append(line)
        items = tuple(line.item for line in lines if not line.total)
        if len(items) >= _LEAST_ITEMS and (lead := _lead(reading, paragraphs, index)) is not None:
            total = next((line.item.values for line in lines if line.total), ())
            found.append(QuotaList(items[0].start, lines[-1].item.end, lead, lines[0].units, items, total))
        index += max(1, len(lines))
    return found


def _line(reading: Reading, paragraph: Paragraph) -> _Line | None:
    view = reading.view
    if paragraph.end - paragraph.content > _LONGEST_LINE:
        return None
    match = _LINE.fullmatch(view.norm, paragraph.content, paragraph.end)
    if match is None:
        return None
    values: list[tuple[Number, tuple[int, int]]] = []
    units: list[tuple[str | None, Indicator | None]] = []
    for value in _VALUE.finditer(view.norm, match.start("values"), match.end("values")):
        number = read_number(value["n"])
        if number is None or number[1]:
            return None
        values.append((number[0], (value.start("n"), value.end("n"))))
        units.append(_unit(view.norm, value.start("unit"), value.end("unit")))
    if not any(unit for unit, _ in units):
        return None
    ordinal = paragraph.label if paragraph.label and paragraph.label[0].isdigit() else None
    body = match.span("body")
    item = QuotaItem(paragraph.content, match.end("values"), ordinal, body, tuple(values))
    return _Line(item, tuple(units), bool(_TOTAL.match(match["body"])))


def _unit(norm: str, start: int, end: int) -> tuple[str | None, Indicator | None]:
    known = unit_at(norm, start)
    if known is None or known[0].kind in ("never", "money"):
        return None, None
    unit: Unit = known[0]
    unit, indicator, _ = indicator_of(unit, "", norm[known[1] : end])
    return unit.unit, indicator


def _lead(reading: Reading, paragraphs: list[Paragraph], index: int) -> str | None:
    """The line that the list stands under, where it or the heading above it speaks of quotas."""
    view = reading.view
    texts = [" ".join(view.text[p.content : p.end].split()) for p in paragraphs[max(0, index - 2) : index]]
    node = paragraphs[index].node
    while node is not None:
        texts.insert(0, " ".join(view.text[node.paragraph.content : node.paragraph.end].split()))
        node = node.parent
    if not any(_CUE.search(normal(text)) for text in texts if not fold(text).startswith("ket qua")):
        return None
    return _SENTENCE.split(texts[-1])[-1].strip(" :") if texts else None
