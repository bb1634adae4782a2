"""annex-reference-mismatch: the annex names another document than its own / phụ lục dẫn sai số, ngày văn bản

What it finds: The line "(Kèm theo Kế hoạch số … ngày …)" of an annex gives another number, symbol or date than the
letterhead. A line that names another type of document (a plan attached to a decision) is not compared.

Why it matters: The annex may be that of another plan, with other quotas.

Example: Letterhead "Số: 26/KH-UBND … ngày 15 tháng 01 năm 2026"; annex "(Kèm theo Kế hoạch số 25/KH-UBND ngày
15/01/2026)".

How to resolve: Make sure that the annex belongs to this document, then correct the line.

Phát hiện: Dòng "(Kèm theo Kế hoạch số … ngày …)" của phụ lục ghi số, ký hiệu hoặc ngày khác với phần đầu văn bản.
Không so sánh khi dòng đó nêu loại văn bản khác (kế hoạch ban hành kèm theo quyết định).

Vì sao: Có thể đó là phụ lục của kế hoạch khác, chỉ tiêu khác.

Ví dụ: Phần đầu ghi "Số: 26/KH-UBND … ngày 15 tháng 01 năm 2026"; phụ lục ghi "(Kèm theo Kế hoạch số 25/KH-UBND ngày
15/01/2026)".

Cách xử lý: Xác định phụ lục có đúng của văn bản này không, rồi sửa dòng dẫn chiếu.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.records import Span, code_of
from parsers.text import fold
from rules.context import Context, format_day
from rules.rule import Hit, Rule
from rules.support.annexes import Reference, annex_references


def check(context: Context) -> Iterator[Hit]:
    type_name = context.type_name
    for reference in annex_references(context):
        if type_name is None or fold(type_name) != reference.type_name:
            continue
        for spans, here, there in (_code(context, reference), _date(context, reference)):
            if here != there:
                span = context.span(reference.start, reference.end)
                yield Hit(
                    [*spans, span],
                    f"Phần đầu văn bản ghi {here}, phụ lục ghi {there}. "
                    "Kiểm tra phụ lục có đúng của văn bản này không.",
                    f"The letterhead has {here}, the annex has {there}. Check whether the annex belongs here.",
                )


def _code(context: Context, reference: Reference) -> tuple[list[Span], str, str]:
    """Spans of the number line, the code there and the code in the annex; equal where they cannot be compared."""
    number, notation = context.record.header.code_number, context.record.header.code_notation
    if number is None or notation is None or not number.value or not notation.value or not reference.number:
        return [], "", ""
    if number.doubts or notation.doubts:
        return [], "", ""
    same = number.value.lstrip("0") == reference.number.lstrip("0") and fold(notation.value) == fold(reference.notation)
    here, there = code_of(number.value, notation.value), code_of(reference.number, reference.notation)
    return [*number.spans, *notation.spans], f"số {here}", f"số {here if same else there}"


def _date(context: Context, reference: Reference) -> tuple[list[Span], str, str]:
    """The same for the date of issue; a part that one of the two leaves open is not compared."""
    issued, field = context.issued, context.record.header.issued_date
    if issued is None or field is None or None in (reference.day, reference.month, reference.year):
        return [], "", ""
    here = f"ngày {format_day(issued)}"
    return field.spans, here, f"ngày {reference.day:02}/{reference.month:02}/{reference.year}"


RULE = Rule("RF503", "annex-reference-mismatch", "error", "document", check)
