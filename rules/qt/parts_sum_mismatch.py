"""parts-sum-mismatch: the parts do not make up the whole / các phần cộng lại không bằng số chung

What it finds: A stated number that is not what its rounds, quarters, half-years or named parts add up to; a stated
number of rounds that is not the number of rounds that follow; totals of a table of costs, and rows of a whole with its
parts, that do not add up.

Why it matters: Units work towards the parts, the report is measured by the whole.

Example: "chỉ tiêu 550 đơn vị máu", then "đợt 1: 250 đơn vị máu" and "đợt 2: 350 đơn vị máu".

How to resolve: Check the whole and each part against the plan of the level above.

Phát hiện: Số chung nêu trong văn bản không bằng tổng các đợt, các quý, hai nửa năm hoặc các phần được liệt kê; số đợt
nêu không bằng số đợt liệt kê; dòng tổng của bảng kinh phí, hoặc một dòng gồm số chung và các phần, cộng không khớp.

Vì sao: Đơn vị thực hiện theo từng phần, còn báo cáo lại tính theo số chung.

Ví dụ: "chỉ tiêu 550 đơn vị máu", sau đó "đợt 1: 250 đơn vị máu" và "đợt 2: 350 đơn vị máu".

Cách xử lý: Đối chiếu số chung và từng phần với kế hoạch của cấp trên.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import Indicator, QuotaColumn, QuotaTable, Span, Target
from parsers.text import fold, normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.breakdowns import Breakdown, breakdowns
from rules.support.outlook import looks_back
from rules.support.quantities import in_doubt, least, most, number_en, number_vi, quota_columns
from rules.support.scopes import whole_targets
from rules.support.series import Amount, Series, amount, lead_in, series, targets_in
from rules.support.shares import FIGURE
from rules.support.table_sums import WrongSum, wrong_rows, wrong_totals

_INDICATORS: tuple[Indicator, ...] = ("blood_units", "registrants", "donors")
# halves and quarters of a year, as EDTF level 2 writes them ("2026-40")
_PARTS_OF_YEAR = (("40", "41"), ("33", "34", "35", "36"))
_PART_OF_YEAR = tuple(f"-{code}" for codes in _PARTS_OF_YEAR for code in codes)
_NEAR = 600  # characters
# the column of a table that adds up those before it: "Cả năm (đơn vị máu)" · "Tổng" · "Cộng"
_ACROSS = regex.compile(r"(?:ca nam|tong|tong so|tong cong|cong|toan nam)(?: |$)")


def check(context: Context) -> Iterator[Hit]:
    said: list[Span] = []
    for hit in _all(context):
        if not any(span.start < other.end and other.start < span.end for span in hit.spans[:1] for other in said):
            said += hit.spans[:1]
            yield hit


def _all(context: Context) -> Iterator[Hit]:
    for group in series(context):
        yield from _rounds(context, group)
        for indicator in _INDICATORS:
            yield from _sum(context, group, indicator)
    yield from _of_the_year(context)
    yield from (_listed(context, breakdown) for breakdown in breakdowns(context) if not breakdown.fits)
    for table in context.record.quota_tables:
        yield from _across(table)
        yield from _announced(context, table)
    yield from (_in_a_table(context, wrong) for find in (wrong_totals, wrong_rows) for wrong in find(context))


def _in_a_table(context: Context, wrong: WrongSum) -> Hit:
    spans = [context.span(cell.start, cell.end) for cell in (wrong.stated, wrong.head)]
    stated, column = wrong.stated.number or 0, one_line(spans[1].quote)
    return Hit(
        spans,
        f"Cột “{column}” ghi {number_vi(stated)}, nhưng các số tạo thành cộng lại được {number_vi(wrong.computed)} "
        f"(chênh {number_vi(abs(stated - wrong.computed))}). Kiểm tra từng số.",
        f"Column “{column}” says {number_en(stated)}, but its parts add up to {number_en(wrong.computed)} "
        f"(off by {number_en(abs(stated - wrong.computed))}). Check each of them.",
    )


def _of_the_year(context: Context) -> Iterator[Hit]:
    """ "Cả năm 5.500 đơn vị máu; trong đó 6 tháng đầu năm 2.900, 6 tháng cuối năm 2.700"."""
    targets = [t for t in context.record.targets if t.period and t.quantity.per is None and not in_doubt(t)]
    parts_of_year = [t for t in targets if t.period and t.period.edtf.endswith(_PART_OF_YEAR)]
    for whole in targets:
        for parts in _of_one_year(whole, targets, parts_of_year):
            low, high = (sum(bound(t.quantity) for t in parts) for bound in (least, most))
            if low <= most(whole.quantity) and high >= least(whole.quantity):
                continue
            yield Hit(
                [whole.spans[0], *(t.spans[0] for t in parts)],
                f"Số chung “{one_line(whole.spans[0].quote)}”, nhưng {len(parts)} phần của năm cộng lại được "
                f"{number_vi(low)}. Kiểm tra số chung và từng phần.",
                f"The whole is “{one_line(whole.spans[0].quote)}”, but its {len(parts)} parts of the year add up to "
                f"{number_en(low)}. Check both.",
                (whole.id, *(t.id for t in parts)),
            )


def _of_one_year(whole: Target, targets: list[Target], parts_of_year: list[Target]) -> Iterator[list[Target]]:
    """The halves, and the quarters, of the year of a target that stand right behind it."""
    end = whole.spans[0].end
    near = [t for t in parts_of_year if end <= t.spans[0].start < end + _NEAR and _is_part(t, whole)]
    for codes in _PARTS_OF_YEAR if near else ():
        times = [f"{whole.period.edtf}-{code}" for code in codes if whole.period]
        parts = [t for t in near if t.period and t.period.edtf in times]
        if sorted(t.period.edtf for t in parts if t.period) == times and not _has_nearer(whole, parts, targets):
            yield parts


def _has_nearer(whole: Target, parts: list[Target], targets: list[Target]) -> bool:
    """Whether the parts stand behind another whole: "14 đợt, gồm: a) 12 đợt theo quý: Quý I: …"."""
    between = [t for t in targets if whole.spans[0].end <= t.spans[0].start < parts[0].spans[0].start]
    return any(_counts(t) == _counts(whole) and t not in parts for t in between)


def _counts(target: Target) -> tuple[str | None, Indicator, str | None]:
    return target.quantity.unit, target.quantity.indicator, target.period.edtf if target.period else None


def _is_part(part: Target, whole: Target) -> bool:
    """Whether a target may be a part of another: of the same bodies, in the same unit, and not only about so much."""
    alike = (part.quantity.unit, part.quantity.indicator) == (whole.quantity.unit, whole.quantity.indicator)
    same = [b.canonical for b in part.bodies] == [b.canonical for b in whole.bodies]
    return alike and same and "about" not in (part.quantity.comparator, whole.quantity.comparator)


def _listed(context: Context, breakdown: Breakdown) -> Hit:
    whole = context.said(breakdown.whole.start, breakdown.whole.end)
    parts = [context.said(part.start, part.end) for part in breakdown.parts]
    count, low = len(parts), breakdown.low
    total_vi = number_vi(low) if low == breakdown.high else f"từ {number_vi(low)}"
    total_en = number_en(low) if low == breakdown.high else f"{number_en(low)} or more"
    return Hit(
        [whole, *parts],
        f"Số chung “{one_line(whole.quote)}”, nhưng {count} {breakdown.word} cộng lại được {total_vi}. "
        "Kiểm tra số chung và từng phần.",
        f"The whole is “{one_line(whole.quote)}”, but its {count} parts add up to {total_en}. Check both.",
        tuple(_concerned(context, whole)),
    )


def _concerned(context: Context, place: Span) -> Iterator[str]:
    """The targets and results that a place states."""
    for fact in (*context.record.targets, *context.record.results):
        if any(span.start < place.end and place.start < span.end for span in fact.spans):
            yield fact.id


def _across(table: QuotaTable) -> Iterator[Hit]:
    """Rows whose rounds or quarters do not add up to the column of the whole year."""
    columns = quota_columns(table)
    if not columns or not _ACROSS.match(fold(columns[-1][1].name)):
        return
    whole, column = columns[-1]
    parts = [i for i, part in columns[:-1] if _counts_the_same(part, column)]
    if len(parts) < 2:
        return
    wrong: list[Span] = []
    for row in table.rows:
        cells = [row.values[i] for i in (*parts, whole) if i < len(row.values)]
        numbers = [cell.value for cell in cells]
        known = [float(number) for number in numbers if number is not None]
        if len(known) == len(parts) + 1 and abs(sum(known[:-1]) - known[-1]) > 1e-6:
            wrong += cells[-1].spans or row.spans[:1]
    if wrong and len(wrong) * 2 <= len(table.rows):
        yield Hit(
            wrong,
            f"Cột “{one_line(column.name)}” không bằng tổng các cột trước ở {len(wrong)} dòng. "
            "Kiểm tra từng ô của các dòng này.",
            f"Column “{one_line(column.name)}” is not the sum of those before it in {len(wrong)} rows. "
            "Check their cells.",
            (table.id,),
        )


def _counts_the_same(part: QuotaColumn, whole: QuotaColumn) -> bool:
    """Whether a column may be part of another: one that says neither unit nor what it counts has those of the whole."""
    known = part.indicator not in (None, "other")
    return part.unit == whole.unit or (part.indicator == whole.indicator if known else part.unit is None)


def _announced(context: Context, table: QuotaTable) -> Iterator[Hit]:
    """ "khối thôn là 160 người" in the text, while the list under "Khối thôn" adds up to 150."""
    columns = quota_columns(table)
    title = normal(one_line(table.title or "")).strip(" .:")
    if len(columns) != 1 or not title.startswith(("khối", "cụm", "nhóm")) or not table.spans:
        return
    index, computed = columns[0][0], table.computed_total[columns[0][0]]
    if computed is None or (table.stated_total and index < len(table.stated_total)):
        return
    prose = context.prose
    for match in regex.finditer(rf"(?<!\w){regex.escape(title)}(?: là| có|:| được giao)? (?=\d)", prose.text):
        figure = FIGURE.match(prose.text, match.end())
        if figure is None or figure["high"] or figure["more"] or _read(figure["low"]) == computed:
            continue
        place = context.said(match.start(), figure.end())
        yield Hit(
            [place, *table.spans[:1]],
            f"Văn bản ghi “{one_line(place.quote)}”, nhưng danh sách của {title} cộng lại được {number_vi(computed)}. "
            "Kiểm tra số chung và từng phần.",
            f"The text says “{one_line(place.quote)}”, but the list adds up to {number_en(computed)}. Check both.",
            (table.id, *_concerned(context, place)),
        )


def _rounds(context: Context, group: Series) -> Iterator[Hit]:
    """ "tổ chức 02 đợt …, cụ thể:" before a list of three."""
    start, end = lead_in(context, group)
    announced = [t for t in targets_in(context, start, end, "events") if t.quantity.unit == group.word]
    if any(t.quantity.min == len(group.members) for t in announced):
        return  # "Tổ chức 05 đợt. Trước mắt thực hiện 02 đợt:"
    for target in targets_in(context, start, end, "events"):
        stated = target.quantity
        if stated.unit != group.word or stated.comparator != "exactly" or stated.per or in_doubt(target):
            continue
        if stated.min is not None and stated.min != len(group.members):
            yield Hit(
                [target.spans[0], *(member.section.span for member in group.members)],
                f"Văn bản ghi “{one_line(target.spans[0].quote)}” nhưng liệt kê {len(group.members)} {group.word}. "
                f"Kiểm tra số {group.word}.",
                f"The text says “{one_line(target.spans[0].quote)}” but lists {len(group.members)}. Check the number.",
                (target.id,),
            )
        return


def _sum(context: Context, group: Series, indicator: Indicator) -> Iterator[Hit]:
    if looks_back(context, group.start):
        return
    parts: list[Amount] = []
    for member in group.members:
        value = _of_member(targets_in(context, member.start, member.end, indicator), member.section.span.end)
        if value is None:
            return
        parts.append(value)
    wholes = _wholes(context, group, indicator)
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    if not wholes or any(w.quantity.comparator == "about" for w in wholes):
        return
    if any(low <= most(w.quantity) and high >= least(w.quantity) for w in wholes):
        return
    whole = wholes[0]
    total_vi = number_vi(low) if low == high else f"từ {number_vi(low)}"
    total_en = number_en(low) if low == high else f"{number_en(low)} or more"
    yield Hit(
        [whole.spans[0], *(span for part in parts for span in part.spans)],
        f"Số chung “{one_line(whole.spans[0].quote)}”, nhưng {len(parts)} {group.word} cộng lại được {total_vi}. "
        "Kiểm tra số chung và từng phần.",
        f"The whole is “{one_line(whole.spans[0].quote)}”, but its {len(parts)} parts add up to {total_en}. Check "
        "both.",
        (whole.id,),
    )


def _of_member(targets: list[Target], heading_end: int) -> Amount | None:
    """What a round is to reach: the number in its heading, else the only one under it; ``None`` where that is open."""
    if any(in_doubt(target) or target.quantity.comparator == "about" for target in targets):
        return None
    in_heading = [t for t in targets if t.spans[0].start < heading_end and t.quantity.per is None]
    stated = in_heading if len(in_heading) == 1 else targets
    if len(stated) != 1 or stated[0].quantity.per or len(stated[0].bodies) > 1:
        return None
    return amount(stated[0])


def _wholes(context: Context, group: Series, indicator: Indicator) -> list[Target]:
    """The one number that introduces the series, else the one that the document states as a whole.

    Where the document states two for one time (``target-conflict``), the parts have to miss both.
    """
    start, end = lead_in(context, group)
    near = [t for t in targets_in(context, start, end, indicator) if t.quantity.per is None and not in_doubt(t)]
    if len(near) == 1:
        return near
    wide = [
        t
        for t in whole_targets(context)
        if t.quantity.indicator == indicator and not group.start <= t.spans[0].start < group.end
    ]
    numbers = {(t.quantity.comparator, t.quantity.min, t.quantity.max) for t in wide}
    times = {(t.quantity.unit, t.period.edtf if t.period else None) for t in wide}
    return wide if not near and (len(numbers) == 1 or (len(numbers) == 2 and len(times) == 1)) else []


def _read(count: str) -> int:
    return int(count.replace(".", ""))


RULE = Rule("QT306", "parts-sum-mismatch", "warning", "document", check)
