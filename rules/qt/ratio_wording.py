"""ratio-wording: "exceeded by" where "reached" is meant / dùng "vượt" cho tỷ lệ đã đạt

What it finds: "vượt P%" beside numbers that show P percent was reached, so that the plan was exceeded by P - 100
percent.

Why it matters: Read literally the result is far higher than it is; whoever copies the sentence reports a wrong
figure.

Example: "325/250 đơn vị máu, vượt 130% kế hoạch": 130% was reached, the plan exceeded by 30%.

How to resolve: Write "đạt 130% kế hoạch" or "vượt 30% kế hoạch".

Phát hiện: Ghi "vượt P%" trong khi số liệu cho thấy P% là tỷ lệ đạt được, tức chỉ vượt P - 100%.

Vì sao: Hiểu theo câu chữ thì kết quả cao hơn nhiều so với thực tế; trích lại sẽ thành số liệu sai.

Ví dụ: "325/250 đơn vị máu, vượt 130% kế hoạch": đạt 130%, vượt 30%.

Cách xử lý: Ghi "đạt 130% kế hoạch" hoặc "vượt 30% kế hoạch".
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.quantities import number_en, number_vi
from rules.support.ratios import ratios

_ROUNDING = 1.0


def check(context: Context) -> Iterator[Hit]:
    for ratio in ratios(context):
        if ratio.word not in ("vượt", "vượt mức", "tăng") or abs(ratio.reached - ratio.stated) > _ROUNDING:
            continue
        if ratio.stated < 100:
            continue
        stated_vi, over_vi = number_vi(ratio.stated), number_vi(round(ratio.stated - 100, 2))
        stated_en, over_en = number_en(ratio.stated), number_en(round(ratio.stated - 100, 2))
        yield Hit(
            [ratio.span],
            f"“{one_line(ratio.span.quote)}”: số liệu cho thấy đạt {stated_vi}%, tức là vượt {over_vi}%. "
            f"Nên ghi “đạt {stated_vi}%” hoặc “vượt {over_vi}%”.",
            f"“{one_line(ratio.span.quote)}”: {stated_en}% of the plan was reached, which exceeds it by {over_en}%. "
            f"Write “đạt {stated_vi}%” or “vượt {over_vi}%”.",
            (ratio.result.id,),
        )


RULE = Rule("QT309", "ratio-wording", "warning", "document", check)
