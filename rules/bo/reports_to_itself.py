"""reports-to-itself: a body is told to report to itself / đơn vị được giao gửi báo cáo cho chính mình

What it finds: A body that is to send, hand in or report something to the body of the same name.

Why it matters: What should go up to another office stays where it is; mostly a name was copied.

Example: "Trung tâm Y tế xã: …; gửi kết quả giám sát về Trung tâm Y tế xã".

How to resolve: Put the office that is to receive it.

Phát hiện: Đơn vị được giao gửi, nộp hoặc báo cáo về chính đơn vị đó.

Vì sao: Báo cáo không đến được nơi cần nhận; thường do chép nhầm tên đơn vị.

Ví dụ: "Trung tâm Y tế xã: …; gửi kết quả giám sát về Trung tâm Y tế xã".

Cách xử lý: Ghi đúng đơn vị nhận.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule

# what the body itself does, at the head of its clause: others send theirs to it
_SENDS = regex.compile(
    r"(?r)(?:^|[:;.\n,] ?(?:[-+*•] ?|\p{L}\) ?)?|(?<!\w)và )(?:định kỳ |kịp thời |sau đó )?"
    r"(?:(?:tổng hợp|lập danh sách),? (?:và )?)?(?:gửi|nộp|báo cáo|trình|chuyển)(?!\w)"
    r"(?:(?! (?:do|của các|từ các|các đơn vị|gửi))[^.;:\n]){0,80}? (?:về|cho|lên|đến|tới) (?:cho )?"
)
_GOES_ON = regex.compile(r"[\w-]| (?:của|các|và|cấp|khu vực|tỉnh|xã)")
_FARTHEST = 160
_LEAST_WORDS = 3


def check(context: Context) -> Iterator[Hit]:
    said: set[int] = set()
    for duty in context.record.obligations:
        if len(duty.bodies) != 1 or duty.partners or not duty.spans:
            continue
        name = one_line(normal(duty.bodies[0].name))
        if len(name.split()) < _LEAST_WORDS:
            continue
        start, end = context.place(duty.spans[0].start), context.place(duty.spans[-1].end)
        at = _sent_to(context, name, start, end)
        if at is not None and at not in said:
            said.add(at)
            span = context.said(at, at + len(name))
            yield Hit(
                [span],
                f"“{one_line(span.quote)}” được giao gửi cho chính mình. Kiểm tra đơn vị nhận.",
                f"“{one_line(span.quote)}” is told to send something to itself. Check who is to receive it.",
                (duty.id,),
            )


def _sent_to(context: Context, name: str, start: int, end: int) -> int | None:
    """Where a name stands as that of whom something is sent to."""
    text = context.prose.text
    at = text.find(name, start, end)
    while at >= 0:
        if not _GOES_ON.match(text, at + len(name)) and _SENDS.match(text, max(start, at - _FARTHEST), at):
            return at
        at = text.find(name, at + 1, end)
    return None


RULE = Rule("BO405", "reports-to-itself", "warning", "document", check)
