"""Every number that documents plan, share out or report, one figure each, with what it counts, of whom and for when.

Numbers are only comparable where body, measure and time are the same: "người" is never set against "đơn vị máu", a
round never against a year. :mod:`hmtn_ingest.collection.plan_vs_result` compares and adds them. Pure.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from hmtn_ingest.collection.document import DocumentSummary, MaskedDocument, Origin
from hmtn_ingest.collection.home import ADMINISTRATION, LEVELS
from hmtn_ingest.review.decision import Status
from hmtn_ingest.review.reviewed import Reviewed
from parsers import regex
from parsers.extractors.figures.terms import period_in_words
from parsers.mentions.bodies.identity import BodyIdentity, body_identity
from parsers.records import (
    BodyLevel,
    BodyRef,
    Comparator,
    DateValue,
    Indicator,
    Number,
    QuotaColumn,
    QuotaTable,
    Record,
)
from parsers.text import normal

FigureKind = Literal["target", "quota", "stated_total", "rounds", "result"]
"""A sentence's target, a table's cell, a table's stated total, our sum of a table's rounds, or what was reached."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted; ``of`` what a share is of, ``per`` what a number is for each of."""

    indicator: Indicator
    unit: str
    of: str | None = None
    per: str | None = None

    @property
    def additive(self) -> bool:
        """Whether numbers of several bodies may be added; an event of several bodies would count several times."""
        return self.indicator not in ("share", "events") and self.unit != "%" and not (self.of or self.per)


@dataclass(frozen=True, slots=True)
class Period:
    """Plain days, first and last, both in the period; ``round`` names a part that has no days ("đợt 1"), or one of
    several columns that a table keeps apart."""

    first: datetime.date
    last: datetime.date
    edtf: str = field(compare=False)
    round: str | None = None

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)


