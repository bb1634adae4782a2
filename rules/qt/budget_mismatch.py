"""budget-mismatch: quantity, price and amount do not agree / số lượng, đơn giá và thành tiền không khớp

What it finds: A quantity times a price that is not the amount beside it, in a sentence or in a row of a table of
costs.

Why it matters: The office of finance sends the plan back, or pays another sum than was meant.

Example: "15 cá nhân x 702.000 đồng/người = 11.530.000 đồng".

How to resolve: Work out the amount again, and correct the figure that is wrong and the totals above it.

Phát hiện: Số lượng nhân đơn giá không bằng thành tiền ghi bên cạnh, trong câu hoặc trong một dòng của bảng dự toán.

Vì sao: Cơ quan tài chính trả lại dự toán, hoặc chi sai số tiền.

Ví dụ: "15 cá nhân x 702.000 đồng/người = 11.530.000 đồng".

Cách xử lý: Tính lại thành tiền, sửa số sai và các số tổng có liên quan.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.quantities import number_en, number_vi
from rules.support.text_tables import AMOUNT, TextCell, TextTable, text_tables

_NUMBER = r"\d{1,3}(?:\.\d{3}){1,4}|\d{1,12}"
# "15 cá nhân x 702.000 đồng/người = 11.530.000 đồng" · "200 suất × 50.000đ × 2 buổi = 20.000.000 đồng"
_FACTOR = rf"(?<![\d.,/])(?:{_NUMBER})(?![\d.,]?\d)(?: ?(?:\p{{L}}+|/)){{0,5}}"
_PRODUCT = regex.compile(
    rf"{_FACTOR}(?: ?[x×*] ?{_FACTOR})+(?: ?\([^()\n=]{{1,80}}\))? ?= ?"
    rf"(?P<amount>{_NUMBER})(?![\d.,]?\d)(?! ?(?:triệu|nghìn|ngàn|tỷ|%))"
)
# "định mức 30.000 đồng/người; tổng 480 suất, thành tiền 14.400.000 đồng"
# · "480 suất, mỗi suất 30.000 đồng, thành tiền 14.400.000 đồng"
_MONEY = r" ?(?:đồng|đ|vnđ)"
_COMES_TO = rf"(?:thành tiền|tổng cộng|tổng số tiền|tổng tiền|cộng)(?: là|:)? ?(?P<amount>{_NUMBER}){_MONEY}(?!\w)"
_PRICE_FIRST = regex.compile(
    rf"(?<![\d.,/])(?P<price>{_NUMBER}){_MONEY}/[^\W\d]+(?: [^\W\d]+)?[^.\n\t\d]{{0,40}}?(?P<count>{_NUMBER})"
    rf" (?!đồng)[^\W\d]+[^.\n\t\d]{{0,30}}?{_COMES_TO}"
)
_COUNT_FIRST = regex.compile(
    rf"(?<![\d.,/])(?P<count>{_NUMBER}) (?P<what>(?!đồng)[^\W\d]+)[^.\n\t\d]{{0,40}}?"
    rf"(?:mỗi (?P=what)|định mức|đơn giá|mức chi|mức)[^.\n\t\d]{{0,15}}?(?P<price>{_NUMBER}){_MONEY}(?:/[^\W\d]+)?"
    rf"[^.\n\t\d]{{0,30}}?{_COMES_TO}"
)
_SUMS = ("thành tiền", "cộng", "tổng")
_FIRST_FIGURE = regex.compile(rf"(?:^|[x×*] ?)(?P<figure>{_NUMBER})")
_WITH_UNIT = regex.compile(rf"(?P<figure>{_NUMBER})(?: ?(?!triệu|nghìn|ngàn|tỷ|trăm)[^\W\d]+(?:/[^\W\d]+)?){{1,3}}")
_LARGE = regex.compile(r"(?<!\w)(?:triệu|nghìn|ngàn|tỷ|trăm)(?!\w)|%")
_QUANTITY = regex.compile(r"(?:số lượng|sl|khối lượng)(?!\w)")
_PRICE = regex.compile(r"(?:đơn giá|định mức|mức chi)(?!\w)")
_MORE_FACTORS = regex.compile(r"(?:số ngày|số buổi|số lần|số đợt|số tháng|hệ số|thuế|vat|chiết khấu|tỷ lệ)(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    yield from _products(context)
    yield from _in_words(context)
    for table in text_tables(context):
        amount = table.column(AMOUNT)
        if amount is not None:
            yield from _rows(context, table, amount)


def _products(context: Context) -> Iterator[Hit]:
    for match in context.prose.finditer(_PRODUCT, "="):
        if _LARGE.search(match[0]):
            continue
        product = 1
        for factor in _FIRST_FIGURE.finditer(match[0].partition("=")[0]):
            product *= _value(factor["figure"])
        if product != _value(match["amount"]):
            span = context.said(match.start(), match.end())
            written, right = one_line(span.quote), product
            yield Hit(
                [span],
                f"“{written}”: tính ra {number_vi(right)}. Kiểm tra số lượng, đơn giá và thành tiền.",
                f"“{written}” comes to {number_en(right)}. Check quantity, price and amount.",
            )


def _in_words(context: Context) -> Iterator[Hit]:
    """A price, how many, and the amount that the two come to, in one sentence."""
    priced = (context.prose.finditer(pattern, *_SUMS) for pattern in (_PRICE_FIRST, _COUNT_FIRST))
    for match in itertools.chain.from_iterable(priced):
        price, count, amount = (_value(match[name]) for name in ("price", "count", "amount"))
        if price * count != amount and not _LARGE.search(match[0]):
            span = context.said(*match.span())
            yield Hit(
                [span],
                f"“{one_line(span.quote)}”: tính ra {number_vi(price * count)}. Kiểm tra từng số.",
                f"“{one_line(span.quote)}” comes to {number_en(price * count)}. Check each number.",
            )


def _rows(context: Context, table: TextTable, amount: int) -> Iterator[Hit]:
    quantity, price = table.column(_QUANTITY), table.column(_PRICE)
    if quantity is None or price is None or any(_MORE_FACTORS.match(cell.text) for cell in table.head):
        return
    known = [
        (row, figures)
        for row in table.rows
        if None not in (figures := [_number(row[index]) for index in (quantity, price, amount)])
    ]
    wrong = [row for row, (a, b, c) in known if a is not None and b is not None and a * b != c]
    if not wrong or len(wrong) * 2 > len(known):  # a column of prices in thousands, or by other units
        return
    for row in wrong:
        right = (_number(row[quantity]) or 0) * (_number(row[price]) or 0)
        stated = _number(row[amount]) or 0
        yield Hit(
            [context.span(row[index].start, row[index].end) for index in (amount, quantity, price)],
            f"Thành tiền ghi {number_vi(stated)}, nhưng số lượng nhân đơn giá được {number_vi(right)}. Kiểm tra lại.",
            f"The amount says {number_en(stated)}, but quantity times price is {number_en(right)}. Check them.",
        )


def _number(cell: TextCell) -> int | None:
    """The number of a cell, with its unit or without: "150 suất", "40.000 đồng"."""
    counted = _WITH_UNIT.fullmatch(cell.text)
    return cell.number if counted is None else _value(counted["figure"])


def _value(written: str) -> int:
    return int(written.replace(".", ""))


RULE = Rule("QT311", "budget-mismatch", "error", "document", check)
