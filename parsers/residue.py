"""The residue: what a document says in numbers, dates and duties that no record accounts for.

In comes an annotated document with the record drawn from it, out go the entries of ``record.residue`` in order of their
place; ``pipeline`` calls it once all facts are linked. Each says where something stands unread, why, and which fact it
would be (:mod:`parsers.suggestions`). What has another role is left out: who may give blood, what a donor receives,
comparisons with other years, numbers of documents and articles.

"Chuẩn bị 40 suất quà." in no target → kind "quantity", reason "no-target-or-result", the sentence as its span
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.evidence import weigh
from parsers.extractors.figures.statements import statements
from parsers.extractors.obligations.doers import duty_at, paragraph_at
from parsers.extractors.signs import number_signs, paragraph_vote
from parsers.extractors.times.binding import binding
from parsers.extractors.times.roles import Dated, dated, year_only
from parsers.figures_in_text import unclaimed_days, unclaimed_numbers, unclaimed_times
from parsers.layout.outline import Paragraph
from parsers.layout.tables import Grid, GridCell, grids, is_number
from parsers.mentions.quantities.mentions import QuantityMention, TakenStretches
from parsers.records import DocumentRecord, Grounding, ResidueEntry, ResidueKind, Span, UnreadMention
from parsers.sentences import clauses, sentences
from parsers.suggestions import suggest
from parsers.text import folded, memo
from parsers.unread_work import LIKELY, unread_work

SENTENCE = 350
"""Characters that an entry about a number or date spans at most; a longer sentence is cut around it."""
PARAGRAPH = 900
"""Characters that an entry about a duty or heading spans at most."""

_NUMBER = 0.04  # share of both votes up to which a number is background


@dataclass(frozen=True, slots=True)
class _Gap:
    """Something unread: the mention ``[start, end)``, the words around it that are shown, and why it is listed."""

    kind: ResidueKind
    reason: str
    start: int
    end: int
    around: tuple[tuple[int, int], ...]


# "công dân đủ 18 tuổi, có ít nhất …": who may come, what a donor gets
_WHO_MAY = regex.compile(r"(?<!\w)(?:tuổi|cân nặng|điều kiện|khoảng cách|thể tích|được (?:nhận|hưởng|tặng|nghỉ))(?!\w)")


def unread(annotated: AnnotatedDocument, record: DocumentRecord) -> list[ResidueEntry]:
    """What no record accounts for, in order; one entry a sentence, table row or paragraph and kind."""
    gaps = [
        *_numbers(annotated, record),
        *_dates(annotated, record),
        *_duties(annotated, record),
        *_tables(annotated, record),
    ]
    return _entries(annotated, record, gaps, Counter())


def entries_at(
    annotated: AnnotatedDocument,
    record: DocumentRecord,
    places: Iterable[tuple[ResidueKind, int, int]],
    reason: str,
) -> list[ResidueEntry]:
    """The residue of a record with what somebody else sees at ``places`` of the source, in order.

    A duty is shown as its paragraph, a number or date as its sentence; where a paragraph has none, nothing is listed.
    """
    gaps = [gap for kind, start, end in places for gap in _gaps_at(annotated, kind, start, end, reason)]
    shown = {(entry.kind, span.start) for entry in record.residue for span in entry.spans}
    seen = Counter(_key(entry.kind, entry.spans) for entry in record.residue)
    others = [e for e in _entries(annotated, record, gaps, seen) if (e.kind, e.spans[0].start) not in shown]
    return sorted((*record.residue, *others), key=lambda entry: (entry.spans[0].start, entry.kind))


def _gaps_at(annotated: AnnotatedDocument, kind: ResidueKind, start: int, end: int, reason: str) -> Iterator[_Gap]:
    for paragraph in annotated.outline.paragraphs:
        first, last = annotated.view.source(paragraph.start, paragraph.end)
        if last <= start or end <= first or not _in_text(paragraph):
            continue
        if kind == "duty":
            begin, stop = paragraph.content, min(paragraph.end, paragraph.content + PARAGRAPH)
            yield _Gap(kind, reason, begin, stop, ((begin, stop),))
            continue
        mentions = annotated.quantities if kind == "quantity" else annotated.dates
        for mention in within(mentions, paragraph.content, paragraph.end)[:1]:
            around = _sentence(annotated, paragraph, mention.start, mention.end)
            yield _Gap(kind, reason, mention.start, mention.end, (around,))


def _entries(
    annotated: AnnotatedDocument, record: DocumentRecord, gaps: Iterable[_Gap], seen: Counter[str]
) -> list[ResidueEntry]:
    listed: dict[tuple[ResidueKind, tuple[tuple[int, int], ...]], list[_Gap]] = {}
    for gap in sorted(set(gaps), key=lambda gap: (gap.start, gap.kind)):
        listed.setdefault((gap.kind, gap.around), []).append(gap)
    return [_entry(annotated, record, several, seen) for several in listed.values()]


def _entry(
    annotated: AnnotatedDocument, record: DocumentRecord, gaps: Sequence[_Gap], seen: Counter[str]
) -> ResidueEntry:
    """What is unread of one kind in the same words: each number and date of them by itself."""
    first, view = gaps[0], annotated.view
    spans = [view.span(*stretch) for stretch in first.around]
    mentions = [
        UnreadMention(
            spans=[view.span(gap.start, gap.end)],
            suggestion=suggest(annotated, record, gap.kind, (gap.start, gap.end), gap.around[0]),
        )
        for gap in gaps
    ]
    return ResidueEntry(
        id=_id(first.kind, spans, seen),
        kind=first.kind,
        spans=spans,
        reason=first.reason,
        suggestion=mentions[0].suggestion,
        mentions=mentions if len(mentions) > 1 else [],
    )


def _id(kind: str, spans: Sequence[Span], seen: Counter[str]) -> str:
    """An id that stays while the words stay; equal words are told apart by their order."""
    key = _key(kind, spans)
    seen[key] += 1
    digest = hashlib.blake2s(f"{key}\x00{seen[key]}".encode(), digest_size=5).hexdigest()
    return f"residue-{digest}"


def _key(kind: str, spans: Sequence[Span]) -> str:
    return f"{kind} {folded(spans[0].quote)}"


def _stretches(*lists: Sequence[Grounding]) -> TakenStretches:
    """Where the facts of some lists stand, in the source."""
    return TakenStretches(sorted((span.start, span.end) for facts in lists for fact in facts for span in fact.spans))


def _in_text(paragraph: Paragraph | None) -> bool:
    return paragraph is not None and paragraph.zone in ("body", "annex") and paragraph.block.role != "footnote"


# --- numbers ----------------------------------------------------------------------------------------------------------


def _numbers(annotated: AnnotatedDocument, record: DocumentRecord) -> Iterator[_Gap]:
    """Numbers that are in no target, result, quota table, citation or contact, and are no background."""
    tables = [part for table in record.quota_tables for part in (table, *table.rows, *table.groups)]
    cells = [cell for table in record.quota_tables for row in table.rows for cell in row.values]
    cells += [cell for table in record.quota_tables for cell in table.stated_total or []]
    cells += [cell for table in record.quota_tables for group in table.groups for cell in group.stated_subtotal or []]
    covered = _stretches(
        record.targets, record.results, tables, cells, record.citations, record.contacts, record.deadlines
    )
    stated = {s.mention.start for s in (*statements(annotated, "target"), *statements(annotated, "result"))}
    for mention in annotated.quantities:
        paragraph = _uncovered(annotated, covered, mention.start, mention.end)
        if paragraph and (mention.start in stated or not _is_background(annotated, paragraph, mention)):
            yield _number(annotated, paragraph, mention.start, mention.end)
    for start, end in unclaimed_numbers(annotated.view, _mentions(annotated)):
        paragraph = _uncovered(annotated, covered, start, end)
        if paragraph and paragraph.block.table is None:
            yield _number(annotated, paragraph, start, end)


def _uncovered(annotated: AnnotatedDocument, covered: TakenStretches, start: int, end: int) -> Paragraph | None:
    """The paragraph of a number that is in no fact and in no title of a cited document."""
    paragraph = paragraph_at(annotated, start)
    if paragraph is None or not _in_text(paragraph) or covered.overlaps(*annotated.view.source(start, end)):
        return None
    return None if _in_cited_title(annotated, paragraph, start) else paragraph


def _in_cited_title(annotated: AnnotatedDocument, paragraph: Paragraph, at: int) -> bool:
    """Whether a number stands in quotation marks behind a cited document: "phê duyệt Đề án “Trồng 01 tỷ cây”"."""
    text = annotated.view.text
    opening = text.rfind("“", paragraph.content, at)
    return text.rfind("”", paragraph.content, at) < opening and bool(
        within(annotated.codes, paragraph.content, opening)
    )


def _number(annotated: AnnotatedDocument, paragraph: Paragraph, start: int, end: int) -> _Gap:
    return _Gap("quantity", "no-target-or-result", start, end, (_sentence(annotated, paragraph, start, end),))


def _mentions(annotated: AnnotatedDocument) -> TakenStretches:
    """Where the view names something, the numbers of its paragraphs included."""
    lists = (annotated.quantities, annotated.dates, annotated.codes, annotated.contacts)
    labels = [(p.start, p.content) for p in annotated.outline.paragraphs]
    return TakenStretches(sorted([*((one.start, one.end) for several in lists for one in several), *labels]))


def _is_background(annotated: AnnotatedDocument, paragraph: Paragraph, mention: QuantityMention) -> bool:
    """Whether nothing speaks for a number's being a target or result: a comparison, a condition, an entitlement.

    What a row of a task table has to do, and a number that is bounded in a duty, may always be one.
    """
    if mention.kind == "difference":
        return True
    duty = duty_at(annotated, mention.start)
    of_task = duty is not None and duty.start <= mention.start < duty.end
    if paragraph.block.table is not None:
        return not of_task
    if (
        of_task
        and mention.quantity.comparator in ("at_least", "more_than")
        and not _WHO_MAY.search(annotated.view.norm, paragraph.content, mention.start)
    ):
        return False
    signs = number_signs(annotated, mention)
    return max(weigh("target", signs).share, weigh("result", signs).share) < _NUMBER


def _sentence(annotated: AnnotatedDocument, paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """The sentence around a mention; of a long one its clause, of a long clause the words beside the mention."""
    view = annotated.view
    for parts in (sentences(view), clauses(view)):
        begin, stop = parts.around(start)
        begin, stop = view.trim(max(begin, paragraph.content), min(max(stop, end), paragraph.end))
        if stop - begin <= SENTENCE:
            return begin, stop
    room = (SENTENCE - (end - start)) // 2
    low, high = max(begin, start - room), min(stop, end + room)
    low = low if low == begin else view.text.find(" ", low, start) + 1 or start
    high = high if high == stop else max(view.text.rfind(" ", end, high), end)
    return view.trim(low, high)


# --- dates ------------------------------------------------------------------------------------------------------------

# "trước kỳ nghỉ lễ 30/4", "trước ngày Thầy thuốc Việt Nam 27/02"
_BEFORE_DAY = regex.compile(r"(?<!\w)trước (?!và|mắt|đây|hết)(?:[^\W\d]+ ){0,6}$")
_SPENT = ("issued", "cited", "observance", "period")


def _dates(annotated: AnnotatedDocument, record: DocumentRecord) -> Iterator[_Gap]:
    """Dates that no record has, and those with the role of a limit or event that no deadline, event or target has."""
    facts = _stretches(record.deadlines, record.events)
    listed = _stretches(record.dates, record.citations)
    for one in dated(annotated):
        mention = one.mention
        if not _in_text(one.paragraph) or year_only(mention):
            continue
        place = annotated.view.source(mention.start, mention.end)
        if facts.overlaps(*place):
            continue
        spent = one.role in _SPENT and not _limits(annotated, one)
        if listed.overlaps(*place) and (spent or _binds_nothing(annotated, one)):
            continue
        yield _date(annotated, one.paragraph, mention.start, mention.end)
    yield from _undated_events(annotated, _stretches(record.deadlines, record.events, record.results))
    yield from _unclaimed_times(annotated, _stretches(record.deadlines, record.events, record.dates, record.citations))


def _unclaimed_times(annotated: AnnotatedDocument, covered: TakenStretches) -> Iterator[_Gap]:
    """Days, limits and repetitions that no grammar reads; a day counts as unread in the line of an event too."""
    taken = _mentions(annotated)
    for start, end in unclaimed_days(annotated.view, taken):
        paragraph = paragraph_at(annotated, start)
        if paragraph is None or not _in_text(paragraph):
            continue
        if paragraph.block.table is None or not covered.overlaps(*annotated.view.source(start, end)):
            yield _date(annotated, paragraph, start, end)
    for start, end in unclaimed_times(annotated.view, taken):
        paragraph = paragraph_at(annotated, start)
        if paragraph is None or not _in_text(paragraph) or covered.overlaps(*annotated.view.source(start, end)):
            continue
        if _acts(annotated, paragraph):
            yield _date(annotated, paragraph, start, end)


def _limits(annotated: AnnotatedDocument, one: Dated) -> bool:
    """Whether work is to be done before a day that is kept: "gửi danh sách trước kỳ nghỉ lễ 30/4 - 01/5"."""
    cue = one.mention.cue_start
    before = _BEFORE_DAY.search(annotated.view.norm, max(0, cue - 40), one.mention.start)
    return one.role == "observance" and before is not None and duty_at(annotated, cue) is not None


def _binds_nothing(annotated: AnnotatedDocument, one: Dated) -> bool:
    """Whether a repetition or stretch says how often or how long, where nobody has anything to do: "02 lần/tháng"."""
    if one.role not in ("recurring", "window") or duty_at(annotated, one.mention.start) is not None:
        return False
    return binding(annotated, one, clauses(annotated.view)) is None


def _undated_events(annotated: AnnotatedDocument, facts: TakenStretches) -> Iterator[_Gap]:
    """ "- Các xã A, B tổ chức 01 đợt" under "Quý II", where no event says so; what was held is a result."""
    for mention in annotated.quantities:
        if mention.kind != "event" or facts.overlaps(*annotated.view.source(mention.start, mention.end)):
            continue
        paragraph = paragraph_at(annotated, mention.start)
        if paragraph is not None and _in_text(paragraph) and _under_date(annotated, paragraph):
            yield _date(annotated, paragraph, mention.start, mention.end)


def _under_date(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    node = paragraph.node
    while node is not None:
        above = node.paragraph
        if above is not paragraph and any(
            not year_only(date) for date in within(annotated.dates, above.content, above.end)
        ):
            return True
        node = node.parent
    return False


def _date(annotated: AnnotatedDocument, paragraph: Paragraph, start: int, end: int) -> _Gap:
    return _Gap("date", "no-deadline-or-event", start, end, (_sentence(annotated, paragraph, start, end),))


def _acts(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    """Whether somebody has to do what a paragraph says, so that how often and how soon counts."""
    if paragraph.block.table is not None or paragraph in _paragraphs_of_duties(annotated):
        return True
    return paragraph_vote(annotated, paragraph.start).share >= LIKELY


@memo
def _paragraphs_of_duties(annotated: AnnotatedDocument) -> frozenset[Paragraph]:
    return frozenset(duty.paragraph for duty in annotated.duties)


# --- duties -----------------------------------------------------------------------------------------------------------


def _duties(annotated: AnnotatedDocument, record: DocumentRecord) -> Iterator[_Gap]:
    """Paragraphs that read like a duty and are none: found by the rules, or likely by what stands around them."""
    for paragraph in unread_work(annotated, record):
        start = paragraph.content
        yield _Gap("duty", "no-duty", start, paragraph.end, ((start, min(paragraph.end, start + PARAGRAPH)),))


# --- tables -----------------------------------------------------------------------------------------------------------


def _tables(annotated: AnnotatedDocument, record: DocumentRecord) -> Iterator[_Gap]:
    """Tables with numbers of which rows are in no record: one entry a table, one span a row."""
    cells: list[Grounding] = [cell for table in record.quota_tables for row in table.rows for cell in row.values]
    cells += [cell for table in record.quota_tables for cell in table.stated_total or []]
    cells += [cell for table in record.quota_tables for group in table.groups for cell in group.stated_subtotal or []]
    cells += [row for table in record.quota_tables for row in table.rows]
    covered = _stretches(cells, record.results, record.targets, record.events, record.deadlines, record.obligations)
    for grid in grids(annotated.view):
        rows = [row for row in _number_rows(grid) if not _has(annotated, covered, row)]
        if rows:
            around = tuple(_row_stretch(row) for row in rows)
            yield _Gap("table", "no-rows", around[0][0], around[0][1], around)


def _number_rows(grid: Grid) -> Iterator[list[GridCell]]:
    """The filled cells of each row that has a name and a number beside its ordinal."""
    for row in grid.data:
        cells = [cell for cell in row if cell is not None and cell.places]
        if any(is_number(cell) for cell in cells[1:]) and not all(is_number(cell) for cell in cells):
            yield cells


def _has(annotated: AnnotatedDocument, covered: TakenStretches, cells: Sequence[GridCell]) -> bool:
    return any(covered.overlaps(*annotated.view.source(*place)) for cell in cells for place in cell.places)


def _row_stretch(cells: Sequence[GridCell]) -> tuple[int, int]:
    places = [place for cell in cells for place in cell.places]
    return min(a for a, _ in places), max(b for _, b in places)