@dataclass(frozen=True, slots=True)
class Who:
    """One body: its identity, and for a name without a place the unit whose document names it."""

    identity: BodyIdentity
    home: BodyIdentity | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of one body; ``low`` and ``high`` are its ends, as in :class:`~parsers.records.Quantity`.

    ``body_name`` says whose; ``assumed`` that no body is named and ``home`` is meant; ``group`` that the number is
    for each member of a group; ``single`` that it is for one event and no part of a sum, ``event`` for which; ``each``
    that it is for each event; ``shared`` that it is one number for several bodies. ``cell`` tells the numbers of one
    fact apart. ``home`` is whom the document speaks for, ``above`` the next higher unit that its document names,
    where it names one of that level.
    """

    summary: DocumentSummary
    key: str
    cell: str
    kind: FigureKind
    who: Who
    body_name: str
    level: BodyLevel | None
    measure: Measure
    comparator: Comparator
    low: Number | None
    high: Number | None
    period: Period | None
    home: Who | None
    above: Who | None
    origin: Origin
    doubts: tuple[str, ...]
    status: Status
    planned: Number | None = None
    ratio: Number | None = None
    assumed: bool = False
    group: bool = False
    single: bool = False
    event: str | None = None
    each: bool = False
    shared: bool = False

    @property
    def is_reviewed(self) -> bool:
        return self.status not in ("open", "stale")

    @property
    def number(self) -> Number | None:
        """The number to count with: the lower end, as a plan is met from there on."""
        return self.low if self.low is not None else self.high


def figures(document: MaskedDocument, reviewed: Reviewed) -> list[Figure]:
    """All numbers of a document as people left them, in the order targets, quota tables, results."""
    return list(_FigureReader(document, reviewed).figures())


# "Đợt 1 (đơn vị máu)" · "Lần thứ hai" · "Quý II"
_ROUND = regex.compile(r"(?<!\w)(?:đợt|lần|vòng|kỳ|quý)\ (?:thứ\ )?(?:\d{1,2}|[ivx]+|một|hai|ba|tư|nhất|đầu)(?!\w)")
# "Tổng số" · "Cộng" · "Cả năm" · "Chỉ tiêu năm 2026"
_WHOLE = regex.compile(r"(?:tổng|cộng|cả\ năm|toàn\ năm)(?!\w)")
# "Kế hoạch năm (đơn vị máu)" in a report on half a year
_OF_YEAR = regex.compile(r"(?:(?:kế\ hoạch|chỉ\ tiêu)(?:\ giao)?(?:\ cả)?|cả|toàn)\ năm(?!\ ?\d)(?!\w)")
_YEAR = regex.compile(r"(?<!\d)(20\d\d)(?!\d)")
# "Kết quả năm 2025" · "Đã thực hiện" · "Số đạt được": a column that looks back
_REACHED = regex.compile(r"(?<!\w)(?:kết\ quả|thực\ hiện|đã|đạt\ được|tiếp\ nhận\ được)(?!\w)")
# "ít nhất 02 sự kiện, mỗi sự kiện có 600 người trở lên, tiếp nhận 350 đơn vị máu": the sentence goes on about each
_EACH_EVENT = regex.compile(r"(?<!\w)(?:mỗi|từng)\ (?:sự\ kiện|đợt|buổi|ngày\ hội|chương\ trình|lần)(?!\w)[^;.]*$")
# "mỗi đơn vị", "/đơn vị": what several bodies have to reach each
_EACH_BODY = regex.compile(r"(?<!\w)(?:mỗi|từng|các)(?!\w)|/\ ?(?:đơn\ vị|xã|phường|trường|cơ\ quan)(?!\ máu)(?!\w)")
_SPEAK_FOR_THE_UNIT = frozenset((ADMINISTRATION, "ban chỉ đạo vận động hiến máu tình nguyện", "hội chữ thập đỏ"))
_THE_WHOLE = frozenset(("toàn", "toàn bộ", "tổng", "cả", ADMINISTRATION))


def _column_kind(column: QuotaColumn) -> FigureKind | None:
    """What the numbers of a column are; ``None`` where they count nothing, or as results stand for themselves."""
    if column.role != "quota":
        return None  # each reached cell of a report's table is a result of the record
    return "result" if _REACHED.search(normal(column.name)) else "quota"


class _FigureReader:
    def __init__(self, document: MaskedDocument, reviewed: Reviewed) -> None:
        self.document = document
        self.reviewed = reviewed
        summary = document.summary
        self.home = self._issuer(summary)
        self.above = self._above()
        self._events = {event.id: " ".join(document.hide(event.name).split()) for event in document.record.events}
        words = period_in_words(summary.period or "")
        named = _ROUND.search(normal(summary.period or ""))
        self.period = _period(words, named[0] if named else None)

    def _issuer(self, summary: DocumentSummary) -> Who | None:
        """Whom numbers without a name are for: the whole unit where its administration, its committee or its Red Cross
        speaks, else the issuer itself; a school does not speak for the province above it."""
        if not summary.organ:
            return None
        issuer = body_identity(summary.organ)
        if issuer.office in _SPEAK_FOR_THE_UNIT:
            above = body_identity(summary.superior) if summary.superior else issuer
            for unit in (issuer, above):
                if unit.units and unit.place:
                    return Who(replace(unit, office=ADMINISTRATION))
        return Who(issuer)

    def _above(self) -> Who | None:
        if (
            self.home is None
            or (level := self.home.identity.level) is None
            or self.home.identity.office != ADMINISTRATION
        ):
            return None
        named = {body_identity(body.canonical) for body in self.reviewed.record.bodies}
        for higher in LEVELS[LEVELS.index(level) + 1 :]:
            units = {(one.units, one.place) for one in named if one.level == higher and one.units and one.place}
            if len(units) == 1:
                ((kinds, place),) = units
                return Who(BodyIdentity(ADMINISTRATION, kinds, place, higher, False))
        return None

    def figures(self) -> Iterator[Figure]:
        record = self.reviewed.record
        for target in record.targets:
            quantity = target.quantity
            measure = Measure(quantity.indicator, quantity.unit or "", quantity.of, quantity.per)
            ends = (quantity.comparator, quantity.min, quantity.max)
            each = _EACH_EVENT.search(self._line_before(target)) is not None
            for figure in self._for_each("target", target, target.bodies, measure, ends, target.period, target.event):
                yield replace(figure, each=each, shared=figure.shared and not _EACH_BODY.search(self._line(target)))
        for table in record.quota_tables:
            yield from self._quota(table)
        for result in record.results:
            quantity = result.quantity
            measure = Measure(quantity.indicator, quantity.unit or "", quantity.of, quantity.per)
            ends = (quantity.comparator, quantity.min, quantity.max)
            for figure in self._for_each("result", result, result.bodies, measure, ends, result.period, None):
                yield replace(figure, planned=result.planned, ratio=result.ratio)

    def _for_each(
        self,
        kind: FigureKind,
        fact: Record,
        bodies: Sequence[BodyRef],
        measure: Measure,
        ends: tuple[Comparator, Number | None, Number | None],
        date: DateValue | None,
        event: str | None,
    ) -> Iterator[Figure]:
        period = _period(date, None) if date else None
        if date and "period" in (date.inferred or ()):
            period = self.period  # the document's own, with its round
        for body in bodies or (None,):
            figure = self._figure(kind, fact, body, measure, ends, period, single=event is not None)
            yield replace(figure, event=self._events.get(event or ""), shared=len(bodies) > 1)

    def _line(self, fact: Record) -> str:
        return normal(self.reviewed.facts[fact.id].line)

    def _line_before(self, fact: Record) -> str:
        """What stands before a number in its line."""
        if not fact.spans:
            return ""
        text, start = self.document.record.text, fact.spans[0].start
        return normal(text[text.rfind("\n", 0, start) + 1 : start])

    def _quota(self, table: QuotaTable) -> Iterator[Figure]:
        columns = table.value_columns
        measures = [Measure(column.indicator or "other", column.unit or "") for column in columns]
        kinds = [_column_kind(column) for column in columns]
        planned = Counter(measure for measure, kind in zip(measures, kinds, strict=True) if kind == "quota")
        periods = [
            self._column_period(column.name, alone=planned[measure] <= 1)
            for column, measure in zip(columns, measures, strict=True)
        ]
        rows: list[tuple[BodyRef | None, list[tuple[Number | None, list[str]]]]] = [
            (row.body, [(cell.value, [*row.doubts, *cell.doubts]) for cell in row.values]) for row in table.rows
        ]
        if table.stated_total:
            rows.append((None, [(cell.value, cell.doubts) for cell in table.stated_total]))
        for number, (body, cells) in enumerate(rows):
            for column, (value, doubts) in enumerate(cells[: len(columns)]):
                if value is not None and (of := kinds[column]):
                    kind: FigureKind = of if body or of == "result" else "stated_total"
                    ends: tuple[Comparator, Number, Number] = ("exactly", value, value)
                    figure = self._figure(kind, table, body, measures[column], ends, periods[column])
                    shown = tuple(doubt for doubt in dict.fromkeys([*figure.doubts, *doubts]) if doubt != "blank")
                    yield replace(figure, cell=f"{number}.{column}", doubts=shown)
            rounds = [measure if kind else None for measure, kind in zip(measures, kinds, strict=True)]
            yield from self._rounds(table, number, body, cells, rounds, periods)

    def _rounds(
        self,
        table: QuotaTable,
        number: int,
        body: BodyRef | None,
        cells: Sequence[tuple[Number | None, list[str]]],
        measures: Sequence[Measure | None],
        periods: Sequence[Period | None],
    ) -> Iterator[Figure]:
        """Our sum of a row's rounds, where the table has no column that says it."""
        for measure in dict.fromkeys(measures):
            mine = [index for index, one in enumerate(measures) if one == measure and index < len(cells)]
            parts = [periods[index] for index in mine]
            if (
                measure is None
                or len(mine) < 2
                or not measure.additive
                or not all(part and _is_round(part) for part in parts)
            ):
                continue
            values = [value for index in mine if (value := cells[index][0]) is not None]
            if len(values) == len(mine) and self.period:
                figure = self._figure(
                    "rounds", table, body, measure, ("exactly", sum(values), sum(values)), self.period
                )
                yield replace(figure, cell=f"{number}.sum")

    def _column_period(self, name: str, *, alone: bool) -> Period | None:
        """The document's period, or the year that the column names; a round, or a column beside others, kept apart."""
        words = normal(name)
        period = self.period
        if period and _OF_YEAR.match(words) and len(period.years) == 1:
            return _period(period_in_words(f"năm {period.last.year}"), None)
        if year := _YEAR.search(words):
            period = _period(period_in_words(f"năm {year[1]}"), None)
        if period is None:
            return None
        if named := _ROUND.search(words):
            return replace(period, round=named[0])
        return period if alone or year or _WHOLE.match(words) else replace(period, round=words)

    def _figure(
        self,
        kind: FigureKind,
        fact: Record,
        body: BodyRef | None,
        measure: Measure,
        ends: tuple[Comparator, Number | None, Number | None],
        period: Period | None,
        *,
        single: bool = False,
    ) -> Figure:
        who, body_name, level, group = self._who(body)
        return Figure(
            summary=self.document.summary,
            key=fact.id,
            cell="" if body is None else who.identity.office + (who.identity.place or ""),
            kind=kind,
            who=who,
            body_name=body_name,
            level=level,
            measure=measure,
            comparator=ends[0],
            low=ends[1],
            high=ends[2],
            period=period,
            home=self.home,
            above=self.above,
            origin=self.document.origin(fact),
            doubts=tuple(doubt for doubt in fact.doubts if doubt != "blank"),
            status=self.reviewed.state(fact.id).status,
            assumed=body is None,
            group=group,
            single=single,
        )

    def _who(self, body: BodyRef | None) -> tuple[Who, str, BodyLevel | None, bool]:
        if body is None:
            if self.home is None:
                return Who(_NOBODY, None), "", None, False
            summary = self.document.summary
            body_name = _unit_name_in(summary.organ, self.home.identity) or _unit_name_in(
                summary.superior, self.home.identity
            )
            return self.home, body_name or summary.organ or "", self.home.identity.level, False
        shown = self.document.mask_body(body)
        known = body_identity(shown.canonical)
        level = known.level or body.level
        if known.several:
            return Who(known), shown.canonical, level, True
        if known.units and known.place:
            office = ADMINISTRATION if known.office in _THE_WHOLE else known.office
            who = Who(replace(known, office=office))
            body_name = _unit_name_in(shown.canonical, known) if office == ADMINISTRATION else None
            return who, body_name or shown.canonical, level, False
        if self.home and known == self.home.identity:
            return self.home, shown.canonical, level, False
        return Who(known, self.home.identity if self.home else None), shown.canonical, level, False


