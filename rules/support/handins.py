"""What a deadline asks to be handed in, from whom and to whom: what makes two deadlines about one duty."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from parsers import regex
from parsers.records import BodyRef, Deadline
from parsers.text import fold, memo, normal
from rules.context import Context
from rules.prose import one_line

# Longest first: "gửi báo cáo danh sách" hands in a list
_OBJECTS = (
    ("list", regex.compile(r"(?<!\w)(?:danh sách|(?<!người )đăng ký|biểu mẫu|phiếu đăng ký)(?!\w)")),
    ("report", regex.compile(r"(?<!\w)(?:báo cáo|kết quả|tổng kết|sơ kết|đánh giá|thống kê)(?!\w)")),
    ("plan", regex.compile(r"(?<!\w)(?:kế hoạch|chương trình|lịch)(?!\w)")),
    ("budget", regex.compile(r"(?<!\w)(?:dự toán|quyết toán|kinh phí|hồ sơ|chứng từ)(?!\w)")),
)
# "đợt 1" · "lần thứ hai" · "ngày thứ nhất" · "quý I" · "6 tháng" · "cả năm" · "tháng 6": which of its kind is meant
_WHICH = regex.compile(
    r"(?<!\w)(?:(?:đợt|lần|buổi|cụm|đợt thứ|lần thứ|buổi thứ|vòng|kỳ|giai đoạn|bước|học kỳ) (?:nhất|hai|ba|tư|đầu|cuối"
    r"|[ivx\d]+)"
    r"|ngày thứ (?:nhất|hai|ba|tư)(?! hằng| hàng| tuần|,? ngày| \()"
    r"|quý (?:[ivx]+|\d)|(?:6|sáu|9|chín|3|ba) tháng(?: (?:đầu|cuối) năm)?|(?:cả|tổng kết|cuối|hết|một|1|01) năm"
    r"|hằng năm|hàng năm"
    r"|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng tuần|hàng tuần|đột xuất|sơ kết|tổng kết|chính thức|bổ sung|sơ bộ"
    r"|dự kiến"
    r"|tháng \d{1,2})(?!\w)"
)
# "Đợt 1: sáng thứ Ba, ngày 24/3/2026" · "đợt 2 (tháng 9)"
_ROUND_AND_MONTH = regex.compile(
    r"(?<!\w)đợt (?P<number>\d{1,2})(?!\w|[/.]\d)(?:(?!đợt)[^.;\n\d]){0,40}(?:\d{1,2}[/.]|tháng )"
    r"(?P<month>\d{1,2})(?!\d)"
)
# behind the day, up to the next one: " đối với đợt 1 | và trước ngày 05/9 đối với đợt 2"
_BEHIND = regex.compile(r"(?:(?! và (?:trước|chậm|muộn|ngày|vào|đến))[^.,;\n]){0,40}")
_DIGITS = regex.compile(r"\d+")
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
    clause_from = begin
    day_ends = _day_ends(context)
    for at in range(bisect.bisect_right(day_ends, start, key=lambda day: day[0]) - 1, -1, -1):
        place, other = day_ends[at]
        if place < begin:
            break
        if other is not deadline:
            aside = _BEHIND.match(text, place, start)  # what the day before is for
            clause_from = aside.end() if aside else place
            break
    clause = text[clause_from:start]
    behind = _BEHIND.match(text, end, stop)
    words = f"{clause} ; {behind[0] if behind else ''} ; {one_line(normal(deadline.action))}"
    months = _round_of_month(context)
    found = frozenset(months.get(match[0], match[0]) for match in _WHICH.finditer(words))
    # its rule already says how often the duty comes back
    return frozenset(word for word in found if not word.startswith(("hằng", "hàng"))) if deadline.rrule else found


@memo
def _round_of_month(context: Context) -> dict[str, str]:
    """The round that a month has to itself: "tháng 3" of "Đợt 1: ngày 24/3"."""
    found: dict[str, set[str]] = {}
    for match in _ROUND_AND_MONTH.finditer(context.prose.text):
        found.setdefault(f"tháng {int(match['month'])}", set()).add(f"đợt {int(match['number'])}")
    return {month: next(iter(rounds)) for month, rounds in found.items() if len(rounds) == 1}


@memo
def _day_ends(context: Context) -> list[tuple[int, Deadline]]:
    """Where the words of each deadline end, in the order of the text."""
    ends = [(context.place(span.end), deadline) for deadline in context.record.deadlines for span in deadline.spans]
    return sorted(ends, key=lambda day: day[0])


# "danh sách của các cơ quan, thôn gửi về …" · "danh sách do các trường nộp": who hands in, said with the list itself
_FROM = regex.compile(
    r"(?<!\w)(?:của|do|từ) (?P<who>[^.;:()\d]{2,110}?) (?:được )?(?=(?:gửi|nộp|lập|chuyển|báo|đăng ký|tổng hợp"
    r"|về|là)(?!\w))"
)
# "Lưu ý: Danh sách đăng ký … gửi về …": the list is the subject, whoever has one hands it in
_IMPERSONAL = regex.compile(
    r"(?:[-+*•] ?)?(?:(?:lưu ý|ghi chú|chú ý|riêng|đồng thời)\W{1,3})?(?:các |bản |mọi |toàn bộ )?(?:danh sách"
    r"|báo cáo|biểu|phiếu"
    r"|hồ sơ|kết quả|đăng ký)(?!\w)[^.;]*?(?<!\w)(?:gửi|nộp|chuyển|báo về)(?!\w)"
)
_RECEIVES = regex.compile(r"(?<!\w)(?:tiếp nhận|nhận|thu|tập hợp|tổng hợp)(?!\w)")
_HANDS_IN = regex.compile(
    r"(?<!\w)(?:gửi|nộp|lập|chốt|tổng hợp|hoàn thành|hoàn tất|báo|cung cấp|chuyển|nhận|thu|đăng ký)(?!\w)"
)
_LOOKED_UP = regex.compile(
    r"(?<!\w)(?:trong|theo|rà soát|đối chiếu|cập nhật|công bố|niêm yết|kiểm tra) (?:lại )?danh sách(?!\w)"
)
# "mỗi thôn cử 20 người tham dự; | danh sách gửi về …": a list of those who come, not of donors
_SENDS = regex.compile(r"(?<!\w)cử (?!(?:[^.;\n]{0,60} )?hiến máu)[^.;\n]{0,60}(?<!\w)(?:tham dự|tham gia|dự)(?!\w)")
_LIST_OF = regex.compile(
    r"(?<!\w)danh sách(?P<whose>[^.,;:()\d]{0,60}?)(?= (?:gửi|nộp|về|trước|do|của|theo|xong|cho)(?!\w)|[.,;:()\d]|$)"
)
_DONORS = regex.compile(r"(?<!\w)(?:đăng ký|hiến máu|tham gia|hmtn)(?!\w)")
_JOINTS = regex.compile(r"\s*(?:[,;/]| và | cùng )\s*")
_GROUP_WORDS = regex.compile(
    r"^(?:(?:de nghi|yeu cau|cac|nhung|toan the|tat ca|moi|tung) )+| (?:tren dia ban|thuoc|truc thuoc|trong|toan) .*$"
)


@dataclass(frozen=True, slots=True)
class HandIn:
    """A deadline for a paper: what it is ("list"), of what ("register"), from whom and to whom.

    ``givers`` is ``None`` where the sentence speaks to whoever has such a paper, ``receiver`` where it names nobody.
    """

    deadline: Deadline
    kind: str
    topic: str
    givers: frozenset[str] | None
    receiver: str | None

    def passes_on(self, other: HandIn) -> bool:
        """Whether who receives one of two papers hands in the other: two steps of one way."""
        return any(
            giver == taker.receiver for sender, taker in ((self, other), (other, self)) for giver in sender.givers or ()
        )


def hand_in(context: Context, deadline: Deadline) -> HandIn | None:
    """What is to be handed in; ``None`` for other work, and for lists that are only looked up."""
    kind = handed_in(deadline)
    if kind is None:
        return None
    begin, end = context.prose.sentence(context.place(deadline.spans[0].start))
    sentence = context.prose.text[begin:end]
    action = one_line(normal(deadline.action))
    if kind == "list" and (_LOOKED_UP.search(action) or not _HANDS_IN.search(sentence)):
        return None
    receiver = fold(deadline.submit_to[0].canonical) if deadline.submit_to else None
    said = (_FROM.search(action) or _FROM.search(sentence)) if kind in ("list", "report") else None
    givers = _owners(deadline)
    if said:
        givers = _groups(said["who"])
        if receiver is None and _RECEIVES.search(sentence[: said.start()]) and deadline.bodies:
            receiver = fold(deadline.bodies[0].canonical)
    elif _IMPERSONAL.match(sentence):
        givers = None
    topic = "guests" if kind == "list" and sends_guests(context, deadline) else _topic(kind, action)
    return HandIn(deadline, kind, topic, givers, receiver)


def _owners(deadline: Deadline) -> frozenset[str] | None:
    return frozenset(part for body in deadline.bodies for part in _groups(body.canonical, body.name)) or None


def sends_guests(context: Context, deadline: Deadline) -> bool:
    """Whether a list is of those who are sent to an occasion, by its sentence or the one before it."""
    text = context.prose.text
    place = context.place(deadline.spans[0].start)
    paragraph, _ = context.prose.paragraph(place)
    begin, _ = context.prose.sentence(place)
    before, _ = context.prose.sentence(max(paragraph, begin - 2))
    return _SENDS.search(text, max(paragraph, before), place) is not None


def _topic(kind: str, action: str) -> str:
    if kind != "list":
        return kind
    found = _LIST_OF.search(action)
    whose = found["whose"] if found else ""
    plain = whose.strip() in ("", "người", "những người", "các thôn")
    return (
        "register" if (plain and _DONORS.search(action)) or not whose.strip() or _DONORS.search(whose) else fold(whose)
    )


def _groups(*names: str) -> frozenset[str]:
    """ "các cơ quan, trường học và thôn trên địa bàn xã": co quan, truong hoc, thon."""
    parts = (_GROUP_WORDS.sub("", fold(part)) for name in names for part in _JOINTS.split(normal(name)))
    return frozenset(part for part in parts if part)


def share_a_giver(a: HandIn, b: HandIn) -> bool:
    """Whether a body hands in both papers, as far as the document says who does."""
    if a.givers is None or b.givers is None or {frozenset(("don vi",))} & {a.givers, b.givers}:
        return True  # "các đơn vị": whoever the document speaks to
    return any(x == y or f"cac {x}" in y or f"cac {y}" in x for x in a.givers for y in b.givers)


def one_body(a: BodyRef, b: BodyRef) -> bool:
    """Whether two names stand for one body, whatever the words between dash and comma; "Đoàn số 1" is not "số 2"."""
    if _DIGITS.findall(a.canonical) != _DIGITS.findall(b.canonical):
        return False
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
