"""People, teams and houses that open a sentence and act, where no list of bodies names them.

In comes the stretch of a sentence, out goes who acts: "Cộng tác viên dân số | lập danh sách …", "Tổ công nghệ số cộng
đồng | hướng dẫn …", "Người được phân công | mở sổ theo dõi". The words that begin such a name are known, how it goes on
is not: it ends before what is to be done.
"""

from __future__ import annotations

from dataclasses import replace

from parsers import regex
from parsers.extractors.obligations.persons import PERSON, person_at
from parsers.lexicon import load
from parsers.mentions.bodies.fields import known_field
from parsers.mentions.bodies.mentions import unnamed
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import END, acts_next, begins_with_verb, is_capital
from parsers.text import NormalisedText, either

_WORDS = load("duties")["people"]
_NOUN = either([*_WORDS["persons"], *_WORDS["teams"], *_WORDS["houses"], *load("bodies")["parties"]["forms"]])
_SEVERAL = r"(?:(?:tất cả|toàn bộ|toàn thể) )?(?:(?:các|những|mỗi|từng|mọi|\d{2}) )?"
_NOBODY = rf"(?!(?:{either(_WORDS['others'])})(?!\w))"
_OPENS = regex.compile(rf"{_SEVERAL}{_NOBODY}(?:{_NOUN})(?!\w)")
_ALSO = regex.compile(rf"(?:, |,? và |; ){_SEVERAL}(?:{_NOUN})(?!\w)")
# "Người | được phân công | mở sổ …", "Cán bộ | phụ trách y tế | lập …": which of them, before what they do
_NO_STATE = r"(?! (?:bắt buộc|cần|cộng|được|hưởng|khen|miễn|nên|nhận|phải|quyền|tặng|thể|ưu tiên|xét))"
_STATE = (
    rf"(?: (?:chưa|có|được|không){_NO_STATE}(?: [^\W\d]+){{2}}"
    r"| đã (?:đăng ký|được [^\W\d]+ [^\W\d]+|nhận|tham gia))"
)
_TAKES_PART = regex.compile(r" (?:đăng ký|tham gia)(?: (?:bổ sung|hiến máu|mới|tham gia|thêm))*")
_WHICH = regex.compile(rf"{_STATE}|{_TAKES_PART.pattern}| (?:{either(_WORDS['which'])})(?!\w)")
_ANYBODY = regex.compile(rf"{_SEVERAL}{_NOBODY}(?:{either(_WORDS['anybody'])})(?={_WHICH.pattern})")
# "Cơ quan nào được giao chủ trì | thì lập dự toán", "Ai đi vắng | thì báo Văn phòng", "Những đơn vị … | thì phản hồi"
_WHOEVER = regex.compile(
    rf"(?:ai|(?:{either([*_WORDS['anybody'], *_WORDS['several']])}) nào|những (?:{either(_WORDS['anybody'])}))(?!\w)"
    r"[^.;:\n]{3,110}?(?= thì )"
)
_THEN = regex.compile(r" thì (?:phải |cần |tự |sẽ |chủ động |kịp thời )*")
_FIRST_WORDS = ("tất cả", "toàn", "các ", "những ", "mỗi ", "từng ", "mọi ", *"0123456789", *_WORDS["anybody"])
_CHARGED = regex.compile(r" (?:chịu trách nhiệm|có trách nhiệm|có nhiệm vụ|phải|cần)(?!\w)")
# what somebody has, is or did, and a time, are no work: "Đoàn viên có quyền …", "Cán bộ 2 năm liên tiếp …"
_NO_WORK = regex.compile(
    r" (?:là|đã|đang|được|bị|có|không|luôn|vẫn|chưa|tăng|giảm|đạt|chiếm|ngày càng"
    r"|\d+ (?:năm|tháng|ngày|lần|người))(?!\w)"
)
_SAID_BEFORE = regex.compile(r" (?:nêu|nói|ở) trên(?!\w)")
_GUESTS = regex.compile(
    r"(?:(?:các|những|quý)\ )?(?:ông, bà|ông bà|ông \(bà\)|đồng chí|đ/c|đại biểu|cá nhân|gia đình)"
    r"(?:\ (?:được|có tên|dự|tham dự)\ [^.;:,\n]{3,40}?)?"
    r"(?=\ (?:mang theo|có mặt|chuẩn bị|đăng ký|xác nhận|tập trung|báo lại|vui lòng)(?!\w))"
)
# "Bộ phận hành chính, | do chị Châu phụ trách, | lo giấy mời"
_LED_BY = regex.compile(r", do [^;:,\n]{2,60} (?:phụ trách|đứng đầu|chỉ huy|làm [^\W\d]+ ?trưởng),(?= \p{L})")
_ALSO_OR_OFFICE = regex.compile(rf" ?\([^()\n]{{2,80}}\)|{_ALSO.pattern}")
_MOST_WORDS = 12


