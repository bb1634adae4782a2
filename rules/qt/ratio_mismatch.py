"""ratio-mismatch: result and plan do not give the stated percentage / tỷ lệ phần trăm không khớp với số liệu

What it finds: "A/B … đạt P%" where A is not P percent of B, nor above B by P percent.

Why it matters: One of three numbers in a report is wrong, and the percentage is what is quoted upwards.

Example: "tiếp nhận 412/400 đơn vị máu, đạt 113% kế hoạch" (it is 103%).

How to resolve: Compute the percentage anew; if it was right, look for the wrong number.

Phát hiện: "A/B … đạt P%" nhưng A không bằng P% của B, cũng không vượt B là P%.

Vì sao: Một trong ba số của báo cáo bị sai, mà tỷ lệ là số được trích báo cáo lên trên.

Ví dụ: "tiếp nhận 412/400 đơn vị máu, đạt 113% kế hoạch" (đúng là 103%).

Cách xử lý: Tính lại tỷ lệ; nếu tỷ lệ đúng thì kiểm tra số thực hiện và số kế hoạch.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.quantities import number_en, number_vi
from rules.support.ratios import ratios

_PERCENT_OF_ITS_OWN = ("giảm", "chiếm", "hơn")


def check(context: Context) -> Iterator[Hit]:
    for ratio in ratios(context):
        if ratio.fits or ratio.word in _PERCENT_OF_ITS_OWN:
            continue
        made = round(ratio.reached, 1)
        yield Hit(
            [ratio.span],
            f"“{one_line(ratio.span.quote)}”: theo số liệu thì tỷ lệ là {number_vi(made)}%, không phải "
            f"{number_vi(ratio.stated)}%. Kiểm tra số thực hiện, số kế hoạch và tỷ lệ.",
            f"“{one_line(ratio.span.quote)}”: the numbers give {number_en(made)}%, not {number_en(ratio.stated)}%. "
            "Check result, plan and percentage.",
            (ratio.result.id,),
            about="reading" if context.record.source.ocr else None,
        )


RULE = Rule("QT308", "ratio-mismatch", "error", "document", check)
