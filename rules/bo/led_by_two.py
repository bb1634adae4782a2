"""led-by-two: one job has two leaders / một việc giao hai nơi chủ trì

What it finds: A job in a table of work whose leader is another body than the one that the text tells to lead it.

Why it matters: Each waits for the other, or both do it.

Example: "Ban Tuyên giáo: chủ trì thiết kế băng rôn" in the text, "Thiết kế băng rôn | Văn phòng" in the table.

How to resolve: Decide who leads, and name the others as partners.

Phát hiện: Một việc trong bảng phân công có đơn vị chủ trì khác với đơn vị được giao chủ trì việc đó trong phần lời.

Vì sao: Hai nơi chờ nhau hoặc cùng làm một việc.

Ví dụ: Phần lời ghi "Ban Tuyên giáo: chủ trì thiết kế băng rôn", trong bảng ghi "Thiết kế băng rôn | Văn phòng".

Cách xử lý: Xác định một đơn vị chủ trì, các đơn vị khác ghi là phối hợp.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import Obligation
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.text_tables import TextCell, text_tables

_JOB = regex.compile(r"(?:nội dung|công việc|nhiệm vụ|hoạt động|tên việc|đầu việc|việc)(?!\w)")
_LEADER = regex.compile(r"(?:(?:đơn vị|cơ quan|người|bộ phận) )?chủ trì(?!\w)(?!.*phối hợp)")
_LEADS = regex.compile(
    r"(?r)(?<!\w)chủ trì(?:,? phối hợp (?:với )?[^.;:\n]{1,90})?,? (?:việc |tổ chức |công tác |thực hiện )?"
)
_FARTHEST = 130
# "Phòng VH-XH", "đ/c Hùng": who that is, a list of abbreviations or of names would have to tell
_IN_SHORT = regex.compile(r"\p{Lu}{2,}|(?i:\b(?:đ/c|ông|bà|đồng chí|thầy|cô|anh|chị)\b)")
_LEAST_WORDS, _LEAST_OF_NAME = 4, 2


def check(context: Context) -> Iterator[Hit]:
    for table in text_tables(context):
        job, leader = table.column(_JOB), table.column(_LEADER)
        if job is None or leader is None:
            continue
        for row in table.rows:
            if len(row[job].text.split()) >= _LEAST_WORDS and row[leader].text:
                yield from _elsewhere(context, row[job], row[leader])


def _elsewhere(context: Context, job: TextCell, leader: TextCell) -> Iterator[Hit]:
    """The duty in the text that has another body lead the job of a row."""
    cell = context.span(leader.start, leader.end)
    if _IN_SHORT.search(cell.quote):
        return
    name = job.text.rstrip(" .;")
    for start, end in _led(context, name):
        duty = _duty_at(context, start)
        if duty is None or len(duty.bodies) != 1 or _same(normal(duty.bodies[0].name), leader.text):
            continue
        told, row, work = one_line(duty.bodies[0].name), one_line(cell.quote), context.said(end - len(name), end).quote
        yield Hit(
            [context.said(start, end), cell],
            f"“{one_line(work)}”: phần lời giao {told} chủ trì, bảng ghi {row}. Xác định một đơn vị chủ trì.",
            f"“{one_line(work)}”: the text has {told} lead, the table {row}. Decide who leads.",
            (duty.id,),
        )
        return


def _led(context: Context, job: str) -> Iterator[tuple[int, int]]:
    """Where the text says that somebody leads a job, from "chủ trì" to its end."""
    text = context.prose.text
    at = text.find(job)
    while at >= 0:
        end = at + len(job)
        if (leads := _LEADS.match(text, max(0, at - _FARTHEST), at)) and not text[end : end + 1].isalnum():
            yield leads.start(), end
        at = text.find(job, end)


def _duty_at(context: Context, place: int) -> Obligation | None:
    """The duty of the running text in which a place stands."""
    for duty in context.record.obligations:
        for span in duty.spans:
            if context.place(span.start) <= place < context.place(span.end) and "\t" not in span.quote:
                return duty
    return None


def _same(name: str, cell: str) -> bool:
    """Whether a cell may mean a body: one of them is the other in short ("Văn phòng", "Văn phòng Tỉnh đoàn")."""
    words, others = set(name.split()), set(cell.split())
    return len(words & others) >= min(len(words), len(others), _LEAST_OF_NAME + 1)


RULE = Rule("BO406", "led-by-two", "warning", "document", check)
