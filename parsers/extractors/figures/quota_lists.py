"""Quotas written as a flat list under a heading: "Xã A: 25 người", "Trường B: 40 người, 25 đơn vị máu"."""

from __future__ import annotations

from dataclasses import dataclass

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.obligations.outlook import is_report, looks_ahead
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.lists import split_bodies
from parsers.mentions.quantities.numbers import NUMBER, read_number
from parsers.mentions.quantities.units import Unit, indicator_of, unit_at
from parsers.records import Indicator, Number
from parsers.sentences import sentence_ends
from parsers.text import either, fold, memo, normal

_LEAST_ITEMS = 3
_LONGEST_LINE = 160
_CUE = regex.compile(rf"(?<!\w)(?:{either(load('tables')['titles']['quota'])})(?!\w)")
# "Đoàn các xã Nậm Lúa, Bản Sen: mỗi đơn vị 15 người", "Khoa Điện: 45",
# "Xã Nậm Lúa: 25 người;", "Trường THCS Bản Sen:40 người đăng ký, 25 đơn vị máu", "Tổ 3 - 12 người"
_LINE = regex.compile(
    rf"(?P<body>\p{{L}}[^:;\n\t]{{1,90}}?)\ ?(?::|\ -)\ ?"
    rf"(?P<each>(?:mỗi|từng) (?:đơn vị|cơ quan|xã|phường|nơi|trường|khoa|thôn|bản|tổ|chi đoàn|chi hội):? )?"
    rf"(?P<values>(?:(?:đăng ký|vận động|chỉ tiêu|hiến máu) )?{NUMBER}"
    rf"(?:[^\W\d]|[ /()])*+(?:[,;] ?(?:đăng ký |vận động )?{NUMBER}(?:[^\W\d]|[ /()])*+){{0,3}})[.;,]?(?:/\.)?"
)
_VALUE = regex.compile(rf"(?P<n>{NUMBER}) ?(?P<unit>(?:[^\W\d]|[ /()])*)")
_WORD = regex.compile(r"(?<!\w)[^\W\d]")
# "Đợt 1 (tháng 3): 128 đơn vị" is of a time, and nobody's
_ROUND = regex.compile(r"(?:đợt|lần|vòng|quý|tháng|năm|tuần|6 tháng)(?!\w)")
_TOTAL = regex.compile(r"(?:tổng|cộng|tổng cộng|tổng số)(?!\w)(?! công ty)")


_OF_WHICH = (", trong đó", " trong đó", " (trong đó")
_OF_WHICH_ENDS = 16

_Units = tuple[tuple[str | None, Indicator | None], ...]
# "(đơn vị tính: người)", "(ĐVT: đơn vị máu)"
_UNIT_LINE = regex.compile(r"(?:đơn vị tính|đvt) ?:? ?")


@dataclass(frozen=True, slots=True)
class QuotaItem:
    """A line of the list, or one body of a line that names several; places are offsets into the view."""

    start: int
    end: int
    ordinal: str | None
    name: str
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
    items: tuple[QuotaItem, ...]
    units: _Units
    total: bool


@memo
def quota_lists(annotated: AnnotatedDocument) -> list[QuotaList]:
    """Lists of at least three lines that give each body its number, below a line that speaks of quotas."""
    paragraphs = [p for p in annotated.outline.zone("body", "annex") if p.block.table is None]
    found: list[QuotaList] = []
    index = 0
    while index < len(paragraphs):
        lines = _lines_from(annotated, paragraphs, index)
        if (flat := _list_of(annotated, paragraphs, index, lines)) is not None:
            found.append(flat)
        index += max(1, len(lines))
    return found


def _lines_from(annotated: AnnotatedDocument, paragraphs: list[Paragraph], index: int) -> list[_Line]:
    """The lines from a paragraph on that count the same."""
    lines: list[_Line] = []
    for at in range(index, len(paragraphs)):
        line = _line(annotated, paragraphs[at])
        if line is None or (lines and not _agree(line.units, lines[0].units)):
            break
        lines.append(line)
    return lines


def _list_of(
    annotated: AnnotatedDocument, paragraphs: list[Paragraph], index: int, lines: list[_Line]
) -> QuotaList | None:
    if sum(not line.total for line in lines) < _LEAST_ITEMS:
        return None
    if is_report(annotated) and not looks_ahead(annotated, paragraphs[index].start):
        return None  # what was reached
    if index and _shares_out_a_target(annotated, paragraphs[index - 1], lines):
        return None
    lead = _lead(annotated, paragraphs, index)
    units = next((line.units for line in lines if any(unit for unit, _ in line.units)), None)
    if units is None and index:
        units = _units_of(annotated, paragraphs[index - 1], len(lines[0].units))
    if lead is None or units is None:
        return None
    items = tuple(item for line in lines if not line.total for item in line.items)
    total = next((line.items[0].values for line in lines if line.total), ())
    return QuotaList(items[0].start, lines[-1].items[-1].end, lead, units, items, total)


