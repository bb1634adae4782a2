"""quarter-mismatch: a month outside of its quarter / tháng không thuộc quý đã nêu

What it finds: A month in brackets beside a quarter to which it does not belong, or a last day that lies behind it.

Why it matters: Whoever prepares the round has it in one of two quarters, and reports it in the wrong one.

Example: "Đợt 2, quý II (tháng 7): 120 đơn vị máu".

How to resolve: Check in which month the work is planned, and correct the month or the quarter.

Phát hiện: Tháng ghi trong ngoặc cạnh một quý nhưng không thuộc quý đó, hoặc hạn cuối ghi cạnh một quý lại sau quý đó.

Vì sao: Nơi chuẩn bị không biết theo quý hay theo tháng, và báo cáo vào sai quý.

Ví dụ: "Đợt 2, quý II (tháng 7): 120 đơn vị máu".

Cách xử lý: Kiểm tra tháng dự kiến tổ chức, sửa lại tháng hoặc quý.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:(?: năm |/)20\d\d)?"
# not the second of several: "quý II và quý III (tháng 4 - 9)"
_SEVERAL = r"(?<!quý [ivx\d]{1,3}(?: và |, ?| ?- ?| đến ))"
_QUARTER = rf"(?<!\w){_SEVERAL}quý (?P<quarter>i{{1,3}}|iv|[1-4])(?!\w){_YEAR}"
_MONTH = r"(?:tháng )?\d{1,2}"
_MONTHS = rf"(?P<months>{_MONTH}(?:(?:, ?| và | hoặc | ?- ?| đến ){_MONTH})*)(?!\d|[./]\d{{1,2}}(?!\d)){_YEAR}"
_ABOUT = r"(?:dự kiến )?(?:vào |trong |khoảng )?(?:đầu |giữa |cuối )?"
# "quý II (tháng 7)" · "quý III/2026 (vào tháng 8 và tháng 9)" · "Quý II: tháng 7"
# · "tháng 7 (quý II)"
_BESIDE = regex.compile(
    rf"{_QUARTER}[,:]? ?\(?{_ABOUT}(?=tháng ){_MONTHS} ?(?:\)|(?=[.;:,\n\t]|$))"
    rf"|(?<!\w)(?=tháng ){_MONTHS} \({_QUARTER}\)"
)
# "quyết toán trong quý I năm 2026, hạn cuối là ngày 24/4/2026"
_LAST_DAY = regex.compile(
    rf"{_QUARTER},? \(?(?:hạn (?:cuối|chót)(?: cùng)?|chậm nhất|muộn nhất)(?: là)?:? (?:ngày )?"
    r"\d{1,2}(?: tháng |[/.-])(?P<month>\d{1,2})(?!\d)"
)
_FIGURE = regex.compile(r"\d{1,2}")


def check(context: Context) -> Iterator[Hit]:
    for match in context.prose.finditer(_BESIDE, "quý "):
        months = [int(figure) for figure in _FIGURE.findall(match["months"])]
        quarter = _QUARTERS[match["quarter"]]
        if all(1 <= month <= 12 for month in months) and any((month + 2) // 3 != quarter for month in months):
            yield _hit(context, match)
    for match in context.prose.finditer(_LAST_DAY, "hạn ", "nhất"):
        if _QUARTERS[match["quarter"]] * 3 < int(match["month"]) <= 12:
            yield _hit(context, match)


def _hit(context: Context, match: regex.Match[str]) -> Hit:
    span = context.said(match.start(), match.end())
    written = one_line(span.quote)
    return Hit(
        [span],
        f"“{written}”: tháng không thuộc quý đã nêu. Kiểm tra lại tháng hoặc quý.",
        f"“{written}”: the month is not one of that quarter. Check the month or the quarter.",
    )


RULE = Rule("DT212", "quarter-mismatch", "warning", "document", check)
