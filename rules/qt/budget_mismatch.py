"""budget-mismatch: quantity, price and amount do not agree / số lượng, đơn giá và thành tiền không khớp

What it finds: A quantity times a price that is not the amount beside it, in a sentence or in a row of a table of
costs; a table whose total, quantities or prices the text has otherwise, or whose sources come to another sum.

Why it matters: The office of finance sends the plan back, or pays another sum than was meant.

Example: "15 cá nhân x 702.000 đồng/người = 11.530.000 đồng".

How to resolve: Work out the amount again, and correct the figure that is wrong and the totals above it.

Phát hiện: Số lượng nhân đơn giá không bằng thành tiền ghi bên cạnh, trong câu hoặc trong một dòng của bảng dự toán;
tổng kinh phí, số lượng, đơn giá trong lời văn khác bảng dự toán; các nguồn kinh phí cộng lại khác tổng dự toán.

Vì sao: Cơ quan tài chính trả lại dự toán, hoặc chi sai số tiền.

Ví dụ: "15 cá nhân x 702.000 đồng/người = 11.530.000 đồng".

Cách xử lý: Tính lại thành tiền, sửa số sai và các số tổng có liên quan.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

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
# "Nguồn kinh phí: …", "được cân đối từ ngân sách xã …"
_FUNDED = regex.compile(r"(?<!\w)(?:nguồn (?:kinh phí|vốn|chi)|cân đối từ|ngân sách)(?!\w)")
_GIVEN = regex.compile(rf"(?<![\d.,/])(?P<amount>{_NUMBER}){_MONEY}(?!\w|/| ?mỗi)")
_NOT_ALL = regex.compile(
    r"(?<!\w)(?:còn lại|dự phòng|một phần|trong đó|gồm|khoảng|(?<!nêu )trên|hơn|mỗi|dư|tổng|số dư|triệu|tạm ứng)(?!\w)"
    r"(?<!không còn dư)(?<!không dư)"
)
_FULL_STOP = regex.compile(r"\.(?= |$)")
_LEAST_SOURCES, _LEAST_OF_NAME, _MOST_ROWS = 2, 2, 100
# "Tổng kinh phí dự kiến: 46.250.000 đồng"
_WHOLE_COST = regex.compile(
    r"(?<!\w)tổng (?:cộng )?(?:kinh phí|dự toán|chi phí|mức chi)(?: [^\W\d]+){0,5}?(?: là)?:? "
    rf"(?P<amount>{_NUMBER}){_MONEY}(?!\w|/)"
)
_COSTS = regex.compile(rf"(?: (?:là|mức|với mức|trị giá|số tiền))?:? (?P<amount>{_NUMBER}){_MONEY}(?!\w)")
# "| 03 | giải khuyến khích |," one of a thing is each one's
_COUNT = regex.compile(r"(?r)(?<![\d.,/])(?P<count>(?!0?1 )\d{1,4}) ")
_COUNT_LENGTH = 6
_NO_MORE = regex.compile(r" ?[.,;)]| và |\n|$")
_BRACKETS = regex.compile(r" ?\([^()]*\)")
_EACH_GETS = regex.compile(r"(?<!\w)(?:mỗi|từng)(?!\w)")
# "60 tình nguyện viên, mỗi tình nguyện viên được cấp mới 01 áo"
_ONE_EACH = regex.compile(
    r"(?<![\d.,/])(?P<count>\d{1,4}) (?P<who>[^\W\d]+(?: [^\W\d]+){0,3}),? mỗi (?P=who) [^.;\d]{0,30}?"
    r"(?:01|1|một) (?P<thing>[^\W\d]+(?: [^\W\d]+)?)(?!\w)"
)
_FIRST_FIGURE = regex.compile(rf"(?:^|[x×*] ?)(?P<figure>{_NUMBER})")
_WITH_UNIT = regex.compile(rf"(?P<figure>{_NUMBER})(?: ?(?!triệu|nghìn|ngàn|tỷ|trăm)[^\W\d]+(?:/[^\W\d]+)?){{1,3}}")
_LARGE = regex.compile(r"(?<!\w)(?:triệu|nghìn|ngàn|tỷ|trăm)(?!\w)|%")
_QUANTITY = regex.compile(r"(?:số lượng|sl|khối lượng)(?!\w)")
_PRICE = regex.compile(r"(?:đơn giá|định mức|mức chi)(?!\w)")
_MORE_FACTORS = regex.compile(r"(?:số ngày|số buổi|số lần|số đợt|số tháng|hệ số|thuế|vat|chiết khấu|tỷ lệ)(?!\w)")


class _Said(NamedTuple):
    """A number of the running text, and its stretch of ``prose.text``."""

    number: int
    start: int
    end: int


def check(context: Context) -> Iterator[Hit]:
    yield from _products(context)
    yield from _in_words(context)
    tables = [(table, amount) for table in text_tables(context) if (amount := table.column(AMOUNT)) is not None]
    for table, amount in tables:
        yield from _rows(context, table, amount)
        yield from _quantities(context, table)
        yield from _prices(context, table)
    if len(tables) == 1:
        yield from _total_in_words(context, *tables[0])
        yield from _sources(context, *tables[0])


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


def _total_in_words(context: Context, table: TextTable, amount: int) -> Iterator[Hit]:
    """ "Tổng kinh phí dự kiến: 46.250.000 đồng" over a table that comes to 48.250.000."""
    total = table.total[amount] if table.total is not None else None
    said = list(context.prose.finditer(_WHOLE_COST, "kinh phí", "dự toán")) if total is not None else []
    if total is None or total.number is None or len(said) != 1 or _value(said[0]["amount"]) == total.number:
        return
    span = context.said(*said[0].span())
    yield Hit(
        [span, context.span(total.start, total.end)],
        f"“{one_line(span.quote)}”, nhưng bảng cộng được {number_vi(total.number)} đồng. Kiểm tra hai chỗ.",
        f"“{one_line(span.quote)}”, but the table comes to {number_en(total.number)}. Check both.",
    )


def _sources(context: Context, table: TextTable, amount: int) -> Iterator[Hit]:
    """The sources that pay for it all, and come to another sum than the table: "ngân sách xã 6.500.000 đồng và …"."""
    total = table.total[amount].number if table.total is not None else None
    text = context.prose.text
    for opening in context.prose.finditer(_FUNDED, "nguồn", "cân đối", "ngân sách") if total else ():
        begin, end = context.prose.paragraph(opening.start())
        stop = _FULL_STOP.search(text, opening.end(), end)
        end = stop.start() if stop else end
        given = list(_GIVEN.finditer(text, opening.end(), end))
        made = sum(_value(match["amount"]) for match in given)
        if len(given) < _LEAST_SOURCES or "\t" in text[begin:end] or _NOT_ALL.search(text, begin, end):
            continue
        if made != total and all(_value(match["amount"]) != total for match in given):
            span, cell = context.said(given[0].start(), given[-1].end()), table.total[amount] if table.total else None
            yield Hit(
                [span, *([context.span(cell.start, cell.end)] if cell else [])],
                f"Các nguồn “{one_line(span.quote)}” cộng lại được {number_vi(made)} đồng, nhưng dự toán là "
                f"{number_vi(total or 0)} đồng. Kiểm tra nguồn kinh phí.",
                f"The sources “{one_line(span.quote)}” come to {number_en(made)}, the budget to "
                f"{number_en(total or 0)}. Check them.",
            )
            return


def _quantities(context: Context, table: TextTable) -> Iterator[Hit]:
    """What is bought, where the text counts it otherwise: "03 giải Khuyến khích", in the table 4."""
    quantity = table.column(_QUANTITY)
    rows = table.rows[:_MOST_ROWS] if quantity is not None and len(table.rows) > 1 else []
    for row in rows:
        bought, name = _number(row[quantity or 0]), _BRACKETS.sub("", _name(row))
        if bought is None or len(name.split()) < _LEAST_OF_NAME or row is table.total:
            continue
        said = [one for words in _shortened(name) for one in _counted(context, words)]
        said = said or [one for one in _given_to_each(context, name) if one.number > bought]
        if said and {one.number for one in said} == {said[0].number} and said[0].number != bought:
            span = context.said(said[0].start, said[0].end)
            yield Hit(
                [span, context.span(row[quantity or 0].start, row[quantity or 0].end)],
                f"“{one_line(span.quote)}”, nhưng dự toán ghi số lượng {number_vi(bought)}. Kiểm tra hai chỗ.",
                f"“{one_line(span.quote)}”, but the budget has {number_en(bought)} of them. Check both.",
            )


def _prices(context: Context, table: TextTable) -> Iterator[Hit]:
    """What a thing costs, where the text has another price: "bồi dưỡng tại chỗ 50.000 đồng", in the table 40.000."""
    price = table.column(_PRICE)
    for row in table.rows[:_MOST_ROWS] if price is not None else ():
        paid, name = _number(row[price or 0]), _BRACKETS.sub("", _name(row))
        names = [words for words in _shortened(name) if len(words.split()) > _LEAST_OF_NAME]
        said = [one for words in names for one in _priced(context, words)]
        if paid is not None and said and {one.number for one in said} == {said[0].number} and said[0].number != paid:
            span = context.said(said[0].start, said[0].end)
            yield Hit(
                [span, context.span(row[price or 0].start, row[price or 0].end)],
                f"“{one_line(span.quote)}”, nhưng dự toán ghi {number_vi(paid)} đồng. Kiểm tra hai chỗ.",
                f"“{one_line(span.quote)}”, but the budget has {number_en(paid)}. Check both.",
            )


def _priced(context: Context, words: str) -> Iterator[_Said]:
    """Where the running text says right behind a thing what it costs."""
    for at in context.prose.occurrences(words):
        match = _COSTS.match(context.prose.text, at + len(words))
        if match and not _in_a_row(context, at):
            yield _Said(_value(match["amount"]), at, match.end())


def _name(row: list[TextCell]) -> str:
    return next((cell.text for cell in row if any(map(str.isalpha, cell.text)) and " " in cell.text), "")


def _shortened(name: str) -> list[str]:
    """The name of a thing, and its first words where the text says no more: "giải khuyến khích | kể chuyện"."""
    words = name.split()
    return [" ".join(words[:length]) for length in range(len(words), _LEAST_OF_NAME - 1, -1)]


def _counted(context: Context, words: str) -> Iterator[_Said]:
    """Where the running text counts a thing once and for all, and says nothing more of it."""
    text = context.prose.text
    for at in context.prose.occurrences(words):
        count = _COUNT.match(text, max(0, at - _COUNT_LENGTH), at)
        if count is None or not _NO_MORE.match(text, at + len(words)) or _in_a_row(context, at):
            continue
        if not _EACH_GETS.search(text, context.prose.sentence(at)[0], at):
            yield _Said(int(count["count"]), count.start("count"), at + len(words))


def _given_to_each(context: Context, name: str) -> Iterator[_Said]:
    """Where all of a group get one of a thing that is named after them: "60 tình nguyện viên, mỗi … 01 áo"."""
    for match in context.prose.finditer(_ONE_EACH, "mỗi "):
        if name.endswith(f" {match['who']}") and match["thing"].startswith(name.removesuffix(f" {match['who']}")):
            yield _Said(int(match["count"]), *match.span())


def _in_a_row(context: Context, place: int) -> bool:
    return "\t" in context.prose.text[slice(*context.prose.paragraph(place))]


def _number(cell: TextCell) -> int | None:
    """The number of a cell, with its unit or without: "150 suất", "40.000 đồng"."""
    counted = _WITH_UNIT.fullmatch(cell.text)
    return cell.number if counted is None else _value(counted["figure"])


def _value(written: str) -> int:
    return int(written.replace(".", ""))


RULE = Rule("QT311", "budget-mismatch", "error", "document", check)