def acting_people(view: NormalisedText, start: int, end: int) -> BodyMention | None:
    """Who opens the sentence ``[start, end)`` and acts in it; ``None`` where it begins with nobody or says no work."""
    opens = _OPENS.match(view.norm, start, end)
    person = None if opens else person_at(view, start, end)
    if opens is None and person is None:
        return None
    at = opens.end() if opens else person.end if person else start
    named = opens is None
    first, limit = view.tokens.first(at), view.tokens.first(end)
    field = known_field(view, first, limit) if opens else first  # "Tổ Công nghệ thông tin": a verb elsewhere
    at = view.tokens.ends[field - 1] if field > first else at
    acts = (_which_act(view, at, end) if opens else None) or _acts_at(view, at, end, named=named)
    if acts is None:
        return None
    takes_part = _TAKES_PART.match(view.norm, at, acts)  # "Sinh viên | tham gia hiến máu | mang theo căn cước"
    return replace(unnamed(view, start, at if takes_part else acts), known=True)


def guests(view: NormalisedText, start: int, end: int) -> BodyMention | None:
    """Those of an occasion who are told what to bring or when to come, in the words that name them."""
    invited = _GUESTS.match(view.norm, start, end)
    return unnamed(view, *view.trim(start, invited.end())) if invited else None


def told_apart(view: NormalisedText, start: int, end: int) -> BodyMention | None:
    """Whoever opens the sentence under a word for anybody, with which of them act: "Đơn vị đăng cai | bố trí xe"."""
    whoever = _WHOEVER.match(view.norm, start, end)
    then = _THEN.match(view.norm, whoever.end(), end) if whoever else None
    if whoever and then and acts_next(view, then.end()):
        return replace(unnamed(view, start, whoever.end()), known=True)
    anybody = _ANYBODY.match(view.norm, start, end) if view.norm.startswith(_FIRST_WORDS, start) else None
    acts = _which_act(view, anybody.end(), end) if anybody else None
    return None if acts is None else replace(unnamed(view, start, acts), known=True)


def _which_act(view: NormalisedText, at: int, end: int) -> int | None:
    """Where those act of whom it is said first which of them are meant; ``None`` where it is not said."""
    which = None if _CHARGED.match(view.norm, at, end) else _WHICH.match(view.norm, at, end)
    return _acts_at(view, which.end(), end, named=False) if which else None


def _acts_at(view: NormalisedText, at: int, end: int, *, named: bool) -> int | None:
    """Where the words from ``at`` on end that no verb stands in, before what is to be done.

    A list may go on behind a comma, and the name of a person with an office; what says which of them are meant is
    passed over, unless nothing else follows that is to be done: "Tình nguyện viên | trực tại bàn đăng ký".
    """
    tokens = view.tokens
    index, limit = tokens.first(at), tokens.first(end)
    last = min(limit, index + _MOST_WORDS)
    passed: int | None = None
    while index < last:
        begin = tokens.ends[index - 1]
        if goes_on := (_ALSO_OR_OFFICE if named else _ALSO).match(view.norm, begin, end):
            index = tokens.first(goes_on.end())
            last = min(limit, index + _MOST_WORDS)
        elif named and _is_office(view, index, last):
            index += 1
        elif tokens.words[index] in END:
            return begin if _is_label(view, index, limit, named=named) else passed
        elif _CHARGED.match(view.norm, begin, end):
            return begin
        elif said := _SAID_BEFORE.match(view.norm, begin, end) or _WHICH.match(view.norm, begin, end):
            passed = passed or (begin if begins_with_verb(view, tokens.starts[index]) else None)
            index = tokens.first(said.end())
        elif _NO_WORK.match(view.norm, begin, end):
            return None
        elif _is_work(view, index, behind=index > tokens.first(at)):
            return begin
        else:
            index += 1
    return passed


def _is_office(view: NormalisedText, index: int, limit: int) -> bool:
    """Whether the office of a person stands behind the comma at token ``index``: "Bà Hoa, | Trưởng Trạm Y tế"."""
    return view.tokens.words[index] == "," and index + 1 < limit and is_capital(view, index + 1)


def _is_label(view: NormalisedText, index: int, limit: int, *, named: bool) -> bool:
    """Whether the sign at token ``index`` parts a name from its work: "Đoàn viên: Vận động người thân …", or a person
    with an office: "Bà Hoa, Trưởng Trạm Y tế, | chuẩn bị …", or a team with its head: "Tổ hậu cần, do chị Sen …".
    """
    tokens = view.tokens
    if led := _LED_BY.match(view.norm, tokens.ends[index - 1], tokens.ends[limit - 1]):
        return acts_next(view, led.end() + 1)
    sign = tokens.words[index] == ":" or (named and tokens.words[index] == ",")
    if not sign or index + 1 >= limit:
        return False
    work = tokens.starts[index + 1]
    return begins_with_verb(view, work) or (not named and PERSON.match(view.norm, work) is not None)


def _is_work(view: NormalisedText, index: int, *, behind: bool) -> bool:
    """Whether a verb begins with token ``index``: no name ("Ban Chỉ đạo"), and no noun of a place ("tại bàn").

    ``behind`` further words of a name it may be a short one: "Lớp trưởng các lớp | đọc tài liệu".
    """
    if is_capital(view, index) or view.tokens.words[index - 1] in ("tại", "ở", "của"):
        return False
    start = view.tokens.starts[index]
    return acts_next(view, start) if behind else begins_with_verb(view, start)
