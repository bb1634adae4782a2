"""The source text as HTML with every value marked where it was read.

Document text is escaped before anything is put around it, so no document can bring markup of its own onto the page.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_doubts
from hmtn_ingest.kinds import BY_NAME, header_fields, records_by_kind
from hmtn_ingest.privacy import mask_phones
from parsers.records import DocumentRecord, Section, Span

_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that a value was read from; ``record`` is an id, or "header.<field>".

    ``kind`` is the name of a kind of fact, shown as the CSS class ``k-…`` in the colour of that kind.
    ``page`` (from 1) and ``boxes`` tell where it stands in a paged document, see :class:`parsers.records.Span`.
    """

    start: int
    end: int
    kind: str
    record: str
    doubts: tuple[str, ...] = ()
    page: int | None = None
    boxes: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch over which the same marks lie, the one that gives the colour first."""

    start: int
    end: int
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Line:
    """A line of the text, cut into cells at its tabs; ``look`` is "title", "heading" or ``None``.

    ``row`` tells a row of a table from a single line with cells, as where a letterhead's two columns meet.
    """

    look: str | None
    cells: list[list[Piece]]
    row: bool = False


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
    return sorted(found, key=lambda mark: (mark.start, mark.end, BY_NAME[mark.kind].colour, mark.record))


def _marks(kind: str, record: str, spans: Iterable[Span], doubts: list[str]) -> Iterator[Mark]:
    for span in spans:
        if span.start < span.end:
            yield Mark(span.start, span.end, kind, record, tuple(doubts), span.page, tuple(span.boxes or ()))


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
        active.sort(key=lambda mark: (mark.end - mark.start, BY_NAME[mark.kind].colour, mark.record))
        cut_up.append(Piece(start, end, tuple(active)))
    return cut_up


def lines(record: DocumentRecord, marked: Iterable[Mark]) -> list[Line]:
    """The text of a record line by line, its pieces under the given marks."""
    text = record.text
    breaks = [at + step for at, character in enumerate(text) if character in "\n\t" for step in (0, 1)]
    looks = _looks(record)
    found = [Line(looks.get(0), [[]])]
    for piece in pieces(len(text), marked, breaks):
        character = text[piece.start]
        if character == "\n":
            found.append(Line(looks.get(piece.end), [[]]))
        elif character == "\t":
            found[-1].cells.append([])
        else:
            found[-1].cells[-1].append(piece)
    for has_cells, group in itertools.groupby(found, key=lambda line: len(line.cells) > 1):
        together = list(group)
        for line in together:
            line.row = has_cells and len(together) > 1
    return found


def highlight(record: DocumentRecord, language: Language = "vi", *, phones: bool = False) -> Highlighted:
    """The text of a record, a paragraph a line and a table where lines have cells; ``phones`` shows numbers in full."""
    text = record.text if phones else mask_phones(record.text)
    page = Highlighted("")
    for row, group in itertools.groupby(lines(record, marks(record)), key=lambda line: line.row):
        together = [
            (line, ["".join(_element(text, piece, page.anchors, language) for piece in cell) for cell in line.cells])
            for line in group
        ]
        page.html += _table(together) if row else "".join(_paragraph(line, cells) for line, cells in together)
    return page


def _table(rows: Iterable[tuple[Line, list[str]]]) -> str:
    said = ("".join(f"<td>{cell}</td>" for cell in cells) for _, cells in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in said) + "</table>"


def _paragraph(line: Line, cells: Iterable[str]) -> str:
    content = '<span class="gap"></span>'.join(cells)
    return f'<p class="{line.look}">{content}</p>' if line.look else f"<p>{content}</p>"


def _element(text: str, piece: Piece, anchors: dict[str, str], language: Language) -> str:
    content = escape(text[piece.start : piece.end])
    if not piece.marks:
        return content
    first = piece.marks[0]
    anchor = f"src-{piece.start}"
    for mark in piece.marks:
        anchors.setdefault(mark.record, anchor)
    # One line a mark; of several marks of a kind (a body in three obligations) once is enough.
    titles = list(dict.fromkeys(mark_title(mark, language) for mark in piece.marks))
    doubtful = " doubtful" if any(mark.doubts for mark in piece.marks if mark.kind == first.kind) else ""
    title = escape(" · ".join(titles))
    found = " found" if any(mark.kind == "finding" for mark in piece.marks) else ""
    return f'<mark id="{anchor}" class="k-{first.kind}{doubtful}{found}" title="{title}">{content}</mark>'


def mark_title(mark: Mark, language: Language) -> str:
    """What a mark stands over and why it may be wrong, in words."""
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
