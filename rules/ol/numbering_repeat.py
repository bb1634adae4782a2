"""numbering-repeat: one number twice in a list / số thứ tự bị lặp

What it finds: Two headings or items of one list with the same number: 1, 2, 2, 3.

Why it matters: "Mục 2" then means two places; a duty may be looked up in the wrong one.

Example: "2. Trạm Y tế", "2. Đoàn Thanh niên", "3. Công an phường".

How to resolve: Number again, and check the references to the numbers that change.

Phát hiện: Hai mục cùng cấp trong một danh sách mang cùng một số: 1, 2, 2, 3.

Vì sao: "Mục 2" lúc đó chỉ hai chỗ; có thể tra nhầm nhiệm vụ.

Ví dụ: "2. Trạm Y tế", "2. Đoàn Thanh niên", "3. Công an phường".

Cách xử lý: Đánh số lại và rà các dẫn chiếu đến những số thay đổi.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from parsers.text import fold
from rules.context import Context
from rules.rule import Hit, Rule
from rules.support.numbering import numbered_lists


def check(context: Context) -> Iterator[Hit]:
    for run in numbered_lists(context):
        for (before, low), (after, high) in pairwise(run):
            if low == high and fold(before.title) != fold(after.title):
                yield Hit(
                    [before.span, after.span],
                    f"Hai mục liền nhau cùng đánh số “{after.number}”. Đánh số lại và rà các dẫn chiếu.",
                    f"Two entries in a row have the number “{after.number}”. Number again, check references to them.",
                )


RULE = Rule("OL102", "numbering-repeat", "warning", "document", check)
