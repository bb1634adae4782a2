"""Two records compared fact by fact, as a reader would who lays two plans side by side. Pure."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from hmtn_ingest.collection.comparison.kinds import KINDS, Listed, Value, same_value
from hmtn_ingest.collection.comparison.likeness import name_likeness, names_likeness, same_text, text_likeness, tokens
from hmtn_ingest.kinds import header_fields
from parsers import regex
from parsers.records import YEAR, DocumentRecord, Grounded, QuotaRow, QuotaTable, Record, Span

Change = Literal["changed", "new", "gone", "moved", "shifted", "same"]

SURE = 0.75
"""Least likeness of a pair that needs no second look."""
_RIVAL = 0.06  # a second partner that fits so nearly as well leaves the pair in doubt
_ENOUGH_WORDS = 6  # fewer words stand in two documents by chance

Item = Record | Grounded[Any] | QuotaRow


class Side(NamedTuple):
    """A fact in its own record: its key (a row of a quota has that of its table), and where it was read."""

    key: str
    item: Item
    spans: Sequence[Span]

    @property
    def doubts(self) -> list[str]:
        """Why the reading may be wrong."""
        return [doubt for doubt in self.item.doubts if doubt != "blank"]


class Difference(NamedTuple):
    """A field with another value; ``shifted`` where no more than the year went on."""

    field: str
    old: Value
    new: Value
    shifted: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact in both records, or in one of them.

    ``group`` is the title of the table that a row of a quota stands in. ``doubts`` say why the pairing may be wrong:
    ``far`` (wordings, bodies or dates differ much), ``rival`` (another fact fits nearly as well), ``words-remain`` (a
    fact that is gone or new, but its words stand in the other text too).
    """

    kind: str
    old: Side | None
    new: Side | None
    differences: tuple[Difference, ...] = ()
    doubts: tuple[str, ...] = ()
    group: str = ""

    @property
    def change(self) -> Change:
        if self.old is None:
            return "new"
        if self.new is None:
            return "gone"
        if not self.differences:
            return "same"
        if all(difference.field == "section" for difference in self.differences):
            return "moved"
        if all(difference.shifted or difference.field == "section" for difference in self.differences):
            return "shifted"
        return "changed"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``years`` is the step from the period of the old document to that of the new one."""

    pairs: tuple[Pair, ...]
    years: int

    def of(self, kind: str, *changes: Change) -> list[Pair]:
        return [pair for pair in self.pairs if pair.kind == kind and (not changes or pair.change in changes)]

    def count(self, change: Change) -> int:
        return sum(pair.change == change for pair in self.pairs)


def compare(old: DocumentRecord, new: DocumentRecord) -> Comparison:
    """Every fact of both records, paired; kinds in the order of :data:`KINDS` after the header, quota rows last."""
    years = _years(old, new)
    pairs = list(_headers(old, new, years))
    for kind in KINDS:
        pairs += _listed(kind, old, new, years)
    pairs += _quotas(old, new, years)
    return Comparison(tuple(pairs), years)


_YEAR = regex.compile(rf"(?<!\d){YEAR}(?!\d)")


def _years(old: DocumentRecord, new: DocumentRecord) -> int:
    first, second = old.year, new.year
    return second - first if first is not None and second is not None else 0


def _headers(old: DocumentRecord, new: DocumentRecord, years: int) -> Iterator[Pair]:
    for (name, before), (_, after) in zip(header_fields(old.header), header_fields(new.header), strict=True):
        if before is None and after is None:
            continue
        key = f"header.{name}"
        sides = [Side(key, field, field.spans) if field else None for field in (before, after)]
        differences: tuple[Difference, ...] = ()
        if before and after:
            differences = _differences([(name, _plain(before))], [(name, _plain(after))], years)
        yield Pair("header", sides[0], sides[1], differences)


def _plain(field: Grounded[Any]) -> Value:
    """The value of a header field, a text or a date; ``None`` where the document leaves a blank."""
    value: Value = field.value
    return value


def _listed(kind: Listed, old: DocumentRecord, new: DocumentRecord, years: int) -> Iterator[Pair]:
    before, after = kind.items(old), kind.items(new)
    fields = [[kind.fields(item, record) for item in items] for items, record in ((before, old), (after, new))]

    def likeness(first: int, second: int) -> float:
        return kind.likeness(before[first], after[second], years)

    @functools.cache
    def differences(first: int, second: int) -> tuple[Difference, ...]:
        return _differences(fields[0][first], fields[1][second], years)

    matches = match(len(before), len(after), likeness, kind.least, differences)
    partners = {second: (first, doubts) for first, second, doubts in matches}
    matched = {first for first, _, _ in matches}
    sides = [[Side(item.id, item.source, item.source.spans) for item in items] for items in (before, after)]
    for first, side in enumerate(sides[0]):
        if first not in matched:
            yield Pair(kind.kind.name, side, None, doubts=_left_over(before[first].words, new, years))
    for second, side in enumerate(sides[1]):
        if second in partners:
            first, doubts = partners[second]
            yield Pair(kind.kind.name, sides[0][first], side, differences(first, second), doubts)
        else:
            yield Pair(kind.kind.name, None, side, doubts=_left_over(after[second].words, old, -years))


def _left_over(words: str, other: DocumentRecord, years: int) -> tuple[str, ...]:
    """Whether a fact without partner may be in the other document all the same, where it was not read as one."""
    looked_for = " ".join(tokens(words))
    if len(looked_for.split()) < _ENOUGH_WORDS:
        return ()
    stands = looked_for in _all_words(other.text)
    if not stands and years:
        shifted = _YEAR.sub(lambda found: str(int(found[0]) + years), looked_for)
        stands = shifted in _all_words(other.text)
    return ("words-remain",) if stands else ()


@functools.lru_cache(maxsize=4)
def _all_words(text: str) -> str:
    return " ".join(tokens(text))


def match(
    olds: int,
    news: int,
    likeness: Callable[[int, int], float],
    least: float,
    differences: Callable[[int, int], object],
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Partners by index, the likest first, each with its doubts; of equally like ones those at the same place."""
    scored = {(i, j): score for i in range(olds) for j in range(news) if (score := likeness(i, j)) >= least}
    partner = _partners(scored, olds, news)

    def settled(at: tuple[int, int], side: int) -> bool:
        """Whether the rival on this side has a partner of its own that fits it clearly better."""
        own = partner[side].get(at[side])
        return own is not None and scored[(at[0], own) if side == 0 else (own, at[1])] > scored.get(at, 0.0) + _RIVAL

    def rivalled(i: int, j: int) -> bool:
        """Whether another fact fits nearly as well; of two facts that say the same either will do."""
        if not differences(i, j):
            return False
        near = [((i, k), 1) for k in range(news) if k != j] + [((k, j), 0) for k in range(olds) if k != i]
        near = [(at, side) for at, side in near if scored.get(at, 0.0) >= scored[i, j] - _RIVAL]
        return any(not settled(at, side) and differences(*at) != differences(i, j) for at, side in near)

    return [
        (i, j, (("far",) if scored[i, j] < SURE else ()) + (("rival",) if rivalled(i, j) else ()))
        for i, j in sorted(partner[0].items())
    ]