_NOBODY = BodyIdentity("", frozenset(), None, None, False)


def unit_name(unit: BodyIdentity) -> str | None:
    """A unit by its kind and place: "Huyện Khe Trầm"."""
    if len(unit.units) != 1 or not unit.place:
        return None
    (kind,) = unit.units
    return f"{kind.capitalize()} {unit.place.title()}"


def _unit_name_in(name: str | None, unit: BodyIdentity) -> str | None:
    """The unit at the end of a body's name, as written: "UBND xã Ia H'Lơ" → "Xã Ia H'Lơ"."""
    if name is None or len(unit.units) != 1 or not unit.place:
        return None
    (kind,) = unit.units
    at = normal(name).rfind(f"{kind} {unit.place.split()[0]}")
    if at < 0:
        return unit_name(unit)
    place = name[at + len(kind) :]
    return kind.capitalize() + (place.title() if place.isupper() else place)


def _is_round(period: Period) -> bool:
    return period.round is not None and _ROUND.fullmatch(period.round) is not None


def _period(date: DateValue | None, named: str | None) -> Period | None:
    if date is None or not (date.first and date.last):
        return None
    try:
        first, last = datetime.date.fromisoformat(date.first), datetime.date.fromisoformat(date.last)
    except ValueError:  # a day that a person wrote
        return None
    return Period(first, last, date.edtf, named)
