"""Results against their plan, with the percentage that the text gives: "325/250 đơn vị máu vượt 130% kế hoạch"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from parsers import regex
from parsers.records import Result, Span
from rules.context import Context

# the word before the percentage: "đạt 103%", "vượt 30%", "vượt mức 130%", "tăng 12%", "bằng 98,5%"
_WORD = regex.compile(
    r"(?r)(?<!\w)(?P<word>vượt|đạt|bằng|tăng|giảm|hơn|chiếm|=|tương đương|ước đạt|vượt mức|đạt tỷ lệ)(?: (?:mức"
    r"|chỉ tiêu|kế hoạch|tỷ lệ|trên))*"
    r":? ?"
)

# "đạt gần 130%" · "tăng 12% so với cùng kỳ": no share of the plan to the digit
_LOOSELY = regex.compile(r"(?r)(?<!\w)(?:trên|hơn|gần|khoảng|xấp xỉ|dưới|hơn cả) ")
_COMPARED = regex.compile(r" ?(?:đơn vị máu |lượt |số )?so với (?!kế hoạch|chỉ tiêu|số|mục tiêu)")
# "chỉ tiêu 240 đơn vị máu, thu được 255 đơn vị máu, đạt 106%": the plan stands just before what was reached
_PLANNED = regex.compile(
    r"(?<!\w)(?:chỉ tiêu|kế hoạch|kế hoạch giao|được giao|giao)(?: (?:là|tiếp nhận|vận động))?:? (\d{1,3}"
    r"(?:\.\d{3})+|\d{1,6}) \p{L}[^\d%;.]{0,60}$"
)


# a cell "103,3" or "103"
_NUMBER_CELL = regex.compile(r"(?<=[\t|] ?)(\d+)(?:,(\d+))?(?= ?(?:[\t|\n]|$))")
_ROW = 120


@dataclass(frozen=True, slots=True)
class Ratio:
    """A result with its plan: reached and stated percent, the word before the stated one, and where all that stands."""

    ""

    result: Result
    reached: float
    stated: float
    decimals: int
    word: str | None
    span: Span
    in_table: bool = False

    @property
    def fits(self) -> bool:
        """Whether the stated percentage is what the numbers give, or how far they are above the plan."""
        slack = 0.6 if self.decimals == 0 else 0.1 + 10.0**-self.decimals
        return abs(self.reached - self.stated) <= slack or abs(self.reached - 100 - self.stated) <= slack


def ratios(context: Context) -> Iterator[Ratio]:
    """The results of the record that name their plan and one percentage of it.

    A column of percentages counts where it is that of most rows: else it is of something else than the plan.
    """
    found = list(_ratios(context))
    columns = Counter((ratio.result.name, ratio.fits) for ratio in found if ratio.in_table and ratio.result.bodies)
    for ratio in found:
        name = ratio.result.name
        if not (ratio.in_table and ratio.result.bodies) or columns[name, True] >= columns[name, False]:
            yield ratio


def _ratios(context: Context) -> Iterator[Ratio]:
    text = context.prose.text
    for result in context.record.results:
        quantity = result.quantity
        if result.ratio is None or quantity.min is None or not result.spans:
            continue
        if quantity.comparator != "exactly" or "second-ratio" in result.doubts:
            continue
        start, end = context.place(result.spans[0].start), context.place(result.spans[-1].end)
        begin, stop = context.prose.sentence(start)
        planned = result.planned if result.planned is not None else _plan(text, begin, start)
        if not planned:
            continue
        place = _percent(text, start, max(end, min(stop, end + 60)), result.ratio)
        in_table = place is None
        place = place or _cell(text, end, min(end + _ROW, context.prose.paragraph(start)[1]), result.ratio)
        if place is None:
            continue
        if _LOOSELY.match(text, start, place[0]) or _COMPARED.match(text, place[1]):
            continue
        word = _WORD.match(text, start, place[0])
        yield Ratio(
            result,
            100 * quantity.min / planned,
            float(result.ratio),
            place[2],
            word["word"] if word else None,
            context.said(start, place[1]),
            in_table,
        )


def _plan(text: str, begin: int, start: int) -> float | None:
    """The plan that the sentence states before what was reached: "chỉ tiêu 240 đơn vị máu, thu được | 255 …"."""
    match = _PLANNED.search(text, begin, start)
    return float(match[1].replace(".", "")) if match else None


def _cell(text: str, end: int, row_end: int, ratio: float) -> tuple[int, int, int] | None:
    """Where the percentage stands in a later cell of the row of a table, and with how many decimals."""
    for match in _NUMBER_CELL.finditer(text, end, row_end):
        if abs(float(f"{match[1]}.{match[2] or 0}") - ratio) < 1e-9:
            return match.start(), match.end(), len(match[2] or "")
    return None


def _percent(text: str, start: int, end: int, ratio: float) -> tuple[int, int, int] | None:
    """Where the stated percentage stands, and with how many decimals."""
    for match in regex.finditer(r"(?<![\d.,])(\d+)(?:,(\d+))? ?%", text, pos=start, endpos=end):
        if abs(float(f"{match[1]}.{match[2] or 0}") - ratio) < 1e-9:
            return match.start(), match.end(), len(match[2] or "")
    return None
