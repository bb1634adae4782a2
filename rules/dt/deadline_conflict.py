"""deadline-conflict: one duty is due on two days / một việc có hai thời hạn

What it finds: Two deadlines for the same paper, from the same body to the same addressee, on different days.

Why it matters: Units that follow the later day are late for the earlier one, and the addressee waits for part of the
lists.

Example: "gửi danh sách về Hội Chữ thập đỏ huyện trước ngày 06/5/2024" in the task list, "… trước ngày 10/5/2024" in
the note below.

How to resolve: Ask the addressee which day holds, and put the same day at both places.

Phát hiện: Cùng một tài liệu, cùng nơi gửi và nơi nhận nhưng ghi hai thời hạn khác nhau.

Vì sao: Đơn vị theo hạn sau sẽ bị trễ so với hạn trước; nơi nhận không tổng hợp đủ.

Ví dụ: Phần phân công ghi "gửi danh sách về Hội Chữ thập đỏ huyện trước ngày 06/5/2024", phần lưu ý lại ghi "… trước
ngày 10/5/2024".

Cách xử lý: Hỏi nơi nhận thời hạn nào đúng và ghi thống nhất ở cả hai chỗ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.double_deadlines import double_deadlines

_SHOWN = 5  # days that a message lists


def check(context: Context) -> Iterator[Hit]:
    for group in double_deadlines(context):
        action = _short(group[0].action)
        quotes = list(dict.fromkeys(one_line(deadline.spans[0].quote) for deadline in group))
        count_vi, count_en = ("hai", "two") if len(quotes) == 2 else (str(len(quotes)),) * 2
        yield Hit(
            [deadline.spans[0] for deadline in group],
            f"Cùng một việc “{action}” có {count_vi} thời hạn: {_listed(quotes, 'và')}. Kiểm tra thời hạn nào đúng.",
            f"One duty (“{action}”) has {count_en} deadlines: {_listed(quotes, 'and')}. Check which holds.",
            tuple(deadline.id for deadline in group),
        )


def _listed(quotes: Sequence[str], last: str) -> str:
    """ "a", "b" và "c"; of many the first ones, and how many more there are."""
    shown = [f"“{quote}”" for quote in quotes[:_SHOWN]]
    if len(quotes) > _SHOWN:
        return f"{', '.join(shown)}, … (+{len(quotes) - _SHOWN})"
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def _short(action: str) -> str:
    words = action.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


RULE = Rule("DT203", "deadline-conflict", "error", "document", check)
