"""comparison-mismatch: more is called less, or less more / ghi "tăng" thành "giảm" hoặc ngược lại

What it finds: A difference to an earlier number that is said to be a rise, where the numbers fall by it, or the
reverse.

Why it matters: The trend that is reported upwards is the wrong way round.

Example: "tiếp nhận 1.730 đơn vị máu. So với cùng kỳ (1.980 đơn vị máu), tăng 250 đơn vị".

How to resolve: Compare the two numbers, and correct the word or the number that is wrong.

Phát hiện: Số chênh so với số kỳ trước ghi là tăng trong khi số liệu cho thấy giảm, hoặc ngược lại.

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
_FIGURE = regex.compile(_NUMBER)
_FAR_BACK = 600


def check(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    for match in itertools.chain(_COMPARED.finditer(text), _BY_THEN_BEFORE.finditer(text)):
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


def _value(written: str) -> int:
    return int(written.replace(".", ""))


RULE = Rule("QT313", "comparison-mismatch", "error", "document", check)
