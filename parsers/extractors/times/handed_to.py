"""Whom a thing is given or told to, where nothing is handed in: "nhắn tin đến người đã đăng ký", "giao hai trạm y tế".

In comes the stretch of a limit's work, out goes who is to have it by then, in the words of the document; ``submission``
asks where no body gets a paper.
"""

from __future__ import annotations

from parsers import regex
from parsers.mentions.bodies.lists import begins_body, body_list
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.bodies.words import acts_next
from parsers.records import BodyRef
from parsers.text import NormalisedText

_VERBS = (
    r"(?<!\w)(?<!được )(?<!phân )(?:gửi|nộp|bàn giao|giao|chuyển|trả lời|trả|thông báo|báo|nhắn tin|nhắn|phát|cung cấp"
    r"|cung ứng|phổ biến|trao lại|gửi tin nhắn nhắc|nhắc)"
)
# gifts, and work that is handed out, are for those who get them
_NO_PAPER = r"(?:chỉ tiêu|nhiệm vụ|số lượng|công việc|việc|quà|tiền|suất|hiện vật|trách nhiệm|động|thanh|chí|cáo)"
# "nhắn số trẻ đã tiêm | cho | Trạm trưởng" · "phát tận tay | phụ huynh" · "giao | Trạm Y tế phường"
_TOWARDS = regex.compile(
    rf"{_VERBS}(?! {_NO_PAPER}(?!\w))(?: (?!{_NO_PAPER}(?!\w))(?:[^.;:()\n\t]|\.(?=\d)){{1,70}}?)?? "
    r"(?:về|cho|đến|tới|tận tay|đến tận tay)(?: cho)? (?=\p{L}|\d)"
)
_AT_ONCE = regex.compile(rf"{_VERBS}(?: (?:giấy mời|phân công|danh sách|kết quả|thông tin))? (?=\p{{L}}|\d)")
# who has no name: "người đã đăng ký", "phụ huynh", "quản đốc các xưởng"
_PEOPLE = regex.compile(
    r"(?:các |những |từng |mỗi |tất cả |toàn thể )?"
    r"(?:người(?! (?:có|không))|phụ huynh|cha mẹ|gia đình|học viên|thành viên|quản đốc|trưởng|đại biểu|tình nguyện viên"
    r"|hộ dân|các bên)(?!\w)"
)
# "14 khu phố" · "hai trạm" · "các bên liên quan" · "mỗi đơn vị"
_COUNTED = regex.compile(
    r"(?:\d{1,3}|hai|ba|bốn|năm|sáu|các|từng|mỗi) (?:khu phố|thôn|xã|phường|bản|ấp|tổ|trạm|trường|lớp|khoa|phòng|đơn vị"
    r"|doanh nghiệp|cơ sở|đội|nhóm|điểm|bên)(?!\w)"
)
_NAME = regex.compile(r"\p{Lu}\p{L}*(?: (?:\p{Lu}\p{L}*|-|\d{1,2})){0,7}")
_ENDS = regex.compile(
    r" ?(?:[.;:,()\n\t]|$)| (?:để|theo|trước|chậm|muộn|trong|vào|ngay|sau|khi|qua|hằng|hàng|định kỳ|xong|chuẩn bị|biết"
    r"|tại|bằng|từ|và|không quá|tối thiểu|ít nhất)(?!\w)"
)
_LONGEST = 60


def handed_to(view: NormalisedText, start: int, end: int) -> list[BodyRef]:
    """Who is to get what the stretch gives away or tells; none where they are to work on it."""
    for pattern in (_TOWARDS, _AT_ONCE):
        for verb in pattern.finditer(view.norm, start, end):
            if found := _named_at(view, verb.end(), end, led=pattern is _TOWARDS):
                return found
    return []


def _named_at(view: NormalisedText, at: int, end: int, *, led: bool) -> list[BodyRef]:
    bodies, reached = body_list(view, at, end)
    if bodies:
        works = view.norm.startswith(" ", reached) and acts_next(view, reached + 1)
        return [] if works else [body_ref(view, body) for body in bodies]
    counted = _COUNTED.match(view.norm, at, end)
    people = _PEOPLE.match(view.norm, at, end) if led else None
    named = _NAME.match(view.text, at, end) if led or begins_body(view, at, end) else None
    found = counted or people or named
    stop = _ENDS.search(view.norm, found.end(), end) if found else None
    if found is None or (stop.start() if stop else end) - at > _LONGEST:
        return []
    name = view.text[at : stop.start() if stop else end].rstrip()
    return [BodyRef(name=name, canonical=name, kind="other", spans=[view.span(at, at + len(name))])]
