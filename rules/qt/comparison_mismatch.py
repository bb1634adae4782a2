"""comparison-mismatch: more is called less, or less more / ghi "tăng" thành "giảm" hoặc ngược lại

What it finds: A difference to an earlier number that is said to be a rise, where the numbers fall by it, or the
reverse; a difference or growth that is not that of the two numbers in its clause.

Why it matters: The trend that is reported upwards is the wrong way round.

Example: "tiếp nhận 1.730 đơn vị máu. So với cùng kỳ (1.980 đơn vị máu), tăng 250 đơn vị".

How to resolve: Compare the two numbers, and correct the word or the number that is wrong.

Phát hiện: Số chênh so với số kỳ trước ghi là tăng trong khi số liệu cho thấy giảm, hoặc ngược lại; số chênh, tỷ lệ
tăng giảm không khớp với hai số trong cùng câu; lời văn ghi tăng trong khi bảng ghi giảm.

Vì sao: Xu hướng báo cáo lên trên bị ngược.

Ví dụ: "tiếp nhận 1.730 đơn vị máu. So với cùng kỳ (1.980 đơn vị máu), tăng 250 đơn vị".

Cách xử lý: So sánh hai số, sửa chữ hoặc số bị sai.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.quantities import number_en, number_vi
from rules.support.text_tables import text_tables

_NUMBER = r"(?<![\d.,/])(?:\d{1,3}(?:\.\d{3}){1,4}|\d{1,12})(?![.,]?\d| ?%|/)"
# "so với 6 tháng đầu năm 2025 (1.980 đơn vị máu), số lượng tiếp nhận tăng 250 đơn vị"
# · "cùng kỳ năm trước tiếp nhận 4.380 đơn vị, như vậy năm nay tăng 165 đơn vị"
_COMPARED = regex.compile(
    rf"(?<!\w)(?:so (?:sánh )?với|cùng kỳ|năm trước|năm ngoái)(?!\w)[^.;\n\t]{{0,90}}?(?P<before>{_NUMBER})"
    rf"(?:[^.;\n\t\d]|(?<!\d)[69](?= tháng)){{1,100}}?(?<!\w)(?P<way>tăng|giảm)(?: thêm| được| trên)? (?P<by>{_NUMBER})"
)
# "tăng 46 lượt so với quý I năm trước (132 lượt)" · "giảm 46 đơn vị so với năm 2025 là 1.132 đơn vị"
_BY_THEN_BEFORE = regex.compile(
    rf"(?<!\w)(?P<way>tăng|giảm)(?: thêm| được| trên)? (?P<by>{_NUMBER})[^.;\n\t\d]{{0,40}}?(?<!\w)so (?:sánh )?với"
    rf"(?:[^.;\n\t\d]|năm \d{{4}}|(?<!\d)0?[69](?= tháng)){{0,80}}?(?:\(|là |đạt |có )(?P<before>{_NUMBER})"
)
_PERIOD = r"năm \d{4}|(?<!\d)0?[369](?= tháng)|tháng \d{1,2}|quý [ivx\d]+|đợt \d|ngày \d{1,2}/\d{1,2}"
# "420 đơn vị máu, tăng 12% so với năm 2025 (400 đơn vị)" · "310 đơn vị, vượt 20 đơn vị so với chỉ tiêu 280 đơn vị": all
# three numbers in one clause
_BY_SO_MUCH = regex.compile(
    rf"(?P<now>{_NUMBER}) (?P<unit>(?!năm|tháng|ngày)[^\W\d]+)(?:[^.;\n\t\d()]|{_PERIOD}){{0,60}}?,? \(?(?<!\w)"
    r"(?P<way>tăng|giảm|vượt|cao hơn|nhiều hơn|thấp hơn|ít hơn)(?: thêm| được| lên| là)? "
    rf"(?P<by>(?<![\d.,/])(?:\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,\d{{1,2}})?)(?: ?(?P<percent>%)| (?P=unit)(?!\w))"
    rf"[^.;\n\t\d()]{{0,20}}?(?<!\w)so (?:sánh )?với(?:[^.;\n\t\d]|{_PERIOD}){{0,60}}?"
    rf"(?P<before>{_NUMBER}) (?P=unit)(?!\w)"
)
# "1.500 đơn vị máu, trong khi cả năm 2024 là 1.250 đơn vị, tức tăng 25%"
_NOW_THEN_WAY = regex.compile(
    rf"(?P<now>{_NUMBER}) (?P<unit>(?!năm|tháng|ngày)[^\W\d]+)[^.;\n\t\d()]{{0,40}}?(?<!\w)"
    rf"(?:trong khi|còn|so (?:sánh )?với|cùng kỳ|năm trước|năm ngoái)(?!\w)(?:[^.;\n\t\d]|{_PERIOD}){{0,60}}?"
    rf"(?P<before>{_NUMBER}) (?P=unit)(?!\w)[^.;\n\t\d()]{{0,20}}?(?:, | \()(?:tức|như vậy|nghĩa|tương ứng)?(?: là)? ?"
    r"(?P<way>tăng|giảm)(?: thêm| được)? (?P<by>\d{1,3}(?:,\d{1,2})?) ?(?P<percent>%)"
)
# "1.236 đơn vị tiểu cầu, tăng 6,2% so với năm trước", and elsewhere "Năm 2024, … 1.318 đơn vị tiểu cầu"
_GROWN = regex.compile(
    rf"(?P<now>{_NUMBER}) (?P<what>[^\W\d]+ [^\W\d]+(?: [^\W\d]+){{0,3}})(?:,| \()? ?"
    r"(?P<way>tăng|giảm)(?: thêm| được)? (?P<by>\d{1,3}(?:,\d{1,2})?) ?% so (?:sánh )?với "
    r"(?:năm trước|năm ngoái|cùng kỳ|năm (?P<year>\d{4}))(?! là| \(\d)"
)
# "so với cùng kỳ năm 2025 (2.500 đơn vị) tăng 300 đơn vị, tương ứng tăng 15,0%"
_BY_BOTH = regex.compile(
    rf"(?<!\w)(?:so (?:sánh )?với|cùng kỳ|năm trước|năm ngoái)(?!\w)(?:[^.;\n\t\d]|{_PERIOD}){{0,60}}?"
    rf"(?P<before>{_NUMBER}) "
    r"(?P<unit>[^\W\d]+)[^.;\n\t\d]{0,30}?(?<!\w)(?P<way>tăng|giảm)(?: thêm| được)? "
    rf"(?P<by>{_NUMBER}) (?P=unit)(?!\w)[^.;\n\t\d]{{0,30}}?"
    r"(?:\(|(?<!\w)(?:tương ứng|tương đương|tức|bằng|đạt)(?!\w)[^.;\n\t\d]{0,20}?)(?P<percent>\d{1,3}(?:,\d{1,2})?) ?%"
)
_OF_A_YEAR = regex.compile(r"(?<!\w)năm (?P<year>\d{4})(?!\w)")
_LOOSELY = regex.compile(r"(?<!\w)(?:khoảng|trên|hơn|gần|xấp xỉ|ít nhất|tối thiểu|không dưới|từ)(?: \d|$)")
_HIGHER = ("tăng", "vượt", "cao hơn", "nhiều hơn")
# "Thủy đậu | 41 | 38 | -3", and "thủy đậu, vì bệnh này đang có chiều hướng đi lên so với năm ngoái"
_DIFFERENCE = regex.compile(r"(?:tăng ?[,/-]? ?giảm|so sánh|chênh lệch|tăng \(\+\))")
_SIGNED = regex.compile(r"[-+] ?\d[\d.,]* ?%?")
_RISES = ("tăng", "gia tăng", "đi lên", "tăng lên", "cao hơn")
_TREND = regex.compile(
    r"(?<!không |chưa )(?<!\w)(?P<way>gia tăng|tăng lên|tăng|đi lên|cao hơn|giảm|đi xuống|thấp hơn)(?: [^\W\d]+){0,2}? "
    r"(?:so với )?(?:cùng kỳ|năm trước|năm ngoái)(?!\w)"
)
_OF_ELSE = regex.compile(r"(?<!\w)(?:tử vong|ổ dịch|tỷ lệ|tỉ lệ|chi phí|kinh phí|ca nặng|nặng)(?!\w)")
_FIRST_COLUMNS, _LEAST_OF_NAME = 2, 2
_FIGURE = regex.compile(_NUMBER)
_AGAINST = ("so với", "so sánh với")
_EARLIER = (*_AGAINST, "cùng kỳ", "năm trước", "năm ngoái")
_FAR_BACK = 600


def check(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    compared = context.prose.finditer(_COMPARED, *_EARLIER)
    for match in itertools.chain(compared, context.prose.finditer(_BY_THEN_BEFORE, *_AGAINST)):
        before, by = _value(match["before"]), _value(match["by"])
        now = {_value(figure[0]) for figure in _FIGURE.finditer(text, max(0, match.start() - _FAR_BACK), match.start())}
        said, other = (before + by, before - by) if match["way"] == "tăng" else (before - by, before + by)
        if said in now or other not in now:
            continue
        span = context.said(match.start(), match.end())
        right_vi, right_en = ("giảm", "a fall") if match["way"] == "tăng" else ("tăng", "a rise")
        yield Hit(
            [span],
            f"“{one_line(span.quote)}”: theo số liệu nêu trước thì {right_vi} {by}. Kiểm tra lại.",
            f"“{one_line(span.quote)}”: the numbers before it show {right_en} of {by}. Check them.",
        )
    yield from _by_so_much(context)
    yield from _grown(context)
    yield from _by_both(context)
    yield from _trends(context)


def _by_both(context: Context) -> Iterator[Hit]:
    """A difference beside the percentage that it is of the number before."""
    for match in context.prose.finditer(_BY_BOTH, *_EARLIER):
        before, by = _value(match["before"]), _value(match["by"])
        if not before or _LOOSELY.search(match[0]):
            continue
        made = round(100 * by / before, 1)
        if abs(made - float(_english(match["percent"]))) > _slack(match["percent"]):
            span = context.said(*match.span())
            yield Hit(
                [span],
                f"“{one_line(span.quote)}”: {number_vi(by)} trên {number_vi(before)} là {number_vi(made)}%. "
                "Kiểm tra lại.",
                f"“{one_line(span.quote)}”: {number_en(by)} of {number_en(before)} is {number_en(made)}%. Check them.",
            )


def _trends(context: Context) -> Iterator[Hit]:
    """What is said to rise against last year, where the row of that name has a fall, or the other way round."""
    text = context.prose.text
    rows = {
        cell.text: (row, row[column])
        for table in text_tables(context)
        if (column := table.column(_DIFFERENCE)) is not None
        for row in table.rows
        if row is not table.total and _SIGNED.fullmatch(row[column].text)
        for cell in row[:_FIRST_COLUMNS]
        if len(cell.text.split()) >= _LEAST_OF_NAME
    }
    for match in context.prose.finditer(_TREND, *_EARLIER) if rows else ():
        begin, _ = context.prose.sentence(match.start())
        before = text[begin : match.start()]
        named = [name for name in rows if regex.search(rf"(?<!\w){regex.escape(name)}(?!\w)", before)]
        if len(named) != 1 or "\t" in before or _OF_ELSE.search(before):
            continue
        row, cell = rows[named[0]]
        if cell.text.startswith("-") == (match["way"] in _RISES):
            spans = [context.said(begin, match.end()), context.span(row[0].start, row[-1].end)]
            said, way = one_line(context.said(*match.span()).quote), one_line(context.span(cell.start, cell.end).quote)
            yield Hit(
                spans,
                f"“{one_line(named[0])}”: phần lời ghi “{said}”, nhưng bảng ghi {way}. Kiểm tra hai chỗ.",
                f"“{one_line(named[0])}”: the text says “{said}”, but the table {way}. Check both.",
            )
            return


def _grown(context: Context) -> Iterator[Hit]:
    """A growth in percent against last year, whose number stands in another sentence, that is not theirs."""
    issued = context.issue_year
    for match in context.prose.finditer(_GROWN, *_AGAINST):
        years = {int(match["year"])} if match["year"] else {issued - 1, issued - 2} if issued else set()
        earlier = list(_earlier(context, match, years))
        if len(earlier) != 1 or _LOOSELY.search(match[0]):
            continue
        (place, before), now = earlier[0], _value(match["now"])
        made = round(100 * (now - before) / before, 1)
        said = float(_english(match["by"])) * (1 if match["way"] == "tăng" else -1)
        if abs(made - said) > _slack(match["by"]):
            spans = [context.said(*match.span()), context.said(*place)]
            first, second = (one_line(span.quote) for span in spans)
            way_vi, way_en = ("tăng", "a rise") if made > 0 else ("giảm", "a fall")
            yield Hit(
                spans,
                f"“{first}”, mà trước đó là “{second}”: {way_vi} {number_vi(abs(made))}%. Kiểm tra lại.",
                f"“{first}”, and before it “{second}”: {way_en} of {number_en(abs(made))}%. Check them.",
            )


def _earlier(context: Context, now: regex.Match[str], years: set[int]) -> Iterator[tuple[tuple[int, int], int]]:
    """Where the same thing is counted in a sentence on one of the years, and its number."""
    text = context.prose.text
    words = " ".join(now["what"].split()[:3])
    for match in regex.finditer(rf"(?P<before>{_NUMBER}) {regex.escape(words)}(?!\w)", text):
        begin, end = context.prose.sentence(match.start())
        said = [int(year["year"]) for year in _OF_A_YEAR.finditer(text, begin, match.start())]
        if said and said[-1] in years and not begin <= now.start() < end and _value(match["before"]):
            yield match.span(), _value(match["before"])


def _by_so_much(context: Context) -> Iterator[Hit]:
    """A difference, or a growth in percent, that the two numbers beside it do not have."""
    text = context.prose.text
    by_so_much = context.prose.finditer(_BY_SO_MUCH, *_AGAINST)
    for match in itertools.chain(by_so_much, context.prose.finditer(_NOW_THEN_WAY, *_EARLIER, "trong khi", "còn ")):
        now, before, by = _value(match["now"]), _value(match["before"]), float(_english(match["by"]))
        if not before or _LOOSELY.search(match[0]) or _LOOSELY.search(text, max(0, match.start() - 12), match.start()):
            continue
        more = now - before if match["way"] in _HIGHER else before - now
        made = 100 * more / before if match["percent"] else more
        if abs(made - by) <= (_slack(match["by"]) if match["percent"] else 0):
            continue
        if match["percent"] and match["way"] == "vượt" and abs(100 * now / before - by) <= _slack(match["by"]):
            continue  # "vượt 110%": told by the rule on that wording
        span, sign = context.said(match.start(), match.end()), "%" if match["percent"] else ""
        made = round(made, 1)
        yield Hit(
            [span],
            f"“{one_line(span.quote)}”: theo hai số thì {match['way']} {number_vi(made)}{sign}. Kiểm tra lại.",
            f"“{one_line(span.quote)}”: the two numbers make it {number_en(made)}{sign}. Check them.",
        )


def _english(written: str) -> str:
    return written.replace(".", "").replace(",", ".")


def _slack(percent: str) -> float:
    """How far a percentage may be off as it was rounded."""
    return 0.6 if "," not in percent else 0.11


def _value(written: str) -> int:
    return int(written.replace(".", ""))


RULE = Rule("QT313", "comparison-mismatch", "error", "document", check)
