"""led-by-two: one job has two leaders / một việc giao hai nơi chủ trì

What it finds: A job in a table of work whose leader is another body than the one that the text tells to lead it, or
that two places of the text have two bodies lead; two that take the blood of all.

Why it matters: Each waits for the other, or both do it.

Example: "Ban Tuyên giáo: chủ trì thiết kế băng rôn" in the text, "Thiết kế băng rôn | Văn phòng" in the table.

How to resolve: Decide who leads, and name the others as partners.

Phát hiện: Một việc trong bảng phân công có đơn vị chủ trì khác với đơn vị được giao chủ trì việc đó trong phần lời;
hoặc hai chỗ trong phần lời giao hai đơn vị chủ trì một việc, ghi hai đơn vị tiếp nhận máu.

Vì sao: Hai nơi chờ nhau hoặc cùng làm một việc.

Ví dụ: Phần lời ghi "Ban Tuyên giáo: chủ trì thiết kế băng rôn", trong bảng ghi "Thiết kế băng rôn | Văn phòng".

Cách xử lý: Xác định một đơn vị chủ trì, các đơn vị khác ghi là phối hợp.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.mentions.bodies.names import expand
from parsers.records import Obligation, Span
from parsers.text import fold, normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule, two_places
from rules.support.text_tables import TextCell, text_tables

_JOB = regex.compile(r"(?:nội dung|công việc|nhiệm vụ|hoạt động|tên việc|đầu việc|việc)(?!\w)")
_LEADER = regex.compile(r"(?:(?:đơn vị|cơ quan|người|bộ phận) )?chủ trì(?!\w)(?!.*phối hợp)")
_LEADS = regex.compile(
    r"(?r)(?<!\w)chủ trì(?:,? phối hợp (?:với )?[^.;:\n]{1,90})?,? (?:việc |tổ chức |công tác |thực hiện )?"
)
# "Chủ trì công tác | vệ sinh môi trường; …" · "Chủ trì, phối hợp với Công an xã | tuyên truyền …"
_LEADS_WHAT = regex.compile(
    r"(?<!\w)chủ trì"
    r"(?:,? phối hợp (?:với )?[^.;:\n]{1,90}?(?= (?:tổ chức|thực hiện|triển khai|xây dựng|tuyên truyền)))?,? "
    r"(?:(?:việc|tổ chức|công tác|thực hiện|triển khai|nội dung|hoạt động) )*(?P<job>[^.;:\n\t]{8,160})"
)
# "| Vệ sinh môi trường, thu gom rác|: do Phòng Kinh tế chủ trì" · "Tập huấn cộng tác viên | do Trạm Y tế xã chủ trì"
_WHAT_IS_LED = regex.compile(
    r"(?:[-+*•] ?|\p{L}\) ?|\d{1,2}[.)] ?)?(?:(?:việc|tổ chức|công tác|thực hiện|triển khai|nội dung|hoạt động) )*"
    r"(?P<job>[^.;:\n\t]{8,160}?)(?:: ?(?:do )?|,? do )(?=[^.;:\n\t]{3,90} chủ trì(?!\w))"
)
# "do Trung tâm Truyền máu … đảm nhiệm tiếp nhận máu" · "Viện …, đơn vị trực tiếp lấy máu"
_BODY = r"(?:trung tâm|bệnh viện|viện|khoa|ngân hàng máu)(?!\w)[^.;:,()\n\t]{0,80}?"
_TAKES_BLOOD = regex.compile(
    rf"(?<!\w)do (?P<one>{_BODY}) (?:đảm nhiệm|đảm nhận|thực hiện|phụ trách)(?: việc)?,? "
    r"(?:khám tuyển|khám sàng lọc|tiếp nhận máu|lấy máu)"
    rf"|(?<!\w)(?P<other>{_BODY}),? (?:là )?đơn vị (?:trực tiếp )?(?:tiếp nhận|lấy) máu"
    rf"|(?<!\w)đơn vị tiếp nhận máu(?: là|:) (?P<third>{_BODY})(?=[.;,()\n])"
)
_OF_MANY = frozenset((
    "trung", "tam", "benh", "vien", "khoa", "huyet", "hoc", "truyen", "mau", "thuoc", "da", "quan", "dan", "cua", "va",
    "ngan", "hang", "-", "thanh", "pho",
))  # fmt: skip
_ONE_OF_THEM = regex.compile(r"(?<!\w)(?:đợt (?:\d|[ivx]+)|riêng|ngày \d|lần \d|năm trước|năm ngoái|nếu|hoặc)(?!\w)")
_FARTHEST = 130
# "Phòng VH-XH", "đ/c Hùng": who that is, a list of abbreviations or of names would have to tell
_IN_SHORT = regex.compile(r"\p{Lu}{2,}|(?i:\b(?:đ/c|ông|bà|đồng chí|thầy|cô|anh|chị)\b)")
_LEAST_WORDS, _LEAST_OF_NAME = 4, 2
_WORDS_OF_A_WHOLE_JOB = 6
# "chủ trì tổ chức | Lễ tôn vinh | người hiến máu ngày 14/6"; who leads one of several leads but his own
_CEREMONY = regex.compile(
    r"(?P<name>(?:lễ|hội nghị) (?:tôn vinh|phát động|ra quân|khai mạc|bế mạc|trao giải|tổng kết|sơ kết|mít tinh)"
    r"|hội nghị (?:triển khai|tập huấn))(?!\w)(?!.*(?<!\w)(?:cấp|tại|đợt|lần|ở|từng|mỗi|các|của)(?!\w))"
)


def check(context: Context) -> Iterator[Hit]:
    yield from _in_the_text(context)
    yield from _takes_the_blood(context)
    for table in text_tables(context):
        job, leader = table.column(_JOB), table.column(_LEADER)
        if job is None or leader is None:
            continue
        for row in table.rows:
            if len(row[job].text.split()) >= _LEAST_WORDS and row[leader].text:
                yield from _elsewhere(context, row[job], row[leader])


def _in_the_text(context: Context) -> Iterator[Hit]:
    """Two duties to lead one job, in the same words, of two bodies."""
    jobs: list[tuple[str, Obligation]] = []
    for duty in context.record.obligations:
        job = _job(context, duty) if duty.role == "lead" and len(duty.bodies) == 1 else None
        if job is None:
            continue
        name = normal(duty.bodies[0].name)
        for other, led in jobs:
            if _one_job(job, other) and not _same(normal(led.bodies[0].name), name):
                first, second = one_line(led.bodies[0].name), one_line(duty.bodies[0].name)
                work = min(job, other, key=len)
                yield Hit(
                    [led.spans[0], duty.spans[0]],
                    f"“{work}”: một chỗ giao {first} chủ trì, chỗ khác giao {second}. Xác định một đơn vị chủ trì.",
                    f"“{work}”: one place has {first} lead, another {second}. Decide who leads.",
                    (led.id, duty.id),
                )
                return
        jobs.append((job, duty))


def _takes_the_blood(context: Context) -> Iterator[Hit]:
    """Two that take the blood of all, where nobody has a part of it: one may be left over from another year."""
    text = context.prose.text
    if any("tiếp nhận" in head.text for table in text_tables(context) for head in table.head):
        return
    first: tuple[frozenset[str], Span] | None = None
    for match in context.prose.finditer(_TAKES_BLOOD, "máu", "khám tuyển"):
        begin, end = context.prose.sentence(match.start())
        place = "one" if match["one"] else "other" if match["other"] else "third"
        who = frozenset(fold(expand(match[place])).split()) - _OF_MANY
        if not who or "\t" in text[begin:end] or _ONE_OF_THEM.search(text, begin, end):
            continue
        span = context.said(*match.span())
        first = first or (who, span)
        if not first[0] & who:
            yield two_places(
                first[1],
                span,
                "“{first}” và “{second}”: hai nơi tiếp nhận máu. Kiểm tra có phải còn sót từ văn bản cũ.",
                "“{first}” and “{second}”: two take the blood. Check whether one is left over.",
            )
            return


def _job(context: Context, duty: Obligation) -> str | None:
    """What a duty has its body lead, in words of the normal form."""
    if not duty.spans or "\t" in duty.spans[0].quote:
        return None
    text, start = context.prose.text, context.place(duty.spans[0].start)
    end = context.place(duty.spans[-1].end)
    match = _WHAT_IS_LED.match(text, start, end) or _LEADS_WHAT.search(text, start, end)
    job = match["job"].strip(" ,") if match else ""
    return (
        job
        if (len(job.split()) > _LEAST_WORDS or _CEREMONY.match(job)) and not job.startswith(("phối hợp", "cùng"))
        else None
    )


def _one_job(a: str, b: str) -> bool:
    """Whether two jobs are one: the same words, or many of them with where it is done behind."""
    shorter, longer = sorted((a, b), key=len)
    held = [_CEREMONY.match(job) for job in (a, b)]
    if held[0] and held[1] and held[0]["name"] == held[1]["name"]:
        return True
    return shorter == longer or (
        len(shorter.split()) >= _WORDS_OF_A_WHOLE_JOB and longer.startswith((f"{shorter} tại ", f"{shorter} trên "))
    )


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