def _partners(scored: Mapping[tuple[int, int], float], olds: int, news: int) -> tuple[dict[int, int], dict[int, int]]:
    """For each old fact its new one, and the other way round."""
    place = {(i, j): abs(i / max(olds, 1) - j / max(news, 1)) for i, j in scored}
    partner: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for i, j in sorted(scored, key=lambda at: (-round(scored[at], 3), place[at], at)):
        if i not in partner[0] and j not in partner[1]:
            partner[0][i], partner[1][j] = j, i
    return partner


def _differences(
    old: Sequence[tuple[str, Value]], new: Sequence[tuple[str, Value]], years: int
) -> tuple[Difference, ...]:
    found = []
    for (name, before), (_, after) in zip(old, new, strict=True):
        sameness = same_value(before, after, years)
        if sameness != "same":
            found.append(Difference(name, before, after, sameness == "shifted"))
    return tuple(found)


def _quotas(old: DocumentRecord, new: DocumentRecord, years: int) -> Iterator[Pair]:
    before, after = old.quota_tables, new.quota_tables

    def likeness(first: int, second: int) -> float:
        return _table_likeness(before[first], after[second], years)

    matches = match(len(before), len(after), likeness, 0.4, lambda i, j: (i, j))
    partners = {second: (first, doubts) for first, second, doubts in matches}
    matched = {first for first, _, _ in matches}
    for first, table in enumerate(before):
        if first not in matched:
            yield from (Pair("quota", side, None, group=_title(table)) for side in _rows(table))
    for second, table in enumerate(after):
        if second in partners:
            first, doubts = partners[second]
            yield from _paired_rows(before[first], table, doubts, years)
        else:
            yield from (Pair("quota", None, side, group=_title(table)) for side in _rows(table))


