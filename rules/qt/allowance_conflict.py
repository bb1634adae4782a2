"""allowance-conflict: what each gets is said in two ways / mức hỗ trợ, cộng điểm ghi hai số

What it finds: What everybody who takes part is given (points, gifts, money), with one number in one place and another
number in another.

Why it matters: Whoever was promised the one will not be content with the other.

Example: "Sinh viên hiến máu được cộng 05 điểm rèn luyện", and among the tasks "cộng 03 điểm rèn luyện cho sinh viên
hiến máu".

How to resolve: Ask who pays or grants it, and put the same number in both places.

Phát hiện: Mức mà mỗi người tham gia được hưởng (điểm, quà, tiền) ghi một số ở chỗ này, số khác ở chỗ kia.

Vì sao: Người đã được hứa mức này sẽ không chấp nhận mức kia.

Ví dụ: "Sinh viên hiến máu được cộng 05 điểm rèn luyện", mà phần nhiệm vụ ghi "cộng 03 điểm rèn luyện cho sinh viên hiến
máu".

Cách xử lý: Hỏi đơn vị chi trả hoặc xét điểm, ghi thống nhất một mức.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import Span
from rules.context import Context
from rules.rule import Hit, Rule, two_places

_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,7})(?![\d.,]?\d|/)"
# "cộng 05 điểm rèn luyện" · "nghỉ 02 ngày làm việc" · "hỗ trợ tiền xe 50.000 đồng/người"
_GIVEN = regex.compile(
    rf"(?<!\w)(?P<how>cộng|thưởng|nghỉ)(?: thêm)? {_NUMBER} (?P<what>điểm [^\W\d]+ [^\W\d]+|ngày)(?!\w)"
    rf"|(?<!\w)(?P<paid>(?:hỗ trợ|bồi dưỡng|chi|tặng|mức)(?: [^\W\d]+){{0,3}}?)(?: là)?:? "
    rf"(?P<money>\d{{1,3}}(?:\.\d{{3}})+) ?(?:đồng|đ)/(?P<each>[^\W\d]+(?: [^\W\d]+)?)(?!\w)"
)
_WORDS = ("cộng ", "thưởng ", "nghỉ ", "đồng/", "đ/")
# who gets less or more than the others
_SOME = regex.compile(
    r"(?<!\w)(?:hoãn|không đủ|chưa đủ|riêng|lần đầu|nhắc lại|từ \d|tình nguyện viên|cộng tác viên|nhân viên|cán bộ y tế"
    r"|tuyên truyền viên|350|450|250|năm trước|năm \d{4}|đợt|ngày lễ|giải|nhất|nhì|khuyến khích|tập thể|cá nhân)(?!\w)"
)


def check(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    first: dict[tuple[str, ...], tuple[str, Span]] = {}
    for match in context.prose.finditer(_GIVEN, *_WORDS):
        begin, end = context.prose.sentence(match.start())
        if _SOME.search(text, begin, end) or "\t" in text[begin:end]:
            continue
        number = (match["number"] or match["money"]).lstrip("0")
        key = (match["how"], match["what"]) if match["how"] else (match["paid"], match["each"])
        span = context.said(*match.span())
        before = first.setdefault(key, (number, span))
        if before[0] != number:
            yield two_places(
                before[1],
                span,
                "“{first}” và “{second}”: một quyền lợi ghi hai mức. Kiểm tra mức nào đúng.",
                "“{first}” and “{second}”: one allowance with two numbers. Check which holds.",
            )
            return


RULE = Rule("QT323", "allowance-conflict", "warning", "document", check)
