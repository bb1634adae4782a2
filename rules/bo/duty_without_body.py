"""duty-without-body: something is due, and nobody is named / có thời hạn nhưng không rõ ai thực hiện

What it finds: Among the tasks, a paper that is due on a day or in a cycle, without any body that has to hand it in.

Why it matters: Everybody will think that somebody else sends it.

Example: "Gửi danh sách đăng ký về Hội Chữ thập đỏ trước ngày 25/02/2026." under a heading that names no body.

How to resolve: Name the bodies, in the heading or in the sentence.

Phát hiện: Trong phần phân công có tài liệu phải gửi theo thời hạn nhưng không nêu cơ quan, đơn vị nào gửi.

Vì sao: Đơn vị nào cũng nghĩ là việc của đơn vị khác.

Ví dụ: "Gửi danh sách đăng ký về Hội Chữ thập đỏ trước ngày 25/02/2026." dưới đề mục không nêu đơn vị.

Cách xử lý: Nêu rõ đơn vị ở đề mục hoặc trong câu.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.handins import handed_in

_TASKS = regex.compile(r"(?<!\w)(?:tổ chức thực hiện|phân công|nhiệm vụ|trách nhiệm)(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    for deadline in context.record.deadlines:
        if deadline.bodies or not deadline.spans or "past" in deadline.doubts or handed_in(deadline) is None:
            continue
        above = [normal(section.title) for section in context.headings_at(deadline.spans[0].start)]
        if not above or not _TASKS.search(above[0]) or not deadline.submit_to:
            continue
        yield Hit(
            [deadline.spans[0]],
            f"“{one_line(deadline.action)}” có thời hạn “{one_line(deadline.spans[0].quote)}” nhưng không nêu ai "
            "thực hiện. "
            "Bổ sung tên cơ quan, đơn vị.",
            f"“{one_line(deadline.action)}” is due “{one_line(deadline.spans[0].quote)}”, but nobody is named. Name "
            "the body.",
            (deadline.id,),
        )


RULE = Rule("BO403", "duty-without-body", "warning", "document", check, preview=True)
