"""The source text as HTML with every value marked where it was read.

In: a record. Out: its text line by line as HTML, laid out and escaped by ``templates/highlight.html``, and the element
at which the first value of each record stands. Called by the HTML export; the source pane takes lines and marks alone.

    highlight(record).html     →  '<p>trước ngày <mark id="src-11" class="k-date" title="Ngày tháng">15/4</mark></p>'
    highlight(record).anchors  →  {"date-1": "src-11"}
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_doubts
from hmtn_ingest.kinds import BY_NAME, header_fields, records_by_kind
from hmtn_ingest.privacy import hider
from hmtn_ingest.render.template import render
from parsers.records import DocumentRecord, Section, Span

_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class SourceMark:
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
class MarkedPiece:
    """A stretch over which the same marks lie, the one that gives the colour first."""

    start: int
    end: int
    marks: tuple[SourceMark, ...] = ()


@dataclass(slots=True)
class SourceLine:
    """A line of the text, cut into cells at its tabs; ``look`` is "title", "heading" or ``None``.

    ``row`` tells a row of a table from a single line with cells, as where a letterhead's two columns meet.
    """

    look: str | None
    cells: list[list[MarkedPiece]]
    row: bool = False


@dataclass(slots=True)
class Highlighted:
    """``html`` of the text; ``anchors`` tells the element id at which the first value of a record stands."""

    html: str
    anchors: dict[str, str]


def marks(record: DocumentRecord) -> list[SourceMark]:
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
        cells += [value for group in table.groups for value in group.stated_subtotal or []]
        for cell in cells:
            found += _marks("quota", table.id, cell.spans, cell.doubts)
        for row in table.rows:
            found += _marks("body", table.id, row.body.spans, row.doubts)
        for group in table.groups:
            found += _marks("quota", table.id, group.spans, group.doubts)
    for finding in record.findings:
        found += _marks("finding", finding.id, finding.spans, [])
    for entry in record.residue:
        found += _marks("residue", entry.id, entry.spans, [])
    return sorted(found, key=lambda mark: (mark.start, mark.end, BY_NAME[mark.kind].colour, mark.record))


def _marks(kind: str, record: str, spans: Iterable[Span], doubts: list[str]) -> Iterator[SourceMark]:
    for span in spans:
        if span.start < span.end:
            yield SourceMark(span.start, span.end, kind, record, tuple(doubts), span.page, tuple(span.boxes or ()))


def pieces(length: int, marked: Iterable[SourceMark], breaks: Iterable[int] = ()) -> list[MarkedPiece]:
    """The text cut where a mark begins or ends, and at ``breaks``; the pieces cover ``[0, length)`` without overlap.

    Of overlapping marks the shortest gives the colour, because it says most about its stretch.
    """
    inside = [mark for mark in marked if 0 <= mark.start < mark.end <= length]
    opening: dict[int, list[SourceMark]] = {}
    for mark in inside:
        opening.setdefault(mark.start, []).append(mark)
    cuts = {0, length, *(cut for cut in breaks if 0 < cut < length)}
    cuts.update(edge for mark in inside for edge in (mark.start, mark.end))
    edges = sorted(cuts)
    cut_up: list[MarkedPiece] = []
    active: list[SourceMark] = []
    for start, end in itertools.pairwise(edges):
        active = [mark for mark in active if mark.end > start] + opening.get(start, [])
        active.sort(key=lambda mark: (mark.end - mark.start, BY_NAME[mark.kind].colour, mark.record))
        cut_up.append(MarkedPiece(start, end, tuple(active)))
    return cut_up


def source_lines(record: DocumentRecord, marked: Iterable[SourceMark]) -> list[SourceLine]:
    """The text of a record line by line, its pieces under the given marks."""
    text = record.text
    breaks = [at + step for at, character in enumerate(text) if character in "\n\t" for step in (0, 1)]
    looks = _looks(record)
    found = [SourceLine(looks.get(0), [[]])]
    for piece in pieces(len(text), marked, breaks):
        character = text[piece.start]
        if character == "\n":
            found.append(SourceLine(looks.get(piece.end), [[]]))
        elif character == "\t":
            found[-1].cells.append([])
        else:
            found[-1].cells[-1].append(piece)
    for has_cells, group in itertools.groupby(found, key=lambda line: len(line.cells) > 1):
        together = list(group)
        for line in together:
            line.row = has_cells and len(together) > 1
    return found


class _ShownPiece(NamedTuple):
    """A piece as the template takes it; one without ``look``, its CSS classes, is plain text."""

    text: str
    look: str = ""
    anchor: str = ""
    title: str = ""


def highlight(record: DocumentRecord, language: Language = "vi", *, phones: bool = False) -> Highlighted:
    """The text of a record, a paragraph a line and a table where lines have cells; ``phones`` shows numbers in full."""
    text = record.text if phones else hider([record])(record.text)
    anchors: dict[str, str] = {}
    blocks = []
    for is_table, group in itertools.groupby(source_lines(record, marks(record)), key=lambda line: line.row):
        shown = [
            (line.look, [[_shown(text, piece, anchors, language) for piece in cell] for cell in line.cells])
            for line in group
        ]
        blocks.append((is_table, shown))
    return Highlighted(render("highlight.html", blocks=blocks), anchors)


def _shown(text: str, piece: MarkedPiece, anchors: dict[str, str], language: Language) -> _ShownPiece:
    """A piece with its look; the records whose first value it is are added to ``anchors``."""
    content = text[piece.start : piece.end]
    if not piece.marks:
        return _ShownPiece(content)
    first = piece.marks[0]
    anchor = f"src-{piece.start}"
    for mark in piece.marks:
        anchors.setdefault(mark.record, anchor)
    look = [f"k-{first.kind}"]
    if any(mark.doubts for mark in piece.marks if mark.kind == first.kind):
        look.append("doubtful")
    if any(mark.kind == "finding" for mark in piece.marks):
        look.append("found")
    # One line a mark; of several marks of a kind (a body in three obligations) once is enough.
    titles = dict.fromkeys(mark_title(mark, language) for mark in piece.marks)
    return _ShownPiece(content, " ".join(look), anchor, " · ".join(titles))


def mark_title(mark: SourceMark, language: Language) -> str:
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
