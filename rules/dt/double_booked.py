"""double-booked: one team at two places at one time / một tổ, đội có mặt hai nơi cùng lúc

What it finds: Rows of a schedule that give one team, car or speaker two places at the same day and hour.

Why it matters: At one of the two places nobody comes.

Example: "12/5/2026 | Sáng | Trường Mầm non Hoa Sen | Đội 2", and "12/5/2026 | Sáng | Nhà văn hóa tổ 7 | Đội 2".

How to resolve: Give one of the rows another team or another hour.

Phát hiện: Lịch xếp một tổ, đội, xe hoặc báo cáo viên ở hai nơi vào cùng ngày, cùng buổi.

Vì sao: Một trong hai nơi sẽ không có người.

Ví dụ: "12/5/2026 | Sáng | Trường Mầm non Hoa Sen | Đội 2" và "12/5/2026 | Sáng | Nhà văn hóa tổ 7 | Đội 2".

Cách xử lý: Đổi tổ, đội hoặc đổi giờ ở một trong hai dòng.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.text_tables import TextCell, TextTable, text_tables

_DAY = regex.compile(r"(?:ngày|thời gian|thứ)(?!\w)")
_HOUR = regex.compile(r"(?:buổi|giờ|ca|khung giờ|thời gian)(?!\w)")
_PLACE = regex.compile(r"(?:địa điểm|điểm|nơi|trường|thôn|địa bàn|địa chỉ|ở đâu)(?!\w)")
_TEAM = regex.compile(r"(?:đội|tổ|nhóm|kíp|xe|cán bộ phụ trách|báo cáo viên|giảng viên|người phụ trách|đoàn)(?!\w)")
_SEVERAL = regex.compile(r"[,;/+&]|(?<!\w)(?:và|cả|các|toàn)(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    for table in text_tables(context):
        days, hours = ({at for at, head in enumerate(table.head) if kind.match(head.text)} for kind in (_DAY, _HOUR))
        place, team = table.column(_PLACE), table.column(_TEAM)
        if not days or not hours - days or place is None or team is None or place == team:
            continue
        for first, second in _twice(table, sorted(days | hours), place, team):
            spans = [context.span(row[place].start, row[team].end) for row in (first, second)]
            name, (one, other) = (
                one_line(context.span(first[team].start, first[team].end).quote),
                (one_line(context.span(row[place].start, row[place].end).quote) for row in (first, second)),
            )
            yield Hit(
                spans,
                f"{name} được xếp cùng lúc ở “{one}” và “{other}”. Kiểm tra lịch.",
                f"{name} is to be at “{one}” and “{other}” at the same time. Check the schedule.",
            )


def _twice(
    table: TextTable, times: list[int], place: int, team: int
) -> Iterator[tuple[list[TextCell], list[TextCell]]]:
    """The rows of a team that is elsewhere at the same time."""
    seen: dict[tuple[str, ...], list[TextCell]] = {}
    for row in table.rows:
        cells = [row[at].text for at in times]
        if not all(cells) or not row[team].text or not row[place].text or _SEVERAL.search(row[team].text):
            continue
        first = seen.setdefault((*cells, row[team].text), row)
        if first[place].text != row[place].text:
            yield first, row


RULE = Rule("DT218", "double-booked", "warning", "document", check)