def _shares_out_a_target(annotated: AnnotatedDocument, above: Paragraph, lines: list[_Line]) -> bool:
    """Whether the lines are parts of a number right above: "1. Tiếp nhận 1.300 đơn vị máu, trong đó:"."""
    norm = annotated.view.norm
    numbers = within(annotated.quantities, above.content, above.end)
    if not numbers or not norm.startswith(_OF_WHICH, numbers[-1].end) or above.end - numbers[-1].end > _OF_WHICH_ENDS:
        return False
    unit = next((unit for line in lines for unit, _ in line.units if unit), None)
    return unit == numbers[-1].quantity.unit


def _line(annotated: AnnotatedDocument, paragraph: Paragraph) -> _Line | None:
    view = annotated.view
    if paragraph.end - paragraph.content > _LONGEST_LINE:
        return None
    match = _LINE.fullmatch(view.norm, paragraph.content, paragraph.end)
    if match is None or _ROUND.match(view.norm, *match.span("body")):
        return None
    values: list[tuple[Number, tuple[int, int]]] = []
    units: list[tuple[str | None, Indicator | None]] = []
    for value in _VALUE.finditer(view.norm, match.start("values"), match.end("values")):
        number = read_number(value["n"])
        if number is None or number[1]:
            return None
        values.append((number[0], (value.start("n"), value.end("n"))))
        units.append(_unit(view.norm, value.start("unit"), value.end("unit")))
    ordinal = paragraph.label if paragraph.label and paragraph.label[0].isdigit() else None
    body = match.span("body")
    named = split_bodies(view, *body) if match["each"] else []
    if len(named) < 2:
        whole = view.text[slice(*body)]
        items = [QuotaItem(paragraph.content, match.end("values"), ordinal, whole, body, tuple(values))]
    else:
        items = [
            QuotaItem(paragraph.content, match.end("values"), ordinal, b.name, (b.start, b.end), tuple(values))
            for b in named
        ]
    return _Line(tuple(items), tuple(units), bool(_TOTAL.match(match["body"])))


def _agree(units: _Units, others: _Units) -> bool:
    """Whether two lines count the same; a line may leave its units out."""
    pairs = zip(units, others, strict=False)
    return len(units) == len(others) and all(a == b or a[0] is None or b[0] is None for a, b in pairs)


def _units_of(annotated: AnnotatedDocument, lead: Paragraph, columns: int) -> _Units | None:
    """The unit that the line above a list of bare numbers states: "(đơn vị tính: người)", "số đơn vị máu như sau"."""
    norm = annotated.view.norm
    stated = _UNIT_LINE.search(norm, lead.content, lead.end)
    places = [stated.end()] if stated else []
    places += [m.start() for m in _WORD.finditer(norm, lead.content, lead.end)]
    if columns != 1:
        return None
    for at in places:
        known = unit_at(norm, at)
        if known is not None and known[0].kind in ("blood", "people", "donors"):
            return (_unit(norm, at, lead.end),)
    return None


def _unit(norm: str, start: int, end: int) -> tuple[str | None, Indicator | None]:
    known = unit_at(norm, start)
    if known is None or known[0].kind in ("never", "measure", "money"):
        return None, None
    unit: Unit = known[0]
    unit, indicator, _ = indicator_of(unit, "", norm[known[1] : end])
    return unit.unit, indicator


def _lead(annotated: AnnotatedDocument, paragraphs: list[Paragraph], index: int) -> str | None:
    """The line that the list stands under, where it or the heading above it speaks of quotas."""
    view = annotated.view
    texts = [" ".join(view.text[p.content : p.end].split()) for p in paragraphs[max(0, index - 2) : index]]
    node = paragraphs[index].node
    while node is not None:
        texts.insert(0, " ".join(view.text[node.paragraph.content : node.paragraph.end].split()))
        node = node.parent
    if not any(_CUE.search(normal(text)) for text in texts if not fold(text).startswith("ket qua")):
        return None
    if not texts:
        return None
    begin = max(sentence_ends(texts[-1], clauses=True), default=0)
    return texts[-1][begin:].strip(" :")
