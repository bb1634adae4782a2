"""product-mismatch: so many times so much is not the stated whole / số lượt nhân mức mỗi lượt khác tổng số

What it finds: A sentence that says how many rounds, shifts or places there are, how much each of them takes, and a
whole that the two do not make.

Why it matters: Beds, bags and invitations are counted by one of the three numbers, and it is not known which.

Example: "chia 04 ca, mỗi ca 30 người, tổng số 150 người".

How to resolve: Work the product out again, and correct the number that is wrong.

Phát hiện: Câu nêu số đợt, số ca hoặc số điểm, mức của mỗi đợt và tổng số, nhưng nhân lại không ra tổng số.

Vì sao: Giường, túi máu, giấy mời được chuẩn bị theo một trong ba số mà không rõ số nào đúng.

Ví dụ: "chia 04 ca, mỗi ca 30 người, tổng số 150 người".

Cách xử lý: Nhân lại và sửa số sai.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.quantities import number_en, number_vi
from rules.support.shares import COUNT, digits

_NUMBER = rf"(?<![\d.,/-])(?:{COUNT})(?![.,/-]?\d| ?%)"
_ROUNDS = r"(?:đợt|ca|buổi|ngày|điểm|đội|tổ|nhóm|bàn|lớp|chuyến|xe|phòng|khu|cụm|lượt|vòng|tuần|thôn|xã|phường)"
_EACH = (
    r"(?P<usual>(?:bình quân|trung bình),? )?(?:mỗi|từng|một) (?P=what)(?: (?!mỗi)[^\W\d]+){0,5}? "
    rf"(?P<each>{_NUMBER})"
)
# "04 ca, mỗi ca 30 người, tổng số 150 người" · "05 đợt, bình quân mỗi đợt 60 đơn vị, tổng cộng 350 đơn vị máu"
_WHOLE_LAST = regex.compile(
    rf"(?P<count>{_NUMBER}) (?P<what>{_ROUNDS})(?!\w)[^.;\n\t\d]{{0,50}}?(?<!\w){_EACH} (?P<unit>[^\W\d]+)"
    rf"[^.;\n\t\d]{{0,50}}?(?<!\w)(?:tổng(?: số| cộng)?|cộng|tất cả|cả thảy)(?: (?!trên|hơn|gần)[^\W\d]+){{0,4}}?:? "
    rf"(?P<whole>{_NUMBER}) (?P=unit)(?!\w)"
)
# "tiếp nhận 350 đơn vị máu trong 05 đợt, mỗi đợt 60 đơn vị"
_WHOLE_FIRST = regex.compile(
    rf"(?P<whole>{_NUMBER}) (?P<unit>[^\W\d]+)[^.;\n\t\d]{{0,60}}?"
    rf"(?<!\w)(?:trong|chia(?: làm| thành)?|qua|tại|gồm|\() ?(?P<count>{_NUMBER}) (?P<what>{_ROUNDS})(?!\w)"
    rf"[^.;\n\t\d]{{0,30}}?(?<!\w){_EACH} (?P=unit)(?!\w)"
)
# what is not said to the last unit, and more than the rounds that are counted
_LOOSELY = regex.compile(
    r"(?<!\w)(?:khoảng|trên|hơn|ít nhất|tối thiểu|tối đa|không quá|không dưới|gần|dưới|từ|trở lên|đến|dự phòng"
    r"|ngoài ra|trừ|riêng|còn lại|chưa kể|bổ sung|thêm)(?!\w)"
)
_EACH_OF_THEM = regex.compile(r"(?<!\w)(?:mỗi|từng|một) (?:\w+ ){1,6}\d")
_BEHIND = 14  # characters: "… mỗi đợt 60 đơn vị | trở lên"


def check(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    if not _EACH_OF_THEM.search(text):
        return
    for match in itertools.chain(_WHOLE_LAST.finditer(text), _WHOLE_FIRST.finditer(text)):
        count, each, whole = (int(digits(match[name])) for name in ("count", "each", "whole"))
        slack = count / 2 if match["usual"] else 0
        if count < 2 or abs(count * each - whole) <= slack:
            continue
        if _LOOSELY.search(text, max(0, match.start() - _BEHIND), match.end() + _BEHIND):
            continue
        span, made = context.said(match.start(), match.end()), count * each
        yield Hit(
            [span],
            f"“{one_line(span.quote)}”: {count} × {number_vi(each)} là {number_vi(made)}, không phải "
            f"{number_vi(whole)}. Kiểm tra từng số.",
            f"“{one_line(span.quote)}”: {count} × {number_en(each)} is {number_en(made)}, not {number_en(whole)}. "
            "Check each number.",
        )


RULE = Rule("QT318", "product-mismatch", "warning", "document", check)
