"""What a deadline asks to be handed in, from whom and to whom: what makes two deadlines about one duty."""

from __future__ import annotations

from collections.abc import Iterable

import regex
from rapidfuzz import fuzz

from parsers.records import BodyRef, Deadline
from parsers.text import fold, normal
from rules.context import Context
from rules.prose import one_line

# Longest first: "gửi báo cáo danh sách" hands in a list
_OBJECTS = (
    ("list", regex.compile(r"(?<!\w)(?:danh sách|đăng ký|biểu mẫu|phiếu đăng ký)(?!\w)")),
    ("report", regex.compile(r"(?<!\w)(?:báo cáo|kết quả|tổng kết|sơ kết|đánh giá|thống kê)(?!\w)")),
    ("plan", regex.compile(r"(?<!\w)(?:kế hoạch|chương trình|lịch)(?!\w)")),
    ("budget", regex.compile(r"(?<!\w)(?:dự toán|quyết toán|kinh phí|hồ sơ|chứng từ)(?!\w)")),
)
# "đợt 1" · "lần thứ hai" · "quý I" · "6 tháng" · "cả năm" · "tháng 6": which of several of its kind is meant
_WHICH = regex.compile(
    r"(?<!\w)(?:(?:đợt|lần|buổi|đợt thứ|lần thứ|buổi thứ|vòng|kỳ|giai đoạn|bước|học kỳ) (?:nhất|hai|ba|tư|đầu|cuối"
    r"|[ivx\d]+)"
    r"|quý (?:[ivx]+|\d)|(?:6|sáu|9|chín|3|ba) tháng(?: (?:đầu|cuối) năm)?|(?:cả|tổng kết|cuối|hết|một|1|01) năm"
    r"|hằng năm|hàng năm"
    r"|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng tuần|hàng tuần|đột xuất|sơ kết|tổng kết|chính thức|bổ sung|sơ bộ"
    r"|dự kiến"
    r"|tháng \d{1,2})(?!\w)"
)
# behind the day, up to the next one: " đối với đợt 1 | và trước ngày 05/9 đối với đợt 2"
_BEHIND = regex.compile(r"(?:(?! và (?:trước|chậm|muộn|ngày|vào|đến))[^.,;\n]){0,40}")
_SAME_BODY = 88
_SAME_ACTION = 82


def handed_in(deadline: Deadline) -> str | None:
    """What kind of paper is due: "list", "report", "plan", "budget"; ``None`` for other work."""
    action = one_line(normal(deadline.action))
    return next((kind for kind, words in _OBJECTS if words.search(action)), None)


def which(context: Context, deadline: Deadline) -> frozenset[str]:
    """The words that tell the duty from others of its kind: its round, quarter, half-year."""
    if not deadline.spans:
        return frozenset()
    text = context.prose.text
    start, end = context.place(deadline.spans[0].start), context.place(deadline.spans[-1].end)
    begin, stop = context.prose.sentence(start)
    earlier = [
        place
        for other in context.record.deadlines
        for place in (context.place(span.end) for span in other.spans)
        if begin <= place <= start and other is not deadline
    ]
    clause_from = max(earlier, default=begin)
    if earlier and (aside := _BEHIND.match(text, clause_from, start)):
        clause_from = aside.end()  # what the day before is for
    clause = text[clause_from:start]
    behind = _BEHIND.match(text, end, stop)
    words = f"{clause} ; {behind[0] if behind else ''} ; {one_line(normal(deadline.action))}"
    found = frozenset(match[0] for match in _WHICH.finditer(words))
    # its rule already says how often the duty comes back
    return frozenset(word for word in found if not word.startswith(("hằng", "hàng"))) if deadline.rrule else found


def one_body(a: BodyRef, b: BodyRef) -> bool:
    """Whether two names stand for one body, whatever the words between dash and comma."""
    return fuzz.token_sort_ratio(fold(a.canonical), fold(b.canonical)) >= _SAME_BODY


def share_a_body(a: Iterable[BodyRef], b: Iterable[BodyRef]) -> bool:
    others = list(b)
    return any(one_body(x, y) for x in a for y in others)


def one_action(a: Deadline, b: Deadline) -> bool:
    """Whether two deadlines are for the same work in nearly the same words."""
    first, second = fold(a.action), fold(b.action)
    if min(len(first), len(second)) < 8:
        return False
    return max(fuzz.token_sort_ratio(first, second), _contained(first, second)) >= _SAME_ACTION


def _contained(a: str, b: str) -> float:
    """How much of the shorter wording stands in the longer one, where it says enough to be compared."""
    shorter, longer = sorted((a, b), key=len)
    return fuzz.token_set_ratio(shorter, longer) if len(shorter.split()) >= 4 else 0.0
