"""The source text as HTML with every value marked where it was read.

Document text is escaped before anything is put around it, so no document can bring markup of its own onto the page.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from hmtn_ingest.review.overview import header_fields, records_by_kind
from hmtn_ingest.review.privacy import mask_phones
from hmtn_ingest.review.wording import Language, say, say_doubts
from parsers.records import DocumentRecord, Section, Span

KINDS = (
    "deadline", "event", "target", "result", "quota", "header", "date", "body", "contact", "citation", "recipient",
    "obligation", "finding",
)  # fmt: skip
"""Kinds of mark, each a CSS class ``k-…``; of two marks on the same stretch the earlier kind gives the colour."""

_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that a value was read from; ``record`` is an id, or "header.<field>"."""

    start: int
    end: int
    kind: str
    record: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch over which the same marks lie, the one that gives the colour first."""

    start: int
    end: int
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Highlighted:
    """``html`` of the text; ``anchors`` tells the element id at which the first value of a record stands."""

    html: str
    anchors: dict[str, str] = field(default_factory=dict)


def marks(record: DocumentRecord) -> list[Mark]:
    """Every mark of a record, in reading order."""
    found = [
        mark
        for name, value in header_fields(record.header)
        if value
        for mark in _marks("header", f"header.{name}", value.spans, value.doubts)
    ]
    for kind, items in records_by_kind(record):
        for item in items:
            found += _marks(kind, item.id, item.spans if kind != "quota" else [], item.doubts)
    for body in record.bodies:
        found += _marks("body", body.id, body.spans, body.doubts)
    for table in record.quota_tables:
        cells = [value for row in table.rows for value in row.values] + (table.stated_total or [])
        for cell in cells:
            found += _marks("quota", table.id, cell.spans, cell.doubts)
        for row in table.rows:
            found += _marks("body", table.id, row.body.spans, row.doubts)
    for finding in record.findings:
        found += _marks("finding", finding.id, finding.spans, [])
    return sorted(found, key=lambda mark: (mark.start, mark.end, KINDS.index(mark.kind), mark.record))


def _marks(kind: str, record: str, spans: Iterable[Span], doubts: list[str]) -> Iterator[Mark]:
    for span in spans:
        if span.start < span.end:
            yield Mark(span.start, span.end, kind, record, tuple(doubts))


def pieces(length: int, marked: Iterable[Mark], breaks: Iterable[int] = ()) -> list[Piece]:
    """The text cut where a mark begins or ends, and at ``breaks``; the pieces cover ``[0, length)`` without overlap.

    Of overlapping marks the shortest gives the colour, because it says most about its stretch.
    """
    inside = [mark for mark in marked if 0 <= mark.start < mark.end <= length]
    opening: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(mark.start, []).append(mark)
    cuts = {0, length, *(cut for cut in breaks if 0 < cut < length)}
    cuts.update(edge for mark in inside for edge in (mark.start, mark.end))
    edges = sorted(cuts)
    cut_up: list[Piece] = []
    active: list[Mark] = []
    for start, end in itertools.pairwise(edges):
        active = [mark for mark in active if mark.end > start] + opening.get(start, [])
        active.sort(key=lambda mark: (mark.end - mark.start, KINDS.index(mark.kind), mark.record))
        cut_up.append(Piece(start, end, tuple(active)))
    return cut_up


def highlight(record: DocumentRecord, language: Language = "vi", *, phones: bool = False) -> Highlighted:
    """The text of a record, a paragraph a line and a table where lines have cells; ``phones`` shows numbers in full."""
    text = record.text if phones else mask_phones(record.text)
    breaks = [at + step for at, character in enumerate(text) if character in "\n\t" for step in (0, 1)]
    page = Highlighted("")
    looks = _looks(record)
    lines: list[_Line] = [_Line(looks.get(0))]
    for piece in pieces(len(text), marks(record), breaks):
        character = text[piece.start]
        if character == "\n":
            lines.append(_Line(looks.get(piece.end)))
        elif character == "\t":
            lines[-1].cells.append("")
        else:
            lines[-1].cells[-1] += _element(text[piece.start : piece.end], piece, page.anchors, language)
    for has_cells, group in itertools.groupby(lines, key=lambda line: len(line.cells) > 1):
        together = list(group)
        # A single line with cells is where a letterhead's two columns meet, not a table.
        page.html += _table(together) if has_cells and len(together) > 1 else "".join(map(_paragraph, together))
    return page


@dataclass(slots=True)
class _Line:
    look: str | None
    cells: list[str] = field(default_factory=lambda: [""])


def _table(lines: list[_Line]) -> str:
    rows = ("".join(f"<td>{cell}</td>" for cell in line.cells) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _paragraph(line: _Line) -> str:
    content = '<span class="gap"></span>'.join(line.cells)
    return f'<p class="{line.look}">{content}</p>' if line.look else f"<p>{content}</p>"


def _element(text: str, piece: Piece, anchors: dict[str, str], language: Language) -> str:
    if not piece.marks:
        return escape(text)
    first = piece.marks[0]
    anchor = f"src-{piece.start}"
    for mark in piece.marks:
        anchors.setdefault(mark.record, anchor)
    # One line a mark; of several marks of a kind (a body in three obligations) once is enough.
    titles = list(dict.fromkeys(_title(mark, language) for mark in piece.marks))
    doubtful = " doubtful" if any(mark.doubts for mark in piece.marks if mark.kind == first.kind) else ""
    title = escape(" · ".join(titles))
    found = " found" if any(mark.kind == "finding" for mark in piece.marks) else ""
    return f'<mark id="{anchor}" class="k-{first.kind}{doubtful}{found}" title="{title}">{escape(text)}</mark>'


def _title(mark: Mark, language: Language) -> str:
    name = say(mark.record if mark.kind == "header" else f"kind.{mark.kind}", language)
    return f"{name} ({say_doubts(list(mark.doubts), language)})" if mark.doubts else name


def _looks(record: DocumentRecord) -> dict[int, str]:
    """By start of line: the lines that stand out on paper too, which are the title and the numbered headings."""
    title = [value for value in (record.header.type_name, record.header.subject) if value]
    standing_out = [(section.span.start, "heading") for section in _headings(record.sections)]
    standing_out += [(span.start, "title") for value in title for span in value.spans]
    return {record.text.rfind("\n", 0, start) + 1: look for start, look in standing_out}


def _headings(sections: Iterable[Section]) -> Iterator[Section]:
    """Sections whose first paragraph is a heading, not an item of a list or a sentence that has a number."""
    for section in sections:
        numbered = (section.number or "")[:1].isalnum()
        sentence = section.title.endswith((".", ";", ",")) or len(section.title) > _LONGEST_HEADING
        if section.level <= 2 and numbered and not sentence:
            yield section
        yield from _headings(section.children)
