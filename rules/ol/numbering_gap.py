"""numbering-gap: a number is skipped / đánh số bị nhảy

What it finds: Headings or items of one list whose numbers skip one: 1, 2, 4. Lists that start late are not reported,
nor are the letters f, j, w, z that Vietnamese lists do without.

Why it matters: Either a paragraph was lost in editing, and with it perhaps a duty, or references such as "mục 4"
point to the wrong place.

Example: "1. Mục đích", "2. Yêu cầu", "4. Phạm vi".

How to resolve: Look into the draft for the missing paragraph; put it back or number again.

Phát hiện: Các mục cùng cấp đánh số bị thiếu một số: 1, 2, 4. Không báo danh sách bắt đầu muộn và các chữ f, j, w, z
không dùng trong thứ tự tiếng Việt.

Vì sao: Hoặc một đoạn đã bị mất khi sửa (có thể kèm một nhiệm vụ), hoặc dẫn chiếu "mục 4" chỉ sai chỗ.

Ví dụ: "1. Mục đích", "2. Yêu cầu", "4. Phạm vi".

Cách xử lý: Tìm lại đoạn thiếu trong bản thảo; bổ sung hoặc đánh số lại.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rules.context import Context
from rules.rule import Hit, Rule
from rules.support.numbering import label, numbered_lists

_FURTHEST = 3  # a longer jump is a wrong number or a line that only looks numbered


def check(context: Context) -> Iterator[Hit]:
    for run in numbered_lists(context):
        for (before, low), (after, high) in pairwise(run):
            if not low + 1 < high <= low + _FURTHEST:
                continue
            names = [label(after, value) for value in range(low + 1, high)]
            between = {s.number for s in context.sections if before.span.start < s.span.start < after.span.start}
            # d, e is as usual as d, đ, e; and a "3)" between "2." and "4." is there, if written otherwise
            missing = ", ".join(name for name in names if name.lower() != "đ" and name not in between)
            if missing:
                yield Hit(
                    [before.span, after.span],
                    f"Đánh số nhảy từ “{before.number}” đến “{after.number}”: thiếu {missing}. "
                    "Kiểm tra có mất mục nào không.",
                    f"Numbering goes from “{before.number}” to “{after.number}”: {missing} is missing. "
                    "Check whether a paragraph was lost.",
                )


RULE = Rule("OL101", "numbering-gap", "warning", "document", check)
