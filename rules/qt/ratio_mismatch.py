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

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.quantities import number_en, number_vi
from rules.support.ratios import ratios
from rules.support.text_tables import text_tables

_PERCENT_OF_ITS_OWN = ("giảm", "chiếm", "hơn")


# "Tỷ lệ (%)", "Đạt % so với kế hoạch"; not "Tỷ lệ nhắc lại (%)"
_PERCENT = regex.compile(
    r"(?=.*(?:%|tỷ lệ))(?:[ ()%/,.:-]"
    r"|(?:tỷ lệ|đạt được|đạt|hoàn thành|thực hiện|giải ngân|tiến độ|so với|so|kế hoạch|chỉ tiêu|năm|kh)(?!\w))+$"
)
_PERCENTAGE = regex.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?) ?%?")
_LEAST_TOTAL, _ROUNDING, _ALL = 10, 0.15, 100


def check(context: Context) -> Iterator[Hit]:
    yield from _of_one_place(context)
    yield from _against_a_table(context)


def _of_one_place(context: Context) -> Iterator[Hit]:
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


def _against_a_table(context: Context) -> Iterator[Hit]:
    """ "tiếp nhận 1.730 đơn vị máu, đạt 86,5%" in the text, while the total of the table says 1.730 and 78,6."""
    for table in text_tables(context):
        percent, total = table.column(_PERCENT), table.total
        share = _PERCENTAGE.fullmatch(total[percent].text) if total and percent is not None else None
        if total is None or percent is None or share is None:
            continue
        shown = float(share["number"].replace(",", "."))
        if shown == _ALL:  # what each row is of the whole
            continue
        for result in context.record.results:
            value, stated = result.quantity.min, result.ratio
            if stated is None or not result.spans or value is None or value < _LEAST_TOTAL:
                continue
            if value in [cell.number for cell in total] and abs(shown - stated) > _ROUNDING:
                cell = context.span(total[percent].start, total[percent].end)
                said = one_line(result.spans[0].quote)
                yield Hit(
                    [result.spans[0], cell],
                    f"“{said}”, nhưng dòng tổng của bảng ghi {number_vi(shown)}%. Kiểm tra hai chỗ.",
                    f"“{said}”, but the total of the table says {number_en(shown)}%. Check both.",
                    (result.id,),
                )
                return


RULE = Rule("QT308", "ratio-mismatch", "error", "document", check)