def _title(table: QuotaTable) -> str:
    return " ".join((table.title or "").split())


def _table_likeness(old: QuotaTable, new: QuotaTable, years: int) -> float:
    names = [[row.body.canonical or row.body.name for row in table.rows] for table in (old, new)]
    columns = [" ".join(column.name for column in table.value_columns) for table in (old, new)]
    title = text_likeness(old.title or "", new.title or "", years)
    return 0.5 * names_likeness(names[0], names[1]) + 0.25 * title + 0.25 * text_likeness(columns[0], columns[1], years)


def _rows(table: QuotaTable) -> list[Side]:
    return [Side(table.id, row, row.spans) for row in table.rows]


def _paired_rows(old: QuotaTable, new: QuotaTable, doubts: tuple[str, ...], years: int) -> Iterator[Pair]:
    """Rows by their body; a row and its numbers by the columns that say the same."""
    columns = _paired_columns(old, new, years)
    group = _title(new) or _title(old)

    def likeness(first: int, second: int) -> float:
        return _row_likeness(old.rows[first], new.rows[second])

    def differences(first: int | None, second: int | None) -> tuple[Difference, ...]:
        found: list[Difference] = []
        if first is not None and second is not None:
            found += _row_differences(old.rows[first], new.rows[second])
        for label, left, right in columns:
            before = _cell(old, first, left)
            after = _cell(new, second, right)
            if before != after:
                found.append(Difference(label, before, after))
        return tuple(found)

    matches = match(len(old.rows), len(new.rows), likeness, 0.6, lambda i, j: differences(i, j))
    partners = {second: (first, unsure) for first, second, unsure in matches}
    matched = {first for first, _, _ in matches}
    before, after = _rows(old), _rows(new)
    for first, side in enumerate(before):
        if first not in matched:
            yield Pair("quota", side, None, doubts=doubts, group=group)
    for second, side in enumerate(after):
        if second not in partners:
            yield Pair("quota", None, side, doubts=doubts, group=group)
            continue
        first, unsure = partners[second]
        if likeness(first, second) < 0.97 and "far" not in unsure:
            unsure = ("far", *unsure)
        yield Pair("quota", before[first], side, differences(first, second), tuple({*doubts, *unsure}), group)
    totals = differences(None, None)
    if old.rows and new.rows:
        yield Pair("quota_total", _total(old), _total(new), totals, doubts, group)


def _row_likeness(old: QuotaRow, new: QuotaRow) -> float:
    names = [row.body.canonical or row.body.name for row in (old, new)]
    return max(name_likeness(names[0], names[1]), name_likeness(old.body.name, new.body.name))


def _row_differences(old: QuotaRow, new: QuotaRow) -> Iterator[Difference]:
    """How two rows are named, and under which group rows they stand, where that differs."""
    if _row_likeness(old, new) < 1:
        yield Difference("body", old.body.name, new.body.name)
    if tokens(old.group or "") != tokens(new.group or ""):
        yield Difference("group", old.group or "", new.group or "")


def _total(table: QuotaTable) -> Side:
    spans = [span for cell in table.stated_total or [] for span in cell.spans]
    return Side(table.id, Record(id=table.id, spans=spans), spans)


def _cell(table: QuotaTable, row: int | None, column: int | None) -> Value:
    """The number of a row, or without ``row`` the total: that which the document states, else our sum."""
    if column is None:
        return None
    if row is None:
        stated = table.stated_total
        return stated[column].value if stated and column < len(stated) else table.computed_total[column]
    values = table.rows[row].values
    return values[column].value if column < len(values) else None


def _paired_columns(old: QuotaTable, new: QuotaTable, years: int) -> list[tuple[str, int | None, int | None]]:
    """Quota columns by name, with their numbers; one that is in one table only stands alone."""
    before, after = old.value_columns, new.value_columns
    if len(before) == len(after) == 1:
        return [(after[0].name, 0, 0)]

    def likeness(first: int, second: int) -> float:
        one, other = before[first], after[second]
        if same_text(one.name, other.name, years) != "changed":
            return 1.0
        return text_likeness(one.name, other.name, years) * (1.0 if one.unit == other.unit else 0.7)

    matches = match(len(before), len(after), likeness, 0.6, lambda i, j: (i, j))
    partners = {second: first for first, second, _ in matches}
    columns: list[tuple[str, int | None, int | None]] = [
        (column.name, partners.get(second), second) for second, column in enumerate(after)
    ]
    matched = set(partners.values())
    return columns + [(column.name, first, None) for first, column in enumerate(before) if first not in matched]
