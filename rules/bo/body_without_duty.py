"""body-without-duty: a body has a quota and no task / đơn vị có chỉ tiêu nhưng không được giao việc

What it finds: Bodies of a quota table to which no paragraph gives any work, neither by name nor as one of a group.

Why it matters: They may never hear how and by when to register their people.

Example: A table with 20 offices, while the tasks are given to the Red Cross and the health station alone.

How to resolve: Add a paragraph for "các cơ quan, đơn vị" or name them.

Phát hiện: Đơn vị có tên trong bảng phân bổ nhưng không có đoạn nào giao việc, kể cả giao chung.

Vì sao: Đơn vị có thể không biết phải đăng ký thế nào, khi nào.

Ví dụ: Bảng có 20 cơ quan, phần phân công chỉ giao cho Hội Chữ thập đỏ và Trạm Y tế.

Cách xử lý: Bổ sung đoạn giao việc cho "các cơ quan, đơn vị" hoặc nêu tên.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import QuotaTable
from parsers.text import fold
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.handins import one_body

_GROUP = regex.compile(r"(?:^| )(?:cac|moi|tung|toan the|toan bo|thu truong|nguoi dung dau)(?: |$)")
_SHOWN = 3
_MOST_COMPARED = 4_000_000
"""Pairs of names; a list of all communes of the country with as many duties has more, and would take minutes."""


def check(context: Context) -> Iterator[Hit]:
    duties = [body for obligation in context.record.obligations for body in (*obligation.bodies, *obligation.partners)]
    if not duties or any(_GROUP.search(fold(body.canonical)) for body in duties):
        return
    busy = {fold(body.canonical): body for body in duties}
    for table in context.record.quota_tables:
        if not _is_of_bodies(table):
            continue
        others = [row.body for row in table.rows if fold(row.body.canonical) not in busy]
        if len(others) * len(busy) > _MOST_COMPARED:
            continue
        left = [body for body in others if not any(one_body(body, duty) for duty in busy.values())]
        if not left:
            continue
        names = ", ".join(f"“{one_line(body.name)}”" for body in left[:_SHOWN]) + ("…" if len(left) > _SHOWN else "")
        yield Hit(
            [span for body in left for span in body.spans[:1]],
            f"{len(left)} đơn vị có chỉ tiêu nhưng không được giao nhiệm vụ nào: {names}. Kiểm tra phần phân công.",
            f"{len(left)} bodies have a quota but no task: {names}. Check the part on tasks.",
            (table.id,),
        )


def _is_of_bodies(table: QuotaTable) -> bool:
    """Whether rows are told to be bodies by more than their look; rows of blood groups or goods have no duty."""
    quotas = [column for column in table.columns if column.role == "quota"]
    return any("unknown-head" not in column.doubts for column in quotas) or any(
        row.body.kind != "other" for row in table.rows
    )


RULE = Rule("BO402", "body-without-duty", "info", "document", check)
